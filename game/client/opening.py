"""Opening a session on this computer: a new one, or one that was not finished; kept in one file.

The store is opened when it is first needed, so that the first frame of the window does not wait for it.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from game import resources
from game.scenario.model import Scenario
from game.session.wire import Connection

if TYPE_CHECKING:
    from game.session.driver import Chooser
    from game.session.session import Session
    from game.session.store import Store

STORE = "sessions.db"
BOT = "bot:dialogue"
"""The bot that plays a role nobody took."""


@dataclass(slots=True)
class Play:
    """A session that is open: its line, its scenario, and the clock that its times are on."""

    connection: Connection
    scenario: Scenario
    now: Callable[[], int]
    close: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that can be gone on with: its id, its scenario's title, its round."""

    id: str
    scenario: Scenario
    round: int


def store_path() -> Path:
    """Return the file that the sessions on this computer are kept in."""
    return resources.data_home() / STORE


def begin(folder: Path, holders: Mapping[str, tuple[str, str]], seed: int | None = None) -> Play:
    """Begin a session of the scenario in a folder.

    Args:
        holders: Per seat who holds it (`person`, `pair`, `bot:NAME`) and a name, which may be empty.
        seed: What chance comes from; None draws one.

    Raises:
        Mendable: The scenario cannot be played, or the session cannot be kept.
    """
    from game.session.scenario import files_of, played
    from game.session.session import begin_session

    found = played(files_of(folder))
    now = time.time_ns() // 1_000_000
    session, batch = begin_session(found, secrets.randbits(32) if seed is None else seed, now, holders)
    name = f"{found.scenario.id}-{now:x}"
    store = _open_store()
    try:
        store.create(name, found.scenario.id, found.files, batch.entry)
    except BaseException:
        store.close()
        raise
    return _play(store, name, session)


def go_on(name: str) -> Play:
    """Go on with a session that was not finished.

    Raises:
        Mendable: There is no such session, or it cannot be read or written to.
    """
    from game.session.recover import resume

    store = _open_store()
    try:
        session = resume(store, name, time.time_ns() // 1_000_000)
    except BaseException:
        store.close()
        raise
    return _play(store, name, session)


def unfinished() -> Unfinished | None:
    """Return the newest session that is not at its end, or None when there is none that can be read."""
    from game.i18n import Mendable
    from game.session.recover import recover
    from game.session.sqlite import SqliteStore

    if not store_path().exists():
        return None
    try:
        store = SqliteStore(store_path(), read_only=True)
    except Mendable:
        return None
    try:
        for summary in store.sessions()[:1]:
            session = recover(store, summary.id)
            table = session.state.table
            if not table.ended:
                return Unfinished(summary.id, session.played.scenario, table.round)
    except Mendable:
        return None
    finally:
        store.close()
    return None


def _open_store() -> Store:
    from game.session.sqlite import SqliteStore

    return SqliteStore(store_path())


def _play(store: Store, name: str, session: Session) -> Play:
    from game.session.driver import Driver
    from game.session.local import LocalConnection

    connection = LocalConnection(Driver(store, name, session, _bots(session)))

    def close() -> None:
        connection.close()
        store.close()

    return Play(connection, session.played.scenario, connection.now, close)


def _bots(session: Session) -> dict[str, Chooser]:
    """Return a bot for every seat, so that any seat can be handed to one at any time."""
    from game.bots.cast import make_bots
    from game.bots.play import Turns

    turns = Turns(session.state.table.seed)
    bots = make_bots("", list(session.state.seats))
    return {seat: partial(turns.ask, bot) for seat, bot in bots.items()}
