"""Revealing, in lines: what an instrument found or looked into, and what became known of a task."""

from collections.abc import Sequence
from typing import Any

from game.debrief.names import Names
from game.rules import events

Facts = dict[str, Any]


def told_of_instrument(event: Any, names: Names) -> tuple[str, Facts]:
    """Return the key of a line about an instrument or its answer ("": of its kind), and what it says."""
    match event:
        case events.InstrumentUsed(found=found) if found:
            needs = {"needs": names.listing("need", found)}
            if all(_is_of_the_chair(names, need) for need in found):
                return "event.instrument_found", needs
            return "event.instrument_found_here", needs
        case events.AnswerAwaited(task=""):
            return "event.answer_awaited_needs", {}
        case events.EffectRevealed(by="card", of=card, effects=effects):
            role, _, need = card.partition("/")
            facts = {"seat": names.name("seat", role), "need": names.name("need", need)}
            return "event.effect_revealed.card", facts | {"brings": brings(effects, names)}
        case events.EffectRevealed(of=of, task="", found=found):
            said = names.listing("need", found) if found else names.texts("event.nothing")
            return "event.effect_revealed.needs", {"instrument": names.name("instrument", of), "needs": said}
        case events.EffectRevealed(of=of, effects=effects, found=found):
            facts = {"instrument": names.name("instrument", of), "brings": brings(effects, names)}
            if found:
                return "event.effect_revealed.both", facts | {"needs": names.listing("need", found)}
            return "event.effect_revealed", facts
    return "", {}


def brings(effects: Sequence[tuple[str, int]], names: Names) -> str:
    """Return what a task really brings in words: `Leefwereld +9,0 en Contact +2,0`."""
    texts = names.texts
    said = [
        texts(
            "event.brings", indicator=names.name("indicator", indicator), amount=texts.signed_tenths(tenths)
        )
        for indicator, tenths in effects
    ]
    return texts.listing(said)


def _is_of_the_chair(names: Names, need: str) -> bool:
    known = names.scenario.needs.get(need)
    return known is not None and known.chair is not None
