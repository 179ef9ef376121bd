"""A store in one SQLite file, made to lose nothing that was acknowledged.

A commit is on the disk when it returns: write-ahead log with `synchronous=FULL`. One program writes, under an
exclusive lock; any number read beside it. Whatever goes wrong becomes a `StoreError` with one clear sentence.
"""

import contextlib
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from game.session.lock import WriterLock
from game.session.store import (
    Answered,
    Door,
    Entry,
    Files,
    Group,
    Key,
    Link,
    StoreError,
    Summary,
    wall_clock,
)

APPLICATION_ID: Final = 0x4F504754
"""Stands in the file's header ("OPGT"), so a database of another program is never written to."""

SCHEMA_VERSION: Final = 3
_SCHEMA = """
CREATE TABLE sessions(
    id TEXT PRIMARY KEY, scenario TEXT NOT NULL, begun_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
    head INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE events(
    session TEXT NOT NULL, seq INTEGER NOT NULL, record TEXT NOT NULL, hash BLOB NOT NULL,
    PRIMARY KEY(session, seq)) WITHOUT ROWID;
CREATE TABLE actions(
    number INTEGER PRIMARY KEY, session TEXT NOT NULL, actor TEXT NOT NULL, id TEXT NOT NULL,
    action TEXT NOT NULL, answer TEXT NOT NULL, after INTEGER NOT NULL, UNIQUE(session, actor, id));
CREATE TABLE texts(
    session TEXT NOT NULL, id TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY(session, id)) WITHOUT ROWID;
CREATE TABLE people(
    session TEXT NOT NULL, id TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY(session, id)) WITHOUT ROWID;
CREATE TABLE scenarios(
    session TEXT NOT NULL, path TEXT NOT NULL, hash BLOB NOT NULL, PRIMARY KEY(session, path)) WITHOUT ROWID;
CREATE TABLE files(hash BLOB PRIMARY KEY, bytes BLOB NOT NULL);
"""
_MIGRATIONS = {
    1: """
CREATE TABLE doors(
    session TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, opened_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE keys(
    hash BLOB PRIMARY KEY, session TEXT NOT NULL, actor TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
""",
    2: """
CREATE TABLE table_groups(
    id TEXT PRIMARY KEY, code TEXT NOT NULL UNIQUE, opened_at INTEGER NOT NULL,
    body TEXT NOT NULL) WITHOUT ROWID;
""",
}
"""By version: what makes the next one of it. A new file goes through all of them too."""

_OF_A_SESSION = ("events", "actions", "texts", "people", "scenarios")
_TABLES = {"sessions", "files", *_OF_A_SESSION}
_SINCE_2 = ("doors", "keys")
_BUSY_SECONDS = 5
_ALMOST_FULL = 1 << 20  # bytes; less than SQLite needs to grow its log


class SqliteStore:
    """Sessions in the file at `path`; see `Store` for what each method does.

    Args:
        path: The file; it and its folder are made when they are not there.
        read_only: Only read, beside whoever writes; the file must be there.
        now: The time in milliseconds since 1970 UTC.

    Raises:
        StoreError: The file is another program's (`store-foreign`), damaged (`store-corrupt`), of a newer
            version (`store-newer`), held by another writer (`store-locked`), not there or empty though
            it should be read (`store-missing`), or cannot be opened.
    """

    def __init__(self, path: Path, read_only: bool = False, now: Callable[[], int] = wall_clock) -> None:
        self._path = path
        self._now = now
        self._lock: WriterLock | None = None
        self._turn = threading.RLock()
        self._version = SCHEMA_VERSION
        self._connection = self._open(read_only)
        try:
            with self._explained():
                found = self._check_whose()
                self._version = self._value("PRAGMA user_version")
                if read_only and not found:
                    raise StoreError("store-missing", path=str(self._path))
                if not read_only:
                    self._lock = self._take_lock()
                self._check_whole()
                if not read_only:
                    self._prepare(is_new=not found)
        except BaseException:
            self.close()
            raise

    # Opening. -----------------------------------------------------------------------------------------

    def _open(self, read_only: bool) -> sqlite3.Connection:
        try:
            if not read_only:
                self._path.parent.mkdir(parents=True, exist_ok=True)
            is_there = self._path.exists()
            if is_there and not self._path.is_file():  # a pipe would be waited for
                raise StoreError("store-cannot-open", path=str(self._path))
        except OSError as fault:
            raise StoreError("store-cannot-open", path=str(self._path)) from fault
        if read_only and not is_there:
            raise StoreError("store-missing", path=str(self._path))
        try:
            with self._explained():
                return self._connect("?mode=ro" if read_only else "")
        except StoreError:
            log = self._path.with_name(self._path.name + "-wal")
            if not read_only or not self._path.is_file() or log.exists():
                raise
            with self._explained():  # a folder that nobody may write to, such as a backup on a disc
                return self._connect("?immutable=1")

    def _connect(self, how: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self._path.absolute().as_uri() + how,
            uri=True,
            timeout=_BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.text_factory = lambda raw: raw.decode(errors="replace")
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    def _check_whose(self) -> bool:
        """Return whether there is anything in the file; nothing was written to it so far."""
        owner = self._value("PRAGMA application_id")
        version = self._value("PRAGMA user_version")
        tables = {name for (name,) in self._rows("SELECT name FROM sqlite_master WHERE type = 'table'")}
        is_empty = self._value("SELECT count(*) FROM sqlite_master") == 0
        if owner != APPLICATION_ID and not (is_empty and owner == 0):
            raise StoreError("store-foreign", path=str(self._path))
        if version > SCHEMA_VERSION:
            raise StoreError("store-newer", path=str(self._path))
        if not is_empty and not tables >= _TABLES:
            raise StoreError("store-corrupt", path=str(self._path))
        return not is_empty

    def _take_lock(self) -> WriterLock:
        try:
            return WriterLock(self._path.with_name(self._path.name + ".lock"))
        except BlockingIOError as held:
            raise StoreError("store-locked", path=str(self._path)) from held
        except OSError as fault:
            raise StoreError("store-cannot-open", path=str(self._path)) from fault

    def _check_whole(self) -> None:
        if self._value("PRAGMA quick_check(1)") != "ok":
            raise StoreError("store-corrupt", path=str(self._path))

    def _prepare(self, is_new: bool) -> None:
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "cell_size_check=ON"):
            self._connection.execute(f"PRAGMA {pragma}").fetchall()
        if not is_new and self._version == SCHEMA_VERSION:
            return
        with self._transaction():
            if is_new:
                self._do(_SCHEMA)
                self._connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            for version in range(1 if is_new else self._version, SCHEMA_VERSION):
                self._do(_MIGRATIONS[version])
            self._connection.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        self._version = SCHEMA_VERSION

    def _do(self, statements: str) -> None:
        for statement in statements.split(";")[:-1]:
            self._connection.execute(statement)

    # Writing. -----------------------------------------------------------------------------------------

    def create(self, session: str, scenario: str, files: Files, entry: Entry) -> None:
        with self._transaction():
            if self._find(session):
                raise StoreError("session-exists", session=session)
            self._connection.execute(
                "INSERT INTO sessions(id, scenario, begun_at, last_at, head) VALUES (?, ?, ?, ?, 0)",
                (session, scenario, self._now(), 0),
            )
            hashed = [(path, sha256(held).digest(), held) for path, held in files.items()]
            self._connection.executemany(
                "INSERT OR IGNORE INTO files(hash, bytes) VALUES (?, ?)",
                [(hash_, held) for _, hash_, held in hashed],
            )
            self._connection.executemany(
                "INSERT INTO scenarios(session, path, hash) VALUES (?, ?, ?)",
                [(session, path, hash_) for path, hash_, _ in hashed],
            )
            self._add(session, entry)

    def append(self, session: str, entry: Entry) -> None:
        with self._transaction():
            self._add(session, entry)

    def append_all(self, steps: Sequence[tuple[str, Entry]]) -> list[StoreError | None]:
        found: list[StoreError | None] = []
        with self._transaction():
            for session, entry in steps:
                self._connection.execute("SAVEPOINT step")
                try:
                    self._add(session, entry)
                except StoreError as trouble:
                    self._connection.execute("ROLLBACK TO step")
                    found.append(trouble)
                else:
                    found.append(None)
                self._connection.execute("RELEASE step")
        return found

    def _add(self, session: str, entry: Entry) -> None:
        head = entry.after + len(entry.links)
        moved = self._connection.execute(
            "UPDATE sessions SET head = ?, last_at = ? WHERE id = ? AND head = ?",
            (head, self._now(), session, entry.after),
        )
        if moved.rowcount != 1:
            found = self.summary(session)
            raise StoreError("store-moved", session=session, head=found.head, after=entry.after)
        self._connection.executemany(
            "INSERT INTO events(session, seq, record, hash) VALUES (?, ?, ?, ?)",
            [(session, link.seq, link.text, link.hash) for link in entry.links],
        )
        try:
            self._connection.executemany(
                "INSERT INTO actions(session, actor, id, action, answer, after) VALUES (?, ?, ?, ?, ?, ?)",
                [(session, a.actor, a.id, a.action, a.answer, a.after) for a in entry.answered],
            )
        except sqlite3.IntegrityError as twice:
            raise StoreError("store-moved", session=session, head=head, after=entry.after) from twice
        for table, column, rows in (("texts", "text", entry.texts), ("people", "name", entry.people)):
            self._connection.executemany(
                f"INSERT INTO {table}(session, id, {column}) VALUES (?, ?, ?)",
                [(session, id_, typed) for id_, typed in rows],
            )

    def delete(self, session: str) -> None:
        with self._transaction():
            self.summary(session)
            self._connection.execute("DELETE FROM sessions WHERE id = ?", (session,))
            for table in (*_OF_A_SESSION, *_SINCE_2):
                self._connection.execute(f"DELETE FROM {table} WHERE session = ?", (session,))
            self._connection.execute("DELETE FROM files WHERE hash NOT IN (SELECT hash FROM scenarios)")
        with self._turn, self._explained():  # what was deleted leaves the write-ahead log too
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def open_door(self, session: str, code: str) -> None:
        with self._transaction():
            self.summary(session)
            self._check_code(session, code)
            self._connection.execute(
                "INSERT OR REPLACE INTO doors(session, code, opened_at) VALUES (?, ?, ?)",
                (session, code, self._now()),
            )

    def _check_code(self, id_: str, code: str) -> None:
        for table, column in (("doors", "session"), ("table_groups", "id")):
            if self._rows(f"SELECT 1 FROM {table} WHERE code = ? AND {column} != ?", code, id_):
                raise StoreError("code-taken")

    def give_key(self, key: Key) -> None:
        with self._transaction():
            if not self._rows("SELECT 1 FROM table_groups WHERE id = ?", key.session):
                self.summary(key.session)
            if key.actor.startswith("seat:"):
                self._drop_keys(key.session, key.actor)
            self._connection.execute(
                "INSERT OR REPLACE INTO keys(hash, session, actor, until) VALUES (?, ?, ?, ?)",
                (key.hash, key.session, key.actor, key.until),
            )

    def take_key(self, session: str, actor: str) -> None:
        with self._transaction():
            self.summary(session)
            self._drop_keys(session, actor)

    def _drop_keys(self, session: str, actor: str) -> None:
        self._connection.execute("DELETE FROM keys WHERE session = ? AND actor = ?", (session, actor))

    def drop_key(self, hash_: bytes) -> None:
        with self._transaction():
            self._connection.execute("DELETE FROM keys WHERE hash = ?", (hash_,))

    def keep_group(self, group: Group) -> None:
        with self._transaction():
            self._check_code(group.id, group.code)
            self._connection.execute(
                "INSERT OR REPLACE INTO table_groups(id, code, opened_at, body) VALUES (?, ?, ?, ?)",
                (group.id, group.code, group.opened_at, group.body),
            )

    def delete_group(self, group: str) -> None:
        with self._transaction():
            self._connection.execute("DELETE FROM table_groups WHERE id = ?", (group,))
            self._connection.execute("DELETE FROM keys WHERE session = ?", (group,))

    # Reading. -----------------------------------------------------------------------------------------

    def groups(self) -> list[Group]:
        if self._version < 3:
            return []
        query = "SELECT id, code, opened_at, body FROM table_groups ORDER BY opened_at DESC, id"
        return [Group(*row) for row in self._rows(query)]

    def doors(self) -> list[Door]:
        if self._version < 2:
            return []
        query = "SELECT session, code, opened_at FROM doors ORDER BY opened_at DESC, session"
        return [Door(*row) for row in self._rows(query)]

    def all_keys(self) -> list[Key]:
        if self._version < 2:
            return []
        return [Key(*row) for row in self._rows("SELECT session, actor, hash, until FROM keys")]

    def sessions(self) -> list[Summary]:
        query = "SELECT id, scenario, begun_at, last_at, head FROM sessions ORDER BY last_at DESC, id"
        return [Summary(*row) for row in self._rows(query)]

    def summary(self, session: str) -> Summary:
        found = self._find(session)
        if not found:
            raise StoreError("session-unknown", session=session)
        return found[0]

    def _find(self, session: str) -> list[Summary]:
        query = "SELECT id, scenario, begun_at, last_at, head FROM sessions WHERE id = ?"
        return [Summary(*row) for row in self._rows(query, session)]

    def links(self, session: str, after: int = 0) -> Iterator[Link]:
        self.summary(session)
        query = (
            "SELECT seq, CAST(record AS TEXT), CAST(hash AS BLOB) FROM events"
            " WHERE session = ? AND seq > ? ORDER BY seq"
        )
        return (Link(*row) for row in self._rows(query, session, after))

    def answered(self, session: str) -> Iterator[Answered]:
        self.summary(session)
        query = "SELECT actor, id, action, answer, after FROM actions WHERE session = ? ORDER BY number"
        return (Answered(*row) for row in self._rows(query, session))

    def texts(self, session: str) -> dict[str, str]:
        self.summary(session)
        return dict(self._rows("SELECT id, text FROM texts WHERE session = ?", session))

    def people(self, session: str) -> dict[str, str]:
        self.summary(session)
        return dict(self._rows("SELECT id, name FROM people WHERE session = ?", session))

    def files(self, session: str) -> Files:
        self.summary(session)
        query = (
            "SELECT path, CAST(bytes AS BLOB) FROM scenarios JOIN files USING (hash)"
            " WHERE session = ? ORDER BY path"
        )
        return dict(self._rows(query, session))

    def close(self) -> None:
        with self._turn:
            self._connection.close()
            if self._lock is not None:
                self._lock.release()
                self._lock = None

    # The way to the file. -----------------------------------------------------------------------------

    def _rows(self, query: str, *values: object) -> list[Any]:
        with self._turn, self._explained():
            return self._connection.execute(query, values).fetchall()

    def _value(self, query: str) -> Any:
        return self._rows(query)[0][0]

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[None]:
        """Do all of the body or nothing; when this ends without an error, it is on the disk."""
        with self._turn, self._explained():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    with contextlib.suppress(sqlite3.Error):
                        self._connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what SQLite says into a `StoreError`; a mistake of ours stays what it is."""
        try:
            yield
        except sqlite3.DatabaseError as fault:
            code = _code(getattr(fault, "sqlite_errorcode", 0), self._path)
            if code is None:
                raise
            raise StoreError(code, path=str(self._path)) from fault


_CODES = {
    sqlite3.SQLITE_FULL: "store-full",
    sqlite3.SQLITE_IOERR: "store-io",
    sqlite3.SQLITE_CANTOPEN: "store-cannot-open",
    sqlite3.SQLITE_PERM: "store-cannot-open",
    sqlite3.SQLITE_AUTH: "store-cannot-open",
    sqlite3.SQLITE_READONLY: "store-read-only",
    sqlite3.SQLITE_BUSY: "store-locked",
    sqlite3.SQLITE_LOCKED: "store-locked",
    sqlite3.SQLITE_PROTOCOL: "store-locked",
    sqlite3.SQLITE_CORRUPT: "store-corrupt",
    sqlite3.SQLITE_NOTADB: "store-foreign",
}


def _code(errorcode: int, path: Path) -> str | None:
    """Return our code for SQLite's; None when it is no fault of the disk or the file.

    A full disk has two faces: `SQLITE_FULL`, and an input/output error (or no room to make the log) where a
    write was refused in another way. The second is called full when there is hardly any room left.
    """
    code = _CODES.get(errorcode & 0xFF)
    if code in ("store-io", "store-cannot-open"):
        with contextlib.suppress(OSError):
            if shutil.disk_usage(path.parent).free < _ALMOST_FULL:
                return "store-full"
    return code
