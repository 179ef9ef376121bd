"""Workers: the same work over more cores, by processes that get the scenario's files and what to do.

A worker hands in what it has every half second, so nobody waits long for the last one and little is lost when
all is stopped. It ends by itself when whoever started it is gone.
"""

import multiprocessing
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from functools import partial
from multiprocessing import connection
from multiprocessing.synchronize import Event
from typing import Any, TypeVar

from game.bots.bot import REASON, Bot, Choice, Draw, Reason, View
from game.bots.cast import BOTS
from game.bots.measured import Play, measured
from game.bots.play import play_out
from game.rules.game import Game
from game.rules.state import new_table
from game.session.scenario import played
from game.session.store import Files

Item = TypeVar("Item")
Made = TypeVar("Made")

_CHUNK = 20
"""Items, such as plays, that are handed out at once."""

_CHUNK_SECONDS = 0.5
"""Time after which what is left of them is handed back."""


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
    """Play these seeds on some cores, and yield plays as they come, in no order."""
    with cores(files, partial(_seeded, bots), jobs) as play:
        yield from play(seeds)


def _seeded(bots: dict[str, str], game: Game, seed: int) -> Play:
    return one_play(game, bots, seed)


@contextmanager
def cores(
    files: Files, work: Callable[[Game, Item], Made], jobs: int
) -> Iterator[Callable[[Sequence[Item]], Iterator[list[Made]]]]:
    """Yield how to have work done on some cores: a function from items to what was made, in no order.

    When it is left early, by Ctrl-C too, the workers stop after the item they are at.

    Args:
        files: The scenario that the work is about.
        work: What a worker does with the game and one item; both travel to another process.
        jobs: On how many cores.
    """
    context = multiprocessing.get_context("spawn")
    stopped = context.Event()
    with ProcessPoolExecutor(jobs, context, _begin, (files, work, stopped)) as workers:

        def over(items: Sequence[Item]) -> Iterator[list[Made]]:
            waiting, asked = deque(_chunks(items, jobs)), set[Future[tuple[list[Made], list[Item]]]]()
            try:
                while waiting or asked:
                    with _uninterrupted():  # a worker that is being started must not hear of Ctrl-C
                        while waiting and len(asked) < 2 * jobs:
                            asked.add(workers.submit(_some, waiting.popleft()))
                    done, asked = wait(asked, return_when=FIRST_COMPLETED)
                    for one in done:
                        made, left = one.result()
                        if left:
                            waiting.append(left)
                        yield made
            finally:
                for one in asked:
                    one.cancel()

        try:
            yield over
        finally:
            stopped.set()


def _chunks(items: Sequence[Item], jobs: int) -> Iterator[list[Item]]:
    size = max(1, min(_CHUNK, len(items) // (4 * jobs)))
    for start in range(0, len(items), size):
        yield list(items[start : start + size])


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

_table: list[tuple[Game, Callable[[Game, Any], Any], Event]] = []
"""What this worker works on; set once, when it begins."""


def _begin(files: Files, work: Callable[[Game, Any], Any], stopped: Event) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _table.append((played(files).game, work, stopped))


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _some(items: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """Return what came of some items, at least one, until half a second has gone by, and what is left."""
    game, work, stopped = _table[0]
    until, made = time.monotonic() + _CHUNK_SECONDS, list[Any]()
    for item in items:
        if made and (stopped.is_set() or time.monotonic() >= until):
            break
        made.append(work(game, item))
    return made, list(items[len(made) :])
