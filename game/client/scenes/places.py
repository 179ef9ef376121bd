"""Where everything stands on the session's screen: plain arithmetic from the screen's size and the text scale.

With small letters the seats stand left and right of the table; from 125 % on they stand in a row under it, so
that the table keeps its width.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.client.widgets.layout import Box, columns, stack

ROW_FROM = 1.25
MARGIN = 32
COLUMN = 268
GAP = 24
MOST_IN_COLUMN = 3


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one screen, in units. `director` is where the director's seat and face are."""

    header: Box
    buttons: Box
    seats: dict[str, Box]
    is_row: bool
    under_left: Box
    under_right: Box
    middle: Box
    director: Box
    prompt: Box
    second: Box
    first: Box


def places(
    screen: Box, k: float, seats: Sequence[str], heights: tuple[float, float, float], *, has_director: bool
) -> Places:
    """Return where everything stands.

    Args:
        k: The text scale.
        seats: The seats beside the director's, in order.
        heights: How high are the header, a seat in a column and a seat in a row.
        has_director: Whether the table has a director, whose seat is at the bottom left.
    """
    high, in_column, in_row = heights
    header, rest = screen.cut_top(high)
    button = 56 * min(k, 1.25)
    header_right = header.cut_right(2 * button + 12 + 28)[1]
    buttons = Box(
        screen.right - 28 - 2 * button - 12, header.y + (high - button) / 2, 2 * button + 12, button
    )
    foot, rest = rest.cut_bottom(88 * max(1, 0.86 * k) + 24)
    foot = Box(screen.x + MARGIN, foot.y, screen.w - 2 * MARGIN, foot.h - 24)
    is_row = k >= ROW_FROM or len(seats) > 2 * MOST_IN_COLUMN
    wide = 380 * min(k, 1.25)
    first, left = foot.cut_right(wide, 20)
    second, left = left.cut_right(wide * 0.9, 20)
    first, second = first.middle(first.w, 74 * min(k, 1.3)), second.middle(second.w, 74 * min(k, 1.3))
    director, prompt = left.cut_left(290 * min(k, 1.25), 24) if has_director else (left.cut_left(0)[0], left)
    inside = rest.inset(MARGIN, 0).cut_top(20)[1].cut_bottom(16)[1]
    if is_row:
        row, middle = inside.cut_bottom(in_row, 20)
        at = dict(zip(seats, columns(row, max(1, len(seats)), 16), strict=True))
        nowhere = Box(row.x, row.bottom, 0, 0)
        return Places(
            header_right, buttons, at, True, nowhere, nowhere, middle, director, prompt, second, first
        )
    left_column, rest = inside.cut_left(COLUMN, GAP)
    right_column, middle = rest.cut_right(COLUMN, GAP)
    half = -(-len(seats) // 2)
    at = dict(zip(seats[:half], stack(left_column, in_column, 26, half), strict=True))
    at |= dict(zip(seats[half:], stack(right_column, in_column, 26, len(seats) - half), strict=True))
    under_left = left_column.cut_top(half * (in_column + 26))[1]
    under_right = right_column.cut_top((len(seats) - half) * (in_column + 26))[1]
    return Places(
        header_right, buttons, at, False, under_left, under_right, middle, director, prompt, second, first
    )
