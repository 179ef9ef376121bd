"""Playing on by hand from a moment of a session that was played: who plays, and the screen of the copy.

The copy lies in memory and is thrown away; its header says all the time that it is not played.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from game.bots.cast import STANDARD
from game.client import opening
from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, put_choices
from game.client.scenes.column import Column
from game.client.scenes.listing import FootButton, list_dialog
from game.client.scenes.menu import MenuOverlay
from game.client.scenes.session import SessionScene
from game.client.scenes.trouble import TroubleOverlay
from game.client.widgets.base import Act, Widget
from game.debrief.names import Names
from game.debrief.whatif.change import Change
from game.debrief.whatif.counted import by_hand
from game.debrief.whatif.moment import branch
from game.i18n import Mendable
from game.scenario.model import Scenario
from game.session.recover import recover
from game.session.sessions import reading

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.replaying import Replaying


class Left(Protocol):
    """A screen from which a what-if leaves a stored session."""

    app: App
    line: Replaying
    """The session; the step that it shows is the moment."""

    @property
    def whole_scenario(self) -> Scenario:
        """What was played, with all its texts."""

    def where(self) -> str:
        """Return the moment, in words."""

    def moments(self) -> list[tuple[int, str]]:
        """Return the steps to leave from instead, in words; none where the screen itself goes to any."""

    def stay(self) -> None:
        """Stay open while the copy is played."""

    def come_back(self) -> None:
        """Take the screen again after the copy."""


class WhoPlaysOverlay(Overlay):
    """The dialog that asks who plays on here: all seats at this screen, or one with bots at the others."""

    def __init__(self, scene: Left, change: Change) -> None:
        super().__init__(scene.app)
        self.scene, self.change = scene, change

    def build(self) -> Widget:
        close = FootButton("close", self.app.texts("looking.cancel"), self.close, "x")
        return list_dialog(self, "play_on", self.app.texts("whatif.play_on"), self._fill, [close])

    def _fill(self, column: Column) -> None:
        texts, roles = self.app.texts, self.scene.whole_scenario.roles
        column.text("does", texts("whatif.play_on.does", moment=self.scene.where()))
        column.gap(16)
        if self.change.rule:
            name = Names(self.scene.whole_scenario, texts).name("rule", self.change.rule)
            column.text("rule", texts("whatif.play_on.rule", rule=name), style="strong")
            column.gap(16)
        if replace(self.change, rule=""):
            column.text("rest", texts("whatif.play_on.rest"), colour="muted")
            column.gap(16)
        every = Choice("play_on.all", texts("whatif.play_on.all"), partial(self._begin, None), icon="users")
        rows = [
            Choice(
                f"play_on.{seat}",
                texts("whatif.play_on.one", name=roles[seat].name),
                partial(self._begin, seat),
                icon="user",
            )
            for seat in self.scene.line.retold.played.game.seats
        ]
        put_choices(column, [every, *rows], "play_on.list")

    def _begin(self, seat: str | None) -> None:
        line, app = self.scene.line, self.app
        try:
            play = opening.play_on(line.retold.name, line.end, seat, app.database, self.change.rule)
        except Mendable as trouble:
            app.lay_over(TroubleOverlay(app, trouble))
            return
        self.scene.stay()
        app.go(PlayedOnScene(app, play, self.scene.come_back))


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

    def compare(self) -> None:
        """Show what came of the copy beside what was played."""
        from game.client.scenes.otherwise import FoundOverlay

        copy = self.play.copy
        assert copy is not None
        try:
            with closing(reading(copy.database)) as store:
                left = branch(store, copy.session, f"#{copy.begun + 1}", STANDARD)
            found = by_hand(left, recover(copy.store, copy.session).state, Change(rule=copy.rule))
        except Mendable as trouble:
            self.app.lay_over(TroubleOverlay(self.app, trouble))
            return
        self.app.lay_over(FoundOverlay(self.app, found, self.table.scenario))


def play_on_from(app: App, session: str, record: int, stop: Act, rule: str = "") -> PlayedOnScene:
    """Return the screen of a copy of a stored session that all seats play on at this screen.

    Raises:
        Mendable: It cannot be read.
    """
    return PlayedOnScene(app, opening.play_on(session, record, None, app.database, rule), stop)
