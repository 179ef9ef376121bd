"""The window: opened, resized and made full screen; whether there is a screen at all."""

from __future__ import annotations

import contextlib
import os
import warnings
from collections.abc import Iterator

import pygame

from game.i18n import Mendable

SMALLEST = (1280, 720)
_UNSEEN = ("offscreen", "dummy")


class Window:
    """The one window of the game. Its surface is drawn on, and `update` shows what was drawn."""

    def __init__(self, title: str, *, is_windowed: bool, size: tuple[int, int] | None = None) -> None:
        """Open it.

        Raises:
            Mendable: There is no screen to open it on.
        """
        try:
            with nothing_said():
                pygame.display.init()
        except pygame.error as error:
            raise Mendable("client.no_screen") from error
        if not os.environ.get("SDL_VIDEODRIVER") and pygame.display.get_driver() in _UNSEEN:
            pygame.display.quit()
            raise Mendable("client.no_screen")
        _draw_without_detour()
        pygame.display.set_caption(title)
        desktop = pygame.display.get_desktop_sizes()[0]
        self._windowed_size = size or _fitting(desktop)
        self.is_full_screen = not is_windowed
        self._open()
        pygame.key.stop_text_input()
        pygame.key.set_repeat(400, 40)

    @property
    def surface(self) -> pygame.Surface:
        found = pygame.display.get_surface()
        assert found is not None, "the window is closed"
        return found

    @property
    def size(self) -> tuple[int, int]:
        return self.surface.get_size()

    def toggle_full_screen(self) -> None:
        """Go from window to full screen or back."""
        if not self.is_full_screen:
            self._windowed_size = self.size
        self.is_full_screen = not self.is_full_screen
        self._open()

    def update(self, parts: list[pygame.Rect]) -> None:
        """Show the parts that were drawn."""
        pygame.display.update(parts)

    def close(self) -> None:
        pygame.display.quit()

    def _open(self) -> None:
        if self.is_full_screen:
            pygame.display.set_mode(pygame.display.get_desktop_sizes()[0], pygame.FULLSCREEN)
        else:
            pygame.display.set_mode(self._windowed_size, pygame.RESIZABLE)
            with warnings.catch_warnings():  # the way to a window's smallest size is marked as new
                warnings.simplefilter("ignore")
                pygame.Window.from_display_module().minimum_size = SMALLEST


def _draw_without_detour() -> None:
    """Have X11 take our picture as it is: by default SDL sends it through the graphics card.

    Everything is drawn by the processor, so there is nothing to gain; on a computer without such a card it
    costs 15 to 35 ms a frame and half a second at the start. Other systems know no other way, or have the
    better one already.
    """
    if pygame.display.get_driver() == "x11":
        os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")


@contextlib.contextmanager
def nothing_said() -> Iterator[None]:
    """Keep what system libraries say about missing screens away from the terminal; we say it ourselves."""
    try:
        kept = os.dup(2)
    except OSError:
        yield  # a program without a terminal has nothing to keep
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 2)
        yield
    finally:
        os.dup2(kept, 2)
        os.close(nowhere)
        os.close(kept)


def _fitting(desktop: tuple[int, int]) -> tuple[int, int]:
    """Return a 16:9 size that leaves some of the desktop free, but no smaller than the smallest."""
    unit = max(SMALLEST[0] / 1920, min(1.0, 0.9 * desktop[0] / 1920, 0.85 * desktop[1] / 1080))
    return round(1920 * unit), round(1080 * unit)
