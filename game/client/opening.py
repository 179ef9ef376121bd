"""Opening a session on this computer: a new one, or one that was not finished; kept in one file.

The store is opened when it is first needed, so that the first frame of the window does not wait for it.
"""

from __future__ import annotations

import contextlib
import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from game.i18n import Mendable
from game.scenario.model import Scenario
from game.session.wire import Connection

if TYPE_CHECKING:
    from game.client.all_tables import AllTables
    from game.session.session import Session
    from game.session.store import Store

BOT = "bot:dialogue"
"""The bot that plays a role nobody took."""

MOST_LOOKED_AT = 5
"""How many sessions, the newest first, are looked at for one that is not finished."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A session on another computer: its server, its name there, the key that opens it, and who looks."""

    url: str
    session: str
    token: str
    observer: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of a stored session that is played on: where it is, its name, and the file of the original.

    `begun` is the last record that both have; `rule` is the decision rule that it has instead, if any.
    """

    store: Store
    session: str
    begun: int
    database: str | None
    rule: str = ""


@dataclass(slots=True)
class Play:
    """A session that is open: its line, its scenario, and the clock that its times are on.

    `mine` is which seats are played at this screen; None is all that people play. `is_host` tells whether the
    facilitator sits here too. `elsewhere` is where it is, None on this computer; `tables` is how all tables
    there are, for who leads them and for a screen of a whole room. `session` is its name in the file that
    sessions are kept in; "" when it is not kept there. `copy` is what this is a copy of, if it is one.
    """

    connection: Connection
    scenario: Scenario
    now: Callable[[], int]
    close: Callable[[], None]
    mine: frozenset[str] | None = None
    is_host: bool = True
    elsewhere: Elsewhere | None = None
    tables: AllTables | None = None
    session: str = ""
    copy: Copy | None = None


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A session that can be gone on with: its id, its scenario's title, its round."""

    id: str
    scenario: Scenario
    round: int


def begin(
    folder: Path,
    holders: Mapping[str, tuple[str, str]],
    seed: int | None = None,
    database: str | None = None,
) -> Play:
    """Begin a session of the scenario in a folder.

    Args:
        folder: Where the scenario lies.
        holders: Per seat who holds it (`person`, `pair`, `bot:NAME`) and a name, which may be empty.
        seed: What chance comes from; None draws one.
        database: The file it is kept in; None for the user's own.

    Raises:
        Mendable: The scenario cannot be played, or the session cannot be kept.
    """
    from game.session.scenario import files_of, played
    from game.session.session import begin_session
    from game.session.sessions import writing

    try:
        found = played(files_of(folder))
    except OSError as fault:
        raise Mendable("window.scenario_gone", path=str(folder)) from fault
    now = time.time_ns() // 1_000_000
    session, batch = begin_session(found, secrets.randbits(32) if seed is None else seed, now, holders)
    name = f"{found.scenario.id}-{now:x}"
    store = writing(database)
    try:
        store.create(name, found.scenario.id, found.files, batch.entry)
    except BaseException:
        store.close()
        raise
    return _play(store, name, session)


def go_on(name: str, database: str | None = None) -> Play:
    """Go on with a session that was not finished.

    Raises:
        Mendable: There is no such session, or it cannot be read or written to.
    """
    from game.session.recover import resume
    from game.session.sessions import writing

    store = writing(database)
    try:
        session = resume(store, name, time.time_ns() // 1_000_000)
    except BaseException:
        store.close()
        raise
    return _play(store, name, session)


def unfinished(database: str | None = None) -> Unfinished | None:
    """Return the newest session that is not at its end, or None; one that cannot be read is passed over.

    A demo is never gone on with: nobody plays it.

    Raises:
        Mendable: The sessions cannot be read at all.
    """
    from game.bots.demo import DEMO
    from game.session.recover import recover
    from game.session.sessions import database_path, reading

    if not database_path(database).exists():
        return None
    store = reading(database)
    try:
        played = [one for one in store.sessions() if not one.id.startswith(DEMO)]
        for summary in played[:MOST_LOOKED_AT]:
            with contextlib.suppress(Mendable):
                session = recover(store, summary.id)
                table = session.state.table
                if not table.ended:
                    return Unfinished(summary.id, session.played.scenario, table.round)
    finally:
        store.close()
    return None


def _play(store: Store, name: str, session: Session) -> Play:
    from game.bots.cast import at_any_seat
    from game.session.driver import Driver
    from game.session.local import LocalConnection

    connection = LocalConnection(Driver(store, name, session, at_any_seat(session)))

    def close() -> None:
        connection.close()
        store.close()

    return Play(connection, session.played.scenario, connection.now, close, session=name)


def play_on(name: str, record: int, seat: str | None, database: str | None = None, rule: str = "") -> Play:
    """Return a copy of a stored session to play on from one of its records; nothing of it is kept.

    Args:
        name: Which session; it is only read.
        record: After which record; a step that is under way there is left out.
        seat: Who is played at this screen, with bots at the other seats; None is everybody.
        database: The file that sessions are kept in; None for the user's own.
        rule: The decision rule from this round on, instead of the scenario's; "" for the scenario's.

    Raises:
        Mendable: There is no such session, it cannot be read, or the table took another rule itself.
    """
    from game.session.copied import copied
    from game.session.recover import recover, resume
    from game.session.scenario import played, with_rule
    from game.session.sessions import reading
    from game.session.stepper import Stepper

    store = reading(database)
    try:
        copy = copied(store, name, record)
        table, own = recover(copy, name).state.table, played(store.files(name))
        if rule and table.rule_taken:
            raise Mendable("whatif.rule_was_taken")
        if rule:
            own = with_rule(own, rule, max(1, table.round))
            copy = copied(store, name, record, own.files)
    finally:
        store.close()
    begun = copy.summary(name).head
    stepper = Stepper(copy, name, recover(copy, name))
    for one, held in stepper.session.state.seats.items():
        is_bot = held.holder.startswith("bot:")
        if (one == seat or seat is None) == is_bot:
            holder = "person" if is_bot else BOT
            stepper.order("facilitator", "take_seat", seat=one, holder=holder)
    play = _play(copy, name, resume(copy, name, time.time_ns() // 1_000_000))
    play.session, play.copy = "", Copy(copy, name, begun, database, rule)
    return play


def joined(url: str, session: str, token: str, seat: str | None) -> Play:
    """Join a session on another computer, as a seat or, without one, as its facilitator.

    Raises:
        Mendable: There is no server there, the token opens nothing, or the scenario is of a newer version.
    """
    mine = frozenset([seat] if seat else [])
    return _elsewhere(url, session, token, mine, is_host=seat is None)


def shown(url: str, session: str, token: str) -> Play:
    """Return a session on another computer as everybody may see it; errors as with `joined`."""
    return _elsewhere(url, session, token, frozenset(), observer="projector")


def all_tables(place: Elsewhere) -> AllTables:
    """Return how all tables of a server are: for who leads them or, at a screen, as a room may know it."""
    from game.client.all_tables import DESK, TABLES, AllTables, TablesLine

    return AllTables(TablesLine(place.url, place.token, TABLES if place.observer else DESK))


def beside(play: Play, session: str) -> Play:
    """Return another table of the same server for this screen; what is told of all tables goes along."""
    assert play.elsewhere is not None
    at = replace(play.elsewhere, session=session)
    made = _at(at, play.scenario, play.mine or frozenset(), is_host=play.is_host)
    made.tables, play.tables = play.tables, None
    return made


def followed(play: Play) -> Play:
    """Return the session that the key of a seat opens now, after the facilitator moved its person.

    Raises:
        Mendable: It opens nothing any more, or the server cannot be reached.
    """
    from game.client.remote import whose
    from game.session.orders import SEAT

    assert play.elsewhere is not None
    url, token = play.elsewhere.url, play.elsewhere.token
    found = whose(url, token)
    return joined(url, found["session"], token, found["actor"].removeprefix(SEAT))


def _elsewhere(
    url: str, session: str, token: str, mine: frozenset[str], *, is_host: bool = False, observer: str = ""
) -> Play:
    from pydantic import ValidationError

    from game.client.remote import public_scenario

    try:
        scenario = Scenario.model_validate(public_scenario(url, session, token))
    except ValidationError as fault:
        raise Mendable("join.other_version") from fault
    return _at(Elsewhere(url, session, token, observer), scenario, mine, is_host=is_host)


def _at(at: Elsewhere, scenario: Scenario, mine: frozenset[str], *, is_host: bool) -> Play:
    from game.client.remote import RemoteConnection

    connection = RemoteConnection(at.url, at.token, at.observer, at.session)
    return Play(connection, scenario, connection.now, connection.close, mine, is_host=is_host, elsewhere=at)
