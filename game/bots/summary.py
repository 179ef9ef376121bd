"""Summary: what many plays have in common, as JSON and as lines for a terminal.

Of each measure `mean`, `low` and `high` (nine in ten plays lie between them), and `sure`: how far the true
mean may lie from this one (half a 95 % interval). Every number is rounded to two decimals.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from statistics import fmean, stdev
from typing import Any

from game.bots.measured import Play
from game.i18n import Texts
from game.scenario.model import Scenario, in_language

MEASURES = (
    *("result", "lowest_support", "table_support", "cohesion", "patience", "answered", "cards_told"),
    *("at_work", "together", "linked"),
)
"""Measures that are one number of each play, in the order they are told."""

_LOW, _HIGH = 0.05, 0.95
_SURE = 1.96  # standard errors on either side of a mean hold it 95 times in 100


def summary(plays: Sequence[Play]) -> dict[str, Any]:
    """Return what came of all plays together; `plays` 0 and nothing else when there are none.

    Each of `tasks` is the percentage of plays in which it was carried out, its mean money then and the rounds
    it began in; `cards`, `found`, `event_cards` and `instruments` are percentages of plays.
    """
    if not plays:
        return {"plays": 0}
    count = len(plays)
    return {
        "plays": count,
        "succeeded": _percent(sum(play["succeeded"] for play in plays), count),
        "measures": {name: spread([play[name] for play in plays]) for name in MEASURES},
        "indicators": _by_id(plays, "indicators"),
        "trust": _by_id(plays, "trust"),
        "support": _by_id(plays, "support"),
        "money": _by_id(plays, "money"),
        "tasks": {id_: _task(plays, id_) for id_ in sorted({id_ for play in plays for id_ in play["tasks"]})},
        "cards": _hits(plays, "told"),
        "found": _hits(plays, "found"),
        "instruments": _hits(plays, "instruments"),
        "event_cards": _hits(plays, "event_cards"),
        "broken_promises": _percent(sum(play["promises"]["broken"] > 0 for play in plays), count),
    }


def spread(values: Sequence[int]) -> dict[str, float]:
    """Return the mean of some numbers, how sure it is, and between which ends nine in ten of them lie.

    >>> spread([40, 50, 60])
    {'mean': 50.0, 'sure': 11.32, 'low': 40, 'high': 60}
    """
    ordered, count = sorted(values), len(values)
    sure = _SURE * stdev(ordered) / sqrt(count) if count > 1 else 0.0
    return {
        "mean": round(fmean(ordered), 2),
        "sure": round(sure, 2),
        "low": ordered[int(_LOW * (count - 1))],
        "high": ordered[-1 - int((1 - _HIGH) * (count - 1))],
    }


def tell(found: Mapping[str, Any], scenario: Scenario, texts: Texts) -> list[str]:
    """Return what was found as a table that can be read."""
    all_ = found["summary"]
    title = in_language(scenario.title, texts.language, scenario.language)
    bots = Counter(found["bots"].values())
    names = ", ".join(f"{name} × {count}" for name, count in bots.items())
    lines = [texts("simulate.title", n=found["games"], title=title, bots=names, seed=found["seed"])]
    if not all_["plays"]:
        return lines
    lines += ["", texts("simulate.succeeded", percent=_plain(all_["succeeded"])), ""]
    rows = [(texts(f"simulate.measure.{name}"), all_["measures"][name], 1) for name in MEASURES]
    rows += [
        (in_language(scenario.indicators[id_].name, texts.language, scenario.language), one, 10)
        for id_, one in all_["indicators"].items()
    ]
    head = [
        texts("simulate.measure"),
        texts("simulate.mean"),
        "±",
        texts("simulate.low"),
        texts("simulate.high"),
    ]
    lines += _columns([head, *([name, *_figures(one, unit)] for name, one, unit in rows)])
    tasks = [
        [
            in_language(scenario.tasks[id_].name, texts.language, scenario.language),
            f"{_plain(one['bought'])} %",
            f"{one['paid']:.0f}",
        ]
        for id_, one in all_["tasks"].items()
    ]
    head = [texts("simulate.task"), texts("simulate.bought"), texts("simulate.paid")]
    return [*lines, "", *_columns([head, *tasks])]


def _figures(one: Mapping[str, float], unit: int) -> Iterator[str]:
    for name in ("mean", "sure", "low", "high"):
        yield f"{one[name] / unit:.1f}"


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return rows with columns under each other: the first to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  ".join(
            cell.rjust(width) if place else cell.ljust(width)
            for place, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]


def _by_id(plays: Sequence[Play], name: str) -> dict[str, dict[str, float]]:
    return {id_: spread([play[name][id_] for play in plays]) for id_ in plays[0][name]}


def _task(plays: Sequence[Play], id_: str) -> dict[str, Any]:
    bought = [play["tasks"][id_] for play in plays if id_ in play["tasks"]]
    rounds = Counter(one["round"] for one in bought)
    return {
        "bought": _percent(len(bought), len(plays)),
        "paid": round(fmean(one["paid"] for one in bought), 2),
        "rounds": {str(number): rounds[number] for number in sorted(rounds)},
    }


def _hits(plays: Sequence[Play], name: str) -> dict[str, float]:
    """Return per id in how many of a hundred plays it came."""
    counted = Counter(id_ for play in plays for id_ in play[name])
    return {id_: _percent(counted[id_], len(plays)) for id_ in sorted(counted)}


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 2)


def _plain(percent: float) -> str:
    return f"{percent:.1f}".removesuffix(".0")
