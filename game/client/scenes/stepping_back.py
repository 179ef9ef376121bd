"""A seat whose trust is too low steps back, and names the one thing that would bring it back."""

from __future__ import annotations

from functools import partial

from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, add_choices
from game.client.scenes.column import Column, dialog_column
from game.client.scenes.seats import played_here, stepped_back
from game.client.scenes.seen import Seen
from game.client.widgets.base import Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import Box


def waits_for_a_condition(seen: Seen, seat: str) -> bool:
    """Tell whether a seat that people play stepped back and did not say yet what would bring it back."""
    is_silent = (seen.part(f"seat:{seat}") or {}).get("stepped_back") == ""
    return is_silent and seat in played_here(seen) and seen.table.can(seat, "name_condition")


def conditions(seen: Seen, column: Column, key: str) -> None:
    """Put in a row for each seat that stepped back: that it did, its condition, and a button to choose it."""
    for seat in seen.seats:
        said = stepped_back(seen, seat)
        if not said:
            continue
        column.gap(14)
        column.pill(f"back.{seat}", "warning", said)
        if seat not in played_here(seen) or not seen.table.can(seat, "name_condition"):
            continue
        column.gap(8)
        act = partial(ask_for_condition, seen, seat)
        word = "choose" if waits_for_a_condition(seen, seat) else "again"
        label = seen.texts(f"step_back.{word}", name=seen.name(seat))
        place = column.room(68 * seen.k)
        column.add(button(f"{key}.condition.{seat}", place, label, act, icon="door-open"))


def ask_for_condition(seen: Seen, seat: str) -> None:
    """Lay the dialog over what there is; that comes back afterwards."""
    seen.app.lay_over(_ConditionOverlay(seen, seat))


class _ConditionOverlay(Overlay):
    """The dialog in which a seat chooses its condition."""

    def __init__(self, seen: Seen, seat: str) -> None:
        super().__init__(seen.app)
        self.seen, self.seat, self.under = seen, seat, seen.app.overlay

    def build(self) -> Widget:
        app, texts, k = self.app, self.app.texts, self.app.k
        widest = app.screen.inset(32).middle(1040 * min(k, 1.5), app.screen.h)
        title = texts("step_back.title", name=self.seen.name(self.seat))
        dialog = Dialog(key="stepping", box=app.screen, name=title, panel=widest, on_escape=self.close)
        foot, inside = dialog.fit(self._list(dialog.inside).height, 72 * k)
        later = foot.cut_right(min(foot.w, 320 * k))[0]
        dialog.children += [
            self._list(inside).scroll(),
            button("stepping.later", later, texts("step_back.later"), self.close, icon="clock"),
        ]
        return dialog

    def _list(self, box: Box) -> Column:
        seen, texts = self.seen, self.app.texts
        column = dialog_column(seen.painter, box, "stepping.list")
        column.text("does", texts("step_back.does"))
        column.gap(16)
        now = (seen.part(f"seat:{self.seat}") or {}).get("stepped_back")
        rows = [
            Choice(
                f"stepping.{one}", _as_a_sentence(texts(f"comeback.{one}")), partial(self._choose, one),
                icon="door-open", is_chosen=one == now,
            )
            for one in seen.table.choices(self.seat, "name_condition", "condition")
        ]  # fmt: skip
        add_choices(seen, column, rows, "stepping.list")
        return column

    def close(self) -> None:
        self.app.lay_over(self.under)

    def _choose(self, condition: str) -> None:
        self.close()
        self.seen.table.order(self.seat, "name_condition", condition=condition)
        self.app.changed()


def _as_a_sentence(said: str) -> str:
    return said[:1].upper() + said[1:]
