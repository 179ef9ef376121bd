"""In every scene that is kept as a picture the keyboard comes to everything, and it is seen where it is."""

from collections.abc import Iterator

import pygame
import pytest

from game.client.app import App
from game.client.camera import Shot
from tests.client.every_scene import LOOKS, PLAYED, OnlyWanted, moved, played, promised, together, watched
from tests.client.test_no_text_lost import unreachable
from tests.pilot import Pilot

_RING, _SEEN = 8, 20
"""How far the ring goes round a thing, and how much of a thing must be seen, in units."""


def unseen_focus(app: App) -> Iterator[str]:
    """Yield what has the focus without that its ring is wholly on the screen and most of it is seen."""
    modal = next((one for one in reversed(app.stage.all()) if one.is_modal), None)
    for key in [one.key for one in (modal.walk() if modal else app.stage.all()) if one.can_focus]:
        app.stage.focus(key)
        found = app.stage.find(key)
        assert found is not None
        if min(found.visible.w, found.visible.h) < _SEEN:
            yield f"{key} is out of sight"
        ring = found.ring.inset(-_RING)
        on_screen = app.screen.overlap(ring)
        if min(on_screen.w - found.ring.w, on_screen.h - found.ring.h) < 0:
            yield f"the ring of {key} is off the screen"
    app.stage.focus(None)


@pytest.mark.bench
@pytest.mark.parametrize("look", LOOKS)
def test_everything_is_reached_and_seen_to_be(look: tuple[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    wrong: list[str] = []

    def looked_into(app: App) -> None:
        wrong.extend([*unreachable(app), *unseen_focus(app)])
        app.stage.focus(None)
        app.stage.is_by_keyboard = False

    picture, shoot = Pilot.picture, OnlyWanted.shoot

    def pictured(pilot: Pilot) -> pygame.Surface:
        looked_into(pilot.app)
        return picture(pilot)

    def shot(camera: OnlyWanted, name: str) -> Shot:
        if name in camera.wanted and name not in camera.pictures:
            looked_into(camera.app)
        return shoot(camera, name)

    monkeypatch.setattr(Pilot, "picture", pictured)
    monkeypatch.setattr(OnlyWanted, "shoot", shot)
    count = sum(1 for make in (moved, promised, together, watched) for _ in make(*look))
    count += sum(1 for scenario in PLAYED for _ in played(scenario, *look))
    assert wrong == []
    assert count > 50
