"""Panels of the debrief: a title with its icon and room under it; numbers to press; goals; other rules."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from game.client.looks.bars import BulletLook, Share, SharesLook, draw_bullet, draw_shares
from game.client.looks.charts import DumbbellLook, draw_chart_panel, draw_dumbbell_legend
from game.client.paint import Painter
from game.client.scenes.column import Column, Reader, column_in
from game.client.scenes.pieces import pill, verdict_line
from game.client.scenes.seats import why_button
from game.client.scenes.seen import Seen
from game.client.widgets.base import Picture, Rect, Surface, Widget
from game.client.widgets.layout import Box
from game.client.widgets.plain import line
from game.i18n import Texts
from game.rules.support import is_reached

Maker = Callable[[Box], tuple[list[Widget], float]]
"""Makes a panel that starts in a box, and tells where it ends."""

_ROW_FROM = 720
"""From this width (at text scale 1) an indicator stands in one row."""
_FULL = 0.94
"""How far the longest of some bars that share a scale comes."""
_TILE, _ABOVE, _BESIDE, _UNDER = 52, 22, 24, 16


def chart_panel(
    key: str, painter: Painter, box: Box, icon: str, title: str, unit: str = ""
) -> tuple[Widget, Box]:
    """Return a white panel with icon, title and unit, and the room under them."""
    shown = Picture(
        key=key, box=box, name=title, says=unit, draw=_panel, shows=(icon, title, unit), spread=40
    )
    top = _ABOVE + _TILE * painter.k + 14
    inner = Box(box.x + _BESIDE, box.y + top, box.w - 2 * _BESIDE, max(0, box.h - top - _UNDER))
    return shown, inner


def list_panel(
    key: str,
    painter: Painter,
    box: Box,
    head: tuple[str, str],
    fill: Callable[[Column], None],
    *,
    grows: bool = False,
) -> tuple[list[Widget], float]:
    """Return a panel with a list in it, and where it ends.

    Args:
        head: Its icon and its title.
        fill: Puts the rows in.
        grows: Make the panel as high as the list; else the list scrolls in `box`. A list that lies in
            something that scrolls already must grow.
    """
    panel, inner = chart_panel(key, painter, box, *head)
    column = column_in(painter, inner, f"{key}.list")
    fill(column)
    if not grows:
        return [panel, column.scroll()], box.bottom
    panel.box = Box(box.x, box.y, box.w, inner.y - box.y + column.height + _UNDER)
    return [panel, *column.widgets], panel.box.bottom


def under_each_other(key: str, box: Box, name: str, makers: Sequence[Maker]) -> list[Widget]:
    """Return panels under each other behind one window; each maker gets the box it starts in."""
    children: list[Widget] = []
    y = box.y
    for make in makers:
        made, bottom = make(Box(box.x, y, box.w - 24, box.h))
        children += made
        y = bottom + 24
    reader = Reader(key=key, box=box, length=y - 24 - box.y, children=children, name=name)
    reader.group = key
    return [reader]


def legend(seen: Seen, key: str, box: Box, look: DumbbellLook) -> Widget:
    """Return what hollow and filled mean, in the title's row of a panel with this box."""
    k = seen.k
    row = Box(box.x + box.w / 2, box.y + _ABOVE, box.w / 2 - _BESIDE - 8, _TILE * k)
    return Picture(key=key, box=row, draw=_legend, shows=look, spread=8)


def goals(seen: Seen, column: Column) -> None:
    """Put in the goals, then the other indicators: name, how far it came, whether a goal was reached."""
    table = seen.part("table") or {}
    chosen = table.get("goals", ())
    parts = seen.part("indicators") or {}
    for id_ in sorted(parts, key=lambda one: one not in chosen):
        part = parts[id_]
        _goal(seen, column, id_, part, part["goal"] if id_ in chosen else None)
        column.gap(18)


def goals_in_rows(seen: Seen, column: Column) -> None:
    """Put in the goals alone, a row each: name, bar, number, whether it was reached."""
    parts = seen.part("indicators") or {}
    chosen = [id_ for id_ in parts if id_ in (seen.part("table") or {}).get("goals", ())]
    most = max((max(parts[id_][what] for what in ("value", "goal", "start")) for id_ in chosen), default=0)
    for id_ in chosen:
        _goal_in_row(seen, column, id_, parts[id_], most)
    if chosen:
        column.text("legend", seen.texts("debrief.goals.legend"), style="label", colour="muted")


def _goal_in_row(seen: Seen, column: Column, id_: str, part: dict[str, Any], most: int) -> None:
    k, key, goal = seen.k, f"{column.key}.goal.{id_}", int(part["goal"])
    status, word = _verdict(seen, part, goal)
    box, start = column.box, column.y
    verdict = (
        seen.painter.measure(seen.texts("debrief.not_reached"), seen.painter.theme.text.label_strong)[0]
        + 44 * k
    )
    name = Column(seen.painter, Box(box.x, start, (box.w - verdict) * 0.47, 0), column.key)
    name.text(f"goal.{id_}.name", seen.indicator(id_), style="label_strong")
    high = max(54 * k, name.height + 4)
    for widget in name.widgets:
        widget.box = widget.box.moved(0, (high - name.height) / 2)
    column.widgets += name.widgets
    row = column.room(high)
    place, rest = row.cut_right(verdict, 8)
    number, rest = rest.cut_right(84 * k, 12)
    bar = rest.cut_left(name.box.w + 16)[1]
    _bar(seen, column, id_, bar.middle(bar.w, 44 * k), part, goal, max(1, most) / _FULL)
    figure = seen.texts.tenths(part["value"])
    column.add(line(f"{key}.value", number, figure, style="count", align="right"))
    column.add(verdict_line(f"{key}.verdict", place, status, word))
    whole = Box(row.x - 8, row.y, row.w + 16, row.h)
    act = partial(seen.why, "indicator", id_)
    column.add(why_button(seen, f"{key}.why", whole, act, seen.indicator(id_)))
    column.gap(6)


def _goal(seen: Seen, column: Column, id_: str, part: dict[str, Any], goal: int | None) -> None:
    """Put in one indicator: in one row where there is room for it, else under each other."""
    top = column.y
    draw = _goal_row if column.box.w >= _ROW_FROM * seen.k else _goal_block
    draw(seen, column, id_, part, goal)
    whole = Box(column.box.x - 8, top - 4, column.box.w + 16, column.y - top + 8)
    act, name = partial(seen.why, "indicator", id_), seen.indicator(id_)
    column.add(why_button(seen, f"{column.key}.goal.{id_}.why", whole, act, name))


def _goal_block(seen: Seen, column: Column, id_: str, part: dict[str, Any], goal: int | None) -> None:
    k, texts = seen.k, seen.texts
    key = f"goal.{id_}"
    column.text(f"{key}.name", seen.indicator(id_), style="strong")
    column.gap(4)
    row = column.room(48 * k)
    number, bar = row.cut_right(110 * k, 24)
    _bar(seen, column, id_, bar, part, goal)
    said = texts.tenths(part["value"])
    column.add(line(f"{column.key}.{key}.value", number, said, style="title", align="right"))
    column.gap(4)
    column.text(f"{key}.from", _words(seen, part, goal), style="label", colour="muted")
    if goal is not None:
        column.gap(6)
        _judged(seen, column, id_, column.room(51 * k), part, goal)


def _goal_row(seen: Seen, column: Column, id_: str, part: dict[str, Any], goal: int | None) -> None:
    k, key = seen.k, f"goal.{id_}"
    start, box = column.y, column.box
    verdict = 252 * k if (seen.part("table") or {}).get("goals") else 0
    words = Column(seen.painter, Box(box.x, start, (box.w - verdict) * 0.48, 0), column.key)
    words.text(f"{key}.name", seen.indicator(id_), style="strong")
    words.text(f"{key}.from", _words(seen, part, goal), style="label", colour="muted")
    column.widgets += words.widgets
    middle = start + words.height / 2
    left = words.box.right + 16
    number = Box(box.right - verdict - 100 * k, middle - 24 * k, 92 * k, 48 * k)
    _bar(seen, column, id_, Box(left, middle - 24 * k, number.x - 8 - left, 48 * k), part, goal)
    said = seen.texts.tenths(part["value"])
    column.add(line(f"{column.key}.{key}.value", number, said, style="title", align="right"))
    if goal is not None:
        place = Box(box.right - verdict + 12, middle - 25.5 * k, verdict - 12, 51 * k)
        _judged(seen, column, id_, place, part, goal)
    column.y = words.y


def _bar(
    seen: Seen,
    column: Column,
    id_: str,
    box: Box,
    part: dict[str, Any],
    goal: int | None,
    whole: float = 1000,
) -> None:
    """Put in the bar of an indicator; `whole` is what a bar over the whole width is, in tenths of a point."""
    roles = list(seen.painter.theme.roles.values())
    colour = roles[(1 + list(seen.scenario.indicators).index(id_)) % len(roles)]
    post = None if goal is None else goal / whole
    look = BulletLook(part["value"] / whole, post, part["start"] / whole, colour)
    column.add(Picture(key=f"{column.key}.goal.{id_}.bar", box=box, draw=draw_bullet, shows=look, spread=8))


def _words(seen: Seen, part: dict[str, Any], goal: int | None) -> str:
    if goal is None:
        return seen.texts("debrief.from", begin=part["start"])
    return seen.texts("debrief.from_goal", begin=part["start"], goal=goal)


def _judged(seen: Seen, column: Column, id_: str, box: Box, part: dict[str, Any], goal: int) -> None:
    status, word = _verdict(seen, part, goal)
    style = seen.painter.theme.text.label_strong
    width = min(box.w, seen.painter.measure(word, style)[0] + 76 * seen.k)
    column.add(pill(f"{column.key}.goal.{id_}.verdict", Box(box.x, box.y, width, box.h), status, word))


def _verdict(seen: Seen, part: dict[str, Any], goal: int) -> tuple[str, str]:
    """Return a status and word: reached, nearly (four fifths of the way), or not."""
    way, came = goal - part["start"], part["value"] - part["start"]
    if is_reached(part["start"], part["value"], goal):
        return "done", seen.texts("debrief.reached")
    if way and came / way >= 0.8:
        return "warning", seen.texts("debrief.nearly")
    return "refused", seen.texts("debrief.not_reached")


def has_rules(seen: Seen) -> bool:
    """Tell whether there are ballots of the last round to count under other rules."""
    plan = seen.part("plan")
    return bool(plan) and any(plan["counted"].values())


def rules(seen: Seen, column: Column) -> None:
    """Put in the last round's ballots under every countable rule."""
    plan, budget, texts = seen.part("plan"), seen.part("budget") or {}, seen.texts
    whole = max(budget.get("to_divide") or 0, *(sum(one.values()) for one in plan["counted"].values()), 1)
    _shares(seen, column, "played", texts("debrief.rules.played"), plan["amounts"], whole)
    others = {rule: one for rule, one in plan["counted"].items() if rule != plan["rule"] and one}
    for names, amounts in together(texts, others):
        _shares(seen, column, names[0], texts.listing(names), amounts, whole)
    column.text("unit", texts("debrief.rules.whole", euros=whole), style="label", colour="muted")


def together(texts: Texts, counted: Mapping[str, dict[str, int]]) -> list[tuple[list[str], dict[str, int]]]:
    """Return what came of the rules, with the names of all rules that give the same."""
    found: list[tuple[list[str], dict[str, int]]] = []
    for rule, amounts in counted.items():
        names = next((names for names, same in found if same == amounts), None)
        if names is None:
            found.append(([texts(f"rule.{rule}")], amounts))
        else:
            names.append(texts(f"rule.{rule}"))
    return found


def _shares(seen: Seen, column: Column, key: str, name: str, amounts: dict[str, int], whole: int) -> None:
    """Put in a rule's name and the pot as it cuts it."""
    k, start, lead = seen.k, column.y, min(250 * seen.k, column.box.w * 0.36)
    words = Column(seen.painter, Box(column.box.x, start, lead, 0), column.key)
    words.text(f"{key}.name", name, style="label_strong" if key == "played" else "label")
    high = max(44 * k, words.height)
    for widget in words.widgets:
        widget.box = widget.box.moved(0, (high - words.height) / 2)
    column.widgets += words.widgets
    parts = tuple(Share(euros / whole, *seen.task_tile(task)) for task, euros in amounts.items() if euros)
    left = column.box.x + lead + 16
    place = Box(left, start + (high - 44 * k) / 2, column.box.right - left, 44 * k)
    said = seen.texts.listing([seen.task(task) for task in amounts])
    name = f"{column.key}.{key}.bar"
    look = SharesLook(parts)
    column.add(Picture(key=name, box=place, name=said, says=said, draw=draw_shares, shows=look, spread=4))
    column.y = start + high
    column.gap(12)


def _panel(painter: Painter, surface: Surface, rect: Rect, shows: tuple[str, str, str]) -> None:
    draw_chart_panel(painter, surface, rect, *shows)


def _legend(painter: Painter, surface: Surface, rect: Rect, look: DumbbellLook) -> None:
    draw_dumbbell_legend(painter, surface, rect.right, rect.centery, look)
