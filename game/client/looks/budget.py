"""The strip in the middle of the table: what is left to divide, and by which rule."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.client.paint import Painter, Rect
from game.client.pictures import CoinKind

_LEAST_PITCH, _MOST_ROWS = 20, 3
"""How far coins in the strip lie apart at least, in units, and in how many rows at most."""


@dataclass(frozen=True, slots=True)
class BudgetLook:
    """What the strip says: finished texts, and coins as numbers (left, proposed elsewhere, already used)."""

    label: str
    amount: str
    total: str
    rule_label: str
    rule: str
    agreement: str
    left: int
    proposed: int = 0
    used: int = 0


def draw_budget(painter: Painter, surface: pygame.Surface, rect: Rect, look: BudgetLook) -> None:
    """Draw the strip; under 150 units times the text scale high it leaves out the smaller lines."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    painter.panel(
        surface, rect, colours.strip, radius=28, edge=colours.strip_edge, edge_width=1.5, fill_share=0.72
    )
    is_low = rect.height < 150 * k
    left, right = rect.left + 29 * k, rect.right - 29 * k
    lines = (0.28, 0.67, 0.0) if is_low else (0.21, 0.465, 0.79)
    heights = [rect.top + rect.height * share for share in lines]
    muted = colours.table_muted
    said = [
        painter.text(surface, (left, heights[0]), look.label, text.label, muted),
        painter.text(surface, (left, heights[1]), look.amount, text.amount, colours.table_text),
    ]
    if not is_low:
        said.append(painter.text(surface, (left, heights[2]), look.total, text.small_figure, muted))
    start = max(part.right for part in said)
    name = painter.theme.text.name
    if is_low:
        spoken = [
            painter.text(
                surface, (right, rect.top + rect.height * 0.35), look.rule, name, colours.table_text, "right"
            )
        ]
        spoken.append(
            painter.text(
                surface,
                (right, rect.top + rect.height * 0.69),
                look.agreement,
                text.small_figure,
                muted,
                "right",
            )
        )
    else:
        spoken = [
            painter.text(surface, (right, heights[0]), look.rule_label, text.label, muted, "right"),
            painter.text(surface, (right, heights[1]), look.rule, name, colours.table_text, "right"),
            painter.text(surface, (right, heights[2]), look.agreement, text.small_figure, muted, "right"),
        ]
    end = min(part.left for part in spoken)
    _draw_grid(painter, surface, Rect(start + 32, rect.top, end - start - 64, rect.height), look, is_low)


def _draw_grid(painter: Painter, surface: pygame.Surface, rect: Rect, look: BudgetLook, is_low: bool) -> None:
    if rect.width < 60:
        return
    most = int(rect.width / _LEAST_PITCH) * (1 if is_low else _MOST_ROWS)
    counts = [look.left, look.proposed, 0 if is_low else look.used]
    each = max(1, -(-sum(counts) // max(1, most)))  # of a very large budget a coin stands for several steps
    left, proposed, used = (-(-count // each) for count in counts)
    coins: list[CoinKind] = ["strip"] * left
    coins += ["strip_proposed"] * proposed
    coins += ["strip_empty"] * used
    if not coins:
        return
    if is_low:
        rect = Rect(rect.left + 20, rect.top, rect.width - 20, rect.height)
    rows = 1 if is_low or len(coins) <= 10 else 2 if len(coins) <= 32 else _MOST_ROWS
    in_row = -(-len(coins) // rows)
    pitch = min(
        49 * painter.k, rect.width / in_row, rect.height * (0.8 if rows == 1 else 0.32 * 3 / (rows + 1))
    )
    size = pitch * 0.86
    down = min(pitch * 1.1, rect.height * 0.92 / rows)
    first = (
        (rect.left + pitch / 2) if is_low else rect.centerx - pitch * (in_row - 1) / 2,
        rect.centery - down * (rows - 1) / 2,
    )
    for index, kind in enumerate(coins):
        row, column = divmod(index, in_row)
        grown = size * (1.06 if kind == "strip_proposed" else 1)
        painter.coin(surface, (first[0] + column * pitch, first[1] + row * down), grown, kind)
