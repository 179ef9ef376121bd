"""Offers that keep a table going: taking back, being ready, the envelope, event cards, "Verder"."""

from game.rules.event_cards import next_event_card
from game.rules.offers.common import Offer, one_option
from game.rules.options import Field, Fixed, OneOf, Option, Shares
from game.rules.state import TableState, round_of

BEFORE_CARRYING_OUT = ("explore", "dialogue", "frame", "divide")
LOOKING = ("carry_out", "reflect")
"""The phases of a round: before its event card comes by itself, and after."""


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


def _draw_event_card(state: TableState, _actor: str) -> list[Option]:
    if not state.game.event_cards:
        return []
    if state.event_card:
        return [Option("draw_event_card", None, (), "event-card-drawn")]
    return _next_card(state, "draw_event_card")


def _skip_event_card(state: TableState, _actor: str) -> list[Option]:
    if not state.game.event_cards or "carry_out" not in round_of(state).phases:
        return []
    if state.event_card:
        return [Option("skip_event_card", None, (), "event-card-drawn")]
    if state.card_is_skipped:
        return [Option("skip_event_card", None, (), "no-event-card")]
    return _next_card(state, "skip_event_card")


def _next_card(state: TableState, kind: str) -> list[Option]:
    """Return the option for the card that is next, which it names, so that no other is meant by mistake."""
    card = next_event_card(state)
    if not card:
        return [Option(kind, None, (), "no-event-card")]
    return [Option(kind, None, (Fixed("event_card", card),))]


OFFERS: tuple[Offer, ...] = (
    Offer("withdraw", _withdraw),
    Offer("ready", _ready),
    Offer("seal_envelope", _seal_envelope, by="facilitator", during=("opening",)),
    Offer("advance", _advance, by="facilitator"),
    Offer("draw_event_card", _draw_event_card, by="facilitator", during=(*BEFORE_CARRYING_OUT, *LOOKING)),
    Offer("skip_event_card", _skip_event_card, by="facilitator", during=BEFORE_CARRYING_OUT),
)
