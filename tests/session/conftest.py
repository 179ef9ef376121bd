"""Stores to run a story on: each one that there is."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from game.session.memory import MemoryStore
from game.session.sqlite import SqliteStore
from game.session.store import Store


@pytest.fixture(params=["memory", "sqlite"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """A new, empty store, of each kind; it is a second later each time that it asks."""
    clock = count(1000, 1000)

    def now() -> int:
        return next(clock)

    made: Store = (
        MemoryStore(now) if request.param == "memory" else SqliteStore(tmp_path / "sessions.db", now=now)
    )
    yield made
    made.close()
