"""A strip over everything that says what everybody must know now, such as that nothing can be stored."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.widgets.base import Picture, Rect, Surface, Widget
from game.client.widgets.layout import Box

if TYPE_CHECKING:
    from game.client.paint import Painter

_WIDTH = 1060
_PAD = 20
_ICON = 44


def notice(said: str, painter: Painter, screen: Box) -> Widget:
    """Return the strip: at the top of the screen, at the left, where nothing is pressed."""
    width = min(_WIDTH * min(painter.k, 1.25), screen.w - 2 * _PAD)
    lines = _height(painter, said, width - _aside(painter) - _PAD)
    height = max(_ICON * painter.k, lines) + 1.5 * _PAD
    box = Box(screen.x + _PAD, screen.y + 8, width, height)
    return Picture(key="notice", box=box, name=said, says=said, draw=_draw, shows=said, spread=40)


def _aside(painter: Painter) -> float:
    return 2 * _PAD + _ICON * painter.k


def _height(painter: Painter, said: str, width: float) -> float:
    style = painter.theme.text.strong
    return len(painter.wrap(said, style, width).lines) * painter.line_height(style)


def _draw(painter: Painter, surface: Surface, rect: Rect, said: str) -> None:
    tokens, size = painter.theme, _ICON * painter.k
    look, corner = tokens.status["warning"], tokens.radius.card
    painter.panel(surface, rect, look.fill, radius=corner, edge=look.ink, edge_width=3, shadow_name="raised")
    painter.icon(surface, (rect.left + _PAD + size / 2, rect.centery), look.icon, size, look.ink)
    left, width = rect.left + _aside(painter), rect.width - _aside(painter) - _PAD
    high = _height(painter, said, width)
    room = Rect(left, rect.centery - high / 2, width, high + 4)
    painter.paragraph(surface, room, said, tokens.text.strong, look.ink)
