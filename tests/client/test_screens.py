"""Every screen looks as it was kept, in Dutch with small letters and in English with large ones."""

import pytest

from tests.client.mockups import KEPT
from tests.client.screens import RUNS, taken
from tests.pilot import GOLDEN, assert_golden, differing, skip_elsewhere


@pytest.mark.slow
@pytest.mark.parametrize(("language", "text_scale"), list(RUNS))
def test_every_screen_looks_as_it_was_kept(language: str, text_scale: int) -> None:
    skip_elsewhere()
    changed = []
    for name, picture in taken(language, text_scale).items():
        try:
            assert_golden(picture, name)
        except AssertionError as difference:
            changed.append(str(difference))
    assert changed == []


def test_no_picture_is_kept_that_no_test_looks_at() -> None:
    expected = {
        f"{language}-{scale}-{place}.png" for (language, scale), places in RUNS.items() for place in places
    }
    expected |= {f"{name}-{language}-{scale}.png" for name, language, scale in KEPT}
    assert {file.name for file in GOLDEN.glob("*.png")} == expected


def test_a_picture_that_differs_in_a_card_is_noticed() -> None:
    import pygame

    one, other = pygame.Surface((1280, 720)), pygame.Surface((1280, 720))
    assert differing(one, other) == 0
    other.fill((20, 90, 80), (100, 100, 60, 40))
    assert differing(one, other) > 0.001
