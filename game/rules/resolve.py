"""Resolve: what a started task brings, and which factor made the difference.

effect = base x level x fit x carry x cross. Percentages are whole and rounded half up, each on its own;
their product is exact and rounded once, to tenths of a point. Causes are the differences of the rounded
running products, in that order, so they always add up to the effect.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from game.rules.rounding import half_away, half_up
from game.scenario.model import Curve

Tenths: TypeAlias = int
"""Tenths of a point of an indicator: 130 is 13.0."""

Carried = Literal["two_parties", "one_party", "no_owner"]

CURVES: tuple[Curve, ...] = get_args(Curve)
CAUSES = ("base", "level", "fit", "carry", "cross")
"""The causes of an effect, in the order in which they are multiplied and shown."""

_CARRY: dict[Carried, int] = {"two_parties": 100, "one_party": 90, "no_owner": 80}
_LOW_SUPPORT = 10
_MOST_CROSS = 130


@dataclass(frozen=True, slots=True)
class Factors:
    """What a task's base effect is multiplied by, in whole percent; taken when the task starts."""

    level: int
    fit: int
    carry: int
    cross: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What a task brings, in tenths of a point, and the named steps that add up to it."""

    amount: Tenths
    steps: tuple[tuple[str, Tenths], ...]


def percent(part: int, whole: int) -> int:
    """Return how much of the whole the part is, in whole percent half up, at most 100.

    Raises:
        ValueError: The whole is not above 0, or the part is below 0.
    """
    if part < 0 or whole <= 0:
        raise ValueError(f"{part} is no part of {whole}")
    return half_up(100 * min(part, whole), whole)


def level(curve: str, paid: int, cost: int) -> int:
    """Return how far a task comes with what is paid for it, 0 to 100 percent.

    Args:
        curve: One of `CURVES`: full cost or nothing, in proportion, or the first money does most.
        paid: What was paid, in euros.
        cost: What it costs in full, in euros.

    Raises:
        ValueError: The curve is unknown, the cost is not above 0, or less than nothing was paid.
    """
    paid_percent = percent(paid, cost)
    match curve:
        case "all_or_nothing":
            return 100 if paid >= cost else 0
        case "linear":
            return paid_percent
        case "diminishing":
            return half_up(paid_percent * (200 - paid_percent), 100)
        case _:
            raise ValueError(f"no curve {curve!r}; there are {', '.join(CURVES)}")


def fit(floor: int, told: int, all_: int, in_wording: bool, bonus: int) -> int:
    """Return how well a task fits what people need, `floor` to 100 percent.

    Args:
        floor: The percentage when nothing was told.
        told: Weight of the needs it answers that were told; a need answered in full counts double.
        all_: Weight of all needs it answers, counted likewise; 0 fits as if nothing was told.
        in_wording: Whether the wording of the challenge holds a need it answers.
        bonus: What that adds, in percent.

    Raises:
        ValueError: More was told than there is, or the floor is no percentage.
    """
    if not 0 <= floor <= 100 or not 0 <= told <= all_:
        raise ValueError(f"no fit from floor {floor} and {told} of {all_} told")
    from_needs = half_up((100 - floor) * told, all_) if all_ else 0
    return min(100, floor + from_needs + (bonus if in_wording else 0))


def carry(kind: Carried, low_support: bool) -> int:
    """Return how well a task is carried, in percent.

    Args:
        kind: Whether doer and owner act for two parties or for one, or nobody owns it.
        low_support: Whether the table's support was under 50 at the end of the round before.
    """
    return _CARRY[kind] - (_LOW_SUPPORT if low_support else 0)


def cross(met_links: int, per_meeting: int) -> int:
    """Return what meeting owners in other domains makes of a task, in percent, at most 130.

    Raises:
        ValueError: There are fewer than no meetings.
    """
    if met_links < 0:
        raise ValueError(f"meetings are counted from 0, got {met_links}")
    return min(_MOST_CROSS, 100 + per_meeting * met_links)


def effect(base: Tenths, factors: Factors, share: int = 100) -> Effect:
    """Return what a task brings: the exact product, rounded once, half away from zero.

    The steps are `base` and then one per factor in the order of `CAUSES`, a factor without influence too;
    each is the difference it makes to the rounded running product.

    Args:
        base: What the task can bring.
        factors: What that is multiplied by.
        share: The part of it that lands, in percent: upkeep lands a part again, a step of its own at the end.
    """
    steps = [("base", base)]
    product, scale, before = base, 1, base
    for name, factor in zip(
        CAUSES[1:], (factors.level, factors.fit, factors.carry, factors.cross), strict=True
    ):
        product, scale = product * factor, scale * 100
        after = half_away(product, scale)
        steps.append((name, after - before))
        before = after
    if share != 100:
        after = half_away(product * share, scale * 100)
        steps.append(("upkeep", after - before))
        before = after
    return Effect(before, tuple(steps))


def clipped(value: int, amount: int, low: int, high: int) -> tuple[int, int]:
    """Return the change that happens to `value` within low..high, and the part of `amount` that is cut off.

    The two add up to `amount`; the part cut off has its sign.

    Raises:
        ValueError: The value itself is not within low..high.
    """
    if not low <= value <= high:
        raise ValueError(f"{value} is not within {low} to {high}")
    change = min(max(value + amount, low), high) - value
    return change, amount - change
