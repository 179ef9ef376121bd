"""What happened to the session itself, beside its tables; part of the same log.

Times are in milliseconds. An event says what came of it: a pause holds what was left, going back holds the
counters that go on. Names and typed texts are ids here; erasing them leaves the chain as it is.
"""

from dataclasses import dataclass
from typing import TypeAlias, get_args

from game.rules.actions import kind_of


@dataclass(frozen=True, slots=True)
class SessionOpened:
    """The first record: which scenario, by its id and the digest of its files, and each table's seed."""

    scenario: str
    digest: str
    tables: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SeatTaken:
    """A seat has a holder: `person`, `pair`, `empty` or `bot:NAME`; `person` is the id of a name."""

    seat: str
    holder: str
    person: str | None


@dataclass(frozen=True, slots=True)
class ClockPaused:
    """The clock stands; `left_ms` is below 0 when time was up, None when no beat has a clock."""

    left_ms: int | None


@dataclass(frozen=True, slots=True)
class ClockResumed:
    """The clock runs on with what was left."""


@dataclass(frozen=True, slots=True)
class ClockExtended:
    seconds: int


@dataclass(frozen=True, slots=True)
class SessionContinued:
    """The program was started again; the clock has what it had at the last record before."""

    left_ms: int | None


@dataclass(frozen=True, slots=True)
class Rewound:
    """The table went back to how it was after record `to_seq`; its events since then count no more.

    Attributes:
        to_seq: The last record that still counts.
        moment: The table's moment from here on: counters never go back.
        seen: What everybody saw and knows all the same: cards, needs, event cards, `ballots:ROUND`.
    """

    to_seq: int
    moment: int
    seen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemarkAdded:
    text: str


@dataclass(frozen=True, slots=True)
class PageTurned:
    """The room is at this page of the looking back."""

    page: str


@dataclass(frozen=True, slots=True)
class PollAnswered:
    """Where a seat stands on the poll, 0 to 10; `again` once the table has ended."""

    seat: str
    value: int
    again: bool


@dataclass(frozen=True, slots=True)
class AgreementMade:
    seat: str
    text: str


SessionEvent: TypeAlias = (
    SessionOpened
    | SeatTaken
    | ClockPaused
    | ClockResumed
    | ClockExtended
    | SessionContinued
    | Rewound
    | RemarkAdded
    | PageTurned
    | PollAnswered
    | AgreementMade
)

SESSION_EVENTS: dict[str, type] = {kind_of(event): event for event in get_args(SessionEvent)}
"""Every kind of session event by its stored name."""
