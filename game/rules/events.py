"""Events: what came of an action, after rounding, drawing and cutting off; the log is a list of these.

An event says its outcome in full, so `evolve` needs no formula and an old log replays under new rules.
Money is in euros, indicators are in tenths of a point, trust, patience and capacity in whole points.
"""

from dataclasses import dataclass
from typing import TypeAlias, get_args

from game.rules.actions import Given, kind_of
from game.rules.choose import Tie

Amounts: TypeAlias = tuple[tuple[str, int], ...]
"""Pairs of a task and its euros, above 0, in task order."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something changed: a kind with a fixed text, the ids it speaks of, the factors it came from.

    Factors are named parts in the unit of the change; when there are any, they add up to its amount.
    """

    kind: str
    ids: tuple[str, ...] = ()
    factors: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One value moved: `what` is one of indicator, trust, patience, capacity, money, set_aside, purse."""

    what: str
    of: str
    amount: int
    cause: Cause


Changes: TypeAlias = tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class EnvelopeSealed:
    """The table's first plan, made before anything was told, in euros."""

    amounts: Amounts


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a task of the envelope would have brought: its factors in percent, its effects in tenths."""

    task: str
    paid: int
    doer: str
    level: int
    fit: int
    carry: int
    effects: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class EnvelopeCounted:
    """The envelope's plan counted on the same seed, with nothing told; it was not played."""

    tasks: tuple[Foreseen, ...]


@dataclass(frozen=True, slots=True)
class RoundStarted:
    round: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class BeatStarted:
    """A beat's clock starts; it is due `limit_seconds` after the moment this is recorded."""

    beat: str
    limit_seconds: int


@dataclass(frozen=True, slots=True)
class PhaseStarted:
    phase: str
    moment: int


@dataclass(frozen=True, slots=True)
class StepStarted:
    """A step inside dividing: fill_in, reveal, settle, claim, forecast; `pot` is what there is to divide."""

    step: str
    moment: int
    pot: int


@dataclass(frozen=True, slots=True)
class StanceSaid:
    seat: str
    stance: str
    slots: int
    open_duty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanSealed:
    """The director sealed a plan in points; what is in it stays hidden until the table has ended."""

    seat: str
    given: Given


@dataclass(frozen=True, slots=True)
class GoalChosen:
    seat: str
    indicator: str


@dataclass(frozen=True, slots=True)
class GoalsSet:
    goals: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InstrumentUsed:
    """An instrument was paid: slots it took, turns to speak it brought, needs of the empty chair found."""

    seat: str
    instrument: str
    slots: int
    turns: int
    found: tuple[str, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class AnswerAwaited:
    """An instrument looks into a task, or asks around; its answer comes at the start of round `round`."""

    instrument: str
    task: str
    round: int


@dataclass(frozen=True, slots=True)
class EffectRevealed:
    """What a task really brings is known to all, in tenths, and needs that were found on the way.

    `by` is the kind of instrument, or `card`; `of` is the instrument or the card. Without a task only needs
    were found.
    """

    by: str
    of: str
    task: str
    effects: tuple[tuple[str, int], ...]
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AskedByName:
    seat: str
    of: str


@dataclass(frozen=True, slots=True)
class CardTold:
    seat: str
    card: str
    asked: bool


@dataclass(frozen=True, slots=True)
class Recognised:
    seat: str
    card: str


@dataclass(frozen=True, slots=True)
class ChallengeChosen:
    seat: str
    challenge: str


@dataclass(frozen=True, slots=True)
class WordingWritten:
    seat: str
    needs: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class TasksLaid:
    """The chosen challenges brought their tasks to the table."""

    challenges: tuple[str, ...]
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DutyPaid:
    task: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class DutyPostponed:
    task: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class BallotCast:
    """A ballot is in; `again` once they were open, when each may change its own once, now in euros too."""

    seat: str
    given: Given
    again: bool
    amounts: Amounts = ()


@dataclass(frozen=True, slots=True)
class BallotsRevealed:
    """All ballots at once, in euros, and the tasks they differ on most."""

    amounts: tuple[tuple[str, Amounts], ...]
    spreads: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanMade:
    """A numbered plan; `counted` holds what each countable rule makes of the same ballots.

    `ties` are the tasks that stood level under the rule itself, and what told them apart.
    """

    number: int
    moment: int
    rule: str
    amounts: Amounts
    saved: int
    counted: tuple[tuple[str, Amounts], ...]
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class IdeaBroughtIn:
    """A seat's own idea lies on the table as a task; `name` is the id of what was typed, or empty."""

    seat: str
    task: str
    template: str
    cost_class: str
    need: str
    name: str
    cost: int


@dataclass(frozen=True, slots=True)
class PledgeMade:
    """A seat pledged `what` (money, doer, owner) to a task; `when` is empty, plan or seat (then `of`)."""

    seat: str
    task: str
    what: str
    amount: int
    when: str
    of: str
    least: int


@dataclass(frozen=True, slots=True)
class PledgesSettled:
    """Which pledges hold for the plan that stands.

    Attributes:
        held: Pledges that hold: seat, task, what, and the euros of it that are used.
        fallen: Pledges that fell: seat, task, what.
        dropped: Tasks that are under their minimum, so their money is saved.
        back: What went back, since a task had its cost: seat, task, euros.
        amounts: What the plan gives each task now.
        saved: What it saves.
    """

    held: tuple[tuple[str, str, str, int], ...]
    fallen: tuple[tuple[str, str, str], ...]
    dropped: tuple[str, ...]
    back: tuple[tuple[str, str, int], ...]
    amounts: Amounts
    saved: int


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A seat is doer and owner of a task at a lower price; `paid` is what the plan gives it now."""

    seat: str
    task: str
    price: int
    paid: int
    saved: int


@dataclass(frozen=True, slots=True)
class CoreValueCalled:
    """A seat said aloud what it will not give up, and so everybody knows which task that protects."""

    seat: str
    task: str


@dataclass(frozen=True, slots=True)
class CoreValueHonoured:
    """The protected task has its minimum; `taken` is what it came from, nothing if it had that already."""

    seat: str
    task: str
    taken: Amounts


@dataclass(frozen=True, slots=True)
class CoreValueKept:
    """It collides with one that was called before, of seat `by`; it can be called another time."""

    seat: str
    task: str
    by: str


@dataclass(frozen=True, slots=True)
class PlanAnswered:
    """A seat answered; an objection without a need is because of its core value."""

    seat: str
    plan: int
    answer: str
    task: str | None
    need: str | None


@dataclass(frozen=True, slots=True)
class PlanProposed:
    """A repair: the task gets the amount in plan `number`, which follows."""

    seat: str
    task: str
    amount: int
    number: int


@dataclass(frozen=True, slots=True)
class PlanAdopted:
    """The plan stands; `how` is rule, consent, consensus, or fall_back when objections stayed."""

    number: int
    how: str
    amounts: Amounts
    saved: int


@dataclass(frozen=True, slots=True)
class PlanChanged:
    """The director changed a plan that stood: a broken promise, but under `advise` not with a reason."""

    seat: str
    task: str
    stance: str
    number: int
    amounts: Amounts
    saved: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    seat: str
    task: str
    part: str


@dataclass(frozen=True, slots=True)
class MeetingAsked:
    seat: str
    other: str


@dataclass(frozen=True, slots=True)
class OwnersMet:
    seat: str
    other: str
    slots: int


@dataclass(frozen=True, slots=True)
class ForecastMade:
    seat: str
    task: str


@dataclass(frozen=True, slots=True)
class ReportBooked:
    seat: str
    slots: int


@dataclass(frozen=True, slots=True)
class NoteWritten:
    """A note went to the council; money that was set aside is free at once."""

    seat: str
    slots: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class Withdrawn:
    seat: str
    what: str
    of: str


@dataclass(frozen=True, slots=True)
class EventCardCalled:
    """The facilitator has the event card of this round drawn by hand; what it brings follows."""


@dataclass(frozen=True, slots=True)
class EventCardSkipped:
    """The facilitator laid a card aside for good; none comes by itself in this round."""

    card: str


@dataclass(frozen=True, slots=True)
class EventCardDrawn:
    card: str
    changes: Changes
    cut_percent: int
    grant: int


@dataclass(frozen=True, slots=True)
class TaskStarted:
    """A funded task with a doer starts; its factors, in percent, are taken now and stay."""

    task: str
    paid: int
    doer: str
    owner: str | None
    level: int
    fit: int
    carry: int
    cross: int
    lands: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class TaskUnclaimed:
    """Nobody does it: it does not start and its money stays for the next pot."""

    task: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class OverAsked:
    """A seat carries one task more than it can."""

    seat: str
    changes: Changes


@dataclass(frozen=True, slots=True)
class TaskLanded:
    """A task's effect arrives, which frees capacity; `after_end` when the last round was already over."""

    task: str
    after_end: bool
    changes: Changes


@dataclass(frozen=True, slots=True)
class UpkeepPaid:
    """A yearly task goes on: `share` percent of its effect lands again, with these factors in percent."""

    task: str
    paid: int
    share: int
    fit: int
    carry: int
    cross: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class UpkeepUnpaid:
    """A yearly task stops; what landed stays."""

    task: str


@dataclass(frozen=True, slots=True)
class ToppedUp:
    """A task that started with less than its cost gets more; its factors, in percent, as they are now."""

    task: str
    paid: int
    level: int
    fit: int
    carry: int
    cross: int
    changes: Changes


@dataclass(frozen=True, slots=True)
class MoreLanded:
    """What was paid again arrives; `why` is upkeep or topping_up, then `counted` are the factors so far."""

    task: str
    why: str
    after_end: bool
    counted: tuple[int, ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class TaskStopped:
    """A task without an owner stops after two rounds and counts for nothing further."""

    task: str


@dataclass(frozen=True, slots=True)
class ReasonGiven:
    seat: str
    card: str
    reason: str


@dataclass(frozen=True, slots=True)
class ReasonJudged:
    seat: str
    card: str
    understood: bool


@dataclass(frozen=True, slots=True)
class RoundSettled:
    """The round's trust and patience; cards told this round are used or open; the table's support then."""

    round: int
    used: tuple[str, ...]
    open: tuple[str, ...]
    recognised: tuple[str, ...]
    support: int
    supports: tuple[tuple[str, int], ...]
    changes: Changes


@dataclass(frozen=True, slots=True)
class DecidedBefore:
    """The round's plan funds the tasks that the director had sealed, while a card stays open."""

    round: int


@dataclass(frozen=True, slots=True)
class NothingLanded:
    """No task landed in this many rounds in a row, up to the one that is settled now."""

    rounds: int


@dataclass(frozen=True, slots=True)
class SteppedBack:
    """Trust is so low that a seat takes no new task and makes no pledge."""

    seat: str


@dataclass(frozen=True, slots=True)
class CameBack:
    seat: str


@dataclass(frozen=True, slots=True)
class ConditionNamed:
    seat: str
    condition: str


@dataclass(frozen=True, slots=True)
class TrustFelt:
    """How much trust a seat says there is, 0 to 100; the model never uses it."""

    seat: str
    value: int


@dataclass(frozen=True, slots=True)
class RuleProposed:
    seat: str
    rule: str


@dataclass(frozen=True, slots=True)
class RuleAnswered:
    seat: str
    answer: str


@dataclass(frozen=True, slots=True)
class RuleSettled:
    """A proposed rule is `taken` from the next round on, or not."""

    rule: str
    taken: bool


@dataclass(frozen=True, slots=True)
class BecameReady:
    seat: str


@dataclass(frozen=True, slots=True)
class Advanced:
    """The facilitator ended what was going on."""


@dataclass(frozen=True, slots=True)
class TableEnded:
    """The last effects have landed; `succeeded` when all goals are reached and no support is under 40."""

    succeeded: bool
    result: int
    supports: tuple[tuple[str, int], ...]


Event: TypeAlias = (
    EnvelopeSealed
    | EnvelopeCounted
    | RoundStarted
    | BeatStarted
    | PhaseStarted
    | StepStarted
    | StanceSaid
    | PlanSealed
    | GoalChosen
    | GoalsSet
    | InstrumentUsed
    | AnswerAwaited
    | EffectRevealed
    | AskedByName
    | CardTold
    | Recognised
    | ChallengeChosen
    | WordingWritten
    | TasksLaid
    | DutyPaid
    | DutyPostponed
    | BallotCast
    | BallotsRevealed
    | PlanMade
    | IdeaBroughtIn
    | PledgeMade
    | PledgesSettled
    | TakenOver
    | CoreValueCalled
    | CoreValueHonoured
    | CoreValueKept
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
    | Withdrawn
    | EventCardCalled
    | EventCardSkipped
    | EventCardDrawn
    | TaskStarted
    | TaskUnclaimed
    | OverAsked
    | TaskLanded
    | TaskStopped
    | UpkeepPaid
    | UpkeepUnpaid
    | ToppedUp
    | MoreLanded
    | ReasonGiven
    | ReasonJudged
    | RoundSettled
    | DecidedBefore
    | NothingLanded
    | SteppedBack
    | CameBack
    | ConditionNamed
    | TrustFelt
    | RuleProposed
    | RuleAnswered
    | RuleSettled
    | BecameReady
    | Advanced
    | TableEnded
)

EVENTS: dict[str, type] = {kind_of(event): event for event in get_args(Event)}
"""Every kind of event by its stored name."""
