"""Plays: tables played to the end by luck alone, so that properties meet what no story thinks of.

A walk folds one event at a time and hands over each, with the state as it is just after it.
"""

from collections.abc import Callable, Iterator
from functools import cache

from hypothesis import strategies as st

from game.rules.actions import Action, Advance, SayStance
from game.rules.chance import draw
from game.rules.decide import decide
from game.rules.events import Event
from game.rules.evolve import evolve
from game.rules.game import Game
from game.rules.offers import options
from game.rules.options import Draw
from game.rules.proceed import proceed
from game.rules.state import TableState, new_table
from tests.builders import (
    a_game,
    a_rich_game,
    a_template,
    rich_scenario,
    shipped_game,
    telling_of,
    with_looks,
    with_moves,
    yearly,
)

FACILITATOR = "facilitator"
MOST_ACTIONS = 4_000
MOST_GROUPS = 200
"""More groups of consequences than one action can have: then the rules go round in a circle."""

GAMES: dict[str, Callable[[], Game]] = {
    "worked example": a_game,
    "eerste-potje": lambda: shipped_game("eerste-potje"),
    "rich, in points": a_rich_game,
    "rich, in amounts": lambda: a_rich_game(
        budget={"per_round": 90_000, "step": 4_000, "ballot": "amounts"},
        figures={"fit_floor": 40, "wording_bonus": 25, "cross_percent": 11, "over_asked": -9},
        rounds={1: {"name": "Een", "rule": "director"}, 2: {"name": "Twee", "rule": "consent"}},
        mechanics=["instruments", "recognise", "report_back", "note", "meet", "forecast"],
    ),
    "opened by an envelope": lambda: a_game(
        opening={"tasks": ["schuldhulp", "buurtkamer", "regeling"], "seconds": 60}
    ),
    "with every move": lambda: a_rich_game(
        mechanics=["instruments", "recognise", "meet", "core_values", "pledges", "condition"],
        rounds={
            1: {"name": "Een", "rule": "consensus"},
            2: {"name": "Twee", "rule": "average", "new": ["own_idea", "take_over"]},
            3: {"name": "Drie", "rule": "consent"},
        },
        roles=with_moves(rich_scenario()["roles"]),
        templates={"idee": a_template(), "losse": a_template(challenge=None, answers="partly")},
    ),
    "with something to pay again": lambda: a_rich_game(
        mechanics=["instruments", "meet", "pledges", "take_over", "upkeep", "topping_up"],
        tasks=yearly(rich_scenario()["tasks"], "schuldhulp", "regeling", "sportpas"),
        roles=with_moves(rich_scenario()["roles"]),
    ),
    "with something to reveal": lambda: a_rich_game(
        instruments=with_looks(rich_scenario()["instruments"]),
        roles=telling_of("joris/vroeg", "regeling"),
        slots=9,
    ),
    "with every promise": lambda: a_rich_game(
        mechanics=["instruments", "recognise", "sealed_plan", "step_back", "delivery", "felt_trust"],
        stances=["consult", "advise", "let_go", "co_produce"],
        figures={"recognised": 9, "kept_consult": 9, "kept_advise": 9, "broken": -3},
        rounds={
            1: {"name": "Een", "rule": "average", "new": ["change_rule"]},
            2: {"name": "Twee"},
            3: {"name": "Drie", "rule": "consent"},
        },
    ),
    "without the extras": lambda: a_rich_game(
        mechanics=[],
        event_cards={},
        stances=["co_produce"],
        slots=0,
        phases=["dialogue", "divide", "carry_out"],
    ),
}


@cache
def game_named(name: str) -> Game:
    """Return one of the games that properties play."""
    return GAMES[name]()


names = st.sampled_from(tuple(GAMES))
lucks = st.integers(0, 10**6)


def luck_of(seed: int, turn: int) -> Draw:
    """Return chance for one turn of a play; another seed is another play."""

    def chance(subject: str, sides: int) -> int:
        return draw(seed, "walk", subject, turn, sides)

    return chance


def follow(state: TableState) -> Iterator[Event]:
    """Fold what follows by itself, event after event."""
    for _ in range(MOST_GROUPS):
        group = proceed(state)
        if not group:
            return
        for event in group:
            evolve(state, event)
            yield event
    raise AssertionError(f"goes on for ever in {state.phase}/{state.step} of round {state.round}")


def happen(state: TableState, action: Action) -> Iterator[Event]:
    """Fold an action and what follows, event after event."""
    for event in decide(state, action):
        evolve(state, event)
        yield event
    yield from follow(state)


def pick(state: TableState, chance: Draw) -> Action:
    """Return an allowed action: mostly of a seat, now and then the facilitator's "Verder"."""
    hurry = draw(state.seed, "hurry", "", state.round, 3) * 6 + 4
    seats = state.game.seats
    first = chance("actor", len(seats))
    actors = [*seats[first:], *seats[:first]]
    if chance("facilitator", hurry) == 0:
        actors.insert(0, FACILITATOR)
    for actor in [*actors, FACILITATOR]:
        offered = [option for option in options(state, actor) if not option.closed]
        tries = [offered[chance(f"option:{turn}", len(offered))] for turn in range(4)] if offered else []
        # Ready, and taking back, are always at hand; without more tries a play is little else.
        for option in sorted(tries, key=lambda one: one.kind in ("ready", "withdraw", "change_plan")):
            return option.sample(chance)
    raise AssertionError(f"nobody can do anything in {state.phase}/{state.step} of round {state.round}")


def walk(
    state: TableState, luck: int, seen: Callable[[Action], None] = lambda _: None, most: int = MOST_ACTIONS
) -> Iterator[Event]:
    """Play a table by luck to its end, or for `most` actions; `seen` hears each action before it happens."""
    yield from follow(state)
    for turn in range(most):
        if state.ended:
            return
        action = pick(state, luck_of(luck, turn))
        seen(action)
        yield from happen(state, action)
    assert most < MOST_ACTIONS, f"no end after {most} actions, in {state.phase}/{state.step}"


def played(game: Game, luck: int, most: int = MOST_ACTIONS) -> tuple[TableState, list[Event]]:
    """Return a table after a play by luck, and all that happened."""
    state = new_table(game, "tafel", luck)
    return state, list(walk(state, luck, most=most))


def finish(state: TableState) -> list[Event]:
    """Go on to the end as fast as a facilitator can."""
    happened = list(follow(state))
    for _ in range(20 * len(state.game.rounds)):
        if state.ended:
            return happened
        says = not state.stance and state.phase == "explore" and state.game.director
        stance = state.game.stances[0]
        happened += happen(state, SayStance(str(state.game.director), stance) if says else Advance())
    raise AssertionError(f"no end in sight from {state.phase}/{state.step} of round {state.round}")
