"""Views: what an observer may know of a table, in named parts of ids and numbers, built up, never cut down.

Observers are `projector`, `facilitator` and `seat:ID`. A part is JSON: mappings, lists, strings, whole
numbers, booleans, None. Money in euros, indicators in tenths of a point, trust, support, patience 0–100.

Parts everybody has:
  table       round, rounds, phase, step, beat, moment, phases (of this round), stance, rule, mechanics,
              ended, succeeded, goals, goal_taps {seat: indicator}, seats (in order), director, ready [seats]
  budget      money (in the pot now), pot (at the round's start), to_divide, set_aside, per_round, step,
              ballot ("points"|"amounts"|"approval"|"ranking"), points
  time        slots, slots_left, slots_used [what], turns_left, report_booked, note_written,
              instruments {id: {kind, cost, slots, turns, finds}} (what each costs and brings)
  seat:ID     kind, trust (None for the director), trust_start, support, wishes, capacity, capacity_left,
              hands_left, cards_left (face down), told_by_itself, asked (questions waiting for it), asks
              (whom it asked this round or None), ballot_in, ballot_changed, forecast_in, stepped_back (None,
              or the condition it named, "" for none yet), felt (trust by feeling this round, or None)
  council     patience, patience_start (only with a director)
  cards       told cards in order: [{id, role, need, round, hands [seats], settled (None|"used"|"open"),
              recognised, reason (None|{seat, reason}), judged (None|bool)}]
  chair       left (needs not found yet), found [needs]
  frame       choices {seat: challenge}, open [challenges], challenges [chosen], candidates [needs],
              wording {needs, text (id)} or None
  task:ID     challenge, domain, cost, minimum, curve, existing, duty, on_table, answers {need: "full"|
              "partly"} of known needs only, status (idle|on_table|funded|unclaimed|running|done|stopped),
              paid, doer, owner, started, lands, factors {level, fit, carry, cross} or None,
              upkeep (what it asks each round, 0 if it is not yearly), to_pay (None or {kind ("upkeep"|
              "topping_up"), cost, minimum}: what there is to pay on it now),
              effects {indicator: [low, high]} (twice what it really brings, once that is known)
  ballots     in [seats], voters [seats], amounts {seat: {task: euros}} after the reveal,
              given {seat: {task: n}} after the reveal, spreads [tasks]
  plan        None or number, rule, adopted, amounts {task: euros}, saved, counted {rule: {task: euros}},
              answers {seat: {answer, task, need}}, repairs_left, broken
  meetings    asked [[from, to]], met [[one, other]]
  forecasts   {round: {seat: task}} of rounds whose carrying out has begun
  indicators  {id: {value, start, goal}}
  outcome     table_support, lowest_support, cohesion, result (None before the end)
  event       card (None or id), by_hand (whether the facilitator drew it), skipped (whether the facilitator
              laid this round's card aside), drawn [ids], landed [tasks landed this round], unclaimed [tasks]
  causes:N    of round N: [{what, of, amount, cause {kind, ids, factors [[name, amount]]}}] in order
  envelope    None without an opening, else {tasks [in scenario order], amounts {task: euros} or None, counted
              after the end: [{task, paid, doer, level, fit, carry, effects {indicator: tenths}}] or None}
  plans       {round: {rule, amounts, saved, counted {rule: {task: euros}}}} of plans that stood
  pledges     made [{seat, task, what ("money"|"doer"|"owner"), amount, when (""|"plan"|"seat"), of, least,
              held (None before the plan stands)}], money {task: {seat: euros}} that holds,
              purses {seat: {start, now, left (not pledged)}}, conditions [seats that used theirs] (only where
              pledges can be made)
  moves       ideas {task: {seat, template, cost_class, need, name (text id or ""), round}}, taken_over
              {seat: task} (only where a scenario uses one of them)
  revealed    tasks {task: {by (kind of instrument, "card" or "time"), of, round}}, awaited [{instrument,
              task, round}] (only where something can reveal)
  core_values {seat: {task, called (round, None when only named), held}} of those said aloud so far, in
              seat order (only where a scenario uses them)
  promises    (only where plans are sealed) sealed (whether this round's plan is); once the table has ended
              plans {round: {task: points}} and decided_before [rounds]
  rule_change (only where rules can be changed) None, or the proposal of this round: {rule, by,
              answers {seat: answer}, settled, taken}
  history     [{round, ended, indicators, trust, support {seat: n}, patience, saved, felt {seat: n}}] at the
              end of each round, and once more when all has landed
  pockets     after the end: {cards: [{id, role, need, tasks [that would have answered, best first]}],
              chair: [{need, tasks}]}; None before
A seat also has
  private     cards [{id, need, tell_from_trust, told}], needs {need: weight}, ballot {task: n} or None,
              forecast (task or None), forecastable [tasks], sealed ({task: points} or None, the director's)
  options     what it can do now (`game.rules.options`, described)
and the facilitator has
  options     what the facilitator can do now; it names the event card that is next
"""

from typing import Any

from game.rules import events
from game.rules.game import Task
from game.rules.offers import options
from game.rules.offers.carrying import capacity_left, forecastable
from game.rules.offers.dividing import REPAIRS
from game.rules.offers.framing import open_challenges
from game.rules.offers.pledging import purse_left
from game.rules.paying_again import to_pay
from game.rules.state import (
    TableState,
    cohesion,
    funded,
    known_needs,
    lowest_support,
    round_of,
    rule_now,
    table_support,
    untold,
    voters,
    wishes_of,
    wording_candidates,
)
from game.rules.support import support

Part = dict[str, Any] | list[Any] | None

SEAT = "seat:"
_ANSWER = {True: "full", False: "partly"}


def observers(state: TableState) -> tuple[str, ...]:
    """Return everybody who can look at this table."""
    return ("projector", "facilitator", *(SEAT + seat for seat in state.game.seats))


def part_names(state: TableState, observer: str) -> tuple[str, ...]:
    """Return the names of the parts an observer has now, in a fixed order."""
    common = (
        *("table", "budget", "time", "council", "cards", "chair", "frame", "ballots", "plan"),
        *("meetings", "forecasts", "indicators", "outcome", "event", "envelope", "plans"),
        *("history", "pockets"),
        *(("promises",) if state.game.uses("sealed_plan") else ()),
        *(("rule_change",) if state.game.uses("change_rule") else ()),
        *(name for name, mechanics in _OF_MECHANICS.items() if any(map(state.game.uses, mechanics))),
        *(("revealed",) if state.game.can_reveal else ()),
        *(SEAT + seat for seat in state.game.seats),
        *(f"task:{task}" for task in state.game.tasks),
        *(f"causes:{number}" for number in state.causes),
    )
    if observer.startswith(SEAT):
        return (*common, "private", "options")
    return (*common, "options") if observer == "facilitator" else common


def view(state: TableState, observer: str) -> dict[str, Part]:
    """Return everything an observer may know now, part by part."""
    return {name: part(state, observer, name) for name in part_names(state, observer)}


def part(state: TableState, observer: str, name: str) -> Part:
    """Return one part as this observer may know it.

    Raises:
        KeyError: The observer has no such part.
    """
    if name in OWN:
        return _own(state, observer, name)
    kind, _, id_ = name.partition(":")
    match kind:
        case "seat":
            return _seat(state, id_)
        case "task":
            return _task(state, id_)
        case "causes":
            return [_change(change) for change in state.causes.get(int(id_), [])]
    return _COMMON[name](state)


def _own(state: TableState, observer: str, name: str) -> Part:
    seat = observer.removeprefix(SEAT) if observer.startswith(SEAT) else None
    if name == "options" and (seat or observer == "facilitator"):
        return [option.described() for option in options(state, seat or observer)]
    if name == "private" and seat:
        return _private(state, seat)
    raise KeyError(f"{observer} has no part {name!r}")


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


def _seat(state: TableState, seat: str) -> Part:
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


def _council(state: TableState) -> Part:
    director = state.game.director
    if director is None:
        return None
    return {"patience": state.patience, "patience_start": state.game.roles[director].patience}


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


def _task(state: TableState, id_: str) -> Part:
    task, run, known = state.game.tasks[id_], state.running.get(id_), known_needs(state)
    return {
        "challenge": task.challenge,
        "domain": task.domain,
        "cost": task.cost,
        "minimum": task.minimum,
        "curve": task.curve,
        "existing": task.existing,
        "duty": task.duty,
        "answers": {need: _ANSWER[full] for need, full in task.answers.items() if need in known},
        "on_table": id_ in state.on_table,
        "status": _status(state, id_),
        "paid": run.paid if run else funded(state).get(id_, 0),
        "doer": run.doer if run else state.doers.get(id_),
        "owner": run.owner if run else state.owners.get(id_),
        "started": run.started if run else None,
        "lands": run.lands if run else None,
        "factors": {"level": run.level, "fit": run.fit, "carry": run.carry, "cross": run.cross}
        if run
        else None,
        "upkeep": task.upkeep,
        "to_pay": _to_pay(state, id_),
        "effects": _effects(state, task),
    }


def _to_pay(state: TableState, id_: str) -> dict[str, Any] | None:
    due = to_pay(state, id_)
    return {"kind": due.kind, "cost": due.cost, "minimum": due.minimum} if due else None


def _effects(state: TableState, task: Task) -> dict[str, list[int]]:
    """Return what a task may bring, from and to; both are what it really brings once that is known."""
    known = state.revealed.get(task.id)
    if known is None:
        return {indicator: [low, high] for indicator, low, high in task.effects}
    return {indicator: [known.effects.get(indicator, 0)] * 2 for indicator, _, _ in task.effects}


def _status(state: TableState, id_: str) -> str:
    if id_ in state.running:
        return state.running[id_].status
    if id_ in state.unclaimed:
        return "unclaimed"
    if id_ in funded(state):
        return "funded"
    return "on_table" if id_ in state.on_table else "idle"


def _ballots(state: TableState) -> Part:
    is_open = bool(state.amounts) or state.plan is not None
    return {
        "in": sorted(state.ballots),
        "voters": list(voters(state)),
        "amounts": {seat: dict(given) for seat, given in state.amounts.items()} if is_open else None,
        "given": {seat: dict(given) for seat, given in state.ballots.items()} if is_open else None,
        "spreads": list(state.spreads),
    }


def _plan(state: TableState) -> Part:
    plan = state.plan
    if plan is None:
        return None
    return {
        "number": plan.number,
        "rule": plan.rule,
        "adopted": plan.adopted,
        "amounts": dict(plan.amounts),
        "saved": plan.saved,
        "counted": {rule: dict(amounts) for rule, amounts in plan.counted},
        "answers": {
            seat: {"answer": answer, "task": task, "need": need}
            for seat, (answer, task, need) in plan.answers.items()
        },
        "repairs_left": REPAIRS - state.repairs,
        "broken": state.promise_broken,
    }


def _meetings(state: TableState) -> Part:
    return {
        "asked": [list(one) for one in sorted(state.meetings_asked)],
        "met": [list(one) for one in sorted(state.met)],
    }


def _forecasts(state: TableState) -> Part:
    shown = {str(number): dict(made) for number, made in state.shown_forecasts.items()}
    if state.phase in ("carry_out", "reflect", "ended") and state.forecasts:
        shown[str(state.round)] = dict(state.forecasts)
    return shown


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


def _event(state: TableState) -> Part:
    return {
        "card": state.event_card or None,
        "by_hand": state.card_by_hand,
        "skipped": state.card_is_skipped,
        "drawn": list(state.cards_drawn),
        "landed": list(state.landed_now),
        "unclaimed": list(state.unclaimed),
    }


def _envelope(state: TableState) -> Part:
    if not state.game.opening:
        return None
    counted = [
        {
            "task": one.task,
            "paid": one.paid,
            "doer": one.doer,
            "level": one.level,
            "fit": one.fit,
            "carry": one.carry,
            "effects": dict(one.effects),
        }
        for one in state.foreseen or ()
    ]
    return {
        "tasks": list(state.game.opening),
        "amounts": None if state.envelope is None else dict(state.envelope),
        "counted": None if state.foreseen is None else counted,
    }


def _plans(state: TableState) -> Part:
    return {
        str(number): {
            "rule": plan.rule,
            "amounts": dict(plan.amounts),
            "saved": plan.saved,
            "counted": {rule: dict(amounts) for rule, amounts in plan.counted},
        }
        for number, plan in state.plans.items()
    }


def _promises(state: TableState) -> Part:
    shown = state.sealed if state.ended else {}
    return {
        "sealed": state.round in state.sealed,
        "plans": {str(number): dict(given) for number, given in shown.items()},
        "decided_before": list(state.decided_before) if state.ended else [],
    }


def _rule_change(state: TableState) -> Part:
    if not state.rule_proposed:
        return None
    return {
        "rule": state.rule_proposed,
        "by": state.rule_proposed_by,
        "answers": dict(state.rule_answers),
        "settled": state.rule_is_settled,
        "taken": bool(state.rule_from_next),
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


def _pledges(state: TableState) -> Part:
    held = state.pledges_held
    return {
        "made": [
            {
                "seat": one.seat,
                "task": one.task,
                "what": one.what,
                "amount": one.amount,
                "when": one.when,
                "of": one.of,
                "least": one.least,
                "held": None if held is None else (one.seat, one.task, one.what) in held,
            }
            for one in state.pledges
        ],
        "money": {task: dict(given) for task, given in state.pledged.items()},
        "purses": {
            seat: {
                "start": state.game.roles[seat].purse,
                "now": state.purses[seat],
                "left": purse_left(state, seat),
            }
            for seat in state.game.seats
            if state.game.roles[seat].purse
        },
        "conditions": [seat for seat in state.game.seats if seat in state.conditions],
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


def _moves(state: TableState) -> Part:
    return {
        "ideas": {
            idea.task: {
                "seat": seat,
                "template": idea.template,
                "cost_class": idea.cost_class,
                "need": idea.need,
                "name": idea.name,
                "round": idea.round,
            }
            for seat, idea in state.ideas.items()
        },
        "taken_over": dict(state.taken_over),
    }


def _core_values(state: TableState) -> Part:
    return {
        seat: {
            "task": state.game.roles[seat].core_value,
            "called": state.values_called.get(seat),
            "held": seat in state.values_held,
        }
        for seat in state.game.seats
        if seat in state.values_said
    }


def _change(change: events.Change) -> dict[str, Any]:
    cause = change.cause
    factors = [list(factor) for factor in cause.factors]
    return {
        "what": change.what,
        "of": change.of,
        "amount": change.amount,
        "cause": {"kind": cause.kind, "ids": list(cause.ids), "factors": factors},
    }


def _sealed_by(state: TableState, seat: str) -> dict[str, int] | None:
    """Return the plan that the director sealed this round, for the director alone."""
    sealed = state.sealed.get(state.round) if seat == state.game.director else None
    return None if sealed is None else dict(sealed)


def _private(state: TableState, seat: str) -> Part:
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


OWN = ("private", "options")
"""The parts that each observer has of its own; all others are the same for everybody."""

_COMMON = {
    "table": _table,
    "budget": _budget,
    "time": _time,
    "council": _council,
    "cards": _cards,
    "chair": _chair,
    "frame": _frame,
    "ballots": _ballots,
    "plan": _plan,
    "meetings": _meetings,
    "forecasts": _forecasts,
    "indicators": _indicators,
    "outcome": _outcome,
    "event": _event,
    "envelope": _envelope,
    "plans": _plans,
    "promises": _promises,
    "rule_change": _rule_change,
    "history": _history,
    "pockets": _pockets,
    "pledges": _pledges,
    "moves": _moves,
    "revealed": _revealed,
    "core_values": _core_values,
}
_OF_MECHANICS = {
    "promises": ("sealed_plan",),
    "rule_change": ("change_rule",),
    "pledges": ("pledges", "condition"),
    "moves": ("own_idea", "take_over"),
    "core_values": ("core_values",),
}
"""Parts that are there only where one of these mechanics is used."""

EVERY_PART = frozenset((*_COMMON, SEAT, "task:", "causes:", *OWN))
"""The names of all parts there can be; one that ends in ':' stands for all of its kind."""
