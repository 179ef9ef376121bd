"""How many whole plays bots make in a second by the rules alone, and how quickly one is told."""

import sys
import time

import pytest

from game import resources
from game.bots.cast import BOTS, make_bots
from game.bots.demo import begin_demo, play_demo
from game.bots.play import play_out
from game.debrief.transcript import transcript
from game.i18n import Texts
from game.session.log import unlinked
from game.session.memory import MemoryStore
from tests.builders import shipped_game

PLAYS = 40
FEWEST_PER_SECOND = 10  # a tenth of what one core of 2024 does
TELLING_SECONDS = 1.0


@pytest.mark.bench
@pytest.mark.parametrize("name", BOTS)
def test_bots_make_many_plays_in_a_second(name: str) -> None:
    game = shipped_game("eerste-potje")
    began = time.perf_counter()
    for seed in range(PLAYS):
        play_out(game, make_bots(name, game.seats), seed)
    took = time.perf_counter() - began
    _say(f"plays of eerste-potje by {name}, seeds 0 to {PLAYS - 1}: {PLAYS / took:.0f} a second")
    assert PLAYS / took > FEWEST_PER_SECOND


@pytest.mark.bench
def test_a_whole_session_is_told_at_once() -> None:
    store = MemoryStore()
    stepper, bots = begin_demo(store, resources.scenarios() / "eerste-potje", 7)
    play_demo(stepper, bots)
    log = [unlinked(link) for link in store.links(stepper.name)]
    began = time.perf_counter()
    lines = list(transcript(log, stepper.session.played.scenario, Texts("nl")))
    took = time.perf_counter() - began
    _say(f"{len(lines)} lines of a session told: {1000 * took:.0f} ms")
    assert took < TELLING_SECONDS


def _say(line: str) -> None:
    sys.stderr.write(f"\n{line}")
