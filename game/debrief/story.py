"""Story: what happened and why, in eight to twelve sentences on every surface, those with the largest effect.

Sizes are compared in tenths of a point: a point of trust or patience counts as a point of an indicator, a
percent of all the money as half a point. How it ended comes first; the rest is in the order of the rounds.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from game.debrief.causes import Parts, changes, signed
from game.debrief.measures import Pocket, money, pockets
from game.debrief.names import Names
from game.i18n import Texts
from game.rules.settle import NOBODY_FALLS
from game.rules.support import is_reached
from game.scenario.model import Scenario

FEWEST, MOST = 8, 12

_PER_POINT = 10
_PER_PERCENT = 5
_PER_WEIGHT = 15
_PER_PROMISE = 40
_FILLER = 0
_FACTORS = ("level", "fit", "carry", "cross")
_TRUST = (
    *("no_report", "not_understood", "understood", "used", "recognised"),
    *("promise_kept", "promise_broken", "decided_before", "no_delivery", "over_asked"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of the story.

    Attributes:
        text: The sentence.
        round: The round it is about, or in which it began; 0 for the whole.
        size: How large the effect was, in tenths of a point.
    """

    text: str
    round: int
    size: int


def happened(
    parts: Parts, scenario: Scenario, texts: Texts, fewest: int = FEWEST, most: int = MOST
) -> tuple[Told, ...]:
    """Return what happened and why.

    Args:
        parts: A view of the table, best at its end; the projector's is enough.
        scenario: Where the names come from.
        texts: The reader's language.
        fewest: How many sentences to tell at least, if there are as many.
        most: How many sentences to tell at most.
    """
    names = Names(scenario, texts)
    first = list(_ending(parts, names))
    rest = [
        *_tasks(parts, names),
        *_factors(parts, names),
        *_trust(parts, names),
        *_decided(parts, names),
        *_council(parts, names),
        *_money(parts, names),
        *_unheard(parts, names),
    ]
    rest = sorted((one for one in rest if one.size > 0), key=lambda one: -one.size)
    rest = rest[: most - len(first)]
    if len(first) + len(rest) < fewest:
        rest += list(_fillers(parts, names))[: fewest - len(first) - len(rest)]
    return (*first[:most], *sorted(rest, key=lambda one: (one.round, -one.size)))


def _ending(parts: Parts, names: Names) -> Iterator[Told]:
    texts, table = names.texts, parts["table"]
    if not table["ended"]:
        yield Told(texts("story.so_far"), 0, 0)
        return
    if table["succeeded"]:
        yield Told(texts("story.succeeded", n=len(table["goals"])), 0, 0)
        return
    for goal in table["goals"]:
        one = parts["indicators"][goal]
        if one["goal"] is not None and not is_reached(one["start"], one["value"], one["goal"]):
            facts = {"indicator": names.name("indicator", goal), "value": one["value"], "goal": one["goal"]}
            yield Told(texts("story.goal_missed", **facts), 0, 0)
    seats = [(parts[f"seat:{seat}"], seat) for seat in table["seats"]]
    fallen = [(part["support"], seat) for part, seat in seats if part["wishes"] is not None]
    fallen = [(value, seat) for value, seat in fallen if value is not None and value < NOBODY_FALLS]
    if fallen:
        value, seat = min(fallen)
        yield Told(texts("story.fell_off", seat=names.name("seat", seat), support=value), 0, 0)


def _towards(parts: Parts, indicator: str) -> int:
    """Return which way an indicator should go: 1 up, -1 down."""
    one = parts["indicators"][indicator]
    return -1 if one["goal"] is not None and one["goal"] < one["start"] else 1


def _tasks(parts: Parts, names: Names) -> Iterator[Told]:
    """Yield the task that did most for a goal, and the one that did most against it."""
    texts, goals = names.texts, parts["table"]["goals"]
    landed = [
        (change["amount"] * _towards(parts, change["of"]), number, change)
        for number, change in changes(parts, "indicator", "task")
        if change["of"] in goals
    ]
    if not landed and not any(parts[name]["started"] for name in parts if name.startswith("task:")):
        yield Told(texts("story.no_task"), 1, 10 * _PER_POINT)
    for key, sign in (("story.best_task", 1), ("story.worst_task", -1)):
        size, number, change = max(landed, key=lambda one: one[0] * sign, default=(0, 0, {}))
        if size * sign > 0:
            facts = {"task": change["cause"]["ids"][0], "indicator": change["of"]}
            amount = signed("indicator", change["amount"], texts)
            yield Told(texts(key, **names.facts(facts), amount=amount), number, size * sign)


def _factors(parts: Parts, names: Names) -> Iterator[Told]:
    """Yield what each factor cost or brought, over all tasks and goals."""
    for factor in _FACTORS:
        total, first = 0, 0
        for number, change in changes(parts, "indicator", "task"):
            amount = dict(change["cause"]["factors"]).get(factor, 0)
            if amount and change["of"] in parts["table"]["goals"]:
                total, first = total + amount * _towards(parts, change["of"]), first or number
        if (total > 0) == (factor == "cross") and total:
            text = names.texts(f"story.factor.{factor}", amount=abs(total))
            yield Told(text, first, abs(total))


def _trust(parts: Parts, names: Names) -> Iterator[Told]:
    """Yield what each kind of cause did to the trust of whom; its size is that of the seat it hit most."""
    for kind in _TRUST:
        of_seat: dict[str, int] = {}
        first = 0
        for number, change in changes(parts, "trust", kind):
            of_seat[change["of"]] = of_seat.get(change["of"], 0) + change["amount"]
            first = first or number
        if any(of_seat.values()):
            seats = names.listing("seat", list(of_seat))
            amount = abs(sum(of_seat.values()))
            text = names.texts(f"story.trust.{kind}", seats=seats, amount=amount, n=len(of_seat))
            yield Told(text, first, _PER_POINT * max(map(abs, of_seat.values())))


def _decided(parts: Parts, names: Names) -> Iterator[Told]:
    """Yield in how many rounds the director decided alone; each weighs as a promise that was not made."""
    alone = [int(number) for number, plan in parts["plans"].items() if plan["rule"] == "director"]
    if alone:
        text = names.texts("story.decided_alone", n=len(alone))
        yield Told(text, min(alone), len(alone) * _PER_PROMISE)


def _council(parts: Parts, names: Names) -> Iterator[Told]:
    income = _income(parts)
    aside = [(number, one["amount"]) for number, one in changes(parts, "set_aside", "council_sets_aside")]
    if aside:
        total = sum(amount for _, amount in aside)
        text = names.texts("story.set_aside", amount=total)
        yield Told(text, aside[0][0], _percent(total, income) * _PER_PERCENT)
    missed = [(number, one["amount"]) for number, one in changes(parts, "patience", "no_note")]
    if missed:
        lost = -sum(amount for _, amount in missed)
        text = names.texts("story.no_note", n=len(missed), amount=lost)
        yield Told(text, missed[0][0], lost * _PER_POINT // 2)


def _money(parts: Parts, names: Names) -> Iterator[Told]:
    income = _income(parts)
    for number, change in changes(parts, "money", "event_card"):
        key = "story.event_cut" if change["amount"] < 0 else "story.event_grant"
        facts = names.facts({"event_card": change["cause"]["ids"][0]})
        amount = abs(change["amount"])
        yield Told(names.texts(key, **facts, amount=amount), number, _percent(amount, income) * _PER_PERCENT)
    rounds = money(parts)
    if parts["table"]["ended"] and rounds and rounds[-1].saved:
        saved = rounds[-1].saved
        text = names.texts("story.unspent", amount=saved)
        yield Told(text, rounds[-1].round, _percent(saved, income) * _PER_PERCENT)


def _unheard(parts: Parts, names: Names) -> Iterator[Told]:
    unheard = pockets(parts)
    if not parts["table"]["ended"]:
        return
    if not unheard:
        if names.scenario.needs:
            yield Told(names.texts("story.all_heard"), 0, 3 * _PER_POINT)
        return
    weights = {id_: need.weight for id_, need in names.scenario.needs.items()}
    missed = {one.need: _missed(parts, one) for one in unheard}
    heaviest = max(unheard, key=lambda one: (bool(missed[one.need]), weights.get(one.need, 0)))
    facts = names.facts({"need": heaviest.need, "task": missed[heaviest.need]})
    key = "story.unheard_task" if missed[heaviest.need] else "story.unheard"
    size = _PER_WEIGHT * sum(weights.get(one.need, 0) for one in unheard)
    yield Told(names.texts(key, **facts, n=len(unheard)), parts["table"]["round"], size)


def _missed(parts: Parts, pocket: Pocket) -> str:
    """Return the task that would have answered a need best; nothing when it was carried out all the same."""
    best = next(iter(pocket.tasks), "")
    return "" if best and parts[f"task:{best}"]["status"] in ("running", "done") else best


def _fillers(parts: Parts, names: Names) -> Iterator[Told]:
    """Yield what can always be said, for plays in which little happened."""
    texts = names.texts
    for goal in parts["table"]["goals"]:
        one = parts["indicators"][goal]
        facts = {"indicator": names.name("indicator", goal), "start": one["start"], "value": one["value"]}
        yield Told(texts("story.from_to", **facts), 0, _FILLER)
    yield Told(texts("story.spent", amount=sum(one.to_tasks for one in money(parts))), 0, _FILLER)
    for seat in parts["table"]["seats"]:
        part = parts[f"seat:{seat}"]
        if part["trust"] is not None:
            facts = {"seat": names.name("seat", seat), "start": part["trust_start"], "end": part["trust"]}
            yield Told(texts("story.trust_of", **facts), 0, _FILLER)


def _income(parts: Parts) -> int:
    """Return all the money that came in, in euros."""
    return sum(change["amount"] for _, change in changes(parts, "money", "round"))


def _percent(part: int, whole: int) -> int:
    return 100 * part // whole if whole else 0
