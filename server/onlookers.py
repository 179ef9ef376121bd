"""Onlookers: sockets that are told of all tables, which are facilitators' programs and screens for a room.

A facilitator's can also ask something of tables; see `arranging`. A screen's can ask nothing.
"""

import asyncio
import json
import time
from collections.abc import Mapping
from typing import Any, Final

from game.i18n import Mendable
from game.session.orders import Reply
from game.session.session import FACILITATOR
from game.session.store import Key
from game.session.wire import Order, Refused
from server import arranging
from server.frames import FULL
from server.groups import TableGroup
from server.hall import Hall, NotLetIn
from server.limits import Bucket
from server.logs import note
from server.overview import Overview
from server.table_facts import PROJECTOR

TABLES: Final = "tables"
"""What somebody joins as who is told what a room may know of all tables."""

DESK: Final = "desk"
"""What a facilitator joins as who is told all of it, and can ask things of tables."""

_HASTE = (10.0, 200.0)  # refused for haste: so many a second, and so many at once; more is a flood


class _Onlooker:
    """One client that is told of all tables."""

    def __init__(self, sio: Any, eio_sid: str, key: Key, group: str, *, is_desk: bool) -> None:
        self.key = key
        self.is_desk = is_desk
        self.group = group
        self.eio_sid = eio_sid
        self.haste = Bucket(*_HASTE, time.monotonic())
        self._sio = sio
        self._task: asyncio.Task[None] | None = None

    def begin(self, hall: Hall) -> None:
        """Tell it how the tables are, from now on."""
        overview = Overview(
            hall,
            self.group,
            is_desk=self.is_desk,
            send=self._send,
            may_look=lambda: hall.is_good(self.key),
        )
        self._task = asyncio.create_task(self._tell(overview), name="tables")

    async def _tell(self, overview: Overview) -> None:
        self._end(await overview.run())

    def _end(self, code: str) -> None:
        """Say why it ends, and end it."""
        said = json.dumps(["line", {"state": "lost", "code": code}])
        self._sio.put(self.eio_sid, f"42{said}")
        asyncio.get_running_loop().call_later(self._sio.settings.linger, self._sio.cut, self.eio_sid, code)

    def _send(self, message: dict[str, Any]) -> bool:
        transport = self._sio.transport(self.eio_sid)
        if transport is not None and transport.get_write_buffer_size() >= FULL:
            return False
        self._sio.put(self.eio_sid, "42" + json.dumps([TABLES, message], ensure_ascii=False))
        return True

    def stop(self, why: str = "") -> None:
        """Tell it nothing more; without a reason it is gone already."""
        if self._task is not None:
            self._task.cancel()
        if why:
            self._end(why)


class Onlookers:
    """Who is told of all tables.

    Args:
        hall: Where the tables are.
        sio: What sends.
    """

    def __init__(self, hall: Hall, sio: Any) -> None:
        self._hall = hall
        self._sio = sio
        self._onlookers: dict[str, _Onlooker] = {}

    def __contains__(self, sid: str) -> bool:
        return sid in self._onlookers

    def begin(self, sid: str, eio_sid: str, key: Key, observer: str) -> dict[str, Any]:
        """Let somebody hear of all tables: who leads them, or a screen that a room looks at.

        Raises:
            NotLetIn: It is the key of a seat, or of one table among several; a desk is a facilitator's.
        """
        is_desk = observer == DESK
        if key.actor not in ((FACILITATOR,) if is_desk else (FACILITATOR, PROJECTOR)):
            raise NotLetIn("not-yours")
        group = self._hall.group(key.session)
        if group is None:
            raise NotLetIn("no-such-table")
        onlooker = self._onlookers[sid] = _Onlooker(self._sio, eio_sid, key, group.id, is_desk=is_desk)
        onlooker.begin(self._hall)
        note("joined", group=group.id, actor=key.actor)
        return {
            "session": group.id,
            "observer": observer,
            "actor": key.actor,
            "now": self._hall.now(),
            "took_over": False,
        }

    def end(self, sid: str) -> None:
        """Forget one that is gone."""
        onlooker = self._onlookers.pop(sid, None)
        if onlooker is not None:
            onlooker.stop()

    def close(self) -> bool:
        """Tell all of them that the server stops and nothing after that; return whether there are any."""
        for onlooker in self._onlookers.values():
            onlooker.stop("stopping")
        return bool(self._onlookers)

    async def lead(self, sid: str, data: Any, order: Order | None) -> dict[str, Any]:
        """Do what a facilitator asks of tables, and return the answer as it is sent.

        Args:
            sid: Who asks.
            data: What was sent.
            order: The order in it, None when there is none.
        """
        onlooker, hall = self._onlookers.get(sid), self._hall
        if onlooker is None:
            return _refused("not-joined")
        if not onlooker.is_desk:
            return _refused("not-yours")
        group = hall.group(onlooker.group)
        if group is None or not hall.is_good(onlooker.key):
            return _refused("no-such-key")
        actor, now = hall.acts_as(onlooker.key), time.monotonic()
        if not hall.bucket(group.id, actor).takes(now):
            if not onlooker.haste.takes(now):
                self._sio.cut(onlooker.eio_sid, "flood")
            return _refused("too-fast")
        wanted = _wanted(data, order, group)
        if wanted is None:
            return _refused("bad-order")
        try:
            if wanted.kind in arranging.ORDERS:
                return _led(wanted, await arranging.order(hall, group, actor, wanted))
            await arranging.arrange(hall, group, actor, wanted)
        except NotLetIn as no:
            return _refused(no.code, **no.facts) | {"id": wanted.id}
        except Mendable:
            return _refused("session-unreadable") | {"id": wanted.id}
        return _led(wanted, dict.fromkeys(wanted.tables))


def _wanted(data: Any, order: Order | None, group: TableGroup) -> arranging.Wanted | None:
    """Return what is asked of the tables of a group, or None when it is nothing of the kind."""
    if order is None:
        return None
    tables, moments = data.get("tables", []), data.get("moments", {})
    if not isinstance(tables, list) or not all(isinstance(one, str) for one in tables):
        return None
    if not isinstance(moments, dict) or not all(type(one) is int for one in moments.values()):
        return None
    if any(one not in group.sessions for one in tables) or len(set(tables)) < len(tables):
        return None
    if not tables and order.kind in arranging.ORDERS:
        return None
    return arranging.Wanted(order.id, order.kind, tables, moments, order.body)


def _led(wanted: arranging.Wanted, replies: Mapping[str, Reply | None]) -> dict[str, Any]:
    """Return the answer as it is sent: at which tables it was done; one that waits is in neither list."""
    refused = {name: one for name, one in replies.items() if isinstance(one, Refused)}
    return {
        "id": wanted.id,
        "done": [name for name in replies if name not in refused],
        "refused_at": [
            {"session": name, "refused": one.code, "facts": dict(one.facts)} for name, one in refused.items()
        ],
    }


def _refused(code: str, **facts: str | int) -> dict[str, Any]:
    return {"refused": code, "facts": facts}
