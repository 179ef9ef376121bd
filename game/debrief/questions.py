"""Questions: three to five for the first debrief, each at something that was played.

A question points at a moment of this table and is only asked about mechanics that had an effect here. Of
each kind there is one, that with the largest effect; kinds come in the order in which they are worth it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from game.debrief.causes import Parts, changes, is_one_party
from game.debrief.measures import heard, money, pockets
from game.debrief.names import Names
from game.i18n import Texts
from game.scenario.model import Scenario

FEWEST, MOST = 3, 5
_SKEWED = 20
"""How many percent more must be heard of one kind of people than of another to ask who was missing."""
_FELT_APART = 10
"""How far felt and counted trust must be apart, in points, to ask what lies between."""
_AT_WORK = ("running", "done")


@dataclass(frozen=True, slots=True)
class Question:
    """A question for the group.

    Attributes:
        text: The question, with the moment it points at.
        kind: What it is about, such as `open` or `pocket`.
        round: The round it points at; 0 for none in particular.
        ids: What it names: seats, needs, tasks.
    """

    text: str
    kind: str
    round: int
    ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    kind: str
    size: int
    round: int
    facts: dict[str, Any]


def questions(parts: Parts, scenario: Scenario, texts: Texts) -> tuple[Question, ...]:
    """Return the questions, the most worth asking first; fewer than three only when little was played.

    Args:
        parts: A view of the table at its end; the projector's is enough.
        scenario: Where the names come from.
        texts: The reader's language.
    """
    names = Names(scenario, texts)
    by_kind: list[list[_Asked]] = []
    for ask in _KINDS:
        asked = sorted(ask(parts, names), key=lambda one: -one.size)
        by_kind += [asked] if asked else []
    first = [asked[0] for asked in by_kind][:MOST]
    more = [one for asked in by_kind for one in asked[1:]]
    chosen = first + more[: max(0, FEWEST - len(first))]
    return tuple(_question(one, names) for one in chosen)


def _question(asked: _Asked, names: Names) -> Question:
    facts = names.facts(asked.facts)
    facts |= {key: names.name("task", asked.facts[key]) for key in ("best",) if key in facts}
    facts |= {key: names.name("seat", asked.facts[key]) for key in ("other",) if key in facts}
    if "people" in facts:
        facts["many"], facts["few"] = (names.texts(f"people.{kind}") for kind in facts["people"])
    ids = tuple(value for value in asked.facts.values() if isinstance(value, str))
    text = names.texts(f"question.{asked.kind}", **facts, round=asked.round)
    return Question(text, asked.kind, asked.round, ids)


def _tasks(parts: Parts) -> dict[str, dict[str, Any]]:
    start = "task:"
    return {name[len(start) :]: parts[name] for name in parts if name.startswith(start)}


def _weight(names: Names, need: str) -> int:
    known = names.scenario.needs.get(need)
    return known.weight if known else 0


# What can be asked. -------------------------------------------------------------------------------------


def _open(parts: Parts, names: Names) -> Iterator[_Asked]:
    """Yield the stories for which nothing came; those that got no answer either weigh most."""
    kinds = ("understood", "not_understood")
    answered = {one["cause"]["ids"][0] for kind in kinds for _, one in changes(parts, "trust", kind)}
    for card in parts["cards"]:
        if card["settled"] == "open":
            kind = "open_answered" if card["id"] in answered else "open"
            size = _weight(names, card["need"]) + (0 if card["id"] in answered else 10)
            yield _Asked(kind, size, card["round"], {"seat": card["role"], "need": card["need"]})


def _broken(parts: Parts, _names: Names) -> Iterator[_Asked]:
    for number in sorted({number for number, _ in changes(parts, "trust", "promise_broken")}):
        yield _Asked("broken", 1, number, {})


def _pocket(parts: Parts, names: Names) -> Iterator[_Asked]:
    for one in pockets(parts):
        if one.seat is not None:
            yield _Asked("pocket", _weight(names, one.need), 0, {"seat": one.seat, "need": one.need})


def _chair(parts: Parts, names: Names) -> Iterator[_Asked]:
    for one in pockets(parts):
        if one.seat is None:
            yield _Asked("chair", _weight(names, one.need), 0, {"need": one.need})


def _missing(parts: Parts, names: Names) -> Iterator[_Asked]:
    """Yield whom an instrument with reach left out: the people least was heard of, beside those most was."""
    reaching = [id_ for id_, one in names.scenario.instruments.items() if one.finds]
    used = any(one["cause"]["ids"][0] in reaching for _, one in changes(parts, "money", "instrument"))
    counted = heard(parts, names.scenario)
    if not used or not counted:
        return
    least, most = (pick(counted, key=lambda one: one.percent) for pick in (min, max))
    skew = most.percent - least.percent
    if skew >= _SKEWED:
        facts = {
            "people": (most.kind, least.kind),
            "low": least.percent,
            "high": most.percent,
        }
        yield _Asked("missing", skew, 0, facts)


def _revealed(parts: Parts, _names: Names) -> Iterator[_Asked]:
    for task, one in ((parts.get("revealed") or {}).get("tasks") or {}).items():
        if one["by"] != "time":
            yield _Asked(f"revealed.{one['by']}", one["round"], one["round"], {"task": task})


def _upkeep(parts: Parts, _names: Names) -> Iterator[_Asked]:
    """Yield yearly tasks that stopped because nobody paid for them any more, and those that went on."""
    for id_, task in _tasks(parts).items():
        if task["upkeep"] and task["status"] == "stopped" and task["owner"] is not None:
            yield _Asked("upkeep_stopped", 10 * task["upkeep"], 0, {"task": id_})
    for number, change in changes(parts, "money", "upkeep"):
        yield _Asked("upkeep", -change["amount"], number, {"task": change["cause"]["ids"][0]})


def _topped_up(parts: Parts, _names: Names) -> Iterator[_Asked]:
    for number, change in changes(parts, "money", "topping_up"):
        yield _Asked("topped_up", -change["amount"], number, {"task": change["cause"]["ids"][0]})


def _decided_before(parts: Parts, _names: Names) -> Iterator[_Asked]:
    for number in sorted({number for number, _ in changes(parts, "trust", "decided_before")}):
        yield _Asked("decided_before", 1, number, {})


def _no_delivery(parts: Parts, _names: Names) -> Iterator[_Asked]:
    for number in sorted({number for number, _ in changes(parts, "trust", "no_delivery")}):
        yield _Asked("no_delivery", number, number, {})


def _rule_changed(parts: Parts, names: Names) -> Iterator[_Asked]:
    """Yield rounds that were decided by a rule the table took in place of the scenario's."""
    if "rule_change" not in parts:
        return
    for number, plan in parts["plans"].items():
        scenario = names.scenario
        own = scenario.rounds[int(number)].rule or scenario.rule
        if plan["rule"] not in (own, "director"):
            yield _Asked("rule_changed", 1, int(number), {"rule": plan["rule"]})


def _stepped_back(parts: Parts, _names: Names) -> Iterator[_Asked]:
    for seat, trust in parts["history"][-1]["trust"].items() if parts["history"] else ():
        if parts[f"seat:{seat}"].get("stepped_back") is not None:
            yield _Asked("stepped_back", 100 - trust, 0, {"seat": seat})


def _felt(parts: Parts, _names: Names) -> Iterator[_Asked]:
    """Yield where a seat felt clearly more or less trust than was counted."""
    for moment in parts["history"]:
        for seat, felt in moment.get("felt", {}).items():
            gap = abs(felt - moment["trust"][seat])
            if gap >= _FELT_APART and not moment["ended"]:
                facts = {"seat": seat, "felt": felt, "counted": moment["trust"][seat]}
                yield _Asked("felt", gap, moment["round"], facts)


def _set_aside(parts: Parts, _names: Names) -> Iterator[_Asked]:
    for number, change in changes(parts, "set_aside", "council_sets_aside"):
        yield _Asked("set_aside", change["amount"], number, {"amount": change["amount"]})


def _over_asked(parts: Parts, _names: Names) -> Iterator[_Asked]:
    for number, change in changes(parts, "capacity", "over_asked"):
        yield _Asked("over_asked", 1, number, {"seat": change["of"]})


def _forecast(parts: Parts, _names: Names) -> Iterator[_Asked]:
    """Yield rounds in which most seats expected most of a task that did not bring most."""
    brought: dict[str, int] = {}
    for _, change in changes(parts, "indicator", "task"):
        task = change["cause"]["ids"][0]
        brought[task] = brought.get(task, 0) + abs(change["amount"])
    for number, made in parts["forecasts"].items():
        tasks = list(made.values())
        started = [id_ for id_, task in _tasks(parts).items() if task["started"] == int(number)]
        if not tasks or not started:
            continue
        expected = max(dict.fromkeys(tasks), key=tasks.count)
        best = max(started, key=lambda id_: brought.get(id_, 0))
        size = brought.get(best, 0) - brought.get(expected, 0)
        if size > 0:
            yield _Asked("forecast", size, int(number), {"task": expected, "best": best})


def _carried(parts: Parts, names: Names) -> Iterator[_Asked]:
    """Yield tasks that nobody owned, or that one party carried."""
    for id_, task in _tasks(parts).items():
        if task["started"] is None:
            continue
        if task["owner"] is None:
            yield _Asked("unowned", 2 * task["paid"], task["started"], {"task": id_})
        elif is_one_party(names.scenario, task["doer"], task["owner"]):
            yield _Asked("alone", task["paid"], task["started"], {"task": id_})


def _met(parts: Parts, _names: Names) -> Iterator[_Asked]:
    if any(dict(one["cause"]["factors"]).get("cross") for _, one in changes(parts, "indicator", "task")):
        for one, other in parts["meetings"]["met"]:
            yield _Asked("met", 1, 0, {"seat": one, "other": other})


def _used(parts: Parts, names: Names) -> Iterator[_Asked]:
    for card in parts["cards"]:
        if card["settled"] != "used":
            continue
        answering = [
            id_
            for id_, task in _tasks(parts).items()
            if card["need"] in task["answers"] and task["status"] in _AT_WORK and task["started"] is not None
        ]
        if answering:
            in_full = sorted(answering, key=lambda id_: _tasks(parts)[id_]["answers"][card["need"]] != "full")
            facts = {"seat": card["role"], "need": card["need"], "task": in_full[0]}
            yield _Asked("used", _weight(names, card["need"]), card["round"], facts)


def _decided(parts: Parts, _names: Names) -> Iterator[_Asked]:
    if parts["table"]["stance"] == "decide" and parts["plan"]:
        yield _Asked("decided", 1, parts["table"]["round"], {})


def _kept(parts: Parts, _names: Names) -> Iterator[_Asked]:
    for number in sorted({number for number, _ in changes(parts, "trust", "promise_kept")}):
        yield _Asked("kept", 1, number, {})


def _core_value(parts: Parts, _names: Names) -> Iterator[_Asked]:
    for seat, value in (parts.get("core_values") or {}).items():
        if value["called"]:
            yield _Asked("core_value", 1, value["called"], {"seat": seat, "task": value["task"]})


def _pledge_held(parts: Parts, _names: Names) -> Iterator[_Asked]:
    for number, change in changes(parts, "purse", "pledge"):
        facts = {"seat": change["of"], "task": change["cause"]["ids"][0]}
        yield _Asked("pledge_held", -change["amount"], number, facts)


def _pledge_fell(parts: Parts, _names: Names) -> Iterator[_Asked]:
    """Yield the pledges of the last round that fell: a view keeps no others."""
    for one in (parts.get("pledges") or {}).get("made", ()):
        if one["held"] is False:
            facts = {"seat": one["seat"], "task": one["task"]}
            yield _Asked("pledge_fell", 1 + one["amount"], parts["table"]["round"], facts)


def _idea(parts: Parts, _names: Names) -> Iterator[_Asked]:
    for task, one in (parts.get("moves") or {}).get("ideas", {}).items():
        yield _Asked(
            "idea", 1 + parts[f"task:{task}"]["paid"], one["round"], {"seat": one["seat"], "task": task}
        )


def _taken_over(parts: Parts, _names: Names) -> Iterator[_Asked]:
    for seat, task in (parts.get("moves") or {}).get("taken_over", {}).items():
        yield _Asked("taken_over", 1, 0, {"seat": seat, "task": task})


def _no_note(parts: Parts, _names: Names) -> Iterator[_Asked]:
    for number, change in changes(parts, "patience", "no_note"):
        yield _Asked("no_note", -change["amount"], number, {})


def _unspent(parts: Parts, _names: Names) -> Iterator[_Asked]:
    rounds = money(parts)
    if rounds and rounds[-1].saved:
        yield _Asked("unspent", rounds[-1].saved, rounds[-1].round, {"amount": rounds[-1].saved})


_KINDS: tuple[Callable[[Parts, Names], Iterator[_Asked]], ...] = (
    *(
        _open,
        _decided_before,
        _broken,
        _no_delivery,
        _stepped_back,
        _rule_changed,
        _core_value,
        _taken_over,
        _idea,
        _pledge_fell,
        _pledge_held,
        _pocket,
        _chair,
        _missing,
        _revealed,
        _upkeep,
        _topped_up,
        _set_aside,
        _over_asked,
        _felt,
        _forecast,
        _carried,
    ),
    *(_met, _used, _decided, _kept, _no_note, _unspent),
)
