"""A task on the table: what it is, what it costs, how many coins lie on it, and who carries it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pygame

from game.client.looks.parts import (
    AT_REST,
    Interaction,
    Portrait,
    at_size,
    draw_coins,
    draw_faces,
    draw_ground,
    draw_pill,
)
from game.client.paint import Painter, Rect
from game.client.pictures import CoinKind
from game.client.theme import Colour, TextStyle


@dataclass(frozen=True, slots=True)
class TaskLook:
    """What a task card shows; `status` is a name in `theme().status`, `status_text` the word for it.

    `placed`, `proposed` and `empty` are numbers of coins, drawn in that order. `alert` stands in the place of
    the domain, when there is something to talk about.
    """

    title: str
    domain: str
    icon: str
    colour: Colour
    cost: str
    placed: int
    proposed: int
    empty: int
    count: str
    partners: Sequence[Portrait] = ()
    no_partner: str = ""
    status: str = "open"
    status_text: str = ""
    alert: str = ""
    interaction: Interaction = AT_REST

    def coins(self) -> list[CoinKind]:
        """Return the coins of the row, from left to right."""
        row: list[CoinKind] = ["placed"] * self.placed
        row += ["proposed"] * self.proposed
        return row + ["empty"] * self.empty


_LOWEST = 236
"""How high a card is at least that has a row of coins, at text scale 1."""


def draw_task(painter: Painter, surface: pygame.Surface, rect: Rect, look: TaskLook) -> None:
    """Draw a task card; 381 by 256 units at text scale 1 is the least it needs."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    rect = draw_ground(painter, surface, rect, look.interaction)
    aside = 20 * min(k, 1.1)
    left, right, top = rect.left + aside, rect.right - aside - 1, rect.top
    spare = max(0.0, rect.height - 256 * k)
    ink = colours.muted if look.interaction.is_disabled else colours.ink
    painter.icon_tile(surface, Rect(left, top + 20 * k, 60 * k, 60 * k), look.icon, look.colour)
    title = Rect(rect.left + 97 * k, top + 14 * k, right - rect.left - 97 * k, 73 * k)
    style, lines = _title_letters(painter, look.title, title.width)
    painter.paragraph(surface, title, look.title, style, ink, valign="middle", lines=lines, is_balanced=True)

    middle = top + 108 * k + spare * 0.3
    cost = painter.text(surface, (right, middle), look.cost, text.figure, ink, "right")
    room = cost.left - left - 6 * k
    if look.alert:
        warning = painter.theme.status["warning"]
        width = painter.measure(look.alert, text.label_strong)[0] + 60 * k
        end = min(left + width, cost.left - 6 * k)
        draw_pill(
            painter, surface, end, middle, warning.icon, look.alert, fill=warning.fill, ink=warning.ink,
            height=36, most=end - left,
        )  # fmt: skip
    elif spare > 40 * k and painter.measure(look.domain, text.label)[0] > room:
        high = painter.line_height(text.label)
        place = Rect(left, middle - high, room, 2 * high)
        painter.paragraph(surface, place, look.domain, text.label, colours.muted, valign="middle")
    else:
        painter.text(surface, (left, middle), look.domain, text.label, colours.muted, width=room)

    if rect.height < _LOWEST * k:  # in the largest letters: how much there is comes before who carries it
        line = top + 130 * k
        look = replace(look, partners=(), no_partner=look.count)
    else:
        middle = top + 152 * k + spare * 0.5
        count = painter.text(surface, (right, middle), look.count, text.count, ink, "right")
        _draw_coin_row(painter, surface, (left, middle), count.left - left - 10 * k, look)
        line = top + 186 * k + spare * 0.75
    painter.line(surface, (left, line), (right, line), colours.hairline)
    _draw_foot(painter, surface, left, right + 2 * k, rect.bottom - 40.5 * k, look)


def _title_letters(painter: Painter, title: str, width: float) -> tuple[TextStyle, int]:
    """Return the letters of a title and its number of lines: a long one gets smaller letters, then three."""
    style = painter.theme.text.card_title
    smaller = at_size(painter, style, 24 * painter.k)
    for letters in (style, smaller):
        if len(painter.wrap(title, letters, width).lines) <= 2:
            return letters, 2
    return smaller, 3 if 3 * painter.line_height(smaller) <= 92 * painter.k else 2


def _draw_coin_row(
    painter: Painter, surface: pygame.Surface, at: tuple[float, float], room: float, look: TaskLook
) -> None:
    k = painter.k
    coins = look.coins()
    size, pitch = (36 * k, 40 * k) if len(coins) >= 6 else (40 * k, 46 * k)
    draw_coins(painter, surface, at[0], at[1], coins, width=room, size=size, pitch=pitch)
    if look.interaction.is_target and look.empty:
        index = look.placed + look.proposed
        step = min(pitch, (room - size) / max(1, len(coins) - 1))
        centre = (at[0] + size / 2 + index * step, at[1])
        painter.disc(
            surface, centre, size + 10 * k, None, edge=painter.theme.colours.ink, edge_width=2.5, dash=7
        )


def _draw_foot(
    painter: Painter, surface: pygame.Surface, left: float, right: float, middle: float, look: TaskLook
) -> None:
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    start = right
    if look.status_text:
        status = painter.theme.status[look.status]
        start = draw_pill(
            painter,
            surface,
            right,
            middle,
            status.icon,
            look.status_text,
            fill=status.fill,
            ink=status.ink,
        ).left
    if look.partners:
        most = max(1, int((start - left - 8 * k) / (42 * k)))
        draw_faces(painter, surface, left, middle, look.partners, size=46 * k, pitch=42 * k, most=most)
    elif look.no_partner:
        room = start - left - 10 * k
        if painter.measure(look.no_partner, text.label)[0] <= room + 4:  # without faces it says nothing new
            painter.text(surface, (left, middle), look.no_partner, text.label, colours.muted, width=room)
