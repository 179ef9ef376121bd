"""Coming in by a browser: a code, who is free, a name; for the facilitator a key.

Looking takes no seat, so that a link preview takes none. A key is a cookie that only its own page sends.
"""

from typing import Final

from aiohttp import web

from game.i18n import Texts
from game.scenario.model import in_language
from game.session.session import FACILITATOR
from server.entrance import Entrance
from server.hall import Hall, NotLetIn, code_of, is_free
from server.html import Html, e
from server.page import YEAR, alert, form_of, page, texts_of, to
from server.rooms import Room

KEY: Final = "plek"
"""The cookie that holds a key."""

_SEATS: Final = "plekken"


class Welcome:
    """The pages for whoever is not in yet.

    Args:
        hall: Where sessions are.
        entrance: Where keys and codes are looked at.
        is_secure: Whether browsers reach it by https.
    """

    def __init__(self, hall: Hall, entrance: Entrance, *, is_secure: bool) -> None:
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
            session = self._entrance.session_of(request, request.match_info["code"])
            room = await self._hall.room(session)
        except NotLetIn as no:
            return self.front_page(request, texts(f"refused.{no.code}", **no.facts), 404)
        scenario = room.session.played.scenario
        title = in_language(scenario.title, texts.language, scenario.language)
        content = [
            e("h1", title),
            alert(trouble),
            e("p", in_language(scenario.about, texts.language, scenario.language)),
            self._again(request, room, texts),
            self._seats_form(room, texts),
        ]
        return page(request, texts, title, content, status=status)

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
        texts, form = texts_of(request), await form_of(request)
        seat, name = str(form.get("seat", "")), str(form.get("name", ""))
        try:
            session = self._entrance.session_of(request, request.match_info["code"])
            token = await self._hall.take(session, seat, name)
        except NotLetIn as no:
            if no.code in ("no-such-code", "too-many-tries"):
                return self.front_page(request, texts(f"refused.{no.code}"), 404)
            return await self._welcome_page(request, texts(f"refused.{no.code}", **no.facts), 409)
        response = to(f"/s/{session}/{seat}/")
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
            max_age=YEAR,
        )
        return response

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
        self._let_in(response, str(form.get("key", "")).strip(), f"/f/{key.session}")
        return response

    def _let_in(self, response: web.Response, token: str, path: str) -> None:
        response.set_cookie(
            KEY, token, path=path, httponly=True, samesite="Lax", secure=self._is_secure, max_age=YEAR
        )
