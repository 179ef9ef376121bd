"""Shapes as SVG text in true pixels, because SDL draws those with smooth edges and its own circles without.

Each function returns the inside of a drawing; `drawing` puts it in a frame of a given size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.client.theme import Colour, hexadecimal

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Gradient:
    """A fill that changes evenly from the top of a shape to its bottom."""

    top: Colour
    bottom: Colour


Fill = Colour | Gradient | None


def drawing(inside: str, width: int, height: int) -> str:
    """Return a whole SVG of so many pixels."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{inside}</svg>'


def rounded(
    box: tuple[float, float, float, float],
    radius: float,
    fill: Fill,
    *,
    edge: Colour | None = None,
    edge_width: float = 0,
    dash: float = 0,
    fill_share: float = 1,
    edge_share: float = 1,
) -> str:
    """Return a box with round corners; the edge lies inside it.

    Args:
        box: Left, top, width, height.
        dash: How long the dashes of the edge are; 0 is an unbroken edge.
        fill_share, edge_share: How solid fill and edge are, from 0 (unseen) to 1.
    """
    x, y, width, height = box
    inset = edge_width / 2 if edge else 0
    x, y, width, height = x + inset, y + inset, width - 2 * inset, height - 2 * inset
    radius = max(0, min(radius - inset, width / 2, height / 2))
    defs, paint = _fill(fill, y, height, fill_share)
    stroke = _edge(edge, edge_width, edge_share)
    shape = (
        f'{defs}<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" '
        f'rx="{radius:.2f}" ry="{radius:.2f}" {paint} '
    )
    if not dash or not edge:
        return f"{shape}{stroke}/>"
    return f'{shape}/><path d="{_dashes((x, y, width, height), radius, dash)}" fill="none" {stroke}/>'


def disc(
    centre: Point,
    diameter: float,
    fill: Fill,
    *,
    edge: Colour | None = None,
    edge_width: float = 0,
    dash: float = 0,
    fill_share: float = 1,
    edge_share: float = 1,
) -> str:
    """Return a circle of that outer diameter; the edge lies inside it."""
    half = diameter / 2
    box = (centre[0] - half, centre[1] - half, diameter, diameter)
    return rounded(
        box,
        half,
        fill,
        edge=edge,
        edge_width=edge_width,
        dash=dash,
        fill_share=fill_share,
        edge_share=edge_share,
    )


def arc(centre: Point, diameter: float, share: float, colour: Colour, width: float) -> str:
    """Return a part (0 to 1) of a ring of that outer diameter, clockwise from the top."""
    if share >= 1:
        return disc(centre, diameter, None, edge=colour, edge_width=width)
    if share <= 0:
        return ""
    radius = (diameter - width) / 2
    angle = 2 * math.pi * share
    end = centre[0] + radius * math.sin(angle), centre[1] - radius * math.cos(angle)
    return (
        f'<path d="M{centre[0]:.2f} {centre[1] - radius:.2f}A{radius:.2f} {radius:.2f} 0 '
        f'{int(share > 0.5)} 1 {end[0]:.2f} {end[1]:.2f}" fill="none" '
        f'stroke="{hexadecimal(colour)}" stroke-width="{width:.2f}" stroke-linecap="round"/>'
    )


def line(
    start: Point,
    end: Point,
    colour: Colour,
    width: float,
    *,
    bend: Point | None = None,
    share: float = 1,
) -> str:
    """Return a line with round ends; with `bend` it curves that way. `share` (0 to 1) is how solid it is."""
    way = f"Q{bend[0]:.2f} {bend[1]:.2f} {end[0]:.2f} {end[1]:.2f}" if bend else f"L{end[0]:.2f} {end[1]:.2f}"
    return (
        f'<path d="M{start[0]:.2f} {start[1]:.2f}{way}" fill="none" stroke="{hexadecimal(colour)}" '
        f'stroke-width="{width:.2f}" stroke-linecap="round" stroke-opacity="{share:.3f}"/>'
    )


def polygon(
    points: list[Point], fill: Fill, *, edge: Colour | None = None, edge_width: float = 0, corner: float = 0
) -> str:
    """Return a filled figure with straight sides; `corner` rounds its corners."""
    way = ""
    for index, point in enumerate(points):
        before, after = (
            _toward(point, points[index - 1], corner),
            _toward(point, points[(index + 1) % len(points)], corner),
        )
        way += f"{'L' if way else 'M'}{before[0]:.2f} {before[1]:.2f}"
        way += f"Q{point[0]:.2f} {point[1]:.2f} {after[0]:.2f} {after[1]:.2f}"
    top = min(y for _, y in points)
    defs, paint = _fill(fill, top, max(y for _, y in points) - top, 1)
    return f'{defs}<path d="{way}Z" {paint} stroke-linejoin="round" {_edge(edge, edge_width, 1)}/>'


def _toward(start: Point, end: Point, far: float) -> Point:
    whole = math.dist(start, end) or 1
    share = min(0.5, far / whole)
    return start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share


def _fill(fill: Fill, top: float, height: float, share: float) -> tuple[str, str]:
    if fill is None:
        return "", 'fill="none"'
    opacity = "" if share >= 1 else f'fill-opacity="{share:.3f}"'
    if not isinstance(fill, Gradient):
        return "", f'fill="{hexadecimal(fill)}" {opacity}'
    above, below = hexadecimal(fill.top), hexadecimal(fill.bottom)
    name = f"g{above[1:]}{below[1:]}"
    defs = (
        f'<defs><linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="0" y1="{top:.2f}" x2="0" '
        f'y2="{top + height:.2f}"><stop offset="0" stop-color="{above}"/>'
        f'<stop offset="1" stop-color="{below}"/></linearGradient></defs>'
    )
    return defs, f'fill="url(#{name})" {opacity}'


def _edge(edge: Colour | None, width: float, share: float) -> str:
    if edge is None or width <= 0:
        return ""
    opacity = "" if share >= 1 else f' stroke-opacity="{share:.3f}"'
    return f'stroke="{hexadecimal(edge)}" stroke-width="{width:.2f}"{opacity}'


def _dashes(box: tuple[float, float, float, float], radius: float, dash: float) -> str:
    """Return the outline of a round box in pieces; SDL's own dashes leave a stain where they begin."""
    _, _, width, height = box
    around = 2 * (width + height) - (8 - 2 * math.pi) * radius
    count = max(4, round(around / (1.8 * dash)))
    pieces = []
    for index in range(count):
        start, length = around * index / count, around / count * 0.56
        steps = max(1, math.ceil(length / 3))
        points = [_on_outline(box, radius, start + length * step / steps) for step in range(steps + 1)]
        pieces.append("M" + "L".join(f"{x:.2f} {y:.2f}" for x, y in points))
    return "".join(pieces)


def _on_outline(box: tuple[float, float, float, float], radius: float, far: float) -> Point:
    """Return the point `far` along the outline, clockwise from the begin of the upper side."""
    x, y, width, height = box
    quarter = math.pi * radius / 2
    sides = [
        (width, (x + radius, y), (1, 0)),
        (height, (x + width, y + radius), (0, 1)),
        (width, (x + width - radius, y + height), (-1, 0)),
        (height, (x, y + height - radius), (0, -1)),
    ]
    while True:
        for side, (start_x, start_y), (right, down) in sides:
            straight = side - 2 * radius
            if far <= straight:
                return start_x + right * far, start_y + down * far
            far -= straight
            if far <= quarter and radius > 0:
                angle = far / radius
                along, aside = radius * math.sin(angle), radius * (1 - math.cos(angle))
                end_x, end_y = start_x + right * straight, start_y + down * straight
                return end_x + right * along - down * aside, end_y + down * along + right * aside
            far -= quarter
