"""Joining a session on another computer: who is free there, what you want to be called, and in.

enter      what `play --join` calls: straight in with a key, else by this scene
watch      what `play --projector` calls
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game import resources
from game.client import opening
from game.client.asking import Asking
from game.client.remote import base_of, look, take, watch_key, whose
from game.client.scenes.base import Scene
from game.client.widgets.base import Widget
from game.client.widgets.button import button, round_button
from game.client.widgets.layout import Box, grid
from game.client.widgets.plain import height_of, line, paragraph
from game.client.widgets.text_entry import TextEntry
from game.i18n import Mendable
from game.scenario.model import in_language
from game.session.orders import SEAT

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.scenes.session import SessionScene

_A_KEY = 30
"""Codes are shorter than this, keys longer."""

_LONGEST_NAME = 60


def enter(app: App, url: str, code: str) -> None:
    """Show the seats behind a code; with a key, go straight to the session.

    Raises:
        Mendable: There is no server at the address, or the code or key opens nothing.
    """
    base = base_of(url)
    if not code:
        raise Mendable("join.no_code")
    if len(code) < _A_KEY:
        app.go(JoinScene(app, base, code, look(base, code)))
    else:
        app.go(_scene(app, base, code))


def _scene(app: App, base: str, token: str) -> SessionScene:
    from game.client.scenes.session import SessionScene

    found = whose(base, token)
    seat = found["actor"].removeprefix(SEAT) if found["actor"].startswith(SEAT) else None
    return SessionScene(app, opening.joined(base, found["session"], token, seat))


def watch(app: App, url: str | None, code: str, database: str | None = None) -> None:
    """Show what everybody may know: of a session elsewhere or, without an address, of the newest here.

    Raises:
        Mendable: There is no such session, or no server at the address.
    """
    from game.client.scenes.overview import OverviewScene
    from game.client.scenes.projector import ProjectorScene
    from game.client.watching import watched

    if url is None:
        app.go(ProjectorScene(app, watched(None, database)))
        return
    base = base_of(url)
    if not code:
        raise Mendable("join.no_code")
    is_code = len(code) < _A_KEY
    token = watch_key(base, code) if is_code else code
    found = whose(base, token)
    play = opening.shown(base, found["session"], token)
    if len(found.get("tables", ())) < 2 or play.elsewhere is None:
        app.go(ProjectorScene(app, play, base, code if is_code else ""))
        return
    play.tables = opening.all_tables(play.elsewhere)
    app.go(OverviewScene(app, play, base, code if is_code else ""))


def _kept() -> Path:
    return resources.data_home() / "joined.json"


def _remembered() -> dict[str, dict[str, str]]:
    """Return the keys of seats that were taken on this computer: session → seat and token."""
    try:
        found = json.loads(_kept().read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _remember(session: str, seat: str, token: str) -> None:
    """Keep the key of the seat that was taken last in a session, for who has to start the program again."""
    with contextlib.suppress(OSError):
        _kept().parent.mkdir(parents=True, exist_ok=True)
        known = dict(list(_remembered().items())[-19:]) | {session: {"seat": seat, "token": token}}
        _kept().write_text(json.dumps(known), encoding="utf-8")
        _kept().chmod(0o600)


class JoinScene(Scene):
    """The seats of a session elsewhere: type a name or none, and press a seat that is free.

    Behind the code of several tables one of them is shown; the others are beside the name.
    """

    def __init__(self, app: App, url: str, code: str, found: dict[str, Any]) -> None:
        super().__init__(app)
        self.url = url
        self.code = code
        self.found = found
        self.name = ""
        self.trouble: Mendable | None = None
        self.tables: list[dict[str, Any]] = found.get("tables", [])
        known = _remembered()
        sessions = [one["session"] for one in self.tables] or [found["session"]]
        self.mine = next((known[one] for one in sessions if one in known), {})
        self._asking: Asking | None = None
        self._looking: Asking | None = None
        self._seat = ""

    def build(self) -> list[Widget]:
        app, texts, k = self.app, self.app.texts, self.app.k
        head, rest = app.screen.inset(56).cut_top(96 * k, 16)
        says, rest = rest.cut_top(56 * k, 24)
        entry, rest = rest.cut_top(72 * k, 32)
        foot, seats = rest.cut_bottom(80 * k, 24)
        language = self.found["language"]
        title = in_language(self.found["title"], texts.language, language)
        waits = self._asking is not None or self._looking is not None
        entry, beside = entry.cut_left(min(entry.w * 0.55, 900 * k), 32)
        trouble = texts(self.trouble.key, **self.trouble.facts) if self.trouble else texts("join.choose")
        widgets: list[Widget] = [
            paragraph("join.title", head, title, style="display"),
            paragraph(
                "join.says", says, trouble, style="subtitle", colour="down" if self.trouble else "muted"
            ),
            TextEntry(
                key="join.name",
                box=entry,
                name=texts("join.name"),
                placeholder=texts("join.name"),
                text=self.name,
                on_change=self._write,
                most=_LONGEST_NAME,
            ),
            button("join.stop", foot.cut_right(320 * k)[0], texts("client.quit"), app.quit, icon="log-out"),
        ]
        widgets += self._of_tables(beside)
        if waits:
            widgets.append(line("join.waits", foot, texts("client.opening"), style="label", colour="muted"))
        names = {one["seat"]: one["name"] for one in self.found["seats"]}
        if self.mine.get("seat") in names:
            again = texts("join.again", name=names[self.mine["seat"]])
            widgets.append(
                button(
                    "join.again",
                    foot.cut_left(560 * k)[0],
                    again,
                    self._again,
                    icon="history",
                    kind="primary",
                )
            )
        shown = self.found["seats"]
        rows = -(-len(shown) // 3)
        for one, place in zip(shown, grid(seats, 3, max(rows, 4), 20), strict=False):
            who = in_language(one["who"], texts.language, language) if one["who"] else ""
            label = f"{one['name']} – {who}" if who else one["name"]
            widgets.append(
                button(
                    f"join.seat.{one['seat']}",
                    place,
                    label,
                    self._sitting(one["seat"]),
                    icon="user",
                    is_enabled=one["is_free"] and not waits,
                    hint="" if one["is_free"] else texts("join.taken"),
                    group="join.seats",
                )
            )
        return widgets

    @property
    def _at(self) -> int:
        """Which of several tables is shown, from 0."""
        sessions = [one["session"] for one in self.tables]
        return sessions.index(self.found["session"]) if self.found["session"] in sessions else 0

    def _of_tables(self, box: Box) -> list[Widget]:
        """Return which of several tables this is, between the way to the one before and to the next."""
        if len(self.tables) < 2:
            return []
        texts, at = self.app.texts, self._at
        free = sum(one["is_free"] for one in self.found["seats"])
        said = texts("join.table", number=at + 1, n=free)
        back, rest = box.cut_left(box.h, 16)
        on, middle = rest.cut_right(box.h, 16)
        high = height_of(self.app.painter, said, middle.w, "strong")
        return [
            round_button("join.table.back", back, texts("join.table.back"), "chevron-left",
                         lambda: self._look(at - 1), group="join.tables"),
            paragraph("join.table", middle.middle(middle.w, high), said, style="strong", align="center"),
            round_button("join.table.on", on, texts("join.table.on"), "chevron-right",
                         lambda: self._look(at + 1), group="join.tables"),
        ]  # fmt: skip

    def _look(self, at: int) -> None:
        """Show another table; after the last comes the first."""
        code = self.tables[at % len(self.tables)]["code"]
        self._looking = Asking(lambda: look(self.url, code))
        self.app.changed()

    def _look_on(self) -> None:
        """Take in what was found at another table."""
        looking = self._looking
        if looking is None or not looking.is_done:
            return
        self._looking, self.trouble = None, looking.trouble
        if looking.trouble is None:
            self.found = looking.answer
            self.code = self.tables[self._at]["code"]
        self.app.changed()

    def poll(self) -> None:
        self._look_on()
        asking = self._asking
        if asking is None or not asking.is_done:
            return
        self._asking = None
        self.app.changed()
        self.trouble = asking.trouble
        if asking.trouble is None:
            self._go(asking.answer)
        elif self._seat == self.mine.get("seat") and asking.trouble.key == "refused.no-such-key":
            self.mine = {}
        elif asking.trouble.key == "refused.seat-not-free":
            for one in self.found["seats"]:
                one["is_free"] = one["is_free"] and one["seat"] != self._seat

    def _go(self, token: str) -> None:
        try:
            scene = _scene(self.app, self.url, token)
            _remember(scene.play.elsewhere.session if scene.play.elsewhere else "", self._seat, token)
        except Mendable as trouble:
            self.trouble = trouble
            return
        self.app.go(scene)

    def _write(self, text: str) -> None:
        self.name = text
        self.app.changed()

    def _again(self) -> None:
        """Go on on the seat that was taken here before."""
        token = self.mine["token"]
        self._seat = self.mine["seat"]

        def ask() -> str:
            whose(self.url, token)
            return token

        self._asking = Asking(ask)
        self.app.changed()

    def _sitting(self, seat: str) -> Callable[[], None]:
        def sit() -> None:
            self._seat = seat
            self._asking = Asking(lambda: take(self.url, self.code, seat, self.name))
            self.app.changed()

        return sit
