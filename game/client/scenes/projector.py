"""The session for a whole room: everything that everybody may know, and not one control that is somebody's.

On request it shows how to join, as a code to scan; there are keys for that and for the other language.
"""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING, Protocol

from game.client.input import Key
from game.client.looks.join import draw_code
from game.client.opening import Play
from game.client.scenes.base import Overlay
from game.client.scenes.column import column_in
from game.client.scenes.heading import HeaderButton
from game.client.scenes.holding import TURNED
from game.client.scenes.meters import time_left
from game.client.scenes.middles import carry_out
from game.client.scenes.places import Places
from game.client.scenes.seen import Seen
from game.client.scenes.session import SessionScene
from game.client.scenes.settings import SettingsOverlay
from game.client.widgets.base import Picture, Widget
from game.client.widgets.button import Switch, button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import Box
from game.i18n import LANGUAGES
from game.session.invitation import link, modules, spoken

if TYPE_CHECKING:
    from game.client.app import App

STAYS_MS = 20_000
"""How long something that lies over the board stays when nobody puts it away: nobody sits at a projector."""
TURNS_AFTER_MS = 8_000
"""How long a card of carrying out is looked at before the next turns over by itself."""


class ProjectorScene(SessionScene):
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
        self._lies: Overlay | None = None
        self._waits: tuple[int, int, int] | None = None

    def poll(self) -> None:
        super().poll()
        if self.app.overlay is not self._lies:
            self._lies = self.app.overlay
            if self._lies is not None:
                self.app.motion.later("projector", STAYS_MS, self._put_away)
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
        self.app.motion.cancel("projector")
        self.app.motion.cancel("projector.turn")
        super().leave()

    def key(self, key: Key) -> bool:
        match key.name:
            case "q":
                self.invite()
            case "l":
                self.speak(LANGUAGES[(LANGUAGES.index(self.app.settings.spoken) + 1) % len(LANGUAGES)])
            case "escape":
                self._menu()
            case _:
                return False
        return True

    def _header_buttons(self) -> list[HeaderButton]:
        texts = self.app.texts
        return [
            HeaderButton("join", texts("projector.join"), "qr-code", self.invite),
            HeaderButton("menu", texts("projector.menu"), "list", self._menu),
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

    def invite(self) -> None:
        """Show how to join."""
        self.app.lay_over(InviteOverlay(self.app, self.address, self.code))

    def _menu(self) -> None:
        self.app.lay_over(ProjectorMenu(self.app, self))

    def speak(self, language: str) -> None:
        """Change the language of this screen."""
        self.app.choose(replace(self.app.settings, language=language))

    def _put_away(self) -> None:
        if self.app.overlay is self._lies and not isinstance(self._lies, ProjectorMenu | SettingsOverlay):
            self.app.lay_over(None)


class InviteOverlay(Overlay):
    """How to join, large enough for the back of the room."""

    def __init__(self, app: App, address: str, code: str) -> None:
        super().__init__(app)
        self.address, self.code = address, code

    def build(self) -> Widget:
        app, texts, k = self.app, self.app.texts, self.app.k
        panel = app.screen.inset(32).middle(1400 * min(k, 1.3), 900 * min(k, 1.15))
        dialog = Dialog(
            key="dialog.invite",
            box=app.screen,
            name=texts("projector.join"),
            panel=panel,
            on_escape=self.close,
        )
        foot, inside = dialog.inside.cut_bottom(72 * min(k, 1.3), 20)
        close = foot.cut_right(min(foot.w, 300 * k))[0]
        done = button("invite.done", close, texts("client.close"), self.close, icon="check", kind="primary")
        dialog.children.append(done)
        if not self.code:
            column = column_in(app.painter, inside, "invite.none")
            column.text("none", texts("projector.no_code"))
            dialog.children.append(column.scroll())
            return dialog
        side = min(inside.h, inside.w / 2)
        scan, rest = inside.cut_left(side, 40)
        scan = Box(scan.x, scan.y, side, side)
        found = modules(link(self.address, self.code))
        column = column_in(app.painter, rest, "invite.how")
        column.text("open", texts("invite.open", address=self.address.partition("://")[2]), style="heading")
        column.gap(24)
        column.text("code", texts("invite.code"), colour="muted")
        column.text("letters", spoken(self.code), style="display")
        dialog.children += [
            Picture(key="invite.code", box=scan, name=texts("invite.code"), draw=draw_code, shows=found),
            column.scroll(),
        ]
        return dialog


class Showing(Protocol):
    """A scene for a whole room."""

    def invite(self) -> None:
        """Show how to join."""

    def speak(self, language: str) -> None:
        """Change the language of this screen."""


class ProjectorMenu(Overlay):
    """Language, joining, settings, and stopping to show; nothing of the session changes by it."""

    def __init__(self, app: App, scene: Showing) -> None:
        super().__init__(app)
        self.scene = scene

    def build(self) -> Widget:
        app, texts, k = self.app, self.app.texts, self.app.k
        panel = app.screen.inset(32).middle(900 * min(k, 1.4), 660 * min(k, 1.4))
        dialog = Dialog(
            key="dialog.projector", box=app.screen, name=texts("projector.menu"), panel=panel,
            on_escape=self.close,
        )  # fmt: skip
        column = column_in(app.painter, dialog.inside, "projector.list")
        high = 72 * min(k, 1.3)
        column.add(
            Switch(
                key="projector.language", box=column.room(60 * k + 16).inset(8, 8),
                name=texts("client.language"),
                words=[name.upper() for name in LANGUAGES], chosen=LANGUAGES.index(app.settings.spoken),
                on_choose=lambda index: self.scene.speak(LANGUAGES[index]),
            )
        )  # fmt: skip
        for name, label, icon, act in (
            ("join", texts("projector.join"), "qr-code", self.scene.invite),
            ("settings", texts("client.settings"), "settings", self._settings),
            ("stop", texts("projector.stop"), "log-out", app.quit),
            ("done", texts("client.close"), "check", self.close),
        ):
            column.gap(4)
            column.add(button(f"projector.{name}", column.room(high + 16).inset(8, 8), label, act, icon=icon))
        dialog.children.append(column.scroll())
        return dialog

    def _settings(self) -> None:
        self.app.lay_over(SettingsOverlay(self.app))
