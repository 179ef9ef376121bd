"""Told cards as looks: whose words, which need, and how high a card must be for all its words."""

from __future__ import annotations

from collections.abc import Iterable

from game.client.looks.need import NeedLook
from game.client.paint import Painter
from game.client.scenes.seen import Seen
from game.client.widgets.plain import height_of

_AROUND_QUOTE = 156 + 16 + 77  # above and under the words of a card, at text scale 1
_BESIDE_QUOTE = 52
_BESIDE_NEED = 124
_BESIDE_ROLE = 136


def need_height(painter: Painter, quote: str, width: float) -> float:
    """Return how high a told card of this width must be, in units."""
    return _AROUND_QUOTE * painter.k + height_of(painter, quote, width - _BESIDE_QUOTE * painter.k, "quote")


def need_width(seen: Seen, needs: Iterable[str]) -> float:
    """Return how wide a told card must be so that the names of these needs fit on it, in units."""
    style = seen.painter.theme.text.label_strong
    names = [seen.painter.measure(seen.need(need), style)[0] for need in needs]
    return max(names, default=0) + _BESIDE_NEED * seen.k


def need_look(seen: Seen, seat: str, need: str, quote: str, width: float) -> NeedLook:
    """Return a card in a seat's own words, `width` units wide."""
    icon, _ = seen.need_tile(need)
    return NeedLook(
        name=seen.name(seat),
        role=role_word(seen, seat, width - _BESIDE_ROLE * seen.k),
        portrait=seen.portrait(seat),
        quote=quote,
        need=seen.need(need),
        icon=icon,
    )


def role_word(seen: Seen, seat: str, width: float) -> str:
    """Return what a seat is, in its own words or, where these do not fit, in one word."""
    said = seen.who(seat)
    if seen.painter.measure(said, seen.painter.theme.text.label)[0] <= width:
        return said
    return seen.texts(f"kind.{seen.scenario.roles[seat].kind}")
