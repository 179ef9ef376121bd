"""A finding, and what the looks that make them have to look at."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from game.balance.brief import Brief
from game.balance.forbidding import Forbidden
from game.balance.playing import Line, Plays
from game.balance.ranking import Influence
from game.balance.strategies import FIXED, MIXED, PLAYING
from game.rules.game import Game
from game.scenario.model import Scenario

Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is the matter.

    Attributes:
        kind: The end of its text's key.
        path: What it is about in the file, such as `("tasks", "loket")`.
        place: What to point at when that is not the whole of it but a value in it; a path too.
        beside: A value elsewhere that has to do with it.
        facts: Figures and names for its sentence; ids of the scenario's things are written `@tasks/loket`.
        is_flaw: Whether a scenario with it is no fair game; other findings are advice.
    """

    kind: str
    path: Path
    place: Path = ()
    beside: Path = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    is_flaw: bool = False


class Evidence:
    """The plays of a scenario that looks look at: every strategy on the same seeds, and the mixed table.

    Attributes:
        forbidden: What each thing is worth; none when that was not played.
        ranked: How much each setting matters; none when that was not played.
    """

    def __init__(self, plays: Plays, seeds: Sequence[int]) -> None:
        self.plays = plays
        self.seeds = seeds
        self.forbidden: list[Forbidden] = []
        self.ranked: list[Influence] = []
        self.scenario: Scenario = plays.played.scenario
        self.game: Game = plays.played.game

    @staticmethod
    def lines() -> list[Line]:
        """Return the lines that must have been played."""
        return [Line(name) for name in (*FIXED, MIXED)]

    def briefs(self, bots: str) -> list[Brief]:
        """Return the plays of a strategy."""
        found = self.plays.of(Line(bots))
        return [found[seed] for seed in self.seeds if seed in found]

    @cached_property
    def all_plays(self) -> list[Brief]:
        """The plays of every fixed strategy and of the mixed table."""
        return [brief for name in (*FIXED, MIXED) for brief in self.briefs(name)]

    @cached_property
    def on_purpose(self) -> dict[str, list[Brief]]:
        """The plays of each strategy that plays on purpose."""
        return {name: self.briefs(name) for name in PLAYING}

    def rates(self, among: Mapping[str, Sequence[Brief]], name: str, field_: str) -> dict[str, float]:
        """Return per strategy in how many of a hundred plays a field holds a name."""
        return {
            strategy: 100 * sum(name in getattr(brief, field_) for brief in briefs) / max(1, len(briefs))
            for strategy, briefs in among.items()
        }


Looked: TypeAlias = Iterator[Finding]
