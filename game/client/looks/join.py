"""How to join: a code to scan, the same in letters, what to do in three words, and who is there already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.client.looks.parts import Portrait, at_size, draw_portrait
from game.client.paint import Painter, Rect

QUIET = 4
"""How many modules around a code stay white, so that a telephone finds it."""


@dataclass(frozen=True, slots=True)
class PlaceLook:
    """A place at the table: whose face and name, or free without a face."""

    name: str
    portrait: Portrait | None = None


def draw_code(
    painter: Painter, surface: pygame.Surface, rect: Rect, modules: Sequence[Sequence[bool]]
) -> None:
    """Draw a code to scan, as large as fits in whole pixels a module, in the middle of a white card."""
    colours = painter.theme.colours
    painter.panel(surface, rect, colours.white, radius=22)
    box, count = painter.pixels(rect), len(modules)
    size = min(box.width, box.height) // max(1, count + 2 * QUIET)
    left, top = box.centerx - size * count // 2, box.centery - size * count // 2
    for row, line in enumerate(modules):
        for column, is_dark in enumerate(line):
            if is_dark:
                surface.fill(colours.ink, (left + column * size, top + row * size, size, size))


def draw_steps(painter: Painter, surface: pygame.Surface, rect: Rect, words: Sequence[str]) -> None:
    """Draw what to do first, second and third, under each other over the height."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    step = rect.height / max(1, len(words))
    widest = max((painter.measure(word, text.strong)[0] for word in words), default=1)
    style = at_size(painter, text.strong, max(24, 26 * k * min(1, (rect.width - 58 * k) / widest)))
    for index, word in enumerate(words):
        middle = rect.top + step * (index + 0.5)
        centre = (rect.left + 22 * k, middle)
        painter.disc(surface, centre, 44 * k, colours.gold)
        painter.text(surface, centre, str(index + 1), text.strong, colours.ink, "center")
        at = (rect.left + 58 * k, middle)
        painter.text(surface, at, word, style, colours.table_text, width=rect.right - at[0])


def draw_letters(painter: Painter, surface: pygame.Surface, rect: Rect, shows: tuple[str, str]) -> None:
    """Draw a word and behind it the letters of the code, each on a tile; `rect` is as high as a tile."""
    word, letters = shows
    colours, text = painter.theme.colours, painter.theme.text
    said = painter.text(surface, (rect.left, rect.centery), word, text.body, colours.table_muted)
    start = said.right + 24
    gap = 11.0
    side = min(rect.height, (rect.right - start - gap * (len(letters) - 1)) / max(1, len(letters)))
    start = rect.right - len(letters) * (side + gap) + gap - 4
    for index, letter in enumerate(letters):
        tile = Rect(start + index * (side + gap), rect.centery - side / 2, side, side)
        style = at_size(painter, text.display, side * 0.64)
        if letter == "-":  # between halves: nobody needs to type it
            painter.text(surface, tile.center, letter, style, colours.table_muted, "center")
            continue
        painter.panel(surface, tile, colours.pill, radius=16)
        painter.text(surface, tile.center, letter, style, colours.ink, "center")


def draw_place(painter: Painter, surface: pygame.Surface, rect: Rect, look: PlaceLook) -> None:
    """Draw a place: a face with a check and a name, or a dashed ring that waits for somebody."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    size = 84 * min(k, 1.25)
    centre = (rect.centerx, rect.top + size / 2 + 2)
    name_at = (rect.centerx, rect.top + size + 23 * k)
    if look.portrait is None:
        painter.disc(surface, centre, size - 4, None, edge=colours.strip_slot_edge, edge_width=3, dash=8)
        painter.icon(surface, centre, "plus", size * 0.4, colours.table_muted)
        painter.text(surface, name_at, look.name, text.label, colours.table_muted, "center", width=rect.width)
        return
    draw_portrait(painter, surface, centre, size, look.portrait)
    badge = (centre[0] + size * 0.41, centre[1] + size * 0.31)
    painter.disc(surface, badge, 32, colours.up, edge=colours.white, edge_width=2)
    painter.icon(surface, badge, "check", 20, colours.white)
    painter.text(
        surface, name_at, look.name, text.label_strong, colours.table_text, "center", width=rect.width
    )
