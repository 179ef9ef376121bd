"""Words: which texts of a scenario an observer may read by now, for a client that is somewhere else.

A view holds ids and numbers, and whoever shows it adds texts. On this computer that is the whole scenario. A
client elsewhere gets `public`, the same for everybody and without a secret, and in its view the parts
`words` (what everybody knows by now) and `own_words` (a seat's own). `with_words` puts them together.
"""

from collections.abc import Mapping
from typing import Any

from game.scenario.model import Card, CoreValue, EventCard, Need, Role, Scenario
from game.session.session import Session

WORDS, OWN_WORDS = "words", "own_words"

_PARTS_OF_WORDS = frozenset(
    ("cards", "chair", "event", "core_values", "pockets", "task:", "revealed", "table")
)


def public(scenario: Scenario) -> dict[str, Any]:
    """Return what anybody may know of a scenario before it is played, as JSON that reads as a scenario.

    No cards, no needs, no core values, no briefs, no event cards; of a task not which needs it answers,
    what it is tied to, or that it is a lure.
    """
    roles = {id_: _bare(role) for id_, role in scenario.roles.items()}
    tasks = {
        id_: task.model_copy(update={"answers": {}, "links": [], "lure": False, "about": task.about})
        for id_, task in scenario.tasks.items()
    }
    instruments = {
        id_: one.model_copy(update={"reach": [], "knows": []}) for id_, one in scenario.instruments.items()
    }
    told = scenario.model_copy(
        update={
            "roles": roles,
            "tasks": tasks,
            "needs": {},
            "event_cards": {},
            "instruments": instruments,
        }
    )
    return told.model_dump(mode="json", exclude_unset=False)


def _bare(role: Role) -> Role:
    return role.model_copy(update={"cards": {}, "core_value": None, "brief": None})


def changes_words(touched: frozenset[str]) -> bool:
    """Tell whether events that touched these parts may have made more known to all."""
    return bool(touched & _PARTS_OF_WORDS)


def words(session: Session) -> dict[str, Any]:
    """Return the texts that everybody knows by now.

    `{cards {id: card}, needs {id: need}, answers {task: {need: "full"|"partly"}}, event_cards {id: card},
    core_values {seat: value}}`, each as in the scenario; of an event card no condition.
    """
    scenario, table = session.played.scenario, session.state.table
    told = [*table.told]
    if table.ended:
        told = [f"{role}/{need}" for role, one in scenario.roles.items() for need in one.cards]
    cards = {id_: card for id_ in told if (card := _card(scenario, id_))}
    needs = scenario.needs if table.ended else {*(id_.partition("/")[2] for id_ in told), *table.found}
    drawn = {*table.cards_drawn, *([table.event_card] if table.event_card else [])}
    said = scenario.roles if table.ended else table.values_said
    answers = {
        id_: {need: how for need, how in task.answers.items() if need in needs}
        for id_, task in scenario.tasks.items()
    }
    return {
        "cards": {id_: card.model_dump(mode="json") for id_, card in cards.items()},
        "needs": _dumped(scenario.needs, needs),
        "answers": {id_: found for id_, found in answers.items() if found},
        "event_cards": {
            id_: scenario.event_cards[id_].model_copy(update={"when": None}).model_dump(mode="json")
            for id_ in sorted(drawn & scenario.event_cards.keys())
        },
        "core_values": _core_values(scenario, said),
    }


def own_words(session: Session, seat: str) -> dict[str, Any]:
    """Return the texts that a seat knows besides: its brief, its cards with their needs, its core value."""
    scenario = session.played.scenario
    role = scenario.roles.get(seat)
    if role is None:
        return {}
    return {
        "cards": {f"{seat}/{need}": card.model_dump(mode="json") for need, card in role.cards.items()},
        "needs": _dumped(scenario.needs, role.cards),
        "core_values": _core_values(scenario, [seat]),
        "brief": role.brief,
    }


def with_words(scenario: Scenario, seat: str | None, *known: Mapping[str, Any] | None) -> Scenario:
    """Return a public scenario with what is known by now put where the whole one has it.

    Args:
        scenario: The scenario, as `public` gives it.
        seat: Whose `brief` it is, if there is one.
        known: The parts `words` and `own_words`; what is not there is passed over.
    """
    cards: dict[str, dict[str, Card]] = {}
    needs, events, values = dict(scenario.needs), dict(scenario.event_cards), dict[str, CoreValue]()
    tasks, briefs = dict(scenario.tasks), dict[str, Any]()
    for told in filter(None, known):
        for id_, card in told.get("cards", {}).items():
            role, _, need = id_.partition("/")
            cards.setdefault(role, {})[need] = Card.model_validate(card)
        needs |= {id_: Need.model_validate(one) for id_, one in told.get("needs", {}).items()}
        events |= {id_: EventCard.model_validate(one) for id_, one in told.get("event_cards", {}).items()}
        values |= {id_: CoreValue.model_validate(one) for id_, one in told.get("core_values", {}).items()}
        for id_, answers in told.get("answers", {}).items():
            tasks[id_] = tasks[id_].model_copy(update={"answers": answers})
        if seat and told.get("brief"):
            briefs[seat] = told["brief"]
    roles = {
        id_: role.model_copy(
            update={"cards": cards.get(id_, {}), "core_value": values.get(id_), "brief": briefs.get(id_)}
        )
        for id_, role in scenario.roles.items()
    }
    update = {"roles": roles, "needs": needs, "event_cards": events, "tasks": tasks}
    return scenario.model_copy(update=update)


def _card(scenario: Scenario, id_: str) -> Card | None:
    role, _, need = id_.partition("/")
    return scenario.roles[role].cards.get(need) if role in scenario.roles else None


def _core_values(scenario: Scenario, seats: Any) -> dict[str, Any]:
    return {
        seat: value.model_dump(mode="json")
        for seat in seats
        if seat in scenario.roles and (value := scenario.roles[seat].core_value)
    }


def _dumped(models: Mapping[str, Any], ids: Any) -> dict[str, Any]:
    return {id_: models[id_].model_dump(mode="json") for id_ in models if id_ in ids}
