"""What comes of it: the poll asked again, and one agreement each, on a card that comes back in six weeks."""

from __future__ import annotations

from functools import partial

from game.client.scenes.column import Column, column_in
from game.client.scenes.debrief.telling import said as said_large
from game.client.scenes.pieces import face, panel, table_top
from game.client.scenes.seats import played_here
from game.client.scenes.seen import Seen
from game.client.scenes.standing import poll
from game.client.widgets.base import Widget
from game.client.widgets.layout import Box
from game.client.widgets.plain import height_of, line, paragraph
from game.client.widgets.text_entry import TextEntry

_DRAFT = "agree."
_ROW, _PAD, _WIDEST, _CARD, _WIDEST_CARD = 64, 36, 1560, 420, 700
MOST = 160
"""How many signs an agreement has at most."""


def poll_again(seen: Seen, box: Box) -> list[Widget]:
    """Return the lines of the start, hollow, with a dot for now on each."""
    inside = box.inset(60, 36)
    words = seen.texts("debrief.poll.how")
    high = height_of(seen.painter, words, inside.w, "subtitle")
    top, rest = inside.cut_top(high, 20)
    how = paragraph("debrief.poll.how", top, words, style="subtitle", colour="table_muted", align="center")
    return [table_top("debrief.table", box), how, *poll(seen, "debrief.poll", rest, again=True)]


# Agreements. -----------------------------------------------------------------------------------------


def agree(seen: Seen, box: Box) -> list[Widget]:
    """Return a line to write on for each seat that people play."""
    inside = box.inset(48, 36)
    width = min(inside.w, _WIDEST * min(seen.k, 1.3))
    title, hint = seen.texts("debrief.agree.title"), seen.texts("debrief.agree.hint")
    heads = [
        height_of(seen.painter, words, width - 2 * _PAD, style)
        for words, style in ((title, "heading"), (hint, "body"))
    ]
    around = 2 * _PAD + sum(heads) + 28
    trial = _lines(seen, Box(inside.x, inside.y, width - 2 * _PAD, 0))
    white = inside.middle(width, around + trial.height)
    words, rest = white.inset(_PAD).cut_top(sum(heads) + 8, 20)
    first, second = words.cut_top(heads[0], 8)
    return [
        table_top("debrief.table", box),
        panel("debrief.agree.panel", white),
        paragraph("debrief.agree.title", first, title, style="heading"),
        paragraph("debrief.agree.hint", second, hint, colour="muted"),
        _lines(seen, rest).scroll(),
    ]


def _lines(seen: Seen, box: Box) -> Column:
    column = column_in(seen.painter, box, "debrief.agree")
    k, side = seen.k, 56 * seen.k
    style = seen.painter.theme.text.label_strong
    longest = max((seen.painter.measure(seen.name(seat), style)[0] for seat in seen.seats), default=0)
    lead = min(side + 14 + longest + 24, column.box.w * 0.4)
    for seat in played_here(seen):
        column.gap(10)
        place = column.room(_ROW * k)
        name, field = place.cut_left(lead)
        at = Box(name.x, name.centre[1] - side / 2, side, side)
        column.add(face(f"debrief.agree.{seat}.face", at, seen.portrait(seat)))
        words = Box(at.right + 14, name.y, name.right - at.right - 14, name.h)
        column.add(line(f"debrief.agree.{seat}.name", words, seen.name(seat), style="label_strong"))
        column.add(
            TextEntry(
                key=f"debrief.agree.{seat}",
                box=field.inset(4),
                name=seen.texts("debrief.agree.of", name=seen.name(seat)),
                text=draft(seen, seat),
                on_change=partial(seen.stage, _DRAFT + seat),
                on_enter=partial(keep, seen),
                placeholder=seen.texts("debrief.agree.start"),
                most=MOST,
                group=f"debrief.agree.{seat}",
            )
        )
    column.gap(12)
    return column


def made(seen: Seen) -> dict[str, str]:
    """Return the agreements that are kept, by seat."""
    texts = seen.part("texts") or {}
    kept = {seat: texts.get(id_, "") for seat, id_ in (seen.part("agreements") or {}).items()}
    return {seat: text for seat, text in kept.items() if text}


def draft(seen: Seen, seat: str) -> str:
    """Return what stands on a seat's line now: what is being written, else what is kept."""
    return str(seen.staged.get(_DRAFT + seat, made(seen).get(seat, "")))


def keep(seen: Seen) -> None:
    """Keep every agreement that is not kept as it stands."""
    kept = made(seen)
    for seat in played_here(seen):
        text = draft(seen, seat).strip()
        if text != kept.get(seat, ""):
            seen.table.order(seat, "make_agreement", text=text)
    seen.app.changed()


def agreed(seen: Seen, box: Box) -> list[Widget]:
    """Return a card per agreement, for on the wall and for in six weeks."""
    cards = made(seen)
    if not cards:
        return said_large(seen, box, seen.texts("debrief.agreed.none"))
    inside = box.inset(48, 36)
    title = seen.texts("debrief.agreed.title")
    top, rest = inside.cut_top(height_of(seen.painter, title, inside.w, "heading"), 20)
    trial = _cards(seen, rest, cards)
    column = _cards(seen, rest.middle(rest.w, trial.height + 8), cards)
    head = paragraph("debrief.agreed.title", top, title, style="heading", colour="table_text", align="center")
    return [table_top("debrief.table", box), head, column.scroll()]


def _cards(seen: Seen, box: Box, cards: dict[str, str]) -> Column:
    column = column_in(seen.painter, box, "debrief.agreed")
    across = max(1, min(len(cards), 3, int((column.box.w + 24) // (_CARD * seen.k + 24))))
    width = min((column.box.w - 24 * (across - 1)) / across, _WIDEST_CARD * seen.k)
    left = column.box.x + (column.box.w - width * across - 24 * (across - 1)) / 2
    seats = list(cards)
    for start in range(0, len(seats), across):
        row = seats[start : start + across]
        high = max(_card_height(seen, cards[seat], width) for seat in row)
        place = column.room(high)
        for index, seat in enumerate(row):
            column.widgets += _card(
                seen, seat, cards[seat], Box(left + index * (width + 24), place.y, width, high)
            )
        column.gap(20)
    return column


def _card_height(seen: Seen, text: str, width: float) -> float:
    k = seen.k
    return max(
        200 * k, 28 * k + 72 * k + 16 + height_of(seen.painter, text, width - 56 * k, "quote") + 28 * k
    )


def _card(seen: Seen, seat: str, text: str, box: Box) -> list[Widget]:
    k, key = seen.k, f"debrief.agreed.{seat}"
    inside = box.inset(28 * k)
    head, rest = inside.cut_top(72 * k, 16)
    at, name = head.cut_left(head.h, 16)
    return [
        panel(f"{key}.card", box),
        face(f"{key}.face", at, seen.portrait(seat)),
        line(f"{key}.name", name, seen.name(seat), style="name"),
        paragraph(f"{key}.text", rest, text, style="quote"),
    ]
