"""A window that nobody sees, and the pictures taken of it: the real scenes, drawn through the real loop.

    with unseen():
        camera = Camera(Settings("nl", 100), folder, PICTURE)
        camera.go(SessionScene(...))
        camera.press("curtain.open")
        camera.shoot("ronde 1 dialoog")        folder/01-ronde-1-dialoog.png

Time passes only when the camera lets it, so nothing waits and the same session gives the same pictures.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pygame

from game.client.app import App
from game.client.input import Key
from game.client.scenes.base import Scene
from game.client.settings import Settings
from game.client.widgets.press import Press
from game.client.window import Window

PICTURE = (1920, 1080)
THUMB = (442, 249)

_STEP_MS = 700
"""Longer than any movement lasts, so that one step ends it."""

_MOST_STEPS = 12
_DRIVER = "SDL_VIDEODRIVER"


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture that was taken.

    Attributes:
        file: Where it was saved.
        small: The same, as large as on the contact sheet.
        cut: Texts that lost their end when they were first drawn in this picture.
    """

    file: Path
    small: pygame.Surface
    cut: tuple[str, ...]


@contextmanager
def unseen() -> Iterator[None]:
    """Let windows open where nobody sees them, also on a computer with a screen."""
    before = os.environ.get(_DRIVER)
    os.environ[_DRIVER] = "dummy"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_DRIVER]
        else:
            os.environ[_DRIVER] = before


class Camera:
    """Hands, a clock and an eye before a window of our own."""

    def __init__(
        self,
        settings: Settings,
        folder: Path,
        size: tuple[int, int],
        taken: Callable[[Shot], None] = lambda _: None,
    ) -> None:
        """Open the window.

        Args:
            settings: Language and size of the letters.
            folder: Where pictures are saved; it is there.
            size: How large they are, in pixels.
            taken: Told of every picture as soon as it is saved.
        """
        window = Window("Opgavetafel", is_windowed=True, size=size)
        nothing_kept = (
            folder / "no-sessions.db"
        )  # is never made; the start screen finds nothing to go on with
        self.app = App(window, settings, str(nothing_kept))
        self.folder = folder
        self.shots: list[Shot] = []
        self._taken = taken
        self._now = 0.0

    # Time. -------------------------------------------------------------------------------------------

    def wait(self, milliseconds: float) -> None:
        """Let this time pass, in one step."""
        self._now += milliseconds
        self.app.turn(self._now)

    def settle(self) -> None:
        """Let time pass until nothing moves any more."""
        self.wait(1)
        for _ in range(_MOST_STEPS):
            self.wait(_STEP_MS)
            if not self.app.motion.is_moving:
                break
        self.wait(1)

    # Hands. ------------------------------------------------------------------------------------------

    def go(self, scene: Scene) -> None:
        """Show another scene."""
        self.app.go(scene)
        self.settle()

    def can(self, key: str) -> bool:
        """Tell whether something with this key stands there, open."""
        found = self.app.stage.find(key)
        return isinstance(found, Press) and found.is_enabled

    def keys(self, prefix: str) -> list[str]:
        """Return the keys of what can be pressed and begins like this, in the order it is drawn."""
        found = [widget.key for widget in self.app.stage.all() if widget.key.startswith(prefix)]
        return [key for key in found if self.can(key)]

    def press(self, key: str) -> bool:
        """Press something; return whether it was there and open."""
        if not self.can(key):
            return False
        found = self.app.stage.find(key)
        assert isinstance(found, Press)
        found.press()
        self.settle()
        return True

    def more(self, key: str) -> bool:
        """Do what the key + does on something; return whether it does anything."""
        found = self.app.stage.find(key)
        if not isinstance(found, Press) or found.plus is None or not found.is_enabled:
            return False
        found.plus()
        self.settle()
        return True

    def key(self, *names: str) -> None:
        """Press keys, one after the other."""
        for name in names:
            self.app.give(Key(name))
            self.settle()
        self.app.stage.focus(None)
        self.app.stage.is_by_keyboard = False

    def uncover(self) -> None:
        """Take away a dialog that lies over the scene."""
        self.app.lay_over(None)
        self.settle()

    # The eye. ----------------------------------------------------------------------------------------

    def shoot(self, name: str) -> Shot:
        """Save what is on the screen now, under the next number and a name.

        Raises:
            OSError: It cannot be written.
        """
        file = self.folder / f"{len(self.shots) + 1:02}-{slug(name)}.png"
        picture = self.app.window.surface
        with file.open("wb") as opened:
            pygame.image.save(picture, opened, file.name)
        cut, self.app.painter.cut = self.app.painter.cut, set()
        shot = Shot(file, pygame.transform.smoothscale(picture, THUMB), tuple(sorted(cut)))
        self.shots.append(shot)
        self._taken(shot)
        return shot

    def close(self) -> None:
        """Close the window."""
        self.app.close()


def slug(name: str) -> str:
    """Return a name as a file may bear it anywhere.

    >>> slug("Ronde 1: één kaart, open")
    'ronde-1-een-kaart-open'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
