"""Playing: lines of plays over all cores, each play once, and kept in a file as they come.

A line is a strategy at the table and what is otherwise than in the scenario; its plays differ in their seed.
Lines that share a seed share all luck, so they are compared play by play. A run that was stopped goes on
from its file.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import IO, Any

from game import bots, rules
from game.balance.brief import Brief, as_list, brief_of, from_list
from game.balance.changes import Changes, begun, changed
from game.balance.restricted import bots_for
from game.bots.play import play_out
from game.bots.workers import cores
from game.i18n import Mendable
from game.rules.game import Game
from game.session.scenario import Played


@dataclass(frozen=True, slots=True)
class Line:
    """Plays that only differ in their seed: who plays, and what is otherwise than in the scenario."""

    bots: str
    changes: Changes = ()

    def also(self, *changes: str) -> "Line":
        """Return this line with more changes."""
        return Line(self.bots, (*self.changes, *changes))


Order = tuple[Line, int]
"""A play that is wanted: its line and its seed."""


@dataclass(slots=True)
class Player:
    """Plays orders of one game; keeps the changed games, since each is played many times."""

    games: dict[Changes, Game] = field(default_factory=dict)

    def __call__(self, game: Game, order: Order) -> tuple[Order, Brief]:
        """Return an order with what came of it."""
        line, seed = order
        if line.changes not in self.games:
            self.games[line.changes] = changed(game, line.changes)
        its = self.games[line.changes]
        table = play_out(begun(its, line.changes, seed), bots_for(line.bots, its, seed), seed)
        return order, brief_of(table)


class Plays:
    """All plays of one scenario that there are so far.

    Attributes:
        by_line: Per line the plays by their seed.
        told: Is called with how many more plays there are, each time there are more.
    """

    def __init__(self, played: Played, jobs: int, file: Path | None, told: Callable[[int], None]) -> None:
        self.played = played
        self.by_line: dict[Line, dict[int, Brief]] = {}
        self.told = told
        self._jobs = jobs
        self._file = file
        self._out: IO[str] | None = None
        self._over: Callable[[Sequence[Order]], Iterator[list[tuple[Order, Brief]]]] | None = None
        self._player = Player()

    def of(self, line: Line) -> dict[int, Brief]:
        """Return the plays of a line by their seed."""
        return self.by_line.setdefault(line, {})

    def missing(self, lines: Sequence[Line], seeds: Sequence[int]) -> list[Order]:
        """Return what was not played yet, seed by seed, so that lines stay comparable when it is stopped."""
        return [(line, seed) for seed in seeds for line in lines if seed not in self.of(line)]

    def play(self, orders: Sequence[Order]) -> None:
        """Play all orders, and keep each as it comes."""
        for made in self._made(orders):
            for (line, seed), brief in made:
                self.of(line)[seed] = brief
                if self._out is not None:
                    self._out.write(_as_line(line, seed, brief))
            if self._out is not None:
                self._out.flush()
            self.told(len(made))

    def _made(self, orders: Sequence[Order]) -> Iterator[list[tuple[Order, Brief]]]:
        if self._over is not None:
            yield from self._over(orders)
        else:
            for order in orders:
                yield [self._player(self.played.game, order)]

    @contextmanager
    def working(self) -> Iterator["Plays"]:
        """Have cores to play on, and a file to keep plays in, until it ends.

        Raises:
            Mendable: The file holds plays of something else.
            OSError: It cannot be read or written.
        """
        with self._keeping():
            if self._jobs > 1:
                with cores(self.played.files, Player(), self._jobs) as over:
                    self._over = over
                    yield self
                    self._over = None
            else:
                yield self

    @contextmanager
    def _keeping(self) -> Iterator[None]:
        if self._file is None:
            yield
            return
        about = {
            "balance": self.played.scenario.id,
            "digest": self.played.digest,
            "program": program_digest(),
        }
        if self._file.exists():
            self._read(self._file, about)
        with self._file.open("w", encoding="utf-8") as self._out:
            self._out.write(json.dumps(about) + "\n")
            for line, plays in self.by_line.items():
                self._out.writelines(_as_line(line, seed, brief) for seed, brief in plays.items())
            yield
        self._out = None

    def forget_file(self) -> None:
        """Throw the kept plays away: what came of them is written elsewhere."""
        if self._file is not None:
            self._file.unlink(missing_ok=True)

    def _read(self, file: Path, about: dict[str, Any]) -> None:
        first, *lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
        if first and _json(first) != about:
            raise Mendable("balance.other_file", path=str(file))
        for line in lines:
            found = _json(line)
            if isinstance(found, list):  # a line that was not finished does not count
                who, changes, seed, brief = found
                self.of(Line(who, tuple(changes)))[seed] = from_list(brief)


def program_digest() -> str:
    """Return a hash of the rules and the bots: plays of another version are not compared with these."""
    found = sha256()
    for package in (rules, bots):
        for path in sorted(Path(package.__file__ or "").parent.rglob("*.py")):
            found.update(path.read_bytes())
    return found.hexdigest()


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _as_line(line: Line, seed: int, brief: Brief) -> str:
    written = [line.bots, line.changes, seed, as_list(brief)]
    return json.dumps(written, ensure_ascii=False, separators=(",", ":")) + "\n"
