"""People at the table: whose ballot never counts, and what is never heard."""

from collections.abc import Iterable

from game.balance.findings.finding import Evidence, Finding, Looked, Path
from game.balance.playing import Line
from game.balance.strategies import MIXED

_TRIES = 8
_ENOUGH_PLAYS = 100


def ballot_never_counts(evidence: Evidence) -> Looked:
    """Yield roles of whom another ballot changes no plan, whatever stance the director may say.

    Each seat in turn gives a ballot that has nothing to do with what it would give; the same seeds are played
    until one comes out otherwise.
    """
    for seat in evidence.game.seats:
        tries = [(stance, seed) for seed in evidence.seeds[:_TRIES] for stance in evidence.game.stances[::-1]]
        if not any(_matters(evidence, seat, stance, seed) for stance, seed in tries):
            facts = {"role": f"@roles/{seat}", "n": len(tries)}
            yield Finding(
                "ballot_never_counts", ("roles", seat), beside=("stances",), facts=facts, is_flaw=True
            )


def _matters(evidence: Evidence, seat: str, stance: str, seed: int) -> bool:
    usual, other = Line(f"{MIXED}!stance:{stance}"), Line(f"{MIXED}!stance:{stance},ballot:{seat}")
    evidence.plays.play(evidence.plays.missing([usual, other], [seed]))
    return evidence.plays.of(usual)[seed].tasks != evidence.plays.of(other)[seed].tasks


def never_told(evidence: Evidence) -> Looked:
    """Yield story cards that nobody told in any play."""
    yield from _never(
        evidence,
        [
            ("told", card.id, ("roles", card.role, "cards", card.need))
            for card in evidence.game.cards.values()
        ],
        "card_never_told",
    )


def never_found(evidence: Evidence) -> Looked:
    """Yield needs of the empty chair that nothing ever found."""
    chair = [("found", need, ("needs", need)) for need in evidence.game.chair]
    yield from _never(evidence, chair, "need_never_found")


def never_used(evidence: Evidence) -> Looked:
    """Yield instruments that nobody used in any play."""
    all_ = [("instruments", id_, ("instruments", id_)) for id_ in evidence.game.instruments]
    yield from _never(evidence, all_, "instrument_never_used")


def _never(evidence: Evidence, things: Iterable[tuple[str, str, Path]], kind: str) -> Looked:
    plays = evidence.all_plays
    for field, id_, path in things:
        if len(plays) >= _ENOUGH_PLAYS and not any(id_ in getattr(brief, field) for brief in plays):
            need = path[-1]
            thing = f"@instruments/{id_}" if path[0] == "instruments" else f"@needs/{need}"
            facts = {"what": thing, "n": len(plays)}
            yield Finding(kind, path, facts=facts)
