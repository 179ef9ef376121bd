"""Forms: what a ballot may be written in, and how one form is read as another to count it again.

A ballot is a mapping of tasks in every form; its numbers are points, euros, a 1 for each task that is
approved, or places of a ranking, from 1.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.rules.choose.lots import Ballot, Lot
from game.rules.rounding import largest_remainder

Form: TypeAlias = Literal["points", "amounts", "approval", "ranking"]

Approvals: TypeAlias = Mapping[tuple[str, ...], int]
"""How many voters approve exactly these tasks; tasks in task order. Who approves nothing counts too."""

Ranking: TypeAlias = tuple[tuple[str, ...], ...]
"""Tasks from the top down; those that stand level are together, in task order. The others come last."""

Rankings: TypeAlias = Mapping[Ranking, int]
"""How many voters rank tasks exactly so."""


@dataclass(frozen=True, slots=True)
class Ballots:
    """What everybody wrote, in one form; `all_points` is what a ballot of points has (0: what it gives)."""

    form: Form
    given: tuple[Ballot, ...]
    all_points: int = 0

    def amounts(self, lots: Sequence[Lot], pot: int, step: int) -> list[dict[str, int]]:
        """Return every ballot in euros."""
        return [self._in_euros(ballot, lots, pot, step) for ballot in self.given]

    def approvals(self, lots: Sequence[Lot], pot: int) -> Approvals:
        """Return the ballots as approvals, equal ones together."""
        return Counter(to_approval(self.form, ballot, lots, pot) for ballot in self.given)

    def rankings(self, lots: Sequence[Lot]) -> Rankings:
        """Return the ballots as rankings, equal ones together."""
        return Counter(to_ranking(self.form, ballot, lots) for ballot in self.given)

    def _in_euros(self, ballot: Ballot, lots: Sequence[Lot], pot: int, step: int) -> dict[str, int]:
        match self.form:
            case "amounts":
                return dict(ballot)
            case "points":
                return points_to_amounts(ballot, self.all_points or sum(ballot.values()), pot, step, lots)
            case "approval" | "ranking":
                return approval_to_amounts(to_approval(self.form, ballot, lots, pot), lots, pot, step)


def points_to_amounts(
    points: Ballot, all_points: int, pot: int, step: int, lots: Sequence[Lot]
) -> dict[str, int]:
    """Return the euros that a seat's points stand for, above 0, in task order.

    A point is a share of the pot, in steps by largest remainder; points kept back are a share too, the last
    one, and are saved. So is what a task would get above its cost.

    Raises:
        ValueError: More points are given than there are, less than none, or to a task that is no lot.
    """
    check(points, all_points, lots)
    given = [points.get(lot.task, 0) for lot in lots]
    shares = largest_remainder(pot, [*given, all_points - sum(given)], step)
    amounts = {lot.task: min(share, lot.cost) for lot, share in zip(lots, shares, strict=False)}
    return {task: amount for task, amount in amounts.items() if amount}


def approval_to_amounts(approved: Sequence[str], lots: Sequence[Lot], pot: int, step: int) -> dict[str, int]:
    """Return what approvals stand for in euros: the pot by cost, in steps, and no task above its cost."""
    wanted = [lot for lot in lots if lot.task in approved]
    if sum(lot.cost for lot in wanted) <= pot:
        return {lot.task: lot.cost for lot in wanted}
    shares = largest_remainder(pot, [lot.cost for lot in wanted], step)
    amounts = {lot.task: min(share, lot.cost) for lot, share in zip(wanted, shares, strict=True)}
    return {task: amount for task, amount in amounts.items() if amount}


def to_approval(form: Form, ballot: Ballot, lots: Sequence[Lot], pot: int) -> tuple[str, ...]:
    """Return which tasks a ballot approves, in task order.

    Of points and amounts every task above 0; of a ranking the tasks from the top until the pot is spent. A
    task that costs more than the whole pot is passed over there: the ranking goes on below it.
    """
    check(ballot, None, lots)
    if form != "ranking":
        return tuple(lot.task for lot in lots if ballot.get(lot.task, 0) > 0)
    costs = {lot.task: lot.cost for lot in lots}
    left, approved = pot, set()
    for task in sorted(ballot, key=lambda task: ballot[task]):
        if costs[task] > pot:
            continue
        left -= costs[task]
        if left < 0:
            break
        approved.add(task)
    return tuple(lot.task for lot in lots if lot.task in approved)


def to_ranking(form: Form, ballot: Ballot, lots: Sequence[Lot]) -> Ranking:
    """Return how a ballot ranks tasks: points and amounts by size, then lower cost; approvals all level."""
    check(ballot, None, lots)
    levels: dict[tuple[int, int], list[str]] = {}
    for lot in lots:
        number = ballot.get(lot.task, 0)
        if number:
            match form:
                case "ranking":
                    place = (number, 0)
                case "approval":
                    place = (0, 0)
                case "points" | "amounts":
                    place = (-number, lot.cost)
            levels.setdefault(place, []).append(lot.task)
    return tuple(tuple(levels[place]) for place in sorted(levels))


def votes(approvals: Approvals) -> dict[str, int]:
    """Return how many voters approve each task that anybody approves."""
    found: Counter[str] = Counter()
    for approved, voters in approvals.items():
        for task in approved:
            found[task] += voters
    return dict(found)


def check(ballot: Ballot, most: int | None, lots: Sequence[Lot]) -> None:
    """Raise ValueError for a ballot that gives what it does not have or to what is not there."""
    unknown = ballot.keys() - {lot.task for lot in lots}
    given = sum(ballot.values())
    if unknown or any(amount < 0 for amount in ballot.values()) or (most is not None and given > most):
        raise ValueError(
            f"ballot {dict(ballot)} gives {given} of {most}; not among the lots: {sorted(unknown)}"
        )
