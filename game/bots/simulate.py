"""Simulate: bots play a scenario many times, over all cores, and what came of every play is kept.

Play n has seed `seed + n`, so equal seeds give equal plays on any number of cores, in any order. What was
counted is written down as it comes; a run that is stopped or killed goes on from there.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.bots.cast import cast
from game.bots.kept import Kept
from game.bots.measured import Play
from game.bots.summary import summary
from game.bots.workers import one_play, over_cores
from game.scenario.model import Scenario
from game.session.scenario import Played, played_from


@dataclass(frozen=True, slots=True)
class Asked:
    """What is simulated; two runs with the same count the same plays.

    Attributes:
        scenario: The scenario's id.
        digest: SHA-256 of its files, in hex digits.
        bots: Who plays each seat.
        seed: The seed of the first play.
    """

    scenario: str
    digest: str
    bots: dict[str, str]
    seed: int

    def described(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {"scenario": self.scenario, "digest": self.digest, "bots": self.bots, "seed": self.seed}


@dataclass(frozen=True, slots=True)
class Simulated:
    """What came of it: as JSON, of which scenario, and whether all that was asked for was played."""

    found: dict[str, Any]
    scenario: Scenario
    is_whole: bool


def simulate(
    scenario: Path,
    *,
    games: int,
    bots: str = "",
    seed: int = 1,
    jobs: int | None = None,
    file: Path | None = None,
    told: Callable[[int], None] = lambda _: None,
) -> Simulated:
    """Play a scenario `games` times and return what came of it.

    Ctrl-C stops it: what was counted is returned, and kept in the file.

    Args:
        scenario: The scenario's folder or file.
        games: How many plays, from seed `seed` on.
        bots: Who plays, as in `game.bots.cast.cast`.
        seed: The seed of the first play.
        jobs: On how many cores; by default all of them.
        file: Where it is kept. Plays that it holds already are not played again.
        told: Is called with the number of plays that are counted, each time there are more.

    Raises:
        Mendable: The scenario cannot be played, there is no such bot, or the file holds something else.
    """
    found = played_from(scenario)
    asked = Asked(found.scenario.id, found.digest, cast(bots, found.game.seats), seed)
    kept = Kept(file, asked.described())
    seeds = [one for one in range(seed, seed + games) if one not in kept.plays]
    told(len(kept.plays))
    try:
        with kept.writing():
            for plays in _played(found, asked.bots, seeds, jobs or os.cpu_count() or 1):
                kept.add(plays)
                told(len(kept.plays))
    except KeyboardInterrupt:
        pass
    plays = kept.in_order()
    whole = all(one in kept.plays for one in range(seed, seed + games))
    result = {**asked.described(), "games": len(plays), "summary": summary(plays), "plays": plays}
    kept.finish(result)
    return Simulated(result, found.scenario, whole)


def _played(found: Played, bots: dict[str, str], seeds: Sequence[int], jobs: int) -> Iterator[list[Play]]:
    if jobs > 1 and len(seeds) > 1:
        yield from over_cores(found.files, bots, seeds, jobs)
    else:
        for seed in seeds:
            yield [one_play(found.game, bots, seed)]
