"""How much trust there is by feeling: each seat sets it on a line; drawn beside what the model says."""

from __future__ import annotations

from functools import partial
from typing import Any

from game.client.looks.charts import DumbbellLook, DumbbellRow, Tick, draw_dumbbells
from game.client.scenes.base import Overlay
from game.client.scenes.column import FOR_THE_BAR, Column
from game.client.scenes.marks import trusting
from game.client.scenes.seats import played_here
from game.client.scenes.seen import Seen
from game.client.scenes.standing import Asked, line_rows
from game.client.widgets.base import Picture, Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import Box
from game.client.widgets.plain import height_of, paragraph

_STEP = 10
"""One place on the line, in points of trust."""
_ROW = 64


def to_feel(seen: Seen, column: Column) -> None:
    """Put in the button to set felt trust, and how many did; nothing where a scenario does not ask for it."""
    seats = _asked(seen)
    if not seats:
        return
    column.gap(20)
    place = column.room(68 * seen.k)
    act = partial(seen.app.lay_over, FeelOverlay(seen))
    column.add(button("reflect.feel", place, seen.texts("felt.ask"), act, icon="heart-pulse"))
    column.gap(6)
    done = sum(_felt(seen, seat) is not None for seat in seats)
    said = seen.texts("felt.answered", n=done, all=len(seats))
    column.text("feel.answered", said, style="label", colour="muted")


def _asked(seen: Seen) -> list[str]:
    """Return the seats that people play and that can say how much trust they feel."""
    return [seat for seat in played_here(seen) if seen.table.can(seat, "feel_trust")]


def _felt(seen: Seen, seat: str) -> int | None:
    value = (seen.part(f"seat:{seat}") or {}).get("felt")
    return None if value is None else int(value)


class FeelOverlay(Overlay):
    """A line from none to full trust for each seat."""

    def __init__(self, seen: Seen) -> None:
        super().__init__(seen.app)
        self.seen = seen

    def build(self) -> Widget:
        app, texts, k = self.app, self.app.texts, self.app.k
        widest = app.screen.inset(32).middle(1400 * min(k, 1.3), app.screen.h)
        dialog = Dialog(
            key="feel", box=app.screen, name=texts("felt.title"), panel=widest, on_escape=self.close
        )
        does = height_of(self.seen.painter, texts("felt.does"), dialog.inside.w)
        foot, inside = dialog.fit(does + 16 + self._rows(dialog.inside).height, 72 * k)
        head, inside = inside.cut_top(does, 16)
        dialog.children += [
            paragraph("feel.does", head, texts("felt.does")),
            self._rows(inside).scroll(),
            button("feel.close", foot.cut_right(280 * k)[0], texts("client.close"), self.close, icon="check",
                   kind="primary"),
        ]  # fmt: skip
        return dialog

    def _rows(self, inside: Box) -> Column:
        """Return the lines in a column for `inside`; a scroll bar would stand in the margin."""
        wide = Box(inside.x, inside.y, inside.w + FOR_THE_BAR, inside.h)
        return line_rows(self.seen, self._lines(), wide, _ROW * self.app.k)

    def _lines(self) -> Asked:
        seen, texts = self.seen, self.app.texts
        stands = {seat: _felt(seen, seat) for seat in _asked(seen)}
        return Asked(
            key="feel",
            low=texts("felt.low"),
            high=texts("felt.high"),
            does=texts("opening.poll.does"),
            now={seat: None if felt is None else felt // _STEP for seat, felt in stands.items()},
            answer=self._say,
        )

    def _say(self, seat: str, place: int) -> None:
        self.seen.table.order(seat, "feel_trust", value=place * _STEP)
        self.app.changed()


def felt_beside_model(seen: Seen, column: Column, round_: int) -> None:
    """Put in trust as it is counted and as it is felt, on one scale; nothing when nobody said."""
    ended: list[dict[str, Any]] = [one for one in seen.part("history") or () if one["round"] == round_]
    felt: dict[str, int] = ended[0].get("felt", {}) if ended else {}
    seats = [seat for seat in trusting(seen) if seat in felt]
    if not seats:
        return
    k, texts, trust = seen.k, seen.texts, ended[0]["trust"]
    column.gap(20)
    column.text("felt", texts("felt.beside"), style="title")
    column.text("felt.legend", texts("felt.legend"), style="label", colour="muted")
    column.gap(8)
    rows = tuple(
        DumbbellRow(
            seen.name(seat), seen.portrait(seat), felt[seat], trust[seat], f"{felt[seat]} · {trust[seat]}"
        )
        for seat in seats
    )
    ticks = tuple(Tick(value, texts.number(value)) for value in (0, 50, 100))
    look = DumbbellLook(rows, ticks, texts("felt.felt"), texts("felt.counted"), has_arrows=False)
    place = column.room(len(rows) * 48 * k + 40 * k)
    shown = Picture(
        key=f"{column.key}.felt.chart", box=place, name=texts("felt.beside"), draw=draw_dumbbells, shows=look
    )
    said = [texts("felt.both", name=seen.name(seat), felt=felt[seat], counted=trust[seat]) for seat in seats]
    shown.says = "; ".join(said)
    column.add(shown)
