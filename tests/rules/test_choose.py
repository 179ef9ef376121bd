"""A division is other people's money: whatever is written on ballots, none may be lost, made up or wasted."""

from collections.abc import Sequence
from typing import TypeAlias

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from game.rules import choose
from game.rules.choose import (
    Ballot,
    Ballots,
    Division,
    Lot,
    average,
    director,
    moved,
    points_to_amounts,
    widest_spreads,
    without_disputed,
)

S, B, R = Lot("S", 60, 30), Lot("B", 40, 20), Lot("R", 50, 50)
SBR = (S, B, R)


def a_ballot(s: int = 0, b: int = 0, r: int = 0) -> dict[str, int]:
    return {"S": s, "B": b, "R": r}


THE_FOUR = (a_ballot(60, 30, 0), a_ballot(30, 40, 20), a_ballot(50, 10, 30), a_ballot(60, 20, 10))


def majority(ballots: Sequence[Ballot], lots: Sequence[Lot], pot: int) -> Division:
    """Return what most seats want, of ballots in euros."""
    return choose.majority(Ballots("amounts", tuple(ballots)).approvals(lots, pot), lots, pot)


# What Hypothesis plays with: a table of lots, a pot, a step and ballots that fit it

Vote: TypeAlias = tuple[list[dict[str, int]], tuple[Lot, ...], int, int]
Repair: TypeAlias = tuple[Division, tuple[Lot, ...], str, int, int, int]


@st.composite
def lots_of(draw: st.DrawFn, step: int, odd: bool) -> tuple[Lot, ...]:
    """Draw up to six tasks; their costs are whole steps, or any number when `odd`."""
    unit = 1 if odd else step
    costs = draw(st.lists(st.integers(1, 100 // unit), min_size=1, max_size=6))
    minima = [draw(st.integers(0, cost)) for cost in costs]
    return tuple(
        Lot(name, cost * unit, minimum * unit)
        for name, cost, minimum in zip("abcdef", costs, minima, strict=False)
    )


@st.composite
def a_ballot_for(draw: st.DrawFn, lots: Sequence[Lot], pot: int, step: int) -> dict[str, int]:
    left, ballot = pot, {}
    for lot in draw(st.permutations(lots)):
        top = min(lot.cost, left)
        amount = draw(
            st.sampled_from(sorted({*range(0, top + 1, step), *([lot.cost] if top == lot.cost else [])}))
        )
        ballot[lot.task] = amount
        left -= amount
    return ballot


@st.composite
def a_vote(draw: st.DrawFn, odd: bool = True) -> Vote:
    step = draw(st.sampled_from([1, 5, 10]))
    lots = draw(lots_of(step, odd))
    pot = draw(st.integers(0, 200)) if odd else step * draw(st.integers(0, 200 // step))
    return draw(st.lists(a_ballot_for(lots, pot, step), max_size=6)), lots, pot, step


def hold(division: Division, lots: Sequence[Lot], pot: int) -> None:
    """Fail unless the pot is divided in full, every task gets nothing or minimum..cost, in task order."""
    assert sum(amount for _, amount in division.amounts) + division.saved == pot
    assert division.saved >= 0
    given = [task for task, _ in division.amounts]
    assert given == [lot.task for lot in lots if lot.task in given]
    for lot in lots:
        amount = division.of(lot.task)
        assert (lot.task in given) == (amount > 0)
        assert amount == 0 or lot.minimum <= amount <= lot.cost


# Lots and divisions


@pytest.mark.parametrize(("cost", "minimum"), [(0, 0), (-5, 0), (10, 11), (10, -1)])
def test_a_lot_has_a_cost_and_a_minimum_within_it(cost: int, minimum: int) -> None:
    with pytest.raises(ValueError, match="minimum"):
        Lot("S", cost, minimum)


def test_a_division_knows_what_each_task_gets() -> None:
    division = Division((("S", 60), ("B", 30)), 10)
    assert (division.of("S"), division.of("B"), division.of("R")) == (60, 30, 0)


# Points


def test_points_are_shares_of_the_pot_in_steps() -> None:
    assert points_to_amounts({"S": 3, "B": 2}, 5, 90, 5, SBR) == {"S": 55, "B": 35}  # 54 and 36 in steps of 5
    assert points_to_amounts({"S": 3, "R": 2}, 5, 100, 5, SBR) == {"S": 60, "R": 40}


def test_points_kept_back_are_saved() -> None:
    assert points_to_amounts({"S": 2}, 5, 100, 5, SBR) == {"S": 40}
    assert points_to_amounts({}, 5, 100, 5, SBR) == {}


def test_points_never_give_a_task_more_than_its_cost() -> None:
    assert points_to_amounts({"B": 5}, 5, 100, 5, SBR) == {"B": 40}


def test_points_with_equal_remainders_favour_the_first_task() -> None:
    assert points_to_amounts({"S": 1, "B": 1}, 2, 15, 10, SBR) == {"S": 10}
    assert points_to_amounts({"S": 1}, 2, 10, 10, SBR) == {"S": 10}  # points kept back come last


@given(st.data(), a_vote(), st.sampled_from([5, 10]))
def test_points_stand_for_no_more_than_the_pot(data: st.DataObject, vote: Vote, all_points: int) -> None:
    _, lots, pot, step = vote
    points = data.draw(a_ballot_for([Lot(lot.task, all_points, 0) for lot in lots], all_points, 1))
    amounts = points_to_amounts(points, all_points, pot, step, lots)
    assert sum(amounts.values()) <= pot
    for lot in lots:
        amount = amounts.get(lot.task, 0)
        assert 0 <= amount <= lot.cost
        assert amount % step == 0 or amount == lot.cost
        assert amount == 0 or points[lot.task] > 0
        exact_times_all = pot // step * step * points[lot.task]
        assert amount == lot.cost or abs(amount * all_points - exact_times_all) < step * all_points


@pytest.mark.parametrize("points", [{"S": 6}, {"S": 3, "B": 3}, {"S": -1}, {"X": 1}])
def test_points_that_a_seat_does_not_have_are_refused(points: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="gives"):
        points_to_amounts(points, 5, 100, 5, SBR)


# Average


def test_the_worked_example_averages_to_sixty_and_thirty() -> None:
    without_minima = [Lot(lot.task, lot.cost, 0) for lot in SBR]
    assert average(THE_FOUR, without_minima, 90, 5).amounts == (("S", 50), ("B", 25), ("R", 15))
    assert average(THE_FOUR, SBR, 90, 5) == Division((("S", 60), ("B", 30)), 0)


def test_what_all_ballots_keep_back_is_saved() -> None:
    assert average([a_ballot(s=30), a_ballot(s=40)], SBR, 100, 5) == Division((("S", 35),), 65)


def test_without_ballots_everything_is_saved() -> None:
    assert average([], SBR, 90, 5) == Division((), 90)


def test_the_task_furthest_under_its_minimum_drops_out_first() -> None:
    # R lacks 25, S 10 and B 5; what R frees, 15 and 10, brings S and B over theirs.
    assert average([a_ballot(20, 15, 25)], SBR, 60, 5) == Division((("S", 35), ("B", 25)), 0)


def test_of_two_as_far_under_their_minimum_the_last_drops_out() -> None:
    twins = (Lot("a", 40, 20), Lot("b", 40, 20))
    assert average([{"a": 10, "b": 10}], twins, 20, 5) == Division((("a", 20),), 0)


def test_what_is_above_a_cost_is_spread_over_the_others() -> None:
    lots = (Lot("a", 30, 0), Lot("b", 100, 0), Lot("c", 50, 50))
    # c drops out: 40 goes 25 to a and 15 to b in proportion; a has room for 5, so 20 more goes to b.
    assert average([{"a": 25, "b": 15, "c": 40}], lots, 80, 5) == Division((("a", 30), ("b", 50)), 0)


def test_what_nobody_has_room_for_is_saved() -> None:
    lots = (Lot("a", 30, 0), Lot("c", 50, 50))
    assert average([{"a": 25, "c": 40}], lots, 65, 5) == Division((("a", 30),), 35)


def test_a_task_that_nobody_gave_anything_gets_nothing_of_what_drops_out() -> None:
    assert average([a_ballot(s=0, b=40, r=40)], SBR, 80, 5) == Division((("B", 40),), 40)


def test_a_cost_between_two_steps_can_still_be_paid_in_full() -> None:
    lots = (Lot("a", 54, 54), Lot("b", 40, 0))
    assert average([{"a": 54, "b": 35}, {"a": 54, "b": 35}], lots, 90, 5) == Division(
        (("a", 54), ("b", 35)), 1
    )


@given(a_vote())
def test_an_average_divides_the_pot_within_minima_and_costs(
    vote: Vote,
) -> None:
    ballots, lots, pot, step = vote
    division = average(ballots, lots, pot, step)
    hold(division, lots, pot)
    for lot in lots:
        assert division.of(lot.task) % step == 0 or division.of(lot.task) == lot.cost
        assert division.of(lot.task) == 0 or any(ballot[lot.task] > 0 for ballot in ballots)


@given(a_vote(), st.data())
def test_an_average_does_not_depend_on_the_order_of_ballots(vote: Vote, data: st.DataObject) -> None:
    ballots, lots, pot, step = vote
    other = data.draw(st.permutations(ballots))
    assert average(other, lots, pot, step) == average(ballots, lots, pot, step)
    assert majority(other, lots, pot) == majority(ballots, lots, pot)


@given(a_vote(odd=False))
def test_a_ballot_that_all_share_is_followed_above_the_minima(
    vote: Vote,
) -> None:
    ballots, lots, pot, step = vote
    assume(ballots)
    shared = {lot.task: a if (a := ballots[0][lot.task]) >= lot.minimum else 0 for lot in lots}
    division = average([shared] * len(ballots), lots, pot, step)
    assert dict(division.amounts) == {task: amount for task, amount in shared.items() if amount}


@given(a_vote(odd=False))
def test_a_mean_without_minima_is_less_than_a_step_from_the_exact_one(
    vote: Vote,
) -> None:
    ballots, lots, pot, step = vote
    assume(ballots)
    free = [Lot(lot.task, lot.cost, 0) for lot in lots]
    division = average(ballots, free, pot, step)
    for lot in lots:
        together = sum(ballot[lot.task] for ballot in ballots)
        assert abs(division.of(lot.task) * len(ballots) - together) < step * len(ballots)


@given(a_vote(odd=False), st.data())
def test_naming_tasks_in_another_order_matters_only_for_ties(vote: Vote, data: st.DataObject) -> None:
    ballots, lots, pot, _ = vote
    free = [Lot(lot.task, lot.cost, 0) for lot in lots]
    turned = data.draw(st.permutations(free))
    by_euro = average(ballots, free, pot, 1)  # without minima, ties are about the last euro alone
    again = average(ballots, turned, pot, 1)
    assert all(abs(by_euro.of(lot.task) - again.of(lot.task)) <= 1 for lot in lots)
    together = {lot.task: sum(ballot[lot.task] for ballot in ballots) for lot in lots}
    if ballots and all(amount % len(ballots) == 0 for amount in together.values()):
        assert dict(by_euro.amounts) == dict(again.amounts)


@given(a_vote())
def test_a_seat_that_gives_a_task_all_it_can_raises_it_or_leaves_it(
    vote: Vote,
) -> None:
    ballots, lots, pot, step = vote
    free = [Lot(lot.task, lot.cost, 0) for lot in lots]
    most = {lots[0].task: min(lots[0].cost, pot // step * step)}
    assert average([*ballots, most], free, pot, step).of(lots[0].task) >= average(
        [*ballots, {}], free, pot, step
    ).of(lots[0].task)


@pytest.mark.parametrize("ballot", [{"S": 50, "B": 50}, {"S": -5}, {"X": 5}])
def test_a_ballot_that_cannot_be_is_refused(ballot: Ballot) -> None:
    with pytest.raises(ValueError, match="gives"):
        average([ballot], SBR, 90, 5)
    with pytest.raises(ValueError, match="gives"):
        director(ballot, SBR, 90, 5)


def test_a_ballot_above_a_cost_counts_up_to_the_cost() -> None:
    assert average([{"B": 80}], SBR, 90, 5) == Division((("B", 40),), 50)
    assert director({"B": 80}, SBR, 90, 5) == Division((("B", 40),), 50)


# Majority


def test_a_majority_pays_what_most_seats_want_in_full_and_skips_what_no_longer_fits() -> None:
    # S and B have four seats, R three. B is cheaper; then S no longer fits in 50, but R does.
    assert majority(THE_FOUR, SBR, 90) == Division((("B", 40), ("R", 50)), 0)
    assert majority(THE_FOUR, SBR, 105) == Division((("S", 60), ("B", 40)), 5)


def test_seats_count_before_price() -> None:
    ballots = [a_ballot(s=60), a_ballot(s=5, b=40), a_ballot(r=50)]
    assert majority(ballots, SBR, 60) == Division((("S", 60),), 0)


def test_of_tasks_with_as_many_seats_and_one_price_the_first_is_paid() -> None:
    twins = (Lot("a", 40, 0), Lot("b", 40, 0))
    assert majority([{"b": 10, "a": 1}], twins, 60) == Division((("a", 40),), 20)
    assert majority([{"b": 10, "a": 1}], twins[::-1], 60) == Division((("b", 40),), 20)


def test_a_majority_pays_nothing_that_no_seat_wants() -> None:
    assert majority([a_ballot(b=5)], SBR, 150) == Division((("B", 40),), 110)
    assert majority([], SBR, 150) == Division((), 150)


@given(a_vote())
def test_a_majority_divides_the_pot_and_leaves_no_wanted_task_that_fits(
    vote: Vote,
) -> None:
    ballots, lots, pot, _ = vote
    division = majority(ballots, lots, pot)
    hold(division, lots, pot)
    for lot in lots:
        is_wanted = any(ballot[lot.task] > 0 for ballot in ballots)
        assert division.of(lot.task) in {0, lot.cost}
        assert is_wanted or division.of(lot.task) == 0
        assert division.of(lot.task) or not is_wanted or lot.cost > division.saved


@given(a_vote())
def test_a_majority_counts_seats_not_sizes(
    vote: Vote,
) -> None:
    ballots, lots, pot, _ = vote
    approvals = [{task: int(amount > 0) for task, amount in ballot.items()} for ballot in ballots]
    assert majority(approvals, lots, pot) == majority(ballots, lots, pot)


# Director


def test_the_director_gets_what_the_director_wrote() -> None:
    assert director({"R": 50, "S": 50}, SBR, 100, 5) == Division((("S", 50), ("R", 50)), 0)


def test_the_director_is_held_to_the_minima_too() -> None:
    assert director({"R": 40, "S": 50}, SBR, 100, 5) == Division((("S", 60),), 40)


@given(a_vote())
def test_a_director_divides_the_pot_within_minima_and_costs(
    vote: Vote,
) -> None:
    ballots, lots, pot, step = vote
    assume(ballots)
    division = director(ballots[0], lots, pot, step)
    hold(division, lots, pot)
    if all(amount == 0 or amount >= lot.minimum for lot in lots for amount in [ballots[0][lot.task]]):
        assert dict(division.amounts) == {task: amount for task, amount in ballots[0].items() if amount}


# Spreads


def test_the_two_widest_spreads_come_first() -> None:
    ballots = dict(zip(["nadia", "henk", "joris", "noor"], THE_FOUR, strict=True))
    assert widest_spreads(ballots, SBR) == ("S", "B")  # 30, 30 and 30: task order
    assert widest_spreads({**ballots, "noor": a_ballot(60, 20, 50)}, SBR) == ("R", "S")


def test_a_task_that_is_not_on_a_ballot_got_nothing_there() -> None:
    assert widest_spreads({"nadia": {"R": 10}, "henk": {"S": 5}}, SBR) == ("R", "S")


def test_where_all_agree_there_is_no_spread() -> None:
    assert widest_spreads({"nadia": a_ballot(30), "henk": a_ballot(30)}, SBR) == ()
    assert widest_spreads({"nadia": a_ballot(30), "henk": a_ballot(30, 5)}, SBR) == ("B",)
    assert widest_spreads({"nadia": a_ballot(30)}, SBR) == ()
    assert widest_spreads({}, SBR) == ()


# Consent: repairs and the fall-back


def test_money_of_disputed_tasks_is_saved() -> None:
    division = Division((("S", 60), ("B", 30)), 10)
    assert without_disputed(division, {"B", "R"}) == Division((("S", 60),), 40)
    assert without_disputed(division, []) == division


@given(a_vote(), st.sets(st.sampled_from("abcdef")))
def test_the_fall_back_changes_nothing_but_the_disputed_tasks(vote: Vote, disputed: set[str]) -> None:
    ballots, lots, pot, step = vote
    plan = average(ballots, lots, pot, step)
    fallen = without_disputed(plan, disputed)
    hold(fallen, lots, pot)
    assert all(fallen.of(lot.task) == (0 if lot.task in disputed else plan.of(lot.task)) for lot in lots)


PLAN = Division((("S", 60), ("B", 30)), 10)


def test_what_a_task_gives_up_is_saved() -> None:
    assert moved(PLAN, SBR, "S", 40, 100, 5) == Division((("S", 40), ("B", 30)), 30)
    assert moved(PLAN, SBR, "S", 0, 100, 5) == Division((("B", 30),), 70)


def test_what_a_task_needs_comes_first_from_what_was_saved() -> None:
    assert moved(PLAN, SBR, "B", 40, 100, 5) == Division((("S", 60), ("B", 40)), 0)


def test_then_it_comes_from_the_others_in_proportion_to_what_is_above_their_minimum() -> None:
    lots = (S, B, Lot("T", 50, 20))
    # 10 from what was saved, 20 from 30 above the minimum of S and 10 above that of B.
    assert moved(PLAN, lots, "T", 30, 100, 5) == Division((("S", 45), ("B", 25), ("T", 30)), 0)


def test_then_the_smallest_task_drops_out_and_what_that_leaves_is_saved() -> None:
    # R needs 50: 10 is saved and 40 lies above the minima, just enough.
    assert moved(PLAN, SBR, "R", 50, 100, 5) == Division((("S", 30), ("B", 20), ("R", 50)), 0)
    # In a pot of 90 nothing was saved: B drops out, and S pays the other 20.
    assert moved(Division(PLAN.amounts, 0), SBR, "R", 50, 90, 5) == Division((("S", 40), ("R", 50)), 0)
    whole = (Lot("a", 50, 50), Lot("b", 20, 20), Lot("c", 10, 10))
    assert moved(Division((("a", 50), ("b", 20)), 0), whole, "c", 10, 70, 5) == Division(
        (("a", 50), ("c", 10)), 10
    )


def test_of_two_smallest_tasks_the_last_drops_out() -> None:
    lots = (Lot("a", 20, 20), Lot("b", 20, 20), Lot("c", 20, 20))
    plan = Division((("a", 20), ("b", 20)), 0)
    assert moved(plan, lots, "c", 20, 40, 5) == Division((("a", 20), ("c", 20)), 0)


def test_a_task_can_get_the_whole_pot() -> None:
    lots = (*SBR, Lot("T", 100, 20))
    assert moved(PLAN, lots, "T", 100, 100, 5) == Division((("T", 100),), 0)


@pytest.mark.parametrize(("task", "amount"), [("S", 65), ("S", 25), ("S", -5), ("X", 10), ("T", 105)])
def test_a_proposal_that_cannot_be_is_refused(task: str, amount: int) -> None:
    with pytest.raises(ValueError, match="cannot go to"):
        moved(PLAN, (*SBR, Lot("T", 200, 20)), task, amount, 100, 5)


@pytest.mark.parametrize("other", [Division(PLAN.amounts, 15), Division((("X", 90),), 10)])
def test_a_proposal_on_another_division_is_refused(other: Division) -> None:
    with pytest.raises(ValueError, match="does not divide"):
        moved(other, SBR, "S", 60, 100, 5)


@st.composite
def a_repair(draw: st.DrawFn, odd: bool = True) -> Repair:
    ballots, lots, pot, step = draw(a_vote(odd))
    plan = average(ballots, lots, pot, step)
    lot = draw(st.sampled_from(lots))
    unit = 1 if odd else step
    top = min(lot.cost, pot)
    amounts = [0, *range(max(lot.minimum, unit), top + 1, unit)]
    return plan, lots, lot.task, draw(st.sampled_from(amounts)), pot, step


@given(a_repair())
def test_a_repair_gives_exactly_what_is_proposed_and_keeps_the_rest_within_bounds(
    repair: Repair,
) -> None:
    plan, lots, task, amount, pot, step = repair
    after = moved(plan, lots, task, amount, pot, step)
    hold(after, lots, pot)
    assert after.of(task) == amount
    others = [lot.task for lot in lots if lot.task != task]
    assert all(after.of(other) <= plan.of(other) for other in others)
    if amount <= plan.of(task) + plan.saved:
        assert all(after.of(other) == plan.of(other) for other in others)


@given(a_repair(odd=False))
def test_a_repair_in_whole_steps_takes_no_more_than_it_needs(
    repair: Repair,
) -> None:
    plan, lots, task, amount, pot, step = repair
    after = moved(plan, lots, task, amount, pot, step)
    others = [name for name, _ in plan.amounts if name != task]
    dropped = [plan.of(name) for name in others if after.of(name) == 0]
    kept = [plan.of(name) for name in others if after.of(name) > 0]
    assert all(given % step == 0 for _, given in after.amounts)
    if amount > plan.of(task) + plan.saved and not dropped:
        assert after.saved == 0
    if dropped and kept and all(lot.minimum > 0 for lot in lots):
        assert max(dropped) <= min(kept)
        assert after.saved < max(dropped)  # without the last that dropped out there was too little


@given(a_repair())
def test_proposing_what_a_task_has_changes_nothing(
    repair: Repair,
) -> None:
    plan, lots, task, _, pot, step = repair
    assert moved(plan, lots, task, plan.of(task), pot, step) == plan
