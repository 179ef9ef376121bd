"""Balance: plays a scenario many times and returns what that says, as JSON and for a page.

The JSON has

  passes       whether all conditions hold
  scenario, title {nl, en}, digest   what was played
  conditions   [{letter, name, sentence {nl, en}, figure, interval, threshold, sense, games, skipped, passes,
               parts {name: {figure, interval}}, higher, lower}]: higher and lower are {figure, interval,
               passes} with all minima 10 points up and down, null when that was not asked for
  fails        {higher, lower}: the conditions that hold only as the file is written
  findings     [{kind, flaw, about, path, file, line, lines, sentence {nl, en}}]: a flaw makes it unfair, the
               rest is advice; `line` is where to change something, `lines` all that belongs to it
  settings     how many plays there were, from which seed on, of which set, what the bots' own figures are
"""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.balance.conditions import CONDITIONS, Condition
from game.balance.estimates import Estimate
from game.balance.findings.finding import Evidence
from game.balance.findings.looks import findings
from game.balance.findings.places import Places, impossible
from game.balance.judging import PLANNER_PART, Judged
from game.balance.playing import Plays
from game.balance.sampling import LEAST, MINIMA_PART, Sampled, sample
from game.balance.seeds import first_set, second_set
from game.balance.sentences import condition_sentence
from game.bots.planner import LEAST_GAIN, PlannerBot
from game.i18n import LANGUAGES, Mendable, Texts
from game.scenario.load import load, reading
from game.scenario.model import in_language
from game.scenario.problems import near
from game.session.scenario import Played, played_from, unplayable

FINDING_GAMES = 200
"""Seeds on which every strategy is played to look for what is the matter, at most."""

QUICK_GAMES = 20
"""The same, when not all conditions are asked for: somebody is tuning and waits for it."""

LETTERS = tuple(dict.fromkeys(condition.letter for condition in CONDITIONS))


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a balance.

    Attributes:
        games: The most seeds that are played.
        seed: The first seed of the first set.
        second: Whether the second set of seeds is played.
        letters: Which conditions are judged.
        minima: Whether each is judged with higher and lower minima as well.
        jobs: On how many cores; None for all.
        kept: Where plays are kept until all is done; None for nowhere.
    """

    games: int = 2000
    seed: int = 1
    second: bool = False
    letters: Sequence[str] = LETTERS
    minima: bool = True
    jobs: int | None = None
    kept: Path | None = None

    @property
    def is_whole(self) -> bool:
        """Whether all conditions are judged."""
        return set(self.letters) == set(LETTERS)


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
    try:
        played = played_from(scenario)
    except Mendable:
        return _told_by_the_file(scenario)
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
        places = Places(played, near(str(reading(scenario).file)))
        told_findings = [places.told(one) for one in findings(evidence)]
        found = _found(played, asked, seeds, sampled, told_findings, plays)
    plays.forget_file()
    return found


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


def letters_in(given: str | None) -> tuple[str, ...]:
    """Return the letters of conditions that a text like `a,d` names; all of them when it is None.

    Raises:
        Mendable: There is no condition of that letter.
    """
    letters = tuple(part.strip() for part in given.split(",")) if given is not None else LETTERS
    for letter in letters:
        if letter not in LETTERS:
            raise Mendable("balance.unknown_condition", name=letter, known=", ".join(LETTERS))
    return letters


def _told_by_the_file(scenario: Path) -> dict[str, Any]:
    """Return what is found when every error in the file says that an event can never happen.

    Raises:
        Mendable: Something else is wrong with it.
    """
    loaded = load(scenario)
    found = impossible(loaded, near(str(reading(scenario).file)))
    if found is None:
        raise unplayable(loaded)
    name = scenario.name
    return {
        "passes": False,
        "scenario": name,
        "title": dict.fromkeys(LANGUAGES, name),
        "digest": None,
        "conditions": [],
        "fails": {"higher": [], "lower": []},
        "findings": found,
        "settings": None,
    }


def _found(
    played: Played,
    asked: Asked,
    seeds: range,
    sampled: Sequence[Sampled],
    found_findings: list[dict[str, Any]],
    plays: Plays,
) -> dict[str, Any]:
    conditions = [_condition(one, played) for one in sampled]
    return {
        "passes": all(one["passes"] for one in conditions) and not any(one["flaw"] for one in found_findings),
        "scenario": played.scenario.id,
        "title": {
            language: in_language(played.scenario.title, language, played.scenario.language)
            for language in LANGUAGES
        },
        "digest": played.digest,
        "conditions": conditions,
        "fails": {
            version: [
                f"{one['letter']} {one['name']}"
                for one in conditions
                if one[version] is not None and one["passes"] and not one[version]["passes"]
            ]
            for version in ("higher", "lower")
        },
        "findings": found_findings,
        "settings": settings_of(asked, seeds, plays),
    }


def settings_of(asked: Asked, seeds: range, plays: Plays) -> dict[str, Any]:
    """Return how it was played, as JSON."""
    return {
        "games": asked.games,
        "plays": sum(map(len, plays.by_line.values())),
        "seeds": {"set": "second" if asked.second else "first", "first": seeds.start, "last": seeds.stop - 1},
        "least_games": LEAST,
        "planner_games": max(1, len(seeds) // PLANNER_PART),
        "minima_games": max(1, len(seeds) // MINIMA_PART) if asked.minima else 0,
        "conditions": list(asked.letters),
        "planner": {
            "choices": PlannerBot.choices,
            "glance": PlannerBot.glance,
            "best": PlannerBot.best,
            "closely": PlannerBot.closely,
            "least_gain": LEAST_GAIN,
        },
    }


def _condition(one: Sampled, played: Played) -> dict[str, Any]:
    condition, written = one.condition, one.written
    threshold = condition.threshold_for(len(played.scenario.rounds))
    return {
        "letter": condition.letter,
        "name": condition.name,
        "sentence": {
            language: condition_sentence(condition, written, threshold, played.scenario, Texts(language))
            for language in LANGUAGES
        },
        **_judged(written),
        "threshold": threshold,
        "sense": condition.sense,
        "games": one.games,
        "skipped": written is None or written.estimate is None,
        "parts": {name: _estimate(part) for name, part in (written.parts if written else {}).items()},
        "higher": _judged(one.higher) if one.higher else None,
        "lower": _judged(one.lower) if one.lower else None,
    }


def _judged(judged: Judged | None) -> dict[str, Any]:
    estimate = judged.estimate if judged else None
    figures = _estimate(estimate) if estimate else {"figure": None, "interval": None}
    return {**figures, "passes": judged is None or judged.passes}


def _estimate(estimate: Estimate) -> Mapping[str, Any]:
    return {
        "figure": round(estimate.figure, 2),
        "interval": [round(estimate.low, 2), round(estimate.high, 2)],
    }


def failing(found: Mapping[str, Any]) -> list[Condition]:
    """Return the conditions that do not hold."""
    names = {(one["letter"], one["name"]) for one in found["conditions"] if not one["passes"]}
    return [one for one in CONDITIONS if (one.letter, one.name) in names]
