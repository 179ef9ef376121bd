"""Lying bars of the debrief: what was hoped and what was reached, and how a pot is cut in shares."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.client.paint import Painter, Rect
from game.client.theme import Colour


@dataclass(frozen=True, slots=True)
class BulletLook:
    """A post at the goal, a bar up to what was reached; all from 0 to 1. `begin` is a small notch."""

    reached: float
    goal: float | None
    begin: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the whole, 0 to 1, with its icon; or with a number that a list explains, and its amount."""

    share: float
    icon: str
    colour: Colour
    number: str = ""
    amount: str = ""


@dataclass(frozen=True, slots=True)
class SharesLook:
    """One whole cut in parts, from left to right; what no part takes stays an empty track."""

    shares: Sequence[Share]


def draw_bullet(painter: Painter, surface: pygame.Surface, rect: Rect, look: BulletLook) -> None:
    """Draw the bar (44 high at text scale 1): track up to the goal, bar, post, notch where it began."""
    k, colours = painter.k, painter.theme.colours
    middle, high = rect.centery, min(36 * k, rect.height - 8)
    track = Rect(rect.left, middle - high / 2, rect.width * (look.goal if look.goal is not None else 1), high)
    painter.panel(surface, track, colours.header, radius=8, edge=colours.slot_edge, edge_width=2)
    width = max(6.0, rect.width * min(1.0, max(0.0, look.reached)))
    painter.panel(surface, Rect(rect.left, middle - high * 0.31, width, high * 0.62), look.colour, radius=6)
    notch = rect.left + rect.width * look.begin
    painter.panel(surface, Rect(notch - 2, middle - high * 0.31, 4, high * 0.62), colours.white)
    if look.goal is not None:
        post = rect.left + rect.width * look.goal
        painter.panel(surface, Rect(post - 3, middle - high * 0.66, 6, high * 1.32), colours.ink, radius=3)


def draw_shares(painter: Painter, surface: pygame.Surface, rect: Rect, look: SharesLook) -> None:
    """Draw the whole as a track and its parts in it; a part with room for it shows its icon."""
    k, colours = painter.k, painter.theme.colours
    painter.panel(surface, rect, colours.header, radius=8, edge=colours.slot_edge, edge_width=1.5)
    left = rect.left
    for part in look.shares:
        width = rect.width * part.share
        if width <= 0:
            continue
        box = Rect(left + 1.5, rect.top + 3, max(3.0, width - 3), rect.height - 6)
        painter.panel(surface, box, part.colour, radius=min(6, box.width / 2))
        size = min(28 * k, rect.height * 0.7)
        if part.number:
            _draw_number(painter, surface, box, part)
        elif box.width >= size + 4:
            painter.icon(surface, box.center, part.icon, size, colours.white)
        left += width


def _draw_number(painter: Painter, surface: pygame.Surface, box: Rect, part: Share) -> None:
    """Draw a part's number on a disc, and under it its amount, as far as there is room for them."""
    k, text, white = painter.k, painter.theme.text, painter.theme.colours.white
    wide = painter.measure(part.amount, text.label)[0] + 8
    has_both = bool(part.amount) and box.height >= 56 * k and box.width >= wide
    size = min(30 * k, box.width - 4)
    if size >= 14:
        at = (box.centerx, box.top + box.height * (0.3 if has_both else 0.5))
        painter.disc(surface, at, size, white)
        painter.text(surface, at, part.number, text.tab, part.colour, "center")
    if has_both:
        at = (box.centerx, box.top + box.height * 0.76)
        painter.text(surface, at, part.amount, text.label_strong, white, "center")
