"""Offers: which options a seat has now, phase by phase; a closed one says why.

This is the only place that knows what may be done when. An option that has nothing to do with what is going
on is left out; one that belongs here but cannot be used now is offered closed, with its code.
"""

from game.rules.offers import asking, carrying, dividing, framing, going_on, reporting
from game.rules.offers.common import Offer
from game.rules.options import Option
from game.rules.state import TableState

_OFFERS: dict[str, Offer] = {
    **asking.OFFERS,
    **framing.OFFERS,
    **dividing.OFFERS,
    **carrying.OFFERS,
    **reporting.OFFERS,
    **going_on.OFFERS,
}
"""Per kind of action how it is offered, in the order in which options are listed."""


def options(state: TableState, actor: str) -> list[Option]:
    """Return everything `actor` (a seat, or `facilitator`) can do now, open or closed, in a fixed order."""
    if state.ended:
        return []
    return [option for offer in _OFFERS.values() for option in offer(state, actor)]


def options_of(state: TableState, actor: str, kind: str) -> list[Option]:
    """Return the options of one kind of action."""
    return _OFFERS[kind](state, actor)
