"""Parts about deciding: ballots, plans, promises, pledges, moves, core values, a change of rule.

ballots     in [seats], voters [seats], amounts {seat: {task: euros}} after the reveal,
            given {seat: {task: n}} after the reveal, spreads [tasks]
plan        None or number, rule, adopted, amounts {task: euros}, saved, counted {rule: {task: euros}},
            answers {seat: {answer, task, need}}, repairs_left, broken
plans       {round: {rule, amounts, saved, counted {rule: {task: euros}}}} of plans that stood
promises    (only where plans are sealed) sealed (whether this round's plan is); once the table has ended
            plans {round: {task: points}} and decided_before [rounds]
rule_change (only where rules can be changed) None, or the proposal of this round: {rule, by,
            answers {seat: answer}, settled, taken}
pledges     made [{seat, task, what ("money"|"doer"|"owner"), amount, when (""|"plan"|"seat"), of, least,
            held (None before the plan stands)}], money {task: {seat: euros}} that holds,
            purses {seat: {start, now, left (not pledged)}}, conditions [seats that used theirs] (only where
            pledges can be made)
moves       ideas {task: {seat, template, cost_class, need, name (text id or ""), round}}, taken_over
            {seat: task} (only where a scenario uses one of them)
core_values {seat: {task, called (round, None when only named), held}} of those said aloud so far, in
            seat order (only where a scenario uses them)
"""

from typing import Final

from game.rules.offers.dividing import REPAIRS
from game.rules.offers.pledging import purse_left
from game.rules.parts.part import Part, Parts
from game.rules.state import TableState, voters


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


PARTS: Final[Parts] = {
    "ballots": _ballots,
    "plan": _plan,
    "plans": _plans,
    "promises": _promises,
    "rule_change": _rule_change,
    "pledges": _pledges,
    "moves": _moves,
    "core_values": _core_values,
}
"""The parts that this module makes, by name."""
