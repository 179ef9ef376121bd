"""Offers while framing: the challenge a seat chooses, and the wording the director writes."""

from game.rules.offers.common import Offer, one_option
from game.rules.options import OneOf, Option, Some, Typed
from game.rules.state import TableState, buyable, wording_candidates

WORDING_LENGTH = 200


def _choose_challenge(state: TableState, seat: str) -> list[Option]:
    challenges = OneOf("challenge", open_challenges(state))
    return one_option(seat, "choose_challenge", challenges, again=seat in state.choices)


def open_challenges(state: TableState) -> tuple[str, ...]:
    """Return the challenges that still have something to buy, in scenario order."""
    left = {task.challenge for task in state.game.tasks.values() if not task.duty and buyable(state, task)}
    return tuple(challenge for challenge in state.game.challenges if challenge in left)


def _write_wording(state: TableState, seat: str) -> list[Option]:
    candidates = wording_candidates(state)
    if not candidates:
        return []
    text, drop = Typed("text", WORDING_LENGTH), Some("drop", candidates)
    return one_option(seat, "write_wording", text, drop, again=state.wording_written)


OFFERS: tuple[Offer, ...] = (
    Offer("choose_challenge", _choose_challenge, during=("frame",)),
    Offer("write_wording", _write_wording, by="director", during=("frame",)),
)
