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

import pygame

from game.client import grounds, pictures
from game.client.brush import Brush, Rect
from game.client.pictures import CoinKind, FaceShape
from game.client.shadows import edge_shade, shadow
from game.client.shapes import Fill, Gradient, Point
from game.client.theme import Colour, ShadowLayer, TextStyle

__all__ = ["Fill", "Gradient", "Painter", "Point", "Rect"]


class Painter(Brush):
    """Draws everything on the screen: the brush's text and shapes, and grounds, pictures and parts."""

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

        def make() -> pygame.Surface:
            return grounds.table(*box.size, self.theme, self.u, self.size)

        surface.blit(self._drawn.get(key, make), box)
        return rect.inflate(-24, -24)

    def shade(self, surface: pygame.Surface, rect: Rect, *, is_under: bool) -> None:
        """Draw the shadow of an edge over what slides under it: at the bottom of `rect`, or at its top."""
        box = self.pixels(rect)
        made = self.kept(
            ("shade", box.size, is_under),
            lambda: edge_shade(*box.size, self.theme.colours.shadow, is_under=is_under),
        )
        surface.blit(made, box)

    def dark(self, surface: pygame.Surface, rect: Rect) -> None:
        """Cover `rect` with the dark of the table and large rings, as behind the curtain."""
        box, colours = self.pixels(rect), self.theme.colours

        def make() -> pygame.Surface:
            return grounds.rings(*box.size, 230 * self.u, 2 * self.u, 0.045, colours.white)

        self.panel(surface, rect, Gradient(colours.table_top, colours.table_bottom))
        surface.blit(self._drawn.get(("dark", box.size), make), box)

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
