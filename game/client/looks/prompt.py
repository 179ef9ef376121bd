"""What is asked of us now: the process director, a sentence on what happened, and a question."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.client.looks.parts import Portrait, draw_portrait
from game.client.paint import Painter, Rect


@dataclass(frozen=True, slots=True)
class PromptLook:
    """Who speaks and what: `happened` in bold, `question` under it; either may be empty."""

    name: str
    role: str
    portrait: Portrait
    happened: str
    question: str
    icon: str = "message-circle-question-mark"


def draw_prompt(painter: Painter, surface: pygame.Surface, rect: Rect, look: PromptLook) -> bool:
    """Draw director and bubble over `rect` (88 high at text scale 1) and return whether a text was cut."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    size = min(94 * k, rect.height + 6)
    centre = (rect.left + size / 2, rect.centery)
    draw_portrait(painter, surface, centre, size, look.portrait)
    left = rect.left + size + 16 * k
    name = painter.text(surface, (left, rect.centery - 19 * k), look.name, text.name, colours.ink)
    role = painter.text(surface, (left, rect.centery + 20 * k), look.role, text.label, colours.muted)
    start = max(rect.left + 326, name.right + 28, role.right + 28)
    return draw_bubble(painter, surface, Rect(start, rect.top, rect.right - start, rect.height), look)


def draw_bubble(painter: Painter, surface: pygame.Surface, rect: Rect, look: PromptLook) -> bool:
    """Draw only the bubble, pointing to the left, and return whether a text was cut."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    painter.panel(
        surface, rect, colours.white, radius=painter.theme.radius.bubble, edge=colours.card_edge, edge_width=2
    )
    tip = rect.left - 14
    points = [(rect.left + 2, rect.centery - 13), (tip, rect.centery), (rect.left + 2, rect.centery + 13)]
    painter.polygon(surface, points, colours.white)
    for end in (points[0], points[2]):
        painter.line(surface, (rect.left, end[1]), (tip, rect.centery), colours.card_edge, 1.8)
    painter.icon(
        surface, (rect.left + 40 * k, rect.centery), look.icon, 36 * k, painter.theme.roles["petrol"]
    )
    left = rect.left + 72 * k
    room = rect.right - 20 - left
    if look.happened and look.question:
        return _draw_both(painter, surface, Rect(left, rect.top, room, rect.height), look)
    words = look.happened or look.question
    style = text.prompt if look.happened else text.body
    inside = Rect(left, rect.top + 6, room, rect.height - 12)
    return painter.paragraph(surface, inside, words, style, colours.ink, valign="middle")


def _draw_both(painter: Painter, surface: pygame.Surface, rect: Rect, look: PromptLook) -> bool:
    colours, text = painter.theme.colours, painter.theme.text
    first = painter.wrap(look.happened, text.prompt, rect.width, 1)
    second = painter.wrap(look.question, text.body, rect.width, 1)
    painter.text(
        surface, (rect.left, rect.top + rect.height * 0.33), first.lines[0], text.prompt, colours.ink
    )
    painter.text(surface, (rect.left, rect.top + rect.height * 0.69), second.lines[0], text.body, colours.ink)
    return first.is_cut or second.is_cut
