"""Changes: the same scenario with one thing otherwise, made on the compiled game.

A change is a word, so that it can be kept with the plays it is about and sent to another process:

  minima+10, minima-10   the minimum of every task paid in part is 10 % of its cost higher or lower
  told                   all needs are known before the first round; nobody told them, so there is no debt
  without:task:ID        the task is never for sale
  without:instrument:ID  the instrument is not there; `without:event_card:ID` likewise
  without:mechanic:NAME  no round uses the mechanic
  set:NAME:NUMBER        a setting of the scenario has another value; `game.balance.settings` names them
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final, TypeVar

from game.balance.settings import with_setting
from game.rules.game import Game, Task
from game.rules.rounding import half_away
from game.rules.state import TableState, new_table

HIGHER: Final = "minima+10"
LOWER: Final = "minima-10"
TOLD: Final = "told"

T = TypeVar("T")

Changes = tuple[str, ...]
"""What is otherwise than in the scenario, in the order in which it is changed."""


def changed(game: Game, changes: Changes) -> Game:
    """Return the game with these changes.

    Raises:
        ValueError: There is no such change.
    """
    for change in changes:
        game = _changed(game, change)
    return game


def begun(game: Game, changes: Changes, seed: int) -> TableState:
    """Return a table of the changed game before its first round."""
    table = new_table(game, "table", seed)
    if TOLD in changes:
        table.told = dict.fromkeys(game.cards, 0)
        table.hands = {card: [] for card in game.cards}
        table.found = dict.fromkeys(game.chair, 0)
    return table


def _changed(game: Game, change: str) -> Game:
    kind, _, rest = change.partition(":")
    if change == TOLD:
        return game  # the table begins otherwise, not the game
    if change in (HIGHER, LOWER):
        percent = 10 if change == HIGHER else -10
        return _with_tasks(game, lambda task: with_minimum(task, percent, game.step))
    what, _, name = rest.partition(":")
    if kind == "without":
        return _without(game, what, name)
    if kind == "set":
        return with_setting(game, what, int(name))
    raise ValueError(f"no change is called {change!r}")


def with_minimum(task: Task, percent: int, step: int) -> Task:
    """Return the task with a minimum so much of its cost higher: whole steps, one at least, at most all.

    A task that is paid in full or not at all stays as it is.
    """
    if task.minimum >= task.cost:
        return task
    moved = task.minimum + half_away(percent * task.cost, 100 * step) * step
    return replace(task, minimum=max(min(step, task.cost), min(task.cost, moved)))


def _with_tasks(game: Game, one: Callable[[Task], Task]) -> Game:
    return replace(game, tasks={id_: one(task) for id_, task in game.tasks.items()})


def _without(game: Game, what: str, name: str) -> Game:
    match what:
        case "task":
            never = len(game.rounds) + 1
            task = replace(game.tasks[name], from_round=never)
            return replace(game, tasks={**game.tasks, name: task})
        case "instrument":
            return replace(game, instruments=_less(game.instruments, name))
        case "event_card":
            return replace(game, event_cards=_less(game.event_cards, name))
        case "mechanic":
            rounds = tuple(replace(one, mechanics=one.mechanics - {name}) for one in game.rounds)
            return replace(game, rounds=rounds)
    raise ValueError(f"no {what!r} can be left out")


def _less(all_: Mapping[str, T], name: str) -> dict[str, T]:
    return {id_: one for id_, one in all_.items() if id_ != name}
