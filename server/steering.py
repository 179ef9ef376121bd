"""Steering: what a facilitator does with whole tables and the people at them, beside what is ordered at one.

Opening a group, giving seats as people come in, moving somebody before they play, filling up with bots, keys
for other facilitators, closing for all. What changes at a table is an order in its log like any other.
"""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

from game.i18n import Mendable
from game.session.actions import BOT, EMPTY, PAIR, PERSON
from game.session.orders import SEAT
from game.session.scenario import Played, played_from
from game.session.session import FACILITATOR
from game.session.store import Key, StoreError
from game.session.wire import Line, Order, Refused
from server.groups import TABLES_MOST, TableGroup
from server.hall import FILLER, JOINING, KICKED, Hall, NotLetIn, Opened, hash_of, is_free
from server.logs import note
from server.rooms import Room

LONGEST_NAME: Final = 60


async def open_group(hall: Hall, scenario: Path, tables: int, seed: int | None = None) -> Opened:
    """Begin a group of tables of one scenario; all share the seed, every seat is free, the clocks stand.

    Raises:
        Mendable: The scenario cannot be played, or it cannot be kept.
    """
    found = await asyncio.to_thread(played_from, scenario)
    return await open_group_played(hall, found, tables, seed)


async def open_group_played(
    hall: Hall,
    found: Played,
    tables: int,
    seed: int | None = None,
    holders: Mapping[str, tuple[str, str]] | None = None,
) -> Opened:
    """Begin a group of a scenario that was read before; as `open_group`."""
    if not 1 <= tables <= TABLES_MOST:
        raise Mendable("errors.bad_tables", n=tables, most=TABLES_MOST)
    shared = secrets.randbits(32) if seed is None else seed
    opened = [await hall.open_played(found, shared, holders) for _ in range(tables)]
    for one in opened:
        room = await hall.room(one.session)
        await room.order(Order("waits-for-all", FACILITATOR, "pause", {}))
    name = f"{found.scenario.id}-{hall.now():x}-{secrets.token_hex(2)}-t"
    while True:
        try:
            code = hall.new_code()
            sessions = tuple(one.session for one in opened)
            await hall.groups.keep(TableGroup(name, code, hall.now(), sessions))
            break
        except StoreError as trouble:
            if trouble.code != "code-taken":
                raise
    note("group-opened", group=name, tables=tables)
    return Opened(opened[0].session, code, await hall.give_key(name, FACILITATOR), name)


async def let_in(hall: Hall, group: TableGroup, name: str) -> tuple[str, str, str]:
    """Give somebody who comes in a free seat at the table with fewest people: session, seat and token.

    Raises:
        NotLetIn: Every seat is taken, or everything is locked.
    """
    open_ = tuple(one for one in group.sessions if one not in group.locked)
    if not open_:
        raise NotLetIn("table-locked")
    for room, seat in await places(hall, replace(group, sessions=open_)):
        try:
            return room.name, seat, await hall.take(room.name, seat, name)
        except NotLetIn as no:
            if no.code != "seat-not-free":
                raise
    raise NotLetIn("no-seat-left")


async def places(hall: Hall, group: TableGroup) -> list[tuple[Room, str]]:
    """Return the seats to give to who comes, the best first: few people, and rather nobody's than a bot's.

    Raises:
        NotLetIn: No table can be read.
    """
    rooms = sorted(await hall.rooms_of(group), key=people_at)
    return [(room, seat) for room in rooms for seat in [*_free(room, EMPTY), *_free(room, BOT)]]


async def add_table(hall: Hall, group: TableGroup) -> TableGroup:
    """Add a table to a group: of the same scenario, with the same luck, and its clock stands still.

    Args:
        hall: Where the tables are.
        group: As whoever asks for it saw it: when another added one since, there is none too many.

    Raises:
        NotLetIn: It has changed since, there are as many as there may be, or it cannot be kept.
    """
    async with hall.groups.growing:
        now = hall.group(group.id)
        if now is None or len(now.sessions) != len(group.sessions) or now.is_closed:
            raise NotLetIn("done-already")
        if len(now.sessions) >= TABLES_MOST or now.sessions == (now.id,):
            raise NotLetIn("too-many-tables", most=TABLES_MOST)
        state = (await hall.rooms_of(now))[0].session
        opened = await hall.open_played(state.played, state.state.table.seed)
        room = await hall.room(opened.session)
        await room.order(Order("waits-for-all", FACILITATOR, "pause", {}))
        note("table-added", group=now.id, session=opened.session)
        return await hall.groups.change(
            now, lambda one: replace(one, sessions=(*one.sessions, opened.session))
        )


def people_at(room: Room) -> int:
    """Return how many seats people hold, those that a bot keeps warm for them too."""
    held = room.session.state.seats
    return sum(one.holder in (PERSON, PAIR) or seat in room.warm for seat, one in held.items())


def free_at(room: Room) -> int:
    """Return how many seats somebody could get here, whether its door is locked or not."""
    return len(_free(room, EMPTY)) + len(_free(room, BOT))


def _free(room: Room, holder: str) -> list[str]:
    held = room.session.state.seats
    return [
        seat
        for seat, one in held.items()
        if seat not in room.warm and (one.holder == holder if holder == EMPTY else one.holder.startswith(BOT))
    ]


def has_played(room: Room, seat: str) -> bool:
    """Tell whether a seat did anything at its table that counts."""
    return any(one.actor == SEAT + seat for one in room.session.state.live)


async def move(
    hall: Hall,
    group: TableGroup,
    origin: tuple[str, str],
    goal: tuple[str, str],
    actor: str = FACILITATOR,
) -> None:
    """Move somebody who has not played yet to a free seat at any table; their key goes with them.

    Args:
        hall: Where the tables are.
        group: The group of both.
        origin: The session and the seat that they leave.
        goal: The session and the seat that they get.
        actor: Which facilitator it is.

    Raises:
        NotLetIn: There is nobody there, they have played, or the other seat is not free.
    """
    if origin[0] not in group.sessions or goal[0] not in group.sessions or origin == goal:
        raise NotLetIn("no-such-seat", seat=goal[1])
    left, to = await hall.room(origin[0]), await hall.room(goal[0])
    first, second = sorted((left, to), key=lambda one: one.name)
    async with first.taking:
        if second is first:
            key = await _move(hall, (left, origin[1]), (to, goal[1]), actor)
        else:
            async with second.taking:
                key = await _move(hall, (left, origin[1]), (to, goal[1]), actor)
    if key is not None:
        entry = (*origin, start_of(key.hash))
        await hall.groups.change(group, lambda now: replace(now, moved=(*now.moved, entry)))
    for listener in [one for one in left.listeners if one.actor == SEAT + origin[1]]:
        left.leave(listener)
        listener.end(Line("lost", "moved"))


async def _move(hall: Hall, origin: tuple[Room, str], goal: tuple[Room, str], actor: str) -> Key | None:
    """Move somebody, and return the key that went along."""
    (left, seat), (to, other) = origin, goal
    held, wanted = left.session.state.seats.get(seat), to.session.state.seats.get(other)
    if held is None or wanted is None:
        raise NotLetIn("no-such-seat", seat=seat if held is None else other)
    if held.holder not in (PERSON, PAIR):
        raise NotLetIn("nobody-there", seat=seat)
    if has_played(left, seat):
        raise NotLetIn("has-played", seat=seat)
    if not is_free(wanted.holder) or other in to.warm:
        raise NotLetIn("seat-not-free", seat=other)
    name = left.session.people.get(held.person, "") if held.person else ""
    id_ = f"{JOINING}{secrets.token_hex(16)}"
    await _order(to, Order(id_, actor, "take_seat", {"seat": other, "holder": held.holder, "name": name}))
    key = hall.key_held(left.name, SEAT + seat)
    if key is not None:
        await hall.keep_key(Key(to.name, SEAT + other, key.hash, key.until))
    await _order(left, Order(f"{id_}-left", actor, "take_seat", {"seat": seat, "holder": EMPTY}))
    note("moved", session=left.name, seat=seat, to=to.name, to_seat=other)
    return key


def start_of(hash_: bytes) -> str:
    """Return the beginning of a key's hash, which tells it from others."""
    return hash_.hex()[:16]


async def fill(hall: Hall, session: str, actor: str = FACILITATOR) -> int:
    """Give every seat that nobody holds to a bot, and return how many those were."""
    room = await hall.room(session)
    async with room.taking:
        seats = _free(room, EMPTY)
        for seat in seats:
            id_ = f"{JOINING}{secrets.token_hex(16)}"
            await _order(room, Order(id_, actor, "take_seat", {"seat": seat, "holder": FILLER}))
    return len(seats)


async def kick(hall: Hall, session: str, seat: str, actor: str, id_: str) -> None:
    """Take somebody's seat away: their key and connection end, and they can come back only by the code.

    Args:
        hall: Where the tables are.
        session: The table.
        seat: The seat, which is free from then on.
        actor: Which facilitator it is.
        id_: The sender's own; sent twice, it happens once, so it never hits who came after.

    Raises:
        NotLetIn: There is no such seat, or no person holds it.
    """
    room = await hall.room(session)
    async with room.taking:
        held = room.session.state.seats.get(seat)
        if held is None:
            raise NotLetIn("no-such-seat", seat=seat)
        id_ = f"{KICKED}{id_}"
        is_known = room.session.has_answered(actor, id_)
        if not is_known and held.holder not in (PERSON, PAIR) and seat not in room.warm:
            raise NotLetIn("nobody-there", seat=seat)
        await _order(room, Order(id_, actor, "take_seat", {"seat": seat, "holder": EMPTY}))
    note("kicked", session=session, seat=seat)


async def _order(room: Room, order: Order) -> None:
    reply = await room.order(order)
    if isinstance(reply, Refused):
        raise NotLetIn(reply.code, **reply.facts)


# Keys and closing. ------------------------------------------------------------------------------------


async def give_leader(hall: Hall, group: TableGroup, name: str) -> str:
    """Return a new key for another facilitator, told this once."""
    token = await hall.give_key(group.id, FACILITATOR)
    said = " ".join("".join(one if one.isprintable() else " " for one in name).split())[:LONGEST_NAME]
    start = start_of(hash_of(token))

    def with_one_more(now: TableGroup) -> TableGroup:
        number = now.led + 1
        return replace(now, leaders=(*now.leaders, (start, said, number)), led=number)

    await hall.groups.change(group, with_one_more)
    note("leader-key", group=group.id)
    return token


async def end_leader(hall: Hall, group: TableGroup, start: str) -> None:
    """Let a key that was given to another facilitator work no more."""
    if not any(one == start for one, _, _ in group.leaders):
        raise NotLetIn("no-such-key")
    await hall.drop_keys(lambda key: key.session == group.id and key.hash.hex().startswith(start))
    await hall.groups.change(
        group, lambda now: replace(now, leaders=tuple(one for one in now.leaders if one[0] != start))
    )


async def close(hall: Hall, group: TableGroup) -> None:
    """End it for everybody at the tables; what was played stays until it is erased."""
    await hall.groups.change(group, lambda now: replace(now, is_closed=True, locked=now.sessions, waiting=()))
    for session in group.sessions:
        await hall.drop_keys(partial(_is_seats, session))
        room = await hall.room(session)
        for listener in [one for one in room.listeners if one.actor.startswith(SEAT)]:
            room.leave(listener)
            listener.end(Line("lost", "closed"))
    note("group-closed", group=group.id)


async def erase(hall: Hall, group: TableGroup) -> None:
    """Erase all tables with everything in them, and the keys to them."""
    for session in group.sessions:
        await hall.delete(session)
    note("group-erased", group=group.id)


def _is_seats(session: str, key: Key) -> bool:
    return key.session == session and key.actor.startswith(SEAT)
