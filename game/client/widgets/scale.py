"""A line between two ends to stand on: by click, or by the arrows left and right, Home and End."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from game.client.input import Input, Key, Pointer
from game.client.looks.scale import LAST, ScaleLook, draw_scale, value_at
from game.client.theme import Colour
from game.client.widgets.base import Rect, Surface, Widget

if TYPE_CHECKING:
    from game.client.paint import Painter


@dataclass(eq=False, kw_only=True)
class Scale(Widget):
    """Places 0 to 10 on a line; the scene holds which one, `on_choose` tells it the one that is wanted."""

    number: int | None
    colour: Colour
    on_choose: Callable[[int], None] = field(compare=False)
    before: int | None = None
    """Where it stood earlier, for a line that is asked again."""

    takes_focus: ClassVar[bool] = True

    @property
    def role(self) -> str:
        return "slider"

    @property
    def value(self) -> str:
        return "" if self.number is None else str(self.number)

    @property
    def can_focus(self) -> bool:
        return self.is_enabled

    @property
    def corner(self) -> float:
        return self.at.h / 2

    def handle(self, did: Input) -> bool:
        match did:
            case Key("left" | "-"):
                return self._step(-1)
            case Key("right" | "+"):
                return self._step(1)
            case Key("home"):
                return self._choose(0)
            case Key("end"):
                return self._choose(LAST)
            case Pointer("release", x, y) if self.visible.contains(x, y):
                return self._choose(value_at(Rect(self.at), x))
        return False

    def _step(self, step: int) -> bool:
        """Go one place on; the first step puts the dot where it stood before, or in the middle."""
        if self.number is None:
            return self._choose(LAST // 2 if self.before is None else self.before)
        return self._choose(self.number + step)

    def _choose(self, value: int) -> bool:
        value = max(0, min(LAST, value))
        if value != self.number:
            self.on_choose(value)
        return True

    def paint(self, painter: Painter, surface: Surface) -> None:
        look = ScaleLook(self.number, self.before, self.colour, is_hovered=self.is_hot)
        draw_scale(painter, surface, Rect(self.at), look)
