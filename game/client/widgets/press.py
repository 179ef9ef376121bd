"""Whatever can be pressed, by a click, by Enter or by Space; its look is given, so a card is one too."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, ClassVar

from game.client.input import Input, Key, Pointer
from game.client.looks.parts import Interaction
from game.client.widgets.base import Act, Draw, Rect, Surface, Widget
from game.client.widgets.layout import Box

if TYPE_CHECKING:
    from game.client.paint import Painter


@dataclass(eq=False, kw_only=True)
class Press(Widget):
    """Something to press: `draw(painter, surface, rect, shows)` draws it.

    `shows` is a look; when it has an `interaction`, it is drawn with the one of this moment.
    `plus` and `minus` are what the keys + and - do while it has focus.
    """

    act: Act = field(compare=False)
    draw: Draw = field(compare=False)
    shows: Any = None
    says: str = ""
    is_chosen: bool = False
    plus: Act | None = field(default=None, compare=False)
    minus: Act | None = field(default=None, compare=False)
    spread: float = field(default=32, compare=False)
    radius: float = field(default=16, compare=False)
    kind: str = "button"
    is_default: bool = field(default=False, compare=False)
    """Whether Enter presses it when nothing that has focus wants that key."""

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

    @property
    def ring(self) -> Box:
        return self.at.inset(-7) if self.is_chosen else self.at

    @property
    def interaction(self) -> Interaction:
        """How it stands now, in the words of the looks; the stage draws the ring of the keyboard's focus."""
        return Interaction(
            is_hovered=self.is_hot,
            is_selected=self.is_chosen,
            is_pressed=self.is_down and self.is_hot,
            is_disabled=not self.is_enabled,
        )

    def paint(self, painter: Painter, surface: Surface) -> None:
        shows = self.shows
        if hasattr(shows, "interaction"):
            shows = replace(shows, interaction=self.interaction)
        self.draw(painter, surface, Rect(self.at), shows)

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
