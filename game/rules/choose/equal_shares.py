"""Equal shares: everybody gets an equal share of the pot, and a task is bought by those who want it.

The Method of Equal Shares with cost utilities. All sums are exact: what voters have left is held in whole
parts of a euro, and the parts are made smaller whenever a price does not come out whole.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from itertools import compress
from math import gcd
from operator import mul
from typing import Literal, TypeAlias

from game.rules.choose.forms import Approvals, votes
from game.rules.choose.in_order import fill_up
from game.rules.choose.lots import Division, Lot, Precedence, Tie, bought

Completion: TypeAlias = Literal["none", "add1", "add1u"]


def equal_shares(
    approvals: Approvals,
    lots: Sequence[Lot],
    pot: int,
    drawn: Sequence[str] = (),
    completion: Completion = "add1",
    told: Callable[[int], None] | None = None,
) -> Division:
    """Return the tasks that those who want them can pay for together, from equal shares of the pot.

    For players: "Everybody gets an equal share of the pot; those who want a task pay for it together, and
    the task for which a euro of each does most goes first."

    In each round every task that is not bought yet has a price per supporter: the same for all who want it,
    except that who has less left gives all of it. The task with the lowest price for each euro of its cost
    is bought and its supporters pay. It ends when no group can pay for a task any more.

    Much of the pot can then be left. `add1` gives everybody a euro more to reckon with (from the whole euros
    of a share on) and counts again, until no task that anybody wants would still fit in the pot, or the next
    euro would spend more than the pot. `add1u` does the same and then pays more tasks from what is left, most
    votes first.

    Shares between which nothing changes are leapt over. As long as tasks are bought in the same order, who
    starts with more never has less left, so no price ever goes up with the share. So when at the low share
    the task that is bought beats what every other could reach at the high share, in every round, then it is
    bought at all shares in between.

    Args:
        approvals: How many voters approve which tasks; every voter has a share, also who approves nothing.
        lots: The tasks, in task order; each is bought at full cost or not at all.
        pot: What there is, in euros.
        drawn: The tasks in a drawn order, for ties that cost and votes do not settle.
        completion: What happens with money that is left.
        told: Called with each share, in whole euros, that is counted with.

    Source:
        D. Peters, G. Pierczyński and P. Skowron, "Proportional participatory budgeting with additive
        utilities" (NeurIPS 2021); completions and ties as on equalshares.net.
    """
    people = sum(approvals.values())
    if not people:
        return bought((), lots, pot)
    voters = _Voters(approvals, lots, drawn)
    spent = _spend(voters, Fraction(pot, people))
    share, leap = pot // people, 1
    while completion != "none" and _is_room(voters, spent, pot):
        if told:
            told(share)
        more = _spend(voters, Fraction(share + leap), spent)
        if more.like_before:
            share, leap, spent = share + leap, 2 * leap, more
        elif leap > 1:
            leap //= 2
        elif more.cost > pot:
            break
        else:
            share, spent = share + 1, more
    division = bought(spent.tasks, lots, pot, spent.ties)
    return fill_up(division, voters.votes, lots, drawn) if completion == "add1u" else division


class _Voters:
    """Voters in groups that approve the same, and the tasks that anybody approves."""

    def __init__(self, approvals: Approvals, lots: Sequence[Lot], drawn: Sequence[str]) -> None:
        self.sizes = list(approvals.values())
        self.votes = votes(approvals)
        self.costs = {lot.task: lot.cost for lot in lots if self.votes.get(lot.task, 0)}
        self.first = Precedence(lots, self.votes, drawn)
        self.groups: dict[str, list[int]] = {task: [] for task in self.costs}
        for number, approved in enumerate(approvals):
            for task in approved:
                self.groups[task].append(number)


@dataclass(frozen=True, slots=True)
class _Spent:
    """What is bought when everybody starts with some share, in order, with how strongly each is supported.

    `like_before`: the same is bought, in the same order, at every share from the one it was compared with.
    """

    tasks: tuple[str, ...]
    strengths: tuple[Fraction, ...]
    ties: tuple[Tie, ...]
    cost: int
    like_before: bool


@dataclass(frozen=True, slots=True)
class _Price:
    """What a task asks of those who can pay it: `parts / payers` each, from who has that much left."""

    task: str
    strength: Fraction
    parts: int
    payers: int


def _is_room(voters: _Voters, spent: _Spent, pot: int) -> bool:
    """Return whether a task that somebody wants would still fit in the pot."""
    left = pot - spent.cost
    return any(cost <= left for task, cost in voters.costs.items() if task not in spent.tasks)


def _spend(voters: _Voters, share: Fraction, before: _Spent | None = None) -> _Spent:
    """Return what is bought from these shares, compared with what was bought from lower ones.

    A task's strength is its cost over its price per supporter: the number of supporters, when all can pay.
    It only ever goes down, so tasks are looked at from the strongest they were, until the rest is weaker.
    """
    purse = _Purse(voters, share)
    waiting: list[_Waiting] = [
        (Fraction(-voters.votes[task]), voters.first.key(task), task) for task in voters.costs
    ]
    heapify(waiting)
    tasks: list[str] = []
    strengths: list[Fraction] = []
    ties: list[Tie] = []
    floors = before.strengths if before else ()
    while True:
        floor = floors[len(tasks)] if len(tasks) < len(floors) else None
        prices = _prices(purse, waiting, floor)
        if not prices:
            break
        best = max(price.strength for price in prices)
        level = {price.task: price for price in prices if price.strength == best}
        task, tie = voters.first.settle(level)
        if before and floor is not None and not _beats_all(voters, task, floor, prices):
            floors = ()
        purse.pay(level[task])
        tasks.append(task)
        strengths.append(best)
        ties += tie
        for price in prices:
            if price.task != task:
                heappush(waiting, (-price.strength, voters.first.key(price.task), price.task))
    alike = before is not None and bool(floors or not tasks) and tuple(tasks) == before.tasks
    cost = sum(voters.costs[task] for task in tasks)
    return _Spent(tuple(tasks), tuple(strengths), tuple(ties), cost, alike)


_Waiting: TypeAlias = tuple[Fraction, tuple[int, int, int, int], str]
"""A task that is not bought: its strength when it was last looked at, below zero, its precedence, its id."""


def _prices(purse: "_Purse", waiting: list[_Waiting], floor: Fraction | None) -> list[_Price]:
    """Take out of `waiting` and return the prices of the strongest tasks, of all that reach `floor` if given.

    A task that its supporters can no longer pay is taken out for good.
    """
    found: list[_Price] = []
    best = Fraction(0)
    while waiting and (-waiting[0][0] >= best or (floor is not None and -waiting[0][0] >= floor)):
        _, _, task = heappop(waiting)
        price = purse.price(task)
        if price:
            found.append(price)
            best = max(best, price.strength)
    return found


def _beats_all(voters: _Voters, task: str, floor: Fraction, prices: Sequence[_Price]) -> bool:
    """Return whether the task, at the strength it had before, is bought before any other as strong as now."""
    own = (-floor, voters.first.key(task))
    return all(
        own < (-price.strength, voters.first.key(price.task)) for price in prices if price.task != task
    )


class _Purse:
    """What each group's voters have left, each, in whole parts of a euro."""

    def __init__(self, voters: _Voters, share: Fraction) -> None:
        self._voters = voters
        self._parts = share.denominator
        self._left = [share.numerator] * len(voters.sizes)
        self._groups = dict(voters.groups)

    def price(self, task: str) -> _Price | None:
        """Return what the task asks of each supporter; None when together they have too little."""
        left = self._left
        groups = self._groups[task] = [group for group in self._groups[task] if left[group]]
        has = [left[group] for group in groups]
        sizes = [self._voters.sizes[group] for group in groups]
        cost = still = self._voters.costs[task] * self._parts
        if sum(map(mul, has, sizes)) < cost:
            return None
        payers = sum(sizes)
        while True:
            each = -(-still // payers)
            if min(has) >= each:
                return _Price(task, Fraction(cost * payers, still), still, payers)
            poor = [own < each for own in has]
            still -= sum(map(mul, compress(has, poor), compress(sizes, poor)))
            payers -= sum(compress(sizes, poor))
            able = [own >= each for own in has]
            has, sizes = list(compress(has, able)), list(compress(sizes, able))

    def pay(self, price: _Price) -> None:
        """Take the price from all supporters, or what they have left if that is less."""
        finer = price.payers // gcd(price.parts, price.payers)
        left = self._left
        if finer > 1:
            self._parts *= finer
            left = self._left = [own and own * finer for own in left]
        each = price.parts * finer // price.payers
        for group in self._groups[price.task]:
            own = left[group]
            left[group] = own - each if own > each else 0
