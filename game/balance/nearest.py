"""Nearest: how far the conditions of event cards stayed from holding, in one play."""

from collections.abc import Mapping, Sequence
from typing import Any

from game.rules import support as support_of
from game.rules.game import Game
from game.scenario.conditions import Compare, Every, Some, Test, compares

_HUNDREDTHS_IN_TENTH = 10
_ROUND_COUNTS = 100


def nearest(game: Game, history: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
    """Return per event card by how much its condition failed in the round in which it failed least.

    A card is drawn as the table stands when the round before has ended.

    Args:
        game: The game that was played.
        history: How the table stood at the end of each round, as `game.bots.measured` has it.

    Returns:
        Tenths of a point, rounded up; 0 when the card could be drawn.
    """
    befores = [_start(game), *history[:-1]]
    rounds = [named_values(game, number, before) for number, before in enumerate(befores, 1)]
    return tuple(
        (card.id, min(shortfall(card.when.test, values) for values in rounds) if card.when else 0)
        for card in game.event_cards.values()
    )


def shortfall(test: Test, values: Mapping[str, int]) -> int:
    """Return by how many tenths of a point a test fails; 0 when it holds. A round counts for very many.

    >>> shortfall(Compare(((10, "trust.nadia"),), -9000, ">="), {"trust.nadia": 450})
    450
    """
    match test:
        case Every(parts):
            return max(shortfall(part, values) for part in parts)
        case Some(parts):
            return min(shortfall(part, values) for part in parts)
        case Compare(terms, constant, sign):
            difference = constant + sum(times * values[name] for times, name in terms)
            if compares(difference, sign):
                return 0
            times_counted = _ROUND_COUNTS if any(name == "round" for _, name in terms) else 1
            return times_counted * max(1, -(-abs(difference) // _HUNDREDTHS_IN_TENTH))


def named_values(game: Game, number: int, before: Mapping[str, Any]) -> dict[str, int]:
    """Return what a condition may read in a round, in tenths, as things stood when the round before ended."""
    trust, support = before["trust"], before["support"]
    with_needs = [points for seat, points in support.items() if game.roles[seat].needs]
    return {
        "round": 10 * number,
        "patience": 10 * before["patience"],
        "table_support": 10 * (support_of.table_support(list(support.values())) if support else 100),
        "lowest_support": 10 * min(with_needs, default=100),
        "cohesion": 10 * (support_of.cohesion(list(trust.values())) if trust else 100),
        **{f"trust.{seat}": 10 * points for seat, points in trust.items()},
        **before["indicators"],
    }


def _start(game: Game) -> dict[str, Any]:
    """Return how a table stands before its first round."""
    trust = {role.id: role.trust for role in game.roles.values() if role.kind != "director"}
    return {
        "indicators": game.indicators,
        "trust": trust,
        "support": {
            seat: support_of.support(points, 0 if game.roles[seat].needs else None)
            for seat, points in trust.items()
        },
        "patience": game.roles[game.director].patience if game.director else 0,
    }
