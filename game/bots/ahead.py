"""Ahead: which broad choice for this round would bring most in the end, over tables imagined from a view.

It reads no more than what everybody at the table sees, and none of what comes in while seats choose. So all
seats that look ahead come to the same, which is what makes their ballots add up; and it is counted once. One
choice counted on one table is a node; their number is fixed.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import combinations, islice
from typing import Any

from game.bots.bot import View
from game.bots.dialogue import ranked_by
from game.bots.imagine import imagine
from game.bots.outlook import Outlook
from game.bots.seen import Seen
from game.rules import chance

Euros = dict[str, int]
"""A plan: task → euros, above 0."""

_WAITING = {"ballot_in": False, "ballot_changed": False, "forecast_in": False, "felt": None}
_PARTS = ("budget", "time", "council", "cards", "chair", "indicators", "meetings", "forecasts", "event")
_KEPT = 32


@dataclass(frozen=True, slots=True)
class Effort:
    """How far a look goes.

    Attributes:
        choices: How many broad choices are counted on the first table.
        best: How many of them are counted on the other tables too.
        tables: How many tables are imagined.
        moves: How often the best plan is tried with a step of its money moved.
    """

    choices: int = 80
    best: int = 30
    tables: int = 6
    moves: int = 2


def seen_by_all(view: View) -> str:
    """Return what everybody sees and what does not change while seats choose, as text."""
    table = {**view["table"], "ready": [], "goal_taps": {}}
    frame, history = {**view["frame"], "choices": {}}, [{**one, "felt": {}} for one in view["history"]]
    ballots = {**view["ballots"], "in": [], "amounts": None, "given": None, "spreads": []}
    parts: dict[str, Any] = {"table": table, "frame": frame, "history": history, "ballots": ballots}
    parts["plan"] = None
    for name in _PARTS:
        parts[name] = view[name]
    for name in view:
        if name.startswith("task:"):
            parts[name] = view[name]
        elif name.startswith("seat:"):
            parts[name] = {**view[name], **_WAITING}
    return json.dumps(parts)


@lru_cache(maxsize=_KEPT)
def best_plan(known: str, effort: Effort) -> tuple[tuple[tuple[str, int], ...], float]:
    """Return the plan that brings most on average, and how much more in `result` than that of `dialogue`.

    Args:
        known: What everybody sees when ballots are filled in, as `seen_by_all` has it.
        effort: How far to look.
    """
    seen = Seen(json.loads(known), "")
    tasks = [id_ for id_ in seen.on_table if seen.tasks[id_]["status"] == "on_table"]
    due = _upkeep(seen)
    pot = seen.view["budget"]["to_divide"] - sum(due.values())
    usual = _in_turn(seen, ranked_by(seen, seen.wanted), pot)
    others = (plan for plan in _plans(seen, tasks, pot) if plan != usual)
    outlooks = _outlooks(seen, effort.tables)
    best, mean = _best(outlooks, [usual, *islice(others, effort.choices - 1)], effort.best)
    for _ in range(effort.moves):
        moved, moved_mean = _best(outlooks, [best, *_moved(seen, best, tasks, pot)], effort.best)
        if moved_mean <= mean:
            break
        best, mean = moved, moved_mean
    return tuple({**due, **best}.items()), mean - _mean(outlooks, usual)


@lru_cache(maxsize=_KEPT)
def best_pair(known: str, open_: tuple[str, ...], effort: Effort) -> tuple[str, ...]:
    """Return the two challenges whose tasks bring most, each pair with the best of its plans.

    Args:
        known: What everybody sees when challenges are chosen, as `seen_by_all` has it.
        open_: The challenges that can be chosen; at least two.
        effort: How far to look.
    """
    seen = Seen(json.loads(known), "")
    outlooks = _outlooks(seen, effort.tables)
    pairs = list(combinations(open_, 2))
    worth: dict[tuple[str, ...], float] = {}
    for pair in pairs:
        tasks = [
            id_ for id_, task in seen.tasks.items() if task["challenge"] in pair and task["status"] == "idle"
        ]
        plans = list(islice(_plans(seen, tasks, seen.view["budget"]["money"]), effort.choices // len(pairs)))
        worth[pair] = _best(outlooks, plans, 1)[1] if plans else 0.0
    return max(pairs, key=lambda pair: worth[pair])


def _outlooks(seen: Seen, tables: int) -> list[Outlook]:
    """Return imagined tables ready to count on; over all of them each task has luck and bad luck alike."""
    left = seen.table["rounds"] - seen.table["round"]
    found = []
    for number in range(tables):
        luck = {id_: ((number + place) % tables + 0.5) / tables for place, id_ in enumerate(seen.tasks)}
        found.append(Outlook(imagine(seen.view, partial(_draw, number)), luck, left))
    return found


def _draw(table: int, what: str, sides: int) -> int:
    """Return what is imagined of a table: the same for all seats, and nothing of the true one's luck."""
    return chance.draw(table, "imagined", what, 0, sides)


def _best(outlooks: Sequence[Outlook], plans: Sequence[Euros], closely: int) -> tuple[Euros, float]:
    """Return the best plan and its mean: all are counted on one table, the best of those on all."""
    glance = [outlooks[0].result(plan) for plan in plans]
    order = sorted(range(len(plans)), key=lambda place: -glance[place])[:closely]
    means = {place: _mean(outlooks, plans[place]) for place in order}
    best = max(order, key=lambda place: means[place])
    return plans[best], means[best]


def _mean(outlooks: Sequence[Outlook], plan: Mapping[str, int]) -> float:
    return sum(outlook.result(plan) for outlook in outlooks) / len(outlooks)


# Broad choices. --------------------------------------------------------------------------------------


def _plans(seen: Seen, tasks: Sequence[str], pot: int) -> Iterator[Euros]:
    """Yield plans: for each choice of tasks each in turn paid in full, and the money shared evenly."""
    made: set[tuple[tuple[str, int], ...]] = set()
    for size in range(1, len(tasks) + 1):
        for chosen in combinations(tasks, size):
            if sum(seen.least(id_) for id_ in chosen) > pot:
                continue
            for plan in (_in_turn(seen, chosen, pot), _evenly(seen, chosen, pot)):
                as_key = tuple(sorted(plan.items()))
                fits = len(plan) == size and sum(plan.values()) <= pot  # a step can be more than is left
                if fits and as_key not in made:
                    made.add(as_key)
                    yield plan


def _upkeep(seen: Seen) -> Euros:
    """Return the upkeep that the pot can pay, dearest effect first: what runs goes on, whatever comes."""
    asked = [id_ for id_ in seen.on_table if (seen.tasks[id_]["to_pay"] or {}).get("kind") == "upkeep"]
    left, euros = seen.view["budget"]["to_divide"], Euros()
    for id_ in sorted(asked, key=lambda id_: -seen.effect(id_)):
        if seen.cost(id_) <= left:
            euros[id_] = seen.cost(id_)
            left -= euros[id_]
    return euros


def _in_turn(seen: Seen, wanted: Sequence[str], pot: int) -> Euros:
    """Return what tasks get when each in turn is paid in full, as long as the money lasts."""
    left, euros = pot, Euros()
    for task in wanted:
        cost, minimum = seen.cost(task), seen.least(task)
        if min(cost, left) >= max(1, minimum) and seen.tasks[task]["status"] in ("on_table", "idle"):
            euros[task] = min(cost, left)
            left -= euros[task]
    return euros


def _evenly(seen: Seen, chosen: Sequence[str], pot: int) -> Euros:
    """Return what tasks get when each has its minimum and the rest goes to whoever has least."""
    step = seen.view["budget"]["step"]
    euros = {id_: max(step, seen.least(id_)) for id_ in chosen}
    costs = {id_: seen.cost(id_) for id_ in chosen}
    left = pot - sum(euros.values())
    while left >= step:
        short = [id_ for id_, paid in euros.items() if paid + step <= costs[id_]]
        if not short:
            break
        euros[min(short, key=lambda id_: euros[id_])] += step
        left -= step
    return euros


def _moved(seen: Seen, plan: Euros, tasks: Sequence[str], pot: int) -> Iterator[Euros]:
    """Yield plans that differ from this one by a step of money: from a task or what is saved, to another."""
    step = seen.view["budget"]["step"]
    left = pot - sum(plan.values())
    for taker in tasks:
        has = plan.get(taker, 0)
        more = step if has else max(step, seen.least(taker))
        if has + more > seen.cost(taker):
            continue
        if more <= left:
            yield {**plan, taker: has + more}
            continue
        for giver in plan:
            less = plan[giver] - (more - left)
            if giver != taker and less >= max(1, seen.least(giver)):
                yield {**plan, giver: less, taker: has + more}
    for giver in plan:
        if plan[giver] - step >= max(1, seen.least(giver)):
            yield {**plan, giver: plan[giver] - step}
