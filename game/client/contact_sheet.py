"""The contact sheet: all pictures of a session small on one page, with their names under them."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.client.camera import THUMB, Shot
from game.client.paint import Painter, Rect

_ACROSS = 4
_MARGIN, _GAP, _HEAD, _NAME = 40, 24, 96, 48
_LEAST = (1920, 1080)


def contact_sheet(title: str, shots: Sequence[Shot]) -> pygame.Surface:
    """Return the sheet: 1920 pixels wide, at least 1080 high, as many rows as the pictures need."""
    rows = -(-len(shots) // _ACROSS)
    row_high = THUMB[1] + _NAME + _GAP
    size = _LEAST[0], max(_LEAST[1], 2 * _MARGIN + _HEAD + rows * row_high)
    painter, sheet = Painter(size), pygame.Surface(size)
    colours, text = painter.theme.colours, painter.theme.text
    painter.paper(sheet)
    painter.mark(sheet, (_MARGIN + 28, _MARGIN + 28), 56)
    painter.text(sheet, (_MARGIN + 80, _MARGIN + 28), title, text.heading, colours.ink)
    for index, shot in enumerate(shots):
        row, column = divmod(index, _ACROSS)
        left = _MARGIN + column * (THUMB[0] + _GAP)
        top = _MARGIN + _HEAD + row * row_high
        _one(painter, sheet, Rect(left, top, *THUMB), shot)
    return sheet


def _one(painter: Painter, sheet: pygame.Surface, rect: Rect, shot: Shot) -> None:
    colours, text = painter.theme.colours, painter.theme.text
    painter.panel(sheet, rect, colours.header, shadow_name="card")
    sheet.blit(shot.small, painter.pixels(rect))
    under = rect.left, rect.bottom + _NAME / 2
    painter.text(sheet, under, shot.file.stem, text.label, colours.ink, width=rect.width)
