"""A line between two ends to stand on: eleven places, a dot, and perhaps where it stood before."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.client.paint import Painter, Rect
from game.client.theme import Colour

LAST = 10
"""The place at the right end; the left end is 0."""


@dataclass(frozen=True, slots=True)
class ScaleLook:
    """Where somebody stands, 0 to 10, None for nowhere yet; `before` is drawn hollow."""

    at: int | None
    before: int | None
    colour: Colour
    is_hovered: bool = False


def place_of(rect: Rect, value: int) -> float:
    """Return where on the line a value is, in units from the left of the screen."""
    pad = rect.height / 2
    return rect.left + pad + (rect.width - 2 * pad) * value / LAST


def value_at(rect: Rect, x: float) -> int:
    """Return the value whose place is nearest to a point of the screen."""
    pad = rect.height / 2
    share = (x - rect.left - pad) / max(1.0, rect.width - 2 * pad)
    return max(0, min(LAST, round(share * LAST)))


def draw_scale(painter: Painter, surface: pygame.Surface, rect: Rect, look: ScaleLook) -> None:
    """Draw the line with its places; the dots are as high as the rect allows."""
    k, colours = painter.k, painter.theme.colours
    middle, size = rect.centery, min(40 * k, rect.height - 12)
    ends = (place_of(rect, 0), middle), (place_of(rect, LAST), middle)
    edge = colours.muted if look.is_hovered else colours.slot_edge
    painter.line(surface, *ends, edge, 4)
    for value in range(LAST + 1):
        painter.disc(
            surface, (place_of(rect, value), middle), 12 * k, colours.header, edge=edge, edge_width=2
        )
    if look.before is not None and look.at is not None and look.before != look.at:
        start, end = place_of(rect, look.before), place_of(rect, look.at)
        painter.line(surface, (start, middle), (end, middle), look.colour, 7)
    if look.before is not None and look.before != look.at:
        at = (place_of(rect, look.before), middle)
        painter.disc(surface, at, size * 0.8, colours.white, edge=look.colour, edge_width=5)
    if look.at is not None:
        painter.disc(surface, (place_of(rect, look.at), middle), size, look.colour)
        if look.before == look.at:
            painter.disc(surface, (place_of(rect, look.at), middle), size * 0.4, colours.white)
