"""A round's carrying out on one card: what came of each task, where the goals stand, who foresaw it."""

from __future__ import annotations

from functools import partial

from game.client.scenes.column import Column, column_in
from game.client.scenes.middles.carrying import Step, best_fitting, effects, over_asked, steps
from game.client.scenes.pieces import tile
from game.client.scenes.seats import why_button
from game.client.scenes.seen import Seen
from game.client.theme import Colour
from game.client.widgets.base import Widget
from game.client.widgets.layout import Box
from game.client.widgets.plain import line


def together(seen: Seen, box: Box) -> list[Widget]:
    """Return the list of what came of each task, and beside it the sums."""
    left, right = box.cut_left(box.w * 0.56, 40)
    return [_list(seen, left), _sums(seen, right)]


def _list(seen: Seen, box: Box) -> Widget:
    column = column_in(seen.painter, box, "carry_out.list")
    k = seen.k
    column.text("title", seen.texts("looking.together"), style="heading")
    column.gap(12)
    for step in steps(seen):
        if step.kind not in ("started", "landed", "unclaimed"):
            continue
        word = _became(seen, step)
        start, side, number = column.y, 48 * k, 150 * k
        icon, colour = seen.task_tile(step.id)
        column.add(tile(f"carry_out.list.{step.id}.tile", Box(box.x, start, side, side), icon, colour))
        words = Column(
            seen.painter,
            Box(box.x + side + 16, start + 6 * k, column.box.w - side - 28 - number, 0),
            f"carry_out.list.{step.id}",
        )
        words.text("name", seen.task(step.id), style="strong")
        column.widgets += words.widgets
        place = Box(column.box.right - number, start, number, side)
        column.add(line(f"carry_out.list.{step.id}.word", place, word, style="figure", align="right"))
        column.y = max(words.y, start + side)
        column.gap(10)
    return column.scroll()


def _sums(seen: Seen, box: Box) -> Widget:
    """Return where the indicators stand now, and how the forecasts came out."""
    column = column_in(seen.painter, box, "carry_out.sums")
    texts = seen.texts
    before = _before(seen)
    column.text("now", texts("looking.now"), style="heading")
    column.gap(12)
    for id_, part in (seen.part("indicators") or {}).items():
        top = column.y
        column.text(f"{id_}.name", seen.indicator(id_), style="label", colour="muted")
        was, now, goal = before.get(id_, part["start"]), part["value"], part["goal"]
        if goal is None:
            said = texts("looking.from_to", before=was, now=now)
        else:
            said = texts("looking.from_to_goal", before=was, now=now, goal=goal)
        column.text(f"{id_}.value", said, style="strong")
        place = Box(column.box.x - 6, top - 3, column.box.w + 12, column.y - top + 6)
        act = partial(seen.why, "indicator", id_)
        column.add(why_button(seen, f"carry_out.now.{id_}", place, act, seen.indicator(id_)))
        column.gap(12)
    made = (seen.part("forecasts") or {}).get(str(seen.round), {})
    best = best_fitting(seen)
    if made and best:
        column.text("best", texts("looking.best", task=texts.listing([seen.task(one) for one in best])))
        right = [seat for seat, task in made.items() if task in best]
        said = texts("looking.foreseen", names=seen.names(right)) if right else texts("looking.unforeseen")
        column.text("foreseen", said, style="strong")
    tired = over_asked(seen)
    if tired:
        column.gap(14)
        column.text(
            "tired",
            texts("looking.too_much", n=len(tired), names=seen.names(tired)),
            style="strong",
            colour="warn",
        )
    return column.scroll()


def _before(seen: Seen) -> dict[str, int]:
    """Return the indicators as they were when this round began."""
    history = seen.part("history") or []
    earlier = [moment for moment in history if moment["round"] < seen.round]
    return dict(earlier[-1]["indicators"]) if earlier else {}


def in_short(seen: Seen, step: Step) -> tuple[str, Colour, str]:
    """Return icon, colour and the few words of an open small card."""
    roles, texts = seen.painter.theme.roles, seen.texts
    match step.kind:
        case "event":
            return "zap", roles["oranje"], ""
        case "over_asked":
            return "triangle-alert", roles["bordeaux"], ""
        case "together":
            return "list-checks", roles["petrol"], ""
    done = effects(seen, step.id)
    return *seen.task_tile(step.id), texts.signed_tenths(done[0].amount) if done else ""


def _became(seen: Seen, step: Step) -> str:
    """Return in a word what came of a task: its effect, later, or nothing because nobody does it."""
    _, _, word = in_short(seen, step)
    key = "looking.unclaimed.short" if step.kind == "unclaimed" else "looking.later.short"
    return word or seen.texts(key)
