"""The loop: it draws only what changed, ends properly, and says in one sentence what is missing."""

import json
import os
import subprocess
import sys

import pygame
import pytest

from game import resources
from game.client import opening
from game.client import settings as kept
from game.client.app import App, run_play
from game.client.input import Key, Pointer
from game.client.scenes.start import StartScene
from game.client.settings import Settings
from game.client.window import Window
from game.i18n import Mendable, Texts
from tests.client.playing import KeyboardHands, MouseHands, go_round, start
from tests.pilot import FRAME_MS, a_pilot


def test_nothing_is_drawn_while_nothing_changes() -> None:
    with a_pilot() as pilot:
        pilot.wait(500)
        drawn = pilot.app.frames_drawn
        pilot.wait(5_000)
        assert pilot.app.frames_drawn == drawn


def test_in_a_session_only_the_clock_draws() -> None:
    with a_pilot() as pilot:
        hands = MouseHands(pilot)
        start(pilot, hands)
        go_round(pilot, hands)
        pilot.wait(2_000)
        drawn = pilot.app.frames_drawn
        pilot.wait(10_000)
        assert 9 <= pilot.app.frames_drawn - drawn <= 11


def test_hovering_a_button_leaves_the_rest_of_the_picture_alone() -> None:
    with a_pilot() as pilot:
        drawn: list[list[pygame.Rect]] = []
        pilot.app.window.update = drawn.append  # type: ignore[assignment, method-assign]
        x, y = pilot.widget("quit").at.centre
        pilot.do(Pointer("move", x, y))
        area = sum(rect.w * rect.h for parts in drawn for rect in parts)
        assert 0 < area < 0.15 * 1920 * 1080


def test_moving_things_come_to_rest_by_themselves() -> None:
    with a_pilot() as pilot:
        hands = MouseHands(pilot)
        start(pilot, hands)
        go_round(pilot, hands)
        pilot.click("stance.co_produce")
        pilot.click("seat.nadia")
        pilot.click("tell.1")
        pilot.settle()
        assert not pilot.app.motion.is_moving


def test_a_window_of_another_size_shows_the_same_screen() -> None:
    with a_pilot((1280, 720)) as pilot:
        keys = pilot.keys()
        assert pilot.app.screen.w == pytest.approx(1920)
        with a_pilot((1600, 1200)) as other:
            assert other.keys() == keys
            assert other.app.screen.h == pytest.approx(1440)


def test_closing_the_window_in_the_middle_ends_the_session_properly() -> None:
    with a_pilot() as pilot:
        hands = MouseHands(pilot)
        start(pilot, hands)
        line = pilot.session.play.connection
        pygame.event.post(pygame.event.Event(pygame.QUIT))
        pilot.app.turn(pilot.clock.now + FRAME_MS)
        assert not pilot.app.is_open
        pilot.app.close()
        assert line.is_closed  # type: ignore[attr-defined]


def test_a_real_session_is_kept_when_the_window_closes_and_gone_on_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    window = Window("x", is_windowed=True, size=(1280, 720))
    app = App(window, Settings("nl", 100, True))
    scene = StartScene(app, seed=3)
    app.go(scene)
    app.turn(0)
    scene.start()
    app.close()
    found = opening.unfinished()
    assert found is not None
    assert found.scenario.id == "eerste-potje"
    play = opening.go_on(found.id)
    play.close()


def test_going_on_without_anything_to_go_on_with_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("OPGAVETAFEL_HOME", str(tmp_path_factory.mktemp("empty")))
    with pytest.raises(Mendable) as trouble:
        run_play(None, resume=True)
    assert Texts("nl")(trouble.value.key).startswith("Er is geen spel")


def test_an_unknown_scenario_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    with pytest.raises(Mendable) as trouble:
        run_play("bestaat-niet", windowed=True)
    assert trouble.value.facts["name"] == "bestaat-niet"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux can be without a screen at will")
def test_without_a_screen_play_says_so_in_one_sentence_and_ends_with_1() -> None:
    without = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER")
    environment = {name: value for name, value in os.environ.items() if name not in without}
    done = subprocess.run(
        [sys.executable, "-P", "-m", "game.cli", "play", "--lang", "nl"],
        env=environment, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == Texts("nl")("client.no_screen") + "\n"


def test_no_sound_device_is_touched() -> None:
    with a_pilot():
        assert pygame.mixer.get_init() is None


def test_settings_are_kept_and_broken_ones_are_as_none() -> None:
    kept.save(Settings("en", 150, True, has_high_contrast=True))
    assert kept.load() == Settings("en", 150, True, has_high_contrast=True)
    file = resources.data_home() / "settings.json"
    for broken in ("", "[]", json.dumps({"language": "xx", "text_scale": 17, "is_calm": "yes"})):
        file.write_text(broken, encoding="utf-8")
        assert kept.load() == Settings()
    file.unlink()


def test_high_contrast_is_chosen_by_keys_and_changes_the_whole_screen_at_once() -> None:
    with a_pilot((1280, 720), calm=True) as pilot:
        pilot.settle()
        assert pilot.app.window.surface.get_at((2, 718))[:3] != (255, 255, 255)
        pilot.app.stage.focus("settings.open")
        pilot.key("enter")
        pilot.app.stage.focus("settings.contrast")
        pilot.key("right")
        pilot.key("escape")
        pilot.settle()
        assert pilot.app.window.surface.get_at((2, 718))[:3] == (255, 255, 255)
    assert kept.load().has_high_contrast
    kept.save(Settings())


def test_the_help_lies_over_the_screen_until_escape() -> None:
    with a_pilot() as pilot:
        pilot.key("f1")
        assert pilot.is_there("dialog.help")
        pilot.key("escape")
        assert not pilot.is_there("dialog.help")


def test_the_start_screen_can_be_worked_by_keyboard_alone() -> None:
    with a_pilot() as pilot:
        reached = set()
        for _ in range(40):
            pilot.key("tab")
            focused = pilot.app.stage.focused
            assert focused is not None
            reached.add(focused.key)
        assert {"scenario.eerste-potje", "holder.nadia", "name.nadia", "start"} <= reached
        KeyboardHands(pilot).reach("language")
        KeyboardHands(pilot).reach("quit")


def test_the_language_changes_at_once() -> None:
    with a_pilot() as pilot:
        assert pilot.widget("start").name == "Start op één scherm"
        pilot.app.stage.focus("language")
        pilot.do(Key("right"))
        assert pilot.widget("start").name == "Start on one screen"


def test_a_name_with_accents_is_typed_into_the_field_that_has_focus() -> None:
    with a_pilot() as pilot:
        pilot.click("name.nadia")
        pilot.type("Zoë")
        pilot.type(" Müller")
        assert pilot.widget("name.nadia").value == "Zoë Müller"
        assert pilot.widget("name.joris").value == ""
