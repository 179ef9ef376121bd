"""Parts about what is known: seats, told cards, the empty chair, the wording, what stayed in pockets.

  seat:ID     kind, trust (None for the director), trust_start, support, wishes, capacity, capacity_left,
              hands_left, cards_left (face down), told_by_itself, asked (questions waiting for it), asks
              (whom it asked this round or None), ballot_in, ballot_changed, forecast_in, stepped_back (None,
              or the condition it named, "" for none yet), felt (trust by feeling this round, or None)
  cards       told cards in order: [{id, role, need, round, hands [seats], settled (None|"used"|"open"),
              recognised, reason (None|{seat, reason}), judged (None|bool)}]
  chair       left (needs not found yet), found [needs]
  frame       choices {seat: challenge}, open [challenges], challenges [chosen], candidates [needs],
              wording {needs, text (id)} or None
  revealed    tasks {task: {by (kind of instrument, "card" or "time"), of, round}}, awaited [{instrument,
              task, round}] (only where something can reveal)
  pockets     after the end: {cards: [{id, role, need, tasks [that would have answered, best first]}],
              chair: [{need, tasks}]}; None before

For a seat alone:
  private     cards [{id, need, tell_from_trust, told}], needs {need: weight}, ballot {task: n} or None,
              forecast (task or None), forecastable [tasks], sealed ({task: points} or None, the director's)
"""

from typing import Any, Final

from game.rules.offers.carrying import capacity_left, forecastable
from game.rules.offers.framing import open_challenges
from game.rules.parts.part import Part, Parts
from game.rules.state import TableState, untold, wishes_of, wording_candidates
from game.rules.support import support


def seat_part(state: TableState, seat: str) -> Part:
    """Return what everybody may know of a seat."""
    role, trust = state.game.roles[seat], state.trust.get(seat)
    wishes = wishes_of(state, role)
    return {
        "kind": role.kind,
        "trust": trust,
        "trust_start": None if trust is None else role.trust,
        "wishes": wishes,
        "support": None if trust is None else support(trust, wishes),
        "capacity": state.capacity[seat],
        "capacity_left": capacity_left(state, seat),
        "hands_left": state.hands_left.get(seat, 0),
        "cards_left": len(untold(state, seat)),
        "told_by_itself": seat in state.told_by_itself,
        "asked": state.asked.get(seat, 0),
        "asks": state.questions_asked.get(seat),
        "ballot_in": seat in state.ballots,
        "ballot_changed": seat in state.changed,
        "forecast_in": seat in state.forecasts,
        "stepped_back": state.stepped_back.get(seat),
        "felt": state.felt.get(state.round, {}).get(seat),
    }


def _cards(state: TableState) -> Part:
    return [_card(state, card) for card in state.told]


def _card(state: TableState, id_: str) -> dict[str, Any]:
    card, reason = state.game.cards[id_], state.reasons.get(id_)
    return {
        "id": id_,
        "role": card.role,
        "need": card.need,
        "round": state.told[id_],
        "hands": list(state.hands[id_]),
        "settled": state.settled.get(id_),
        "recognised": id_ in state.recognised,
        "reason": {"seat": reason[0], "reason": reason[1]} if reason else None,
        "judged": state.judged.get(id_),
    }


def _chair(state: TableState) -> Part:
    left = [need for need in state.game.chair if need not in state.found]
    return {"left": len(left), "found": list(state.found)}


def _frame(state: TableState) -> Part:
    wording = {"needs": list(state.wording_needs), "text": state.wording_text}
    return {
        "choices": dict(state.choices),
        "open": list(open_challenges(state)),
        "challenges": list(state.challenges),
        "candidates": list(wording_candidates(state)),
        "wording": wording if state.wording_written else None,
    }


def _revealed(state: TableState) -> Part:
    return {
        "tasks": {
            task: {"by": one.by, "of": one.of, "round": one.round} for task, one in state.revealed.items()
        },
        "awaited": [
            {"instrument": one.instrument, "task": one.task, "round": one.round} for one in state.awaited
        ],
    }


def _pockets(state: TableState) -> Part:
    if not state.ended:
        return None
    game = state.game
    cards = [card for seat in game.seats for card in untold(state, seat)]
    return {
        "cards": [
            {"id": card.id, "role": card.role, "need": card.need, "tasks": _answering(state, card.need)}
            for card in cards
        ],
        "chair": [
            {"need": need, "tasks": _answering(state, need)} for need in game.chair if need not in state.found
        ],
    }


def _answering(state: TableState, need: str) -> list[str]:
    """Return the tasks that answer a need, in full first."""
    tasks = [task for task in state.game.tasks.values() if need in task.answers]
    return [task.id for task in sorted(tasks, key=lambda task: not task.answers[need])]


def private(state: TableState, seat: str) -> Part:
    """Return what a seat alone may know."""
    role = state.game.roles[seat]
    return {
        "cards": [
            {
                "id": card.id,
                "need": card.need,
                "tell_from_trust": card.tell_from_trust,
                "told": card.id in state.told,
            }
            for card in role.cards
        ],
        "needs": {need: state.game.weights[need] for need in role.needs},
        "ballot": dict(state.ballots[seat]) if seat in state.ballots else None,
        "forecast": state.forecasts.get(seat),
        "sealed": _sealed_by(state, seat),
        "forecastable": list(forecastable(state)),
    }


def _sealed_by(state: TableState, seat: str) -> dict[str, int] | None:
    """Return the plan that the director sealed this round, for the director alone."""
    sealed = state.sealed.get(state.round) if seat == state.game.director else None
    return None if sealed is None else dict(sealed)


PARTS: Final[Parts] = {
    "cards": _cards,
    "chair": _chair,
    "frame": _frame,
    "revealed": _revealed,
    "pockets": _pockets,
}
"""The parts that this module makes, by name."""
