"""Offers around who carries what: claims, meetings of owners, forecasts."""

from game.rules.game import Task
from game.rules.offers.common import Offer, one_option
from game.rules.options import Fixed, OneOf, Option
from game.rules.state import TableState, carried, funded, have_met, others, owner_of

_OVER = 1


def capacity_left(state: TableState, seat: str) -> int:
    """Return how many tasks more a seat can carry, in tasks; -1 when it already carries one too many."""
    return state.capacity[seat] - len(carried(state, seat))


def may_carry(state: TableState, seat: str, task: str) -> bool:
    """Return whether a seat can carry a task: one more than it can at most, or one it carries already.

    A seat that stepped back takes nothing new.
    """
    if seat in state.stepped_back:
        return False
    return capacity_left(state, seat) + _OVER > 0 or task in carried(state, seat)


def _claim(state: TableState, seat: str) -> list[Option]:
    mine = carried(state, seat)
    full = capacity_left(state, seat) + _OVER <= 0
    found: list[Option] = []
    for part, taken in (("doer", state.doers), ("owner", state.owners)):
        new = (id_ for id_ in funded(state) if id_ not in state.running)
        free = [state.game.tasks[id_] for id_ in new if id_ not in taken]
        may = tuple(task.id for task in free if seat in (task.doers if part == "doer" else task.owners))
        able = tuple(task for task in may if not full or task in mine)
        closed = "no-capacity" if may and not able else ""
        closed = "stepped-back" if may and seat in state.stepped_back else closed
        found += one_option(seat, "claim", OneOf("task", able or may), Fixed("part", part), closed=closed)
    return found


def _meet(state: TableState, seat: str) -> list[Option]:
    mine = [task for task in _alive(state) if owner_of(state, task.id) == seat]
    partners = {owner_of(state, other) for task in mine for other in _linked_across(state, task)}
    may = tuple(
        one
        for one in others(state, seat)
        if one in partners and not have_met(state, seat, one) and (seat, one) not in state.meetings_asked
    )
    closed = "" if state.slots_left else "no-slots"
    return one_option(seat, "meet", OneOf("other", may), closed=closed)


def _alive(state: TableState) -> list[Task]:
    running = [id_ for id_, run in state.running.items() if run.status == "running"]
    return [state.game.tasks[id_] for id_ in (*funded(state), *running)]


def _linked_across(state: TableState, task: Task) -> list[str]:
    return [other for other in task.links if state.game.tasks[other].domain != task.domain]


def _make_forecast(state: TableState, seat: str) -> list[Option]:
    tasks = OneOf("task", forecastable(state))
    return one_option(seat, "make_forecast", tasks, again=seat in state.forecasts)


def forecastable(state: TableState) -> tuple[str, ...]:
    """Return the tasks that will start: funded, with a doer."""
    return tuple(task for task in funded(state) if task in state.doers)


OFFERS: tuple[Offer, ...] = (
    Offer("claim", _claim, during=("claim",)),
    Offer("meet", _meet, during=("claim",), mechanic="meet"),
    Offer("make_forecast", _make_forecast, during=("forecast",)),
)
