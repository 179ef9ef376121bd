"""Actions: everything a seat or the facilitator can order, each a plain record of ids and whole numbers.

Orders are imperative (`CastBallot`), what comes of them is past (`BallotCast`). `options` says which of them
are open to whom; `decide` takes exactly those. A text a person typed is named by its id, never held.
"""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias, get_args

Given: TypeAlias = tuple[tuple[str, int], ...]
"""A ballot: pairs of a task and its points or euros, above 0, in task order."""


@dataclass(frozen=True, slots=True)
class SayStance:
    """The director says how the table will decide this round, and which duty tasks are up for dialogue."""

    seat: str
    stance: str
    open_duty: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SealPlan:
    """The director seals what it would do, in points, before any card is told."""

    seat: str
    given: Given


@dataclass(frozen=True, slots=True)
class ChooseGoal:
    seat: str
    indicator: str


@dataclass(frozen=True, slots=True)
class UseInstrument:
    """Use an instrument; some look into one `task`."""

    seat: str
    instrument: str
    task: str | None = None


@dataclass(frozen=True, slots=True)
class AskByName:
    """Ask one other seat to tell what it has not told by itself."""

    seat: str
    of: str


@dataclass(frozen=True, slots=True)
class TellCard:
    seat: str
    card: str


@dataclass(frozen=True, slots=True)
class Recognise:
    """Put up a hand: this card could be mine too."""

    seat: str
    card: str


@dataclass(frozen=True, slots=True)
class ChooseChallenge:
    seat: str
    challenge: str


@dataclass(frozen=True, slots=True)
class WriteWording:
    """The director writes the challenge in one sentence from the told needs, less those dropped."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    seat: str
    text: str
    drop: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CastBallot:
    seat: str
    given: Given


@dataclass(frozen=True, slots=True)
class BringIdea:
    """Bring in a task of one's own: an open template with a name, a cost class and a told need."""

    TEXTS: ClassVar[tuple[str, ...]] = ("name",)

    seat: str
    template: str
    cost_class: str
    need: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Pledge:
    """Promise a task own `money`, or to be its `doer` or `owner`.

    With `when` it holds only if: the task gets at least `least` euros from the `plan`, or a `seat`, `of`,
    pledges at least that to it.
    """

    seat: str
    task: str
    what: str
    amount: int | None = None
    when: str = ""
    of: str = ""
    least: int | None = None


@dataclass(frozen=True, slots=True)
class TakeOver:
    """Be doer and owner of a funded task, for less than its price."""

    seat: str
    task: str


@dataclass(frozen=True, slots=True)
class CallCoreValue:
    """Say aloud what one will not give up: the task it protects gets its minimum."""

    seat: str


@dataclass(frozen=True, slots=True)
class AnswerPlan:
    """Say to a plan: `stand_behind`, `live_with`, or `object` to a task.

    An objection names a told need, or none: then it is because of the seat's own core value.
    """

    seat: str
    answer: str
    task: str | None = None
    need: str | None = None


@dataclass(frozen=True, slots=True)
class Propose:
    """The director repairs the plan: this task gets this many euros."""

    seat: str
    task: str
    amount: int


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """The director changes a plan that stands, and so breaks a promise; under `advise` not with a reason."""

    seat: str
    task: str
    amount: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Take a funded task on as its `doer` or its `owner`."""

    seat: str
    task: str
    part: str


@dataclass(frozen=True, slots=True)
class Meet:
    """Say yes to a meeting with another owner; it takes place when both say yes."""

    seat: str
    other: str


@dataclass(frozen=True, slots=True)
class MakeForecast:
    seat: str
    task: str


@dataclass(frozen=True, slots=True)
class BookReport:
    """Spend a slot on reporting back at the end of the round."""

    seat: str


@dataclass(frozen=True, slots=True)
class GiveReason:
    """Say aloud why nothing was done with a card, by one of the five reasons."""

    seat: str
    card: str
    reason: str


@dataclass(frozen=True, slots=True)
class JudgeReason:
    """The teller answers a reason: understood, or not."""

    seat: str
    card: str
    understood: bool


@dataclass(frozen=True, slots=True)
class WriteNote:
    """Spend a slot on a note to the council."""

    seat: str


@dataclass(frozen=True, slots=True)
class ProposeRule:
    """Propose to decide by another rule from the next round on."""

    seat: str
    rule: str


@dataclass(frozen=True, slots=True)
class AnswerRule:
    """Say to a proposed rule: `stand_behind`, `live_with` or `object`."""

    seat: str
    answer: str


@dataclass(frozen=True, slots=True)
class NameCondition:
    """A seat that stepped back names the one thing that would bring it back."""

    seat: str
    condition: str


@dataclass(frozen=True, slots=True)
class FeelTrust:
    """Say how much trust there is by feeling, 0 to 100; it changes nothing."""

    seat: str
    value: int


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take back what led to nothing yet.

    `what` is `ballot`, `challenge`, `forecast`, `claim`, `meeting`, `pledge` or `ready`.
    """

    seat: str
    what: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class SealEnvelope:
    """The table's first plan, made in a minute without talking, goes into the envelope; in euros."""

    given: Given


@dataclass(frozen=True, slots=True)
class Ready:
    seat: str


@dataclass(frozen=True, slots=True)
class Advance:
    """The facilitator's "Verder": the table goes on with what there is."""


@dataclass(frozen=True, slots=True)
class DrawEventCard:
    """The facilitator draws this round's event card now, whatever the phase: the one that is next."""

    event_card: str


@dataclass(frozen=True, slots=True)
class SkipEventCard:
    """The facilitator lays the next event card aside for good; none comes by itself in this round."""

    event_card: str


Action: TypeAlias = (
    SayStance
    | SealPlan
    | ChooseGoal
    | UseInstrument
    | AskByName
    | TellCard
    | Recognise
    | ChooseChallenge
    | WriteWording
    | CastBallot
    | BringIdea
    | Pledge
    | TakeOver
    | CallCoreValue
    | AnswerPlan
    | Propose
    | ChangePlan
    | Claim
    | Meet
    | MakeForecast
    | BookReport
    | GiveReason
    | JudgeReason
    | WriteNote
    | ProposeRule
    | AnswerRule
    | NameCondition
    | FeelTrust
    | Withdraw
    | SealEnvelope
    | Ready
    | Advance
    | DrawEventCard
    | SkipEventCard
)


def kind_of(record: type) -> str:
    """Return the name a record is stored under: its class in snake_case.

    >>> kind_of(CastBallot)
    'cast_ballot'
    """
    if record not in _KINDS:
        name = record.__name__
        _KINDS[record] = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)[1:]
    return _KINDS[record]


_KINDS: dict[type, str] = {}


ACTIONS: dict[str, type] = {kind_of(action): action for action in get_args(Action)}
"""Every kind of action by its stored name."""

OF_THE_TABLE = (SealEnvelope, Advance, DrawEventCard, SkipEventCard)
"""Actions of the whole table: no seat orders them, the facilitator enters them."""

REASONS = ("no_money", "no_doer", "later", "not_ours", "other_choice")
"""The five reasons that can be given for an open card."""

LASTING = (BookReport, WriteNote, Meet, Recognise, AskByName)
"""Actions that stay what they were when the phase moves on while they travel."""
