"""Where the table can go back to: every point as a line, the newest first; one is chosen, then it happens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, add_choices
from game.client.scenes.column import Column, column_in
from game.client.scenes.seen import Seen
from game.client.table import FACILITATOR
from game.client.widgets.base import Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog

_SEAT = "seat:"
NEWEST = 60
"""How many points the list has; the starts of phases are there however old they are."""


class GoingBackOverlay(Overlay):
    """The dialog with the points to go back to.

    Args:
        see: Gives the table as it is now.
    """

    def __init__(self, see: Callable[[], Seen]) -> None:
        self.see = see
        super().__init__(see().app)
        self.chosen: int | None = None

    def build(self) -> Widget:
        app, texts, k, seen = self.app, self.app.texts, self.app.k, self.see()
        panel = app.screen.inset(32).middle(1240 * min(k, 1.4), 900)
        dialog = Dialog(
            key="dialog.back", box=app.screen, name=texts("going_back.title"), panel=panel,
            on_escape=self.close,
        )  # fmt: skip
        foot, inside = dialog.inside.cut_bottom(72 * min(k, 1.3), 16)
        last, rest = foot.cut_right(440 * min(k, 1.3), 24)
        dialog.children += [
            self._list(seen, column_in(app.painter, inside, "back.list")).scroll(),
            button("back.close", rest.cut_right(280 * min(k, 1.3))[0], texts("looking.cancel"), self.close,
                   icon="x", group="back.foot"),
            button("back.go", last, texts("going_back.go"), self._go, icon="undo-2", kind="primary",
                   is_enabled=self.chosen is not None, group="back.foot"),
        ]  # fmt: skip
        return dialog

    def _list(self, seen: Seen, column: Column) -> Column:
        column.text("does", self.app.texts("going_back.does"))
        column.gap(16)
        found = points(seen)
        if not found:
            column.text("none", self.app.texts("going_back.none"), colour="muted")
        rows = [
            Choice(
                f"back.{point['seq']}", told(seen, point), partial(self._choose, point["seq"]),
                icon="map" if point["kind"] == "step_started" else "undo-2",
                is_chosen=point["seq"] == self.chosen,
            )
            for point in found
        ]  # fmt: skip
        add_choices(seen, column, rows, "back.list")
        return column

    def _choose(self, seq: int) -> None:
        self.chosen = seq
        self.app.changed()

    def _go(self) -> None:
        if self.chosen is not None:
            self.see().table.order(FACILITATOR, "rewind", to_seq=self.chosen)
            self.close()


def points(seen: Seen) -> list[dict[str, Any]]:
    """Return the points to go back to, the newest first; of old moves only where a step began."""
    found = list((seen.table.part("rewind", FACILITATOR) or {}).get("points", ()))[::-1]
    return [point for index, point in enumerate(found) if index < NEWEST or point["kind"] == "step_started"]


def told(seen: Seen, point: dict[str, Any]) -> str:
    """Return a point as a line: which round and phase, and before whose move or at which start."""
    texts = seen.texts
    place = texts("going_back.place", round=point["round"], phase=texts(f"phase.{point['phase']}"))
    if point["kind"] == "step_started":
        return texts("going_back.start", place=place)
    seat = point["actor"].removeprefix(_SEAT)
    if seat in seen.scenario.roles:
        return texts("going_back.before", place=place, name=seen.name(seat))
    return texts("going_back.before_all", place=place)
