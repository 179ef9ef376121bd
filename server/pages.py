"""The web page for phones and any browser: plain HTML, which works without its one small script.

Looking takes no seat, so that a link preview takes none. A seat's key is a cookie that only its own page
sends. What a seat can do is made from what it is offered, see `forms`; what it sees from its view, see
`board`. The facilitator has a page too, which leads the session.
"""

import time
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Any, Final

from aiohttp import web

from game.debrief.moves import as_played
from game.debrief.names import Names
from game.i18n import LANGUAGES, Mendable, Texts
from game.scenario.model import in_language
from game.session.actions import HIGHEST_ANSWER
from game.session.orders import SEAT
from game.session.session import FACILITATOR
from game.session.wire import Refused
from server import board
from server.api import Api
from server.forms import body_of, closed_line, option_form, order_form
from server.hall import Hall, NotLetIn, code_of, is_free, shown_code
from server.html import Html, e
from server.rooms import Room
from server.sockets import order_of
from server.streams import Stream

_COOKIE, _SEATS, _LANGUAGE = "plek", "plekken", "taal"
_YEAR: Final = 365 * 24 * 3600
_FILES: Final = {
    "page.css": "text/css; charset=utf-8",
    "page.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
}


class Pages:
    """The pages of one server.

    Args:
        hall: Where sessions are.
        api: What counts failed tries.
        is_secure: Whether browsers reach it by https.
    """

    def __init__(self, hall: Hall, api: Api, *, is_secure: bool) -> None:
        self._hall = hall
        self._api = api
        self._is_secure = is_secure
        self._files = {name: (files("server") / "web" / name).read_bytes() for name in _FILES}

    def routes(self) -> list[web.RouteDef]:
        """Return what is answered here."""
        return [
            web.get("/", self._front),
            web.get("/k", self._by_code),
            web.get("/k/{code}", self._welcome),
            web.post("/k/{code}", self._take),
            web.get("/f", self._key_form),
            web.post("/f", self._key_given),
            web.get("/s/{session}/{seat}/", self._seat_page),
            web.get("/s/{session}/{seat}/news", self._news),
            web.post("/s/{session}/{seat}/doe", self._do),
            web.get("/f/{session}/", self._lead_page),
            web.get("/f/{session}/news", self._news),
            web.post("/f/{session}/doe", self._do),
            web.get("/web/{name}", self._file),
        ]

    # Coming in. ---------------------------------------------------------------------------------------

    async def _front(self, request: web.Request) -> web.Response:
        return self._front_page(request)

    def _front_page(self, request: web.Request, trouble: str = "", status: int = 200) -> web.Response:
        texts = _texts(request)
        code = e(
            "input",
            id="code",
            name="code",
            autocomplete="off",
            autocapitalize="characters",
            spellcheck="false",
            required=True,
            maxlength=20,
        )
        form = e(
            "form",
            e("p", e("label", texts("page.code"), for_="code"), code, class_="field"),
            e("button", texts("page.go"), type="submit", class_="strong"),
            method="get",
            action="/k",
        )
        lead = e("p", e("a", texts("page.i_lead"), href="/f"))
        content = [e("h1", texts("page.title")), _trouble(trouble), e("p", texts("page.front")), form, lead]
        return self._page(request, texts, texts("page.title"), content, status=status)

    async def _by_code(self, request: web.Request) -> web.Response:
        code = code_of(request.query.get("code", ""))
        if not code.isalnum():
            return self._front_page(request, _texts(request)("refused.no-such-code"), 404)
        return _to(f"/k/{code}")

    async def _welcome(self, request: web.Request) -> web.Response:
        return await self._welcome_page(request)

    async def _welcome_page(self, request: web.Request, trouble: str = "", status: int = 200) -> web.Response:
        texts = _texts(request)
        try:
            session = self._api.session_of(request, request.match_info["code"])
            room = await self._hall.room(session)
        except NotLetIn as no:
            return self._front_page(request, texts(f"refused.{no.code}", **no.facts), 404)
        except Mendable:
            return self._front_page(request, texts("refused.session-unreadable"), 503)
        scenario = room.session.played.scenario
        title = in_language(scenario.title, texts.language, scenario.language)
        content = [
            e("h1", title),
            _trouble(trouble),
            e("p", in_language(scenario.about, texts.language, scenario.language)),
            self._again(request, room, texts),
            self._seats_form(room, texts),
        ]
        return self._page(request, texts, title, content, status=status)

    def _again(self, request: web.Request, room: Room, texts: Texts) -> Html | None:
        """Return links to the seats that were taken with this browser."""
        scenario = room.session.played.scenario
        seats = request.cookies.get(_SEATS, "").split(".")
        links = [
            e(
                "li",
                e("a", texts("page.again", name=scenario.roles[seat].name), href=f"/s/{room.name}/{seat}/"),
            )
            for seat in seats
            if seat in scenario.roles and not is_free(room.session.state.seats[seat].holder)
        ]
        return e("ul", links, class_="again") if links else None

    def _seats_form(self, room: Room, texts: Texts) -> Html:
        scenario, choices = room.session.played.scenario, []
        for seat, held in room.session.state.seats.items():
            role = scenario.roles.get(seat)
            if role is None:
                continue
            who = in_language(role.who, texts.language, scenario.language)
            free = is_free(held.holder)
            label = f"{role.name} – {who}" + ("" if free else f" ({texts('page.taken')})")
            box = e(
                "input",
                type="radio",
                name="seat",
                value=seat,
                id=f"seat-{seat}",
                required=True,
                disabled=not free,
            )
            choices.append(e("p", box, e("label", label, for_=f"seat-{seat}"), class_="choice"))
        name = e("input", id="name", name="name", autocomplete="given-name", maxlength=60)
        return e(
            "form",
            e("p", e("label", texts("page.name"), for_="name"), name, class_="field"),
            e("fieldset", e("legend", texts("page.choose_role")), choices),
            e("button", texts("page.join"), type="submit", class_="strong"),
            method="post",
        )

    async def _take(self, request: web.Request) -> web.Response:
        texts, form = _texts(request), await _form(request)
        seat, name = str(form.get("seat", "")), str(form.get("name", ""))
        try:
            session = self._api.session_of(request, request.match_info["code"])
            token = await self._hall.take(session, seat, name)
        except NotLetIn as no:
            if no.code in ("no-such-code", "too-many-tries"):
                return self._front_page(request, texts(f"refused.{no.code}"), 404)
            return await self._welcome_page(request, texts(f"refused.{no.code}", **no.facts), 409)
        except Mendable:
            return self._front_page(request, texts("refused.session-unreadable"), 503)
        response = _to(f"/s/{session}/{seat}/")
        self._let_in(response, token, f"/s/{session}/{seat}")
        known = [one for one in request.cookies.get(_SEATS, "").split(".") if one and one != seat]
        path = f"/k/{code_of(request.match_info['code'])}"
        response.set_cookie(
            _SEATS,
            ".".join([*known[-9:], seat]),
            path=path,
            httponly=True,
            samesite="Lax",
            secure=self._is_secure,
            max_age=_YEAR,
        )
        return response

    async def _key_form(self, request: web.Request) -> web.Response:
        return self._key_page(request)

    def _key_page(self, request: web.Request, trouble: str = "", status: int = 200) -> web.Response:
        texts = _texts(request)
        box = e(
            "input", id="key", name="key", type="password", autocomplete="off", required=True, maxlength=80
        )
        form = e(
            "form",
            e("p", e("label", texts("page.key"), for_="key"), box, class_="field"),
            e("button", texts("page.go"), type="submit", class_="strong"),
            method="post",
            action="/f",
        )
        content = [e("h1", texts("page.i_lead")), _trouble(trouble), e("p", texts("page.key_where")), form]
        return self._page(request, texts, texts("page.i_lead"), content, status=status)

    async def _key_given(self, request: web.Request) -> web.Response:
        form = await _form(request)
        try:
            key = self._api.key_of(request, str(form.get("key", "")).strip())
            if key.actor != FACILITATOR:
                raise NotLetIn("no-such-key")
        except NotLetIn as no:
            return self._key_page(request, _texts(request)(f"refused.{no.code}"), 403)
        response = _to(f"/f/{key.session}/")
        self._let_in(response, str(form.get("key", "")).strip(), f"/f/{key.session}")
        return response

    def _let_in(self, response: web.Response, token: str, path: str) -> None:
        response.set_cookie(
            _COOKIE, token, path=path, httponly=True, samesite="Lax", secure=self._is_secure, max_age=_YEAR
        )

    # At the table. ------------------------------------------------------------------------------------

    async def _room_of(self, request: web.Request) -> tuple[Room, str]:
        """Return the room and the actor of a page's key.

        Raises:
            NotLetIn: The cookie is not there, or opens something else.
            Mendable: The session cannot be read.
        """
        seat = request.match_info.get("seat")
        actor = SEAT + seat if seat else FACILITATOR
        token = request.cookies.get(_COOKIE, "")
        key = self._api.key_of(request, token) if token else None
        if key is None or (key.session, key.actor) != (request.match_info["session"], actor):
            raise NotLetIn("no-such-key")
        return await self._hall.room(key.session), actor

    async def _seat_page(self, request: web.Request) -> web.Response:
        texts = _texts(request)
        try:
            room, actor = await self._room_of(request)
        except NotLetIn as no:
            return self._front_page(request, texts(f"refused.{no.code}"), 403)
        except Mendable:
            return self._front_page(request, texts("refused.session-unreadable"), 503)
        seq, parts = await room.seen(actor)
        seat, names = actor.removeprefix(SEAT), _names(room, parts, texts)
        role = names.scenario.roles.get(seat)
        who = in_language(role.who, texts.language, names.scenario.language) if role else ""
        name = names.name("seat", seat)
        content = [
            self._head(room, parts, names, f"{name} – {who}" if who else name),
            _region("now", [e("h2", texts("page.now")), *self._said(request, parts, texts)]),
            _region("do", [e("h2", texts("page.do")), *_forms(parts, names)]),
            _region("mine", [e("h2", texts("page.mine")), *board.private(parts, seat, names)]),
            _region("board", [e("h2", texts("page.board")), *board.board(parts, names)]),
        ]
        if parts["table"]["ended"]:
            back = [e("h2", texts("page.looking_back")), *board.looking_back(parts, names)]
            content.insert(2, _region("back", back))
        title = f"{name} · {board.place(parts, names)}"
        return self._page(request, texts, title, content, seq=seq, room=room, parts=parts)

    async def _lead_page(self, request: web.Request) -> web.Response:
        texts = _texts(request)
        try:
            room, actor = await self._room_of(request)
        except NotLetIn as no:
            return self._key_page(request, texts(f"refused.{no.code}"), 403)
        except Mendable:
            return self._front_page(request, texts("refused.session-unreadable"), 503)
        seq, parts = await room.seen(actor)
        names = _names(room, parts, texts)
        code = self._hall.code(room.name)
        joining = texts("page.join_at", address=f"{request.scheme}://{request.host}/", code=shown_code(code))
        here = names.listing("seat", room.seats_here()) or texts("page.nobody")
        content = [
            self._head(room, parts, names, texts("page.i_lead")),
            _region(
                "now",
                [
                    e("h2", texts("page.now")),
                    *self._said(request, parts, texts),
                    e("p", joining, class_="big"),
                    e("p", texts("page.here", names=here)),
                ],
            ),
            _region("do", [e("h2", texts("page.do")), *_leading(parts, names)]),
            _region("hand", [e("h2", texts("page.seats")), *_handing(parts, names)]),
            _region("board", [e("h2", texts("page.board")), *board.board(parts, names)]),
        ]
        if parts["table"]["ended"]:
            back = [e("h2", texts("page.looking_back")), *board.looking_back(parts, names)]
            content.insert(2, _region("back", back))
        title = f"{texts('page.i_lead')} · {board.place(parts, names)}"
        return self._page(request, texts, title, content, seq=seq, room=room, parts=parts)

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
        return _region("head", inside, tag="div")

    def _said(self, request: web.Request, parts: Mapping[str, Any], texts: Texts) -> list[Html]:
        """Return what came of the last order sent without a script, and whether the clock stands."""
        said = request.query.get("said", "")
        known = said if said in ("done", *_CODES) or f"refused.{said}" in texts else ""
        words = ""
        if known == "done":
            words = texts("page.done")
        elif known:
            words = _refusal(known, {}, texts)
        if not words and (parts.get("clock") or {}).get("paused"):
            words = texts("page.waits")
        return [e("p", words or texts("page.goes_on"))]

    async def _news(self, request: web.Request) -> web.StreamResponse:
        try:
            room, actor = await self._room_of(request)
        except (NotLetIn, Mendable):
            return web.Response(status=403, text="no-such-key\n")
        seen = request.headers.get("Last-Event-ID") or request.query.get("seq", "0")
        seq = int(seen) if seen.isdecimal() and len(seen) < 12 else 0
        return await Stream(actor, actor, seq).serve(request, room)

    async def _do(self, request: web.Request) -> web.Response:
        texts, quick = _texts(request), "X-Fetch" in request.headers
        try:
            room, actor = await self._room_of(request)
        except (NotLetIn, Mendable) as no:
            code = no.code if isinstance(no, NotLetIn) else "session-unreadable"
            return self._answer(request, quick, code, texts(f"refused.{code}"))
        if not self._hall.bucket(room.name, actor).takes(time.monotonic()):
            return self._answer(request, quick, "too-fast", texts("refused.too-fast"))
        form = await _form(request)
        moment = str(form.get("moment", ""))
        sent = {
            "id": form.get("id"),
            "kind": form.get("kind"),
            "moment": int(moment) if moment.isdecimal() and len(moment) < 12 else None,
            "body": body_of((name, str(value)) for name, value in form.items()),
        }
        order = order_of(sent, actor)
        if order is None:
            return self._answer(request, quick, "bad-order", texts("page.bad"))
        reply = await room.order(order)
        if isinstance(reply, Refused):
            names = _names(room, {}, texts)
            said = _refusal(reply.code, names.facts(reply.facts), texts)
            return self._answer(request, quick, reply.code, said)
        return self._answer(request, quick, "done", texts("page.done"))

    @staticmethod
    def _answer(request: web.Request, quick: bool, code: str, said: str) -> web.Response:
        if quick:
            return web.json_response({"ok": code == "done", "code": code, "said": said})
        return _to(f"{request.path.rpartition('/')[0]}/?said={code}#now")

    async def _file(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        if name not in self._files:
            raise web.HTTPNotFound
        headers = {"Content-Type": _FILES[name], "Cache-Control": "max-age=300"}
        return web.Response(body=self._files[name], headers=headers)

    # The page around it. ------------------------------------------------------------------------------

    def _page(
        self,
        request: web.Request,
        texts: Texts,
        title: str,
        content: Sequence[Html | None],
        *,
        status: int = 200,
        seq: int | None = None,
        room: Room | None = None,
        parts: Mapping[str, Any] | None = None,
    ) -> web.Response:
        other = next(one for one in LANGUAGES if one != texts.language)
        live = seq is not None and room is not None and parts is not None
        switch = e("a", texts("page.other_language"), href=f"?lang={other}", lang=other, hreflang=other)
        foot = [e("p", switch)]
        if live:
            again = e("a", texts("page.refresh"), href=request.path)
            foot.append(e("noscript", e("p", again)))
        page = e(
            "html",
            e(
                "head",
                e("meta", charset="utf-8"),
                e("title", title),
                e("meta", name="viewport", content="width=device-width, initial-scale=1"),
                e("meta", name="robots", content="noindex"),
                e("link", rel="icon", href="/web/icon.svg"),
                e("link", rel="stylesheet", href="/web/page.css"),
                e("script", src="/web/page.js", defer=True) if live else None,
            ),
            e(
                "body",
                e("a", texts("page.skip"), href="#main", class_="skip"),
                e(
                    "p",
                    "",
                    id="line",
                    role="status",
                    hidden=True,
                    data_lost=texts("line.connection-lost"),
                    data_over=texts("line.taken-over"),
                    data_given=texts("line.seat-given-away"),
                    data_closed=texts("line.closed"),
                    data_store=texts("line.unknown"),
                )
                if live
                else None,
                e("main", content, id="main", tabindex="-1", data_seq=seq),
                e("p", "", id="said", role="status") if live else None,
                e("footer", foot),
            ),
            lang=texts.language,
        )
        response = web.Response(
            text="<!DOCTYPE html>\n" + page,
            content_type="text/html",
            charset="utf-8",
            status=status,
            headers={"Cache-Control": "no-store"},
        )
        chosen = request.query.get("lang", "")
        if chosen in LANGUAGES:
            response.set_cookie(_LANGUAGE, chosen, path="/", samesite="Lax", max_age=_YEAR, httponly=True)
        return response


_CODES: Final = ("bad-order", "no-such-key", "session-unreadable")


def _region(key: str, children: list[Any], tag: str = "section") -> Html:
    """Return a part of the page that is brought up to date by itself."""
    return e(tag, children, id=key, data_part=key, class_=key)


def _forms(parts: Mapping[str, Any], names: Names) -> list[Html]:
    """Return a form for everything that a seat can do now, and why it cannot do the rest."""
    texts, moment, table = names.texts, parts["table"]["moment"], parts["table"]
    forms, closed = list[Html](), list[Html]()
    for number, option in enumerate(parts.get("options") or ()):
        if "closed" in option:
            label = texts(f"page.act.{option['kind']}")
            closed.append(e("li", e("strong", label), ": ", closed_line(option, names)))
        else:
            forms.append(option_form(option, number, moment, names))
    scenario = names.scenario
    is_early = table["phase"] == "opening" or (table["round"] <= 1 and table["phase"] == "explore")
    if scenario.poll is not None and (is_early or table["ended"]):
        forms.append(_poll_form(scenario, names))
    if table["ended"]:
        area = e("textarea", id="agree", name="text:text", maxlength=2000, rows=3)
        box = e("p", e("label", texts("page.agree"), for_="agree"), area, class_="field")
        forms.append(order_form("make_agreement", texts("page.act.make_agreement"), None, [box], key="agree"))
    if not forms:
        forms.append(e("p", texts("page.nothing_to_do")))
    if closed:
        shut = e("details", e("summary", texts("page.not_now")), e("ul", closed))
        return [*forms, shut]
    return forms


def _poll_form(scenario: Any, names: Names) -> Html:
    texts, poll = names.texts, scenario.poll

    def said(text: Any) -> str:
        return in_language(text, texts.language, scenario.language)

    ends = {0: f" – {said(poll.low)}", HIGHEST_ANSWER: f" – {said(poll.high)}"}
    choices = [e("option", f"{one}{ends.get(one, '')}", value=one) for one in range(HIGHEST_ANSWER + 1)]
    select = e("select", choices, id="poll", name="num:value")
    box = e("p", e("label", said(poll.question), for_="poll"), select, class_="field")
    return order_form("answer_poll", texts("page.act.answer_poll"), None, [box], key="poll")


def _leading(parts: Mapping[str, Any], names: Names) -> list[Html]:
    """Return what the facilitator can do: go on, the clock, one step back, a remark."""
    texts, moment, clock = names.texts, parts["table"]["moment"], parts.get("clock") or {}
    forms = []
    for number, option in enumerate(parts.get("options") or ()):
        if "closed" in option:
            forms.append(e("p", texts("page.act.advance"), ": ", closed_line(option, names)))
        else:
            forms.append(option_form(option, number, moment, names))
    if clock.get("paused"):
        forms.append(order_form("resume", texts("page.act.resume"), None, key="clock", strong=True))
    else:
        forms.append(order_form("pause", texts("page.act.pause"), None, key="clock"))
    if clock.get("beat"):
        more = e(
            "p",
            e("label", texts("page.seconds"), for_="more"),
            e("input", type="number", id="more", name="num:seconds", min=10, max=600, value=60),
            class_="field",
        )
        forms.append(order_form("extend", texts("page.act.extend"), None, [more], key="more"))
    if (parts.get("rewind") or {}).get("step_back") is not None:
        forms.append(order_form("step_back", texts("page.act.step_back"), None, key="back"))
    area = e("textarea", id="remark", name="text:text", maxlength=2000, rows=2)
    box = e("p", e("label", texts("page.remark"), for_="remark"), area, class_="field")
    forms.append(order_form("add_remark", texts("page.act.add_remark"), None, [box], key="remark"))
    return forms


def _handing(parts: Mapping[str, Any], names: Names) -> list[Html]:
    """Return a form per seat to hand it over: to a bot, or to nobody, so that somebody else can take it."""
    texts, forms = names.texts, []
    for seat in parts["table"]["seats"]:
        held = (parts.get("people") or {}).get(seat, {})
        now = held.get("holder", "")
        choices = [
            e("option", texts("page.to_nobody"), value="empty", selected=now == "empty"),
            e("option", texts("page.to_bot"), value="bot:dialogue", selected=now.startswith("bot:")),
        ]
        if now in ("person", "pair"):
            choices.insert(0, e("option", texts("page.stays"), value=now, selected=True))
        name = e("input", type="hidden", name="one:seat", value=seat)
        keep = e("input", type="hidden", name="text:name", value=held.get("name") or "")
        select = e("select", choices, id=f"hand-{seat}", name="one:holder")
        box = e("p", e("label", names.name("seat", seat), for_=f"hand-{seat}"), select, class_="field")
        label = texts("page.hand", name=names.name("seat", seat))
        forms.append(order_form("take_seat", label, None, [name, keep, box], key=seat))
    return forms


def _refusal(code: str, facts: Mapping[str, Any], texts: Texts) -> str:
    """Return why an order was not taken; without its facts, only that it was not."""
    key = f"refused.{code}"
    try:
        return texts(key, **facts) if key in texts else texts("page.bad")
    except KeyError:
        return texts("page.bad")


def _trouble(said: str) -> Html | None:
    return e("p", said, role="alert", class_="trouble") if said else None


def _names(room: Room, parts: Mapping[str, Any], texts: Texts) -> Names:
    return Names(as_played(room.session.played.scenario, parts), texts)


def _texts(request: web.Request) -> Texts:
    """Return the texts in the reader's language: asked for, chosen before, else the browser's."""
    accepted = request.headers.get("Accept-Language", "")[:200].lower()
    browsers = [one.strip()[:2] for one in accepted.split(",")]
    wanted = [request.query.get("lang", ""), request.cookies.get(_LANGUAGE, ""), *browsers]
    return Texts(next((one for one in wanted if one in LANGUAGES), LANGUAGES[0]))


def _to(path: str) -> web.Response:
    return web.Response(status=303, headers={"Location": path, "Cache-Control": "no-store"})


async def _form(request: web.Request) -> Any:
    try:
        return await request.post()
    except ValueError as fault:
        raise web.HTTPBadRequest(text="malformed\n") from fault
