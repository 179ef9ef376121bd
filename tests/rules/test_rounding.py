"""Rounding is where a wrong whole number would come in unseen, so each kind is held to its exact value."""

import doctest
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules import rounding
from game.rules.rounding import half_away, half_up, largest_remainder

numerators = st.integers(-(10**9), 10**9)
denominators = st.integers(1, 10**6)
weights = st.lists(st.integers(0, 1000), max_size=8)
totals = st.integers(0, 100_000)
steps = st.sampled_from([1, 2, 5, 1000])


@pytest.mark.parametrize(
    ("numerator", "denominator", "whole"),
    [
        (1, 2, 1),
        (-1, 2, 0),
        (3, 2, 2),
        (-3, 2, -1),
        (133, 2, 67),
        (4, 3, 1),
        (5, 3, 2),
        (-5, 3, -2),
        (0, 7, 0),
    ],
)
def test_a_half_goes_up_on_both_sides_of_zero(numerator: int, denominator: int, whole: int) -> None:
    assert half_up(numerator, denominator) == whole


@pytest.mark.parametrize(
    ("numerator", "denominator", "whole"),
    [(1, 2, 1), (-1, 2, -1), (5, 2, 3), (-5, 2, -3), (4, 3, 1), (-4, 3, -1), (12972, 100, 130), (0, 7, 0)],
)
def test_a_half_goes_away_from_zero(numerator: int, denominator: int, whole: int) -> None:
    assert half_away(numerator, denominator) == whole


@given(numerators, denominators)
def test_rounding_is_never_more_than_a_half_off(numerator: int, denominator: int) -> None:
    exact = Fraction(numerator, denominator)
    assert -Fraction(1, 2) < half_up(numerator, denominator) - exact <= Fraction(1, 2)
    assert abs(half_away(numerator, denominator) - exact) <= Fraction(1, 2)


@given(numerators, denominators)
def test_a_loss_is_rounded_like_the_same_gain(numerator: int, denominator: int) -> None:
    assert half_away(-numerator, denominator) == -half_away(numerator, denominator)


@given(numerators, denominators)
def test_the_two_kinds_differ_only_on_a_half_below_zero(numerator: int, denominator: int) -> None:
    is_half_below_zero = numerator < 0 and Fraction(numerator, denominator).denominator == 2
    assert (half_up(numerator, denominator) != half_away(numerator, denominator)) == is_half_below_zero


@pytest.mark.parametrize("denominator", [0, -1])
def test_rounding_refuses_a_denominator_that_is_not_above_zero(denominator: int) -> None:
    with pytest.raises(ValueError, match="denominator"):
        half_up(1, denominator)
    with pytest.raises(ValueError, match="denominator"):
        half_away(1, denominator)


def test_steps_left_over_go_to_the_largest_remainders() -> None:
    assert largest_remainder(10, [5, 3, 1]) == [6, 3, 1]  # exact shares 5.56, 3.33 and 1.11
    assert largest_remainder(50, [5, 3, 1], step=5) == [30, 15, 5]


def test_of_equal_remainders_the_first_gets_the_step() -> None:
    assert largest_remainder(1, [1, 1, 1]) == [1, 0, 0]
    assert largest_remainder(20, [1, 1, 1], step=10) == [10, 10, 0]


def test_what_is_less_than_a_step_is_not_given_out() -> None:
    assert largest_remainder(14, [1, 1], step=5) == [5, 5]
    assert largest_remainder(4, [1, 1], step=5) == [0, 0]


def test_nothing_is_given_out_when_nobody_has_weight() -> None:
    assert largest_remainder(10, [0, 0]) == [0, 0]
    assert largest_remainder(10, []) == []


@given(totals, weights, steps)
def test_shares_are_whole_steps_and_together_all_whole_steps(total: int, ws: list[int], step: int) -> None:
    shares = largest_remainder(total, ws, step)
    assert all(share % step == 0 for share in shares)
    assert sum(shares) == (total // step * step if any(ws) else 0)


@given(totals, weights.filter(any), steps)
def test_a_share_is_less_than_a_step_from_the_exact_one(total: int, ws: list[int], step: int) -> None:
    for share, weight in zip(largest_remainder(total, ws, step), ws, strict=True):
        assert abs(share - Fraction(total // step * step * weight, sum(ws))) < step


@given(totals, weights, steps)
def test_more_weight_never_gets_less_and_no_weight_gets_nothing(total: int, ws: list[int], step: int) -> None:
    shares = largest_remainder(total, ws, step)
    by_weight = [share for _, share in sorted(zip(ws, shares, strict=True))]
    assert by_weight == sorted(by_weight)
    assert all(share == 0 for weight, share in zip(ws, shares, strict=True) if weight == 0)


@given(totals, weights, steps)
def test_the_order_of_receivers_decides_ties_alone(total: int, ws: list[int], step: int) -> None:
    mine, other = largest_remainder(total, ws, step), largest_remainder(total, ws[::-1], step)[::-1]
    differ = [weight for weight, one, two in zip(ws, mine, other, strict=True) if one != two]
    assert sum(mine) == sum(other)
    assert len({total // step * weight % sum(ws) for weight in differ}) <= 1  # equal remainders: a tie


@pytest.mark.parametrize(("total", "ws", "step"), [(-1, [1], 1), (1, [1, -1], 1), (1, [1], 0)])
def test_sharing_refuses_less_than_nothing(total: int, ws: list[int], step: int) -> None:
    with pytest.raises(ValueError, match="cannot share"):
        largest_remainder(total, ws, step)


def test_the_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(rounding).attempted >= 3
    assert doctest.testmod(rounding).failed == 0
