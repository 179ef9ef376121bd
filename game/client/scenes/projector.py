"""The session for a whole room: everything that everybody may know, and not one control that is somebody's.

On request it shows how to join, as a code to scan; there are keys for that and for the other language.
"""

from __future__ import annotations

from types import ModuleType
from typing import TYPE_CHECKING

from game.client.opening import Play
from game.client.scenes.for_the_room import RoomScreen
from game.client.scenes.heading import HeaderButton
from game.client.scenes.holding import TURNED
from game.client.scenes.meters import time_left
from game.client.scenes.middles import carry_out
from game.client.scenes.places import Places
from game.client.scenes.seen import Seen
from game.client.scenes.session import SessionScene
from game.client.widgets.base import Widget
from game.client.widgets.button import button
from game.client.widgets.layout import Box

if TYPE_CHECKING:
    from game.client.app import App

TURNS_AFTER_MS = 8_000
"""How long a card of carrying out is looked at before the next turns over by itself."""


class ProjectorScene(RoomScreen, SessionScene):
    """The screen of a session as everybody in the room may see it.

    Args:
        app: The window.
        play: The session, with the projector's view and no seat's.
        address: The server that others join at; "" when the session is not on one.
        code: The code of the session there; "" when it is not known.
    """

    def __init__(self, app: App, play: Play, address: str = "", code: str = "") -> None:
        super().__init__(app, play)
        self.address, self.code = address, code
        self._waits: tuple[int, int, int] | None = None

    def poll(self) -> None:
        super().poll()
        self._turn_on()

    def _turn_on(self) -> None:
        """Let the next card of carrying out turn over after a while, unless somebody turns it before.

        The session does it all at once and every screen turns its own cards, so here they turn by themselves.
        """
        seen = self._seen() if self.table.is_here else None
        is_waiting = seen is not None and seen.part("table")["phase"] == "carry_out"
        if not is_waiting or seen is None or (next_ := carry_out.primary(seen)) is None:
            self.app.motion.cancel("projector.turn")
            self._waits = None
            return
        now = seen.staged.get(TURNED, (seen.round, 0, -1))
        if now != self._waits:
            self._waits = now
            self.app.motion.later("projector.turn", TURNS_AFTER_MS, next_.act)

    def leave(self) -> None:
        self.app.motion.cancel("projector.turn")
        super().leave()

    def _header_buttons(self) -> list[HeaderButton]:
        texts = self.app.texts
        return [
            HeaderButton("join", texts("projector.join"), "qr-code", self.invite),
            HeaderButton("menu", texts("projector.menu"), "list", self.menu),
        ]

    def _buttons(self, seen: Seen, at: Places, middle: ModuleType | None) -> list[Widget]:
        """Return only the button that turns the next card now; in the dialogue, how much time there is."""
        phase = self.table.part("table")["phase"]
        if phase == "dialogue":
            place = Box(at.second.x, at.prompt.y, at.first.right - at.second.x, at.prompt.h)
            return time_left(seen, place)
        if phase != "carry_out":
            return []
        own = self._primary(seen, middle)
        if own is None:
            return []
        return [
            button("primary", at.first, own.label, own.act, icon=own.icon, kind="primary", group="actions")
        ]

    def _seats_beside(self) -> list[str]:
        """Return the seats; none in the dialogue, where the cards themselves say who told what."""
        return [] if self.table.part("table")["phase"] == "dialogue" else super()._seats_beside()

    def _choose(self, seat: str) -> None:
        """Do nothing: no seat acts here."""

    def _pause(self) -> None:
        """Do nothing: the clock is the facilitator's."""

    def _menu(self) -> None:
        self.menu()
