"""The demo in a real window: it plays by itself, and its last line is that of a demo nobody watched."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from game.session.sessions import list_sessions, reading, show_session
from tests.screen import Screen, a_screen, environment, needs_screen, opgavetafel, waited

pytestmark = [needs_screen, pytest.mark.slow]

DEMO = ("demo", "eerste-potje", "--seed", "7")


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with a_screen(tmp_path_factory.mktemp("screen")) as screen:
        yield screen


def has_ended(database: Path) -> bool:
    """Tell whether the one session there is at its end; read beside whoever writes it."""
    if not database.exists():
        return False
    with closing(reading(str(database))) as store:
        found = list_sessions(store)["sessions"]
        return bool(found) and bool(show_session(store, found[0]["session"])["ended"])


def without_a_window(home: Path, *words: str) -> list[str]:
    done = subprocess.run(
        opgavetafel(*DEMO, *words), env=environment(home), capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def test_a_demo_on_a_screen_plays_to_its_end_and_ends_in_the_same_hash(
    screen: Screen, tmp_path: Path
) -> None:
    with screen.running(*opgavetafel(*DEMO, "--pace", "20"), home=tmp_path / "seen") as process:
        screen.wait_for(lambda picture: bool(picture.any()), process)
        waited(lambda: has_ended(tmp_path / "seen" / "sessions.db") or None, process)
        process.send_signal(signal.SIGTERM)
        said, complained = process.communicate(timeout=30)
    assert process.returncode == 0
    assert complained == ""
    assert said.splitlines() == without_a_window(tmp_path / "unseen")


def test_a_demo_that_is_closed_in_the_middle_says_how_far_it_came(screen: Screen, tmp_path: Path) -> None:
    with screen.running(*opgavetafel(*DEMO, "--lang", "en"), home=tmp_path) as process:
        screen.wait_for(lambda picture: bool(picture.any()), process)
        process.send_signal(signal.SIGTERM)
        said, complained = process.communicate(timeout=30)
    assert (process.returncode, complained) == (0, "")
    assert said.splitlines()[1] == "Stopped in round 1. What was played is kept."
    assert said.splitlines()[-1].startswith("log demo-eerste-potje-7 sha256:")


@pytest.mark.parametrize("word", ["--headless", "--transcript"])
def test_a_demo_opens_no_window_when_it_is_to_be_read(screen: Screen, word: str, tmp_path: Path) -> None:
    began = time.monotonic()
    with screen.running(*opgavetafel(*DEMO, word), home=tmp_path) as process:
        said, complained = process.communicate(timeout=60)
    assert (process.returncode, complained) == (0, "")
    assert said.splitlines()[-1] == without_a_window(tmp_path / "unseen")[-1]
    assert time.monotonic() - began < 60
