"""Pairs: a value as it was played and as it was counted otherwise, on one scale with all the others.

A disc is what was played, a diamond what was counted; both numbers stand at their mark, and the difference at
the end. The bar behind the diamond is where it ends in most plays with other luck.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.client.looks.charts import Tick, draw_marker
from game.client.paint import Painter, Rect
from game.client.theme import mix

_LABEL, _EDGE = 0.34, 12
"""How much of a row its label takes, and how far the scale stays from its ends, in units."""


@dataclass(frozen=True, slots=True)
class PairLook:
    """One row; both values and the band on the scale from 0 to 1, and the texts that stand beside them."""

    label: str
    played: float
    counted: float
    texts: tuple[str, str, str]
    """What was played, what was counted, and the difference with its sign."""
    is_more: bool
    ticks: Sequence[Tick]
    band: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class SidesLook:
    """What the marks mean: the words for the disc, for the diamond and, where there is one, for the bar."""

    words: tuple[str, ...]


def label_width(width: float) -> float:
    """Return how wide the label of a row of this width is, in units."""
    return width * _LABEL


def draw_pair(painter: Painter, surface: pygame.Surface, rect: Rect, look: PairLook) -> None:
    """Draw a row; rows under each other make one chart."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    plot = _plot(painter, rect)
    for tick in look.ticks:
        x = plot.left + plot.width * tick.value
        painter.line(surface, (x, rect.top), (x, rect.bottom), colours.header_edge)
    name = Rect(rect.left, rect.top, label_width(rect.width) - 12, rect.height)
    painter.paragraph(surface, name, look.label, text.label, colours.ink, valign="middle")
    y = rect.centery
    orange, petrol = painter.theme.roles["oranje"], painter.theme.roles["petrol"]
    played, counted = (plot.left + plot.width * value for value in (look.played, look.counted))
    left, right = min(played, counted), max(played, counted)
    from_, to = left, right
    if look.band is not None:
        low, high = (plot.left + plot.width * value for value in look.band)
        bar = Rect(low - 4 * k, y - 14 * k, high - low + 8 * k, 28 * k)
        painter.panel(surface, bar, mix(orange, colours.white, 0.3), radius=8)
        from_, to = min(left, low), max(right, high)
    painter.panel(surface, Rect(left, y - 3 * k, right - left, 6 * k), mix(petrol, colours.white, 0.55))
    painter.disc(surface, (played, y), 26 * k, petrol, edge=colours.white, edge_width=2)
    draw_marker(painter, surface, (counted, y), "diamond", orange, 22 * k, is_hollow=True)
    is_first = played <= counted
    for said, is_left in ((look.texts[0], is_first), (look.texts[1], not is_first)):
        beside = (from_ - 20 * k, y) if is_left else (to + 20 * k, y)
        painter.text(surface, beside, said, text.small_figure, colours.ink, "right" if is_left else "left")
    ink = colours.up if look.is_more else colours.down
    painter.text(surface, (rect.right, y), look.texts[2], text.figure, ink, "right")


def draw_scale(painter: Painter, surface: pygame.Surface, rect: Rect, ticks: Sequence[Tick]) -> None:
    """Draw the numbers of the scale under its rows."""
    plot, style = _plot(painter, rect), painter.theme.text.small_figure
    for tick in ticks:
        x = plot.left + plot.width * tick.value
        painter.text(surface, (x, rect.centery), tick.label, style, painter.theme.colours.muted, "center")


def draw_sides(painter: Painter, surface: pygame.Surface, rect: Rect, look: SidesLook) -> None:
    """Draw each mark with its words: side by side, or under each other where they would not fit."""
    k, colours, style = painter.k, painter.theme.colours, painter.theme.text.label
    orange, petrol = painter.theme.roles["oranje"], painter.theme.roles["petrol"]
    rows = sides_rows(painter, look, rect.width)
    step = rect.height / max(row for row, _ in rows) if rows else rect.height
    for index, ((row, x), said) in enumerate(zip(rows, look.words, strict=True)):
        centre = (rect.left + x + 16 * k, rect.top + step * (row - 0.5))
        if index == 0:
            painter.disc(surface, centre, 26 * k, petrol)
        elif index == 1:
            draw_marker(painter, surface, centre, "diamond", orange, 22 * k, is_hollow=True)
        else:
            bar = Rect(centre[0] - 16 * k, centre[1] - 12 * k, 32 * k, 24 * k)
            painter.panel(surface, bar, mix(orange, colours.white, 0.3), radius=8)
        at = (centre[0] + 26 * k, centre[1])
        painter.text(surface, at, said, style, colours.ink, width=rect.right - at[0])


def sides_rows(painter: Painter, look: SidesLook, width: float) -> list[tuple[int, float]]:
    """Return in which row, from 1, and how far to the right each mark of the legend stands."""
    k, style = painter.k, painter.theme.text.label
    row, x, found = 1, 0.0, list[tuple[int, float]]()
    for said in look.words:
        wide = painter.measure(said, style)[0] + 42 * k
        if x and x + wide > width:
            row, x = row + 1, 0.0
        found.append((row, x))
        x += wide + 40 * k
    return found


def _plot(painter: Painter, rect: Rect) -> Rect:
    """Return the room of the scale in a row: between label and difference, with room for the numbers."""
    style = painter.theme.text
    number = painter.measure("100,0", style.small_figure)[0] + 22 * painter.k
    change = painter.measure("+100,0", style.figure)[0]
    left = rect.left + label_width(rect.width) + number + _EDGE
    return Rect(left, rect.top, max(20, rect.right - change - number - 2 * _EDGE - left), rect.height)
