"""Doing: the event card first, then what was decided turns over card by card, with what it did and why.

Above lies a row of small cards; the open one lies large under it. Enter, a click or the gold button turns the
next; a small card that is open brings its large one back.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from game.client.looks.need import CoveredLook, draw_covered
from game.client.looks.turning import SqueezedLook, TileLook, draw_squeezed, draw_tile
from game.client.motion import ease_in_out
from game.client.scenes.column import Column, column_in
from game.client.scenes.middles.carrying import (
    Effect,
    Step,
    causes,
    effects,
    forecasters,
    steps,
)
from game.client.scenes.middles.together import in_short, together
from game.client.scenes.pieces import amount, coins, face, panel, portraits, table_top, tile
from game.client.scenes.seats import why_button
from game.client.scenes.seen import Primary, Seen
from game.client.theme import Colour
from game.client.widgets.base import Picture, Widget
from game.client.widgets.layout import Box, columns
from game.client.widgets.plain import line
from game.client.widgets.press import Press
from game.client.widgets.scroll import Scroll

_AT = "carry_out.turned"
_MARKS = {"started": "clock", "landed": "clock", "unclaimed": "ban"}
"""What a small card of a task shows while it has no effect to tell: under way, or done by nobody."""
_FACTORS = ("base", "level", "fit", "carry", "cross")


def build(seen: Seen, box: Box) -> list[Widget]:
    """Return the table with the row of small cards and the large one that is open."""
    found = steps(seen)
    turned, shown = _where(seen, len(found))
    top = table_top("carry_out.table", box)
    inside = box.inset(40, 36)
    strip, rest = inside.cut_top(min(72 * seen.k, 96), 24)
    return [top, *_strip(seen, strip, found, turned, shown), *_large(seen, rest, found, shown)]


def primary(seen: Seen) -> Primary | None:
    """Return the step that is waited for: the next card, until all lie open."""
    found = steps(seen)
    turned, _ = _where(seen, len(found))
    if turned >= len(found):
        return None
    key = "looking.turn_together" if found[turned].kind == "together" else "looking.turn_next"
    return Primary(seen.texts(key), "rotate-3d", partial(turn, seen))


def turn(seen: Seen) -> None:
    """Turn the next card over."""
    count = len(steps(seen))
    turned, _ = _where(seen, count)
    if turned < count:
        seen.app.sounds.play("kaart")
        seen.stage(_AT, (seen.round, turned + 1, turned))


def _where(seen: Seen, count: int) -> tuple[int, int]:
    """Return how many cards lie open and which of them is large (-1: none yet)."""
    round_, turned, shown = seen.staged.get(_AT, (seen.round, 0, -1))
    return (min(turned, count), min(shown, count - 1)) if round_ == seen.round else (0, -1)


def _show(seen: Seen, index: int) -> None:
    turned, _ = _where(seen, len(steps(seen)))
    seen.stage(_AT, (seen.round, turned, index))


# The row of small cards. -----------------------------------------------------------------------------


def _strip(seen: Seen, box: Box, found: list[Step], turned: int, shown: int) -> list[Widget]:
    gap = 12
    width = min(190 * seen.k, (box.w - gap * (len(found) - 1)) / len(found))
    row = box.middle(width * len(found) + gap * (len(found) - 1), box.h)
    cells = columns(row, len(found), gap)
    return [_small(seen, cell, index, found[index], turned, shown) for index, cell in enumerate(cells)]


def _small(seen: Seen, box: Box, index: int, step: Step, turned: int, shown: int) -> Widget:
    is_open, is_next = index < turned, index == turned
    icon, colour, word = in_short(seen, step) if is_open else ("", seen.painter.theme.roles["petrol"], "")
    if step.kind == "together" and not is_open:
        name = seen.texts("looking.together")
    elif is_open:
        name = _title(seen, step)
    else:
        name = seen.texts("looking.turn_next" if is_next else "looking.still_covered")
    return Press(
        key=f"carry_out.small.{index}",
        box=box,
        name=name,
        hint=name if is_open else "",
        says=word,
        act=partial(_show, seen, index) if is_open else partial(turn, seen),
        is_enabled=is_open or is_next,
        is_chosen=index == shown,
        draw=draw_tile,
        shows=TileLook(icon, colour, word, _MARKS.get(step.kind, "") if is_open else "", is_next),
        group="carry_out.small",
    )


def _title(seen: Seen, step: Step) -> str:
    match step.kind:
        case "event":
            return seen.event_card(step.id)
        case "over_asked":
            return seen.texts("looking.over_asked.title", name=seen.name(step.id))
        case "together":
            return seen.texts("looking.together")
    return seen.task(step.id)


# The large card. -------------------------------------------------------------------------------------


def _large(seen: Seen, box: Box, found: list[Step], shown: int) -> list[Widget]:
    if shown < 0:
        return [_invitation(seen, box, found)]
    step = found[shown]
    lasts = seen.painter.theme.motion.turn
    name = f"carry_out.turn.{seen.round}.{shown}"
    share = seen.app.motion.value(name, 1, lasts, first=0, curve=ease_in_out)
    place = _card_box(seen, box) if step.kind in ("event", "over_asked") else box
    if share < 1:
        look = SqueezedLook(share < 0.5, abs(1 - 2 * share))
        return [Picture(key="carry_out.large", box=place, draw=draw_squeezed, shows=look, spread=36)]
    aside = 32 * min(seen.k, 1.25)
    shown_parts = _content(seen, place.inset(aside, 28), step)
    needed = max((part.length for part in shown_parts if isinstance(part, Scroll)), default=0)
    above = 40 if step.kind in ("event", "over_asked") else 28
    if needed + 2 * above < place.h:
        place = place.middle(place.w, needed + 2 * above)
        shown_parts = _content(seen, place.inset(aside, above), step)
    return [panel("carry_out.large", place), *shown_parts]


def _invitation(seen: Seen, box: Box, found: list[Step]) -> Widget:
    """Return the large card before anything is turned: face down, to be pressed."""
    key = "looking.turn_event" if found[0].kind == "event" else "looking.turn_first"
    return _back(seen, _card_box(seen, box), seen.texts(key), is_enabled=True)


def _back(seen: Seen, box: Box, word: str, *, is_enabled: bool) -> Widget:
    return Press(
        key="carry_out.back",
        box=box,
        name=word,
        act=partial(turn, seen),
        draw=draw_covered,
        shows=CoveredLook(word, ""),
        is_enabled=is_enabled,
        radius=24,
    )


def _card_box(seen: Seen, box: Box) -> Box:
    """Return where a card lies that says little: as wide as a few words need, in the middle."""
    return box.middle(820 * seen.k, 480 * seen.k)


def _content(seen: Seen, box: Box, step: Step) -> list[Widget]:
    match step.kind:
        case "event":
            return [event_column(seen, box, step.id).scroll()]
        case "over_asked":
            return _too_much(seen, box, step.id)
        case "together":
            return together(seen, box)
    return _task(seen, box, step)


def _head(column: Column, icon: str, colour: Colour, title: str, under: str) -> None:
    """Put a tile with a title and a line under it at the top of a column."""
    k, side = column.k, 76 * column.k
    start = column.y
    column.add(tile(f"{column.key}.tile", Box(column.box.x, start, side, side), icon, colour))
    indent = side + 20 * k
    column.text("title", title, style="heading", indent=indent)
    column.text("under", under, style="label", colour="muted", indent=indent)
    column.y = max(column.y, start + side)


def event_column(seen: Seen, box: Box, id_: str) -> Column:
    """Return an event card with what it says and does."""
    column = column_in(seen.painter, box, "carry_out.event")
    card, texts = seen.scenario.event_cards[id_], seen.texts
    _head(column, "zap", seen.painter.theme.roles["oranje"], seen.said(card.name), texts("looking.event"))
    column.gap(24)
    column.text("says", seen.said(card.says), style="quote")
    column.gap(20)
    does = event_does(seen, id_)
    for index, said in enumerate(does or [texts("looking.event.nothing")]):
        icon_at = column.room(0)
        side = 36 * seen.k
        column.add(tile(f"carry_out.does.{index}", Box(icon_at.x, column.y, side, side), "arrow-right", None))
        column.text(f"does.{index}.said", said, style="strong", indent=side + 12)
        column.gap(8)
    return column


def event_does(seen: Seen, id_: str) -> list[str]:
    """Return in sentences what an event card does, now and to the next pot."""
    texts, said = seen.texts, list[str]()
    by_amount: dict[int, list[str]] = {}
    for change in causes(seen, "event_card", id_):
        match change["what"]:
            case "indicator":
                name = seen.indicator(change["of"])
                said.append(texts("looking.event.indicator", name=name, amount=change["amount"]))
            case "trust":
                by_amount.setdefault(change["amount"], []).append(change["of"])
            case "patience":
                said.append(texts("looking.event.patience", amount=change["amount"]))
    for amount_, seats in by_amount.items():
        said.append(texts("looking.event.trust", names=seen.names(seats), amount=amount_))
    for effect in seen.scenario.event_cards[id_].effects:
        fields: Mapping[str, Any] = effect.model_dump()
        if "cut" in fields:
            said.append(texts("looking.event.cut", n=fields["percent"]))
        if "grant" in fields:
            said.append(texts("looking.event.grant", amount=fields["amount"]))
    return said


def _too_much(seen: Seen, box: Box, seat: str) -> list[Widget]:
    column = column_in(seen.painter, box, "carry_out.over_asked")
    texts, k = seen.texts, seen.k
    side = 120 * k
    start = column.y
    column.add(face("carry_out.over_asked.face", Box(box.x, start, side, side), seen.portrait(seat)))
    indent = side + 24 * k
    column.text(
        "title", texts("looking.over_asked.title", name=seen.name(seat)), style="heading", indent=indent
    )
    column.text("says", texts("looking.over_asked.says", name=seen.name(seat)), indent=indent)
    column.gap(16)
    for change in causes(seen, "over_asked"):
        if change["of"] == seat and change["what"] == "trust":
            said = texts("looking.over_asked.trust", amount=change["amount"])
            column.text("trust", said, style="strong", indent=indent)
        elif change["of"] == seat:
            column.text("capacity", texts("looking.over_asked.capacity"), style="strong", indent=indent)
    column.y = max(column.y, start + side)
    return [column.scroll()]


def _task(seen: Seen, box: Box, step: Step) -> list[Widget]:
    left, right = box.cut_left(box.w * 0.42, 40)
    return [_who(seen, left, step), *_outcome(seen, right, step)]


def _who(seen: Seen, box: Box, step: Step) -> Widget:
    """Return what the task is, who does it, who owns it, what was paid, who foresaw it."""
    column = column_in(seen.painter, box, "carry_out.who")
    part, texts = seen.part(f"task:{step.id}"), seen.texts
    _head(column, *seen.task_tile(step.id), seen.task(step.id), seen.domain(part["domain"]))
    column.gap(20)
    doer, owner = part["doer"], part["owner"]
    if doer and doer == owner:
        _person(seen, column, "both", doer, texts("looking.does_and_owns"))
    elif doer:
        _person(seen, column, "doer", doer, texts("looking.does"))
        if owner:
            _person(seen, column, "owner", owner, texts("looking.owns"))
    if doer and not owner:
        column.text("nobody", texts("looking.nobody_owns"), style="strong", colour="warn")
        column.gap(8)
    column.gap(4)
    if seen.k < 1.5:
        unit = (seen.part("budget") or {}).get("step", part["cost"])
        row = column.room(46 * seen.k)
        column.add(coins("carry_out.coins", row, part["paid"] // unit, (part["cost"] - part["paid"]) // unit))
        column.gap(4)
    column.text("paid", texts("looking.paid", paid=part["paid"], cost=part["cost"]), style="figure")
    seats = forecasters(seen, step.id)
    if seats:
        column.gap(16)
        column.text("foresaw", texts("looking.foresaw"), style="label", colour="muted")
        place = column.room(52 * seen.k)
        column.add(portraits("carry_out.foresaw.faces", place, [seen.portrait(seat) for seat in seats]))
        column.text("foresaw.names", seen.names(seats), style="label")
    return column.scroll()


def _person(seen: Seen, column: Column, key: str, seat: str, does: str) -> None:
    k, side = seen.k, 64 * seen.k
    start = column.y
    column.add(face(f"{column.key}.{key}.face", Box(column.box.x, start, side, side), seen.portrait(seat)))
    column.text(f"{key}.name", seen.name(seat), style="strong", indent=side + 16 * k)
    column.text(f"{key}.does", does, style="label", colour="muted", indent=side + 16 * k)
    column.y = max(column.y, start + side)
    column.gap(12)


def _outcome(seen: Seen, box: Box, step: Step) -> list[Widget]:
    """Return what came of a task: its effect with its factors in words, or when it will come."""
    column = column_in(seen.painter, box, "carry_out.outcome")
    part, texts = seen.part(f"task:{step.id}"), seen.texts
    if step.kind == "unclaimed":
        column.text("title", texts("looking.unclaimed"), style="heading")
        column.gap(8)
        column.text("says", texts("looking.unclaimed.says", paid=part["paid"]))
        return [column.scroll()]
    found = effects(seen, step.id)
    if not found:
        last = int((seen.part("table") or {}).get("rounds", 1))
        key = "looking.later.round" if part["lands"] <= last else "looking.later.after"
        column.text("title", texts("looking.later"), style="heading")
        column.gap(8)
        column.text("says", texts(key, round=part["lands"]))
        column.gap(20)
        _percents(seen, column, part["factors"])
        return [column.scroll()]
    for effect in found:
        top = column.y
        _effect(seen, column, effect, is_short=len(found) > 1)
        of = effect.indicator
        place = Box(column.box.x - 6, top, column.box.w + 12, 58 * seen.k)
        act, name = partial(seen.why, "indicator", of), seen.indicator(of)
        column.add(why_button(seen, f"carry_out.why.{of}", place, act, name))
        column.gap(24)
    if step.kind == "landed":
        column.text("since", texts("looking.landed", round=part["started"]), style="label", colour="muted")
    return [column.scroll()]


def _effect(seen: Seen, column: Column, effect: Effect, *, is_short: bool) -> None:
    """Put in an effect and its factors; short, those that changed nothing are left out."""
    k, texts = seen.k, seen.texts
    key = f"effect.{effect.indicator}"
    said = texts.signed_tenths(effect.amount)
    start, number = column.y, seen.painter.measure(said, seen.painter.theme.text.amount)[0] + 24 * k
    place = Box(column.box.x, start, number, 58 * k)
    column.add(amount(f"{column.key}.{key}.amount", place, said, effect.amount))
    column.gap(12)
    column.text(f"{key}.name", seen.indicator(effect.indicator), style="strong", indent=number)
    column.y = max(column.y, place.bottom)
    column.gap(12)
    for factor, change in effect.factors:
        if is_short and not change:
            continue
        said = texts.tenths(change) if factor == "base" else texts.signed_tenths(change)
        why = effect.reasons.get(factor, "")
        _row(seen, column, f"{key}.{factor}", texts(f"looking.factor.{factor}"), why, said)
    if effect.cut:
        said = texts.signed_tenths(effect.cut)
        _row(seen, column, f"{key}.cut", texts("looking.factor.cut"), texts("looking.factor.cut.why"), said)


def _percents(seen: Seen, column: Column, percents: Mapping[str, int]) -> None:
    for factor in _FACTORS[1:]:
        said = f"{percents[factor]}\u00a0%"
        title = seen.texts(f"looking.factor.{factor}")
        _row(seen, column, f"percent.{factor}", title, "", said)


def _row(seen: Seen, column: Column, key: str, title: str, why: str, said: str) -> None:
    """Put in a row: a word, why, and a number at the right."""
    k, start, box = seen.k, column.y, column.box
    lead, number = 142 * k, 84 * k
    column.add(
        line(f"{column.key}.{key}.title", Box(box.x, start, lead, 34 * k), title, style="label_strong")
    )
    words = Column(
        seen.painter, Box(box.x + lead, start, box.w - lead - number - 12, 0), f"{column.key}.{key}"
    )
    if why:
        words.text("why", why[:1].upper() + why[1:], style="label", colour="muted")
    column.widgets += words.widgets
    place = Box(box.right - number, start, number, 34 * k)
    column.add(line(f"{column.key}.{key}.said", place, said, style="figure", align="right"))
    column.y = max(words.y, start + 34 * k)
    column.gap(8 if k >= 1.25 else 16)
