"""What everything lies on: the paper of the room and the table with its oak rim. Sizes are in pixels."""

from __future__ import annotations

from collections import OrderedDict

import pygame

from game.client import shapes
from game.client.surfaces import clear_surface, draw_svg, keep_inside, widened
from game.client.theme import Colour, Theme

RIM = 15  # how wide the rim is, in units
RING_STEP = 130  # how far the rings on the table lie apart, in units of their diameter
RING_SHARE = 0.045


def paper(width: int, height: int, theme: Theme) -> pygame.Surface:
    """Return the paper of the room, a little darker to the bottom."""
    column = pygame.Surface((1, 2))
    column.set_at((0, 0), theme.colours.paper_top)
    column.set_at((0, 1), theme.colours.paper_bottom)
    return pygame.transform.scale(pygame.transform.smoothscale(column, (1, height)), (width, height))


def table(width: int, height: int, theme: Theme, u: float, room: tuple[int, int] = (0, 0)) -> pygame.Surface:
    """Return a table of that size: an oak rim around a dark top with rings; its shadow is not in it.

    `room` is how large tables may become here; other sizes are then made quickly.
    """
    result = _rim(width, height, theme, u)
    result.blit(_top(width, height, theme, u, room), (0, 0))
    return result


def _rim(width: int, height: int, theme: Theme, u: float) -> pygame.Surface:
    colours = theme.colours
    bands: list[tuple[float, shapes.Fill]] = [
        (0, colours.rim_light),
        (1, shapes.Gradient(colours.rim_light, colours.rim)),
        (2, colours.rim_shine),
        (4, shapes.Gradient(colours.rim_light, colours.rim)),
        (11, colours.rim),
        (12, colours.table_edge),
    ]
    narrow = _narrow(width, theme, u)
    inside = "".join(_box(narrow, height, inset, theme, u, fill) for inset, fill in bands)
    return widened(draw_svg(shapes.drawing(inside, narrow, height)), width)


def _top(width: int, height: int, theme: Theme, u: float, room: tuple[int, int]) -> pygame.Surface:
    narrow = _narrow(width, theme, u)
    fill = shapes.Gradient(theme.colours.table_top, theme.colours.table_bottom)
    top = widened(draw_svg(shapes.drawing(_box(narrow, height, RIM, theme, u, fill), narrow, height)), width)
    shape = top.copy()
    shape.fill((255, 255, 255, 0), special_flags=pygame.BLEND_RGBA_MAX)
    on_top = rings(width, height, RING_STEP * u, 2 * u, RING_SHARE, theme.colours.white, room)
    keep_inside(on_top, shape)
    top.blit(on_top, (0, 0))
    return top


def rings(
    width: int,
    height: int,
    step: float,
    line: float,
    share: float,
    colour: Colour,
    room: tuple[int, int] = (0, 0),
) -> pygame.Surface:
    """Return rings around the middle, `step` pixels apart in diameter; a quarter is drawn and mirrored."""
    right, down = -(-width // 2), -(-height // 2)
    wide, high = max(right, -(-room[0] // 2)), max(down, -(-room[1] // 2))
    quarter = _quarter(wide, high, step, line, share, colour).subsurface((0, 0, right, down))
    whole = clear_surface(width, height)
    for is_left in (False, True):
        for is_up in (False, True):
            place = (0 if is_left else width - right, 0 if is_up else height - down)
            whole.blit(pygame.transform.flip(quarter, is_left, is_up), place)
    return whole


_quarters: OrderedDict[tuple[float, float, float, Colour], pygame.Surface] = OrderedDict()
_MOST_QUARTERS = 4


def _quarter(wide: int, high: int, step: float, line: float, share: float, colour: Colour) -> pygame.Surface:
    """Return the lower right quarter of rings, at least that large; the same one again when there is one.

    Drawing takes as long as the quarter is large, and a table changes its size whenever its neighbours do.
    """
    key = (step, line, share, colour)
    kept = _quarters.pop(key, None)
    if kept is None or kept.get_width() < wide or kept.get_height() < high:
        inside = "".join(
            shapes.disc((0, 0), number * step, None, edge=colour, edge_width=max(1, line), edge_share=share)
            for number in range(1, int(2.2 * max(wide, high) / step) + 2)
        )
        kept = draw_svg(shapes.drawing(inside, wide, high))
    _quarters[key] = kept
    if len(_quarters) > _MOST_QUARTERS:
        _quarters.popitem(last=False)
    return kept


def _narrow(width: int, theme: Theme, u: float) -> int:
    return min(width, 2 * (round(theme.radius.table * u) + 2) + 1)


def _box(width: int, height: int, inset: float, theme: Theme, u: float, fill: shapes.Fill) -> str:
    by = inset * u
    return shapes.rounded(
        (by, by, width - 2 * by, height - 2 * by), max(0, (theme.radius.table - inset) * u), fill
    )
