"""Offers: which options a seat has now, phase by phase; a closed one says why.

This is the only place that knows what may be done when. An option that has nothing to do with what is going
on is left out; one that belongs here but cannot be used now is offered closed, with its code.
"""

from collections.abc import Callable
from typing import TypeAlias

from game.rules.actions import REASONS, Given
from game.rules.choose import Lot, points_to_amounts
from game.rules.events import Amounts
from game.rules.game import Task
from game.rules.options import Field, Fixed, Number, OneOf, Option, Shares, Some, Typed
from game.rules.state import (
    TableState,
    buyable,
    carried,
    duties,
    findable,
    free_money,
    funded,
    has,
    have_met,
    open_now,
    others,
    owner_of,
    round_of,
    untold,
    voters,
    wording_candidates,
)

Offer: TypeAlias = Callable[[TableState, str], list[Option]]

REPAIRS = 3
"""How often the director may repair a plan under `consent`."""

WORDING_LENGTH = 200
_OVER = 1
_STANCE_SLOTS = {"decide": 0, "co_produce": 1}


def stance_slots(state: TableState, stance: str) -> int:
    """Return how many slots of the round a stance takes; none where none are left or played with."""
    return min(_STANCE_SLOTS[stance], state.slots_left)


def options(state: TableState, actor: str) -> list[Option]:
    """Return everything `actor` (a seat, or `facilitator`) can do now, open or closed, in a fixed order."""
    if state.ended:
        return []
    return [option for offer in _OFFERS.values() for option in offer(state, actor)]


def options_of(state: TableState, actor: str, kind: str) -> list[Option]:
    """Return the options of one kind of action."""
    return _OFFERS[kind](state, actor)


def lots(state: TableState) -> tuple[Lot, ...]:
    """Return what the ballots are about: the tasks on the table that are not paid as a duty."""
    tasks = (state.game.tasks[id_] for id_ in state.on_table)
    return tuple(
        Lot(task.id, task.cost, task.minimum)
        for task in tasks
        if task.id not in state.duty_paid and task.id not in state.duty_postponed
    )


def _option(seat: str, kind: str, *fields: Field, closed: str = "") -> list[Option]:
    """Return one option; it is closed when a field has nothing to choose from."""
    empty = any(isinstance(one, OneOf) and not one.ids for one in fields)
    return [Option(kind, seat, fields, closed or ("nothing-to-choose" if empty else ""))]


def _is_director(state: TableState, seat: str) -> bool:
    return seat == state.game.director


def _say_stance(state: TableState, seat: str) -> list[Option]:
    if state.phase != "explore" or not _is_director(state, seat):
        return []
    open_duty = Some("open_duty", tuple(task.id for task in duties(state)))
    closed = "stance-said" if state.stance else ""
    return _option(seat, "say_stance", OneOf("stance", state.game.stances), open_duty, closed=closed)


def _choose_goal(state: TableState, seat: str) -> list[Option]:
    more = tuple(goal for goal in state.game.goals if goal != state.game.main_goal)
    if state.phase != "explore" or state.round != 1 or seat not in state.game.roles or not more:
        return []
    return _option(seat, "choose_goal", OneOf("indicator", more))


def _use_instrument(state: TableState, seat: str) -> list[Option]:
    if state.phase != "dialogue" or not _is_director(state, seat) or not has(state, "instruments"):
        return []
    found: list[Option] = []
    for instrument in state.game.instruments.values():
        closed = ""
        if instrument.slots > state.slots_left:
            closed = "no-slots"
        elif instrument.cost > free_money(state):
            closed = "no-money"
        elif instrument.finds and not findable(state, instrument):
            closed = "nothing-to-find"
        found += _option(seat, "use_instrument", Fixed("instrument", instrument.id), closed=closed)
    return found


def _ask_by_name(state: TableState, seat: str) -> list[Option]:
    if state.phase != "dialogue" or seat not in state.game.roles:
        return []
    of = OneOf("of", tuple(one for one in others(state, seat) if untold(state, one)))
    closed = "question-asked" if seat in state.questions_asked else ""
    return _option(seat, "ask_by_name", of, closed=closed or ("" if state.turns_left else "no-turns"))


def _tell_card(state: TableState, seat: str) -> list[Option]:
    if state.phase != "dialogue" or seat not in state.game.roles or not state.game.roles[seat].cards:
        return []
    asked = state.asked.get(seat, 0) > 0
    free = seat not in state.told_by_itself
    mine = untold(state, seat)
    trust = state.trust.get(seat, 100)
    may = tuple(card.id for card in mine if (asked or (free and not card.tell_from_trust)))
    may = tuple(id_ for id_ in may if state.game.cards[id_].tell_from_trust <= trust)
    closed = "" if state.turns_left else "no-turns"
    if not closed and mine and not may:
        closed = "not-asked" if not asked else "not-enough-trust"
    return _option(seat, "tell_card", OneOf("card", may), closed=closed)


def _recognise(state: TableState, seat: str) -> list[Option]:
    if state.phase != "dialogue" or seat not in state.game.roles or not has(state, "recognise"):
        return []
    cards = (state.game.cards[id_] for id_ in state.told)
    may = tuple(card.id for card in cards if card.role != seat and seat not in state.hands[card.id])
    closed = "" if state.hands_left[seat] else "no-hands"
    return _option(seat, "recognise", OneOf("card", may), closed=closed)


def _choose_challenge(state: TableState, seat: str) -> list[Option]:
    if state.phase != "frame" or seat not in state.game.roles:
        return []
    return _option(seat, "choose_challenge", OneOf("challenge", open_challenges(state)))


def open_challenges(state: TableState) -> tuple[str, ...]:
    """Return the challenges that still have something to buy, in scenario order."""
    left = {task.challenge for task in state.game.tasks.values() if not task.duty and buyable(state, task)}
    return tuple(challenge for challenge in state.game.challenges if challenge in left)


def _write_wording(state: TableState, seat: str) -> list[Option]:
    if state.phase != "frame" or not _is_director(state, seat) or not wording_candidates(state):
        return []
    drop = Some("drop", wording_candidates(state))
    return _option(seat, "write_wording", Typed("text", WORDING_LENGTH), drop)


def _cast_ballot(state: TableState, seat: str) -> list[Option]:
    if state.step not in ("fill_in", "reveal") or seat not in voters(state):
        return []
    closed = ""
    if state.step == "reveal":
        closed = "ballot-changed" if seat in state.changed else "" if seat in state.ballots else "no-ballot"
    table = lots(state)
    if state.game.ballot == "amounts":
        caps = tuple((lot.task, min(lot.cost, state.to_divide)) for lot in table)
        shares = Shares("given", caps, state.to_divide, state.game.step)
    else:
        caps = tuple((lot.task, points_for(state, lot.cost)) for lot in table)
        shares = Shares("given", caps, state.game.points)
    return _option(seat, "cast_ballot", shares, closed=closed)


def points_for(state: TableState, cost: int) -> int:
    """Return the most points a task can use: the fewest whose share of the pot covers its cost."""
    if state.to_divide <= 0:
        return 0
    return min(state.game.points, -(-cost * state.game.points // state.to_divide))


def ballot_in_euros(state: TableState, given: Given) -> Amounts:
    """Return a ballot's points as the euros they stand for; amounts stay what they are."""
    if state.game.ballot == "amounts":
        return given
    game = state.game
    return tuple(points_to_amounts(dict(given), game.points, state.to_divide, game.step, lots(state)).items())


def _answer_plan(state: TableState, seat: str) -> list[Option]:
    if state.step != "settle" or state.plan is None or seat not in state.game.roles:
        return []
    told = tuple(dict.fromkeys(state.game.cards[card].need for card in state.told))
    found = _option(seat, "answer_plan", Fixed("answer", "stand_behind"))
    found += _option(seat, "answer_plan", Fixed("answer", "live_with"))
    tasks, needs = OneOf("task", tuple(lot.task for lot in lots(state))), OneOf("need", told)
    return found + _option(seat, "answer_plan", Fixed("answer", "object"), tasks, needs)


def _propose(state: TableState, seat: str) -> list[Option]:
    if state.step != "settle" or state.plan is None or not _is_director(state, seat):
        return []
    answered = len(state.plan.answers) == len(state.game.seats)
    closed = "" if answered else "answers-missing"
    closed = closed or ("" if objections(state) else "no-objection")
    closed = closed or ("" if state.repairs < REPAIRS else "no-repairs")
    return _amount_options(state, seat, "propose", closed)


def objections(state: TableState) -> tuple[str, ...]:
    """Return the seats that object to the plan on the table."""
    answers = state.plan.answers if state.plan else {}
    return tuple(seat for seat, (answer, _, _) in answers.items() if answer == "object")


def _change_plan(state: TableState, seat: str) -> list[Option]:
    together = state.stance == "co_produce"
    if state.step != "claim" or not together or not _is_director(state, seat) or state.plan is None:
        return []
    return _amount_options(state, seat, "change_plan", "plan-changed" if state.promise_broken else "")


def _amount_options(state: TableState, seat: str, kind: str, closed: str) -> list[Option]:
    """Return an option per task: nothing, or from its minimum up to its cost or the whole pot."""
    found: list[Option] = []
    for lot in lots(state):
        low, high = max(lot.minimum, state.game.step), min(lot.cost, state.to_divide)
        amount = Number("amount", low, high, state.game.step, also=(0,))
        found += _option(seat, kind, Fixed("task", lot.task), amount, closed=closed)
    return found


def capacity_left(state: TableState, seat: str) -> int:
    """Return how many tasks more a seat can carry, in tasks; -1 when it already carries one too many."""
    return state.capacity[seat] - len(carried(state, seat))


def _claim(state: TableState, seat: str) -> list[Option]:
    if state.step != "claim" or seat not in state.game.roles:
        return []
    mine = carried(state, seat)
    full = capacity_left(state, seat) + _OVER <= 0
    found: list[Option] = []
    for part, taken in (("doer", state.doers), ("owner", state.owners)):
        free = [state.game.tasks[id_] for id_ in funded(state) if id_ not in taken]
        may = tuple(task.id for task in free if seat in (task.doers if part == "doer" else task.owners))
        able = tuple(task for task in may if not full or task in mine)
        closed = "no-capacity" if may and not able else ""
        found += _option(seat, "claim", OneOf("task", able or may), Fixed("part", part), closed=closed)
    return found


def _meet(state: TableState, seat: str) -> list[Option]:
    if state.step != "claim" or not has(state, "meet") or seat not in state.game.roles:
        return []
    mine = [task for task in _alive(state) if owner_of(state, task.id) == seat]
    partners = {owner_of(state, other) for task in mine for other in _linked_across(state, task)}
    may = tuple(
        one
        for one in others(state, seat)
        if one in partners and not have_met(state, seat, one) and (seat, one) not in state.meetings_asked
    )
    closed = "" if state.slots_left else "no-slots"
    return _option(seat, "meet", OneOf("other", may), closed=closed)


def _alive(state: TableState) -> list[Task]:
    running = [id_ for id_, run in state.running.items() if run.status == "running"]
    return [state.game.tasks[id_] for id_ in (*funded(state), *running)]


def _linked_across(state: TableState, task: Task) -> list[str]:
    return [other for other in task.links if state.game.tasks[other].domain != task.domain]


def _make_forecast(state: TableState, seat: str) -> list[Option]:
    if state.step != "forecast" or seat not in state.game.roles:
        return []
    return _option(seat, "make_forecast", OneOf("task", forecastable(state)))


def forecastable(state: TableState) -> tuple[str, ...]:
    """Return the tasks that will start: funded, with a doer."""
    return tuple(task for task in funded(state) if task in state.doers)


def _may_use_slots(state: TableState, seat: str) -> bool:
    """Return whether a seat can spend a slot whenever it likes: the director, once the stance is said."""
    return _is_director(state, seat) and state.phase not in ("", "opening", "explore", "ended")


def _book_report(state: TableState, seat: str) -> list[Option]:
    if not _may_use_slots(state, seat) or not has(state, "report_back"):
        return []
    closed = "report-booked" if state.report_booked else "" if state.slots_left else "no-slots"
    return _option(seat, "book_report", closed=closed)


def _give_reason(state: TableState, seat: str) -> list[Option]:
    if state.phase != "reflect" or not state.report_booked or seat not in state.game.roles:
        return []
    cards = tuple(card for card in open_now(state) if card not in state.reasons)
    cards = tuple(card for card in cards if state.game.cards[card].role != seat)
    return _option(seat, "give_reason", OneOf("card", cards), OneOf("reason", REASONS))


def _judge_reason(state: TableState, seat: str) -> list[Option]:
    if state.phase != "reflect" or not state.report_booked or seat not in state.game.roles:
        return []
    mine = tuple(card for card in state.reasons if state.game.cards[card].role == seat)
    mine = tuple(card for card in mine if card not in state.judged)
    found: list[Option] = []
    for understood in (True, False):
        found += _option(seat, "judge_reason", OneOf("card", mine), Fixed("understood", understood))
    return found if mine else []


def _write_note(state: TableState, seat: str) -> list[Option]:
    if not _may_use_slots(state, seat) or not has(state, "note"):
        return []
    closed = "note-written" if state.note_written else "" if state.slots_left else "no-slots"
    return _option(seat, "write_note", closed=closed)


def _withdraw(state: TableState, seat: str) -> list[Option]:
    if seat not in state.game.roles:
        return []
    found: list[tuple[Field, ...]] = []
    if state.step == "fill_in" and seat in state.ballots:
        found.append((Fixed("what", "ballot"),))
    if state.phase == "frame" and seat in state.choices:
        found.append((Fixed("what", "challenge"),))
    if state.step == "forecast" and seat in state.forecasts:
        found.append((Fixed("what", "forecast"),))
    if seat in state.ready:
        found.append((Fixed("what", "ready"),))
    if state.step == "claim":
        claims = [f"doer:{task}" for task, who in state.doers.items() if who == seat]
        claims += [f"owner:{task}" for task, who in state.owners.items() if who == seat]
        wanted = tuple(other for one, other in sorted(state.meetings_asked) if one == seat)
        found += [(Fixed("what", "claim"), OneOf("of", tuple(claims)))] if claims else []
        found += [(Fixed("what", "meeting"), OneOf("of", wanted))] if wanted else []
    return [Option("withdraw", seat, fields) for fields in found]


def waits_for_ready(state: TableState) -> bool:
    """Return whether what is going on ends by all ready or by "Verder", not by itself."""
    if state.phase == "divide":
        return state.step in ("reveal", "claim")
    return state.phase in ("dialogue", "carry_out", "reflect")


def _ready(state: TableState, seat: str) -> list[Option]:
    if seat not in state.game.roles or not waits_for_ready(state) or seat in state.ready:
        return []
    return _option(seat, "ready")


def _seal_envelope(state: TableState, actor: str) -> list[Option]:
    if actor != "facilitator" or state.phase != "opening":
        return []
    game = state.game
    caps = tuple((id_, min(game.tasks[id_].cost, game.per_round)) for id_ in game.opening)
    return [Option("seal_envelope", None, (Shares("given", caps, game.per_round, game.step),))]


def _advance(state: TableState, actor: str) -> list[Option]:
    if actor != "facilitator" or state.ended or not state.phase:
        return []
    needs_stance = state.phase == "explore" and not state.stance and bool(state.game.director)
    return [Option("advance", None, (), "stance-missing" if needs_stance else "")]


_OFFERS: dict[str, Offer] = {
    "say_stance": _say_stance,
    "choose_goal": _choose_goal,
    "use_instrument": _use_instrument,
    "ask_by_name": _ask_by_name,
    "tell_card": _tell_card,
    "recognise": _recognise,
    "choose_challenge": _choose_challenge,
    "write_wording": _write_wording,
    "cast_ballot": _cast_ballot,
    "answer_plan": _answer_plan,
    "propose": _propose,
    "change_plan": _change_plan,
    "claim": _claim,
    "meet": _meet,
    "make_forecast": _make_forecast,
    "book_report": _book_report,
    "give_reason": _give_reason,
    "judge_reason": _judge_reason,
    "write_note": _write_note,
    "withdraw": _withdraw,
    "ready": _ready,
    "seal_envelope": _seal_envelope,
    "advance": _advance,
}


def round_has_settle(state: TableState) -> bool:
    """Return whether the plan must be answered by all: under `consent`, unless the director decides."""
    return round_of(state).rule == "consent" and state.stance != "decide"
