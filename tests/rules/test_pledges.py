"""Pledges: which hold for a plan does not depend on their order, and mutual ones hold together."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.actions import Advance, CastBallot, ChangePlan, Claim, Pledge, SayStance, Withdraw
from game.rules.choose import Lot
from game.rules.events import PledgesSettled, TaskStarted
from game.rules.pledges import Kept, keep
from game.rules.pledges import Pledge as Pledged
from game.rules.state import TableState, funded
from game.rules.views import part, view
from tests.builders import a_table, act, go_to, refusal, roles, rounds

K = 1000
SEATS = ("nadia", "henk", "joris", "noor")
LOTS = (Lot("s", 60, 30), Lot("b", 40, 20), Lot("r", 50, 50))


def _keep(plan: dict[str, int], *pledges: Pledged) -> Kept:
    return keep(plan, LOTS, pledges, SEATS)


def test_a_pledge_without_a_condition_holds_when_its_task_reaches_its_minimum() -> None:
    own = Pledged("joris", "s", "money", 10)
    # 20 from the plan and 10 of Joris are the 30 that s needs at least.
    assert _keep({"s": 20}, own).held == (own,)
    # With 15 it has 25: the pledge falls, and the 15 of the plan are saved.
    kept = _keep({"s": 15}, own)
    assert (kept.held, kept.fallen, kept.dropped) == ((), (own,), ("s",))


def test_own_money_alone_can_pay_a_task() -> None:
    one, other = Pledged("joris", "b", "money", 15), Pledged("noor", "b", "money", 5)
    assert _keep({}, one, other).held == (one, other)


def test_a_condition_on_the_plan_asks_for_shared_money() -> None:
    own = Pledged("joris", "s", "money", 10, "plan", "", 40)
    assert _keep({"s": 40}, own).held == (own,)
    # 35 from the plan is not 40, whatever others pledge.
    assert _keep({"s": 35}, own, Pledged("noor", "s", "money", 20)).fallen == (own,)


def test_mutual_pledges_hold() -> None:
    one = Pledged("joris", "b", "money", 10, "seat", "noor", 10)
    other = Pledged("noor", "b", "money", 10, "seat", "joris", 10)
    assert _keep({}, one, other).held == (one, other)


def test_one_that_falls_takes_with_it_what_counted_on_it() -> None:
    # Henk counts on Noor, Noor on Joris, Joris on 50 from the plan, which gives 30. One after another falls.
    henk = Pledged("henk", "s", "doer", 0, "seat", "noor", 5)
    noor = Pledged("noor", "s", "money", 5, "seat", "joris", 10)
    joris = Pledged("joris", "s", "money", 10, "plan", "", 50)
    assert _keep({"s": 30}, henk, noor, joris) == Kept((), (henk, noor, joris), (), ())


def test_a_task_that_falls_under_its_minimum_takes_its_other_pledges_with_it() -> None:
    # b needs 20: 10 of Joris and 10 of Noor. Joris wants 5 from the plan, which gives none. 10 is too little.
    joris, noor = Pledged("joris", "b", "money", 10, "plan", "", 5), Pledged("noor", "b", "money", 10)
    assert _keep({}, joris, noor).held == ()


def test_what_is_more_than_the_cost_goes_back_to_the_first_seats_first() -> None:
    # b costs 40. 30 from the plan, 15 of Noor and 8 of Joris are 53: 13 too much. Joris sits before Noor.
    noor, joris = Pledged("noor", "b", "money", 15), Pledged("joris", "b", "money", 8)
    assert _keep({"b": 30}, noor, joris).back == ((joris, 8), (noor, 5))


def test_a_condition_looks_at_what_is_pledged_not_at_what_goes_back() -> None:
    # Joris' 20 goes back for the most part, but it was pledged.
    joris = Pledged("joris", "b", "money", 20)
    noor = Pledged("noor", "b", "doer", 0, "seat", "joris", 20)
    kept = _keep({"b": 40}, joris, noor)
    assert (kept.held, kept.back) == ((joris, noor), ((joris, 20),))


def test_who_pledges_to_do_a_task_that_gets_nothing_is_free() -> None:
    doer = Pledged("joris", "s", "doer")
    assert _keep({}, doer).fallen == (doer,)
    assert _keep({"s": 30}, doer).held == (doer,)


_conditions = st.one_of(
    st.just(("", "", 0)),
    st.tuples(st.just("plan"), st.just(""), st.integers(1, 60)),
    st.tuples(st.just("seat"), st.sampled_from(SEATS), st.integers(1, 30)),
)


@st.composite
def _pledges(draw: st.DrawFn) -> list[Pledged]:
    keys = st.tuples(
        st.sampled_from(SEATS), st.sampled_from("sbr"), st.sampled_from(["money", "doer", "owner"])
    )
    made = []
    for seat, task, sort in draw(st.lists(keys, unique=True, max_size=9)):
        amount = draw(st.integers(1, 40)) if sort == "money" else 0
        made.append(Pledged(seat, task, sort, amount, *draw(_conditions)))
    return made


_plans = st.fixed_dictionaries(
    {"s": st.integers(0, 60), "b": st.integers(0, 40), "r": st.sampled_from([0, 50])}
)


@given(_plans, _pledges(), st.randoms(use_true_random=False))
def test_the_order_of_pledges_does_not_matter(plan: dict[str, int], made: list[Pledged], luck: Any) -> None:
    shuffled = list(made)
    luck.shuffle(shuffled)
    one, other = keep(plan, LOTS, made, SEATS), keep(plan, LOTS, shuffled, SEATS)
    assert set(one.held) == set(other.held)
    assert one.dropped == other.dropped
    assert {(pledge, euros) for pledge, euros in one.back} == {
        (pledge, euros) for pledge, euros in other.back
    }


@given(_plans, _pledges())
def test_whatever_holds_keeps_every_condition_and_every_task_between_its_minimum_and_its_cost(
    plan: dict[str, int], made: list[Pledged]
) -> None:
    kept = keep(plan, LOTS, made, SEATS)
    for lot in LOTS:
        shared = 0 if lot.task in kept.dropped else plan[lot.task]
        mine = [one for one in kept.held if one.task == lot.task]
        back = sum(euros for one, euros in kept.back if one.task == lot.task)
        total = shared + sum(one.amount for one in mine) - back
        assert total == 0 or lot.minimum <= total <= lot.cost
        assert total > 0 or not mine
        for one in mine:
            theirs = sum(other.amount for other in mine if other.seat == one.of)
            assert one.least <= {"plan": shared, "seat": theirs, "": 0}[one.when]


@given(_plans, _pledges())
def test_no_larger_set_of_pledges_could_hold(plan: dict[str, int], made: list[Pledged]) -> None:
    """What fell cannot be taken back in: not one by one, and not all together."""
    kept = keep(plan, LOTS, made, SEATS)
    for one in kept.fallen:
        again = keep(plan, LOTS, [*kept.held, one], SEATS)
        assert set(again.held) == set(kept.held)


@given(st.integers(1, 40), st.integers(1, 40))
def test_two_that_each_ask_what_the_other_gives_hold(one: int, other: int) -> None:
    first = Pledged("joris", "s", "money", one, "seat", "noor", other)
    second = Pledged("noor", "s", "money", other, "seat", "joris", one)
    held = keep({"s": 30}, LOTS, [first, second], SEATS).held
    assert held == (first, second)


# At the table


def _filling_in(**changes: Any) -> TableState:
    """Return a table with ballots to fill in; Joris has 20 of his own, Noor 10, Nadia nothing."""
    purses = roles(joris={"purse": 20 * K}, noor={"purse": 10 * K})
    state = a_table(**({"mechanics": ["pledges", "condition"]} | purses | changes))
    act(state, SayStance("noor", "decide"))
    go_to(state, "fill_in")
    return state


def _decided(state: TableState, **amounts: int) -> list[Any]:
    given = tuple((task, 1000 * amount) for task, amount in amounts.items())
    return act(state, CastBallot("noor", given))


def _money(seat: str, task: str, amount: int, **condition: Any) -> Pledge:
    return Pledge(seat, task, "money", amount * K, **condition)


def test_pledged_money_comes_beside_the_plan_and_out_of_the_own_purse() -> None:
    state = _filling_in()
    act(state, _money("joris", "schuldhulp", 15))
    _decided(state, schuldhulp=30)
    assert state.step == "claim"
    assert funded(state) == {"schuldhulp": 45 * K}
    happened = act(state, Claim("joris", "schuldhulp", "doer"), Advance())
    [started] = [event for event in happened if isinstance(event, TaskStarted)]
    # 45 of 60 is level 75. 30 comes out of the pot of 100, 15 out of Joris' purse of 20.
    assert (started.paid, started.level) == (45 * K, 75)
    assert (state.money, state.purses["joris"]) == (70 * K, 5 * K)


def test_a_pledge_counts_for_the_minimum_so_the_plan_need_not_give_it() -> None:
    # 20 is under the minimum of 30: the plan would save it. With 10 of Joris it is enough.
    state = _filling_in()
    _decided(state, schuldhulp=20)
    assert funded(state) == {}
    state = _filling_in()
    act(state, _money("joris", "schuldhulp", 10))
    _decided(state, schuldhulp=20)
    assert funded(state) == {"schuldhulp": 30 * K}


def test_when_the_pledge_falls_what_counted_on_it_is_saved() -> None:
    state = _filling_in()
    act(state, _money("joris", "schuldhulp", 10, when="plan", least=25 * K))
    happened = _decided(state, schuldhulp=20)
    [settled] = [event for event in happened if isinstance(event, PledgesSettled)]
    assert (settled.dropped, settled.saved) == (("schuldhulp",), 100 * K)
    assert funded(state) == {}


def test_who_pledged_to_do_it_has_claimed_it_and_cannot_take_that_back() -> None:
    state = _filling_in()
    act(state, Pledge("joris", "schuldhulp", "doer"), Pledge("nadia", "schuldhulp", "owner"))
    _decided(state, schuldhulp=30)
    assert (state.doers, state.owners) == ({"schuldhulp": "joris"}, {"schuldhulp": "nadia"})
    assert refusal(state, Withdraw("joris", "claim", "doer:schuldhulp")) == "not-now"


def test_a_pledge_can_be_taken_back_until_the_reveal() -> None:
    state = _filling_in()
    act(state, _money("joris", "schuldhulp", 15), Withdraw("joris", "pledge", "money:schuldhulp"))
    assert state.pledges == []
    act(state, _money("joris", "schuldhulp", 15))
    _decided(state, schuldhulp=30)
    assert refusal(state, Withdraw("joris", "pledge", "money:schuldhulp")) == "not-now"


def test_nobody_pledges_more_than_the_own_purse_and_nobody_without_one_pledges_money() -> None:
    state = _filling_in()
    act(state, _money("joris", "schuldhulp", 15))
    assert refusal(state, _money("joris", "buurtkamer", 10)) == "not-allowed"
    act(state, _money("joris", "buurtkamer", 5))
    assert refusal(state, _money("joris", "regeling", 5)) == "purse-empty"
    assert refusal(state, _money("nadia", "schuldhulp", 5)) == "not-allowed"
    assert refusal(state, _money("joris", "schuldhulp", 5)) == "not-allowed"  # one a task


def test_nobody_pledges_to_carry_more_than_one_task_too_many() -> None:
    state = _filling_in(**(roles(joris={"purse": 20 * K, "capacity": 1}) | {"mechanics": ["pledges"]}))
    act(state, Pledge("joris", "schuldhulp", "doer"), Pledge("joris", "buurtkamer", "owner"))
    act(state, Pledge("joris", "buurtkamer", "doer"))  # the same task is carried once
    assert refusal(state, Pledge("joris", "regeling", "doer")) == "no-capacity"


def test_a_condition_is_asked_once_a_session_and_is_free_again_when_taken_back() -> None:
    state = _filling_in(**rounds(2))
    act(state, Pledge("henk", "buurtkamer", "doer", when="plan", least=30 * K))
    assert refusal(state, Pledge("henk", "schuldhulp", "owner", when="plan", least=30 * K)) == "move-used"
    act(state, Withdraw("henk", "pledge", "doer:buurtkamer"))
    act(state, Pledge("henk", "buurtkamer", "doer", when="seat", of="joris", least=10 * K))
    go_to(state, "fill_in", 2)
    assert refusal(state, Pledge("henk", "schuldhulp", "owner", when="plan", least=30 * K)) == "move-used"
    act(state, Pledge("henk", "schuldhulp", "owner"))


def test_with_conditions_alone_a_pledge_has_one() -> None:
    state = _filling_in(mechanics=["condition"])
    assert refusal(state, Pledge("henk", "buurtkamer", "doer")) == "not-allowed"
    act(state, Pledge("henk", "buurtkamer", "doer", when="plan", least=30 * K))


def test_a_purse_is_for_the_whole_session() -> None:
    state = _filling_in(**rounds(2))
    act(state, _money("joris", "schuldhulp", 20))
    _decided(state, schuldhulp=30)
    act(state, Claim("joris", "schuldhulp", "doer"))
    go_to(state, "fill_in", 2)
    assert state.purses["joris"] == 0
    assert refusal(state, _money("joris", "buurtkamer", 5)) == "purse-empty"


def test_money_pledged_to_a_task_that_nobody_does_stays_in_the_purse() -> None:
    state = _filling_in()
    act(state, _money("joris", "schuldhulp", 15))
    _decided(state, schuldhulp=30)
    act(state, Advance())
    assert (state.money, state.purses["joris"]) == (100 * K, 20 * K)


def test_own_money_does_not_count_as_task_money_at_work() -> None:
    # Shared at work: 45 of 100 is less than half, though with the 15 of Joris 60 is more.
    state = _filling_in()
    act(state, _money("joris", "schuldhulp", 15))
    _decided(state, schuldhulp=45)
    act(state, Claim("joris", "schuldhulp", "doer"))
    go_to(state, "ended")
    kinds = [change.cause.kind for change in state.causes[1] if change.what == "patience"]
    assert kinds[0] == "not_at_work"


def test_a_plan_that_the_director_changes_is_held_against_the_pledges_anew() -> None:
    purses = roles(joris={"purse": 20 * K})
    state = a_table(**({"mechanics": ["pledges", "condition"]} | purses))
    act(state, SayStance("noor", "co_produce"))
    go_to(state, "fill_in")
    act(state, _money("joris", "schuldhulp", 10, when="plan", least=40 * K))
    act(state, *(CastBallot(seat, (("schuldhulp", 40 * K),)) for seat in SEATS), Advance())
    assert funded(state) == {"schuldhulp": 50 * K}
    act(state, ChangePlan("noor", "schuldhulp", 35 * K))
    assert funded(state) == {"schuldhulp": 35 * K}


@pytest.mark.parametrize("observer", ["projector", "seat:nadia"])
def test_everybody_sees_pledges_and_purses(observer: str) -> None:
    state = _filling_in()
    act(state, _money("joris", "schuldhulp", 15, when="seat", of="noor", least=5 * K))
    shown = part(state, observer, "pledges")
    assert isinstance(shown, dict)
    assert shown["purses"]["joris"] == {"start": 20 * K, "now": 20 * K, "left": 5 * K}
    [made] = shown["made"]
    assert (made["seat"], made["amount"], made["of"], made["held"]) == ("joris", 15 * K, "noor", None)
    assert shown["conditions"] == ["joris"]
    _decided(state, schuldhulp=30)
    shown = part(state, observer, "pledges")
    assert isinstance(shown, dict)
    assert shown["made"][0]["held"] is False  # Noor pledged nothing


def test_where_nobody_can_pledge_there_is_nothing_of_it() -> None:
    state = _filling_in(mechanics=[])
    assert "pledges" not in view(state, "projector")
    assert refusal(state, _money("joris", "schuldhulp", 5)) == "not-now"
