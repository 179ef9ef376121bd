"""Goals that ask nothing, because everybody reaches them, or too much, because nobody does."""

from game.balance.estimates import share
from game.balance.findings.finding import Evidence, Finding, Looked

_EACH, _TOGETHER, _SURELY = 75, 95, 80
_ENOUGH_PLAYS = 100


def everybody_reaches(evidence: Evidence) -> Looked:
    """Yield goals that every strategy that plays on purpose reaches nearly always."""
    for id_ in evidence.game.goals:
        rates = evidence.rates(evidence.on_purpose, id_, "reached")
        briefs = [brief for plays in evidence.on_purpose.values() for brief in plays]
        reached = share(sum(id_ in brief.reached for brief in briefs), len(briefs))
        if min(rates.values()) >= _EACH and reached.figure >= _TOGETHER and reached.low >= _SURELY:
            path = ("indicators", id_)
            facts = {"goal": f"@indicators/{id_}", "figure": reached.figure}
            yield Finding("goal_everybody_reaches", path, (*path, "goal"), facts=facts, is_flaw=True)


def nobody_reaches(evidence: Evidence) -> Looked:
    """Yield goals that no strategy ever reaches."""
    plays = evidence.all_plays
    for id_ in evidence.game.goals:
        if len(plays) >= _ENOUGH_PLAYS and not any(id_ in brief.reached for brief in plays):
            path = ("indicators", id_)
            facts = {"goal": f"@indicators/{id_}", "n": len(plays)}
            yield Finding("goal_nobody_reaches", path, (*path, "goal"), facts=facts)
