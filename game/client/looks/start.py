"""The start screen's own things: the name of the game and the scenarios to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pygame

from game.client.looks.parts import AT_REST, Interaction, Portrait, draw_ground
from game.client.paint import Painter, Rect
from game.client.shapes import drawing, rounded
from game.client.surfaces import clear_surface, draw_svg, keep_inside
from game.client.theme import Colour, mix

PICTURE_HEIGHT = 230
_LOWEST_PICTURE, _AROUND_TITLE = 34, 136
"""How low the picture may become, and what stands above and under the title, at text scale 1."""


@dataclass(frozen=True, slots=True)
class ScenarioLook:
    """A scenario in the picker; up to three faces stand in the picture, the middle one in front."""

    title: str
    domain: str
    icon: str
    colour: Colour
    summary: str
    faces: Sequence[Portrait]
    players: str
    minutes: str
    chosen_word: str = ""
    interaction: Interaction = AT_REST


def draw_wordmark(
    painter: Painter, surface: pygame.Surface, position: tuple[float, float], name: str
) -> Rect:
    """Draw the sign and the name of the game with its left middle at `position`; return the room it takes."""
    x, y = position
    painter.mark(surface, (x + 38, y), 76)
    style = painter.theme.text.display
    said = painter.text(surface, (x + 102, y), name, style, painter.theme.colours.ink)
    return Rect(x, said.top, said.right - x, said.height)


def draw_scenario(painter: Painter, surface: pygame.Surface, rect: Rect, look: ScenarioLook) -> bool:
    """Draw a scenario card (370 by 600 units at text scale 1); return whether its summary was cut."""
    k, colours, text = painter.k, painter.theme.colours, painter.theme.text
    radius = painter.theme.radius.card
    rect = draw_ground(painter, surface, rect, look.interaction)
    left, right = rect.left + 25, rect.right - 25
    row, most = painter.line_height(text.scenario_title), _title_lines(painter, rect, look)
    tall = min(PICTURE_HEIGHT, rect.height * 0.4, rect.height - (_AROUND_TITLE * k + most * row))
    _draw_picture(painter, surface, Rect(rect.left, rect.top, rect.width, tall), look, radius)
    top = rect.top + tall
    tile = Rect(left + 1, top - 29 * k, 56 * k, 56 * k)
    painter.icon_tile(surface, tile, look.icon, look.colour, ring=colours.white)
    domain_at = (tile.right + 18 * k, top + 22 * k)
    painter.text(surface, domain_at, look.domain, text.label, colours.muted, width=right - domain_at[0])
    title = Rect(left, top + 47 * k, right - left, 88 * k)
    painter.paragraph(
        surface, title, look.title, text.scenario_title, colours.ink, lines=most, is_balanced=True
    )
    under = title.top + most * row + 14 * k
    foot = rect.bottom - 43 * k
    summary = Rect(left, under, right - left, foot - 44 * k - under)
    row = painter.line_height(text.label)
    whole = len(painter.wrap(look.summary, text.label, summary.width).lines) * row <= summary.height + row / 7
    is_cut = not whole and summary.height < 2 * row  # a few words of one line say nothing
    if is_cut:
        painter.cut.add(look.summary)
    else:
        is_cut = painter.paragraph(surface, summary, look.summary, text.label, colours.ink)
    painter.line(surface, (left, foot - 40 * k), (right, foot - 40 * k), colours.hairline)
    painter.icon(surface, (left + 14 * k, foot), "users", 30 * k, colours.muted)
    painter.text(surface, (left + 36 * k, foot), look.players, text.figure, colours.ink)
    time = painter.text(surface, (right, foot), look.minutes, text.figure, colours.ink, "right")
    painter.icon(surface, (time.left - 24 * k, foot), "clock", 30 * k, colours.muted)
    if look.chosen_word:
        _draw_chosen(painter, surface, rect, look.chosen_word)
    return is_cut


def _title_lines(painter: Painter, rect: Rect, look: ScenarioLook) -> int:
    """Return over how many lines the title goes: at most three, and no more than leave room for a picture."""
    style = painter.theme.text.scenario_title
    lines = len(painter.wrap(look.title, style, rect.width - 50).lines)
    free = rect.height - (_AROUND_TITLE + _LOWEST_PICTURE) * painter.k
    return max(1, min(3, lines, int(free / painter.line_height(style))))


def _draw_chosen(painter: Painter, surface: pygame.Surface, rect: Rect, word: str) -> None:
    k, colours, style = painter.k, painter.theme.colours, painter.theme.text.label_strong
    wide, _ = painter.measure(word, style)
    chip = Rect(rect.right - 16 - wide - 60 * k, rect.top + 16, wide + 60 * k, 42 * k)
    painter.panel(surface, chip, colours.white, radius=chip.height / 2)
    painter.icon(surface, (chip.left + 24 * k, chip.centery), "check", 26 * k, colours.ink)
    painter.text(surface, (chip.left + 44 * k, chip.centery), word, style, colours.ink)


def _draw_picture(
    painter: Painter, surface: pygame.Surface, rect: Rect, look: ScenarioLook, radius: float
) -> None:
    """Draw the coloured upper part with rings and people, cut off at the card's round corners."""
    box = painter.pixels(rect)
    if box.width <= 0 or box.height <= 0:
        return
    picture = painter.kept(
        ("scenario", box.size, look.colour, tuple(look.faces)),
        lambda: _made_picture(painter, box.size, rect, look, radius),
    )
    surface.blit(picture, box)


def _made_picture(
    painter: Painter, size: tuple[int, int], rect: Rect, look: ScenarioLook, radius: float
) -> pygame.Surface:
    picture = clear_surface(*size)
    picture.fill(look.colour)
    width, height, white = rect.width, rect.height, painter.theme.colours.white
    picture.blit(draw_svg(drawing(_rings(painter, width, height, look.colour), *size)), (0, 0))
    large, small = height * 0.79, height * 0.65
    places = [(width / 2 - large * 0.57, small), (width / 2 + large * 0.61, small), (width / 2, large)]
    faces = list(look.faces[:3])
    order = [faces[0], faces[2], faces[1]] if len(faces) == 3 else faces
    for portrait, (x, high) in zip(order, places if len(faces) == 3 else places[-len(faces) :], strict=False):
        painter.bust(picture, (x, height), portrait.face, high, portrait.colour)
    shape = clear_surface(*size)
    painter.panel(shape, Rect(0, 0, width, height + radius), white, radius=radius)
    keep_inside(picture, shape)
    return picture


def _rings(painter: Painter, width: float, height: float, colour: Colour) -> str:
    """Return rings around the middle of the lower side, of which the upper halves are seen."""
    line = mix(painter.theme.colours.white, colour, 0.16)
    found = ""
    for diameter in range(75, 600, 75):
        box = painter.pixels(Rect((width - diameter) / 2, height - diameter / 2, diameter, diameter))
        found += rounded(
            (*box.topleft, *box.size), box.width, None, edge=line, edge_width=max(1, 2 * painter.u)
        )
    return found
