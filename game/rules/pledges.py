"""Pledges: which of them hold, once a plan says what each task gets of the shared money.

All are taken to hold at first. Those whose condition fails fall, and tasks that stay under their minimum with
all that is pledged to them. That is repeated until nothing falls. More pledges never make a condition fail,
so the order does not matter, and pledges on each other's condition hold together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from game.rules.choose import Lot

MONEY, DOER, OWNER = "money", "doer", "owner"
PLAN, SEAT = "plan", "seat"


@dataclass(frozen=True, slots=True)
class Pledge:
    """What a seat pledges to a task: euros of its own, or to be its doer or owner.

    Attributes:
        seat: Who.
        task: To what; the money goes nowhere else.
        what: `money`, `doer` or `owner`.
        amount: The euros; 0 for a doer or owner.
        when: "" for no condition; `plan`: the task gets at least `least` from the plan; `seat`: the seat
            `of` pledges at least that to it.
        of: The other seat of a condition.
        least: The euros of a condition.
    """

    seat: str
    task: str
    what: str
    amount: int = 0
    when: str = ""
    of: str = ""
    least: int = 0


@dataclass(frozen=True, slots=True)
class Kept:
    """What holds.

    Attributes:
        held: The pledges that hold, in the order given.
        fallen: Those that do not.
        dropped: The tasks of the plan that stayed under their minimum.
        back: What goes back since its task would have more than its cost: pairs of a pledge and euros.
    """

    held: tuple[Pledge, ...]
    fallen: tuple[Pledge, ...]
    dropped: tuple[str, ...]
    back: tuple[tuple[Pledge, int], ...]


def keep(
    plan: Mapping[str, int], lots: Sequence[Lot], pledges: Sequence[Pledge], seats: Sequence[str]
) -> Kept:
    """Return which pledges hold.

    Args:
        plan: What each task gets of the shared money, in euros.
        lots: The tasks, with what they cost and need at least.
        pledges: All pledges; to tasks among the lots.
        seats: The seats in the order in which what is too much goes back.
    """
    held, alive = list(pledges), {lot.task for lot in lots}
    while True:
        given = {lot.task: plan.get(lot.task, 0) if lot.task in alive else 0 for lot in lots}
        total = {task: given[task] + pledged(held, task) for task in given}
        alive_now = {lot.task for lot in lots if lot.task in alive and total[lot.task] >= max(1, lot.minimum)}
        held_now = [one for one in held if one.task in alive_now and _holds(one, given, held)]
        if alive_now == alive and held_now == held:
            break
        held, alive = held_now, alive_now
    return Kept(
        held=tuple(held),
        fallen=tuple(one for one in pledges if one not in held),
        dropped=tuple(lot.task for lot in lots if plan.get(lot.task) and lot.task not in alive),
        back=tuple(_too_much(given, lots, held, seats)),
    )


def pledged(pledges: Sequence[Pledge], task: str, seat: str | None = None) -> int:
    """Return the euros pledged to a task, by one seat or by all."""
    return sum(one.amount for one in pledges if one.task == task and seat in (None, one.seat))


def _holds(pledge: Pledge, given: Mapping[str, int], held: Sequence[Pledge]) -> bool:
    if pledge.when == PLAN:
        return given[pledge.task] >= pledge.least
    return pledge.when != SEAT or pledged(held, pledge.task, pledge.of) >= pledge.least


def _too_much(
    given: Mapping[str, int], lots: Sequence[Lot], held: Sequence[Pledge], seats: Sequence[str]
) -> list[tuple[Pledge, int]]:
    """Return what goes back: of each task what is above its cost, to the first seats first."""
    back: list[tuple[Pledge, int]] = []
    for lot in lots:
        over = given[lot.task] + pledged(held, lot.task) - lot.cost
        mine = [one for one in held if one.task == lot.task and one.amount]
        for one in sorted(mine, key=lambda pledge: seats.index(pledge.seat)):
            if over > 0:
                back.append((one, min(over, one.amount)))
                over -= one.amount
    return back
