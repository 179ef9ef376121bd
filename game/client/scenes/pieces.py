"""Small pictures that several scenes share: a panel, a face, a tile, an amount with its colour."""

from __future__ import annotations

from collections.abc import Sequence

from game.client.looks.parts import Portrait, draw_coins, draw_faces, draw_portrait
from game.client.paint import Gradient, Painter
from game.client.pictures import CoinKind
from game.client.theme import Colour
from game.client.widgets.base import Picture, Rect, Surface
from game.client.widgets.ground import Ground
from game.client.widgets.layout import Box
from game.client.widgets.plain import height_of


def table_top(key: str, box: Box) -> Ground:
    """Return the table: petrol with an oak rim. What lies on it starts 24 units inside."""
    return Ground(key=key, box=box, draw=_table, spread=70)


def panel(key: str, box: Box) -> Picture:
    """Return a white panel with a shadow."""
    return Picture(key=key, box=box, draw=_panel, spread=40)


def face(key: str, box: Box, portrait: Portrait) -> Picture:
    """Return a face as large as the box is high."""
    return Picture(key=key, box=box, draw=_face, shows=portrait, spread=4)


def portraits(key: str, box: Box, shown: Sequence[Portrait]) -> Picture:
    """Return faces in a row, each a little over the one before."""
    return Picture(key=key, box=box, draw=_faces, shows=tuple(shown), spread=4)


def tile(key: str, box: Box, icon: str, colour: Colour | None) -> Picture:
    """Return an icon: white on a tile of a domain's colour, or in ink on nothing without one."""
    return Picture(key=key, box=box, draw=_tile, shows=(icon, colour), spread=4)


def amount(key: str, box: Box, said: str, value: int) -> Picture:
    """Return a change in large figures: green up, red down."""
    return Picture(key=key, box=box, name=said, says=said, draw=_amount, shows=(said, value), spread=8)


def change(key: str, box: Box, said: str, value: int) -> Picture:
    """Return a change in small figures at the right of the box, with an arrow up or down."""
    return Picture(key=key, box=box, name=said, says=said, draw=_change, shows=(said, value), spread=8)


def badge(key: str, box: Box, said: str) -> Picture:
    """Return a number on a petrol disc: the same mark as in a chart."""
    return Picture(key=key, box=box, name=said, says=said, draw=_badge, shows=said, spread=4)


def empty_chair(key: str, box: Box) -> Picture:
    """Return the face of who is not at the table: an empty chair."""
    return Picture(key=key, box=box, draw=_chair, spread=4)


def pill_height(painter: Painter, said: str, width: float) -> float:
    """Return how high a chip of this width must be for its words."""
    return height_of(painter, said, width - 66 * painter.k, "label_strong") + 20 * painter.k


def pill(key: str, box: Box, status: str, said: str) -> Picture:
    """Return a chip with the shape and tint of a status; the words take as many lines as fit."""
    return Picture(key=key, box=box, name=said, says=said, draw=_pill, shows=(status, said), spread=8)


def verdict_line(key: str, box: Box, status: str, said: str) -> Picture:
    """Return the icon and word of a status without a chip round them."""
    return Picture(key=key, box=box, name=said, says=said, draw=_verdict, shows=(status, said), spread=4)


def bar(key: str, box: Box, said: str, share: float) -> Picture:
    """Return how much of something is done, from 0 to 1."""
    return Picture(key=key, box=box, name=said, draw=_bar, shows=round(share, 3))


def _bar(painter: Painter, surface: Surface, rect: Rect, share: float) -> None:
    painter.bar(surface, rect, share, painter.theme.roles["petrol"])


def coins(key: str, box: Box, placed: int, empty: int) -> Picture:
    """Return a row of coins, as high as the box, that closes up when there are many."""
    return Picture(key=key, box=box, draw=_coins, shows=(placed, empty), spread=6)


def _coins(painter: Painter, surface: Surface, rect: Rect, shows: tuple[int, int]) -> None:
    placed, empty = shows
    kinds: list[CoinKind] = ["placed"] * placed
    kinds += ["empty"] * empty
    size = rect.height * 0.86
    draw_coins(
        painter, surface, rect.left, rect.centery, kinds, width=rect.width, size=size, pitch=size * 1.12
    )


def _table(painter: Painter, surface: Surface, rect: Rect, _: object) -> None:
    painter.table(surface, rect)


def _panel(painter: Painter, surface: Surface, rect: Rect, _: object) -> None:
    tokens = painter.theme
    fill = Gradient(tokens.colours.card_top, tokens.colours.card_bottom)
    painter.panel(
        surface, rect, fill, radius=tokens.radius.panel, edge=tokens.colours.card_edge, shadow_name="card"
    )


def _face(painter: Painter, surface: Surface, rect: Rect, portrait: Portrait) -> None:
    draw_portrait(painter, surface, (rect.left + rect.height / 2, rect.centery), rect.height, portrait)


def _faces(painter: Painter, surface: Surface, rect: Rect, shown: tuple[Portrait, ...]) -> None:
    size = rect.height
    pitch = min(size * 0.92, (rect.width - size) / max(1, len(shown) - 1))
    draw_faces(painter, surface, rect.left, rect.centery, shown, size=size, pitch=pitch, most=len(shown))


def _tile(painter: Painter, surface: Surface, rect: Rect, shows: tuple[str, Colour | None]) -> None:
    icon, colour = shows
    if colour is None:
        painter.icon(surface, rect.center, icon, rect.height * 0.8, painter.theme.colours.ink)
    else:
        painter.icon_tile(surface, rect, icon, colour)


def _amount(painter: Painter, surface: Surface, rect: Rect, shows: tuple[str, int]) -> None:
    said, value = shows
    colours = painter.theme.colours
    ink = colours.up if value > 0 else colours.down if value < 0 else colours.ink
    painter.text(surface, (rect.left, rect.centery), said, painter.theme.text.amount, ink)


def _change(painter: Painter, surface: Surface, rect: Rect, shows: tuple[str, int]) -> None:
    said, value = shows
    k, colours = painter.k, painter.theme.colours
    ink = colours.up if value > 0 else colours.down if value < 0 else colours.ink
    at = (rect.right, rect.centery)
    number = painter.text(surface, at, said, painter.theme.text.count, ink, "right")
    if value:
        icon = "arrow-up" if value > 0 else "arrow-down"
        painter.icon(surface, (number.left - 16 * k, rect.centery), icon, 24 * k, ink)


def _pill(painter: Painter, surface: Surface, rect: Rect, shows: tuple[str, str]) -> None:
    status, said = painter.theme.status[shows[0]], shows[1]
    k = painter.k
    painter.panel(surface, rect, status.fill, radius=min(26 * k, rect.height / 2))
    painter.icon(surface, (rect.left + 30 * k, rect.centery), status.icon, 28 * k, status.ink)
    room = Rect(rect.left + 54 * k, rect.top, rect.width - 66 * k, rect.height)
    painter.paragraph(surface, room, said, painter.theme.text.label_strong, status.ink, valign="middle")


def _verdict(painter: Painter, surface: Surface, rect: Rect, shows: tuple[str, str]) -> None:
    status, k = painter.theme.status[shows[0]], painter.k
    painter.icon(surface, (rect.left + 18 * k, rect.centery), status.icon, 28 * k, status.ink)
    at = (rect.left + 40 * k, rect.centery)
    painter.text(surface, at, shows[1], painter.theme.text.label_strong, status.ink)


def _badge(painter: Painter, surface: Surface, rect: Rect, said: str) -> None:
    tokens = painter.theme
    painter.disc(surface, rect.center, rect.height, tokens.roles["petrol"])
    painter.text(surface, rect.center, said, tokens.text.tab, tokens.colours.white, "center")


def _chair(painter: Painter, surface: Surface, rect: Rect, _: object) -> None:
    colours = painter.theme.colours
    painter.disc(
        surface, rect.center, rect.height, colours.pill, edge=colours.control_edge, edge_width=3, dash=9
    )
    painter.icon(surface, rect.center, "armchair", rect.height * 0.55, colours.ink)
