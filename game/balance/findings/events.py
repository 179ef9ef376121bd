"""Event cards that cannot come: their condition never held, and stayed far off or was tried very often."""

from game.balance.findings.finding import Evidence, Finding, Looked

_ENOUGH_PLAYS = 300
"""Of what happens in one play of a hundred, so many plays see it 95 times in 100."""

_FAR = 100
"""Tenths of a point: a condition that stayed so far off in every play needs more than a little more luck."""


def cannot_happen(evidence: Evidence) -> Looked:
    """Yield event cards that never could be drawn."""
    plays = evidence.all_plays
    offs = [dict(brief.nearest) for brief in plays]
    for id_ in evidence.game.event_cards:
        nearest = min(off[id_] for off in offs)
        if nearest >= _FAR or (nearest > 0 and len(plays) >= _ENOUGH_PLAYS):
            path = ("event_cards", id_)
            facts = {"card": f"@event_cards/{id_}", "n": len(plays)}
            yield Finding("event_cannot_happen", path, (*path, "when"), facts=facts, is_flaw=True)


def rarely_drawn(evidence: Evidence) -> Looked:
    """Yield event cards that could come but hardly ever do."""
    plays = evidence.all_plays
    for id_ in evidence.game.event_cards:
        count = sum(id_ in brief.event_cards for brief in plays)
        could = any(dict(brief.nearest)[id_] == 0 for brief in plays)
        if could and len(plays) >= _ENOUGH_PLAYS and 100 * count < len(plays):
            facts = {"card": f"@event_cards/{id_}", "n": count, "plays": len(plays)}
            yield Finding("event_rare", ("event_cards", id_), facts=facts)
