"""Charts of the debrief: stacked columns, begin and end per role, and lines with marked moments.

Every series has an icon, a face or a marker shape beside its colour, and a label or total of its own. Axes
begin at zero. Values are plain numbers; the texts for them come finished.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import pygame

from game.client.looks.parts import Portrait, at_size, draw_portrait
from game.client.paint import Painter, Rect
from game.client.theme import Colour, mix

Marker = Literal["disc", "square", "diamond", "triangle"]
MARKERS: tuple[Marker, ...] = ("disc", "square", "diamond", "triangle")


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the chart at `value`, with its text."""

    value: float
    label: str


@dataclass(frozen=True, slots=True)
class Series:
    """What a colour stands for in stacked columns, with its total."""

    label: str
    icon: str
    colour: Colour
    total: str


@dataclass(frozen=True, slots=True)
class StackedLook:
    """Columns made of the same series, bottom first: `columns[c][s]` is the value of series s in column c."""

    series: Sequence[Series]
    columns: Sequence[Sequence[float]]
    column_labels: Sequence[str]
    axis_label: str
    ticks: Sequence[Tick]


@dataclass(frozen=True, slots=True)
class DumbbellRow:
    """A role at the begin (hollow) and at the end (filled); `change` is a finished text."""

    name: str
    portrait: Portrait
    begin: float
    end: float
    change: str


@dataclass(frozen=True, slots=True)
class DumbbellLook:
    """All roles on one scale; `ticks` says where the scale begins and ends.

    Without arrows hollow and filled are two things beside each other, not an earlier and a later one.
    """

    rows: Sequence[DumbbellRow]
    ticks: Sequence[Tick]
    begin_word: str
    end_word: str
    has_arrows: bool = True


@dataclass(frozen=True, slots=True)
class Line:
    """One line; its label stands at its end. `beside` has values drawn hollow, None where there is none."""

    label: str
    colour: Colour
    values: Sequence[float]
    marker: Marker = "disc"
    beside: Sequence[float | None] = ()


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened: `at` counts along the values (1.5 is between the second and the third)."""

    at: float
    mark: str
    colour: Colour


@dataclass(frozen=True, slots=True)
class LinesLook:
    """Lines over rounds, with numbered moments to talk about."""

    lines: Sequence[Line]
    labels: Sequence[str]
    ticks: Sequence[Tick]
    moments: Sequence[Moment] = ()
    axis_label: str = ""
    is_beside: bool = False  # another chart with moments stands beside it: both scales are level


def draw_chart_panel(
    painter: Painter, surface: pygame.Surface, rect: Rect, icon: str, title: str, unit: str = ""
) -> Rect:
    """Draw the white panel of a chart with its title and return the room under it."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    painter.panel(
        surface,
        rect,
        colours.white,
        radius=painter.theme.radius.panel,
        edge=colours.card_edge,
        shadow_name="card",
    )
    tile = Rect(rect.left + 24, rect.top + 22, 52 * k, 52 * k)
    painter.icon_tile(surface, tile, icon, painter.theme.roles["petrol"])
    end = rect.right - 29
    if unit:
        end = (
            painter.text(surface, (end, tile.centery), unit, text.small_figure, colours.muted, "right").left
            - 16
        )
    left = tile.right + 17 * k
    painter.text(
        surface,
        (left, tile.centery),
        title,
        at_size(painter, text.heading, 32 * k),
        colours.ink,
        width=end - left,
    )
    return Rect(rect.left + 24, tile.bottom + 12, rect.width - 53, rect.bottom - tile.bottom - 30)


def draw_stacked(painter: Painter, surface: pygame.Surface, rect: Rect, look: StackedLook) -> None:
    """Draw the columns on the left and the legend with totals on the right."""
    k, text = painter.k, painter.theme.text
    names = max((painter.measure(series.label, text.label)[0] for series in look.series), default=0)
    totals = max((painter.measure(series.total, text.figure)[0] for series in look.series), default=0)
    legend = min(rect.width * 0.5, names + totals + 84 * k)
    axis = max((painter.measure(tick.label, text.label)[0] for tick in look.ticks), default=0)
    under = 46 * k
    plot = Rect(
        rect.left + axis + 12,
        rect.top + 14 * k,
        rect.width - legend - axis - 44,
        rect.height - under - 14 * k,
    )
    highest = max((tick.value for tick in look.ticks), default=1) or 1
    _draw_ticks(painter, surface, plot, look.ticks, highest)
    foot = (rect.left, rect.bottom - under / 2 + 6 * k)
    painter.text(surface, foot, look.axis_label, text.label, painter.theme.colours.muted)
    step = plot.width / max(1, len(look.columns))
    for index, values in enumerate(look.columns):
        middle = plot.left + step * (index + 0.5)
        _draw_column(painter, surface, plot, (middle, step * 0.72), look.series, values, highest)
        label = (middle, foot[1])
        painter.text(
            surface, label, look.column_labels[index], text.figure, painter.theme.colours.ink, "center"
        )
    spare = max(0.0, rect.height - 54 * k * len(look.series)) if len(look.series) > 3 else 0.0
    down = spare if spare < 100 * k else 0.0  # a tall panel has it in the middle
    room = Rect(rect.right - legend, rect.top + down, legend, rect.height - down)
    _draw_legend(painter, surface, room, look.series)


def draw_dumbbells(painter: Painter, surface: pygame.Surface, rect: Rect, look: DumbbellLook) -> None:
    """Draw one row per role: face, name, begin and end on the scale, and the change with an arrow."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    names = max((painter.measure(row.name, text.label)[0] for row in look.rows), default=0)
    changes = max((painter.measure(row.change, text.figure)[0] for row in look.rows), default=0)
    under = 40 * k
    plot = Rect(
        rect.left + names + 74 * k, rect.top, rect.width - names - changes - 150 * k, rect.height - under
    )
    low = min((tick.value for tick in look.ticks), default=0)
    span = (max((tick.value for tick in look.ticks), default=1) - low) or 1
    for tick in look.ticks:
        x = plot.left + plot.width * (tick.value - low) / span
        painter.line(surface, (x, plot.top), (x, plot.bottom), colours.header_edge)
        painter.text(
            surface, (x, rect.bottom - under / 2 + 4), tick.label, text.small_figure, colours.muted, "center"
        )
    step = plot.height / max(1, len(look.rows))
    for index, row in enumerate(look.rows):
        y = plot.top + step * (index + 0.5)
        face = min(37 * k, step * 0.95)
        draw_portrait(painter, surface, (rect.left + face / 2 + 2, y), face, row.portrait)
        painter.text(surface, (rect.left + 50 * k, y), row.name, text.label, colours.ink, width=names + 2)
        begin = plot.left + plot.width * (row.begin - low) / span
        end = plot.left + plot.width * (row.end - low) / span
        _draw_dumbbell(painter, surface, (begin, end, y), row.portrait.colour)
        _draw_change(painter, surface, (rect.right, y), row, changes, has_arrow=look.has_arrows)


def draw_dumbbell_legend(
    painter: Painter, surface: pygame.Surface, right: float, middle: float, look: DumbbellLook
) -> None:
    """Draw what hollow and filled mean, ending at `right`."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    end = painter.text(surface, (right, middle), look.end_word, text.label, colours.muted, "right")
    painter.disc(surface, (end.left - 20 * k, middle), 23 * k, colours.muted)
    begin_at = (end.left - 60 * k, middle)
    begin = painter.text(surface, begin_at, look.begin_word, text.label, colours.muted, "right")
    at = (begin.left - 20 * k, middle)
    painter.disc(surface, at, 21 * k, colours.white, edge=colours.muted, edge_width=4)


def draw_lines(painter: Painter, surface: pygame.Surface, rect: Rect, look: LinesLook) -> None:
    """Draw the lines with a marker at each value, their names at the end, and the moments on top."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    names = max((painter.measure(line.label, text.label_strong)[0] for line in look.lines), default=0)
    names = min(names, rect.width * 0.45)
    axis = max((painter.measure(tick.label, text.label)[0] for tick in look.ticks), default=0)
    above, under = (44 * k if look.moments or look.is_beside else 12 * k), 46 * k
    plot = Rect(
        rect.left + axis + 12,
        rect.top + above,
        rect.width - axis - names - 64 * k,
        rect.height - above - under,
    )
    highest = max((tick.value for tick in look.ticks), default=1) or 1
    _draw_ticks(painter, surface, plot, look.ticks, highest)
    steps = max(1, len(look.labels) - 1)
    word = painter.measure(look.axis_label, text.label)[0]
    first = painter.measure(look.labels[0], text.figure)[0] if look.labels else 0.0
    leftmost = max(plot.left + 24 * k, rect.left + word + 14 * k + first / 2)
    inside = Rect(leftmost, plot.top, plot.right - 24 * k - leftmost, plot.height)

    def place(at: float, value: float) -> tuple[float, float]:
        return inside.left + inside.width * at / steps, plot.bottom - plot.height * value / highest

    foot = rect.bottom - under / 2 + 6 * k
    painter.text(surface, (rect.left, foot), look.axis_label, text.label, colours.muted)
    for index, label in enumerate(look.labels):
        painter.text(surface, (place(index, 0)[0], foot), label, text.figure, colours.ink, "center")
    for moment in look.moments:
        x = place(moment.at, 0)[0]
        painter.line(surface, (x, plot.top), (x, plot.bottom), colours.muted, 3, dots=9)
        painter.disc(surface, (x, rect.top + 18 * k), 34 * k, moment.colour)
        painter.text(surface, (x, rect.top + 18 * k), moment.mark, text.tab, colours.white, "center")
    ends = _apart([place(len(line.values) - 1, line.values[-1])[1] for line in look.lines], 30 * k)
    over = max(0.0, max(ends, default=0) - (rect.bottom - 16 * k))
    ends = [end - over for end in ends]
    for line, label_y in zip(look.lines, ends, strict=True):
        points = [place(index, value) for index, value in enumerate(line.values)]
        for start, end in pairwise(points):
            painter.line(surface, start, end, line.colour, 5)
        for index, value in enumerate(line.beside):
            if value is not None:
                x, y = place(index, value)
                painter.line(surface, points[index], (x + 16 * k, y), line.colour, 2, share=0.5)
                at = (x + 16 * k, y)
                draw_marker(painter, surface, at, line.marker, line.colour, 16 * k, is_hollow=True)
        for point in points:
            draw_marker(painter, surface, point, line.marker, line.colour, 18 * k)
        painter.line(
            surface, (points[-1][0] + 12, points[-1][1]), (plot.right + 4, label_y), line.colour, 2, share=0.5
        )
        draw_marker(painter, surface, (plot.right + 18 * k, label_y), line.marker, line.colour, 18 * k)
        at = (plot.right + 34 * k, label_y)
        painter.text(surface, at, line.label, text.label_strong, colours.ink, width=rect.right - at[0])


def draw_marker(
    painter: Painter,
    surface: pygame.Surface,
    centre: tuple[float, float],
    marker: Marker,
    colour: Colour,
    size: float,
    *,
    is_hollow: bool = False,
) -> None:
    """Draw a marker with a white edge, so that it stands out from its line; hollow with the line's edge."""
    white = painter.theme.colours.white
    if is_hollow:
        colour, white = white, colour
    x, y = centre
    half = size / 2
    match marker:
        case "disc":
            painter.disc(surface, centre, size + 4, colour, edge=white, edge_width=2)
        case "square":
            painter.panel(surface, Rect(x - half, y - half, size, size), colour, radius=3, edge=white)
        case "diamond":
            points = [(x, y - half - 2), (x + half + 2, y), (x, y + half + 2), (x - half - 2, y)]
            painter.polygon(surface, points, colour, edge=white, edge_width=2)
        case "triangle":
            points = [(x, y - half - 1), (x + half + 2, y + half), (x - half - 2, y + half)]
            painter.polygon(surface, points, colour, edge=white, edge_width=2)


def _draw_ticks(
    painter: Painter, surface: pygame.Surface, plot: Rect, ticks: Sequence[Tick], highest: float
) -> None:
    colours, style = painter.theme.colours, painter.theme.text.small_figure
    for tick in ticks:
        y = plot.bottom - plot.height * tick.value / highest
        colour = colours.control_edge if tick.value == 0 else colours.header_edge
        painter.line(surface, (plot.left, y), (plot.right, y), colour)
        painter.text(surface, (plot.left - 12, y), tick.label, style, colours.muted, "right")


def _draw_column(
    painter: Painter,
    surface: pygame.Surface,
    plot: Rect,
    column: tuple[float, float],
    series: Sequence[Series],
    values: Sequence[float],
    highest: float,
) -> None:
    """Draw one column; a segment with room for it shows its icon."""
    middle, width = column
    bottom = plot.bottom - 2
    for part, value in zip(series, values, strict=True):
        height = plot.height * value / highest
        if height <= 0:
            continue
        box = Rect(middle - width / 2, bottom - height, width, max(3.0, height - 3))
        painter.panel(surface, box, part.colour, radius=min(6, box.height / 2))
        if box.height >= 26 * painter.k:
            white = painter.theme.colours.white
            painter.icon(surface, box.center, part.icon, min(28 * painter.k, box.height * 0.8), white)
        bottom -= height


def _draw_legend(painter: Painter, surface: pygame.Surface, rect: Rect, series: Sequence[Series]) -> None:
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    step = min(54 * k, rect.height / max(1, len(series)))
    top = rect.top + (rect.height - 20 * k - step * len(series)) / 2
    for index, part in enumerate(reversed(series)):
        y = top + step * (index + 0.5)
        size = min(42 * k, step * 0.85)
        painter.icon_tile(surface, Rect(rect.left, y - size / 2, size, size), part.icon, part.colour)
        total = painter.text(surface, (rect.right, y), part.total, text.figure, colours.ink, "right")
        left = rect.left + 56 * k
        painter.text(surface, (left, y), part.label, text.label, colours.ink, width=total.left - left - 6)


def _draw_dumbbell(
    painter: Painter, surface: pygame.Surface, at: tuple[float, float, float], colour: Colour
) -> None:
    begin, end, y = at
    white, k = painter.theme.colours.white, min(1.5, painter.k)
    if abs(end - begin) > 8 * k:
        left, right = min(begin, end), max(begin, end)
        painter.panel(surface, Rect(left, y - 4 * k, right - left, 8 * k), mix(colour, white, 0.55))
    painter.disc(surface, (end, y), 28 * k, colour, edge=white, edge_width=2)
    painter.disc(surface, (begin, y), 21 * k, white, edge=colour, edge_width=4)


def _draw_change(
    painter: Painter,
    surface: pygame.Surface,
    at: tuple[float, float],
    row: DumbbellRow,
    width: float,
    *,
    has_arrow: bool,
) -> None:
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    painter.text(surface, at, row.change, text.figure, colours.ink, "right")
    if row.begin == row.end or not has_arrow:
        return
    icon, colour = (
        ("arrow-up-right", colours.up) if row.end > row.begin else ("arrow-down-right", colours.down)
    )
    painter.icon(surface, (at[0] - width - 26 * k, at[1]), icon, 28 * k, colour)


def _apart(heights: Sequence[float], least: float) -> list[float]:
    """Return the heights, moved so that no two are closer than `least`; their order stays."""
    order = sorted(range(len(heights)), key=lambda index: heights[index])
    placed = list(heights)
    for before, index in pairwise(order):
        placed[index] = max(placed[index], placed[before] + least)
    if order:
        shift = (sum(placed) - sum(heights)) / len(heights)
        placed = [height - shift for height in placed]
    return placed
