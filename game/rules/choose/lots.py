"""Lots: what can be bought with a pot, what a division of it is, and who comes first in a tie.

Every rule gives a `Division` that gives out or saves the whole pot, in which a task gets nothing or at least
its minimum, and never more than its cost.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Ballot: TypeAlias = Mapping[str, int]
"""What one seat gives, per task; a task that is not in it gets nothing."""


@dataclass(frozen=True, slots=True)
class Lot:
    """What may still be paid for a task, in euros, and the least that is of use.

    Raises:
        ValueError: The cost is not above 0, or the minimum is not within 0..cost.
    """

    task: str
    cost: int
    minimum: int

    def __post_init__(self) -> None:
        if self.cost <= 0 or not 0 <= self.minimum <= self.cost:
            raise ValueError(f"task {self.task!r} costs {self.cost} with a minimum of {self.minimum}")


@dataclass(frozen=True, slots=True)
class Tie:
    """Tasks that stood level when the next one was bought, which of them came first, and by what.

    For players: "The cheapest task goes first. Of equally cheap tasks the one with most votes. If they are
    equal in that too, we draw."
    """

    tasks: tuple[str, ...]
    first: str
    by: Literal["cost", "votes", "draw"]


@dataclass(frozen=True, slots=True)
class Division:
    """Who gets what of a pot: pairs of a task and its euros, above 0, in task order; the rest is saved.

    `ties` tells how tasks that stood level were told apart; two divisions that differ in it alone are equal.
    """

    amounts: tuple[tuple[str, int], ...]
    saved: int
    ties: tuple[Tie, ...] = field(default=(), compare=False)

    def of(self, task: str) -> int:
        """Return what the task gets, in euros; 0 if it is not in the division."""
        return dict(self.amounts).get(task, 0)


class Precedence:
    """Which of some tasks comes first when they stand level: lowest cost, most votes, then a draw.

    Args:
        lots: The tasks, in task order.
        votes: Per task how many voters want it.
        drawn: The tasks in an order that was drawn; those that are not in it come last, in task order.
    """

    def __init__(self, lots: Sequence[Lot], votes: Mapping[str, int], drawn: Sequence[str] = ()) -> None:
        place = {task: number for number, task in enumerate(drawn)}
        self._key = {
            lot.task: (lot.cost, -votes.get(lot.task, 0), place.get(lot.task, len(place)), number)
            for number, lot in enumerate(lots)
        }

    def key(self, task: str) -> tuple[int, int, int, int]:
        """Return what to sort by; it tells any two tasks apart."""
        return self._key[task]

    def settle(self, level: Iterable[str]) -> tuple[str, tuple[Tie, ...]]:
        """Return the first of the tasks that stand level, and the tie if there is more than one."""
        tied = sorted(level, key=self.key)
        if len(tied) == 1:
            return tied[0], ()
        one, two = self._key[tied[0]], self._key[tied[1]]
        by: Literal["cost", "votes", "draw"] = "draw"
        if one[0] != two[0]:
            by = "cost"
        elif one[1] != two[1]:
            by = "votes"
        return tied[0], (Tie(tuple(tied), tied[0], by),)


def division(
    amounts: Mapping[str, int], lots: Sequence[Lot], pot: int, ties: tuple[Tie, ...] = ()
) -> Division:
    """Return these amounts as a division of the pot."""
    given = tuple((lot.task, amounts[lot.task]) for lot in lots if amounts.get(lot.task, 0) > 0)
    return Division(given, pot - sum(amount for _, amount in given), ties)


def bought(tasks: Iterable[str], lots: Sequence[Lot], pot: int, ties: tuple[Tie, ...] = ()) -> Division:
    """Return the division that pays these tasks in full."""
    costs = {lot.task: lot.cost for lot in lots}
    return division({task: costs[task] for task in tasks}, lots, pot, ties)


def steps_of(amount: int, step: int) -> int:
    """Return in how many steps an amount is paid; the last may be a short one."""
    return -(-amount // step)
