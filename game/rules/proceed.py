"""Proceed: what follows by itself, one group of consequences at a time, until nothing does.

Each group reads the state the one before left, so whoever drives it folds a group before asking for the next.
"""

from game.rules import choose, core_values
from game.rules.chance import shuffled
from game.rules.event_cards import comes_by_itself
from game.rules.events import (
    BallotsRevealed,
    BeatStarted,
    Cause,
    Change,
    DutyPaid,
    DutyPostponed,
    Event,
    GoalsSet,
    PhaseStarted,
    PlanAdopted,
    PlanMade,
    RoundStarted,
    StanceSaid,
    StepStarted,
    TasksLaid,
)
from game.rules.game import BEAT_OF, Task
from game.rules.keeping import pledges_settled
from game.rules.offers import options_of
from game.rules.offers.asking import stance_slots
from game.rules.offers.carrying import forecastable
from game.rules.offers.dividing import (
    ANSWERED_RULES,
    REPAIRS,
    ballot_in_euros,
    ballots_of,
    is_lot,
    lots,
    objections,
    round_has_settle,
)
from game.rules.offers.framing import open_challenges
from game.rules.offers.going_on import waits_for_ready
from game.rules.offers.valuing import may_still_call
from game.rules.paying_again import with_something_to_pay
from game.rules.promises import settle_rule, steps_back_and_forth
from game.rules.revealing import arrived
from game.rules.settle import draw_event_card, end_table, land_next, settle_round, start_tasks
from game.rules.state import (
    Plan,
    TableState,
    buyable,
    duties,
    has,
    round_of,
    rule_now,
    voters,
    wording_candidates,
)
from game.rules.tally import Tally
from game.rules.upkeep import land_more, pay_again

_FREE_PATIENCE = 40
"""Below this patience the council sets a fifth of the next pot aside."""


def proceed(state: TableState) -> list[Event]:
    """Return the next group of events that follow by themselves; empty when the table waits for people."""
    if state.ended:
        return []
    if state.round == 0:
        return _open(state)
    answer = arrived(state)
    if answer:
        return answer
    if state.phase == "divide" and not _dividing_is_over(state):
        return _go_on_dividing(state)
    if state.phase == "carry_out":
        follows = _carry_out(state)
        if follows:
            return follows
    if state.phase and not _phase_is_over(state):
        return settle_rule(state, is_over=False)
    return _next_phase(state)


def _open(state: TableState) -> list[Event]:
    """Return the first minute, if the scenario has one, and after it the first round."""
    if state.game.opening and state.phase != "opening":
        return [BeatStarted("opening", state.game.opening_seconds), PhaseStarted("opening", state.moment + 1)]
    if state.phase == "opening" and state.envelope is None and not state.advanced:
        return []
    return _start_round(state, 1)


def _carry_out(state: TableState) -> list[Event]:
    """Return what starts, what is paid again, and then what lands, one after another."""
    return (
        start_tasks(state)
        or pay_again(state)
        or land_next(state, after_end=False)
        or land_more(state, after_end=False)
    )


def _phase_is_over(state: TableState) -> bool:
    match state.phase:
        case "explore":
            stance = bool(state.stance) or state.game.director is None
            goals = all(not options_of(state, seat, "choose_goal") for seat in state.game.seats)
            goals = goals or len(state.goal_taps) == len(state.game.seats)
            return stance and (state.advanced or (goals and not _waits_for_seal(state)))
        case "dialogue":
            return state.advanced or _all_ready(state) or not _anything_to_hear(state)
        case "frame":
            worded = state.wording_written or not wording_candidates(state) or state.game.director is None
            chosen = len(state.choices) == len(state.game.seats) or not open_challenges(state)
            return state.advanced or (worded and chosen)
        case "divide":
            return _dividing_is_over(state)
        case _:
            return state.advanced or (waits_for_ready(state) and _all_ready(state))


def _waits_for_seal(state: TableState) -> bool:
    is_used = has(state, "sealed_plan") and state.game.director is not None
    return is_used and state.round not in state.sealed


def _anything_to_hear(state: TableState) -> bool:
    """Return whether somebody can still ask, tell, recognise or bring in an instrument."""
    kinds = ("tell_card", "recognise", "ask_by_name", "use_instrument")
    return any(
        not option.closed
        for seat in state.game.seats
        for kind in kinds
        for option in options_of(state, seat, kind)
    )


def _all_ready(state: TableState) -> bool:
    return len(state.ready) == len(state.game.seats)


def _next_phase(state: TableState) -> list[Event]:
    """Return the end of the phase that is over and the start of the one after it."""
    ending = _end_phase(state)
    if ending:
        return ending
    phases = round_of(state).phases
    place = phases.index(state.phase) + 1 if state.phase in phases else 0
    if place < len(phases):
        return _start_phase(state, phases[place])
    if state.settled_round < state.round:
        return settle_round(state)
    moved = steps_back_and_forth(state)
    if moved:
        return moved
    if state.round < len(state.game.rounds):
        return _start_round(state, state.round + 1)
    return land_next(state, after_end=True) or land_more(state, after_end=True) or end_table(state)


def _end_phase(state: TableState) -> list[Event]:
    """Return what a phase still owes when it ends: the goals, the tasks on the table."""
    if state.phase == "explore" and state.round == 1 and state.goal_taps and len(state.goals) < 2:
        taps = list(state.goal_taps.values())
        order = [goal for goal in state.game.goals if goal in taps]
        return [GoalsSet((*state.goals, max(order, key=taps.count)))]
    if state.phase == "frame" and not state.is_laid:
        return [_laid(state)]
    return settle_rule(state, is_over=True)


def _laid(state: TableState) -> TasksLaid:
    """Return the tasks that come to the table: duty, what there is to pay on, then the two challenges."""
    votes = list(state.choices.values())
    drawn = shuffled(state.seed, "challenge", state.round, open_challenges(state))
    chosen = tuple(sorted(drawn, key=lambda challenge: -votes.count(challenge))[:2])
    tasks = [task.id for task in duties(state)] + with_something_to_pay(state)
    for challenge in chosen:
        mine = (task for task in state.game.tasks.values() if task.challenge == challenge and not task.duty)
        tasks += [task.id for task in mine if buyable(state, task)]
    tasks = tasks[: state.game.tasks_on_table]
    new = [idea.task for idea in state.ideas.values() if idea.round == state.round]
    return TasksLaid(chosen, (*tasks, *(task for task in new if task not in tasks)))


def _start_round(state: TableState, number: int) -> list[Event]:
    """Return the round with its pot: what comes in, what a card changed, what the council sets aside."""
    per_round = state.game.per_round
    changes = [Change("money", "pot", per_round, Cause("round", (str(number),)))]
    cut = per_round * state.cut_percent // 100
    if cut:
        changes.append(Change("money", "pot", -cut, Cause("event_card", (state.cut_by,))))
    if state.grant:
        changes.append(Change("money", "pot", state.grant, Cause("event_card", (state.grant_by,))))
    if state.set_aside:
        back = Cause("set_aside_back")
        changes.append(Change("set_aside", "pot", -state.set_aside, back))
        changes.append(Change("money", "pot", state.set_aside, back))
    pot = state.money + sum(change.amount for change in changes if change.what == "money")
    if state.game.director and state.patience < _FREE_PATIENCE and number > 1:
        aside = pot // 5 // state.game.step * state.game.step
        cause = Cause("council_sets_aside")
        changes.append(Change("money", "pot", -aside, cause))
        changes.append(Change("set_aside", "pot", aside, cause))
    return [RoundStarted(number, tuple(changes)), *_beat(state, number, 0)]


def _beat(state: TableState, number: int, place: int) -> list[Event]:
    """Return the start of phase `place` of round `number`, with its beat's clock if a new beat starts."""
    round_ = state.game.round(number)
    phase = round_.phases[place]
    beat = BEAT_OF[phase]
    new = place == 0 or BEAT_OF[round_.phases[place - 1]] != beat
    started: list[Event] = [BeatStarted(beat, round_.seconds[beat])] if new else []
    return [*started, PhaseStarted(phase, state.moment + 1)]


def _start_phase(state: TableState, phase: str) -> list[Event]:
    events = _beat(state, state.round, round_of(state).phases.index(phase))
    if phase == "carry_out" and comes_by_itself(state):
        return [*events, *draw_event_card(state)]
    return events


def _dividing_is_over(state: TableState) -> bool:
    if state.step == "claim":
        return (state.advanced or _all_ready(state)) and not _forecast_follows(state)
    if state.step == "forecast":
        return state.advanced or len(state.forecasts) == len(state.game.seats)
    return False


def _forecast_follows(state: TableState) -> bool:
    return has(state, "forecast") and bool(forecastable(state))


def _go_on_dividing(state: TableState) -> list[Event]:
    match state.step:
        case "":
            return _open_dividing(state)
        case "fill_in" if state.money != state.to_divide:  # a note freed what was set aside
            return [StepStarted("fill_in", state.moment + 1, state.money)]
        case "fill_in":
            return _reveal(state) if state.advanced or _all_ballots(state) else []
        case "reveal":
            nothing_to_say = len(state.ballots) < 2 and not may_still_call(state)
            waits = _waits_for_director(state)
            over = state.advanced or (not waits and (_all_ready(state) or nothing_to_say))
            return [_first_plan(state)] if over and state.plan is None else _after_plan(state)
        case "settle":
            return _go_on_settling(state)
        case "claim" if state.advanced or _all_ready(state):
            return [StepStarted("forecast", state.moment + 1, state.to_divide)]
    return []


def _open_dividing(state: TableState) -> list[Event]:
    """Return what dividing needs first (tasks, a stance), then duty tasks paid or postponed, then ballots."""
    if not state.is_laid:
        return [_laid(state)]
    if not state.stance:
        stance = state.game.stances[0]
        return [StanceSaid(state.game.director or "", stance, stance_slots(state, stance), ())]
    done = {*state.opened_duty, *state.duty_paid, *state.duty_postponed}
    waiting = [task for task in duties(state) if task.id in state.on_table and task.id not in done]
    if waiting:
        return [_duty(state, waiting[0])]
    return [StepStarted("fill_in", state.moment + 1, state.money)]


def _duty(state: TableState, task: Task) -> Event:
    """Return a duty task paid from what is left of the pot, or put off, which costs patience."""
    if task.cost <= state.money:
        return DutyPaid(task.id, (Change("money", "pot", -task.cost, Cause("duty", (task.id,))),))
    tally = Tally(state)
    tally.add(
        "patience", state.game.director, state.game.figures.duty_unpaid, Cause("duty_unpaid", (task.id,))
    )
    return DutyPostponed(task.id, tuple(tally.changes))


def _waits_for_director(state: TableState) -> bool:
    """Return whether the director consulted, and gives its own ballot now that the others lie open."""
    director = state.game.director
    return state.stance == "consult" and director is not None and director not in state.ballots


def _all_ballots(state: TableState) -> bool:
    waits = any(is_lot(state, task) for task in state.on_table)
    return not waits or all(seat in state.ballots for seat in voters(state))


def in_euros(state: TableState) -> dict[str, dict[str, int]]:
    """Return every ballot in euros, in seat order."""
    ballots = {seat: state.ballots[seat] for seat in state.game.seats if seat in state.ballots}
    return {seat: dict(ballot_in_euros(state, tuple(given.items()))) for seat, given in ballots.items()}


def _reveal(state: TableState) -> list[Event]:
    amounts = in_euros(state)
    revealed = tuple((seat, tuple(given.items())) for seat, given in amounts.items())
    spreads = choose.widest_spreads(amounts, lots(state)) if amounts else ()
    step = StepStarted("reveal", state.moment + 1, state.to_divide)
    return [BallotsRevealed(revealed, spreads), step]


def _first_plan(state: TableState) -> Event:
    return _plan(state, 1, rule_now(state))


def _plan(state: TableState, number: int, rule: str) -> PlanMade:
    """Return the plan that the rule makes, and beside it what every rule makes of the same ballots.

    Nobody reads the others in a quick play that keeps no causes, so there they are not counted.
    """
    counts = "average" if rule in ANSWERED_RULES else rule
    rules = choose.COUNTABLE_RULES if state.keep_causes else (counts,)
    counted = {name: _counted(state, name) for name in rules}
    division = counted[counts]
    beside = tuple((name, one.amounts) for name, one in counted.items())
    return PlanMade(number, state.moment + 1, rule, division.amounts, division.saved, beside, division.ties)


def _counted(state: TableState, rule: str) -> choose.Division:
    """Return what a countable rule makes of the ballots; a rule without its ballots saves everything."""
    ballots = {seat: state.ballots[seat] for seat in state.game.seats if seat in state.ballots}
    if rule == "director":
        ballots = {seat: given for seat, given in ballots.items() if seat == state.game.director}
    table = lots(state)
    drawn = shuffled(state.seed, "rule", state.round, [lot.task for lot in table])
    written = ballots_of(state, ballots.values())
    return choose.count(rule, written, table, state.to_divide, state.game.step, drawn)


def _after_plan(state: TableState) -> list[Event]:
    if state.plan is None:
        return []
    if state.values_waiting:
        return core_values.honoured(state)
    if round_has_settle(state):
        return [StepStarted("settle", state.moment + 1, state.to_divide)]
    plan = state.plan
    amounts = tuple(plan.amounts.items())
    adopted = PlanAdopted(plan.number, "rule", amounts, plan.saved)
    return [
        adopted,
        *pledges_settled(state, amounts, plan.saved),
        StepStarted("claim", state.moment + 1, state.to_divide),
    ]


def _go_on_settling(state: TableState) -> list[Event]:
    """Return a repaired plan, or the plan that stands: by consent, or without what stays disputed."""
    plan = state.plan
    if plan is None:
        return []
    if state.values_waiting:
        return core_values.honoured(state)
    answered = len(plan.answers) == len(state.game.seats)
    if not state.advanced and (not answered or (objections(state) and state.repairs < REPAIRS)):
        return []
    amounts, saved, how = tuple(plan.amounts.items()), plan.saved, plan.rule
    disputed = _disputed(state, plan)
    if disputed:
        left = choose.without_disputed(choose.Division(amounts, saved), disputed)
        amounts, saved, how = left.amounts, left.saved, "fall_back"
    step = StepStarted("claim", state.moment + 1, state.to_divide)
    return [PlanAdopted(plan.number, how, amounts, saved), *pledges_settled(state, amounts, saved), step]


def _disputed(state: TableState, plan: Plan) -> set[str]:
    """Return the tasks that somebody objects to; under consensus silence is no yes.

    There, who did not answer is taken to be against what its own ballot gave nothing.
    """
    disputed = {task for answer, task, _ in plan.answers.values() if answer == "object" and task}
    if plan.rule == "consensus":
        silent = [seat for seat in state.game.seats if seat not in plan.answers]
        given = [state.amounts.get(seat, {}) for seat in silent]
        disputed |= {task for task in plan.amounts for ballot in given if not ballot.get(task)}
    return disputed
