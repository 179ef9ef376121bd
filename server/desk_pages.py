"""The desk's pages: all tables on one page, who sits where, and what is done with a group as a whole.

What the buttons do stands in `arranging`.
"""

import time
from collections.abc import Callable, Mapping, Sequence

from aiohttp import web

from game.debrief.moves import as_played
from game.debrief.names import Names
from game.i18n import Mendable, Texts
from game.scenario.model import in_language
from game.session.actions import PAIR, PERSON
from game.session.session import FACILITATOR
from game.session.wire import Refused
from server import arranging, desk, steering
from server.addresses import FrontDoor
from server.at_table import AtTable, answer, leads
from server.desk_stream import DeskStream
from server.entrance import Entrance
from server.forms import body_of, order_form
from server.groups import TableGroup
from server.hall import Hall, NotLetIn, is_free
from server.html import Html, e
from server.leading import common, run_sheet
from server.page import form_of, page, refusal, region, texts_of
from server.sockets import order_of
from server.table_facts import ALL
from server.waiting_desk import KINDS, arrange, waiting
from server.welcome import KEY, Welcome


class DeskPages:
    """The pages of who leads.

    Args:
        hall: Where the tables are.
        entrance: Where keys are looked at.
        welcome: What somebody without a key sees instead.
        at_table: The pages of one table.
        door: Where others come in, now.
    """

    def __init__(
        self,
        hall: Hall,
        entrance: Entrance,
        welcome: Welcome,
        at_table: AtTable,
        door: Callable[[], FrontDoor],
    ) -> None:
        self._hall = hall
        self._entrance = entrance
        self._welcome = welcome
        self._at_table = at_table
        self._door = door

    def routes(self) -> list[web.RouteDef]:
        """Return what is answered here."""
        return [
            web.get("/f/{group}/", self._page),
            web.get("/f/{group}/news", self._news),
            web.post("/f/{group}/doe", self._do),
            web.post("/f/{group}/regel", self._arrange),
            web.get("/f/{group}/plekken", self._seats_page),
            web.post("/f/{group}/verplaats", self._move),
        ]

    def led(self, request: web.Request) -> TableGroup:
        """Return the group that the visitor's key is of.

        Raises:
            NotLetIn: They have no key of it.
        """
        token = request.cookies.get(KEY, "")
        key = self._entrance.key_of(request, token) if token else None
        return leads(self._hall, key, request.match_info["group"])

    def actor(self, request: web.Request) -> str:
        """Return which facilitator it is whose key `led` took."""
        return self._hall.acts_as(self._entrance.key_of(request, request.cookies[KEY]))

    async def seen(self, group: TableGroup, texts: Texts) -> list[desk.Seen]:
        """Return the tables of a group as the desk looks at them."""
        found = []
        for room in await self._hall.rooms_of(group):
            names = Names(as_played(room.session.played.scenario, {}), texts)
            found.append(desk.Seen(group.number(room.name), room, names, room.name in group.locked))
        return found

    def turned_away(self, request: web.Request, no: NotLetIn) -> web.Response:
        """Return the page on which somebody gives a key."""
        return self._welcome.key_page(request, texts_of(request)(f"refused.{no.code}"), 403)

    # Looking. -----------------------------------------------------------------------------------------

    async def _page(self, request: web.Request) -> web.StreamResponse:
        texts = texts_of(request)
        try:
            group = self.led(request)
            if group.sessions == (group.id,):
                return await self._at_table.lead_page(request)
            seen = await self.seen(group, texts)
        except NotLetIn as no:
            return self.turned_away(request, no)
        door, first = self._door(), seen[0]
        scenario = first.room.session.played.scenario
        title = in_language(scenario.title, texts.language, scenario.language)
        joins = [desk.coming_in(group.code, door.address, texts)]
        if door.is_only_here:
            joins.append(e("p", texts("server.only_here"), class_="hint"))
        else:
            joins.append(e("p", e("a", texts("page.scan"), href=f"/k/{group.code}/scan")))
        head = [e("h1", texts("desk.title")), e("p", title)]
        if group.is_closed:
            head.append(e("p", texts("desk.is_closed"), class_="trouble"))
        waits = [e("p", one) for one in said(request, texts)]
        for session in group.sessions:
            if not any(one.room.name == session for one in seen):
                lost = texts(
                    "desk.at_table", n=group.number(session), said=texts("refused.session-unreadable")
                )
                waits.append(e("p", lost, class_="trouble"))
        content = [
            region("head", [*head, *joins, *waits], tag="div"),
            *waiting(self._hall, group, seen, texts),
            region("all", [e("h2", texts("desk.all")), e("div", desk.for_all(group, seen, texts))]),
            e("div", desk.tables(group, seen, self._hall.now()), class_="cards"),
            region("more", [e("h2", texts("desk.for_all")), e("div", desk.more_for_all(seen, texts))]),
            region(
                "run", [e("h2", texts("desk.run")), *run_sheet(group, seen, first.names, self._hall.now())]
            ),
            region("places", [e("h2", texts("desk.places")), *self._places_links(group, texts)]),
            region("set", [e("h2", texts("desk.settings")), *desk.settings(group, texts, has_choice=True)]),
            *common(group, texts),
        ]
        return page(request, texts, texts("desk.title"), content, seq=0, is_wide=True)

    @staticmethod
    def _places_links(group: TableGroup, texts: Texts) -> list[Html]:
        which = e("input", type="hidden", name="at", value="all")
        fill = order_form("fill", texts("desk.fill_all"), None, [which], key="fill", action="regel")
        return [
            e("p", texts("desk.places_about")),
            e("p", e("a", texts("desk.places_open"), href=f"/f/{group.id}/plekken")),
            fill,
        ]

    async def _news(self, request: web.Request) -> web.StreamResponse:
        texts = texts_of(request)
        try:
            group = self.led(request)
        except NotLetIn:
            return web.Response(status=403, text="no-such-key\n")
        if group.sessions == (group.id,):
            return await self._at_table.news(request)
        token, id_ = request.cookies[KEY], group.id

        async def look() -> tuple[TableGroup, list[desk.Seen]]:
            now = self._hall.group(id_)
            if now is None:
                raise NotLetIn("no-such-key")
            return now, await self.seen(now, texts)

        stream = DeskStream(self._hall, id_, look, lambda: self._hall.key(token) is not None)
        return await stream.serve(request)

    # Ordering. ----------------------------------------------------------------------------------------

    async def _do(self, request: web.Request) -> web.StreamResponse:
        texts, quick = texts_of(request), "X-Fetch" in request.headers
        try:
            group = self.led(request)
        except NotLetIn as no:
            return answer(request, quick, no.code, texts(f"refused.{no.code}"))
        if group.sessions == (group.id,):
            return await self._at_table.do(request)
        actor = self.actor(request)
        if not self._hall.bucket(group.id, actor).takes(time.monotonic()):
            return answer(request, quick, "too-fast", texts("refused.too-fast"))
        form = await form_of(request)
        wanted = _wanted(group, {name: str(value) for name, value in form.items()})
        if wanted is None:
            return answer(request, quick, "bad-order", texts("page.bad"))
        replies = await arranging.order(self._hall, group, actor, wanted)
        refused = [
            (
                no.code,
                texts("desk.at_table", n=group.number(session), said=await self._why(session, no, texts)),
            )
            for session, no in replies.items()
            if isinstance(no, Refused)
        ]
        if refused and len(refused) == len(replies):
            return answer(request, quick, refused[0][0], " ".join(words for _, words in refused))
        done = texts("desk.done_at", n=len(replies) - len(refused))
        return answer(request, quick, "done", " ".join([done, *(words for _, words in refused)]))

    async def _why(self, session: str, no: Refused, texts: Texts) -> str:
        """Return in words why something was refused at a table."""
        if no.code in ("session-unreadable", "server-full"):
            return texts(f"refused.{no.code}")
        if no.code == "bad-order":
            return texts("page.bad")
        room = await self._hall.room(session)
        names = Names(room.session.played.scenario, texts)
        return refusal(no.code, names.facts(no.facts), texts)

    async def _arrange(self, request: web.Request) -> web.StreamResponse:
        """Do something with the group as a whole, or with its locks and keys."""
        texts, quick = texts_of(request), "X-Fetch" in request.headers
        try:
            group = self.led(request)
            if not self._hall.bucket(group.id, self.actor(request)).takes(time.monotonic()):
                raise NotLetIn("too-fast")
            form = {name: str(value) for name, value in (await form_of(request)).items()}
            done = await self._arranged(request, group, form, texts)
        except NotLetIn as no:
            said = refusal(no.code, no.facts, texts)
            return answer(request, quick, no.code, said)
        except Mendable:
            return answer(request, quick, "session-unreadable", texts("line.unknown"))
        if isinstance(done, web.Response):
            return done
        return answer(request, quick, "done", done)

    async def _arranged(
        self, request: web.Request, group: TableGroup, form: Mapping[str, str], texts: Texts
    ) -> web.Response | str:
        """Return what came of it, as words or as a page of its own.

        Raises:
            NotLetIn: It cannot be done.
        """
        hall, tables = self._hall, _tables(group, form.get("at", ""))
        match form.get("kind", ""):
            case "lock" | "unlock" as kind if tables:
                await arranging.lock(hall, group, tables, shut=kind == "lock")
            case "fill" if tables:
                filled = [await steering.fill(hall, session, self.actor(request)) for session in tables]
                return texts("desk.filled", n=sum(filled))
            case "seating" if form.get("how") in ("choose", "give"):
                await arranging.seat_by(hall, group, gives=form["how"] == "give")
            case "warm" if form.get("seconds", "").isdecimal() and len(form["seconds"]) < 6:
                await arranging.keep_warm(hall, group, int(form["seconds"]))
            case "project":
                number = form.get("which", "")
                session = group.at(number)
                if session is None and number:
                    raise NotLetIn("no-such-table")
                await arranging.project(hall, group, session or ALL)
            case "kick" if len(tables) == 1 and order_of(form, FACILITATOR) is not None:
                seat = form.get("seat", "")
                await steering.kick(hall, tables[0], seat, self.actor(request), form["id"])
                return texts("desk.kicked")
            case "bots" if {form.get("pace"), form.get("free")} <= {"yes", "no"}:
                await arranging.lead_bots(hall, group, runs=form["pace"] == "no", fills=form["free"] == "yes")
            case "new_key":
                token = await steering.give_leader(hall, group, form.get("name", ""))
                return self._key_page(request, group, token, texts)
            case "end_key":
                await steering.end_leader(hall, group, form.get("key", ""))
            case "close" if form.get("sure") == "yes":
                await steering.close(hall, group)
            case "erase" if form.get("sure") == "yes":
                await steering.erase(hall, group)
                return self._welcome.front_page(request, texts("desk.erased"))
            case kind if kind in KINDS:
                return await arrange(hall, group, form, self.actor(request), texts)
            case _:
                raise NotLetIn("bad-order")
        return texts("page.done")

    def _key_page(self, request: web.Request, group: TableGroup, token: str, texts: Texts) -> web.Response:
        door = self._door()
        content = [
            e("h1", texts("desk.key_made")),
            e(
                "p",
                texts(
                    "desk.key_once", address=f"{door.address}f", hours=self._hall.settings.facilitator_hours
                ),
            ),
            e("p", token, class_="key"),
            e("p", e("a", texts("desk.back"), href=f"/f/{group.id}/")),
        ]
        return page(request, texts, texts("desk.key_made"), content)

    # Who sits where. ----------------------------------------------------------------------------------

    async def _seats_page(self, request: web.Request) -> web.StreamResponse:
        return await self._seats(request)

    async def _seats(self, request: web.Request, trouble: str = "") -> web.StreamResponse:
        texts = texts_of(request)
        try:
            group = self.led(request)
            seen = await self.seen(group, texts)
        except NotLetIn as no:
            return self.turned_away(request, no)
        people, free = _to_move(seen, texts), _free(seen, texts)
        content = [
            e("h1", texts("desk.places")),
            e("p", trouble, role="alert", class_="trouble") if trouble else None,
            *(e("p", one) for one in said(request, texts)),
            e("p", e("a", texts("desk.back"), href=f"/f/{group.id}/")),
            e("p", texts("desk.move_about")),
        ]
        if people and free:
            content.append(
                e(
                    "form",
                    _select("who", texts("desk.move_who"), people),
                    _select("to", texts("desk.move_to"), free),
                    e("button", texts("desk.move"), type="submit", class_="strong"),
                    method="post",
                    action="verplaats",
                    class_="order",
                )
            )
        else:
            content.append(e("p", texts("desk.nobody_to_move")))
        now = self._hall.now()
        for one in seen:
            found = desk.fields(one, group.began_at, now)
            rows = [
                e("li", e("strong", one.names.name("seat", seat)), ": ", found[one.id(f"seat-{seat}")].text)
                for seat in one.part("table")["seats"]
            ]
            content.append(e("section", e("h2", texts("desk.table", n=one.number)), e("ul", rows)))
        return page(request, texts, texts("desk.places"), content, status=409 if trouble else 200)

    async def _move(self, request: web.Request) -> web.StreamResponse:
        texts = texts_of(request)
        try:
            group = self.led(request)
            form = await form_of(request)
            origin, goal = (_place(group, str(form.get(name, ""))) for name in ("who", "to"))
            await steering.move(self._hall, group, origin, goal, self.actor(request))
        except NotLetIn as no:
            if no.code == "no-such-key":
                return self.turned_away(request, no)
            return await self._seats(request, refusal(no.code, no.facts, texts))
        return web.Response(status=303, headers={"Location": f"/f/{group.id}/plekken?said=done"})


def said(request: web.Request, texts: Texts) -> list[str]:
    """Return what came of the last form that was sent without a script."""
    code = request.query.get("said", "")
    if code == "done":
        return [texts("page.done")]
    return [refusal(code, {}, texts)] if code and f"refused.{code}" in texts else []


def _wanted(group: TableGroup, form: Mapping[str, str]) -> arranging.Wanted | None:
    """Return what a form asks of tables, or None when that cannot be asked of several."""
    tables = _tables(group, form.get("at", ""))
    order = order_of({**form, "moment": None, "body": body_of(form.items())}, FACILITATOR)
    if order is None or order.kind not in arranging.FAN_OUT or not tables:
        return None
    moments = {session: form.get(f"moment-{group.number(session)}", "") for session in tables}
    known = {name: int(one) for name, one in moments.items() if one.isdecimal() and len(one) < 12}
    return arranging.Wanted(order.id, order.kind, tables, known, order.body)


def _tables(group: TableGroup, at: str) -> tuple[str, ...]:
    """Return the sessions that a form is for."""
    if at == "all":
        return group.sessions
    found = group.at(at)
    return (found,) if found else ()


def _place(group: TableGroup, text: str) -> tuple[str, str]:
    """Return the session and the seat of a form's `2.henk`."""
    number, _, seat = text.partition(".")
    session = group.at(number)
    if session is None:
        raise NotLetIn("no-such-seat", seat=seat)
    return session, seat


def _select(name: str, label: str, choices: Sequence[tuple[str, str]]) -> Html:
    options = [e("option", said, value=value) for value, said in choices]
    return e("p", e("label", label, for_=name), e("select", options, id=name, name=name), class_="field")


def _to_move(seen: Sequence[desk.Seen], texts: Texts) -> list[tuple[str, str]]:
    """Return the people who have not played yet, as choices."""
    found = []
    for one in seen:
        for seat, held in one.part("people").items():
            if held["holder"] in (PERSON, PAIR) and not steering.has_played(one.room, seat):
                role = one.names.name("seat", seat)
                name = f"{held['name']} ({role})" if held["name"] else role
                found.append((f"{one.number}.{seat}", texts("desk.at_table", n=one.number, said=name)))
    return found


def _free(seen: Sequence[desk.Seen], texts: Texts) -> list[tuple[str, str]]:
    """Return the seats that somebody can move to, as choices."""
    return [
        (f"{one.number}.{seat}", texts("desk.at_table", n=one.number, said=one.names.name("seat", seat)))
        for one in seen
        for seat, held in one.part("people").items()
        if is_free(held["holder"]) and seat not in one.room.warm
    ]
