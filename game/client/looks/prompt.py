"""What is asked of us now: the process director, a sentence on what happened, and a question."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.client.looks.parts import Portrait, draw_portrait
from game.client.paint import Painter, Rect
from game.client.theme import TextStyle

_LEAD, _END, _ABOVE = 72, 20, 6
"""What is left of the words (at text scale 1), right of them, and above and under them."""
_NAMES = 0.27
"""How much of a wide prompt face and names may take."""
_TWO_LINES = (0.33, 0.69)
"""Where the middles of two lines are in the height."""


@dataclass(frozen=True, slots=True)
class PromptLook:
    """Who speaks and what: `happened` in bold, `question` under it; either may be empty."""

    name: str
    role: str
    portrait: Portrait
    happened: str
    question: str
    icon: str = "message-circle-question-mark"
    is_spoken: bool = True  # whether somebody says it: the bubble then points to who stands at its left


def draw_prompt(painter: Painter, surface: pygame.Surface, rect: Rect, look: PromptLook) -> bool:
    """Draw director and bubble over `rect` (88 high at text scale 1) and return whether a text was cut."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    size = min(94 * k, rect.height + 6)
    centre = (rect.left + size / 2, rect.centery)
    draw_portrait(painter, surface, centre, size, look.portrait)
    left = rect.left + size + 16 * k
    room = max(298.0, rect.width * _NAMES) - (left - rect.left)
    at = (left, rect.centery - 19 * k)
    name = painter.text(surface, at, look.name, text.name, colours.ink, width=room)
    at = (left, rect.centery + 20 * k)
    role = painter.text(surface, at, look.role, text.label, colours.muted, width=room)
    start = max(rect.left + 326, name.right + 28, role.right + 28)
    return draw_bubble(painter, surface, Rect(start, rect.top, rect.right - start, rect.height), look)


def words_room(painter: Painter, width: float) -> float:
    """Return how wide a line is at least in a prompt of this width, whatever the director is called."""
    return width - max(326.0, width * _NAMES + 28) - _LEAD * painter.k - _END


def draw_bubble(painter: Painter, surface: pygame.Surface, rect: Rect, look: PromptLook) -> bool:
    """Draw only the bubble, pointing to the left, and return whether a text was cut."""
    k, colours = painter.k, painter.theme.colours
    painter.panel(
        surface, rect, colours.white, radius=painter.theme.radius.bubble, edge=colours.card_edge, edge_width=2
    )
    if look.is_spoken:
        _draw_tip(painter, surface, rect)
    painter.icon(
        surface, (rect.left + 40 * k, rect.centery), look.icon, 36 * k, painter.theme.roles["petrol"]
    )
    left, room = rect.left + _LEAD * k, rect.width - _LEAD * k - _END
    inside = Rect(left, rect.top + _ABOVE, room, rect.height - 2 * _ABOVE)
    said = _said(painter, look)
    if len(said) == 1:
        return painter.paragraph(surface, inside, *said[0], colours.ink, valign="middle")
    heights = [_height(painter, words, style, room) for words, style in said]
    middles = [rect.top + rect.height * share for share in _TWO_LINES]
    if any(high > 1.5 * painter.line_height(style) for high, (_, style) in zip(heights, said, strict=True)):
        middles = [inside.top + heights[0] / 2, inside.bottom - heights[1] / 2]
    is_cut = False
    for (words, style), high, middle in zip(said, heights, middles, strict=True):
        place = Rect(left, middle - high / 2, room, high)
        is_cut |= painter.paragraph(surface, place, words, style, colours.ink, valign="middle")
    return is_cut


def bubble_height(painter: Painter, look: PromptLook, width: float) -> float:
    """Return how high a bubble of this width must be for all its words, in units; 88 k is what it has."""
    room = width - _LEAD * painter.k - _END
    return sum(_height(painter, words, style, room) for words, style in _said(painter, look)) + 2 * _ABOVE


def _said(painter: Painter, look: PromptLook) -> list[tuple[str, TextStyle]]:
    """Return what stands in the bubble, with its letters: what happened, the question, or both."""
    text = painter.theme.text
    said = [(look.happened, text.prompt), (look.question, text.body)]
    return [(words, style) for words, style in said if words]


def _height(painter: Painter, words: str, style: TextStyle, room: float) -> float:
    return len(painter.wrap(words, style, room).lines) * painter.line_height(style)


def _draw_tip(painter: Painter, surface: pygame.Surface, rect: Rect) -> None:
    colours, tip = painter.theme.colours, rect.left - 14
    points = [(rect.left + 2, rect.centery - 13), (tip, rect.centery), (rect.left + 2, rect.centery + 13)]
    painter.polygon(surface, points, colours.white)
    for end in (points[0], points[2]):
        painter.line(surface, (rect.left, end[1]), (tip, rect.centery), colours.card_edge, 1.8)
