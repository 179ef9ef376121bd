"""Paying again: tasks that started before and on which there is something to pay now.

A yearly task asks its upkeep in every round after it has landed. A task that started with less than its cost
can be topped up.
"""

from dataclasses import dataclass
from typing import Literal

from game.rules.choose import Lot
from game.rules.state import TableState, has

UPKEEP: Literal["upkeep"] = "upkeep"
TOPPING_UP: Literal["topping_up"] = "topping_up"


@dataclass(frozen=True, slots=True)
class ToPay:
    """What there is to pay on a task: why, how much at most, and the least that is of use, in euros."""

    kind: Literal["upkeep", "topping_up"]
    cost: int
    minimum: int


def to_pay(state: TableState, id_: str) -> ToPay | None:
    """Return what there is to pay on a task that started before; None when there is nothing."""
    run = state.running.get(id_)
    if run is None or run.started >= state.round or id_ in state.paid_again or id_ in state.more:
        return None
    task = state.game.tasks[id_]
    has_landed_before = run.status == "done" and id_ not in state.landed_now
    if task.upkeep and has_landed_before and has(state, UPKEEP):
        return ToPay(UPKEEP, task.upkeep, task.upkeep)
    left = task.cost - run.paid
    alive = run.status == "running" or (run.status == "done" and not task.upkeep)
    if left > 0 and alive and has(state, TOPPING_UP):
        return ToPay(TOPPING_UP, left, min(left, state.game.step))
    return None


def with_something_to_pay(state: TableState) -> list[str]:
    """Return the tasks that come to the table because there is something to pay, in scenario order."""
    if not (has(state, UPKEEP) or has(state, TOPPING_UP)):
        return []
    return [id_ for id_ in state.game.tasks if to_pay(state, id_) is not None]


def price_now(state: TableState, id_: str) -> Lot:
    """Return what a task on the table costs now, and the least that is of use."""
    task, due = state.game.tasks[id_], to_pay(state, id_)
    return Lot(id_, due.cost, due.minimum) if due else task.lot
