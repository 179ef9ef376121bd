"""Promises on paper: who gives a ballot, what binds, what is kept and broken; and what nobody sees."""

from typing import Any

import pytest

from game.rules.actions import Action, CastBallot, FeelTrust, ProposeRule, SayStance, SealPlan
from game.rules.offers import options_of
from game.rules.promises import is_decided_before
from game.rules.state import TableState, fork, rule_now, voters
from game.rules.views import observers, part, view
from tests.builders import a_table, act, go_to

K = 1000
ALL = ["decide", "consult", "advise", "let_go", "co_produce"]


def said(stance: str, **changes: Any) -> TableState:
    """Return a table on which the director said this stance."""
    return do(a_table(stances=ALL, **changes), SayStance("noor", stance))


def do(state: TableState, *actions: Action) -> TableState:
    """Return a copy of the table on which this was done."""
    copied = fork(state)
    act(copied, *actions)
    return copied


def gone(state: TableState, place: str) -> TableState:
    """Return a copy of the table that "Verder" brought to a phase or step."""
    copied = fork(state)
    go_to(copied, place)
    return copied


@pytest.mark.parametrize(
    ("stance", "ballots", "binds", "slots"),
    [
        ("decide", ["noor"], "director", 0),
        ("consult", ["nadia", "henk", "joris"], "director", 0),
        ("advise", ["nadia", "henk", "joris", "noor"], "average", 0),
        ("let_go", ["nadia", "henk", "joris"], "average", 0),
        ("co_produce", ["nadia", "henk", "joris", "noor"], "average", 1),
    ],
)
def test_a_stance_says_who_gives_a_ballot_what_binds_and_what_it_takes(
    stance: str, ballots: list[str], binds: str, slots: int
) -> None:
    state = said(stance)
    assert list(voters(state)) == ballots
    assert rule_now(state) == binds
    assert state.slots_left == state.game.slots - slots


def test_a_director_that_consults_gives_its_ballot_last_and_the_table_waits_for_it() -> None:
    state = gone(said("consult"), "fill_in")
    assert not options_of(state, "noor", "cast_ballot")
    for seat in ("nadia", "henk", "joris"):
        state = do(state, CastBallot(seat, (("schuldhulp", 60 * K),)))
    assert state.step == "reveal"
    [option] = options_of(state, "noor", "cast_ballot")
    assert not option.closed
    assert not option.again
    state = do(state, CastBallot("noor", (("schuldhulp", 30 * K),)))
    assert state.amounts["noor"] == {"schuldhulp": 30 * K}
    assert "noor" not in state.changed
    assert options_of(state, "noor", "cast_ballot")[0].again


def test_what_is_let_go_lands_a_round_later_but_a_duty_does_not() -> None:
    later = {}
    for stance in ("co_produce", "let_go"):
        state = gone(said(stance), "fill_in")
        for seat in voters(state):
            state = do(state, CastBallot(seat, (("schuldhulp", 60 * K),)))
        state = gone(state, "claim")
        state.doers["schuldhulp"] = "joris"
        later[stance] = gone(state, "carry_out").running["schuldhulp"].lands
    assert later["let_go"] == later["co_produce"] + 1


def test_nobody_but_the_director_sees_a_sealed_plan_before_the_end() -> None:
    one, other = (
        do(said("consult", mechanics=["sealed_plan"]), SealPlan("noor", given))
        for given in ((("schuldhulp", 5),), (("regeling", 5),))
    )
    for observer in observers(one):
        if observer == "seat:noor":
            assert view(one, observer) != view(other, observer)
        else:
            assert view(one, observer) == view(other, observer)


def test_a_plan_is_sealed_after_the_stance_and_over_tasks_that_can_still_come() -> None:
    before = a_table(stances=ALL, mechanics=["sealed_plan"])
    [option] = options_of(before, "noor", "seal_plan")
    assert option.closed == "stance-missing"
    [option] = options_of(do(before, SayStance("noor", "advise")), "noor", "seal_plan")
    assert not option.closed
    assert not options_of(before, "nadia", "seal_plan")


@pytest.mark.parametrize(
    ("sealed", "paid", "open_cards", "is_before"),
    [
        ({"schuldhulp": 1}, {"schuldhulp": 60 * K}, ["henk/vervoer"], True),
        ({"schuldhulp": 4, "buurtkamer": 1}, {"schuldhulp": 60 * K}, ["henk/vervoer"], False),
        ({"schuldhulp": 1}, {"schuldhulp": 60 * K, "regeling": 40 * K}, ["henk/vervoer"], False),
        ({"schuldhulp": 1}, {"schuldhulp": 60 * K}, [], False),
        ({}, {}, ["henk/vervoer"], False),
    ],
)
def test_it_was_decided_before_when_the_same_tasks_get_money_and_a_card_stays_open(
    sealed: dict[str, int], paid: dict[str, int], open_cards: list[str], is_before: bool
) -> None:
    state = gone(said("advise", mechanics=["sealed_plan"]), "claim")
    assert state.plan is not None
    state.sealed[1], state.plan.amounts = sealed, paid
    assert is_decided_before(state, open_cards) is is_before


def test_a_rule_is_proposed_once_a_round_and_not_in_the_last() -> None:
    two = {1: {"name": "1"}, 2: {"name": "2"}}
    state = gone(said("decide", mechanics=["change_rule"], rounds=two), "reflect")
    state = do(state, ProposeRule("nadia", "majority"))
    [option] = options_of(state, "henk", "propose_rule")
    assert option.closed == "rule-proposed"
    last = gone(said("decide", mechanics=["change_rule"]), "reflect")
    assert not options_of(last, "henk", "propose_rule")


def test_felt_trust_changes_nothing_that_the_model_counts() -> None:
    state = gone(said("decide", mechanics=["felt_trust"]), "reflect")
    felt = do(state, FeelTrust("henk", 10))
    assert felt.trust == state.trust
    before, after = (part(one, "projector", "seat:henk") for one in (state, felt))
    assert isinstance(before, dict)
    assert after == {**before, "felt": 10}
    assert not options_of(state, "noor", "feel_trust")
