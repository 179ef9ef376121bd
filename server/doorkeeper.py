"""The doorkeeper: what holds for every request, whatever it asks for.

It checks Host and Origin, counts sockets per address, keeps the library's faults from becoming ghosts, and
puts the same headers on every answer.
"""

import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from server.addresses import host_of, is_known
from server.logs import note
from server.metrics import Metrics
from server.settings import Settings
from server.sockets import Sio

SOCKET_PATH: Final = "/socket.io/"
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
    " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a browser hides the origin of its own forms
    "X-Content-Type-Options": "nosniff",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_MOST_VISITORS: Final = 2_000
_Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Doorkeeper:
    """Stands before all pages and sockets; `check` is an aiohttp middleware.

    Attributes:
        visitors: The addresses from which anything was asked, the first ones; kept in memory only.

    Args:
        settings: Names, proxies, limits.
        metrics: Where refusals are counted.
    """

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        self.sio: Sio | None = None
        self._settings = settings
        self._metrics = metrics
        self._sockets: Counter[str] = Counter()
        self.visitors: dict[str, None] = {}

    @property
    def sockets(self) -> int:
        """How many sockets are open."""
        return self._sockets.total()

    def address_of(self, request: web.BaseRequest) -> str:
        """Return the visitor's address: what a trusted proxy says, else who is at the other end."""
        peer = request.remote or ""
        if self._settings.behind_proxy and peer in self._settings.proxies:
            told = request.headers.get("X-Forwarded-For", "").rpartition(",")[2].strip()
            return told or peer
        return peer

    @web.middleware
    async def check(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        refusal = self._refusal(request)
        if refusal:
            self._metrics.count("cut_total", f'reason="{refusal}"')
            return web.Response(status=403, text=refusal + "\n", headers=HEADERS)
        if len(self.visitors) < _MOST_VISITORS:
            self.visitors[self.address_of(request)] = None
        if request.path.startswith(SOCKET_PATH):
            return await self._socket(request, handler)
        begun = time.perf_counter()
        try:
            response = await handler(request)
        except web.HTTPException as answer:
            answer.headers.update(HEADERS)
            raise
        except Exception as fault:  # noqa: BLE001 - nobody sees a traceback
            self._metrics.count("faults_total")
            note("fault", what=type(fault).__name__, path=_shape(request))
            return web.Response(status=500, text="our-fault\n", headers=HEADERS)
        if not response.prepared:  # else it is a stream, which lasts
            self._metrics.pages.took(time.perf_counter() - begun)
            for name, value in HEADERS.items():
                response.headers.setdefault(name, value)
        return response

    def _refusal(self, request: web.Request) -> str:
        host = request.headers.get("Host", "")
        if len(request.headers.getall("Host", [])) != 1 or not is_known(host_of(host), self._settings):
            return "unknown-host"
        origin = request.headers.get("Origin")
        if origin is None:
            return ""
        if origin == "null" or _authority(origin) != host.strip().lower():
            return "foreign-origin"
        return ""

    async def _socket(self, request: web.Request, handler: _Handler) -> web.StreamResponse:
        address = self.address_of(request)
        full = self._sockets.total() >= self._settings.sockets
        if full or self._sockets[address] >= self._settings.sockets_per_address:
            self._metrics.count("cut_total", 'reason="too-many-sockets"')
            return web.Response(status=429, text="too-many-sockets\n", headers=HEADERS)
        self._sockets[address] += 1
        try:
            return await handler(request)
        except (ValueError, RecursionError, KeyError, IndexError, AttributeError, TypeError):
            self._metrics.count("cut_total", 'reason="malformed"')
            return web.Response(status=400, text="malformed\n", headers=HEADERS)
        finally:
            self._sockets[address] -= 1
            if not self._sockets[address]:
                del self._sockets[address]
            await self._no_ghost(request)

    async def _no_ghost(self, request: web.Request) -> None:
        """Have the library forget a connection whose request is over."""
        sid = self.sio.sid_of_request(request) if self.sio else None
        if sid is None or self.sio is None:
            return
        transport: Any = request.transport
        await self.sio.forget(sid)
        if transport is not None:
            transport.abort()


def _authority(origin: str) -> str:
    return origin.strip().lower().rpartition("://")[2].rstrip("/")


def _shape(request: web.Request) -> str:
    """Return which page was asked for, without what was filled in."""
    resource = request.match_info.route.resource
    return resource.canonical if resource is not None else "?"
