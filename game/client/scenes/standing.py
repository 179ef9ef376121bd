"""The poll: where does each seat stand between two ends, asked at the start and again at the end."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from game.client.scenes.column import Column, column_in
from game.client.scenes.pieces import face, panel
from game.client.scenes.seats import played_here
from game.client.scenes.seen import Seen
from game.client.widgets.base import Widget
from game.client.widgets.layout import Box
from game.client.widgets.plain import height_of, line, paragraph
from game.client.widgets.scale import Scale

_ROW, _LOWEST_ROW, _GAP, _PAD = 64, 48, 10, 36
_WIDEST = 1500


def poll(seen: Seen, key: str, box: Box, *, again: bool) -> list[Widget]:
    """Return the question with a line to stand on for each seat that people play.

    Args:
        again: Ask where they stand now, with the answers of the start drawn hollow.
    """
    asked = seen.scenario.poll
    assert asked is not None
    width = min(box.w, _WIDEST * min(seen.k, 1.25))
    question = seen.said(asked.question)
    high = height_of(seen.painter, question, width - 2 * _PAD, "heading")
    around = 2 * _PAD + high + 16
    rows = Box(box.x + (box.w - width) / 2 + _PAD, box.y, width - 2 * _PAD, box.h)
    row = _ROW * seen.k
    trial = _rows(seen, key, rows, row, again=again)
    over = around + trial.height - box.h
    if over > 0:
        row = max(_LOWEST_ROW * seen.k, row - over / max(1, len(played_here(seen))))
        trial = _rows(seen, key, rows, row, again=again)
    white = box.middle(width, around + trial.height)
    head, rest = white.inset(_PAD).cut_top(high, 16)
    column = _rows(seen, key, rest, row, again=again)
    return [
        panel(f"{key}.panel", white),
        paragraph(f"{key}.question", head, question, style="heading"),
        column.scroll(),
    ]


@dataclass(frozen=True, slots=True)
class Asked:
    """Lines to stand on, one per seat: what their ends mean, and where each seat stands, 0 to 10 or None."""

    key: str
    low: str
    high: str
    does: str
    now: Mapping[str, int | None]
    answer: Callable[[str, int], None]
    before: Mapping[str, int | None] = field(default_factory=dict)


def _rows(seen: Seen, key: str, box: Box, high: float, *, again: bool) -> Column:
    poll, said, seats = seen.scenario.poll, seen.part("poll") or {}, played_here(seen)
    assert poll is not None
    start, end = ({seat: said.get(when, {}).get(seat) for seat in seats} for when in ("start", "end"))
    asked = Asked(
        key=key,
        low=seen.said(poll.low),
        high=seen.said(poll.high),
        does=seen.texts("opening.poll.does"),
        now=end if again else start,
        answer=partial(_answer, seen),
        before=start if again else {},
    )
    return line_rows(seen, asked, box, high)


def line_rows(seen: Seen, asked: Asked, box: Box, high: float) -> Column:
    """Return the ends of the lines, and a line per seat under each other, each this high."""
    column = column_in(seen.painter, box, f"{asked.key}.rows")
    _ends(seen, column, asked, high)
    for seat in asked.now:
        column.gap(_GAP)
        _row(seen, column, asked, seat, high)
    column.gap(_GAP)  # for the ring of the keyboard's focus
    return column


def _lead(seen: Seen, column: Column) -> float:
    """Return how much of a row the name takes."""
    style = seen.painter.theme.text.label_strong
    longest = max((seen.painter.measure(_who(seen, seat), style)[0] for seat in seen.seats), default=0)
    return min(longest + (56 + 14 + 20) * seen.k, column.box.w * 0.45)


def _ends(seen: Seen, column: Column, asked: Asked, row: float) -> None:
    """Put in what the two ends of the line stand for, each over its dot; the lines are `row` high."""
    key, left, right = asked.key, asked.low, asked.high
    lead, beside = _lead(seen, column), row / 2 - 6 * seen.k
    half = (column.box.w - lead) / 2 - 12 - beside
    style = "label"
    high = max(height_of(seen.painter, said, half, style) for said in (left, right))
    place = column.room(high)
    start = Box(place.x + lead + beside, place.y, half, high)
    column.add(paragraph(f"{key}.low", start, left, style=style, colour="muted"))
    end = Box(place.right - beside - half, place.y, half, high)
    column.add(paragraph(f"{key}.high", end, right, style=style, colour="muted", align="right"))
    column.gap(6)


def _row(seen: Seen, column: Column, asked: Asked, seat: str, high: float) -> None:
    k, key = seen.k, asked.key
    place = column.room(high)
    side = min(56 * k, high)
    name, line_at = place.cut_left(_lead(seen, column))
    at = Box(name.x, name.centre[1] - side / 2, side, side)
    column.add(face(f"{key}.{seat}.face", at, seen.portrait(seat)))
    words = Box(at.right + 14, name.y, name.right - at.right - 26, name.h)
    column.add(line(f"{key}.{seat}.name", words, _who(seen, seat), style="label_strong"))
    column.add(
        Scale(
            key=f"{key}.{seat}",
            box=line_at.inset(4),
            name=_who(seen, seat),
            hint=asked.does,
            number=asked.now[seat],
            before=asked.before.get(seat),
            colour=seen.colour(seat),
            on_choose=partial(asked.answer, seat),
            group=f"{key}.lines",
        )
    )


def _answer(seen: Seen, seat: str, value: int) -> None:
    seen.table.order(seat, "answer_poll", value=value)
    seen.app.changed()


def _who(seen: Seen, seat: str) -> str:
    """Return the name a person gave, else the name of the role."""
    held = (seen.part("people") or {}).get(seat) or {}
    return str(held.get("name") or seen.name(seat))
