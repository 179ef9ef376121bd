"""Pictures made once and kept: a store that forgets the longest unused ones when it grows too large."""

from __future__ import annotations

import io
from collections import OrderedDict
from collections.abc import Callable, Hashable

import pygame


class SurfaceStore:
    """Keeps surfaces by key, up to `limit_bytes` together; the newest stay.

    A surface that was handed out is shared: draw it, never draw on it.
    """

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._held = 0
        self._kept: OrderedDict[Hashable, pygame.Surface] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """Return the surface kept under `key`; made now if there is none."""
        kept = self._kept.get(key)
        if kept is not None:
            self._kept.move_to_end(key)
            return kept
        made = make()
        self._kept[key] = made
        self._held += _bytes(made)
        while self._held > self._limit and len(self._kept) > 1:
            self._held -= _bytes(self._kept.popitem(last=False)[1])
        return made

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def held_bytes(self) -> int:
        return self._held


def clear_surface(width: int, height: int) -> pygame.Surface:
    """Return an empty see-through surface; at least 1 by 1 pixel."""
    return pygame.Surface((max(1, width), max(1, height)), pygame.SRCALPHA, 32)


def draw_svg(svg: str, size: tuple[int, int] | None = None) -> pygame.Surface:
    """Return the drawing at `size` in pixels, or at the size it gives itself.

    Raises:
        pygame.error: The text is no drawing that SDL can read.
    """
    source = io.BytesIO(svg.encode("utf-8"))
    drawn = pygame.image.load_sized_svg(source, size) if size else pygame.image.load(source, "drawing.svg")
    result = clear_surface(*drawn.get_size())
    result.blit(drawn, (0, 0))  # the order of colours in a drawing differs, and would blit slowly ever after
    return result


def widened(narrow: pygame.Surface, width: int) -> pygame.Surface:
    """Return `narrow` made `width` wide by repeating its middle column, so its corners stay as they are.

    A wide shape is drawn narrow and widened: SDL's drawings take as long as they are large.
    """
    if narrow.get_width() >= width:
        return narrow
    height, side = narrow.get_height(), narrow.get_width() // 2
    result = clear_surface(width, height)
    result.blit(narrow, (0, 0), (0, 0, side, height))
    column = narrow.subsurface((side, 0, 1, height))
    result.blit(pygame.transform.scale(column, (width - 2 * side, height)), (side, 0))
    result.blit(narrow, (width - side, 0), (narrow.get_width() - side, 0, side, height))
    return result


def keep_inside(picture: pygame.Surface, shape: pygame.Surface) -> None:
    """Make `picture` see-through where `shape` (the same size, white) is."""
    picture.blit(shape, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)


def _bytes(surface: pygame.Surface) -> int:
    return surface.get_pitch() * surface.get_height()
