"""Buttons with a verb, gold (one on a screen) or white; round ones with an icon; a switch between words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, ClassVar, Literal

from game.client.input import Input, Key, Pointer
from game.client.looks.button import (
    ButtonLook,
    SwitchLook,
    button_width,
    draw_button,
    draw_round_button,
    draw_switch,
    switch_shares,
)
from game.client.looks.parts import AT_REST, Interaction
from game.client.widgets.base import Act, Rect, Surface, Widget
from game.client.widgets.layout import Box
from game.client.widgets.press import Press

if TYPE_CHECKING:
    from game.client.paint import Painter

HEIGHT = 72
Kind = Literal["primary", "secondary"]


def button(
    key: str,
    box: Box,
    label: str,
    act: Act,
    *,
    icon: str = "",
    kind: Kind = "secondary",
    is_enabled: bool = True,
    hint: str = "",
    group: str = "",
) -> Press:
    """Return a button with a verb on it; a closed one says in `hint` why."""
    return Press(
        key=key,
        box=box,
        name=label,
        act=act,
        draw=draw_button,
        shows=ButtonLook(label, icon, kind),
        is_enabled=is_enabled,
        hint=hint,
        group=group,
        is_default=kind == "primary",
    )


def width_for(painter: Painter, label: str, *, icon: bool = False) -> float:
    """Return how wide a button with these words should be, in units."""
    return button_width(painter, ButtonLook(label, "circle" if icon else ""))


@dataclass(frozen=True, slots=True)
class _Round:
    icon: str
    interaction: Interaction = AT_REST


def round_button(key: str, box: Box, name: str, icon: str, act: Act, *, group: str = "") -> Press:
    """Return a round button with an icon; a tooltip tells its name."""
    return Press(
        key=key,
        box=box,
        name=name,
        hint=name,
        act=act,
        draw=lambda painter, surface, rect, look: draw_round_button(
            painter, surface, rect, look.icon, look.interaction
        ),
        shows=_Round(icon),
        radius=box.h / 2,
        group=group,
    )


@dataclass(eq=False, kw_only=True)
class Switch(Widget):
    """A few words in one pill, one of them chosen: by click, by arrows, or onward with Enter and Space."""

    words: Sequence[str]
    chosen: int
    on_choose: Callable[[int], None] = field(compare=False)

    takes_focus: ClassVar[bool] = True

    @property
    def role(self) -> str:
        return "switch"

    @property
    def value(self) -> str:
        return self.words[self.chosen]

    @property
    def can_focus(self) -> bool:
        return self.is_enabled

    @property
    def corner(self) -> float:
        return self.at.h / 2

    def handle(self, did: Input) -> bool:
        match did:
            case Key("left") if self.chosen > 0:
                return self._choose(self.chosen - 1)
            case Key("right") if self.chosen < len(self.words) - 1:
                return self._choose(self.chosen + 1)
            case Key("enter" | "space"):
                return self._choose((self.chosen + 1) % len(self.words))
            case Pointer("release", x, y) if self.visible.contains(x, y):
                share = (x - self.at.x) / self.at.w
                ends = accumulate(switch_shares(self.words))
                return self._choose(
                    next((n for n, end in enumerate(ends) if share < end), len(self.words) - 1)
                )
        return False

    def _choose(self, index: int) -> bool:
        if index != self.chosen:
            self.on_choose(index)
        return True

    def paint(self, painter: Painter, surface: Surface) -> None:
        state = Interaction(is_hovered=self.is_hot, is_disabled=not self.is_enabled)
        draw_switch(painter, surface, Rect(self.at), SwitchLook(tuple(self.words), self.chosen, state))
