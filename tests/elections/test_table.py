"""A table's ballots as an election: the same votes, whatever their form, and the same outcome."""

import pytest

from game.elections.counting import count_election
from game.elections.election import Vote
from game.elections.pabulib import read, write
from game.elections.table import VOTE_TYPES, election_of
from game.rules.actions import CastBallot, Given
from game.rules.choose import Form
from game.scenario.model import Scenario
from tests.builders import a_table, act, go_to, worked_example

K = 1000
BALLOTS: dict[Form, Given] = {
    "points": (("schuldhulp", 3), ("buurtkamer", 2)),
    "amounts": (("schuldhulp", 60 * K), ("buurtkamer", 40 * K)),
    "approval": (("schuldhulp", 1), ("buurtkamer", 1)),
    "ranking": (("schuldhulp", 2), ("buurtkamer", 1)),
}


@pytest.mark.parametrize("form", BALLOTS)
def test_the_ballots_of_a_table_are_an_election_that_is_read_again(form: Form) -> None:
    budget = {"per_round": 100 * K, "step": 5 * K, "ballot": form, "points": 5}
    scenario = Scenario.model_validate(worked_example(budget=budget))
    state = a_table(budget=budget)
    go_to(state, "fill_in")
    act(state, CastBallot("nadia", BALLOTS[form]), CastBallot("henk", BALLOTS[form]))
    election = election_of(state, scenario, "nl")
    assert (election.vote_type, election.budget) == (VOTE_TYPES[form], 100 * K)
    assert [project.id for project in election.projects] == ["schuldhulp", "regeling", "buurtkamer"]
    assert [vote.voter for vote in election.votes] == ["nadia", "henk"]
    assert read(write(election)) == election
    assert [dict(ballot) for ballot in election.ballots().given] == [dict(BALLOTS[form])] * 2
    assert count_election(election, "majority")["winners"] == ["buurtkamer", "schuldhulp"]


def test_an_order_of_liking_is_written_best_first() -> None:
    budget = {"per_round": 100 * K, "step": 5 * K, "ballot": "ranking"}
    state = a_table(budget=budget)
    go_to(state, "fill_in")
    act(state, CastBallot("henk", BALLOTS["ranking"]))
    election = election_of(state, Scenario.model_validate(worked_example(budget=budget)), "nl")
    assert election.votes == (Vote("henk", ("buurtkamer", "schuldhulp")),)
