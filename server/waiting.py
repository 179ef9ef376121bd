"""The waiting room: who comes when no seat can be had waits by name, and goes on as soon as there is one.

Whoever waits holds a token that opens nothing yet. The seat that they get has that token for its key. So who
waits and who has sat down are both on disk, and a server that is killed in between loses nobody.
"""

import asyncio
import contextlib
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Final, Literal

from game.session.orders import SEAT
from game.session.session import FACILITATOR
from game.session.wire import Line
from server.groups import TableGroup, Waiter
from server.hall import Hall, NotLetIn, hash_of
from server.logs import note
from server.rooms import Room
from server.steering import LONGEST_NAME, places

MOST_WAITING: Final = 200
"""How many people can wait for the tables of one code."""

LOOK_SECONDS: Final = 1.0
"""So often who waits looks whether there is a seat, beside being told."""


@dataclass(frozen=True, slots=True)
class Stand:
    """How it is with somebody who waits.

    Attributes:
        state: `waits`; `seat`, when they have one; `open`, when they can choose one; `gone`, when they were
            sent away or it is over.
        why: Why they wait: `not-open`, `locked` or `full`.
        place: Which one they are of who waits, from 1.
        session: Where their seat is.
        seat: Their seat.
    """

    state: Literal["waits", "seat", "open", "gone"]
    why: str = ""
    place: int = 0
    session: str = ""
    seat: str = ""


def why_wait(hall: Hall, group: TableGroup, rooms: Sequence[Room]) -> str:
    """Return why nobody can take a seat at these tables now; empty when somebody can.

    Returns:
        `not-open` before it began, `locked`, `full`, or empty.
    """
    if group.is_closed or any(hall.free_seats(room) for room in rooms):
        return ""
    if any(room.name not in group.locked for room in rooms):
        return "full"
    has_begun = group.began_at or any(not room.session.state.clock.paused for room in rooms)
    return "locked" if has_begun else "not-open"


async def wait(hall: Hall, group: TableGroup, name: str) -> str:
    """Let somebody wait, and return the token that their seat will have.

    Args:
        hall: Where the tables are.
        group: All tables, or the one by whose own code they came.
        name: What they are called, or nothing.

    Raises:
        NotLetIn: It is over, or too many wait.
    """
    whole = hall.group(group.id) or group
    if whole.is_closed:
        raise NotLetIn("no-such-code")
    if len(whole.waiting) >= MOST_WAITING:
        raise NotLetIn("too-many-wait")
    token = secrets.token_urlsafe(32)
    said = " ".join("".join(one if one.isprintable() else " " for one in name).split())[:LONGEST_NAME]
    wants = group.sessions[0] if group.sessions != whole.sessions else ""
    who = Waiter(hash_of(token).hex(), said, hall.now(), wants)
    await hall.groups.change(whole, lambda now: replace(now, waiting=(*now.waiting, who)))
    tell_leaders(hall, whole.id)
    note("waits", group=whole.id)
    return token


async def stand_of(hall: Hall, hash_: str, id_: str) -> Stand:
    """Return how it is with somebody who waits, and give them a seat if it is their turn to get one.

    Args:
        hall: Where the tables are.
        hash_: The hash of their token.
        id_: The group that they wait at.
    """
    key = hall.key_with(bytes.fromhex(hash_))
    if key is not None and key.actor.startswith(SEAT):
        return Stand("seat", session=key.session, seat=key.actor.removeprefix(SEAT))
    group = hall.group(id_)
    who = group.waiter(hash_) if group is not None else None
    if group is None or who is None or group.is_closed:
        return Stand("gone")
    wanted = replace(group, sessions=(who.wants,)) if who.wants in group.sessions else group
    try:
        why = why_wait(hall, group, await hall.rooms_of(wanted))
    except NotLetIn:
        why = "locked"
    here = [one.hash for one in group.waiting if one.hash == hash_ or hall.groups.waiting_here[one.hash]]
    if not why and group.gives_seats and here[0] == hash_:
        with contextlib.suppress(NotLetIn):
            session, seat = await give_seat(hall, group, who, is_locked_too=False)
            return Stand("seat", session=session, seat=seat)
    if why or group.gives_seats:
        return Stand("waits", why or "full", 1 + group.waiting.index(who))
    return Stand("open")


async def give_seat(
    hall: Hall,
    group: TableGroup,
    who: Waiter,
    table: str = "",
    *,
    actor: str = FACILITATOR,
    is_locked_too: bool = True,
) -> tuple[str, str]:
    """Give somebody who waits a seat: the session and the seat.

    Args:
        hall: Where the tables are.
        group: The group that they wait at.
        who: Who it is.
        table: At which session; empty for the one that they came for, or else the one with fewest people.
        actor: Which facilitator gives it.
        is_locked_too: Whether it can be at a table whose door is locked.

    Raises:
        NotLetIn: There is no seat, or they wait no more (`not-waiting`).
    """
    async with hall.groups.seating:  # two facilitators give one seat
        now = hall.group(group.id)
        if now is None or now.waiter(who.hash) is None or hall.key_with(bytes.fromhex(who.hash)):
            await leave(hall, group.id, who.hash)
            raise NotLetIn("not-waiting")
        found = await _give_seat(hall, group, who, table, actor, is_locked_too=is_locked_too)
        await leave(hall, group.id, who.hash)
        return found


async def _give_seat(
    hall: Hall, group: TableGroup, who: Waiter, table: str, actor: str, *, is_locked_too: bool
) -> tuple[str, str]:
    sessions = (table or who.wants,) if table or who.wants in group.sessions else group.sessions
    if not is_locked_too:
        sessions = tuple(one for one in sessions if one not in group.locked)
    for room, seat in await places(hall, replace(group, sessions=sessions)):
        try:
            await hall.let_sit(room.name, seat, bytes.fromhex(who.hash), who.name, actor=actor)
        except NotLetIn as no:
            if no.code != "seat-not-free":
                raise
        else:
            return room.name, seat
    raise NotLetIn("no-seat-left")


async def leave(hall: Hall, id_: str, hash_: str) -> None:
    """Let somebody wait no more: they have a seat, or were sent away."""
    group = hall.group(id_)
    if group is None or group.waiter(hash_) is None:
        return
    await hall.groups.change(
        group, lambda now: replace(now, waiting=tuple(one for one in now.waiting if one.hash != hash_))
    )
    tell_leaders(hall, id_)


@contextmanager
def present(hall: Hall, id_: str, hash_: str) -> Iterator[asyncio.Event]:
    """Count somebody who waits as being there, and give what is set when something is new for them."""
    new, groups = asyncio.Event(), hall.groups
    groups.watch(id_, new.set)
    groups.waiting_here[hash_] += 1
    tell_leaders(hall, id_)
    try:
        yield new
    finally:
        groups.unwatch(id_, new.set)
        groups.waiting_here[hash_] -= 1
        if not groups.waiting_here[hash_]:
            del groups.waiting_here[hash_]
        tell_leaders(hall, id_)


async def soon(new: asyncio.Event) -> None:
    """Wait until something is new for somebody who waits, or it is time to look."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LOOK_SECONDS):
            await new.wait()
    new.clear()


def tell_leaders(hall: Hall, id_: str) -> None:
    """Have the pages of who leads look again."""
    hall.groups.tell(id_)
    group = hall.group(id_)
    if group is None or group.sessions != (group.id,):
        return  # the desk of several tables was told
    for room in hall.rooms():
        if room.name == id_:
            for listener in [one for one in room.listeners if one.actor == FACILITATOR]:
                listener.nudge()


def told(stand: Stand) -> Line | None:
    """Return what a program that waits hears of how it is; None while it waits on."""
    match stand.state:
        case "seat":
            return Line("open", "seat-given")
        case "open":
            return Line("open", "seats-free")
        case "gone":
            return Line("lost", "sent-away")
        case _:
            return None
