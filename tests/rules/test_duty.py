"""Duty: what the law asks is paid before anybody divides, waits for money, or is opened to dialogue."""

from typing import Any

from game.rules.actions import Advance, CastBallot, Claim, SayStance
from game.rules.events import DutyPaid, DutyPostponed
from game.rules.offers import options_of
from game.rules.offers.dividing import lots
from game.rules.state import TableState
from tests.builders import a_table, act, changes_of, go_to, roles, rounds, tasks

K = 1000


def _duty(cost: int, **more: Any) -> dict[str, Any]:
    effects = [{"add": "leefwereld", "by": 2}]
    base = {"name": "Plicht", "domain": "zorg", "duty": True, "after_rounds": 0, "effects": effects}
    return {"cost": cost * K, "curve": "all_or_nothing", **base, **more}


def _at(place: str, **changes: Any) -> TableState:
    state = a_table(**changes)
    go_to(state, place)
    return state


def test_a_duty_is_paid_from_the_pot_before_the_ballots() -> None:
    state = a_table(**tasks(brand=_duty(10)))
    happened = go_to(state, "fill_in")
    assert [event.task for event in happened if isinstance(event, DutyPaid)] == ["brand"]
    assert changes_of(happened, "duty") == [("money", "pot", -10 * K)]
    assert (state.money, state.to_divide) == (90 * K, 90 * K)
    assert "brand" not in [lot.task for lot in lots(state)]


def test_a_duty_comes_to_the_table_before_what_was_chosen() -> None:
    state = _at("fill_in", tasks_on_table=2, **tasks(brand=_duty(10)))
    assert state.on_table[0] == "brand"
    assert len(state.on_table) == 2


def test_a_duty_is_paid_under_every_stance() -> None:
    for stance in ("decide", "co_produce"):
        state = a_table(**tasks(brand=_duty(10)))
        go_to(state, "fill_in", stance=stance)
        assert state.duty_paid == {"brand": 10 * K}


def test_a_paid_duty_starts_when_somebody_does_it_and_is_paid_only_once() -> None:
    state = _at("claim", **tasks(brand=_duty(10)))
    happened = act(state, Claim("joris", "brand", "doer"), Claim("noor", "brand", "owner"))
    happened += go_to(state, "reflect")
    assert changes_of(happened, "task") == [("indicator", "leefwereld", 12)]  # fit 60: nobody needs it
    assert state.money == 90 * K


def test_a_paid_duty_that_nobody_does_gives_its_money_back() -> None:
    state = _at("claim", **tasks(brand=_duty(10)), **rounds(2))
    happened = go_to(state, "reflect")
    assert changes_of(happened, "no_doer") == [("money", "pot", 10 * K)]
    assert state.money == 100 * K
    go_to(state, "fill_in", round_=2)
    assert "brand" in state.duty_paid


def test_a_duty_the_pot_cannot_pay_costs_patience_and_comes_back() -> None:
    state = a_table(**tasks(wet=_duty(150)), **rounds(2))
    happened = go_to(state, "fill_in")
    assert [event.task for event in happened if isinstance(event, DutyPostponed)] == ["wet"]
    assert changes_of(happened, "duty_unpaid") == [("patience", "noor", -10)]
    assert (state.money, state.to_divide) == (100 * K, 100 * K)
    assert "wet" not in [lot.task for lot in lots(state)]
    happened = go_to(state, "fill_in", round_=2)
    assert [event.task for event in happened if isinstance(event, DutyPaid)] == ["wet"]


def test_duties_that_cannot_be_paid_take_patience_no_lower_than_nothing() -> None:
    state = a_table(**tasks(wet=_duty(150), keuring=_duty(160)), **roles(noor={"patience": 15}))
    happened = go_to(state, "fill_in")
    assert state.patience == 0
    assert sum(amount for _, _, amount in changes_of(happened, "duty_unpaid")) == -20
    assert changes_of(happened, "clipped") == [("patience", "noor", 5)]


def test_a_duty_paid_first_leaves_less_for_the_next() -> None:
    state = _at("fill_in", **tasks(brand=_duty(60), wet=_duty(50)))
    assert (state.duty_paid, state.duty_postponed) == ({"brand": 60 * K}, {"wet"})


def test_a_duty_that_was_opened_is_on_the_ballots_and_starts_a_round_later() -> None:
    state = a_table(**tasks(brand=_duty(10)), **rounds(2))
    act(state, SayStance("noor", "co_produce", ("brand",)))
    go_to(state, "fill_in")
    assert state.duty_paid == {}
    assert "brand" in [lot.task for lot in lots(state)]
    act(state, *(CastBallot(seat, (("brand", 10 * K),)) for seat in state.game.seats))
    go_to(state, "claim")
    act(state, Claim("joris", "brand", "doer"), Claim("noor", "brand", "owner"), Advance())
    assert (state.running["brand"].started, state.running["brand"].lands) == (1, 2)


def test_an_opened_duty_without_money_costs_no_patience() -> None:
    state = a_table(**tasks(brand=_duty(10)))
    act(state, SayStance("noor", "co_produce", ("brand",)))
    happened = go_to(state, "claim")
    assert changes_of(happened, "duty_unpaid") == []


def test_a_duty_waits_for_its_round() -> None:
    state = a_table(**tasks(brand=_duty(10, from_round=2)), **rounds(2))
    [stance] = options_of(state, "noor", "say_stance")
    assert stance.described()["fields"][1]["ids"] == []
    go_to(state, "fill_in")
    assert state.duty_paid == {}
    go_to(state, "fill_in", round_=2)
    assert state.duty_paid == {"brand": 10 * K}
