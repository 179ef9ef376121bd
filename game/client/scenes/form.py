"""A form: a dialog in which the acting seat fills in an order, choice by choice, and hands it in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, add_choices
from game.client.scenes.column import Column, dialog_column
from game.client.scenes.seen import Seen
from game.client.widgets.base import Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import columns
from game.client.widgets.stepper import Stepper

if TYPE_CHECKING:
    from game.client.app import App


class Form(Overlay):
    """What every form has: columns to fill in, a way back, and a button that hands it in when it is whole."""

    name: ClassVar[str] = ""
    icon: ClassVar[str] = "check"
    width: ClassVar[int] = 1240

    def __init__(self, app: App, seen: Seen) -> None:
        super().__init__(app)
        self.seen = seen
        self.chosen: dict[str, Any] = {}
        self.highest = 0.0
        """How high its longest column was; it grows with what there is to choose and never jumps back."""

    def title(self) -> str:
        """Return what the form is for."""
        raise NotImplementedError

    def send_label(self) -> str:
        """Return what handing it in says."""
        raise NotImplementedError

    def parts(self) -> Sequence[Callable[[Column], None]]:
        """Return what fills each column."""
        raise NotImplementedError

    def order(self) -> tuple[str, dict[str, Any]] | None:
        """Return the kind and the fields of the order; None while something is missing."""
        raise NotImplementedError

    def build(self) -> Widget:
        app, seen, k = self.app, self.seen, self.app.k
        screen = app.screen.inset(32)
        panel = screen.middle(self.width * min(k, 1.4), screen.h)
        dialog = Dialog(
            key=f"dialog.{self.name}", box=app.screen, name=self.title(), panel=panel, on_escape=self.close
        )
        parts = self.parts()
        trials = [dialog_column(seen.painter, one, "") for one in columns(dialog.inside, len(parts), 32)]
        for fill, trial in zip(parts, trials, strict=True):
            fill(trial)
        self.highest = max(self.highest, *(trial.height for trial in trials))
        foot, inside = dialog.fit(self.highest, 72 * min(k, 1.3))
        for number, (fill, place) in enumerate(zip(parts, columns(inside, len(parts), 32), strict=True), 1):
            column = dialog_column(seen.painter, place, f"{self.name}.column.{number}")
            fill(column)
            dialog.children.append(column.scroll())
        send, rest = foot.cut_right(340 * min(k, 1.3), 16)
        dialog.children += [
            button(f"{self.name}.close", rest.cut_right(260 * min(k, 1.3))[0], app.texts("client.back"),
                   self.close, icon="arrow-left"),
            button(f"{self.name}.send", send, self.send_label(), self._send, icon=self.icon, kind="primary",
                   is_enabled=self.order() is not None),
        ]  # fmt: skip
        return dialog

    def ask(
        self, column: Column, field: str, title: str, ids: Sequence[str], called: Callable[[str], str]
    ) -> None:
        """Add a title and a row per id; the one that is chosen is kept under the field's name."""
        column.text(f"{field}.title", title, style="strong")
        column.gap(10)
        rows = [
            Choice(f"{self.name}.{field}.{id_}", called(id_), partial(self.choose, field, id_),
                   is_chosen=self.chosen.get(field) == id_)
            for id_ in ids
        ]  # fmt: skip
        add_choices(self.seen, column, rows, f"{self.name}.{field}")
        column.gap(14)

    def count(self, column: Column, field: str, title: str, described: dict[str, Any]) -> None:
        """Add a title and a stepper for an amount in euros, from the lowest to the highest it may be."""
        low, high, step = described["low"], described["high"], described["step"]
        now = max(low, min(self.chosen.get(field) or low, high))
        self.chosen[field] = now
        column.text(f"{field}.title", title, style="strong")
        column.gap(10)
        column.add(
            Stepper(
                key=f"{self.name}.{field}",
                box=column.room(60 * min(column.k, 1.3)),
                number=now,
                name=title,
                text=self.app.texts.euros(now),
                on_step=lambda by: self.choose(field, max(low, min(now + by * step, high))),
                can_less=now > low,
                can_more=now < high,
            )
        )
        column.gap(24)

    def choose(self, field: str, value: Any) -> None:
        """Keep what was chosen, and describe the form anew."""
        self.chosen[field] = value
        self.app.changed()

    def _send(self) -> None:
        order = self.order()
        if order is not None:
            kind, body = order
            self.seen.order(kind, **body)
            self.close()
