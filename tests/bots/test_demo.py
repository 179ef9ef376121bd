"""The demo: the same seed gives the same log, wherever and in whatever language it is played."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from game import resources
from game.bots.cast import BOTS
from game.bots.demo import begin_demo, demo_name, play_demo, tell_demo
from game.i18n import Mendable, Texts
from game.session.driver import Driver
from game.session.memory import MemoryStore
from game.session.recover import recover
from game.session.sessions import verify_session
from game.session.sqlite import SqliteStore

FIRST = resources.scenarios() / "eerste-potje"


def played_hash(seed: int, bots: str = "") -> str:
    return play_demo(*begin_demo(MemoryStore(), FIRST, seed, bots)).hash


@pytest.mark.parametrize("bots", [*BOTS, "random,noor=dialogue"])
def test_bots_play_a_session_to_its_end(bots: str) -> None:
    store = MemoryStore()
    demo = play_demo(*begin_demo(store, FIRST, 7, bots))
    assert demo.session == demo_name("eerste-potje", 7)
    assert demo.rounds == 2
    assert verify_session(store, demo.session, demo.hash)["intact"]
    assert recover(store, demo.session).state.table.ended


def test_the_same_seed_gives_the_same_log_and_another_seed_another() -> None:
    assert played_hash(7) == played_hash(7) != played_hash(8)


def test_a_demo_on_disk_is_the_same_as_one_in_memory(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "sessions.db")
    assert play_demo(*begin_demo(store, FIRST, 7)).hash == played_hash(7)
    assert play_demo(*begin_demo(store, FIRST, 7)).hash == played_hash(7)  # in the place of the first
    assert len(store.sessions()) == 1
    store.close()


SCRIPT = """
from game.bots.demo import begin_demo, play_demo, tell_demo
from game.i18n import Texts, default_language
from game.session.memory import MemoryStore
from game import resources
import sys
stepper, bots = begin_demo(MemoryStore(), resources.scenarios() / "eerste-potje", 7, "random,noor=dialogue")
sys.stdout.write(tell_demo(stepper, play_demo(stepper, bots), Texts(default_language()))[-1])
"""


def test_a_log_has_one_hash_under_any_hash_seed_time_zone_and_language() -> None:
    said = {
        _said_by_a_process(PYTHONHASHSEED=hash_seed, TZ=zone, OPGAVETAFEL_LANG=language, LC_ALL="C")
        for hash_seed, zone, language in (("0", "UTC", "nl"), ("1", "Asia/Tokyo", "en"))
    }
    assert said == {f"log demo-eerste-potje-7 sha256:{played_hash(7, 'random,noor=dialogue')}"}


def _said_by_a_process(**environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-P", "-c", SCRIPT],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    return done.stdout


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_demo_ends_with_its_hash(language: str) -> None:
    stepper, bots = begin_demo(MemoryStore(), FIRST, 7)
    demo = play_demo(stepper, bots)
    *told, last = tell_demo(stepper, demo, Texts(language))
    assert all(told)
    assert last == f"log demo-eerste-potje-7 sha256:{demo.hash}"


def test_a_demo_can_be_watched_at_human_pace() -> None:
    store = MemoryStore()
    stepper, bots = begin_demo(store, FIRST, 7)
    driver = Driver(store, stepper.name, stepper.session, bots, pace_ms=1000, goes_on=True)
    driver.opening()
    now = 0
    while (wait := driver.wait_ms(now)) is not None:
        now += wait
        driver.cycle([], now)
    assert driver.session.state.table.ended
    assert now > 60_000  # a second for each thing that happens


def test_a_scenario_that_cannot_be_played_or_a_bot_that_is_not_there_is_told(tmp_path: Path) -> None:
    (tmp_path / "scenario.yaml").write_text("format: 1\n")
    with pytest.raises(Mendable, match="scenario_unplayable"):
        begin_demo(MemoryStore(), tmp_path, 7)
    with pytest.raises(Mendable, match="bot"):
        begin_demo(MemoryStore(), FIRST, 7, "wizard")
