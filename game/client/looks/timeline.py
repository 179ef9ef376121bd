"""A time line: a stroke marks a phase, a disc a decision, a square a card, a ring the end of a round."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pygame

from game.client.paint import Painter, Rect

MarkKind = Literal["phase", "decision", "card", "settled", "back"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment on the line."""

    step: int
    kind: MarkKind


@dataclass(frozen=True, slots=True)
class TimelineLook:
    """How far it is, of how much."""

    at: int
    last: int
    marks: tuple[Mark, ...]
    is_hovered: bool = False


def place_of(rect: Rect, step: int, last: int) -> float:
    """Return where a step is, in units from the left of the screen."""
    pad = rect.height / 2
    return rect.left + pad + (rect.width - 2 * pad) * step / max(1, last)


def step_at(rect: Rect, x: float, last: int) -> int:
    """Return the step nearest to a point of the screen."""
    pad = rect.height / 2
    share = (x - rect.left - pad) / max(1.0, rect.width - 2 * pad)
    return max(0, min(last, round(share * last)))


def draw_timeline(painter: Painter, surface: pygame.Surface, rect: Rect, look: TimelineLook) -> None:
    """Draw the line: behind is solid and dark, ahead is thin; each kind of mark has a form of its own."""
    colours, petrol = painter.theme.colours, painter.theme.roles["petrol"]
    middle, high = rect.centery, rect.height
    first, now, end = (place_of(rect, step, look.last) for step in (0, look.at, look.last))
    painter.line(
        surface, (first, middle), (end, middle), colours.ink if look.is_hovered else colours.muted, 3
    )
    painter.line(surface, (first, middle), (now, middle), petrol, 7)
    for mark in look.marks:
        x = place_of(rect, mark.step, look.last)
        ink = petrol if mark.step <= look.at else colours.muted
        match mark.kind:
            case "phase":
                painter.line(surface, (x, middle - high * 0.42), (x, middle + high * 0.42), ink, 3)
            case "decision":
                painter.disc(surface, (x, middle), high * 0.34, ink)
            case "card":
                side = high * 0.26
                painter.panel(surface, Rect(x - side / 2, middle - side / 2, side, side), ink, radius=1)
            case "settled":
                painter.disc(surface, (x, middle), high * 0.46, colours.white, edge=ink, edge_width=3)
            case "back":
                painter.line(surface, (x - 5, middle - 7), (x + 5, middle + 7), colours.down, 3)
    painter.disc(
        surface, (now, middle), high * 0.8, colours.gold, edge=colours.ink, edge_width=3, shadow_name="low"
    )
