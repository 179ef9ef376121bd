"""A number with its name that can be asked why: the name takes as many lines as it needs."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.client.looks.parts import AT_REST, Interaction, draw_ground
from game.client.paint import Painter, Rect
from game.client.theme import Colour

_LEAST, _LEAD, _PAD = 64, 84, 20


@dataclass(frozen=True, slots=True)
class NumberLook:
    """A name and its figure; with a colour the icon stands on a tile of it."""

    label: str
    figure: str
    icon: str
    colour: Colour | None = None
    interaction: Interaction = AT_REST


def number_height(painter: Painter, look: NumberLook, width: float) -> float:
    """Return how high the number must be for its whole name, in units."""
    style = painter.theme.text.strong
    lines = painter.wrap(look.label, style, _room(painter, look, width)).lines
    return max(_LEAST * painter.k, len(lines) * painter.line_height(style) + 20 * painter.k)


def draw_number(painter: Painter, surface: pygame.Surface, rect: Rect, look: NumberLook) -> None:
    """Draw the number in a box with an edge, so that it shows that it can be pressed."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    rect = draw_ground(
        painter,
        surface,
        rect,
        look.interaction,
        fill=colours.white,
        edge=colours.control_edge,
        edge_width=2,
        radius=painter.theme.radius.button,
        shadow_name="flat",
    )
    tile = Rect(rect.left + _PAD * k, rect.centery - 22 * k, 44 * k, 44 * k)
    if look.colour:
        painter.icon_tile(surface, tile, look.icon, look.colour)
    else:
        painter.icon(surface, tile.center, look.icon, 32 * k, colours.ink)
    at = (rect.right - _PAD * k, rect.centery)
    painter.text(surface, at, look.figure, text.figure, colours.ink, "right")
    words = Rect(rect.left + _LEAD * k, rect.top, _room(painter, look, rect.width), rect.height)
    painter.paragraph(surface, words, look.label, text.strong, colours.ink, valign="middle")


def _room(painter: Painter, look: NumberLook, width: float) -> float:
    figure = painter.measure(look.figure, painter.theme.text.figure)[0]
    return max(60.0, width - (_LEAD + _PAD + 14) * painter.k - figure)
