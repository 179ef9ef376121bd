"""Phases: a scenario may leave some out or put them in another order, and the table still gets to its end."""

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.actions import Claim, UseInstrument
from game.rules.events import BeatStarted, PhaseStarted, RoundSettled
from game.rules.state import new_table
from tests.builders import a_game, a_rich_game, a_table, act, divide, go_to, refusal, rounds
from tests.rules.plays import finish, lucks, walk

K = 1000
PHASES = ("explore", "dialogue", "frame", "divide", "carry_out", "reflect")


def test_the_phases_of_a_round_come_in_the_order_of_the_scenario() -> None:
    state = a_table(phases=["dialogue", "explore", "reflect"])
    happened = [PhaseStarted("dialogue", 1), *finish(state)]
    assert [event.phase for event in happened if isinstance(event, PhaseStarted)] == [
        "dialogue", "explore", "reflect",
    ]  # fmt: skip


def test_a_round_may_have_phases_of_its_own() -> None:
    state = a_table(rounds={1: {"name": "Een", "phases": ["explore"]}, 2: {"name": "Twee"}})
    happened = finish(state)
    assert [event.phase for event in happened if isinstance(event, PhaseStarted)] == list(PHASES)
    assert [event.round for event in happened if isinstance(event, RoundSettled)] == [1, 2]


def test_a_clock_starts_with_each_beat_for_as_long_as_the_scenario_says() -> None:
    state = new_table(a_game(beats={"ask": 1, "choose": 2, "look": 3}), "tafel", 7)
    happened = finish(state)
    clocks = [(event.beat, event.limit_seconds) for event in happened if isinstance(event, BeatStarted)]
    assert clocks == [("ask", 60), ("choose", 120), ("look", 180)]


def test_a_round_of_one_phase_starts_its_clock_anew() -> None:
    happened = finish(new_table(a_game(phases=["dialogue"], **rounds(3)), "tafel", 7))
    assert [event.beat for event in happened if isinstance(event, BeatStarted)] == ["ask"] * 3


def test_a_phase_that_is_named_twice_is_played_once() -> None:
    state = a_table(phases=["dialogue", "divide", "dialogue", "divide"], **rounds(2))
    finish(state)
    assert state.ended


def test_money_that_a_plan_promised_is_not_spent_on_an_instrument() -> None:
    state = a_table(phases=["explore", "frame", "divide", "dialogue", "carry_out"])
    divide(state, carry=False, schuldhulp=60, buurtkamer=35)
    act(state, Claim("joris", "schuldhulp", "doer"))
    go_to(state, "dialogue")
    assert refusal(state, UseInstrument("noor", "dialoogtafel")) == "no-money"
    less = a_table(phases=["explore", "frame", "divide", "dialogue", "carry_out"])
    divide(less, carry=False, schuldhulp=60, buurtkamer=30)
    go_to(less, "dialogue")
    act(less, UseInstrument("noor", "dialoogtafel"))
    assert less.money == 90 * K


@pytest.mark.parametrize("phase", PHASES)
def test_a_table_gets_to_its_end_without_any_one_phase(phase: str) -> None:
    state = a_table(phases=[one for one in PHASES if one != phase], **rounds(2))
    finish(state)
    assert state.ended


@given(st.sampled_from(list(permutations(PHASES))), st.integers(1, 6), lucks)
@settings(max_examples=40)
def test_in_any_order_no_money_is_made_or_lost(order: tuple[str, ...], count: int, luck: int) -> None:
    state = new_table(a_rich_game(phases=list(order[:count])), "tafel", luck)
    for _ in walk(state, luck):
        assert state.money >= 0
        assert state.set_aside >= 0
    assert state.ended


def test_a_round_that_changes_one_beat_keeps_the_scenario_s_other_beats() -> None:
    game = a_game(
        beats={"ask": 5, "choose": 6, "look": 7}, rounds={1: {"name": "Een", "beats": {"choose": 9}}}
    )
    assert game.round(1).seconds == {"ask": 300, "choose": 540, "look": 420}
