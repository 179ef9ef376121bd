"""A window nobody sees with one part of the session's screen in it, driven as a person would drive it."""

import os
from collections.abc import Callable, Iterator

import pygame
import pytest

from game.client.app import App
from game.client.input import Key, Pointer, events
from game.client.letters import Letter, Wrapped
from game.client.scenes.base import Scene
from game.client.scenes.seen import Seen
from game.client.settings import Settings
from game.client.table import Table
from game.client.widgets.base import Widget
from game.client.widgets.layout import Box
from game.client.widgets.press import Press
from game.client.window import Window
from tests.client.played import PlayedTable, table_of

os.environ.setdefault("SDL_VIDEODRIVER", "dummy")

Build = Callable[[Seen, Box], list[Widget]]
BESIDE_SEATS, UNDER_HEADER, OVER_SEATS = (
    Box(324, 140, 1272, 800),
    Box(32, 140, 1856, 900),
    Box(32, 157, 1856, 665),
)
"""Where a middle stands: between the seats, on the whole screen, and over a row of seats in large letters."""


class Part(Scene):
    """A scene with nothing but one middle."""

    def __init__(self, app: App, table: Table, build: Build, box: Box, acting: str | None) -> None:
        super().__init__(app)
        self.seen = Seen(app, table, acting)
        self.middle, self.box = build, box

    def build(self) -> list[Widget]:
        return self.middle(self.seen, self.box)

    def poll(self) -> None:
        if self.seen.table.poll():
            self.app.changed()


class Shown:
    """What stands on the screen, and what a person does to it."""

    def __init__(
        self,
        played: PlayedTable,
        build: Build,
        box: Box,
        *,
        acting: str | None = None,
        scale: int = 100,
        language: str = "nl",
        is_calm: bool = True,
    ) -> None:
        window = Window("test", is_windowed=True, size=(1920, 1080))
        self.app = App(window, Settings(language=language, text_scale=scale, is_calm=is_calm))
        self.part = Part(self.app, table_of(played), build, box, acting)
        self.now = 0.0
        self.app.go(self.part)
        self.turn()

    @property
    def seen(self) -> Seen:
        return self.part.seen

    def turn(self, after: float = 1000) -> None:
        """Let time go by, in milliseconds, and draw what changed."""
        self.now += after
        self.app.turn(self.now)

    def press(self, key: str) -> None:
        """Click a widget."""
        found = self.widget(key)
        assert isinstance(found, Press), f"{key} cannot be pressed"
        x, y = found.visible.centre
        for did in ("move", "press", "release"):
            self.give(Pointer(did, x, y))
        self.turn()

    def keys(self, *names: str) -> None:
        """Press keys, one after another."""
        for name in names:
            self.give(Key(name))
            self.turn()

    def give(self, did: Key | Pointer) -> None:
        for event in events(did, self.app.painter.u):
            pygame.event.post(event)
        self.app.turn(self.now)

    def widget(self, key: str) -> Widget:
        found = self.app.stage.find(key)
        assert found is not None, f"no {key}; there is {sorted(w.key for w in self.app.stage.all())}"
        return found

    def has(self, key: str) -> bool:
        return self.app.stage.find(key) is not None

    def keys_of(self, prefix: str) -> list[str]:
        return [widget.key for widget in self.app.stage.all() if widget.key.startswith(prefix)]

    def texts(self) -> str:
        """Return all that is written on the screen, for whoever does not see it."""
        return "\n".join(
            text for widget in self.app.stage.all() for text in (widget.name, widget.value) if text
        )

    def close(self) -> None:
        self.app.close()


def outside(shown: Shown) -> Iterator[str]:
    """Yield what sticks out of the screen or, sideways, of the list it stands in."""
    return outside_of(shown.app)


def outside_of(app: App) -> Iterator[str]:
    """Yield the same of any window."""
    screen = app.screen.inset(-1)
    for widget in app.stage.all():
        if not widget.box.w or widget.key == "screen":
            continue
        room = screen if widget.within is None else widget.within.inset(-1)
        wide = widget.at.x >= room.x and widget.at.right <= room.right
        high = widget.within is not None or (widget.at.y >= room.y and widget.at.bottom <= room.bottom)
        if not (wide and high):
            yield f"{widget.key} {tuple(round(side) for side in widget.at)}"


def cut_texts(patch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that from now on takes in every text that had to be cut to fit where it is drawn."""
    cut: list[str] = []
    wrap = Letter._wrap

    def noticing(letter: Letter, string: str, width: int, most_lines: int) -> Wrapped:
        wrapped = wrap(letter, string, width, most_lines)
        if wrapped.is_cut:
            cut.append(string)
        return wrapped

    patch.setattr(Letter, "_wrap", noticing)
    return cut
