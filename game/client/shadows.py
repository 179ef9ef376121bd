"""Shadows of boxes with round corners: blurred once small, then stretched to any size in nine parts.

`Shadows` casts them under whatever covers its box: what shows around that is drawn from a small shadow with
the same corners. `shadow` returns a whole one, its middle too.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import pygame

from game.client.shapes import drawing, rounded
from game.client.surfaces import SurfaceStore, clear_surface, draw_svg
from game.client.theme import Colour, ShadowLayer, Theme

Piece = tuple[int, int, int, int]
"""A piece of a shadow in one direction: its begin and length in the small shadow, and those in the whole."""


class Shadows:
    """Casts the shadows of a theme, at so many pixels to a unit.

    All that it makes lies in `kept`: small shadows by their corners, and their sides drawn out to a length.
    Nothing of it depends on where a box lies, and little on its size.
    """

    def __init__(self, kept: SurfaceStore, theme: Theme, u: float) -> None:
        self._kept = kept
        self._theme = theme
        self._u = u

    def cast(self, surface: pygame.Surface, box: pygame.Rect, radius: float, name: str) -> None:
        """Draw the shadow `name` around a box, but not under its middle. Sizes are in pixels."""
        layers = self._theme.shadow[name]
        margin = reach(layers, self._u)
        corner = max(_corner(box, radius, layer, self._u) for layer in layers)
        width, height = min(box.width, 2 * corner + 1), min(box.height, 2 * corner + 1)
        form = ("shadow", name, round(radius), width, height)
        small = self._kept.get(
            form, lambda: shadow(width, height, radius, layers, self._theme.colours.shadow, self._u)
        )
        rows = _pieces(height, box.height, margin + corner, margin)
        for x, wide, to_x, to_wide in _pieces(width, box.width, margin + corner, margin):
            for y, high, to_y, to_high in rows:
                place = (box.left - margin + to_x, box.top - margin + to_y)
                if (wide, high) == (to_wide, to_high):
                    surface.blit(small, place, (x, y, wide, high))
                elif wide == to_wide or high == to_high:
                    part, size = (x, y, wide, high), (to_wide, to_high)
                    surface.blit(self._drawn_out(form, small, part, size), place)

    def _drawn_out(
        self,
        form: tuple[object, ...],
        small: pygame.Surface,
        part: tuple[int, int, int, int],
        size: tuple[int, int],
    ) -> pygame.Surface:
        return self._kept.get(
            (*form, part, size), lambda: pygame.transform.scale(small.subsurface(part), size)
        )


def _corner(box: pygame.Rect, radius: float, layer: ShadowLayer, u: float) -> int:
    """Return how far from its corner a layer is done changing along a side of the box."""
    inwards = round(radius) + 2 * max(1, round(layer.blur * u))
    return min(inwards, min(box.size) // 2) + round(layer.down * u)


def _pieces(short: int, long: int, end: int, margin: int) -> list[Piece]:
    """Return the pieces of a small shadow that make a longer one: two ends and what is between them."""
    if short == long:
        return [(0, short + 2 * margin, 0, short + 2 * margin)]
    between = long + 2 * margin - 2 * end
    return [(0, end, 0, end), (end, 1, end, between), (end + 1, end, end + between, end)]


def reach(layers: Sequence[ShadowLayer], u: float) -> int:
    """Return how many pixels a shadow shows around its box, at the widest side."""
    return max((round((2 * layer.blur + layer.down) * u) for layer in layers), default=0)


def shadow(
    width: int, height: int, radius: float, layers: Sequence[ShadowLayer], colour: Colour, u: float
) -> pygame.Surface:
    """Return the shadow of a box, larger than the box by `reach` on every side. Sizes are in pixels."""
    margin = reach(layers, u)
    result = clear_surface(width + 2 * margin, height + 2 * margin)
    for layer in layers:
        blur = max(1, round(layer.blur * u))
        part = _blurred_box(width, height, radius, blur, colour, layer.percent)
        outside = (part.get_width() - width) // 2
        result.blit(part, (margin - outside, margin - outside + round(layer.down * u)))
    return result


def _blurred_box(
    width: int, height: int, radius: float, blur: int, colour: Colour, percent: float
) -> pygame.Surface:
    around = 2 * blur
    corner = min(round(radius) + 2 * around, (min(width, height) + 2 * around) // 2)
    side = 2 * corner + 1
    small = _blurred_square(side, around, radius, blur, colour, percent)
    whole = (width + 2 * around, height + 2 * around)
    return _stretched(small, corner, *whole)


def _blurred_square(
    side: int, around: int, radius: float, blur: int, colour: Colour, percent: float
) -> pygame.Surface:
    """Return a blurred square, made at a quarter or half size where nobody can see the difference."""
    factor = 4 if blur >= 16 else 2 if blur >= 8 else 1
    tiny = max(3, -(-side // factor))
    inside = tiny - 2 * around / factor
    box = (around / factor, around / factor, inside, inside)
    shape = drawing(rounded(box, radius / factor, colour, fill_share=percent / 100), tiny, tiny)
    blurred = pygame.transform.gaussian_blur(draw_svg(shape), max(1, round(blur / factor)))
    square = pygame.transform.smoothscale(blurred, (side, side))
    # Blurring mixes the colour with the black of what is see-through; only how solid it is should fade.
    square.fill((*colour, 0), special_flags=pygame.BLEND_RGBA_MAX)
    return square


def _stretched(small: pygame.Surface, corner: int, width: int, height: int) -> pygame.Surface:
    result = clear_surface(width, height)
    between = (max(0, width - 2 * corner), max(0, height - 2 * corner))
    columns = [
        (0, corner, 0, corner),
        (corner, 1, corner, between[0]),
        (corner + 1, corner, width - corner, corner),
    ]
    rows = [
        (0, corner, 0, corner),
        (corner, 1, corner, between[1]),
        (corner + 1, corner, height - corner, corner),
    ]
    for from_x, from_width, to_x, to_width in columns:
        for from_y, from_height, to_y, to_height in rows:
            if to_width <= 0 or to_height <= 0:
                continue
            part = small.subsurface((from_x, from_y, from_width, from_height))
            result.blit(pygame.transform.scale(part, (to_width, to_height)), (to_x, to_y))
    return result


_ACROSS, _SHADE_SHARE = 48, 0.22


def edge_shade(width: int, height: int, colour: Colour, *, is_under: bool) -> pygame.Surface:
    """Return the shadow of an edge, darkest at the edge (the bottom, or the top) and gone at its ends."""
    small = clear_surface(_ACROSS, max(1, height))
    for x in range(_ACROSS):
        along = math.sin(math.pi * (x + 0.5) / _ACROSS) ** 0.4
        for y in range(max(1, height)):
            near = (y + 1) / height if is_under else 1 - y / height
            small.set_at((x, y), (*colour, round(255 * _SHADE_SHARE * along * near * near)))
    return pygame.transform.smoothscale(small, (max(1, width), max(1, height)))
