"""How many whole plays bots make in a second by the rules alone, and how quickly a demo is played and told."""

import sys
import time
from pathlib import Path

import pytest

from game.bots.cast import BOTS, make_bots
from game.bots.play import play_out
from game.debrief.demo import run_demo
from tests.builders import shipped_game

PLAYS = 40
FEWEST_PER_SECOND = 10  # a tenth of what one core of 2024 does
DEMO_SECONDS = 5.0


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
def test_a_demo_is_played_kept_and_told_within_five_seconds(tmp_path: Path) -> None:
    lines: list[str] = []
    began = time.perf_counter()
    run_demo("eerste-potje", seed=7, language="nl", say=lines.append, database=str(tmp_path / "s.db"))
    took = time.perf_counter() - began
    _say(f"demo eerste-potje with its {len(lines)} lines: {took:.2f} s")
    assert took < DEMO_SECONDS


def _say(line: str) -> None:
    sys.stderr.write(f"\n{line}")
