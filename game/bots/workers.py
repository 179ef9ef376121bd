"""Workers: the same plays over more cores, by processes that get the scenario's files and a list of seeds.

A worker hands in what it has every half second, so nobody waits long for the last one and little is lost when
all is stopped. It ends by itself when whoever started it is gone.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from multiprocessing import connection
from multiprocessing.synchronize import Event

from game.bots.bot import REASON, Bot, Choice, Draw, Reason, View
from game.bots.cast import BOTS
from game.bots.measured import Play, measured
from game.bots.play import play_out
from game.rules.game import Game
from game.rules.state import new_table
from game.session.scenario import played
from game.session.store import Files

_CHUNK = 20
"""Plays that are handed out at once."""

_CHUNK_SECONDS = 0.5
"""Time after which what is left of them is handed back."""

_Answer = tuple[list[Play], list[int]]
"""What was played of a chunk, and the seeds that are left of it."""


def one_play(game: Game, bots: dict[str, str], seed: int) -> Play:
    """Return what came of one play by the rules alone."""
    players = {seat: _Noted(BOTS[name](seat)) for seat, name in bots.items()}
    state = play_out(new_table(game, "table", seed), players, seed)
    return measured(state, {seat: player.why for seat, player in players.items()})


class _Noted:
    """A bot of which is counted why it did what it did."""

    def __init__(self, bot: Bot) -> None:
        self.seat, self._bot = bot.seat, bot
        self.why: dict[str, int] = {}

    @property
    def reason(self) -> Reason | None:
        return self._bot.reason

    def choose(self, view: View, draw: Draw) -> Choice | None:
        choice, reason = self._bot.choose(view, draw), self._bot.reason
        if choice is not None and reason is not None:
            key = reason.key.removeprefix(REASON)
            self.why[key] = self.why.get(key, 0) + 1
        return choice


def over_cores(files: Files, bots: dict[str, str], seeds: Sequence[int], jobs: int) -> Iterator[list[Play]]:
    """Play these seeds on some cores, and yield plays as they come, in no order.

    When it is left early, by Ctrl-C too, the workers stop after the play they are at.
    """
    context = multiprocessing.get_context("spawn")
    stopped = context.Event()
    waiting, asked = deque(_chunks(seeds, jobs)), set[Future[_Answer]]()
    with ProcessPoolExecutor(jobs, context, _begin, (files, bots, stopped)) as workers:
        try:
            while waiting or asked:
                with _uninterrupted():  # a worker that is being started must not hear of Ctrl-C
                    while waiting and len(asked) < 2 * jobs:
                        asked.add(workers.submit(_some, waiting.popleft()))
                done, asked = wait(asked, return_when=FIRST_COMPLETED)
                for one in done:
                    plays, left = one.result()
                    if left:
                        waiting.append(left)
                    yield plays
        finally:
            stopped.set()
            for one in asked:
                one.cancel()


def _chunks(seeds: Sequence[int], jobs: int) -> Iterator[list[int]]:
    size = max(1, min(_CHUNK, len(seeds) // (4 * jobs)))
    for start in range(0, len(seeds), size):
        yield list(seeds[start : start + size])


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C do nothing for a moment; processes that are started then never hear of it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


# In a worker. ----------------------------------------------------------------------------------------

_table: list[tuple[Game, dict[str, str], Event]] = []
"""What this worker plays; set once, when it begins."""


def _begin(files: Files, bots: dict[str, str], stopped: Event) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _table.append((played(files).game, bots, stopped))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _some(seeds: Sequence[int]) -> _Answer:
    """Play some seeds, at least one, until half a second has gone by."""
    game, bots, stopped = _table[0]
    until, plays = time.monotonic() + _CHUNK_SECONDS, list[Play]()
    for seed in seeds:
        if plays and (stopped.is_set() or time.monotonic() >= until):
            break
        plays.append(one_play(game, bots, seed))
    return plays, list(seeds[len(plays) :])
