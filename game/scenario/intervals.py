"""Intervals: which conditions can never be true, whatever is played, and which always are.

Each name has bounds. A comparison is linear, so the bounds of its sum follow. Parts that must hold together
narrow each other's names; what is left without room can never be. Nothing is called impossible that could
happen: where this cannot tell, it says nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeAlias

from game.scenario.conditions import Compare, Condition, Every, Some, Test, compares, comparisons

Bounds: TypeAlias = tuple[int, int]
"""Lowest and highest value of a name, in tenths."""

ANY = (-(10**12), 10**12)
"""Bounds of what nothing is known of."""

_ALL = (0, 1000)
_MOST_WAYS = 64


def names(indicators: list[str], roles: list[str], rounds: int) -> dict[str, Bounds]:
    """Return every name a condition may read, with its bounds.

    Args:
        indicators: The ids of the indicators.
        roles: The ids of the roles that have trust.
        rounds: How many rounds there are.
    """
    known = {"round": (10, 10 * max(1, rounds))}
    known |= dict.fromkeys(("patience", "table_support", "lowest_support", "cohesion"), _ALL)
    known |= {f"trust.{role}": _ALL for role in roles}
    return known | {name: _ALL for name in indicators if name not in known}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What bounds tell of a condition: comparisons that never or always hold, and whether all of it can."""

    never: tuple[Compare, ...]
    always: tuple[Compare, ...]
    possible: bool


def judge(condition: Condition, bounds: Mapping[str, Bounds]) -> Verdict:
    """Return what the bounds tell of a condition; all its names must have bounds."""
    never, always = [], []
    for one in comparisons(condition.test):
        low, high = _range(one, bounds)
        if not _can(low, high, one):
            never.append(one)
        elif _must(low, high, one):
            always.append(one)
    ways = _ways(condition.test)
    possible = len(ways) > _MOST_WAYS or any(_together(way, bounds) for way in ways)
    return Verdict(tuple(never), tuple(always), possible)


def _range(one: Compare, bounds: Mapping[str, Bounds]) -> Bounds:
    low = high = one.constant
    for times, name in one.terms:
        ends = sorted((times * bounds[name][0], times * bounds[name][1]))
        low, high = low + ends[0], high + ends[1]
    return low, high


def _can(low: int, high: int, one: Compare) -> bool:
    if one.sign == "==":
        return low <= 0 <= high
    return compares(low, one.sign) or compares(high, one.sign)


def _must(low: int, high: int, one: Compare) -> bool:
    if one.sign == "!=":
        return not low <= 0 <= high
    return compares(low, one.sign) and compares(high, one.sign)


def _ways(test: Test) -> list[tuple[Compare, ...]]:
    """Return the ways in which a test can be true: per way what must hold together; too many are cut off."""
    match test:
        case Compare():
            return [(test,)]
        case Some(parts):
            return [way for part in parts for way in _ways(part)][: _MOST_WAYS + 1]
        case Every(parts):
            found: list[tuple[Compare, ...]] = [()]
            for part in parts:
                found = [one + way for one, way in product(found, _ways(part))][: _MOST_WAYS + 1]
            return found


def _together(way: tuple[Compare, ...], bounds: Mapping[str, Bounds]) -> bool:
    """Return whether comparisons can hold together; not sure is yes."""
    narrowed = dict(bounds)
    for one in way:
        if len(one.terms) == 1 and narrowed[one.terms[0][1]] != ANY:
            _narrow(one, narrowed)
    if any(low > high for low, high in narrowed.values()):
        return False
    return all(_can(*_range(one, narrowed), one) for one in way)


def _narrow(one: Compare, bounds: dict[str, Bounds]) -> None:
    """Take from a name's bounds what this comparison, of that name alone, leaves no room for."""
    [(times, name)] = one.terms
    low, high = bounds[name]
    step = 10 if name == "round" else 1
    while low <= high and not compares(times * low + one.constant, one.sign):
        if one.sign == "!=" or compares(times * high + one.constant, one.sign) or one.sign == "==":
            low += step
        else:
            break
    while low <= high and not compares(times * high + one.constant, one.sign):
        high -= step
    bounds[name] = (low, high)
