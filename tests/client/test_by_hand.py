"""Whole sessions by xdotool in a real window: what hands make of a file; with `-m bench` they play it."""

import shutil
from pathlib import Path

import pytest

from game.client.input import Key, Pointer, Typed
from tests.client.by_hand import keyboard_of, play, script_of, words_of
from tests.client.recording import ALL, LISTENED, LISTENED_LARGE, Recorded
from tests.screen import needs_screen


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.file.stem)
def test_every_recording_can_be_done_by_hands(one: Recorded) -> None:
    script = script_of(one.file.read_text("utf-8"))
    assert script.words == ("--lang", one.language, "--seed", "7")
    assert all(words_of(did) for did, _ in script.inputs)
    kinds = {type(did) for did, _ in script.inputs}
    assert (Pointer in kinds) == (one.hands == "mouse")
    assert (Key in kinds) == (one.hands == "keys")
    stored = [number for _, number in script.inputs if number]
    assert stored == sorted(set(stored))
    assert len(stored) > 20


def test_a_keyboard_has_every_letter_that_is_typed() -> None:
    script = script_of(LISTENED.file.read_text("utf-8"))
    assert any(isinstance(did, Typed) and "ë" in did.text for did, _ in script.inputs)
    assert "[ 0xeb ]" in keyboard_of(script)
    assert "[ rightsinglequotemark ]" in keyboard_of(script)


def test_a_file_that_does_not_say_how_the_window_is_opened_is_no_script() -> None:
    with pytest.raises(ValueError, match="the first line should begin with"):
        script_of('{"kind": "typed", "text": "Noor"}\n')


@needs_screen
@pytest.mark.bench
@pytest.mark.skipif(shutil.which("xdotool") is None, reason="there is no xdotool to play with")
@pytest.mark.parametrize("one", [LISTENED, LISTENED_LARGE], ids=lambda one: one.file.stem)
def test_putten_is_played_by_real_hands_to_the_end(one: Recorded, tmp_path: Path) -> None:
    assert play(one.file, tmp_path / "pictures") == []
