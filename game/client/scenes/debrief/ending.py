"""How it ended: the story of this table, its goals, who nearly fell off; and all pictures together."""

from __future__ import annotations

from functools import partial

from game.client.scenes.column import Column, Reader, column_in
from game.client.scenes.debrief.panels import chart_panel, goals, rules
from game.client.scenes.debrief.pictures import HUGE_FROM, money_panel, support_panel
from game.client.scenes.pieces import badge, tile
from game.client.scenes.seen import Seen
from game.client.table import PROJECTOR
from game.client.widgets.base import Widget
from game.client.widgets.layout import Box, grid
from game.debrief.story import happened

_GAP = 24
_STACKED_FROM = 1.25


def ended(seen: Seen, box: Box) -> list[Widget]:
    """Return the story of this table, and beside it the goals and who nearly fell off."""
    if seen.k < HUGE_FROM:
        side, wide = box.cut_right(min(700 * min(seen.k, 1.25), box.w * 0.45), _GAP)
        return [*_told(seen, wide), *_goals(seen, side)]
    first = Box(box.x, box.y, box.w - 24, box.h)
    second = Box(box.x, first.bottom + _GAP, first.w, first.h)
    children = [*_told(seen, first), *_goals(seen, second)]
    title = seen.texts("debrief.ended.title")
    return [Reader(key="debrief.both", box=box, length=2 * box.h + _GAP, children=children, name=title)]


def _told(seen: Seen, box: Box) -> list[Widget]:
    title = seen.texts("debrief.ended.title")
    panel, inner = chart_panel("debrief.ended", seen.painter, box, "flag", title)
    column = column_in(seen.painter, inner, "debrief.story")
    _story(seen, column)
    return [panel, column.scroll()]


def _goals(seen: Seen, box: Box) -> list[Widget]:
    title = seen.texts("debrief.goals.title")
    panel, inner = chart_panel("debrief.goals", seen.painter, box, "target", title)
    column = column_in(seen.painter, inner, "debrief.goals.list")
    goals(seen, column)
    _numbers(seen, column)
    return [panel, column.scroll()]


def _story(seen: Seen, column: Column) -> None:
    """Put in how it ended, large, and then what happened and why, with the round it began in."""
    told = happened(seen.table.views[PROJECTOR], seen.scenario, seen.texts)
    side = 40 * seen.k
    for index, one in enumerate(told):
        if index == 0:
            column.text("0", one.text, style="quote")
            column.gap(20)
            continue
        start = column.y
        place = Box(column.box.x, start, side, side)
        mark = f"{column.key}.{index}.mark"
        if one.round:
            column.add(badge(mark, place, seen.texts.number(one.round)))
        else:
            column.add(tile(mark, place, "circle-dot", None))
        column.y += max(0, (side - 34 * seen.k) / 2)
        column.text(str(index), one.text, indent=side + 16)
        column.y = max(column.y, start + side)
        column.gap(10)


def _numbers(seen: Seen, column: Column) -> None:
    """Put in the lowest and the mean support, to be asked why."""
    outcome, texts = seen.part("outcome") or {}, seen.texts
    for what, name in (
        ("lowest_support", texts("what.lowest_support")),
        ("table_support", texts("what.table_support")),
        ("cohesion", texts("what.cohesion")),
    ):
        figure, act = texts.number(outcome.get(what, 0)), partial(seen.why, what, "")
        column.number(f"debrief.{what}", name, figure, act, icon="users", hint=texts("why.open"))


def overview(seen: Seen, box: Box) -> list[Widget]:
    """Return all pictures together: money, support, goals, and the last ballots under other rules."""
    if seen.k < _STACKED_FROM:
        cells = grid(box, 2, 2, _GAP)
        return _four(seen, cells)
    high = max(560.0, box.h * 0.9)
    cells = [Box(box.x, box.y + index * (high + _GAP), box.w - 24, high) for index in range(4)]
    children = _four(seen, cells)
    return [
        Reader(
            key="debrief.overview", box=box, length=cells[-1].bottom - box.y, children=children,
            group="debrief.overview", name=seen.texts("debrief.ask.overview"),
        )
    ]  # fmt: skip


def _four(seen: Seen, cells: list[Box]) -> list[Widget]:
    texts, painter = seen.texts, seen.painter
    widgets = [*money_panel(seen, cells[0]), *support_panel(seen, cells[1])]
    panel, inner = chart_panel("debrief.goals", painter, cells[2], "target", texts("debrief.goals.title"))
    column = column_in(painter, inner, "debrief.goals.list")
    goals(seen, column, with_others=False)
    widgets += [panel, column.scroll()]
    panel, inner = chart_panel(
        "debrief.other", painter, cells[3], "git-compare-arrows", texts("debrief.rules.title")
    )
    counted = rules(seen, inner)
    return [*widgets, panel, counted] if counted is not None else widgets
