"""The settings: language, size of text, contrast, calm picture, sound, full screen. They change at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from game.client.looks.button import switch_width
from game.client.scenes.base import Overlay
from game.client.scenes.column import Column, dialog_column
from game.client.settings import SCALES
from game.client.widgets.base import Widget
from game.client.widgets.button import Switch, button
from game.client.widgets.dialog import Dialog
from game.client.widgets.plain import height_of, paragraph
from game.i18n import LANGUAGES

_HIGH, _GAP = 60, 20
"""How high a row is at least and what is between two, at text scale 1."""


class SettingsOverlay(Overlay):
    """The dialog with settings."""

    def build(self) -> Widget:
        app, texts, k = self.app, self.app.texts, self.app.k
        widest = app.screen.inset(32).middle(1240 * min(k, 1.4), app.screen.h)
        dialog = Dialog(
            key="dialog.settings",
            box=app.screen,
            name=texts("client.settings"),
            panel=widest,
            on_escape=self.close,
        )
        high = self._rows(dialog_column(app.painter, dialog.inside, "settings.list")).height
        foot, inside = dialog.fit(high, 72 * k)
        done = foot.cut_right(280 * k)[0]
        dialog.children += [
            self._rows(dialog_column(app.painter, inside, "settings.list")).scroll(),
            button("settings.done", done, texts("client.close"), self.close, icon="check", kind="primary"),
        ]
        return dialog

    def _rows(self, column: Column) -> Column:
        app, texts = self.app, self.app.texts
        settings = app.settings
        off_on = (texts("client.off"), texts("client.on"))
        self._row(
            column, "language", texts("client.language"), [name.upper() for name in LANGUAGES],
            LANGUAGES.index(settings.spoken), lambda n: app.choose(replace(settings, language=LANGUAGES[n])),
        )  # fmt: skip
        self._row(
            column, "scale", texts("client.text_scale"), [f"{scale} %" for scale in SCALES],
            SCALES.index(settings.text_scale) if settings.text_scale in SCALES else 0,
            lambda n: app.choose(replace(settings, text_scale=SCALES[n])),
        )  # fmt: skip
        self._row(
            column, "contrast", texts("client.high_contrast"), off_on,
            int(settings.has_high_contrast),
            lambda n: app.choose(replace(settings, has_high_contrast=bool(n))),
        )  # fmt: skip
        self._row(
            column, "calm", texts("client.calm"), off_on,
            int(settings.is_calm), lambda n: app.choose(replace(settings, is_calm=bool(n))),
        )  # fmt: skip
        silent = texts("client.sound_none")
        self._row(
            column, "sound", silent if app.sounds.is_silent else texts("client.sound"), off_on,
            int(settings.has_sound), lambda n: app.choose(replace(settings, has_sound=bool(n))),
        )  # fmt: skip
        self._row(
            column, "full", texts("client.full_screen"), off_on,
            int(app.window.is_full_screen), lambda _: app.toggle_full_screen(),
        )  # fmt: skip
        return column

    def _row(
        self,
        column: Column,
        key: str,
        label: str,
        words: Sequence[str],
        chosen: int,
        act: Callable[[int], None],
    ) -> None:
        """Put in a row: what it is about at the left, its choices at the right."""
        painter, k = self.app.painter, self.app.k
        pill = max(420 * min(k, 1.25), switch_width(painter, words))
        if column.widgets:
            column.gap(_GAP)
        beside = column.box.w - pill - 24
        text = height_of(painter, label, beside)
        right, left = column.room(max(_HIGH * k, text)).cut_right(pill, 24)
        column.add(paragraph(f"settings.{key}.label", left.middle(left.w, text), label))
        place = right.middle(right.w, _HIGH * k)
        column.add(
            Switch(key=f"settings.{key}", box=place, name=label, words=words, chosen=chosen, on_choose=act)
        )
