"""The dialogue: what was told lies open on the table; beside it what the acting seat can do."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from game.client.looks.need import CoveredLook, NeedLook, draw_covered, draw_need, draw_turn, quote_fits
from game.client.looks.parts import Portrait
from game.client.motion import ease_in_out
from game.client.scenes.choices import Choice, add_choices, closed, ids, simple
from game.client.scenes.column import column_in
from game.client.scenes.hearing import heard_together
from game.client.scenes.looking_into import (
    LOOKING,
    awaited,
    awaited_card,
    gain,
    look_into,
    price_said,
    revealed_card,
    revealed_now,
)
from game.client.scenes.meters import time_high, time_left
from game.client.scenes.pieces import panel, table_top
from game.client.scenes.places import ROW_FROM
from game.client.scenes.seen import Seen
from game.client.widgets.base import Act, Picture, Widget
from game.client.widgets.button import round_button
from game.client.widgets.layout import Box, grid, page_of
from game.client.widgets.plain import line
from game.client.widgets.press import Press

CARD = (393, 330)
_LOWEST = 300
"""How high a card is at least, at text scale 1: that is when there are pages."""
TURN_MS = 500
_KNOWN = "dialogue.known"


def build(seen: Seen, box: Box) -> list[Widget]:
    """Return the table with the cards; beside it what the acting seat can do, or what all hear together."""
    if seen.table.is_only_shown:
        side, table = box.cut_right(min(480 * seen.k, box.w * 0.44), 32)
        return [*_table(seen, table), *heard_together(seen, side)]
    side, table = box.cut_right(min(480 * seen.k, box.w * 0.44), 32)
    time, side = side.cut_top(time_high(seen.k), 16)
    return [*_table(seen, table), *time_left(seen, time), *_panel(seen, side)]


# The cards. ------------------------------------------------------------------------------------------


def _table(seen: Seen, box: Box) -> list[Widget]:
    widgets: list[Widget] = [table_top("dialogue.table", box)]
    inside = box.inset(28, 36 if seen.k < ROW_FROM else 26)
    makers = _cards(seen)
    across, apart = _across(seen, inside), 24.0
    spare = (box.w - across * CARD[0] * seen.k) / (across + 1)
    if seen.table.is_only_shown and spare > 28:  # then cards have their own width, with as much between them
        apart = min(spare, 42)
        inside = box.inset(apart, inside.y - box.y)
    down = max(1, int((inside.h + 24) // (CARD[1] * seen.k + 24)))
    if len(makers) > across * down:
        bar, inside = inside.cut_bottom(56 * min(seen.k, 1.25), 16)
        down = max(1, int((inside.h + 24) // (CARD[1] * 0.9 * seen.k + 24)))
        shown, page, pages = page_of(len(makers), across * down, int(seen.staged.get("dialogue.page", 0)))
        widgets += _pages(seen, bar, page, pages)
    else:
        shown = range(len(makers))
    if not makers:
        widgets.append(
            line("dialogue.empty", inside, seen.texts("client.nothing_told"), style="heading",
                 colour="table_muted", align="center")
        )  # fmt: skip
    for index, place in zip(
        shown, grid(inside, across, down, apart, 32 if seen.k < ROW_FROM else 24), strict=False
    ):
        widgets.append(makers[index](place))
    return widgets


def _across(seen: Seen, inside: Box) -> int:
    """Return how many cards lie beside each other: as many as fit, so that every quote is whole."""
    quotes = [seen.card_says(card["id"]) for card in seen.part("cards")]
    for across in range(max(1, int((inside.w + 24) // (CARD[0] * 0.92 * seen.k + 24))), 1, -1):
        width, height = (inside.w + 24) / across - 24, _LOWEST * seen.k
        if all(quote_fits(seen.painter, quote, width, height) for quote in quotes):
            return across
    return max(1, int((inside.w + 24) // (CARD[0] * 0.98 * seen.k + 24)))


def _pages(seen: Seen, bar: Box, page: int, pages: int) -> list[Widget]:
    less, rest = bar.cut_left(bar.h, 16)
    more, rest = rest.cut_right(bar.h, 16)
    said = seen.texts("client.of", n=page + 1, all=pages)
    return [
        round_button("dialogue.less", less, seen.texts("client.before"), "chevron-left",
                     lambda: seen.stage("dialogue.page", max(0, page - 1)), group="dialogue.pages"),
        line("dialogue.page", rest, said, style="label_strong", colour="table_muted", align="center"),
        round_button("dialogue.more", more, seen.texts("client.after"), "chevron-right",
                     lambda: seen.stage("dialogue.page", (page + 1) % pages), group="dialogue.pages"),
    ]  # fmt: skip


def _cards(seen: Seen) -> list[Callable[[Box], Widget]]:
    """Return what lies on the table: told cards and found needs, the newest first, then what is covered."""
    told = list(reversed(seen.part("cards")))
    seen.staged.setdefault(_KNOWN, {card["id"] for card in told})
    makers: list[Callable[[Box], Widget]] = [_maker(_told, seen, card) for card in told]
    makers += [_maker(_found, seen, need) for need in reversed(seen.part("chair")["found"])]
    makers += [_maker(revealed_card, seen, task) for task in revealed_now(seen)]
    makers += [_maker(awaited_card, seen, one) for one in awaited(seen)]
    for seat in seen.seats:
        left = (seen.part(f"seat:{seat}") or {}).get("cards_left", 0)
        if left:
            makers.append(_maker(_covered, seen, (seat, left)))
    return makers


def _maker(make: Callable[[Seen, Any, Box], Widget], seen: Seen, of: Any) -> Callable[[Box], Widget]:
    return lambda box: make(seen, of, box)


def _told(seen: Seen, card: dict[str, Any], box: Box) -> Widget:
    texts, seat = seen.texts, card["role"]
    icon, _ = seen.need_tile(card["need"])
    hands = len(card["hands"])
    look = NeedLook(
        name=seen.name(seat),
        role=seen.who(seat),
        portrait=seen.portrait(seat),
        quote=seen.card_says(card["id"]),
        need=seen.need(card["need"]),
        icon=icon,
        hands=texts("client.times", n=hands) if hands else "",
    )
    may = card["id"] in seen.choices("recognise", "card")
    mine = seen.acting is not None and seen.acting in card["hands"]
    hint = texts("client.recognise", name=seen.name(seen.acting)) if may and seen.acting else ""
    if not may and seen.acting:
        hint = texts("client.recognised") if mine else _why_not(seen, card)
    turned = seen.app.motion.value(
        f"turn.{card['id']}", 1, TURN_MS, first=0 if _is_new(seen, card["id"]) else 1, curve=ease_in_out
    )
    back = CoveredLook(seen.name(seat), "")
    if turned < 1:
        return Picture(
            key=f"turning.{card['id']}", box=box, shows=(back, look, turned),
            draw=lambda painter, surface, rect, shows: draw_turn(painter, surface, rect, *shows),
        )  # fmt: skip
    if not may:
        return _shown(card["id"], box, look, hint)
    return Press(
        key=f"card.{card['id']}",
        box=box,
        name=look.quote,
        says=f"{look.need} {look.hands}".strip(),
        hint=hint,
        act=lambda: seen.order("recognise", card=card["id"]),
        draw=draw_need,
        shows=look,
        is_chosen=mine,
        radius=24,
        group="dialogue.cards",
        kind="story card",
    )


def _shown(id_: str, box: Box, look: NeedLook, hint: str) -> Widget:
    """Return a told card that the acting seat has nothing to do with."""
    shown = Picture(key=f"card.{id_}", box=box, name=look.quote, draw=draw_need, shows=look)
    shown.says = f"{look.need} {look.hands}".strip()
    shown.hint = hint
    return shown


def _is_new(seen: Seen, card: str) -> bool:
    """Tell whether a card was told while this screen stood here; the first look shows all without turning."""
    return card not in seen.staged[_KNOWN]


def _why_not(seen: Seen, card: dict[str, Any]) -> str:
    if card["role"] == seen.acting:
        return ""
    return next((closed(seen, option) for option in seen.options("recognise")), "")


def _found(seen: Seen, need: str, box: Box) -> Widget:
    """Return a need that an instrument found: of the empty chair, or of somebody here who did not tell it."""
    found = seen.scenario.needs[need]
    icon, colour = seen.need_tile(need)
    look = NeedLook(
        name=seen.texts("client.empty_chair" if found.chair else "client.found_here"),
        role=seen.texts("client.found" if found.chair else "client.found_nameless"),
        portrait=Portrait("", colour, "circle", is_away=True),
        quote=seen.said(found.says) or seen.texts("client.found_unsaid", need=seen.need(need)),
        need=seen.need(need),
        icon=icon,
    )
    return Picture(key=f"found.{need}", box=box, name=look.quote, says=look.need, draw=draw_need, shows=look)


def _covered(seen: Seen, of: tuple[str, int], box: Box) -> Widget:
    seat, left = of
    look = CoveredLook(seen.name(seat), seen.texts("client.covered", n=left))
    return Picture(
        key=f"covered.{seat}", box=box, name=look.name, says=look.note, draw=draw_covered, shows=look
    )


# What the acting seat can do. ------------------------------------------------------------------------


def _panel(seen: Seen, box: Box) -> list[Widget]:
    inside = box.inset(22, 26)
    column = column_in(seen.painter, inside, "dialogue.choices")
    if seen.acting is None:
        column.text("none", seen.texts("client.choose_someone"))
    else:
        column.text("who", seen.name(seen.acting), style="heading")
        column.gap(6)
        column.text("can", seen.texts("client.can_do"), style="label", colour="muted")
        column.gap(12)
        for title, rows in _sections(seen):
            if not rows:
                continue
            if title:
                column.gap(8)
                column.text(f"title.{rows[0].key}", title, style="label_strong")
                column.gap(8)
            shut = {row.closed for row in rows}
            if len(rows) > 1 and len(shut) == 1 and "" not in shut:
                column.text(f"closed.{rows[0].key}", shut.pop(), style="label", colour="muted")
            else:
                add_choices(seen, column, rows, "dialogue.choices")
        hands = (seen.part(f"seat:{seen.acting}") or {}).get("hands_left", 0)
        if seen.options("recognise"):
            column.gap(8)
            column.text("hands", seen.texts("client.hands_left", n=hands), style="label", colour="muted")
    return [panel("dialogue.panel", box), column.scroll(inside)]


def _sections(seen: Seen) -> list[tuple[str, list[Choice]]]:
    texts = seen.texts
    extra = simple(
        seen, "book_report", "report", texts("client.report"), "megaphone", texts("client.slot", n=1)
    )
    extra += simple(
        seen, "write_note", "note", texts("client.note"), "notebook-pen", texts("client.slot", n=1)
    )
    return [
        (texts("client.tell_title"), _tell(seen)),
        (texts("client.ask_title"), _ask(seen)),
        (texts("client.instrument_title"), _instruments(seen)),
        (texts("client.slots_title"), extra),
    ]


def _tell(seen: Seen) -> list[Choice]:
    """Return a row per card that is still covered; on a shared screen it shows a number, never the card."""
    options = seen.options("tell_card")
    if not options:
        return []
    may, why = ids(options[0], "card"), closed(seen, options[0])
    cards = (seen.private() or {}).get("cards", [])
    rows = []
    for number, card in enumerate(cards, start=1):
        if card["told"]:
            continue
        shut = why or ("" if card["id"] in may else seen.texts("client.later_card"))
        rows.append(
            Choice(f"tell.{number}", seen.texts("client.tell", n=number), _teller(seen, card["id"]),
                   icon="message-square-quote", closed=shut)
        )  # fmt: skip
    return rows


def _teller(seen: Seen, card: str) -> Act:
    return lambda: seen.order("tell_card", card=card)


def _ask(seen: Seen) -> list[Choice]:
    options = seen.options("ask_by_name")
    if not options:
        return []
    why = closed(seen, options[0])
    return [
        Choice(f"ask.{of}", seen.texts("client.ask_someone", name=seen.name(of)), _asker(seen, of),
               icon="message-circle-question-mark", closed=why)
        for of in ids(options[0], "of")
    ]  # fmt: skip


def _asker(seen: Seen, of: str) -> Act:
    return lambda: seen.order("ask_by_name", of=of)


def _instruments(seen: Seen) -> list[Choice]:
    rows = []
    for option in seen.options("use_instrument"):
        for id_ in ids(option, "instrument"):
            one = seen.scenario.instruments[id_]
            gains = seen.texts("client.gives_turns", n=one.turns) if one.turns else ""
            gains = gains or seen.texts("client.finds", n=one.finds)
            cost, slots = seen.texts.euros(one.cost), seen.texts("client.slot", n=one.slots)
            name = seen.instrument(id_)
            act = _user(seen, id_)
            if one.kind in LOOKING:
                gains, cost = gain(seen, one), price_said(seen, one)
                act = partial(look_into, seen, option) if ids(option, "task") else act
            rows.append(
                Choice(
                    f"instrument.{id_}",
                    name,
                    act,
                    f"{gains} · {cost}",
                    icon=one.icon,
                    closed=closed(seen, option),
                    hint=f"{name}: {gains} · {slots} · {cost}",
                )
            )
    return rows


def _user(seen: Seen, instrument: str) -> Act:
    return lambda: seen.order("use_instrument", instrument=instrument)
