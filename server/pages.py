"""The web page for phones and any browser: plain HTML, which works without its one small script."""

from collections.abc import Callable
from importlib.resources import files
from typing import Final

from aiohttp import web

from server.addresses import FrontDoor
from server.at_table import AtTable
from server.desk_pages import DeskPages
from server.doorkeeper import Doorkeeper
from server.entrance import Entrance
from server.hall import Hall
from server.kept_pages import KeptPages
from server.network_pages import NetworkPages
from server.otherwise_pages import OtherwisePages
from server.waiting_pages import WaitingPages
from server.welcome import Welcome

_FILES: Final = {
    "page.css": "text/css; charset=utf-8",
    "check.js": "text/javascript; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "wait.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


class Pages:
    """The pages of one server.

    Args:
        hall: Where sessions are.
        entrance: Where keys and codes are looked at.
        door: Where others come in, now.
        keeper: Who knows from where visitors come.
        is_secure: Whether browsers reach it by https.
    """

    def __init__(
        self,
        hall: Hall,
        entrance: Entrance,
        door: Callable[[], FrontDoor],
        keeper: Doorkeeper,
        *,
        is_secure: bool,
    ) -> None:
        self._welcome = Welcome(hall, entrance, door, is_secure=is_secure)
        self._at_table = AtTable(hall, entrance, self._welcome, door)
        self._desk = DeskPages(hall, entrance, self._welcome, self._at_table, door)
        self._kept = KeptPages(hall, self._desk)
        self._otherwise = OtherwisePages(hall, self._desk)
        self._waiting = WaitingPages(hall, entrance, self._welcome)
        self._network = NetworkPages(door, keeper.address_of, lambda: keeper.visitors)
        self._files = {name: (files("server") / "web" / name).read_bytes() for name in _FILES}

    def routes(self) -> list[web.RouteDef]:
        """Return what is answered here."""
        return [
            *self._welcome.routes(),
            *self._waiting.routes(),
            *self._at_table.routes(),
            *self._desk.routes(),
            *self._kept.routes(),
            *self._otherwise.routes(),
            *self._network.routes(),
            web.get("/web/{name}", self._file),
        ]

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in self._files:
            raise web.HTTPNotFound
        headers = {"Content-Type": _FILES[name], "Cache-Control": "max-age=300"}
        return web.Response(body=self._files[name], headers=headers)
