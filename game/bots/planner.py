"""The bot `planner`: it plays as `dialogue`, but looks ahead before it gives its ballot.

It imagines tables that look like the one it sees, and counts on them what about 80 plans would bring when all
that is started has landed: all plans at a glance, then the best of them more closely, on other tables. It
leaves the plan of `dialogue` only for one that is clearly better on average. One plan counted on one table is
a node; their number is fixed, so equal draws give equal play.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import fields, replace
from functools import partial
from itertools import combinations, islice
from typing import ClassVar

from game.bots.bot import Choice
from game.bots.dialogue import DialogueBot
from game.bots.habits import ballot_of
from game.bots.imagine import imagine
from game.bots.seen import Seen
from game.bots.sharing import evenly
from game.rules.events import RoundSettled, TableEnded
from game.rules.evolve import evolve
from game.rules.settle import end_table, settle_round, start_tasks
from game.rules.state import Plan, TableState, carried

LEAST_GAIN = 0.5
"""How much better in `result`, on average, a plan must be to leave that of `dialogue` for it."""

Euros = dict[str, int]


class PlannerBot(DialogueBot):
    """Looks ahead over tables imagined from its own view, never the true one.

    Attributes:
        choices: How many plans are tried, that of `dialogue` among them.
        glance: On how many tables all of them are counted.
        best: How many of them are looked at more closely.
        closely: On how many more tables.
    """

    choices: ClassVar[int] = 80
    glance: ClassVar[int] = 2
    best: ClassVar[int] = 8
    closely: ClassVar[int] = 8

    def ballot(self, seen: Seen) -> Choice | None:
        """Give the plan that brings most on imagined tables; that of `dialogue` when it is about as good."""
        as_dialogue = super().ballot(seen)
        if as_dialogue is None:
            return None
        usual = _paid_in_turn(seen, self.ranked(seen))
        others = (plan for plan in _plans(seen) if plan != usual)
        plans = [usual, *islice(others, self.choices - 1)]
        glanced = self._means(seen, plans, range(self.glance))
        order = sorted(range(1, len(plans)), key=lambda place: -glanced[place])
        short = [usual, *(plans[place] for place in order[: self.best])]
        means = self._means(seen, short, range(self.glance, self.glance + self.closely))
        best = max(range(len(short)), key=lambda place: means[place])
        if means[best] - means[0] <= LEAST_GAIN:
            return as_dialogue
        choice = ballot_of(seen, short[best])
        return self.because("bot.reason.ballot_ahead", choice) if choice else as_dialogue

    def _means(self, seen: Seen, plans: list[Euros], tables: range) -> list[float]:
        """Return the mean result of each plan over imagined tables, all plans on the same ones."""
        sums = [0] * len(plans)
        for number in tables:
            table = imagine(seen.view, partial(self._draw_for, number))
            for place, plan in enumerate(plans):
                sums[place] += counted(table, plan)
        return [total / len(tables) for total in sums]

    def _draw_for(self, number: int, what: str, sides: int) -> int:
        return self.draw(f"{number}:{what}", sides)


def counted(table: TableState, plan: Euros) -> int:
    """Return the result if this plan stood, was carried out, and the table ended when all has landed.

    Whoever has room does a task, whoever has room then owns it. The table that is given stays as it is.
    """
    state = _apart(table)
    state.plan = Plan(1, "average", dict(plan), state.money - sum(plan.values()), (), adopted=True)
    for part in (state.doers, state.owners):
        for task in plan:
            seat = _with_room(state, task)
            if seat is not None and task not in part:
                part[task] = seat
    for event in start_tasks(state):
        evolve(state, event)
    while True:
        group = settle_round(state)
        for event in group:
            evolve(state, event)
        if any(isinstance(event, RoundSettled) for event in group):
            break
    while True:
        for event in end_table(state):
            evolve(state, event)
            if isinstance(event, TableEnded):
                return event.result


def _with_room(state: TableState, task: str) -> str | None:
    """Return the seat with most room that does not carry the task yet; None when nobody has any."""
    room = {
        seat: state.capacity[seat] - len(mine)
        for seat in state.game.seats
        if task not in (mine := carried(state, seat))
    }
    seat = max(room, key=lambda one: room[one], default=None)
    return seat if seat is not None and room[seat] > 0 else None


def _apart(table: TableState) -> TableState:
    """Return a copy of a table in which a round can end without the first one noticing."""
    state = copy(table)
    for one in fields(table):
        held = getattr(table, one.name)
        if isinstance(held, dict | list | set):
            setattr(state, one.name, held.copy())
    state.running = {id_: replace(run) for id_, run in table.running.items()}
    return state


def _plans(seen: Seen) -> Iterator[Euros]:
    """Yield plans: for each choice of tasks the money shared evenly, and each in turn paid in full."""
    tasks = [id_ for id_ in seen.on_table if seen.tasks[id_]["status"] == "on_table"]
    made: list[Euros] = []
    for size in range(len(tasks), 0, -1):
        for chosen in combinations(tasks, size):
            for plan in (evenly(seen, chosen), _paid_in_turn(seen, chosen)):
                if set(plan) == set(chosen) and plan not in made:
                    made.append(plan)
                    yield plan


def _paid_in_turn(seen: Seen, wanted: Sequence[str]) -> Euros:
    """Return what tasks get when each in turn is paid in full, as long as the money lasts."""
    left, euros = seen.view["budget"]["to_divide"], Euros()
    for task in wanted:
        cost, minimum = seen.cost(task), seen.least(task)
        if seen.tasks[task]["status"] == "on_table" and min(cost, left) >= max(1, minimum):
            euros[task] = min(cost, left)
            left -= euros[task]
    return euros
