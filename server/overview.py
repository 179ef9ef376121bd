"""News of all tables of a group for one socket: a facilitator's program, or a screen for a whole room.

What happens within a tenth of a second is sent together, and only what became otherwise; see `table_facts`.
A client that does not keep up misses what came in between, never how things are.
"""

import asyncio
from collections.abc import Callable
from typing import Any, Final

from game.i18n import Mendable
from server import table_facts
from server.hall import Hall, NotLetIn
from server.rooms import Room
from server.together import is_news

_ANEW_SECONDS: Final = 20.0  # minutes pass without an event


class Overview:
    """What one socket is told of all tables.

    Args:
        hall: Where the tables are.
        group: Their name.
        is_desk: Whether it is for a facilitator.
        send: Sends a message; returns whether there was room for it.
        may_look: Whether the key that it was opened with still works.
    """

    def __init__(
        self,
        hall: Hall,
        group: str,
        *,
        is_desk: bool,
        send: Callable[[dict[str, Any]], bool],
        may_look: Callable[[], bool],
    ) -> None:
        self._hall = hall
        self._id = group
        self._is_desk = is_desk
        self._send = send
        self._may_look = may_look
        self._new = asyncio.Event()
        self._rooms: set[Room] = set()
        self._group: dict[str, Any] = {}
        self._tables: dict[str, table_facts.Facts] = {}
        self._is_sent = False

    async def run(self) -> str:
        """Tell news until the key ends or the tables are erased, and return why, as a code of `line`."""
        self._hall.groups.watch(self._id, self._new.set)
        loop = asyncio.get_running_loop()
        anew_at = loop.time()
        self._new.set()
        try:
            while True:
                is_new = await is_news(self._new)
                if not self._may_look():
                    return "no-such-key"
                if is_new or loop.time() - anew_at >= _ANEW_SECONDS:
                    anew_at = loop.time()
                    if not await self._tell():
                        self._new.set()
        except NotLetIn:
            return "closed"
        except Mendable:
            return "session-unreadable"
        finally:
            self._hall.groups.unwatch(self._id, self._new.set)
            for room in self._rooms:
                room.watched_by.discard(self._new.set)

    async def _tell(self) -> bool:
        """Send what became otherwise; return whether there was room for it."""
        group = self._hall.group(self._id)
        if group is None:
            raise NotLetIn("closed")
        rooms = await self._hall.rooms_of(group)
        for room in rooms:
            if room not in self._rooms:  # one that was folded anew watches afresh
                self._rooms.add(room)
                room.watched_by.add(self._new.set)
        now = self._hall.now()
        of_all = table_facts.of_group(group, rooms[0], now, is_desk=self._is_desk)
        tables = {room.name: table_facts.of_table(room, group, now, is_desk=self._is_desk) for room in rooms}
        parts = {
            name: table_facts.sent(found)
            for name, one in tables.items()
            if (found := table_facts.changed(self._tables.get(name, {}), one))
        }
        message: dict[str, Any] = {"is_whole": not self._is_sent, "tables": parts}
        if not self._is_sent or _lasting(of_all) != _lasting(self._group):
            message["group"] = of_all
        if (parts or "group" in message) and not self._send(message):
            return False
        self._is_sent, self._group, self._tables = True, of_all, tables
        return True


def _lasting(group: dict[str, Any]) -> dict[str, Any]:
    """Return what of a group does not change by time alone."""
    found: dict[str, Any] = {key: bool(value) if key == "since_ms" else value for key, value in group.items()}
    if "waiting" in found:
        found["waiting"] = [(one["who"], one["name"]) for one in found["waiting"]]
    return found
