"""The first minute, before anybody has a role: a welcome with the poll, then one plan without talking.

The plan goes into the envelope and comes out at the end. The clock stands still until the minute begins.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from game.client.looks.budget import BudgetLook
from game.client.looks.prompt import PromptLook, bubble_height
from game.client.scenes import taskboard
from game.client.scenes.choices import field_of
from game.client.scenes.pieces import table_top
from game.client.scenes.prompting import prompt_look, prompt_widget
from game.client.scenes.seen import Primary, Seen
from game.client.scenes.standing import poll
from game.client.scenes.taskboard import TaskCard
from game.client.table import FACILITATOR
from game.client.widgets.base import Act, Widget
from game.client.widgets.button import button
from game.client.widgets.layout import Box
from game.client.widgets.plain import height_of, paragraph
from game.client.widgets.stepper import Stepper

BEGUN, PLAN = "opening.begun", "opening.plan"
"""Where this screen keeps that the minute runs, and what lies on the tasks, in euros."""
_BESIDE_UP_TO = 1.25
"""Below this text scale the three sentences stand beside the table, else above it."""


def build(seen: Seen, box: Box) -> list[Widget]:
    """Return the welcome, or the table with the tasks once the minute has begun."""
    said, wide = _said(seen), box.w - 500 * min(seen.k, 1.4) - 36
    high = max(88 * min(seen.k, 1.4), bubble_height(seen.painter, said, wide))
    foot, rest = box.cut_bottom(high, 24)
    is_begun = bool(seen.staged.get(BEGUN))
    middle = _minute(seen, rest) if is_begun else _welcome(seen, rest)
    return [*middle, *_foot(seen, foot, said)]


def primary(seen: Seen) -> Primary:
    """Return what comes next: begin the minute, seal the plan, or go on without one."""
    if not seen.table.is_host:
        return Primary(seen.texts("client.host_begins"), "hourglass", _nothing)
    if not seen.staged.get(BEGUN):
        return Primary(seen.texts("opening.begin", n=_seconds(seen)), "play", partial(_begin, seen))
    if any(_plan(seen).values()):
        return Primary(seen.texts("opening.seal"), "mail", partial(_seal, seen))
    return Primary(seen.texts("client.go_on"), "arrow-right", partial(_pass_over, seen))


# What can be done. -----------------------------------------------------------------------------------


def _begin(seen: Seen) -> None:
    if (seen.part("clock") or {}).get("paused"):
        seen.table.order(FACILITATOR, "resume")
    seen.stage(BEGUN, True)


def _seal(seen: Seen) -> None:
    plan = _plan(seen)
    given = [[task, plan[task]] for task in _field(seen).get("caps", {}) if plan.get(task)]
    seen.table.order(FACILITATOR, "seal_envelope", given=given)
    seen.app.changed()


def _pass_over(seen: Seen) -> None:
    seen.table.order(FACILITATOR, "advance")
    seen.app.changed()


def _put(seen: Seen, id_: str, euros: int) -> None:
    seen.app.sounds.play("munt")
    seen.stage(PLAN, {**_plan(seen), id_: euros})


def _nothing() -> None:
    """A card that can take no more is still a card."""


# What stands there. ----------------------------------------------------------------------------------


def _welcome(seen: Seen, box: Box) -> list[Widget]:
    """Return one sentence of welcome, and under it the poll if there is one."""
    widgets: list[Widget] = [table_top("opening.table", box)]
    inside = box.inset(60, 44 if seen.k < _BESIDE_UP_TO else 30)
    title = seen.texts("opening.welcome", title=seen.said(seen.scenario.title))
    says = seen.texts("opening.welcome.poll" if seen.scenario.poll else "opening.welcome.minute")
    style = "heading" if seen.scenario.poll else "display"
    width = min(inside.w, 1500 * seen.k)
    has_room = not seen.scenario.poll or seen.k < _BESIDE_UP_TO
    high = [height_of(seen.painter, title, width, style), height_of(seen.painter, says, width, "subtitle")]
    both = sum(high) + 12 if has_room else high[0]
    if seen.scenario.poll:
        words, inside = inside.cut_top(both, 24 if has_room else 14)
    else:
        words = inside.middle(width, both)
    words = words.middle(width, both)
    first, second = (
        Box(words.x, words.y, width, high[0]),
        Box(words.x, words.bottom - high[1], width, high[1]),
    )
    widgets.append(
        paragraph("opening.welcome", first, title, style=style, colour="table_text", align="center")
    )
    if has_room:
        widgets.append(
            paragraph("opening.says", second, says, style="subtitle", colour="table_muted", align="center")
        )
    return widgets + (poll(seen, "opening.poll", inside, again=False) if seen.scenario.poll else [])


def _minute(seen: Seen, box: Box) -> list[Widget]:
    """Return the three sentences, and the table with the tasks over the pot."""
    texts = seen.texts
    lines = [texts("opening.divide"), texts("opening.seconds", n=_seconds(seen)), texts("opening.silent")]
    widgets: list[Widget] = []
    if seen.k < _BESIDE_UP_TO:
        side, table = box.cut_left(330 * seen.k, 24)
        high = [height_of(seen.painter, said, side.w, "amount") for said in lines]
        y = side.y + (side.h - sum(high) - 2 * 28) / 2
        for index, said in enumerate(lines):
            place = Box(side.x, y, side.w, high[index])
            widgets.append(paragraph(f"opening.line.{index}", place, said, style="amount"))
            y += high[index] + 28
    else:
        said = " ".join(lines)
        top, table = box.cut_top(height_of(seen.painter, said, box.w, "heading"), 16)
        widgets.append(paragraph("opening.line.0", top, said, style="heading", align="center"))
    field = _field(seen)
    cards = [_card(seen, id_, field) for id_ in field.get("caps", {})]
    return widgets + taskboard.board(seen, "opening", table, cards, _strip(seen, field))


def _strip(seen: Seen, field: dict[str, Any]) -> BudgetLook:
    texts, pot, step = seen.texts, field.get("total", 0), field.get("step", 1)
    left = pot - sum(_plan(seen).values())
    return BudgetLook(
        label=texts("client.budget"),
        amount=texts.euros(left),
        total=texts("client.budget_of", amount=pot),
        rule_label="",
        rule=texts("opening.one_plan"),
        agreement="",
        left=left // step,
        used=(pot - left) // step,
    )


def _card(seen: Seen, id_: str, field: dict[str, Any]) -> TaskCard:
    given, cap, step = _plan(seen).get(id_, 0), field["caps"][id_], taskboard.coin(seen)
    left = field["total"] - sum(_plan(seen).values())
    more = min(step, cap - given)
    more = more if more <= left else left // field["step"] * field["step"]
    look = taskboard.task_look(seen, id_, placed=given)
    look = replace(look, count=seen.texts.euros(given), partners=(), no_partner="", status_text="")
    less = given % step or step
    put = partial(_put, seen, id_, given + more) if more > 0 else _nothing
    take = partial(_put, seen, id_, max(0, given - less)) if given else _nothing
    over = partial(_stepper, seen, id_, look.title, (given > 0, more > 0), (take, put))
    hint = taskboard.about(seen, id_)
    return TaskCard(id_, look, put, hint=hint, plus=put, minus=take, is_chosen=given > 0, over=over)


def _stepper(
    seen: Seen, id_: str, name: str, can: tuple[bool, bool], acts: tuple[Act, Act], box: Box
) -> list[Widget]:
    """Return minus and plus for the mouse, at the foot of the card; the keys + and - work on the card."""
    k = seen.k
    place = Box(box.x + 18 * k, box.bottom - 70 * k, 150 * k, 56 * k)
    return [
        Stepper(
            key=f"opening.step.{id_}", box=place, name=name, number=_plan(seen).get(id_, 0), text="",
            on_step=lambda step: acts[step > 0](), can_less=can[0], can_more=can[1], is_for_mouse=True,
        )
    ]  # fmt: skip


def _foot(seen: Seen, box: Box, said: PromptLook) -> list[Widget]:
    """Return the question, and the one button."""
    first, rest = box.cut_right(500 * min(seen.k, 1.4), 36)
    first = first.middle(first.w, 74 * min(seen.k, 1.3))
    step = primary(seen)
    return [
        prompt_widget(rest, said),
        button("primary", first, step.label, step.act, icon=step.icon, kind="primary", group="actions"),
    ]


def _said(seen: Seen) -> PromptLook:
    """Return what is asked now; nobody says it, for nobody has a role yet."""
    if not seen.staged.get(BEGUN):
        key = "opening.ask.poll" if seen.scenario.poll else "opening.ask.begin"
    else:
        key = "opening.ask.seal" if any(_plan(seen).values()) else "opening.ask.divide"
    return replace(prompt_look(seen, "", seen.texts(key)), is_spoken=False)


# What is known. --------------------------------------------------------------------------------------


def _plan(seen: Seen) -> dict[str, int]:
    """Return what lies on the tasks so far, in euros."""
    plan: dict[str, int] = seen.staged.get(PLAN, {})
    return plan


def _field(seen: Seen) -> dict[str, Any]:
    """Return the field of the plan: caps per task, total, step."""
    option = next(iter(seen.table.options(FACILITATOR, "seal_envelope")), None)
    return field_of(option, "given") if option else {}


def _seconds(seen: Seen) -> int:
    return seen.scenario.opening.seconds if seen.scenario.opening else 0
