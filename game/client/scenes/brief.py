"""The brief: who you are, and the cards in your pocket. Read alone, once, at the start."""

from __future__ import annotations

from game.client.looks.need import NeedLook, draw_need
from game.client.scenes.column import Column, column_in
from game.client.scenes.pieces import panel
from game.client.scenes.secret import secret_screen
from game.client.scenes.seen import Seen
from game.client.widgets.base import Act, Picture, Widget
from game.client.widgets.layout import Box, columns


def build(seen: Seen, screen: Box, done: Act) -> list[Widget]:
    """Return the brief of the seat behind the curtain."""
    texts, k = seen.texts, seen.k
    inside, made = secret_screen(
        seen,
        screen,
        seen.who(seen.acting or ""),
        texts("client.brief_about"),
        texts("client.brief_done"),
        done,
    )
    cards = (seen.private() or {}).get("cards", [])
    left = right = inside.middle(min(inside.w, 1000 * k), inside.h)
    if cards:
        left, right = inside.cut_left(inside.w * 0.44 - 12, 24)
    needed = _words(seen, left.inset(36, 32)).height + 64
    high = min(left.h, max(needed, 470 * k if cards else 0))
    place = left.middle(left.w, high)
    column = _words(seen, place.inset(36, 32))
    made += [panel("brief.panel", place), column.scroll(column.window)]
    across = columns(right.middle(right.w, min(right.h, 470 * k)), max(2, len(cards)), 24)
    for number, (card, place) in enumerate(zip(cards, across, strict=False), 1):
        made += _card(seen, card, number, place)
    return made


def _words(seen: Seen, window: Box) -> Column:
    """Return who this seat is, in a column for `window`."""
    role = seen.scenario.roles[seen.acting or ""]
    column = column_in(seen.painter, window, "brief")
    column.text("text", seen.said(role.brief) or seen.said(role.who), style="quote")
    column.gap(24)
    column.text("capacity", seen.texts("client.capacity", n=role.capacity), colour="muted")
    if role.core_value is not None:
        column.gap(16)
        column.text("core", seen.said(role.core_value.says), style="strong")
    return column


def _card(seen: Seen, card: dict[str, object], number: int, box: Box) -> list[Widget]:
    texts, seat = seen.texts, seen.acting or ""
    need = str(card["need"])
    icon, _ = seen.need_tile(need)
    look = NeedLook(
        name=texts("client.card", n=number),
        role=texts("client.later_card_short") if card["tell_from_trust"] else texts("client.free_card"),
        portrait=seen.portrait(seat),
        quote=seen.card_says(str(card["id"])),
        need=seen.need(need),
        icon=icon,
    )
    shown = Picture(key=f"brief.card.{number}", box=box, name=look.quote, draw=draw_need, shows=look)
    shown.says = look.need
    return [shown]
