"""What can be ordered of the session itself: by the facilitator, and by a seat its poll and agreement.

The rules know nothing of these. What a person types stands in the order and is stored apart: a field named
in `TEXTS` or `NAMES` holds the id of it by the time the action is decided and written down.
"""

from dataclasses import dataclass
from typing import ClassVar, TypeAlias, get_args

from game.rules.actions import kind_of


@dataclass(frozen=True, slots=True)
class TakeSeat:
    """Give a seat to a `person`, a `pair`, nobody (`empty`) or a bot (`bot:NAME`).

    With `was` it is done only while that holds the seat, so that of two who hand it over one does.
    """

    NAMES: ClassVar[tuple[str, ...]] = ("name",)

    seat: str
    holder: str
    name: str = ""
    was: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop the clock; nobody is kept from anything else."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let the clock run on with what was left."""


@dataclass(frozen=True, slots=True)
class Extend:
    """Give the beat that runs this many seconds more."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Rewind:
    """Go back to one of the points that the facilitator's part `rewind` names."""

    to_seq: int


@dataclass(frozen=True, slots=True)
class StepBack:
    """Go back to before the last action that made a difference."""


@dataclass(frozen=True, slots=True)
class AddRemark:
    """Keep what was noticed at this moment, for the debrief."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    text: str


@dataclass(frozen=True, slots=True)
class TurnPage:
    """Bring everybody to a page of the looking back, by its name, once the table has ended."""

    page: str


@dataclass(frozen=True, slots=True)
class AnswerPoll:
    """Say where you stand between the two ends of the poll, 0 to 10; answering again takes its place."""

    seat: str
    value: int


@dataclass(frozen=True, slots=True)
class MakeAgreement:
    """Write what you will do after today; writing again takes its place."""

    TEXTS: ClassVar[tuple[str, ...]] = ("text",)

    seat: str
    text: str


SessionAction: TypeAlias = (
    TakeSeat | Pause | Resume | Extend | Rewind | StepBack | AddRemark | TurnPage | AnswerPoll | MakeAgreement
)

SESSION_ACTIONS: dict[str, type] = {kind_of(action): action for action in get_args(SessionAction)}
"""Every kind of session action by its stored name."""

PERSON, PAIR, EMPTY, BOT = "person", "pair", "empty", "bot:"
"""Who can hold a seat; a bot's name follows."""

OF_A_SEAT = (AnswerPoll, MakeAgreement)
"""Session actions that a seat orders for itself."""

HIGHEST_ANSWER = 10
"""Where the poll ends; it begins at 0."""

PAGE_NAME = "[a-z_]{1,40}(:[a-z0-9/_-]{1,120})?"
"""What names of pages look like: a kind, and what it is about. Nothing else can be written with one."""

MOST_EXTENDED = 3600
"""Seconds that one order may add to a clock."""
