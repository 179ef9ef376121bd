"""Parts about the table as a whole: where play is, its money, time, council, events, and how it went.

table       round, rounds, phase, step, beat, moment, phases (of this round), stance, rule, mechanics,
            ended, succeeded, goals, goal_taps {seat: indicator}, seats (in order), director, ready [seats]
budget      money (in the pot now), pot (at the round's start), to_divide, set_aside, per_round, step,
            ballot ("points"|"amounts"|"approval"|"ranking"), points
time        slots, slots_left, slots_used [what], turns_left, report_booked, note_written,
            instruments {id: {kind, cost, slots, turns, finds}} (what each costs and brings)
council     patience, patience_start (only with a director)
indicators  {id: {value, start, goal}}
outcome     table_support, lowest_support, cohesion, result (None before the end)
event       card (None or id), by_hand (whether the facilitator drew it), skipped (whether the facilitator
            laid this round's card aside), drawn [ids], landed [tasks landed this round], unclaimed [tasks]
causes:N    of round N: [{what, of, amount, cause {kind, ids, factors [[name, amount]]}}] in order
history     [{round, ended, indicators, trust, support {seat: n}, patience, saved, felt {seat: n}}] at the
            end of each round, and once more when all has landed
"""

from typing import Any, Final

from game.rules import events
from game.rules.parts.part import Part, Parts
from game.rules.state import TableState, cohesion, lowest_support, round_of, rule_now, table_support


def _table(state: TableState) -> Part:
    return {
        "round": state.round,
        "rounds": len(state.game.rounds),
        "phase": state.phase,
        "step": state.step,
        "beat": state.beat,
        "moment": state.moment,
        "phases": list(round_of(state).phases),
        "stance": state.stance,
        "rule": rule_now(state),
        "mechanics": sorted(round_of(state).mechanics),
        "ended": state.ended,
        "succeeded": state.succeeded,
        "goals": list(state.goals),
        "goal_taps": dict(state.goal_taps),
        "seats": list(state.game.seats),
        "director": state.game.director,
        "ready": sorted(state.ready),
    }


def _budget(state: TableState) -> Part:
    return {
        "money": state.money,
        "pot": state.pot,
        "to_divide": state.to_divide,
        "set_aside": state.set_aside,
        "per_round": state.game.per_round,
        "step": state.game.step,
        "ballot": state.game.ballot,
        "points": state.game.points,
    }


def _time(state: TableState) -> Part:
    return {
        "slots": state.game.slots,
        "slots_left": state.slots_left,
        "slots_used": list(state.slots_used),
        "turns_left": state.turns_left,
        "report_booked": state.report_booked,
        "note_written": state.note_written,
        "instruments": {
            one.id: {
                "kind": one.kind,
                "cost": one.cost,
                "slots": one.slots,
                "turns": one.turns,
                "finds": one.finds,
            }
            for one in state.game.instruments.values()
        },
    }


def _council(state: TableState) -> Part:
    director = state.game.director
    if director is None:
        return None
    return {"patience": state.patience, "patience_start": state.game.roles[director].patience}


def _event(state: TableState) -> Part:
    return {
        "card": state.event_card or None,
        "by_hand": state.card_by_hand,
        "skipped": state.card_is_skipped,
        "drawn": list(state.cards_drawn),
        "landed": list(state.landed_now),
        "unclaimed": list(state.unclaimed),
    }


def _indicators(state: TableState) -> Part:
    game = state.game
    return {
        id_: {"value": value, "start": game.indicators[id_], "goal": game.goals.get(id_)}
        for id_, value in state.indicators.items()
    }


def _outcome(state: TableState) -> Part:
    return {
        "table_support": table_support(state),
        "lowest_support": lowest_support(state),
        "cohesion": cohesion(state),
        "result": state.result if state.ended else None,
    }


def causes(state: TableState, number: int) -> Part:
    """Return everything that changed in a round, in order, each with its cause."""
    return [_change(change) for change in state.causes.get(number, [])]


def _change(change: events.Change) -> dict[str, Any]:
    cause = change.cause
    factors = [list(factor) for factor in cause.factors]
    return {
        "what": change.what,
        "of": change.of,
        "amount": change.amount,
        "cause": {"kind": cause.kind, "ids": list(cause.ids), "factors": factors},
    }


def _history(state: TableState) -> Part:
    return [
        {
            "round": moment.round,
            "ended": moment.ended,
            "indicators": dict(moment.indicators),
            "trust": dict(moment.trust),
            "support": dict(moment.support),
            "patience": moment.patience,
            "saved": moment.saved,
            "felt": dict(state.felt.get(moment.round, {})),
        }
        for moment in state.history
    ]


PARTS: Final[Parts] = {
    "table": _table,
    "budget": _budget,
    "time": _time,
    "council": _council,
    "indicators": _indicators,
    "outcome": _outcome,
    "event": _event,
    "history": _history,
}
"""The parts that this module makes, by name."""
