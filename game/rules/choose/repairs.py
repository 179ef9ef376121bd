"""Repairs: where seats differ most, and a division changed afterwards by a proposal or a fall-back."""

from collections.abc import Collection, Mapping, Sequence

from game.rules.choose.lots import Ballot, Division, Lot, division, steps_of
from game.rules.rounding import largest_remainder


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


def without_disputed(before: Division, disputed: Collection[str]) -> Division:
    """Return the division without these tasks; their money is saved, so blocking never wins money."""
    kept = tuple((task, amount) for task, amount in before.amounts if task not in disputed)
    freed = sum(amount for task, amount in before.amounts if task in disputed)
    return Division(kept, before.saved + freed)


def moved(before: Division, lots: Sequence[Lot], task: str, amount: int, pot: int, step: int) -> Division:
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
    amounts = dict(before.amounts)
    if sum(amounts.values()) + before.saved != pot or not amounts.keys() <= {lot.task for lot in lots}:
        raise ValueError(f"{before} does not divide {pot} over {[lot.task for lot in lots]}")
    missing = amount - amounts.get(task, 0) - before.saved
    others = [lot for lot in lots if lot.task != task and amounts.get(lot.task, 0) > 0]
    while missing > step * sum(_spare_steps(amounts, others, step)):
        smallest = min(reversed(others), key=lambda lot: amounts[lot.task])
        others.remove(smallest)
        missing -= amounts.pop(smallest.task)
    pays = largest_remainder(steps_of(max(0, missing), step), _spare_steps(amounts, others, step))
    for lot, paid_steps in zip(others, pays, strict=True):
        amounts[lot.task] -= paid_steps * step
    amounts[task] = amount
    return division(amounts, lots, pot)


def _spare_steps(amounts: Mapping[str, int], lots: Sequence[Lot], step: int) -> list[int]:
    return [(amounts[lot.task] - lot.minimum) // step for lot in lots]


def _spread(amounts: Sequence[int]) -> int:
    return max(amounts) - min(amounts) if amounts else 0
