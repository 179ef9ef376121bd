"""The strip on top: which session, which round, which phase, and how much time is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import pygame

from game.client.looks.parts import at_size
from game.client.paint import Painter, Rect
from game.client.theme import Colour, TextStyle

COLLAPSED_FROM = 1.5  # from this text scale only the current phase has its name written out


@dataclass(frozen=True, slots=True)
class PhasePip:
    """One phase on the way: its icon, its name, and whether it is over, now or still to come."""

    icon: str
    label: str
    standing: Literal["done", "now", "later"]


@dataclass(frozen=True, slots=True)
class Timer:
    """The clock: finished digits, the time that is left (0 to 1, None: no limit), a word near the end."""

    digits: str
    share: float | None
    icon: str = "hourglass"
    is_urgent: bool = False
    word: str = ""


@dataclass(frozen=True, slots=True)
class PhaseHeader:
    """What the strip says. `round_now` counts from 1; `timer` None hides the clock.

    `beside` is how much room is kept left of the clock for buttons, in units.
    """

    title: str
    round_text: str
    round_now: int
    rounds: int
    phases: Sequence[PhasePip]
    timer: Timer | None
    beside: float = 0


def header_height(painter: Painter) -> float:
    """Return how high the strip is, in units."""
    return 132 if painter.k >= COLLAPSED_FROM else 116


def draw_phase_header(painter: Painter, surface: pygame.Surface, rect: Rect, look: PhaseHeader) -> None:
    """Draw the strip over the whole width of `rect`."""
    colours = painter.theme.colours
    painter.panel(surface, rect, colours.header)
    painter.line(surface, (rect.left, rect.bottom - 1), (rect.right, rect.bottom - 1), colours.header_edge)
    if look.timer:
        _draw_timer(painter, surface, rect, look.timer)
    right = clock_left(painter, rect.right, look.timer) - look.beside
    if painter.k >= COLLAPSED_FROM:
        _draw_collapsed(painter, surface, rect, look, right)
    else:
        _draw_full(painter, surface, rect, look, right)


def clock_left(painter: Painter, right: float, timer: Timer | None) -> float:
    """Return where the clock begins in a strip that ends at `right`; it stays there while digits change."""
    if timer is None:
        return right - 28
    is_large = painter.k >= COLLAPSED_FROM
    said = painter.measure(timer.word, painter.theme.text.label_strong)[0] if timer.word else 0
    widest = max(painter.measure(timer.digits, _timer_style(painter, is_large))[0], said)
    ring = 0 if timer.share is None else (18 + 102 if is_large else 13 + 82)
    return right - (38 if is_large else 28) - widest - ring


def _draw_full(
    painter: Painter, surface: pygame.Surface, rect: Rect, look: PhaseHeader, right: float
) -> None:
    colours, text, k = painter.theme.colours, painter.theme.text, painter.k
    widest = max((painter.measure(pip.label, text.label_strong)[0] for pip in look.phases), default=0)
    count = len(look.phases)
    first = rect.left + 536
    pitch = min(172.0, (right - 12 - widest / 2 - first) / max(1, count - 1))
    pitch = max(pitch, widest + 12) if count > 1 else 0
    first = min(right - 12 - widest / 2 - pitch * (count - 1), first + 380 * (k - 1))
    room = first - widest / 2 - rect.left - 40 - 20
    under = _draw_title(painter, surface, (rect.left + 40, rect.top), look.title, room)
    said = painter.text(surface, (rect.left + 40, under), look.round_text, text.label, colours.muted)
    if said.right + 12 + 26 * look.rounds <= rect.left + 40 + room:
        _draw_rounds(painter, surface, (said.right + 22, under), look)
    _draw_pips(
        painter, surface, look.phases, (first, rect.top + 44), pitch, sizes=(48, 65, 50), width=4, gap=10
    )
    for index, pip in enumerate(look.phases):
        style = text.label_strong if pip.standing == "now" else text.label
        ink = colours.muted if pip.standing == "later" else colours.ink
        painter.text(surface, (first + index * pitch, rect.top + 95), pip.label, style, ink, "center")


def _draw_title(
    painter: Painter, surface: pygame.Surface, corner: tuple[float, float], title: str, room: float
) -> float:
    """Draw the title on one line or, in the smallest letters, on two; return where the next line is."""
    style, ink = painter.theme.text.title, painter.theme.colours.ink
    left, top = corner
    for size in (24 * painter.k, 24):
        if painter.measure(title, style)[0] > room:
            style = at_size(painter, style, size)
    if painter.measure(title, style)[0] > room:
        high = 2 * painter.line_height(style)
        painter.paragraph(surface, Rect(left, top + 10, room, high), title, style, ink, lines=2)
        return top + 12 + high + 15 * painter.k
    painter.text(surface, (left, top + 42), title, style, ink, width=room)
    return top + 82


def _draw_collapsed(
    painter: Painter, surface: pygame.Surface, rect: Rect, look: PhaseHeader, right: float
) -> None:
    colours, text = painter.theme.colours, painter.theme.text
    now = next((pip for pip in look.phases if pip.standing == "now"), None)
    middle, start = rect.top + 66, rect.left + 40
    if now:
        _draw_now(painter, surface, (rect.left + 88, middle), 92, now.icon)
        start = rect.left + 153
    heading, count = at_size(painter, text.heading, 52), len(look.phases)
    room = right - 24 - 92 - 76 * (count - 1) - start
    title = now.label if now else look.title
    said = painter.text(surface, (start, rect.top + 46), title, heading, colours.ink, width=room)
    under = painter.text(surface, (start, rect.top + 100), look.round_text, text.label, colours.muted)
    left = max(said.right, under.right, rect.left + 620)
    pitch = min(130.0, (right - 34 - left - 92) / max(1, count - 1))
    if pitch >= 76:
        first = (max(left + 46, min(rect.left + 700, right - 56 - pitch * (count - 1))), middle)
        _draw_pips(painter, surface, look.phases, first, pitch, sizes=(68, 87, 70), width=5, gap=8)


def _draw_rounds(
    painter: Painter, surface: pygame.Surface, start: tuple[float, float], look: PhaseHeader
) -> None:
    colours, petrol = painter.theme.colours, painter.theme.roles["petrol"]
    for number in range(look.rounds):
        fill = petrol if number < look.round_now else colours.pill
        painter.disc(surface, (start[0] + number * 26, start[1]), 18, fill, edge=petrol, edge_width=2)


def _draw_pips(
    painter: Painter,
    surface: pygame.Surface,
    phases: Sequence[PhasePip],
    start: tuple[float, float],
    pitch: float,
    *,
    sizes: tuple[float, float, float],
    width: float,
    gap: float,
) -> None:
    """Draw the way through the phases: what is behind is solid, what is ahead is dotted."""
    colours, petrol = painter.theme.colours, painter.theme.roles["petrol"]
    done, now, later = sizes
    x, y = start
    for index, pip in enumerate(phases[:-1]):
        left, right = x + index * pitch + done / 2 + gap, x + (index + 1) * pitch - done / 2 - gap
        if right - left < 8:
            continue
        if pip.standing == "done":
            painter.line(surface, (left, y), (right, y), petrol, width)
        else:
            painter.line(surface, (left + 4, y), (right, y), colours.dots, width * 1.2, dots=width * 2.75)
    for index, pip in enumerate(phases):
        centre = (x + index * pitch, y)
        if pip.standing == "done":
            painter.disc(surface, centre, done, petrol)
            painter.icon(surface, centre, "check", done * 0.68, colours.white)
        elif pip.standing == "now":
            _draw_now(painter, surface, centre, now, pip.icon)
        else:
            painter.disc(surface, centre, later, colours.header, edge=colours.control_edge, edge_width=2)
            painter.icon(surface, centre, pip.icon, later * 0.56, colours.muted)


def _draw_now(
    painter: Painter, surface: pygame.Surface, centre: tuple[float, float], size: float, icon: str
) -> None:
    colours = painter.theme.colours
    painter.disc(
        surface, centre, size, colours.gold, edge=colours.ink, edge_width=max(3, size / 24), shadow_name="low"
    )
    painter.icon(surface, centre, icon, size * 0.57, colours.ink)


def _draw_timer(painter: Painter, surface: pygame.Surface, rect: Rect, timer: Timer) -> None:
    """Draw the clock at the right end."""
    is_large = painter.k >= COLLAPSED_FROM
    style = _timer_style(painter, is_large)
    colours = painter.theme.colours
    ink = colours.down if timer.is_urgent else colours.ink
    middle = rect.top + (66 if is_large else 58)
    right = rect.right - (38 if is_large else 28)
    shift = 14 * painter.k if timer.word else 0
    digits = painter.text(surface, (right, middle - shift), timer.digits, style, ink, "right")
    if timer.word:
        word = painter.theme.text.label_strong
        said = painter.text(surface, (right, middle + 30 * painter.k), timer.word, word, ink, "right")
        digits.left = min(digits.left, said.left)
    if timer.share is None:
        return
    diameter = 102 if is_large else 82
    centre = (digits.left - (18 if is_large else 13) - diameter / 2, middle)
    colour = colours.down if timer.is_urgent else painter.theme.roles["oranje"]
    painter.timer_ring(surface, centre, diameter, timer.share, colour, timer.icon)


def _timer_style(painter: Painter, is_large: bool) -> TextStyle:
    style = painter.theme.text.timer
    return at_size(painter, style, 74) if is_large else style


def timer_colour(painter: Painter, timer: Timer) -> Colour:
    """Return the colour the clock is shown in."""
    return painter.theme.colours.down if timer.is_urgent else painter.theme.colours.ink
