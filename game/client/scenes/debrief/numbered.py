"""Bars cut in parts that have a number, and under them which task each number stands for."""

from __future__ import annotations

from collections.abc import Sequence

from game.client.looks.bars import Share, SharesLook, draw_shares
from game.client.paint import Painter
from game.client.scenes.column import Column
from game.client.scenes.seen import Seen
from game.client.theme import Colour
from game.client.widgets.base import Picture, Rect, Surface
from game.client.widgets.layout import Box

_BAR = 72


def cut(seen: Seen, column: Column, key: str, parts: Sequence[Share], said: str) -> None:
    """Put in a bar with these parts; `said` tells them to whoever does not see it."""
    shown = Picture(
        key=f"{column.key}.{key}.bar", box=column.room(_BAR * seen.k), name=said, says=said,
        draw=draw_shares, shows=SharesLook(tuple(parts)), spread=4,
    )  # fmt: skip
    column.add(shown)


def numbered(seen: Seen, column: Column, number: int, task: str) -> None:
    """Put in which task a number stands for."""
    side, start = 40 * seen.k, column.y
    _, colour = seen.task_tile(task)
    at = Box(column.box.x, start, side, side)
    column.add(
        Picture(
            key=f"{column.key}.{task}.number", box=at, draw=_number, shows=(str(number), colour), spread=4
        )
    )
    column.y += max(0, (side - 31 * seen.k) / 2)
    column.text(f"{task}.task", seen.task(task), style="label", indent=side + 14)
    column.y = max(column.y, start + side)
    column.gap(6)


def _number(painter: Painter, surface: Surface, rect: Rect, shows: tuple[str, Colour]) -> None:
    painter.panel(surface, rect, shows[1], radius=10)
    painter.text(
        surface, rect.center, shows[0], painter.theme.text.tab, painter.theme.colours.white, "center"
    )
