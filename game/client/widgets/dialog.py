"""A dialog: a panel over the screen that keeps mouse and keyboard to itself until it is closed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from game.client.input import Input, Key
from game.client.looks.parts import card_fill
from game.client.widgets.base import Act, Rect, Surface, Widget
from game.client.widgets.layout import Box

if TYPE_CHECKING:
    from game.client.paint import Painter

PAD = 48


@dataclass(eq=False, kw_only=True)
class Dialog(Widget):
    """A panel in the middle with a title; Escape calls `on_escape`. Its box is the whole screen."""

    panel: Box
    on_escape: Act | None = field(default=None, compare=False)

    is_modal: ClassVar[bool] = True

    @property
    def role(self) -> str:
        return "dialog"

    @property
    def inside(self) -> Box:
        """Where its children go: the panel, less a margin and the title."""
        return self.panel.inset(PAD).cut_top(64, 16)[1]

    def fit(self, needed: float, foot: float, gap: float = 24, least: float = 0) -> tuple[Box, Box]:
        """Become as high as what stands in it needs, at most as high as it is; its middle stays.

        Args:
            needed: How high what stands over the foot is, in units.
            foot: How high the foot with its buttons is.
            gap: What is between both.
            least: The panel is no lower than this.

        Returns:
            The foot, and what is over it.
        """
        around = self.panel.h - self.inside.h + foot + gap
        self.panel = self.panel.middle(self.panel.w, max(least, around + needed + 2))
        return self.inside.cut_bottom(foot, gap)

    def handle(self, did: Input) -> bool:
        if did == Key("escape") and self.on_escape is not None:
            self.on_escape()
            return True
        return False

    def paint(self, painter: Painter, surface: Surface) -> None:
        tokens, rect = painter.theme, Rect(self.panel)
        painter.panel(surface, Rect(self.at), tokens.colours.ink, fill_share=0.55)
        painter.panel(
            surface,
            rect,
            card_fill(painter),
            radius=tokens.radius.panel,
            edge=tokens.colours.card_edge,
            shadow_name="raised",
        )
        title = (rect.left + PAD, rect.top + PAD + 24)
        painter.text(
            surface, title, self.name, tokens.text.heading, tokens.colours.ink, width=rect.width - 2 * PAD
        )
