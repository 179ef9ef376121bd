"""Estimates: a figure out of many plays, and between which ends the true one lies, 95 times in 100."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from statistics import fmean, stdev

SURE = 1.96
"""Standard errors on either side of a figure that hold the true one 95 times in 100."""

_GROUPS = 20


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure, the ends between which the true one lies 95 times in 100, and of how many plays it is."""

    figure: float
    low: float
    high: float
    count: int

    @property
    def half(self) -> float:
        """Half the width of the interval: how far off the figure may be."""
        return max(self.figure - self.low, self.high - self.figure)


def exact(figure: float, count: int = 0) -> Estimate:
    """Return a figure that is not left to chance."""
    return Estimate(figure, figure, figure, count)


def mean(values: Sequence[float]) -> Estimate:
    """Return the mean; of one value nothing is known but that value.

    Raises:
        ValueError: There are no values.

    >>> mean([1, 2, 3]).figure
    2.0
    """
    if not values:
        raise ValueError("there is no mean of no values")
    figure, count = fmean(values), len(values)
    half = SURE * stdev(values) / sqrt(count) if count > 1 else 0.0
    return Estimate(figure, figure - half, figure + half, count)


def share(part: int, whole: int) -> Estimate:
    """Return a share in percent.

    Raises:
        ValueError: There is nothing to take a share of.

    Source:
        The score interval: E. B. Wilson, Probable inference, the law of succession, and statistical
        inference, Journal of the American Statistical Association 22 (1927), 209–212.

    >>> round(share(0, 100).high, 1), round(share(50, 100).low, 1)
    (3.7, 40.4)
    """
    if whole <= 0:
        raise ValueError("there is no share of nothing")
    part_of_one, z2 = part / whole, SURE * SURE
    centre = (part_of_one + z2 / (2 * whole)) / (1 + z2 / whole)
    half = SURE / (1 + z2 / whole) * sqrt(part_of_one * (1 - part_of_one) / whole + z2 / (4 * whole * whole))
    return Estimate(100 * part_of_one, 100 * max(0, centre - half), 100 * min(1, centre + half), whole)


def luck(rows: Sequence[Sequence[float]]) -> Estimate:
    """Return how much of all differences goes with the seed, or with seed and strategy together, in percent.

    Args:
        rows: A row per seed with one value per strategy, in the same order.

    Raises:
        ValueError: There is no row.

    Source:
        Sums of squares of a two-way layout with one value per cell: H. Scheffé, The Analysis of Variance
        (1959), ch. 4. What the strategies do not explain is the seed's and what both do together. The
        interval leaves out one twentieth of the seeds in turn: B. Efron, The Jackknife, the Bootstrap and
        Other Resampling Plans (1982), ch. 3.

    >>> luck([[10, 20], [10, 20]]).figure
    0.0
    """
    if not rows:
        raise ValueError("there is no luck without seeds")
    figure = _not_by_column(rows)
    groups = min(_GROUPS, len(rows))
    if groups < 2:
        return Estimate(figure, 0, 100, len(rows))
    without = [
        _not_by_column([row for place, row in enumerate(rows) if place % groups != group])
        for group in range(groups)
    ]
    centre = fmean(without)
    error = sqrt((groups - 1) / groups * sum((one - centre) ** 2 for one in without))
    return Estimate(figure, max(0, figure - SURE * error), min(100, figure + SURE * error), len(rows))


def _not_by_column(rows: Sequence[Sequence[float]]) -> float:
    """Return the share of the sum of squares that the means of the columns leave, in percent."""
    columns = [fmean(column) for column in zip(*rows, strict=True)]
    all_ = fmean(columns)
    total = sum((value - all_) ** 2 for row in rows for value in row)
    by_column = len(rows) * sum((column - all_) ** 2 for column in columns)
    return 100 * (total - by_column) / total if total else 0.0
