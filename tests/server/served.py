"""A real server on loopback, and clients with real sockets, for one story at a time."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import aiohttp
import socketio

from game.session.memory import MemoryStore
from game.session.scenario import Played
from game.session.store import Store
from server.app import Served
from server.hall import Opened
from server.settings import Settings
from server.timing import Timing
from tests.session.stories import two_rounds

SOON = 5.0
"""Seconds in which anything should have happened, on however busy a machine."""


def settings(**changes: Any) -> Settings:
    return Settings(**{"port": 0, "bot_pace_ms": 0, "bots_keep_pace": False, "linger": 0.05, **changes})


def story(tell: Callable[["Hosted"], Awaitable[None]], store: Store | None = None, **changes: Any) -> None:
    """Tell a story to a server that serves a session of two rounds at four seats; it is stopped after it."""

    async def told() -> None:
        async with a_server(store, **changes) as hosted:
            await tell(hosted)

    asyncio.run(told())


class Hosted:
    """A server with one session on it.

    Attributes:
        served: The server.
        opened: The session, its code and the facilitator's token.
        url: Where it is.
        http: What asks it for pages.
    """

    def __init__(self, served: Served, opened: Opened, http: aiohttp.ClientSession) -> None:
        self.served = served
        self.opened = opened
        self.url = f"http://127.0.0.1:{served.port}"
        self.http = http
        self.browsers: list[aiohttp.ClientSession] = []

    async def post(self, path: str, **body: Any) -> tuple[int, dict[str, Any]]:
        async with self.http.post(self.url + path, json=body) as answer:
            return answer.status, await answer.json()

    async def text(self, path: str, headers: dict[str, str] | None = None) -> str:
        async with self.http.get(self.url + path, headers=headers) as answer:
            assert answer.status == 200, path
            return await answer.text()

    async def take(self, seat: str, name: str = "") -> str:
        """Take a seat and return its token."""
        status, found = await self.post("/api/take", code=self.opened.code, seat=seat, name=name)
        assert status == 200, found
        return str(found["token"])

    async def join(self, token: str, **more: Any) -> "Client":
        client = Client(self.url)
        await client.connect()
        client.said = await client.call("join", {"token": token, **more})
        return client

    async def sit(self, seat: str, name: str = "") -> "Client":
        """Take a seat and join with it."""
        return await self.join(await self.take(seat, name))

    async def metric(self, line: str) -> int:
        async with self.http.get(self.url + "/metrics") as answer:
            text = await answer.text()
        found = [one for one in text.splitlines() if one.startswith(line + " ")]
        return int(float(found[0].rpartition(" ")[2])) if found else 0


@asynccontextmanager
async def a_server(
    store: Store | None = None, timing: Timing | None = None, **changes: Any
) -> AsyncIterator[Hosted]:
    served = Served(store or MemoryStore(), settings(**changes), timing)
    await served.start()
    opened = await served.hall.open_played(two_rounds(), seed=7)
    try:
        async with aiohttp.ClientSession() as http:
            hosted = Hosted(served, opened, http)
            try:
                yield hosted
            finally:
                for browser in hosted.browsers:
                    await browser.close()
    finally:
        await served.stop()


class Client:
    """A client that keeps what it hears; it does not come back by itself."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.said: dict[str, Any] = {}
        self.parts: dict[str, Any] = {}
        self.seq = 0
        self.heard: list[tuple[str, Any]] = []
        self.lines: list[tuple[str, str]] = []
        self.asked = ""
        self.group: dict[str, Any] = {}
        self.tables: dict[str, dict[str, Any]] = {}
        self._count = 0
        self._news = asyncio.Event()
        self._io = socketio.AsyncClient(reconnection=False)
        self._io.on("view", self._view)
        self._io.on("patch", self._patch)
        self._io.on("line", self._line)
        self._io.on("asked", self._asked)
        self._io.on("tables", self._tables)

    async def connect(self) -> None:
        await self._io.connect(self.url, transports=["websocket"])

    async def close(self) -> None:
        await self._io.disconnect()

    @property
    def is_connected(self) -> bool:
        return bool(self._io.connected)

    async def call(self, name: str, body: Any) -> Any:
        return await self._io.call(name, body, timeout=SOON)

    async def act(self, kind: str, id_: str = "", moment: int | None = None, **body: Any) -> dict[str, Any]:
        """Order something and return the answer."""
        self._count += 1
        order = {"id": id_ or f"order-{self._count:04}", "kind": kind, "body": body, "moment": moment}
        answer: dict[str, Any] = await self.call("act", order)
        return answer

    async def lead(self, kind: str, *tables: str, id_: str = "", **body: Any) -> dict[str, Any]:
        """Ask something of tables, each at the moment it is in, and return the answer."""
        self._count += 1
        places = {one: self.tables[one]["place"] for one in tables if one in self.tables}
        moments = {one: place["moment"] for one, place in places.items() if "moment" in place}
        asked = {"id": id_ or f"order-{self._count:04}", "kind": kind, "body": body}
        answer: dict[str, Any] = await self.call("lead", asked | {"tables": tables, "moments": moments})
        return answer

    async def until(self, holds: Callable[[], Any]) -> None:
        """Wait until something holds of what was heard."""
        async with asyncio.timeout(SOON):
            while not holds():
                self._news.clear()
                await self._news.wait()

    async def until_seq(self, seq: int) -> None:
        await self.until(lambda: self.seq >= seq)

    def _view(self, data: dict[str, Any]) -> None:
        self.parts = dict(data["parts"])
        self._heard("view", data)

    def _patch(self, data: dict[str, Any]) -> None:
        self.parts |= data["parts"]
        self._heard("patch", data)

    def _heard(self, name: str, data: dict[str, Any]) -> None:
        self.seq = data["seq"]
        self.heard.append((name, data))
        self._news.set()

    def _asked(self, data: dict[str, str]) -> None:
        self.asked = data["asks"]
        self.heard.append(("asked", data))
        self._news.set()

    def _tables(self, data: dict[str, Any]) -> None:
        if data["is_whole"]:
            self.tables = {}
        self.group = data.get("group") or self.group
        for session, parts in data["tables"].items():
            self.tables[session] = self.tables.get(session, {}) | parts
        self.heard.append(("tables", data))
        self._news.set()

    def _line(self, data: dict[str, str]) -> None:
        self.lines.append((data["state"], data["code"]))
        self._news.set()


async def until(holds: Callable[[], Any]) -> None:
    """Wait until something holds."""
    async with asyncio.timeout(SOON):
        while not holds():
            await asyncio.sleep(0.01)


class InAThread:
    """A server in a thread of its own, for whoever has a loop or a window in this one.

    It can be stopped and started again on the same port, as a server that was killed.
    """

    def __init__(self, store: Store, **changes: Any) -> None:
        self.store = store
        self.changes = changes
        self.opened: Opened | None = None
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        self.served: Served | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def do(self, what: Coroutine[Any, Any, Any]) -> Any:
        """Do something on the server's loop and return what comes of it."""
        return asyncio.run_coroutine_threadsafe(what, self._loop).result(timeout=4 * SOON)

    def start(self, scenario: Played | None = None) -> None:
        self.do(self._start(scenario or two_rounds()))

    async def _start(self, scenario: Played) -> None:
        self.served = Served(self.store, settings(**{**self.changes, "port": self.port}))
        await self.served.start()
        self.port = self.served.port
        if self.opened is None:
            self.opened = await self.served.hall.open_played(scenario, seed=7)

    def stop(self) -> None:
        if self.served is not None:
            served, self.served = self.served, None
            self.do(served.stop())

    def close(self) -> None:
        self.stop()
        self.do(self._end_what_is_left())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _end_what_is_left(self) -> None:
        """End the library's pings that still wait for their time."""
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)


@contextmanager
def in_a_thread(
    store: Store | None = None, scenario: Played | None = None, **changes: Any
) -> Iterator[InAThread]:
    """Give a server that is up."""
    server = InAThread(store or MemoryStore(), **changes)
    try:
        server.start(scenario)
        yield server
    finally:
        server.close()
