"""Where everything stands on the session's screen: arithmetic from the screen's size and the text scale.

With small letters the seats stand left and right of the table; from 125 % on they stand in a row under it, so
that the table keeps its width. Where the middle has a panel of its own, more than three seats are narrow.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.client.widgets.layout import Box, stack

ROW_FROM = 1.25
MARGIN = 32
COLUMN = 268
GAP = 24
SEAT_GAP = 28
NARROW = 112
NARROW_HIGH, NARROW_GAP = 122, 13
BUTTON = 359
MOST_IN_COLUMN = 3
WIDEST_IN_ROW = 260
"""No seat in a row is wider than this at text scale 1; what is left is for the goal."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one screen, in units. `director` is where the director's seat and face are.

    `under_left` and `under_right` are left over for gauges; `second` is a small button without words when
    `has_icon_only`.
    """

    header: Box
    seats: dict[str, Box]
    is_row: bool
    has_icon_only: bool
    under_left: Box
    under_right: Box
    middle: Box
    director: Box
    prompt: Box
    second: Box
    first: Box

    @property
    def has_gauge_in_row(self) -> bool:
        """Whether what is left for a gauge lies beside the seats, in their row under the table."""
        return any(seat.y == self.under_left.y for seat in self.seats.values())


def places(
    screen: Box,
    k: float,
    seats: Sequence[str],
    heights: tuple[float, float, float],
    *,
    has_director: bool,
    has_side: bool = False,
    can_be_narrow: bool = False,
    said: float = 0,
) -> Places:
    """Return where everything stands.

    Args:
        k: The text scale.
        seats: The seats beside the director's, in order.
        heights: How high are the header, a seat in a column and a seat in a row.
        has_director: Whether the table has a director, whose seat is at the bottom left.
        has_side: Whether the middle needs the right column for a panel of its own.
        can_be_narrow: Whether every name fits in a narrow seat.
        said: How high the prompt needs to be for its words; it has at least the height of a row.
    """
    head, in_column, in_row = heights
    header, rest = screen.cut_top(head)
    row_height = 88 * max(1, 0.86 * k)
    foot, rest = rest.cut_bottom(max(row_height, said) + 24)
    foot = Box(screen.x + MARGIN, foot.y, screen.w - 2 * MARGIN, foot.h - 24)
    is_row = bool(seats) and (k >= ROW_FROM or len(seats) > 2 * MOST_IN_COLUMN)
    first, left = foot.cut_right(BUTTON * min(k, 1.3), 20)
    high = 74 * min(k, 1.3)
    is_small = k >= ROW_FROM
    second, left = left.cut_right(high if is_small else 346 * k, 20 if is_small else 40)
    first, second = first.middle(first.w, high), second.middle(second.w, high)
    cell = min((foot.w - 16 * len(seats)) / (len(seats) + 1), WIDEST_IN_ROW * k)
    in_seat = max(236, min(cell, 170 * k)) if is_small else 308
    director, prompt = left.cut_left(in_seat, 24) if has_director else (left.cut_left(0)[0], left)
    director = director.middle(director.w, row_height)
    inside = rest.inset(MARGIN, 0).cut_top(24)[1].cut_bottom(20 if is_row else 28)[1]
    if is_row:
        row, middle = inside.cut_bottom(in_row, 20)
        at = {seat: Box(row.x + index * (cell + 16), row.y, cell, row.h) for index, seat in enumerate(seats)}
        gauges = row.cut_left(len(seats) * (cell + 16))[1]
        none = Box(row.x, row.bottom, 0, 0)
        return Places(header, at, True, is_small, gauges, none, middle, director, prompt, second, first)
    if not seats:
        none = Box(inside.right, inside.bottom, 0, 0)
        return Places(header, {}, False, is_small, none, none, inside, director, prompt, second, first)
    left_column, rest = inside.cut_left(COLUMN, GAP)
    nowhere = Box(rest.right, rest.bottom, 0, 0)
    if has_side:
        is_low = len(seats) * (in_column + SEAT_GAP) > left_column.h + SEAT_GAP
        is_narrow = is_low and can_be_narrow
        tall, gap = (in_row, 20) if is_low else (in_column, SEAT_GAP)
        if is_narrow:
            tall, gap = NARROW_HIGH, NARROW_GAP
            left_column, rest = inside.cut_left(NARROW, GAP - 4)
        at = dict(zip(seats, stack(left_column, tall, gap, len(seats)), strict=True))
        under = nowhere if is_narrow else left_column.cut_top(len(seats) * (tall + gap))[1]
        return Places(
            header, at, is_low and not is_narrow, False, under, nowhere, rest, director, prompt, second, first
        )
    right_column, middle = rest.cut_right(COLUMN, GAP)
    half = -(-len(seats) // 2)
    at = dict(zip(seats[:half], stack(left_column, in_column, SEAT_GAP, half), strict=True))
    at |= dict(zip(seats[half:], stack(right_column, in_column, SEAT_GAP, len(seats) - half), strict=True))
    under_left = left_column.cut_top(half * (in_column + SEAT_GAP))[1]
    under_right = right_column.cut_top((len(seats) - half) * (in_column + SEAT_GAP))[1]
    return Places(
        header,
        at,
        False,
        False,
        under_left,
        under_right,
        middle,
        director,
        prompt,
        second,
        first,
    )
