"""Measured: what the simulator keeps of one play, as JSON of ids, whole numbers and lists.

Money is in euros, indicators are in tenths of a point; trust, support, patience and shares are 0–100.
A play has

  seed           what its luck and its bots' draws are named by; `demo --seed` shows the same play
  result         for analysis: (mean progress to the goals + lowest support) / 2
  succeeded      whether the goals were reached and nobody fell off the table
  goals          [indicators] the table went for
  indicators     {id: value at the end}
  trust, support {seat: value at the end}, for residents and partners
  lowest_support, table_support, cohesion, patience   at the end
  answered       share of the weight of all needs, the empty chair's too, that tasks answer (partly: half)
  cards_told     share of the cards that were told
  told, found    {card: round}, {need of the empty chair: round}
  money          {in, tasks, instruments, saved, set_aside}: `in` is what the others add up to
  at_work        share of the money for tasks (all but instruments) in tasks that run or are done
  together       share of the money in tasks whose doer and owner are of different parties
  linked         share of the money in tasks linked to a task of another domain that was carried out too
  tasks          {id: {paid, round, status, doer, owner, level, fit, carry, cross}} of tasks that started
  instruments    {id: times used}
  event_cards    [ids] in the order drawn
  promises       {kept, broken}: rounds in which the stance's promise moved trust so
  rules          {round: decision rule of the plan that stood}
  forecasts      {right, made}: seats that tapped a task that brought most of what started that round
  reasons        {seat: {text key of a bot's reason, without `bot.reason.`: how often it was why}}
  history        [{round, indicators, trust, support, patience, saved}] at the end of each round
"""

from collections.abc import Mapping
from typing import Any

from game.rules import support as support_of
from game.rules.state import (
    Running,
    TableState,
    cohesion,
    lowest_support,
    supports,
    table_support,
)

Play = dict[str, Any]
"""What is kept of one play; its keys are those above."""

_AT_WORK = ("running", "done")


def measured(state: TableState, reasons: Mapping[str, Mapping[str, int]]) -> Play:
    """Return what is kept of a table that has ended and kept its causes, and of why its bots did what."""
    return {
        "seed": state.seed,
        "result": state.result,
        "succeeded": state.succeeded,
        "goals": list(state.goals),
        "indicators": dict(state.indicators),
        "trust": dict(state.trust),
        "support": supports(state),
        "lowest_support": lowest_support(state),
        "table_support": table_support(state),
        "cohesion": cohesion(state),
        "patience": state.patience,
        "answered": answered(state),
        "cards_told": _share(len(state.told), len(state.game.cards)),
        "told": dict(state.told),
        "found": dict(state.found),
        "money": money(state),
        **_shares_of_money(state),
        "tasks": {id_: _task(run) for id_, run in state.running.items()},
        "instruments": _instruments(state),
        "event_cards": list(state.cards_drawn),
        "promises": _promises(state),
        "rules": {str(number): plan.rule for number, plan in state.plans.items()},
        "forecasts": _forecasts(state),
        "reasons": {seat: dict(counted) for seat, counted in reasons.items()},
        "history": [
            {
                "round": moment.round,
                "indicators": moment.indicators,
                "trust": moment.trust,
                "support": moment.support,
                "patience": moment.patience,
                "saved": moment.saved,
            }
            for moment in state.history
            if not moment.ended
        ],
    }


def answered(state: TableState) -> int:
    """Return the share of the weight of all needs that tasks at work answer, 0–100, half up."""
    parts = []
    for need, weight in state.game.weights.items():
        levels = [
            support_of.answered(run.level, state.game.tasks[task].answers[need])
            for task, run in state.running.items()
            if run.status != "stopped" and need in state.game.tasks[task].answers
        ]
        parts.append((weight, max(levels, default=0)))
    return support_of.wishes(parts) if parts else 100


def money(state: TableState) -> dict[str, int]:
    """Return where all money went, in euros; `in` is the sum of the rest."""
    tasks = sum(run.paid + run.kept_up for run in state.running.values())
    instruments = -sum(
        change.amount
        for changes in state.causes.values()
        for change in changes
        if change.what == "money" and change.cause.kind == "instrument"
    )
    went = {
        "tasks": tasks,
        "instruments": instruments,
        "saved": state.money,
        "set_aside": state.set_aside,
    }
    return {"in": sum(went.values()), **went}


def _shares_of_money(state: TableState) -> dict[str, int]:
    game, running = state.game, state.running
    paid = sum(run.paid for run in running.values())
    working = {id_: run for id_, run in running.items() if run.status in _AT_WORK}
    parties = {seat: role.party for seat, role in game.roles.items()}
    together = [run.paid for run in running.values() if run.owner and parties[run.doer] != parties[run.owner]]
    linked = [
        run.paid
        for id_, run in working.items()
        if any(
            other in working and game.tasks[other].domain != game.tasks[id_].domain
            for other in game.tasks[id_].links
        )
    ]
    for_tasks = paid + state.money + state.set_aside
    return {
        "at_work": _share(sum(run.paid for run in working.values()), for_tasks),
        "together": _share(sum(together), paid),
        "linked": _share(sum(linked), paid),
    }


def _task(run: Running) -> dict[str, Any]:
    return {
        "paid": run.paid,
        "round": run.started,
        "status": run.status,
        "doer": run.doer,
        "owner": run.owner,
        "level": run.level,
        "fit": run.fit,
        "carry": run.carry,
        "cross": run.cross,
    }


def _instruments(state: TableState) -> dict[str, int]:
    used: dict[str, int] = {}
    for changes in state.causes.values():
        for change in changes:
            if change.cause.kind == "instrument" and change.what == "money":
                used[change.cause.ids[0]] = used.get(change.cause.ids[0], 0) + 1
    return used


def _promises(state: TableState) -> dict[str, int]:
    kinds = [{change.cause.kind for change in changes} for changes in state.causes.values()]
    return {
        "kept": sum("promise_kept" in found for found in kinds),
        "broken": sum("promise_broken" in found for found in kinds),
    }


def _forecasts(state: TableState) -> dict[str, int]:
    """Return how many forecasts named a task that brought most, of all tasks that started in its round."""
    brought: dict[str, int] = {}
    for changes in state.causes.values():
        for change in changes:
            if change.what == "indicator" and change.cause.kind == "task":
                task = change.cause.ids[0]
                brought[task] = brought.get(task, 0) + abs(change.amount)
    right = made = 0
    for number, tapped in state.shown_forecasts.items():
        started = [id_ for id_, run in state.running.items() if run.started == number]
        most = max((brought.get(id_, 0) for id_ in started), default=0)
        made += len(tapped)
        right += sum(brought.get(task, 0) == most for task in tapped.values() if task in started)
    return {"right": right, "made": made}


def _share(part: int, whole: int) -> int:
    """Return a share in percent, half up; 0 of nothing."""
    return (200 * part + whole) // (2 * whole) if whole else 0
