"""The envelope of the first minute beside the plan of round 1: one was counted, the other was played."""

from __future__ import annotations

from functools import partial

from game.client.paint import Painter
from game.client.scenes import taskboard
from game.client.scenes.column import Column, column_in
from game.client.scenes.debrief.panels import chart_panel
from game.client.scenes.pieces import change, coins, pill, pill_height, tile
from game.client.scenes.seats import why_button
from game.client.scenes.seen import Seen
from game.client.table import PROJECTOR
from game.client.widgets.base import Picture, Rect, Surface, Widget
from game.client.widgets.layout import Box
from game.client.widgets.plain import Align, height_of, line, paragraph
from game.debrief.envelope import Compared, Side, compared, total

_SHARE = 0.35
"""How much of the width one plan has."""
_PAD, _EFFECT, _MOST_GAP = 22, 120, 36
_KEY = "debrief.envelope"


def envelope(seen: Seen, box: Box) -> list[Widget]:
    """Return both plans in one list, a row per task, and what they came to."""
    rows = compared(seen.table.views[PROJECTOR])
    panel, inner = chart_panel(_KEY, seen.painter, box, "mail-open", seen.texts("debrief.envelope.title"))
    spare = inner.h - _list(seen, inner, rows, 8).height
    gap = 8 + max(0, min(_MOST_GAP, spare / (len(rows) + 1)))
    return [panel, _list(seen, inner, rows, gap).scroll()]


def _list(seen: Seen, box: Box, rows: tuple[Compared, ...], gap: float) -> Column:
    """Return the rows and sums, with this much between the rows."""
    column = column_in(seen.painter, box, f"{_KEY}.list")
    top, goals = column.y, _goals(seen)
    _heads(seen, column)
    for row in rows:
        column.room(gap)
        _row(seen, column, row, goals[0])
    column.room(gap)
    for goal in goals:
        _total(seen, column, goal, total(rows, goal))
    column.gap(8)
    _, left, right = _places(column, top, column.y - top)
    for key, place in (("envelope", left), ("played", right)):
        is_played = key == "played"
        ground = Picture(key=f"{_KEY}.{key}", box=place, draw=_ground, shows=is_played, spread=6)
        column.widgets.insert(0, ground)
    column.gap(16)
    director = (seen.part("table") or {}).get("director")
    said = seen.texts("debrief.envelope.how")
    if director is not None:
        said = f"{said} {seen.texts('debrief.envelope.owner', name=seen.name(director))}"
    column.text("how", said, style="label", colour="muted")
    return column


def _goals(seen: Seen) -> list[str]:
    """Return the goals of the table, the main one first."""
    chosen = list((seen.part("table") or {}).get("goals", ()))
    return chosen or list(seen.part("indicators") or {})[:1]


def _places(column: Column, top: float, high: float) -> tuple[Box, Box, Box]:
    """Return where the task, the envelope's side and the played side are in a row."""
    side = column.box.w * _SHARE
    right = Box(column.box.right - side, top, side, high)
    left = Box(right.x - side - 20, top, side, high)
    return Box(column.box.x, top, left.x - 20 - column.box.x, high), left, right


def _ground(painter: Painter, surface: Surface, rect: Rect, is_played: bool) -> None:
    """Draw what a side lies on: solid when it was played, dashed paper when it was only counted."""
    colours = painter.theme.colours
    painter.panel(
        surface,
        rect,
        colours.white if is_played else colours.paper_top,
        radius=20,
        edge=colours.control_edge,
        edge_width=2,
        dash=0 if is_played else 9,
    )


def _heads(seen: Seen, column: Column) -> None:
    """Put in what each side is, and whether it was played."""
    texts, painter, pad = seen.texts, seen.painter, _PAD * seen.k
    _, left, right = _places(column, column.y + 12, 0)
    left, right = left.inset(pad, 0), right.inset(pad, 0)
    named = (
        (left, "envelope", "open", texts("debrief.envelope.sealed"), texts("debrief.envelope.not_played")),
        (right, "played", "done", texts("debrief.envelope.plan"), texts("debrief.envelope.played")),
    )
    style = painter.theme.text.label_strong
    pills = max(pill_height(painter, word, left.w) for *_, word in named)
    wide = [min(left.w, painter.measure(word, style)[0] + 76 * seen.k) for *_, word in named]
    is_row = all(
        painter.measure(title, painter.theme.text.title)[0] + width + 16 <= left.w
        for (*_, title, _), width in zip(named, wide, strict=True)
    )
    high = max(height_of(painter, title, left.w, "title") for *_, title, _ in named)
    for (place, key, status, title, word), width in zip(named, wide, strict=True):
        head = Box(place.x, place.y + (max(0, pills - high) / 2 if is_row else 0), place.w, high)
        column.add(paragraph(f"{_KEY}.{key}.title", head, title, style="title"))
        at = (
            Box(place.right - width, place.y, width, pills)
            if is_row
            else Box(place.x, head.bottom + 6, width, pills)
        )
        column.add(pill(f"{_KEY}.{key}.pill", at, status, word))
    column.room(12 + (max(high, pills) if is_row else high + 6 + pills))
    column.gap(6)


def _row(seen: Seen, column: Column, row: Compared, main: str) -> None:
    side = 56 * seen.k
    name, left, right = _places(column, column.y, side)
    words = Column(seen.painter, Box(name.x + side + 14, column.y, name.w - side - 14, 0), column.key)
    words.text(f"{row.task}.name", seen.task(row.task), style="strong")
    high = max(side, words.height, _given_height(seen, left.w))
    for widget in words.widgets:
        widget.box = widget.box.moved(0, (high - words.height) / 2)
    at = Box(name.x, column.y + (high - side) / 2, side, side)
    column.add(tile(f"{_KEY}.{row.task}.tile", at, *seen.task_tile(row.task)))
    column.widgets += words.widgets
    for key, place, given in (("envelope", left, row.envelope), ("played", right, row.played)):
        inside = Box(place.x + _PAD * seen.k, column.y, place.w - 2 * _PAD * seen.k, high)
        _given(seen, column, f"{row.task}.{key}", inside, given, main)
    column.room(high)


def _given_height(seen: Seen, width: float) -> float:
    """Return how high one side of a row must be: in a narrow one the coins lie over the euros."""
    return (56 if _is_wide(seen, width) else 92) * seen.k


def _is_wide(seen: Seen, width: float) -> bool:
    return width >= 480 * seen.k


def _given(seen: Seen, column: Column, key: str, box: Box, given: Side, main: str) -> None:
    """Put in what a plan gave a task, in coins and euros, and what that did to the main goal."""
    texts, k = seen.texts, seen.k
    if not given.euros:
        column.add(line(f"{_KEY}.{key}.euros", box, "–", style="figure", colour="muted"))
        return
    effect, rest = box.cut_right(min(_EFFECT * k, box.w * 0.42), 8)
    placed = taskboard.coins_for(seen, given.euros)
    if _is_wide(seen, box.w + 2 * _PAD * k):
        euros, pile = rest.cut_right(130 * k, 12)
        align: Align = "right"
    else:
        pile, euros = rest.cut_top(44 * k)
        align = "left"
    column.add(coins(f"{_KEY}.{key}.coins", pile.middle(pile.w, 44 * k), placed, 0))
    column.add(line(f"{_KEY}.{key}.euros", euros, texts.euros(given.euros), style="figure", align=align))
    tenths = given.effects.get(main, 0)
    came = effect.middle(effect.w, 44 * k)
    column.add(change(f"{_KEY}.{key}.effect", came, texts.signed_tenths(tenths), tenths))


def _total(seen: Seen, column: Column, goal: str, sums: tuple[int, int]) -> None:
    """Put in what both plans came to for a goal; the played one can be asked why."""
    painter, pad = seen.painter, _PAD * seen.k
    name, left, right = _places(column, column.y, 0)
    words = height_of(painter, seen.indicator(goal), name.w, "title")
    high = max(60 * seen.k, words)
    place = Box(name.x, column.y + (high - words) / 2, name.w, words)
    column.add(paragraph(f"{_KEY}.{goal}.name", place, seen.indicator(goal), style="title"))
    for key, side, tenths in (("envelope", left, sums[0]), ("played", right, sums[1])):
        at = Box(side.x + pad, column.y, side.w - 2 * pad, high)
        said = seen.texts.signed_tenths(tenths)
        column.add(line(f"{_KEY}.{goal}.{key}.total", at, said, style="heading", align="right"))
    at = Box(right.x + pad / 2, column.y, right.w - pad, high)
    act = partial(seen.why, "indicator", goal)
    column.add(why_button(seen, f"{_KEY}.{goal}.why", at, act, seen.indicator(goal)))
    column.room(high)
