"""Imagine: a table as it could be, made from nothing but what one seat sees.

What the view does not tell is drawn afresh: which needs lie on cards that are face down, which tasks would
answer them, how much needs of others weigh, what tasks really bring, and all luck to come. What a seat cannot
see at all, such as who may do which task, or which event cards there are, is left open: anybody may, and none
comes. So nothing of the real table can come through.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from game.bots.bot import Draw, View
from game.rules import support as support_of
from game.rules.game import ASK, CHOOSE, LOOK, Card, Game, Instrument, Role, Round, Task
from game.rules.state import Moment, Plan, Running, TableState, new_table
from game.scenario.model import Figures

_HEAVIEST = 3
_SEEDS = 1 << 32
_FIGURES = Figures()
_TURNS, _HANDS, _PLACES = 3, 3, 6
_CLOCK = {ASK: 0, CHOOSE: 0, LOOK: 0}
_STANCES = ("decide", "co_produce")


def imagine(view: View, draw: Draw) -> TableState:
    """Return a table that looks like this to the seat whose view it is.

    Args:
        view: A seat's view; without the part `private` it is the table as everybody sees it.
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
    chair = (*view["chair"]["found"], *(f"chair-{place + 1}" for place in range(view["chair"]["left"])))
    needs = (*dict.fromkeys(need for mine in cards.values() for need in mine), *chair)
    hidden = _hidden_answers(needs, tasks, draw)
    own = view["private"]["needs"] if "private" in view else {}
    everybody = frozenset(table["seats"])
    goals = {id_: one["goal"] for id_, one in view["indicators"].items() if one["goal"] is not None}
    roles = {seat: _role(view, seat, cards[seat]) for seat in table["seats"]}
    return Game(
        id="imagined",
        seats=tuple(table["seats"]),
        roles=roles,
        director=table["director"],
        cards={card.id: card for role in roles.values() for card in role.cards},
        weights={need: own[need] if need in own else 1 + draw(f"weight:{need}", _HEAVIEST) for need in needs},
        chair=chair,
        indicators={id_: one["start"] for id_, one in view["indicators"].items()},
        goals=goals,
        main_goal=next(iter(view["indicators"])),
        challenges=tuple(dict.fromkeys(task["challenge"] for task in tasks.values() if task["challenge"])),
        tasks={id_: _task(id_, task, hidden[id_], everybody) for id_, task in tasks.items()},
        templates={},
        instruments={
            id_: Instrument(id_, one["cost"], one["slots"], one["turns"], one["finds"], chair, one["kind"])
            for id_, one in time["instruments"].items()
        },
        event_cards={},
        rounds=(_round(table),) * table["rounds"],
        per_round=budget["per_round"],
        step=budget["step"],
        ballot=budget["ballot"],
        points=budget["points"],
        stances=tuple(dict.fromkeys([*_STANCES, *([table["stance"]] if table["stance"] else [])])),
        slots=time["slots"],
        turns=_TURNS,
        hands=_HANDS,
        tasks_on_table=_PLACES,
        figures=_FIGURES,
        opening=(),
        opening_seconds=0,
    )


def _round(table: Mapping[str, Any]) -> Round:
    rule = "average" if table["rule"] == "director" else table["rule"]
    return Round(rule, tuple(table["phases"]), _CLOCK, frozenset(table["mechanics"]))


def _cards(view: View) -> dict[str, list[str]]:
    """Return the needs on every seat's cards: one's own, those told, and a new one for each face down."""
    own = view["private"]["cards"] if "private" in view else []
    me = own[0]["id"].partition("/")[0] if own else ""  # who has no cards has none face down either
    found: dict[str, list[str]] = {}
    for seat in view["table"]["seats"]:
        if seat == me:
            found[seat] = [card["need"] for card in own]
            continue
        found[seat] = [card["need"] for card in view["cards"] if card["role"] == seat]
        for number in range(view[f"seat:{seat}"]["cards_left"]):
            found[seat].append(f"{seat}-{number + 1}")
    return found


def _hidden_answers(
    needs: Sequence[str], tasks: Mapping[str, dict[str, Any]], draw: Draw
) -> dict[str, dict[str, bool]]:
    """Return for each task which needs nobody knows yet it would answer: each need has one or two tasks."""
    known = {need for task in tasks.values() for need in task["answers"]}
    found: dict[str, dict[str, bool]] = {id_: {} for id_ in tasks}
    ids = list(tasks)
    for need in needs:
        if need not in known:
            found[ids[draw(f"partly:{need}", len(ids))]][need] = False
            found[ids[draw(f"full:{need}", len(ids))]][need] = True
    return found


def _role(view: View, seat: str, needs: list[str]) -> Role:
    part, council = view[f"seat:{seat}"], view["council"]
    heads = seat == view["table"]["director"] and council is not None
    return Role(
        id=seat,
        kind=part["kind"],
        party=seat,
        trust=part["trust_start"] or 0,
        patience=council["patience_start"] if heads else 0,
        capacity=part["capacity"],
        cards=tuple(Card(f"{seat}/{need}", seat, need, 0) for need in needs),
        needs=tuple(needs),
    )


def _task(id_: str, task: Mapping[str, Any], hidden: Mapping[str, bool], seats: frozenset[str]) -> Task:
    return Task(
        id=id_,
        challenge=task["challenge"],
        domain=task["domain"],
        cost=task["cost"],
        minimum=task["minimum"],
        curve=task["curve"],
        existing=task["existing"],
        duty=task["duty"],
        from_round=1,
        after_rounds=0 if task["existing"] else _FIGURES.after_rounds,
        answers={**hidden, **{need: how == "full" for need, how in task["answers"].items()}},
        doers=seats,
        owners=seats,
        links=(),
        effects=tuple((indicator, low, high) for indicator, (low, high) in task["effects"].items()),
        upkeep=task["upkeep"],
    )


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
