"""Imagine: a table as it could be, made from nothing but what one seat sees.

What the view does not tell is drawn afresh: which needs lie on cards that are face down, which tasks would
answer them, how much needs of others weigh, what tasks really bring, and all luck to come. What a seat cannot
see at all, such as who may do which task, or which event cards there are, is left open: anybody may, and none
comes. So nothing of the real table can come through.
"""

from collections.abc import Mapping
from typing import Any

from game.bots.bot import Draw, View
from game.rules import support as support_of
from game.rules.game import Game, compile_scenario
from game.rules.state import Moment, Plan, Running, TableState, new_table
from game.scenario.model import Scenario

_HEAVIEST = 3
_SEEDS = 1 << 32
_PLACE = {"name": "-", "colour": "petrol", "icon": "star"}
_STANCES = ("decide", "co_produce")


def imagine(view: View, draw: Draw) -> TableState:
    """Return a table that looks like this to the seat whose view it is.

    Args:
        view: A seat's view.
        draw: Chance for what the view does not tell; the same draws give the same table.
    """
    table = new_table(_game(view, draw), "imagined", draw("seed", _SEEDS), keep_causes=False)
    _place(table, view)
    _money(table, view)
    _people(table, view)
    _heard(table, view)
    _chosen(table, view)
    _carried(table, view)
    _past(table, view)
    return table


# The scenario, as far as it can be seen. -------------------------------------------------------------


def _game(view: View, draw: Draw) -> Game:
    table, budget, time = view["table"], view["budget"], view["time"]
    tasks = {name.partition(":")[2]: view[name] for name in view if name.startswith("task:")}
    cards = _cards(view)
    chair = [*view["chair"]["found"], *(f"chair-{place + 1}" for place in range(view["chair"]["left"]))]
    needs = [*(need for mine in cards.values() for need in mine), *chair]
    hidden = _hidden_answers(needs, tasks, draw)
    own = view["private"]["needs"]
    domains = {task["domain"]: _PLACE for task in tasks.values()}
    home = next(iter(domains))
    stances = dict.fromkeys([*_STANCES, *([table["stance"]] if table["stance"] else [])])
    scenario = {
        "format": 1,
        "id": "imagined",
        "title": "-",
        "about": "-",
        "theme": home,
        "seats": {"min": 1, "max": 60},
        "minutes": 60,
        "budget": {name: budget[name] for name in ("per_round", "step", "ballot", "points")},
        "rule": "average" if table["rule"] == "director" else table["rule"],
        "stances": list(stances),
        "slots": time["slots"],
        "phases": table["phases"],
        "mechanics": table["mechanics"],
        "rounds": {number + 1: {"name": "-"} for number in range(table["rounds"])},
        "indicators": {id_: _indicator(one) for id_, one in view["indicators"].items()},
        "domains": domains,
        "challenges": {task["challenge"]: {"name": "-"} for task in tasks.values() if task["challenge"]},
        "roles": {seat: _role(view, seat, cards[seat]) for seat in table["seats"]},
        "needs": {
            need: {
                "name": "-",
                "domain": home,
                "weight": own[need] if need in own else 1 + draw(f"weight:{need}", _HEAVIEST),
                **({"chair": "empty"} if need in chair else {}),
            }
            for need in needs
        },
        "instruments": {
            id_: {"name": "-", "kind": "survey", **one, "reach": chair}
            for id_, one in time["instruments"].items()
        },
        "tasks": {id_: _task(task, {**hidden[id_], **task["answers"]}) for id_, task in tasks.items()},
    }
    return compile_scenario(Scenario.model_validate(scenario))


def _cards(view: View) -> dict[str, list[str]]:
    """Return the needs on every seat's cards: one's own, those told, and a new one for each face down."""
    own = view["private"]["cards"]
    me = own[0]["id"].partition("/")[0] if own else ""  # who has no cards has none face down either
    found: dict[str, list[str]] = {}
    hidden = 0
    for seat in view["table"]["seats"]:
        if seat == me:
            found[seat] = [card["need"] for card in own]
            continue
        found[seat] = [card["need"] for card in view["cards"] if card["role"] == seat]
        for _ in range(view[f"seat:{seat}"]["cards_left"]):
            hidden += 1
            found[seat].append(f"unknown-{hidden}")
    return found


def _hidden_answers(
    needs: list[str], tasks: Mapping[str, dict[str, Any]], draw: Draw
) -> dict[str, dict[str, str]]:
    """Return for each task which needs nobody knows yet it would answer: each need has one or two tasks."""
    known = {need for task in tasks.values() for need in task["answers"]}
    found: dict[str, dict[str, str]] = {id_: {} for id_ in tasks}
    ids = list(tasks)
    for need in dict.fromkeys(needs):
        if need not in known:
            found[ids[draw(f"partly:{need}", len(ids))]][need] = "partly"
            found[ids[draw(f"full:{need}", len(ids))]][need] = "full"
    return found


def _role(view: View, seat: str, needs: list[str]) -> dict[str, Any]:
    part, council = view[f"seat:{seat}"], view["council"]
    role: dict[str, Any] = {
        "kind": part["kind"],
        "name": "-",
        "who": "-",
        "capacity": part["capacity"],
        "cards": {need: {"says": "-"} for need in needs},
    }
    if part["trust_start"] is not None:
        role["trust"] = part["trust_start"]
    if seat == view["table"]["director"] and council is not None:
        role["patience"] = council["patience_start"]
    return role


def _indicator(one: Mapping[str, Any]) -> dict[str, Any]:
    goal = {} if one["goal"] is None else {"goal": one["goal"] // 10}
    return {"name": "-", "start": one["start"] // 10, **goal}


def _task(task: Mapping[str, Any], answers: dict[str, str]) -> dict[str, Any]:
    copied = ("challenge", "domain", "cost", "minimum", "curve", "existing", "duty")
    effects = [{"add": id_, "by": [low // 10, high // 10]} for id_, (low, high) in task["effects"].items()]
    yearly = {"yearly": True, "upkeep": task["upkeep"]} if task["upkeep"] else {}
    known = {name: task[name] for name in copied}
    return {"name": "-", **known, **yearly, "answers": answers, "effects": effects}


# Where the table stands. -----------------------------------------------------------------------------


def _place(table: TableState, view: View) -> None:
    seen = view["table"]
    for name in ("round", "phase", "step", "beat", "moment", "ended", "succeeded", "stance"):
        setattr(table, name, seen[name])
    table.goals = tuple(seen["goals"])
    table.goal_taps = dict(seen["goal_taps"])
    table.ready = set(seen["ready"])
    event = view["event"]
    table.landed_now, table.unclaimed = list(event["landed"]), list(event["unclaimed"])


def _money(table: TableState, view: View) -> None:
    for name in ("money", "pot", "to_divide", "set_aside"):
        setattr(table, name, view["budget"][name])
    time = view["time"]
    for name in ("slots_left", "turns_left", "report_booked", "note_written"):
        setattr(table, name, time[name])
    table.slots_used = list(time["slots_used"])


def _people(table: TableState, view: View) -> None:
    for seat in table.game.seats:
        part = view[f"seat:{seat}"]
        table.hands_left[seat] = part["hands_left"]
        table.capacity[seat] = part["capacity"]
        table.asked[seat] = part["asked"]
        if part["trust"] is not None:
            table.trust[seat] = part["trust"]
        if part["told_by_itself"]:
            table.told_by_itself.add(seat)
        if part["asks"]:
            table.questions_asked[seat] = part["asks"]
        if part["ballot_changed"]:
            table.changed.add(seat)
    table.patience = view["council"]["patience"] if view["council"] else 0
    meetings = view["meetings"]
    table.meetings_asked = {(one, other) for one, other in meetings["asked"]}
    table.met = {(one, other) for one, other in meetings["met"]}
    table.indicators = {id_: one["value"] for id_, one in view["indicators"].items()}


def _heard(table: TableState, view: View) -> None:
    for card in view["cards"]:
        id_ = card["id"]
        table.told[id_] = card["round"]
        table.hands[id_] = list(card["hands"])
        if card["recognised"]:
            table.recognised.add(id_)
        if card["settled"]:
            table.settled[id_] = card["settled"]
        if card["reason"]:
            table.reasons[id_] = (card["reason"]["seat"], card["reason"]["reason"])
        if card["judged"] is not None:
            table.judged[id_] = card["judged"]
    table.found = dict.fromkeys(view["chair"]["found"], max(1, table.round))


def _chosen(table: TableState, view: View) -> None:
    frame, plan = view["frame"], view["plan"]
    table.choices = dict(frame["choices"])
    table.challenges = tuple(frame["challenges"])
    if frame["wording"] is not None:
        table.wording_written, table.wording_needs = True, tuple(frame["wording"]["needs"])
    table.is_laid = bool(table.challenges) or table.phase in ("divide", "carry_out", "reflect")
    table.on_table = tuple(id_ for id_ in table.game.tasks if view[f"task:{id_}"]["on_table"])
    for id_ in (one for one in table.on_table if table.game.tasks[one].duty and table.step):
        if view[f"task:{id_}"]["status"] in ("idle", "on_table"):
            table.duty_postponed.add(id_)
        else:
            table.duty_paid[id_] = view[f"task:{id_}"]["paid"]
    if plan is not None:
        answers = {seat: (one["answer"], one["task"], one["need"]) for seat, one in plan["answers"].items()}
        amounts = dict(plan["amounts"])
        table.plan = Plan(
            plan["number"], plan["rule"], amounts, plan["saved"], (), answers, bool(plan["adopted"])
        )
        table.promise_broken = bool(plan["broken"])
    ballots = view["ballots"]
    table.ballots = {seat: dict(given) for seat, given in (ballots["given"] or {}).items()}
    table.amounts = {seat: dict(given) for seat, given in (ballots["amounts"] or {}).items()}


def _carried(table: TableState, view: View) -> None:
    for id_ in table.game.tasks:
        task = view[f"task:{id_}"]
        if task["factors"]:
            table.running[id_] = Running(
                paid=task["paid"],
                doer=task["doer"],
                owner=task["owner"],
                started=task["started"],
                lands=task["lands"],
                status=task["status"],
                **task["factors"],
            )
            continue
        if task["doer"]:
            table.doers[id_] = task["doer"]
        if task["owner"]:
            table.owners[id_] = task["owner"]


def _past(table: TableState, view: View) -> None:
    seats = {seat: view[f"seat:{seat}"]["stepped_back"] for seat in view["table"]["seats"]}
    table.stepped_back = {seat: condition for seat, condition in seats.items() if condition is not None}
    table.shown_forecasts = {int(number): dict(made) for number, made in view["forecasts"].items()}
    table.history = [
        Moment(**{name: value for name, value in moment.items() if name != "felt"})
        for moment in view["history"]
    ]
    settled = [moment for moment in table.history if not moment.ended]
    if settled:
        table.settled_round = settled[-1].round
        supports = list(settled[-1].support.values())
        table.support_before = support_of.table_support(supports) if supports else 100
