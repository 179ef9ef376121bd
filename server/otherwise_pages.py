"""What if, for who leads: from a moment of a table that has ended, with something otherwise; not played.

It is worked out in a thread, and many plays in processes of their own, so play goes on. It is bounded: one
for a table, one at once on the whole server, so many plays, and so many seconds.
"""

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import web

from game.debrief.names import Names
from game.i18n import Mendable, Texts
from game.rules.game import Game
from game.session.events import Rewound
from game.session.store import Store
from server.desk_pages import DeskPages
from server.groups import TableGroup
from server.hall import Hall, NotLetIn
from server.html import Html, e
from server.kept_pages import as_page
from server.page import alert, form_of, page, texts_of
from server.rooms import Room

MANY: Final = 200
"""How many plays make a band."""

LONGEST_SECONDS: Final = 120.0
"""After this much time a what-if is given up."""

_CORES: Final = 2
_CUTS: Final = (0, 10, 20, 30, 40, 50)


@dataclass(frozen=True)
class _Asked:
    """What a form asks, as texts."""

    moment: str
    rule: str
    stance: str
    task: str
    euros: str
    cut: str
    by: str
    games: str


class OtherwisePages:
    """The pages with what-ifs.

    Args:
        hall: Where the tables are.
        desk: Who knows whose key it is.
    """

    def __init__(self, hall: Hall, desk: DeskPages) -> None:
        self._hall = hall
        self._desk = desk
        self._turn = asyncio.Semaphore(1)
        self._busy: set[str] = set()

    def routes(self) -> list[web.RouteDef]:
        """Return what is answered here."""
        return [
            web.get("/f/{group}/tafel/{table}/wat-als", self._ask),
            web.post("/f/{group}/tafel/{table}/wat-als", self._answer),
        ]

    async def _table(self, request: web.Request) -> tuple[TableGroup, Room]:
        group = self._desk.led(request)
        session = group.at(request.match_info["table"])
        if session is None:
            raise NotLetIn("no-such-table")
        return group, await self._hall.room(session)

    async def _ask(self, request: web.Request) -> web.StreamResponse:
        try:
            group, room = await self._table(request)
        except NotLetIn as no:
            return self._desk.turned_away(request, no)
        return _form_page(request, group, room, {})

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        try:
            group, room = await self._table(request)
        except NotLetIn as no:
            return self._desk.turned_away(request, no)
        form = {name: str(value) for name, value in (await form_of(request)).items()}
        if not room.session.state.table.ended:
            return _form_page(request, group, room, form)
        texts = texts_of(request)
        if room.name in self._busy:
            return _form_page(request, group, room, form, texts("otherwise.busy"))
        self._busy.add(room.name)
        try:
            async with self._turn:
                until = time.monotonic() + LONGEST_SECONDS
                work = asyncio.to_thread(
                    _worked_out, self._hall.store, room.name, _read(form), texts, until, request.path
                )
                return as_page(await work)
        except Mendable as trouble:
            return _form_page(request, group, room, form, texts(trouble.key, **trouble.facts))
        finally:
            self._busy.discard(room.name)


def _read(form: Mapping[str, str]) -> _Asked:
    names = ("moment", "rule", "stance", "task", "euros", "cut", "by", "games")
    return _Asked(*(form.get(name, "")[:60].strip() for name in names))


def _worked_out(store: Store, session: str, asked: _Asked, texts: Texts, until: float, path: str) -> str:
    """Return the page with what comes of it.

    Raises:
        Mendable: It cannot be asked so, or it takes too long.
    """
    from game.balance.page.markup import element
    from game.bots.cast import STANDARD
    from game.debrief.report.otherwise import otherwise
    from game.debrief.report.whole import whole
    from game.debrief.whatif.carried_on import BALLOTS, BY_BOTS
    from game.debrief.whatif.change import read_change
    from game.debrief.whatif.counted import Games, count
    from game.debrief.whatif.moment import branch

    def told(_: int) -> None:
        if time.monotonic() > until:
            raise Mendable("otherwise.too_long")

    left = branch(store, session, asked.moment, STANDARD)
    amounts = [f"{asked.task}={asked.euros.replace('.', '')}"] if asked.task else []
    cut = int(asked.cut) if asked.cut.isdecimal() else None
    change = read_change(left.table.game, asked.rule, asked.stance, amounts, cut)
    many = MANY if asked.games == str(MANY) else 1
    by = BY_BOTS if asked.by == BY_BOTS else BALLOTS
    found = count(left, change, by, Games(many, jobs=_CORES), told)
    title, *rest = otherwise(found, left.scenario, texts, "h2")
    again = element("p", element("a", texts("whatif.ask_again"), href=path))
    about = element("p", texts("report.otherwise.about"))
    return whole(texts("report.otherwise"), texts.language, about, title, *rest, again)


# The form. ----------------------------------------------------------------------------------------------


def _form_page(
    request: web.Request, group: TableGroup, room: Room, form: Mapping[str, str], trouble: str = ""
) -> web.Response:
    texts, number = texts_of(request), group.number(room.name)
    back = e("p", e("a", texts("desk.back"), href=f"/f/{group.id}/"))
    content: list[Html | None] = [e("h1", texts("whatif.ask")), back, alert(trouble)]
    if not room.session.state.table.ended:
        content.append(e("p", texts("otherwise.later")))
        return page(request, texts, texts("whatif.ask"), content)
    names = Names(room.session.played.scenario, texts)
    content += [
        e("p", texts("desk.table", n=number)),
        e("p", texts("otherwise.about")),
        e(
            "form",
            _fields(room, names, form),
            e("button", texts("whatif.count"), type="submit", class_="strong"),
            method="post",
            action="wat-als",
            class_="order",
        ),
        e("p", texts("otherwise.takes"), class_="hint"),
    ]
    status = 409 if trouble else 200
    return page(request, texts, texts("whatif.ask"), content, status=status)


def _fields(room: Room, names: Names, form: Mapping[str, str]) -> list[Html]:
    texts, game = names.texts, room.session.played.game
    none = ("", texts("whatif.as_played"))
    return [
        _select("moment", texts("otherwise.from"), _moments(room, names), form),
        _select("rule", texts("whatif.ask.rule"), [none, *_rules(names)], form),
        _select(
            "stance",
            texts("whatif.ask.stance"),
            [none, *((one, names.name("stance", one)) for one in game.stances)],
            form,
        ),
        _select(
            "task",
            texts("whatif.ask.amount"),
            [none, *((one, names.name("task", one)) for one in game.tasks)],
            form,
        ),
        _euros(game, texts, form),
        _select(
            "cut",
            texts("whatif.ask.cut"),
            [none, *((str(one), texts("whatif.cut_of", percent=one)) for one in _CUTS)],
            form,
        ),
        _select(
            "by",
            texts("whatif.ask.by"),
            [("ballots", texts("whatif.carry_on.ballots")), ("bots", texts("whatif.carry_on.bots"))],
            form,
        ),
        _select(
            "games",
            texts("whatif.ask.luck"),
            [("1", texts("whatif.luck.same")), (str(MANY), texts("whatif.luck.many", n=MANY))],
            form,
        ),
    ]


def _rules(names: Names) -> list[tuple[str, str]]:
    from game.debrief.whatif.change import RULES

    return [(one, names.name("rule", one)) for one in RULES]


def _moments(room: Room, names: Names) -> list[tuple[str, str]]:
    """Return where rounds and phases began, as choices."""
    from game.debrief.whatif.moment import starts

    texts, found = names.texts, dict[str, str]()
    live = [one for one in room.session.state.live if not isinstance(one.event, Rewound)]
    for (number, phase, step), _ in starts(live):
        if step:
            continue
        if phase:
            said = texts("going_back.place", round=number, phase=names.name("phase", phase))
            found.setdefault(f"{number}.{phase}", said)
        else:
            found.setdefault(str(number), texts("otherwise.round", round=number))
    return list(found.items())


def _select(name: str, label: str, choices: Sequence[tuple[str, str]], form: Mapping[str, str]) -> Html:
    now = form.get(name)
    options = [e("option", said, value=value, selected=value == now) for value, said in choices]
    return e("p", e("label", label, for_=name), e("select", options, id=name, name=name), class_="field")


def _euros(game: Game, texts: Texts, form: Mapping[str, str]) -> Html:
    shown: dict[str, Any] = {"min": 0, "step": game.step, "inputmode": "numeric"}
    box = e("input", type="number", id="euros", name="euros", value=form.get("euros") or 0, **shown)
    return e("p", e("label", texts("otherwise.euros"), for_="euros"), box, class_="field")
