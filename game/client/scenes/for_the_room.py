"""What every screen for a whole room has: how to join on request, its language, a menu; nobody sits at it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from game.client.input import Key
from game.client.looks.join import draw_code
from game.client.scenes.base import Overlay, Scene
from game.client.scenes.column import column_in
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
"""How long something that lies over the screen stays when nobody puts it away: nobody sits at a projector."""


class RoomScreen(Scene):
    """A scene for a whole room. `address` and `code` say how to join; "" where that is not known."""

    address = ""
    code = ""
    _lies: Overlay | None = None

    def poll(self) -> None:
        super().poll()
        if self.app.overlay is not self._lies:
            self._lies = self.app.overlay
            if self._lies is not None:
                self.app.motion.later("projector", STAYS_MS, self._put_away)

    def leave(self) -> None:
        self.app.motion.cancel("projector")
        super().leave()

    def key(self, key: Key) -> bool:
        match key.name:
            case "q":
                self.invite()
            case "l":
                self.speak(LANGUAGES[(LANGUAGES.index(self.app.settings.spoken) + 1) % len(LANGUAGES)])
            case "escape":
                self.menu()
            case _:
                return False
        return True

    def invite(self) -> None:
        """Show how to join."""
        self.app.lay_over(InviteOverlay(self.app, self.address, self.code))

    def speak(self, language: str) -> None:
        """Change the language of this screen."""
        self.app.choose(replace(self.app.settings, language=language))

    def menu(self) -> None:
        """Show what can be done with this screen."""
        self.app.lay_over(ProjectorMenu(self.app, self))

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


class ProjectorMenu(Overlay):
    """Language, joining, settings, and stopping to show; nothing of the session changes by it."""

    def __init__(self, app: App, scene: RoomScreen) -> None:
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
