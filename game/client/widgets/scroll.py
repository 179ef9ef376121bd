"""A window on something longer than itself, moved by wheel, Page keys and by focus going out of sight."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from game.client.input import Input, Key, Wheel
from game.client.widgets.base import Rect, Surface, Widget
from game.client.widgets.layout import Box

if TYPE_CHECKING:
    from game.client.paint import Painter


BEYOND = 4
"""How far around it a window still shows what lies there, in units: a ring around what has the focus."""


@dataclass(eq=False, kw_only=True)
class Shade(Widget):
    """A soft shadow at the edges under which a list goes on, so that a line cut in half looks meant."""

    more: tuple[bool, bool]
    """Whether there is more above, and more below."""

    @property
    def reach(self) -> Box:
        return self.at.inset(-BEYOND)

    def paint(self, painter: Painter, surface: Surface) -> None:
        high, window = 18, self.reach
        for is_more, is_under, y in zip(
            self.more, (False, True), (window.y, window.bottom - high), strict=True
        ):
            if is_more:
                painter.shade(surface, Rect(window.x, y, window.w, high), is_under=is_under)


@dataclass(eq=False, kw_only=True)
class Scroll(Widget):
    """Shows a part of its children, which stand where they would if everything was shown."""

    length: float
    """How high all of it is, in units."""
    offset: float = field(default=0.0, init=False)

    @property
    def role(self) -> str:
        return "scroll area"

    @property
    def most(self) -> float:
        """How far it can be moved."""
        return max(0.0, self.length - self.box.h)

    def adopt(self, old: Widget) -> None:
        super().adopt(old)
        if isinstance(old, Scroll):
            self.offset = min(old.offset, self.most)

    def scrolled(self) -> tuple[float, float]:
        return (0, -self.offset)

    def clips(self) -> bool:
        return True

    @property
    def reach(self) -> Box:
        return self.at.inset(-BEYOND)

    def handle(self, did: Input) -> bool:
        match did:
            case Wheel(dy=dy):
                return self._move(-dy)
            case Key("page down"):
                return self._move(self.box.h * 0.8)
            case Key("page up"):
                return self._move(-self.box.h * 0.8)
        return False

    def reveal(self, seen: Box) -> None:
        """Move just so far that `seen` (on the screen) can be seen."""
        if seen.bottom > self.at.bottom:
            self._move(seen.bottom - self.at.bottom + 16)
        if seen.y < self.at.y:
            self._move(seen.y - self.at.y - 16)

    def _move(self, by: float) -> bool:
        new = max(0.0, min(self.offset + by, self.most))
        moved = new != self.offset
        self.offset = new
        return moved

    def lid(self) -> Widget | None:
        if self.most < 1:
            return None
        more = self.offset > 1, self.offset < self.most - 1
        return Shade(key=f"{self.key}.shade", box=self.box.moved(0, self.offset), more=more)

    def paint(self, painter: Painter, surface: Surface) -> None:
        if self.most <= 0:
            return
        colours = painter.theme.colours
        track = self.at.h - 8
        bar = max(40.0, track * self.box.h / self.length)
        top = self.at.y + 4 + (track - bar) * self.offset / self.most
        painter.panel(surface, Rect(self.at.right - 10, top, 8, bar), colours.slot_edge, radius=4)
