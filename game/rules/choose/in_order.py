"""Rules that pay tasks in full, in an order, as long as they fit: by voters, by points, by places.

What no longer fits is skipped. A task that nobody wants gets nothing. In a tie the lowest cost goes first,
then most votes, then the draw that is passed in.
"""

from collections.abc import Mapping, Sequence
from itertools import groupby

from game.rules.choose.forms import Approvals, Rankings, votes
from game.rules.choose.lots import Division, Lot, Precedence, Tie, bought


def majority(approvals: Approvals, lots: Sequence[Lot], pot: int, drawn: Sequence[str] = ()) -> Division:
    """Return the tasks that most voters want, each at full cost, as long as they fit.

    For players: "The task that most of us want is paid in full, then the next, as long as it fits."

    Source:
        The usual count of a citizens' budget, with skipping; often called greedy or knapsack.
    """
    wanted = votes(approvals)
    return _in_order(wanted, wanted, lots, pot, drawn)


def greedy(
    scores: Mapping[str, int], approvals: Approvals, lots: Sequence[Lot], pot: int, drawn: Sequence[str] = ()
) -> Division:
    """Return the tasks with the highest score, each at full cost, as long as they fit.

    For players: "The task with most points is paid in full, then the next, as long as it fits."

    Args:
        scores: Per task all points together; where a ballot has none, a 1 for each task it approves.
        approvals: Who wants what, for ties.
        lots: The tasks, in task order.
        pot: What there is, in euros.
        drawn: The tasks in a drawn order.

    Source:
        The rule `greedy` of Pabulib, pabulib.org/format.
    """
    return _in_order(scores, votes(approvals), lots, pot, drawn)


def borda(
    rankings: Rankings,
    lots: Sequence[Lot],
    pot: int,
    drawn: Sequence[str] = (),
) -> Division:
    """Return the tasks that stand highest on all rankings together, each at full cost, as long as they fit.

    For players: "On every list a task gets a point for each task below it. Most points first, as long as it
    fits."

    Tasks that stand level share their places: half a point for each that is level. All tasks that are not on
    a ranking stand level below those that are. So a ballot of approvals counts as a vote for each.

    Source:
        J.-C. de Borda, "Mémoire sur les élections au scrutin" (1781), with the mean place for ties.
    """
    points = dict.fromkeys((lot.task for lot in lots), 0)
    wanted: dict[str, int] = {}
    for ranking, voters in rankings.items():
        ranked = {task for level in ranking for task in level}
        rest = tuple(lot.task for lot in lots if lot.task not in ranked)
        below = len(lots)
        for level in (*ranking, rest):
            below -= len(level)
            for task in level:
                points[task] += voters * (2 * below + len(level) - 1)  # in halves, so whole
        for task in ranked:
            wanted[task] = wanted.get(task, 0) + voters
    return _in_order({task: points[task] for task in wanted}, wanted, lots, pot, drawn)


def fill_up(
    chosen: Division, wanted: Mapping[str, int], lots: Sequence[Lot], drawn: Sequence[str]
) -> Division:
    """Return the division in which what is saved buys more tasks, those with most votes first."""
    have = {task for task, _ in chosen.amounts}
    rest = [lot for lot in lots if lot.task not in have]
    more = _in_order(wanted, wanted, rest, chosen.saved, drawn)
    pot = chosen.saved + sum(amount for _, amount in chosen.amounts)
    return bought({*have, *(task for task, _ in more.amounts)}, lots, pot, (*chosen.ties, *more.ties))


def _in_order(
    scores: Mapping[str, int],
    wanted: Mapping[str, int],
    lots: Sequence[Lot],
    pot: int,
    drawn: Sequence[str],
) -> Division:
    first = Precedence(lots, wanted, drawn)
    tasks = [lot.task for lot in lots if wanted.get(lot.task, 0)]
    costs = {lot.task: lot.cost for lot in lots}
    left, paid = pot, []
    ties: list[Tie] = []
    for _, level in groupby(sorted(tasks, key=lambda task: -scores[task]), key=lambda task: scores[task]):
        open_tasks = list(level)
        while open_tasks := [task for task in open_tasks if costs[task] <= left]:
            task, tie = first.settle(open_tasks)
            ties += tie
            open_tasks.remove(task)
            left -= costs[task]
            paid.append(task)
    return bought(paid, lots, pot, tuple(ties))
