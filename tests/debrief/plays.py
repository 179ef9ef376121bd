"""Ended tables to look back on: bots in any mix at any of the test scenarios, with their projector's view."""

from functools import cache
from typing import Any

from hypothesis import strategies as st

from game.bots.cast import BOTS, make_bots
from game.bots.play import play_out
from game.rules.game import compile_scenario
from game.rules.state import TableState, new_table
from game.rules.views import view
from game.scenario.load import find, load
from game.scenario.model import Scenario
from tests.builders import rich_scenario, worked_example

NAMES = ("eerste-potje", "rekenvoorbeeld", "alles")


@cache
def scenario_named(name: str) -> Scenario:
    """Return one of the scenarios that are looked back on."""
    if name == "eerste-potje":
        found = load(find(name)).scenario
        assert found is not None
        return found
    return Scenario.model_validate(worked_example() if name == "rekenvoorbeeld" else rich_scenario())


def ended(name: str, bots: str = "dialogue", seed: int = 7) -> TableState:
    """Return a table that bots played to its end."""
    game = compile_scenario(scenario_named(name))
    return play_out(new_table(game, "tafel", seed), make_bots(bots, game.seats), seed)


@cache
def looked_at(name: str, bots: str = "dialogue", seed: int = 7) -> dict[str, Any]:
    """Return the projector's view of a table that bots played to its end."""
    return view(ended(name, bots, seed), "projector")


MIXES = (
    *(*BOTS, "random,noor=dialogue", "random,noor=supplier", "dialogue,nadia=silent"),
    *("supplier,nadia=dialogue", "dialogue,noor=random", "silent,joris=dialogue"),
)


@st.composite
def plays(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """Draw a scenario's name and the view of a play of it; each is played once in a run."""
    name = draw(st.sampled_from(NAMES))
    return name, looked_at(name, draw(st.sampled_from(MIXES)), draw(st.integers(0, 9)))
