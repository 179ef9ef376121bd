"""Keeping: the pledges that hold for the plan that stands, as an event."""

from collections.abc import Mapping

from game.rules import pledges
from game.rules.choose import Lot
from game.rules.events import Amounts, Event, PledgesSettled
from game.rules.offers.dividing import lots
from game.rules.paying_again import price_now
from game.rules.state import TableState


def pledges_settled(
    state: TableState, amounts: Amounts, saved: int, prices: Mapping[str, int] | None = None
) -> list[Event]:
    """Return what a plan makes of the pledges; nothing at a table where nobody pledged.

    Args:
        state: The table.
        amounts: What the plan gives each task.
        saved: What it saves.
        prices: Tasks that cost something else than they did.
    """
    if not state.pledges:
        return []
    costs = {lot.task: (prices or {}).get(lot.task, lot.cost) for lot in lots(state)}
    minimums = {task: min(price_now(state, task).minimum, cost) for task, cost in costs.items()}
    table = [Lot(task, cost, minimums[task]) for task, cost in costs.items()]
    kept = pledges.keep(dict(amounts), table, state.pledges, state.game.seats)
    back = {(one.seat, one.task): euros for one, euros in kept.back}
    used = [
        (one.seat, one.task, one.what, one.amount - (back.get((one.seat, one.task), 0) if one.amount else 0))
        for one in kept.held
    ]
    freed = sum(amount for task, amount in amounts if task in kept.dropped)
    return [
        PledgesSettled(
            held=tuple(used),
            fallen=tuple((one.seat, one.task, one.what) for one in kept.fallen),
            dropped=kept.dropped,
            back=tuple((one.seat, one.task, euros) for one, euros in kept.back),
            amounts=tuple((task, amount) for task, amount in amounts if task not in kept.dropped),
            saved=saved + freed,
        )
    ]
