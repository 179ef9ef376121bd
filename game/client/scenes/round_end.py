"""What a round did, once it is settled: trust per seat with its marks, the council, the goals."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.scenes.base import Overlay
from game.client.scenes.column import Column, dialog_column
from game.client.scenes.feeling import felt_beside_model
from game.client.scenes.marks import marks
from game.client.scenes.seen import Seen
from game.client.scenes.stepping_back import conditions
from game.client.widgets.base import Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import Box, columns

if TYPE_CHECKING:
    from game.client.app import App


class RoundOverlay(Overlay):
    """The dialog at the end of a round; opened when the part `history` grows, closed by Enter."""

    def __init__(self, app: App, seen: Seen, round_: int) -> None:
        super().__init__(app)
        self.seen, self.round = seen, round_

    def build(self) -> Widget:
        app, texts, k = self.app, self.app.texts, self.app.k
        widest = app.screen.inset(32).middle(1400 * min(k, 1.35), app.screen.h)
        title = texts("looking.round_end", round=self.round)
        dialog = Dialog(key="round_end", box=app.screen, name=title, panel=widest, on_escape=self.close)
        needed = max(column.height for column in self._columns(dialog.inside))
        foot, inside = dialog.fit(needed, 72 * k)
        closing = foot.cut_right(320 * k)[0]
        done = button(
            "round_end.close", closing, texts("looking.next"), self.close, icon="arrow-right", kind="primary"
        )
        dialog.children += [done, *(column.scroll() for column in self._columns(inside))]
        return dialog

    def _columns(self, inside: Box) -> list[Column]:
        """Return trust at the left, the other numbers at the right."""
        left, right = columns(inside, 2, 48)
        trust = dialog_column(self.app.painter, left, "round_end.trust")
        trust.text("title", self.app.texts("looking.trust_before", round=self.round), style="title")
        trust.gap(12)
        marks(self.seen, trust, self.round, "round_end.marks")
        felt_beside_model(self.seen, trust, self.round)
        rest = dialog_column(self.app.painter, right, "round_end.rest")
        self._others(rest)
        return [trust, rest]

    def _others(self, column: Column) -> None:
        texts, seen = self.app.texts, self.seen
        column.text("title", texts("looking.now"), style="title")
        column.gap(12)
        for id_, part in (seen.part("indicators") or {}).items():
            self._number(column, "indicator", id_, seen.indicator(id_), texts.tenths(part["value"]), "target")
        council = seen.part("council")
        if council is not None:
            figure = texts.number(council["patience"])
            self._number(column, "patience", "", texts("what.patience"), figure, "hourglass")
        outcome = seen.part("outcome") or {}
        figure = texts.number(outcome.get("lowest_support", 0))
        self._number(column, "lowest_support", "", texts("what.lowest_support"), figure, "thumbs-up")
        conditions(seen, column, "round_end")

    def _number(self, column: Column, what: str, of: str, name: str, figure: str, icon: str) -> None:
        act, hint = partial(self.seen.why, what, of), self.app.texts("why.open")
        column.number(f"round_end.{what}.{of}", name, figure, act, icon=icon, hint=hint)
