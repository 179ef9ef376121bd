"""Forbidding: what one thing is worth, by plays with it and without it on the same seeds.

A restricted play is compared with the same play unrestricted, seed by seed; so luck is equal on both sides
and few plays tell much. Method: A. Jaffe and others, Evaluating competitive game balance with restricted
play, AIIDE 2012.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from game.balance import estimates
from game.balance.estimates import Estimate
from game.balance.playing import Line, Plays
from game.rules.game import Game

STRATEGIES = ("dialogue", "greedy")
"""Who plays with and without: one that listens, and one that buys what counts at once."""

_MECHANICS = ("recognise", "report_back", "note", "meet", "core_values", "pledges", "own_idea", "take_over")


@dataclass(frozen=True, slots=True)
class Forbidden:
    """What one thing is worth: by how much `result` is higher with it, per strategy."""

    kind: str
    id: str
    worth: dict[str, Estimate]

    def described(self) -> dict[str, Any]:
        """Return it as JSON."""
        return {
            "kind": self.kind,
            "id": self.id,
            "worth": {
                name: {"figure": round(one.figure, 2), "interval": [round(one.low, 2), round(one.high, 2)]}
                for name, one in self.worth.items()
            },
        }


def things(game: Game) -> list[tuple[str, str]]:
    """Return all that can be forbidden, as (kind, id)."""
    return [
        *(("task", id_) for id_, task in game.tasks.items() if not task.duty),
        *(("instrument", id_) for id_ in game.instruments),
        *(("event_card", id_) for id_ in game.event_cards),
        *(("mechanic", name) for name in _MECHANICS if game.uses(name)),
    ]


def forbid(plays: Plays, seeds: Sequence[int], planned: Callable[[int], None]) -> list[Forbidden]:
    """Play without each thing in turn, and return what each is worth."""
    all_ = things(plays.played.game)
    lines = [
        Line(name, changes) for name in STRATEGIES for changes in [(), *(_without(*one) for one in all_)]
    ]
    orders = plays.missing(lines, seeds)
    planned(len(orders))
    plays.play(orders)
    return [
        Forbidden(kind, id_, {name: _worth(plays, name, kind, id_, seeds) for name in STRATEGIES})
        for kind, id_ in all_
    ]


def _without(kind: str, id_: str) -> tuple[str, ...]:
    return (f"without:{kind}:{id_}",)


def _worth(plays: Plays, name: str, kind: str, id_: str, seeds: Sequence[int]) -> Estimate:
    usual, without = plays.of(Line(name)), plays.of(Line(name, _without(kind, id_)))
    return estimates.mean([usual[seed].result - without[seed].result for seed in seeds])
