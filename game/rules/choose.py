"""Choose: the decision rules, from what seats wrote down to who gets what.

A ballot gives euros to tasks; what it does not give is saved. Every rule returns a `Division` that gives out
or saves the whole pot, in which a task gets nothing or at least its minimum, and never more than its cost.
Of two that are equal, the first in the order of the tasks (the order of `lots`) is better off.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from game.rules.rounding import largest_remainder

Ballot: TypeAlias = Mapping[str, int]
"""What one seat gives, per task; a task that is not in it gets nothing."""

COUNTABLE_RULES = ("director", "majority", "average")
"""The rules that ballots alone decide, so that one can be counted beside another."""


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
class Division:
    """Who gets what of a pot: pairs of a task and its euros, above 0, in task order; the rest is saved."""

    amounts: tuple[tuple[str, int], ...]
    saved: int

    def of(self, task: str) -> int:
        """Return what the task gets, in euros; 0 if it is not in the division."""
        return dict(self.amounts).get(task, 0)


def points_to_amounts(
    points: Ballot, all_points: int, pot: int, step: int, lots: Sequence[Lot]
) -> dict[str, int]:
    """Return the euros that a seat's points stand for, above 0, in task order.

    A point is a share of the pot, in steps by largest remainder; points kept back are a share too, the last
    one, and are saved. So is what a task would get above its cost.

    Raises:
        ValueError: More points are given than there are, less than none, or to a task that is no lot.
    """
    _check(points, all_points, lots)
    given = [points.get(lot.task, 0) for lot in lots]
    shares = largest_remainder(pot, [*given, all_points - sum(given)], step)
    amounts = {lot.task: min(share, lot.cost) for lot, share in zip(lots, shares, strict=False)}
    return {task: amount for task, amount in amounts.items() if amount}


def average(ballots: Sequence[Ballot], lots: Sequence[Lot], pot: int, step: int) -> Division:
    """Return the mean of the ballots, in steps by largest remainder, without tasks under their minimum.

    The task furthest under its minimum drops out (of equals the last in task order); its money goes to the
    other tasks in proportion to what they have, in steps by largest remainder, each up to its cost; what
    is above that is spread likewise. This is repeated until no task is under its minimum. The rest is saved.
    A cost that is not a whole number of steps has a shorter last step.

    Raises:
        ValueError: A ballot gives more than the pot, less than nothing, or to a task that is no lot.
    """
    for ballot in ballots:
        _check(ballot, pot, lots)
    steps = pot // step
    given = [sum(_steps(min(ballot.get(lot.task, 0), lot.cost), step) for ballot in ballots) for lot in lots]
    kept = max(0, steps * len(ballots) - sum(given))
    shares = largest_remainder(steps * step, [*given, kept], step)
    amounts = {lot.task: min(share, lot.cost) for lot, share in zip(lots, shares, strict=False)}
    return _with_minimums(amounts, lots, pot, step)


def majority(ballots: Sequence[Ballot], lots: Sequence[Lot], pot: int) -> Division:
    """Return the tasks that most seats give something to, each at full cost, as long as they fit.

    A task that no longer fits is skipped. Of tasks with as many seats the cheapest comes first, of those the
    first in task order. A task that no seat gives anything gets nothing.

    Raises:
        ValueError: A ballot gives less than nothing, or to a task that is no lot.
    """
    for ballot in ballots:
        _check(ballot, None, lots)
    seats = {lot.task: sum(ballot.get(lot.task, 0) > 0 for ballot in ballots) for lot in lots}
    amounts: dict[str, int] = {}
    left = pot
    for lot in sorted(lots, key=lambda lot: (-seats[lot.task], lot.cost)):
        if seats[lot.task] and lot.cost <= left:
            amounts[lot.task] = lot.cost
            left -= lot.cost
    return _division(amounts, lots, pot)


def director(ballot: Ballot, lots: Sequence[Lot], pot: int, step: int) -> Division:
    """Return the director's amounts; a task under its minimum drops out as in `average`.

    Raises:
        ValueError: The ballot gives more than the pot, less than nothing, or to a task that is no lot.
    """
    _check(ballot, pot, lots)
    return _with_minimums({lot.task: min(ballot.get(lot.task, 0), lot.cost) for lot in lots}, lots, pot, step)


def widest_spreads(ballots: Mapping[str, Ballot], lots: Sequence[Lot]) -> tuple[str, ...]:
    """Return the two tasks, or fewer, on which seats differ most, widest first, then in task order.

    The spread of a task is the most that a seat gives it less the least.

    Args:
        ballots: Per seat its ballot.
        lots: The tasks, in task order.
    """
    spreads = {lot.task: _spread([ballot.get(lot.task, 0) for ballot in ballots.values()]) for lot in lots}
    disputed = [task for task, spread in spreads.items() if spread > 0]
    return tuple(sorted(disputed, key=lambda task: -spreads[task])[:2])


def without_disputed(division: Division, disputed: Collection[str]) -> Division:
    """Return the division without these tasks; their money is saved, so blocking never wins money."""
    kept = tuple((task, amount) for task, amount in division.amounts if task not in disputed)
    freed = sum(amount for task, amount in division.amounts if task in disputed)
    return Division(kept, division.saved + freed)


def moved(division: Division, lots: Sequence[Lot], task: str, amount: int, pot: int, step: int) -> Division:
    """Return the division in which the task gets exactly this amount.

    For players: "What a task gives up is saved. What it needs more comes from what was saved, then from the
    other tasks in proportion to what they have above their minimum; if that is too little, the smallest drops
    out and its money is saved."

    Other tasks pay in whole steps by largest remainder; what that brings too much is saved. The smallest is
    the one with least money, of equals the last in task order; it is repeated until there is enough.

    Raises:
        ValueError: The task is not among the lots, the amount is not 0 or from its minimum to its cost, or
            it is more than the pot; or the division is not one of this pot over these lots.
    """
    own = next((lot for lot in lots if lot.task == task), None)
    if own is None or amount > pot or (amount != 0 and not own.minimum <= amount <= own.cost) or amount < 0:
        raise ValueError(f"{amount} of {pot} cannot go to {task!r}: {own}")
    amounts = dict(division.amounts)
    if sum(amounts.values()) + division.saved != pot or not amounts.keys() <= {lot.task for lot in lots}:
        raise ValueError(f"{division} does not divide {pot} over {[lot.task for lot in lots]}")
    missing = amount - amounts.get(task, 0) - division.saved
    others = [lot for lot in lots if lot.task != task and amounts.get(lot.task, 0) > 0]
    while missing > step * sum(_spare_steps(amounts, others, step)):
        smallest = min(reversed(others), key=lambda lot: amounts[lot.task])
        others.remove(smallest)
        missing -= amounts.pop(smallest.task)
    pays = largest_remainder(_steps(max(0, missing), step), _spare_steps(amounts, others, step))
    for lot, paid_steps in zip(others, pays, strict=True):
        amounts[lot.task] -= paid_steps * step
    amounts[task] = amount
    return _division(amounts, lots, pot)


def _with_minimums(amounts: Mapping[str, int], lots: Sequence[Lot], pot: int, step: int) -> Division:
    """Return the amounts after dropping, one by one, the task furthest under its minimum."""
    held = dict(amounts)
    while short := [lot for lot in lots if 0 < held[lot.task] < lot.minimum]:
        dropped = max(reversed(short), key=lambda lot: lot.minimum - held[lot.task])
        freed = held[dropped.task]
        held[dropped.task] = 0
        _spread_money(freed, held, lots, step)
    return _division(held, lots, pot)


def _spread_money(money: int, held: dict[str, int], lots: Sequence[Lot], step: int) -> None:
    """Add the money to the tasks that hold some, in proportion, up to their costs; what is left is saved."""
    while open_lots := [lot for lot in lots if 0 < held[lot.task] < lot.cost]:
        shares = largest_remainder(money, [held[lot.task] for lot in open_lots], step)
        if not any(shares):
            return
        for lot, share in zip(open_lots, shares, strict=True):
            taken = min(share, lot.cost - held[lot.task])
            held[lot.task] += taken
            money -= taken


def _spare_steps(amounts: Mapping[str, int], lots: Sequence[Lot], step: int) -> list[int]:
    return [(amounts[lot.task] - lot.minimum) // step for lot in lots]


def _steps(amount: int, step: int) -> int:
    """Return in how many steps an amount is paid; the last may be a short one."""
    return -(-amount // step)


def _spread(amounts: Sequence[int]) -> int:
    return max(amounts) - min(amounts) if amounts else 0


def _division(amounts: Mapping[str, int], lots: Sequence[Lot], pot: int) -> Division:
    given = tuple((lot.task, amounts[lot.task]) for lot in lots if amounts.get(lot.task, 0) > 0)
    return Division(given, pot - sum(amount for _, amount in given))


def _check(ballot: Ballot, most: int | None, lots: Sequence[Lot]) -> None:
    """Raise ValueError for a ballot that gives what it does not have or to what is not there."""
    unknown = ballot.keys() - {lot.task for lot in lots}
    given = sum(ballot.values())
    if unknown or any(amount < 0 for amount in ballot.values()) or (most is not None and given > most):
        raise ValueError(
            f"ballot {dict(ballot)} gives {given} of {most}; not among the lots: {sorted(unknown)}"
        )
