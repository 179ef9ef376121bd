"""Offers of core values: called aloud while ballots lie open, or before one's answer to the plan."""

from game.rules.offers.common import Offer, one_option
from game.rules.offers.dividing import REPAIRS, lots
from game.rules.options import Option
from game.rules.state import TableState, has


def _call_core_value(state: TableState, seat: str) -> list[Option]:
    value = state.game.roles[seat].core_value
    return one_option(seat, "call_core_value", closed=_why_not(state, seat, value)) if value else []


def _why_not(state: TableState, seat: str, task: str) -> str:
    """Return why a seat cannot call its core value now, "" when it can."""
    if seat in state.values_called:
        return "value-called"
    lot = next((lot for lot in lots(state) if lot.task == task), None)
    if lot is None or lot.minimum > state.to_divide:
        return "value-not-here"
    if state.step == "settle" and state.repairs >= REPAIRS:
        return "last-repair"
    return "plan-answered" if state.plan and seat in state.plan.answers else ""


def may_still_call(state: TableState) -> bool:
    """Return whether some seat could call its core value; everybody knows who has one, not which."""
    if not has(state, "core_values"):
        return False
    return any(role.core_value and role.id not in state.values_called for role in state.game.roles.values())


OFFERS: tuple[Offer, ...] = (
    Offer("call_core_value", _call_core_value, during=("reveal", "settle"), mechanic="core_values"),
)
