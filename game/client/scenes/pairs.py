"""What a what-if came to as pairs: each value that ends otherwise beside what was played, to be asked why."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from game.client.looks.charts import Tick
from game.client.looks.pairs import (
    PairLook,
    SidesLook,
    draw_pair,
    draw_scale,
    draw_sides,
    label_width,
    sides_rows,
)
from game.client.scenes.column import Column
from game.client.widgets.base import RING, Picture
from game.client.widgets.plain import height_of
from game.client.widgets.press import Press
from game.debrief.whatif.telling import Found, Telling

_ROW = 54
_MOST = 100
_TICKS = (0, 50, 100)


def put_pairs(column: Column, said: Telling, open_: Callable[[Found], None]) -> None:
    """Put in every value in points that ends otherwise, on one scale; pressed, it opens into its causes."""
    texts, painter = said.texts, column.painter
    shown = in_points(said)
    if not shown:
        return
    words = [said.side("played"), said.side("counted")]
    words += [texts("whatif.bar")] if said.found["band"] else []
    look = SidesLook(tuple(words))
    high = 42 * column.k * max(row for row, _ in sides_rows(painter, look, column.box.w))
    legend = Picture(key="whatif.sides", box=column.room(high), name=texts.listing(words), draw=draw_sides,
                     shows=look, spread=8)  # fmt: skip
    column.add(legend)
    ticks = tuple(Tick(value / _MOST, texts.number(value)) for value in _TICKS)
    for one in shown:
        _put_pair(column, said, one, ticks, open_)
    place = column.room(40 * column.k).inset(RING, 0)
    column.add(Picture(key="whatif.scale", box=place, draw=draw_scale, shows=ticks, spread=8))


def in_points(said: Telling) -> list[Found]:
    """Return the values that ended otherwise and stand on one scale: all but money."""
    return [one for one in said.differing() if one["what"] != "money"]


def _put_pair(
    column: Column, said: Telling, one: Found, ticks: tuple[Tick, ...], open_: Callable[[Found], None]
) -> None:
    """Put in a value; for whoever does not see it, with how far its difference goes with other luck."""
    label, band = said.label(one), said.band_of(one)
    texts = (said.amount(one, "played"), said.amount(one, "counted"), said.difference(one))
    width = column.box.w - 2 * RING
    high = max(_ROW * column.k, height_of(column.painter, label, label_width(width) - 12, "label") + 8)
    ends = (band["counted"][0], band["counted"][2]) if band else None
    look = PairLook(
        label,
        _share(one, one["played"]),
        _share(one, one["counted"]),
        texts,
        one["difference"] > 0,
        ticks,
        (_share(one, ends[0]), _share(one, ends[1])) if ends else None,
    )
    beside = said.texts("whatif.beside", played=texts[0], counted=texts[1])
    says = f"{texts[2]} {beside} {said.spread(one)}" if band else f"{texts[2]} {beside}"
    column.add(
        Press(key=f"whatif.value.{one['what']}.{one['of']}", box=column.room(high).inset(RING, 0), name=label,
              says=says, hint=said.texts("why.open"), act=partial(open_, one), draw=draw_pair, shows=look,
              group="whatif.found", spread=4, kind="number")
    )  # fmt: skip


def _share(value: Found, amount: int) -> float:
    points = amount / 10 if value["what"] == "indicator" else amount
    return max(0.0, min(1.0, points / _MOST))
