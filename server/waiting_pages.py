"""The page of who waits for a seat: why, their place in the row, and on by itself when there is a seat."""

import asyncio
import json
import time
from typing import Final

from aiohttp import web

from game.i18n import Texts
from server.entrance import Entrance
from server.groups import TableGroup
from server.hall import Hall, NotLetIn, code_of, hash_of
from server.html import Html, e
from server.page import form_of, page, region, texts_of, to
from server.streams import HEADERS
from server.waiting import Stand, present, soon, stand_of, wait, why_wait
from server.welcome import WAITS, Welcome

_COMMENT_SECONDS: Final = 15.0


class WaitingPages:
    """The pages of who waits.

    Args:
        hall: Where the tables are.
        entrance: Where codes are looked at.
        welcome: Where somebody goes on once there is a seat.
    """

    def __init__(self, hall: Hall, entrance: Entrance, welcome: Welcome) -> None:
        self._hall = hall
        self._entrance = entrance
        self._welcome = welcome

    def routes(self) -> list[web.RouteDef]:
        """Return what is answered here."""
        return [
            web.post("/k/{code}/wacht", self._begin),
            web.get("/k/{code}/wacht", self._page),
            web.get("/k/{code}/wacht/news", self._news),
        ]

    async def _begin(self, request: web.Request) -> web.Response:
        """Let somebody wait; whoever waits already goes on doing so."""
        texts, form = texts_of(request), await form_of(request)
        code = code_of(request.match_info["code"])
        try:
            group = self._entrance.group_of(request, code)
            held = request.cookies.get(WAITS, "")
            response = to(f"/k/{code}/wacht")
            if held and group.waiter(hash_of(held).hex()):
                return response
            if not why_wait(self._hall, group, await self._hall.rooms_of(group)):
                return to(f"/k/{code}")  # a seat came free in between
            self._welcome.hold_wait(response, await wait(self._hall, group, str(form.get("name", ""))))
        except NotLetIn as no:
            return self._welcome.front_page(request, texts(f"refused.{no.code}", **no.facts), 404)
        return response

    async def _stand(self, request: web.Request) -> tuple[TableGroup, str, Stand]:
        """Return where somebody waits, with which token, and how it is with them.

        Raises:
            NotLetIn: The code is wrong.
        """
        group = self._entrance.group_of(request, request.match_info["code"])
        token = request.cookies.get(WAITS, "")
        return group, token, await stand_of(self._hall, hash_of(token).hex(), group.id)

    async def _page(self, request: web.Request) -> web.Response:
        texts = texts_of(request)
        try:
            group, token, stand = await self._stand(request)
        except NotLetIn as no:
            return self._welcome.front_page(request, texts(f"refused.{no.code}", **no.facts), 404)
        if stand.state != "waits" and "X-Fetch" in request.headers:
            return web.Response(status=204, headers={"Cache-Control": "no-store"})
        if stand.state == "seat":
            return self._welcome.seated(request, stand.session, stand.seat, token)
        if stand.state != "waits":
            response = to(f"/k/{code_of(request.match_info['code'])}")
            if stand.state == "gone":
                self._welcome.hold_wait(response, "")
            return response
        who = group.waiter(hash_of(token).hex())
        name = who.name if who else ""
        hello = texts("wait.hello", name=name) if name else texts("wait.title")
        content = [e("h1", hello), region("stand", _said(stand, texts), tag="div")]
        return page(request, texts, texts("wait.title"), content, script="wait.js")

    async def _news(self, request: web.Request) -> web.StreamResponse:
        """Say when the page of somebody who waits is not right any more."""
        try:
            group, token, _ = await self._stand(request)
        except NotLetIn:
            return web.Response(status=404, text="no-such-code\n")
        response = web.StreamResponse(headers=HEADERS)
        await response.prepare(request)
        await response.write(b"retry: 1000\n\n")
        hash_, was, said_at = hash_of(token).hex(), None, time.monotonic()
        try:
            with present(self._hall, group.id, hash_) as new:
                while request.transport is not None and not request.transport.is_closing():
                    stand = await stand_of(self._hall, hash_, group.id)
                    if stand != was or time.monotonic() - said_at > _COMMENT_SECONDS:
                        news = json.dumps({"state": stand.state, "place": stand.place})
                        await response.write(f"data: {news}\n\n".encode() if stand != was else b": \n\n")
                        was, said_at = stand, time.monotonic()
                    if stand.state != "waits" or self._hall.is_closing:
                        break
                    await soon(new)
        except (ConnectionError, asyncio.CancelledError):
            pass  # the page was closed
        return response


def _said(stand: Stand, texts: Texts) -> list[Html]:
    """Return what somebody who waits reads."""
    return [
        e("p", texts(f"wait.{stand.why}"), class_="big", role="status"),
        e("p", texts("wait.place", n=stand.place)),
        e("p", texts("wait.by_itself")),
        e("noscript", e("p", e("a", texts("page.refresh"), href=""))),
    ]
