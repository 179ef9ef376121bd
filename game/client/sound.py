"""Our own four sounds, off until somebody switches them on; each goes with something that is seen.

The mixer is opened only then, so a computer without a sound device never notices, and one where it cannot be
opened plays on in silence: `is_silent` says so to whoever shows the switch.
"""

from __future__ import annotations

from typing import Literal

import pygame

from game import resources
from game.client.window import nothing_said

Name = Literal["munt", "kaart", "fase", "klaar"]
"""A coin lies down, a card turns, another phase begins, something is complete."""


class Sounds:
    """The sounds of one window.

    Attributes:
        is_on: Whether sounds are wanted.
        is_silent: Whether they are wanted and this computer cannot play any.
        played: How often each was played.
    """

    def __init__(self, *, is_on: bool = False) -> None:
        self.is_on = is_on
        self.is_silent = False
        self.played: dict[str, int] = {}
        self._loaded: dict[str, pygame.mixer.Sound] = {}
        self._is_ours = False

    def switch(self, is_on: bool) -> None:
        """Turn sounds on or off; who turns them on hears one at once, if there is a way."""
        if is_on == self.is_on:
            return
        self.is_on = is_on
        if is_on:
            self.play("klaar")
        else:
            self.close()

    def play(self, name: Name) -> None:
        """Let a sound be heard, if sounds are on and can be."""
        if not self.is_on or not self._is_open():
            return
        try:
            if name not in self._loaded:
                self._loaded[name] = pygame.mixer.Sound(resources.assets() / "sounds" / f"{name}.wav")
            self._loaded[name].play()
            self.played[name] = self.played.get(name, 0) + 1
        except (pygame.error, OSError):
            self.is_silent = True

    def close(self) -> None:
        """Let go of the sound device."""
        self._loaded.clear()
        self.is_silent = False
        if self._is_ours:
            pygame.mixer.quit()
            self._is_ours = False

    def _is_open(self) -> bool:
        """Open the mixer if it is not; a computer without sound is asked once and then left in peace."""
        if self.is_silent or self._is_ours:
            return self._is_ours
        try:
            with nothing_said():
                pygame.mixer.init(frequency=22_050, channels=1, buffer=512)
            self._is_ours = True
        except (pygame.error, NotImplementedError):
            self.is_silent = True
        return self._is_ours
