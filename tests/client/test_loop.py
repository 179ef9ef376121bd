"""The loop looks often while something goes on and seldom while nothing does; X11 is drawn on directly."""

import os
from types import SimpleNamespace

import pygame
import pytest

from game.client import app as looping
from game.client import window
from game.client.app import AT_REST_PER_SECOND, FRAMES_PER_SECOND, REST_AFTER
from game.client.input import Pointer, events
from tests.pilot import a_pilot


def test_the_loop_looks_less_often_once_nobody_does_anything(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[tuple[float, int]] = []
    seconds = 1_000.0

    with a_pilot(calm=True) as pilot:

        class Clock:
            def tick(self, often: int) -> None:
                nonlocal seconds
                looks.append((seconds, often))
                seconds += 1 / often
                if len(looks) == 20:
                    [moved] = events(Pointer("move", 5, 5), 1)
                    pygame.event.post(moved)
                pilot.app.is_open = len(looks) < 200

        monkeypatch.setattr(pygame.time, "Clock", Clock)
        monkeypatch.setattr(looping, "time", SimpleNamespace(monotonic=lambda: seconds))
        pilot.app.run()
    moved = looks[20][0]
    assert {often for _, often in looks[:20]} == {AT_REST_PER_SECOND}
    lively = [at for at, often in looks[20:] if often == FRAMES_PER_SECOND]
    assert REST_AFTER / 1_000 - 0.1 < lively[-1] - moved <= REST_AFTER / 1_000
    assert looks[-1][1] == AT_REST_PER_SECOND


@pytest.mark.parametrize(
    ("driver", "given", "then"), [("x11", None, "0"), ("x11", "1", "1"), ("cocoa", None, None)]
)
def test_only_x11_is_asked_for_its_direct_way_and_nobody_who_chose_is_overruled(
    driver: str, given: str | None, then: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SDL_FRAMEBUFFER_ACCELERATION", raising=False)
    if given is not None:
        monkeypatch.setenv("SDL_FRAMEBUFFER_ACCELERATION", given)
    monkeypatch.setattr(pygame.display, "get_driver", lambda: driver)
    window._draw_without_detour()
    assert os.environ.pop("SDL_FRAMEBUFFER_ACCELERATION", None) == then
