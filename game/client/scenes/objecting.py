"""An objection: to which task, and because of which told need or of one's own core value."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, add_choices, ids
from game.client.scenes.column import Column, dialog_column
from game.client.scenes.seen import Seen
from game.client.widgets.base import Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import Box, columns

if TYPE_CHECKING:
    from game.client.app import App


VALUE = "core-value:own"
"""Stands for the own core value among the needs; no need can be called so."""


class ObjectOverlay(Overlay):
    """The dialog of an objection."""

    def __init__(self, app: App, seen: Seen, options: list[dict[str, Any]]) -> None:
        super().__init__(app)
        self.seen = seen
        self.options = [option for option in options if "closed" not in option]
        self.chosen: dict[str, str] = {}

    def build(self) -> Widget:
        app, texts, k = self.app, self.app.texts, self.app.k
        screen = app.screen.inset(32)
        panel = screen.middle(1240 * min(k, 1.4), screen.h)
        dialog = Dialog(
            key="dialog.object",
            box=app.screen,
            name=texts("client.object_title"),
            panel=panel,
            on_escape=self.close,
        )
        needed = max(column.height for column in self._columns(dialog.inside))
        foot, inside = dialog.fit(needed, 72 * min(k, 1.3))
        dialog.children += [column.scroll() for column in self._columns(inside)]
        send, rest = foot.cut_right(340 * min(k, 1.3), 16)
        dialog.children += [
            button("object.close", rest.cut_right(260 * min(k, 1.3))[0], texts("client.back"), self.close,
                   icon="arrow-left"),
            button("object.send", send, texts("client.answer.object"), self._send, icon="hand",
                   kind="primary", is_enabled=len(self.chosen) == 2),
        ]  # fmt: skip
        return dialog

    def _columns(self, inside: Box) -> list[Column]:
        """Return against which task and because of what, each in a column of its own."""
        names = {"task": self.seen.task, "need": self._need}
        found = []
        for field, place in zip(("task", "need"), columns(inside, 2, 32), strict=True):
            column = dialog_column(self.seen.painter, place, f"object.{field}")
            column.text("title", self.app.texts(f"client.object_{field}"), style="strong")
            column.gap(10)
            rows = [
                Choice(f"object.{field}.{id_}", names[field](id_), partial(self._choose, field, id_),
                       is_chosen=self.chosen.get(field) == id_)
                for id_ in self._ids(field)
            ]  # fmt: skip
            add_choices(self.seen, column, rows, f"object.{field}")
            found.append(column)
        return found

    def _ids(self, field: str) -> list[str]:
        """Return what can be chosen in a field; an objection without a need is for the own core value."""
        found = list(dict.fromkeys(id_ for option in self.options for id_ in ids(option, field)))
        without = any(not ids(option, "need") for option in self.options)
        return [*found, VALUE] if field == "need" and without else found

    def _need(self, id_: str) -> str:
        return self.app.texts("client.object_value") if id_ == VALUE else self.seen.need(id_)

    def _choose(self, field: str, id_: str) -> None:
        self.chosen[field] = id_
        self.app.changed()

    def _send(self) -> None:
        said = {field: id_ for field, id_ in self.chosen.items() if id_ != VALUE}
        self.seen.order("answer_plan", answer="object", **said)
        self.close()
