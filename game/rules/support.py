"""Support: what roles see of their wishes, whether they stand behind it, how far they are apart.

Whole points from 0 to 100, each rounded half up, once.
"""

from collections.abc import Sequence
from fractions import Fraction

from game.rules.rounding import half_up


def answered(level: int, full: bool) -> int:
    """Return how far a task of this level answers a need, in half percents: 200 is in full.

    Half percents, because a need answered partly counts for half: at level 83 that is 41.5 percent,
    and only the sum of all wishes is rounded.

    Raises:
        ValueError: The level is no percentage.
    """
    if not 0 <= level <= 100:
        raise ValueError(f"a level is 0 to 100 percent, got {level}")
    return level * 2 if full else level


def wishes(parts: Sequence[tuple[int, int]]) -> int:
    """Return how far a role's own needs are answered, told or not, 0 to 100.

    Args:
        parts: One pair per need: its weight, and what its best task answers of it in half percents
            (the highest `answered` of the tasks that run or are done; 0 when there is none).

    Raises:
        ValueError: There is no need with a weight, or a part is out of bounds. A role without needs has
            no wishes; give `support` None.

    >>> wishes([(3, answered(100, full=True)), (2, answered(94, full=False))])
    79
    """
    if any(weight < 0 or not 0 <= half_percents <= 200 for weight, half_percents in parts):
        raise ValueError(f"a wish is a weight and 0 to 200 half percents, got {list(parts)}")
    return half_up(sum(w * half_percents for w, half_percents in parts), 2 * sum(w for w, _ in parts))


def support(trust: int, wishes: int | None) -> int:
    """Return how far a role stands behind it all: the mean of trust and wishes, or trust if it has none."""
    return trust if wishes is None else half_up(trust + wishes, 2)


def table_support(supports: Sequence[int]) -> int:
    """Return the mean of the roles' rounded supports.

    Raises:
        ValueError: There is no role.
    """
    return half_up(sum(supports), len(supports))


def cohesion(trusts: Sequence[int]) -> int:
    """Return how close together the roles are: 100 when all have the same trust.

    Raises:
        ValueError: There is no role.
    """
    return 100 - (max(trusts) - min(trusts))


def result(goals: Sequence[tuple[int, int, int]], lowest: int) -> int:
    """Return the table's result for analysis, 0 to 100: the mean of its progress and its lowest support.

    Args:
        goals: Per goal where its indicator started, where it is now and what the goal is, all in one unit
            (tenths of a point). A goal may lie below the start. Progress is 0 at the start and 100 at the
            goal, never less or more, and exact: it is the result that is rounded.
        lowest: The lowest support of a role with needs.

    Raises:
        ValueError: There is no goal.

    >>> result([(300, 508, 600)], lowest=57)
    63
    """
    if not goals:
        raise ValueError("a table has at least one goal")
    progress = sum((_progress(*goal) for goal in goals), Fraction()) / len(goals)
    both = (progress + lowest) / 2
    return half_up(both.numerator, both.denominator)


def is_reached(start: int, value: int, goal: int) -> bool:
    """Return whether a goal is reached; one below the start is reached from above."""
    return value >= goal if goal >= start else value <= goal


def _progress(start: int, value: int, goal: int) -> Fraction:
    if goal == start:  # nothing to gain, only to keep
        return Fraction(100 if value >= goal else 0)
    return min(max(Fraction(100 * (value - start), goal - start), Fraction(0)), Fraction(100))
