"""Groups: several tables that come together under one code, with what the facilitator set for them.

A group is written down at every change, so whoever leads finds it as it was, whatever crashed. A session that
was opened by itself is a group of one table, by its own name and code.
"""

import asyncio
import json
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Final, NamedTuple

from game.session.store import Group, Store

TABLES_MOST: Final = 24
"""How many tables one group can have."""


class Waiter(NamedTuple):
    """Somebody who waits for a seat.

    Attributes:
        hash: SHA-256 of the token that they hold, in hex digits; it becomes the key of the seat they get.
        name: What they are called, if they said so.
        since: When they came, in milliseconds since 1970 UTC.
        wants: The session whose own code they came by; empty for any.
    """

    hash: str
    name: str
    since: int
    wants: str = ""


@dataclass(frozen=True, slots=True)
class TableGroup:
    """Tables that come together.

    Attributes:
        id: Its name.
        code: What people type to come in.
        opened_at: When it was begun, in milliseconds since 1970 UTC.
        sessions: Its tables in order, each the name of a session.
        locked: The sessions at which nobody can take a seat now.
        gives_seats: Whether people get a seat as they come in; else they choose a table and a role.
        keeps_warm: Seconds after which a bot keeps the seat of who was asked and stays quiet; 0 never.
        bots_run: Whether a table of bots alone plays on without waiting for the others.
        fills_up: Whether bots take the seats that are free when a table's clock begins to run.
        is_closed: Whether it is over for everybody but the facilitator.
        began_at: When the clocks ran first, as `opened_at`; 0 before.
        leaders: The facilitators' keys that were given out here: the beginning of its hash, a name, and which
            facilitator it makes them, from 2: the first has the host's key.
        waiting: Who waits for a seat, in the order in which they came.
        led: How many facilitators there ever were; a number is given once.
        projected: Which table screens for a room show; empty for all of them side by side.
        moved: Who was moved: the session and the seat that they left, and the beginning of their key's hash.
    """

    id: str
    code: str
    opened_at: int
    sessions: tuple[str, ...]
    locked: tuple[str, ...] = ()
    gives_seats: bool = False
    keeps_warm: int = 0
    bots_run: bool = False
    fills_up: bool = False
    is_closed: bool = False
    began_at: int = 0
    leaders: tuple[tuple[str, str, int], ...] = ()
    led: int = 1
    waiting: tuple[Waiter, ...] = ()
    projected: str = ""
    moved: tuple[tuple[str, str, str], ...] = ()

    def number(self, session: str) -> int:
        """Return which table a session is, from 1."""
        return self.sessions.index(session) + 1

    def waiter(self, hash_: str) -> Waiter | None:
        """Return who waits with a token, by its hash or the beginning of that."""
        return next((one for one in self.waiting if hash_ and one.hash.startswith(hash_)), None)

    def leader(self, hash_: bytes) -> int:
        """Return which facilitator somebody is, by the hash of their key."""
        return next((number for start, _, number in self.leaders if hash_.hex().startswith(start)), 1)

    def at(self, number: str) -> str | None:
        """Return the session of a table's number as it stands in an address, or None."""
        if not number.isascii() or not number.isdecimal() or len(number) > 3:
            return None
        return self.sessions[int(number) - 1] if 1 <= int(number) <= len(self.sessions) else None


def written(group: TableGroup) -> Group:
    """Return a group as it is kept."""
    body = {key: value for key, value in asdict(group).items() if key not in ("id", "code", "opened_at")}
    return Group(group.id, group.code, group.opened_at, json.dumps(body))


def read(kept: Group) -> TableGroup:
    """Return a group as it was kept; what an older version did not know is as usual."""
    body: dict[str, Any] = json.loads(kept.body)
    known = {one.name for one in fields(TableGroup)}
    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in body.items()
    }
    given["moved"] = tuple(tuple(one) for one in body.get("moved", ()))
    given["waiting"] = tuple(Waiter(*one) for one in body.get("waiting", ()))
    leaders = [(*one, 2 + place)[:3] for place, one in enumerate(body.get("leaders", ()))]
    given["leaders"], given["led"] = tuple(leaders), body.get("led", 1 + len(leaders))
    return TableGroup(
        kept.id, kept.code, kept.opened_at, **{key: given[key] for key in given if key in known}
    )


class Groups:
    """All groups of one server.

    Args:
        store: Where they are kept.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        there = {one.id for one in store.sessions()}  # one may have been erased while no server was up
        found = [read(kept) for kept in store.groups()]
        left = [replace(one, sessions=tuple(s for s in one.sessions if s in there)) for one in found]
        self._groups = {one.id: one for one in left if one.sessions}
        self.growing = asyncio.Lock()  # held by who adds a table
        self.waiting_here: Counter[str] = Counter()  # by hash: open pages of who waits
        self.seating = asyncio.Lock()  # held by who gives a seat to somebody who waits
        self._turn = asyncio.Lock()
        self._watching: dict[str, set[Callable[[], None]]] = {}

    def get(self, id_: str) -> TableGroup | None:
        """Return a group that was kept, or None."""
        return self._groups.get(id_)

    def of_session(self, session: str) -> TableGroup | None:
        """Return the group that a session is a table of, or None."""
        return next((one for one in self._groups.values() if session in one.sessions), None)

    def of_waiter(self, hash_: str) -> TableGroup | None:
        """Return the group where somebody waits with a token, by its hash."""
        return next((one for one in self._groups.values() if one.waiter(hash_)), None)

    def of_code(self, code: str) -> TableGroup | None:
        """Return the group that a code leads to, or None."""
        return next((one for one in self._groups.values() if one.code == code), None)

    def newest(self) -> TableGroup | None:
        """Return the group that was begun last, or None."""
        return max(self._groups.values(), key=lambda one: one.opened_at, default=None)

    async def keep(self, group: TableGroup) -> None:
        """Keep a new group.

        Raises:
            StoreError: It cannot be stored, or another has its code (`code-taken`).
        """
        await asyncio.to_thread(self._store.keep_group, written(group))
        self._groups[group.id] = group

    async def change(self, group: TableGroup, change: Callable[[TableGroup], TableGroup]) -> TableGroup:
        """Change a group as it is now, whoever changed it since, and return it.

        Raises:
            StoreError: It cannot be stored; nothing was changed.
        """
        async with self._turn:
            now = self._groups.get(group.id, group)
            changed = change(now)
            if changed != now:
                await self.keep(changed)
                self.tell(group.id)
        return changed

    async def forget(self, session: str) -> None:
        """Take an erased session out of its group; with its last one the group goes."""
        group = self.of_session(session)
        if group is None:
            return
        left = tuple(one for one in group.sessions if one != session)
        if left:
            locked = tuple(one for one in group.locked if one != session)
            await self.change(group, lambda now: replace(now, sessions=left, locked=locked))
        else:
            self._groups.pop(group.id, None)
            await asyncio.to_thread(self._store.delete_group, group.id)
            self.tell(group.id)

    def watch(self, id_: str, told: Callable[[], None]) -> None:
        """Call `told` whenever a group is changed."""
        self._watching.setdefault(id_, set()).add(told)

    def unwatch(self, id_: str, told: Callable[[], None]) -> None:
        """Call `told` no more."""
        self._watching.get(id_, set()).discard(told)

    def tell(self, id_: str) -> None:
        """Tell whoever watches a group that something is new."""
        for told in list(self._watching.get(id_, ())):
            told()
