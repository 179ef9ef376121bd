"""The steps of the debrief that are told: out of your role, the cards in the pockets, the questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from game.client.looks.need import CoveredLook, draw_covered, draw_need, draw_need_bar
from game.client.scenes.cards import need_height, need_look, need_width
from game.client.scenes.column import Column, column_in
from game.client.scenes.pieces import empty_chair, face, panel, table_top, tile
from game.client.scenes.seen import Seen
from game.client.table import PROJECTOR
from game.client.widgets.base import Picture, Widget
from game.client.widgets.layout import Box, columns
from game.client.widgets.plain import height_of, line, paragraph
from game.debrief.measures import Pocket
from game.debrief.questions import questions as asked

_CARD = 560


def role(seen: Seen, box: Box) -> list[Widget]:
    """Return the prompt to leave the role, with all faces round the table."""
    k = seen.k
    inside = box.inset(60, 48)
    side = min(150 * k, (inside.w - 24 * (len(seen.seats) - 1)) / max(1, len(seen.seats)), inside.h * 0.4)
    widgets: list[Widget] = [table_top("debrief.table", box)]
    title, says = seen.texts("debrief.role"), seen.texts("debrief.role.says")
    width = min(inside.w, 1300 * k)
    heights = (
        height_of(seen.painter, title, width, "display"),
        height_of(seen.painter, says, width, "subtitle"),
    )
    top = inside.y + max(0, (inside.h - side - 44 * k - 40 - sum(heights) - 24) / 2)
    row = Box(inside.x, top, inside.w, side).middle(len(seen.seats) * (side + 24) - 24, side)
    for seat, place in zip(seen.seats, columns(row, len(seen.seats), 24), strict=True):
        widgets.append(face(f"debrief.face.{seat}", place.middle(side, side), seen.portrait(seat)))
        under = Box(place.x - 10, place.bottom + 4, place.w + 20, 40 * k)
        widgets.append(
            line(
                f"debrief.name.{seat}",
                under,
                seen.name(seat),
                style="label_strong",
                colour="table_text",
                align="center",
            )
        )
    words = Box(inside.x, row.bottom + 84 * k, inside.w, 0).middle(width, 0)
    first = Box(words.x, row.bottom + 44 * k + 40, words.w, heights[0])
    second = Box(words.x, first.bottom + 24, words.w, heights[1])
    widgets.append(
        paragraph("debrief.role", first, title, style="display", colour="table_text", align="center")
    )
    widgets.append(
        paragraph("debrief.role.says", second, says, style="subtitle", colour="table_muted", align="center")
    )
    return widgets


def said(seen: Seen, box: Box, text: str) -> list[Widget]:
    """Return one sentence, large, on the table."""
    width = min(box.w - 120, 1300 * seen.k)
    high = height_of(seen.painter, text, width, "display")
    return [
        table_top("debrief.table", box),
        paragraph(
            "debrief.said",
            box.middle(width, high),
            text,
            style="display",
            colour="table_text",
            align="center",
        ),
    ]


def expect(seen: Seen, box: Box, icon: str, subject: str) -> list[Widget]:
    """Return the question before a picture: what do you expect to see?"""
    k, text = seen.k, seen.texts("debrief.expect")
    width = min(box.w - 120, 1300 * k)
    high, low = (
        height_of(seen.painter, text, width, "display"),
        height_of(seen.painter, subject, width, "subtitle"),
    )
    side = 110 * k
    whole = box.middle(width, side + 32 + high + 20 + low)
    at = Box(whole.centre[0] - side / 2, whole.y, side, side)
    first = Box(whole.x, at.bottom + 32, whole.w, high)
    second = Box(whole.x, first.bottom + 20, whole.w, low)
    return [
        table_top("debrief.table", box),
        tile("debrief.expect.icon", at, icon, seen.painter.theme.roles["oker"]),
        paragraph("debrief.expect", first, text, style="display", colour="table_text", align="center"),
        paragraph(
            "debrief.expect.what", second, subject, style="subtitle", colour="table_muted", align="center"
        ),
    ]


# Cards in the pocket. --------------------------------------------------------------------------------


def pocket(seen: Seen, box: Box, held: Pocket | None, *, is_open: bool) -> list[Widget]:
    """Return a card nobody heard: face down with who reads it, then open with what would have answered it."""
    if held is None:
        return said(seen, box, seen.texts("debrief.pockets.none"))
    inside = box.inset(60, 44)
    width = min(max(_CARD * min(seen.k, 1.4), need_width(seen, [held.need])), inside.w * 0.56)
    left, right = inside.cut_left(width, 48)
    quote = _words(seen, held)
    high = min(inside.h, max(420, need_height(seen.painter, quote, width)))
    card = left.middle(width, high)
    widgets: list[Widget] = [table_top("debrief.table", box)]
    if not is_open:
        widgets.append(_covered(seen, card, held))
        widgets.append(_beside(seen, right, lambda column: _who_reads(seen, column, held)))
    else:
        widgets += _opened(seen, card, held, quote)
        widgets.append(_beside(seen, right, lambda column: _answers(seen, column, held)))
    return widgets


def _beside(seen: Seen, box: Box, fill: Callable[[Column], None]) -> Widget:
    """Return a column beside the card, in the middle of its height."""
    trial = column_in(seen.painter, box, "debrief.beside")
    fill(trial)
    window = box.middle(box.w, trial.height)
    column = column_in(seen.painter, window, "debrief.beside")
    fill(column)
    return column.scroll()


def _words(seen: Seen, held: Pocket) -> str:
    """Return what stands on the card; a need of the chair may have words of its own."""
    if held.card is not None:
        return seen.card_says(held.card)
    need = seen.scenario.needs.get(held.need)
    return seen.said(need.says) if need is not None and need.says else seen.need(held.need)


def _covered(seen: Seen, box: Box, held: Pocket) -> Widget:
    name = seen.name(held.seat) if held.seat else seen.texts("debrief.chair")
    look = CoveredLook(name, seen.texts("looking.still_covered"))
    return Picture(key="debrief.card", box=box, name=name, draw=draw_covered, shows=look)


def _who_reads(seen: Seen, column: Column, held: Pocket) -> None:
    key = "debrief.pocket.reads" if held.seat else "debrief.chair.reads"
    facts = {"name": seen.name(held.seat)} if held.seat else {}
    column.text("reads", seen.texts(key, **facts), style="heading", colour="table_text")
    column.gap(16)
    column.text("listen", seen.texts("debrief.pocket.listen"), style="subtitle", colour="table_muted")


def _opened(seen: Seen, box: Box, held: Pocket, quote: str) -> list[Widget]:
    if held.seat is not None:
        look = need_look(seen, held.seat, held.need, quote, box.w)
        return [Picture(key="debrief.card", box=box, name=quote, says=quote, draw=draw_need, shows=look)]
    k, pad = seen.k, 28 * seen.k
    column = Column(seen.painter, box.inset(pad, pad), "debrief.chair")
    side = 80 * k
    start = column.y
    icon, colour = seen.need_tile(held.need)
    column.add(empty_chair("debrief.chair.icon", Box(column.box.x, start, side, side)))
    name = Box(column.box.x + side + 16, start, column.box.w - side - 16, side)
    column.add(line("debrief.chair.name", name, seen.texts("debrief.chair"), style="title"))
    foot = Box(column.box.x, box.bottom - pad - 56 * k, column.box.w, 56 * k)
    said = f"“{quote}”"
    high = height_of(seen.painter, said, column.box.w, "quote")
    between = Box(column.box.x, start + side + 16, column.box.w, foot.y - start - side - 32)
    column.add(paragraph("debrief.chair.quote", between.middle(between.w, high), said, style="quote"))
    shows = (seen.need(held.need), icon, colour)
    need = Picture(key="debrief.chair.need", box=foot, name=shows[0], draw=draw_need_bar, shows=shows)
    need.says = shows[0]
    column.add(need)
    return [panel("debrief.card", box), *column.widgets]


def _answers(seen: Seen, column: Column, held: Pocket) -> None:
    k, texts = seen.k, seen.texts
    if not held.tasks:
        column.text("title", texts("debrief.pocket.nothing"), style="heading", colour="table_text")
        return
    column.text("title", texts("debrief.pocket.answers"), style="heading", colour="table_text")
    column.gap(16)
    for id_ in held.tasks:
        icon, colour = seen.task_tile(id_)
        side, start = 60 * k, column.y
        column.add(tile(f"debrief.answer.{id_}", Box(column.box.x, start, side, side), icon, colour))
        part = seen.part(f"task:{id_}") or {}
        full = seen.scenario.tasks[id_].answers.get(held.need) == "full"
        how = texts("debrief.answers.full" if full else "debrief.answers.partly")
        done = part.get("status") in ("running", "done")
        became = texts("debrief.task.done" if done else "debrief.task.never")
        column.text(f"{id_}.name", seen.task(id_), style="strong", colour="table_text", indent=side + 16)
        column.text(f"{id_}.how", f"{how}; {became}", style="label", colour="table_muted", indent=side + 16)
        column.y = max(column.y, start + side)
        column.gap(14)


# Questions. ------------------------------------------------------------------------------------------


def questions(seen: Seen, box: Box) -> list[Widget]:
    """Return the questions to this table, each at a moment of its own play."""
    k = seen.k
    inside = box.inset(48, 40)
    column = column_in(seen.painter, inside, "debrief.questions")
    for index, one in enumerate(asked(seen.table.views[PROJECTOR], seen.scenario, seen.texts)):
        pad, side = 24 * k, 64 * k
        start, key = column.y, f"debrief.question.{index}"
        left = column.box.x + pad + side + 20
        room = column.box.right - pad - left
        high = max(height_of(seen.painter, one.text, room, "quote"), side)
        words = Column(seen.painter, Box(left, start + pad, room, 0), key)
        words.y += (high - height_of(seen.painter, one.text, room, "quote")) / 2
        words.text("asks", one.text, style="quote")
        column.add(panel(f"{key}.panel", Box(column.box.x, start, column.box.w, high + 2 * pad)))
        column.add(_about(seen, f"{key}.icon", Box(column.box.x + pad, start + pad, side, side), one.ids))
        column.widgets += words.widgets
        column.y = start + high + 2 * pad
        column.gap(16)
    return [table_top("debrief.table", box), column.scroll()]


def _about(seen: Seen, key: str, box: Box, ids: Sequence[str]) -> Widget:
    """Return the face or tile of what a question names first: a seat, a task, a need."""
    for id_ in ids:
        if id_ in seen.scenario.roles:
            return face(key, box, seen.portrait(id_))
        if id_ in seen.scenario.tasks:
            return tile(key, box, *seen.task_tile(id_))
        if id_ in seen.scenario.needs:
            return tile(key, box, *seen.need_tile(id_))
    return tile(key, box, "message-circle-question-mark", seen.painter.theme.roles["petrol"])
