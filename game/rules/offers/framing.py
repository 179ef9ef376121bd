"""Offers while framing: the challenge a seat chooses, and the wording the director writes."""

from game.rules.offers.common import Offer, is_director, one_option
from game.rules.options import OneOf, Option, Some, Typed
from game.rules.state import TableState, buyable, wording_candidates

WORDING_LENGTH = 200


def _choose_challenge(state: TableState, seat: str) -> list[Option]:
    if state.phase != "frame" or seat not in state.game.roles:
        return []
    return one_option(seat, "choose_challenge", OneOf("challenge", open_challenges(state)))


def open_challenges(state: TableState) -> tuple[str, ...]:
    """Return the challenges that still have something to buy, in scenario order."""
    left = {task.challenge for task in state.game.tasks.values() if not task.duty and buyable(state, task)}
    return tuple(challenge for challenge in state.game.challenges if challenge in left)


def _write_wording(state: TableState, seat: str) -> list[Option]:
    if state.phase != "frame" or not is_director(state, seat) or not wording_candidates(state):
        return []
    drop = Some("drop", wording_candidates(state))
    return one_option(seat, "write_wording", Typed("text", WORDING_LENGTH), drop)


OFFERS: dict[str, Offer] = {
    "choose_challenge": _choose_challenge,
    "write_wording": _write_wording,
}
