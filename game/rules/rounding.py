"""Rounding: every place where a whole number is made, so each is made the same way.

Whole numbers only. The exact value is always given as a numerator and a denominator, and rounded once.
"""

from collections.abc import Sequence


def half_up(numerator: int, denominator: int) -> int:
    """Return numerator/denominator as the nearest whole number; a half goes up, also below zero.

    Raises:
        ValueError: The denominator is not above 0.

    >>> half_up(133, 2), half_up(-5, 2)
    (67, -2)
    """
    if denominator <= 0:
        raise ValueError(f"a denominator is above 0, got {denominator}")
    return (2 * numerator + denominator) // (2 * denominator)


def half_away(numerator: int, denominator: int) -> int:
    """Return numerator/denominator as the nearest whole number; a half goes away from zero.

    So a loss is rounded as the same gain would be.

    Raises:
        ValueError: The denominator is not above 0.

    >>> half_away(5, 2), half_away(-5, 2)
    (3, -3)
    """
    size = half_up(abs(numerator), denominator)
    return size if numerator >= 0 else -size


def largest_remainder(total: int, weights: Sequence[int], step: int = 1) -> list[int]:
    """Return what each weight gets of `total`, in whole steps, in the order of the weights.

    Everybody first gets the whole steps of their exact share; the steps left over go, one each, to the
    largest remainders, of equal remainders to the first. What of `total` is less than a step is not
    given out; when all weights are 0 nothing is.

    Args:
        total: What is shared, 0 or more.
        weights: One number per receiver, none below 0.
        step: The size of the smallest piece, above 0, in the unit of `total`.

    Raises:
        ValueError: The total or a weight is below 0, or the step is not above 0.

    Source:
        The method of Hamilton or Hare-Niemeyer, as used to turn votes into seats.

    >>> largest_remainder(15, [50, 25], step=5)
    [10, 5]
    """
    if total < 0 or step <= 0 or any(weight < 0 for weight in weights):
        raise ValueError(f"cannot share {total} in steps of {step} over weights {list(weights)}")
    together = sum(weights)
    if together == 0:
        return [0] * len(weights)
    steps = total // step
    whole, rest = zip(*(divmod(steps * weight, together) for weight in weights), strict=True)
    by_rest = sorted(range(len(weights)), key=lambda index: (-rest[index], index))
    lucky = set(by_rest[: steps - sum(whole)])
    return [step * (share + (index in lucky)) for index, share in enumerate(whole)]
