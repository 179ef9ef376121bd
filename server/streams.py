"""News for web pages: one stream of Server-Sent Events per page, which only says that there is something new.

The page then asks for itself again, as its seat may see it. The number of the last record is the event's id,
so a browser that comes back says by itself what it has seen.
"""

import asyncio
import json
from typing import Final

from aiohttp import web

from game.session.shown import News
from game.session.wire import Line
from server.rooms import Room

_COMMENT_SECONDS: Final = 15.0
_LOOK_SECONDS: Final = 1.0  # after so long it is seen that a page was closed
_HEADERS: Final = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
}


class Stream:
    """A page that is open: a `Listener` of a room."""

    def __init__(self, observer: str, actor: str, seq: int) -> None:
        self.observer = observer
        self.actor = actor
        self.seq = seq
        self._ended = False
        self._said: list[str] = []
        self._new = asyncio.Event()

    def is_free(self) -> bool:
        return not self._new.is_set()

    def tell(self, news: News) -> None:
        self._say(f'id: {news.seq}\ndata: {{"seq":{news.seq}}}\n\n')

    def say(self, line: Line) -> None:
        self._say(f"event: line\ndata: {json.dumps({'state': line.state, 'code': line.code})}\n\n")

    def end(self, line: Line) -> None:
        self._ended = True
        self._say(f"event: end\ndata: {json.dumps({'code': line.code})}\n\n")

    def _say(self, text: str) -> None:
        self._said.append(text)
        self._new.set()

    async def serve(self, request: web.Request, room: Room) -> web.StreamResponse:
        """Answer a request with news until the page is closed or the seat goes on elsewhere."""
        response = web.StreamResponse(headers=_HEADERS)
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n")
        await room.listen(self)
        quiet = 0.0
        try:
            while not self._ended or self._said:
                if not await self._wait():
                    quiet += _LOOK_SECONDS
                    if request.transport is None or request.transport.is_closing():
                        break
                    if quiet < _COMMENT_SECONDS:
                        continue
                said, self._said, quiet = self._said, [], 0.0
                self._new.clear()
                await response.write("".join(said or [": \n\n"]).encode())
                room.feed(self)
        except (ConnectionError, asyncio.CancelledError):
            pass  # the page was closed
        finally:
            room.leave(self)
        return response

    async def _wait(self) -> bool:
        """Wait until there is something to say, and tell whether there is."""
        try:
            async with asyncio.timeout(_LOOK_SECONDS):
                await self._new.wait()
        except TimeoutError:
            return False
        return True
