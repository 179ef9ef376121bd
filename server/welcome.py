"""Coming in by a browser: a code, who is free, a name; for the facilitator a key.

Looking takes no seat, so that a link preview takes none. A key is a cookie that only its own page sends.
"""

from collections.abc import Callable, Sequence
from typing import Final

from aiohttp import web

from game.i18n import Texts
from game.scenario.model import in_language
from game.session.invitation import link, spoken
from game.session.session import FACILITATOR
from server.addresses import FrontDoor
from server.entrance import Entrance
from server.groups import TableGroup
from server.hall import Hall, NotLetIn, code_of, hash_of, is_free
from server.html import Html, e
from server.page import YEAR, alert, form_of, page, scanned, texts_of, to
from server.rooms import Room
from server.steering import let_in
from server.waiting import leave, why_wait

KEY: Final = "plek"
"""The cookie that holds a key."""

WAITS: Final = "wacht"
"""The cookie of who waits for a seat."""

_SEATS: Final = "plekken"


class Welcome:
    """The pages for whoever is not in yet.

    Args:
        hall: Where sessions are.
        entrance: Where keys and codes are looked at.
        door: Where others come in, now.
        is_secure: Whether browsers reach it by https.
    """

    def __init__(
        self, hall: Hall, entrance: Entrance, door: Callable[[], FrontDoor], *, is_secure: bool
    ) -> None:
        self._door = door
        self._hall = hall
        self._entrance = entrance
        self._is_secure = is_secure

    def routes(self) -> list[web.RouteDef]:
        """Return what is answered here."""
        return [
            web.get("/", self._front),
            web.get("/k", self._by_code),
            web.get("/k/{code}", self._welcome),
            web.post("/k/{code}", self._take),
            web.get("/k/{code}/scan", self._scan),
            web.get("/f", self._key_form),
            web.post("/f", self._key_given),
        ]

    async def _front(self, request: web.Request) -> web.Response:
        return self.front_page(request)

    def front_page(self, request: web.Request, trouble: str = "", status: int = 200) -> web.Response:
        texts = texts_of(request)
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
        content = [e("h1", texts("page.title")), alert(trouble), e("p", texts("page.front")), form, lead]
        return page(request, texts, texts("page.title"), content, status=status)

    async def _by_code(self, request: web.Request) -> web.Response:
        code = code_of(request.query.get("code", ""))
        if not code.isalnum():
            return self.front_page(request, texts_of(request)("refused.no-such-code"), 404)
        return to(f"/k/{code}")

    async def _welcome(self, request: web.Request) -> web.Response:
        return await self._welcome_page(request)

    async def _welcome_page(self, request: web.Request, trouble: str = "", status: int = 200) -> web.Response:
        texts = texts_of(request)
        try:
            group = self._entrance.group_of(request, request.match_info["code"])
            rooms = await self._hall.rooms_of(group)
        except NotLetIn as no:
            return self.front_page(request, texts(f"refused.{no.code}", **no.facts), 404)
        if group.is_closed:
            return self.front_page(request, texts("desk.is_closed"), 404)
        waits = request.cookies.get(WAITS, "")
        why = why_wait(self._hall, group, rooms)
        if why and waits and group.waiter(hash_of(waits).hex()):
            return to(f"{request.path.rstrip('/')}/wacht")
        code, room = code_of(request.match_info["code"]), rooms[0]
        if code == group.code and group.id != room.name:
            return self._tables_page(request, group, rooms, trouble, status)
        scenario = room.session.played.scenario
        title = in_language(scenario.title, texts.language, scenario.language)
        content = [
            e("h1", title),
            alert(trouble),
            e("p", in_language(scenario.about, texts.language, scenario.language)),
            self._again(request, room, texts),
            *(may_wait(code, why, texts) if why else [self._seats_form(room, texts)]),
        ]
        return page(request, texts, title, content, status=status)

    def _tables_page(
        self, request: web.Request, group: TableGroup, rooms: Sequence[Room], trouble: str, status: int
    ) -> web.Response:
        """Return the page behind the code of several tables: choose one, or give a name and get a seat."""
        texts, scenario = texts_of(request), rooms[0].session.played.scenario
        title = in_language(scenario.title, texts.language, scenario.language)
        content: list[Html | None] = [
            e("h1", title),
            alert(trouble),
            e("p", in_language(scenario.about, texts.language, scenario.language)),
            self._again_at(request, group, rooms, texts),
        ]
        why = why_wait(self._hall, group, rooms)
        if why:
            content += may_wait(group.code, why, texts)
        elif group.gives_seats:
            content.append(
                e(
                    "form",
                    e("p", texts("page.seat_is_given")),
                    name_field(texts),
                    e("button", texts("page.join"), type="submit", class_="strong"),
                    method="post",
                )
            )
        else:
            content.append(e("h2", texts("page.choose_table")))
            content.append(e("ul", [self._table_line(group, one, texts) for one in rooms], class_="again"))
        return page(request, texts, title, content, status=status)

    def _table_line(self, group: TableGroup, room: Room, texts: Texts) -> Html:
        name = texts("desk.table", n=group.number(room.name))
        held = room.session.state.seats
        free = sum(is_free(one.holder) and seat not in room.warm for seat, one in held.items())
        if room.name in group.locked:
            return e("li", texts("page.table_locked", table=name))
        words = texts("page.table_free", table=name, free=free, of=len(held))
        return e("li", e("a", words, href=f"/k/{self._hall.code(room.name)}") if free else words)

    def _again_at(
        self, request: web.Request, group: TableGroup, rooms: Sequence[Room], texts: Texts
    ) -> Html | None:
        """Return links to the seats of these tables that were taken with this browser."""
        links = []
        for one in request.cookies.get(_SEATS, "").split("."):
            number, _, seat = one.partition("~")
            session = group.at(number)
            room = next((one for one in rooms if one.name == session), None)
            if room is None or seat not in room.session.played.scenario.roles:
                continue
            if is_free(room.session.state.seats[seat].holder) and seat not in room.warm:
                continue
            name = room.session.played.scenario.roles[seat].name
            said = texts("desk.at_table", n=int(number), said=texts("page.again", name=name))
            links.append(e("li", e("a", said, href=f"/s/{session}/{seat}/")))
        return e("ul", links, class_="again") if links else None

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
            if seat in scenario.roles
            and (seat in room.warm or not is_free(room.session.state.seats[seat].holder))
        ]
        return e("ul", links, class_="again") if links else None

    def _seats_form(self, room: Room, texts: Texts) -> Html:
        scenario, choices = room.session.played.scenario, []
        for seat, held in room.session.state.seats.items():
            role = scenario.roles.get(seat)
            if role is None:
                continue
            who = in_language(role.who, texts.language, scenario.language)
            free = is_free(held.holder) and seat not in room.warm
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
        return e(
            "form",
            name_field(texts),
            e("fieldset", e("legend", texts("page.choose_role")), choices),
            e("button", texts("page.join"), type="submit", class_="strong"),
            method="post",
        )

    async def _take(self, request: web.Request) -> web.Response:
        texts, form = texts_of(request), await form_of(request)
        seat, name = str(form.get("seat", "")), str(form.get("name", ""))
        try:
            group = self._entrance.group_of(request, request.match_info["code"])
            session = group.sessions[0]
            if not seat and group.gives_seats and not group.is_closed:
                session, seat, token = await let_in(self._hall, group, name)
            else:
                token = await self._hall.take(session, seat, name)
        except NotLetIn as no:
            if no.code in ("no-such-code", "too-many-tries"):
                return self.front_page(request, texts(f"refused.{no.code}"), 404)
            return await self._welcome_page(request, texts(f"refused.{no.code}", **no.facts), 409)
        waits = request.cookies.get(WAITS, "")
        if waits:
            await leave(self._hall, group.id, hash_of(waits).hex())
        return self.seated(request, session, seat, token)

    def seated(self, request: web.Request, session: str, seat: str, token: str) -> web.Response:
        """Return the answer that leads somebody to their seat, and has the browser know it."""
        response = to(f"/s/{session}/{seat}/")
        self.let_in(response, token, f"/s/{session}/{seat}")
        if WAITS in request.cookies:
            self.hold_wait(response, "")
        self._remember(request, response, f"/k/{self._hall.code(session)}", seat)
        whole = self._hall.group_of(session)
        if whole is not None and whole.id != session:
            self._remember(request, response, f"/k/{whole.code}", f"{whole.number(session)}~{seat}")
        return response

    def _remember(self, request: web.Request, response: web.Response, path: str, place: str) -> None:
        """Have the browser know which seats were taken with it, on the page behind a code."""
        held = request.cookies.get(_SEATS, "") if request.path.removesuffix("/wacht") == path else ""
        known = [one for one in held.split(".") if one and one != place]
        if ("~" in place) != ("~" in held):
            known = []
        response.headers.add(
            "Set-Cookie", _cookie(_SEATS, ".".join([*known[-9:], place]), path, self._is_secure)
        )

    async def _scan(self, request: web.Request) -> web.Response:
        """Show the code of several tables to scan, large enough for a wall."""
        texts = texts_of(request)
        try:
            group = self._entrance.group_of(request, request.match_info["code"])
        except NotLetIn as no:
            return self.front_page(request, texts(f"refused.{no.code}", **no.facts), 404)
        door, code = self._door(), code_of(request.match_info["code"])
        said = texts("page.join_at", address=door.address, code=spoken(code))
        content = [
            e("h1", texts("page.scan")),
            e("p", said, class_="big"),
            None if group.is_closed else scanned(link(door.scanned, code), texts("page.scan_code")),
        ]
        return page(request, texts, texts("page.scan"), content)

    async def _key_form(self, request: web.Request) -> web.Response:
        return self.key_page(request)

    def key_page(self, request: web.Request, trouble: str = "", status: int = 200) -> web.Response:
        texts = texts_of(request)
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
        content = [e("h1", texts("page.i_lead")), alert(trouble), e("p", texts("page.key_where")), form]
        return page(request, texts, texts("page.i_lead"), content, status=status)

    async def _key_given(self, request: web.Request) -> web.Response:
        form = await form_of(request)
        try:
            key = self._entrance.key_of(request, str(form.get("key", "")).strip())
            if key.actor != FACILITATOR:
                raise NotLetIn("no-such-key")
        except NotLetIn as no:
            return self.key_page(request, texts_of(request)(f"refused.{no.code}"), 403)
        response = to(f"/f/{key.session}/")
        self.let_in(response, str(form.get("key", "")).strip(), f"/f/{key.session}")
        return response

    def hold_wait(self, response: web.Response, token: str) -> None:
        """Have a browser hold the token of who waits; with an empty one it forgets it."""
        age = YEAR if token else 0
        response.headers.add("Set-Cookie", _cookie(WAITS, token, "/k", self._is_secure, age))

    def let_in(self, response: web.Response, token: str, path: str) -> None:
        """Have a browser hold a key, and send it to the pages under a path alone."""
        response.headers.add("Set-Cookie", _cookie(KEY, token, path, self._is_secure))


def _cookie(name: str, value: str, path: str, is_secure: bool, age: int = YEAR) -> str:
    """Return a cookie as a header: several of one name, each with a path of its own, fit in one answer."""
    secure = "; Secure" if is_secure else ""
    return f"{name}={value}; HttpOnly; Max-Age={age}; Path={path}; SameSite=Lax{secure}"


def may_wait(code: str, why: str, texts: Texts) -> list[Html]:
    """Return why there is no seat now, and the form by which somebody waits for one."""
    form = e(
        "form",
        name_field(texts),
        e("button", texts("wait.here"), type="submit", class_="strong"),
        method="post",
        action=f"/k/{code}/wacht",
    )
    return [e("p", texts(f"wait.{why}"), class_="big"), e("p", texts("wait.about")), form]


def name_field(texts: Texts) -> Html:
    name = e("input", id="name", name="name", autocomplete="given-name", maxlength=60)
    return e("p", e("label", texts("page.name"), for_="name"), name, class_="field")
