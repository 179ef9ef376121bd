"""Cards of the dialogue: a need in somebody's own words, hidden, turning or told; and what all hear in it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pygame

from game.client.looks.parts import (
    AT_REST,
    Interaction,
    Portrait,
    at_size,
    draw_faces,
    draw_ground,
    draw_pill,
    draw_portrait,
)
from game.client.paint import Painter, Rect
from game.client.surfaces import clear_surface
from game.client.theme import Colour, mix

_BESIDE_TITLE = 105  # what is left and right of a theme's title, in units at text scale 1
PATTERN_STEP = 46  # how far the small rings on the back of a card lie apart, in units


@dataclass(frozen=True, slots=True)
class NeedLook:
    """A told card. `hands` is how many recognise it ("5×"); empty leaves the chip out."""

    name: str
    role: str
    portrait: Portrait
    quote: str
    need: str
    icon: str
    hands: str = ""
    hands_icon: str = "hand"
    status: str = "quiet"
    interaction: Interaction = AT_REST


@dataclass(frozen=True, slots=True)
class CoveredLook:
    """A card that lies face down: whose it is, and a word on it ("Nog gedekt")."""

    name: str
    note: str
    interaction: Interaction = AT_REST


@dataclass(frozen=True, slots=True)
class TurningLook:
    """A card somebody is turning over."""

    name: str
    note: str
    portrait: Portrait


@dataclass(frozen=True, slots=True)
class ThemeRowLook:
    """A need heard from several people: who carries it and how many hands it got."""

    title: str
    icon: str
    portrait: Portrait
    carriers: Sequence[Portrait]
    hands: str
    interaction: Interaction = AT_REST


@dataclass(frozen=True, slots=True)
class WordingLook:
    """The text that is being written together."""

    title: str
    words: str
    icon: str = "pen-line"


def quote_fits(painter: Painter, quote: str, width: float, height: float) -> bool:
    """Tell whether a quote fits whole on a told card of this size."""
    k, style = painter.k, painter.theme.text.quote
    lines = len(painter.wrap(quote, style, width - 52 * k).lines)
    return lines * painter.line_height(style) <= height - 193 * k + 1


def draw_need(painter: Painter, surface: pygame.Surface, rect: Rect, look: NeedLook) -> bool:
    """Draw a told card (393 by 348 units at text scale 1) and return whether the quote was cut."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    rect = draw_ground(painter, surface, rect, look.interaction)
    left, right, top = rect.left + 22 * k, rect.right - 22 * k, rect.top
    tint = look.portrait.colour
    draw_portrait(painter, surface, (rect.left + 63 * k, top + 69 * k), 80 * k, look.portrait)
    end = right
    if look.hands:
        status = painter.theme.status[look.status]
        end = draw_pill(
            painter,
            surface,
            right,
            top + 69 * k,
            look.hands_icon,
            look.hands,
            fill=status.fill,
            ink=status.ink,
            style=text.strong,
            height=44,
        ).left
    said, room = rect.left + 114 * k, end - 8 * k - rect.left - 114 * k
    painter.text(surface, (said, top + 53 * k), look.name, text.title, colours.ink, width=room)
    role = Rect(said, top + 87 * k - painter.line_height(text.label) / 2, room, 64 * k)
    painter.paragraph(surface, role, look.role, text.label, colours.muted, lines=2)
    bar = Rect(left, rect.bottom - 77 * k, right - left, 56 * k)
    quote = Rect(left + 8 * k, top + 152 * k, right - left - 8 * k, bar.top - top - 162 * k)
    lines = len(painter.wrap(look.quote, text.quote, quote.width).lines)
    if lines * painter.line_height(text.quote) <= quote.height + 1:
        mark = at_size(painter, text.display, 88 * k)
        light = mix(tint, colours.card_bottom, 0.62)
        painter.text(surface, (left + 2 * k, top + 194 * k), "“", mark, light, valign="baseline")
    else:  # a low card: the words matter more than the sign before them
        quote = Rect(quote.left, top + 112 * k, quote.width, bar.top - top - 116 * k)
    is_cut = painter.paragraph(surface, quote, look.quote, text.quote, colours.ink, valign="middle")
    draw_need_bar(painter, surface, bar, (look.need, look.icon, tint))
    return is_cut


def draw_need_bar(
    painter: Painter, surface: pygame.Surface, bar: Rect, shows: tuple[str, str, Colour]
) -> None:
    """Draw a need with its icon on a tint; 56 units high at text scale 1."""
    need, icon, tint = shows
    k, colours, style = painter.k, painter.theme.colours, painter.theme.text.label_strong
    painter.panel(surface, bar, mix(tint, colours.white, 0.12), radius=18 * k)
    painter.icon_tile(surface, Rect(bar.left, bar.top, bar.height, bar.height), icon, tint)
    named = Rect(bar.left + 68 * k, bar.top, bar.width - 78 * k, bar.height)
    if painter.measure(need, style)[0] > named.width:
        tight = replace(style, line=1.12)
        painter.paragraph(surface, named, need, tight, colours.ink, valign="middle", lines=2)
    else:
        painter.text(surface, (named.left, named.centery), need, style, colours.ink)


def draw_covered(painter: Painter, surface: pygame.Surface, rect: Rect, look: CoveredLook) -> None:
    """Draw the back of a card."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    ground = mix(painter.theme.roles["petrol"], colours.table_bottom, 0.4)
    rect = draw_ground(painter, surface, rect, look.interaction, fill=colours.card_bottom)
    inside = rect.inflate(-20, -20)
    painter.panel(surface, inside, ground, radius=painter.theme.radius.card - 6)
    _draw_pattern(painter, surface, inside)
    note = (rect.centerx, rect.bottom - max(34 * k, rect.height * 0.155))
    name = (rect.centerx, note[1] - max(37 * k, rect.height * 0.105))
    free = name[1] - 26 * k - inside.top
    middle = (rect.centerx, inside.top + max(free / 2, rect.height * 0.445 - (inside.top - rect.top)))
    size = min(118 * k, rect.height * 0.36, free - 8)
    if size < 118 * k and size < rect.height * 0.36:
        middle = (rect.centerx, inside.top + free / 2)
    painter.disc(surface, middle, size, colours.table_bottom, edge=colours.gold, edge_width=3)
    painter.mark(surface, middle, size * 0.52, on_dark=True)
    room = inside.width - 24
    painter.text(surface, name, look.name, text.title, colours.white, "center", width=room)
    painter.text(surface, note, look.note, text.label, colours.table_muted, "center", width=room)


def draw_turning(painter: Painter, surface: pygame.Surface, rect: Rect, look: TurningLook) -> None:
    """Draw a card half-way: narrow, with a gold edge and a glow, and who is turning it."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    half, near, far = rect.width * 0.305, rect.height * 0.49, rect.height * 0.43
    x, y = rect.centerx, rect.centery
    glow = Rect(x - half, y - near, 2 * half, 2 * near)
    painter.glow(surface, glow, colours.gold, 30, 45)
    shape = [(x - half, y - far), (x + half, y - near), (x + half, y + near), (x - half, y + far)]
    painter.polygon(surface, shape, colours.header, edge=colours.gold, edge_width=4.5, corner=16)
    for side in (-1, 1):
        start = x + side * (half + 38 * k)
        bend = (start + side * 32 * k, y)
        painter.line(surface, (start, y - 40 * k), (start, y + 40 * k), colours.gold, 4.5, bend=bend)
    draw_portrait(painter, surface, (x, y - 84 * k), 102 * k, look.portrait)
    room = 2 * half - 24
    painter.text(surface, (x, y + 2 * k), look.name, text.title, colours.ink, "center", width=room)
    note = Rect(x - room / 2, y + 30 * k, room, 66 * k)
    painter.paragraph(
        surface, note, look.note, text.label, colours.muted, "center", lines=2, is_balanced=True
    )


def draw_turn(
    painter: Painter, surface: pygame.Surface, rect: Rect, back: CoveredLook, front: NeedLook, progress: float
) -> None:
    """Draw a moment of the turning: `progress` 0 is the back, 1 the front, half-way the edge of the card."""
    share = abs(math.cos(math.pi * min(1.0, max(0.0, progress))))
    box = painter.pixels(rect.inflate(48, 48))
    whole = clear_surface(box.width, box.height)
    place = Rect(rect.left - box.left / painter.u, rect.top - box.top / painter.u, rect.width, rect.height)
    if progress < 0.5:
        draw_covered(painter, whole, place, back)
    else:
        draw_need(painter, whole, place, front)
    narrow = pygame.transform.smoothscale(whole, (max(4, round(box.width * share)), box.height))
    surface.blit(narrow, narrow.get_rect(center=box.center))


def theme_row_height(painter: Painter, look: ThemeRowLook, width: float) -> float:
    """Return how high a theme's row of this width is: 121 units at text scale 1 with a title on one line."""
    style = painter.theme.text.card_title
    lines = len(painter.wrap(look.title, style, width - _BESIDE_TITLE * painter.k).lines)
    return 121 * painter.k + (lines - 1) * painter.line_height(style)


def draw_theme_row(painter: Painter, surface: pygame.Surface, rect: Rect, look: ThemeRowLook) -> bool:
    """Draw a row of "what do we hear together", `theme_row_height` high; return whether a text was cut."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    rect = draw_ground(
        painter,
        surface,
        rect,
        look.interaction,
        fill=mix(colours.paper_top, colours.white, 0.75),
        edge=colours.header_edge,
        edge_width=2,
        radius=painter.theme.radius.small_card,
        shadow_name="flat",
    )
    tile = Rect(rect.left + 19 * k, rect.top + 18 * k, 52 * k, 52 * k)
    painter.icon_tile(surface, tile, look.icon, look.portrait.colour)
    left, right = rect.left + 87 * k, rect.right - 18 * k
    upper, lower = rect.top + 34 * k - painter.line_height(text.card_title) / 2, rect.bottom - 39 * k
    title = Rect(left, upper, right - left, lower - 24 * k - upper)
    is_cut = painter.paragraph(surface, title, look.title, text.card_title, colours.ink)
    status = painter.theme.status["quiet"]
    end = right
    if look.hands:
        end = draw_pill(
            painter,
            surface,
            right,
            lower,
            "hand",
            look.hands,
            fill=status.fill,
            ink=status.ink,
            style=text.strong,
            height=44,
        ).left
    most = max(1, int((end - left - 6 * k) / (44 * k)))
    draw_faces(painter, surface, left - 2 * k, lower, look.carriers, size=47 * k, pitch=44 * k, most=most)
    return is_cut


def draw_wording(painter: Painter, surface: pygame.Surface, rect: Rect, look: WordingLook) -> bool:
    """Draw the dashed box with the text in the making and return whether it was cut."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    petrol = painter.theme.roles["petrol"]
    painter.panel(
        surface,
        rect,
        mix(petrol, colours.white, 0.1),
        radius=painter.theme.radius.small_card,
        edge=petrol,
        edge_width=2.5,
        dash=13,
    )
    top = rect.top + 43 * k
    painter.icon(surface, (rect.left + 35 * k, top), look.icon, 34 * k, petrol)
    room = rect.width - 85 * k
    wide = painter.measure(look.title, text.card_title)[0] + 2
    style = at_size(painter, text.card_title, max(24 * k, text.card_title.size * k * min(1, room / wide)))
    painter.text(surface, (rect.left + 65 * k, top), look.title, style, petrol, width=room)
    body = Rect(rect.left + 21 * k, rect.top + 76 * k, rect.width - 42 * k, rect.height - 86 * k)
    return painter.paragraph(surface, body, look.words, text.wording, colours.ink)


def _draw_pattern(painter: Painter, surface: pygame.Surface, rect: Rect) -> None:
    columns, rows = int((rect.width - 12) // PATTERN_STEP), int((rect.height - 12) // PATTERN_STEP)
    left = rect.centerx - PATTERN_STEP * (columns - 1) / 2
    top = rect.centery - PATTERN_STEP * (rows - 1) / 2
    white = painter.theme.colours.white
    for row in range(rows):
        for column in range(columns):
            at = left + column * PATTERN_STEP, top + row * PATTERN_STEP
            painter.disc(surface, at, 14, None, edge=white, edge_width=2, edge_share=0.14)
