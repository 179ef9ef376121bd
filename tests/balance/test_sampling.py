"""Sampling: it plays until a figure is sure enough, the planner a tenth, other minima a quarter."""

from collections import Counter
from collections.abc import Sequence

import pytest

from game import resources
from game.balance import sampling
from game.balance.brief import Brief
from game.balance.changes import HIGHER
from game.balance.conditions import CONDITIONS, Condition
from game.balance.playing import Line, Order, Plays
from game.balance.sampling import sample, stages
from game.session.scenario import Played, played_from


class Pretended(Plays):
    """Plays that are made up: `main` is 40 and what a strategy adds, and noise by seed for `dialogue`."""

    def __init__(self, played: Played) -> None:
        super().__init__(played, 1, None, lambda _: None)
        self.adds = {"listener": 20, "dialogue": 20, "planner": 1}
        self.noise = 0

    def play(self, orders: Sequence[Order]) -> None:
        for line, seed in orders:
            value = (
                400
                + 10 * self.adds.get(line.bots, 0)
                + (self.noise * (seed % 7 - 3) if line.bots == "dialogue" else 0)
            )
            self.of(line)[seed] = Brief(
                value // 10, value, (value,), 50, 50, 50, 50, 50, 50, 50, 0, False, (), (), (), (), (), (), ()
            )


@pytest.fixture
def plays() -> Pretended:
    played: Played = played_from(resources.scenarios() / "eerste-potje")
    return Pretended(played)


def the(name: str) -> Condition:
    return next(one for one in CONDITIONS if one.name == name)


def test_a_figure_that_is_sure_is_not_played_on(plays: Pretended) -> None:
    [found] = sample([the("asking")], plays, range(1, 2001), minima=False, planned=lambda _: None)
    assert found.written is not None
    assert found.written.estimate is not None
    assert (found.games, found.written.estimate.figure, found.written.passes) == (sampling.LEAST, 20, True)
    assert len(plays.of(Line("dialogue"))) == sampling.LEAST


def test_a_figure_that_is_not_sure_is_played_to_the_end(plays: Pretended) -> None:
    plays.noise, plays.adds = 100, {"dialogue": 6}
    [found] = sample([the("asking")], plays, range(1, 301), minima=False, planned=lambda _: None)
    assert found.games == 300


def test_the_planner_plays_a_tenth_and_other_minima_a_quarter(plays: Pretended) -> None:
    sample([the("thinking")], plays, range(1, 401), minima=True, planned=lambda _: None)
    counted = Counter({line: len(found) for line, found in plays.by_line.items()})
    assert counted[Line("planner")] == counted[Line("supplier")] <= 40
    assert counted[Line("planner", (HIGHER,))] == counted[Line("supplier", (HIGHER,))] == 10
    sample([the("asking")], plays, range(1, 401), minima=True, planned=lambda _: None)
    assert len(plays.of(Line("dialogue", (HIGHER,)))) == 100


def test_what_is_planned_is_what_is_played(plays: Pretended) -> None:
    planned: list[int] = []
    sample([the("asking"), the("supply")], plays, range(1, 51), minima=True, planned=planned.append)
    assert sum(planned) == sum(map(len, plays.by_line.values()))


def test_stages_double_and_end_at_what_was_asked() -> None:
    assert list(stages(30)) == [30]
    assert list(stages(500)) == [100, 200, 400, 500]


def test_orders_go_seed_by_seed_so_that_a_stopped_run_can_be_compared(plays: Pretended) -> None:
    lines = Line("dialogue"), Line("supplier")
    orders: list[Order] = plays.missing(lines, [1, 2])
    assert orders == [(line, seed) for seed in (1, 2) for line in lines]
