"""A seat's page and the facilitator's of one table: what each sees, and a form for everything it can do.

What a seat can do is made from what it is offered, see `moves`; what it sees from its view, see `board`.
"""

import secrets
import time
from collections.abc import Callable, Mapping
from typing import Any, Final

from aiohttp import web

from game.debrief.moves import as_played
from game.debrief.names import Names
from game.debrief.question import question
from game.i18n import Texts
from game.scenario.model import in_language
from game.session.invitation import link, spoken
from game.session.orders import SEAT
from game.session.session import FACILITATOR
from game.session.store import Key
from game.session.wire import Refused
from server import board
from server.addresses import FrontDoor
from server.entrance import Entrance
from server.forms import body_of, order_form
from server.groups import TableGroup
from server.hall import Hall, NotLetIn
from server.html import Html, e
from server.leading import alone, going_back, kicking, notes, way_back
from server.looking_back import looking_back, turning
from server.moves import handing, leading, moves
from server.page import form_of, page, refusal, region, scanned, texts_of, to
from server.presence import ASKED, QUIET
from server.rooms import Room
from server.sockets import order_of
from server.steering import start_of
from server.streams import Page, Stream, Turns
from server.welcome import KEY, Welcome

_LONGEST_NAME: Final = 40
_CODES: Final = ("bad-order", "no-such-key", "session-unreadable")


class AtTable:
    """The pages for who is in.

    Args:
        hall: Where sessions are.
        entrance: Where keys are looked at.
        welcome: What somebody without a key sees instead.
        door: Where others come in, now: a laptop may change networks.
    """

    def __init__(
        self, hall: Hall, entrance: Entrance, welcome: Welcome, door: Callable[[], FrontDoor]
    ) -> None:
        self._hall = hall
        self._entrance = entrance
        self._welcome = welcome
        self._door = door
        self._turns = Turns()

    def routes(self) -> list[web.RouteDef]:
        """Return what is answered here."""
        return [
            web.get("/s/{session}/{seat}/", self._seat_page),
            web.get("/s/{session}/{seat}/news", self.news),
            web.post("/s/{session}/{seat}/doe", self.do),
            web.post("/s/{session}/{seat}/hier", self._here),
            web.get("/f/{group}/tafel/{table}/", self.lead_page),
            web.get("/f/{group}/tafel/{table}/news", self.news),
            web.post("/f/{group}/tafel/{table}/doe", self.do),
        ]

    def _key_of(self, request: web.Request) -> Key | None:
        token = request.cookies.get(KEY, "")
        return self._entrance.key_of(request, token) if token else None

    async def _room_of(self, request: web.Request) -> tuple[Room, str]:
        """Return the room and the actor of a page's key.

        Raises:
            NotLetIn: The cookie is not there, opens something else, or the session cannot be read.
        """
        seat, key = request.match_info.get("seat"), self._key_of(request)
        if seat is not None:
            actor, session = SEAT + seat, request.match_info["session"]
            if key is None or (key.session, key.actor) != (session, actor):
                raise NotLetIn("no-such-key")
            return await self._hall.room(session), actor
        group = leads(self._hall, key, request.match_info["group"])
        table = group.at(request.match_info.get("table", "1"))
        if table is None:
            raise NotLetIn("no-such-table")
        return await self._hall.room(table), FACILITATOR

    def _moved(self, request: web.Request) -> web.Response | None:
        """Return the answer that leads on to the seat that somebody was moved to."""
        try:
            key = self._key_of(request)
        except NotLetIn:
            return None
        if key is None or not key.actor.startswith(SEAT):
            return None
        path = f"/s/{key.session}/{key.actor.removeprefix(SEAT)}"
        group = self._hall.groups.of_session(key.session)
        left = (request.match_info["session"], request.match_info["seat"], start_of(key.hash))
        if group is None or left not in group.moved or path == request.path.rstrip("/"):
            return None
        response = to(f"{path}/")
        self._welcome.let_in(response, request.cookies[KEY], path)
        return response

    async def _seat_page(self, request: web.Request) -> web.Response:
        texts = texts_of(request)
        try:
            room, actor = await self._room_of(request)
        except NotLetIn as no:
            moved = self._moved(request)
            return moved or self._welcome.front_page(request, texts(f"refused.{no.code}"), 403)
        seq, parts = await room.seen(actor)
        seat, names = actor.removeprefix(SEAT), _names(room, parts, texts)
        role = names.scenario.roles.get(seat)
        who = in_language(role.who, texts.language, names.scenario.language) if role else ""
        name = names.name("seat", seat)
        content = [
            self._head(room, parts, names, f"{name} – {who}" if who else name),
            region(
                "now",
                [e("h2", texts("page.now")), *_asked(room, seat, texts), *self.said(request, parts, texts)],
            ),
            region("do", [e("h2", texts("page.do")), *moves(parts, names)]),
            region("mine", [e("h2", texts("page.mine")), *board.private(parts, seat, names)]),
            region("board", [e("h2", texts("page.board")), *board.board(parts, names)]),
        ]
        if parts["table"]["ended"]:
            back = [e("h2", texts("page.looking_back")), *looking_back(parts, seat, names)]
            content.insert(2, region("back", back))
        title = f"{name} · {board.place(parts, names)}"
        return page(request, texts, title, content, seq=seq)

    async def _here(self, request: web.Request) -> web.Response:
        """Take it that somebody is there; a bot that played for them gives the seat back."""
        texts, quick = texts_of(request), "X-Fetch" in request.headers
        try:
            room, actor = await self._room_of(request)
        except NotLetIn as no:
            return answer(request, quick, no.code, texts(f"refused.{no.code}"))
        if self._hall.bucket(room.name, actor).takes(time.monotonic()):
            room.sign(actor.removeprefix(SEAT))
            room.changed([actor.removeprefix(SEAT)])
        return answer(request, quick, "done", texts("page.welcome_back"))

    async def lead_page(self, request: web.Request) -> web.Response:
        """Return the facilitator's page of one table; of a table by itself with what a group has."""
        texts = texts_of(request)
        try:
            room, actor = await self._room_of(request)
        except NotLetIn as no:
            return self._welcome.key_page(request, texts(f"refused.{no.code}"), 403)
        seq, parts = await room.seen(actor)
        names = _names(room, parts, texts)
        code = self._hall.code(room.name)
        here = names.listing("seat", room.seats_here()) or texts("page.nobody")
        group = self._hall.group_of(room.name)
        is_one = group is not None and group.id != room.name
        who = texts("desk.table", n=group.number(room.name)) if group and is_one else texts("page.i_lead")
        kicks = kicking(group, room, names) if group is not None else []
        content = [
            *((way_back(group, room.name, texts),) if group and is_one else ()),
            self._head(room, parts, names, who),
            region(
                "now",
                [
                    e("h2", texts("page.now")),
                    *self.said(request, parts, texts),
                    *self.joining(code, texts),
                    e("p", texts("page.here", names=here)),
                ],
            ),
            region("do", [e("h2", texts("page.do")), *leading(parts, names)]),
            region("hand", [e("h2", texts("page.seats")), *handing(parts, names), *kicks]),
            region("back_to", [e("h2", texts("going_back.title")), *going_back(parts, names, group)]),
            region("notes", [e("h2", texts("desk.notes")), *notes(parts, texts)]),
            region("board", [e("h2", texts("page.board")), *board.board(parts, names)]),
        ]
        if parts["table"]["ended"]:
            back = [e("h2", texts("page.looking_back")), *turning(parts, names)]
            content.insert(2, region("back", [*back, *looking_back(parts, "", names)]))
        if group is not None and group.id == room.name:
            content += alone(self._hall, group, room, names)
        title = f"{who} · {board.place(parts, names)}"
        return page(request, texts, title, content, seq=seq)

    def joining(self, code: str, texts: Texts) -> list[Html]:
        """Return how others join: in words, and as a code to scan unless it would lead to nowhere else."""
        door = self._door()
        made = [e("p", texts("page.join_at", address=door.address, code=spoken(code)), class_="big")]
        if door.is_only_here:
            return [*made, e("p", texts("server.only_here"), class_="hint")]
        picture = scanned(link(door.scanned, code), texts("page.scan_code"))
        return [*made, e("details", e("summary", texts("page.scan")), picture, open=True)]

    def _head(self, room: Room, parts: Mapping[str, Any], names: Names, who: str) -> Html:
        texts, clock = names.texts, parts.get("clock") or {}
        left = clock.get("left_ms")
        if clock.get("due_ms") is not None:
            left = clock["due_ms"] - room.now()
        said = None
        if left is not None:
            runs = clock["due_ms"] - room.now() if clock.get("due_ms") is not None else None
            digits = texts.minutes_seconds(max(0, left // 1000))
            said = e(
                "p",
                e("span", digits, data_left=runs),
                e("span", texts("page.clock"), class_="unseen"),
                f" {texts('client.paused')}" if clock.get("paused") else None,
                class_="clock",
            )
        title = in_language(room.session.played.scenario.title, texts.language, names.scenario.language)
        inside = [e("p", board.place(parts, names), class_="place"), said, e("h1", who), e("p", title)]
        return region("head", inside, tag="div")

    @staticmethod
    def said(request: web.Request, parts: Mapping[str, Any], texts: Texts) -> list[Html]:
        """Return what the table is asked, and what came of the last order sent without a script."""
        said = request.query.get("said", "")
        known = said if said in ("done", *_CODES) or f"refused.{said}" in texts else ""
        words = ""
        if known == "done":
            words = texts("page.done")
        elif known:
            words = refusal(known, {}, texts)
        if not words and (parts.get("clock") or {}).get("paused"):
            words = texts("page.waits")
        asked = question(parts.get, texts)
        lines = [e("p", asked, class_="big")] if asked else []
        quiet = "hint" if asked and not words else None
        return [*lines, e("p", words or texts("page.goes_on"), class_=quiet)]

    async def news(self, request: web.Request) -> web.StreamResponse:
        """Answer with the news of one table."""
        try:
            room, actor = await self._room_of(request)
        except NotLetIn:
            return web.Response(status=403, text="no-such-key\n")
        before = request.headers.get("Last-Event-ID")
        seen = before or request.query.get("seq", "0")
        seq = int(seen) if seen.isdecimal() and len(seen) < 12 else 0
        tab, is_back = request.query.get("tab", "")[:_LONGEST_NAME], bool(before or request.query.get("back"))
        browser = request.query.get("browser", "")[:_LONGEST_NAME]
        # A page that does not say which it is, is one that nobody saw before.
        page = Page(browser, tab, is_back) if tab else Page(browser, secrets.token_hex(8))
        stream = Stream(actor, actor, seq, page)
        token = request.cookies.get(KEY, "")
        token, key = request.cookies.get(KEY, ""), self._key_of(request)
        left = self._hall.seconds_left(key) if key is not None else 0
        is_led = actor == FACILITATOR  # who has a seat hears otherwise why it ends
        return await stream.serve(
            request, room, self._turns, left, lambda: not is_led or self._hall.key(token) is not None
        )

    async def do(self, request: web.Request) -> web.Response:
        """Take an order for one table."""
        texts, quick = texts_of(request), "X-Fetch" in request.headers
        try:
            room, actor = await self._room_of(request)
        except NotLetIn as no:
            return answer(request, quick, no.code, texts(f"refused.{no.code}"))
        key = self._key_of(request)
        actor = self._hall.acts_as(key) if key is not None else actor
        if not self._hall.bucket(room.name, actor).takes(time.monotonic()):
            return answer(request, quick, "too-fast", texts("refused.too-fast"))
        form = await form_of(request)
        moment = str(form.get("moment", ""))
        sent = {
            "id": form.get("id"),
            "kind": form.get("kind"),
            "moment": int(moment) if moment.isdecimal() and len(moment) < 12 else None,
            "body": body_of((name, str(value)) for name, value in form.items()),
        }
        order = order_of(sent, actor)
        if order is None:
            return answer(request, quick, "bad-order", texts("page.bad"))
        reply = await room.order(order)
        if isinstance(reply, Refused):
            names = _names(room, {}, texts)
            said = refusal(reply.code, names.facts(reply.facts), texts)
            return answer(request, quick, reply.code, said)
        return answer(request, quick, "done", texts("page.done"))


def answer(request: web.Request, quick: bool, code: str, said: str) -> web.Response:
    """Return what came of a form: to the script as JSON, else the page it came from, which says it."""
    if quick:
        return web.json_response({"ok": code == "done", "code": code, "said": said})
    return to(f"{request.path.rpartition('/')[0]}/?said={code}#now")


def leads(hall: Hall, key: Key | None, group: str) -> TableGroup:
    """Return the group that a facilitator's key is of.

    Raises:
        NotLetIn: The key opens something else, or there is no such group.
    """
    found = hall.group(group)
    if key is None or found is None or (key.session, key.actor) != (group, FACILITATOR):
        raise NotLetIn("no-such-key")
    return found


def _asked(room: Room, seat: str, texts: Texts) -> list[Html]:
    """Return the question whether somebody is still there, and the way back when a bot plays for them."""
    if seat in room.warm:
        said, label = texts("page.bot_plays"), texts("page.take_back")
    elif room.presence.state(seat) in (ASKED, QUIET):
        said, label = texts("page.still_there"), texts("page.i_am_here")
    else:
        return []
    return [
        e("p", said, class_="big", role="alert"),
        order_form("here", label, None, key="here", strong=True, action="hier"),
    ]


def _names(room: Room, parts: Mapping[str, Any], texts: Texts) -> Names:
    return Names(as_played(room.session.played.scenario, parts), texts)
