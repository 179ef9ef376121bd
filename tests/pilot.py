"""The pilot: plays the real client by key and mouse events, in virtual time, and sees what stands there.

It posts pygame events as a person's hands would cause them, and lets the app do its turns. A session runs in
the same process without a thread, so nothing here waits and the same inputs give the same pictures.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import numpy
import pygame
import pytest

from game.bots.cast import make_bots
from game.bots.play import Turns
from game.client import opening
from game.client.app import App
from game.client.input import Input, Key, Pointer, Typed, Wheel, events, from_lines, to_line
from game.client.scenes.session import SessionScene
from game.client.scenes.start import StartScene
from game.client.settings import Settings
from game.client.widgets.base import Widget
from game.client.window import Window
from game.scenario.load import find
from game.session.driver import Driver
from game.session.log import Happened, unlinked
from game.session.memory import MemoryStore
from game.session.scenario import files_of, played
from game.session.session import Session, begin_session
from game.session.store import Store
from game.session.wire import Message, Order

FRAME_MS = 1000 / 60
GOLDEN = Path(__file__).parent / "cases" / "screens"
STORED = "# stored"
"""How a remark in a recording begins that tells up to which record the session is stored by then."""

MOST_PIXELS = 0.001
MOST_DIFFERENT = 16


class DirectLine:
    """A connection to a session in this very thread: orders are done when the screen polls."""

    def __init__(self, driver: Driver, store: Store, clock: VirtualClock) -> None:
        self.driver = driver
        self.store = store
        self.clock = clock
        self.orders: list[Order] = []
        self._in: list[Order] = []
        self._out: list[Message] = driver.opening()
        self.is_closed = False

    def send(self, order: Order) -> None:
        self.orders.append(order)
        self._in.append(order)

    def poll(self) -> list[Message]:
        taken, self._in = self._in, []
        arrived = [*self._out, *self.driver.cycle(taken, self.clock())]
        self._out = []
        return arrived

    def log(self) -> list[Happened]:
        """Return the events of the session so far, in order."""
        return [unlinked(link) for link in self.store.links("test")]

    def close(self) -> None:
        self.poll()
        self.is_closed = True


class VirtualClock:
    """Milliseconds that pass only when the pilot says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> int:
        return round(self.now)


class Pilot:
    """Hands, eyes and a clock before one window."""

    def __init__(self, app: App, clock: VirtualClock) -> None:
        self.app = app
        self.clock = clock
        self.record: list[str] = []
        self._stored = 0
        self.settle()

    # Time. -------------------------------------------------------------------------------------------

    def wait(self, milliseconds: float) -> None:
        """Let time pass, frame by frame."""
        end = self.clock.now + milliseconds
        while self.clock.now < end:
            self.clock.now = min(end, self.clock.now + FRAME_MS)
            self.app.turn(self.clock.now)

    def settle(self, most: float = 60_000) -> None:
        """Let time pass until nothing moves and nothing is on its way."""
        end = self.clock.now + most
        self.wait(3 * FRAME_MS)
        while self._is_busy() and self.clock.now < end:
            self.wait(FRAME_MS)

    def _is_busy(self) -> bool:
        scene = self.app.scene
        return self.app.motion.is_moving or (isinstance(scene, SessionScene) and scene.table.is_waiting)

    # Hands. ------------------------------------------------------------------------------------------

    def do(self, *did: Input) -> None:
        """Cause these inputs, one after the other, and let what follows happen."""
        for one in did:
            self.record.append(to_line(one))
            for event in events(one, self.app.painter.u):
                pygame.event.post(event)
            self.app.turn(self.clock.now)
        self.settle()
        self._remark()

    def _remark(self) -> None:
        """Put in the record how much was stored, for hands that have no other way to know when to go on."""
        scene = self.app.scene
        line = scene.play.connection if isinstance(scene, SessionScene) else None
        stored = line.driver.session.state.head if isinstance(line, DirectLine) else self._stored
        if stored != self._stored:
            self._stored = stored
            self.record.append(f"{STORED} {stored}")

    def key(self, *names: str, shift: bool = False, ctrl: bool = False) -> None:
        self.do(*(Key(name, shift, ctrl) for name in names))

    def type(self, text: str) -> None:
        self.do(Typed(text))

    def click(self, key: str) -> None:
        """Click in the middle of a widget.

        Raises:
            AssertionError: It is not there, or something lies over it.
        """
        widget = self.widget(key)
        self.reveal(widget)
        x, y = self.widget(key).visible.centre
        self.do(Pointer("move", x, y), Pointer("press", x, y), Pointer("release", x, y))

    def reveal(self, widget: Widget) -> None:
        """Turn the wheel over the list a widget lies in until its middle can be seen."""
        for _ in range(40):
            place = self.widget(widget.key)
            if place.within is None or place.within.contains(*place.at.centre):
                return
            x, y = place.within.centre
            way = -90.0 if place.at.centre[1] > y else 90.0
            self.do(Pointer("move", x, y), Wheel(0, way))

    def replay(self, lines: Sequence[str]) -> None:
        """Do what was recorded."""
        for did in from_lines(lines):
            self.do(did)

    # Eyes. -------------------------------------------------------------------------------------------

    def widget(self, key: str) -> Widget:
        found = self.app.stage.find(key)
        assert found is not None, f"no widget {key!r} on the screen; there are {self.keys()}"
        return found

    def is_there(self, key: str) -> bool:
        return self.app.stage.find(key) is not None

    def can(self, key: str) -> bool:
        """Tell whether a widget is there and open."""
        found = self.app.stage.find(key)
        return found is not None and found.is_enabled

    def keys(self, prefix: str = "") -> list[str]:
        """Return the keys of what stands on the screen."""
        return [widget.key for widget in self.app.stage.all() if widget.key.startswith(prefix)]

    def named(self, name: str, role: str = "") -> Widget:
        """Return the widget with this name (and role) on the screen."""
        found = [one for one in self.app.stage.all() if one.name == name and (not role or one.role == role)]
        assert found, f"nothing is called {name!r}"
        return found[0]

    def words(self) -> str:
        """Return all that is written on the screen."""
        return "\n".join(f"{one.name} {one.value}".strip() for one in self.app.stage.all() if one.name)

    @property
    def session(self) -> SessionScene:
        assert isinstance(self.app.scene, SessionScene), "no session is being played"
        return self.app.scene

    def picture(self) -> pygame.Surface:
        """Return what is on the screen."""
        return self.app.window.surface.copy()


@contextmanager
def a_pilot(
    size: tuple[int, int] = (1920, 1080), *, language: str = "nl", text_scale: int = 100, calm: bool = False
) -> Iterator[Pilot]:
    """Give a pilot before the start screen in a window nobody sees, on a computer without any session."""
    clock = VirtualClock()
    with (
        patch.dict("os.environ", SDL_VIDEODRIVER="dummy"),
        patch.object(opening, "begin", _beginning(clock)),
        patch.object(opening, "unfinished", lambda _: None),
    ):
        window = Window("Opgavetafel", is_windowed=True, size=size)
        app = App(window, Settings(language, text_scale, calm))
        try:
            app.go(StartScene(app, seed=7))
            yield Pilot(app, clock)
        finally:
            app.close()


def _beginning(clock: VirtualClock):  # type: ignore[no-untyped-def]
    def begin(
        folder: Path,
        holders: Mapping[str, tuple[str, str]],
        seed: int | None = None,
        database: str | None = None,
    ) -> opening.Play:
        return a_play(folder, holders, 7 if seed is None else seed, clock)

    return begin


def a_play(
    folder: Path | None = None,
    holders: Mapping[str, tuple[str, str]] | None = None,
    seed: int = 7,
    clock: VirtualClock | None = None,
) -> opening.Play:
    """Return a session in memory that is driven by whoever polls it."""
    clock = clock or VirtualClock()
    found = played(files_of(folder or find("eerste-potje")))
    session, batch = begin_session(found, seed, clock(), holders)
    store = MemoryStore()
    store.create("test", found.scenario.id, found.files, batch.entry)
    line = DirectLine(Driver(store, "test", session, _bots(session), pace_ms=0), store, clock)
    return opening.Play(line, found.scenario, clock, line.close)


def _bots(session: Session):  # type: ignore[no-untyped-def]
    turns = Turns(session.state.table.seed)
    return {
        seat: lambda view, bot=bot: turns.ask(bot, view)
        for seat, bot in make_bots("", list(session.state.seats)).items()
    }


def differing(one: pygame.Surface, other: pygame.Surface) -> float:
    """Return the share of pixels that differ clearly, 0 to 1; pictures of other sizes differ wholly."""
    if one.get_size() != other.get_size():
        return 1.0
    a = pygame.surfarray.array3d(one).astype(numpy.int16)
    b = pygame.surfarray.array3d(other).astype(numpy.int16)
    return float((numpy.abs(a - b).max(axis=2) > MOST_DIFFERENT).mean())


def skip_elsewhere() -> None:
    """Skip a test of pictures where letters are drawn otherwise."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        pytest.skip("golden pictures are compared on Linux x86-64 only")


def assert_golden(picture: pygame.Surface, name: str) -> None:
    """Compare with the picture kept under this name."""
    file = GOLDEN / f"{name}.png"
    assert file.exists(), f"there is no picture {file.name}; `python -m tests.client.screens` makes them"
    share = differing(picture, pygame.image.load(file))
    assert share <= MOST_PIXELS, f"{share:.2%} of {name} differs"
