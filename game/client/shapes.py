"""Shapes as SVG text in true pixels, because SDL draws those with smooth edges and its own circles without.

Each function returns the inside of a drawing; `drawing` puts it in a frame of a given size.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from game.client.theme import Colour, hexadecimal


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
    return (
        f'{defs}<rect x="{x:.2f}" y="{y:.2f}" width="{width:.2f}" height="{height:.2f}" '
        f'rx="{radius:.2f}" ry="{radius:.2f}" {paint} {_edge(edge, edge_width, dash, edge_share)}/>'
    )


def disc(
    centre: tuple[float, float],
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
    radius = (diameter - (edge_width if edge else 0)) / 2
    defs, paint = _fill(fill, centre[1] - radius, 2 * radius, fill_share)
    stroke = _edge(edge, edge_width, dash, edge_share)
    return f'{defs}<circle cx="{centre[0]:.2f}" cy="{centre[1]:.2f}" r="{radius:.2f}" {paint} {stroke}/>'


def arc(centre: tuple[float, float], diameter: float, share: float, colour: Colour, width: float) -> str:
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
    start: tuple[float, float],
    end: tuple[float, float],
    colour: Colour,
    width: float,
    *,
    share: float = 1,
) -> str:
    """Return a line with round ends, as solid as `share` says (0 to 1)."""
    return (
        f'<path d="M{start[0]:.2f} {start[1]:.2f}L{end[0]:.2f} {end[1]:.2f}" fill="none" '
        f'stroke="{hexadecimal(colour)}" stroke-width="{width:.2f}" stroke-linecap="round" '
        f'stroke-opacity="{share:.3f}"/>'
    )


def polygon(
    points: list[tuple[float, float]], fill: Fill, *, edge: Colour | None = None, edge_width: float = 0
) -> str:
    """Return a filled figure with straight sides and softly rounded joins."""
    path = "L".join(f"{x:.2f} {y:.2f}" for x, y in points)
    top = min(y for _, y in points)
    defs, paint = _fill(fill, top, max(y for _, y in points) - top, 1)
    return f'{defs}<path d="M{path}Z" {paint} stroke-linejoin="round" {_edge(edge, edge_width, 0, 1)}/>'


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


def _edge(edge: Colour | None, width: float, dash: float, share: float) -> str:
    if edge is None or width <= 0:
        return ""
    dashes = f' stroke-dasharray="{dash:.2f} {dash * 0.8:.2f}"' if dash else ""
    opacity = "" if share >= 1 else f' stroke-opacity="{share:.3f}"'
    return f'stroke="{hexadecimal(edge)}" stroke-width="{width:.2f}"{dashes}{opacity}'
