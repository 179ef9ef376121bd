"""Moves: what anybody started, in lines: pledges, own ideas, tasks taken over, core values."""

from collections.abc import Iterator, Mapping
from typing import Any

from game.debrief.names import Names
from game.rules import events
from game.scenario.made import Made, with_made
from game.scenario.model import Scenario, in_language

Facts = dict[str, Any]


def as_played(scenario: Scenario, parts: Mapping[str, Any]) -> Scenario:
    """Return the scenario with the tasks that this table made, as a view shows them."""
    ideas = (parts.get("moves") or {}).get("ideas") or {}
    typed = parts.get("texts") or {}
    made = {
        id_: Made(one["template"], one["cost_class"], one["need"], typed.get(one["name"], ""))
        for id_, one in ideas.items()
    }
    return with_made(scenario, made)


def with_idea(scenario: Scenario, event: events.IdeaBroughtIn, typed: Mapping[str, str]) -> Scenario:
    """Return the scenario with one made task more, as the log tells it."""
    name = typed.get(event.name, "")
    return with_made(scenario, {event.task: Made(event.template, event.cost_class, event.need, name)})


def told_of_core_value(event: Any, names: Names) -> tuple[str, Facts]:
    """Return the key of a line about a core value, "" for that of its kind, and what it says."""
    scenario, texts = names.scenario, names.texts
    match event:
        case events.CoreValueCalled(seat=seat):
            value = scenario.roles[seat].core_value
            return "", {"says": in_language(value.says, texts.language, scenario.language) if value else ""}
        case events.CoreValueHonoured(taken=()):
            return "event.core_value_had_it", {}
        case events.CoreValueHonoured(taken=taken):
            given = [
                texts("event.amount", task=names.name("task", one), amount=euros) for one, euros in taken
            ]
            return "", {"amounts": ", ".join(given)}
        case events.CoreValueKept(by=by):
            return "", {"by": names.name("seat", by)}
    return "", {}


def told_of_pledge(event: events.PledgeMade, names: Names) -> tuple[str, Facts]:
    """Return the key of the line about a pledge, and what it says."""
    key = f"event.pledge_made.{event.what}"
    if not event.when:
        return key, {}
    facts = names.facts({"seat": event.seat, "task": event.task})
    pledge = names.texts(key, **facts, amount=event.amount)
    return f"event.pledge_if.{event.when}", {"pledge": pledge, "other": names.name("seat", event.of)}


def under_pledges(event: events.PledgesSettled, names: Names) -> Iterator[str]:
    """Yield what became of each pledge, and of tasks that counted on one."""
    texts = names.texts
    for seat, task, what, amount in event.held:
        facts = names.facts({"seat": seat, "task": task})
        yield texts(f"event.pledge_held.{what}", **facts, amount=amount)
    for seat, task, _ in event.fallen:
        yield texts("event.pledge_fallen", **names.facts({"seat": seat, "task": task}))
    for task in event.dropped:
        yield texts("event.pledge_dropped", task=names.name("task", task))
    for seat, task, amount in event.back:
        yield texts("event.pledge_back", **names.facts({"seat": seat, "task": task}), amount=amount)
