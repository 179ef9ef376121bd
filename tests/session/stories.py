"""Sessions to test with: the worked example of the rules, stepped by hand or played by chance."""

from typing import Any

import yaml

from game.rules.chance import draw
from game.session.memory import MemoryStore
from game.session.observing import Watcher
from game.session.scenario import Played, played
from game.session.session import FACILITATOR, Session
from game.session.stepper import Stepper
from game.session.store import Store
from game.session.wire import Accepted, Refused
from tests.builders import worked_example

SEATS = ("nadia", "henk", "joris", "noor")


def a_played(**changes: Any) -> Played:
    """Return the worked example as it would be played, with changes to its top level."""
    text = yaml.safe_dump(worked_example(**changes), allow_unicode=True, sort_keys=False)
    return played({"scenario.yaml": text.encode()})


def two_rounds(**changes: Any) -> Played:
    """Return the worked example over two rounds, the second by consent, with a forecast."""
    rounds = {1: {"name": "Een"}, 2: {"name": "Twee", "rule": "consent", "new": ["forecast"]}}
    return a_played(rounds=rounds, **changes)


def a_stepper(store: Store | None = None, scenario: Played | None = None, seed: int = 7) -> Stepper:
    """Return a session named `avond` that has just begun."""
    return Stepper.begin(store or MemoryStore(), "avond", scenario or a_played(), seed)


def accepted(stepper: Stepper, actor: str, kind: str, **body: Any) -> int:
    """Order something that must be accepted, and return the number of the last record."""
    reply = stepper.order(actor, kind, **body)
    assert isinstance(reply, Accepted), reply
    return reply.seq


def refused(stepper: Stepper, actor: str, kind: str, **body: Any) -> str:
    """Order something that must be refused, and return the code."""
    reply = stepper.order(actor, kind, **body)
    assert isinstance(reply, Refused), reply
    return reply.code


def to_dialogue(stepper: Stepper) -> None:
    """Play on to the dialogue of the first round, made together."""
    accepted(stepper, "seat:noor", "say_stance", stance="co_produce")


def a_random_order(stepper: Stepper, seed: int, turn: int) -> tuple[str, str, dict[str, Any]] | None:
    """Return an actor, a kind and a body drawn from what is offered; None when nothing is."""
    return a_random_move(stepper.session, seed, turn)


def a_random_move(session: Session, seed: int, turn: int) -> tuple[str, str, dict[str, Any]] | None:
    """Return an actor, a kind and a body drawn from what is offered in the views; None when nothing is."""

    def chance(what: str, sides: int) -> int:
        return draw(seed, what, "test", turn, sides)

    offered = [
        (observer, option)
        for observer in (*(f"seat:{seat}" for seat in session.state.seats), FACILITATOR)
        for option in Watcher(observer).view(session).parts["options"]
        if "closed" not in option
    ]
    if not offered:
        return None
    actor, option = offered[chance("option", len(offered))]
    body = {field["name"]: drawn(field, chance) for field in option["fields"]}
    return actor, option["kind"], body


def drawn(field: dict[str, Any], chance: Any) -> Any:
    """Return a value drawn for a field as a view describes it."""
    name = field["name"]
    match field["type"]:
        case "fixed":
            return field["value"]
        case "one_of":
            return field["ids"][chance(name, len(field["ids"]))]
        case "some":
            return [id_ for id_ in field["ids"] if chance(f"{name}:{id_}", 3) == 0]
        case "number":
            steps = (field["high"] - field["low"]) // field["step"]
            return field["low"] + field["step"] * chance(name, steps + 1)
        case "shares":
            left, given = field["total"], []
            for id_, cap in field["caps"].items():
                most = min(cap, left) // field["step"]
                amount = field["step"] * chance(f"{name}:{id_}", most + 1)
                left -= amount
                given += [[id_, amount]] if amount else []
            return given
        case "ticks":
            return [[id_, 1] for id_ in field["ids"] if chance(f"{name}:{id_}", 2)]
        case "ranking":
            places = {id_: place for place, id_ in enumerate(reversed(field["ids"]), 1)}
            return [[id_, places[id_]] for id_ in field["ids"]]
        case "typed":
            return "Wij willen rust in huis ☂"[: chance(name, 20)]
    raise AssertionError(field)


def play_by_chance(stepper: Stepper, seed: int, turns: int) -> None:
    """Play a number of drawn moves, fewer when the table ends first."""
    for turn in range(turns):
        move = a_random_order(stepper, seed, turn)
        if move is None:
            return
        actor, kind, body = move
        accepted(stepper, actor, kind, **body)
