"""The painter: everything on the screen is drawn through it, so that one place knows pixels and text scale.

Positions and sizes are in *units*: a window of 16 to 9 is 1920 by 1080 units whatever its pixels are, another
one is wider or higher; everything is drawn at true pixels. Make a new painter when the window or the text
scale changes; keep it otherwise, because it keeps what it has drawn.

    painter = Painter(window.size, text_scale_percent=150)
    painter.width, painter.height   the screen in units        painter.k      the text scale, 1.0 to 2.0
    painter.pixels(rect)            units to a pixel rect      painter.units((x, y))   pixels to units

    text(surface, (x, y), string, style, colour, align=, valign=, width=)     one line; returns its Rect
    paragraph(surface, rect, string, style, colour, align=, valign=, lines=)  several; True when it was cut
    measure(string, style) -> (width, height)      wrap(string, style, width, lines) -> Wrapped

    paper · table · dark · panel · disc · line · arc · polygon      grounds and shapes
    chip · icon_tile · bar · glow · focus_ring · selected_ring · timer_ring      parts made of these
    icon · face · coin · mark                                pictures

`style` is one of `theme().text`; its size is multiplied by the text scale, nothing else is: a look that
should grow with the text multiplies its own measures by `painter.k`. `Rect` is pygame's FRect. Nothing here
keeps the surface it draws on, and no call needs a display.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable
from typing import Literal

import pygame

from game.client import grounds, pictures, shapes
from game.client.letters import Letter, Letters, Wrapped
from game.client.pictures import CoinKind, FaceShape
from game.client.shadows import reach, shadow
from game.client.shapes import Fill, Gradient, Point
from game.client.surfaces import SurfaceStore, draw_svg, widened
from game.client.theme import Colour, ShadowLayer, TextStyle, Theme, theme
from game.resources import assets

__all__ = ["Fill", "Gradient", "Painter", "Point", "Rect"]

Rect = pygame.FRect
Align = Literal["left", "center", "right"]
VerticalAlign = Literal["top", "middle", "bottom", "baseline"]


class Painter:
    """Draws on any surface at the pixels of one window size and one text scale."""

    def __init__(
        self, size: tuple[int, int], text_scale_percent: int = 100, tokens: Theme | None = None
    ) -> None:
        self.theme = tokens or theme()
        self.size = size
        self.u = max(0.05, min(size[0] / 1920, size[1] / 1080))
        self.width, self.height = size[0] / self.u, size[1] / self.u
        self.k = min(200, max(100, text_scale_percent)) / 100
        self._letters = Letters(assets() / "fonts")
        self._drawn = SurfaceStore(limit_bytes=160_000_000)

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
        return self.letter(style).wrap(string, int(width * self.u), lines)

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
        if width is not None and letter.width(string) > width * self.u:
            string = letter.fitted(string, int(width * self.u))
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
        return wrapped.is_cut

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

    # Grounds

    def paper(self, surface: pygame.Surface) -> None:
        """Cover the whole surface with the paper of the room."""
        size = surface.get_size()
        surface.blit(self._drawn.get(("paper", size), lambda: grounds.paper(*size, self.theme)), (0, 0))

    def table(self, surface: pygame.Surface, rect: Rect) -> Rect:
        """Draw the table: shadow, oak rim and the dark top with rings. Return the top without the rim."""
        box = self.pixels(rect)
        self._cast(surface, box, self.theme.radius.table, "table")
        key = ("table", box.size)
        surface.blit(self._drawn.get(key, lambda: grounds.table(*box.size, self.theme, self.u)), box)
        return rect.inflate(-24, -24)

    def dark(self, surface: pygame.Surface, rect: Rect) -> None:
        """Cover `rect` with the dark of the table and large rings, as behind the curtain."""
        box, colours = self.pixels(rect), self.theme.colours

        def make() -> pygame.Surface:
            return grounds.rings(*box.size, 230 * self.u, 2 * self.u, 0.045, colours.white)

        self.panel(surface, rect, Gradient(colours.table_top, colours.table_bottom))
        surface.blit(self._drawn.get(("dark", box.size), make), box)

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

    # Pictures

    def icon(self, surface: pygame.Surface, centre: Point, name: str, size: float, colour: Colour) -> None:
        """Draw an icon in one colour around `centre`."""
        pixels = self.px(size)
        made = self._drawn.get(("icon", name, pixels, colour), lambda: pictures.icon(name, pixels, colour))
        self._blit_centred(surface, made, centre)

    def face(
        self,
        surface: pygame.Surface,
        centre: Point,
        name: str,
        size: float,
        colour: Colour,
        shape: FaceShape = "circle",
        *,
        ring: float = 3,
        gap: float = 2,
        is_dim: bool = False,
    ) -> None:
        """Draw a portrait of that outer size: circle for residents and the director, square for partners."""
        pixels = self.px(size)
        key = ("face", name, pixels, colour, shape, ring, gap, is_dim)

        def make() -> pygame.Surface:
            made = pictures.face(name, pixels, colour, shape, ring * self.u, gap * self.u)
            if is_dim:
                made.fill((255, 255, 255, 102), special_flags=pygame.BLEND_RGBA_MULT)
            return made

        self._blit_centred(surface, self._drawn.get(key, make), centre)

    def bust(self, surface: pygame.Surface, bottom: Point, name: str, size: float, shirt: Colour) -> None:
        """Draw a face with shoulders and no portrait around it, standing on `bottom`."""
        pixels = self.px(size)
        made = self._drawn.get(("bust", name, pixels, shirt), lambda: pictures.bust(name, pixels, shirt))
        self._blit_centred(surface, made, (bottom[0], bottom[1] - size / 2))

    def coin(self, surface: pygame.Surface, centre: Point, size: float, kind: CoinKind = "placed") -> None:
        """Draw a coin or an empty place for one."""
        pixels = self.px(size)
        if kind == "placed":
            half = pixels // 2
            at = round(centre[0] * self.u) - half, round(centre[1] * self.u) - half
            self._cast(surface, pygame.Rect(at, (pixels, pixels)), size, "low")
        made = self._drawn.get(
            ("coin", kind, pixels), lambda: pictures.coin(kind, pixels, self.theme, self._letters)
        )
        self._blit_centred(surface, made, centre)

    def mark(self, surface: pygame.Surface, centre: Point, size: float, *, on_dark: bool = False) -> None:
        """Draw the sign of the game."""
        pixels = self.px(size)
        made = self._drawn.get(
            ("mark", pixels, on_dark), lambda: pictures.mark(pixels, self.theme, on_dark=on_dark)
        )
        self._blit_centred(surface, made, centre)

    # Parts

    def chip(
        self,
        surface: pygame.Surface,
        rect: Rect,
        string: str,
        style: TextStyle,
        ink: Colour,
        fill: Fill,
        *,
        icon: str = "",
        icon_size: float = 26,
        edge: Colour | None = None,
        edge_width: float = 2,
    ) -> None:
        """Draw a pill with an optional icon and a word in its middle."""
        self.panel(surface, rect, fill, radius=rect.height / 2, edge=edge, edge_width=edge_width)
        self.labelled(surface, rect, string, style, ink, icon=icon, icon_size=icon_size)

    def labelled(
        self,
        surface: pygame.Surface,
        rect: Rect,
        string: str,
        style: TextStyle,
        ink: Colour,
        *,
        icon: str = "",
        icon_size: float = 26,
        gap: float = 8,
    ) -> None:
        """Draw an icon and a word together in the middle of `rect`; the word is cut when it does not fit."""
        taken = (icon_size + gap) * self.k if icon else 0
        width = min(self.measure(string, style)[0], rect.width - taken - 8)
        left = rect.centerx - (taken + width) / 2
        if icon:
            size = icon_size * self.k
            self.icon(surface, (left + size / 2, rect.centery), icon, size, ink)
        self.text(surface, (left + taken, rect.centery), string, style, ink, width=width + 1)

    def icon_tile(
        self, surface: pygame.Surface, rect: Rect, name: str, colour: Colour, *, ring: Colour | None = None
    ) -> None:
        """Draw a white icon on a tile of a role's or domain's colour; `ring` puts a line around it."""
        radius = self.theme.radius.tile * rect.width / 60
        if ring:
            self.panel(surface, rect.inflate(8, 8), ring, radius=radius + 4)
        self.panel(surface, rect, colour, radius=radius)
        self.icon(surface, rect.center, name, rect.width * 0.6, self.theme.colours.white)

    def bar(self, surface: pygame.Surface, rect: Rect, share: float, colour: Colour) -> None:
        """Draw a meter: `share` (0 to 1) of a track with an edge."""
        colours, radius = self.theme.colours, rect.height / 2
        self.panel(
            surface,
            rect,
            colours.header,
            radius=radius,
            edge=colours.slot_edge,
            edge_width=1.5,
            edge_share=0.8,
        )
        width = rect.width * min(1.0, max(0.0, share))
        if width > 0:
            width = max(width, rect.height)
            self.panel(surface, Rect(rect.left, rect.top, width, rect.height), colour, radius=radius)

    def glow(self, surface: pygame.Surface, rect: Rect, colour: Colour, blur: float, percent: float) -> None:
        """Draw light around a box, fading out over about twice `blur` units."""
        box, layer = self.pixels(rect), ShadowLayer(blur, 0, percent)
        made = self._drawn.get(
            ("glow", box.size, colour, layer),
            lambda: shadow(*box.size, 24 * self.u, [layer], colour, self.u),
        )
        self._blit_centred(surface, made, rect.center)

    def focus_ring(self, surface: pygame.Surface, rect: Rect, radius: float) -> None:
        """Show where the keyboard is: a white ring and an ink ring outside it, seen on any ground."""
        colours = self.theme.colours
        self.panel(surface, rect.inflate(20, 20), None, radius=radius + 10, edge=colours.ink, edge_width=4)
        self.panel(surface, rect.inflate(12, 12), None, radius=radius + 6, edge=colours.white, edge_width=6)

    def selected_ring(self, surface: pygame.Surface, rect: Rect, radius: float) -> None:
        """Show what is chosen or whose turn it is: a gold ring with an ink line; say it in a word too."""
        colours = self.theme.colours
        self.panel(surface, rect.inflate(14, 14), None, radius=radius + 7, edge=colours.ink, edge_width=3)
        self.panel(surface, rect.inflate(9, 9), None, radius=radius + 4.5, edge=colours.gold, edge_width=4.5)

    def timer_ring(
        self, surface: pygame.Surface, centre: Point, diameter: float, share: float, colour: Colour, icon: str
    ) -> None:
        """Draw what is left of the time (0 to 1) as a ring with an icon."""
        width = diameter * 0.11
        self.disc(surface, centre, diameter, None, edge=self.theme.colours.track, edge_width=width)
        self.arc(surface, centre, diameter, share, colour, width)
        self.icon(surface, centre, icon, diameter * 0.42, self.theme.colours.ink)

    def kept(self, key: Hashable, make: Callable[[], pygame.Surface]) -> pygame.Surface:
        """Return a picture of a look's own, made at the first call for `key` and kept; never draw on it."""
        return self._drawn.get(("kept", key), make)

    # Inside

    def _blit_centred(self, surface: pygame.Surface, made: pygame.Surface, centre: Point) -> None:
        width, height = made.get_size()
        surface.blit(made, (round(centre[0] * self.u - width / 2), round(centre[1] * self.u - height / 2)))

    def _cast(self, surface: pygame.Surface, box: pygame.Rect, radius: float, name: str) -> None:
        """Draw only the shadow of a box.

        It is a picture of its own: put together with what casts it, their half-transparent edges turn dark.
        """
        layers, colour = self.theme.shadow[name], self.theme.colours.shadow
        round_by = min(radius * self.u, box.width / 2, box.height / 2)
        made = self._drawn.get(
            ("shadow", box.size, round(round_by), name),
            lambda: shadow(*box.size, round_by, layers, colour, self.u),
        )
        margin = reach(layers, self.u)
        surface.blit(made, (box.left - margin, box.top - margin))

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
