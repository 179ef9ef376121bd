"""Counted: what a what-if comes to, beside what was played, as one JSON object.

  session, scenario, hash     which session, and the hash its log ends in
  not_played                  always true: nothing of this was played
  from                        {record, round, phase, step}: the moment it leaves the session
  change                      what is otherwise: {rule, stance, amounts {task: euros}, cut}, those that are
  by                          ballots (what was ordered, where it still fits), bots, or hand (on a copy)
  same                        whether nothing came out otherwise
  moves                       {kept, fitted, left_out, by_bots}: what became of the orders; by hand none
  succeeded                   {played, counted}
  rounds                      [{round, ended, played, counted}]: each {indicators, trust, support, patience,
                              saved} or null, after each round and once more when all has landed
  values                      [{what, of, played, counted, difference, causes {played, counted}}]: each cause
                              {round, what, of, amount, cause}, those after the moment; support has none
  measures                    [{name, unit, played, counted}]
  plans                       {round: {played, counted}}: {rule, amounts, saved} or null, from the moment on
  band                        null, or {games, seed, values [{what, of, plain, counted, difference, higher,
                              equal, lower}]}: over plays with other luck in what nobody knew at the moment;
                              `plain` is the same play with nothing otherwise, each [a tenth lies below, the
                              middle, a tenth lies above], the last three a number of plays

Indicators are in tenths of a point, money in euros, all else in whole points.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any, Final

from game.bots.workers import cores
from game.debrief.outcomes import Record, outcomes
from game.debrief.whatif.carried_on import BALLOTS, CarriedOn, carry_on
from game.debrief.whatif.change import Change
from game.debrief.whatif.moment import Branch
from game.rules.events import Change as Moved
from game.rules.game import Game
from game.rules.state import Moment, Plan, TableState, supports
from game.session.state import SessionState

FEW: Final = 20
"""So many plays are sooner done here than in processes of their own."""

BY_HAND: Final = "hand"

Values = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Games:
    """How many plays make the band, from which seed, on how many cores; one play makes none."""

    games: int = 1
    seed: int = 1
    jobs: int | None = None


def count(
    branch: Branch,
    change: Change,
    by: str = BALLOTS,
    asked: Games | None = None,
    told: Callable[[int], None] = lambda _: None,
) -> dict[str, Any]:
    """Return what a what-if comes to, as the top of this module says.

    Args:
        branch: The session up to the moment.
        change: What is otherwise.
        by: Who carries on.
        asked: How many plays.
        told: Is called with the number of plays that are done, each time there are more.

    Raises:
        Mendable: The change cannot be made there.
    """
    asked = asked or Games()
    once = carry_on(branch, change, by)
    told(1)
    band = _band(branch, change, by, asked, told) if asked.games > 1 else None
    return _beside(branch, change, by, once) | {"band": band}


def by_hand(branch: Branch, copy: SessionState, change: Change) -> dict[str, Any]:
    """Return what it comes to that people played on by hand, on a copy with something otherwise."""
    after = tuple(one.event for one in copy.live if one.seq > branch.record)
    played_on = CarriedOn(copy.table, after, 0, {})  # type: ignore[arg-type]
    return _beside(branch, change, BY_HAND, played_on) | {"band": None}


def _beside(branch: Branch, change: Change, by: str, once: CarriedOn) -> dict[str, Any]:
    number, phase, step = branch.place
    return {
        "session": branch.session,
        "scenario": branch.scenario.id,
        "hash": branch.hash,
        "not_played": True,
        "from": {"record": branch.record, "round": number, "phase": phase, "step": step},
        "change": change.described(),
        "by": by,
        "same": once.differs is None,
        "moves": once.moves,
        "succeeded": {"played": branch.played.succeeded, "counted": once.table.succeeded},
        "rounds": _rounds(branch.played, once.table),
        "values": _values(branch, once),
        "measures": _measures(branch, once),
        "plans": _plans(branch, once),
    }


def values_of(table: TableState) -> Values:
    """Return every value of a table that a what-if compares, by what it is and whose."""
    found: Values = {("indicator", of): value for of, value in table.indicators.items()}
    found |= {("trust", seat): value for seat, value in table.trust.items()}
    found |= {("support", seat): value for seat, value in supports(table).items()}
    if table.game.director:
        found["patience", table.game.director] = table.patience
    return found | {("money", "pot"): table.money}


def _values(branch: Branch, once: CarriedOn) -> list[dict[str, Any]]:
    played, counted = values_of(branch.played), values_of(once.table)
    causes = {"played": _causes(branch, branch.after), "counted": _causes(branch, once.events)}
    return [
        {
            "what": what,
            "of": of,
            "played": value,
            "counted": counted[what, of],
            "difference": counted[what, of] - value,
            "causes": {side: found.get((what, of), []) for side, found in causes.items()},
        }
        for (what, of), value in played.items()
    ]


def _causes(branch: Branch, happened: Sequence[Any]) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """Return every change after the moment, by what it changed."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    number = branch.table.round
    for event in happened:
        number = getattr(event, "round", number) if type(event).__name__ == "RoundStarted" else number
        for change in getattr(event, "changes", ()):
            found.setdefault((change.what, change.of), []).append({"round": number, **_as_json(change)})
    return found


def _as_json(change: Moved) -> dict[str, Any]:
    cause = {
        "kind": change.cause.kind,
        "ids": list(change.cause.ids),
        "factors": [list(one) for one in change.cause.factors],
    }
    return {"what": change.what, "of": change.of, "amount": change.amount, "cause": cause}


def _rounds(played: TableState, counted: TableState) -> list[dict[str, Any]]:
    sides = {"played": played, "counted": counted}
    moments = {side: {(one.round, one.ended): one for one in table.history} for side, table in sides.items()}
    keys = sorted({*moments["played"], *moments["counted"]})
    return [
        {"round": number, "ended": ended}
        | {side: _moment(found.get((number, ended))) for side, found in moments.items()}
        for number, ended in keys
    ]


def _moment(moment: Moment | None) -> dict[str, Any] | None:
    if moment is None:
        return None
    return {name: value for name, value in asdict(moment).items() if name not in ("round", "ended")}


def _measures(branch: Branch, once: CarriedOn) -> list[dict[str, Any]]:
    game, seed = branch.table.game, branch.table.seed
    played = outcomes(Record(game, (*branch.before, *branch.after), seed))
    counted = outcomes(Record(game, (*branch.before, *once.events), seed))
    return [
        {"name": one.name, "unit": one.unit, "played": one.value, "counted": other.value}
        for one, other in zip(played, counted, strict=True)
        if one.value is not None or other.value is not None
    ]


def _plans(branch: Branch, once: CarriedOn) -> dict[str, Any]:
    sides = {"played": branch.played.plans, "counted": once.table.plans}
    numbers = sorted({*sides["played"], *sides["counted"]})
    return {
        str(number): {side: _plan(plans.get(number)) for side, plans in sides.items()}
        for number in numbers
        if number >= branch.place[0]
    }


def _plan(plan: Plan | None) -> dict[str, Any] | None:
    return None if plan is None else {"rule": plan.rule, "amounts": dict(plan.amounts), "saved": plan.saved}


# The band. ----------------------------------------------------------------------------------------------

_Pair = tuple[int, Values, Values]
"""The number of a luck, and what it came to without and with the change."""


def _band(
    branch: Branch, change: Change, by: str, asked: Games, told: Callable[[int], None]
) -> dict[str, Any]:
    found: list[_Pair] = []
    with _working(branch, partial(_pair, branch, change, by, asked.seed), asked) as work:
        for pairs in work(list(range(asked.games))):
            found += pairs
            told(len(found))
    found.sort(key=lambda one: one[0])
    values = [
        _spread(what, of, [(plain[what, of], counted[what, of]) for _, plain, counted in found])
        for what, of in found[0][1]
    ]
    return {"games": len(found), "seed": asked.seed, "values": values}


def _pair(branch: Branch, change: Change, by: str, seed: int, _: Game, luck: int) -> _Pair:
    """Return one luck, without and with the change; luck 0 is that of the session."""
    plain, counted = (carry_on(branch, one, by, luck, seed) for one in (Change(), change))
    return luck, values_of(plain.table), values_of(counted.table)


@contextmanager
def _working(
    branch: Branch, work: Callable[[Game, int], _Pair], asked: Games
) -> Iterator[Callable[[Sequence[int]], Iterator[list[_Pair]]]]:
    jobs = asked.jobs or os.cpu_count() or 1
    if jobs == 1 or asked.games <= FEW:
        yield lambda items: ([work(branch.table.game, item)] for item in items)
        return
    with cores(branch.files, work, jobs) as over:
        yield over


def _spread(what: str, of: str, pairs: Sequence[tuple[int, int]]) -> dict[str, Any]:
    differences = [counted - plain for plain, counted in pairs]
    return {
        "what": what,
        "of": of,
        "plain": _tenths([plain for plain, _ in pairs]),
        "counted": _tenths([counted for _, counted in pairs]),
        "difference": _tenths(differences),
        "higher": sum(one > 0 for one in differences),
        "equal": differences.count(0),
        "lower": sum(one < 0 for one in differences),
    }


def _tenths(values: Sequence[int]) -> list[int]:
    """Return the value a tenth lies below, the middle one, and the value a tenth lies above.

    >>> _tenths([5, 1, 3])
    [1, 3, 5]
    """
    ordered, last = sorted(values), len(values) - 1
    return [ordered[(last * part + 5) // 10] for part in (1, 5, 9)]
