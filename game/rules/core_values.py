"""Core values: what a role will not give up; called aloud, its task gets its minimum from the least wanted.

Of two that collide the first stands. The other is kept: it can be called another time.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from game.rules.choose import Division, Lot
from game.rules.events import Amounts, CoreValueHonoured, CoreValueKept, Event, PlanMade
from game.rules.offers.dividing import lots
from game.rules.state import TableState


@dataclass(frozen=True, slots=True)
class Protected:
    """The division in which a protected task has its minimum, and what the other tasks gave for it."""

    division: Division
    taken: Amounts


def protect(
    division: Division, lots: Sequence[Lot], task: str, support: Mapping[str, int], safe: Collection[str]
) -> Protected | None:
    """Return the division in which the task has its minimum, or None when that cannot be paid.

    The least supported task gives what is missing. If it would then be under its own minimum, it drops out,
    and what it had more is saved; the next gives the rest. What was saved comes last.

    Args:
        division: A plan of the pot.
        lots: The tasks, in task order.
        task: The one that is protected.
        support: Per task how many seats gave it something; of equals the one with less money is supported
            less, of those the last in task order.
        safe: Tasks that give nothing: an earlier core value protects them.
    """
    amounts = dict(division.amounts)
    minimums = {lot.task: lot.minimum for lot in lots}
    order = [lot.task for lot in lots]
    missing = minimums[task] - amounts.get(task, 0)
    if missing <= 0:
        return Protected(division, ())
    saved, taken = division.saved, {}
    givers = [one for one in reversed(order) if amounts.get(one) and one != task and one not in safe]
    for one in sorted(givers, key=lambda giver: (support.get(giver, 0), amounts[giver])):
        if missing <= 0:
            break
        gives = min(missing, amounts[one])
        left = amounts[one] - gives
        if left < minimums[one]:
            saved, left = saved + left, 0
        amounts[one] = left
        taken[one] = gives
        missing -= gives
    if missing > saved:
        return None
    saved -= max(0, missing)
    amounts[task] = minimums[task]
    given = tuple((one, amounts[one]) for one in order if amounts.get(one))
    return Protected(Division(given, saved), tuple((one, taken[one]) for one in order if one in taken))


def honoured(state: TableState) -> list[Event]:
    """Return what the core value that was called first and still waits does to the plan."""
    plan, seat = state.plan, state.values_waiting[0]
    task = state.game.roles[seat].core_value or ""
    assert plan is not None
    before = Division(tuple(plan.amounts.items()), plan.saved)
    ballots = state.amounts.values()
    support = {id_: sum(bool(given.get(id_)) for given in ballots) for id_ in plan.amounts}
    after = protect(before, lots(state), task, support, state.values_held.values())
    if after is None:
        return [CoreValueKept(seat, task, by=next(iter(state.values_held), ""))]
    held = CoreValueHonoured(seat, task, after.taken)
    if after.division == before:
        return [held]
    amounts, saved = after.division.amounts, after.division.saved
    return [held, PlanMade(plan.number + 1, state.moment + 1, plan.rule, amounts, saved, plan.counted)]
