"""Moments: where a what-if leaves the session that was played, and what was ordered after it.

The session is only read. A moment is asked for as `3` (before round 3), `3.divide` (before a phase),
`3.divide.settle` (at the start of a step) or `#120` (before the order that made record 120).
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from game.debrief.moves import as_played
from game.i18n import Mendable
from game.rules import events
from game.rules.actions import ACTIONS
from game.rules.state import TableState
from game.rules.views import view
from game.scenario.model import Scenario
from game.session.actions import BOT
from game.session.events import Rewound
from game.session.log import Happened, unlinked
from game.session.records import read
from game.session.recover import recover
from game.session.session import Session
from game.session.state import TABLE, SessionState
from game.session.store import Files, Store

_ASKED: Final = re.compile(r"#(?P<record>\d{1,9})|(?P<round>\d{1,3})(\.(?P<phase>\w+)(\.(?P<step>\w+))?)?")

Place = tuple[int, str, str]
"""Round, phase and step."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """What somebody ordered at the table in the session that was played, and where it then was."""

    place: Place
    actor: str
    action: Any


@dataclass(frozen=True)
class Branch:
    """A session up to a moment.

    Attributes:
        session: Its name.
        hash: The hash of its last record, in hex digits.
        scenario: What was played, with the tasks that the table made.
        files: The same as it was kept with the session.
        record: The last record before the moment.
        place: Where that is: round, phase and step; the last two are empty before a round.
        table: The table at that moment; fork it before anything happens to it.
        played: The table at the end of what was played.
        before: The events at the table up to the moment.
        after: Those after it, as far as they count.
        orders: What was ordered after it, in order.
        bots: Per seat the bot that takes over where nothing was ordered that still fits.
    """

    session: str
    hash: str
    scenario: Scenario
    files: Files
    record: int
    place: Place
    table: TableState
    played: TableState
    before: tuple[events.Event, ...]
    after: tuple[events.Event, ...]
    orders: tuple[Ordered, ...]
    bots: dict[str, str]


def branch(store: Store, session: str, asked: str, standard: str) -> Branch:
    """Return a stored session up to the moment that is asked for.

    Args:
        store: Where it is kept; nothing is written.
        session: Which one.
        asked: The moment, as the top of this module says.
        standard: The bot on seats that people held.

    Raises:
        StoreError, RecordError, Mendable: It cannot be read, or has no such moment.
    """
    found = recover(store, session)
    state = found.state
    live = [one for one in state.live if not isinstance(one.event, Rewound)]
    record, place = _record(found, live, asked)
    then = SessionState(found.played.game)
    for link in store.links(session):
        if link.seq > record:
            break
        then.fold(unlinked(link))
    table = then.table
    return Branch(
        session=session,
        hash=found.hash.hex(),
        scenario=as_played(found.played.scenario, view(state.table, "projector")),
        files=found.played.files,
        record=record,
        place=place,
        table=table,
        played=state.table,
        before=tuple(one.event for one in live if one.seq <= record),  # type: ignore[misc]
        after=tuple(one.event for one in live if one.seq > record),  # type: ignore[misc]
        orders=tuple(_orders(store, session, state, record)),
        bots={
            seat: held.holder.removeprefix(BOT) if held.holder.startswith(BOT) else standard
            for seat, held in state.seats.items()
        },
    )


def _record(found: Session, live: list[Happened], asked: str) -> tuple[int, Place]:
    """Return the last record before the moment that is asked for, and where it is."""
    said = _ASKED.fullmatch(asked.strip())
    if said is None:
        raise Mendable("whatif.no_moment", asked=asked)
    if said["record"]:
        befores = {move.before: move.was for move in found.state.moves if move.before < int(said["record"])}
        if not befores or int(said["record"]) > found.state.head:
            raise Mendable("whatif.no_record", asked=asked, most=found.state.head)
        return max(befores), befores[max(befores)]
    found_at = dict(starts(live))
    place = (int(said["round"]), said["phase"] or "", said["step"] or "")
    if place not in found_at:
        raise Mendable("whatif.not_there", asked=asked, known=", ".join(map(_written, found_at)))
    return found_at[place], place


def starts(live: Iterable[Happened]) -> Iterator[tuple[Place, int]]:
    """Yield every place that the table came to, and the last record before it; of a step, that with it."""
    number, phase, beat, begun = 0, "", 0, False
    for one in live:
        match one.event:
            case events.RoundStarted(round=number):
                begun = True
                yield (number, "", ""), one.seq - 1
            case events.BeatStarted():
                beat = one.seq
            case events.PhaseStarted(phase=phase) if number:
                # The first phase starts with its round, and nothing can come between: it is left as it began.
                yield (number, phase, ""), one.seq if begun else one.seq - 1 - (beat == one.seq - 1)
                begun = False
            case events.StepStarted(step=step):
                yield (number, phase, step), one.seq


def _written(place: Place) -> str:
    return ".".join(str(part) for part in place if part)


def _orders(store: Store, session: str, state: SessionState, record: int) -> Iterator[Ordered]:
    """Yield what was ordered at the table after a record, as far as it counts."""
    said = {(one.actor, one.id): one.action for one in store.answered(session)}
    first = {one.seq: one for one in state.live}
    for move in state.moves:
        happened = first.get(move.before + 1)
        if move.before < record or happened is None:
            continue
        order = json.loads(said.get((happened.actor, happened.action_id), "{}"))
        kind = ACTIONS.get(order.get("kind", ""))
        if kind is not None and happened.table == TABLE:
            yield Ordered(move.was, happened.actor, read(kind, order["body"]))
