"""What went wrong when something was to be opened, and what to do about it: a dialog with one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.scenes.base import Overlay
from game.client.widgets.base import Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog
from game.client.widgets.plain import height_of, paragraph
from game.i18n import Mendable

if TYPE_CHECKING:
    from game.client.app import App

_AROUND = 48 + 64 + 16 + 32 + 48
"""What a dialog needs above and under its text: margins, title, and room before the button."""


class TroubleOverlay(Overlay):
    """The dialog that tells what a person can mend."""

    def __init__(self, app: App, trouble: Mendable) -> None:
        super().__init__(app)
        self.trouble = trouble

    def build(self) -> Widget:
        app, texts, k = self.app, self.app.texts, self.app.k
        said = texts(self.trouble.key, **self.trouble.facts)
        screen, width = app.screen.inset(32), 1100 * min(k, 1.4)
        button_height = 72 * min(k, 1.3)
        high = height_of(app.painter, said, width - 96) + 8
        dialog = Dialog(
            key="dialog.trouble",
            box=app.screen,
            name=texts("window.trouble"),
            panel=screen.middle(width, high + _AROUND + button_height),
            on_escape=self.close,
        )
        foot, inside = dialog.inside.cut_bottom(button_height, 24)
        dialog.children += [
            paragraph("trouble", inside, said),
            button("trouble.done", foot.cut_right(280 * min(k, 1.3))[0], texts("client.close"), self.close,
                   icon="check", kind="primary"),
        ]  # fmt: skip
        return dialog
