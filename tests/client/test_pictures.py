"""The shipped pictures can be drawn, are free to ship, and a wrong name never stops a session."""

from pathlib import Path

import pygame
import pytest

from game.client.letters import Letters
from game.client.pictures import (
    SHIRT,
    CoinKind,
    FaceShape,
    bust,
    coin,
    face,
    face_names,
    icon,
    icon_names,
    mark,
)
from game.client.theme import theme
from game.resources import assets

RED = (200, 30, 40)
SVGS = sorted([*(assets() / "icons").glob("*.svg"), *(assets() / "faces").glob("*.svg")])


def painted_pixels(surface: pygame.Surface) -> int:
    return pygame.mask.from_surface(surface, threshold=8).count()


@pytest.mark.parametrize("file", SVGS, ids=lambda file: file.stem)
def test_every_shipped_drawing_shows_something_and_holds_no_mask(file: Path) -> None:
    assert "<mask" not in file.read_text("utf-8")
    drawn = pygame.image.load_sized_svg(file, (96, 96))
    assert painted_pixels(drawn) > 96 * 96 * 0.005


def test_there_are_at_least_sixteen_faces_and_sixty_icons() -> None:
    assert len(face_names()) >= 16
    assert len(icon_names()) >= 60


def test_all_assets_together_stay_under_two_megabytes() -> None:
    assert sum(file.stat().st_size for file in assets().rglob("*") if file.is_file()) < 2_000_000


def test_an_icon_has_the_colour_that_was_asked_for() -> None:
    drawn = icon("circle", 64, RED)
    assert painted_pixels(drawn) > 200
    assert all(
        tuple(drawn.get_at((x, y)))[:3] == RED
        for x in range(64)
        for y in range(64)
        if drawn.get_at((x, y)).a == 255
    )


@pytest.mark.parametrize("name", face_names())
def test_every_face_wears_the_colour_of_its_role(name: str) -> None:
    assert SHIRT in (assets() / "faces" / f"{name}.svg").read_text("utf-8").lower()
    drawn = bust(name, 120, RED)
    assert any(tuple(drawn.get_at((x, y))) == (*RED, 255) for x in range(120) for y in range(120))


@pytest.mark.parametrize("name", ["no-such-picture", "../theme", "", "Head Scarf"])
def test_an_unknown_name_gives_a_stand_in(name: str) -> None:
    assert painted_pixels(icon(name, 40, RED)) == painted_pixels(icon("circle", 40, RED))
    assert painted_pixels(bust(name, 40, RED)) == painted_pixels(icon("user", 40, RED))


@pytest.mark.parametrize("shape", ["circle", "square"])
def test_a_portrait_stays_inside_its_shape(shape: FaceShape) -> None:
    drawn = face("curls", 80, RED, shape, 3, 2)
    assert drawn.get_at((0, 0)).a == 0
    assert drawn.get_at((40, 1)).a > 200
    assert drawn.get_size() == (80, 80)


def test_placed_proposed_and_empty_coins_look_different() -> None:
    letters = Letters(assets() / "fonts")
    kinds: list[CoinKind] = ["placed", "proposed", "empty", "strip_proposed", "strip_empty"]
    looks = {pygame.image.tobytes(coin(kind, 40, theme(), letters), "RGBA") for kind in kinds}
    assert len(looks) == len(kinds)


def test_the_mark_is_drawn_on_light_and_on_dark() -> None:
    assert painted_pixels(mark(80, theme(), on_dark=False)) > 2000
    assert mark(80, theme(), on_dark=True).get_at((20, 20)) != mark(80, theme(), on_dark=False).get_at(
        (20, 20)
    )


def test_every_folder_with_foreign_work_has_its_licence_and_a_line_about_it() -> None:
    table = (assets() / "LICENSES.md").read_text("utf-8")
    for text in (
        "fonts/atkinson-OFL.txt",
        "fonts/bricolage-OFL.txt",
        "icons/LICENSE.txt",
        "faces/LICENSE.txt",
    ):
        assert text in table
        assert len((assets() / text).read_text("utf-8")) > 500
    for folder in ("fonts", "icons", "faces"):
        assert f"`{folder}/" in table
