"""Builders: scenarios and tables for tests, with sensible defaults; a test names only what matters to it."""

from collections.abc import Iterable
from typing import Any

from game.rules.actions import Action
from game.rules.chance import draw
from game.rules.decide import decide
from game.rules.events import Event
from game.rules.evolve import evolve
from game.rules.game import Game, compile_scenario
from game.rules.offers import options
from game.rules.options import Option
from game.rules.proceed import proceed
from game.rules.state import TableState, new_table
from game.scenario.model import Scenario


def worked_example(**changes: Any) -> dict[str, Any]:
    """Return the worked example of the rules as a scenario mapping: three tasks, four seats, one round."""
    thousand = 1000
    base: dict[str, Any] = {
        "format": 1,
        "id": "rekenvoorbeeld",
        "title": "Rekenvoorbeeld",
        "about": "Drie taken en een pot.",
        "theme": "zorg",
        "seats": {"min": 4, "max": 4},
        "minutes": 20,
        "budget": {"per_round": 100 * thousand, "step": 5 * thousand, "ballot": "amounts"},
        "mechanics": ["instruments", "recognise", "report_back", "note", "meet"],
        "rounds": {1: {"name": "Een"}},
        "figures": {"after_rounds": 0},
        "indicators": {"leefwereld": {"name": "Leefwereld", "start": 30, "goal": 60}},
        "domains": {
            "zorg": {"name": "Zorg", "colour": "framboos", "icon": "heart-pulse"},
            "ontmoeten": {"name": "Ontmoeten", "colour": "bordeaux", "icon": "coffee"},
        },
        "challenges": {"een": {"name": "Een"}, "twee": {"name": "Twee"}},
        "roles": {
            "nadia": {
                "kind": "resident",
                "name": "Nadia",
                "who": "Inwoner",
                "trust": 45,
                "cards": {"rust": {"says": "Rust."}, "opvang": {"says": "Opvang."}},
            },
            "henk": {
                "kind": "resident",
                "name": "Henk",
                "who": "Inwoner",
                "trust": 40,
                "cards": {"betekenis": {"says": "Betekenis."}, "vervoer": {"says": "Vervoer."}},
            },
            "joris": {
                "kind": "partner",
                "name": "Joris",
                "who": "Schuldhulp",
                "trust": 55,
                "cards": {"vroeg": {"says": "Vroeg."}},
            },
            "noor": {"kind": "director", "name": "Noor", "who": "Procesregisseur", "patience": 45},
        },
        "needs": {
            "rust": {"name": "Rust", "domain": "zorg", "weight": 3},
            "opvang": {"name": "Opvang", "domain": "zorg", "weight": 2},
            "betekenis": {"name": "Betekenis", "domain": "ontmoeten", "weight": 3},
            "vervoer": {"name": "Vervoer", "domain": "ontmoeten", "weight": 1},
            "vroeg": {"name": "Vroeg", "domain": "zorg", "weight": 2},
        },
        "instruments": {
            "dialoogtafel": {
                "name": "Dialoogtafel",
                "kind": "dialogue_table",
                "cost": 10 * thousand,
                "turns": 3,
            }
        },
        "tasks": {
            "schuldhulp": _task("een", "zorg", 60, 30, "linear", 12, {"rust": "full", "vroeg": "full"}),
            "buurtkamer": _task(
                "twee", "ontmoeten", 40, 20, "diminishing", 8, {"betekenis": "full", "opvang": "partly"}
            ),
            "regeling": _task("een", "zorg", 50, 50, "all_or_nothing", 10, {"rust": "partly"})
            | {"existing": True},
        },
    }
    base["tasks"]["schuldhulp"]["links"] = ["buurtkamer"]
    return base | changes


def _task(
    challenge: str, domain: str, cost: int, minimum: int, curve: str, by: int, answers: dict[str, str]
) -> dict[str, Any]:
    return {
        "name": challenge,
        "challenge": challenge,
        "domain": domain,
        "cost": 1000 * cost,
        "minimum": 1000 * minimum,
        "curve": curve,
        "answers": answers,
        "effects": [{"add": "leefwereld", "by": by}],
    }


def a_game(**changes: Any) -> Game:
    """Return a compiled game: the worked example, with changes to its top level."""
    return compile_scenario(Scenario.model_validate(worked_example(**changes)))


def a_table(game: Game | None = None, seed: int = 7, **changes: Any) -> TableState:
    """Return a table at the start of its first phase."""
    state = new_table(game or a_game(**changes), "tafel", seed)
    settle(state)
    return state


def settle(state: TableState) -> list[Event]:
    """Fold all that follows by itself and return it."""
    happened: list[Event] = []
    while group := proceed(state):
        for event in group:
            evolve(state, event)
        happened += group
    return happened


def act(state: TableState, *actions: Action) -> list[Event]:
    """Let actions happen one after another, each with all that follows, and return the events."""
    happened: list[Event] = []
    for action in actions:
        for event in decide(state, action):
            evolve(state, event)
            happened.append(event)
        happened += settle(state)
    return happened


def open_options(state: TableState) -> list[Option]:
    """Return every open option of every seat and of the facilitator."""
    actors: Iterable[str] = (*state.game.seats, "facilitator")
    return [option for actor in actors for option in options(state, actor) if not option.closed]


def random_action(state: TableState, seed: int, turn: int) -> Action | None:
    """Return one allowed action drawn from all open options, or None when nobody can do anything."""
    offered = open_options(state)
    if not offered:
        return None

    def chance(subject: str, sides: int) -> int:
        return draw(seed, f"play:{turn}", subject, state.moment, sides)

    return offered[chance("option", len(offered))].sample(chance)
