"""Stance and goals: what the table agrees on before anybody asks anything."""

import pytest

from game.rules.actions import Advance, CastBallot, ChangePlan, ChooseGoal, Claim, SayStance
from game.rules.events import GoalsSet, PlanChanged, StanceSaid
from game.rules.offers import options_of
from game.rules.state import rule_now, voters
from tests.builders import a_rich_game, a_table, act, changes_of, divide, go_to, refusal, rounds

K = 1000
SEATS = ("nadia", "henk", "joris", "noor")


def test_nothing_goes_on_before_the_director_said_the_stance() -> None:
    state = a_table()
    assert state.phase == "explore"
    assert refusal(state, Advance()) == "stance-missing"
    assert refusal(state, SayStance("henk", "decide")) == "not-now"


def test_a_stance_is_said_once_a_round() -> None:
    state = a_table(a_rich_game())
    act(state, SayStance("noor", "co_produce"))
    assert state.phase == "explore"  # goals are still to be tapped
    assert refusal(state, SayStance("noor", "decide")) == "stance-said"


def test_producing_together_takes_a_slot_and_deciding_none() -> None:
    together, alone = a_table(), a_table()
    act(together, SayStance("noor", "co_produce"))
    act(alone, SayStance("noor", "decide"))
    assert (together.slots_left, together.slots_used) == (2, ["stance"])
    assert (alone.slots_left, alone.slots_used) == (3, [])


def test_producing_together_is_possible_where_slots_are_not_played_with() -> None:
    state = a_table(slots=0, stances=["co_produce"])
    act(state, SayStance("noor", "co_produce"))
    assert (state.stance, state.slots_left) == ("co_produce", 0)


def test_a_round_without_exploring_has_the_first_stance_and_pays_for_it() -> None:
    state = a_table(phases=["dialogue", "divide", "carry_out"], stances=["co_produce", "decide"])
    happened = go_to(state, "fill_in")
    assert [event for event in happened if isinstance(event, StanceSaid)] == [
        StanceSaid("noor", "co_produce", 1, ())
    ]
    assert state.slots_left == 2


def test_who_decides_alone_is_the_only_one_with_a_ballot() -> None:
    state = a_table()
    go_to(state, "fill_in", stance="decide")
    assert (voters(state), rule_now(state)) == (("noor",), "director")
    assert refusal(state, CastBallot("henk", ())) == "not-now"


def test_who_produces_together_gives_ballots_alike() -> None:
    state = a_table()
    go_to(state, "fill_in")
    assert (voters(state), rule_now(state)) == (SEATS, "average")


def test_a_promise_kept_earns_trust_from_who_gave_a_ballot() -> None:
    state = a_table()
    go_to(state, "fill_in")
    act(state, CastBallot("nadia", ()), CastBallot("noor", ()))
    happened = go_to(state, "ended")
    assert changes_of(happened, "promise_kept") == [("trust", "nadia", 4)]


def test_a_plan_changed_afterwards_breaks_the_promise_to_all() -> None:
    state = a_table()
    divide(state, schuldhulp=60)
    happened = act(state, ChangePlan("noor", "regeling", 50 * K))
    assert [type(event) for event in happened][:1] == [PlanChanged]
    happened += go_to(state, "ended")
    assert changes_of(happened, "promise_kept") == []
    assert changes_of(happened, "promise_broken") == [
        ("trust", "nadia", -12),
        ("trust", "henk", -12),
        ("trust", "joris", -12),
    ]


def test_a_changed_plan_takes_what_is_saved_and_then_what_others_can_spare() -> None:
    state = a_table()
    divide(state, schuldhulp=40, buurtkamer=40)
    act(state, ChangePlan("noor", "regeling", 50 * K))
    assert state.plan is not None
    assert state.plan.amounts == {"schuldhulp": 30 * K, "regeling": 50 * K, "buurtkamer": 20 * K}
    assert (state.plan.number, state.plan.saved) == (2, 0)
    act(state, Claim("joris", "regeling", "doer"))


def test_a_changed_plan_frees_who_carried_what_falls_out() -> None:
    state = a_table()
    divide(state, schuldhulp=60, buurtkamer=40)
    act(state, ChangePlan("noor", "buurtkamer", 0))
    assert (state.doers, state.owners) == ({"schuldhulp": "joris"}, {"schuldhulp": "noor"})
    assert state.plan is not None
    assert (state.plan.amounts, state.plan.saved) == ({"schuldhulp": 60 * K}, 40 * K)


def test_a_plan_is_changed_once_and_only_where_it_was_made_together() -> None:
    state = a_table()
    divide(state, schuldhulp=60)
    act(state, ChangePlan("noor", "schuldhulp", 50 * K))
    assert refusal(state, ChangePlan("noor", "schuldhulp", 60 * K)) == "plan-changed"
    alone = a_table()
    go_to(alone, "claim", stance="decide")
    assert refusal(alone, ChangePlan("noor", "schuldhulp", 50 * K)) == "not-now"


def test_a_promise_is_for_one_round() -> None:
    state = a_table(**rounds(2))
    divide(state, schuldhulp=60)
    act(state, ChangePlan("noor", "schuldhulp", 50 * K))
    go_to(state, "explore", round_=2)
    happened = divide(state, schuldhulp=60)
    happened += go_to(state, "ended")
    assert {what for what, _, _ in changes_of(happened, "promise_kept")} == {"trust"}
    assert changes_of(happened, "promise_broken") == []


# Goals


def test_the_goal_tapped_most_joins_the_main_one() -> None:
    state = a_table(a_rich_game())
    assert state.goals == ("leefwereld",)
    seats = state.game.seats
    act(state, SayStance("noor", "decide"), *(ChooseGoal(seat, "schulden") for seat in seats[:3]))
    happened = act(state, *(ChooseGoal(seat, "veilig") for seat in seats[3:]))
    assert GoalsSet(("leefwereld", "veilig")) in happened
    assert state.phase == "dialogue"


def test_goals_tapped_as_often_join_in_the_order_of_the_scenario() -> None:
    state = a_table(a_rich_game())
    act(state, ChooseGoal("henk", "veilig"), ChooseGoal("nadia", "schulden"), SayStance("noor", "decide"))
    act(state, Advance())
    assert state.goals == ("leefwereld", "schulden")


def test_a_seat_may_tap_another_goal_as_long_as_the_phase_lasts() -> None:
    state = a_table(a_rich_game())
    act(state, ChooseGoal("henk", "veilig"), ChooseGoal("henk", "schulden"), SayStance("noor", "decide"))
    act(state, Advance())
    assert state.goals == ("leefwereld", "schulden")


def test_the_main_goal_and_what_is_no_goal_are_not_tapped() -> None:
    state = a_table(a_rich_game())
    assert refusal(state, ChooseGoal("henk", "leefwereld")) == "not-allowed"
    assert refusal(state, ChooseGoal("henk", "lawaai")) == "not-allowed"


@pytest.mark.parametrize("seat", SEATS)
def test_one_listed_goal_is_one_goal(seat: str) -> None:
    state = a_table()
    assert options_of(state, seat, "choose_goal") == []
    act(state, SayStance("noor", "decide"))
    assert (state.goals, state.phase) == (("leefwereld",), "dialogue")


def test_goals_are_tapped_in_the_first_round_only() -> None:
    state = a_table(a_rich_game())
    go_to(state, "explore", round_=2)
    assert refusal(state, ChooseGoal("henk", "veilig")) == "not-now"
