"""The hall: all rooms of one server, the codes that lead to them, and the keys of who is inside.

A session is folded from the store when somebody first comes for it, so a server that was killed has all its
sessions back as soon as they are asked for. Of a key only the SHA-256 is kept, here and in the store.
"""

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from time import monotonic
from typing import Final

from game.bots.cast import at_any_seat
from game.i18n import Mendable
from game.session.actions import BOT, EMPTY, PAIR, PERSON
from game.session.orders import SEAT
from game.session.recover import resume
from game.session.scenario import Played, played_from
from game.session.session import FACILITATOR, begin_session, leader_named
from game.session.store import Door, Key, Store, StoreError
from game.session.wire import Line, Order, Refused
from server.groups import Groups, TableGroup
from server.limits import Bucket
from server.logs import note
from server.metrics import Metrics
from server.presence import WARM
from server.rooms import Room
from server.settings import Settings
from server.timing import Timing
from server.writing import Writer

SIGNS: Final = "23456789ABCDEFGHJKMNPQRTVWXY"
"""What codes are made of: no two that look or sound alike when read aloud."""

JOINING: Final = "join:"
"""What the id of an order begins with by which somebody takes a seat; no client can send one."""

KICKED: Final = "kick:"
"""What the id of an order begins with by which somebody's seat is taken away; as with `JOINING`."""

FILLER: Final = f"{BOT}dialogue"
"""The bot that fills seats and keeps them warm."""

PROJECTOR: Final = "projector"
"""Who a screen is that shows what everybody may know."""

MOST_SCREENS: Final = 50
"""How many keys for screens a session has; asking for more makes the oldest worthless."""

_HOUR_MS = 3600 * 1000


class NotLetIn(Exception):
    """Somebody cannot come in or do this; `code` as in `refused.CODE`, with facts."""

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Opened:
    """A session that was opened to others: its code, and the facilitator's key, told this once.

    With several tables `group` is their name, `session` the first of them, and code and key are the group's.
    """

    session: str
    code: str
    token: str
    group: str = ""


def code_of(typed: str) -> str:
    """Return a code as it is kept, whatever way somebody typed it.

    >>> code_of(" k3m7-rtvw ")
    'K3M7RTVW'
    """
    return "".join(sign for sign in typed.upper() if sign not in " -\u2013\u00a0")[:16]


class Hall:
    """All sessions of this server that others can join.

    Args:
        store: Where they are kept.
        settings: Limits.
        metrics: Where things are counted.
        timing: Its clocks; the usual ones when left out.
    """

    def __init__(
        self, store: Store, settings: Settings, metrics: Metrics, timing: Timing | None = None
    ) -> None:
        self.store = store
        self.settings = settings
        self.metrics = metrics
        self.timing = timing or Timing()
        self._now = self.timing.now
        self.groups = Groups(store)
        self._writer = Writer(store, metrics)
        self._doors: dict[str, Door] = {door.session: door for door in store.doors()}
        self._codes: dict[str, str] = {door.code: door.session for door in self._doors.values()}
        self._keys: dict[bytes, Key] = {key.hash: key for key in store.all_keys()}
        self._rooms: dict[str, asyncio.Task[Room]] = {}
        self._buckets: dict[tuple[str, str], Bucket] = {}
        self._chores: set[asyncio.Task[None]] = set()
        self.is_closing = False
        self.pace_of: Callable[[Hall, Room], int | None] | None = None

    # Opening. -----------------------------------------------------------------------------------------

    async def open(
        self, scenario: Path, seed: int | None = None, holders: Mapping[str, tuple[str, str]] | None = None
    ) -> Opened:
        """Begin a session of a scenario and open it to others; every seat is free, and the clock stands.

        Raises:
            Mendable: The scenario cannot be played, or the session cannot be kept.
        """
        found = await asyncio.to_thread(played_from, scenario)
        opened = await self.open_played(found, seed, holders)
        room = await self.room(opened.session)
        await room.order(Order("waits-for-all", FACILITATOR, "pause", {}))
        return opened

    async def open_played(
        self, found: Played, seed: int | None = None, holders: Mapping[str, tuple[str, str]] | None = None
    ) -> Opened:
        """Begin a session of a scenario that was read before; as `open`, with the clock running."""
        now = self.now()
        given = dict.fromkeys(found.game.seats, (EMPTY, "")) | dict(holders or {})
        _, batch = begin_session(found, secrets.randbits(32) if seed is None else seed, now, given)
        name = f"{found.scenario.id}-{now:x}-{secrets.token_hex(2)}"
        await asyncio.to_thread(self.store.create, name, found.scenario.id, found.files, batch.entry)
        note("session-opened", session=name, scenario=found.scenario.id)
        return Opened(name, await self.open_door(name), await self.give_key(name, FACILITATOR))

    async def open_door(self, session: str) -> str:
        """Return the code of a session; it gets one if it has none.

        Raises:
            StoreError: There is no such session.
        """
        if session in self._doors:
            return self._doors[session].code
        while True:
            code = self.new_code()
            try:
                await asyncio.to_thread(self.store.open_door, session, code)
            except StoreError as trouble:
                if trouble.code != "code-taken":
                    raise
            else:
                self._doors[session] = Door(session, code, self.now())
                self._codes[code] = session
                return code

    def new_code(self) -> str:
        """Return a code that nobody knows yet."""
        length = 8 if self.settings.is_public else 6
        return "".join(secrets.choice(SIGNS) for _ in range(length))

    def group(self, id_: str) -> TableGroup | None:
        """Return a group, or None; a session that was opened by itself is one of one table."""
        found, door = self.groups.get(id_), self._doors.get(id_)
        if found is None and door is not None and self.groups.of_session(id_) is None:
            return TableGroup(id_, door.code, door.opened_at, (id_,))
        return found

    def group_of(self, session: str) -> TableGroup | None:
        """Return the group that a session is a table of."""
        return self.groups.of_session(session) or self.group(session)

    def now(self) -> int:
        """Return the time in milliseconds since 1970 UTC."""
        return self._now()

    def doors(self) -> set[str]:
        """Return the sessions that others can join."""
        return set(self._doors)

    def newest(self) -> str | None:
        """Return the session that was opened last, or None."""
        doors = sorted(self._doors.values(), key=lambda door: door.opened_at)
        return doors[-1].session if doors else None

    # Keys. --------------------------------------------------------------------------------------------

    async def give_key(self, session: str, actor: str) -> str:
        """Return a new token for an actor, 256 bits; a seat's old one does not work any more."""
        token = secrets.token_urlsafe(32)
        until = self.now() + self.settings.facilitator_hours * _HOUR_MS if actor == FACILITATOR else 0
        await self.keep_key(Key(session, actor, hash_of(token), until))
        return token

    async def keep_key(self, key: Key) -> None:
        """Keep a key; one with this hash goes on as this one."""
        await asyncio.to_thread(self.store.give_key, key)
        if key.actor.startswith(SEAT):
            self._forget(key.session, key.actor)
        self._keys[key.hash] = key

    async def drop_keys(self, goes: Callable[[Key], bool]) -> None:
        """Let keys work no more, and end the connections that came in with one of the facilitator's."""
        for key in [one for one in self._keys.values() if goes(one)]:
            await asyncio.to_thread(self.store.drop_key, key.hash)
            self._keys.pop(key.hash, None)

    def key_held(self, session: str, actor: str) -> Key | None:
        """Return the key of an actor, if there is one."""
        return next(
            (key for key in self._keys.values() if (key.session, key.actor) == (session, actor)), None
        )

    async def give_screen(self, session: str) -> str:
        """Return a token that shows what everybody may know; a session has a few of them at most.

        Raises:
            NotLetIn: Too many are asked for at once.
        """
        if not self.bucket(session, PROJECTOR).takes(monotonic()):
            raise NotLetIn("too-fast")
        screens = [key for key in self._keys.values() if (key.session, key.actor) == (session, PROJECTOR)]
        if len(screens) >= MOST_SCREENS:
            await self.drop_keys(lambda key: key is screens[0])
        return await self.give_key(session, PROJECTOR)

    async def take_key(self, session: str, actor: str) -> None:
        """Let an actor's tokens work no more, and end the connections that came in with one."""
        await asyncio.to_thread(self.store.take_key, session, actor)
        self._forget(session, actor)

    def key(self, token: str) -> Key | None:
        """Return whose token this is, or None: unknown, taken away or too old."""
        return self.key_with(hash_of(token))

    def key_with(self, hash_: bytes) -> Key | None:
        """Return the key with a hash, as `key`."""
        found = self._keys.get(hash_)
        return found if found and self.is_good(found) else None

    def acts_as(self, key: Key) -> str:
        """Return who orders with a key, as the log says it: of the facilitators which one."""
        group = self.group(key.session) if key.actor == FACILITATOR else None
        return key.actor if group is None else leader_named(group.leader(key.hash))

    def is_good(self, key: Key) -> bool:
        """Tell whether a key is not too old, and was not taken away from a facilitator or a screen."""
        is_kept = key.actor.startswith(SEAT) or key.hash in self._keys
        return is_kept and (not key.until or key.until > self.now())

    def seconds_left(self, key: Key) -> float | None:
        """Return after how many seconds a key works no more; None for one that lasts."""
        return max(0, key.until - self.now()) / 1000 if key.until else None

    def session_of(self, code: str) -> str | None:
        """Return the session that a code leads to, or None."""
        return self._codes.get(code_of(code))

    def code(self, session: str) -> str:
        """Return the code of a session, "" when it has none."""
        door = self._doors.get(session)
        return door.code if door else ""

    def _forget(self, session: str, actor: str) -> None:
        self._keys = {
            hash_: key for hash_, key in self._keys.items() if (key.session, key.actor) != (session, actor)
        }

    def bucket(self, session: str, actor: str) -> Bucket:
        """Return how fast an actor may go on; it outlives a reconnect, so that is no way around it."""
        if (session, actor) not in self._buckets:
            if len(self._buckets) > 4 * self.settings.sockets:
                self._buckets.clear()
            settings = self.settings
            self._buckets[session, actor] = Bucket(settings.actions_per_second, settings.burst, monotonic())
        return self._buckets[session, actor]

    # Rooms. -------------------------------------------------------------------------------------------

    async def room(self, session: str) -> Room:
        """Return the room of a session, folded from the store if it is not in memory.

        Raises:
            NotLetIn: It cannot be read (`session-unreadable`), or there are as many sessions as this server
                may hold (`server-full`).
        """
        task = self._rooms.get(session)
        if task is None:
            if len(self._rooms) >= self.settings.sessions and not await self._close_a_quiet_one():
                raise NotLetIn("server-full")
            task = self._rooms[session] = asyncio.create_task(self._room(session))
        try:
            return await asyncio.shield(task)
        except Mendable as trouble:
            self._rooms.pop(session, None)
            raise _unreadable(session, trouble) from trouble

    async def _room(self, session: str) -> Room:
        found = await asyncio.to_thread(resume, self.store, session, self.now())

        def seat_taken(seat: str, holder: str, id_: str) -> None:
            if not id_.startswith((JOINING, WARM)) and holder not in (PERSON, PAIR):
                self._give_away(room, seat, "kicked" if id_.startswith(KICKED) else "seat-given-away")

        bots, writer = at_any_seat(found), self._writer
        room = Room(
            session, found, self.store, writer, bots, self.settings, self.metrics, seat_taken, self.timing
        )
        for seat, held in found.state.seats.items():  # whoever has a key of a bot's seat left it for a while
            if held.holder.startswith(BOT) and self.key_held(session, SEAT + seat) is not None:
                room.warm[seat] = PERSON
        if self.pace_of is not None:
            room.pace = partial(self.pace_of, self)
        return room

    async def rooms_of(self, group: TableGroup) -> list[Room]:
        """Return the rooms of a group in order, without those that cannot be read: the others play on.

        Raises:
            NotLetIn: None of them can be read.
        """
        found, trouble = list[Room](), NotLetIn("session-unreadable")
        for session in group.sessions:
            try:
                found.append(await self.room(session))
            except NotLetIn as no:
                trouble = no
        if not found:
            raise trouble
        return found

    def rooms(self) -> list[Room]:
        """Return the rooms that are in memory."""
        return [
            task.result()
            for task in self._rooms.values()
            if task.done() and not task.cancelled() and not task.exception()
        ]

    async def _close_a_quiet_one(self) -> bool:
        quiet = [room for room in self.rooms() if not room.listeners and not room.watched_by]
        if not quiet:
            return False
        await self._close_room(min(quiet, key=lambda room: room.session.state.last_at), "closed")
        return True

    async def _close_room(self, room: Room, why: str) -> None:
        self._rooms.pop(room.name, None)
        await room.close(why)

    # Seats. -------------------------------------------------------------------------------------------

    async def take(self, session: str, seat: str, name: str = "", holder: str = PERSON) -> str:
        """Let somebody take a free seat, and return the token that they act with.

        Raises:
            NotLetIn: There is no such seat, it is not free, or the session cannot be read or written to.
        """
        group = self.group_of(session)
        if group is not None and (session in group.locked or group.is_closed):
            raise NotLetIn("table-locked")
        token = secrets.token_urlsafe(32)
        await self.let_sit(session, seat, hash_of(token), name, holder)
        return token

    async def let_sit(
        self,
        session: str,
        seat: str,
        hash_: bytes,
        name: str = "",
        holder: str = PERSON,
        actor: str = FACILITATOR,
    ) -> None:
        """Give a free seat to whoever holds the token with this hash, also where the door is locked.

        Raises:
            NotLetIn: As with `take`.
        """
        room = await self.room(session)
        async with room.taking:  # two who want one seat: the second hears that it is taken
            self._check_free(room, seat)
            try:
                await self.keep_key(Key(session, SEAT + seat, hash_))
            except Mendable as trouble:
                raise _unreadable(session, trouble) from trouble
            body = {"seat": seat, "holder": holder, "name": name}
            reply = await room.order(Order(f"{JOINING}{hash_.hex()[:32]}", actor, "take_seat", body))
            if isinstance(reply, Refused):
                await self.take_key(session, SEAT + seat)
                raise NotLetIn(reply.code, **reply.facts)
        note("seat-taken", session=session, seat=seat)

    def free_seats(self, room: Room) -> list[str]:
        """Return the seats that somebody who joins may take now."""
        group = self.group_of(room.name)
        if group is not None and (room.name in group.locked or group.is_closed):
            return []
        held = room.session.state.seats
        return [seat for seat, one in held.items() if is_free(one.holder) and seat not in room.warm]

    def _check_free(self, room: Room, seat: str) -> None:
        held = room.session.state.seats.get(seat)
        if held is None:
            raise NotLetIn("no-such-seat", seat=seat)
        if not is_free(held.holder) or seat in room.warm:
            raise NotLetIn("seat-not-free", seat=seat)

    def _give_away(self, room: Room, seat: str, why: str) -> None:
        """End the key and the connections of who had a seat; not those of who may take it a moment later."""
        key = self.key_held(room.name, SEAT + seat)
        if key is not None:
            self._keys.pop(key.hash)
            self._do(asyncio.to_thread(self.store.drop_key, key.hash))
        for listener in [one for one in room.listeners if one.actor == SEAT + seat]:
            room.leave(listener)
            listener.end(Line("lost", why))
        note("seat-given-away", session=room.name, seat=seat)

    # Ending. ------------------------------------------------------------------------------------------

    async def delete(self, session: str) -> None:
        """Erase a session: rows, names, texts, keys; whoever is in it hears that it is closed."""
        task = self._rooms.get(session)
        if task is not None:
            await self._close_room(await task, "closed")
        door = self._doors.pop(session, None)
        if door:
            self._codes.pop(door.code, None)
        self._keys = {hash_: key for hash_, key in self._keys.items() if key.session != session}
        await asyncio.to_thread(self.store.delete, session)
        await self.groups.forget(session)
        note("session-deleted", session=session)

    def _do(self, chore: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(chore)
        self._chores.add(task)
        task.add_done_callback(self._chores.discard)

    async def close(self) -> None:
        """Close every room and write what is to be written; the store is closed by whoever opened it."""
        self.is_closing = True
        await asyncio.gather(*(self._close_room(room, "stopping") for room in self.rooms()))
        await self._writer.close()


def is_free(holder: str) -> bool:
    """Tell whether somebody who joins may take a seat with this holder."""
    return holder == EMPTY or holder.startswith(BOT)


def _unreadable(session: str, trouble: Mendable) -> NotLetIn:
    """Note what is wrong with a session in the store, and return what whoever comes for it hears."""
    note("session-unreadable", session=session, code=trouble.key)
    return NotLetIn("session-unreadable")


def hash_of(token: str) -> bytes:
    return sha256(token.encode(errors="replace")).digest()
