"""What the director had sealed before anybody told anything, beside the plan that was made, per round."""

from __future__ import annotations

from functools import partial
from typing import Any

from game.client.looks.bars import Share
from game.client.scenes.column import Column
from game.client.scenes.debrief.numbered import cut, numbered
from game.client.scenes.debrief.panels import Maker, list_panel, under_each_other
from game.client.scenes.seen import Seen
from game.client.widgets.base import Widget
from game.client.widgets.layout import Box, columns

_GAP = 24
_STACKED_FROM = 1.25
_MOST_BESIDE = 3


def sealed_plans(seen: Seen, box: Box) -> list[Widget]:
    """Return a panel per round, side by side or (in large letters) stacked."""
    rounds = _promises(seen)["plans"]
    if seen.k < _STACKED_FROM and len(rounds) <= _MOST_BESIDE:
        places = columns(box, len(rounds), _GAP)
        return [
            widget
            for number, at in zip(rounds, places, strict=True)
            for widget in _round(seen, number, at)[0]
        ]
    makers: list[Maker] = [partial(_round, seen, number, grows=True) for number in rounds]
    return under_each_other("debrief.sealed", box, seen.texts("debrief.sealed.title"), makers)


def _round(seen: Seen, number: str, box: Box, *, grows: bool = False) -> tuple[list[Widget], float]:
    head = ("mail-open", seen.texts("debrief.money.round", round=int(number)))
    fill = partial(_fill, seen, number)
    return list_panel(f"debrief.sealed.{number}", seen.painter, box, head, fill, grows=grows)


def _fill(seen: Seen, number: str, column: Column) -> None:
    texts = seen.texts
    sealed: dict[str, int] = _promises(seen)["plans"][number]
    plan: dict[str, Any] = (seen.part("plans") or {}).get(number) or {}
    made = {task: euros for task, euros in plan.get("amounts", {}).items() if euros}
    tasks = [task for task in seen.scenario.tasks if task in sealed or task in made]
    tasks += [task for task in made if task not in tasks]
    if int(number) in _promises(seen)["decided_before"]:
        column.pill("before", "refused", texts("debrief.sealed.before"))
        column.gap(8)
        column.text("before.why", texts("debrief.sealed.before.why"), style="label")
        column.gap(16)
    column.text("sealed", texts("debrief.sealed.sealed"), style="label_strong")
    column.gap(4)
    points = {task: texts("client.points", n=given) for task, given in sealed.items()}
    _bar(seen, column, "sealed", sealed, tasks, points)
    column.gap(12)
    column.text("made", texts("debrief.sealed.made"), style="label_strong")
    column.gap(4)
    if made:
        _bar(seen, column, "made", made, tasks, {task: texts.euros(euros) for task, euros in made.items()})
    else:
        column.text("made.none", texts("debrief.sealed.none"), style="label", colour="muted")
    column.gap(12)
    for index, task in enumerate(tasks, start=1):
        numbered(seen, column, index, task)


def _bar(
    seen: Seen, column: Column, key: str, given: dict[str, int], tasks: list[str], said: dict[str, str]
) -> None:
    """Put in a plan as parts of all it gives; amounts do not matter here, only which tasks get something."""
    whole = max(1, sum(given.values()))
    parts = [
        Share(given[task] / whole, *seen.task_tile(task), str(tasks.index(task) + 1))
        for task in tasks
        if given.get(task)
    ]
    words = [f"{seen.task(task)} {said[task]}" for task in tasks if given.get(task)]
    cut(seen, column, key, parts, seen.texts.listing(words) if words else seen.texts("debrief.sealed.none"))


def _promises(seen: Seen) -> dict[str, Any]:
    return dict(seen.part("promises") or {})
