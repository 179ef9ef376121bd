"""How many whole plays random bots make in a second on one core, through the full rules, views and options.

`budget-round` is a table of a fixed size: eight players, three rounds, 96 moves. A move lays some tokens on
one task: it is the player's ballot once more with that much added, since a ballot may be replaced until all
are in. So that nobody's is the last too early, one player takes its ballot back before its last move.
"""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from game.bots.bot import Bot, Choice, Draw, Reason, View, offered
from game.bots.cast import make_bots
from game.bots.play import play_out
from game.rules.game import Game, compile_scenario
from game.rules.options import Shares
from game.scenario.load import load
from tests.builders import shipped_game

BUDGET_ROUND = Path(__file__).with_name("budget-round.yaml")
ROOT = BUDGET_ROUND.parents[2]
MOVES = 4  # of each player, each round
SECONDS = 4.0
FEWEST_PER_SECOND = 10
OF_THE_TIME = 0.65


class PieceByPiece:
    """A player by chance that fills in its ballot in four moves; `turns` says in which of its turns."""

    def __init__(self, seat: str, turns: range, completes: int = 0) -> None:
        self.seat, self.reason = seat, Reason("bot.reason.random")
        self._turns, self._completes = turns, completes
        self._moment = self._asked = self.laid = 0
        self._held: dict[str, int] = {}

    def choose(self, view: View, draw: Draw) -> Choice | None:
        table = view["table"]
        if table["step"] == "fill_in":
            if table["moment"] != self._moment:
                self._moment, self._asked = table["moment"], 0
            self._asked += 1
            if self._asked in self._turns or self._asked == self._completes:
                return self._lays(view, draw)
            if self._completes and self._asked == self._turns.stop:
                self._held = view["private"]["ballot"]
                return "withdraw", {"what": "ballot"}
        return self._claims(view, draw) if table["step"] == "claim" else None

    def _lays(self, view: View, draw: Draw) -> Choice:
        """Lay some tokens on one task, beside what lies there."""
        [given] = next(one for one in offered(view, self.seat) if one.kind == "cast_ballot").fields
        assert isinstance(given, Shares)
        lies = view["private"]["ballot"] or (self._held if self._asked == self._completes else {})
        has_room = [(task, cap - lies.get(task, 0)) for task, cap in given.caps if lies.get(task, 0) < cap]
        task, room = has_room[draw("task", len(has_room))]
        left = min(room, (given.total - sum(lies.values())) // 2)
        lies = {**lies, task: lies.get(task, 0) + 1 + draw("tokens", left)}
        self.laid += 1
        return "cast_ballot", {"given": [[one, lies[one]] for one, _ in given.caps if one in lies]}

    def _claims(self, view: View, draw: Draw) -> Choice | None:
        """Be the doer of one task."""
        if view[f"seat:{self.seat}"]["capacity_left"] < 2:
            return None
        for one in offered(view, self.seat):
            by_name = {field.name: field for field in one.fields}
            if one.kind == "claim" and not one.closed and by_name["part"].allows("doer"):
                return "claim", {"part": "doer", "task": by_name["task"].sample(draw)}
        return None


def budget_round() -> Game:
    scenario = load(BUDGET_ROUND).scenario
    assert scenario is not None
    return compile_scenario(scenario)


def pieces(game: Game) -> dict[str, PieceByPiece]:
    """Return the players: the first makes three moves before the others begin, and its last after them."""
    first, *others = game.seats
    before, after = range(1, MOVES), range(MOVES + 1, 2 * MOVES + 1)
    players = {seat: PieceByPiece(seat, after) for seat in others}
    return {first: PieceByPiece(first, before, completes=after.stop), **players}


def plays_a_second(game: Game, made: Callable[[], dict[str, Bot]]) -> float:
    """Return how many plays are made in a second of the processor's time."""
    play_out(game, made(), 0)
    began, plays = time.process_time(), 0
    while time.process_time() - began < SECONDS:
        plays += 1
        play_out(game, made(), plays)
    return plays / (time.process_time() - began)


def test_budget_round_is_played_in_96_moves_and_all_its_tasks_act() -> None:
    game = budget_round()
    players = pieces(game)
    state = play_out(game, players, 3)
    assert [bot.laid for bot in players.values()] == [3 * MOVES] * 8
    assert state.ended
    assert len(state.running) >= 20  # of 24; one that hardly anybody laid tokens on drops out
    assert {run.status for run in state.running.values()} == {"done"}
    assert all(state.indicators[one] != start for one, start in game.indicators.items())
    assert state.cards_drawn
    assert len(game.cards) == len(game.seats) == 8
    assert not state.told


@pytest.mark.bench
def test_plays_of_budget_round_in_a_second() -> None:
    game = budget_round()
    found = plays_a_second(game, lambda: dict(pieces(game)))
    _say(f"plays of budget-round by chance: {found:.0f} a second, {96 * found:.0f} moves a second")
    assert found > FEWEST_PER_SECOND


@pytest.mark.bench
@pytest.mark.parametrize("bots", ["random", "dialogue"])
def test_plays_of_putten_in_a_second(bots: str) -> None:
    game = shipped_game("putten-samenleving")
    found = plays_a_second(game, lambda: make_bots(bots, game.seats))
    _say(f"plays of putten-samenleving by {bots}: {found:.0f} a second")
    assert found > FEWEST_PER_SECOND / 5


@pytest.mark.bench
def test_two_cores_need_little_more_than_half_the_time_of_one() -> None:
    took = []
    for jobs in ("1", "2"):
        words = ("simulate", "putten-samenleving", "--games", "200", "--seed", "1", "--jobs", jobs)
        began = time.monotonic()
        subprocess.run(
            [sys.executable, "-P", "-m", "game.cli", *words, "--json", "-"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        )
        took.append(time.monotonic() - began)
    _say(f"200 plays of putten-samenleving: one core {took[0]:.1f} s, two {took[1]:.1f} s")
    assert took[1] < OF_THE_TIME * took[0]


def _say(line: str) -> None:
    sys.stderr.write(f"\n{line}")
