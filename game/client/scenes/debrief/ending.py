"""How it ended: the story of this table, its goals, who nearly fell off; and all pictures together."""

from __future__ import annotations

from functools import partial

from game.client.scenes.column import Column
from game.client.scenes.debrief.panels import (
    Maker,
    goals,
    goals_in_rows,
    has_rules,
    list_panel,
    rules,
    under_each_other,
)
from game.client.scenes.debrief.pictures import HUGE_FROM, money_panel, support_panel
from game.client.scenes.pieces import badge, tile
from game.client.scenes.seen import Seen
from game.client.table import PROJECTOR
from game.client.widgets.base import Widget
from game.client.widgets.layout import Box, columns, weighted_rows
from game.debrief.story import happened

_GAP = 24
_STACKED_FROM = 1.25


def ended(seen: Seen, box: Box) -> list[Widget]:
    """Return the story of this table, and beside it the goals and who nearly fell off."""
    if seen.k < HUGE_FROM:
        side, wide = box.cut_right(min(700 * min(seen.k, 1.25), box.w * 0.45), _GAP)
        return [*_told(seen, wide, grows=False)[0], *_goals(seen, side, grows=False)[0]]
    makers = (partial(_told, seen, grows=True), partial(_goals, seen, grows=True))
    return under_each_other("debrief.both", box, seen.texts("debrief.ended.title"), makers)


def _told(seen: Seen, box: Box, *, grows: bool) -> tuple[list[Widget], float]:
    head = ("flag", seen.texts("debrief.ended.title"))
    return list_panel("debrief.story", seen.painter, box, head, partial(_story, seen), grows=grows)


def _goals(seen: Seen, box: Box, *, grows: bool, with_all: bool = True) -> tuple[list[Widget], float]:
    def fill(column: Column) -> None:
        if with_all:
            goals(seen, column)
            _numbers(seen, column)
        else:
            goals_in_rows(seen, column)

    head = ("target", seen.texts("debrief.goals.title"))
    return list_panel("debrief.goals", seen.painter, box, head, fill, grows=grows)


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
        above, under = weighted_rows(box, (400, 376), _GAP)
        (first, second), (third, fourth) = columns(above, 2, _GAP), columns(under, 2, _GAP)
        made = [*money_panel(seen, first), *support_panel(seen, second)]
        made += _goals(seen, third, grows=False, with_all=False)[0]
        return [*made, *_rules(seen, fourth, grows=False)[0]]
    high = max(560.0, box.h * 0.9)
    makers: list[Maker] = [
        lambda at: (money_panel(seen, Box(at.x, at.y, at.w, high)), at.y + high),
        lambda at: (support_panel(seen, Box(at.x, at.y, at.w, high)), at.y + high),
        partial(_goals, seen, grows=True, with_all=False),
    ]
    makers += [partial(_rules, seen, grows=True)] if has_rules(seen) else []
    return under_each_other("debrief.overview", box, seen.texts("debrief.ask.overview"), makers)


def _rules(seen: Seen, box: Box, *, grows: bool) -> tuple[list[Widget], float]:
    if not has_rules(seen):
        return [], box.bottom
    head = ("git-compare-arrows", seen.texts("debrief.rules.title"))
    return list_panel("debrief.rules", seen.painter, box, head, partial(rules, seen), grows=grows)
