"""The brush under the painter: units, text and shapes at true pixels, kept once drawn."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from typing import Literal

import pygame

from game.client import shapes
from game.client.letters import Letter, Letters, Wrapped
from game.client.shadows import Shadows
from game.client.shapes import Fill, Point
from game.client.surfaces import SurfaceStore, draw_svg, widened
from game.client.theme import Colour, TextStyle, Theme, theme
from game.resources import assets

Rect = pygame.FRect
Align = Literal["left", "center", "right"]
VerticalAlign = Literal["top", "middle", "bottom", "baseline"]

KEPT_BYTES, KEPT_SCREENS = 20_000_000, 5
"""How much of what was drawn is kept, and how many times the window more: there pictures are larger."""


class Brush:
    """Draws text and shapes on any surface, at the pixels of one window size and one text scale."""

    def __init__(
        self, size: tuple[int, int], text_scale_percent: int = 100, tokens: Theme | None = None
    ) -> None:
        self.theme = tokens or theme()
        self.size = size
        self.u = max(0.05, min(size[0] / 1920, size[1] / 1080))
        self.width, self.height = size[0] / self.u, size[1] / self.u
        self.k = min(200, max(100, text_scale_percent)) / 100
        self.cut: set[str] = set()
        """Texts that lost their end where they were drawn; whoever looks for them empties it."""
        self._letters = Letters(assets() / "fonts")
        self._drawn = SurfaceStore(limit_bytes=KEPT_BYTES + KEPT_SCREENS * 4 * size[0] * size[1])
        self._shadows = Shadows(self._drawn, self.theme, self.u)

    # Units and pixels

    def px(self, units: float) -> int:
        """Return a length in whole pixels, at least 1 when it is above 0."""
        return max(1, round(units * self.u)) if units > 0 else 0

    def pixels(self, rect: Rect) -> pygame.Rect:
        """Return the pixels of `rect`; rects that touch in units touch in pixels."""
        left, top = round(rect.left * self.u), round(rect.top * self.u)
        return pygame.Rect(left, top, round(rect.right * self.u) - left, round(rect.bottom * self.u) - top)

    def units(self, position: tuple[float, float]) -> Point:
        """Return where a pixel (of the mouse, say) lies in units."""
        return position[0] / self.u, position[1] / self.u

    # Text

    def letter(self, style: TextStyle) -> Letter:
        """Return the letter of `style` at this window size and text scale."""
        pixels = max(6, round(style.size * self.k * self.u))
        return self._letters.letter(style.family, style.weight, pixels)

    def line_height(self, style: TextStyle) -> float:
        """Return how far lines stand apart, in units."""
        return style.size * self.k * style.line

    def measure(self, string: str, style: TextStyle) -> tuple[float, float]:
        """Return how wide and high one line is, in units."""
        return self.letter(style).width(string) / self.u, self.line_height(style)

    def wrap(self, string: str, style: TextStyle, width: float, lines: int = 0) -> Wrapped:
        """Return the text in lines of at most `width` units; at most `lines` of them, 0 is any number."""
        wrapped = self.letter(style).wrap(string, int(width * self.u), lines)
        if wrapped.is_cut:
            self.cut.add(string)
        return wrapped

    def text(
        self,
        surface: pygame.Surface,
        position: Point,
        string: str,
        style: TextStyle,
        colour: Colour,
        align: Align = "left",
        valign: VerticalAlign = "middle",
        width: float | None = None,
    ) -> Rect:
        """Draw one line and return the room it takes.

        Args:
            position: A point of the text; `align` and `valign` say which. `middle` is half a capital high.
            width: With it, a longer text is cut at a word and ends in "…".
        """
        letter = self.letter(style)
        if width is not None:
            letter, string = self.fit(string, style, width)
        wide = letter.width(string)
        left = round(position[0] * self.u) - {"left": 0, "center": wide // 2, "right": wide}[align]
        line = round(self.line_height(style) * self.u)
        baseline = round(position[1] * self.u) + self._above_baseline(letter, line, valign)
        if string:
            surface.blit(self._letters.drawn(letter, string, colour), (left, baseline - letter.ascent))
        top = baseline - (line + letter.capital_height) // 2
        return Rect(left / self.u, top / self.u, wide / self.u, line / self.u)

    def paragraph(
        self,
        surface: pygame.Surface,
        rect: Rect,
        string: str,
        style: TextStyle,
        colour: Colour,
        align: Align = "left",
        valign: Literal["top", "middle", "bottom"] = "top",
        lines: int = 0,
        *,
        is_balanced: bool = False,
    ) -> bool:
        """Draw text over several lines and return whether it had to be cut.

        At most `lines` lines are drawn (0: as many as `rect` is high); what is left out is marked by "…".
        Balanced lines are about equally long, as a title likes it.
        """
        step = self.line_height(style)
        most = lines or max(1, int(rect.height / step + 0.15))
        letter = self.letter(style)
        wrapped = (letter.balance if is_balanced else letter.wrap)(string, int(rect.width * self.u), most)
        spare = rect.height - step * len(wrapped.lines)
        top = rect.top + {"top": 0.0, "middle": spare / 2, "bottom": spare}[valign]
        x = {"left": rect.left, "center": rect.centerx, "right": rect.right}[align]
        for index, line in enumerate(wrapped.lines):
            self.text(surface, (x, top + step * (index + 0.5)), line, style, colour, align)
        if wrapped.is_cut:
            self.cut.add(string)
        return wrapped.is_cut

    def fit(self, string: str, style: TextStyle, width: float) -> tuple[Letter, str]:
        """Return the line cut to `width` units, and the letter to draw it with.

        Small letters are rounded to whole pixels and come out up to 6 per cent wider than designed. So in a
        small window a line that is a little too wide gets a letter one pixel smaller; without that, a word
        that fits at 1920 by 1080 would be cut at 1280 by 720.
        """
        letter, room = self.letter(style), width * self.u
        if letter.width(string) <= room:
            return letter, string
        if self.u < 1 and letter.pixels <= 24 * self.k:
            smaller = self._letters.letter(style.family, style.weight, letter.pixels - 1)
            if smaller.width(string) <= room:
                return smaller, string
        if string:
            self.cut.add(string)
        return letter, letter.fitted(string, int(room))

    @staticmethod
    def _above_baseline(letter: Letter, line: int, valign: VerticalAlign) -> int:
        capital = letter.capital_height
        match valign:
            case "baseline":
                return 0
            case "middle":
                return capital - capital // 2
            case "top":
                return (line + capital) // 2
            case "bottom":
                return -((line - capital) // 2)

    # Shapes

    def panel(
        self,
        surface: pygame.Surface,
        rect: Rect,
        fill: Fill,
        *,
        radius: float = 0,
        edge: Colour | None = None,
        edge_width: float = 2,
        dash: float = 0,
        shadow_name: str = "flat",
        fill_share: float = 1,
        edge_share: float = 1,
    ) -> None:
        """Draw a box with round corners.

        Args:
            fill: One colour, a `Gradient`, or None.
            edge: The line just inside the box; with `dash` (units) it is broken.
            shadow_name: One of `theme().shadow`.
            fill_share, edge_share: How solid they are, 0 to 1.
        """
        box = self.pixels(rect)
        if box.width <= 0 or box.height <= 0:
            return
        if self.theme.shadow[shadow_name]:
            self._cast(surface, box, radius, shadow_name)
        key = (box.size, fill, radius, edge, edge_width, dash, fill_share, edge_share)

        def make() -> pygame.Surface:
            corner = round(min(radius, rect.height / 2) * self.u) + 3
            narrow = box.width if dash else min(box.width, 2 * corner + 1)
            shape = shapes.rounded(
                (0, 0, narrow, box.height),
                radius * self.u,
                fill,
                edge=edge,
                edge_width=max(1, edge_width * self.u),
                dash=dash * self.u,
                fill_share=fill_share,
                edge_share=edge_share,
            )
            return widened(draw_svg(shapes.drawing(shape, narrow, box.height)), box.width)

        surface.blit(self._drawn.get(key, make), box)

    def disc(
        self,
        surface: pygame.Surface,
        centre: Point,
        diameter: float,
        fill: Fill,
        *,
        edge: Colour | None = None,
        edge_width: float = 2,
        dash: float = 0,
        shadow_name: str = "flat",
        fill_share: float = 1,
        edge_share: float = 1,
    ) -> None:
        """Draw a circle of that outer diameter; arguments as for `panel`."""
        rect = Rect(centre[0] - diameter / 2, centre[1] - diameter / 2, diameter, diameter)
        self.panel(
            surface,
            rect,
            fill,
            radius=diameter,
            edge=edge,
            edge_width=edge_width,
            dash=dash,
            shadow_name=shadow_name,
            fill_share=fill_share,
            edge_share=edge_share,
        )

    def line(
        self,
        surface: pygame.Surface,
        start: Point,
        end: Point,
        colour: Colour,
        width: float = 2,
        *,
        dots: float = 0,
        share: float = 1,
        bend: Point | None = None,
    ) -> None:
        """Draw a line with round ends; with `dots` a row of points so far apart, with `bend` a curve."""
        if not (dots or bend) and (start[0] == end[0] or start[1] == end[1]) and width <= 2 and share >= 1:
            thin = Rect(
                min(start[0], end[0]), min(start[1], end[1]), abs(end[0] - start[0]), abs(end[1] - start[1])
            )
            box = self.pixels(thin)
            surface.fill(colour, (box.x, box.y, max(box.w, self.px(width)), max(box.h, self.px(width))))
            return
        if dots:
            steps = max(1, int(math.dist(start, end) / dots))
            along = [(index + 0.5) / steps for index in range(steps)]
            for share_of_way in along:
                x = start[0] + (end[0] - start[0]) * share_of_way
                y = start[1] + (end[1] - start[1]) * share_of_way
                self.disc(surface, (x, y), width, colour, fill_share=share)
            return
        points = [start, end, bend] if bend else [start, end]

        def make(at: list[Point], scale: float) -> str:
            return shapes.line(at[0], at[1], colour, width * scale, bend=(*at, None)[2], share=share)

        self._path(surface, points, width, make, ("line", colour, width, share))

    def arc(
        self,
        surface: pygame.Surface,
        centre: Point,
        diameter: float,
        share: float,
        colour: Colour,
        width: float,
    ) -> None:
        """Draw a part (0 to 1) of a ring, clockwise from the top."""
        half = diameter / 2
        corners = [(centre[0] - half, centre[1] - half), (centre[0] + half, centre[1] + half)]
        share = round(share, 3)

        def make(at: list[Point], scale: float) -> str:
            middle = (at[0][0] + at[1][0]) / 2, (at[0][1] + at[1][1]) / 2
            return shapes.arc(middle, diameter * scale, share, colour, width * scale)

        self._path(surface, corners, 2, make, ("arc", diameter, share, colour, width))

    def polygon(
        self,
        surface: pygame.Surface,
        points: list[Point],
        fill: Fill,
        *,
        edge: Colour | None = None,
        edge_width: float = 0,
        corner: float = 0,
    ) -> None:
        """Draw a filled figure with straight sides; `corner` rounds its corners."""
        self._path(
            surface,
            points,
            edge_width,
            lambda at, scale: shapes.polygon(
                at, fill, edge=edge, edge_width=edge_width * scale, corner=corner * scale
            ),
            ("polygon", fill, edge, edge_width, corner),
        )

    def kept(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """Return a picture of a look's own, made at the first call for `key` and kept; never draw on it."""
        return self._drawn.get(("kept", key), make)

    # Inside

    def _blit_centred(self, surface: pygame.Surface, made: pygame.Surface, centre: Point) -> None:
        width, height = made.get_size()
        surface.blit(made, (round(centre[0] * self.u - width / 2), round(centre[1] * self.u - height / 2)))

    def _cast(self, surface: pygame.Surface, box: pygame.Rect, radius: float, name: str) -> None:
        """Draw only the shadow of a box.

        It is no part of the picture of what casts it: put together, their half-transparent edges turn dark.
        """
        self._shadows.cast(surface, box, min(radius * self.u, box.width / 2, box.height / 2), name)

    def _path(
        self,
        surface: pygame.Surface,
        points: list[Point],
        width: float,
        make: Callable[[list[Point], float], str],
        key: tuple[Hashable, ...],
    ) -> None:
        """Draw an SVG path through `points`; `make` gets them in pixels of its own small picture."""
        margin = self.px(width) + 2
        at = [(round(x * self.u), round(y * self.u)) for x, y in points]
        left, top = min(x for x, _ in at) - margin, min(y for _, y in at) - margin
        size = max(x for x, _ in at) - left + margin, max(y for _, y in at) - top + margin
        local: list[Point] = [(x - left, y - top) for x, y in at]
        made = self._drawn.get((*key, *local), lambda: draw_svg(shapes.drawing(make(local, self.u), *size)))
        surface.blit(made, (left, top))
