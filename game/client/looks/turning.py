"""Small cards in a row that are turned over one by one: face down, the next one, open."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.client.looks.need import CoveredLook, draw_covered
from game.client.looks.parts import AT_REST, Interaction, draw_ground
from game.client.paint import Painter, Rect
from game.client.surfaces import clear_surface
from game.client.theme import Colour, mix


@dataclass(frozen=True, slots=True)
class TileLook:
    """A small card. With an icon it lies open; `word`, or the icon `mark`, tells in short what came of it."""

    icon: str
    colour: Colour
    word: str
    mark: str = ""
    is_next: bool = False
    interaction: Interaction = AT_REST


@dataclass(frozen=True, slots=True)
class SqueezedLook:
    """A large card while it turns: its back or its white front, `share` (0 to 1) of its full width."""

    is_back: bool
    share: float


def draw_squeezed(painter: Painter, surface: pygame.Surface, rect: Rect, look: SqueezedLook) -> None:
    """Draw a card that is turning in the middle of `rect`; the whole card is drawn once and then squeezed."""
    box = painter.pixels(rect.inflate(64, 64))
    inside = Rect(rect.left - box.left / painter.u, rect.top - box.top / painter.u, rect.width, rect.height)

    def make() -> pygame.Surface:
        whole = clear_surface(box.width, box.height)
        if look.is_back:
            draw_covered(painter, whole, inside, CoveredLook("", ""))
        else:
            draw_ground(painter, whole, inside, AT_REST)
        return whole

    whole = painter.kept(("squeezed", box.size, look.is_back), make)
    narrow = pygame.transform.scale(whole, (max(2, round(box.width * look.share)), box.height))
    surface.blit(narrow, narrow.get_rect(center=box.center))


def draw_tile(painter: Painter, surface: pygame.Surface, rect: Rect, look: TileLook) -> None:
    """Draw a small card, 72 high at text scale 1."""
    k, colours = painter.k, painter.theme.colours
    if not look.icon:
        _draw_back(painter, surface, rect, look)
        return
    rect = draw_ground(painter, surface, rect, look.interaction, radius=16)
    side = min(48 * k, rect.height - 16)
    style = painter.theme.text.figure
    taken = painter.measure(look.word, style)[0] if look.word else 30 * k
    has_room = bool(look.word or look.mark) and taken <= rect.width - side - 30
    left = rect.left + 12 if has_room else rect.centerx - side / 2
    painter.icon_tile(surface, Rect(left, rect.centery - side / 2, side, side), look.icon, look.colour)
    if not has_room:
        return
    at = ((left + side + rect.right) / 2, rect.centery)
    if look.word:
        painter.text(surface, at, look.word, style, colours.ink, "center")
    else:
        painter.icon(surface, at, look.mark, 30 * k, colours.muted)


def _draw_back(painter: Painter, surface: pygame.Surface, rect: Rect, look: TileLook) -> None:
    colours = painter.theme.colours
    ground = mix(painter.theme.roles["petrol"], colours.table_bottom, 0.4)
    rect = draw_ground(painter, surface, rect, look.interaction, fill=colours.card_bottom, radius=16)
    painter.panel(surface, rect.inflate(-10, -10), ground, radius=12)
    if look.is_next:
        painter.panel(surface, rect.inflate(-10, -10), None, radius=12, edge=colours.gold, edge_width=3)
    painter.mark(surface, rect.center, rect.height * 0.5, on_dark=True)
