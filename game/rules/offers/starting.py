"""Offers of what anybody can start, once a session each: an own idea, taking a task over."""

from game.rules.offers.carrying import may_carry
from game.rules.offers.common import Offer, one_option
from game.rules.options import Fixed, OneOf, Option, Typed
from game.rules.rounding import half_up
from game.rules.state import TableState, funded, known_needs

IDEA_LENGTH = 60
TAKE_OVER_PERCENT = 90
"""What a task costs, in percent of its price, for whoever takes it over."""


def _bring_idea(state: TableState, seat: str) -> list[Option]:
    known = known_needs(state)
    needs = OneOf("need", tuple(need for need in state.game.weights if need in known))
    closed = "move-used" if seat in state.ideas else ""
    found: list[Option] = []
    for template in state.game.templates.values():
        classes = OneOf("cost_class", tuple(template.classes))
        fixed, name = Fixed("template", template.id), Typed("name", IDEA_LENGTH)
        found += one_option(seat, "bring_idea", fixed, classes, needs, name, closed=closed)
    return found


def _take_over(state: TableState, seat: str) -> list[Option]:
    may = tuple(
        task
        for task in funded(state)
        if task not in state.duty_paid
        and task not in state.running
        and task not in state.taken_over.values()
        and not (task in state.doers and state.doers[task] == state.owners.get(task))
    )
    able = tuple(task for task in may if may_carry(state, seat, task))
    closed = "move-used" if seat in state.taken_over else "no-capacity" if may and not able else ""
    closed = "stepped-back" if may and seat in state.stepped_back else closed
    return one_option(seat, "take_over", OneOf("task", able or may), closed=closed)


def price_for(state: TableState, task: str) -> int:
    """Return what a task costs for whoever takes it over, in euros, half up."""
    return half_up(TAKE_OVER_PERCENT * state.game.tasks[task].cost, 100)


OFFERS: tuple[Offer, ...] = (
    Offer("bring_idea", _bring_idea, during=("frame", "fill_in"), mechanic="own_idea"),
    Offer("take_over", _take_over, during=("claim",), mechanic="take_over"),
)
