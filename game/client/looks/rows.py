"""Rows of a list: what a number is made of ("why?"), and settings or choices one under another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pygame

from game.client.looks.parts import AT_REST, Interaction, draw_ground
from game.client.paint import Painter, Rect
from game.client.theme import Colour


@dataclass(frozen=True, slots=True)
class CauseLook:
    """One cause of a number: an icon, a sentence, when it was, and the amount with its sign ("+6", "−3")."""

    icon: str
    words: str
    detail: str
    amount: str
    sign: Literal["up", "down", "none"]
    colour: Colour | None = None  # of the domain or role it comes from; None is a plain icon


@dataclass(frozen=True, slots=True)
class ChoiceLook:
    """One thing to choose from a list, with a line under it and a figure at the end."""

    label: str
    detail: str = ""
    figure: str = ""
    icon: str = ""
    colour: Colour | None = None
    is_chosen: bool = False
    interaction: Interaction = AT_REST


def cause_height(painter: Painter, look: CauseLook, width: float) -> float:
    """Return how high a cause needs to be so that its sentence is whole, in units."""
    text = painter.theme.text
    lines = painter.wrap(look.words, text.body, _cause_room(painter, look, width)).lines
    detail = painter.line_height(text.label) if look.detail else 0.0
    return max(60 * painter.k, len(lines) * painter.line_height(text.body) + detail + 20 * painter.k)


def draw_cause(painter: Painter, surface: pygame.Surface, rect: Rect, look: CauseLook) -> None:
    """Draw one cause with a fine line under it."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    at = Rect(rect.left, rect.top + (rect.height - 44 * k) / 2, 44 * k, 44 * k)
    if look.colour:
        painter.icon_tile(surface, at, look.icon, look.colour)
    else:
        painter.icon(surface, at.center, look.icon, 30 * k, colours.muted)
    ink = {"up": colours.up, "down": colours.down, "none": colours.ink}[look.sign]
    amount = painter.text(surface, (rect.right, rect.centery), look.amount, text.count, ink, "right")
    if look.sign != "none":
        arrow = "arrow-up" if look.sign == "up" else "arrow-down"
        painter.icon(surface, (amount.left - 18 * k, rect.centery), arrow, 26 * k, ink)
    left, room = rect.left + 60 * k, _cause_room(painter, look, rect.width)
    detail = painter.line_height(text.label) if look.detail else 0.0
    words = Rect(left, rect.top + 8 * k, room, rect.height - 16 * k - detail)
    painter.paragraph(surface, words, look.words, text.body, colours.ink, valign="middle")
    if look.detail:
        under = (left, rect.bottom - 8 * k - detail / 2)
        painter.text(surface, under, look.detail, text.label, colours.muted, width=room)
    line = rect.bottom - 1
    painter.line(surface, (left, line), (rect.right, line), colours.hairline)


def choice_height(painter: Painter, look: ChoiceLook, width: float) -> float:
    """Return how high a choice needs to be so that all its words are there, in units."""
    k, text = painter.k, painter.theme.text
    room = _choice_room(painter, look, width)
    needed = len(painter.wrap(look.label, text.strong, room).lines) * painter.line_height(text.strong)
    if look.detail:
        needed += len(painter.wrap(look.detail, text.label, room).lines) * painter.line_height(text.label)
    return max((92 if look.detail else 64) * k, needed + 26 * k)


def draw_choice(painter: Painter, surface: pygame.Surface, rect: Rect, look: ChoiceLook) -> None:
    """Draw one choice of a list, over as many lines as `choice_height` left room for."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    petrol = painter.theme.roles["petrol"]
    rect = draw_ground(
        painter,
        surface,
        rect,
        look.interaction,
        fill=colours.white,
        edge=petrol if look.is_chosen else colours.control_edge,
        edge_width=3 if look.is_chosen else 2,
        radius=painter.theme.radius.button,
        shadow_name="flat",
    )
    left, right = rect.left + 20 * k, rect.right - 20 * k
    if look.icon:
        size = 44 * k
        tile = Rect(left, rect.centery - size / 2, size, size)
        if look.colour:
            painter.icon_tile(surface, tile, look.icon, look.colour)
        else:
            painter.icon(surface, tile.center, look.icon, 32 * k, colours.ink)
        left = tile.right + 16 * k
    if look.is_chosen:
        painter.icon(surface, (right - 14 * k, rect.centery), "check", 30 * k, petrol)
        right -= 40 * k
    if look.figure:
        right = painter.text(
            surface, (right, rect.centery), look.figure, text.figure, colours.ink, "right"
        ).left
        right -= 12 * k
    _draw_choice_words(painter, surface, Rect(left, rect.top, right - left, rect.height), look)


def _draw_choice_words(painter: Painter, surface: pygame.Surface, rect: Rect, look: ChoiceLook) -> None:
    colours, text = painter.theme.colours, painter.theme.text
    ink = colours.muted if look.interaction.is_disabled else colours.ink
    most = int(rect.height // painter.line_height(text.label))
    upper = len(painter.wrap(look.label, text.strong, rect.width).lines)
    lower = len(painter.wrap(look.detail, text.label, rect.width).lines) if look.detail else 0
    upper = max(1, min(upper, most - bool(look.detail)))
    lower = min(lower, max(1, most - upper))
    high = upper * painter.line_height(text.strong), lower * painter.line_height(text.label)
    top = rect.centery - sum(high) / 2
    for string, style, colour, lines, start, room in (
        (look.label, text.strong, ink, upper, top, high[0]),
        (look.detail, text.label, colours.muted, lower, top + high[0], high[1]),
    ):
        if lines == 1:
            at = (rect.left, start + room / 2)
            painter.text(surface, at, string, style, colour, width=rect.width)
        elif lines:
            place = Rect(rect.left, start, rect.width, room)
            painter.paragraph(surface, place, string, style, colour, lines=lines)


def _choice_room(painter: Painter, look: ChoiceLook, width: float) -> float:
    taken = 40 + (60 if look.icon else 0) + (40 if look.is_chosen else 0)
    figure = painter.measure(look.figure, painter.theme.text.figure)[0] + 12 * painter.k if look.figure else 0
    return width - taken * painter.k - figure


def _cause_room(painter: Painter, look: CauseLook, width: float) -> float:
    taken = painter.measure(look.amount, painter.theme.text.count)[0]
    return width - taken - (60 + 52) * painter.k
