"""A session played by real hands in a real window: `python -m tests.client.by_hand FILE [FOLDER]`.

It opens the game on a screen of its own, as the first line of the file says, and gives it each input of the
file by xdotool: a mouse and a keyboard as the system knows them. Where the file tells how far the session is
stored by then, it waits until the log on disk has come that far, all threads of the game sleep and the
picture stands still. At the end it reads that log again. Pictures taken on the way go to FOLDER.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pygame

from game.client.input import Input, Key, Pointer, Typed, Wheel, from_lines
from game.session.log import Happened, unlinked
from game.session.recover import recover
from game.session.sessions import reading, verify_session
from game.session.store import StoreError
from tests.client.recording import OPENED
from tests.pilot import STORED
from tests.screen import PATIENCE_SECONDS, Picture, Process, Screen, a_screen, environment, opgavetafel

LOOK_SECONDS = 0.05
STILL, STILL_LONG = 2, 5
"""How many looks one after the other must be equal: after a press, and after something was stored."""

_X11 = {
    "tab": "Tab",
    "enter": "Return",
    "space": "space",
    "escape": "Escape",
    "left": "Left",
    "right": "Right",
    "up": "Up",
    "down": "Down",
    "home": "Home",
    "end": "End",
    "page up": "Prior",
    "page down": "Next",
    "backspace": "BackSpace",
    "delete": "Delete",
    "f1": "F1",
    "f11": "F11",
    "+": "plus",
    "-": "minus",
}
_X11_LETTERS = {"’": "rightsinglequotemark", "€": "EuroSign"}
"""Letters that X11 numbers otherwise than Unicode does, of those outside Latin-1."""
_OF_MANY = ("phase_started", "step_started", "round_started", "opened", "ended")
"""The end of the kinds of records after which a picture is kept."""


@dataclass(frozen=True)
class Script:
    """What a file says: the words to open the window with, and the inputs.

    With each input goes how far the session is stored after it, or 0 where the file does not say it.
    """

    words: tuple[str, ...]
    inputs: tuple[tuple[Input, int], ...]


def script_of(text: str) -> Script:
    """Read a recording.

    Raises:
        ValueError: It does not say how the window is opened, or a line is no input.
    """
    first, *lines = text.splitlines()
    if not first.startswith(OPENED):
        raise ValueError(f"the first line should begin with {OPENED!r}: {first!r}")
    inputs: list[tuple[Input, int]] = []
    for line in lines:
        if line.startswith(STORED):
            inputs[-1] = (inputs[-1][0], int(line.removeprefix(STORED)))
        else:
            inputs += [(did, 0) for did in from_lines([line])]
    return Script(tuple(first.removeprefix(OPENED).split()), tuple(inputs))


def words_of(did: Input) -> list[str]:
    """Return what xdotool is told to do for an input.

    Raises:
        ValueError: No hand can do it.
    """
    match did:
        case Key(name, shift, ctrl):
            held = ["ctrl"] * ctrl + ["shift"] * shift
            return ["key", "--clearmodifiers", "+".join([*held, _X11.get(name, name)])]
        case Typed(text):
            return ["type", "--delay", "40", text]
        case Pointer("move", x, y):
            return ["mousemove", str(round(x)), str(round(y))]
        case Pointer("press"):
            return ["mousedown", "1"]
        case Pointer("release"):
            return ["mouseup", "1"]
        case Wheel(_, dy):
            return ["click", "4" if dy > 0 else "5"]
    raise ValueError(f"no hand does {did}")


def keyboard_of(script: Script) -> str:
    """Return a keyboard, as xkbcomp reads it, that has a key for every letter that a script types.

    Without it xdotool gives a letter to a key for a moment only, and the game may look a moment later.
    """
    typed = "".join(did.text for did, _ in script.inputs if isinstance(did, Typed))
    rare = sorted({letter for letter in typed if not letter.isascii()})
    keys = " ".join(
        f"replace key <FK{number}> {{ [ {_X11_LETTERS.get(letter, hex(ord(letter)))} ] }};"
        for number, letter in enumerate(rare, 13)
    )
    return f"""xkb_keymap {{
        xkb_keycodes {{ include "evdev+aliases(qwerty)" }};
        xkb_types {{ include "complete" }};
        xkb_compat {{ include "complete" }};
        xkb_symbols {{ include "pc+us+inet(evdev)" {keys} }};
    }};"""


class Log:
    """The log of the one session there is, read from disk beside the game that writes it."""

    def __init__(self, home: Path) -> None:
        self._database = home / "sessions.db"

    def head(self) -> int:
        """Return the number of the last record; 0 before there is any."""
        try:
            with closing(reading(str(self._database))) as store:
                return max((one.head for one in store.sessions()), default=0)
        except StoreError:  # it is being made at this very moment
            return 0

    def happened(self) -> list[Happened]:
        """Return all records."""
        with closing(reading(str(self._database))) as store:
            [one] = store.sessions()
            return [unlinked(link) for link in store.links(one.id)]

    def complaints(self, script: Script) -> Iterator[str]:
        """Yield what is wrong with a session that should have been played to the end of looking back."""
        with closing(reading(str(self._database))) as store:
            [one] = store.sessions()
            if not verify_session(store, one.id)["intact"]:
                yield "the log is not intact"
            if not recover(store, one.id).state.table.ended:
                yield "the session did not come to its end"
            for answered in store.answered(one.id):
                if "refused" in answered.answer:
                    yield f"refused: {answered.action} {answered.answer}"
            kept = {*store.texts(one.id).values(), *store.people(one.id).values()}
        typed = {did.text for did, _ in script.inputs if isinstance(did, Typed)}
        yield from (f"not stored as it was typed: {text}" for text in sorted(typed - kept))


class Hands:
    """Hands at one window."""

    def __init__(self, screen: Screen, process: Process, log: Log) -> None:
        self._screen, self._process, self._log = screen, process, log

    def do(self, did: Input, stored: int) -> None:
        """Do one input and wait for what comes of it.

        Raises:
            AssertionError: What should come of it does not come in time.
        """
        if isinstance(did, Typed):
            self.still(STILL)  # what is typed before a field listens is lost
        command = ["xdotool", *words_of(did)]
        own = environment(Path(), DISPLAY=self._screen.display, LC_ALL="C.UTF-8")
        subprocess.run(command, env=own, check=True)
        if stored:
            self._wait_for_log(did, stored)
            self.still(STILL_LONG)
        elif not (isinstance(did, Pointer) and did.did != "release") and not _only_goes(did):
            self.still(STILL)

    def _wait_for_log(self, did: Input, stored: int) -> None:
        until = time.monotonic() + PATIENCE_SECONDS
        while (head := self._log.head()) < stored:
            assert self._process.poll() is None, f"the game ended with {self._process.returncode}"
            assert time.monotonic() < until, f"after {did} {stored} records should be stored, not {head}"
            time.sleep(LOOK_SECONDS)
        assert head == stored, f"after {did} {stored} records should be stored, not {head}"

    def still(self, looks: int) -> Picture:
        """Return what stands on the screen once nothing moves and the game has nothing to do."""
        until = time.monotonic() + PATIENCE_SECONDS
        before, same = self._screen.picture(), 0
        while same < looks:
            assert time.monotonic() < until, "the screen does not come to rest"
            time.sleep(LOOK_SECONDS)
            now = self._screen.picture()
            is_same = bool(now.any()) and bool((now == before).all()) and self._sleeps()
            same, before = (same + 1 if is_same else 0), now
        return before

    def _sleeps(self) -> bool:
        """Tell whether all threads of the game wait for something else than the processor."""
        threads = Path(f"/proc/{self._process.pid}/task").iterdir()
        return all((one / "stat").read_text().rpartition(")")[2].split()[0] != "R" for one in threads)


def _only_goes(did: Input) -> bool:
    """Tell whether an input only moves the focus, which the game keeps in order by itself."""
    return isinstance(did, Key) and did.name in ("tab", "left", "right", "up", "down", "home")


def keep(picture: Picture, file: Path) -> None:
    """Write a picture."""
    pygame.image.save(pygame.surfarray.make_surface(picture.swapaxes(0, 1)), str(file))


def play(file: Path, folder: Path) -> list[str]:
    """Play a recording in a real window and return what is wrong with the session it left.

    Raises:
        AssertionError: The window does not do what the recording says.
    """
    script = script_of(file.read_text("utf-8"))
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as own, a_screen(Path(own) / "screen", "-noreset") as screen:
        home, log = Path(own) / "home", Log(Path(own) / "home")
        home.mkdir()
        keyboard = ["xkbcomp", "-w0", "-", screen.display]
        subprocess.run(keyboard, input=keyboard_of(script), text=True, check=True, capture_output=True)
        with screen.running(*opgavetafel("play", *script.words), home=home, LC_ALL="C.UTF-8") as process:
            try:
                _played(script, Hands(screen, process, log), log, folder)
            finally:
                keep(screen.picture(), folder / "last.png")
            process.terminate()
            said = process.communicate(timeout=PATIENCE_SECONDS)
        wrong = list(log.complaints(script))
        return wrong if said == ("", "") else [*wrong, f"it said {said}"]


def _played(script: Script, hands: Hands, log: Log, folder: Path) -> None:
    seen = 0
    hands.still(STILL_LONG)
    for number, (did, stored) in enumerate(script.inputs, start=1):
        hands.do(did, stored)
        if stored:
            new = [one.kind for one in log.happened()[seen:]]
            seen = stored
        if number % 40 == 0 or (stored and any(kind.endswith(_OF_MANY) for kind in new)):
            keep(hands.still(1), folder / f"{number:04}.png")


def main(words: Sequence[str]) -> int:
    """Play the file that is named; tell how it went."""
    file = Path(words[0])
    folder = Path(words[1]) if len(words) > 1 else Path(tempfile.gettempdir()) / "by-hand" / file.stem
    began = time.monotonic()
    wrong = play(file, folder)
    took = time.monotonic() - began
    said = "; ".join(wrong) or f"played to the end by {len(script_of(file.read_text('utf-8')).inputs)} inputs"
    sys.stdout.write(f"{file.stem}: {said} in {took:.0f} s; pictures in {folder}\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
