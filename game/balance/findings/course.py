"""The course of a play: too easy or too hard, decided early, money without choice, too long for its time."""

from statistics import fmean

from game.balance.findings.finding import Evidence, Finding, Looked
from game.scenario.advice import PLAY_PERCENT

_ENOUGH_PLAYS = 30
_EASY, _HARD = 50, 20
_LEFT = 20
_EARLY = 90


def too_easy_or_hard(evidence: Evidence) -> Looked:
    """Yield that chance alone succeeds often, or that no strategy does."""
    by_chance = evidence.briefs("random")
    if len(by_chance) < _ENOUGH_PLAYS:
        return
    lucky = 100 * fmean(brief.succeeded for brief in by_chance)
    if lucky > _EASY:
        yield Finding("too_easy", ("indicators",), facts={"figure": lucky})
    best = max(100 * fmean(brief.succeeded for brief in plays) for plays in evidence.on_purpose.values())
    if best < _HARD:
        yield Finding("too_hard", ("indicators",), facts={"figure": best})


def money_without_choice(evidence: Evidence) -> Looked:
    """Yield that much money stays unspent, by a table that wants to spend it."""
    plays = evidence.briefs("dialogue")
    left = fmean(brief.left for brief in plays) if plays else 0
    if len(plays) >= _ENOUGH_PLAYS and left > _LEFT:
        yield Finding("money_left", ("budget", "per_round"), facts={"figure": left})


def decided_early(evidence: Evidence) -> Looked:
    """Yield that who leads halfway leads at the end, so that the rest of the play decides nothing."""
    rounds = len(evidence.game.rounds)
    half = rounds // 2
    plays = [brief for briefs in evidence.on_purpose.values() for brief in briefs]
    if rounds < 2 or len(plays) < _ENOUGH_PLAYS:
        return
    halfway = fmean(brief.path[half - 1] for brief in plays)
    end = fmean(brief.main for brief in plays)
    same = 100 * fmean((brief.path[half - 1] > halfway) == (brief.main > end) for brief in plays)
    if same >= _EARLY:
        yield Finding("decided_early", ("rounds",), facts={"figure": same, "round": half})


def too_long(evidence: Evidence) -> Looked:
    """Yield that the rounds leave too little of the session's minutes to look back."""
    scenario = evidence.scenario
    beats = [one.beats or scenario.beats for one in scenario.rounds.values()]
    minutes = sum(one.ask + one.choose + one.look for one in beats)
    if 100 * minutes > PLAY_PERCENT * scenario.minutes:
        yield Finding("too_long", ("minutes",), facts={"n": minutes, "minutes": scenario.minutes})
