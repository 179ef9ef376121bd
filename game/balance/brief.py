"""Brief: the little that the balance of a scenario needs of one play; so many plays fit in memory.

Indicators are in tenths of a point; the rest is whole points, or percent from 0 to 100.
"""

from collections.abc import Callable
from dataclasses import astuple, dataclass
from typing import Any

from game.balance.nearest import nearest
from game.bots.measured import measured
from game.rules import support as support_of
from game.rules.game import Game
from game.rules.state import TableState


@dataclass(frozen=True, slots=True)
class Brief:
    """What is kept of one play.

    Attributes:
        main: The main indicator at the end, in tenths.
        path: The main indicator after each round, in tenths.
        reached: The indicators whose goal was reached, whether the table went for it or not.
        tasks: Tasks that started, with what was paid for them.
        told, found: Cards that were told, needs of the empty chair that were found.
        event_cards: Event cards that were drawn.
        nearest: Per event card by how many tenths its condition stayed off; 0 when it could be drawn.
        instruments: Instruments that were used.
        left: The share of all money that nobody spent.
    """

    result: int
    main: int
    path: tuple[int, ...]
    lowest_support: int
    table_support: int
    cohesion: int
    answered: int
    at_work: int
    together: int
    linked: int
    left: int
    succeeded: bool
    reached: tuple[str, ...]
    tasks: tuple[tuple[str, int], ...]
    told: tuple[str, ...]
    found: tuple[str, ...]
    event_cards: tuple[str, ...]
    nearest: tuple[tuple[str, int], ...]
    instruments: tuple[str, ...]

    def paid(self, task: str) -> int | None:
        """Return what was paid for a task, in euros; None when it was not carried out."""
        return dict(self.tasks).get(task)


MEASURES: dict[str, Callable[[Brief], float]] = {
    "main": lambda brief: brief.main / 10,
    "main_first": lambda brief: brief.path[0] / 10,
    "result": lambda brief: brief.result,
    "lowest_support": lambda brief: brief.lowest_support,
    "table_support": lambda brief: brief.table_support,
    "cohesion": lambda brief: brief.cohesion,
    "answered": lambda brief: brief.answered,
    "at_work": lambda brief: brief.at_work,
    "together": lambda brief: brief.together,
    "linked": lambda brief: brief.linked,
}
"""What plays are compared by, each one number of a play, in points."""


def brief_of(state: TableState) -> Brief:
    """Return what is kept of a table that has ended and kept its causes."""
    play, game = measured(state, {}), state.game
    money = play["money"]
    return Brief(
        play["result"],
        play["indicators"][game.main_goal],
        tuple(moment["indicators"][game.main_goal] for moment in play["history"]),
        play["lowest_support"],
        play["table_support"],
        play["cohesion"],
        play["answered"],
        play["at_work"],
        play["together"],
        play["linked"],
        100 * (money["saved"] + money["set_aside"]) // max(1, money["in"]),
        play["succeeded"],
        tuple(goal for goal in game.goals if _is_reached(game, goal, play["indicators"][goal])),
        tuple((id_, task["paid"]) for id_, task in play["tasks"].items()),
        tuple(play["told"]),
        tuple(play["found"]),
        tuple(play["event_cards"]),
        nearest(game, play["history"]),
        tuple(play["instruments"]),
    )


def as_list(brief: Brief) -> list[Any]:
    """Return it as JSON has it."""
    return list(astuple(brief))


def from_list(given: list[Any]) -> Brief:
    """Return what `as_list` made of it."""
    return Brief(*(_as_tuple(value) for value in given))


def _as_tuple(value: Any) -> Any:
    return tuple(map(_as_tuple, value)) if isinstance(value, list) else value


def _is_reached(game: Game, goal: str, value: int) -> bool:
    return support_of.is_reached(game.indicators[goal], value, game.goals[goal])
