"""Ranking: which settings of a scenario move its outcome most, by elementary effects.

From a drawn point one setting after another is moved, so each step shows what one setting does at one place.
The mean size of a setting's effects is how much it matters; their spread tells whether that depends on the
other settings.

Source:
    M. D. Morris, Factorial sampling plans for preliminary computational experiments, Technometrics 33 (1991),
    161–174; the mean of absolute effects from F. Campolongo, J. Cariboni and A. Saltelli, An effective
    screening design for sensitivity analysis of large models, Environmental Modelling & Software 22 (2007),
    1509–1518. Four levels, a step of two thirds of the range.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, stdev
from typing import Any

from game.balance.playing import Line, Plays
from game.balance.settings import SETTINGS, Setting
from game.rules import chance
from game.rules.game import Game

STRATEGY = "dialogue"

_LEVELS = (0.0, 1 / 3)
_STEP = 2 / 3

Point = tuple[int, ...]
"""A value for each setting, in order."""


@dataclass(frozen=True, slots=True)
class Influence:
    """How much a setting moves `result` over its whole range: the mean size of its effects, their spread."""

    setting: Setting
    size: float
    spread: float

    def described(self, game: Game) -> dict[str, Any]:
        """Return it as JSON."""
        setting = self.setting
        return {
            "setting": setting.name,
            "path": ".".join(map(str, setting.path)),
            "value": setting.read(game),
            "lowest": setting.lowest(game),
            "highest": setting.highest(game),
            "size": round(self.size, 2),
            "spread": round(self.spread, 2),
        }


def rank(plays: Plays, seeds: Sequence[int], paths: int, planned: Callable[[int], None]) -> list[Influence]:
    """Play along drawn paths, and return every setting that can move, the one that matters most first.

    Args:
        plays: Where plays are kept.
        seeds: The seeds that are played at each point.
        paths: How many paths; each has one point more than there are settings.
        planned: Is called with how many plays follow now.
    """
    game = plays.played.game
    settings = [one for one in SETTINGS.values() if one.lowest(game) < one.highest(game)]
    drawn = [path_of(settings, game, number) for number in range(paths)]
    lines = {point: _line(settings, game, point) for path in drawn for point in path}
    orders = plays.missing(list(lines.values()), seeds)
    planned(len(orders))
    plays.play(orders)
    means = {point: fmean(plays.of(line)[seed].result for seed in seeds) for point, line in lines.items()}
    effects = effects_of(settings, game, drawn, means.__getitem__)
    ranked = [
        Influence(setting, fmean(map(abs, found)), stdev(found) if len(found) > 1 else 0.0)
        for setting, found in zip(settings, effects, strict=True)
    ]
    return sorted(ranked, key=lambda one: -one.size)


def path_of(settings: Sequence[Setting], game: Game, number: int) -> list[Point]:
    """Return one drawn path: each point has one setting at another value than the point before."""

    def drawn(what: str, setting: Setting) -> int:
        return chance.draw(number, f"ranking:{what}", setting.name, 0, 2)

    low = {one.name: _LEVELS[drawn("level", one)] for one in settings}
    down = {one.name: drawn("down", one) for one in settings}
    place = {one.name: low[one.name] + _STEP * down[one.name] for one in settings}
    points = [tuple(value_at(one, game, place[one.name]) for one in settings)]
    for name in chance.shuffled(number, "ranking:order", 0, [one.name for one in settings]):
        place[name] = low[name] + _STEP * (1 - down[name])
        points.append(tuple(value_at(one, game, place[one.name]) for one in settings))
    return points


def value_at(setting: Setting, game: Game, place: float) -> int:
    """Return the whole value that lies so far along a setting's range, from 0 to 1, in its own steps."""
    low, high, step = setting.lowest(game), setting.highest(game), setting.step(game)
    return low + round(place * (high - low) / step) * step


def effects_of(
    settings: Sequence[Setting],
    game: Game,
    paths: Sequence[Sequence[Point]],
    outcome: Callable[[Point], float],
) -> list[list[float]]:
    """Return per setting its elementary effects: what a move changes, divided by its part of the range."""
    found: list[list[float]] = [[] for _ in settings]
    for path in paths:
        for before, after in pairwise(path):
            for place, setting in enumerate(settings):
                if before[place] != after[place]:
                    width = setting.highest(game) - setting.lowest(game)
                    moved = (after[place] - before[place]) / width
                    found[place].append((outcome(after) - outcome(before)) / moved)
    return found


def _line(settings: Sequence[Setting], game: Game, point: Point) -> Line:
    """Return the line of plays at a point; what is as the scenario says is no change."""
    return Line(
        STRATEGY,
        tuple(
            f"set:{setting.name}:{value}"
            for setting, value in zip(settings, point, strict=True)
            if value != setting.read(game)
        ),
    )
