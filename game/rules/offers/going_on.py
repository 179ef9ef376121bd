"""Offers that keep a table going: taking back, being ready, the envelope, "Verder"."""

from game.rules.offers.common import Offer, one_option
from game.rules.options import Field, Fixed, OneOf, Option, Shares
from game.rules.state import TableState


def _withdraw(state: TableState, seat: str) -> list[Option]:
    found: list[tuple[Field, ...]] = []
    if state.step == "fill_in" and seat in state.ballots:
        found.append((Fixed("what", "ballot"),))
    mine = tuple(f"{one.what}:{one.task}" for one in state.pledges if one.seat == seat)
    if state.step == "fill_in" and mine:
        found.append((Fixed("what", "pledge"), OneOf("of", mine)))
    if state.phase == "frame" and seat in state.choices:
        found.append((Fixed("what", "challenge"),))
    if state.step == "forecast" and seat in state.forecasts:
        found.append((Fixed("what", "forecast"),))
    if seat in state.ready:
        found.append((Fixed("what", "ready"),))
    if state.step == "claim":
        claims = [f"doer:{task}" for task in state.doers if _may_drop(state, seat, "doer", task)]
        claims += [f"owner:{task}" for task in state.owners if _may_drop(state, seat, "owner", task)]
        wanted = tuple(other for one, other in sorted(state.meetings_asked) if one == seat)
        found += [(Fixed("what", "claim"), OneOf("of", tuple(claims)))] if claims else []
        found += [(Fixed("what", "meeting"), OneOf("of", wanted))] if wanted else []
    return [Option("withdraw", seat, fields) for fields in found]


def _may_drop(state: TableState, seat: str, part: str, task: str) -> bool:
    """Return whether a seat can take back a claim: its own, not pledged and not taken over."""
    who = (state.doers if part == "doer" else state.owners)[task]
    bound = (seat, task, part) in (state.pledges_held or ()) or state.taken_over.get(seat) == task
    return who == seat and not bound


def waits_for_ready(state: TableState) -> bool:
    """Return whether what is going on ends by all ready or by "Verder", not by itself."""
    if state.phase == "divide":
        return state.step in ("reveal", "claim")
    return state.phase in ("dialogue", "carry_out", "reflect")


def _ready(state: TableState, seat: str) -> list[Option]:
    if not waits_for_ready(state) or seat in state.ready:
        return []
    return one_option(seat, "ready")


def _seal_envelope(state: TableState, _actor: str) -> list[Option]:
    game = state.game
    caps = tuple((id_, min(game.tasks[id_].cost, game.per_round)) for id_ in game.opening)
    return [Option("seal_envelope", None, (Shares("given", caps, game.per_round, game.step),))]


def _advance(state: TableState, _actor: str) -> list[Option]:
    if state.ended or not state.phase:
        return []
    needs_stance = state.phase == "explore" and not state.stance and bool(state.game.director)
    return [Option("advance", None, (), "stance-missing" if needs_stance else "")]


OFFERS: tuple[Offer, ...] = (
    Offer("withdraw", _withdraw),
    Offer("ready", _ready),
    Offer("seal_envelope", _seal_envelope, by="facilitator", during=("opening",)),
    Offer("advance", _advance, by="facilitator"),
)
