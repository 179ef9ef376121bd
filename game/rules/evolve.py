"""Evolve: let an event have happened: set and add what it says, without formula, refusal or draw."""

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from game.rules.events import (
    Advanced,
    AnswerAwaited,
    AskedByName,
    BallotCast,
    BallotsRevealed,
    BeatStarted,
    BecameReady,
    CameBack,
    CardTold,
    ChallengeChosen,
    Change,
    Claimed,
    ConditionNamed,
    CoreValueCalled,
    CoreValueHonoured,
    CoreValueKept,
    DecidedBefore,
    DutyPaid,
    DutyPostponed,
    EffectRevealed,
    EnvelopeCounted,
    EnvelopeSealed,
    Event,
    EventCardCalled,
    EventCardDrawn,
    EventCardSkipped,
    ForecastMade,
    GoalChosen,
    GoalsSet,
    IdeaBroughtIn,
    InstrumentUsed,
    MeetingAsked,
    MoreLanded,
    NoteWritten,
    NothingLanded,
    OverAsked,
    OwnersMet,
    PhaseStarted,
    PlanAdopted,
    PlanAnswered,
    PlanChanged,
    PlanMade,
    PlanProposed,
    PlanSealed,
    PledgeMade,
    PledgesSettled,
    ReasonGiven,
    ReasonJudged,
    Recognised,
    ReportBooked,
    RoundSettled,
    RoundStarted,
    RuleAnswered,
    RuleProposed,
    RuleSettled,
    StanceSaid,
    SteppedBack,
    StepStarted,
    TableEnded,
    TakenOver,
    TaskLanded,
    TasksLaid,
    TaskStarted,
    TaskStopped,
    TaskUnclaimed,
    ToppedUp,
    TrustFelt,
    UpkeepPaid,
    UpkeepUnpaid,
    Withdrawn,
    WordingWritten,
)
from game.rules.pledges import DOER, MONEY, OWNER, Pledge
from game.rules.state import Awaited, Idea, Moment, More, Plan, Revealed, Running, TableState, funded


def evolve(state: TableState, event: Event) -> TableState:
    """Return `state`, changed in place by what `event` says happened."""
    match event:
        case EnvelopeSealed():
            state.envelope = dict(event.amounts)
        case EnvelopeCounted():
            state.foreseen = event.tasks
        case RoundStarted():
            _start_round(state, event)
        case BeatStarted():
            state.beat = event.beat
        case PhaseStarted():
            state.phase, state.step, state.moment = event.phase, "", event.moment
            state.ready, state.advanced = set(), False
        case StepStarted():
            state.step, state.moment, state.to_divide = event.step, event.moment, event.pot
            state.ready, state.advanced = set(), False
        case GoalChosen():
            state.goal_taps[event.seat] = event.indicator
        case GoalsSet():
            state.goals = event.goals
        case StanceSaid():
            state.stance, state.opened_duty = event.stance, event.open_duty
            _use_slots(state, "stance", event.slots)
        case InstrumentUsed():
            _use_slots(state, event.instrument, event.slots)
            state.turns_left += event.turns
            state.dialogue_tables += event.turns > 0
            state.found.update((need, state.round) for need in event.found)
            _apply(state, event.changes)
        case AnswerAwaited() | EffectRevealed():
            _evolve_revealing(state, event)
        case AskedByName():
            state.questions_asked[event.seat] = event.of
            state.asked[event.of] = state.asked.get(event.of, 0) + 1
        case CardTold():
            _tell(state, event)
        case Recognised():
            state.hands.setdefault(event.card, []).append(event.seat)
            state.hands_left[event.seat] -= 1
        case ChallengeChosen():
            state.choices[event.seat] = event.challenge
        case WordingWritten():
            state.wording_written, state.wording_needs, state.wording_text = True, event.needs, event.text
        case TasksLaid():
            state.challenges, state.on_table, state.is_laid = event.challenges, event.tasks, True
        case DutyPaid():
            state.duty_paid[event.task] = -sum(one.amount for one in event.changes if one.what == "money")
            _apply(state, event.changes)
        case DutyPostponed():
            state.duty_postponed.add(event.task)
            _apply(state, event.changes)
        case EventCardCalled():
            state.card_by_hand = True
        case EventCardSkipped():
            state.cards_skipped.append(event.card)
            state.card_is_skipped = True
        case EventCardDrawn():
            _draw_card(state, event)
        case TaskStarted():
            _start_task(state, event)
        case TaskUnclaimed():
            state.unclaimed.append(event.task)
            _apply(state, event.changes)
        case OverAsked():
            state.over_asked.add(event.seat)
            _apply(state, event.changes)
        case TaskLanded():
            state.running[event.task].status = "done"
            state.landed_now.append(event.task)
            _reveal_landed(state, event)
            _apply(state, event.changes)
        case UpkeepPaid() | UpkeepUnpaid() | ToppedUp() | MoreLanded():
            _evolve_paying_again(state, event)
        case TaskStopped():
            state.running[event.task].status = "stopped"
        case RoundSettled():
            state.settled.update((card, "used") for card in event.used)
            state.settled.update((card, "open") for card in event.open)
            state.recognised.update(event.recognised)
            state.support_before, state.settled_round = event.support, event.round
            _apply(state, event.changes)
            _remember(state, event.supports)
        case BecameReady():
            state.ready.add(event.seat)
        case Advanced():
            state.advanced = True
        case TableEnded():
            state.ended, state.succeeded, state.result = True, event.succeeded, event.result
            state.phase, state.step = "ended", ""
            _remember(state, event.supports)
        case Withdrawn():
            _withdraw(state, event)
        case DecidedBefore():
            state.decided_before.append(event.round)
        case NothingLanded():
            state.nothing_landed = event.rounds
        case SteppedBack() | CameBack() | ConditionNamed() | TrustFelt() | PlanSealed():
            _evolve_promises(state, event)
        case RuleProposed() | RuleAnswered() | RuleSettled():
            _evolve_rule(state, event)
        case CoreValueCalled() | CoreValueHonoured() | CoreValueKept():
            _evolve_core_values(state, event)
        case IdeaBroughtIn():
            _bring_in(state, event)
        case PledgeMade() | PledgesSettled() | TakenOver():
            _evolve_pledges(state, event)
        case _:
            _evolve_dividing(state, event)
    return state


def _evolve_paying_again(state: TableState, event: UpkeepPaid | UpkeepUnpaid | ToppedUp | MoreLanded) -> None:
    run = state.running[event.task]
    match event:
        case UpkeepPaid():
            factors = (run.level, event.fit, event.carry, event.cross)
            state.more[event.task] = More("upkeep", event.share, factors)
            shared = -sum(change.amount for change in event.changes if change.what == "money")
            state.paid_again[event.task] = shared
            run.kept_up += shared
            _apply(state, event.changes)
        case UpkeepUnpaid():
            run.status = "stopped"
        case ToppedUp():
            before = run.counted or (run.level, run.fit, run.carry, run.cross)
            factors = (event.level, event.fit, event.carry, event.cross)
            state.more[event.task] = More("topping_up", 100, factors, before)
            shared = -sum(change.amount for change in event.changes if change.what == "money")
            state.paid_again[event.task] = shared
            run.paid, run.level = run.paid + event.paid, event.level
            run.pledged += event.paid - shared
            _apply(state, event.changes)
        case MoreLanded():
            run.counted = event.counted or run.counted
            del state.more[event.task]
            if event.task not in state.landed_now:
                state.landed_now.append(event.task)
            _apply(state, event.changes)


def _evolve_revealing(state: TableState, event: AnswerAwaited | EffectRevealed) -> None:
    match event:
        case AnswerAwaited():
            state.awaited = (*state.awaited, Awaited(event.instrument, event.task, event.round))
        case EffectRevealed():
            answers = [one for one in state.awaited if (one.instrument, one.task) == (event.of, event.task)]
            state.awaited = tuple(one for one in state.awaited if one not in answers)
            state.found.update((need, state.round) for need in event.found)
            if event.task:
                real = dict(event.effects)
                state.revealed.setdefault(event.task, Revealed(event.by, event.of, state.round, real))


def _reveal_landed(state: TableState, event: TaskLanded) -> None:
    """Let everybody see what a task had in it: its effect is told factor by factor."""
    real = {
        change.of: dict(change.cause.factors)["base"]
        for change in event.changes
        if change.what == "indicator" and change.cause.factors
    }
    state.revealed.setdefault(event.task, Revealed("time", "", state.round, real))


def _evolve_promises(
    state: TableState, event: SteppedBack | CameBack | ConditionNamed | TrustFelt | PlanSealed
) -> None:
    match event:
        case SteppedBack():
            state.stepped_back[event.seat] = ""
        case CameBack():
            del state.stepped_back[event.seat]
        case ConditionNamed():
            state.stepped_back[event.seat] = event.condition
        case TrustFelt():
            state.felt.setdefault(state.round, {})[event.seat] = event.value
        case PlanSealed():
            state.sealed[state.round] = dict(event.given)


def _evolve_rule(state: TableState, event: RuleProposed | RuleAnswered | RuleSettled) -> None:
    match event:
        case RuleProposed():
            state.rule_proposed, state.rule_proposed_by = event.rule, event.seat
            state.rule_answers = {event.seat: "stand_behind"}
        case RuleAnswered():
            state.rule_answers[event.seat] = event.answer
        case RuleSettled():
            state.rule_is_settled = True
            state.rule_from_next = event.rule if event.taken else ""


def _bring_in(state: TableState, event: IdeaBroughtIn) -> None:
    """Lay a made task on the table; the table's game has it from now on."""
    template = state.game.templates[event.template]
    blank = template.classes[event.cost_class]
    task = replace(blank, id=event.task, cost=event.cost, answers={event.need: template.is_full})
    state.game = replace(state.game, tasks={**state.game.tasks, event.task: task})
    state.ideas[event.seat] = Idea(
        event.task, event.template, event.cost_class, event.need, event.name, state.round
    )
    state.made += 1
    if state.is_laid:
        state.on_table = (*state.on_table, event.task)


def _evolve_pledges(state: TableState, event: PledgeMade | PledgesSettled | TakenOver) -> None:
    match event:
        case PledgeMade():
            state.pledges.append(
                Pledge(event.seat, event.task, event.what, event.amount, event.when, event.of, event.least)
            )
            if event.when:
                state.conditions[event.seat] = state.round
        case PledgesSettled():
            state.pledges_held = {(seat, task, what) for seat, task, what, _ in event.held}
            state.pledged = {}
            for seat, task, what, amount in event.held:
                if what == MONEY and amount:
                    state.pledged.setdefault(task, {})[seat] = amount
            if state.plan is not None:
                state.plan.amounts, state.plan.saved = dict(event.amounts), event.saved
            _drop_claims(state)
            for part, claims in ((DOER, state.doers), (OWNER, state.owners)):
                for seat in state.game.seats:
                    for task in [one for who, one, what, _ in event.held if (who, what) == (seat, part)]:
                        claims.setdefault(task, seat)
        case TakenOver():
            before = state.game.tasks[event.task]
            cheaper = replace(before, cost=event.price, minimum=min(before.minimum, event.price))
            state.game = replace(state.game, tasks={**state.game.tasks, event.task: cheaper})
            state.taken_over[event.seat] = event.task
            state.doers[event.task] = state.owners[event.task] = event.seat
            if state.plan is not None and event.task in state.plan.amounts:
                state.plan.amounts[event.task], state.plan.saved = event.paid, event.saved


def _drop_claims(state: TableState) -> None:
    """Let claims on tasks that get nothing any more fall away."""
    paid = funded(state)
    for claims in (state.doers, state.owners):
        for task in [one for one in claims if one not in paid]:
            del claims[task]


def _evolve_core_values(
    state: TableState, event: CoreValueCalled | CoreValueHonoured | CoreValueKept
) -> None:
    match event:
        case CoreValueCalled():
            state.values_called[event.seat] = state.round
            state.values_said.add(event.seat)
            state.values_waiting.append(event.seat)
        case CoreValueHonoured():
            state.values_waiting.remove(event.seat)
            state.values_held[event.seat] = event.task
        case CoreValueKept():
            state.values_waiting.remove(event.seat)
            del state.values_called[event.seat]


def _evolve_dividing(
    state: TableState,
    event: BallotCast
    | BallotsRevealed
    | PlanMade
    | PlanAnswered
    | PlanProposed
    | PlanAdopted
    | PlanChanged
    | Claimed
    | MeetingAsked
    | OwnersMet
    | ForecastMade
    | ReportBooked
    | NoteWritten
    | ReasonGiven
    | ReasonJudged,
) -> None:
    match event:
        case BallotCast():
            state.ballots[event.seat] = dict(event.given)
            if event.again:
                state.changed.add(event.seat)
            if event.again or event.amounts:
                state.amounts[event.seat] = dict(event.amounts)
        case BallotsRevealed():
            state.amounts = {seat: dict(amounts) for seat, amounts in event.amounts}
            state.spreads = event.spreads
        case PlanMade():
            state.plan = Plan(event.number, event.rule, dict(event.amounts), event.saved, event.counted)
            state.moment = event.moment
            state.ready, state.advanced = set(), False
        case PlanAnswered():
            if state.plan is not None:
                state.plan.answers[event.seat] = (event.answer, event.task, event.need)
            if event.answer == "object" and event.need is None:
                state.values_said.add(event.seat)
        case PlanProposed():
            state.repairs += 1
        case PlanAdopted() | PlanChanged():
            if state.plan is not None:
                state.plan.number, state.plan.adopted = event.number, True
                state.plan.amounts, state.plan.saved = dict(event.amounts), event.saved
                state.plans[state.round] = state.plan
            if isinstance(event, PlanChanged):
                state.promise_broken = state.promise_broken or not event.reason
                _drop_claims(state)
        case Claimed():
            (state.doers if event.part == "doer" else state.owners)[event.task] = event.seat
        case MeetingAsked():
            state.meetings_asked.add((event.seat, event.other))
        case OwnersMet():
            state.met.add((min(event.seat, event.other), max(event.seat, event.other)))
            state.meetings_asked -= {(event.seat, event.other), (event.other, event.seat)}
            _use_slots(state, "meet", event.slots)
        case ForecastMade():
            state.forecasts[event.seat] = event.task
        case ReportBooked():
            state.report_booked = True
            _use_slots(state, "report_back", event.slots)
        case NoteWritten():
            state.note_written = True
            _use_slots(state, "note", event.slots)
            _apply(state, event.changes)
        case ReasonGiven():
            state.reasons[event.card] = (event.seat, event.reason)
        case ReasonJudged():
            state.judged[event.card] = event.understood
        case _:
            assert_never(event)


def _start_round(state: TableState, event: RoundStarted) -> None:
    game = state.game
    if state.forecasts:
        state.shown_forecasts[state.round] = state.forecasts
    state.round = event.round
    state.stance, state.opened_duty, state.promise_broken = "", (), False
    state.rule_taken = state.rule_from_next or state.rule_taken
    state.rule_proposed, state.rule_proposed_by, state.rule_answers = "", "", {}
    state.rule_is_settled, state.rule_from_next, state.dialogue_tables = False, "", 0
    state.slots_left, state.slots_used, state.turns_left = game.slots, [], game.turns
    state.hands_left = dict.fromkeys(game.seats, game.hands)
    state.told_by_itself, state.questions_asked, state.asked = set(), {}, {}
    state.choices, state.challenges, state.on_table, state.is_laid = {}, (), (), False
    state.wording_written, state.wording_needs, state.wording_text = False, (), ""
    state.duty_paid, state.duty_postponed = {}, set()
    state.ballots, state.changed, state.amounts, state.spreads = {}, set(), {}, ()
    state.plan, state.repairs, state.doers, state.owners = None, 0, {}, {}
    state.values_waiting, state.values_held = [], {}
    state.pledges, state.pledges_held, state.pledged = [], None, {}
    state.meetings_asked, state.forecasts = set(), {}
    state.report_booked, state.note_written, state.reasons, state.judged = False, False, {}, {}
    state.paid_again = {}
    state.event_card, state.landed_now, state.unclaimed, state.over_asked = "", [], [], set()
    state.card_is_skipped, state.card_by_hand = False, False
    state.cut_percent, state.grant, state.cut_by, state.grant_by = 0, 0, "", ""
    _apply(state, event.changes)
    state.pot, state.to_divide = state.money, 0


def _tell(state: TableState, event: CardTold) -> None:
    state.told[event.card] = state.round
    state.hands.setdefault(event.card, [])
    state.turns_left -= 1
    if event.asked:
        state.asked[event.seat] -= 1
    else:
        state.told_by_itself.add(event.seat)


def _draw_card(state: TableState, event: EventCardDrawn) -> None:
    state.event_card = event.card
    state.cards_drawn.append(event.card)
    if event.cut_percent:
        state.cut_percent, state.cut_by = event.cut_percent, event.card
    if event.grant:
        state.grant, state.grant_by = event.grant, event.card
    _apply(state, event.changes)


def _start_task(state: TableState, event: TaskStarted) -> None:
    state.running[event.task] = Running(
        event.paid,
        event.doer,
        event.owner,
        event.level,
        event.fit,
        event.carry,
        event.cross,
        state.round,
        event.lands,
        pledged=sum(state.pledged.get(event.task, {}).values()),
    )
    _apply(state, event.changes)


def _withdraw(state: TableState, event: Withdrawn) -> None:
    match event.what:
        case "ballot":
            del state.ballots[event.seat]
        case "challenge":
            del state.choices[event.seat]
        case "forecast":
            del state.forecasts[event.seat]
        case "ready":
            state.ready.discard(event.seat)
        case "meeting":
            state.meetings_asked.discard((event.seat, event.of))
        case "pledge":
            what, task = event.of.split(":")
            mine = [
                one for one in state.pledges if (one.seat, one.what, one.task) == (event.seat, what, task)
            ]
            state.pledges = [one for one in state.pledges if one not in mine]
            if any(one.when for one in mine):
                del state.conditions[event.seat]
        case "claim":
            part, task = event.of.split(":")
            del (state.doers if part == "doer" else state.owners)[task]


def _remember(state: TableState, supports: tuple[tuple[str, int], ...]) -> None:
    state.history.append(
        Moment(
            state.round,
            state.ended,
            dict(state.indicators),
            dict(state.trust),
            dict(supports),
            state.patience,
            state.money,
        )
    )


def _use_slots(state: TableState, what: str, slots: int) -> None:
    state.slots_left -= slots
    state.slots_used += [what] * slots


def _apply(state: TableState, changes: Iterable[Change]) -> None:
    for change in changes:
        match change.what:
            case "indicator":
                state.indicators[change.of] += change.amount
            case "trust":
                state.trust[change.of] += change.amount
            case "capacity":
                state.capacity[change.of] += change.amount
            case "patience":
                state.patience += change.amount
            case "money":
                state.money += change.amount
            case "purse":
                state.purses[change.of] += change.amount
            case "set_aside":
                state.set_aside += change.amount
        if state.keep_causes:
            state.causes.setdefault(state.round, []).append(change)
