"""A whole number between minus and plus: by click, by the keys + and -, or by the arrows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from game.client.input import Input, Key, Pointer
from game.client.looks.button import draw_round_button
from game.client.looks.parts import Interaction
from game.client.widgets.base import Rect, Surface, Widget
from game.client.widgets.layout import Box

if TYPE_CHECKING:
    from game.client.paint import Painter


@dataclass(eq=False, kw_only=True)
class Stepper(Widget):
    """− n +. The scene holds the number; `on_step` tells it to go one step down (-1) or up (1)."""

    number: int
    text: str
    on_step: Callable[[int], None] = field(compare=False)
    can_less: bool = True
    can_more: bool = True
    on_dark: bool = False
    is_for_mouse: bool = False
    """Whether something else answers to the keyboard, so that this is no stop of its own."""
    side: int = field(default=0, init=False)

    takes_focus: ClassVar[bool] = True

    @property
    def role(self) -> str:
        return "stepper"

    @property
    def value(self) -> str:
        return str(self.number)

    @property
    def can_focus(self) -> bool:
        return self.is_enabled and not self.is_for_mouse

    @property
    def takes_pointer(self) -> bool:
        return self.is_enabled

    @property
    def corner(self) -> float:
        return self.at.h / 2

    @property
    def less(self) -> Box:
        """Where minus is."""
        return Box(self.at.x, self.at.y, self.at.h, self.at.h)

    @property
    def more(self) -> Box:
        """Where plus is."""
        return Box(self.at.right - self.at.h, self.at.y, self.at.h, self.at.h)

    def handle(self, did: Input) -> bool:
        match did:
            case Key("-" | "left"):
                return self._step(-1)
            case Key("+" | "right" | "enter" | "space"):
                return self._step(1)
            case Pointer("move", x, y):
                side = -1 if self.less.contains(x, y) else 1 if self.more.contains(x, y) else 0
                changed, self.side = side != self.side, side
                return changed
            case Pointer("release", x, y):
                if self.less.contains(x, y):
                    return self._step(-1)
                if self.more.contains(x, y):
                    return self._step(1)
        return False

    def _step(self, step: int) -> bool:
        if self.can_less if step < 0 else self.can_more:
            self.on_step(step)
        return True

    def paint(self, painter: Painter, surface: Surface) -> None:
        tokens = painter.theme
        for box, icon, can in ((self.less, "minus", self.can_less), (self.more, "plus", self.can_more)):
            state = Interaction(
                is_hovered=self.is_hot, is_pressed=self.is_down and self.is_hot, is_disabled=not can
            )
            draw_round_button(painter, surface, Rect(box), icon, state)
        ink = tokens.colours.table_text if self.on_dark else tokens.colours.ink
        painter.text(surface, self.at.centre, self.text, tokens.text.count, ink, "center")
