"""Support, cohesion and result reach people as one number, so each must be rounded once and rightly."""

import doctest
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules import support as module
from game.rules.support import answered, cohesion, result, support, table_support, wishes

points = st.integers(0, 100)
parts = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 200)), min_size=1, max_size=5)


# The worked example and its variants


def test_the_worked_example_counts_wishes_and_support() -> None:
    schuldhulp, buurtkamer = 100, 94
    nadia = wishes([(3, answered(schuldhulp, full=True)), (2, answered(buurtkamer, full=False))])
    henk = wishes([(3, answered(buurtkamer, full=True)), (1, 0)])
    joris = wishes([(2, answered(schuldhulp, full=True))])
    assert (nadia, henk, joris) == (79, 71, 100)
    supports = [support(54, nadia), support(42, henk), support(59, joris)]
    assert supports == [67, 57, 80]
    assert (table_support(supports), min(supports)) == (68, 57)
    assert cohesion([54, 42, 59]) == 83
    assert result([(300, 508, 600)], lowest=57) == 63


def test_a_director_who_decides_without_dialogue_leaves_support_behind() -> None:
    schuldhulp = 83
    nadia = wishes([(3, max(answered(schuldhulp, full=True), answered(100, full=False))), (2, 0)])
    henk = wishes([(3, 0), (1, 0)])
    joris = wishes([(2, answered(schuldhulp, full=True))])
    assert (nadia, henk, joris) == (50, 0, 83)
    assert [support(45, nadia), support(40, henk), support(55, joris)] == [48, 20, 69]
    assert cohesion([45, 40, 55]) == 85
    assert result([(300, 420, 600)], lowest=20) == 30


# Wishes


def test_a_need_answered_partly_counts_for_half_and_is_rounded_only_in_the_sum() -> None:
    assert answered(83, full=False) == 83  # half percents: 41.5 percent
    assert wishes([(1, answered(83, full=False))]) == 42
    assert wishes([(1, answered(83, full=False)), (1, answered(80, full=True))]) == 61  # 60.75; from 42 too
    assert wishes([(1, 83), (3, 0)]) == 10  # 10.375; twice rounded it would be 42 / 4 = 10.5 -> 11


@given(parts)
def test_wishes_are_the_weighted_mean_rounded_once(needs: list[tuple[int, int]]) -> None:
    exact = Fraction(sum(w * half_percents for w, half_percents in needs), 2 * sum(w for w, _ in needs))
    assert -Fraction(1, 2) < wishes(needs) - exact <= Fraction(1, 2)
    assert 0 <= wishes(needs) <= 100


@given(parts, st.data())
def test_wishes_do_not_depend_on_the_order_of_needs(
    needs: list[tuple[int, int]], data: st.DataObject
) -> None:
    assert wishes(data.draw(st.permutations(needs))) == wishes(needs)


@given(points)
def test_answering_in_full_is_never_less_than_partly(level: int) -> None:
    assert wishes([(1, answered(level, full=True))]) == level
    assert wishes([(1, answered(level, full=False))]) == (level + 1) // 2


@pytest.mark.parametrize("needs", [[], [(0, 100)], [(1, 201)], [(1, -1)], [(-1, 100), (3, 0)]])
def test_wishes_need_a_need_and_parts_within_bounds(needs: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match=r"wish|denominator"):
        wishes(needs)


@pytest.mark.parametrize("level", [-1, 101])
def test_a_level_that_is_no_percentage_answers_nothing(level: int) -> None:
    with pytest.raises(ValueError, match="level"):
        answered(level, full=True)


# Support and cohesion


def test_a_role_without_needs_stands_behind_it_as_far_as_it_trusts() -> None:
    assert support(43, None) == 43
    assert support(43, 0) == 22


@given(points, points)
def test_support_lies_between_trust_and_wishes(trust: int, wished: int) -> None:
    assert min(trust, wished) <= support(trust, wished) <= max(trust, wished)


@given(st.lists(points, min_size=1, max_size=8), st.data())
def test_a_mean_of_supports_lies_between_them_in_any_order(supports: list[int], data: st.DataObject) -> None:
    mean = table_support(supports)
    assert min(supports) <= mean <= max(supports)
    assert table_support(data.draw(st.permutations(supports))) == mean


def test_the_table_support_rounds_a_half_up() -> None:
    assert table_support([66, 67]) == 67


@given(st.lists(points, min_size=1, max_size=8), st.integers(-50, 50))
def test_cohesion_looks_only_at_how_far_apart_roles_are(trusts: list[int], shift: int) -> None:
    assert 0 <= cohesion(trusts) <= 100
    assert cohesion([trust + shift for trust in trusts]) == cohesion(trusts)
    assert (cohesion(trusts) == 100) == (len(set(trusts)) == 1)


def test_a_table_without_roles_has_no_support_and_no_cohesion() -> None:
    with pytest.raises(ValueError, match="denominator"):
        table_support([])
    with pytest.raises(ValueError, match=r"max|empty"):
        cohesion([])


# The result


def test_progress_is_exact_until_the_result_is_rounded() -> None:
    # 1/3 and 1/6 of the way: 33.33 and 16.67 are exactly 25 in the mean; with 0 that is 12.5 -> 13.
    assert result([(0, 1, 3), (0, 1, 6)], lowest=0) == 13


@pytest.mark.parametrize(("value", "progress"), [(300, 0), (200, 0), (450, 50), (600, 100), (900, 100)])
def test_progress_runs_from_the_start_to_the_goal_and_no_further(value: int, progress: int) -> None:
    assert result([(300, value, 600)], lowest=progress) == progress


def test_a_goal_below_the_start_is_reached_by_going_down() -> None:
    assert result([(600, 450, 300)], lowest=50) == 50
    assert result([(600, 700, 300)], lowest=0) == 0


def test_a_goal_at_the_start_is_reached_as_long_as_it_is_kept() -> None:
    assert result([(300, 300, 300)], lowest=100) == 100
    assert result([(300, 299, 300)], lowest=0) == 0


@given(st.integers(0, 999), st.integers(0, 1000), st.integers(0, 1000), points)
def test_more_of_the_main_indicator_never_lowers_the_result(
    start: int, value: int, more: int, lowest: int
) -> None:
    goal = start + 1 + more
    before = result([(start, value, goal)], lowest)
    assert 0 <= before <= result([(start, value + 1, goal)], lowest) <= 100


def test_a_result_needs_a_goal() -> None:
    with pytest.raises(ValueError, match="goal"):
        result([], lowest=50)


def test_the_examples_in_the_documentation_hold() -> None:
    assert doctest.testmod(module).attempted >= 2
    assert doctest.testmod(module).failed == 0
