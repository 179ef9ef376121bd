"""Plain text on the screen: a line, or a paragraph."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from game.client.widgets.base import Picture, Rect, Surface
from game.client.widgets.layout import Box

if TYPE_CHECKING:
    from game.client.paint import Painter

Align = Literal["left", "center", "right"]


@dataclass(frozen=True, slots=True)
class Said:
    """A text with the names of its letter and colour in the theme."""

    text: str
    style: str = "body"
    colour: str = "ink"
    align: Align = "left"


def line(
    key: str, box: Box, text: str, *, style: str = "body", colour: str = "ink", align: Align = "left"
) -> Picture:
    """Return one line in the middle of the box's height; too long, it ends in "…"."""
    return Picture(
        key=key, box=box, name=text, says=text, draw=_line, shows=Said(text, style, colour, align), spread=8
    )


def paragraph(
    key: str, box: Box, text: str, *, style: str = "body", colour: str = "ink", align: Align = "left"
) -> Picture:
    """Return a text over as many lines as the box is high, from its top."""
    return Picture(
        key=key,
        box=box,
        name=text,
        says=text,
        draw=_paragraph,
        shows=Said(text, style, colour, align),
        spread=8,
    )


def height_of(painter: Painter, text: str, width: float, style: str = "body") -> float:
    """Return how high a paragraph of this width is, in units."""
    letter = getattr(painter.theme.text, style)
    return len(painter.wrap(text, letter, width).lines) * painter.line_height(letter)


def _line(painter: Painter, surface: Surface, rect: Rect, said: Said) -> None:
    x = {"left": rect.left, "center": rect.centerx, "right": rect.right}[said.align]
    painter.text(
        surface,
        (x, rect.centery),
        said.text,
        getattr(painter.theme.text, said.style),
        getattr(painter.theme.colours, said.colour),
        said.align,
        width=rect.width,
    )


def _paragraph(painter: Painter, surface: Surface, rect: Rect, said: Said) -> None:
    painter.paragraph(
        surface,
        rect,
        said.text,
        getattr(painter.theme.text, said.style),
        getattr(painter.theme.colours, said.colour),
        said.align,
    )
