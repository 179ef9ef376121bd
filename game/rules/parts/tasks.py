"""Parts about tasks: what each costs, answers and brings, who met about them, forecasts, the envelope.

task:ID     challenge, domain, cost, minimum, curve, existing, duty, on_table, answers {need: "full"|
            "partly"} of known needs only, status (idle|on_table|funded|unclaimed|running|done|stopped),
            paid, doer, owner, started, lands, factors {level, fit, carry, cross} or None,
            upkeep (what it asks each round, 0 if it is not yearly), to_pay (None or {kind ("upkeep"|
            "topping_up"), cost, minimum}: what there is to pay on it now),
            effects {indicator: [low, high]} (twice what it really brings, once that is known)
meetings    asked [[from, to]], met [[one, other]]
forecasts   {round: {seat: task}} of rounds whose carrying out has begun
envelope    None without an opening, else {tasks [in scenario order], amounts {task: euros} or None, counted
            after the end: [{task, paid, doer, level, fit, carry, effects {indicator: tenths}}] or None}
"""

from typing import Any, Final

from game.rules.game import Task
from game.rules.parts.part import Part, Parts
from game.rules.paying_again import to_pay
from game.rules.state import TableState, funded, known_needs

_ANSWER: Final = {True: "full", False: "partly"}


def task_part(state: TableState, id_: str) -> Part:
    """Return what everybody may know of a task."""
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


PARTS: Final[Parts] = {
    "meetings": _meetings,
    "forecasts": _forecasts,
    "envelope": _envelope,
}
"""The parts that this module makes, by name."""
