"""Phragmén: money comes in evenly, and whoever together have enough for a task buy it."""

from collections.abc import Sequence
from fractions import Fraction

from game.rules.choose.forms import Approvals, votes
from game.rules.choose.lots import Division, Lot, Precedence, Tie, bought


def phragmen(approvals: Approvals, lots: Sequence[Lot], pot: int, drawn: Sequence[str] = ()) -> Division:
    """Return the tasks in the order in which their supporters have saved enough for them.

    For players: "Everybody gets money bit by bit, all equally fast; as soon as those who want a task have
    enough together, it is bought and they start from nothing again."

    It ends as soon as the next task would cost more than is left of the pot, also when a cheaper one would
    still fit: that is where the published rule ends. Times are exact fractions.

    Source:
        L. E. Phragmén, "Sur une méthode nouvelle pour réaliser, dans les élections, la représentation
        proportionnelle des partis" (1894); for budgets: M. Los, Z. Christoff and D. Grossi, "Proportional
        budget allocations: towards a systematization" (IJCAI 2022).
    """
    wanted = votes(approvals)
    first = Precedence(lots, wanted, drawn)
    costs = {lot.task: lot.cost for lot in lots if wanted.get(lot.task, 0)}
    groups = list(approvals.items())
    supporters = {task: [n for n, (approved, _) in enumerate(groups) if task in approved] for task in costs}
    last = [0] * len(groups)  # when each group last paid: an index into `moments`
    moments = [Fraction(0)]
    behind = {task: [wanted[task]] for task in costs}  # per moment, how many supporters last paid then
    left, paid = pot, []
    ties: list[Tie] = []
    while costs:
        whens = {
            task: (cost + sum(map(Fraction.__mul__, moments, map(Fraction, behind[task])), Fraction(0)))
            / wanted[task]
            for task, cost in costs.items()
        }
        now = min(whens.values())
        task, tie = first.settle(task for task, when in whens.items() if when == now)
        ties += tie
        if costs[task] > left:
            break
        left -= costs.pop(task)
        paid.append(task)
        moments.append(now)
        for counts in behind.values():
            counts.append(0)
        for group in supporters[task]:
            approved, size = groups[group]
            for other in approved:
                if other in costs:
                    behind[other][last[group]] -= size
                    behind[other][-1] += size
            last[group] = len(moments) - 1
    return bought(paid, lots, pot, tuple(ties))
