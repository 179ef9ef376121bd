"""The server as a whole: its parts put together, started, and stopped within seconds without losing anything.

run_serve(...)     what the command line calls: serves until it is told to stop, and returns the exit code
Served             the running server, for tests and for whoever starts one in a program
"""

import asyncio
import contextlib
import ipaddress
import os
import signal
import ssl
import threading
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aiohttp import web
from pydantic import ValidationError

from game.i18n import Mendable
from game.session.invitation import link
from game.session.session import FACILITATOR
from game.session.sessions import writing
from game.session.store import Store, StoreError
from server.addresses import FrontDoor, check_is_safe, front_door
from server.api import Api, watched
from server.doorkeeper import Doorkeeper
from server.entrance import Entrance
from server.hall import Hall, NotLetIn, Opened
from server.housekeeping import Housekeeper
from server.logs import note, to_stderr
from server.metrics import Metrics
from server.pacing import pace_of
from server.pages import Pages
from server.settings import Settings
from server.sockets import Sockets
from server.steering import open_group
from server.timing import Timing

_KEEP_ALIVE = 10.0


@dataclass(frozen=True, slots=True)
class Ready:
    """A server that can be joined: where, by which code, and the facilitator's token.

    `link` is what a code to scan holds; `is_only_here` tells that no other machine can reach it.
    """

    address: str
    opened: Opened
    link: str
    is_only_here: bool


class Served:
    """A running server. Use `start`, then `stop`; both on one event loop.

    Attributes:
        hall: Its sessions.
        house: Who keeps house there.
        port: Where it listens, once it does.
    """

    def __init__(self, store: Store, settings: Settings, timing: Timing | None = None) -> None:
        self.settings = settings
        self.metrics = Metrics()
        self.hall = Hall(store, settings, self.metrics, timing)
        self.hall.pace_of = pace_of
        self.house = Housekeeper(self.hall)
        self.port = settings.port
        self._keeper = Doorkeeper(settings, self.metrics)
        entrance = Entrance(self.hall, self._keeper.address_of)
        self._sockets = Sockets(self.hall, entrance)
        self._keeper.sio = self._sockets.sio
        app = web.Application(middlewares=[self._keeper.check], client_max_size=settings.form_bytes)
        self._sockets.sio.attach(app)
        app.add_routes(Api(self.hall, entrance).routes())
        pages = Pages(self.hall, entrance, self.front_door, self._keeper, is_secure=settings.is_public)
        app.add_routes(pages.routes())
        app.add_routes(watched(self.hall, self.metrics, lambda: self._keeper.sockets, self._is_near))
        self._runner = web.AppRunner(
            app, access_log=None, keepalive_timeout=_KEEP_ALIVE, shutdown_timeout=settings.stop_within / 3
        )

    async def start(self) -> None:
        """Listen from now on.

        Raises:
            Mendable: The address or port is not to be had, or the certificate cannot be read.
        """
        await self._runner.setup()
        settings = self.settings
        site = web.TCPSite(self._runner, settings.host or None, settings.port, ssl_context=self._tls())
        try:
            await site.start()
        except OSError as fault:
            await self.stop()
            raise Mendable("errors.port_taken", host=settings.host, port=settings.port) from fault
        self.port = self._runner.addresses[0][1]
        note("listening", port=self.port)

    async def stop(self) -> None:
        """Stop: finish what is being stored, say goodbye, cut who stays; within `stop_within` seconds."""
        note("stopping")
        begun = asyncio.get_running_loop().time()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self.settings.stop_within / 2):
                told = any(room.listeners for room in self.hall.rooms())
                await self.house.close()
                told = self._sockets.close() or told
                await self.hall.close()
                if told:
                    await asyncio.sleep(self.settings.linger + 0.1)
        left = self.settings.stop_within - (asyncio.get_running_loop().time() - begun)
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(0.1, left)):
                await self._runner.cleanup()
        await self._sockets.sio.shutdown()
        note("stopped")

    def front_door(self) -> FrontDoor:
        """Return where others come in, once it listens."""
        return front_door(self.settings, self.port)

    def _is_near(self, request: web.BaseRequest) -> bool:
        with contextlib.suppress(ValueError):
            return ipaddress.ip_address(self._keeper.address_of(request)).is_loopback
        return False

    def _tls(self) -> ssl.SSLContext | None:
        if not self.settings.certificate:
            return None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        try:
            context.load_cert_chain(self.settings.certificate, self.settings.private_key or None)
        except (OSError, ssl.SSLError) as fault:
            raise Mendable("errors.bad_certificate", path=self.settings.certificate) from fault
        return context


def settings_from(**given: Any) -> Settings:
    """Return the settings: what is given (and is not None), else the environment's, else the usual ones.

    Raises:
        Mendable: One of them is not right.
    """
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = "OPGAVETAFEL_" + "_".join(map(str, first["loc"][:1])).upper()
        raise Mendable("errors.bad_setting", name=name, value=str(first.get("input"))) from wrong


def run_serve(
    scenario: Path | None,
    otherwise: Path,
    settings: Settings,
    *,
    database: str | None = None,
    seed: int | None = None,
    while_asked: bool = False,
    tables: int = 1,
    told: Callable[[Ready], None],
) -> int:
    """Serve until the program is told to stop, and return the exit code, 0.

    Args:
        scenario: What to begin a session of; None goes on with the one that was opened last, if it is not
            at its end.
        otherwise: What to begin a session of when there is nothing to go on with.
        settings: How.
        database: The file that sessions are kept in; None for the user's own.
        seed: What chance comes from; None draws one.
        tables: How many tables to begin, when it begins something.
        while_asked: Whether it stops as well when what it reads from ends, as it does when the program that
            started it is gone, however that ended.
        told: Called once it can be joined.

    Raises:
        Mendable: It cannot be reached safely, the port is taken, the scenario or the store is no good.
    """
    check_is_safe(settings)
    with closing(writing(database)) as store:
        to_stderr()
        with asyncio.Runner(loop_factory=quick_loop()) as runner:
            runner.run(_serve(store, scenario, otherwise, settings, seed, tables, told, while_asked))
    return 0


def quick_loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    """Return what makes the quicker event loop, None for Python's own when it is not installed."""
    try:
        import uvloop
    except ImportError:
        return None
    return uvloop.new_event_loop


async def _serve(
    store: Store,
    scenario: Path | None,
    otherwise: Path,
    settings: Settings,
    seed: int | None,
    tables: int,
    told: Callable[[Ready], None],
    while_asked: bool,
) -> None:
    stop = asyncio.Event()
    _on_signal(stop.set)
    if while_asked:
        _on_end_of_input(stop.set)
    served = Served(store, settings)
    await served.start()
    try:
        opened = await _opened(served.hall, scenario, otherwise, seed, tables)
        door = served.front_door()
        told(Ready(door.address, opened, link(door.scanned, opened.code), door.is_only_here))
        await stop.wait()
    finally:
        await served.stop()


async def _opened(
    hall: Hall, scenario: Path | None, otherwise: Path, seed: int | None, tables: int
) -> Opened:
    """Return the tables that this server is started for: new ones, or those it goes on with."""
    newest = hall.newest() if scenario is None else None
    group = hall.group_of(newest) if newest is not None else None
    if group is not None and not group.is_closed:
        with contextlib.suppress(NotLetIn, StoreError):
            rooms = [await hall.room(session) for session in group.sessions]
            if not all(room.session.state.table.ended for room in rooms):
                name = "" if group.sessions == (group.id,) else group.id
                token = await hall.give_key(group.id, FACILITATOR)
                return Opened(group.sessions[0], group.code, token, name)
    if tables > 1:
        return await open_group(hall, scenario or otherwise, tables, seed)
    return await hall.open(scenario or otherwise, seed)


def _on_end_of_input(stop: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()

    def read() -> None:
        with contextlib.suppress(OSError):
            while os.read(0, 1024):
                pass
        with contextlib.suppress(RuntimeError):  # it stopped by itself
            loop.call_soon_threadsafe(stop)

    threading.Thread(target=read, name="input", daemon=True).start()


def _on_signal(stop: Callable[[], None]) -> None:
    loop = asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        try:
            loop.add_signal_handler(sign, stop)
        except NotImplementedError:  # Windows
            signal.signal(sign, lambda *_: loop.call_soon_threadsafe(stop))
