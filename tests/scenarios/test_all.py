"""What is shipped, seen together: every mechanic is played somewhere, and nowhere are there too many."""

from typing import get_args

import pytest

from game import resources
from game.scenario.load import load
from game.scenario.model import Mechanic, Scenario

MOST_MECHANICS = 8
FOLDERS = sorted(file.parent for file in resources.scenarios().glob("*/scenario.yaml"))


def used(scenario: Scenario) -> set[str]:
    return {*scenario.mechanics}.union(*(round_.new for round_ in scenario.rounds.values()))


def scenarios() -> list[Scenario]:
    found = [load(folder).scenario for folder in FOLDERS]
    return [one for one in found if one is not None]


def test_the_scenarios_together_use_every_mechanic() -> None:
    assert len(scenarios()) >= 5
    assert set().union(*map(used, scenarios())) == set(get_args(Mechanic))


@pytest.mark.parametrize("scenario", scenarios(), ids=lambda one: one.id)
def test_no_scenario_uses_more_than_eight_and_one_is_new_in_a_round(scenario: Scenario) -> None:
    assert len(used(scenario)) <= MOST_MECHANICS
    assert all(len(round_.new) <= 1 for round_ in scenario.rounds.values())
