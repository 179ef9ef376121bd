"""Places on the screen, as plain arithmetic: boxes cut into rows, columns and grids.

All numbers are in units of a screen of 1920 by 1080. Nothing here knows a screen, so a layout is tested
by looking at its numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle: left, top, width, height, in units."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    @property
    def centre(self) -> tuple[float, float]:
        return self.x + self.w / 2, self.y + self.h / 2

    def inset(self, dx: float, dy: float | None = None) -> Box:
        """Return the box made smaller by `dx` left and right and `dy` (or `dx`) above and below."""
        dy = dx if dy is None else dy
        return Box(self.x + dx, self.y + dy, max(0, self.w - 2 * dx), max(0, self.h - 2 * dy))

    def moved(self, dx: float, dy: float) -> Box:
        return Box(self.x + dx, self.y + dy, self.w, self.h)

    def contains(self, x: float, y: float) -> bool:
        return self.x <= x < self.right and self.y <= y < self.bottom

    def touches(self, other: Box) -> bool:
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def overlap(self, other: Box) -> Box:
        """Return what both boxes share; it has no size when they do not touch."""
        left, top = max(self.x, other.x), max(self.y, other.y)
        return Box(
            left,
            top,
            max(0, min(self.right, other.right) - left),
            max(0, min(self.bottom, other.bottom) - top),
        )

    def union(self, other: Box) -> Box:
        """Return the smallest box around both."""
        left, top = min(self.x, other.x), min(self.y, other.y)
        return Box(left, top, max(self.right, other.right) - left, max(self.bottom, other.bottom) - top)

    def cut_top(self, height: float, gap: float = 0) -> tuple[Box, Box]:
        """Return the strip at the top and what is left under it."""
        height = min(height, self.h)
        rest = max(0, self.h - height - gap)
        return Box(self.x, self.y, self.w, height), Box(self.x, self.bottom - rest, self.w, rest)

    def cut_bottom(self, height: float, gap: float = 0) -> tuple[Box, Box]:
        """Return the strip at the bottom and what is left above it."""
        height = min(height, self.h)
        return (
            Box(self.x, self.bottom - height, self.w, height),
            Box(self.x, self.y, self.w, max(0, self.h - height - gap)),
        )

    def cut_left(self, width: float, gap: float = 0) -> tuple[Box, Box]:
        """Return the strip at the left and what is left beside it."""
        width = min(width, self.w)
        rest = max(0, self.w - width - gap)
        return Box(self.x, self.y, width, self.h), Box(self.right - rest, self.y, rest, self.h)

    def cut_right(self, width: float, gap: float = 0) -> tuple[Box, Box]:
        """Return the strip at the right and what is left beside it."""
        width = min(width, self.w)
        return (
            Box(self.right - width, self.y, width, self.h),
            Box(self.x, self.y, max(0, self.w - width - gap), self.h),
        )

    def middle(self, width: float, height: float) -> Box:
        """Return a box of this size (or less) in the middle."""
        width, height = min(width, self.w), min(height, self.h)
        return Box(self.x + (self.w - width) / 2, self.y + (self.h - height) / 2, width, height)


def rows(box: Box, count: int, gap: float) -> list[Box]:
    """Return `count` equal boxes under each other that fill `box`."""
    return weighted_rows(box, [1] * count, gap)


def columns(box: Box, count: int, gap: float) -> list[Box]:
    """Return `count` equal boxes beside each other that fill `box`."""
    return weighted_columns(box, [1] * count, gap)


def weighted_rows(box: Box, weights: Sequence[float], gap: float) -> list[Box]:
    """Return boxes under each other that fill `box`, their heights as the weights."""
    return [Box(box.x, box.y + start, box.w, size) for start, size in _shares(box.h, weights, gap)]


def weighted_columns(box: Box, weights: Sequence[float], gap: float) -> list[Box]:
    """Return boxes beside each other that fill `box`, their widths as the weights."""
    return [Box(box.x + start, box.y, size, box.h) for start, size in _shares(box.w, weights, gap)]


def grid(box: Box, across: int, down: int, gap_x: float, gap_y: float | None = None) -> list[Box]:
    """Return `across` × `down` equal boxes that fill `box`, row by row."""
    return [
        cell
        for row in rows(box, down, gap_x if gap_y is None else gap_y)
        for cell in columns(row, across, gap_x)
    ]


def stack(box: Box, height: float, gap: float, count: int) -> list[Box]:
    """Return `count` boxes of this height from the top of `box` down; they may stick out below it."""
    return [Box(box.x, box.y + index * (height + gap), box.w, height) for index in range(count)]


def flow(box: Box, widths: Sequence[float], height: float, gap: float) -> list[Box]:
    """Return boxes of these widths beside each other, on a next line where a line is full."""
    placed: list[Box] = []
    x, y = box.x, box.y
    for width in widths:
        if x > box.x and x + width > box.right:
            x, y = box.x, y + height + gap
        placed.append(Box(x, y, min(width, box.w), height))
        x += width + gap
    return placed


def page_of(count: int, per_page: int, page: int) -> tuple[range, int, int]:
    """Return which items are on `page` (brought within bounds), that page, and how many pages there are."""
    pages = max(1, -(-count // max(1, per_page)))
    page = max(0, min(page, pages - 1))
    return range(page * per_page, min(count, (page + 1) * per_page)), page, pages


def _shares(length: float, weights: Sequence[float], gap: float) -> list[tuple[float, float]]:
    if not weights:
        return []
    free = max(0, length - gap * (len(weights) - 1))
    total = sum(weights) or 1
    shares: list[tuple[float, float]] = []
    start = 0.0
    for weight in weights:
        size = free * weight / total
        shares.append((start, size))
        start += size + gap
    return shares
