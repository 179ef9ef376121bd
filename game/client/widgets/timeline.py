"""A time line: where a session stands among all its steps, with a mark for each moment worth going to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from game.client.input import Input, Key, Pointer
from game.client.looks.timeline import Mark, TimelineLook, draw_timeline, step_at
from game.client.widgets.base import Rect, Surface, Widget

if TYPE_CHECKING:
    from game.client.paint import Painter


@dataclass(eq=False, kw_only=True)
class Timeline(Widget):
    """Steps 0 to `last` on a line: by click, arrows, Home and End; Page Up and Page Down go mark by mark."""

    number: int
    last: int
    marks: Sequence[Mark]
    says: str
    on_choose: Callable[[int], None] = field(compare=False)

    takes_focus: ClassVar[bool] = True

    @property
    def role(self) -> str:
        return "slider"

    @property
    def value(self) -> str:
        return self.says

    @property
    def can_focus(self) -> bool:
        return True

    @property
    def corner(self) -> float:
        return self.at.h / 2

    def handle(self, did: Input) -> bool:
        match did:
            case Key("left" | "-"):
                return self._choose(self.number - 1)
            case Key("right" | "+"):
                return self._choose(self.number + 1)
            case Key("home"):
                return self._choose(0)
            case Key("end"):
                return self._choose(self.last)
            case Key("page up"):
                before = [mark.step for mark in self.marks if mark.step < self.number]
                return self._choose(max(before, default=0))
            case Key("page down"):
                after = [mark.step for mark in self.marks if mark.step > self.number]
                return self._choose(min(after, default=self.last))
            case Pointer("release", x, y) if self.visible.contains(x, y):
                return self._choose(step_at(Rect(self.at), x, self.last))
        return False

    def _choose(self, step: int) -> bool:
        step = max(0, min(self.last, step))
        if step != self.number:
            self.on_choose(step)
        return True

    def paint(self, painter: Painter, surface: Surface) -> None:
        look = TimelineLook(self.number, self.last, tuple(self.marks), is_hovered=self.is_hot)
        draw_timeline(painter, surface, Rect(self.at), look)
