"""Tables: what happened round by round, what became of each task, what everybody voted, what was told."""

from collections.abc import Mapping, Sequence
from typing import Any

from game.balance.page.markup import Safe, element, table
from game.debrief.envelope import compared
from game.debrief.report.looked import Looked
from game.rules import events
from game.rules.choose import COUNTABLE_RULES

_FACTORS = ("level", "fit", "carry", "cross")
_PROMISES = ("promise_broken", "decided_before", "promise_kept")


def rounds(looked: Looked) -> Safe:
    """Return a row per round that was settled: what was promised, decided, drawn and left."""
    texts, names = looked.texts, looked.names
    told = _of_rounds(looked)
    rows = []
    for moment in looked.parts["history"]:
        if moment["ended"]:
            continue
        number = moment["round"]
        one = told[number]
        name = looked.said(looked.scenario.rounds[number].name)
        plan = looked.parts["plans"].get(str(number)) or looked.parts["plans"].get(number) or {}
        support = list(moment["support"].values())
        rows.append(
            [
                element("span", f"{number}. {name}", id=anchor(number)),
                names.name("stance", one.get("stance", "")) or "–",
                names.name("rule", plan.get("rule", "")) or "–",
                names.listing("challenge", one.get("challenges", ())) or "–",
                _promise(looked, number),
                names.listing("event_card", one.get("cards", ())) or "–",
                texts.euros(one["to_divide"]) if "to_divide" in one else "–",
                texts.euros(moment["saved"]),
                texts.number(min(support)) if support else "–",
            ]
        )
    keys = ("round", "stance", "rule", "challenges", "promise", "event", "to_divide", "saved", "lowest")
    return _table(looked, "rounds", keys, rows)


def anchor(number: int) -> str:
    """Return the id of a round's row, for links to its moment."""
    return f"round-{number}"


def _of_rounds(looked: Looked) -> dict[int, dict[str, Any]]:
    """Return what the events say of each round."""
    found: dict[int, dict[str, Any]] = {}
    number = 0
    for event in looked.events:
        match event:
            case events.RoundStarted(number):
                found[number] = {"cards": []}
            case events.StanceSaid(stance=stance):
                found[number]["stance"] = stance
            case events.TasksLaid(challenges=challenges):
                found[number]["challenges"] = challenges
            case events.StepStarted(step="fill_in", pot=pot):
                found[number]["to_divide"] = pot
            case events.EventCardDrawn(card=card):
                found[number]["cards"].append(card)
            case events.BallotsRevealed(amounts=amounts):
                found[number]["ballots"] = {seat: dict(given) for seat, given in amounts}
    return found


def _promise(looked: Looked, number: int) -> str:
    kinds = {
        change["cause"]["kind"]
        for change in looked.parts.get(f"causes:{number}", ())
        if change["what"] == "trust"
    }
    return next((looked.texts(f"report.{kind}") for kind in _PROMISES if kind in kinds), "–")


def tasks(looked: Looked) -> Safe:
    """Return a row per task that money was given to: what it cost, who carried it, what it did."""
    texts, names = looked.texts, looked.names
    rows = []
    for name, part in looked.parts.items():
        if not name.startswith("task:") or not (part["started"] or part["paid"]):
            continue
        task = name.removeprefix("task:")
        factors = part["factors"] or {}
        rows.append(
            [
                looked.task(task),
                texts.number(part["started"]) if part["started"] else "–",
                _paid(looked, part),
                looked.seat(part["doer"]) if part["doer"] else "–",
                looked.seat(part["owner"]) if part["owner"] else texts("report.nobody"),
                names.name("status", part["status"]),
                " × ".join(str(factors[key]) for key in _FACTORS) if factors else "–",
                _did(looked, task) or "–",
            ]
        )
    rows.sort(key=lambda row: row[1])
    keys = ("task", "started", "paid", "doer", "owner", "status", "factors", "did")
    return _table(looked, "tasks", keys, rows)


def _paid(looked: Looked, part: Mapping[str, Any]) -> str:
    paid, cost = looked.texts.euros(part["paid"]), looked.texts.euros(part["cost"])
    return paid if part["paid"] == part["cost"] else looked.texts("report.of", part=paid, whole=cost)


def _did(looked: Looked, task: str) -> str:
    """Return what a task did to each indicator, all rounds together."""
    did: dict[str, int] = {}
    for name, changes in looked.parts.items():
        for change in changes if name.startswith("causes:") else ():
            cause = change["cause"]
            if change["what"] == "indicator" and task in cause["ids"] and cause["factors"]:
                did[change["of"]] = did.get(change["of"], 0) + change["amount"]
    said = [
        f"{looked.names.name('indicator', of)} {looked.texts.signed_tenths(amount)}"
        for of, amount in did.items()
        if amount
    ]
    return ", ".join(said)


def ballots(looked: Looked) -> list[Safe]:
    """Return a table per round: what each seat gave each task, the plan, and what other rules make of it."""
    found = []
    for number, one in _of_rounds(looked).items():
        plan = looked.parts["plans"].get(str(number)) or looked.parts["plans"].get(number)
        given = one.get("ballots", {})
        if not plan or not given:
            continue
        columns = list(dict.fromkeys(task for row in (*given.values(), plan["amounts"]) for task in row))
        rows = [[looked.seat(seat), *_euros(looked, row, columns)] for seat, row in given.items()]
        stood = looked.texts("report.plan", rule=looked.names.name("rule", plan["rule"]))
        rows.append([element("strong", stood), *_euros(looked, plan["amounts"], columns)])
        for rule in COUNTABLE_RULES:
            if rule in plan["counted"] and rule not in (plan["rule"], "director"):
                counted = looked.texts("report.counted", rule=looked.names.name("rule", rule))
                rows.append([counted, *_euros(looked, plan["counted"][rule], columns)])
        heads = [looked.texts("report.head.who"), *map(looked.task, columns)]
        title = looked.texts("report.ballots.table", round=number)
        found.append(table(title, heads, rows, numbers=1))
    return found


def ballots_of(looked: Looked) -> dict[int, dict[str, dict[str, int]]]:
    """Return per round what each seat gave each task, in euros."""
    return {number: one.get("ballots", {}) for number, one in _of_rounds(looked).items()}


def _euros(looked: Looked, given: dict[str, int], columns: Sequence[str]) -> list[str]:
    return [looked.texts.euros(given[task]) if given.get(task) else "–" for task in columns]


def cards(looked: Looked) -> Safe | None:
    """Return a row per card and per need of the empty chair: told or not, and what became of it."""
    texts, names = looked.texts, looked.names
    rows = []
    for card in looked.parts["cards"]:
        became = texts(f"report.card.{card['settled']}") if card["settled"] else "–"
        rows.append(
            [looked.seat(card["role"]), names.name("need", card["need"]), texts.number(card["round"]), became]
        )
    chair = texts("report.chair")
    rows += [
        [chair, names.name("need", need), "–", texts("report.found")]
        for need in looked.parts["chair"]["found"]
    ]
    pockets = looked.parts["pockets"] or {"cards": (), "chair": ()}
    for card in pockets["cards"]:
        rows.append(
            [looked.seat(card["role"]), names.name("need", card["need"]), "–", texts("report.untold")]
        )
    for one in pockets["chair"]:
        rows.append([chair, names.name("need", one["need"]), "–", texts("report.untold")])
    return _table(looked, "cards", ("who", "need", "told", "became"), rows) if rows else None


def envelope(looked: Looked) -> Safe | None:
    """Return the plan of the first minute beside that of round 1."""
    found = compared(looked.parts)
    if not found:
        return None
    texts = looked.texts
    rows = [
        [
            looked.task(one.task),
            *(texts.euros(side.euros) if side.euros else "–" for side in (one.envelope, one.played)),
        ]
        for one in found
    ]
    return _table(looked, "envelope", ("task", "envelope", "played"), rows)


def _table(looked: Looked, name: str, keys: Sequence[str], rows: Sequence[Sequence[str]]) -> Safe:
    heads = [looked.texts(f"report.head.{key}") for key in keys]
    return table(looked.texts(f"report.{name}.table"), heads, rows)
