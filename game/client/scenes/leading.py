"""What a session's screen does beside its own table: leading others, and following who is moved.

Leading     for who leads: all tables, and showing another one in this window
Following   for who has a seat: on to the seat that the facilitator gave instead
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client import opening
from game.client.asking import Asking
from game.client.scenes.going_back import GoingBackOverlay
from game.client.scenes.heading import HeaderButton
from game.client.scenes.one_table import MoveOverlay, OneTableOverlay, SeatOverlay
from game.client.scenes.tables import AllAtOnceOverlay, Desk, RunSheetOverlay, TablesOverlay
from game.client.scenes.telling_tables import troubled
from game.client.scenes.who_waits import SetOverlay, WhoWaitsOverlay
from game.client.widgets.base import Act

if TYPE_CHECKING:
    from game.client.scenes.session import SessionScene

_DIALOGS = (
    AllAtOnceOverlay,
    MoveOverlay,
    OneTableOverlay,
    RunSheetOverlay,
    SeatOverlay,
    SetOverlay,
    TablesOverlay,
    WhoWaitsOverlay,
)


class Leading:
    """All tables as the facilitator's window knows them.

    Args:
        scene: The table that the window shows.
        then: What to open as soon as that table is here: `back`, `menu`, or nothing.
    """

    def __init__(self, scene: SessionScene, then: str = "") -> None:
        self._scene = scene
        self._then = then
        self._alert: tuple[object, ...] = ()
        play = scene.play
        if play.is_host and play.elsewhere is not None and play.tables is None:
            play.tables = opening.all_tables(play.elsewhere)
        self.tables = play.tables if play.is_host else None

    def poll(self) -> None:
        """Take in what is new at the tables, and open what was asked for."""
        scene, app = self._scene, self._scene.app
        if self.tables is not None and self.tables.poll():
            waiting = len(self.tables.group.get("waiting", ()))
            alert = (waiting, len(self.tables.sessions), *troubled(self.tables))
            if alert != self._alert or isinstance(app.overlay, _DIALOGS):
                app.changed()
            self._alert = alert
        if self._then and scene.table.is_here and scene.table.part("rewind", "facilitator") is not None:
            then, self._then = self._then, ""
            self._open(then)

    def way(self) -> tuple[str, Act] | None:
        """Return what the way to the tables is called and does; None where there is nothing to lead."""
        if self.tables is None:
            return None
        key = "menu.people" if len(self.tables.sessions) == 1 else "menu.tables"
        return self._scene.app.texts(key), self.show

    def show(self) -> None:
        """Lay all tables over this one; a server with one table shows that at once."""
        tables = self.tables
        if tables is None:
            return
        desk = self._desk()
        tables.refused = None  # what was refused before is read by now
        is_one = len(tables.sessions) == 1
        self._scene.app.lay_over(OneTableOverlay(desk, tables.sessions[0]) if is_one else TablesOverlay(desk))

    def header(self) -> list[HeaderButton]:
        """Return the way to all tables: a bell when one of them needs somebody."""
        tables, texts = self.tables, self._scene.app.texts
        if tables is None or len(tables.sessions) < 2:
            return []
        waiting = len(tables.group.get("waiting", ()))
        if waiting:
            return [HeaderButton("tables", texts("wait.waiting", n=waiting), "bell", self.show)]
        where = [texts("desk.table", n=tables.number(one)) for one in troubled(tables)]
        name = texts("tables.alert", tables=texts.listing(where)) if where else texts("desk.tables")
        return [HeaderButton("tables", name, "bell" if where else "layers", self.show)]

    def _desk(self) -> Desk:
        scene, place = self._scene, self._scene.play.elsewhere
        assert self.tables is not None
        assert place is not None
        return Desk(scene.app, self.tables, lambda: scene.table.scenario, place.session, self._visit)

    def _visit(self, session: str, then: str) -> None:
        """Show a table in this window and open something there."""
        from game.client.scenes.session import SessionScene

        scene, place = self._scene, self._scene.play.elsewhere
        if place is not None and session == place.session:
            scene.app.lay_over(None)
            self._open(then)
            return
        scene.app.go(SessionScene(scene.app, opening.beside(scene.play, session), then))

    def _open(self, then: str) -> None:
        if then == "back":
            self._scene.app.lay_over(GoingBackOverlay(self._scene._seen))
        elif then == "menu":
            self._scene._menu()


class Following:
    """Goes on to another seat once the facilitator has moved this one's person there."""

    def __init__(self, scene: SessionScene) -> None:
        self._scene = scene
        self._asking: Asking | None = None
        self._is_done = False

    def poll(self) -> None:
        """Ask where the key leads now, and go there."""
        from game.client.scenes.session import SessionScene

        scene = self._scene
        line, play = scene.table.line, scene.play
        if line.code != "moved" or line.state != "lost" or play.elsewhere is None or self._is_done:
            return
        if self._asking is None:
            self._asking = Asking(lambda: opening.followed(play))
            return
        if not self._asking.is_done:
            return
        self._is_done = True  # when it did not work, the sentence about the line says what to do
        if self._asking.trouble is None:
            scene.app.go(SessionScene(scene.app, self._asking.answer))
