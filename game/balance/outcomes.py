"""Outcomes: between which bands each strategy ends, what is used how often, and three plays worth a look."""

from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from game.balance import estimates
from game.balance.brief import MEASURES, Brief
from game.balance.findings.finding import Evidence
from game.balance.strategies import FIXED, MIXED, PLAYING, as_words, line_up

BANDS = ("main", "lowest_support", "result")
"""The measures of which bands are told."""

_ENDS = {"low": 0.05, "quarter": 0.25, "middle": 0.5, "three_quarters": 0.75, "high": 0.95}


def strategies(evidence: Evidence) -> list[dict[str, Any]]:
    """Return per strategy how often it succeeds, and its bands: nine in ten, half, the middle."""
    found = []
    for name in (*FIXED, MIXED):
        briefs = evidence.briefs(name)
        succeeded = estimates.share(sum(brief.succeeded for brief in briefs), len(briefs))
        bands = {measure: bands_of([MEASURES[measure](brief) for brief in briefs]) for measure in BANDS}
        found.append(
            {"strategy": name, "plays": len(briefs), "succeeded": round(succeeded.figure, 1), "bands": bands}
        )
    return found


def bands_of(values: Sequence[float]) -> dict[str, float]:
    """Return between which ends nine in ten values lie, and half of them, and their middle and mean.

    >>> bands_of([1, 2, 3, 4, 5])["middle"]
    3
    """
    ordered = sorted(values)
    last = len(ordered) - 1
    ends = {name: ordered[round(part * last)] for name, part in _ENDS.items()}
    return {"mean": round(fmean(ordered), 2), **ends}


def hits(evidence: Evidence) -> list[dict[str, Any]]:
    """Return of every task, card, need of the chair, instrument and event card in how many plays it came.

    Percent of plays: of supply, of dialogue, of the mixed table, of the best tenth of that, of all plays.
    """
    game = evidence.game
    things = [
        *(("tasks", id_) for id_ in game.tasks),
        *(("told", id_) for id_ in game.cards),
        *(("found", id_) for id_ in game.chair),
        *(("instruments", id_) for id_ in game.instruments),
        *(("event_cards", id_) for id_ in game.event_cards),
    ]
    mixed = sorted(evidence.briefs(MIXED), key=lambda brief: -brief.result)
    among = {
        "supplier": evidence.briefs("supplier"),
        "dialogue": evidence.briefs("dialogue"),
        "mixed": mixed,
        "best": mixed[: max(1, len(mixed) // 10)],
        "all": evidence.all_plays,
    }
    return [
        {"kind": kind, "id": id_, **{name: _rate(briefs, kind, id_) for name, briefs in among.items()}}
        for kind, id_ in things
    ]


def _rate(briefs: Sequence[Brief], kind: str, id_: str) -> float:
    count = sum(id_ in (dict(brief.tasks) if kind == "tasks" else getattr(brief, kind)) for brief in briefs)
    return round(100 * count / max(1, len(briefs)), 1)


def replays(evidence: Evidence) -> list[dict[str, Any]]:
    """Return the best, the worst and the most dramatic play of who plays on purpose, and who played them.

    Most dramatic is the play that came from furthest behind the usual to furthest above it.
    """
    plays = [
        (name, seed, brief)
        for name in (*PLAYING, MIXED)
        for seed, brief in zip(evidence.seeds, evidence.briefs(name), strict=True)
    ]
    usual = [fmean(path) for path in zip(*(brief.path for _, _, brief in plays), strict=True)]
    usual_end = fmean(brief.main for _, _, brief in plays)

    def drama(brief: Brief) -> float:
        behind = max(one - here for one, here in zip(usual, brief.path, strict=True))
        return min(behind, brief.main - usual_end)

    chosen: Mapping[str, tuple[str, int, Brief]] = {
        "best": max(plays, key=lambda play: (play[2].result, play[2].main)),
        "worst": min(plays, key=lambda play: (play[2].result, play[2].main)),
        "dramatic": max(plays, key=lambda play: drama(play[2])),
    }
    return [
        {
            "which": which,
            "seed": seed,
            "bots": as_words(line_up(name, evidence.game.seats, seed)),
            "strategy": name,
            "result": brief.result,
            "path": [value / 10 for value in (*brief.path, brief.main)],
        }
        for which, (name, seed, brief) in chosen.items()
    ]
