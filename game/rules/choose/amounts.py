"""Rules on amounts: the mean of what everybody wrote, everybody's own share, or what the director wrote.

A task gets from its minimum to its cost. Of two that are equal, the first in the order of the tasks is better
off, where it is about the last step of money.
"""

from collections.abc import Mapping, Sequence
from math import lcm

from game.rules.choose.forms import check
from game.rules.choose.lots import Ballot, Division, Lot, division, steps_of
from game.rules.rounding import largest_remainder


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
        check(ballot, pot, lots)
    steps = pot // step
    given = [
        sum(steps_of(min(ballot.get(lot.task, 0), lot.cost), step) for ballot in ballots) for lot in lots
    ]
    kept = max(0, steps * len(ballots) - sum(given))
    shares = largest_remainder(steps * step, [*given, kept], step)
    amounts = {lot.task: min(share, lot.cost) for lot, share in zip(lots, shares, strict=False)}
    return _with_minimums(amounts, lots, pot, step)


def own_share(ballots: Sequence[Ballot], lots: Sequence[Lot], pot: int, step: int) -> Division:
    """Return what comes of everybody spending an equal share of the pot on the tasks of their own ballot.

    For players: "Everybody gets an equal share of the pot and spends all of it on the tasks of their own
    ballot, in proportion."

    A seat that gives nothing saves its share; nothing else is kept back, which sets it apart from `average`.
    The shares of a task are added up exactly, then made whole steps by largest remainder. What is above a
    cost, and what was for a task that drops out under its minimum, goes to the others as in `average`.

    Raises:
        ValueError: A ballot gives less than nothing, or to a task that is no lot.

    Source:
        Our own choice: the average of ballots that each give out all that is theirs.
    """
    for ballot in ballots:
        check(ballot, None, lots)
    given: dict[int, dict[str, int]] = {}  # by what a ballot gives in all: what such ballots give each task
    for ballot in ballots:
        alike = given.setdefault(sum(ballot.values()), {})
        for task, amount in ballot.items():
            alike[task] = alike.get(task, 0) + amount
    unit = lcm(*(whole for whole in given if whole))
    per_euro = {whole: unit // whole for whole in given if whole}
    parts = [
        sum(unit_each * given[whole].get(lot.task, 0) for whole, unit_each in per_euro.items())
        for lot in lots
    ]
    kept = unit * sum(not any(ballot.values()) for ballot in ballots)
    shares = largest_remainder(pot // step * step, [*parts, kept], step)
    amounts = {lot.task: min(share, lot.cost) for lot, share in zip(lots, shares, strict=False)}
    _spread_money(sum(shares[: len(lots)]) - sum(amounts.values()), amounts, lots, step)
    return _with_minimums(amounts, lots, pot, step)


def director(ballot: Ballot, lots: Sequence[Lot], pot: int, step: int) -> Division:
    """Return the director's amounts; a task under its minimum drops out as in `average`.

    Raises:
        ValueError: The ballot gives more than the pot, less than nothing, or to a task that is no lot.
    """
    check(ballot, pot, lots)
    return _with_minimums({lot.task: min(ballot.get(lot.task, 0), lot.cost) for lot in lots}, lots, pot, step)


def _with_minimums(amounts: Mapping[str, int], lots: Sequence[Lot], pot: int, step: int) -> Division:
    """Return the amounts after dropping, one by one, the task furthest under its minimum."""
    held = dict(amounts)
    while short := [lot for lot in lots if 0 < held[lot.task] < lot.minimum]:
        dropped = max(reversed(short), key=lambda lot: lot.minimum - held[lot.task])
        freed = held[dropped.task]
        held[dropped.task] = 0
        _spread_money(freed, held, lots, step)
    return division(held, lots, pot)


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
