"""What a task brings must be explained to the tenth, so the parts are held to the whole here."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.resolve import (
    CAUSES,
    CURVES,
    Carried,
    Factors,
    carry,
    clipped,
    cross,
    effect,
    fit,
    level,
    percent,
)

percents = st.integers(0, 130)
bases = st.integers(-1000, 1000)
factors = st.builds(Factors, level=percents, fit=percents, carry=percents, cross=percents)
costs = st.integers(1, 100_000)


# The worked example, at the level of a task


def test_the_worked_example_lands_schuldhulp() -> None:
    parts = Factors(
        level=level("linear", 60, 60),
        fit=fit(60, told=3 * 2, all_=3 * 2 + 2 * 2, in_wording=True, bonus=10),
        carry=carry("two_parties", low_support=False),
        cross=cross(1, 15),
    )
    assert parts == Factors(level=100, fit=94, carry=100, cross=115)
    landed = effect(120, parts)
    assert landed.amount == 130
    assert landed.steps == (("base", 120), ("level", 0), ("fit", -7), ("carry", 0), ("cross", 17))


def test_the_worked_example_lands_the_buurtkamer() -> None:
    parts = Factors(
        level=level("diminishing", 30, 40),
        fit=fit(60, told=3 * 2, all_=3 * 2 + 2 * 1, in_wording=True, bonus=10),
        carry=carry("one_party", low_support=False),
        cross=cross(1, 15),
    )
    assert parts == Factors(level=94, fit=100, carry=90, cross=115)
    landed = effect(80, parts)
    assert landed.amount == 78
    assert landed.steps == (("base", 80), ("level", -5), ("fit", 0), ("carry", -7), ("cross", 10))


def test_without_the_meeting_both_tasks_bring_less() -> None:
    schuldhulp = effect(120, Factors(100, 94, 100, cross(0, 15)))
    buurtkamer = effect(80, Factors(94, 100, 90, cross(0, 15)))
    assert (schuldhulp.amount, buurtkamer.amount) == (113, 68)
    assert 300 + schuldhulp.amount + buurtkamer.amount == 481


def test_a_director_who_decides_without_dialogue_gets_six_points_of_each() -> None:
    unheard = fit(60, told=0, all_=10, in_wording=False, bonus=10)
    regeling = Factors(level("all_or_nothing", 50, 50), unheard, carry("two_parties", False), cross(0, 15))
    schuldhulp = Factors(level("linear", 50, 60), unheard, carry("two_parties", False), cross(0, 15))
    assert (schuldhulp.level, schuldhulp.fit) == (83, 60)
    assert (effect(100, regeling).amount, effect(120, schuldhulp).amount) == (60, 60)


# Level


@pytest.mark.parametrize(
    ("curve", "paid", "came"),
    [
        ("all_or_nothing", 49, 0),
        ("all_or_nothing", 50, 100),
        ("linear", 25, 50),
        ("linear", 50, 100),
        ("diminishing", 25, 75),
        ("diminishing", 10, 36),
        ("diminishing", 50, 100),
    ],
)
def test_a_curve_says_how_far_a_part_of_the_cost_comes(curve: str, paid: int, came: int) -> None:
    assert level(curve, paid, 50) == came


def test_a_euro_short_is_nothing_when_it_is_all_or_nothing() -> None:
    assert percent(99_999, 100_000) == 100
    assert level("all_or_nothing", 99_999, 100_000) == 0


def test_what_is_paid_is_rounded_to_percents_before_the_curve_bends_it() -> None:
    assert level("diminishing", 1, 8) == 24  # 12.5 is 13 percent: 13 x 187 / 100 = 24.31; unrounded 23.4
    assert level("linear", 1, 8) == 13


@given(st.sampled_from(CURVES), st.integers(0, 200_000), costs)
def test_a_level_is_a_percentage_full_at_the_cost_and_nothing_for_nothing(
    curve: str, paid: int, cost: int
) -> None:
    assert 0 <= level(curve, paid, cost) <= 100
    assert level(curve, cost + paid, cost) == 100
    assert level(curve, 0, cost) == 0


@given(st.sampled_from(CURVES), st.integers(0, 200_000), st.integers(0, 200_000), costs)
def test_more_money_never_comes_less_far(curve: str, paid: int, more: int, cost: int) -> None:
    assert level(curve, paid, cost) <= level(curve, paid + more, cost)


@given(st.integers(0, 1000), st.integers(1, 1000))
def test_the_first_money_does_most_on_the_diminishing_curve(paid: int, cost: int) -> None:
    assert (
        level("all_or_nothing", paid, cost) <= level("linear", paid, cost) <= level("diminishing", paid, cost)
    )


def test_an_unknown_curve_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match=r"no curve 'bent'; there are all_or_nothing, linear, diminishing"):
        level("bent", 1, 2)


@pytest.mark.parametrize(("paid", "cost"), [(-1, 10), (1, 0), (0, -5)])
def test_a_level_needs_a_cost_and_no_debts(paid: int, cost: int) -> None:
    with pytest.raises(ValueError, match="no part"):
        level("linear", paid, cost)


# Fit, carry, cross


@pytest.mark.parametrize(
    ("told", "all_", "in_wording", "fits"),
    [
        (0, 10, False, 60),
        (10, 10, False, 100),
        (5, 10, False, 80),
        (1, 80, False, 61),  # 40 / 80 is a half, and goes up
        (0, 10, True, 70),
        (10, 10, True, 100),
        (9, 10, True, 100),
        (0, 0, False, 60),
    ],
)
def test_fit_grows_from_the_floor_with_what_was_told(
    told: int, all_: int, in_wording: bool, fits: int
) -> None:
    assert fit(60, told, all_, in_wording, bonus=10) == fits


@given(st.integers(0, 100), st.integers(1, 50), st.data(), st.booleans())
def test_more_told_never_fits_less(floor: int, all_: int, data: st.DataObject, in_wording: bool) -> None:
    told = data.draw(st.integers(0, all_ - 1))
    before, after = (fit(floor, known, all_, in_wording, bonus=10) for known in (told, told + 1))
    assert floor <= before <= after <= 100
    assert fit(floor, all_, all_, in_wording, bonus=10) == 100


@pytest.mark.parametrize(("floor", "told", "all_"), [(60, 3, 2), (60, -1, 2), (101, 0, 2), (-1, 0, 2)])
def test_fit_refuses_more_told_than_there_is(floor: int, told: int, all_: int) -> None:
    with pytest.raises(ValueError, match="no fit"):
        fit(floor, told, all_, in_wording=False, bonus=10)


@pytest.mark.parametrize(("kind", "well"), [("two_parties", 100), ("one_party", 90), ("no_owner", 80)])
def test_two_parties_carry_best_and_low_support_costs_ten(kind: Carried, well: int) -> None:
    assert carry(kind, low_support=False) == well
    assert carry(kind, low_support=True) == well - 10


def test_each_meeting_adds_fifteen_up_to_thirty() -> None:
    assert [cross(meetings, 15) for meetings in range(5)] == [100, 115, 130, 130, 130]
    with pytest.raises(ValueError, match="meetings"):
        cross(-1, 15)


# The effect and its causes


@given(bases, factors)
def test_the_steps_add_up_to_the_effect_and_are_named_in_order(base: int, parts: Factors) -> None:
    landed = effect(base, parts)
    assert tuple(name for name, _ in landed.steps) == CAUSES
    assert sum(amount for _, amount in landed.steps) == landed.amount
    assert landed.steps[0] == ("base", base)


@given(bases, factors)
def test_an_effect_is_the_exact_product_rounded_once(base: int, parts: Factors) -> None:
    exact = Fraction(base * parts.level * parts.fit * parts.carry * parts.cross, 100**4)
    assert abs(effect(base, parts).amount - exact) <= Fraction(1, 2)
    assert effect(-base, parts).amount == -effect(base, parts).amount


def test_an_effect_is_not_rounded_on_the_way() -> None:
    # 10 x .95 = 9.5 -> 10, but 9.5 x .95 = 9.025 -> 9; rounded on the way it would be 10 x .95 = 9.5 -> 10.
    assert effect(10, Factors(95, 95, 100, 100)).steps == (
        ("base", 10),
        ("level", 0),
        ("fit", -1),
        ("carry", 0),
        ("cross", 0),
    )


def test_half_a_tenth_goes_away_from_zero() -> None:
    assert effect(5, Factors(50, 100, 100, 100)).amount == 3
    assert effect(-5, Factors(50, 100, 100, 100)).amount == -3


@given(bases, factors)
def test_a_factor_of_a_hundred_changes_nothing(base: int, parts: Factors) -> None:
    neutral = Factors(parts.level, 100, parts.carry, 100)
    steps = dict(effect(base, neutral).steps)
    assert (steps["fit"], steps["cross"]) == (0, 0)


# What is cut off


def test_what_goes_past_the_end_is_cut_off_and_kept_apart() -> None:
    assert clipped(970, 50, 0, 1000) == (30, 20)
    assert clipped(3, -6, 0, 100) == (-3, -3)
    assert clipped(45, -12, 0, 100) == (-12, 0)


@given(st.integers(0, 1000), st.integers(-2000, 2000))
def test_change_and_cut_add_up_and_the_value_stays_within(value: int, amount: int) -> None:
    change, cut = clipped(value, amount, 0, 1000)
    assert change + cut == amount
    assert 0 <= value + change <= 1000
    assert cut == 0 or value + change == (1000 if amount > 0 else 0)
    assert change * cut >= 0  # the part cut off points the same way


@pytest.mark.parametrize("value", [-1, 101])
def test_a_value_outside_its_bounds_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="not within"):
        clipped(value, 1, 0, 100)
