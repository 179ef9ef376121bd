"""How quickly is looked back: five tables on a page, a what-if with its band, a session of 20,000 events."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from game.bots.cast import STANDARD
from game.bots.demo import begin_demo, moves, play_demo
from game.debrief.report.looked import look_back
from game.debrief.report.page import page
from game.debrief.report.paper import paper
from game.debrief.whatif.change import Change
from game.debrief.whatif.counted import Games, count
from game.debrief.whatif.moment import branch
from game.i18n import Texts
from game.resources import scenarios
from game.session.export.files import Asked, export, import_file
from game.session.memory import MemoryStore
from game.session.recover import recover
from game.session.sessions import verify_session
from game.session.sqlite import SqliteStore
from game.session.wire import Order

FIVE_SECONDS = 3.0
LARGEST_PAGE = 2_000_000
EVENTS = 20_000
LONG_SECONDS = 60.0
GAMES = 200
BAND_SECONDS = 60.0


@pytest.mark.bench
def test_five_tables_stand_on_one_page_while_somebody_waits(tmp_path: Path) -> None:
    database, out = tmp_path / "five.db", tmp_path / "five.html"
    store, names = SqliteStore(database), []
    for seed, bots in enumerate(("dialogue", "supplier", "committee", "listener", "talker"), start=1):
        stepper, players = begin_demo(store, scenarios() / "putten-samenleving", seed, bots)
        play_demo(stepper, players)
        names.append(stepper.name)
    store.close()
    command = [sys.executable, "-P", "-m", "game.cli", "report", *names]
    command += ["--database", str(database), "--out", str(out), "--force"]
    before = _work_of_others()
    times = [_timed(lambda: subprocess.run(command, check=True, capture_output=True)) for _ in range(3)]
    work = (_work_of_others() - before) / len(times)
    size = out.stat().st_size / 1000
    _say(f"five tables on one page: {min(times):.2f} s, of which work {work:.2f} s; {size:.0f} kB")
    assert work < FIVE_SECONDS
    assert out.stat().st_size < LARGEST_PAGE


@pytest.mark.bench
def test_a_what_if_with_its_band_takes_less_than_a_break() -> None:
    store = MemoryStore()
    play_demo(*begin_demo(store, scenarios() / "utrecht-bijstand", 3))
    left = branch(store, "demo-utrecht-bijstand-3", "2", STANDARD)
    once = _timed(lambda: count(left, Change(cut=30)))
    band = _timed(lambda: count(left, Change(cut=30), asked=Games(GAMES)))
    _say(f"what-if from round 2: {once:.2f} s; {GAMES} times with other luck: {band:.1f} s")
    assert band < BAND_SECONDS


@pytest.mark.bench
def test_a_session_of_20000_events_goes_out_comes_in_and_is_told(tmp_path: Path) -> None:
    store = MemoryStore()
    name = _long(store)
    file = tmp_path / "long.jsonl"
    out = _worked(lambda: export(store, name, Asked("jsonl", str(file))))
    other = SqliteStore(tmp_path / "other.db")
    taken = _worked(lambda: import_file(other, file))
    back = _worked(lambda: recover(other, name))
    assert verify_session(other, name)["hash"] == verify_session(store, name)["hash"]
    texts = Texts("nl")
    looked = look_back(other, name, texts)
    assert looked.records >= EVENTS
    made: list[str] = []
    told = _worked(lambda: made.append(page(look_back(other, name, texts))))
    printed = _worked(lambda: paper(made[0], texts, looked.day))
    whatif = _worked(lambda: count(branch(other, name, "2", STANDARD), Change(cut=30)))
    other.close()
    _say(f"{looked.records} events: out {out:.1f} s, in {taken:.1f} s, folded again {back:.1f} s of work")
    size = len(made[0].encode()) / 1000
    _say(f"  report {told:.1f} s ({size:.0f} kB), PDF {printed:.1f} s, what-if {whatif:.1f} s")
    assert len(made[0].encode()) < LARGEST_PAGE
    assert max(out, taken, back, told, printed, whatif) < LONG_SECONDS


def _long(store: MemoryStore) -> str:
    """Play a session in which a ballot is cast anew until there are so many events, and return its name."""
    stepper, bots = begin_demo(store, scenarios() / "utrecht-bijstand", 3)
    playing = moves(stepper, bots)
    table = stepper.session.state.table
    while table.step != "fill_in" or not table.ballots:
        next(playing)
    seat, given = next(iter(table.ballots.items()))
    pairs = [[task, points] for task, points in given.items()]
    for number in range(EVENTS - stepper.session.state.head):  # by hand: nobody looks on meanwhile
        order = Order(f"again:{number}", f"seat:{seat}", "cast_ballot", {"given": pairs})
        store.append(stepper.name, stepper.session.step([order], stepper.now).entry)
    for _ in playing:
        pass
    return stepper.name


def _work_of_others() -> float:
    """Return the seconds of work that programs started from here did; waiting for a busy machine is none."""
    times = os.times()
    return times.children_user + times.children_system


def _worked(what: Callable[[], object]) -> float:
    """Return the seconds of work of this program that something takes; waiting for a busy machine is none."""
    begun = time.process_time()
    what()
    return time.process_time() - begun


def _timed(what: Callable[[], object]) -> float:
    begun = time.perf_counter()
    what()
    return time.perf_counter() - begun


def _say(line: str) -> None:
    sys.stdout.write(f"\n{line}")
