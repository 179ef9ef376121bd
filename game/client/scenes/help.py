"""The help: which keys do what."""

from __future__ import annotations

from game.client.scenes.base import Overlay
from game.client.widgets.base import Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import stack
from game.client.widgets.plain import line
from game.client.widgets.scroll import Scroll

_LINES = ("tab", "arrows", "enter", "escape", "digits", "plus", "p", "t", "m", "f1", "f11")


class HelpOverlay(Overlay):
    """The dialog with the keys."""

    def build(self) -> Widget:
        app, texts, k = self.app, self.app.texts, self.app.k
        screen = app.screen.inset(32)
        panel = screen.middle(1200 * min(k, 1.4), screen.h)
        dialog = Dialog(
            key="dialog.help", box=app.screen, name=texts("client.help"), panel=panel, on_escape=self.close
        )
        step = 48 * k
        foot, inside = dialog.fit(len(_LINES) * (step + 4), 72 * k)
        places = stack(inside, step, 4, len(_LINES))
        shown = Scroll(key="help.lines", box=inside, length=len(_LINES) * (step + 4))
        for name, place in zip(_LINES, places, strict=True):
            left, right = place.cut_left(320 * k, 16)
            shown.children.append(
                line(f"help.key.{name}", left, texts(f"client.key.{name}.name"), style="strong")
            )
            shown.children.append(line(f"help.does.{name}", right, texts(f"client.key.{name}.does")))
        done = foot.cut_right(280 * k)[0]
        dialog.children += [
            shown,
            button("help.done", done, texts("client.close"), self.close, icon="check", kind="primary"),
        ]
        return dialog
