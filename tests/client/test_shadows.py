"""Shadows: what shows around a box is what a whole shadow of that box would show."""

import pygame
import pytest

from game.client.shadows import Shadows, reach, shadow
from game.client.surfaces import SurfaceStore
from game.client.theme import theme

PAPER = (250, 246, 238)


@pytest.mark.parametrize("u", [2 / 3, 1, 2])
@pytest.mark.parametrize("name", ["low", "card", "raised", "table"])
@pytest.mark.parametrize("size", [(40, 40), (320, 72), (71, 300), (403, 256), (640, 481)])
def test_around_a_box_its_shadow_is_as_a_whole_one(size: tuple[int, int], name: str, u: float) -> None:
    tokens = theme()
    box = pygame.Rect((150, 150), size)
    radius = min(24 * u, min(size) / 2)
    cast, whole = ground(box), ground(box)
    Shadows(SurfaceStore(10_000_000), tokens, u).cast(cast, box, radius, name)
    margin = reach(tokens.shadow[name], u)
    made = shadow(*size, radius, tokens.shadow[name], tokens.colours.shadow, u)
    whole.blit(made, box.move(-margin, -margin))
    for one in (cast, whole):  # the box has round corners, so it covers all but those
        one.fill(PAPER, box.inflate(-2 * radius, 0))
        one.fill(PAPER, box.inflate(0, -2 * radius))
    assert pygame.image.tobytes(cast, "RGB") == pygame.image.tobytes(whole, "RGB")


def test_boxes_of_many_sizes_share_one_small_shadow() -> None:
    kept = SurfaceStore(100_000_000)
    shadows = Shadows(kept, theme(), 1)
    surface = ground(pygame.Rect(0, 0, 1000, 1000))
    shadows.cast(surface, pygame.Rect(150, 150, 400, 300), 24, "card")
    before = len(kept)
    shadows.cast(surface, pygame.Rect(150, 150, 500, 300), 24, "card")
    assert len(kept) == before + 2  # its upper and its lower side are longer


def ground(box: pygame.Rect) -> pygame.Surface:
    made = pygame.Surface((box.width + 300, box.height + 300))
    made.fill(PAPER)
    return made
