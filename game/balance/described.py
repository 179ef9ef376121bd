"""Described: what a balance found, as JSON.

It has

  passes       whether all conditions hold and no finding is a flaw
  scenario, title {nl, en}, digest   what was played
  conditions   [{letter, name, sentence {nl, en}, figure, interval, threshold, sense, games, skipped, passes,
               parts {name: {figure, interval}}, higher, lower}]: higher and lower are {figure, interval,
               passes} with all minima 10 points up and down, null when that was not asked for
  fails        {higher, lower}: the conditions that hold only as the file is written
  findings     [{kind, flaw, about, path, file, line, lines, sentence {nl, en}}]: a flaw makes it unfair, the
               rest is advice; `line` is where to change something, `lines` all that belongs to it
  strategies   [{strategy, plays, succeeded, bands {measure: {mean, low, quarter, middle, ...}}}]
  hits         [{kind, id, supplier, dialogue, mixed, best, all}]: in how many of a hundred plays
  forbidden    [{kind, id, worth {strategy: {figure, interval}}}]: what each thing adds to `result`
  ranking      [{setting, path, value, lowest, highest, size, spread}]: what matters most first
  replays      [{which, seed, bots, strategy, result, path, command}]: the best, the worst, the most dramatic
  settings     how many plays there were, from which seed on, of which set, what the bots' own figures are
  cannot_know  {nl, en}: what no play by bots can tell

`forbidden` and `ranking` are empty when not all conditions were asked for.
"""

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from game.balance import outcomes
from game.balance.asked import LETTERS, Asked
from game.balance.estimates import Estimate
from game.balance.findings.finding import Evidence
from game.balance.findings.places import impossible
from game.balance.judging import PLANNER_PART, Judged
from game.balance.sampling import LEAST, MINIMA_PART, Sampled
from game.balance.sentences import condition_sentence
from game.bots.planner import LEAST_GAIN, PlannerBot
from game.i18n import LANGUAGES, Texts
from game.scenario.load import load
from game.scenario.model import Scenario, in_language
from game.session.scenario import unplayable

CANNOT_KNOW = ("people", "rules", "text", "figures")
"""What no play by bots can tell; the ends of its texts' keys."""


_ONLY_PLAYED = ("strategies", "hits", "forbidden", "ranking", "replays")


def described(
    asked: Asked,
    seeds: range,
    sampled: Sequence[Sampled],
    evidence: Evidence,
    findings: list[dict[str, Any]],
) -> dict[str, Any]:
    """Return all that was found."""
    played = evidence.plays.played
    scenario = played.scenario
    conditions = [_condition(one, scenario) for one in sampled]
    return {
        "passes": all(one["passes"] for one in conditions) and not any(one["flaw"] for one in findings),
        "scenario": scenario.id,
        "title": {
            language: in_language(scenario.title, language, scenario.language) for language in LANGUAGES
        },
        "digest": played.digest,
        "conditions": conditions,
        "fails": {version: _only_as_written(conditions, version) for version in ("higher", "lower")},
        "findings": findings,
        "strategies": outcomes.strategies(evidence),
        "hits": outcomes.hits(evidence),
        "forbidden": [one.described() for one in evidence.forbidden],
        "ranking": [one.described(evidence.game) for one in evidence.ranked],
        "replays": [
            {**one, "command": _command(asked.scenario or scenario.id, one)}
            for one in outcomes.replays(evidence)
        ],
        "settings": _settings(asked, seeds, evidence),
        "cannot_know": _cannot_know(),
    }


def told_by_the_file(scenario: Path, file: str) -> dict[str, Any]:
    """Return what is found when every error in the file says that an event can never happen.

    Raises:
        Mendable: Something else is wrong with it.
    """
    loaded = load(scenario)
    found = impossible(loaded, file)
    if found is None:
        raise unplayable(loaded)
    nothing: dict[str, Any] = {name: [] for name in _ONLY_PLAYED}
    return {
        "passes": False,
        "scenario": scenario.name,
        "title": dict.fromkeys(LANGUAGES, scenario.name),
        "digest": None,
        "conditions": [],
        "fails": {"higher": [], "lower": []},
        "findings": found,
        **nothing,
        "settings": None,
        "cannot_know": _cannot_know(),
    }


def _cannot_know() -> dict[str, list[str]]:
    return {
        language: [Texts(language)(f"balance.cannot_know.{what}") for what in CANNOT_KNOW]
        for language in LANGUAGES
    }


def _command(scenario: str, replay: Mapping[str, Any]) -> str:
    """Return what to type to see a play again."""
    words = ["opgavetafel", "demo", scenario, "--seed", str(replay["seed"]), "--bots", replay["bots"]]
    return shlex.join(words)


def _only_as_written(conditions: Sequence[Mapping[str, Any]], version: str) -> list[str]:
    """Return the conditions that hold as the file is written but not with other minima."""
    return [
        f"{one['letter']} {one['name']}"
        for one in conditions
        if one[version] is not None and one["passes"] and not one[version]["passes"]
    ]


def _settings(asked: Asked, seeds: range, evidence: Evidence) -> dict[str, Any]:
    return {
        "games": asked.games,
        "plays": sum(map(len, evidence.plays.by_line.values())),
        "seeds": {"set": "second" if asked.second else "first", "first": seeds.start, "last": seeds.stop - 1},
        "least_games": LEAST,
        "planner_games": max(1, len(seeds) // PLANNER_PART),
        "minima_games": max(1, len(seeds) // MINIMA_PART) if asked.minima else 0,
        "finding_games": len(evidence.seeds),
        "conditions": [letter for letter in LETTERS if letter in asked.letters],
        "planner": {**asdict(PlannerBot.effort), "least_gain": LEAST_GAIN},
    }


def _condition(one: Sampled, scenario: Scenario) -> dict[str, Any]:
    condition, written = one.condition, one.written
    threshold = condition.threshold_for(len(scenario.rounds))
    return {
        "letter": condition.letter,
        "name": condition.name,
        "sentence": {
            language: condition_sentence(condition, written, threshold, scenario, Texts(language))
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
