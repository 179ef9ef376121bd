"""Where the table can go back to: every point as a line, the newest first; one is chosen, then it happens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, add_choices
from game.client.scenes.column import Column
from game.client.scenes.listing import FootButton, list_dialog
from game.client.scenes.seen import Seen
from game.client.table import FACILITATOR
from game.client.widgets.base import Widget
from game.session.session import leader_number

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
        texts, seen = self.app.texts, self.see()
        go = FootButton("go", texts("going_back.go"), self._go, "undo-2", 440, "primary",
                        is_enabled=self.chosen is not None)  # fmt: skip
        close = FootButton("close", texts("looking.cancel"), self.close, "x")
        return list_dialog(
            self, "back", texts("going_back.title"), lambda column: self._list(seen, column), [go, close]
        )

    def _list(self, seen: Seen, column: Column) -> None:
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
    number = leader_number(point["actor"])
    leader = texts("going_back.leader", n=number) if number > 1 else ""
    if point["kind"] == "step_started":
        by = {"name": leader} if leader else {}
        return texts("going_back.start_by" if by else "going_back.start", place=place, **by)
    seat = point["actor"].removeprefix(_SEAT)
    name = seen.name(seat) if seat in seen.scenario.roles else leader
    if name:
        return texts("going_back.before", place=place, name=name)
    return texts("going_back.before_all", place=place)
