"""Bad days: whatever is missing, full or damaged, the window says one clear sentence and loses nothing."""

import json
import os
import shutil
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pygame
import pytest

from game import cli, resources
from game.client import opening
from game.client import settings as kept
from game.client.app import settings_for
from game.client.opening import Play
from game.client.scenes.session import SessionScene
from game.client.scenes.start import StartScene
from game.client.settings import Settings
from game.i18n import LANGUAGES, Mendable, Texts
from game.session.driver import Driver
from game.session.log import unlinked
from game.session.recover import recover
from game.session.scenario import files_of, played
from game.session.session import begin_session
from game.session.sqlite import SqliteStore
from game.session.store import Store
from game.session.unasked import RETRY_MS
from tests.pilot import DirectLine, Pilot, a_pilot
from tests.session.doubles import FailingStore

BEGIN, UNFINISHED = opening.begin, opening.unfinished
FIRST = resources.scenarios() / "eerste-potje"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of this test's own."""
    monkeypatch.setenv("OPGAVETAFEL_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def pilot(home: Path) -> Iterator[Pilot]:
    """A pilot before the start screen whose sessions are really kept."""
    with a_pilot(calm=True) as pilot, really_kept():
        yield pilot


@contextmanager
def really_kept() -> Iterator[None]:
    """Let a pilot's sessions be kept on the disk, and looked for there."""
    with patch.object(opening, "begin", BEGIN), patch.object(opening, "unfinished", UNFINISHED):
        yield


# The picker. ------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of scenarios with the first one in it."""
    shelf = tmp_path / "scenarios"
    shutil.copytree(FIRST, shelf / "eerste-potje")
    monkeypatch.setattr(resources, "scenarios", lambda: shelf)
    return shelf


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize(
    "text",
    ["", "format: 1\ntitle: [", "- alleen\n- een lijst\n", "\x00\x01", "a: &a [*a]", "[" * 5_000],
    ids=["empty", "broken", "list", "bytes", "self", "deep"],
)
def test_a_scenario_with_errors_is_named_and_the_others_can_be_played(
    shelf: Path, text: str, scale: int
) -> None:
    (shelf / "mijn-wijk").mkdir()
    (shelf / "mijn-wijk" / "scenario.yaml").write_text(text, encoding="utf-8")
    with a_pilot(calm=True, text_scale=scale) as pilot:
        said = pilot.widget("broken").value
        assert said.startswith("Scenario 'mijn-wijk' kan niet gespeeld worden: er ")
        assert said.endswith("opgavetafel check mijn-wijk")
        pilot.click("start")
        assert pilot.session.table.is_here


def test_a_scenario_with_errors_that_is_asked_for_is_told_and_opens_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mijn-wijk").mkdir()
    (tmp_path / "mijn-wijk" / "scenario.yaml").write_text("format: 1\n", encoding="utf-8")
    assert cli.main(["play", str(tmp_path / "mijn-wijk"), "--windowed"]) == cli.MENDABLE
    [line] = capsys.readouterr().err.splitlines()
    assert f"{tmp_path / 'mijn-wijk' / 'scenario.yaml'}:1:1: fout OT" in line
    assert not pygame.display.get_init()


def test_a_shelf_without_a_scenario_that_can_be_played_still_opens(shelf: Path) -> None:
    (shelf / "eerste-potje" / "scenario.yaml").write_text("", encoding="utf-8")
    with a_pilot(calm=True) as pilot:
        assert pilot.is_there("broken")
        assert not pilot.can("start")


def test_a_picture_that_is_not_there_stops_nothing(shelf: Path) -> None:
    file = shelf / "eerste-potje" / "scenario.yaml"
    text = file.read_text("utf-8")
    faces = text.replace("face: ", "face: geen-")
    assert faces != text
    file.write_text(faces, encoding="utf-8")
    with a_pilot(calm=True) as pilot:
        assert not pilot.is_there("broken")
        pilot.click("start")
        assert pilot.is_there("curtain.open")


def test_a_scenario_that_goes_away_while_it_is_chosen_is_told(shelf: Path, pilot: Pilot) -> None:
    shutil.rmtree(shelf / "eerste-potje")
    pilot.click("start")
    assert "is niet te lezen" in pilot.widget("trouble").value
    assert isinstance(pilot.app.scene, StartScene)


# What sessions are kept in. ---------------------------------------------------------------------------


def corrupt(file: Path) -> None:
    SqliteStore(file).close()
    file.write_bytes(file.read_bytes()[:4096] + b"\xff" * 8192)


def foreign(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(file) as other:
        other.execute("CREATE TABLE recipes(name TEXT)")
    other.close()


def no_database(file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("Beste allemaal,\n" * 500, encoding="utf-8")


def newer(file: Path) -> None:
    SqliteStore(file).close()
    with sqlite3.connect(file) as store:
        store.execute("PRAGMA user_version = 999")
    store.close()


@pytest.mark.parametrize(
    ("spoil", "code"),
    [(corrupt, "corrupt"), (foreign, "foreign"), (no_database, "foreign"), (newer, "newer")],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_database_that_cannot_be_used_is_told_at_once_and_left_as_it_is(
    spoil: Callable[[Path], None], code: str, home: Path
) -> None:
    database = home / "sessions.db"
    spoil(database)
    before = database.read_bytes()
    said = Texts("nl")(f"errors.store_{code}", path=str(database))
    with a_pilot(calm=True) as pilot, really_kept():
        pilot.app.go(StartScene(pilot.app))
        pilot.settle()
        assert pilot.widget("trouble").value == said
        pilot.key("escape")
        assert not pilot.is_there("trouble")
        pilot.click("start")
        assert pilot.widget("trouble").value == said
        pilot.click("trouble.done")
        assert pilot.can("start")
    assert database.read_bytes() == before


def test_a_second_window_may_look_but_not_play_beside_the_first(pilot: Pilot, home: Path) -> None:
    first = BEGIN(FIRST, {})
    try:
        pilot.click("start")
        assert "al in gebruik door een andere Opgavetafel" in pilot.widget("trouble").value
        pilot.click("trouble.done")
    finally:
        first.close()
    pilot.click("start")
    assert isinstance(pilot.app.scene, SessionScene)


def test_a_home_that_is_no_folder_is_told_when_something_is_to_be_kept(home: Path, pilot: Pilot) -> None:
    home.write_text("een bestand waar een map hoort", encoding="utf-8")
    pilot.app.choose(replace(pilot.app.settings, language="en"))
    pilot.click("start")
    assert pilot.widget("trouble").value == Texts("en")(
        "errors.store_cannot_open", path=str(home / "sessions.db")
    )


@pytest.mark.parametrize("scale", [100, 125, 150])
def test_a_long_sentence_stands_whole_in_its_dialog(scale: int) -> None:
    from game.client.scenes.trouble import TroubleOverlay

    with a_pilot(calm=True, text_scale=scale) as pilot:
        path = "/media/gemeente/projecten/participatie/opgavetafel/sessies.db"
        pilot.app.lay_over(TroubleOverlay(pilot.app, Mendable("errors.store_corrupt", path=path)))
        pilot.settle()
        text, done = pilot.widget("trouble"), pilot.widget("trouble.done")
        painter = pilot.app.painter
        lines = painter.wrap(text.value, painter.theme.text.body, text.at.w).lines
        assert len(lines) * painter.line_height(painter.theme.text.body) <= text.at.h + 1
        assert text.at.bottom <= done.at.y + 1


# A disk that runs full while people play. ----------------------------------------------------------------


class Full:
    """A table in the middle of a session whose store can be made to fail."""

    def __init__(self, pilot: Pilot, store: Store) -> None:
        self.pilot, self.store = pilot, store
        found = played(files_of(FIRST))
        session, batch = begin_session(found, 7, pilot.clock())
        store.create("avond", found.scenario.id, found.files, batch.entry)
        self.line = DirectLine(Driver(store, "avond", session, pace_ms=0), store, pilot.clock)
        pilot.app.go(SessionScene(pilot.app, Play(self.line, found.scenario, pilot.clock, self.line.close)))
        pilot.settle()

    def kinds(self) -> list[str]:
        return [unlinked(link).kind for link in self.store.links("avond")]

    def remarks(self) -> int:
        """Return how many remarks the screen shows as kept."""
        return len(self.pilot.session.table.part("remarks", "facilitator"))

    def remark_until_lost(self) -> int:
        """Keep long remarks until the line is lost; return how many were ordered."""
        for ordered in range(1, 200):
            self.pilot.session.table.order("facilitator", "add_remark", text=f"{ordered} " * 70)
            self.pilot.wait(50)
            if self.pilot.is_there("notice"):
                return ordered
        raise AssertionError("the disk never ran full")

    def say_stance(self) -> None:
        """Press what the director says, and wait no longer than a hand does."""
        widget = self.pilot.widget("stance.co_produce")
        self.pilot.app.stage.focus(widget.key)
        widget.act()  # type: ignore[attr-defined]
        self.pilot.wait(100)


@contextmanager
def too_many_pages(store: SqliteStore) -> Iterator[None]:
    """Let SQLite say that the database is full."""
    pages = store._value("PRAGMA page_count")
    store._connection.execute(f"PRAGMA max_page_count = {pages}")
    try:
        yield
    finally:
        store._connection.execute("PRAGMA max_page_count = 1000000")


@contextmanager
def no_room_for_files(store: SqliteStore) -> Iterator[None]:
    """Let the system refuse every byte more, so that SQLite sees an error of the disk."""
    import resource

    log = store._path.with_name(store._path.name + "-wal")
    old = resource.getrlimit(resource.RLIMIT_FSIZE)
    ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (log.stat().st_size, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, old)
        signal.signal(signal.SIGXFSZ, ignored)


FAILURES: dict[str, tuple[Callable[[SqliteStore], AbstractContextManager[None]], str]] = {
    "SQLITE_FULL": (too_many_pages, "line.store-full"),
    "SQLITE_IOERR": (no_room_for_files, "line.store-io"),
}


ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="only POSIX can refuse a file to grow")


@pytest.mark.parametrize("how", ["SQLITE_FULL", pytest.param("SQLITE_IOERR", marks=ON_POSIX)])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_full_disk_is_told_over_the_screen_and_what_was_ordered_is_kept_when_there_is_room(
    how: str, language: str, tmp_path: Path
) -> None:
    fails, key = FAILURES[how]
    store = SqliteStore(tmp_path / "sessions.db")
    with a_pilot(calm=True, language=language) as pilot:
        table = Full(pilot, store)
        with fails(store):
            ordered = table.remark_until_lost()
            assert pilot.widget("notice").value == Texts(language)(key)
            assert len(pilot.session.table.on_the_way) == 1
            pilot.wait(3 * RETRY_MS)
            assert pilot.is_there("notice")
            assert table.remarks() == ordered - 1, "the last one is not acknowledged"
        pilot.wait(2 * RETRY_MS)
        assert not pilot.is_there("notice")
        assert pilot.session.table.on_the_way == {}
        assert table.remarks() == table.kinds().count("remark_added") == ordered
    store.close()


def test_a_window_closed_while_the_disk_is_full_ends_at_once_and_keeps_what_was_acknowledged() -> None:
    store = FailingStore()
    with a_pilot(calm=True) as pilot:
        table = Full(pilot, store)
        pilot.click("curtain.skip")
        before = table.kinds()
        store.code = "store-full"
        table.say_stance()
        pygame.event.post(pygame.event.Event(pygame.QUIT))
        pilot.app.turn(pilot.clock.now)
        pilot.app.close()
        assert table.line.is_closed
    store.code = ""
    assert table.kinds() == before
    assert recover(store, "avond").state.table.stance == ""


@pytest.mark.parametrize("scale", [100, 125, 150])
def test_the_strip_stands_whole_on_the_screen_and_over_nothing_that_is_pressed(scale: int) -> None:
    store = FailingStore()
    with a_pilot(calm=True, text_scale=scale) as pilot:
        table = Full(pilot, store)
        pilot.click("curtain.skip")
        store.code = "store-io"
        table.say_stance()
        strip = pilot.widget("notice")
        screen = pilot.app.screen
        assert (strip.at.x, strip.at.y) >= (0, 0)
        assert strip.at.right <= screen.right
        under = [one.key for one in pilot.app.stage.all() if one.takes_focus and one.at.touches(strip.at)]
        assert [key for key in under if pilot.can(key) and key in ("pause", "menu", "primary")] == []
        store.code = ""


# What was chosen on this computer. ---------------------------------------------------------------------


BROKEN = ["", "{", "[1, 2]", "null", "[" * 100_000, '{"language": [], "text_scale": 100.0}', "\ud83d"]


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_settings_that_cannot_be_read_are_as_if_nobody_chose(text: str, home: Path) -> None:
    home.mkdir()
    (home / "settings.json").write_text(text, encoding="utf-8", errors="surrogatepass")
    assert kept.load() == Settings()


def test_settings_that_cannot_be_kept_hold_until_the_window_closes(home: Path, pilot: Pilot) -> None:
    shutil.rmtree(home, ignore_errors=True)
    home.write_text("een bestand waar een map hoort", encoding="utf-8")
    pilot.key("t")
    assert pilot.app.settings.text_scale == 125
    assert kept.load() == Settings()


def test_what_is_asked_for_now_beats_what_was_chosen_before(home: Path) -> None:
    kept.save(Settings("en", 150, is_calm=True))
    assert settings_for() == Settings("en", 150, is_calm=True)
    assert settings_for("nl", 100) == Settings("nl", 100, is_calm=True)
    assert json.loads((home / "settings.json").read_text("utf-8"))["language"] == "en"
