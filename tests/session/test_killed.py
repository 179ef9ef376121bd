"""A session whose program is killed at any moment goes on where it was."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from game.session.recover import recover
from game.session.sessions import verify_session
from game.session.sqlite import SqliteStore

CHILD = Path(__file__).with_name("killed_child.py")
ROOT = CHILD.parents[2]


@contextmanager
def a_child(database: Path) -> Iterator[subprocess.Popen[str]]:
    """Start the program; it is killed at the latest when this ends."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-P", str(CHILD), str(database)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    try:
        yield child
    finally:
        child.kill()
        child.wait()
        assert child.stdout is not None
        child.stdout.close()


def said(child: subprocess.Popen[str], most: int | None = None) -> list[str]:
    """Return what the child says: so many lines, or all to its end."""
    assert child.stdout is not None
    lines: list[str] = []
    for line in child.stdout:
        lines.append(line.strip())
        if len(lines) == most:
            break
    return lines


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9 is of POSIX")
def test_a_session_killed_at_any_moment_goes_on_where_it_was(tmp_path: Path) -> None:
    database = tmp_path / "sessions.db"
    acknowledged: dict[tuple[str, str], int] = {}
    for lines in (1, 2, 5, 3, 11, 7, None):
        with a_child(database) as child:
            heard = said(child, lines)
            child.kill()  # in the middle of whatever it is doing
            heard += said(child)  # what it had still said before
        for line in heard:
            if line not in ("open", "ended"):
                actor, id_, seq = line.split()
                acknowledged[actor, id_] = int(seq)
        assert_kept(database, acknowledged)
    assert heard[-1] == "ended"
    assert len(acknowledged) > 30


def assert_kept(database: Path, acknowledged: dict[tuple[str, str], int]) -> None:
    """Check that nothing acknowledged is lost or doubled, and that the log reads, verifies and replays."""
    store = SqliteStore(database, read_only=True)
    kept = {
        (one.actor, one.id): json.loads(one.answer)["accepted"]
        for one in store.answered("avond")
        if one.id != "opening"
    }
    assert {key: kept.get(key) for key in acknowledged} == acknowledged
    assert verify_session(store, "avond")["intact"]
    assert recover(store, "avond").state.head >= max(acknowledged.values(), default=0)
    store.close()


def test_a_writer_that_was_killed_leaves_no_lock(tmp_path: Path) -> None:
    database = tmp_path / "sessions.db"
    with a_child(database) as child:
        assert said(child, 1) == ["open"]
        child.kill()
        child.wait()
        SqliteStore(database).close()
