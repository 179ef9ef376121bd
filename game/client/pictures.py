"""Icons, faces, coins and the mark of the game, drawn at the very size they are shown.

Sizes are in pixels. Who is asked for a name that is not there gets a plain stand-in: a missing picture must
never stop a session.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import pygame

from game.client.letters import Letters
from game.client.shapes import disc, drawing, rounded
from game.client.surfaces import clear_surface, draw_svg, keep_inside
from game.client.theme import Colour, Theme, hexadecimal, mix
from game.resources import assets

SHIRT = "c0ffee"  # the colour a shirt has in the shipped files
STROKE = 2.25  # of 24: a little bolder than Lucide draws, to be seen from the back of a room
_NAME = re.compile(r"[a-z0-9-]+")
FaceShape = Literal["circle", "square"]
CoinKind = Literal["placed", "proposed", "empty", "strip", "strip_proposed", "strip_empty"]


def icon_names() -> list[str]:
    """Return the icons that can be drawn, by name."""
    return sorted(file.stem for file in (assets() / "icons").glob("*.svg"))


def face_names() -> list[str]:
    """Return the faces that can be drawn, by name."""
    return sorted(file.stem for file in (assets() / "faces").glob("*.svg"))


def icon(name: str, size: int, colour: Colour) -> pygame.Surface:
    """Return a Lucide icon in one colour; an unknown name gives a plain circle."""
    svg = _text("icons", name) or _text("icons", "circle")
    svg = svg.replace("currentColor", hexadecimal(colour)).replace(
        'stroke-width="2"', f'stroke-width="{STROKE}"'
    )
    return draw_svg(svg, (size, size))


def bust(name: str, size: int, shirt: Colour) -> pygame.Surface:
    """Return a face with shoulders on nothing, its shirt in the role's colour.

    An unknown name gives the icon of a person in that colour.
    """
    svg = _text("faces", name)
    if not svg:
        return icon("user", size, shirt)
    return draw_svg(re.sub(f"#{SHIRT}", hexadecimal(shirt), svg, flags=re.IGNORECASE), (size, size))


def face(name: str, size: int, colour: Colour, shape: FaceShape, ring: float, gap: float) -> pygame.Surface:
    """Return a portrait: the bust on a tint of its colour, in a ring.

    Args:
        size: The outer diameter with the ring, in pixels.
        ring: How wide the ring is.
        gap: How wide the white line between ring and tint is; 0 for small portraits.
    """
    white = (255, 255, 255)
    picture = clear_surface(size, size)
    picture.blit(_plate(shape, size, 0, colour), (0, 0))
    if gap:
        picture.blit(_plate(shape, size, ring, white), (0, 0))
    inset = ring + gap
    inner = clear_surface(size, size)
    inner.fill((*mix(colour, white, 0.18), 255))
    person = round(0.95 * (size - 2 * inset))
    inner.blit(bust(name, person, colour), ((size - person) / 2, size - inset - person))
    keep_inside(inner, _plate(shape, size, inset, white))
    picture.blit(inner, (0, 0))
    return picture


def coin(kind: CoinKind, size: int, theme: Theme, letters: Letters) -> pygame.Surface:
    """Return a coin, or the place for one, `size` pixels wide. Never the edge alone tells the kinds apart."""
    colours = theme.colours
    middle = (size / 2, size / 2)
    if kind in ("empty", "strip_empty"):
        fill, edge = (
            (colours.slot, colours.slot_edge)
            if kind == "empty"
            else (colours.strip_slot, colours.strip_slot_edge)
        )
        place = disc(middle, size, fill, edge=edge, edge_width=size * 0.04, dash=size * 0.09)
        return draw_svg(drawing(place, size, size))
    if kind == "placed" or kind == "strip":
        return _gold(size, theme, letters)
    if kind == "proposed":
        pale = _gold(size, theme, letters)
        pale.set_alpha(140)
        picture = clear_surface(size, size)
        picture.blit(pale, (0, 0))
        ring = disc(middle, size, None, edge=colours.ink, edge_width=size * 0.065, dash=size * 0.14)
    else:
        picture = clear_surface(size, size)
        small = round(size * 0.78)
        picture.blit(_gold(small, theme, letters), ((size - small) // 2, (size - small) // 2))
        ring = disc(middle, size, None, edge=colours.white, edge_width=size * 0.055, dash=size * 0.11)
    picture.blit(draw_svg(drawing(ring, size, size)), (0, 0))
    return picture


def mark(size: int, theme: Theme, *, on_dark: bool) -> pygame.Surface:
    """Return the sign of the game: three seats leaning on each other."""
    petrol = theme.roles["petrol"]
    discs = [
        (0.29, 0.33, mix(petrol, theme.colours.strip_slot_edge, 0.35) if on_dark else petrol),
        (0.70, 0.33, theme.colours.gold),
        (0.50, 0.70, theme.roles["oranje"]),
    ]
    inside = "".join(
        disc((x * size, y * size), size * 0.56, colour, edge=theme.colours.white, edge_width=size * 0.035)
        for x, y, colour in discs
    )
    return draw_svg(drawing(inside, size, size))


def _gold(size: int, theme: Theme, letters: Letters) -> pygame.Surface:
    colours = theme.colours
    middle = (size / 2, size / 2)
    line = mix(colours.gold_edge, colours.coin, 0.5)
    under = disc(middle, size, colours.gold_edge)
    outer = disc((size / 2, size * 0.485), size * 0.97, colours.coin)
    inner = disc(middle, size * 0.79, colours.coin_face, edge=line, edge_width=max(1, size * 0.04))
    picture = draw_svg(drawing(under + outer + inner, size, size))
    letter = letters.letter("bricolage", 800, max(6, round(size * 0.49)))
    sign = letters.drawn(letter, "€", colours.coin_ink)
    box = sign.get_bounding_rect()
    picture.blit(sign, (round(size / 2 - box.centerx), round(size / 2 - box.centery)))
    return picture


def _plate(shape: FaceShape, size: int, inset: float, colour: Colour) -> pygame.Surface:
    side = size - 2 * inset
    if shape == "circle":
        return draw_svg(drawing(disc((size / 2, size / 2), side, colour), size, size))
    radius = max(0.0, size * 0.25 - inset)
    return draw_svg(drawing(rounded((inset, inset, side, side), radius, colour), size, size))


@cache
def _text(folder: str, name: str) -> str:
    """Return the drawing or nothing: names come from scenarios, may be wrong, and are never a path."""
    file = assets() / folder / f"{name}.svg"
    return file.read_text("utf-8") if _NAME.fullmatch(name) and file.is_file() else ""
