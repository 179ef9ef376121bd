"""What somebody sees who types `make play`: the start screen, in a real window on a real screen."""

import importlib.util
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy
import pytest

from game.client.theme import theme
from tests.screen import SIZE, Picture, Screen, a_screen, needs_screen, share_of

ROOT = Path(__file__).resolve().parents[1]

pytestmark = [needs_screen, pytest.mark.slow]


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[Screen]:
    with a_screen(tmp_path / "screen") as screen:
        yield screen


def is_set_up() -> bool:
    """Tell whether start.py would start at once, without fetching anything first."""
    spec = importlib.util.spec_from_file_location("start", ROOT / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return bool(module.is_whole("play"))


def is_start_screen(picture: Picture) -> bool:
    """Tell whether paper, the dark table at the right and the gold button at the bottom are there."""
    colours = theme().colours
    width, height = SIZE
    table = picture[:, round(0.70 * width) :]
    foot = picture[round(0.85 * height) :, : round(0.3 * width)]
    return (
        share_of(picture, colours.paper_top) + share_of(picture, colours.paper_bottom) > 0.05
        and share_of(table, colours.table_top, 24) > 0.2
        and share_of(foot, colours.primary_top) > 0.05
    )


def test_make_play_opens_the_start_screen(screen: Screen, tmp_path: Path) -> None:
    if not is_set_up():
        pytest.skip("the checkout is not set up, and a test fetches nothing")
    assert not screen.picture().any(), "the screen was not empty before"
    start = [sys.executable, str(ROOT / "start.py"), "play"]
    with screen.running(*start, home=tmp_path / "home") as process:
        picture = screen.wait_for(is_start_screen, process)
    assert len(numpy.unique(picture.reshape(-1, 3), axis=0)) > 1_000, "letters and faces are drawn smoothly"


def test_the_window_takes_the_whole_screen_unless_it_is_asked_not_to(screen: Screen, tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-m", "game.cli", "play"]
    with screen.running(*command, home=tmp_path) as process:
        whole = screen.wait_for(is_start_screen, process)
    with screen.running(*command, "--windowed", home=tmp_path) as process:
        part = screen.wait_for(lambda picture: bool(picture.any()), process)
        process.send_signal(signal.SIGTERM)
        assert process.wait(30) == 0
    assert whole[-1].any()
    assert not part[-1].any()
