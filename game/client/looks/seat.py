"""A seat at the table: who sits there, and the few numbers everybody may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pygame

from game.client.looks.parts import AT_REST, Interaction, Portrait, draw_ground, draw_portrait
from game.client.paint import Painter, Rect
from game.client.theme import Colour, TextStyle

_ROW_WITH_FACE = 150
"""From this width on, at text scale 1, a seat in a row has room for a face."""

_BESIDE_FACE = 130
"""How much room there is beside a face in a column, at text scale 1."""

Trend = Literal["up", "down", ""]


@dataclass(frozen=True, slots=True)
class Meter:
    """A number with its word, icon and bar. `share` is 0 to 1; `trend` is an arrow beside the number."""

    icon: str
    label: str
    number: str
    share: float
    trend: Trend = ""


@dataclass(frozen=True, slots=True)
class SeatLook:
    """What a seat shows. `tab` is the word on the gold tab ("Aan zet"); empty is no tab."""

    name: str
    role: str
    portrait: Portrait
    meters: Sequence[Meter] = ()
    tab: str = ""
    tab_icon: str = "mic"
    note: str = ""  # a waiting or absent player, in a word
    note_icon: str = ""
    interaction: Interaction = AT_REST


def seat_height(painter: Painter, meters: int = 2) -> float:
    """Return how high a seat in a column is, in units."""
    return (142 + 53 * meters) * painter.k


def row_seat_height(painter: Painter) -> float:
    """Return how high a seat in a row is, in units."""
    return 75 * painter.k


def draw_seat(painter: Painter, surface: pygame.Surface, rect: Rect, look: SeatLook) -> None:
    """Draw a seat of the columns beside the table; it needs 268 by `seat_height`."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    rect = _ground(painter, surface, rect, look)
    left, top = rect.left, rect.top
    draw_portrait(painter, surface, (left + 66 * k, top + 63 * k), 94 * k, look.portrait)
    room = rect.width - 138 * k
    painter.text(surface, (left + 126.5 * k, top + 47 * k), look.name, text.name, colours.ink, width=room)
    _draw_role(painter, surface, (left + 126.5 * k, top + 84 * k), look, room)
    if look.meters:
        line = (left + 21 * k, top + 121 * k), (rect.right - 21 * k, top + 121 * k)
        painter.line(surface, *line, colours.hairline)
    for index, meter in enumerate(look.meters):
        _draw_meter(painter, surface, rect, top + (145.5 + 53 * index) * k, meter, look.portrait.colour)
    if look.tab:
        _draw_tab(painter, surface, rect, look)


def draw_row_seat(painter: Painter, surface: pygame.Surface, rect: Rect, look: SeatLook) -> None:
    """Draw a seat of the row under the table: face, name, first number; `row_seat_height` high.

    Where name and number do not fit beside the face, a bar in the role's colour takes its place. A note takes
    the place of the number; where its words do not fit, its icon stands before the number.
    """
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    rect = _ground(painter, surface, rect, look)
    middle = rect.centery
    left = rect.left + 73 * k
    named = painter.measure(look.name, text.label_strong)[0]
    if rect.width >= _ROW_WITH_FACE * k and named <= rect.width - 75 * k:
        draw_portrait(painter, surface, (rect.left + 38.5 * k, middle), 56 * k, look.portrait)
    else:
        bar = Rect(rect.left + 8 * k, rect.top + 12 * k, 7 * k, rect.height - 24 * k)
        painter.panel(surface, bar, look.portrait.colour, radius=3.5 * k)
        left = rect.left + 23 * k
    room = rect.right - 2 * k - left
    upper, lower = middle - 13.5 * k, middle + 17.5 * k
    painter.text(surface, (left, upper), look.name, text.label_strong, colours.ink, width=room)
    has_words = painter.measure(look.note, text.label)[0] <= room - 30 * k
    if look.note and (has_words or not look.meters):
        _draw_note(painter, surface, (left, lower), look, text.label, room)
        return
    ink = colours.warn if look.note else colours.ink
    for meter in look.meters[:1]:
        icon = look.note_icon if look.note and look.note_icon else meter.icon
        has_icon = painter.measure(meter.number, text.meter)[0] + 31 * k <= room
        if has_icon:
            painter.icon(surface, (left + 11 * k, lower), icon, 26 * k, ink)
        lead = 31 * k if has_icon else 0
        said = painter.text(surface, (left + lead, lower), meter.number, text.meter, ink)
        if said.right + 27 * k <= rect.right:
            _draw_trend(painter, surface, (said.right + 15 * k, lower), meter.trend, 22)


def draw_director(painter: Painter, surface: pygame.Surface, rect: Rect, look: SeatLook) -> None:
    """Draw who asks what is asked, left of the bubble: face, name, role and one number; 308 by 88.

    It has no card of its own until it acts or is pointed at.
    """
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    state = look.interaction
    if state.is_selected or state.is_hovered or state.is_pressed:
        rect = _ground(painter, surface, rect, look)
    draw_portrait(painter, surface, (rect.left + 52 * k, rect.centery), 92 * k, look.portrait)
    left, upper, lower = rect.left + 115 * k, rect.centery - 17 * k, rect.centery + 21 * k
    end = rect.right - 10 * k
    has_both = has_number_beside(painter, look, rect.width)
    for meter in look.meters[:1]:
        if has_both:
            number = painter.text(surface, (end, upper), meter.number, text.meter, colours.ink, "right")
            _draw_trend(painter, surface, (number.left - 54 * k, upper), meter.trend)
            painter.icon(surface, (number.left - 18 * k, upper), meter.icon, 26 * k, colours.ink)
        else:
            painter.icon(surface, (left + 12 * k, lower), meter.icon, 26 * k, colours.ink)
            number = painter.text(surface, (left + 32 * k, lower), meter.number, text.meter, colours.ink)
            _draw_trend(painter, surface, (number.right + 20 * k, lower), meter.trend)
    painter.text(surface, (left, upper), look.name, text.name, colours.ink, width=end - left)
    if has_both or not look.meters:
        _draw_role(painter, surface, (left, lower), look, rect.right - 6 * k - left)


def draw_narrow_seat(painter: Painter, surface: pygame.Surface, rect: Rect, look: SeatLook) -> None:
    """Draw a seat beside a table that needs the width: face, name and first number under each other."""
    colours, text = painter.theme.colours, painter.theme.text
    rect = _ground(painter, surface, rect, look)
    draw_portrait(painter, surface, (rect.centerx, rect.top + 35), 60, look.portrait)
    style, room = text.label_strong, rect.width - 8
    if painter.measure(look.name, style)[0] <= room:
        painter.text(surface, (rect.centerx, rect.top + 80), look.name, style, colours.ink, "center")
    else:
        painter.text(surface, (rect.left + 6, rect.top + 80), look.name, style, colours.ink, width=room)
    for meter in look.meters[:1]:
        icon = look.note_icon if look.note and look.note_icon else meter.icon
        ink = colours.warn if look.note else colours.ink
        painter.icon(surface, (rect.centerx - 22, rect.top + 106), icon, 24, ink)
        painter.text(surface, (rect.centerx - 5, rect.top + 106), meter.number, text.meter, ink)


def has_number_beside(painter: Painter, look: SeatLook, width: float) -> bool:
    """Tell whether the director's number stands beside the name, and not in the place of the role."""
    taken = 125 + (122 if any(meter.trend for meter in look.meters) else 86)
    return painter.measure(look.name, painter.theme.text.name)[0] <= width - taken * painter.k


def name_is_narrow(painter: Painter, name: str, width: float) -> bool:
    """Tell whether a name fits in a narrow seat of this width."""
    return painter.measure(name, painter.theme.text.label_strong)[0] <= width - 8


def role_fits(painter: Painter, role: str) -> bool:
    """Tell whether what somebody is fits on one line beside the face of a seat in a column."""
    return painter.measure(role, painter.theme.text.label)[0] <= _BESIDE_FACE * painter.k


def _ground(painter: Painter, surface: pygame.Surface, rect: Rect, look: SeatLook) -> Rect:
    radius = painter.theme.radius.small_card + 4 * (painter.k < 1.5)
    return draw_ground(painter, surface, rect, look.interaction, radius=radius)


def _draw_role(
    painter: Painter, surface: pygame.Surface, at: tuple[float, float], look: SeatLook, room: float
) -> None:
    style, colours = painter.theme.text.label, painter.theme.colours
    if look.note:
        _draw_note_in_two(painter, surface, at, look, room)
    else:
        painter.text(surface, at, look.role, style, colours.muted, width=room)


def _draw_note_in_two(
    painter: Painter, surface: pygame.Surface, at: tuple[float, float], look: SeatLook, room: float
) -> None:
    """Draw the note in the place of the role, over two lines where it needs them."""
    k, style, ink = painter.k, painter.theme.text.label, painter.theme.colours.warn
    lead = 30 * k if look.note_icon else 0.0
    if look.note_icon:
        painter.icon(surface, (at[0] + 12 * k, at[1] + 6 * k), look.note_icon, 24 * k, ink)
    words = Rect(at[0] + lead, at[1] - 26 * k, room - lead + 4 * k, 64 * k)
    painter.paragraph(surface, words, look.note, style, ink, valign="middle", lines=2)


def _draw_note(
    painter: Painter,
    surface: pygame.Surface,
    at: tuple[float, float],
    look: SeatLook,
    style: TextStyle,
    room: float,
) -> None:
    k, ink = painter.k, painter.theme.colours.warn
    lead = 0.0
    if look.note_icon:
        painter.icon(surface, (at[0] + 12 * k, at[1]), look.note_icon, 24 * k, ink)
        lead = 30 * k
    painter.text(surface, (at[0] + lead, at[1]), look.note, style, ink, width=room - lead)


def _draw_meter(
    painter: Painter, surface: pygame.Surface, rect: Rect, middle: float, meter: Meter, colour: Colour
) -> None:
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    painter.icon(surface, (rect.left + 34 * k, middle), meter.icon, 26 * k, colours.ink)
    right = rect.right - 21 * k
    number = painter.text(surface, (right, middle), meter.number, text.meter, colours.ink, "right")
    start = rect.left + 52 * k
    end = number.left - 6 * k
    if meter.trend:
        spare = number.left - start - painter.measure(meter.label, text.label)[0] - 30 * k
        end = number.left - min(14 * k, max(2 * k, spare))
        _draw_trend(painter, surface, (end - 13 * k, middle), meter.trend)
        end -= 26 * k
    painter.text(surface, (start, middle), meter.label, text.label, colours.ink, width=end - start + 4 * k)
    bar = Rect(rect.left + 21 * k, middle + 17 * k, rect.width - 42 * k, 14 * k)
    painter.bar(surface, bar, meter.share, colour)


def _draw_trend(
    painter: Painter, surface: pygame.Surface, centre: tuple[float, float], trend: Trend, size: float = 26
) -> None:
    if trend:
        colours = painter.theme.colours
        colour = colours.up if trend == "up" else colours.down
        painter.icon(surface, centre, f"trending-{trend}", size * painter.k, colour)


def _draw_tab(painter: Painter, surface: pygame.Surface, rect: Rect, look: SeatLook) -> None:
    k, colours, style = painter.k, painter.theme.colours, painter.theme.text.tab
    wide, _ = painter.measure(look.tab, style)
    lead = 46 * k if look.tab_icon else 20 * k
    tab = Rect(rect.right - 13 - lead - wide - 20 * k, rect.top - 4 - 21.5 * k, lead + wide + 20 * k, 43 * k)
    painter.panel(surface, tab, colours.gold, radius=tab.height / 2, edge=colours.ink, edge_width=2.2)
    if look.tab_icon:
        painter.icon(surface, (tab.left + 27 * k, tab.centery), look.tab_icon, 26 * k, colours.ink)
    painter.text(surface, (tab.left + lead, tab.centery), look.tab, style, colours.ink)
