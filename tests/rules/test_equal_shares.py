"""Equal shares and Phragmén: everybody's money counts the same, and every sum is exact."""

from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import TypeAlias, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.choose import Approvals, Completion, Division, Lot, Tie, equal_shares, phragmen, votes

A, B, C = Lot("A", 60, 60), Lot("B", 40, 40), Lot("C", 30, 30)
THREE: Approvals = {("A", "B"): 2, ("B", "C"): 1}
"""Two voters want A and B, one wants B and C."""


def funded(division: Division) -> str:
    return "".join(task for task, _ in division.amounts)


# By hand. --------------------------------------------------------------------------------------------


def test_the_task_with_most_supporters_for_its_price_is_bought_from_equal_shares() -> None:
    # Shares of 30. B costs its three supporters 13⅓ each and A its two 30 each, so B goes first. Then all
    # have 16⅔ left: together 33⅓ for A (60), 16⅔ for C (30). Neither can be paid.
    assert equal_shares(THREE, (A, B, C), 90, completion="none") == Division((("B", 40),), 50)


def test_a_step_that_would_spend_more_than_the_pot_is_not_taken() -> None:
    # At 44 each has 30⅔ left after B: enough for A (2 × 30) and for C (30), together 130 of 90. C alone
    # would fit.
    assert equal_shares(THREE, (A, B, C), 90, completion="add1") == Division((("B", 40),), 50)


def test_what_is_left_then_goes_to_the_most_votes_that_fit() -> None:
    # A has two votes and does not fit in 50; C has one and does.
    assert equal_shares(THREE, (A, B, C), 90, completion="add1u") == Division((("B", 40), ("C", 30)), 20)


def test_shares_rise_by_a_euro_until_nothing_more_would_fit() -> None:
    # Shares of 25: A costs its two supporters 25 each and C its one 20; B wants 30 from one, at 30.
    lots = (Lot("A", 50, 50), Lot("B", 30, 30), Lot("C", 20, 20))
    approvals: Approvals = {("A",): 2, ("B",): 1, ("C",): 1}
    heard: list[int] = []
    assert funded(equal_shares(approvals, lots, 100, completion="none")) == "AC"
    assert funded(equal_shares(approvals, lots, 100, completion="add1", told=heard.append)) == "ABC"
    assert max(heard) == 29


def test_who_has_less_left_gives_all_of_it_and_the_others_pay_the_rest() -> None:
    # Shares of 40. P costs its three supporters 30 each, so Nadia has 10 left. For Y she gives that, Henk 30.
    approvals: Approvals = {("P", "Y"): 1, ("P",): 2, ("Y",): 1}
    lots = (Lot("P", 90, 90), Lot("Y", 40, 40))
    assert funded(equal_shares(approvals, lots, 160, completion="none")) == "PY"
    dearer = (Lot("P", 90, 90), Lot("Y", 51, 51))  # together they have 50
    assert funded(equal_shares(approvals, dearer, 160, completion="none")) == "P"


def test_of_tasks_that_are_as_strong_the_cheapest_goes_first_and_the_tie_is_told() -> None:
    approvals: Approvals = {("A", "C"): 2}
    division = equal_shares(approvals, (A, C), 60, completion="none")
    assert (funded(division), division.ties) == ("C", (Tie(("C", "A"), "C", "cost"),))


def test_of_equal_prices_the_draw_decides() -> None:
    twins = (Lot("a", 40, 40), Lot("b", 40, 40))
    approvals: Approvals = {("a",): 1, ("b",): 1}
    for drawn in ("ab", "ba"):
        division = phragmen(approvals, twins, 40, drawn)
        assert (funded(division), division.ties) == (drawn[0], (Tie(tuple(drawn), drawn[0], "draw"),) * 1)


def test_who_votes_for_nothing_still_has_a_share() -> None:
    approvals: Approvals = {("A",): 1, (): 1}
    assert funded(equal_shares(approvals, (A,), 119, completion="none")) == ""  # a share of 59½
    assert funded(equal_shares(approvals, (A,), 120, completion="none")) == "A"


def test_without_voters_everything_is_saved() -> None:
    for completion in get_args(Completion):
        assert equal_shares({}, (A, B), 100, completion=completion) == Division((), 100)
        assert equal_shares({(): 3}, (A, B), 100, completion=completion) == Division((), 100)
    assert phragmen({}, (A, B), 100) == Division((), 100)


def test_phragmen_buys_as_soon_as_supporters_have_saved_enough() -> None:
    # B after 13⅓; its supporters start again. A and C would both come after 43⅓: C is cheaper, and then A no
    # longer fits.
    division = phragmen(THREE, (A, B, C), 90)
    assert (funded(division), division.saved) == ("BC", 20)
    assert division.ties == (Tie(("C", "A"), "C", "cost"),)


def test_phragmen_ends_where_the_next_task_would_spend_more_than_the_pot() -> None:
    approvals: Approvals = {("A",): 3, ("C",): 1}  # A after 20, C after 30
    assert funded(phragmen(approvals, (A, C), 59)) == ""


# Counted again, slowly, voter by voter and euro by euro. ----------------------------------------------


def slowly(
    voters: Sequence[tuple[str, ...]], lots: Sequence[Lot], pot: int, drawn: Sequence[str], completion: str
) -> set[str]:
    """Return what equal shares buy, by the letter of the definition: no groups, no leaps."""
    wanted = {lot.task: [n for n, own in enumerate(voters) if lot.task in own] for lot in lots}
    costs = {lot.task: lot.cost for lot in lots if wanted[lot.task]}

    def order(task: str) -> tuple[int, int, int]:
        return costs[task], -len(wanted[task]), drawn.index(task)

    def at(share: Fraction) -> set[str]:
        left = [share] * len(voters)
        have: set[str] = set()
        while True:
            prices = {}
            for task in costs.keys() - have:
                if sum(left[n] for n in wanted[task]) >= costs[task]:
                    prices[task] = price(costs[task], sorted(left[n] for n in wanted[task]))
            if not prices:
                return have
            best = min(prices, key=lambda task: (prices[task] / costs[task], order(task)))
            for n in wanted[best]:
                left[n] -= min(left[n], prices[best])
            have.add(best)

    def price(cost: int, purses: list[Fraction]) -> Fraction:
        still = Fraction(cost)
        for number, purse in enumerate(purses):
            each = still / (len(purses) - number)
            if each <= purse:
                return each
            still -= purse
        raise AssertionError("they cannot pay")

    def spent(tasks: set[str]) -> int:
        return sum(costs[task] for task in tasks)

    have, share = at(Fraction(pot, len(voters))), pot // len(voters)
    while completion != "none" and any(spent(have) + costs[task] <= pot for task in costs.keys() - have):
        more = at(Fraction(share + 1))
        if spent(more) > pot:
            break
        have, share = more, share + 1
    if completion == "add1u":
        for task in sorted(costs.keys() - have, key=lambda task: (-len(wanted[task]), order(task))):
            if spent(have) + costs[task] <= pot:
                have.add(task)
    return have


Vote: TypeAlias = tuple[list[tuple[str, ...]], tuple[Lot, ...], int, list[str]]


@st.composite
def elections(draw: st.DrawFn) -> Vote:
    """Draw up to eight voters on up to six tasks; few prices, so that ties come often."""
    prices = draw(st.sampled_from([st.integers(1, 60), st.sampled_from([10, 20, 30])]))
    costs = draw(st.lists(prices, min_size=1, max_size=6))
    lots = tuple(Lot(task, cost, cost) for task, cost in zip("abcdef", costs, strict=False))
    tasks = [lot.task for lot in lots]
    one = st.sets(st.sampled_from(tasks)).map(lambda own: tuple(sorted(own)))
    voters = draw(st.lists(one, min_size=1, max_size=8))
    return voters, lots, draw(st.integers(0, 150)), draw(st.permutations(tasks))


def grouped(voters: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], int]:
    return {own: voters.count(own) for own in voters}


@pytest.mark.parametrize("completion", get_args(Completion))
@given(vote=elections())
@settings(max_examples=150)
def test_groups_and_leaps_give_what_voter_by_voter_and_euro_by_euro_gives(
    completion: Completion, vote: Vote
) -> None:
    voters, lots, pot, drawn = vote
    division = equal_shares(grouped(voters), lots, pot, drawn, completion)
    assert set(funded(division)) == slowly(voters, lots, pot, drawn, completion)


def test_shares_are_not_leapt_over_where_the_order_changes_and_changes_back() -> None:
    lots = (Lot("a", 76, 76), Lot("b", 50, 50), Lot("c", 49, 49), Lot("d", 42, 42))
    voters = [("b", "c", "d"), ("a",), ("d",), ("b", "d"), ("a", "c")]
    assert slowly(voters, lots, 150, "abcd", "add1") == {"a", "d"}
    assert funded(equal_shares(grouped(voters), lots, 150, "abcd", "add1")) == "ad"


@given(elections())
def test_what_is_funded_never_costs_more_than_the_pot(vote: Vote) -> None:
    voters, lots, pot, drawn = vote
    divisions = [equal_shares(grouped(voters), lots, pot, drawn, one) for one in get_args(Completion)]
    for division in [*divisions, phragmen(grouped(voters), lots, pot, drawn)]:
        assert division.saved >= 0
        assert sum(amount for _, amount in division.amounts) + division.saved == pot
        assert all(division.of(lot.task) in (0, lot.cost) for lot in lots)


@given(elections(), st.randoms(use_true_random=False))
def test_who_votes_first_and_which_task_is_listed_first_matter_to_nobody(vote: Vote, chance: Random) -> None:
    voters, lots, pot, drawn = vote
    mixed, turned = list(voters), list(lots)
    chance.shuffle(mixed)
    chance.shuffle(turned)
    for completion in get_args(Completion):
        before = equal_shares(grouped(voters), lots, pot, drawn, completion)
        after = equal_shares(grouped(mixed), turned, pot, drawn, completion)
        assert dict(before.amounts) == dict(after.amounts)
        assert before.ties == after.ties
    assert dict(phragmen(grouped(voters), lots, pot, drawn).amounts) == dict(
        phragmen(grouped(mixed), turned, pot, drawn).amounts
    )


@given(elections())
def test_twice_as_many_voters_of_the_same_mind_change_nothing(vote: Vote) -> None:
    voters, lots, pot, drawn = vote
    once, twice = grouped(voters), grouped([*voters, *voters])
    assert equal_shares(once, lots, pot, drawn, "none") == equal_shares(twice, lots, pot, drawn, "none")
    assert phragmen(once, lots, pot, drawn) == phragmen(twice, lots, pot, drawn)


@given(elections())
def test_completing_leaves_what_was_complete_and_fills_what_was_not(vote: Vote) -> None:
    voters, lots, pot, drawn = vote
    wanted = votes(grouped(voters))
    none, add1, add1u = (equal_shares(grouped(voters), lots, pot, drawn, one) for one in get_args(Completion))

    def more_fits(division: Division) -> bool:
        rest = [lot for lot in lots if not division.of(lot.task) and lot.task in wanted]
        return any(lot.cost <= division.saved for lot in rest)

    if not more_fits(none):
        assert add1 == none
    assert set(funded(add1)) <= set(funded(add1u))
    assert not more_fits(add1u)
