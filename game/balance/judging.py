"""Judging: the figure of a condition out of plays, by the same code for every scenario."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean

from game.balance import estimates
from game.balance.brief import MEASURES, Brief
from game.balance.conditions import OUTCOMES, Condition
from game.balance.estimates import Estimate
from game.balance.playing import Line, Plays
from game.balance.strategies import PLANNER
from game.scenario.model import Scenario

PLANNER_PART = 10
"""Of how many games the planner plays one: it takes that much longer."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What came of a condition.

    Attributes:
        estimate: Its figure; None when the scenario has nothing that it is about.
        parts: What the figure was made of, by strategy, seat or task.
        passes: Whether it holds.
        is_close: Whether more plays would tell little more.
    """

    estimate: Estimate | None
    passes: bool
    is_close: bool
    parts: Mapping[str, Estimate] = field(default_factory=dict)


def lines_for(condition: Condition, scenario: Scenario, changes: tuple[str, ...] = ()) -> list[Line]:
    """Return the lines whose plays a condition is judged by, with these changes as well."""
    bots = [*condition.plus, *condition.minus]
    if condition.kind == "silent_seat":
        bots += [_one_silent(condition.plus[0], seat) for seat in scenario.roles]
    return [Line(name, (*condition.changes, *changes)) for name in dict.fromkeys(bots)]


def seeds_for(condition: Condition, seeds: Sequence[int]) -> Sequence[int]:
    """Return on which of the seeds a condition is judged: the first tenth when the planner is part of it."""
    return seeds[: max(1, len(seeds) // PLANNER_PART)] if PLANNER in condition.plus else seeds


def judge(
    condition: Condition,
    scenario: Scenario,
    plays: Plays,
    seeds: Sequence[int],
    changes: tuple[str, ...] = (),
) -> Judged | None:
    """Return what came of a condition on these seeds; None when a scenario of so few rounds skips it."""
    threshold = condition.threshold_for(len(scenario.rounds))
    if threshold is None:
        return None
    table = _Table(condition, scenario, plays, seeds_for(condition, seeds), changes)
    estimate, parts = _KINDS[condition.kind](table)
    if estimate is None:
        return Judged(None, True, True)
    worst = estimate.low if condition.sense in (">=", ">") else estimate.high
    passes = condition.stands(worst if condition.surely else estimate.figure, threshold)
    if condition.surely and estimate.count < 2:
        passes = False  # one play has no interval
    is_clear = abs(estimate.figure - threshold) > 2 * estimate.half
    return Judged(estimate, passes, is_clear or estimate.half <= condition.close, parts)


@dataclass(frozen=True, slots=True)
class _Table:
    """What a figure is made of."""

    condition: Condition
    scenario: Scenario
    plays: Plays
    seeds: Sequence[int]
    changes: tuple[str, ...]

    def briefs(self, bots: str) -> list[tuple[int, Brief]]:
        """Return the plays of a strategy by seed, in the order of the seeds."""
        line = Line(bots, (*self.condition.changes, *self.changes))
        found = self.plays.of(line)
        return [(seed, found[seed]) for seed in self.seeds if seed in found]

    def values(self, bots: str, measure: str = "") -> dict[int, float]:
        """Return the measure of a strategy's plays by seed."""
        read = MEASURES[measure or self.condition.measure]
        return {seed: read(brief) for seed, brief in self.briefs(bots)}

    def lead(self, one: str, other: str) -> Estimate:
        """Return how far one strategy is above another on average, on the seeds both played."""
        mine, its = self.values(one), self.values(other)
        return estimates.mean([mine[seed] - its[seed] for seed in mine if seed in its])


_Found = tuple[Estimate | None, Mapping[str, Estimate]]


def _difference(table: _Table) -> _Found:
    plus = [table.values(name) for name in table.condition.plus]
    minus = [table.values(name) for name in table.condition.minus]
    shared = [seed for seed in table.seeds if all(seed in one for one in (*plus, *minus))]
    found = estimates.mean(
        [fmean(one[seed] for one in plus) - fmean(one[seed] for one in minus) for seed in shared]
    )
    names = (*table.condition.plus, *table.condition.minus)
    return found, {name: estimates.mean(list(table.values(name).values())) for name in names}


def _least(table: _Table) -> _Found:
    one_of = table.condition.plus if len(table.condition.plus) > 1 else table.condition.minus
    leads = {
        (plus if one_of is table.condition.plus else minus): table.lead(plus, minus)
        for plus in table.condition.plus
        for minus in table.condition.minus
    }
    return min(leads.values(), key=lambda lead: lead.figure), leads


def _ahead(table: _Table) -> _Found:
    mine, its = (table.values(names[0]) for names in (table.condition.plus, table.condition.minus))
    shared = [seed for seed in mine if seed in its]
    return estimates.share(sum(mine[seed] > its[seed] for seed in shared), len(shared)), {}


def _not_first(table: _Table) -> _Found:
    names = table.condition.plus
    firsts = dict.fromkeys(names, 0)
    for outcome in OUTCOMES:
        means = {name: fmean(table.values(name, outcome).values()) for name in names}
        for name in names:
            firsts[name] += means[name] == max(means.values())
    parts = {name: estimates.exact(len(OUTCOMES) - count) for name, count in firsts.items()}
    return estimates.exact(len(OUTCOMES) - max(firsts.values()), len(table.seeds)), parts


def _silent_seat(table: _Table) -> _Found:
    whole = table.condition.plus[0]
    losses = {seat: table.lead(whole, _one_silent(whole, seat)) for seat in table.scenario.roles}
    return min(losses.values(), key=lambda loss: loss.figure), losses


def _one_silent(bots: str, seat: str) -> str:
    return f"{bots},{seat}=silent"


def _bought(table: _Table, wanted: Callable[[str], bool]) -> dict[str, Estimate]:
    """Return in how many of a hundred of the best plays each of these tasks was carried out."""
    condition = table.condition
    read = MEASURES[condition.measure]
    ordered = sorted(table.briefs(condition.plus[0]), key=lambda one: (-read(one[1]), one[0]))
    best = [dict(brief.tasks) for _, brief in ordered[: max(1, len(ordered) * condition.best // 100)]]
    return {
        id_: estimates.share(sum(id_ in tasks for tasks in best), len(best))
        for id_ in table.scenario.tasks
        if wanted(id_)
    }


def _plain(table: _Table) -> dict[str, Estimate]:
    tasks = table.scenario.tasks
    return _bought(table, lambda id_: not tasks[id_].duty and not tasks[id_].lure)


def _lures(table: _Table) -> dict[str, Estimate]:
    return _bought(table, lambda id_: table.scenario.tasks[id_].lure)


def _lowest(parts: Mapping[str, Estimate]) -> _Found:
    return min(parts.values(), key=lambda one: one.figure, default=None), parts


def _highest(parts: Mapping[str, Estimate]) -> _Found:
    return max(parts.values(), key=lambda one: one.figure, default=None), parts


def _luck(table: _Table) -> _Found:
    columns = [table.values(name) for name in table.condition.plus]
    shared = [seed for seed in table.seeds if all(seed in column for column in columns)]
    return estimates.luck([[column[seed] for column in columns] for seed in shared]), {}


def _how_many_lures(table: _Table) -> _Found:
    return estimates.exact(sum(task.lure for task in table.scenario.tasks.values())), {}


_KINDS: dict[str, Callable[[_Table], _Found]] = {
    "difference": _difference,
    "least": _least,
    "ahead": _ahead,
    "not_first": _not_first,
    "silent_seat": _silent_seat,
    "least_bought": lambda table: _lowest(_plain(table)),
    "most_bought": lambda table: _highest(_plain(table)),
    "lure_bought": lambda table: _highest(_lures(table)),
    "lure_least_bought": lambda table: _lowest(_lures(table)),
    "luck": _luck,
    "lures": _how_many_lures,
}
