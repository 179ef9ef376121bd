"""The third picture: the same ballots under other rules, for every round in which a plan stood."""

from __future__ import annotations

from functools import partial
from typing import Any

from game.client.looks.bars import Share
from game.client.scenes.column import Column
from game.client.scenes.debrief.numbered import cut, numbered
from game.client.scenes.debrief.panels import Maker, list_panel, together, under_each_other
from game.client.scenes.seen import Seen
from game.client.widgets.base import Widget
from game.client.widgets.layout import Box, columns
from game.client.widgets.plain import height_of, paragraph
from game.debrief.pages import others_of
from game.rules.choose import FORM_READ
from game.rules.offers.dividing import ANSWERED_RULES

_GAP = 24
_STACKED_FROM = 1.25


def rules_of_rounds(seen: Seen, box: Box) -> list[Widget]:
    """Return a panel per round, side by side or (in large letters) stacked, and how it was counted."""
    plans = _plans(seen)
    if seen.k < _STACKED_FROM and len(plans) <= 3:
        how, _ = _how(seen, box)
        foot, rest = box.cut_bottom(how[0].box.h, 14)
        how[0].box = foot
        places = columns(rest, len(plans), _GAP)
        made = [_round(seen, *one, place)[0] for one, place in zip(plans.items(), places, strict=True)]
        return [*(widget for panel in made for widget in panel), *how]
    makers: list[Maker] = [partial(_round, seen, number, plan, grows=True) for number, plan in plans.items()]
    makers.append(partial(_how, seen))
    return under_each_other("debrief.counted", box, seen.texts("debrief.counted.title"), makers)


def _how(seen: Seen, box: Box) -> tuple[list[Widget], float]:
    """Return how the other rules were counted: what a ballot was read as, and what cannot be counted."""
    texts, plans = seen.texts, _plans(seen).values()
    form = (seen.part("budget") or {}).get("ballot", "points")
    others = dict.fromkeys(rule for plan in plans for rule in others_of(plan))
    said = [texts("debrief.counted.how")]
    for read in ("amounts", "approval", "ranking"):
        names = [texts(f"rule.{rule}") for rule in others if FORM_READ[rule] == read]
        if names:
            said.append(texts(f"debrief.counted.{form}_{read}", rules=texts.listing(names)))
    answered = dict.fromkeys(plan["rule"] for plan in plans if plan["rule"] in ANSWERED_RULES)
    said += [texts("debrief.counted.consent", rule=texts(f"rule.{rule}")) for rule in answered]
    words = " ".join(said)
    high = height_of(seen.painter, words, box.w, "label")
    at = Box(box.x, box.y, box.w, high)
    return [paragraph("debrief.counted.how", at, words, style="label", colour="muted")], at.bottom


def _round(
    seen: Seen, number: str, plan: dict[str, Any], box: Box, *, grows: bool = False
) -> tuple[list[Widget], float]:
    head = ("git-compare-arrows", seen.texts("debrief.money.round", round=int(number)))
    fill = partial(_fill, seen, plan)
    return list_panel(f"debrief.counted.{number}", seen.painter, box, head, fill, grows=grows)


def _fill(seen: Seen, plan: dict[str, Any], column: Column) -> None:
    texts, others = seen.texts, others_of(plan)
    bars = {texts("debrief.rules.played"): plan["amounts"]}
    bars |= {texts.listing(names): amounts for names, amounts in together(texts, others)}
    tasks = [task for task in seen.scenario.tasks if any(task in amounts for amounts in bars.values())]
    whole = max(
        sum(plan["amounts"].values()) + plan["saved"], *(sum(one.values()) for one in bars.values()), 1
    )
    played = texts("debrief.counted.rule", rule=texts(f"rule.{plan['rule']}"))
    for index, (name, amounts) in enumerate(bars.items()):
        said = f"{name} ({played})" if index == 0 else name
        column.text(f"{index}.name", said, style="label_strong" if index == 0 else "label")
        column.gap(4)
        _bar(seen, column, str(index), amounts, tasks, whole)
        column.gap(12)
    for number, task in enumerate(tasks, start=1):
        numbered(seen, column, number, task)
    column.gap(8)
    column.text("whole", texts("debrief.counted.whole", euros=whole), style="label", colour="muted")


def _bar(seen: Seen, column: Column, key: str, amounts: dict[str, int], tasks: list[str], whole: int) -> None:
    """Put in the pot as a rule cuts it, every task with its number and its thousands of euros."""
    texts = seen.texts
    parts = tuple(
        Share(
            amounts[task] / whole,
            *seen.task_tile(task),
            str(tasks.index(task) + 1),
            _thousands(seen, amounts[task]),
        )
        for task in tasks
        if amounts.get(task)
    )
    said = texts.listing(
        [f"{seen.task(task)} {texts.euros(amounts[task])}" for task in tasks if amounts.get(task)]
    )
    cut(seen, column, key, parts, said)


def _thousands(seen: Seen, euros: int) -> str:
    """Return an amount in thousands of euros, rounded half up."""
    return seen.texts.number((euros + 500) // 1000)


def _plans(seen: Seen) -> dict[str, dict[str, Any]]:
    return dict(seen.part("plans") or {})
