"""A field to type one text in: accents, composition, selection, jumps by word, copy and paste."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

import pygame

from game.client.input import Composing, Input, Key, Pointer, Typed
from game.client.looks.parts import at_size
from game.client.widgets.base import Act, Rect, Surface, Widget
from game.client.widgets.editing import Edit

if TYPE_CHECKING:
    from game.client.paint import Painter

_PAD = 18


@dataclass(eq=False, kw_only=True)
class TextEntry(Widget):
    """A text field. The scene holds the text; `on_change` tells it what the text should become."""

    text: str
    on_change: Callable[[str], None] = field(compare=False)
    on_enter: Act | None = field(default=None, compare=False)
    placeholder: str = ""
    most: int = 200
    lines: int = 1
    edit: Edit = field(default=Edit(), init=False)
    composing: str = field(default="", init=False)
    _ends: list[list[tuple[float, int]]] = field(default_factory=list, init=False, compare=False)

    takes_focus: ClassVar[bool] = True
    takes_text: ClassVar[bool] = True

    def __post_init__(self) -> None:
        self.edit = Edit(self.text, len(self.text), len(self.text), self.most)

    @property
    def role(self) -> str:
        return "text entry"

    @property
    def value(self) -> str:
        return self.text

    @property
    def can_focus(self) -> bool:
        return self.is_enabled

    def adopt(self, old: Widget) -> None:
        super().adopt(old)
        if isinstance(old, TextEntry):
            self.edit = old.edit.of(self.text)
            self.composing = old.composing
            self._ends = old._ends

    def handle(self, did: Input) -> bool:
        match did:
            case Typed(text):
                self.composing = ""
                return self._become(self.edit.put(text))
            case Composing(text):
                self.composing = text
                return True
            case Pointer("press", x, y):
                return self._become(self.edit.at(self._place(x, y)))
            case Pointer("move", x, y) if self.is_down:
                return self._become(self.edit.at(self._place(x, y), selecting=True))
            case Key():
                return self._key(did)
        return False

    def _key(self, key: Key) -> bool:
        edit = self.edit
        match key.name:
            case "left" | "right":
                step = -1 if key.name == "left" else 1
                return self._become(edit.move(step, by_word=key.ctrl, selecting=key.shift))
            case "home" | "up" if key.name == "home" or self.lines == 1:
                return self._become(edit.at(0, selecting=key.shift))
            case "end" | "down" if key.name == "end" or self.lines == 1:
                return self._become(edit.at(len(edit.text), selecting=key.shift))
            case "up" | "down":
                return self._become(
                    edit.at(self._line_off(-1 if key.name == "up" else 1), selecting=key.shift)
                )
            case "backspace" | "delete":
                return self._become(edit.erase(-1 if key.name == "backspace" else 1, by_word=key.ctrl))
            case "enter" if self.on_enter is not None:
                self.on_enter()
                return True
            case "a" | "c" | "x" | "v" if key.ctrl:
                return self._clipboard(key.name)
        # A letter comes again as text; here it only keeps the short cuts of the screen away.
        return len(key.name) == 1 or key.name == "space"

    def _clipboard(self, name: str) -> bool:
        if name == "a":
            return self._become(self.edit.all())
        if name == "v":
            return self._become(self.edit.put(_pasted()))
        if self.edit.selected:
            _copy(self.edit.selected)
            if name == "x":
                return self._become(self.edit.erase(1))
        return True

    def _become(self, edit: Edit) -> bool:
        self.edit = edit
        if edit.text != self.text:
            self.on_change(edit.text)
        return True

    # Where signs stand. ------------------------------------------------------------------------------

    def _place(self, x: float, y: float) -> int:
        """Return the place in the text nearest to a point of the screen."""
        if not self._ends:
            return len(self.text)
        step = self.at.h / max(1, len(self._ends)) if self.lines > 1 else self.at.h
        line = max(0, min(int((y - self.at.y) / step), len(self._ends) - 1))
        return min(self._ends[line], key=lambda end: abs(end[0] - x))[1]

    def _line_off(self, step: int) -> int:
        cursor = self.edit.cursor
        for index, line in enumerate(self._ends):
            if line and line[0][1] <= cursor <= line[-1][1]:
                if not 0 <= index + step < len(self._ends):
                    return 0 if step < 0 else len(self.text)
                x = next(x for x, place in line if place >= cursor)
                return min(self._ends[index + step], key=lambda end: abs(end[0] - x))[1]
        return cursor

    # Drawing. ----------------------------------------------------------------------------------------

    def paint(self, painter: Painter, surface: Surface) -> None:
        tokens, rect = painter.theme, Rect(self.at)
        colours, style = tokens.colours, tokens.text.body
        edge = colours.ink if self.has_focus or self.is_hot else colours.control_edge
        painter.panel(
            surface, rect, colours.white, radius=12, edge=edge, edge_width=3 if self.has_focus else 2
        )
        clip = surface.get_clip()
        surface.set_clip(painter.pixels(rect.inflate(-8, -8)).clip(clip))
        shown, start, end = self._shown()
        if not shown and not self.has_focus:
            at, room = (rect.left + _PAD, rect.centery), rect.width - 2 * _PAD
            wide = painter.measure(self.placeholder, style)[0] + 2
            small = at_size(painter, style, max(24, style.size * painter.k * min(1, room / wide)))
            painter.text(surface, at, self.placeholder, small, colours.muted, width=room)
        step = painter.line_height(style)
        pieces = self._broken(painter, shown, rect.width - 2 * _PAD)
        top = rect.centery - step / 2 if self.lines == 1 else rect.top + 12
        self._ends = []
        for index, (first, line) in enumerate(pieces):
            self._line(painter, surface, line, first, (rect.left + _PAD, top + index * step), (start, end))
        surface.set_clip(clip)

    def _shown(self) -> tuple[str, int, int]:
        """Return the text with what is being composed in it, and what of it is marked."""
        start, end = self.edit.span
        if not self.composing:
            return self.text, start, end
        text = self.text[:start] + self.composing + self.text[end:]
        return text, start, start + len(self.composing)

    def _broken(self, painter: Painter, shown: str, width: float) -> list[tuple[int, str]]:
        if self.lines == 1:
            return [(0, shown)]
        pieces, at = [], 0
        for line in painter.letter(painter.theme.text.body).filled(shown, int(width * painter.u)):
            at = max(at, shown.find(line, at))
            pieces.append((at, line))
            at += len(line)
        return pieces

    def _line(
        self,
        painter: Painter,
        surface: Surface,
        line: str,
        first: int,
        corner: tuple[float, float],
        marked: tuple[int, int],
    ) -> None:
        tokens = painter.theme
        colours, style = tokens.colours, tokens.text.body
        step = painter.line_height(style)
        x, y = corner
        cursor = marked[1] if self.composing else self.edit.cursor
        spare = self.at.w - 2 * _PAD
        before = painter.measure(line[: max(0, cursor - first)], style)[0]
        if self.lines == 1 and self.has_focus and before > spare:
            x -= before - spare

        def along(place: int) -> float:
            return x + painter.measure(line[: max(0, place - first)], style)[0]

        low, high = max(marked[0], first), min(marked[1], first + len(line))
        if low < high and self.has_focus:
            tint = colours.gold_soft if not self.composing else colours.hairline
            painter.panel(surface, Rect(along(low), y, along(high) - along(low), step), tint, radius=4)
        painter.text(surface, (x, y + step / 2), line, style, colours.ink)
        if self.has_focus and first <= cursor <= first + len(line):
            painter.panel(surface, Rect(along(cursor) - 1, y + 2, 3, step - 4), colours.ink)
        self._ends.append([(along(first + index), first + index) for index in range(len(line) + 1)])


def _pasted() -> str:
    try:
        return pygame.scrap.get_text()
    except pygame.error:
        return ""


def _copy(text: str) -> None:
    try:
        pygame.scrap.put_text(text)
    except pygame.error:
        return
