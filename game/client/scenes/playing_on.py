"""Playing on by hand from a moment of a session that was played: who plays, and the screen of the copy.

The copy lies in memory and is thrown away; its header says all the time that it is not played.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client import opening
from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, put_choices
from game.client.scenes.column import Column
from game.client.scenes.listing import FootButton, list_dialog
from game.client.scenes.menu import MenuOverlay
from game.client.scenes.session import SessionScene
from game.client.scenes.trouble import TroubleOverlay
from game.client.widgets.base import Act, Widget
from game.i18n import Mendable

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.scenes.replay import ReplayScene


class WhoPlaysOverlay(Overlay):
    """The dialog that asks who plays on here: all seats at this screen, or one with bots at the others."""

    def __init__(self, scene: ReplayScene) -> None:
        super().__init__(scene.app)
        self.scene = scene

    def build(self) -> Widget:
        close = FootButton("close", self.app.texts("looking.cancel"), self.close, "x")
        return list_dialog(self, "play_on", self.app.texts("whatif.play_on"), self._fill, [close])

    def _fill(self, column: Column) -> None:
        texts, seen = self.app.texts, self.scene.seen_now()
        column.text("does", texts("whatif.play_on.does", moment=self.scene.where()))
        column.gap(16)
        every = Choice("play_on.all", texts("whatif.play_on.all"), partial(self._begin, None), icon="users")
        rows = [
            Choice(
                f"play_on.{seat}",
                texts("whatif.play_on.one", name=seen.name(seat)),
                partial(self._begin, seat),
                icon="user",
            )
            for seat in seen.seats
        ]
        put_choices(column, [every, *rows], "play_on.list")

    def _begin(self, seat: str | None) -> None:
        line, app = self.scene.line, self.app
        try:
            play = opening.play_on(line.retold.name, line.end, seat, app.database)
        except Mendable as trouble:
            app.lay_over(TroubleOverlay(app, trouble))
            return
        self.scene.stays = True
        app.go(PlayedOnScene(app, play, partial(app.go, self.scene)))


class PlayedOnScene(SessionScene):
    """The screen of a copy that is played on: as any session, but nothing of it is kept.

    Args:
        app: The window.
        play: The copy.
        stop: What leaves it again.
    """

    def __init__(self, app: App, play: opening.Play, stop: Act) -> None:
        super().__init__(app, play)
        self.table.is_copy = True
        self._leave = stop

    def _menu(self) -> None:
        stays = self.app.texts("whatif.nothing_kept")
        self.app.lay_over(MenuOverlay(self.app, self.table, self._stop, self._seen, stays=stays))

    def _stop(self) -> None:
        self._leave()


def play_on_from(app: App, session: str, record: int, stop: Act) -> PlayedOnScene:
    """Return the screen of a copy of a stored session that all seats play on at this screen.

    Raises:
        Mendable: It cannot be read.
    """
    return PlayedOnScene(app, opening.play_on(session, record, None, app.database), stop)
