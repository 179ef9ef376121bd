"""Decide: what an action makes happen, or why it is refused; it changes nothing itself."""

from collections.abc import Sequence
from dataclasses import replace

from game.rules import choose
from game.rules.actions import (
    LASTING,
    OF_THE_TABLE,
    Action,
    Advance,
    AnswerPlan,
    AnswerRule,
    AskByName,
    BookReport,
    BringIdea,
    CallCoreValue,
    CastBallot,
    ChangePlan,
    ChooseChallenge,
    ChooseGoal,
    Claim,
    DrawEventCard,
    FeelTrust,
    GiveReason,
    JudgeReason,
    MakeForecast,
    Meet,
    NameCondition,
    Pledge,
    Propose,
    ProposeRule,
    Ready,
    Recognise,
    SayStance,
    SealEnvelope,
    SealPlan,
    SkipEventCard,
    TakeOver,
    TellCard,
    UseInstrument,
    Withdraw,
    WriteNote,
    WriteWording,
    kind_of,
)
from game.rules.events import (
    Advanced,
    AskedByName,
    BallotCast,
    BecameReady,
    CardTold,
    Cause,
    ChallengeChosen,
    Change,
    Claimed,
    ConditionNamed,
    CoreValueCalled,
    EnvelopeSealed,
    Event,
    EventCardCalled,
    EventCardSkipped,
    ForecastMade,
    GoalChosen,
    IdeaBroughtIn,
    InstrumentUsed,
    MeetingAsked,
    NoteWritten,
    OwnersMet,
    PlanAnswered,
    PlanChanged,
    PlanMade,
    PlanProposed,
    PlanSealed,
    PledgeMade,
    ReasonGiven,
    ReasonJudged,
    Recognised,
    ReportBooked,
    RuleAnswered,
    RuleProposed,
    StanceSaid,
    TakenOver,
    TrustFelt,
    Withdrawn,
    WordingWritten,
)
from game.rules.keeping import pledges_settled
from game.rules.offers import options_of
from game.rules.offers.asking import stance_slots
from game.rules.offers.dividing import ballot_in_euros, director_is_asked, lots
from game.rules.offers.starting import price_for
from game.rules.options import Option
from game.rules.revealing import heaviest, is_slow, looked_into, price, told_by_card
from game.rules.settle import draw_event_card
from game.rules.state import ActionRefused, Plan, TableState, wording_candidates


def decide(
    state: TableState,
    action: Action,
    moment: int | None = None,
    offered: Sequence[Option] | None = None,
) -> list[Event]:
    """Return what `action` makes happen, or raise `ActionRefused` and change nothing.

    Args:
        state: The table; only read.
        action: What is ordered.
        moment: The moment (`state.moment`) the sender saw; an action that answers a moment which is over
            is refused as `stale`.
        offered: All options of who acts at this state of the table, if they were made before.
    """
    if state.ended:
        raise ActionRefused("table-ended")
    if moment is not None and moment != state.moment and not isinstance(action, LASTING):
        raise ActionRefused("stale")
    _check_offered(state, action, offered)
    return _consequences(state, action)


def _check_offered(state: TableState, action: Action, made: Sequence[Option] | None) -> None:
    kind = kind_of(type(action))
    if made is None:
        offered = options_of(state, "facilitator" if isinstance(action, OF_THE_TABLE) else action.seat, kind)
    else:
        offered = [option for option in made if option.kind == kind]
    for option in offered:
        if option.allows(action):
            return
    closed = [option for option in offered if option.closed]
    meant = [option for option in closed if replace(option, closed="").allows(action)]
    if meant or (closed and len(closed) == len(offered)):
        why = (meant or closed)[0]
        raise ActionRefused(why.closed, **(why.facts or {}))
    raise ActionRefused("not-allowed" if offered else "not-now", action=kind)


def _consequences(state: TableState, action: Action) -> list[Event]:
    match action:
        case SayStance(seat, stance, open_duty):
            return [StanceSaid(seat, stance, stance_slots(state, stance), open_duty)]
        case SealPlan(seat, given):
            return [PlanSealed(seat, given)]
        case ChooseGoal(seat, indicator):
            return [GoalChosen(seat, indicator)]
        case UseInstrument(seat, instrument, task):
            used = _used(state, seat, instrument, task)
            return [used, *looked_into(state, state.game.instruments[instrument], task)]
        case AskByName(seat, of):
            return [AskedByName(seat, of)]
        case TellCard(seat, card):
            return [_told(state, seat, card), *told_by_card(state, card)]
        case Recognise(seat, card):
            return [Recognised(seat, card)]
        case ChooseChallenge(seat, challenge):
            return [ChallengeChosen(seat, challenge)]
        case WriteWording(seat, text, drop):
            needs = tuple(need for need in wording_candidates(state) if need not in drop)
            return [WordingWritten(seat, needs, text)]
        case CastBallot(seat, given):
            is_open = state.step == "reveal"
            again = is_open and not director_is_asked(state, seat)
            return [BallotCast(seat, given, again, ballot_in_euros(state, given) if is_open else ())]
        case BringIdea(seat, template, cost_class, need, name):
            cost = state.game.templates[template].classes[cost_class].cost
            id_ = f"p{state.made + 1}"
            return [IdeaBroughtIn(seat, id_, template, cost_class, need, name, cost)]
        case Pledge(seat, task, what, amount, when, of, least):
            return [PledgeMade(seat, task, what, amount or 0, when, of, least or 0)]
        case TakeOver(seat, task):
            return _taken_over(state, seat, task)
        case CallCoreValue(seat):
            return [CoreValueCalled(seat, state.game.roles[seat].core_value or "")]
        case AnswerPlan(seat, answer, task, need):
            return [PlanAnswered(seat, _plan(state).number, answer, task, need)]
        case Propose(seat, task, amount):
            return [
                PlanProposed(seat, task, amount, _plan(state).number + 1),
                _repaired(state, task, amount),
            ]
        case ChangePlan(seat, task, amount, reason):
            changed = _changed(state, seat, task, amount, reason)
            return [changed, *pledges_settled(state, changed.amounts, changed.saved)]
        case Claim(seat, task, part):
            return [Claimed(seat, task, part)]
        case Meet(seat, other):
            both = (other, seat) in state.meetings_asked
            return [OwnersMet(seat, other, slots=1) if both else MeetingAsked(seat, other)]
        case MakeForecast(seat, task):
            return [ForecastMade(seat, task)]
        case BookReport(seat):
            return [ReportBooked(seat, slots=1)]
        case GiveReason(seat, card, reason):
            return [ReasonGiven(seat, card, reason)]
        case JudgeReason(seat, card, understood):
            return [ReasonJudged(seat, card, understood)]
        case WriteNote(seat):
            return [_noted(state, seat)]
        case ProposeRule(seat, rule):
            return [RuleProposed(seat, rule)]
        case AnswerRule(seat, answer):
            return [RuleAnswered(seat, answer)]
        case NameCondition(seat, condition):
            return [ConditionNamed(seat, condition)]
        case FeelTrust(seat, value):
            return [TrustFelt(seat, value)]
        case Withdraw(seat, what, of):
            return [Withdrawn(seat, what, of)]
        case SealEnvelope(given):
            return [EnvelopeSealed(given)]
        case Ready(seat):
            return [BecameReady(seat)]
        case Advance():
            return [Advanced()]
        case DrawEventCard():
            return [EventCardCalled(), *draw_event_card(state)]
        case SkipEventCard(card):
            return [EventCardSkipped(card)]


def _taken_over(state: TableState, seat: str, task: str) -> list[Event]:
    """Return a task in other hands at its lower price, and what of it goes back, to the purses first."""
    plan, price = _plan(state), price_for(state, task)
    paid = min(plan.amounts.get(task, 0), price)
    saved = plan.saved + plan.amounts.get(task, 0) - paid
    amounts = tuple((one, paid if one == task else amount) for one, amount in plan.amounts.items())
    taken = TakenOver(seat, task, price, paid, saved)
    return [taken, *pledges_settled(state, amounts, saved, {task: price})]


def _plan(state: TableState) -> Plan:
    if state.plan is None:
        raise ActionRefused("not-now", action="plan")
    return state.plan


def _used(state: TableState, seat: str, id_: str, task: str | None) -> InstrumentUsed:
    """Return an instrument at work: what it costs, and what it brings at once."""
    instrument = state.game.instruments[id_]
    found = () if is_slow(instrument) else heaviest(state, instrument)
    cost = price(state, instrument, task)
    paid = Change("money", "pot", -cost, Cause("instrument", (id_,)))
    return InstrumentUsed(
        seat,
        id_,
        instrument.slots,
        instrument.turns,
        found,
        (paid,) if cost else (),
    )


def _told(state: TableState, seat: str, card: str) -> CardTold:
    """Return a told card; a seat's own free turn goes before a question it was asked."""
    by_itself = seat not in state.told_by_itself and not state.game.cards[card].tell_from_trust
    return CardTold(seat, card, asked=not by_itself)


def _changed(state: TableState, seat: str, task: str, amount: int, reason: str) -> PlanChanged:
    plan = _plan(state)
    before = choose.Division(tuple(plan.amounts.items()), plan.saved)
    after = choose.moved(before, lots(state), task, amount, state.to_divide, state.game.step)
    number = plan.number + 1
    return PlanChanged(seat, task, state.stance, number, after.amounts, after.saved, reason)


def _repaired(state: TableState, task: str, amount: int) -> PlanMade:
    plan = _plan(state)
    before = choose.Division(tuple(plan.amounts.items()), plan.saved)
    after = choose.moved(before, lots(state), task, amount, state.to_divide, state.game.step)
    return PlanMade(plan.number + 1, state.moment + 1, plan.rule, after.amounts, after.saved, plan.counted)


def _noted(state: TableState, seat: str) -> NoteWritten:
    freed: tuple[Change, ...] = ()
    if state.set_aside:
        cause = Cause("note_frees")
        freed = (
            Change("set_aside", "pot", -state.set_aside, cause),
            Change("money", "pot", state.set_aside, cause),
        )
    return NoteWritten(seat, 1, freed)
