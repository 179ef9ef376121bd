"""How long it takes to count a large election, and all rules for one table."""

import random
import sys
import time
from collections import Counter

import pytest

from game.elections.counting import RULES, count_election
from game.elections.election import Election, Project, Vote
from game.rules.choose import COUNTABLE_RULES, Ballots, Lot, count

PROJECTS, VOTERS, MOST_CHOSEN = 64, 6_586, 12
COUNT_SECONDS = 10.0
TABLES, TABLE_SECONDS = 100, 0.1


def a_large_election(seed: int, budget: int) -> Election:
    """Return an election with favourites; prices go up to an eighth of the budget, choices are 1 to 12."""
    chance = random.Random(seed)
    projects = tuple(
        Project(str(number), chance.randint(budget // 320, budget // 8)) for number in range(1, PROJECTS + 1)
    )
    liked = [1 / (3 + place) for place in range(PROJECTS)]
    chance.shuffle(liked)
    ids = [project.id for project in projects]
    votes = tuple(
        Vote(str(number), tuple(dict.fromkeys(chance.choices(ids, liked, k=chance.randint(1, MOST_CHOSEN)))))
        for number in range(VOTERS)
    )
    return Election("approval", budget, projects, votes)


@pytest.mark.bench
@pytest.mark.parametrize("budget", [1_000_000])
def test_a_large_election_is_counted_while_you_wait(budget: int) -> None:
    election = a_large_election(1, budget)
    for rule in RULES:
        began = time.perf_counter()
        found = count_election(election, rule)
        took = time.perf_counter() - began
        funded = len(found["winners"])
        _say(f"{PROJECTS} projects, {VOTERS} votes, {budget}: {rule} {took:.2f} s, {funded} funded")
        assert took < COUNT_SECONDS


def _say(line: str) -> None:
    sys.stderr.write(f"\n{line}")


@pytest.mark.bench
def test_one_table_is_counted_under_every_rule_at_once() -> None:
    chance = random.Random(3)
    ballots = [_a_table_vote(chance) for _ in range(TABLES)]
    for rule in COUNTABLE_RULES[1:]:
        began = time.perf_counter()
        for lots, pot, written in ballots:
            count(rule, written, lots, pot, 500, "abcdef")
        took = (time.perf_counter() - began) / TABLES
        _say(f"7 ballots on 6 tasks: {rule} {1000 * took:.2f} ms")
        assert took < TABLE_SECONDS


def _a_table_vote(chance: random.Random) -> tuple[tuple[Lot, ...], int, Ballots]:
    costs = [chance.randrange(5, 61) * 1000 for _ in "abcdef"]
    lots = tuple(Lot(task, cost, cost // 1000 * 500) for task, cost in zip("abcdef", costs, strict=True))
    points = [Counter(chance.choices("abcdef", k=5)) for _ in range(7)]
    return lots, chance.randrange(40, 110) * 1000, Ballots("points", tuple(points), 5)
