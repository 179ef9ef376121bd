"""A table among others: where it is, its clock, what is the matter there, and who sits at it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import pygame

from game.client.looks.parts import AT_REST, Interaction, draw_ground
from game.client.paint import Painter, Rect

_PAD, _GAP = 22, 10


@dataclass(frozen=True, slots=True)
class SeatChip:
    """A seat of a table: who sits there, and how they are as an icon and a status of the theme."""

    said: str
    icon: str
    status: str


@dataclass(frozen=True, slots=True)
class TableLook:
    """One table. `share` is how far it is, from 0 to 1; `marks` are icons behind its title."""

    title: str
    place: str
    clock: str
    says: str
    tone: Literal["ink", "muted", "down"]
    share: float
    marks: tuple[str, ...]
    seats: tuple[SeatChip, ...]
    interaction: Interaction = AT_REST


def table_height(painter: Painter, look: TableLook, width: float) -> float:
    """Return how high a card of this width is with all that stands in it, in units."""
    *_, last = _rows(painter, look, Rect(0, 0, width, 1e6))
    return last[1].bottom + _PAD * painter.k


def draw_table(painter: Painter, surface: pygame.Surface, rect: Rect, look: TableLook) -> None:
    """Draw the card; seats for which there is no room stay away, never a part of one."""
    text, colours = painter.theme.text, painter.theme.colours
    rect = draw_ground(painter, surface, rect, look.interaction)
    for name, at, chip in _rows(painter, look, rect):
        if at.bottom > rect.bottom:
            return
        match name:
            case "title":
                _title(painter, surface, at, look)
            case "place":
                painter.paragraph(surface, at, look.place, text.body, colours.muted)
            case "bar":
                painter.bar(surface, at, look.share, colours.up)
            case "says":
                painter.paragraph(surface, at, look.says, text.strong, getattr(colours, look.tone))
            case _ if chip is not None:
                _chip(painter, surface, at, chip)


def _title(painter: Painter, surface: pygame.Surface, at: Rect, look: TableLook) -> None:
    text, colours, k = painter.theme.text, painter.theme.colours, painter.k
    said = painter.text(surface, (at.left, at.centery), look.title, text.heading, colours.ink)
    x = said.right + 26 * k
    for icon in look.marks:
        painter.icon(surface, (x, at.centery), icon, 28 * k, colours.ink)
        x += 36 * k
    painter.text(surface, (at.right, at.centery), look.clock, text.heading, colours.ink, "right")


def _chip(painter: Painter, surface: pygame.Surface, at: Rect, chip: SeatChip) -> None:
    status, k = painter.theme.status[chip.status], painter.k
    painter.panel(surface, at, status.fill, radius=min(at.height, 40 * k) / 2)
    painter.icon(surface, (at.left + 24 * k, at.centery), chip.icon, 24 * k, status.ink)
    room = Rect(at.left + 42 * k, at.top, at.width - 54 * k, at.height)
    painter.paragraph(surface, room, chip.said, painter.theme.text.label_strong, status.ink, valign="middle")


def _rows(painter: Painter, look: TableLook, rect: Rect) -> Iterator[tuple[str, Rect, SeatChip | None]]:
    """Yield what stands in a card and where, from the top: title, place, bar, what is said, each seat."""
    text, k = painter.theme.text, painter.k
    pad = _PAD * min(k, 1.5)
    left, width, y = rect.left + pad, rect.width - 2 * pad, rect.top + pad * 0.8

    def row(name: str, height: float, gap: float = _GAP) -> tuple[str, Rect, None]:
        nonlocal y
        at = Rect(left, y, width, height)
        y += height + gap * k
        return name, at, None

    yield row("title", painter.line_height(text.heading), 2)
    yield row("place", len(painter.wrap(look.place, text.body, width).lines) * painter.line_height(text.body))
    yield row("bar", 12 * k)
    if look.says:
        lines = len(painter.wrap(look.says, text.strong, width).lines)
        yield row("says", lines * painter.line_height(text.strong))
    for place, chip in _flow(painter, look.seats, width):
        yield "seat", place.move(left, y), chip


def _flow(painter: Painter, chips: Sequence[SeatChip], width: float) -> Iterator[tuple[Rect, SeatChip]]:
    """Yield each seat and where it stands, next to each other and on as a new line begins."""
    style, k = painter.theme.text.label_strong, painter.k
    x = y = high = 0.0
    for chip in chips:
        wide = min(width, painter.measure(chip.said, style)[0] + 58 * k)
        lines = len(painter.wrap(chip.said, style, wide - 52 * k).lines)
        needed = lines * painter.line_height(style) + 10 * k
        if x and x + wide > width:
            x, y, high = 0.0, y + high + 8 * k, 0.0
        yield Rect(x, y, wide, needed), chip
        x, high = x + wide + 8 * k, max(high, needed)
