"""The log of a session: its events in order, as they happened, and as they count.

Going back takes nothing out of the log. What was played before going back stays readable and verifiable, and
`live` leaves it out: state, views, measures and what-ifs read that.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from game.rules.events import EVENTS, Event
from game.session.events import SESSION_EVENTS, Rewound, SessionEvent
from game.session.records import (
    NO_HASH,
    Record,
    RecordError,
    chained,
    read,
    read_record,
    version_of,
    write,
    write_record,
)
from game.session.store import Link

AnyEvent: TypeAlias = Event | SessionEvent

KINDS: Final[dict[str, type]] = {**EVENTS, **SESSION_EVENTS}
_NAMES: Final = {type_: kind for kind, type_ in KINDS.items()}


@dataclass(frozen=True, slots=True)
class Happened:
    """An event with its place in the log: see `Record` for the fields."""

    seq: int
    table: str | None
    at: int
    actor: str
    action_id: str
    event: AnyEvent

    @property
    def kind(self) -> str:
        """The name under which the event is stored."""
        return _NAMES[type(self.event)]


def linked(happened: Happened, previous: bytes) -> Link:
    """Return an event as the next link of the chain."""
    kind = happened.kind
    record = Record(
        happened.seq,
        happened.table,
        kind,
        version_of(kind),
        happened.at,
        happened.actor,
        happened.action_id,
        write(happened.event),
    )
    text = write_record(record)
    return Link(happened.seq, text, chained(previous, text))


def unlinked(link: Link) -> Happened:
    """Return the event that a link holds.

    Raises:
        RecordError: It is not in the form of a record, or of no kind that is known.
    """
    record = read_record(link.text, link.seq)
    kind = KINDS.get(record.kind)
    if kind is None:
        raise RecordError(f"there is no kind {record.kind!r}", link.seq)
    try:
        event: Any = read(kind, record.body)
    except ValueError as fault:
        raise RecordError(f"body: {fault}", link.seq) from fault
    return Happened(link.seq, record.table, record.at, record.actor, record.action_id, event)


def checked(links: Iterable[Link]) -> Iterator[Link]:
    """Yield a log's links from the first on, as long as the chain holds.

    Raises:
        RecordError: A record is missing, or is not the one that was written; it names the first.
    """
    previous = NO_HASH
    for seq, link in enumerate(links, start=1):
        if link.seq != seq:
            raise RecordError("it is missing", seq)
        try:
            holds = chained(previous, link.text) == link.hash
        except UnicodeEncodeError:
            holds = False
        if not holds:
            raise RecordError("it is not what was written", seq)
        yield link
        previous = link.hash


def live(log: Iterable[Happened]) -> list[Happened]:
    """Return the events that still count, in order: without those that their table went back before."""
    counted: list[Happened] = []
    for one in log:
        if isinstance(one.event, Rewound):
            to_seq, table = one.event.to_seq, one.table
            counted = [it for it in counted if it.table != table or it.table is None or it.seq <= to_seq]
        counted.append(one)
    return counted
