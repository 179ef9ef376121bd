"""Counting: the same ballots under any rule that ballots alone decide."""

from collections.abc import Sequence
from typing import Final

from game.rules.choose.amounts import average, director, own_share
from game.rules.choose.equal_shares import Completion, equal_shares
from game.rules.choose.forms import Approvals, Ballots, votes
from game.rules.choose.in_order import borda, greedy, majority
from game.rules.choose.lots import Division, Lot
from game.rules.choose.phragmen import phragmen

COUNTABLE_RULES: Final = (
    "director",
    "majority",
    "average",
    "own_share",
    "equal_shares",
    "phragmen",
    "borda",
)
"""The rules that ballots alone decide, so that one can be counted beside another."""

FORM_READ: Final = {
    "director": "amounts",
    "majority": "approval",
    "average": "amounts",
    "own_share": "amounts",
    "equal_shares": "approval",
    "phragmen": "approval",
    "borda": "ranking",
    "greedy": "points",
}
"""Per rule the form it reads ballots in; ballots of another form are converted to it first."""


def count(
    rule: str,
    ballots: Ballots,
    lots: Sequence[Lot],
    pot: int,
    step: int,
    drawn: Sequence[str] = (),
    completion: Completion = "add1",
) -> Division:
    """Return what a rule makes of ballots, converted to the form it reads; without ballots all is saved.

    Args:
        rule: A countable rule, or `greedy`; for `director` the only ballot is the director's.
        ballots: What everybody wrote.
        lots: The tasks, in task order.
        pot: What there is, in euros.
        step: The smallest piece of money, for rules on amounts.
        drawn: The tasks in a drawn order, for ties.
        completion: What `equal_shares` does with money that is left.

    Raises:
        ValueError: There is no such rule, or a ballot cannot be.
    """
    if not ballots.given:
        return Division((), pot)
    match rule:
        case "director":
            [own] = ballots.amounts(lots, pot, step)
            return director(own, lots, pot, step)
        case "average":
            return average(ballots.amounts(lots, pot, step), lots, pot, step)
        case "own_share":
            return own_share(ballots.amounts(lots, pot, step), lots, pot, step)
        case "majority":
            return majority(ballots.approvals(lots, pot), lots, pot, drawn)
        case "greedy":
            approvals = ballots.approvals(lots, pot)
            return greedy(_scores(ballots, approvals), approvals, lots, pot, drawn)
        case "equal_shares":
            return equal_shares(ballots.approvals(lots, pot), lots, pot, drawn, completion)
        case "phragmen":
            return phragmen(ballots.approvals(lots, pot), lots, pot, drawn)
        case "borda":
            return borda(ballots.rankings(lots), lots, pot, drawn)
    raise ValueError(f"ballots cannot be counted under {rule!r}")


def voters_with_nothing(approvals: Approvals, division: Division) -> int:
    """Return how many voters see nothing funded of what they approve."""
    funded = {task for task, _ in division.amounts}
    return sum(voters for approved, voters in approvals.items() if funded.isdisjoint(approved))


def _scores(ballots: Ballots, approvals: Approvals) -> dict[str, int]:
    """Return the points of each task; of ballots that hold none, its voters."""
    if ballots.form not in ("points", "amounts"):
        return votes(approvals)
    scores: dict[str, int] = {}
    for ballot in ballots.given:
        for task, number in ballot.items():
            scores[task] = scores.get(task, 0) + number
    return scores
