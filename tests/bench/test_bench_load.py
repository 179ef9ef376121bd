"""How long a large scenario takes to load and to check; it should be under 0.3 s for 2,000 lines.

The scenario is the starter, grown: more tasks, needs, roles and event cards, with anchors, merges and
blocks in braces as authors write them.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from game.scenario.check import check
from game.scenario.codes import starter
from game.scenario.load import load

LINES = 2_000
LIMIT_SECONDS = 0.3
TIMES = 9


def grown(lines: int = LINES) -> str:
    """Return a scenario of about this many lines, without an error."""
    head, events = starter().split("event_cards:\n")
    head, tasks = head.split("tasks:\n")
    before, needs = head.split("needs:\n")
    number = 0
    more_needs: list[str] = []
    more_tasks: list[str] = []
    more_events: list[str] = []
    while _lines(before, needs, tasks, events, *more_needs, *more_tasks, *more_events) < lines:
        number += 1
        more_needs.append(
            f"  nood-{number}: {{name: {{nl: Nood {number}, en: Need {number}}}, domain: groen, weight: 2}}\n"
        )
        more_tasks.append(_task(number))
        if number % 4 == 0:
            more_events.append(_event(number))
    return "".join(
        [
            before,
            "needs:\n",
            *more_needs,
            needs,
            "tasks:\n",
            *more_tasks,
            tasks,
            "event_cards:\n",
            *more_events,
            events,
        ]
    )


def _task(number: int) -> str:
    anchor = "&vorm " if number == 1 else ""
    if number % 5 == 0:
        return (
            f"  taak-{number}:\n    <<: *vorm\n    name: {{nl: Taak {number}, en: Task {number}}}\n"
            f"    answers: {{nood-{number}: full}}\n"
        )
    start = f"  taak-{number}: {anchor}\n" if anchor else f"  taak-{number}:\n"
    return start + (
        f"    name: {{nl: Taak {number}, en: Task {number}}}\n"
        f"    about:\n      nl: >-\n        Wat taak {number} doet,\n        op twee regels.\n"
        "      en: What it does.\n"
        "    challenge: koel-plein\n    domain: groen\n    cost: 15_000\n    minimum: 10_000\n"
        f"    answers: {{nood-{number}: full, schaduw: partly}}\n    links: [bankjes]\n"
        "    effects:\n      - {add: leefbaarheid, by: [2, 9]}\n    source: aanname\n"
    )


def _event(number: int) -> str:
    return (
        f"  gebeurtenis-{number}:\n    name: {{nl: Iets {number}, en: Something {number}}}\n"
        f"    says: {{nl: Er gebeurt iets., en: Something happens.}}\n"
        f"    when: round >= 2 and leefbaarheid < {number % 90 + 5} or trust.fatima > 30\n"
        "    effects:\n      - {trust: residents, by: -2}\n    source: aanname\n"
    )


def _lines(*texts: str) -> int:
    return sum(text.count("\n") for text in texts)


def measured(action: Callable[[], object]) -> tuple[float, float]:
    """Return the seconds of the first time, and of the middle one of the times after it."""
    seconds = []
    for _ in range(TIMES + 1):
        start = time.perf_counter()
        action()
        seconds.append(time.perf_counter() - start)
    return seconds[0], sorted(seconds[1:])[TIMES // 2]


@pytest.mark.bench
def test_a_large_scenario_loads_and_checks_quickly(tmp_path: Path) -> None:
    file = tmp_path / "scenario.yaml"
    text = grown()
    file.write_text(text, encoding="utf-8")
    assert [problem.code for problem in check([file]) if problem.severity == "error"] == []
    for name, action in (("load", lambda: load(file)), ("check", lambda: check([file]))):
        first, middle = measured(action)
        sys.stdout.write(
            f"\n{name}: {_lines(text)} lines, {len(text) // 1000} kB, "
            f"first {first * 1000:.0f} ms, middle {middle * 1000:.0f} ms"
        )
        assert middle < LIMIT_SECONDS
