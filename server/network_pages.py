"""Checking the connection: what works between this device and the server, in plain words, and what to do.

A phone that opens this page reaches the server; its small script then tries what play needs. A phone that
cannot open it can only be told of on the computer that serves: so there the page says whether any other
device was ever here, and what that means.
"""

import asyncio
from collections.abc import Callable, Collection
from typing import Final

from aiohttp import web

from game.i18n import Texts
from server.addresses import FrontDoor, is_only_here, own_address
from server.html import Html, e
from server.page import page, scanned, texts_of
from server.streams import HEADERS

_STREAM_SECONDS: Final = (0.0, 0.4, 0.8)
"""When the stream that is tried says something: a network that holds it back lets all come at once."""


class NetworkPages:
    """The page that checks the connection.

    Args:
        door: Where others come in, now.
        address_of: The visitor's address.
        visitors: The addresses from which anything was asked since the server was started.
    """

    def __init__(
        self,
        door: Callable[[], FrontDoor],
        address_of: Callable[[web.BaseRequest], str],
        visitors: Callable[[], Collection[str]],
    ) -> None:
        self._door = door
        self._address_of = address_of
        self._visitors = visitors

    def routes(self) -> list[web.RouteDef]:
        """Return what is answered here."""
        return [web.get("/verbinding", self._page), web.get("/verbinding/nieuws", self._stream)]

    async def _page(self, request: web.Request) -> web.Response:
        texts, door = texts_of(request), self._door()
        is_host = self._is_host(self._address_of(request))
        reached = [e("p", texts("network.reached"), class_="big")]
        content = [
            e("h1", texts("network.title")),
            *(self._at_the_host(door, texts) if is_host else reached),
            e("section", e("h2", texts("network.here")), _tries(texts), class_="tries"),
            e("section", e("h2", texts("network.what_if")), _advice(texts)),
        ]
        return page(request, texts, texts("network.title"), content, script="check.js")

    @staticmethod
    def _is_host(address: str) -> bool:
        return is_only_here(address) or address == own_address()

    def _at_the_host(self, door: FrontDoor, texts: Texts) -> list[Html]:
        """Return what only the computer that serves can tell: whether others reach it."""
        if door.is_only_here:
            return [e("p", texts("network.no_route"), class_="trouble"), e("p", texts("network.no_route_do"))]
        address, scan = f"{door.scanned}verbinding", texts("network.scan")
        code = e("details", e("summary", scan), scanned(address, scan), open=True)
        seen = [one for one in self._visitors() if not self._is_host(one)]
        if seen:
            said = e("p", texts("network.seen", n=len(seen)), class_="big")
            return [said, e("p", texts("network.on_phone", address=address)), code]
        return [
            e("p", texts("network.unseen"), class_="big"),
            e("p", texts("network.on_phone", address=address)),
            code,
            e("p", texts("network.separated")),
        ]

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        """Say three things at known times, as news is said during play."""
        response = web.StreamResponse(headers=HEADERS)
        await response.prepare(request)
        begun = 0.0
        for number, at in enumerate(_STREAM_SECONDS, start=1):
            await asyncio.sleep(at - begun)
            begun = at
            await response.write(f"data: {number}\n\n".encode())
        return response


def _tries(texts: Texts) -> Html:
    """Return the list of what is tried; without a script it says how to find out."""
    rows = [
        e(
            "li",
            e("strong", said),
            " ",
            e("span", texts("network.trying"), id=f"try-{id_}", role="status",
              data_good=texts(good), data_bad=texts(bad)),
            hidden=True,
            class_="try",
        )
        for id_, said, good, bad in (
            ("page", texts("network.page"), "network.page_good", "network.page_bad"),
            ("stream", texts("network.stream"), "network.stream_good", "network.stream_bad"),
            ("socket", texts("network.socket"), "network.socket_good", "network.socket_bad"),
        )
    ]  # fmt: skip
    return e("div", e("noscript", e("p", texts("network.no_script"))), e("ul", rows))


def _advice(texts: Texts) -> Html:
    """Return what can be seen, what is wrong then, and what to do."""
    rows = [
        e("tr", e("th", said, scope="row"), e("td", wrong), e("td", do))
        for said, wrong, do in (
            (texts("network.if_separated"), texts("network.is_separated"), texts("network.do_hotspot")),
            (texts("network.if_stream"), texts("network.is_stream"), texts("network.do_stream")),
            (texts("network.if_socket"), texts("network.is_socket"), texts("network.do_socket")),
            (texts("network.if_address"), texts("network.is_address"), texts("network.do_address")),
            (texts("network.if_none"), texts("network.is_none"), texts("network.do_one_screen")),
        )
    ]
    heads = [texts("network.you_see"), texts("network.wrong"), texts("network.do")]
    head = e("tr", [e("th", one, scope="col") for one in heads])
    return e("table", e("caption", texts("network.advice")), e("thead", head), e("tbody", rows))
