"""A real screen for tests on a machine that has none: Xvfb, and pictures of what stands on it.

Windows are opened by processes that a test starts, as a person's would be; nothing here knows the game.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import struct
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TypeAlias, TypeVar

import numpy
import numpy.typing
import pytest

SIZE = 1920, 1080
PATIENCE_SECONDS = 60

Picture: TypeAlias = numpy.typing.NDArray[numpy.uint8]
"""Height × width × (red, green, blue)."""

Process: TypeAlias = "subprocess.Popen[str]"
_Found = TypeVar("_Found")
_OTHER_SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "SDL_VIDEODRIVER", "SDL_AUDIODRIVER")

needs_screen = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="there is no Xvfb to open a window on")
"""Marks a test that opens a real window."""


class Screen:
    """One screen of 1920 by 1080."""

    def __init__(self, display: str, framebuffer: Path) -> None:
        self.display = display
        self._framebuffer = framebuffer

    def picture(self) -> Picture:
        """Return what stands on it now."""
        return read_xwd(self._framebuffer.read_bytes())

    @contextlib.contextmanager
    def running(self, *command: str, home: Path, **variables: str) -> Iterator[Process]:
        """Run a command before this screen; it and all it started are killed at the latest when this ends."""
        process = subprocess.Popen(
            command,
            env=environment(home, DISPLAY=self.display, **variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        try:
            yield process
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()

    def wait_for(self, found: Callable[[Picture], bool], process: Process) -> Picture:
        """Return the first picture that is as wanted; for what is raised see `waited`."""

        def look() -> Picture | None:
            picture = self.picture()
            return picture if found(picture) else None

        return waited(look, process)


@contextlib.contextmanager
def a_screen(folder: Path, *how: str) -> Iterator[Screen]:
    """Give a screen of its own; `folder` is an empty one that it may use, `how` goes to Xvfb."""
    folder.mkdir(parents=True, exist_ok=True)
    reading, writing = os.pipe()
    width, height = SIZE
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24"]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp", "-fbdir", str(folder), *how],
        pass_fds=[writing],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    try:
        with os.fdopen(reading) as number:
            display = number.readline().strip()
        assert display, "Xvfb did not start"
        yield Screen(f":{display}", folder / "Xvfb_screen0")
    finally:
        server.terminate()
        server.wait()


def environment(home: Path, **variables: str) -> dict[str, str]:
    """Return the environment of a process that knows no screen but the one it is given."""
    own = {name: value for name, value in os.environ.items() if name not in _OTHER_SCREENS}
    return own | {"OPGAVETAFEL_HOME": str(home)} | variables


def opgavetafel(*words: str) -> Sequence[str]:
    """Return the command line of one of the game's commands."""
    return [sys.executable, "-P", "-m", "game.cli", *words]


def waited(look: Callable[[], _Found | None], process: Process) -> _Found:
    """Return what `look` finds, as soon as it finds something.

    Raises:
        AssertionError: It does not in time, or the process it waits for ended.
    """
    until = time.monotonic() + PATIENCE_SECONDS
    while (found := look()) is None:
        assert process.poll() is None, f"it ended with {process.returncode}: {process.communicate()}"
        assert time.monotonic() < until, "it did not come in time"
        time.sleep(0.05)
    return found


def read_xwd(data: bytes) -> Picture:
    """Return the picture in an X window dump of 32 bits per pixel, as Xvfb keeps it.

    Source:
        XWDFile.h of the X Window System: a header of 32-bit big-endian numbers, then the colours.
    """
    header = struct.unpack(">25I", data[:100])
    size, width, height, line, colours = header[0], header[4], header[5], header[12], header[19]
    start = size + 12 * colours
    pixels = numpy.frombuffer(data, numpy.uint8, line * height, start).reshape(height, line // 4, 4)
    return pixels[:, :width, 2::-1].copy()


def share_of(picture: Picture, colour: tuple[int, int, int], within: int = 12) -> float:
    """Return which share (0 to 1) of a picture has about this colour."""
    off = numpy.abs(picture.astype(numpy.int16) - numpy.array(colour, numpy.int16)).max(axis=2)
    return float((off <= within).mean())
