"""How quickly an order is stored and shown, a whole demo is played, and a session comes back from its log."""

import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from game import resources
from game.bots.demo import begin_demo, play_demo
from game.session.driver import Driver
from game.session.memory import MemoryStore
from game.session.recover import recover
from game.session.sqlite import SqliteStore
from game.session.store import Store

FIRST = resources.scenarios() / "eerste-potje"
SHOWN_MS = 50  # between a click and what comes of it
DEMO_SECONDS = 2.0
RECOVER_SECONDS = 0.5


@pytest.mark.bench
def test_an_order_is_on_the_disk_and_shown_to_all_before_anybody_waits(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "sessions.db")
    times = _cycles(store)
    back = _timed(lambda: recover(store, "demo-eerste-potje-7"))
    store.close()
    _say(f"order to disk and all views: median {median(times):.1f} ms, longest {max(times):.1f} ms")
    _say(f"session of {len(times)} orders folded again: {back * 1000:.0f} ms")
    assert median(times) < SHOWN_MS
    assert back < RECOVER_SECONDS


@pytest.mark.bench
def test_an_order_costs_little_but_the_disk() -> None:
    times = _cycles(MemoryStore())
    _say(f"order without a disk: median {median(times):.2f} ms, longest {max(times):.1f} ms")
    assert median(times) < SHOWN_MS / 5


@pytest.mark.bench
def test_a_demo_takes_no_time(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "sessions.db")
    took = _timed(lambda: play_demo(*begin_demo(store, FIRST, 7)))
    store.close()
    _say(f"demo eerste-potje: {took:.2f} s")
    assert took < DEMO_SECONDS


def _cycles(store: Store) -> list[float]:
    """Return what each cycle of a demo took, in milliseconds, every view made."""
    stepper, bots = begin_demo(store, FIRST, 7)
    driver = Driver(store, stepper.name, stepper.session, bots, pace_ms=0, goes_on=True)
    driver.opening()
    times, now = [], 0
    while driver.wait_ms(now) is not None:
        now += 1
        times.append(1000 * _timed(lambda: driver.cycle([], now)))  # noqa: B023 - called at once
    return times


def _timed(what: Callable[[], object]) -> float:
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def _say(line: str) -> None:
    sys.stdout.write(f"\n{line}")
