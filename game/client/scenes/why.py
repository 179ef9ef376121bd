"""Why is a number what it is? Where it began, every change with its reason, and that these add up to it.

A derived number (support, the wishes in it, the table's support, cohesion) opens into the numbers it is made
of, and each of these opens further. Escape goes one step back, then closes.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from game.client.looks.rows import CauseLook, cause_height, draw_cause
from game.client.scenes.base import Overlay
from game.client.scenes.column import Column, dialog_column
from game.client.scenes.made_of import Part, made_of
from game.client.table import PROJECTOR
from game.client.widgets.base import RING, Picture, Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import Box
from game.client.widgets.plain import line
from game.debrief.causes import RoundLines, Sentence, Step, value_label, why

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.scenes.seen import Seen

_ICONS = {
    "recognised": "hand",
    "used": "badge-check",
    "no_report": "ear",
    "understood": "thumbs-up",
    "not_understood": "thumbs-down",
    "promise_kept": "handshake",
    "promise_broken": "handshake",
    "over_asked": "triangle-alert",
    "event_card": "zap",
    "at_work": "hammer",
    "not_at_work": "hammer",
    "note": "mail",
    "no_note": "mail",
    "round": "coins",
    "clipped": "gauge",
}


class WhyOverlay(Overlay):
    """The dialog with the causes of one number."""

    def __init__(self, app: App, seen: Seen, what: str, of: str = "") -> None:
        super().__init__(app)
        self.seen = seen
        self.asked = [(what, _whose(what, of))]
        self.under = app.overlay

    def build(self) -> Widget:
        what, of = self.asked[-1]
        app, texts, k = self.app, self.app.texts, self.app.k
        widest = app.screen.inset(32).middle(1280 * min(k, 1.4), app.screen.h)
        title = texts("why.title", of=value_label(what, of, self.seen.scenario, texts))
        key = f"why.{len(self.asked)}"  # a dialog of its own for every step, so that it gets the focus
        dialog = Dialog(key=key, box=app.screen, name=title, panel=widest, on_escape=self.back)
        foot, inside = dialog.fit(self._list(dialog.inside).height, 72 * k, least=520)
        reader = self._list(inside).scroll()
        reader.name = title
        dialog.children.append(reader)
        closing = foot.cut_right(280 * k)[0]
        dialog.children.append(
            button("why.close", closing, texts("why.close"), self.close, icon="check", kind="primary")
        )
        if len(self.asked) > 1:
            place = foot.cut_left(280 * k)[0]
            dialog.children.append(button("why.back", place, texts("why.back"), self.back, icon="arrow-left"))
        return dialog

    def _list(self, window: Box) -> Column:
        """Return all that is said about the number, in a column for `window`."""
        what, of = self.asked[-1]
        column = dialog_column(self.seen.painter, window, f"asked.{what}.{of}")
        parts = made_of(self.seen, what, of)
        if parts is None:
            self._causes(column, what, of)
        else:
            self._parts(column, parts)
        return column

    def open(self, what: str, of: str) -> None:
        """Ask on: why is this part of it what it is?"""
        self.asked.append((what, _whose(what, of)))
        self.app.changed()

    def back(self) -> None:
        """Go back to the number that was asked before, or close."""
        self.asked.pop()
        if self.asked:
            self.app.changed()
        else:
            self.close()

    def close(self) -> None:
        """Go back to what was on the screen when the question was asked."""
        self.app.lay_over(self.under)

    # A number with causes. ---------------------------------------------------------------------------

    def _causes(self, column: Column, what: str, of: str) -> None:
        texts = self.app.texts
        parts = self.seen.table.views[PROJECTOR]
        found = why(parts, what, of, self.seen.scenario, texts)
        _sum(column, "begin", texts("why.begin"), found.start_text, style="figure")
        for round_ in found.rounds:
            changes = [
                change
                for change in parts[f"causes:{round_.round}"]
                if change["what"] == what and (change["of"] == of or what == "patience")
            ]
            self._round(column, round_, changes)
        if not found.rounds:
            column.gap(16)
            column.text("still", texts("why.nothing"), colour="muted")
        column.gap(20)
        _sum(column, "now", texts("why.now"), found.end_text, style="amount")

    def _round(self, column: Column, round_: RoundLines, changes: list[Mapping[str, Any]]) -> None:
        column.gap(20)
        column.text(f"{round_.round}.title", round_.title, style="title")
        for index, (said, change) in enumerate(zip(round_.lines, changes, strict=True)):
            key = f"{round_.round}.{index}"
            self._cause(column, key, said, change["cause"])
            for step in said.steps:
                _step(column, f"{key}.{step.name}", step)
            if said.steps:
                column.gap(8)

    def _cause(self, column: Column, key: str, said: Sentence, cause: Mapping[str, Any]) -> None:
        icon, colour = self._icon(cause)
        sign = "up" if said.amount > 0 else "down" if said.amount < 0 else "none"
        look = CauseLook(icon, _capital(said.why), "", said.amount_text, sign, colour)  # type: ignore[arg-type]
        place = column.room(cause_height(column.painter, look, column.box.w))
        column.add(
            Picture(
                key=f"{column.key}.{key}",
                box=place,
                name=said.text,
                says=said.text,
                draw=draw_cause,
                shows=look,
            )
        )

    def _icon(self, cause: Mapping[str, Any]) -> tuple[str, tuple[int, int, int] | None]:
        kind, ids = cause["kind"], cause["ids"]
        if kind in ("task", "duty", "duty_unpaid", "no_doer") and ids:
            return self.seen.task_tile(ids[0])
        if kind == "instrument" and ids and ids[0] in self.seen.scenario.instruments:
            return self.seen.scenario.instruments[ids[0]].icon, None
        return _ICONS.get(kind, "landmark"), None

    # A number made of others. ------------------------------------------------------------------------

    def _parts(self, column: Column, parts: list[Part]) -> None:
        column.gap(RING)
        hint = self.app.texts("why.open")
        for index, part in enumerate(parts):
            if part.opens is not None:
                act, key = partial(self.open, *part.opens), f"{column.key}.{index}"
                column.number(key, part.text, part.figure, act, icon=part.icon, hint=hint, colour=part.tint)
            elif part.figure:
                _sum(column, str(index), part.text, part.figure, style=part.style)
                column.gap(12)
            else:
                column.text(str(index), part.text, colour=part.colour)
                column.gap(12)


def _whose(what: str, of: str) -> str:
    return of or ("pot" if what in ("money", "set_aside") else "")


def _sum(column: Column, key: str, word: str, figure: str, *, style: str) -> None:
    """Put in a word at the left and a number at the right."""
    letter = getattr(column.painter.theme.text, style)
    number = column.painter.measure(figure, letter)[0] + 12
    start, high = column.y, column.painter.line_height(letter)
    least = column.painter.line_height(column.painter.theme.text.strong)
    above = max(0, (high - least) / 2)
    words = Column(
        column.painter, Box(column.box.x, start + above, column.box.w - number - 16, 0), column.key
    )
    words.text(f"{key}.word", word, style="strong")
    column.widgets += words.widgets
    place = Box(column.box.right - number, start, number, high)
    column.add(line(f"{column.key}.{key}.figure", place, figure, style=style, align="right"))
    column.y = max(words.y, start + high)


def _step(column: Column, key: str, step: Step) -> None:
    """Put in a factor of a task's effect: what it is, and what it changed."""
    k, box, start = column.k, column.box, column.y
    lead, number = 60 * k, 110 * k
    words = Column(
        column.painter, Box(box.x + lead, start, box.w - lead - number - 16, 0), f"{column.key}.{key}"
    )
    words.text("text", _capital(step.text), style="label", colour="muted")
    column.widgets += words.widgets
    place = Box(
        box.right - number, start, number, column.painter.line_height(column.painter.theme.text.label)
    )
    column.add(
        line(
            f"{column.key}.{key}.amount",
            place,
            step.amount_text,
            style="small_figure",
            colour="muted",
            align="right",
        )
    )
    column.y = words.y
    column.gap(4)


def _capital(said: str) -> str:
    return said[:1].upper() + said[1:]
