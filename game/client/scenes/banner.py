"""A calm strip under the header, pressed away by who it is for; it stops nothing.

banner         keeps time for looking back: it comes when three quarters of the time are over, once
still_there    asks somebody who stays quiet whether they are there, and gives a seat back that a bot kept
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.client.looks.header import header_height
from game.client.looks.parts import AT_REST, Interaction
from game.client.scenes.seen import Seen
from game.client.widgets.base import Act, Rect, Surface, Widget
from game.client.widgets.layout import Box
from game.client.widgets.press import Press
from game.session.wire import Connection

if TYPE_CHECKING:
    from game.client.paint import Painter

CLOSED = "banner.closed"
_WIDTH, _PAD, _ICON = 1180, 20, 44
_MINUTE_MS = 60_000


def minutes_left(seen: Seen, now: int) -> int | None:
    """Return the whole minutes left of the session's own, below 0 when they are over; None without a clock.

    Args:
        now: The time on the session's clock, in milliseconds.
    """
    began = (seen.part("clock") or {}).get("began_ms")
    return None if began is None else seen.scenario.minutes - (now - int(began)) // _MINUTE_MS


def until_debrief(seen: Seen, now: int) -> int | None:
    """Return the milliseconds until the debrief's quarter, below 0 when it is there; None without a clock."""
    began = (seen.part("clock") or {}).get("began_ms")
    return None if began is None else int(began) + seen.scenario.minutes * _MINUTE_MS * 3 // 4 - now


def banner(seen: Seen, now: int, top: float) -> list[Widget]:
    """Return the strip under the header, when it is time for it and nobody pressed it away."""
    until, left = until_debrief(seen, now), minutes_left(seen, now)
    is_last = (seen.part("table") or {}).get("rounds") == seen.round
    if until is None or left is None or until > 0 or seen.staged.get(CLOSED):
        return []
    key = "clock.debrief.over" if left <= 0 else "clock.debrief.last" if is_last else "clock.debrief.rounds"
    shows = _Strip(seen.texts(key, n=max(0, left)), seen.texts("clock.debrief.close"))
    return [_strip(seen, "banner", shows, top, lambda: seen.stage(CLOSED, True))]


def still_there(seen: Seen, connection: Connection, *, is_private: bool = False) -> list[Widget]:
    """Return what the person at this screen is asked, with one button; nothing while there is nothing.

    Args:
        seen: The screen.
        connection: The line; only one to a server asks anything.
        is_private: Whether what is somebody's own stands there: then the strip lies over its title.
    """
    here, texts = getattr(connection, "here", None), seen.texts
    if here is None or not seen.table.asks:
        return []
    if seen.table.asks == "warm":
        shows = _Strip(texts("page.bot_plays"), texts("page.take_back"), "bot")
    else:
        shows = _Strip(texts("page.still_there"), texts("page.i_am_here"), "hand")
    top = 0 if is_private else header_height(seen.painter)
    return [_strip(seen, "still_there", shows, top, here)]


def _strip(seen: Seen, key: str, shows: _Strip, top: float, act: Act) -> Press:
    """Return a strip in the middle of the width, a little under `top`."""
    width = min(_WIDTH * min(seen.k, 1.5), seen.app.screen.w - 64)
    high = max(_ICON * seen.k, _height(seen.painter, shows, width)) + 1.5 * _PAD
    return Press(
        key=key,
        box=Box(seen.app.screen.centre[0] - width / 2, top + 10, width, high),
        name=shows.said,
        hint=shows.close,
        act=act,
        draw=_draw,
        shows=shows,
        radius=24,
        spread=40,
        group="banner",
    )


@dataclass(frozen=True, slots=True)
class _Strip:
    said: str
    close: str
    icon: str = "hourglass"
    interaction: Interaction = AT_REST


def _aside(painter: Painter, shows: _Strip) -> float:
    """Return what icon and the word at the end take of the width."""
    word = painter.measure(shows.close, painter.theme.text.label_strong)[0]
    return 4 * _PAD + _ICON * painter.k + word


def _height(painter: Painter, shows: _Strip, width: float) -> float:
    style = painter.theme.text.strong
    return len(painter.wrap(shows.said, style, width - _aside(painter, shows)).lines) * painter.line_height(
        style
    )


def _draw(painter: Painter, surface: Surface, rect: Rect, shows: _Strip) -> None:
    tokens, size = painter.theme, _ICON * painter.k
    look = tokens.status["running"]
    edge = tokens.colours.ink if shows.interaction.is_hovered else tokens.colours.gold_edge
    painter.panel(
        surface, rect, look.fill, radius=tokens.radius.card, edge=edge, edge_width=2.5, shadow_name="raised"
    )
    painter.icon(surface, (rect.left + _PAD + size / 2, rect.centery), shows.icon, size * 0.8, look.ink)
    width = rect.width - _aside(painter, shows)
    high = _height(painter, shows, rect.width)
    room = Rect(rect.left + 2 * _PAD + size, rect.centery - high / 2, width, high + 4)
    painter.paragraph(surface, room, shows.said, tokens.text.strong, tokens.colours.ink)
    at = (rect.right - _PAD, rect.centery)
    painter.text(surface, at, shows.close, tokens.text.label_strong, look.ink, "right")
