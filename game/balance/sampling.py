"""Sampling: plays for every condition until its figure is sure enough, and no more.

Plays come in stages, each as large as all before it. After a stage a condition is done when half of its
interval is as small as it asks, or when its figure is further from its threshold than the whole interval is
wide, and at least `LEAST` games were played, `LEAST_MINIMA` with other minima. Then it is played no further.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from game.balance.changes import HIGHER, LOWER, Changes
from game.balance.conditions import Condition
from game.balance.judging import Judged, judge, lines_for, seeds_for
from game.balance.playing import Order, Plays

LEAST = 200
"""Games that are played before anything is called sure."""

LEAST_MINIMA = 100
"""The same with other minima."""

_FIRST_STAGE = 100

MINIMA_PART = 4
"""Of how many games one is played again with other minima, at most."""

Version = tuple[Condition, Changes]
"""A condition in the scenario as it is written, or with other minima."""


@dataclass(frozen=True, slots=True)
class Sampled:
    """What came of a condition: as written, and with the minima higher and lower (None when not asked for).

    `games` is how many seeds it took.
    """

    condition: Condition
    games: int
    written: Judged | None
    higher: Judged | None
    lower: Judged | None


def sample(
    conditions: Sequence[Condition],
    plays: Plays,
    seeds: Sequence[int],
    *,
    minima: bool,
    planned: Callable[[int], None],
) -> list[Sampled]:
    """Play until every condition is sure enough or all seeds were played, and return what came of each.

    Args:
        conditions: What to judge.
        plays: Where plays are kept; those that are there are not played again.
        seeds: All seeds there are.
        minima: Whether each is also judged with higher and lower minima.
        planned: Is called with how many plays follow now.
    """
    scenario = plays.played.scenario
    done: dict[Version, tuple[int, Judged | None]] = {}
    versions = ((), (HIGHER,), (LOWER,)) if minima else ((),)
    for size in stages(len(seeds)):
        open_ = [
            (condition, changes)
            for condition in conditions
            for changes in versions
            if (condition, changes) not in done
        ]
        most = {changes: len(seeds) // (MINIMA_PART if changes else 1) for changes in versions}
        orders: dict[Order, None] = {}
        for condition, changes in open_:
            mine = seeds_for(condition, seeds[: min(size, max(1, most[changes]))])
            orders |= dict.fromkeys(plays.missing(lines_for(condition, scenario, changes), mine))
        planned(len(orders))
        plays.play(_by_seed(orders, seeds))
        for condition, changes in open_:
            games = min(size, max(1, most[changes]))
            judged = judge(condition, scenario, plays, seeds[:games], changes)
            is_last = games == max(1, most[changes])
            least = LEAST_MINIMA if changes else LEAST
            if judged is None or is_last or (judged.is_close and games >= least):
                done[condition, changes] = games, judged
    return [
        Sampled(
            condition,
            done[condition, ()][0],
            done[condition, ()][1],
            done[condition, (HIGHER,)][1] if minima else None,
            done[condition, (LOWER,)][1] if minima else None,
        )
        for condition in conditions
    ]


def stages(games: int) -> Iterator[int]:
    """Yield how many games there are after each stage.

    >>> list(stages(1000))
    [100, 200, 400, 800, 1000]
    """
    size = _FIRST_STAGE
    while size < games:
        yield size
        size *= 2
    yield games


def _by_seed(orders: dict[Order, None], seeds: Sequence[int]) -> list[Order]:
    place = {seed: number for number, seed in enumerate(seeds)}
    return sorted(orders, key=lambda order: place[order[1]])
