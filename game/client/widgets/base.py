"""What every widget is: a place, a role, a name and a value, and what it asks for when it is used.

A scene describes the whole screen again after each change; the stage compares the description with what
stands there and draws only what differs. So a widget never changes what it shows: it calls back, the scene
changes its mind, and the next description shows it. What is nobody else's business (where a text cursor
stands, how far a list is scrolled) is handed from the old widget to the new one by `adopt`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any, ClassVar

import pygame

from game.client.input import Input
from game.client.widgets.layout import Box

if TYPE_CHECKING:
    from game.client.paint import Painter

Rect = pygame.FRect
Surface = pygame.Surface
Draw = Callable[["Painter", Surface, Rect, Any], object]
"""How a look is drawn: see `game.client.looks`."""

Act = Callable[[], None]


@dataclass(eq=False, kw_only=True)
class Widget:
    """A part of the screen. Fields that do not compare (`compare=False`) change nothing that is seen."""

    key: str
    box: Box
    name: str = ""
    hint: str = ""
    is_enabled: bool = True
    group: str = field(default="", compare=False)
    children: list[Widget] = field(default_factory=list, compare=False)

    is_hot: bool = field(default=False, init=False, compare=False)
    is_down: bool = field(default=False, init=False, compare=False)
    has_focus: bool = field(default=False, init=False, compare=False)
    at: Box = field(default=Box(0, 0, 0, 0), init=False, compare=False)
    within: Box | None = field(default=None, init=False, compare=False)
    cut: tuple[str, ...] = field(default=(), init=False, compare=False)
    """Texts that lost their end when it was drawn last; who points at it sees them whole."""

    takes_focus: ClassVar[bool] = False
    takes_text: ClassVar[bool] = False
    is_modal: ClassVar[bool] = False
    bleed: ClassVar[float] = 0
    """How far its drawing may reach outside its box, in units."""

    @property
    def role(self) -> str:
        """What kind of thing it is, for tests and for people who do not see it."""
        return "group"

    @property
    def corner(self) -> float:
        """How round its focus ring is, in units."""
        return 16

    @property
    def value(self) -> str:
        """What it holds, for tests and for people who do not see it."""
        return ""

    @property
    def can_focus(self) -> bool:
        return self.takes_focus

    @property
    def takes_pointer(self) -> bool:
        """Whether the mouse can press it; what has focus can be pressed."""
        return self.can_focus

    @property
    def told(self) -> str:
        """What is shown beside it when it is pointed at: its hint, after what was cut."""
        whole = [text for text in self.cut if text not in self.hint]
        return "\n".join([*whole, self.hint] if self.hint else whole)

    def looks_like(self, other: Widget) -> bool:
        """Tell whether both draw the same picture, apart from where it stands."""
        return type(self) is type(other) and all(
            getattr(self, seen) == getattr(other, seen) for seen in _seen(type(self))
        )

    def adopt(self, old: Widget) -> None:
        """Take over from the widget that stood here before (same key, same class)."""
        self.is_hot, self.is_down, self.has_focus = old.is_hot, old.is_down, old.has_focus
        self.cut = old.cut

    def paint(self, painter: Painter, surface: Surface) -> None:
        """Draw it at `self.at`. Children draw themselves after this."""

    def handle(self, did: Input) -> bool:
        """Use an input; return whether it was used."""
        del did
        return False

    def scrolled(self) -> tuple[float, float]:
        """Return how far its children are moved, in units."""
        return (0, 0)

    def clips(self) -> bool:
        """Tell whether its children are seen only inside its box."""
        return False

    def lid(self) -> Widget | None:
        """Return what is drawn over its children and moves with them; None for nothing."""
        return None

    @property
    def reach(self) -> Box:
        """All that its drawing may cover, its focus ring too."""
        return self.at.inset(-max(self.bleed, RING if self.takes_focus else 0))

    @property
    def ring(self) -> Box:
        """What the ring of the keyboard's focus goes round."""
        return self.at

    @property
    def visible(self) -> Box:
        """The part of its box that can be seen and pointed at."""
        return self.at if self.within is None else self.at.overlap(self.within)

    def walk(self) -> Iterator[Widget]:
        """Yield this widget and all under it, in the order they are drawn."""
        yield self
        for child in self.children:
            yield from child.walk()


RING = 14
"""How far a focus ring reaches outside its widget: gap and two rings, in units."""

_SEEN: dict[type[Widget], tuple[str, ...]] = {}


def _seen(kind: type[Widget]) -> tuple[str, ...]:
    names = _SEEN.get(kind)
    if names is None:
        names = tuple(f.name for f in fields(kind) if f.compare and f.name not in ("key", "box"))
        _SEEN[kind] = names
    return names


@dataclass(eq=False, kw_only=True)
class Group(Widget):
    """Widgets that belong together; it draws nothing itself."""


@dataclass(eq=False, kw_only=True)
class Picture(Widget):
    """Something to look at: `draw(painter, surface, rect, shows)` draws it from nothing but `shows`."""

    draw: Draw = field(compare=False)
    shows: Any = None
    says: str = ""
    spread: float = field(default=32, compare=False)

    @property
    def role(self) -> str:
        return "picture"

    @property
    def value(self) -> str:
        return self.says

    @property
    def reach(self) -> Box:
        return self.at.inset(-self.spread)

    def paint(self, painter: Painter, surface: Surface) -> None:
        self.draw(painter, surface, Rect(self.at), self.shows)
