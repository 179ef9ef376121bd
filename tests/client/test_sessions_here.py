"""Sessions on this computer: who plays an empty seat, which is gone on with, what the window is told."""

from contextlib import closing
from pathlib import Path
from typing import Any

import pygame
import pytest

from game import cli, resources
from game.bots.cast import BOTS, at_any_seat
from game.bots.demo import begin_demo, play_demo
from game.client import app, opening
from game.session.scenario import files_of, played
from game.session.session import begin_session
from game.session.sqlite import SqliteStore
from game.session.stepper import Stepper

FIRST = resources.scenarios() / "eerste-potje"
PERSON = ("person", "")


@pytest.fixture
def database(tmp_path: Path) -> str:
    return str(tmp_path / "elders.db")


def test_a_seat_is_played_by_the_bot_that_its_holder_names(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def named(name: str) -> Any:
        class Named:
            def __init__(self, seat: str) -> None:
                self.seat, self.reason = seat, None

            def choose(self, *_: object) -> None:
                asked.append(f"{self.seat} {name}")

        return Named

    monkeypatch.setattr("game.bots.cast.BOTS", {name: named(name) for name in BOTS})
    session, _ = begin_session(played(files_of(FIRST)), 7, 0)
    bots = at_any_seat(session)
    view: dict[str, Any] = {"table": {"moment": 1}, "people": {}}
    for holder in ("bot:silent", "bot:random", "bot:unheard-of"):
        view["people"] = {"nadia": {"holder": holder}}
        bots["nadia"](view)
    assert asked == ["nadia silent", "nadia random", "nadia dialogue"]


def test_the_newest_session_of_people_that_is_not_over_is_gone_on_with(database: str) -> None:
    with closing(SqliteStore(Path(database))) as store:
        Stepper.begin(store, "ouder", played(files_of(FIRST)), 7, {"nadia": PERSON})
        Stepper.begin(store, "nieuwer", played(files_of(FIRST)), 8, {"nadia": PERSON})
        Stepper.begin(store, "kapot", played(files_of(FIRST)), 9, {"nadia": PERSON})
        store._connection.execute("UPDATE events SET record = '{}' WHERE session = 'kapot' AND seq = 2")
        play_demo(*begin_demo(store, FIRST, 7))
        begin_demo(store, FIRST, 8)
    found = opening.unfinished(database)
    assert found is not None
    assert found.id == "nieuwer"
    opening.go_on(found.id, database).close()


def test_without_a_session_of_people_there_is_nothing_to_go_on_with(database: str) -> None:
    assert opening.unfinished(database) is None
    with closing(SqliteStore(Path(database))) as store:
        begin_demo(store, FIRST, 8)
    assert opening.unfinished(database) is None


@pytest.mark.parametrize(
    ("words", "given"),
    [
        ([], {}),
        (["play"], {"language": None, "text_scale": None, "database": None}),
        (["play", "--lang", "nl", "--text-scale", "100"], {"language": "nl", "text_scale": 100}),
        (["play", "--database", "x.db", "--resume"], {"database": "x.db", "resume": True}),
    ],
)
def test_the_window_is_told_only_what_was_asked_for(
    words: list[str], given: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    told: dict[str, Any] = {}

    def run_play(scenario: str | None = None, **more: Any) -> int:
        told.update(more)
        return 0

    monkeypatch.setattr(app, "run_play", run_play)
    assert cli.main(words) == cli.DONE
    assert told.items() >= given.items()
    assert bool(told) == bool(words)


def test_our_own_mistake_in_the_middle_closes_the_window_and_ends_with_3(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPGAVETAFEL_HOME", str(tmp_path))

    def turn(self: app.App, now: float) -> None:
        raise RuntimeError("a scene is wrong")

    monkeypatch.setattr(app.App, "turn", turn)
    assert cli.main(["play", "--windowed"]) == cli.OUR_FAULT
    assert not pygame.display.get_init()
    [line] = capsys.readouterr().err.splitlines()
    assert str(tmp_path / "fault.log") in line
