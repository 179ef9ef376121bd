"""The pictures of the debrief: where the money went, and what moved trust and support."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from game.client.looks.charts import draw_dumbbells, draw_lines, draw_stacked
from game.client.looks.number import NumberLook
from game.client.scenes.column import Column, number
from game.client.scenes.debrief.charts import (
    lines_look,
    moments,
    money_look,
    money_rounds,
    seat_lines,
    support_look,
    without_money,
)
from game.client.scenes.debrief.panels import chart_panel, legend, list_panel, under_each_other
from game.client.scenes.pieces import badge, change, face, tile
from game.client.scenes.seats import why_button
from game.client.scenes.seen import Seen
from game.client.widgets.base import Picture, Widget
from game.client.widgets.layout import Box, columns
from game.debrief.measures import Mark, MoneyRound, SeatLine

_GAP = 24
_STACKED_FROM = 1.25
"""From this text scale two pictures stand under each other, to be scrolled, not beside each other."""
HUGE_FROM = 1.75
"""From this text scale a list stands under its picture too."""


def money(seen: Seen, box: Box) -> list[Widget]:
    """Return where the money went; beside it every round's pot, to be asked why, and who got nothing."""
    if seen.k < HUGE_FROM:
        side, chart = box.cut_right(min(460 * seen.k, box.w * 0.4), _GAP)
        return [*money_panel(seen, chart), *_pots(seen, side, grows=False)[0]]
    title = seen.texts("debrief.money.title")
    makers = (lambda at: (money_panel(seen, at), at.bottom), partial(_pots, seen, grows=True))
    return under_each_other("debrief.moneys", box, title, makers)


def _pots(seen: Seen, box: Box, *, grows: bool) -> tuple[list[Widget], float]:
    head = ("coins", seen.texts("debrief.money.rounds"))
    fill = partial(_fill_pots, seen)
    return list_panel("debrief.rounds", seen.painter, box, head, fill, grows=grows)


def _fill_pots(seen: Seen, column: Column) -> None:
    rounds = money_rounds(seen)
    for one in rounds:
        _pot(seen, column, one)
    column.gap(14)
    nothing = without_money(seen, rounds)
    if nothing:
        column.text("nothing", seen.texts("debrief.money.nothing"), style="strong")
        column.gap(8)
        _domains(seen, column, nothing)


def _pot(seen: Seen, column: Column, one: MoneyRound) -> None:
    texts, act = seen.texts, partial(seen.why, "money", "")
    name = texts("debrief.money.round", round=one.round)
    figure, hint = texts.euros(one.pot), texts("why.open")
    column.number(f"debrief.money.{one.round}", name, figure, act, icon="coins", hint=hint)


def _domains(seen: Seen, column: Column, domains: list[str]) -> None:
    side = 44 * seen.k
    for domain in domains:
        start = column.y
        icon, colour = seen.domain_tile(domain)
        column.add(tile(f"{column.key}.{domain}.tile", Box(column.box.x, start, side, side), icon, colour))
        column.y += max(0, (side - 31 * seen.k) / 2)
        column.text(f"{domain}.name", seen.domain(domain), style="label", indent=side + 14)
        column.y = max(column.y, start + side)
        column.gap(8)


def money_panel(seen: Seen, box: Box) -> list[Widget]:
    """Return the panel with a column per round."""
    texts = seen.texts
    title, unit = texts("debrief.money.title"), texts("debrief.thousands")
    panel, inner = chart_panel("debrief.money", seen.painter, box, "chart-column-stacked", title, unit)
    look = money_look(seen, money_rounds(seen))
    chart = Picture(key="debrief.money.chart", box=inner, name=title, draw=draw_stacked, shows=look, spread=4)
    chart.says = texts.listing([f"{one.label} {one.total}" for one in look.series]) if look.series else ""
    return [panel, chart]


def support_panel(seen: Seen, box: Box) -> list[Widget]:
    """Return the panel with support per seat, at the begin and at the end."""
    title = seen.texts("debrief.support.title")
    look = support_look(seen, seat_lines(seen))
    panel, inner = chart_panel("debrief.support", seen.painter, box, "users", title)
    said = [f"{row.name} {row.begin:.0f}–{row.end:.0f}" for row in look.rows]
    chart = Picture(key="debrief.support.chart", box=inner, name=title, draw=draw_dumbbells, shows=look)
    chart.says = seen.texts.listing(said) if said else ""
    rows = Box(inner.x, inner.y, inner.w, max(0, inner.h - 40 * seen.k))
    high = rows.h / max(1, len(look.rows))
    presses: list[Widget] = []
    for index, line in enumerate(seat_lines(seen)):
        place = Box(rows.x - 8, rows.y + index * high, rows.w + 16, high)
        act = partial(seen.why, "support", line.seat)
        presses.append(why_button(seen, f"debrief.support.{line.seat}", place, act, seen.name(line.seat)))
    return [panel, legend(seen, "debrief.support.legend", box, look), chart, *presses]


def lines(seen: Seen, box: Box) -> list[Widget]:
    """Return trust with its marked moments, and support beside it (or under it, in large letters)."""
    found = seat_lines(seen)
    if seen.k < _STACKED_FROM:
        left, right = columns(box, 2, _GAP)
        under = max(_moments(seen, found, left.inset(24, 0)).height, _numbers_high(seen, found))
        return [*_trust(seen, found, left, under)[0], *_support(seen, found, right, under)[0]]
    makers = (partial(_trust, seen, found), partial(_support, seen, found))
    return under_each_other("debrief.lines", box, seen.texts("debrief.lines.title"), makers)


def _moments(seen: Seen, found: tuple[SeatLine, ...], inner: Box) -> Column:
    """Return what the marks in the chart of trust stand for, in a column that begins in `inner`."""
    column = Column(seen.painter, inner, "debrief.trust.moments")
    if any(line.felt for line in found):
        column.text("felt", seen.texts("felt.legend"), style="label", colour="muted")
        column.gap(10)
    for seat, mark in moments(found):
        _moment(seen, column, seat, mark)
        column.gap(10)
    return column


def _trust(seen: Seen, found: tuple[SeatLine, ...], box: Box, under: float = 0) -> tuple[list[Widget], float]:
    """Return the panel of trust; `under` is how much room its neighbour leaves under the chart."""
    marked = moments(found)
    key = "debrief.trust"
    panel, inner = chart_panel(key, seen.painter, box, "handshake", seen.texts("what.trust"))
    column = _moments(seen, found, inner)
    is_beside = seen.k < _STACKED_FROM
    least = max(240, 30 * len(found) + 16) * seen.k  # the names at the end stand under each other
    high = max(least, inner.h - max(under, column.height) - 16 if is_beside else 0)
    chart = Box(inner.x, inner.y, inner.w, high)
    for widget in column.widgets:
        widget.box = widget.box.moved(0, high + 16)
    look = lines_look(seen, found, "trust", [mark for _, mark in marked])
    shown = Picture(key=f"{key}.chart", box=chart, name=seen.texts("what.trust"), draw=draw_lines, shows=look)
    shown.says = _in_words(seen, found, "trust")
    bottom = chart.bottom + 16 + column.height + (16 if is_beside else 24)
    panel.box = Box(box.x, box.y, box.w, max(box.h if is_beside else 0, bottom - box.y))
    return [panel, shown, *column.widgets], panel.box.bottom


def _moment(seen: Seen, column: Column, seat: str, mark: Mark) -> None:
    """Put in a numbered moment: whose trust, why, and by how much; it opens into all causes."""
    k, start, box = seen.k, column.y, column.box
    side, number = 48 * k, 84 * k
    key = f"{column.key}.{mark.round}"
    column.add(badge(f"{key}.mark", Box(box.x, start + 5, 38 * k, 38 * k), seen.texts.number(mark.round)))
    column.add(face(f"{key}.face", Box(box.x + 50 * k, start, side, side), seen.portrait(seat)))
    indent = 50 * k + side + 14
    words = Column(seen.painter, Box(box.x + indent, start, box.w - indent - number - 8, 0), key)
    said = seen.texts("debrief.moment", name=seen.name(seat), why=mark.sentence.why)
    words.text("why", said, style="label")
    column.widgets += words.widgets
    place = Box(box.right - number, start, number, side)
    column.add(change(f"{key}.change", place, mark.sentence.amount_text, mark.amount))
    column.y = max(words.y, start + side)
    whole = Box(box.x - 6, start - 3, box.w + 12, column.y - start + 6)
    act = partial(seen.why, "trust", seat)
    column.add(why_button(seen, f"{key}.press", whole, act, seen.name(seat)))


def _numbers_high(seen: Seen, found: tuple[SeatLine, ...]) -> float:
    """Return how high the numbers under the chart of support are."""
    across = 2 if seen.k < _STACKED_FROM and len(found) > 3 else 1
    return -(-len(found) // across) * (60 * seen.k + 8)


def _support(
    seen: Seen, found: tuple[SeatLine, ...], box: Box, under: float = 0
) -> tuple[list[Widget], float]:
    key, k = "debrief.supports", seen.k
    title = seen.texts("what.support")
    step = 60 * k
    two = k < _STACKED_FROM and len(found) > 3
    needed = max(under, _numbers_high(seen, found))
    high = box.h if k < _STACKED_FROM else 22 + 52 * k + 14 + 300 * k + 16 + needed + 24
    whole = Box(box.x, box.y, box.w, high)
    panel, inner = chart_panel(key, seen.painter, whole, "thumbs-up", title)
    foot, chart = inner.cut_bottom(min(needed, inner.h * 0.62), 16)
    look = replace(lines_look(seen, found, "support"), is_beside=k < _STACKED_FROM)
    shown = Picture(key=f"{key}.chart", box=chart, name=title, draw=draw_lines, shows=look)
    shown.says = _in_words(seen, found, "support")
    presses: list[Widget] = []
    across = columns(foot, 2, 12) if two else [foot]
    for index, line in enumerate(found):
        cell = across[index % len(across)]
        place = Box(cell.x, foot.y + (index // len(across)) * (step + 8), cell.w, step)
        figure = seen.texts("debrief.from_to", begin=line.support[0], end=line.support[-1])
        name, act = seen.name(line.seat), partial(seen.why, "support", line.seat)
        hint = seen.texts("why.open")
        shows = NumberLook(name, figure, "thumbs-up")
        presses.append(number(f"{key}.{line.seat}", place, shows, act, hint=hint))
    return [panel, shown, *presses], whole.bottom


def _in_words(seen: Seen, found: tuple[SeatLine, ...], what: str) -> str:
    said = []
    for line in found:
        values = line.trust if what == "trust" else line.support
        said.append(f"{seen.name(line.seat)} {', '.join(str(value) for value in values)}")
        felt = [str(value) for value in line.felt if value is not None]
        if felt and what == "trust":
            said.append(f"{seen.texts('felt.felt')} {', '.join(felt)}")
    return "; ".join(said)
