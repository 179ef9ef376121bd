"""Offers: which options a seat has now, phase by phase; a closed one says why.

This is the only place that knows what may be done when. An option that has nothing to do with what is going
on is left out; one that belongs here but cannot be used now is offered closed, with its code.
"""

from functools import cache
from typing import Final

from game.rules.offers import (
    asking,
    carrying,
    dividing,
    framing,
    going_on,
    pledging,
    promising,
    reporting,
    starting,
    valuing,
)
from game.rules.offers.common import Offer, Who
from game.rules.options import Option
from game.rules.state import TableState, round_of

OFFERS: Final[tuple[Offer, ...]] = (
    *asking.OFFERS,
    *promising.OFFERS,
    *framing.OFFERS,
    *pledging.OFFERS,
    *starting.OFFERS,
    *valuing.OFFERS,
    *dividing.OFFERS,
    *carrying.OFFERS,
    *reporting.OFFERS,
    *going_on.OFFERS,
)
"""How every kind of action is offered, in the order in which options are listed."""

_BY_KIND: Final = {offer.kind: offer for offer in OFFERS}
FACILITATOR: Final = "facilitator"


def options(state: TableState, actor: str) -> list[Option]:
    """Return everything `actor` (a seat, or `facilitator`) can do now, open or closed, in a fixed order."""
    found: list[Option] = []
    if state.ended or (actor != FACILITATOR and actor not in state.game.roles):
        return found
    mechanics = round_of(state).mechanics
    for offer in _offers_at(state.phase, state.step, _who(state, actor)):
        if not offer.mechanic or offer.mechanic in mechanics:
            found += offer.make(state, actor)
    return found


def options_of(state: TableState, actor: str, kind: str) -> list[Option]:
    """Return the options of one kind of action."""
    offer = _BY_KIND[kind]
    if actor != FACILITATOR and actor not in state.game.roles:
        return []
    if not _is_for(offer, _who(state, actor)) or not _is_on(offer, state.phase, state.step):
        return []
    if offer.mechanic and offer.mechanic not in round_of(state).mechanics:
        return []
    return offer.make(state, actor)


def _who(state: TableState, actor: str) -> Who:
    if actor == FACILITATOR:
        return "facilitator"
    return "director" if actor == state.game.director else "seats"


@cache
def _offers_at(phase: str, step: str, who: Who) -> tuple[Offer, ...]:
    return tuple(offer for offer in OFFERS if _is_for(offer, who) and _is_on(offer, phase, step))


def _is_for(offer: Offer, who: Who) -> bool:
    return offer.by == who or (offer.by == "seats" and who == "director")


def _is_on(offer: Offer, phase: str, step: str) -> bool:
    return not offer.during or phase in offer.during or step in offer.during
