"""News for web pages: one stream of Server-Sent Events per page, which only says that there is something new.

The page then asks for itself again, as its seat may see it. The number of the last record is the event's id,
so a browser that comes back says by itself what it has seen.

Browsers keep at most six connections to one place, and a stream is one for as long as it is open. So pages of
one browser take turns when there are many, and connections stay free for all else that they ask.
"""

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from aiohttp import web

from game.session.shown import News
from game.session.wire import Line
from server.rooms import Room

_COMMENT_SECONDS: Final = 15.0
_LOOK_SECONDS: Final = 1.0  # after so long it is seen that a page was closed
_MOST_OF_ONE_BROWSER: Final = 4
HEADERS: Final = {
    "Content-Type": "text/event-stream; charset=utf-8",
    "Cache-Control": "no-store",
    "X-Accel-Buffering": "no",
}


@dataclass(frozen=True, slots=True)
class Page:
    """Which page it is that listens, as it says itself; "" where it says nothing.

    Attributes:
        browser: Its browser, the same for all tabs.
        tab: The page itself, new each time it is loaded.
        is_back: Whether it listened before: then it takes no seat over.
    """

    browser: str = ""
    tab: str = ""
    is_back: bool = False


@dataclass
class Turns:
    """Whose turn it is to listen: of each browser so many streams, oldest first."""

    _open: dict[str, list["Stream"]] = field(default_factory=lambda: defaultdict(list))

    def begin(self, stream: "Stream") -> None:
        """Let a stream listen; when its browser has too many, the oldest goes and comes back by itself."""
        mine = self._open[stream.page.browser]
        mine.append(stream)
        if stream.page.browser and len(mine) > _MOST_OF_ONE_BROWSER:
            mine.pop(0).rest()

    def end(self, stream: "Stream") -> None:
        """Forget a stream that is over."""
        mine = self._open[stream.page.browser]
        if stream in mine:
            mine.remove(stream)
        if not mine:
            del self._open[stream.page.browser]


class Stream:
    """A page that is open: a `Listener` of a room."""

    def __init__(self, observer: str, actor: str, seq: int, page: Page) -> None:
        self.observer = observer
        self.actor = actor
        self.seq = seq
        self.tab = page.tab
        self.page = page
        self._request: web.Request | None = None
        self._ended = False
        self._said: list[str] = []
        self._new = asyncio.Event()

    def is_gone(self) -> bool:
        transport = self._request.transport if self._request is not None else None
        return transport is None or transport.is_closing()

    def is_free(self) -> bool:
        return not self._new.is_set()

    def tell(self, news: News) -> None:
        self._say(f'id: {news.seq}\ndata: {{"seq":{news.seq}}}\n\n')

    def nudge(self) -> None:
        self._say(f'data: {{"seq":{self.seq}}}\n\n')

    def say(self, line: Line) -> None:
        self._say(f"event: line\ndata: {json.dumps({'state': line.state, 'code': line.code})}\n\n")

    def end(self, line: Line) -> None:
        self._ended = True
        self._say(f"event: end\ndata: {json.dumps({'code': line.code})}\n\n")

    def _say(self, text: str) -> None:
        self._said.append(text)
        self._new.set()

    def rest(self) -> None:
        """End it for a moment, so that another page of the same browser can hear news."""
        self._ended = True
        self._say("event: turn\ndata: {}\n\n")

    async def serve(
        self,
        request: web.Request,
        room: Room,
        turns: Turns,
        ends_in: float | None,
        may_look: Callable[[], bool],
    ) -> web.StreamResponse:
        """Answer a request with news until the page is closed or the seat goes on elsewhere.

        Args:
            request: What asks.
            room: Whose news.
            turns: Whose turn it is among the pages of one browser.
            ends_in: Seconds after which the key works no more; None for a key that lasts.
            may_look: Whether the key that it was opened with still works.
        """
        response = web.StreamResponse(headers=HEADERS)
        await response.prepare(request)
        self._request = request
        await response.write(f"id: {self.seq}\nretry: 1000\n\n".encode())  # who comes back tells the id
        turns.begin(self)
        last = None if ends_in is None else asyncio.get_running_loop().call_later(ends_in, self._expire)
        try:
            if self.page.is_back and room.is_elsewhere(self):
                self.end(Line("lost", "taken-over"))
            elif await room.listen(self):
                self._say("event: took\ndata: {}\n\n")
            await self._serve(response, room, may_look)
        except (ConnectionError, asyncio.CancelledError):
            pass  # the page was closed
        finally:
            turns.end(self)
            room.leave(self)
            if last is not None:
                last.cancel()
        return response

    def _expire(self) -> None:
        self.end(Line("lost", "no-such-key"))

    async def _serve(self, response: web.StreamResponse, room: Room, may_look: Callable[[], bool]) -> None:
        quiet = 0.0
        while not self._ended or self._said:
            if not self._ended and not may_look():
                self.end(Line("lost", "no-such-key"))
            if not await self._wait():
                quiet += _LOOK_SECONDS
                if self.is_gone():
                    break
                if quiet < _COMMENT_SECONDS:
                    continue
            said, self._said, quiet = self._said, [], 0.0
            self._new.clear()
            await response.write("".join(said or [": \n\n"]).encode())
            room.feed(self)

    async def _wait(self) -> bool:
        """Wait until there is something to say, and tell whether there is."""
        try:
            async with asyncio.timeout(_LOOK_SECONDS):
                await self._new.wait()
        except TimeoutError:
            return False
        return True
