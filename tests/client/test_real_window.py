"""A real window in a process of its own, clicked by a real mouse, closed and killed in the middle."""

import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy
import pytest

from game.client import opening
from game.i18n import LANGUAGES, Texts
from game.resources import scenarios
from game.session.log import unlinked
from game.session.recover import recover
from game.session.sessions import reading, verify_session
from tests.pilot import a_pilot
from tests.screen import (
    Picture,
    Process,
    Screen,
    a_screen,
    environment,
    needs_screen,
    opgavetafel,
    waited,
)

pytestmark = [
    needs_screen,
    pytest.mark.slow,
    pytest.mark.skipif(shutil.which("xdotool") is None, reason="there is no xdotool to click with"),
]
LOGGED = ("--lang", "nl", "--seed", "7")
TABLE = slice(140, 900), slice(320, 1400)
"""Where the table stands on the board: what comes back as it was, while the clock goes on."""


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Screen]:
    with a_screen(tmp_path_factory.mktemp("screen")) as screen:
        yield screen


@pytest.fixture(scope="module")
def places() -> dict[str, tuple[int, int]]:
    """Return where to click on a screen of 1920 by 1080, as the pilot sees it in the same session."""
    found: dict[str, tuple[int, int]] = {}

    def see(pilot: object, *keys: str) -> None:
        for key in keys:
            x, y = pilot.widget(key).visible.centre  # type: ignore[attr-defined]
            found[key] = (round(x), round(y))

    with a_pilot(calm=True) as pilot:
        see(pilot, "start")
        pilot.click("start")
        see(pilot, "curtain.skip")
        pilot.click("curtain.skip")
        see(pilot, "stance.co_produce")
    return found


def click(screen: Screen, at: tuple[int, int]) -> None:
    """Click as a hand does, with a real pointer."""
    command = ["xdotool", "mousemove", str(at[0]), str(at[1]), "click", "1"]
    subprocess.run(command, env=environment(Path(), DISPLAY=screen.display), check=True)


def stored(home: Path) -> list[str]:
    """Return the kinds of the records of the one session there, read beside whoever writes."""
    database = home / "sessions.db"
    if not database.exists():
        return []
    with closing(reading(str(database))) as store:
        return [unlinked(link).kind for one in store.sessions() for link in store.links(one.id)]


def difference(one: Picture, other: Picture) -> float:
    """Return the share of pixels (0 to 1) that clearly differ."""
    return float((numpy.abs(one.astype(int) - other.astype(int)).max(axis=2) > 16).mean())


def next_screen(screen: Screen, process: Process, unlike: Picture | None = None) -> Picture:
    """Return what stands there once it is drawn, is another screen than before, and stays as it is."""
    before = screen.picture()

    def is_there(picture: Picture) -> bool:
        nonlocal before
        steady, before = bool((picture == before).all()), picture
        is_another = bool(picture.any()) if unlike is None else difference(picture, unlike) > 0.2
        return steady and is_another

    return screen.wait_for(is_there, process)


def begin_and_decide(
    screen: Screen, process: Process, places: dict[str, tuple[int, int]], home: Path
) -> Picture:
    """Click a session on its way up to the stance; return what then stands on the screen."""
    shown = next_screen(screen, process)
    for key in ("start", "curtain.skip", "stance.co_produce"):
        click(screen, places[key])
        shown = next_screen(screen, process, unlike=shown)
    waited(lambda: "stance_said" in stored(home) or None, process)
    return shown


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_window_closed_in_the_middle_is_gone_on_with_where_it_was(
    screen: Screen, places: dict[str, tuple[int, int]], how: signal.Signals, tmp_path: Path
) -> None:
    with screen.running(*opgavetafel("play", *LOGGED), home=tmp_path) as process:
        before = begin_and_decide(screen, process, places, tmp_path)
        process.send_signal(how)
        said, complained = process.communicate(timeout=30)
    assert (said, complained) == ("", "")
    kept = stored(tmp_path)
    with closing(reading(str(tmp_path / "sessions.db"))) as store:
        [session] = [one.id for one in store.sessions()]
        assert verify_session(store, session)["intact"]
        assert recover(store, session).state.table.stance == "co_produce"
    with screen.running(*opgavetafel("play", "--resume", "--lang", "nl"), home=tmp_path) as process:
        screen.wait_for(lambda again: difference(again[TABLE], before[TABLE]) < 0.02, process)
    assert stored(tmp_path)[: len(kept)] == kept


def test_a_window_that_is_closed_says_nothing_and_touches_no_sound(screen: Screen, tmp_path: Path) -> None:
    with screen.running(*opgavetafel("play"), home=tmp_path, ALSA_CONFIG_PATH="/nowhere") as process:
        next_screen(screen, process)
        process.send_signal(signal.SIGTERM)
        assert process.communicate(timeout=30) == ("", "")
    assert process.returncode == 0


def test_a_second_window_beside_one_that_plays_opens_and_may_not_write(
    screen: Screen, places: dict[str, tuple[int, int]], tmp_path: Path
) -> None:
    from game.resources import scenarios

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPGAVETAFEL_HOME", str(tmp_path))
        first = opening.begin(scenarios() / "eerste-potje", {})
    try:
        kept = stored(tmp_path)
        with screen.running(*opgavetafel("play"), home=tmp_path) as process:
            before = next_screen(screen, process)
            click(screen, places["start"])
            told = next_screen(screen, process, unlike=before)
            assert told.mean() < before.mean() - 20, "no dialog darkened the screen"
        assert stored(tmp_path) == kept
    finally:
        first.close()


KNOWN = ", ".join(sorted(folder.parent.name for folder in scenarios().glob("*/scenario.yaml")))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("words", "key", "facts"),
    [
        (("bestaat-niet",), "check.not_found", {"name": "bestaat-niet", "known": KNOWN}),
        (("--resume",), "client.nothing_unfinished", {}),
    ],
    ids=["unknown", "nothing"],
)
def test_what_cannot_be_opened_is_one_sentence_in_the_terminal(
    screen: Screen, language: str, words: tuple[str, ...], key: str, facts: dict[str, str], tmp_path: Path
) -> None:
    with screen.running(*opgavetafel("play", *words, "--lang", language), home=tmp_path) as process:
        said, complained = process.communicate(timeout=60)
    assert process.returncode == 1
    assert said == ""
    assert complained == Texts(language)(key, **facts) + "\n"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", [["play"], []], ids=["play", "bare"])
def test_without_a_screen_it_says_what_to_do(words: list[str], language: str, tmp_path: Path) -> None:
    done = subprocess.run(
        opgavetafel(*words),
        env=environment(tmp_path, OPGAVETAFEL_LANG=language),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == Texts(language)("client.no_screen") + "\n"
