"""The product's own scenes stand where the pictures of the design have them, and look as they were kept."""

import pytest

from game.client.app import App
from game.client.widgets.scroll import Scroll
from tests.client.mockups import KEPT, SCENES, picture, shown
from tests.pilot import assert_golden, skip_elsewhere

MOST_APART = 8

PLACES: dict[str, dict[str, tuple[float, float, float, float]]] = {
    "start": {
        "scenario.lindewijk": (64, 300, 371, 600),
        "scenario.haven": (854, 300, 371, 600),
        "choose": (64, 230, 1160, 44),
        "language": (1092, 76, 132, 58),
        "table": (1297, 57, 559, 966),
        "join.code": (1344, 240, 272, 272),
        "start": (64, 944, 764, 80),
    },
    "board": {
        "header": (0, 0, 1920, 116),
        "seat.fatima": (32, 140, 268, 248),
        "seat.aylin": (32, 692, 268, 248),
        "seat.marloes": (1620, 416, 268, 248),
        "divide.table": (324, 140, 1272, 800),
        "divide.schuldhulp": (364, 176, 381, 256),
        "divide.binnentuin": (1174, 648, 381, 256),
        "divide.budget": (364, 454, 1192, 172),
        "prompt": (364, 970, 760, 88),
        "step_back": (1163, 977, 346, 74),
        "primary": (1531, 977, 357, 74),
    },
    "dialogue": {
        "header": (0, 0, 1920, 116),
        "dialogue.table": (32, 140, 1344, 800),
        "card.fatima/rust": (73, 177, 393, 348),
        "card.joris/beeld": (941, 177, 393, 348),
        "card.aylin/stap": (73, 555, 393, 348),
        "heard.panel": (1408, 140, 480, 800),
        "heard.eerder": (1431, 243, 434, 121),
        "heard.naast-je": (1431, 379, 434, 121),
        "prompt": (364, 970, 760, 88),
    },
    "debrief": {
        "debrief.money": (40, 140, 908, 400),
        "debrief.support": (972, 140, 908, 400),
        "debrief.goals": (40, 564, 908, 376),
        "debrief.rules": (972, 564, 908, 376),
        "debrief.report": (1163, 977, 346, 74),
        "debrief.otherwise": (1531, 977, 357, 74),
    },
}
"""Left, top, width and height of what is on a picture, measured there."""


def apart(app: App, key: str, place: tuple[float, float, float, float]) -> float:
    """Return how far an edge of a widget is from where the picture has it, at most."""
    found = app.stage.find(key)
    assert found is not None, f"no {key}"
    x, y, w, h = place
    at = found.at
    return max(abs(at.x - x), abs(at.y - y), abs(at.right - x - w), abs(at.bottom - y - h))


@pytest.mark.parametrize("name", PLACES)
def test_every_edge_stands_where_the_design_has_it(name: str) -> None:
    with shown(name) as app:
        far = {key: apart(app, key, place) for key, place in PLACES[name].items()}
    assert {key: far_ for key, far_ in far.items() if far_ > MOST_APART} == {}


@pytest.mark.slow
@pytest.mark.parametrize(("name", "language", "text_scale"), KEPT)
def test_every_scene_looks_as_it_was_kept(name: str, language: str, text_scale: int) -> None:
    skip_elsewhere()
    made = picture(name, size=(1280, 720), language=language, text_scale=text_scale)
    assert_golden(made, f"{name}-{language}-{text_scale}")


def test_every_scene_is_kept() -> None:
    assert {name for name, *_ in KEPT} == set(SCENES)


@pytest.mark.parametrize("text_scale", [100, 150])
def test_a_scroll_bar_stands_over_nothing_that_tells_how_to_join(text_scale: int) -> None:
    with shown("start", text_scale=text_scale) as app:
        window = app.stage.find("join")
        assert isinstance(window, Scroll)
        free = window.at.right - (0 if window.most <= 0 else 10)
        assert [one.key for one in window.children if one.at.right > free] == []
        assert (window.most > 0) is (text_scale > 100)
