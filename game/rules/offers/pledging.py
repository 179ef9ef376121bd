"""Offers of pledges: own money, or to be doer or owner, while ballots are filled in; once on a condition."""

from collections.abc import Iterator

from game.rules.game import Task
from game.rules.offers.carrying import capacity_left
from game.rules.offers.common import Offer, one_option
from game.rules.offers.dividing import lots
from game.rules.options import Field, Fixed, Number, OneOf, Option
from game.rules.pledges import DOER, MONEY, OWNER, PLAN, SEAT
from game.rules.state import TableState, carried, has, others

_OVER = 1


def purse_left(state: TableState, seat: str) -> int:
    """Return what a seat has of its own and did not pledge this round, in euros."""
    return state.purses[seat] - sum(one.amount for one in state.pledges if one.seat == seat)


def _pledge(state: TableState, seat: str) -> list[Option]:
    """Return each sort of pledge, freely where `pledges` is used, and once a session on a condition."""
    found: list[Option] = []
    if not has(state, "pledges") and not has(state, "condition"):
        return found
    for what, fields, shut in _sorts(state, seat):
        closed = "stepped-back" if seat in state.stepped_back else shut
        sort = (Fixed("what", what), *fields)
        if has(state, "pledges"):
            found += one_option(seat, "pledge", *sort, closed=closed)
        if has(state, "condition"):
            used = "move-used" if seat in state.conditions else ""
            for condition in _conditions(state, seat):
                found += one_option(seat, "pledge", *sort, *condition, closed=closed or used)
    return found


def _sorts(state: TableState, seat: str) -> Iterator[tuple[str, tuple[Field, ...], str]]:
    """Yield what a seat can pledge: a word, its fields, and why it cannot now."""
    tasks = [state.game.tasks[lot.task] for lot in lots(state)]
    mine = {(one.what, one.task) for one in state.pledges if one.seat == seat}
    if state.game.roles[seat].purse:
        step, left = state.game.step, purse_left(state, seat)
        to = OneOf("task", tuple(task.id for task in tasks if (MONEY, task.id) not in mine))
        yield (
            MONEY,
            (to, Number("amount", step, max(step, left), step)),
            "" if left >= step else "purse-empty",
        )
    for part in (DOER, OWNER):
        new = (task for task in tasks if task.id not in state.running)  # who carries a task stays
        may = [task.id for task in new if (part, task.id) not in mine and _may(task, seat, part)]
        able = [task for task in may if _has_room(state, seat, task)]
        closed = "no-capacity" if may and not able else ""
        yield part, (OneOf("task", tuple(able or may)),), closed


def _conditions(state: TableState, seat: str) -> Iterator[tuple[Field, ...]]:
    step = state.game.step
    dearest = max((lot.cost for lot in lots(state)), default=step)
    yield Fixed("when", PLAN), Number("least", step, max(step, dearest), step)
    rich = tuple(one for one in others(state, seat) if state.purses[one] >= step)
    if rich:
        most = max(state.purses[one] for one in rich)
        yield Fixed("when", SEAT), OneOf("of", rich), Number("least", step, most, step)


def _may(task: Task, seat: str, part: str) -> bool:
    return seat in (task.doers if part == DOER else task.owners)


def _has_room(state: TableState, seat: str, task: str) -> bool:
    """Return whether a seat can carry a task beside what it runs and pledged to carry."""
    promised = {one.task for one in state.pledges if one.seat == seat and one.what != MONEY}
    more = len((promised | {task}) - carried(state, seat))
    return more <= capacity_left(state, seat) + _OVER


OFFERS: tuple[Offer, ...] = (Offer("pledge", _pledge, during=("fill_in",)),)
