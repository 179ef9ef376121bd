"""What several looks share: how things answer to mouse and keyboard, rows of faces and coins, small chips."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pygame

from game.client.paint import Fill, Gradient, Painter, Rect
from game.client.pictures import CoinKind, FaceShape
from game.client.theme import Colour, TextStyle


@dataclass(frozen=True, slots=True)
class Interaction:
    """How something stands in the eyes of who plays; each state has a look of its own."""

    is_hovered: bool = False
    is_focused: bool = False
    is_selected: bool = False
    is_pressed: bool = False
    is_disabled: bool = False
    is_target: bool = False  # a dragged coin may land here


AT_REST = Interaction()


@dataclass(frozen=True, slots=True)
class Portrait:
    """A role as a face: a name of `pictures.face_names()`, its colour, and the shape of its kind of role."""

    face: str
    colour: Colour
    shape: FaceShape = "circle"
    is_away: bool = False


def at_size(painter: Painter, style: TextStyle, size: float) -> TextStyle:
    """Return `style` so that it is drawn `size` units high whatever the text scale."""
    return replace(style, size=size / painter.k)


def card_fill(painter: Painter) -> Gradient:
    """Return the fill of a white card."""
    return Gradient(painter.theme.colours.card_top, painter.theme.colours.card_bottom)


def draw_ground(
    painter: Painter,
    surface: pygame.Surface,
    rect: Rect,
    interaction: Interaction,
    *,
    fill: Fill = None,
    edge: Colour | None = None,
    edge_width: float = 1.5,
    radius: float | None = None,
    shadow_name: str = "card",
) -> Rect:
    """Draw the box of something that can be chosen, in its state, and return where its content goes."""
    colours = painter.theme.colours
    radius = painter.theme.radius.card if radius is None else radius
    edge = edge or colours.card_edge
    steps = ["flat", "low", "card", "raised"]
    step = steps.index(shadow_name)
    dash = 0.0
    if interaction.is_disabled:
        edge, edge_width, dash, step = colours.control_edge, 2, 9, 0
    elif interaction.is_pressed:
        rect, step = rect.move(0, 2), max(0, step - 1)
    elif interaction.is_target:
        edge, edge_width, step = colours.ink, 2.5, 3
    elif interaction.is_hovered:
        edge, edge_width, step = colours.muted, 2, min(3, step + 1)
    painter.panel(
        surface,
        rect,
        fill or card_fill(painter),
        radius=radius,
        edge=edge,
        edge_width=edge_width,
        dash=dash,
        shadow_name=steps[step],
    )
    if interaction.is_selected:
        painter.selected_ring(surface, rect, radius)
    if interaction.is_focused:
        painter.focus_ring(surface, rect.inflate(14, 14) if interaction.is_selected else rect, radius)
    return rect


def draw_portrait(
    painter: Painter, surface: pygame.Surface, centre: tuple[float, float], size: float, portrait: Portrait
) -> None:
    """Draw a role's face of that outer size; small ones have no white line inside the ring."""
    small = size < 60
    painter.face(
        surface,
        centre,
        portrait.face,
        size,
        portrait.colour,
        portrait.shape,
        ring=2.5 if small else 3,
        gap=0 if small else 2,
        is_dim=portrait.is_away,
    )


def draw_faces(
    painter: Painter,
    surface: pygame.Surface,
    left: float,
    middle: float,
    portraits: Sequence[Portrait],
    *,
    size: float = 46,
    pitch: float = 42,
    most: int = 5,
) -> float:
    """Draw faces in a row, each a little over the one before, and return where the row ends.

    More than `most` become a number: "+3".
    """
    shown = portraits if len(portraits) <= most else portraits[: most - 1]
    x = left + size / 2
    for portrait in shown:
        draw_portrait(painter, surface, (x, middle), size, portrait)
        x += pitch
    end = x - pitch + size / 2 if shown else left
    if len(shown) == len(portraits):
        return end
    style, colours = painter.theme.text.label_strong, painter.theme.colours
    more = painter.text(surface, (end + 6, middle), f"+{len(portraits) - len(shown)}", style, colours.muted)
    return more.right


def draw_coins(
    painter: Painter,
    surface: pygame.Surface,
    left: float,
    middle: float,
    kinds: Sequence[CoinKind],
    *,
    width: float,
    size: float,
    pitch: float,
) -> None:
    """Draw a row of coins; when the row is wider than `width` they slide over each other."""
    if len(kinds) > 1:
        pitch = min(pitch, (width - size) / (len(kinds) - 1))
    for index, kind in enumerate(kinds):
        painter.coin(surface, (left + size / 2 + index * pitch, middle), size, kind)


def draw_pill(
    painter: Painter,
    surface: pygame.Surface,
    right: float,
    middle: float,
    icon: str,
    word: str,
    *,
    fill: Colour,
    ink: Colour,
    style: TextStyle | None = None,
    height: float = 40,
    most: float | None = None,
) -> Rect:
    """Draw a chip with icon and word that ends at `right`, as wide as it needs, and return its rect."""
    k = painter.k
    style = style or painter.theme.text.label_strong
    lead = 44 * k if icon else 18 * k
    wide, _ = painter.measure(word, style)
    width = lead + wide + 16 * k
    if most is not None:
        width = min(width, most)
    rect = Rect(right - width, middle - height * k / 2, width, height * k)
    painter.panel(surface, rect, fill, radius=rect.height / 2)
    if icon:
        painter.icon(surface, (rect.left + 24 * k, middle), icon, 26 * k, ink)
    painter.text(surface, (rect.left + lead, middle), word, style, ink, width=width - lead - 8 * k)
    return rect
