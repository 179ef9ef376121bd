"""Findings: a flaw planted in any scenario is found at its line, and no scenario has one of its own.

`make test` plays few games of each; `make balance` plays the same scenarios in full.
"""

from pathlib import Path

import pytest

from game import resources
from game.balance.findings.finding import Evidence
from game.balance.findings.looks import FLAWS
from game.balance.findings.places import Places
from game.balance.playing import Plays
from game.session.scenario import played_from
from tests.balance.planted import (
    FOLDERS,
    Plant,
    director_whose_ballot_never_counts,
    event_that_cannot_happen,
    free_task_that_fixes_everything,
    goal_everybody_reaches,
    planted,
    roles_whose_ballot_never_counts,
)

FIRST = resources.scenarios() / "eerste-potje"

FEW = range(1, 3)
"""Seeds; every strategy plays each."""

MANY = range(101, 131)

ALL_BUT_DIRECTOR: tuple[Plant, ...] = (
    free_task_that_fixes_everything,
    event_that_cannot_happen,
    goal_everybody_reaches,
    roles_whose_ballot_never_counts,
)

every_scenario = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


def flaws_in(folder: Path, seeds: range = FEW) -> set[tuple[str, int]]:
    """Return the flaws that are found, and at which line."""
    played = played_from(folder)
    with Plays(played, 1, None, lambda _: None).working() as plays:
        evidence = Evidence(plays, seeds)
        plays.play(plays.missing(evidence.lines(), seeds))
        places = Places(played, "scenario.yaml")
        told = [places.told(finding) for look in FLAWS for finding in look(evidence)]
    assert all(one["flaw"] and one["sentence"].keys() == {"nl", "en"} for one in told)
    return {(one["kind"], one["line"]) for one in told}


@every_scenario
def test_no_flaw_is_found_in_a_scenario_of_the_game(folder: Path) -> None:
    assert flaws_in(folder) == set()


@every_scenario
def test_every_planted_flaw_is_found_at_its_line(folder: Path, tmp_path: Path) -> None:
    expected = planted(folder, ALL_BUT_DIRECTOR, tmp_path / "copy")
    assert flaws_in(tmp_path / "copy") == expected


@pytest.mark.balance
@every_scenario
@pytest.mark.parametrize("plants", [ALL_BUT_DIRECTOR, (director_whose_ballot_never_counts,)])
def test_every_planted_flaw_is_found_in_many_plays_too(
    folder: Path, plants: tuple[Plant, ...], tmp_path: Path
) -> None:
    expected = planted(folder, plants, tmp_path / "copy")
    assert flaws_in(tmp_path / "copy", MANY) == expected


@pytest.mark.balance
@every_scenario
def test_no_flaw_is_found_in_many_plays_either(folder: Path) -> None:
    assert flaws_in(folder, MANY) == set()


@pytest.mark.parametrize(
    "plant",
    [
        free_task_that_fixes_everything,
        event_that_cannot_happen,
        goal_everybody_reaches,
        director_whose_ballot_never_counts,
    ],
)
def test_a_flaw_by_itself_is_the_only_one_that_is_found(plant: Plant, tmp_path: Path) -> None:
    expected = planted(FIRST, (plant,), tmp_path / "copy")
    assert flaws_in(tmp_path / "copy") == expected
