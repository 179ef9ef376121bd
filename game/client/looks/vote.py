"""An answer in three levels: behind it, able to live with it, or an objection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.client.looks.parts import AT_REST, Interaction, Portrait, draw_faces, draw_ground
from game.client.paint import Painter, Rect
from game.client.theme import Colour, mix

ICONS = {"behind": "thumbs-up", "live": "handshake", "objection": "hand"}


@dataclass(frozen=True, slots=True)
class AnswerLook:
    """One level: `level` is behind, live or objection. `voters` are shown once the answers are open."""

    level: str
    label: str
    is_chosen: bool = False
    voters: Sequence[Portrait] = ()
    interaction: Interaction = AT_REST


def draw_answer(painter: Painter, surface: pygame.Surface, rect: Rect, look: AnswerLook) -> None:
    """Draw one level as a wide button (72 high at text scale 1); the chosen one has edge, tint and check."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    petrol = painter.theme.roles["petrol"]
    rect = draw_ground(
        painter,
        surface,
        rect,
        look.interaction,
        fill=mix(petrol, colours.white, 0.13) if look.is_chosen else colours.white,
        edge=petrol if look.is_chosen else colours.control_edge,
        edge_width=3,
        radius=painter.theme.radius.button,
        shadow_name="flat",
    )
    middle = rect.centery
    painter.icon(
        surface, (rect.left + 36 * k, middle), ICONS[look.level], 34 * k, level_colour(painter, look.level)
    )
    centre = (rect.right - 34 * k, middle)
    if look.is_chosen:
        painter.disc(surface, centre, 32 * k, petrol)
        painter.icon(surface, centre, "check", 24 * k, colours.white)
    else:
        painter.disc(surface, centre, 32 * k, colours.white, edge=colours.control_edge, edge_width=2)
    left, end = rect.left + 66 * k, rect.right - 60 * k
    wide = painter.measure(look.label, text.button)[0]
    if look.voters:
        faces = (46 + 42 * (len(look.voters) - 1)) * k
        start = max(left + wide + 16 * k, end - faces)
        most = max(1, int((end - start + 4 * k) / (42 * k)))
        draw_faces(painter, surface, start, middle, look.voters, size=46 * k, pitch=42 * k, most=most)
    painter.text(surface, (left, middle), look.label, text.button, colours.ink, width=end - left)


def level_colour(painter: Painter, level: str) -> Colour:
    """Return the colour of a level's icon; the icon itself tells the levels apart."""
    if level == "behind":
        return painter.theme.colours.up
    return painter.theme.roles["petrol" if level == "live" else "bordeaux"]
