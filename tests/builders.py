"""Builders: scenarios and tables for tests, with sensible defaults; a test names only what matters to it."""

from collections.abc import Iterable
from typing import Any

from game.rules.actions import Action, Advance, CastBallot, Claim, SayStance
from game.rules.chance import draw
from game.rules.decide import decide
from game.rules.events import Event
from game.rules.evolve import evolve
from game.rules.game import Game, compile_scenario
from game.rules.offers import options
from game.rules.offers.dividing import lots
from game.rules.options import Option
from game.rules.proceed import proceed
from game.rules.state import ActionRefused, TableState, fork, new_table, voters
from game.scenario.load import find, load
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
    challenge: str | None, domain: str, cost: int, minimum: int, curve: str, by: int, answers: dict[str, str]
) -> dict[str, Any]:
    return {
        "name": challenge or "plicht",
        "challenge": challenge,
        "domain": domain,
        "cost": 1000 * cost,
        "minimum": 1000 * minimum,
        "curve": curve,
        "answers": answers,
        "effects": [{"add": "leefwereld", "by": by}],
    }


def rich_scenario(**changes: Any) -> dict[str, Any]:
    """Return seven seats and three rounds in which everything occurs that a scenario can hold.

    Two partners of one party, a partner of the director's party, a role without needs, a need of two roles,
    cards with thresholds, three goals (one lies below its start), trust near an end of its scale, tasks that
    nobody may own, ranges and losses, delays of 0 to 2 rounds, costs that are no whole steps, duty tasks that
    can and cannot be paid, each kind of event card, and a decision rule per round.
    """
    base: dict[str, Any] = {
        "format": 1,
        "id": "alles",
        "title": "Alles",
        "about": "Alles wat kan.",
        "theme": "zorg",
        "seats": {"min": 5, "max": 8},
        "minutes": 60,
        "budget": {"per_round": 100_000, "step": 5_000, "ballot": "points", "points": 10},
        "slots": 4,
        "turns": 4,
        "mechanics": ["instruments", "recognise", "report_back", "note", "meet"],
        "rounds": {
            1: {"name": "Een", "rule": "consent"},
            2: {"name": "Twee", "rule": "average", "new": ["forecast"]},
            3: {"name": "Drie", "rule": "majority"},
        },
        "indicators": {
            "leefwereld": {"name": "Leefwereld", "start": 30, "goal": 60},
            "schulden": {"name": "Schulden", "start": 60, "goal": 40},
            "veilig": {"name": "Veilig", "start": 97, "goal": 99},
            "lawaai": {"name": "Lawaai", "start": 2},
        },
        "domains": {
            "zorg": {"name": "Zorg", "colour": "framboos", "icon": "heart-pulse"},
            "ontmoeten": {"name": "Ontmoeten", "colour": "bordeaux", "icon": "coffee"},
            "regie": {"name": "Regie", "colour": "petrol", "icon": "shield"},
        },
        "challenges": {"een": {"name": "Een"}, "twee": {"name": "Twee"}, "drie": {"name": "Drie"}},
        "roles": _rich_roles(),
        "needs": {
            "rust": _need("zorg", 3),
            "opvang": _need("zorg", 2),
            "betekenis": _need("ontmoeten", 3),
            "vervoer": _need("ontmoeten", 1),
            "taal": _need("ontmoeten", 2),
            "vroeg": _need("zorg", 2),
            "handen": _need("ontmoeten", 2),
            "ruimte": _need("regie", 1),
            "samen-eten": _need("ontmoeten", 2) | {"chair": "empty", "says": "Alleen."},
            "eigen-plek": _need("zorg", 2) | {"chair": "empty", "says": "Vol."},
        },
        "instruments": {
            "dialoogtafel": {"name": "Dialoogtafel", "kind": "dialogue_table", "cost": 10_000, "turns": 3},
            "enquete": {
                "name": "Enquête",
                "kind": "survey",
                "cost": 5_000,
                "slots": 2,
                "finds": 2,
                "reach": ["samen-eten", "eigen-plek", "taal"],
            },
        },
        "tasks": _rich_tasks(),
        "event_cards": _rich_event_cards(),
    }
    return base | changes


def _rich_roles() -> dict[str, Any]:
    return {
        "nadia": _role("resident", trust=45, cards={"rust": 0, "opvang": 50}),
        "henk": _role("resident", trust=40, cards={"betekenis": 0, "vervoer": 0}),
        "fatima": _role("resident", trust=3, cards={"taal": 0, "rust": 0}),
        "joris": _role("partner", trust=55, cards={"vroeg": 0}, party="welzijn", capacity=1),
        "karin": _role("partner", trust=98, cards={"handen": 0}, party="welzijn"),
        "anna": _role("partner", trust=60, cards={}, party="gemeente", capacity=0),
        "noor": _role("director", patience=45, cards={"ruimte": 0}, party="gemeente"),
    }


def _rich_tasks() -> dict[str, Any]:
    answers = {"rust": "full", "vroeg": "full"}
    tasks = {
        "schuldhulp": _task("een", "zorg", 60, 30, "linear", 12, answers) | {"after_rounds": 0},
        "maatjes": _task("een", "ontmoeten", 32, 10, "linear", 9, {"betekenis": "partly", "taal": "full"}),
        "regeling": _task("een", "zorg", 50, 50, "all_or_nothing", 10, {"rust": "partly"})
        | {"existing": True, "effects": [{"add": "leefwereld", "by": [4, 14]}]},
        "buurtkamer": _task("twee", "ontmoeten", 40, 20, "diminishing", 8, {"samen-eten": "full"})
        | {"effects": [{"add": "leefwereld", "by": 8}, {"add": "veilig", "by": [2, 6]}]},
        "opvang-avond": _task("twee", "zorg", 25, 0, "linear", 9, {"opvang": "full"}) | {"after_rounds": 2},
        "wijkbus": _task("twee", "regie", 45, 45, "all_or_nothing", 5, {"vervoer": "partly"})
        | {"effects": [{"add": "leefwereld", "by": 5}, {"add": "lawaai", "by": -7}]},
        "voorlichting": _task("drie", "regie", 20, 5, "diminishing", 3, {})
        | {"owners": [], "after_rounds": 2, "effects": [{"add": "schulden", "by": -9}]},
        "sportpas": _task("drie", "ontmoeten", 20, 20, "all_or_nothing", 6, {"eigen-plek": "partly"})
        | {"existing": True, "doers": ["partner"], "from_round": 2},
        "sleutel": _task("drie", "ontmoeten", 23, 11, "linear", 7, {"eigen-plek": "full", "handen": "full"}),
        "brand": _task(None, "regie", 10, 10, "all_or_nothing", 1, {}) | {"duty": True},
        "wet": _task(None, "regie", 400, 400, "all_or_nothing", 1, {}) | {"duty": True, "from_round": 2},
    }
    tasks["schuldhulp"]["links"] = ["buurtkamer", "maatjes"]
    tasks["buurtkamer"]["links"] = ["opvang-avond", "wijkbus"]
    return tasks


def with_moves(roles: dict[str, Any]) -> dict[str, Any]:
    """Return the roles of the rich scenario with what moves need: core values that can collide, purses."""
    protects = {"nadia": "schuldhulp", "henk": "buurtkamer", "joris": "regeling", "noor": "maatjes"}
    more: dict[str, dict[str, Any]] = {
        seat: {"core_value": {"says": "Dit niet.", "protects": task}} for seat, task in protects.items()
    }
    for seat, purse in (("henk", 5_000), ("joris", 40_000), ("karin", 15_000), ("anna", 30_000)):
        more[seat] = more.get(seat, {}) | {"purse": purse}
    return {seat: role | more.get(seat, {}) for seat, role in roles.items()}


def with_looks(instruments: dict[str, Any]) -> dict[str, Any]:
    """Return the instruments of the rich scenario with those that reveal what a task really brings."""
    return instruments | {
        "experts": {"name": "Experts", "kind": "expert_pool", "cost": 15_000, "knows": ["zorg"]},
        "ervaring": {
            "name": "Ervaringsdeskundige",
            "kind": "expert_by_experience",
            "cost": 5_000,
            "finds": 1,
            "reach": ["fatima", "eigen-plek"],
        },
        "proef": {"name": "Proeftuin", "kind": "pilot", "cost": 0, "slots": 0},
    }


def yearly(tasks: dict[str, Any], *ids: str) -> dict[str, Any]:
    """Return the tasks, these of them yearly."""
    return {id_: task | ({"yearly": True} if id_ in ids else {}) for id_, task in tasks.items()}


def telling_of(card: str, task: str) -> dict[str, Any]:
    """Return the roles of the rich scenario, in which a card also tells what a task really brings."""
    roles, (role, need) = _rich_roles(), card.split("/")
    roles[role]["cards"][need] = roles[role]["cards"][need] | {"reveals": task}
    return roles


def a_template(**changes: Any) -> dict[str, Any]:
    """Return an open template with two cost classes."""
    return {
        "name": "Eigen idee",
        "domain": "ontmoeten",
        "challenge": "twee",
        "cost_classes": {
            "klein": _class(20_000, 10_000, 4),
            "groot": _class(40_000, 20_000, 9),
        },
    } | changes


def _class(cost: int, minimum: int, by: int) -> dict[str, Any]:
    effects = [{"add": "leefwereld", "by": by}]
    return {"name": "Klasse", "cost": cost, "minimum": minimum, "effects": effects}


def _rich_event_cards() -> dict[str, Any]:
    effects: dict[str, tuple[str | None, list[dict[str, Any]]]] = {
        "bezuiniging": ("leefwereld < 55", [{"cut": "budget", "percent": 13}]),
        "subsidie": (None, [{"grant": "budget", "amount": 7_500}]),
        "open-dag": (None, [{"trust": "everyone", "by": 5}, {"add": "veilig", "by": [1, 5]}]),
        "roddel": ("round >= 2", [{"trust": "fatima", "by": -9}, {"trust": "residents", "by": -2}]),
        "krant": (None, [{"patience": "council", "by": -60}]),
    }
    named = {"name": "Kaart", "says": "Er gebeurt iets."}
    return {
        id_: named | {"effects": made} | ({"when": when} if when else {})
        for id_, (when, made) in effects.items()
    }


def _role(kind: str, cards: dict[str, int], **more: Any) -> dict[str, Any]:
    told = {need: {"says": need, "tell_from_trust": trust} for need, trust in cards.items()}
    return {"kind": kind, "name": kind, "who": "Iemand", "cards": told, **more}


def _need(domain: str, weight: int) -> dict[str, Any]:
    return {"name": "Behoefte", "domain": domain, "weight": weight}


def a_rich_game(**changes: Any) -> Game:
    """Return the compiled rich scenario, with changes to its top level."""
    return compile_scenario(Scenario.model_validate(rich_scenario(**changes)))


def shipped_game(name: str) -> Game:
    """Return a compiled scenario of those that come with the product."""
    loaded = load(find(name))
    assert loaded.scenario is not None, loaded.problems
    return compile_scenario(loaded.scenario)


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


# The worked example in stories


def tasks(**changed: dict[str, Any]) -> dict[str, Any]:
    """Return the worked example's tasks for `a_table`, with changes to some and new ones."""
    return {"tasks": _changed(worked_example()["tasks"], changed)}


def roles(**changed: dict[str, Any]) -> dict[str, Any]:
    """Return the worked example's roles for `a_table`, with changes to some and new ones."""
    return {"roles": _changed(worked_example()["roles"], changed)}


def _changed(base: dict[str, Any], changed: dict[str, dict[str, Any]]) -> dict[str, Any]:
    return {id_: base.get(id_, {}) | changed.get(id_, {}) for id_ in {**base, **changed}}


def rounds(count: int, **all_: Any) -> dict[str, Any]:
    """Return so many rounds for `a_table`, each with the same fields."""
    return {"rounds": {number: {"name": str(number), **all_} for number in range(1, count + 1)}}


def go_to(
    state: TableState, place: str, round_: int | None = None, stance: str = "co_produce"
) -> list[Event]:
    """Let the facilitator press "Verder" until a phase or step, of a round, and return what happened."""
    happened: list[Event] = []
    for _ in range(80):
        if place in (state.phase, state.step) and state.round == (round_ or state.round):
            return happened
        says = state.phase == "explore" and not state.stance
        happened += act(state, SayStance("noor", stance) if says else Advance())
    raise AssertionError(f"no {place} in round {round_}, got to {state.phase}/{state.step} of {state.round}")


def divide(state: TableState, carry: bool = True, **amounts: int) -> list[Event]:
    """Let every voter give these thousands, go on to the claims, and let Joris and Noor carry it all.

    Everybody gives alike, so the plan is what they give.
    """
    happened = go_to(state, "fill_in")
    order = [lot.task for lot in lots(state)]
    given = tuple((task, 1000 * amounts[task]) for task in order if amounts.get(task))
    happened += act(state, *(CastBallot(seat, given) for seat in voters(state)))
    happened += go_to(state, "claim")
    parts = (("doer", "joris"), ("owner", "noor")) if carry else ()
    return happened + act(state, *(Claim(seat, task, part) for task, _ in given for part, seat in parts))


def changes_of(events: Iterable[Event], kind: str) -> list[tuple[str, str, int]]:
    """Return what these events changed by causes of this kind: what, of whom, by how much."""
    found = [change for event in events for change in getattr(event, "changes", ())]
    return [(change.what, change.of, change.amount) for change in found if change.cause.kind == kind]


def refusal(state: TableState, action: Action, moment: int | None = None) -> str:
    """Return the code an action is refused with; it fails when the action is taken."""
    before = fork(state)
    try:
        decide(state, action, moment)
    except ActionRefused as refused:
        assert state == before
        return refused.code
    raise AssertionError(f"{action} was taken")
