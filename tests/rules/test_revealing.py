"""Revealing: what a task really brings becomes known by experts, pilots, cards and time, and never before."""

from typing import Any

import pytest

from game.rules.actions import SayStance, TellCard, UseInstrument
from game.rules.events import AnswerAwaited, EffectRevealed
from game.rules.revealing import drawn, hidden
from game.rules.state import TableState
from game.rules.views import part
from tests.builders import a_table, act, changes_of, divide, go_to, refusal, rounds, worked_example

K = 1000


def _in_dialogue(seed: int = 7, **changes: Any) -> TableState:
    """Return two rounds in which the scheme brings 2 to 10 and three instruments can look into it."""
    tasks = worked_example()["tasks"]
    tasks["regeling"]["effects"] = [{"add": "leefwereld", "by": [2, 10]}]
    instruments: dict[str, Any] = {
        "experts": {"name": "Experts", "kind": "expert_pool", "cost": 15 * K},
        "ervaring": {"name": "Ervaring", "kind": "expert_by_experience", "cost": 5 * K},
        "proef": {"name": "Proeftuin", "kind": "pilot", "cost": 0},
    }
    state = a_table(seed=seed, **{"tasks": tasks, "instruments": instruments, **rounds(2), **changes})
    act(state, SayStance("noor", "decide"))
    return state


def _seen(state: TableState, task: str = "regeling") -> list[int]:
    shown = part(state, "projector", f"task:{task}")
    assert isinstance(shown, dict)
    range_: list[int] = shown["effects"]["leefwereld"]
    return range_


def _really(state: TableState) -> int:
    return drawn(state, "regeling", "leefwereld", 20, 100)


@pytest.mark.parametrize("seed", range(5))
def test_an_expert_pool_says_at_once_what_a_task_really_brings(seed: int) -> None:
    state = _in_dialogue(seed)
    assert _seen(state) == [20, 100]
    happened = act(state, UseInstrument("noor", "experts", "regeling"))
    real = _really(state)
    assert EffectRevealed("expert_pool", "experts", "regeling", (("leefwereld", real),), ()) in happened
    assert changes_of(happened, "instrument") == [("money", "pot", -15 * K)]
    assert _seen(state) == [real, real]


def test_a_pilot_costs_a_tenth_of_the_task_and_tells_next_round() -> None:
    state = _in_dialogue()
    happened = act(state, UseInstrument("noor", "proef", "regeling"))
    assert AnswerAwaited("proef", "regeling", 2) in happened
    assert changes_of(happened, "instrument") == [("money", "pot", -5 * K)]  # 10 % of 50
    go_to(state, "reflect")
    assert _seen(state) == [20, 100]
    go_to(state, "explore", round_=2)
    assert _seen(state) == 2 * [_really(state)]
    assert state.awaited == ()


def test_an_expert_by_experience_finds_needs_too_and_only_with_the_answer() -> None:
    one = {"name": "Ervaring", "kind": "expert_by_experience", "cost": 0, "finds": 1, "reach": ["henk"]}
    state = _in_dialogue(instruments={"ervaring": one})
    act(state, UseInstrument("noor", "ervaring", "regeling"))
    assert state.found == {}
    go_to(state, "explore", round_=2)
    assert state.found == {"betekenis": 2}  # 3 against vervoer 1
    assert _seen(state) == 2 * [_really(state)]


def test_what_comes_next_round_is_too_late_in_the_last() -> None:
    state = _in_dialogue(**rounds(1))
    for instrument in ("proef", "ervaring"):
        assert refusal(state, UseInstrument("noor", instrument, "regeling")) == "answer-too-late"
    act(state, UseInstrument("noor", "experts", "regeling"))


def test_only_a_task_with_a_range_that_nobody_knows_can_be_looked_into() -> None:
    state = _in_dialogue()
    pool = state.game.instruments["experts"]
    assert hidden(state, pool) == ("regeling",)
    act(state, UseInstrument("noor", "proef", "regeling"))
    assert hidden(state, pool) == ()  # somebody is finding out already
    assert refusal(state, UseInstrument("noor", "experts", "regeling")) == "nothing-to-reveal"


def test_experts_know_their_own_domains_only() -> None:
    one = {"name": "Experts", "kind": "expert_pool", "cost": 0, "knows": ["ontmoeten"]}
    state = _in_dialogue(instruments={"experts": one})
    assert refusal(state, UseInstrument("noor", "experts", "regeling")) == "nothing-to-reveal"


def test_a_pilot_of_a_task_that_the_pot_cannot_pay_is_refused() -> None:
    state = _in_dialogue(budget={"per_round": 4 * K, "step": 1 * K, "ballot": "amounts"})
    assert refusal(state, UseInstrument("noor", "proef", "regeling")) == "no-money"


def test_a_card_that_tells_of_a_task_reveals_it_once() -> None:
    roles = worked_example()["roles"]
    roles["joris"]["cards"]["vroeg"]["reveals"] = "regeling"
    state = _in_dialogue(roles=roles)
    happened = act(state, TellCard("joris", "joris/vroeg"))
    real = _really(state)
    assert EffectRevealed("card", "joris/vroeg", "regeling", (("leefwereld", real),), ()) in happened
    assert _seen(state) == [real, real]
    known = _in_dialogue(roles=roles)
    act(known, UseInstrument("noor", "experts", "regeling"))
    told = act(known, TellCard("joris", "joris/vroeg"))
    assert not [event for event in told if isinstance(event, EffectRevealed)]


def test_time_reveals_what_landed() -> None:
    state = _in_dialogue()
    divide(state, regeling=50)
    go_to(state, "reflect")
    assert _seen(state) == 2 * [_really(state)]


def test_a_seat_whose_need_was_found_can_still_tell_it_and_is_then_owed_an_answer() -> None:
    survey = {"name": "Enquête", "kind": "survey", "cost": 0, "finds": 1, "reach": ["henk"]}
    silent, telling = (_in_dialogue(instruments={"enquete": survey}) for _ in range(2))
    for state in (silent, telling):
        act(state, UseInstrument("noor", "enquete"))
        assert list(state.found) == ["betekenis"]
    act(telling, TellCard("henk", "henk/betekenis"))
    assert changes_of(go_to(silent, "explore", round_=2), "no_report") == []
    assert changes_of(go_to(telling, "explore", round_=2), "no_report") == [("trust", "henk", -6)]
