"""The web page for phones and any browser: plain HTML, which works without its one small script."""

from collections.abc import Callable
from importlib.resources import files
from typing import Final

from aiohttp import web

from server.addresses import FrontDoor
from server.at_table import AtTable
from server.entrance import Entrance
from server.hall import Hall
from server.welcome import Welcome

_FILES: Final = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


class Pages:
    """The pages of one server.

    Args:
        hall: Where sessions are.
        entrance: Where keys and codes are looked at.
        door: Where others come in, now.
        is_secure: Whether browsers reach it by https.
    """

    def __init__(
        self, hall: Hall, entrance: Entrance, door: Callable[[], FrontDoor], *, is_secure: bool
    ) -> None:
        self._welcome = Welcome(hall, entrance, is_secure=is_secure)
        self._at_table = AtTable(hall, entrance, self._welcome, door)
        self._files = {name: (files("server") / "web" / name).read_bytes() for name in _FILES}

    def routes(self) -> list[web.RouteDef]:
        """Return what is answered here."""
        file = web.get("/web/{name}", self._file)
        return [*self._welcome.routes(), *self._at_table.routes(), file]

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in self._files:
            raise web.HTTPNotFound
        headers = {"Content-Type": _FILES[name], "Cache-Control": "max-age=300"}
        return web.Response(body=self._files[name], headers=headers)
