"""A replay: a stored session on the screen, step by step, as whoever looked; nothing of it changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from game import cli, resources
from game.bots.demo import begin_demo, play_demo
from game.client.replaying import Replaying
from game.client.scenes.replay import ReplayScene, replay_of
from game.client.scenes.start import StartScene
from game.session.sessions import reading, writing
from game.session.stepper import Stepper
from tests.client.test_facilitator import pressed
from tests.pilot import Pilot, a_pilot

FIRST = resources.scenarios() / "eerste-potje"
NAME = "demo-eerste-potje-7"


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one whole session in it, once taken back a step."""
    path = tmp_path_factory.mktemp("gespeeld") / "sessions.db"
    with closing(writing(str(path))) as store:
        stepper, players = begin_demo(store, FIRST, 7, "")
        stepper.order("seat:noor", "say_stance", stance="decide")
        stepper.order("facilitator", "add_remark", text="Het is stil.")
        stepper.order("facilitator", "step_back")
        play_demo(stepper, players)
    return path


@pytest.fixture
def pilot(stored: Path) -> Iterator[Pilot]:
    with a_pilot((1280, 720), calm=True) as made:
        made.app.database = str(stored)
        made.app.go(replay_of(made.app, None, lambda: made.app.go(StartScene(made.app))))
        made.settle()
        yield made


def scene(pilot: Pilot) -> ReplayScene:
    assert isinstance(pilot.app.scene, ReplayScene)
    return pilot.app.scene


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_step_is_the_session_as_it_was_then(stored: Path) -> None:
    with closing(reading(str(stored))) as store:
        line = Replaying(store, NAME)
        assert line.last > 40
        stepper = Stepper(store, NAME, line.retold.at(line.retold.last))
        parts = dict(stepper.parts("projector"))
        line.show(line.last)
        view = line.poll()[-1]
        assert {name: view.parts[name] for name in parts} == parts  # type: ignore[union-attr]
        kinds = {one.kind for one in line.moments}
        assert kinds == {"phase", "decision", "card", "settled", "back"}
        for moment in line.moments:
            line.show(moment.step)
            assert line.poll()


def test_the_keys_step_jump_and_go_to_the_ends(pilot: Pilot) -> None:
    line = scene(pilot).line
    pilot.key("right", "right")
    assert line.step == 2
    pilot.key("left")
    assert line.step == 1
    pilot.key("page down")
    assert line.step in [one.step for one in line.moments]
    pilot.key("end")
    assert line.step == line.last
    assert scene(pilot).table.part("table")["ended"]
    pilot.key("home")
    assert line.step == 0


def test_a_click_on_the_line_and_a_moment_of_the_list_are_gone_to(pilot: Pilot) -> None:
    line = scene(pilot).line
    pilot.click("replay.line")
    assert abs(line.step - line.last / 2) <= 1
    pilot.click("replay.moments")
    settled = next(index for index, one in enumerate(line.moments) if one.kind == "settled")
    assert "Ronde 1 is voorbij" in pilot.words() or "Ronde 1" in pilot.words()
    pressed(pilot, f"moments.{settled}")
    assert line.step == line.moments[settled].step
    assert len(scene(pilot).table.part("history")) >= 1


def test_playing_goes_on_by_itself_faster_when_asked_and_stops_at_the_end(pilot: Pilot) -> None:
    line = scene(pilot).line
    pilot.click("replay.play")
    pilot.wait(6_000)
    slow = line.step
    assert slow >= 2
    pilot.key("p")
    pilot.wait(3_000)
    assert line.step == slow
    for _ in range(3):
        pilot.click("replay.speed")
    pilot.key("p")
    pilot.wait(6_000)
    assert line.step - slow > slow
    scene(pilot).go(line.last - 1)
    pilot.wait(3_000)
    assert line.step == line.last
    assert not scene(pilot).is_playing


def test_one_looks_as_the_room_a_seat_or_the_facilitator(pilot: Pilot) -> None:
    line = scene(pilot).line
    scene(pilot).go(line.last // 2)
    pilot.settle()
    table = scene(pilot).table
    assert table.part("private", "seat:nadia") is None
    assert not pilot.can("replay.own")
    pilot.key("escape")
    pressed(pilot, "views.nadia")
    assert line.audience == "nadia"
    assert scene(pilot).table.part("private", "seat:nadia")
    assert scene(pilot).table.part("private", "seat:joris") is None
    pilot.click("replay.own")
    role = line.retold.played.scenario.roles["nadia"]
    assert any(card.says["nl"] in pilot.words() for card in role.cards.values())  # type: ignore[index]
    pilot.key("escape")
    pilot.click("view")
    pilot.click("views.facilitator")
    pilot.click("replay.own")
    assert "Het is stil." in pilot.words()
    assert scene(pilot).table.part("private", "seat:nadia") is None


def test_nothing_can_be_done_and_nothing_is_written(pilot: Pilot, stored: Path) -> None:
    before = digest(stored)
    line = scene(pilot).line
    for moment in line.moments[::5]:
        scene(pilot).go(moment.step)
        pilot.settle()
        assert not pilot.keys("primary")
        assert not pilot.keys("step_back")
    pilot.key("home")
    for _ in range(8):
        pilot.key("tab", "enter")
    assert digest(stored) == before


def test_the_start_screen_has_a_list_of_what_was_played(stored: Path) -> None:
    with a_pilot((1280, 720), calm=True) as pilot:
        pilot.app.database = str(stored)
        pilot.click("replay.open")
        listed = pilot.app.stage.find(f"stored.{NAME}")
        assert listed is not None
        assert listed.name == "Het buurthuis blijft open"
        pilot.click(f"stored.{NAME}")
        pilot.settle()
        assert scene(pilot).line.last > 40
        pilot.click("menu")
        assert isinstance(pilot.app.scene, StartScene)


@pytest.mark.parametrize("given", [(), ("niet-gespeeld",)])
def test_without_a_session_the_command_says_one_sentence(
    given: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("OPGAVETAFEL_HOME", str(tmp_path))
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    assert cli.main(["replay", "--windowed", *given]) == cli.MENDABLE
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert len(said.strip().splitlines()) == 1
