"""Paying again: yearly tasks ask their upkeep or stop, and what began with too little can be topped up."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from game.rules.actions import CastBallot, Claim
from game.rules.events import Event, MoreLanded, ToppedUp, UpkeepPaid, UpkeepUnpaid
from game.rules.paying_again import to_pay
from game.rules.state import TableState, free_money
from tests.builders import a_table, act, changes_of, go_to, refusal, rounds, worked_example

K = 1000
S = "schuldhulp"


def _started(paid: int, count: int = 2, **changes: Any) -> TableState:
    """Return the second round after schuldhulp (12.0, linear, 60/30) got so many thousands in the first."""
    tasks = worked_example()["tasks"]
    tasks[S] |= changes
    state = a_table(**{"tasks": tasks, "mechanics": ["upkeep", "topping_up"], **rounds(count)})
    go_to(state, "fill_in", stance="decide")
    act(state, CastBallot("noor", ((S, paid * K),)))
    act(state, Claim("joris", S, "doer"), Claim("noor", S, "owner"))
    go_to(state, "fill_in", 2, stance="decide")
    return state


def _pay(state: TableState, paid: int) -> list[Event]:
    return [*act(state, CastBallot("noor", ((S, paid * K),))), *go_to(state, "reflect")]


def test_upkeep_is_half_the_cost_in_whole_steps_half_up() -> None:
    assert _started(60, yearly=True).game.tasks[S].upkeep == 30 * K
    assert _started(30, yearly=True, cost=45 * K).game.tasks[S].upkeep == 25 * K  # 22.5: half up to 5
    assert _started(60, yearly=True, upkeep=10 * K).game.tasks[S].upkeep == 10 * K
    assert _started(60).game.tasks[S].upkeep == 0


def test_paid_upkeep_lands_its_part_of_the_effect_again() -> None:
    """12 x .60 = 7.2 landed; upkeep 30 of 60 is half: 3.6. Support was 50, so carry is 100."""
    state = _started(60, yearly=True)
    happened = _pay(state, 30)
    assert next(event for event in happened if isinstance(event, UpkeepPaid)).share == 50
    assert changes_of(happened, "upkeep") == [("money", "pot", -30 * K), ("indicator", "leefwereld", 36)]
    [landed] = [event for event in happened if isinstance(event, MoreLanded)]
    assert dict(landed.changes[0].cause.factors) == {
        "base": 120, "level": 0, "fit": -48, "carry": 0, "cross": 0, "upkeep": -36
    }  # fmt: skip
    assert (state.doers, state.running[S].doer, state.running[S].owner) == ({}, "joris", "noor")


def test_unpaid_upkeep_stops_the_task_and_what_landed_stays() -> None:
    state = _started(60, yearly=True)
    happened = go_to(state, "reflect")
    assert UpkeepUnpaid(S) in happened
    assert (state.running[S].status, state.indicators["leefwereld"]) == ("stopped", 372)
    assert changes_of(happened, "no_doer") == []


def test_upkeep_is_paid_in_full_or_not_at_all() -> None:
    state = _started(60, yearly=True)
    due = to_pay(state, S)
    assert due is not None
    assert (due.kind, due.cost, due.minimum) == ("upkeep", 30 * K, 30 * K)
    assert refusal(state, CastBallot("noor", ((S, 35 * K),))) == "not-allowed"
    assert UpkeepUnpaid(S) in _pay(state, 25)


def test_topping_up_lands_what_the_effect_is_more() -> None:
    """30 of 60 is level 50: 3.6. With 60 it is level 100, and carry 90, for support was 37: 6.48 -> 6.5."""
    state = _started(30)
    happened = _pay(state, 30)
    [topped] = [event for event in happened if isinstance(event, ToppedUp)]
    assert (topped.level, topped.carry) == (100, 90)
    assert changes_of(happened, "topping_up") == [("money", "pot", -30 * K), ("indicator", "leefwereld", 29)]
    assert (state.running[S].paid, state.running[S].level) == (60 * K, 100)


def test_topping_up_a_task_under_way_lands_with_it() -> None:
    state = _started(30, count=3, after_rounds=2)
    happened = _pay(state, 30)
    assert not [event for event in happened if isinstance(event, MoreLanded)]
    assert to_pay(state, S) is None
    later = go_to(state, "reflect", 3, stance="decide")
    assert changes_of(later, "task") == [("indicator", "leefwereld", 36)]
    assert changes_of(later, "topping_up") == [("indicator", "leefwereld", 29)]


def test_a_yearly_task_asks_no_upkeep_in_the_round_in_which_it_lands() -> None:
    state = _started(30, count=3, after_rounds=1, yearly=True)
    due = to_pay(state, S)
    assert due is not None
    assert due.kind == "topping_up"
    happened = go_to(state, "reflect")
    assert UpkeepUnpaid(S) not in happened
    assert (state.running[S].status, to_pay(state, S)) == ("done", None)
    go_to(state, "fill_in", 3, stance="decide")
    due = to_pay(state, S)
    assert due is not None
    assert due.kind == "upkeep"


@given(first=st.integers(6, 11), more=st.integers(1, 6))
def test_topping_up_never_takes_anything_away(first: int, more: int) -> None:
    state = _started(5 * first)
    before = state.indicators["leefwereld"]
    _pay(state, 5 * min(more, 12 - first))
    assert state.indicators["leefwereld"] >= before


def test_what_can_be_paid_again_comes_to_the_table_before_the_challenges() -> None:
    state = _started(60, yearly=True)
    assert state.on_table[0] == S


def test_money_for_upkeep_is_promised_until_it_is_paid() -> None:
    state = _started(60, yearly=True)
    before = free_money(state)
    act(state, CastBallot("noor", ((S, 30 * K),)))
    go_to(state, "claim")
    assert free_money(state) == before - 30 * K
    go_to(state, "reflect")
    assert free_money(state) == state.money == before - 30 * K


def test_without_the_mechanics_a_task_is_never_paid_again() -> None:
    tasks = worked_example()["tasks"]
    tasks[S]["yearly"] = True
    state = a_table(tasks=tasks, mechanics=[], **rounds(2))
    go_to(state, "fill_in", stance="decide")
    act(state, CastBallot("noor", ((S, 30 * K),)))
    act(state, Claim("joris", S, "doer"))
    go_to(state, "fill_in", 2, stance="decide")
    assert S not in state.on_table
