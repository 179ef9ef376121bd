"""The settings: language, size of text, calm picture, full screen. They change at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from game.client.scenes.base import Overlay
from game.client.settings import SCALES
from game.client.widgets.base import Picture, Widget
from game.client.widgets.button import Switch, button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import Box, rows
from game.client.widgets.plain import line
from game.i18n import LANGUAGES


class SettingsOverlay(Overlay):
    """The dialog with settings."""

    def build(self) -> Widget:
        app, texts, k = self.app, self.app.texts, self.app.k
        settings = app.settings
        panel = app.screen.inset(32).middle(1100 * min(k, 1.4), 640 * k)
        dialog = Dialog(
            key="dialog.settings",
            box=app.screen,
            name=texts("client.settings"),
            panel=panel,
            on_escape=self.close,
        )
        foot, inside = dialog.inside.cut_bottom(72 * k, 24)
        off_on = (texts("client.off"), texts("client.on"))
        rows_ = rows(inside, 4, 16)
        dialog.children += self._row(
            "language", rows_[0], texts("client.language"), [name.upper() for name in LANGUAGES],
            LANGUAGES.index(settings.spoken), lambda n: app.choose(replace(settings, language=LANGUAGES[n])),
        )  # fmt: skip
        dialog.children += self._row(
            "scale", rows_[1], texts("client.text_scale"), [f"{scale} %" for scale in SCALES],
            SCALES.index(settings.text_scale) if settings.text_scale in SCALES else 0,
            lambda n: app.choose(replace(settings, text_scale=SCALES[n])),
        )  # fmt: skip
        dialog.children += self._row(
            "calm", rows_[2], texts("client.calm"), off_on,
            int(settings.is_calm), lambda n: app.choose(replace(settings, is_calm=bool(n))),
        )  # fmt: skip
        dialog.children += self._row(
            "full", rows_[3], texts("client.full_screen"), off_on,
            int(app.window.is_full_screen), lambda _: app.toggle_full_screen(),
        )  # fmt: skip
        done = foot.cut_right(280 * k)[0]
        dialog.children.append(
            button("settings.done", done, texts("client.close"), self.close, icon="check", kind="primary")
        )
        return dialog

    def _row(
        self, key: str, box: Box, label: str, words: Sequence[str], chosen: int, act: Callable[[int], None]
    ) -> list[Widget]:
        k = self.app.k
        right, left = box.cut_right(420 * min(k, 1.25), 24)
        said: Picture = line(f"settings.{key}.label", left, label)
        pill = right.middle(right.w, 60 * k)
        return [
            said,
            Switch(key=f"settings.{key}", box=pill, name=label, words=words, chosen=chosen, on_choose=act),
        ]
