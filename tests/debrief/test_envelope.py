"""The envelope beside what was played: every euro of both plans, and effects counted once."""

import pytest

from game.debrief.envelope import compared, first_effects, total
from game.rules.actions import Advance, CastBallot, SayStance, SealEnvelope
from game.rules.state import TableState, new_table
from game.rules.views import view
from tests.builders import a_game, act, settle

K = 1000
OPENING = {"tasks": ["schuldhulp", "buurtkamer", "regeling"], "seconds": 60}
SEALED = (("schuldhulp", 50 * K), ("buurtkamer", 10 * K), ("regeling", 40 * K))


def a_table() -> TableState:
    state = new_table(a_game(opening=OPENING), "tafel", 7)
    settle(state)
    return state


def played(state: TableState) -> TableState:
    """Let the director put all on the scheme, and go on to the end."""
    act(state, SayStance("noor", "decide"))
    while not state.ended:
        if state.phase == "divide" and state.step == "fill_in" and not state.ballots:
            act(state, CastBallot("noor", (("regeling", 50 * K),)))
        else:
            act(state, Advance())
    return state


def test_without_an_envelope_nothing_is_compared() -> None:
    state = a_table()
    act(state, Advance())
    assert compared(view(played(state), "projector")) == ()


def test_nothing_is_compared_before_the_end() -> None:
    state = a_table()
    act(state, SealEnvelope(SEALED))
    assert compared(view(state, "projector")) == ()


def test_both_plans_stand_beside_each_other_to_the_last_euro() -> None:
    state = a_table()
    act(state, SealEnvelope(SEALED))
    parts = view(played(state), "projector")
    rows = compared(parts)
    assert {row.task: row.envelope.euros for row in rows} == dict(SEALED)
    plans = parts["plans"]
    assert isinstance(plans, dict)
    assert {row.task: row.played.euros for row in rows if row.played.euros} == plans["1"]["amounts"]


def test_the_sums_are_those_of_the_rows() -> None:
    state = a_table()
    act(state, SealEnvelope(SEALED))
    rows = compared(view(played(state), "projector"))
    # of the envelope only schuldhulp reaches its minimum: 12.0 × 0.83 × 0.60
    assert total(rows, "leefwereld")[0] == 60
    assert total(rows, "leefwereld")[1] == sum(row.played.effects.get("leefwereld", 0) for row in rows)
    assert total(rows, "nergens") == (0, 0)


@pytest.mark.parametrize(("rounds", "expected"), [({1: [30]}, 30), ({1: [], 2: [30], 3: [20]}, 30), ({}, 0)])
def test_only_the_first_landing_of_a_task_counts(rounds: dict[int, list[int]], expected: int) -> None:
    parts = {
        f"causes:{number}": [
            {
                "what": "indicator",
                "of": "leefwereld",
                "amount": amount,
                "cause": {"kind": "task", "ids": ["x"]},
            }
            for amount in amounts
        ]
        for number, amounts in rounds.items()
    }
    assert first_effects(parts, "x").get("leefwereld", 0) == expected
    assert first_effects(parts, "y") == {}
