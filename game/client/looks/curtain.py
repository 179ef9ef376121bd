"""The curtain between two players: nothing of anybody's is on the screen while the laptop goes round."""

from __future__ import annotations

from dataclasses import dataclass

import pygame

from game.client.looks.parts import Portrait, at_size, draw_portrait
from game.client.paint import Painter, Rect


@dataclass(frozen=True, slots=True)
class CurtainLook:
    """Who gets the laptop: "Geef de laptop aan" over the face, the name under it, and what comes next."""

    instruction: str
    name: str
    role: str
    portrait: Portrait
    note: str
    progress: str = ""  # "2 van 6"
    icon: str = "eye-off"


def draw_curtain(painter: Painter, surface: pygame.Surface, rect: Rect, look: CurtainLook) -> Rect:
    """Cover `rect` with the curtain; return where its button belongs (it is not drawn)."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    painter.dark(surface, rect)
    x, y = rect.centerx, rect.centery - 40 * k
    face = 220 * min(k, 1.15)
    room = rect.width - 120
    heading = at_size(painter, text.heading, 40 * k)
    name = at_size(painter, text.display, 64 * min(k, 1.5))
    painter.icon(surface, (x, y - face / 2 - 136 * k), look.icon, 44 * min(k, 1.25), colours.gold_soft)
    painter.text(
        surface,
        (x, y - face / 2 - 72 * k),
        look.instruction,
        heading,
        colours.table_muted,
        "center",
        width=room,
    )
    painter.disc(surface, (x, y), face + 20, colours.white, fill_share=0.12)
    draw_portrait(painter, surface, (x, y), face, look.portrait)
    painter.text(surface, (x, y + face / 2 + 64 * k), look.name, name, colours.white, "center", width=room)
    painter.text(
        surface,
        (x, y + face / 2 + 122 * k),
        look.role,
        text.subtitle,
        colours.table_muted,
        "center",
        width=room,
    )
    note = Rect(rect.centerx - min(room, 1100) / 2, y + face / 2 + 158 * k, min(room, 1100), 76 * k)
    painter.paragraph(surface, note, look.note, text.body, colours.table_muted, "center", lines=2)
    if look.progress:
        at = (rect.right - 48, rect.top + 52 * k)
        painter.text(surface, at, look.progress, text.figure, colours.gold_soft, "right")
    width, height = 460 * min(k, 1.5), 80 * k
    top = min(note.bottom + 24 * k, rect.bottom - height - 32)
    return Rect(rect.centerx - width / 2, top, width, height)
