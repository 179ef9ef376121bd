"""Outlook: how a table would end if this round's money went so, counted in one glance.

The sums are those of the rules (`game.rules.resolve`, `game.rules.support`) without events, so that thousands
of them take a second. What moves every plan alike, such as a promise that is kept, is left out. In the rounds
after this one it goes on as `dialogue`: two challenges at a time, what answers a need that nothing answers
first, the most per euro first, each paid in full as long as money and hands last.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from game.rules import resolve
from game.rules.game import Role, Task
from game.rules.offers.carrying import capacity_left
from game.rules.settle import factors_now
from game.rules.state import TableState, untold

Luck = Mapping[str, float]
"""Per task where its effect falls between the least and the most it may bring: 0 to 1."""

_CARRIERS = 2
_ALONE = 90
_CHALLENGES = 2


@dataclass(frozen=True, slots=True)
class _Lot:
    """A task that money can still go to.

    Attributes:
        brings: What it brings to each goal in full, in tenths.
        answers: The needs it answers: in full 2, partly 1.
        per_euro: How early `dialogue` would pay it; only compared.
    """

    id: str
    challenge: str | None
    existing: bool
    cost: int
    minimum: int
    curve: str
    brings: tuple[float, ...]
    answers: tuple[tuple[str, int], ...]
    per_euro: float


@dataclass(frozen=True, slots=True)
class _Part:
    """A role with needs: its trust, its needs by weight, needs told and not settled, and needs untold."""

    trust: int
    needs: tuple[tuple[str, int], ...]
    waiting: tuple[str, ...]
    untold: tuple[str, ...]


class Outlook:
    """An imagined table, made ready to count on.

    Args:
        table: The table as imagined.
        luck: How effects fall that nobody knows yet.
        rounds_left: How many rounds follow this one.
    """

    def __init__(self, table: TableState, luck: Luck, rounds_left: int) -> None:
        game, figures = table.game, table.game.figures
        self._rounds_left = rounds_left
        self._money = table.to_divide or table.money
        self._set_aside, self._per_round = table.set_aside, game.per_round
        self._room = sum(max(0, capacity_left(table, seat)) for seat in game.seats)
        self._all_room = sum(table.capacity.values())
        self._goals = [(game.indicators[id_], game.goals[id_]) for id_ in table.goals]
        self._values = [float(table.indicators[id_]) for id_ in table.goals]
        self._answered = dict.fromkeys(game.weights, 0)
        self._count_what_started(table, luck)
        new = (task for id_, task in game.tasks.items() if id_ not in table.running)
        self._lots = {task.id: _lot(table, task, luck) for task in new}
        self._later = sorted(self._lots.values(), key=lambda lot: -lot.per_euro)
        self._parts = [_part(table, game.roles[seat]) for seat in table.trust if game.roles[seat].needs]
        reports = table.report_booked or table.slots_left > 0
        self._used, self._open = figures.used, figures.understood if reports else figures.no_report

    def result(self, plan: Mapping[str, int]) -> float:
        """Return about what `result` would be at the end if tasks got these euros now."""
        answered, values = self._answered.copy(), self._values.copy()
        alone = len(plan) * _CARRIERS > self._room
        for id_, euros in plan.items():
            _take(self._lots[id_], euros, _ALONE if alone else 100, answered, values)
        now = {need for need, level in answered.items() if level}
        self._go_on(plan, answered, values)
        lowest = min((self._support(part, now, answered) for part in self._parts), default=100.0)
        if not self._goals:
            return lowest
        progress = sum(map(_progress, self._goals, values)) / len(self._goals)
        return (progress + lowest) / 2

    def _count_what_started(self, table: TableState, luck: Luck) -> None:
        for id_, run in table.running.items():
            if run.status == "stopped":
                continue
            task = table.game.tasks[id_]
            for need, full in task.answers.items():
                self._answered[need] = max(self._answered[need], run.level * (1 + full))
            if run.status == "running":
                factor = run.level * run.fit * run.carry * run.cross / 100_000_000
                for place, brought in enumerate(_brings(table, task, luck)):
                    self._values[place] += brought * factor

    def _go_on(self, plan: Mapping[str, int], answered: dict[str, int], values: list[float]) -> None:
        """Add what the rounds to come bring."""
        rest = [lot for lot in self._later if lot.id not in plan] if self._rounds_left else []
        under_way = sum(not self._lots[id_].existing for id_ in plan)
        money = self._money - sum(plan.values()) + self._set_aside
        for _ in range(self._rounds_left):
            money += self._per_round
            room = (self._all_room - _CARRIERS * under_way) // _CARRIERS
            under_way, open_ = 0, set[str | None]()
            for is_new in (True, False):
                for lot in rest[:]:
                    is_shut = len(open_) == _CHALLENGES and lot.challenge not in open_
                    if room <= 0 or money < lot.minimum or is_shut:
                        continue
                    if is_new and all(answered[need] for need, _ in lot.answers):
                        continue
                    euros = min(money, lot.cost)
                    _take(lot, euros, 100, answered, values)
                    rest.remove(lot)
                    open_.add(lot.challenge)
                    money, room, under_way = money - euros, room - 1, under_way + (not lot.existing)

    def _support(self, part: _Part, now: set[str], answered: Mapping[str, int]) -> float:
        trust = part.trust
        for need in part.waiting:
            trust += self._used if need in now else self._open
        if self._rounds_left:
            trust += self._used * sum(1 for need in part.untold if answered[need])
        weight = wishes = 0
        for need, heavy in part.needs:
            weight += 2 * heavy
            wishes += heavy * answered[need]
        return (trust + wishes / weight) / 2


def _take(lot: _Lot, euros: int, carry: int, answered: dict[str, int], values: list[float]) -> None:
    level = resolve.level(lot.curve, euros, lot.cost)
    for need, how in lot.answers:
        if how * level > answered[need]:
            answered[need] = how * level
    for place, brought in enumerate(lot.brings):
        values[place] += brought * level * carry / 10_000


def _lot(table: TableState, task: Task, luck: Luck) -> _Lot:
    one, other = table.game.seats[0], table.game.seats[-1]
    fit, carry, _ = factors_now(table, task, one, other)
    brings = tuple(brought * fit * carry / 10_000 for brought in _brings(table, task, luck))
    answers = tuple((need, 1 + full) for need, full in task.answers.items())
    worth = sum(abs(low + high) for _, low, high in task.effects) * (2 + sum(how for _, how in answers))
    return _Lot(
        task.id,
        task.challenge,
        task.existing,
        task.cost,
        task.minimum,
        task.curve,
        brings,
        answers,
        worth / task.cost,
    )


def _part(table: TableState, role: Role) -> _Part:
    waiting = (card for card in role.cards if card.id in table.told and card.id not in table.settled)
    return _Part(
        table.trust[role.id],
        tuple((need, table.game.weights[need]) for need in role.needs),
        tuple(card.need for card in waiting),
        tuple(card.need for card in untold(table, role.id)),
    )


def _brings(table: TableState, task: Task, luck: Luck) -> Iterator[float]:
    """Yield what a task brings to each goal in full, in tenths, before any factor."""
    effects = {indicator: (low, high) for indicator, low, high in task.effects}
    for goal in table.goals:
        low, high = effects.get(goal, (0, 0))
        yield low + (high - low) * luck.get(task.id, 0.5)


def _progress(goal: tuple[int, int], value: float) -> float:
    """Return how far along the way to a goal a value is, 0 to 100."""
    start, end = goal
    if start == end:
        return 100.0 if value >= end else 0.0
    return min(100.0, max(0.0, 100 * (value - start) / (end - start)))
