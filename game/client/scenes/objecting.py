"""An objection: to which task, and because of which told need."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, add_choices, ids
from game.client.scenes.column import column_in
from game.client.scenes.seen import Seen
from game.client.widgets.base import Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import columns

if TYPE_CHECKING:
    from game.client.app import App


class ObjectOverlay(Overlay):
    """The dialog of an objection."""

    def __init__(self, app: App, seen: Seen, option: dict[str, Any]) -> None:
        super().__init__(app)
        self.seen = seen
        self.option = option
        self.chosen: dict[str, str] = {}

    def build(self) -> Widget:
        app, seen, texts, k = self.app, self.seen, self.app.texts, self.app.k
        panel = app.screen.inset(32).middle(1240 * min(k, 1.4), 760 * min(k, 1.35))
        dialog = Dialog(
            key="dialog.object",
            box=app.screen,
            name=texts("client.object_title"),
            panel=panel,
            on_escape=self.close,
        )
        foot, inside = dialog.inside.cut_bottom(72 * min(k, 1.3), 20)
        names = {"task": seen.task, "need": seen.need}
        for field, place in zip(("task", "need"), columns(inside, 2, 32), strict=True):
            column = column_in(seen.painter, place, f"object.{field}")
            column.text("title", texts(f"client.object_{field}"), style="strong")
            column.gap(10)
            rows = [
                Choice(f"object.{field}.{id_}", names[field](id_), partial(self._choose, field, id_),
                       is_chosen=self.chosen.get(field) == id_)
                for id_ in ids(self.option, field)
            ]  # fmt: skip
            add_choices(seen, column, rows, f"object.{field}")
            dialog.children.append(column.scroll(place))
        send, rest = foot.cut_right(340 * min(k, 1.3), 16)
        dialog.children += [
            button("object.close", rest.cut_right(260 * min(k, 1.3))[0], texts("client.back"), self.close,
                   icon="arrow-left"),
            button("object.send", send, texts("client.answer.object"), self._send, icon="hand",
                   kind="primary", is_enabled=len(self.chosen) == 2),
        ]  # fmt: skip
        return dialog

    def _choose(self, field: str, id_: str) -> None:
        self.chosen[field] = id_
        self.app.changed()

    def _send(self) -> None:
        self.seen.order("answer_plan", answer="object", **self.chosen)
        self.close()
