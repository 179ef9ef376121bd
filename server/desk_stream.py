"""News for the desk: one stream of Server-Sent Events for all tables of a group.

It sends the fields that became otherwise, a few together, and has the page made again only when its buttons
change. What a browser missed it gets at once when it comes back: all fields are sent first.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from server.desk import Field, Seen, fields, shape
from server.groups import TableGroup
from server.hall import Hall, NotLetIn
from server.streams import HEADERS
from server.together import is_news
from server.waiting_desk import here

_COMMENT_SECONDS: Final = 15.0
_ANEW_SECONDS: Final = 20.0  # after so long everything is looked at again: minutes pass without an event
_FRESH_SECONDS: Final = 1.0  # a page is not made again more often

Look = Callable[[], Awaitable[tuple[TableGroup, list[Seen]]]]


class DeskStream:
    """A desk that is open.

    Args:
        hall: Where the tables are.
        id_: The group.
        look: Gives the group and its tables as they are now.
        may_look: Whether the key that it was opened with still works.
    """

    def __init__(self, hall: Hall, id_: str, look: Look, may_look: Callable[[], bool]) -> None:
        self._hall = hall
        self._id = id_
        self._look = look
        self._may_look = may_look
        self._new = asyncio.Event()
        self._rooms: set[Any] = set()
        self._sent: dict[str, Field] = {}
        self._shape: Any = None

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer a request with news until the page is closed or its key ends."""
        response = web.StreamResponse(headers=HEADERS)
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n")
        self._hall.groups.watch(self._id, self._new.set)
        loop = asyncio.get_running_loop()
        quiet_since = anew_at = loop.time()
        fresh_at, wants_fresh = 0.0, False
        self._new.set()
        try:
            while True:
                is_new = await is_news(self._new)
                now = loop.time()
                if request.transport is None or request.transport.is_closing():
                    break
                if not self._may_look():
                    await response.write(b'event: end\ndata: {"code": "no-such-key"}\n\n')
                    break
                said = ""
                if is_new or now - anew_at >= _ANEW_SECONDS:
                    anew_at = now
                    said, is_fresh = await self._news()
                    wants_fresh = wants_fresh or is_fresh
                if wants_fresh and now - fresh_at >= _FRESH_SECONDS:
                    fresh_at, wants_fresh = now, False
                    said += 'data: {"again": true}\n\n'
                if not said and now - quiet_since >= _COMMENT_SECONDS:
                    said = ": \n\n"
                if said:
                    quiet_since = now
                    await response.write(said.encode())
        except NotLetIn:
            await response.write(b'event: end\ndata: {"code": "closed"}\n\n')
        except (ConnectionError, asyncio.CancelledError):
            pass  # the page was closed
        finally:
            self._hall.groups.unwatch(self._id, self._new.set)
            for room in self._rooms:
                room.watched_by.discard(self._new.set)
        return response

    async def _news(self) -> tuple[str, bool]:
        """Return what to send, and whether the page is to be made again."""
        group, seen = await self._look()
        for one in seen:
            if one.room not in self._rooms:
                self._rooms.add(one.room)
                one.room.watched_by.add(self._new.set)
        now = self._hall.now()
        found: dict[str, Field] = {}
        for one in seen:
            found |= fields(one, group.began_at, now)
        changed = [
            field.sent(id_)
            for id_, field in found.items()
            if id_ not in self._sent or self._sent[id_].same != field.same
        ]
        self._sent = found
        was, self._shape = self._shape, [*(shape(one, group) for one in seen), here(self._hall, group)]
        said = f"event: set\ndata: {json.dumps(changed, ensure_ascii=False)}\n\n" if changed else ""
        is_fresh = was is not None and was != self._shape
        return said, is_fresh
