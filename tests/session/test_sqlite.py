"""The file itself: whose it is, whether it is whole, who writes, and what a full disk does."""

import contextlib
import os
import signal
import sqlite3
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from game.i18n import Texts
from game.session import sqlite
from game.session.sqlite import SqliteStore
from game.session.store import Entry, StoreError
from tests.session.test_store_conformance import FILES, a_session, links

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="limits and signals of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "a folder" / "sessions.db"


@pytest.fixture
def store(path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(path)
    a_session(made)
    yield made
    made.close()


def refusal(attempt: Callable[[], object]) -> str:
    """Return the code that an attempt ends in; its sentence can be made in both languages."""
    with pytest.raises(StoreError) as found:
        attempt()
    for language in ("nl", "en"):
        assert Texts(language)(found.value.key, **found.value.facts).endswith(".")
    return found.value.code


def test_a_session_is_there_after_closing_and_opening(path: Path) -> None:
    first = SqliteStore(path)
    a_session(first)
    first.close()
    again = SqliteStore(path)
    assert tuple(again.links("avond")) == links(1, "een", "twee")
    again.close()


def test_every_commit_waits_for_the_disk(store: SqliteStore) -> None:
    assert store._value("PRAGMA journal_mode") == "wal"
    assert (
        store._value("PRAGMA synchronous") == 2
    )  # FULL; with NORMAL a power cut loses what was acknowledged


def test_one_program_writes_and_others_read(store: SqliteStore, path: Path) -> None:
    assert refusal(lambda: SqliteStore(path)) == "store-locked"
    reader = SqliteStore(path, read_only=True)
    store.append("avond", Entry(2, links(3, "drie")))
    assert [link.text for link in reader.links("avond")] == ["een", "twee", "drie"]
    assert refusal(lambda: reader.append("avond", Entry(3, links(4, "vier")))) == "store-read-only"
    reader.close()


def test_the_lock_is_free_again_when_the_writer_closes(path: Path) -> None:
    SqliteStore(path).close()
    SqliteStore(path).close()


def test_reading_what_is_not_there_makes_nothing(path: Path) -> None:
    assert refusal(lambda: SqliteStore(path, read_only=True)) == "store-missing"
    assert not path.parent.exists()


def test_an_empty_file_holds_nothing_to_read(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    assert refusal(lambda: SqliteStore(path, read_only=True)) == "store-missing"
    assert path.read_bytes() == b""


@pytest.mark.parametrize("read_only", [False, True])
def test_a_database_of_another_program_is_left_as_it_is(tmp_path: Path, read_only: bool) -> None:
    path = tmp_path / "mail.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE mail(subject)")
    other.close()
    before = path.read_bytes()
    assert refusal(lambda: SqliteStore(path, read_only)) == "store-foreign"
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("held", [b"Dit is geen database, maar een brief. " * 200, os.urandom(8192)])
def test_a_file_that_is_no_database_is_left_as_it_is(tmp_path: Path, held: bytes) -> None:
    path = tmp_path / "brief.txt"
    path.write_bytes(held)
    assert refusal(lambda: SqliteStore(path)) == "store-foreign"
    assert path.read_bytes() == held


@pytest.mark.parametrize("read_only", [False, True])
def test_a_folder_is_no_store(tmp_path: Path, read_only: bool) -> None:
    assert refusal(lambda: SqliteStore(tmp_path, read_only)) == "store-cannot-open"


@pytest.mark.parametrize("read_only", [False, True])
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path, read_only: bool) -> None:
    assert refusal(lambda: SqliteStore(tmp_path / ("x" * 300), read_only)) == "store-cannot-open"


@ON_POSIX
@pytest.mark.parametrize("read_only", [False, True])
def test_a_pipe_is_no_store_and_is_not_waited_for(tmp_path: Path, read_only: bool) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert refusal(lambda: SqliteStore(tmp_path / "pipe", read_only)) == "store-cannot-open"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert refusal(lambda: SqliteStore(tmp_path / "file" / "sessions.db")) == "store-cannot-open"


def test_an_empty_file_becomes_a_store(path: Path) -> None:
    path.parent.mkdir()
    path.touch()
    made = SqliteStore(path)
    a_session(made)
    made.close()


def test_a_store_of_a_newer_version_is_left_as_it_is(store: SqliteStore, path: Path) -> None:
    store._connection.execute("PRAGMA user_version = 99")
    store.close()
    assert refusal(lambda: SqliteStore(path)) == "store-newer"
    assert refusal(lambda: SqliteStore(path, read_only=True)) == "store-newer"


@pytest.mark.parametrize("read_only", [False, True])
def test_a_damaged_store_is_not_used(store: SqliteStore, path: Path, read_only: bool) -> None:
    many = links(3, *("x" * 500 for _ in range(200)))
    store.append("avond", Entry(2, many))
    store.close()
    held = bytearray(path.read_bytes())
    for page in range(8192, len(held) - 4096, 4096):  # every page but the first two: a header is not touched
        held[page : page + 64] = os.urandom(64)
    path.write_bytes(held)
    assert refusal(lambda: SqliteStore(path, read_only)) == "store-corrupt"


def test_a_store_that_lacks_a_part_is_not_used(store: SqliteStore, path: Path) -> None:
    store._connection.execute("DROP TABLE texts")
    store.close()
    assert refusal(lambda: SqliteStore(path)) == "store-corrupt"


@pytest.mark.parametrize("left", [4096, 5000, 100])
def test_a_store_cut_off_in_the_middle_is_not_used(store: SqliteStore, path: Path, left: int) -> None:
    store.close()
    path.write_bytes(path.read_bytes()[:left])
    assert refusal(lambda: SqliteStore(path)) in ("store-corrupt", "store-foreign")


def test_nothing_of_a_deleted_session_is_left_in_the_files(store: SqliteStore, path: Path) -> None:
    typed = "alleen voor deze tafel"
    store.append("avond", Entry(2, links(3, "drie"), texts=(("t3", typed),)))
    assert any(typed.encode() in file.read_bytes() for file in path.parent.iterdir())
    store.delete("avond")
    assert not any(typed.encode() in file.read_bytes() for file in path.parent.iterdir())
    store.close()
    assert not any(typed.encode() in file.read_bytes() for file in path.parent.iterdir())


# A full disk. SQLite has two ways to say so, and says it at the commit or when it makes its log. --------


def test_a_disk_that_is_full_loses_nothing_and_goes_on_when_there_is_room(store: SqliteStore) -> None:
    pages = store._value("PRAGMA page_count")
    store._connection.execute(f"PRAGMA max_page_count = {pages}").fetchall()  # says SQLITE_FULL
    big = Entry(2, links(3, "x" * 100_000), texts=(("t3", "weg"),))
    assert refusal(lambda: store.append("avond", big)) == "store-full"
    assert len(list(store.links("avond"))) == 2
    assert "t3" not in store.texts("avond")
    store._connection.execute("PRAGMA max_page_count = 100000").fetchall()
    store.append("avond", big)
    assert len(list(store.links("avond"))) == 3


@ON_POSIX
@pytest.mark.parametrize("room", [0, 5000, 40_000])
def test_a_write_refused_at_the_commit_loses_nothing(store: SqliteStore, path: Path, room: int) -> None:
    log = path.with_name(path.name + "-wal")

    def story() -> list[Any]:
        with limited(log.stat().st_size + room):
            code = refusal(lambda: store.append("avond", Entry(2, links(3, "x" * 100_000))))
        stored = len(list(store.links("avond")))
        store.append("avond", Entry(2, links(3, "drie")))
        return [code, stored, [link.text for link in store.links("avond")]]

    assert story() == ["store-io", 2, ["een", "twee", "drie"]]


@ON_POSIX
def test_a_log_that_cannot_be_made_is_told_and_loses_nothing(store: SqliteStore, path: Path) -> None:
    store.close()  # takes the log away
    before = path.read_bytes()
    with limited(0):
        assert refusal(lambda: SqliteStore(path)) == "store-io"
    again = SqliteStore(path)
    assert len(list(again.links("avond"))) == 2
    again.close()
    assert path.read_bytes() == before


def test_an_error_of_the_disk_is_called_full_when_there_is_no_room(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoRoom:
        free = 4096

    monkeypatch.setattr("shutil.disk_usage", lambda _: NoRoom)
    assert sqlite._code(sqlite3.SQLITE_IOERR_WRITE, store._path) == "store-full"
    assert sqlite._code(sqlite3.SQLITE_CANTOPEN, store._path) == "store-full"
    monkeypatch.undo()
    assert sqlite._code(sqlite3.SQLITE_IOERR_WRITE, store._path) == "store-io"


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a megabyte."""
    place = tmp_path / "small"
    place.mkdir()
    if sys.platform != "linux" or os.geteuid() != 0 or os.system(f"mount -t tmpfs -o size=600k x {place}"):
        pytest.skip("only root on Linux can make a small disk")
    yield place
    os.system(f"umount {place}")


def test_a_real_disk_that_runs_full_keeps_all_that_was_acknowledged(small_disk: Path) -> None:
    store = SqliteStore(small_disk / "sessions.db")
    store.create("avond", "eerste-potje", FILES, Entry(0))
    acknowledged, code = 0, ""
    while not code:
        try:
            store.append("avond", Entry(acknowledged, links(acknowledged + 1, "x" * 3000)))
            acknowledged += 1
        except StoreError as full:
            code = full.code
    assert code == "store-full"
    assert acknowledged > 20
    assert len(list(store.links("avond"))) == acknowledged
    store.close()
    again = SqliteStore(small_disk / "sessions.db", read_only=True)
    assert len(list(again.links("avond"))) == acknowledged
    again.close()


def limited(size: int) -> Any:
    """Return a context in which no file of this process grows above `size` bytes: a write then fails."""
    import contextlib
    import resource

    @contextlib.contextmanager
    def limit() -> Iterator[None]:
        old = resource.getrlimit(resource.RLIMIT_FSIZE)
        ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, old[1]))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, old)
            signal.signal(signal.SIGXFSZ, ignored)

    return limit()


def test_a_store_of_the_first_version_is_read_as_it_is_and_brought_up_by_who_writes(tmp_path: Path) -> None:
    database = tmp_path / "sessions.db"
    SqliteStore(database).close()
    with contextlib.closing(sqlite3.connect(database)) as old:
        old.executescript(
            "DROP TABLE doors; DROP TABLE keys; DROP TABLE table_groups; PRAGMA user_version=1;"
        )
    with contextlib.closing(SqliteStore(database, read_only=True)) as store:
        assert (store.sessions(), store.doors(), store.all_keys()) == ([], [], [])
    with contextlib.closing(SqliteStore(database)) as store:
        store.create("avond", "dijk", {}, Entry(0))
        store.open_door("avond", "K3M7RT")
    with contextlib.closing(SqliteStore(database, read_only=True)) as store:
        assert [door.code for door in store.doors()] == ["K3M7RT"]
