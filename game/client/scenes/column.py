"""Things under each other: every text takes the height it needs, so a larger letter never cuts a word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from game.client.input import Input, Key, Wheel
from game.client.looks.number import NumberLook, draw_number, number_height
from game.client.paint import Painter
from game.client.scenes.pieces import pill, pill_height
from game.client.theme import Colour
from game.client.widgets.base import Act, Widget
from game.client.widgets.layout import Box
from game.client.widgets.plain import Align, height_of, paragraph
from game.client.widgets.press import Press
from game.client.widgets.scroll import Scroll

FOR_THE_BAR, _FOR_A_RING = 20, 12
_LINE = 60


@dataclass(eq=False, kw_only=True)
class Reader(Scroll):
    """A scroll area that the keyboard can reach, while there is more than fits: arrows, Page keys.

    Where something in it can have the focus, it needs none itself: what gets the focus is brought in sight.
    """

    takes_focus: ClassVar[bool] = True

    @property
    def most(self) -> float:
        most = super().most
        return most if most >= 1 else 0.0

    @property
    def can_focus(self) -> bool:
        return self.most > 0 and not any(child.can_focus for one in self.children for child in one.walk())

    @property
    def value(self) -> str:
        return self.name

    def handle(self, did: Input) -> bool:
        match did:
            case Key("down") if self.has_focus:
                return super().handle(Wheel(0, -_LINE))
            case Key("up") if self.has_focus:
                return super().handle(Wheel(0, _LINE))
        return super().handle(did)


def number(key: str, box: Box, look: NumberLook, act: Act, *, hint: str) -> Press:
    """Return a number with its name, to be asked why."""
    return Press(
        key=key,
        box=box,
        name=look.label,
        says=look.figure,
        hint=hint,
        act=act,
        draw=draw_number,
        shows=look,
        group="numbers",
        kind="number",
    )


class Column:
    """Grows downward from the top of a box, which it may outgrow: `scroll` puts a window on it."""

    def __init__(self, painter: Painter, box: Box, key: str) -> None:
        self.painter = painter
        self.box = box
        self.window = box
        self.key = key
        self.y = box.y
        self.widgets: list[Widget] = []

    @property
    def k(self) -> float:
        return self.painter.k

    @property
    def height(self) -> float:
        """How high all of it is, in units."""
        return self.y - self.box.y

    def gap(self, height: float) -> None:
        """Leave room, in units at text scale 1."""
        self.y += height * self.k

    def room(self, height: float, indent: float = 0) -> Box:
        """Take a strip of this height (units, not scaled) over the whole width and return it."""
        strip = Box(self.box.x + indent, self.y, self.box.w - indent, height)
        self.y += height
        return strip

    def add(self, widget: Widget) -> None:
        """Put a widget in; it stands where its box says."""
        self.widgets.append(widget)

    def text(
        self,
        name: str,
        said: str,
        *,
        style: str = "body",
        colour: str = "ink",
        align: Align = "left",
        indent: float = 0,
    ) -> Box:
        """Add a text over as many lines as it needs and return where it stands."""
        height = height_of(self.painter, said, self.box.w - indent, style)
        place = self.room(height, indent)
        self.add(paragraph(f"{self.key}.{name}", place, said, style=style, colour=colour, align=align))
        return place

    def number(
        self,
        key: str,
        label: str,
        figure: str,
        act: Act,
        *,
        icon: str,
        hint: str,
        colour: Colour | None = None,
    ) -> None:
        """Add a number with its name, to be pressed."""
        look = NumberLook(label, figure, icon, colour)
        self.y += 2
        place = self.room(number_height(self.painter, look, self.box.w))
        self.add(number(key, place, look, act, hint=hint))
        self.gap(10)

    def pill(self, name: str, status: str, said: str) -> None:
        """Add a chip with the shape and tint of a status, as high as its words need."""
        place = self.room(pill_height(self.painter, said, self.box.w))
        self.add(pill(f"{self.key}.{name}", place, status, said))

    def scroll(self, window: Box | None = None) -> Widget:
        """Return all of it behind a window, which scrolls when there is more than fits."""
        length = self.height
        return Reader(
            key=self.key, box=window or self.window, length=length, children=self.widgets, group=self.key
        )


def column_in(painter: Painter, window: Box, key: str) -> Column:
    """Return a column in `window`, less a scroll bar; its own window leaves room for a ring at the left."""
    column = Column(painter, Box(window.x, window.y, window.w - FOR_THE_BAR, window.h), key)
    column.window = Box(window.x - _FOR_A_RING, window.y, window.w + _FOR_A_RING, window.h)
    return column


def dialog_column(painter: Painter, inside: Box, key: str) -> Column:
    """Return a column as wide as what stands in a dialog: its scroll bar is in the margin beside it."""
    return column_in(painter, Box(inside.x, inside.y, inside.w + FOR_THE_BAR, inside.h), key)
