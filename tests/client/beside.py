"""Our screens beside their design: `python -m tests.client.beside FOLDER` makes `docs/pictures/beside-*`.

FOLDER has the pictures of the design; their names begin with a letter and a dash. Of each the design stands
left, our screen right, and under them both over each other at half strength.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy
import pygame

from tests.client.colour_vision import seen_with
from tests.client.mockups import picture

PICTURES = Path(__file__).parents[2] / "docs" / "pictures"
SCENES = {
    "a": ("start", 100),
    "b": ("board", 100),
    "c": ("dialogue", 100),
    "e": ("debrief", 100),
    "f": ("board", 100),
    "g": ("board", 150),
}
SHEET, GAP = (1280, 1092), 12
EYES = {"f": "deuteranopia"}


def ours(letter: str) -> pygame.Surface:
    """Return our screen for a picture of the design, as the eyes it is for see it."""
    name, text_scale = SCENES[letter]
    made = picture(name, size=(1920, 1080), language="nl", text_scale=text_scale)
    if letter not in EYES:
        return made
    seen = seen_with(EYES[letter], pygame.surfarray.array3d(made)).clip(0, 255)
    return pygame.surfarray.make_surface(seen.astype(numpy.uint8))


def beside(design: pygame.Surface, made: pygame.Surface) -> pygame.Surface:
    """Return both beside each other, and under them over each other."""
    sheet = pygame.Surface(SHEET)
    sheet.fill((20, 38, 43))
    half = (SHEET[0] - GAP) // 2, (SHEET[0] - GAP) * 9 // 32
    for index, one in enumerate((design, made)):
        sheet.blit(pygame.transform.smoothscale(one, half), (index * (half[0] + GAP), 0))
    large = SHEET[0], SHEET[0] * 9 // 16
    over = pygame.transform.smoothscale(made, large)
    over.set_alpha(128)
    sheet.blit(pygame.transform.smoothscale(design, large), (0, half[1] + GAP))
    sheet.blit(over, (0, half[1] + GAP))
    return sheet


def main(folder: Path) -> None:
    """Make every picture anew."""
    for letter in SCENES:
        [design] = folder.glob(f"{letter}-*.png")
        made = beside(pygame.image.load(design), ours(letter))
        pygame.image.save(made, PICTURES / f"beside-{letter}.jpg")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
