"""What the commands on sessions say: the list, one session, and whether a log is what was written."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from game import resources
from game.i18n import Mendable, Texts
from game.session.memory import MemoryStore
from game.session.recover import recover
from game.session.scenario import files_of, played, played_from
from game.session.sessions import (
    chosen,
    list_sessions,
    reading,
    show_session,
    verify_session,
    writing,
)
from game.session.sqlite import SqliteStore
from game.session.stepper import Stepper
from game.session.store import StoreError
from game.session.telling import tell_line, tell_list, tell_session, tell_verified
from game.session.wire import Line
from tests.session.stories import a_played, a_stepper, accepted, play_by_chance, to_dialogue, two_rounds


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """A database with one session of some forty records, closed."""
    path = tmp_path / "sessions.db"
    store = SqliteStore(path)
    stepper = a_stepper(store, two_rounds())
    play_by_chance(stepper, 3, 25)
    store.close()
    return path


def verified(database: Path, **settings: Any) -> dict[str, Any]:
    store = SqliteStore(database, read_only=True)
    found = verify_session(store, "avond", **settings)
    store.close()
    return found


def alter(database: Path, statement: str, *values: object) -> None:
    with sqlite3.connect(database) as connection:
        connection.execute(statement, values)
    connection.close()


def test_a_log_that_nobody_touched_is_intact(database: Path) -> None:
    found = verified(database)
    assert (found["intact"], found["altered"], found["fault"]) == (True, None, "")
    assert found["records"] > 30
    assert verified(database, expected=found["hash"])["intact"]
    assert verified(database, expected="sha256:" + found["hash"])["intact"]


ALTER = "UPDATE events SET record = replace(record, ?, ?) WHERE seq = ?"


@pytest.mark.parametrize("seq", [1, 6, 12])
def test_verify_names_the_first_event_that_was_altered(database: Path, seq: int) -> None:
    alter(database, ALTER, '"at":', '"at":1', seq)
    alter(database, ALTER, '"at":', '"at":1', seq + 7)
    found = verified(database)
    assert (found["intact"], found["altered"], found["records"]) == (False, seq, seq - 1)


@pytest.mark.parametrize(
    ("statement", "altered"),
    [
        ("DELETE FROM events WHERE seq = 9", 9),
        ("DELETE FROM events WHERE seq = 1", 1),
        ("DELETE FROM events", 1),
        ("UPDATE events SET hash = zeroblob(32) WHERE seq = 9", 9),
        ("UPDATE events SET hash = 'x' WHERE seq = 9", 9),
        ("UPDATE events SET record = X'FF00FE' WHERE seq = 9", 9),
        ("UPDATE events SET record = '' WHERE seq = 9", 9),
        ("UPDATE events SET seq = 9000 WHERE seq = 9", 9),
        ("UPDATE files SET bytes = bytes || '# more'", 0),
        ("DELETE FROM scenarios", 0),
    ],
)
def test_verify_finds_what_is_missing_or_of_another_kind(
    database: Path, statement: str, altered: int
) -> None:
    alter(database, statement)
    assert verified(database)["altered"] == altered


def test_a_log_cut_off_at_its_end_is_told(database: Path) -> None:
    head = verified(database)["records"]
    alter(database, "DELETE FROM events WHERE seq > ?", head - 3)
    assert verified(database)["altered"] == head - 2


def test_a_log_written_anew_is_told_by_the_hash_it_should_end_in(database: Path) -> None:
    before = verified(database)["hash"]
    rewrite_chain(database)
    assert verified(database)["intact"]
    assert not verified(database, expected=before)["intact"]


def rewrite_chain(database: Path) -> None:
    """Alter an event and make all hashes after it right again."""
    alter(database, ALTER, '"at":', '"at":1', 12)
    with sqlite3.connect(database) as connection:
        previous = bytes(32)
        rows = connection.execute("SELECT seq, record FROM events ORDER BY seq").fetchall()
        for seq, record in rows:
            previous = sha256(previous + record.encode()).digest()
            connection.execute("UPDATE events SET hash = ? WHERE seq = ?", (previous, seq))
    connection.close()


def test_an_altered_log_is_not_played_on(database: Path) -> None:
    alter(database, ALTER, '"at":', '"at":1', 12)
    store = SqliteStore(database)
    with pytest.raises(Mendable) as found:
        recover(store, "avond")
    store.close()
    assert found.value.facts["seq"] == 12
    assert "12" in Texts("nl")(found.value.key, **found.value.facts)


def test_a_log_replays_and_verifies_after_its_scenario_folder_was_deleted(tmp_path: Path) -> None:
    folder = tmp_path / "eerste-potje"
    shutil.copytree(resources.scenarios() / "eerste-potje", folder)
    (folder / "images").mkdir(exist_ok=True)
    picture = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (64).to_bytes(4, "big") * 2
    (folder / "images" / "linde.png").write_bytes(picture)
    (folder / "images" / "kladje.png").write_bytes(b"no picture")
    store = SqliteStore(tmp_path / "sessions.db")
    stepper = Stepper.begin(store, "avond", played(files_of(folder)), 7)
    play_by_chance(stepper, 7, 30)
    store.close()
    shutil.rmtree(folder)
    again = SqliteStore(tmp_path / "sessions.db", read_only=True)
    assert recover(again, "avond").state == stepper.session.state
    assert verify_session(again, "avond")["intact"]
    assert again.files("avond").keys() == {"scenario.yaml", "images/linde.png"}
    assert again.files("avond")["images/linde.png"] == picture
    again.close()


def test_a_scenario_that_cannot_be_played_is_told() -> None:
    with pytest.raises(Mendable) as told:
        played({"scenario.yaml": b"format: 2\n"}, "ons-plein/scenario.yaml")
    sentence = Texts("nl")(told.value.key, **told.value.facts)
    assert sentence.startswith(
        "Het scenario heeft een fout en kan zo niet gespeeld worden: ons-plein/scenario.yaml:1:9: fout OT030 "
    )
    with pytest.raises(Mendable) as told:
        played({"scenario.yaml": b"format: 1\nid: x\nid: y\n"})
    sentence = Texts("en")(told.value.key, **told.value.facts)
    assert "The first: scenario.yaml:" in sentence


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and devices of POSIX")
@pytest.mark.parametrize("kind", ["folder without a scenario", "pipe", "device", "huge file"])
def test_what_is_no_scenario_file_is_told_at_once_and_never_read_to_its_end(
    kind: str, tmp_path: Path
) -> None:
    place = tmp_path / "scenario.yaml"
    if kind == "pipe":
        os.mkfifo(place)
    elif kind == "device":
        place = Path("/dev/zero")
    elif kind == "huge file":
        with place.open("wb") as file:
            file.truncate(10**12)
    with pytest.raises(Mendable) as told:
        played_from(tmp_path if kind == "folder without a scenario" else place)
    sentence = Texts("nl")(told.value.key, **told.value.facts)
    assert ("OT003" if kind == "huge file" else "OT001") in sentence


# Listing and showing. ---------------------------------------------------------------------------------


def test_the_list_holds_every_session_the_newest_first() -> None:
    store = MemoryStore(iter(range(1000, 10_000, 1000)).__next__)
    for name in ("a", "b"):
        Stepper.begin(store, name, a_played(), 7)
    assert list_sessions(store) == {
        "sessions": [
            {"session": name, "scenario": "rekenvoorbeeld", "begun_at": begun, "last_at": last, "records": 8}
            for name, begun, last in (("b", 3000, 4000), ("a", 1000, 2000))
        ]
    }
    assert chosen(store) == "b"
    assert chosen(store, "a") == "a"


def test_a_session_is_shown_without_names_and_texts() -> None:
    stepper = a_stepper()
    to_dialogue(stepper)
    stepper.order("seat:nadia", "say_stance", stance="decide")
    accepted(stepper, "facilitator", "take_seat", seat="henk", holder="person", name="Bo van Dam")
    accepted(stepper, "facilitator", "add_remark", text="een geheim")
    found = show_session(stepper.store, "avond")
    assert (found["round"], found["rounds"], found["phase"], found["ended"]) == (1, 1, "dialogue", False)
    assert (found["actions"], found["refused"], found["remarks"]) == (5, 1, 1)
    assert found["kinds"]["stance_said"] == 1
    assert found["hash"] == stepper.session.hash.hex()
    assert "Bo van Dam" not in str(found)
    assert "een geheim" not in str(found)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_is_told_in_sentences(language: str, database: Path) -> None:
    texts, store = Texts(language), SqliteStore(database, read_only=True)
    for lines in (
        tell_list(list_sessions(store), texts),
        tell_list({"sessions": []}, texts),
        tell_session(show_session(store, "avond"), texts),
        tell_session(show_session(store, "avond") | {"ended": True, "result": 60, "rewound": 1}, texts),
        tell_verified(verify_session(store, "avond"), texts),
        tell_verified({"session": "avond", "intact": False, "altered": 9}, texts),
        tell_verified({"session": "avond", "intact": False, "altered": 0}, texts),
    ):
        assert lines
        assert all(lines)
    store.close()


@pytest.mark.parametrize("code", ["store-full", "store-io", "store-moved", "our-fault", "never-heard-of"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_lost_line_is_told_in_a_sentence(code: str, language: str) -> None:
    assert tell_line(Line("lost", code), Texts(language)).endswith(".")
    assert tell_line(Line("open"), Texts(language)) == ""


def test_the_last_line_of_an_intact_log_is_its_hash(database: Path) -> None:
    found = verified(database)
    assert tell_verified(found, Texts("nl"))[-1] == f"log avond sha256:{found['hash']}"


def test_whoever_never_played_has_no_sessions(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPGAVETAFEL_HOME", str(tmp_path / "nowhere"))
    assert list_sessions(reading()) == {"sessions": []}
    assert not (tmp_path / "nowhere").exists()
    with pytest.raises(Mendable, match="no_sessions"):
        chosen(reading())


def test_a_store_that_was_never_written_to_has_no_sessions(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("OPGAVETAFEL_HOME", str(tmp_path))
    (tmp_path / "sessions.db").touch()
    assert list_sessions(reading()) == {"sessions": []}


def test_a_database_asked_for_by_name_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as missing:
        reading(str(tmp_path / "nowhere.db"))
    assert missing.value.code == "store-missing"


def test_sessions_are_read_beside_a_writer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("OPGAVETAFEL_HOME", str(tmp_path))
    writer = writing()
    a_stepper(writer)
    reader = reading()
    assert [one["session"] for one in list_sessions(reader)["sessions"]] == ["avond"]
    reader.close()
    writer.close()


@pytest.mark.parametrize("name", ["iets", "\udcff", "../../x", "😀"])
def test_a_name_that_no_session_has_is_told(name: str, database: Path) -> None:
    for store in (MemoryStore(), SqliteStore(database, read_only=True)):
        with pytest.raises(StoreError) as unknown:
            chosen(store, name)
        assert unknown.value.code == "session-unknown"
        store.close()


@pytest.mark.parametrize("what", [show_session, verify_session])
def test_a_session_that_is_not_there_is_told(what: Callable[..., Any]) -> None:
    with pytest.raises(StoreError) as unknown:
        what(MemoryStore(), "avond")
    assert unknown.value.code == "session-unknown"
