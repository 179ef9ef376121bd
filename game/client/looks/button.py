"""Buttons: one gold one for the step everybody waits for, white ones for the rest, round for settings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pygame

from game.client.looks.parts import AT_REST, Interaction, at_size, draw_ground
from game.client.paint import Gradient, Painter, Rect
from game.client.theme import Colour

_AROUND_A_WORD = 3
"""How much room around a word of a switch counts, in letters."""


@dataclass(frozen=True, slots=True)
class ButtonLook:
    """A verb with an icon. `kind` primary is gold: at most one on a screen."""

    label: str
    icon: str = ""
    kind: Literal["primary", "secondary"] = "secondary"
    interaction: Interaction = AT_REST


@dataclass(frozen=True, slots=True)
class SwitchLook:
    """A choice between a few short words, one of them chosen."""

    words: Sequence[str]
    chosen: int
    interaction: Interaction = AT_REST


def button_width(painter: Painter, look: ButtonLook) -> float:
    """Return how wide a button needs to be for its words, in units."""
    wide, _ = painter.measure(look.label, painter.theme.text.button)
    return wide + (40 * painter.k if look.icon else 0) + 56 * painter.k


def draw_button(painter: Painter, surface: pygame.Surface, rect: Rect, look: ButtonLook) -> None:
    """Draw a button; 72 high, at least 56. A long label is set smaller, but never under the minimum."""
    colours, radius = painter.theme.colours, painter.theme.radius.button
    is_gold = look.kind == "primary" and not look.interaction.is_disabled
    rect = draw_ground(
        painter,
        surface,
        rect,
        look.interaction,
        fill=Gradient(colours.primary_top, colours.primary_bottom) if is_gold else colours.white,
        edge=colours.primary_edge if is_gold else colours.control_edge,
        edge_width=2,
        radius=radius,
        shadow_name="card" if is_gold else "flat",
    )
    ink = colours.muted if look.interaction.is_disabled else colours.ink
    if not look.label:
        painter.icon(surface, rect.center, look.icon, 32 * painter.k, ink)
        return
    style = painter.theme.text.button
    inside = rect.inflate(-24, 0)
    if button_width(painter, look) - 32 * painter.k > inside.width:
        style = painter.theme.text.label_strong
        words = painter.measure(look.label, style)[0]
        if words + 8 + (44 * painter.k if look.icon else 0) > inside.width:
            _draw_tight(painter, surface, inside, look.label, ink)
            return
    painter.labelled(surface, inside, look.label, style, ink, icon=look.icon, icon_size=32, gap=12)


def _draw_tight(painter: Painter, surface: pygame.Surface, rect: Rect, label: str, ink: Colour) -> None:
    """Draw a long label without its icon: as large as fits on one line or on two."""
    style = painter.theme.text.label_strong
    sizes = [24 * painter.k, 24 * min(painter.k, 1.5), 24 * min(painter.k, 1.25), 24]
    for size in sizes:
        tight = replace(at_size(painter, style, size), line=1.12)
        lines = len(painter.letter(tight).wrap(label, int(rect.width * painter.u), 0).lines)
        if lines == 1 or (lines == 2 and 2 * painter.line_height(tight) <= rect.height - 6):
            break
    painter.paragraph(surface, rect, label, tight, ink, "center", "middle", lines=min(lines, 2))


def draw_round_button(
    painter: Painter, surface: pygame.Surface, rect: Rect, icon: str, interaction: Interaction = AT_REST
) -> None:
    """Draw a round button with only an icon; its name belongs in a tooltip."""
    colours = painter.theme.colours
    rect = draw_ground(
        painter,
        surface,
        rect,
        interaction,
        fill=colours.white,
        edge=colours.control_edge,
        edge_width=2,
        radius=rect.height / 2,
        shadow_name="flat",
    )
    ink = colours.muted if interaction.is_disabled else colours.ink
    painter.icon(surface, rect.center, icon, rect.height * 0.55, ink)


def switch_shares(words: Sequence[str]) -> list[float]:
    """Return which share of a switch each word has: a longer word gets more, with the same room around it."""
    lengths = [max(2, len(word)) + _AROUND_A_WORD for word in words]
    return [length / sum(lengths) for length in lengths]


def switch_width(painter: Painter, words: Sequence[str]) -> float:
    """Return how wide a switch needs to be for these words, in units."""
    style, around = painter.theme.text.tab, 24 * painter.k
    wide = [painter.measure(word, style)[0] + around for word in words]
    return max(one / share for one, share in zip(wide, switch_shares(words), strict=True)) + 10


def draw_switch(painter: Painter, surface: pygame.Surface, rect: Rect, look: SwitchLook) -> None:
    """Draw a row of short words in one pill, the chosen one on petrol."""
    colours, text = painter.theme.colours, painter.theme.text
    rect = draw_ground(
        painter,
        surface,
        rect,
        look.interaction,
        fill=colours.white,
        edge=colours.control_edge,
        edge_width=2,
        radius=rect.height / 2,
        shadow_name="flat",
    )
    shares, start = switch_shares(look.words), rect.left + 5
    for index, (word, share) in enumerate(zip(look.words, shares, strict=True)):
        part = Rect(start, rect.top + 5, (rect.width - 10) * share, rect.height - 10)
        start = part.right
        is_chosen = index == look.chosen
        if is_chosen:
            painter.panel(surface, part, painter.theme.roles["petrol"], radius=part.height / 2)
        style = text.tab if is_chosen else text.label_strong
        ink = colours.white if is_chosen else colours.ink
        painter.text(surface, part.center, word, style, ink, "center")
