"""Outcomes of the approach, measured from nothing but the log: what each is, and what it is made of.

Every measure is a pure function of the events that count. Its pieces add up to its `part`, so that the number
can be asked why; its value is that part of the `whole`, rounded half up once. A measure of which nothing was
played has no value: a share of no money is not zero. The list with definitions is `docs/measures.md`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal, TypeAlias

from game.i18n import Texts
from game.rules import choose, events
from game.rules.chance import shuffled
from game.rules.evolve import evolve
from game.rules.game import Game
from game.rules.offers.dividing import ANSWERED_RULES, ballots_of, lots
from game.rules.rounding import half_up
from game.rules.state import Running, TableState, new_table, supports, wishes_of
from game.rules.support import answered

Unit: TypeAlias = Literal["percent", "points", "seats", "hundredths"]

_SCALE: Final[dict[Unit, int]] = {"percent": 100, "points": 1, "seats": 1, "hundredths": 100}
_PROMISE: Final = ("promise_kept", "promise_broken", "decided_before")


@dataclass(frozen=True, slots=True)
class Piece:
    """What one thing adds to a measure.

    Attributes:
        kind: What it is: `need`, `task`, `round`, `seat`, `card`; `full` is what a sum begins with.
        id: Which one; of a round its number.
        amount: What it adds to the part.
    """

    kind: str
    id: str
    amount: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """One measure of one table.

    Attributes:
        name: Its name in `MEASURES`.
        unit: What its value counts: `percent`, `points` (0 to 100), `seats`, or `hundredths` (0 to 1).
        part: What there is of it: the sum of all pieces.
        whole: What there could be of it; 0 when nothing of it was played.
        pieces: What the part is made of, without those that add nothing.
        start: What the value was before the first round, for measures that have one then.
    """

    name: str
    unit: Unit
    part: int
    whole: int
    pieces: tuple[Piece, ...]
    start: int | None = None

    @property
    def value(self) -> int | None:
        """The measure, in its unit; None when nothing of it was played."""
        return half_up(_SCALE[self.unit] * self.part, self.whole) if self.whole else None


class Record:
    """The events of one table that count, and the table they make, one by one.

    Args:
        game: The compiled scenario that was played.
        happened: The events in order, without those the table went back before.
        seed: The table's seed, for ties when a round is counted again.
    """

    def __init__(self, game: Game, happened: Iterable[events.Event], seed: int = 0) -> None:
        self.game = game
        self.events = tuple(happened)
        self._seed = seed

    def walk(self) -> Iterator[tuple[TableState, events.Event]]:
        """Yield each event with the table right before it; the table is one object that goes on changing."""
        table = new_table(self.game, "measured", self._seed)
        for event in self.events:
            yield table, event
            evolve(table, event)

    @cached_property
    def end(self) -> TableState:
        """The table after the last event."""
        table = new_table(self.game, "measured", self._seed)
        for event in self.events:
            evolve(table, event)
        return table

    def started(self) -> list[tuple[str, Running, int]]:
        """Return every task that started, and all the money that went into it, in euros."""
        return [(task, run, run.paid + run.kept_up) for task, run in self.end.running.items()]

    def rounds(self) -> Iterator[tuple[int, events.Event]]:
        """Yield each event with its round."""
        number = 0
        for event in self.events:
            number = event.round if isinstance(event, events.RoundStarted) else number
            yield number, event


def outcomes(record: Record) -> tuple[Outcome, ...]:
    """Return every measure of a table, in the order of `MEASURES`."""
    return tuple(measure(record) for measure in MEASURES.values())


def name_of(outcome: Outcome, texts: Texts) -> str:
    """Return what a measure is called."""
    return texts(f"measure.{outcome.name}")


def about(outcome: Outcome, texts: Texts) -> str:
    """Return what a measure is, in one or two sentences."""
    return texts(f"measure.{outcome.name}.about")


def _made(name: str, unit: Unit, whole: int, pieces: Iterable[Piece], start: int | None = None) -> Outcome:
    kept = tuple(piece for piece in pieces if piece.amount)
    return Outcome(name, unit, sum(piece.amount for piece in kept), whole, kept, start)


# What it brought. ---------------------------------------------------------------------------------------


def needs_answered(record: Record) -> Outcome:
    """Return which part of all needs is answered, by weight, those of the empty chair too."""
    game, runs = record.end.game, record.end.running
    pieces = []
    for need, weight in game.weights.items():
        found = [
            answered(run.level, game.tasks[task].answers[need])
            for task, run in runs.items()
            if run.status != "stopped" and need in game.tasks[task].answers
        ]
        pieces.append(Piece("need", need, weight * max(found, default=0)))
    return _made("needs_answered", "percent", 200 * sum(game.weights.values()), pieces, 0)


def seats_with_nothing(record: Record) -> Outcome:
    """Return how many residents and partners with needs see none of them answered, not even partly."""
    wishes = _wishes(record)
    pieces = [Piece("seat", seat, int(value == 0)) for seat, value in wishes.items()]
    return _made("seats_with_nothing", "seats", int(bool(wishes)), pieces, len(wishes) if wishes else None)


def gini_of_wishes(record: Record) -> Outcome:
    """Return how unevenly the wishes met are shared: 0 is even, near 1 is all for one seat.

    Source:
        Half the relative mean difference: A. Sen, On Economic Inequality (1973), ch. 2.
    """
    wishes = _wishes(record)
    values = list(wishes.values())
    pieces = [
        Piece("seat", seat, sum(abs(value - other) for other in values)) for seat, value in wishes.items()
    ]
    return _made("gini_of_wishes", "hundredths", 2 * len(values) * sum(values), pieces)


def _wishes(record: Record) -> dict[str, int]:
    roles = [role for role in record.game.roles.values() if role.kind != "director"]
    found = {role.id: wishes_of(record.end, role) for role in roles}
    return {seat: value for seat, value in found.items() if value is not None}


# Who had a say. -----------------------------------------------------------------------------------------


def moved_by_residents(record: Record) -> Outcome:
    """Return which part of the money would lie elsewhere without the residents' ballots.

    Under consent and consensus it is the part that moved between the first plan and the one that stood.
    """
    whole, moved = 0, dict[int, int]()
    first: dict[str, int] = {}
    for table, event in record.walk():
        if isinstance(event, events.PlanMade) and event.number == 1:
            whole += table.to_divide
            first = dict(event.amounts)
            if event.rule not in ANSWERED_RULES:
                moved[table.round] = _moved(first, _without_residents(table, event.rule), table.to_divide)
        elif isinstance(event, events.PlanAdopted) and table.plan and table.plan.rule in ANSWERED_RULES:
            moved[table.round] = _moved(first, dict(event.amounts), table.to_divide)
    pieces = [Piece("round", str(number), euros) for number, euros in moved.items()]
    return _made("moved_by_residents", "percent", whole, pieces)


def _without_residents(table: TableState, rule: str) -> dict[str, int]:
    """Return what the rule makes of the ballots of all who are no resident."""
    seats = [seat for seat in table.game.seats if seat in table.ballots]
    seats = [seat for seat in seats if table.game.roles[seat].kind != "resident"]
    if rule == "director":
        seats = [seat for seat in seats if seat == table.game.director]
    left = ballots_of(table, [table.ballots[seat] for seat in seats])
    on_table = lots(table)
    drawn = shuffled(table.seed, "rule", table.round, [lot.task for lot in on_table])
    division = choose.count(rule, left, on_table, table.to_divide, table.game.step, drawn)
    return dict(division.amounts)


def _moved(one: dict[str, int], other: dict[str, int], pot: int) -> int:
    """Return how many euros lie elsewhere in the other plan; what is saved lies somewhere too."""
    tasks = {*one, *other}
    away = sum(abs(one.get(task, 0) - other.get(task, 0)) for task in tasks)
    saved = abs((pot - sum(one.values())) - (pot - sum(other.values())))
    return (away + saved) // 2


def decided_alone(record: Record) -> Outcome:
    """Return which part of the money for tasks one party decided on alone: the authority index.

    That is all of a round in which the director's amounts bind, and what the director changed in a plan that
    stood. What the law asks is not counted, in part nor in whole.
    """
    whole, alone = 0, dict[int, int]()
    rule = ""
    for table, event in record.walk():
        if isinstance(event, events.PlanMade):
            rule = event.rule
        elif isinstance(event, events.PlanAdopted):
            total = sum(amount for _, amount in event.amounts)
            whole += total
            alone[table.round] = total if rule == "director" else 0
        elif isinstance(event, events.PlanChanged) and rule != "director":
            before = dict(table.plan.amounts) if table.plan else {}
            after = dict(event.amounts)
            whole += sum(after.values()) - sum(before.values())
            changed = abs(after.get(event.task, 0) - before.get(event.task, 0))
            alone[table.round] = min(alone[table.round] + changed, sum(after.values()))
    pieces = [Piece("round", str(number), euros) for number, euros in alone.items()]
    return _made("decided_alone", "percent", whole, pieces)


# How it was carried. ------------------------------------------------------------------------------------


def forces_joined(record: Record) -> Outcome:
    """Return which part of the money is in tasks that two different parties carry: one does, one owns."""
    found = record.started()
    pieces = [
        Piece("task", task, euros if _are_two_parties(record.game, run.doer, run.owner) else 0)
        for task, run, euros in found
    ]
    return _made("forces_joined", "percent", sum(euros for _, _, euros in found), pieces)


def _are_two_parties(game: Game, doer: str, owner: str | None) -> bool:
    return owner is not None and game.roles[doer].party != game.roles[owner].party


def domains_linked(record: Record) -> Outcome:
    """Return which part of the money is in tasks that are linked to another one of another domain."""
    found, tasks = record.started(), record.end.game.tasks
    at_work = {task for task, _, _ in found}
    pieces = []
    for task, _, euros in found:
        linked = {*tasks[task].links, *(one for one in at_work if task in tasks[one].links)} & at_work
        crosses = any(tasks[one].domain != tasks[task].domain for one in linked)
        pieces.append(Piece("task", task, euros if crosses else 0))
    return _made("domains_linked", "percent", sum(euros for _, _, euros in found), pieces)


def table_support(record: Record) -> Outcome:
    """Return the mean of the supports of residents and partners at the end."""
    end = supports(record.end)
    before = list(supports(new_table(record.game, "measured", 0)).values())
    start = half_up(sum(before), len(before)) if before else None
    return _made("table_support", "points", len(end), [Piece("seat", *one) for one in end.items()], start)


def cohesion(record: Record) -> Outcome:
    """Return how close together the trusts are at the end: 100 when all have the same trust."""
    trust = record.end.trust
    if not trust:
        return _made("cohesion", "points", 0, ())
    high, low = max(trust, key=lambda seat: trust[seat]), min(trust, key=lambda seat: trust[seat])
    pieces = [Piece("full", "", 100), Piece("seat", high, -trust[high]), Piece("seat", low, trust[low])]
    before = new_table(record.game, "measured", 0).trust.values()
    return _made("cohesion", "points", 1, pieces, 100 - (max(before) - min(before)))


# A common way of working. -------------------------------------------------------------------------------


def promises_kept(record: Record) -> Outcome:
    """Return in which part of the rounds with a promise it was kept to everybody."""
    said: dict[int, set[str]] = {}
    for number, event in record.rounds():
        for change in getattr(event, "changes", ()):
            if change.what == "trust" and change.cause.kind in _PROMISE:
                said.setdefault(number, set()).add(change.cause.kind)
    pieces = [Piece("round", str(number), int(kinds == {"promise_kept"})) for number, kinds in said.items()]
    return _made("promises_kept", "percent", len(said), pieces)


def rule_followed(record: Record) -> Outcome:
    """Return in which part of the rounds the rule's plan stood, with no fall-back and no change of it."""
    kept: dict[int, int] = {}
    for number, event in record.rounds():
        if isinstance(event, events.PlanAdopted):
            kept[number] = int(event.how != "fall_back")
        elif isinstance(event, events.PlanChanged):
            kept[number] = 0
    pieces = [Piece("round", str(number), one) for number, one in kept.items()]
    return _made("rule_followed", "percent", len(kept), pieces)


def forecasts_adjusted(record: Record) -> Outcome:
    """Return which part of the forecasts that follow a wrong one of the same seat are right.

    A forecast is right when it names a task that started in that round with the best fit.
    """
    made: dict[int, dict[str, str]] = {}
    fits: dict[int, dict[str, int]] = {}
    for table, event in record.walk():
        if isinstance(event, events.ForecastMade):
            made.setdefault(table.round, {})[event.seat] = event.task
        elif isinstance(event, events.TaskStarted):
            fits.setdefault(table.round, {})[event.task] = event.fit
    was_wrong, whole, better = set[str](), 0, dict[str, int]()
    for number, named in made.items():
        best = max(fits.get(number, {}).values(), default=None)
        if best is None:
            continue
        for seat, task in named.items():
            is_right = fits[number].get(task) == best
            if seat in was_wrong:
                whole += 1
                better[seat] = better.get(seat, 0) + is_right
            was_wrong = was_wrong - {seat} if is_right else was_wrong | {seat}
    pieces = [Piece("seat", seat, times) for seat, times in better.items()]
    return _made("forecasts_adjusted", "percent", whole, pieces)


# What was known. ----------------------------------------------------------------------------------------


def cards_told(record: Record) -> Outcome:
    """Return which part of all cards was told."""
    told = record.end.told
    pieces = [Piece("card", card, int(card in told)) for card in record.game.cards]
    return _made("cards_told", "percent", len(record.game.cards), pieces, 0 if record.game.cards else None)


def unique_told(record: Record) -> Outcome:
    """Return which part of the cards that only one seat could tell was told."""
    needs = [card.need for card in record.game.cards.values()]
    unique = [id_ for id_, card in record.game.cards.items() if needs.count(card.need) == 1]
    pieces = [Piece("card", card, int(card in record.end.told)) for card in unique]
    return _made("unique_told", "percent", len(unique), pieces, 0 if unique else None)


MEASURES: Final[dict[str, Callable[[Record], Outcome]]] = {
    measure.__name__: measure
    for measure in (
        needs_answered,
        moved_by_residents,
        forces_joined,
        table_support,
        cohesion,
        domains_linked,
        promises_kept,
        rule_followed,
        forecasts_adjusted,
        decided_alone,
        cards_told,
        unique_told,
        seats_with_nothing,
        gini_of_wishes,
    )
}
"""Every measure by its name, in the order in which a report tells them."""
