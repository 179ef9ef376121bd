"""All tables side by side, for a whole room: where each is, its clock and who is there; no ranking.

A projector of several tables shows what the facilitator chose: all of them here, or one as in `projector`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.client import opening
from game.client.all_tables import ALL
from game.client.looks.table_card import draw_table, table_height
from game.client.opening import Play
from game.client.scenes.for_the_room import RoomScreen
from game.client.scenes.projector import ProjectorScene
from game.client.scenes.tables import said_of
from game.client.scenes.telling_tables import table_look
from game.client.widgets.base import Picture, Widget
from game.client.widgets.button import round_button
from game.client.widgets.layout import Box, grid
from game.client.widgets.plain import height_of, line, paragraph
from game.debrief.names import Names
from game.scenario.model import in_language
from game.session.telling import tell_line

if TYPE_CHECKING:
    from game.client.app import App

_SECOND = 1000
_ACROSS = {1: 1, 2: 2, 3: 3, 4: 2}
"""How many tables stand next to each other, by how many there are; with more it is three or four."""


class OverviewScene(RoomScreen):
    """All tables of a server, as everybody in the room may see them.

    Args:
        app: The window.
        play: One of the tables, with how all of them are; its own line is ended.
        address: The server that others join at.
        code: The code of all tables there; "" when it is not known.
    """

    def __init__(self, app: App, play: Play, address: str = "", code: str = "") -> None:
        super().__init__(app)
        assert play.tables is not None
        self.play = play
        self.tables = play.tables
        self.address, self.code = address, code
        play.close()

    def poll(self) -> None:
        if self.tables.poll():
            self.app.changed()
        if self.tables.is_here and self.tables.projected != ALL:
            shown = opening.beside(self.play, self.tables.projected)
            self.app.go(followed(self.app, shown, self.address, self.code))
            return
        super().poll()

    def notice(self) -> str:
        return tell_line(self.tables.line, self.app.texts)

    def leave(self) -> None:
        super().leave()
        if self.play.tables is not None:
            self.play.tables.close()

    def build(self) -> list[Widget]:
        app, texts = self.app, self.app.texts
        self.app.motion.later("overview", _SECOND, self.app.changed)
        screen = app.screen.inset(48, 36)
        size = 60 * min(app.k, 1.25)
        title = in_language(self.play.scenario.title, texts.language, self.play.scenario.language)
        high = height_of(app.painter, title, screen.w - 3 * size, "display")
        top, room = screen.cut_top(max(size, high), 24)
        buttons, head = top.cut_right(2 * size + 12, 24)
        widgets: list[Widget] = [paragraph("overview.title", head, title, style="display")]
        for index, (key, name, icon, act) in enumerate(
            (
                ("join", texts("projector.join"), "qr-code", self.invite),
                ("menu", texts("projector.menu"), "list", self.menu),
            )
        ):
            at = Box(buttons.x + index * (size + 12), buttons.y, size, size)
            widgets.append(round_button(key, at, name, icon, act, group="header"))
        if not self.tables.is_here:
            return [*widgets, line("waiting", room, texts("client.opening"), align="center")]
        return [*widgets, *self._cards(room)]

    def _cards(self, room: Box) -> list[Widget]:
        names, sessions = Names(self.play.scenario, self.app.texts), self.tables.sessions
        count = len(sessions)
        across = _ACROSS.get(count, 3 if count <= 9 else 4)
        if self.app.k >= 1.5:
            across = min(across, 3)
        down = -(-count // across)
        places = grid(room, across, down, 24)
        looks = [table_look(self.tables, session, names, is_room=True) for session in sessions]
        high = max(table_height(self.app.painter, look, places[0].w) for look in looks)
        if high > places[0].h:  # who sits there has no room: how many are there is said above it
            looks = [replace(look, seats=()) for look in looks]
            high = max(table_height(self.app.painter, look, places[0].w) for look in looks)
        high = min(high, places[0].h)
        return [
            Picture(key=f"overview.{self.tables.number(session)}",
                    box=Box(place.x, room.y + index // across * (high + 24), place.w, high),
                    name=look.title, says=said_of(look), draw=draw_table, shows=look)
            for index, (session, look, place) in enumerate(zip(sessions, looks, places, strict=False))
        ]  # fmt: skip


class FollowingScene(ProjectorScene):
    """One table for a whole room, until the facilitator has the room look at another or at all of them."""

    def poll(self) -> None:
        super().poll()
        tables, at = self.play.tables, self.play.elsewhere
        if tables is None or at is None:
            return
        tables.poll()
        if not tables.is_here or tables.projected == at.session:
            return
        if tables.projected == ALL:
            self.play.tables = None
            all_of_them = replace(self.play, tables=tables)
            self.app.go(OverviewScene(self.app, all_of_them, self.address, self.code))
        else:
            shown = opening.beside(self.play, tables.projected)
            self.app.go(followed(self.app, shown, self.address, self.code))


def followed(app: App, play: Play, address: str, code: str) -> ProjectorScene:
    """Return the scene of one table that goes on when the facilitator shows another."""
    return FollowingScene(app, play, address, code)
