"""The ground under all else: paper and table are drawn once together, and each frame takes its part of that.

They cover most of the screen and hardly ever change. So what moves over them costs no more than itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame

from game.client.widgets.base import Picture, Surface

if TYPE_CHECKING:
    from game.client.paint import Painter


@dataclass(eq=False, kw_only=True)
class Ground(Picture):
    """A picture that lies under everything that is no ground, wherever it stands in the description."""


def lay(painter: Painter, surface: Surface, grounds: Sequence[Ground], part: pygame.Rect) -> None:
    """Draw all `grounds`, but only `part` of them.

    The painter keeps their picture under what they show and where they lie, so other grounds get another one.
    """
    key = ("grounds", surface.get_size(), tuple((one.draw, one.at, one.shows) for one in grounds))

    def make() -> Surface:
        whole = pygame.Surface(surface.get_size(), 0, surface)
        for one in grounds:
            one.paint(painter, whole)
        return whole

    surface.blit(painter.kept(key, make), part, part)
