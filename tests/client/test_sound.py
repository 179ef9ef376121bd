"""Sound: four short quiet sounds, off until somebody switches them on, and no trouble without a device."""

import os
import wave
from array import array
from collections.abc import Iterator

import pygame
import pytest

from game import resources
from game.client import settings as kept
from game.client.sound import Sounds
from tests.client.playing import MouseHands, go_round
from tests.pilot import Pilot, a_pilot
from tools.make_sounds import MADE, samples

MOST_12_DB = 32_767 * 10 ** (-12 / 20)


@pytest.fixture
def pilot(monkeypatch: pytest.MonkeyPatch) -> Iterator[Pilot]:
    """Give a session of the first scenario, at a computer whose sound device is a pretended one."""
    monkeypatch.setenv("SDL_AUDIODRIVER", "dummy")
    with a_pilot((1280, 720), calm=True) as made:
        made.click("start")
        go_round(made, MouseHands(made))
        yield made


@pytest.mark.parametrize("name", MADE)
def test_a_sound_is_short_and_quiet_and_begins_and_ends_in_silence(name: str) -> None:
    with wave.open(str(resources.assets() / "sounds" / f"{name}.wav")) as file:
        assert file.getnframes() < file.getframerate(), "a second or more"
        heard = array("h", file.readframes(file.getnframes()))
    most = max(abs(one) for one in heard)
    assert MOST_12_DB / 2 < most <= MOST_12_DB
    assert abs(heard[0]) < 200
    assert abs(heard[-1]) < 200
    assert all(abs(one - other) <= 1 for one, other in zip(heard, samples(name), strict=True))


def test_nothing_is_opened_and_nothing_heard_until_sound_is_switched_on(pilot: Pilot) -> None:
    pilot.click("stance.decide")
    assert pygame.mixer.get_init() is None
    assert pilot.app.sounds.played == {}
    assert pilot.widget("sound").name == "Geluid aan"


def test_key_m_the_loudspeaker_and_the_settings_switch_sound_and_it_is_kept(pilot: Pilot) -> None:
    pilot.key("m")
    assert pygame.mixer.get_init() is not None
    assert kept.load().has_sound
    assert pilot.widget("sound").name == "Geluid uit"
    pilot.click("stance.decide")
    assert pilot.app.sounds.played["fase"] == 1
    pilot.click("sound")
    assert pygame.mixer.get_init() is None
    assert not kept.load().has_sound
    pilot.click("menu")
    pilot.click("menu.settings")
    pilot.app.stage.focus("settings.sound")
    pilot.key("right")
    assert pilot.app.settings.has_sound


def test_a_card_that_is_told_is_heard(pilot: Pilot) -> None:
    pilot.key("m")
    pilot.click("stance.decide")
    pilot.click("seat.nadia")
    pilot.click(next(key for key in pilot.keys("tell.") if pilot.can(key)))
    assert pilot.app.sounds.played.get("kaart") == 1


def test_a_computer_without_a_sound_device_plays_on_and_says_nothing(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    def fail(**_: object) -> None:
        os.write(2, b"ALSA lib confmisc.c:855: cannot find card '0'\n")
        raise pygame.error("No such audio device")

    monkeypatch.setattr(pygame.mixer, "init", fail)
    sounds = Sounds()
    sounds.switch(True)
    sounds.play("munt")
    assert sounds.is_silent
    assert capfd.readouterr() == ("", "")


def test_the_board_says_that_this_device_cannot_play(pilot: Pilot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_AUDIODRIVER", "no-such-driver")
    pilot.key("m")
    assert "dit apparaat kan niets laten horen" in pilot.widget("sound").name
    pilot.click("stance.decide")
    assert pilot.app.sounds.played == {}
