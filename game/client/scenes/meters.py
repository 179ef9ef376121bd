"""What the whole table watches, under the seats: its indicators, and what is left of time and turns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from game.client.scenes import holding
from game.client.scenes.pieces import panel
from game.client.scenes.places import ROW_FROM, Places
from game.client.scenes.seats import METER_MS, why_button
from game.client.scenes.seen import Seen
from game.client.widgets.base import Picture, Rect, Surface, Widget
from game.client.widgets.layout import Box

if TYPE_CHECKING:
    from game.client.paint import Painter

HIGH = 148
_LOW = 104
"""How high the panel of slots and turns is where dots stand beside the words; lower ones are squeezed."""
LEAST = 150


@dataclass(frozen=True, slots=True)
class _Gauge:
    """An indicator: `value` and `goal` from 0 to 1, and as words."""

    name: str
    number: str
    value: float
    goal: float | None
    goal_word: str


@dataclass(frozen=True, slots=True)
class _Left:
    """How much of something is left: a word, and that many dots of all."""

    name: str
    left: int
    all: int


def under_seats(seen: Seen, at: Places) -> list[Widget]:
    """Return the gauges of the table; nothing where there is no room for them."""
    if at.has_gauge_in_row and at.under_left.w < 90 * seen.k:
        return []
    if at.has_gauge_in_row:
        return _gauge(seen, next(iter(seen.part("indicators"))), at.under_left)
    if at.under_left.h < LEAST:
        return []
    widgets: list[Widget] = []
    left = at.under_left
    indicators = seen.part("indicators")
    shown = [id_ for index, id_ in enumerate(indicators) if (index + 1) * (HIGH + 12) <= left.h]
    for id_ in shown:
        box, left = left.cut_top(HIGH * seen.k, 12)
        widgets += _gauge(seen, id_, box)
    if at.under_right.h >= LEAST:
        widgets += time_left(seen, at.under_right.cut_top(HIGH * seen.k)[0])
    return widgets


def _gauge(seen: Seen, id_: str, box: Box) -> list[Widget]:
    part = seen.part("indicators")[id_]
    stands = holding.shown(seen, "indicator", id_, part["value"])
    value = seen.app.motion.value(f"meter.{id_}", stands, METER_MS)
    goal = part["goal"]
    look = _Gauge(
        seen.indicator(id_),
        seen.texts.tenths(round(value)),
        round(value) / 1000,
        None if goal is None else goal / 1000,
        "" if goal is None else seen.texts("client.goal", goal=goal // 10),
    )
    shown = Picture(
        key=f"indicator.{id_}", box=box, name=look.name, says=look.number, draw=_draw_gauge, shows=look
    )
    shown.hint = look.name
    gauge: list[Widget] = [panel(f"indicator.{id_}.panel", box), shown]
    if holding.covered(seen):
        return gauge
    act = partial(seen.why, "indicator", id_)
    return [*gauge, why_button(seen, f"why.indicator.{id_}", box.inset(6), act, look.name)]


def time_high(k: float) -> float:
    """Return how high the panel of slots and turns is: the dots of large ones are beside the words."""
    return HIGH * k if k < ROW_FROM else _LOW * k


def time_left(seen: Seen, box: Box) -> list[Widget]:
    """Return how many slots and turns to tell are left, as dots on a panel."""
    time, texts = seen.part("time"), seen.texts
    shows = [_Left(texts("client.slots"), time["slots_left"], max(time["slots"], time["slots_left"]))]
    turns = time["turns_left"]
    shows.append(_Left(texts("client.turns"), turns, max(turns, seen.scenario.turns)))
    shown = Picture(key="time", box=box, name=shows[0].name, draw=_draw_left, shows=tuple(shows))
    shown.says = f"{time['slots_left']} {turns}"
    shown.hint = texts("client.slots_does")
    return [panel("time.panel", box), shown]


def _draw_gauge(painter: Painter, surface: Surface, rect: Rect, look: _Gauge) -> None:
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    left, right = rect.left + 20 * k, rect.right - 20 * k
    if rect.height < 100 * k:
        _draw_low(painter, surface, Rect(left, rect.top, right - left, rect.height), look)
        return
    name = Rect(left, rect.top + 10 * k, right - left, 64 * k)
    painter.paragraph(surface, name, look.name, text.label, colours.ink, valign="middle", lines=2)
    middle = rect.top + 94 * k
    painter.text(surface, (left, middle), look.number, text.count, colours.ink)
    painter.text(surface, (right, middle), look.goal_word, text.label, colours.muted, "right")
    bar = Rect(left, rect.top + 114 * k, right - left, 16 * k)
    painter.bar(surface, bar, look.value, painter.theme.roles["petrol"])
    if look.goal is not None:
        x = bar.left + bar.width * look.goal
        painter.line(surface, (x, bar.top - 5 * k), (x, bar.bottom + 5 * k), colours.ink, 4)


def _draw_low(painter: Painter, surface: Surface, rect: Rect, look: _Gauge) -> None:
    """Draw a gauge in a row of seats: name and number over its bar, or a sign where the name does not fit."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    upper = rect.top + rect.height * 0.36
    named = painter.measure(look.name, text.label)[0] + 16 * k
    whole = f"{look.number} · {look.goal_word}" if look.goal_word else look.number
    said, has_name = look.number, False
    for words, lead, is_named in ((whole, named, True), (look.number, named, True), (whole, 36 * k, False)):
        if lead + painter.measure(words, text.meter)[0] <= rect.width:
            said, has_name = words, is_named
            break
    painter.text(surface, (rect.right, upper), said, text.meter, colours.ink, "right")
    if has_name:
        painter.text(surface, (rect.left, upper), look.name, text.label, colours.ink)
    elif painter.measure(said, text.meter)[0] + 32 * k <= rect.width:
        painter.icon(surface, (rect.left + 13 * k, upper), "target", 26 * k, colours.ink)
    bar = Rect(rect.left, rect.top + rect.height * 0.66, rect.width, 14 * k)
    painter.bar(surface, bar, look.value, painter.theme.roles["petrol"])
    if look.goal is not None:
        x = bar.left + bar.width * look.goal
        painter.line(surface, (x, bar.top - 4 * k), (x, bar.bottom + 4 * k), colours.ink, 4)


def _draw_left(painter: Painter, surface: Surface, rect: Rect, shows: tuple[_Left, ...]) -> None:
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    petrol = painter.theme.roles["petrol"]
    is_low = rect.height < HIGH * k
    aside = max(painter.measure(one.name, text.label)[0] for one in shows) + 10 * k if is_low else 0
    squeezed = min(1.0, rect.height / (_LOW * k))
    for index, one in enumerate(shows):
        top = rect.top + (16 + 64 * index) * k
        if is_low:
            top = rect.top + ((30 + 40 * index) * squeezed - 14) * k
        painter.text(surface, (rect.left + 20 * k, top + 14 * k), one.name, text.label, colours.ink)
        for dot in range(one.all):
            centre = (rect.left + aside + (30 + 26 * dot) * k, top + (16 if is_low else 42) * k)
            fill = petrol if dot < one.left else colours.pill
            painter.disc(surface, centre, 18 * k, fill, edge=petrol, edge_width=2)
