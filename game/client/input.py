"""What a person does, in our own words: keys, typed text and a pointer in units of the screen.

pygame's events are translated here and nowhere else, so that widgets know no pixels and a recording of a
session (one JSON line per input) plays on a screen of any size.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

import pygame

_KEYS = {
    pygame.K_TAB: "tab",
    pygame.K_RETURN: "enter",
    pygame.K_KP_ENTER: "enter",
    pygame.K_SPACE: "space",
    pygame.K_ESCAPE: "escape",
    pygame.K_LEFT: "left",
    pygame.K_RIGHT: "right",
    pygame.K_UP: "up",
    pygame.K_DOWN: "down",
    pygame.K_HOME: "home",
    pygame.K_END: "end",
    pygame.K_PAGEUP: "page up",
    pygame.K_PAGEDOWN: "page down",
    pygame.K_BACKSPACE: "backspace",
    pygame.K_DELETE: "delete",
    pygame.K_F1: "f1",
    pygame.K_F11: "f11",
    pygame.K_KP_PLUS: "+",
    pygame.K_KP_MINUS: "-",
    **{getattr(pygame, f"K_KP{digit}"): str(digit) for digit in range(10)},
}
_NAMES = {name: code for code, name in reversed(_KEYS.items())}
_WHEEL_UNITS = 90
_REPEATED = ("left", "right", "up", "down", "page up", "page down", "backspace", "delete", "tab", "+", "-")
"""What goes on while its key is held down; nothing is pressed twice by holding Enter."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key went down. `name` is a word (`enter`, `left`, `f1`) or the character on it (`a`, `7`, `+`)."""

    name: str
    shift: bool = False
    ctrl: bool = False


@dataclass(frozen=True, slots=True)
class Typed:
    """Text arrived from the keyboard, as it should stand in a text: `ë`, `Noor`."""

    text: str


@dataclass(frozen=True, slots=True)
class Composing:
    """Text that is still being put together (an accent, a character of another script)."""

    text: str
    cursor: int = 0


@dataclass(frozen=True, slots=True)
class Pointer:
    """The mouse, a pen or a finger: where it is, and what it did."""

    did: Literal["move", "press", "release", "leave"]
    x: float = 0
    y: float = 0


@dataclass(frozen=True, slots=True)
class Wheel:
    """The wheel turned: how far what lies under the pointer should move, in units."""

    dx: float
    dy: float


Input = Key | Typed | Composing | Pointer | Wheel
_KINDS: dict[str, type[Input]] = {
    kind.__name__.lower(): kind for kind in (Key, Typed, Composing, Pointer, Wheel)
}


def read(event: pygame.event.Event, unit: float) -> Input | None:
    """Return what a pygame event means, or None when it is nothing of a player.

    Args:
        event: What pygame reported, in pixels of the window.
        unit: How many pixels one unit is.
    """
    match event.type:
        case pygame.KEYDOWN:
            return _key(event)
        case pygame.TEXTINPUT:
            return Typed(event.text)
        case pygame.TEXTEDITING:
            return Composing(event.text, event.start)
        case pygame.MOUSEMOTION:
            return Pointer("move", event.pos[0] / unit, event.pos[1] / unit)
        case pygame.MOUSEBUTTONDOWN if event.button == 1:
            return Pointer("press", event.pos[0] / unit, event.pos[1] / unit)
        case pygame.MOUSEBUTTONUP if event.button == 1:
            return Pointer("release", event.pos[0] / unit, event.pos[1] / unit)
        case pygame.WINDOWLEAVE:
            return Pointer("leave")
        case pygame.MOUSEWHEEL:
            return Wheel(event.precise_x * _WHEEL_UNITS, event.precise_y * _WHEEL_UNITS)
    return None


def _key(event: pygame.event.Event) -> Key | None:
    shift, ctrl = bool(event.mod & pygame.KMOD_SHIFT), bool(event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META))
    named = _KEYS.get(event.key)
    if named is None and event.unicode in ("+", "-"):
        named = event.unicode  # on most keyboards + is the shift of another key
    if named is None and 0x21 <= event.key < 0x7F:
        named = chr(event.key)
    return None if named is None else Key(named, shift, ctrl)


class Held:
    """The keys that are down, to tell a press from its repeats.

    pygame repeats a key by a clock of its own until it sees that the key went up. While a frame takes long it
    does not look, so a key that was let go of long ago would count again: one Enter would press two buttons.
    """

    def __init__(self) -> None:
        self._down: set[int] = set()

    def counts(self, event: pygame.event.Event) -> bool:
        """Tell whether an event is to be read: a repeat only of some keys, and while they are really held."""
        if event.type == pygame.WINDOWFOCUSLOST:
            self._down.clear()
        elif event.type == pygame.KEYUP:
            self._down.discard(event.key)
        elif event.type == pygame.KEYDOWN:
            if event.key in self._down:
                return _KEYS.get(event.key) in _REPEATED and pygame.key.get_pressed()[event.key]
            self._down.add(event.key)
        return True


def events(did: Input, unit: float) -> list[pygame.event.Event]:
    """Return the pygame events that mean this input: what the pilot posts, the other way round."""
    match did:
        case Key(name, shift, ctrl):
            code = _NAMES.get(name) or ord(name[0])
            mod = (pygame.KMOD_LSHIFT if shift else 0) | (pygame.KMOD_LCTRL if ctrl else 0)
            char = name if len(name) == 1 and not ctrl else ""
            fields = {"key": code, "mod": mod, "unicode": char, "scancode": 0}
            return [pygame.event.Event(kind, fields) for kind in (pygame.KEYDOWN, pygame.KEYUP)]
        case Typed(text):
            return [pygame.event.Event(pygame.TEXTINPUT, text=text)]
        case Composing(text, cursor):
            return [pygame.event.Event(pygame.TEXTEDITING, text=text, start=cursor, length=0)]
        case Pointer("move", x, y):
            pos = (round(x * unit), round(y * unit))
            return [pygame.event.Event(pygame.MOUSEMOTION, pos=pos, rel=(0, 0), buttons=(0, 0, 0))]
        case Pointer("leave"):
            return [pygame.event.Event(pygame.WINDOWLEAVE)]
        case Pointer(did=what, x=x, y=y):
            kind = pygame.MOUSEBUTTONDOWN if what == "press" else pygame.MOUSEBUTTONUP
            return [pygame.event.Event(kind, pos=(round(x * unit), round(y * unit)), button=1)]
        case Wheel(dx=dx, dy=dy):
            precise: dict[str, Any] = {"precise_x": dx / _WHEEL_UNITS, "precise_y": dy / _WHEEL_UNITS}
            return [pygame.event.Event(pygame.MOUSEWHEEL, x=round(dx), y=round(dy), **precise)]


def to_line(did: Input) -> str:
    """Return an input as one line of JSON: `{"did": "press", "kind": "pointer", "x": 960, "y": 540}`."""
    return json.dumps({"kind": type(did).__name__.lower(), **asdict(did)}, sort_keys=True, ensure_ascii=False)


def from_lines(lines: Iterable[str]) -> Iterator[Input]:
    """Yield the inputs of a recording; empty lines and lines that start with `#` are remarks.

    Raises:
        ValueError: A line is no input.
    """
    for number, line in enumerate(lines, start=1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            fields = json.loads(line)
            yield _KINDS[fields.pop("kind")](**fields)
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise ValueError(f"line {number} is no input: {line.strip()!r}") from error
