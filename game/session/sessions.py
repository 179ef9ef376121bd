"""What `sessions list`, `show` and `verify` say, as JSON; `telling` makes text of it.

Each function reads a store and returns one object with fixed keys. Times are in milliseconds since 1970 UTC.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

from game import resources
from game.i18n import Mendable
from game.session.log import Happened, checked, unlinked
from game.session.memory import MemoryStore
from game.session.records import RecordError
from game.session.recover import recover
from game.session.scenario import digest_of
from game.session.sqlite import SqliteStore
from game.session.store import Link, Store, StoreError, Summary

DATABASE: Final = "sessions.db"


def database_path(database: str | None = None) -> Path:
    """Return the file that sessions are kept in: the one that is asked for, or the user's own."""
    return Path(database).expanduser() if database else resources.data_home() / DATABASE


def writing(database: str | None = None) -> SqliteStore:
    """Return the store to play with; there is one writer at a time.

    Raises:
        StoreError: It cannot be opened, or another program writes to it.
    """
    return SqliteStore(database_path(database))


def reading(database: str | None = None) -> Store:
    """Return the store to read from, beside whoever writes; an empty one when nobody ever played here.

    Raises:
        StoreError: It cannot be read; `store-missing` when it was asked for by name and is not there.
    """
    path = database_path(database)
    try:
        return SqliteStore(path, read_only=True)
    except StoreError as trouble:
        if trouble.code == "store-missing" and not database:
            return MemoryStore()
        raise


def chosen(store: Store, session: str | None = None) -> str:
    """Return the session that is asked for, or the newest.

    Raises:
        StoreError: There is none of this name.
        Mendable: There are no sessions at all.
    """
    if session:  # half a letter, as a terminal may send it, stands in the name of none
        return store.summary(session.encode(errors="replace").decode()).id
    found = store.sessions()
    if not found:
        raise Mendable("errors.no_sessions")
    return found[0].id


def list_sessions(store: Store) -> dict[str, Any]:
    """Return all sessions, the one that changed last first.

    `{"sessions": [{session, scenario, begun_at, last_at, records}]}`
    """
    return {"sessions": [_listed(summary) for summary in store.sessions()]}


def _listed(summary: Summary) -> dict[str, Any]:
    return {
        "session": summary.id,
        "scenario": summary.scenario,
        "begun_at": summary.begun_at,
        "last_at": summary.last_at,
        "records": summary.head,
    }


def show_session(store: Store, session: str) -> dict[str, Any]:
    """Return one session: what `list_sessions` has of it, with where it stands.

    More keys: `title` {language: text} or text, `round`, `rounds`, `phase`, `ended`, `succeeded` and `result`
    (None before the end), `seats` {seat: holder}, `rewound` (times), `remarks` (number), `actions` and
    `refused` (numbers), `kinds` {kind of event: number}, `hash`. No names and no typed texts.

    Raises:
        StoreError, RecordError, Mendable: It is not there, or cannot be read.
    """
    found = recover(store, session)
    table = found.state.table
    answers = [one.answer for one in store.answered(session)]
    kinds: dict[str, int] = {}
    for link in store.links(session):
        kind = unlinked(link).kind
        kinds[kind] = kinds.get(kind, 0) + 1
    return _listed(store.summary(session)) | {
        "title": found.played.scenario.title,
        "round": table.round,
        "rounds": len(table.game.rounds),
        "phase": table.phase,
        "ended": table.ended,
        "succeeded": table.succeeded if table.ended else None,
        "result": table.result if table.ended else None,
        "seats": {seat: held.holder for seat, held in found.state.seats.items()},
        "rewound": found.state.rewound,
        "remarks": len(found.state.remarks),
        "actions": len(answers),
        "refused": sum(answer.startswith('{"facts"') for answer in answers),
        "kinds": dict(sorted(kinds.items())),
        "hash": found.hash.hex(),
    }


def verify_session(store: Store, session: str, expected: str | None = None) -> dict[str, Any]:
    """Return whether a log is what was written, from its first record to its last.

    `{session, intact, records, hash, altered, fault}`: `altered` is the number of the first event that was
    altered or is missing (0: the scenario; one past the end: the log goes on, or ends, elsewhere), None when
    all is well; `fault` says what is wrong with it, in English; `hash` is that of the last good record.

    Args:
        expected: The hash the log should end in, in hex digits, as `demo` prints it: without one, nobody can
            tell a log from one that was written anew from the start.

    Raises:
        StoreError: There is no such session, or the store cannot be read.
    """
    good: list[Link] = []
    altered, fault = None, ""
    try:
        opened = [_kept(link, good) for link in checked(store.links(session))][:1]
    except RecordError as error:
        altered, fault = error.seq, error.fault
    else:
        altered, fault = _checked_ends(store, session, good, opened, expected)
    return {
        "session": session,
        "intact": altered is None,
        "records": len(good),
        "hash": good[-1].hash.hex() if good else "",
        "altered": altered,
        "fault": fault,
    }


def _kept(link: Link, good: list[Link]) -> Happened:
    happened = unlinked(link)
    good.append(link)
    return happened


def _checked_ends(
    store: Store, session: str, good: list[Link], opened: Iterable[Happened], expected: str | None
) -> tuple[int | None, str]:
    head = store.summary(session).head
    if head != len(good):
        return len(good) + 1, f"there should be {head} events"
    if not any(getattr(one.event, "digest", "") == digest_of(store.files(session)) for one in opened):
        return 0, "the scenario is not the one that was played"
    if expected and good[-1].hash.hex() != expected.removeprefix("sha256:").lower():
        return len(good) + 1, "the log ends in another hash"
    return None, ""
