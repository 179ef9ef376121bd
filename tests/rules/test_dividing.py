"""Dividing: sealed ballots in points or amounts, the reveal, one change each, and the plan of each rule."""

from typing import Any

import pytest

from game.rules.actions import Advance, CastBallot, Given, Ready, Withdraw, WriteNote
from game.rules.choose import COUNTABLE_RULES, Tie
from game.rules.events import BallotCast, BallotsRevealed, PlanAdopted, PlanMade, StepStarted
from game.rules.state import TableState
from game.rules.views import part
from tests.builders import a_table, act, go_to, refusal, roles, rounds

K = 1000
SEATS = ("nadia", "henk", "joris", "noor")


def _filling(stance: str = "co_produce", **changes: Any) -> TableState:
    state = a_table(**changes)
    go_to(state, "fill_in", stance=stance)
    return state


def _points(per_round: int = 100, points: int = 5, **changes: Any) -> TableState:
    return _filling(
        budget={"per_round": per_round * K, "step": 5 * K, "ballot": "points", "points": points}, **changes
    )


_S, _B = ("schuldhulp", 1), ("buurtkamer", 1)


def _give(s: int = 0, r: int = 0, b: int = 0, unit: int = K) -> Given:
    given = (("schuldhulp", s), ("regeling", r), ("buurtkamer", b))
    return tuple((task, amount * unit) for task, amount in given if amount)


def _cast(state: TableState, *given: Given) -> list[Any]:
    return act(state, *(CastBallot(seat, one) for seat, one in zip(SEATS, given, strict=False)))


# Filling in


def test_ballots_open_all_at_once_when_the_last_is_in() -> None:
    state = _filling()
    _cast(state, _give(60), _give(60), _give(60))
    assert (state.step, state.amounts) == ("fill_in", {})
    happened = act(state, CastBallot("noor", ()))
    [revealed] = [event for event in happened if isinstance(event, BallotsRevealed)]
    assert [seat for seat, _ in revealed.amounts] == list(SEATS)
    assert state.step == "reveal"


def test_a_sealed_ballot_is_replaced_and_taken_back() -> None:
    state = _filling()
    act(state, CastBallot("henk", _give(60)), CastBallot("henk", _give(b=40)))
    assert state.ballots == {"henk": {"buurtkamer": 40 * K}}
    act(state, Withdraw("henk", "ballot"))
    assert state.ballots == {}
    assert refusal(state, Withdraw("henk", "ballot")) == "not-now"


def test_a_ballot_may_give_nothing() -> None:
    state = _filling()
    _cast(state, (), (), (), ())
    go_to(state, "claim")
    assert state.plan is not None
    assert (state.plan.amounts, state.plan.saved) == ({}, 100 * K)


def test_a_ballot_that_was_not_sent_is_an_abstention() -> None:
    state = _filling()
    act(state, CastBallot("henk", _give(b=40)), Advance())
    assert state.plan is not None
    assert state.plan.amounts == {"buurtkamer": 40 * K}


@pytest.mark.parametrize(
    "given",
    [
        _give(60, 50),  # more than the pot
        _give(65),  # more than it costs
        _give(3, unit=1),  # less than a step
        (("buurtkamer", 20 * K), ("schuldhulp", 30 * K)),  # not in the order of the table
        (("schuldhulp", 0),),
        (("schuldhulp", -5 * K),),
        (("iets", 5 * K),),
        (("schuldhulp", 5 * K), ("schuldhulp", 5 * K)),
    ],
)
def test_an_amount_that_cannot_be_is_refused(given: Given) -> None:
    assert refusal(_filling(), CastBallot("henk", given)) == "not-allowed"


def test_the_last_step_of_a_cost_may_be_short() -> None:
    state = _filling(budget={"per_round": 100 * K, "step": 25 * K, "ballot": "amounts"})
    act(state, CastBallot("henk", _give(b=40)), CastBallot("nadia", _give(b=25)))
    assert refusal(state, CastBallot("joris", _give(b=30))) == "not-allowed"


# Points


def test_points_are_shares_of_the_pot_and_points_kept_back_are_saved() -> None:
    state = _points(stance="decide")
    act(state, CastBallot("noor", _give(2, b=1, unit=1)))
    assert state.plan is not None
    assert (state.plan.amounts, state.plan.saved) == ({"schuldhulp": 40 * K, "buurtkamer": 20 * K}, 40 * K)


def test_a_point_is_worth_more_when_the_pot_is_larger() -> None:
    state = _points(per_round=150, stance="decide")
    act(state, CastBallot("noor", _give(1, b=1, unit=1)))
    assert state.amounts["noor"] == {"schuldhulp": 30 * K, "buurtkamer": 30 * K}


def test_what_does_not_divide_in_steps_goes_to_the_largest_remainders_in_task_order() -> None:
    state = _points(per_round=65, stance="decide")  # a point is 13
    act(state, CastBallot("noor", _give(2, 2, 1, unit=1)))
    assert state.amounts["noor"] == {"schuldhulp": 25 * K, "regeling": 25 * K, "buurtkamer": 15 * K}


def test_no_more_points_can_be_given_to_a_task_than_it_costs() -> None:
    state = _points()  # a point is 20, the room costs 40
    assert refusal(state, CastBallot("henk", _give(b=3, unit=1))) == "not-allowed"
    assert refusal(state, CastBallot("henk", _give(3, 2, 1, unit=1))) == "not-allowed"  # six points
    act(state, CastBallot("henk", _give(3, 2, unit=1)))


def test_points_above_the_cost_are_saved() -> None:
    state = _points(per_round=75, stance="decide")  # a point is 15; three cover the room's 40
    act(state, CastBallot("noor", _give(b=3, unit=1)))
    assert state.amounts["noor"] == {"buurtkamer": 40 * K}
    assert state.plan is not None
    assert state.plan.saved == 35 * K


# The reveal


def test_the_two_widest_spreads_are_named_first() -> None:
    state = _filling()
    happened = _cast(state, _give(60, 30), _give(0, 30, 20), _give(30, 30, 40), _give(30, 30, 40))
    [revealed] = [event for event in happened if isinstance(event, BallotsRevealed)]
    assert revealed.spreads == ("schuldhulp", "buurtkamer")


def test_where_all_agree_there_is_no_spread() -> None:
    state = _filling()
    _cast(state, _give(60), _give(60), _give(60), _give(60))
    assert state.spreads == ()


def test_after_the_reveal_each_seat_may_change_once() -> None:
    state = _filling()
    _cast(state, _give(60), _give(60), _give(60), _give(60))
    [again] = act(state, CastBallot("henk", _give(b=40)))
    assert again == BallotCast("henk", _give(b=40), again=True, amounts=_give(b=40))
    assert state.amounts["henk"] == {"buurtkamer": 40 * K}
    assert refusal(state, CastBallot("henk", _give(60))) == "ballot-changed"
    assert refusal(state, Withdraw("henk", "ballot")) == "not-now"


def test_who_gave_no_ballot_has_none_to_change() -> None:
    state = _filling()
    act(state, CastBallot("henk", ()), CastBallot("nadia", ()), Advance())
    assert state.step == "reveal"
    assert refusal(state, CastBallot("joris", ())) == "no-ballot"


def test_the_plan_is_made_when_all_are_ready() -> None:
    state = _filling()
    _cast(state, _give(60), _give(60), _give(60), _give(60))
    act(state, *(Ready(seat) for seat in SEATS[:3]))
    assert state.plan is None
    happened = act(state, Ready("noor"))
    assert [type(event) for event in happened[1:]] == [PlanMade, PlanAdopted, StepStarted]
    assert state.step == "claim"


def test_one_ballot_needs_no_talk() -> None:
    state = _filling(stance="decide")
    act(state, CastBallot("noor", _give(60)))
    assert state.step == "claim"


# The rules


def _plan_of(rule: str, *given: Given, **changes: Any) -> PlanMade:
    state = _filling(rule=rule, **changes)
    happened = [*_cast(state, *given), *act(state, Advance())]
    [plan] = [event for event in happened if isinstance(event, PlanMade)]
    return plan


MIXED = (_give(60, b=40), _give(60), _give(b=40), _give(50, 50))


def test_the_average_gives_everybody_the_same_say() -> None:
    plan = _plan_of("average", *MIXED)
    assert (plan.rule, dict(plan.amounts), plan.saved) == (
        "average",
        {"schuldhulp": 50 * K, "buurtkamer": 25 * K},  # the scheme's 15 cannot start and is divided
        25 * K,
    )


def test_the_majority_pays_in_full_what_most_seats_give_to() -> None:
    plan = _plan_of("majority", *MIXED)
    assert (dict(plan.amounts), plan.saved) == ({"schuldhulp": 60 * K, "buurtkamer": 40 * K}, 0)


def test_the_director_rule_takes_the_directors_ballot() -> None:
    plan = _plan_of("director", *MIXED)
    assert (dict(plan.amounts), plan.saved) == ({"schuldhulp": 50 * K, "regeling": 50 * K}, 0)


def test_a_director_who_decides_and_says_nothing_saves_everything() -> None:
    state = _filling(stance="decide")
    act(state, Advance())
    assert state.plan is not None
    assert (state.plan.amounts, state.plan.saved) == ({}, 100 * K)


def test_every_rule_that_can_be_counted_stands_beside_the_plan() -> None:
    plan = _plan_of("majority", *MIXED)
    counted = {rule: dict(amounts) for rule, amounts in plan.counted}
    assert list(counted) == list(COUNTABLE_RULES)
    assert counted["majority"] == dict(plan.amounts)
    assert counted["director"] == {"schuldhulp": 50 * K, "regeling": 50 * K}


def test_a_quick_play_counts_only_the_rule_it_needs() -> None:
    state = a_table()
    state.keep_causes = False
    go_to(state, "fill_in")
    _cast(state, *MIXED)
    go_to(state, "claim")
    assert state.plan is not None
    assert [rule for rule, _ in state.plan.counted] == ["average"]


# Other forms of ballot, and equal shares


def _formed(form: str, rule: str, *ballots: Given) -> PlanMade:
    budget = {"per_round": 100 * K, "step": 5 * K, "ballot": form}
    state = _filling(budget=budget, rule=rule)
    happened = _cast(state, *ballots)
    while not any(isinstance(event, PlanMade) for event in happened):
        happened = act(state, Advance())
    return next(event for event in happened if isinstance(event, PlanMade))


def test_ticks_buy_what_those_who_want_it_can_pay_from_equal_shares() -> None:
    # Shares of 25. S costs its three 20 each, so it goes first. Then Noor has 25 left, and she alone wants B
    # (40). When everybody reckons with 40 she pays it: 60 + 40 is the whole pot.
    plan = _formed("approval", "equal_shares", (_S,), (_S,), (_S,), (_B,))
    assert (dict(plan.amounts), plan.saved) == ({"schuldhulp": 60 * K, "buurtkamer": 40 * K}, 0)
    assert plan.ties == ()


def test_the_plan_tells_how_a_tie_was_settled() -> None:
    plan = _formed("approval", "equal_shares", (_S, _B), (_S, _B))
    assert plan.ties == (Tie(("buurtkamer", "schuldhulp"), "buurtkamer", "cost"),)


def test_a_ranking_is_counted_under_every_rule() -> None:
    ranking = (("schuldhulp", 2), ("regeling", 1), ("buurtkamer", 3))
    plan = _formed("ranking", "majority", ranking, ranking)
    counted = {rule: dict(amounts) for rule, amounts in plan.counted}
    # From the top until the pot is spent is R only: S (60) no longer fits in the 50 that are left.
    assert counted["borda"] == {"regeling": 50 * K, "buurtkamer": 40 * K}
    assert counted["average"] == counted["majority"] == {"regeling": 50 * K}
    assert counted["director"] == {}


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ("approval", (("schuldhulp", 2),)),
        ("approval", (("buurtkamer", 1), ("schuldhulp", 1))),
        ("ranking", (("schuldhulp", 1), ("regeling", 1))),
        ("ranking", (("schuldhulp", 2),)),
        ("ranking", (("onbekend", 1),)),
    ],
)
def test_a_ballot_of_another_form_is_refused(form: str, wrong: Given) -> None:
    state = _filling(budget={"per_round": 100 * K, "step": 5 * K, "ballot": form})
    assert refusal(state, CastBallot("henk", wrong)) == "not-allowed"


def test_a_ballot_of_marks_opens_in_euros() -> None:
    state = _filling(budget={"per_round": 100 * K, "step": 5 * K, "ballot": "approval"})
    _cast(state, (_S, _B), (_S,))
    [opened] = [one for one in act(state, Advance()) if isinstance(one, BallotsRevealed)]
    assert dict(opened.amounts) == {
        "nadia": (("schuldhulp", 60 * K), ("buurtkamer", 40 * K)),
        "henk": (("schuldhulp", 60 * K),),
    }


def test_a_round_may_have_a_rule_of_its_own() -> None:
    state = a_table(rounds={1: {"name": "Een"}, 2: {"name": "Twee", "rule": "majority"}})
    shown = part(state, "projector", "table")
    assert isinstance(shown, dict)
    assert shown["rule"] == "average"
    go_to(state, "claim", round_=2)
    assert state.plan is not None
    assert state.plan.rule == "majority"


# Saving


def test_what_is_not_given_stays_in_the_next_pot_one_to_one() -> None:
    state = _filling(**rounds(2), **roles(noor={"patience": 90}))
    _cast(state, _give(60), _give(60), _give(60), _give(60))
    go_to(state, "dialogue", round_=2)
    assert (state.money, state.pot) == (200 * K, 200 * K)  # nobody carried it, so nothing was spent


def test_a_note_during_dividing_makes_the_pot_larger_at_once() -> None:
    state = _filling(**rounds(2), **roles(noor={"patience": 40}))
    go_to(state, "fill_in", round_=2)
    assert (state.set_aside, state.to_divide) == (40 * K, 160 * K)
    act(state, CastBallot("henk", _give(60)))
    act(state, WriteNote("noor"))
    assert (state.set_aside, state.to_divide) == (0, 200 * K)
    assert state.ballots == {"henk": {"schuldhulp": 60 * K}}


def test_the_pot_to_divide_is_empty_until_ballots_open() -> None:
    state = _filling(**rounds(2))
    go_to(state, "explore", round_=2)
    assert state.to_divide == 0
