"""The pictures that are kept of the screens, made anew by `python -m tests.client.screens`.

The pilot plays a whole session; before each press the screen is photographed under the name of the place it
shows, so what is kept of a place is how it looked last.
"""

from __future__ import annotations

import pygame

from game.client.input import Pointer
from game.client.scenes.session import SessionScene
from tests.client.playing import MouseHands, play_whole
from tests.pilot import GOLDEN, Pilot, a_pilot

SIZE = (1280, 720)
"""The smallest window, so that the files stay small."""

ALL = (
    "brief-curtain",
    "brief",
    "1-explore",
    "1-dialogue",
    "1-frame",
    "1-divide-fill_in",
    "ballot",
    "1-divide-reveal",
    "1-divide-claim",
    "1-divide-claim-task",
    "1-carry_out",
    "1-reflect",
    "2-ended",
)
RUNS = {
    ("nl", 100): ALL,
    ("en", 150): ("1-dialogue", "ballot", "1-divide-claim", "1-carry_out", "2-ended"),
}
"""Which places are kept of a run in a language at a text scale."""


class Camera(MouseHands):
    """Hands that photograph before they press."""

    def __init__(self, pilot: Pilot) -> None:
        super().__init__(pilot)
        self.pictures: dict[str, pygame.Surface] = {}

    def press(self, key: str) -> None:
        self.pilot.do(Pointer("leave"))
        self.pictures[place(self.pilot)] = self.pilot.picture()
        super().press(key)


def place(pilot: Pilot) -> str:
    """Return what the screen shows, in a word."""
    scene = pilot.app.scene
    if not isinstance(scene, SessionScene):
        return "start"
    private = scene.privacy.now
    if private is not None:
        return private.kind if private.is_open else f"{private.kind}-curtain"
    table = scene.table.part("table")
    named = [str(table["round"]), table["phase"], table["step"]]
    dialog = next((key for key in pilot.keys("dialog.")), "")
    return "-".join(part for part in (*named, dialog.removeprefix("dialog.")) if part)


def taken(language: str, text_scale: int) -> dict[str, pygame.Surface]:
    """Return the pictures of one run, by the name of their file."""
    with a_pilot(SIZE, language=language, text_scale=text_scale, calm=True) as pilot:
        camera = Camera(pilot)
        play_whole(pilot, camera)
    return {f"{language}-{text_scale}-{name}": camera.pictures[name] for name in RUNS[language, text_scale]}


def main() -> None:
    """Make the kept pictures anew."""
    GOLDEN.mkdir(parents=True, exist_ok=True)
    for language, scale in RUNS:
        for name, picture in taken(language, scale).items():
            pygame.image.save(picture, GOLDEN / f"{name}.png")


if __name__ == "__main__":
    main()
