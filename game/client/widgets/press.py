"""Whatever can be pressed: by a click, by Enter or by Space. Its look is given, so a card is pressed as a button is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from game.client.input import Input, Key, Pointer
from game.client.widgets.base import Act, Rect, Surface, Widget
from game.client.widgets.layout import Box

if TYPE_CHECKING:
    from game.client.paint import Painter

PressLook = Callable[["Painter", Surface, Rect, "Press"], object]


@dataclass(eq=False, kw_only=True)
class Press(Widget):
    """Something to press; `look` draws it, `shows` (with its state) is all that the drawing depends on.

    `plus` and `minus` are what the keys + and - do while it has focus.
    """

    act: Act = field(compare=False)
    look: PressLook = field(compare=False)
    shows: Any = None
    says: str = ""
    is_chosen: bool = False
    plus: Act | None = field(default=None, compare=False)
    minus: Act | None = field(default=None, compare=False)
    spread: float = field(default=32, compare=False)
    radius: float = field(default=16, compare=False)
    kind: str = "button"

    takes_focus: ClassVar[bool] = True

    @property
    def role(self) -> str:
        return self.kind

    @property
    def corner(self) -> float:
        return self.radius

    @property
    def value(self) -> str:
        return self.says

    @property
    def can_focus(self) -> bool:
        return self.is_enabled or bool(self.hint)

    @property
    def reach(self) -> Box:
        return self.at.inset(-self.spread)

    def paint(self, painter: Painter, surface: Surface) -> None:
        self.look(painter, surface, Rect(self.at), self)

    def handle(self, did: Input) -> bool:
        match did:
            case Key("enter" | "space"):
                return self.press()
            case Key("+") if self.plus is not None:
                return self._do(self.plus)
            case Key("-") if self.minus is not None:
                return self._do(self.minus)
            case Pointer("release", x, y) if self.visible.contains(x, y):
                return self.press()
        return False

    def press(self) -> bool:
        """Do what it is for; return whether it could."""
        return self._do(self.act)

    def _do(self, act: Act) -> bool:
        if self.is_enabled:
            act()
        return self.is_enabled
