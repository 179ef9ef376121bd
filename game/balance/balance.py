"""Balance: plays a scenario many times and returns what that says of it; `described` says in which form."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from game.balance.asked import Asked
from game.balance.conditions import CONDITIONS
from game.balance.described import described, told_by_the_file
from game.balance.findings.finding import Evidence
from game.balance.findings.looks import findings
from game.balance.findings.places import Places
from game.balance.forbidding import forbid
from game.balance.playing import Plays
from game.balance.ranking import rank
from game.balance.sampling import sample
from game.balance.seeds import first_set, second_set
from game.i18n import Mendable
from game.scenario.load import reading
from game.scenario.problems import near
from game.session.scenario import played_from

FINDING_GAMES = 200
"""Seeds on which every strategy is played to look for what is the matter, at most."""

QUICK_GAMES = 20
"""The same, when not all conditions are asked for: somebody is tuning and waits for it."""

FORBIDDEN_PART, FORBIDDEN_MOST = 20, 100
"""Of how many games one is played without each thing, and how many at most."""

RANKING_PATHS, RANKING_GAMES = 10, 5
"""How many paths the ranking of settings takes, and how many seeds at each point, at most."""


def balance(
    scenario: Path, asked: Asked, told: Callable[[int, int], None] = lambda _done, _planned: None
) -> dict[str, Any]:
    """Play a scenario and return what that says of it.

    Args:
        scenario: The scenario's folder or file.
        asked: What is asked.
        told: Is called with how many plays were played and how many are planned so far.

    Raises:
        Mendable: The scenario cannot be played, or the file of kept plays holds something else.
        KeyboardInterrupt: It was stopped; what was played is kept.
    """
    file = near(str(reading(scenario).file))
    try:
        played = played_from(scenario)
    except Mendable:
        return told_by_the_file(scenario, file)
    first = first_set(asked.seed, asked.games)
    seeds = second_set(played, first) if asked.second else first
    counted = _Counted(told)
    conditions = [one for one in CONDITIONS if one.letter in asked.letters]
    with Plays(played, asked.jobs or os.cpu_count() or 1, asked.kept, counted.more).working() as plays:
        sampled = sample(conditions, plays, seeds, minima=asked.minima, planned=counted.planned)
        evidence = Evidence(plays, seeds[: FINDING_GAMES if asked.is_whole else QUICK_GAMES])
        orders = plays.missing(evidence.lines(), evidence.seeds)
        counted.planned(len(orders))
        plays.play(orders)
        if asked.is_whole:
            games = max(1, min(FORBIDDEN_MOST, len(seeds) // FORBIDDEN_PART))
            evidence.forbidden = forbid(plays, seeds[:games], counted.planned)
            paths = max(1, min(RANKING_PATHS, len(seeds) // FORBIDDEN_PART))
            evidence.ranked = rank(plays, seeds[:RANKING_GAMES], paths, counted.planned)
        places = Places(played, file)
        found = [places.told(one) for one in findings(evidence)]
        result = described(asked, seeds, sampled, evidence, found)
    plays.forget_file()
    return result


class _Counted:
    """Counts plays done and planned."""

    def __init__(self, told: Callable[[int, int], None]) -> None:
        self._told, self._done, self._planned = told, 0, 0

    def more(self, plays: int) -> None:
        self._done += plays
        self._told(self._done, self._planned)

    def planned(self, plays: int) -> None:
        self._planned += plays
        self._told(self._done, self._planned)
