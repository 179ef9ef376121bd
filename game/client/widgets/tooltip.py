"""A short explanation beside what the mouse or the keyboard points at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.widgets.base import Picture, Rect, Surface, Widget
from game.client.widgets.layout import Box

if TYPE_CHECKING:
    from game.client.paint import Painter

_WIDEST = 560
_PAD = 16


def tooltip(about: Widget, painter: Painter, screen: Box) -> Widget:
    """Return what is told about a widget, above or under it and wholly on the screen."""
    style = painter.theme.text.label
    hint = about.told
    widest = _WIDEST * painter.k
    lines = painter.wrap(hint, style, widest).lines
    width = max(painter.measure(line, style)[0] for line in lines) + 2 * _PAD + 2 / painter.u
    height = len(lines) * painter.line_height(style) + 2 * _PAD
    at = about.visible
    y = at.y - height - 14 if at.y - height - 14 >= 0 else at.bottom + 14
    x = max(8, min(at.centre[0] - width / 2, screen.right - width - 8))

    def draw(painter: Painter, surface: Surface, rect: Rect, said: str) -> None:
        colours = painter.theme.colours
        painter.panel(surface, rect, colours.ink, radius=12, shadow_name="raised")
        painter.paragraph(surface, rect.inflate(-2 * _PAD, -2 * _PAD), said, style, colours.white)

    return Picture(key="tip", name=hint, box=Box(x, y, width, height), draw=draw, shows=hint, says=hint)
