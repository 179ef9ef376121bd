"""Counting an election: what `opgavetafel count` says, as JSON; `telling` makes text of it."""

from typing import Any, Final

from game.elections.election import Election
from game.rules.chance import shuffled
from game.rules.choose import Completion, Tie, count, voters_with_nothing

RULES: Final = ("equal_shares", "greedy", "majority", "average", "own_share", "phragmen", "borda")
"""The rules an election can be counted under."""

COMPLETIONS: Final[tuple[Completion, ...]] = ("none", "add1", "add1u")


def count_election(
    election: Election, rule: str = "equal_shares", completion: Completion = "add1", seed: int = 1
) -> dict[str, Any]:
    """Return what a rule makes of an election.

    `{rule, completion, budget, projects, voters, winners, cost, ties, voters_with_nothing}`: `completion` is
    None for a rule that has none; `projects` and `voters` are numbers; `winners` is the ids of what is
    funded, numbers in their own order, then names; `cost` is what that costs together; `ties` is a list of
    `{projects, first, by}`: projects that stood level, which went first, and whether cost, votes or a draw
    settled it; `voters_with_nothing` is how many voters see nothing funded of what they voted for.

    Args:
        election: The election.
        rule: One of `RULES`.
        completion: What `equal_shares` does with money that is left.
        seed: What a draw depends on, where cost and votes do not settle a tie.
    """
    lots, ballots = election.lots(), election.ballots()
    drawn = shuffled(seed, "count", 0, [lot.task for lot in lots])
    division = count(rule, ballots, lots, election.budget, 1, drawn, completion)
    approvals = ballots.approvals(lots, election.budget)
    return {
        "rule": rule,
        "completion": completion if rule == "equal_shares" else None,
        "budget": election.budget,
        "projects": len(lots),
        "voters": len(election.votes),
        "winners": sorted((task for task, _ in division.amounts), key=_by_number),
        "cost": election.budget - division.saved,
        "ties": [_tie(tie) for tie in division.ties],
        "voters_with_nothing": voters_with_nothing(approvals, division),
    }


def _tie(tie: Tie) -> dict[str, Any]:
    return {"projects": list(tie.tasks), "first": tie.first, "by": tie.by}


def _by_number(id_: str) -> tuple[bool, int, str]:
    is_number = id_.isascii() and id_.isdigit()
    return not is_number, int(id_) if is_number else 0, id_
