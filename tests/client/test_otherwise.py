"""What if, at the screen: from a moment of a replay, by ballots, by bots and by hand; the session stays."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from game import cli
from game.bots.demo import begin_demo, play_demo
from game.client import opening
from game.client.app import App
from game.client.looks.pairs import PairLook
from game.client.replaying import Replaying
from game.client.scenes import otherwise
from game.client.scenes.debrief.steps import AT
from game.client.scenes.otherwise import FoundOverlay, ReckoningOverlay, WhatIfOverlay
from game.client.scenes.playing_on import PlayedOnScene
from game.client.scenes.replay import ReplayScene, replay_of
from game.client.scenes.session import SessionScene
from game.client.scenes.start import StartScene
from game.client.widgets.press import Press
from game.rules.events import PhaseStarted, StanceSaid
from game.rules.game import Game
from game.session.copied import copied
from game.session.log import unlinked
from game.session.recover import recover
from game.session.sessions import reading, writing
from game.session.store import Link
from tests.client.test_facilitator import pressed
from tests.client.test_replay import FIRST, NAME, digest
from tests.pilot import Pilot, a_pilot


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one whole session in it."""
    path = tmp_path_factory.mktemp("gespeeld") / "sessions.db"
    with closing(writing(str(path))) as store:
        stepper, players = begin_demo(store, FIRST, 7, "")
        play_demo(stepper, players)
    return path


@pytest.fixture
def pilot(stored: Path) -> Iterator[Pilot]:
    with a_pilot((1280, 720), calm=True) as made:
        made.app.database = str(stored)
        made.app.go(replay_of(made.app, None, lambda: made.app.go(StartScene(made.app))))
        made.settle()
        yield made


def at_round(pilot: Pilot, number: int) -> ReplayScene:
    """Go to where a round began, and ask what if."""
    scene = pilot.app.scene
    assert isinstance(scene, ReplayScene)
    scene.go(next(one.step for one in scene.line.moments if one.round == number))
    pilot.settle()
    pilot.click("replay.whatif")
    return scene


def reckoned(pilot: Pilot, key: str = "whatif.count") -> None:
    """Ask for it and wait until it is there."""
    pilot.click(key)
    for _ in range(600):
        over = pilot.app.overlay
        if not isinstance(over, ReckoningOverlay):
            break
        over.on_its_way.wait(0.1)
        pilot.wait(150)
    pilot.settle()


def until(pilot: Pilot, is_so: Callable[[], bool]) -> None:
    """Let time pass, really and in the window, until something is so."""
    for _ in range(2_000):
        pilot.wait(50)
        if is_so():
            return
        time.sleep(0.02)
    pytest.fail("it never comes")


@contextmanager
def played_on(pilot: Pilot) -> Iterator[PlayedOnScene]:
    """Give the copy that is played on once it is there, and leave it again by its menu."""
    played = pilot.app.scene
    assert isinstance(played, PlayedOnScene)
    try:
        until(pilot, lambda: played.table.is_here)
        pilot.settle()
        yield played
        pilot.key("escape")
        pilot.click("menu.stop")
    finally:
        played.play.close()


def test_another_stance_from_a_moment_is_told_beside_what_was_played_and_opens_into_causes(
    pilot: Pilot, stored: Path
) -> None:
    before = digest(stored)
    at_round(pilot, 2)
    pressed(pilot, "whatif.stance")
    pressed(pilot, "whatif.stance.decide")
    reckoned(pilot)
    over = pilot.app.overlay
    assert isinstance(over, FoundOverlay)
    assert over.said.found["change"] == {"stance": "decide"}
    assert over.said.found["from"]["round"] == 2
    assert "niet gespeeld" in pilot.words()
    values = pilot.keys("whatif.value.")
    assert values
    pressed(pilot, values[0])
    assert "Gespeeld: " in pilot.words()
    assert "Ronde 2." in pilot.words()
    pilot.key("escape")
    assert pilot.keys("whatif.value.") == values
    pilot.click("whatif.found.again")
    assert isinstance(pilot.app.overlay, WhatIfOverlay)
    assert digest(stored) == before


def pairs(pilot: Pilot) -> list[PairLook]:
    """Return the values that stand there as pairs on one scale."""
    pressed = [one for one in pilot.app.stage.all() if isinstance(one, Press)]
    return [one.shows for one in pressed if isinstance(one.shows, PairLook)]


def test_what_was_counted_stands_on_one_scale_with_what_was_played_and_a_band_comes_when_asked_for(
    pilot: Pilot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(otherwise, "BAND", 3)
    at_round(pilot, 2)
    pressed(pilot, "whatif.stance")
    pressed(pilot, "whatif.stance.decide")
    reckoned(pilot)
    over = pilot.app.overlay
    assert isinstance(over, FoundOverlay)
    differ = [one for one in over.said.differing() if one["what"] != "money"]
    looks = pairs(pilot)
    assert len(looks) == len(differ) > 0
    for look, one in zip(looks, differ, strict=True):
        assert (look.played < look.counted) == look.is_more == (one["difference"] > 0)
        assert over.said.difference(one) in look.texts
        assert look.band is None
    reckoned(pilot, "whatif.found.luck")
    bands = [look.band for look in pairs(pilot)]
    assert bands
    assert all(band and 0 <= band[0] <= band[1] <= 1 for band in bands)
    assert not pilot.is_there("whatif.found.luck")
    assert "Meestal, met ander toeval" in pilot.words()


def test_nothing_otherwise_comes_to_exactly_the_same(pilot: Pilot) -> None:
    at_round(pilot, 2)
    reckoned(pilot)
    assert "Er komt precies hetzelfde uit." in pilot.words()


def test_rule_amount_and_cut_are_asked_one_by_one_and_what_cannot_be_is_a_sentence(pilot: Pilot) -> None:
    at_round(pilot, 2)
    pressed(pilot, "whatif.rule")
    pressed(pilot, "whatif.rule.majority")
    pressed(pilot, "whatif.cut")
    pressed(pilot, "whatif.cut.30")
    pressed(pilot, "whatif.amount")
    scene = pilot.app.scene
    assert isinstance(scene, ReplayScene)
    task = next(iter(scene.line.retold.played.game.tasks))
    pressed(pilot, f"whatif.amount.{task}")
    pilot.app.stage.focus("whatif.euros")
    pilot.key("+")
    over = pilot.app.overlay
    assert isinstance(over, WhatIfOverlay)
    assert (over.change.rule, over.change.cut) == ("majority", 30)
    assert over.change.amounts == {task: scene.line.retold.played.game.step}
    reckoned(pilot)
    assert pilot.is_there("dialog.trouble")


def test_many_plays_tell_how_far_they_are_and_can_be_given_up(pilot: Pilot) -> None:
    scene = at_round(pilot, 2)
    pressed(pilot, "whatif.by")
    pressed(pilot, "whatif.by.bots")
    pressed(pilot, "whatif.luck")
    pressed(pilot, "whatif.luck.200")
    pilot.click("whatif.count")
    over = pilot.app.overlay
    assert isinstance(over, ReckoningOverlay)
    assert "van 200 klaar" in pilot.words()
    pilot.key("escape")
    assert isinstance(pilot.app.overlay, WhatIfOverlay)
    began = time.monotonic()
    over.on_its_way.wait(30)
    assert over.on_its_way.found is None
    assert time.monotonic() - began < 30
    assert pilot.app.scene is scene


def test_one_plays_on_from_a_moment_on_a_copy_that_says_so_and_is_not_kept(
    pilot: Pilot, stored: Path
) -> None:
    before = digest(stored)
    scene = at_round(pilot, 2)
    here = scene.line.step
    pilot.click("whatif.play")
    pressed(pilot, "play_on.all")
    with played_on(pilot) as played:
        assert played.table.part("table")["round"] == 2
        assert {one["holder"] for one in played.table.part("people").values()} == {"person"}
        assert "Niet gespeeld · Ronde 2" in pilot.words()
        director = played.table.part("table")["director"]
        played.table.order(director, "say_stance", stance="decide")
        until(pilot, lambda: played.table.part("table")["stance"] == "decide")
        pilot.key("escape")
        assert "niets van bewaard" in pilot.words()
        pilot.key("escape")
    assert pilot.app.scene is scene
    assert scene.line.step == here
    pilot.key("right")
    assert scene.line.step == here + 1
    assert digest(stored) == before


def test_a_copy_is_the_first_part_of_the_log_and_never_half_an_order(stored: Path) -> None:
    with closing(reading(str(stored))) as store:
        links = list(store.links(NAME))

        def order(link: Link) -> tuple[str, str]:
            happened = unlinked(link)
            return happened.actor, happened.action_id

        opening = sum(order(one) == order(links[0]) for one in links)
        assert len(list(copied(store, NAME, 1).links(NAME))) == opening
        for record in range(opening, len(links), 7):
            made = copied(store, NAME, record)
            ours = list(made.links(NAME))
            assert ours == links[: len(ours)]
            assert len(ours) <= record
            assert len(ours) == len(links) or order(links[len(ours)]) != order(ours[-1])
            found = recover(made, NAME)
            assert found.state.head == len(ours)
            batch = found.continued(0)
            made.append(NAME, batch.entry)


def test_the_command_plays_on_a_copy_in_the_window_and_asks_nothing_else_then(
    stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("OPGAVETAFEL_HOME", str(tmp_path))
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    before, shown = digest(stored), []

    def run(app: App) -> None:
        app.turn(1)
        shown.append(app.scene)

    monkeypatch.setattr(App, "run", run)
    asked = ["whatif", "--from", "2", "--play", "--windowed", "--database", str(stored)]
    assert cli.main(asked) == 0
    assert isinstance(shown[0], PlayedOnScene)
    assert cli.main([*asked, "--rule", "majority"]) == 0
    assert isinstance(shown[1], PlayedOnScene)
    assert shown[1].play.copy
    assert shown[1].play.copy.rule == "majority"
    assert cli.main([*asked, "--rule", "meeste"]) == cli.MENDABLE
    assert cli.main([*asked, "--stance", "decide"]) == cli.MENDABLE
    said = capsys.readouterr().err
    assert "--play" in said
    assert "Traceback" not in said
    assert digest(stored) == before


def test_the_looking_back_of_a_session_leads_to_its_moments_and_comes_back(stored: Path) -> None:
    database = str(stored)
    with a_pilot((1280, 720), calm=True) as pilot:
        pilot.app.database = database
        pilot.app.go(SessionScene(pilot.app, opening.go_on(NAME, database)))
        until(pilot, lambda: pilot.is_there("whatif"))
        pilot.click("whatif")
        assert isinstance(pilot.app.scene, ReplayScene)
        pilot.click("menu")
        until(pilot, lambda: pilot.is_there("whatif"))
        assert isinstance(pilot.app.scene, SessionScene)
        assert not isinstance(pilot.app.scene, ReplayScene)


@contextmanager
def looked_back(stored: Path) -> Iterator[Pilot]:
    """Give a pilot before the last page of the debrief of a session that is kept."""
    with a_pilot((1280, 720), calm=True) as pilot:
        go_to_the_last_page(pilot, stored, NAME)
        yield pilot


def go_to_the_last_page(pilot: Pilot, stored: Path, name: str) -> None:
    """Go on with a session that is kept, at the last page of its debrief."""
    pilot.app.database = str(stored)
    scene = SessionScene(pilot.app, opening.go_on(name, str(stored)))
    pilot.app.go(scene)
    until(pilot, lambda: scene.table.is_here)
    scene.staged[AT] = ("overview", "")
    pilot.app.changed()
    pilot.settle()


def test_the_last_page_of_the_debrief_asks_what_if_from_the_last_dividing_or_another_phase(
    stored: Path,
) -> None:
    with looked_back(stored) as pilot:
        assert not pilot.is_there("debrief.on"), "there is nothing to go on to"
        assert pilot.can("debrief.back")
        pressed(pilot, "debrief.otherwise")
        assert "ronde 2 (Verdelen)" in pilot.words()
        pressed(pilot, "whatif.moment")
        pressed(pilot, next(key for key in pilot.keys("whatif.moment.") if key[-1].isdecimal()))
        assert "ronde 1 (Verkennen)" in pilot.words()
        pressed(pilot, "whatif.rule")
        pressed(pilot, "whatif.rule.equal_shares")
        reckoned(pilot)
        over = pilot.app.overlay
        assert isinstance(over, FoundOverlay)
        assert (over.said.found["from"]["round"], over.said.found["from"]["phase"]) == (1, "explore")
        assert pairs(pilot)
        pilot.key("escape")
        assert pilot.can("debrief.otherwise"), "the last page is there again"


def test_who_plays_on_from_the_last_page_comes_back_to_it_and_the_session_has_nothing_more(
    stored: Path,
) -> None:
    with looked_back(stored) as pilot:
        scene, before = pilot.session, records(stored)
        pilot.click("debrief.otherwise")
        pilot.click("whatif.play")
        pressed(pilot, "play_on.all")
        with played_on(pilot) as played:
            assert played.table.part("table")["phase"] == "divide"
            assert not played.table.session
        assert pilot.app.scene is scene
        assert pilot.can("debrief.otherwise")
        assert records(stored) == before
        scene.table.order("facilitator", "add_remark", text="We zijn er nog.")
        until(pilot, lambda: not scene.table.is_waiting)


def records(stored: Path) -> int:
    with closing(reading(str(stored))) as store:
        return store.summary(NAME).head


def test_a_report_is_kept_in_a_folder_of_the_users_and_nothing_there_is_written_over(
    stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPGAVETAFEL_HOME", str(tmp_path))
    there = tmp_path / "reports" / f"{NAME}.html"
    there.parent.mkdir()
    there.write_text("van gisteren")
    with looked_back(stored) as pilot:
        pressed(pilot, "debrief.report")
        assert "wordt gemaakt" in pilot.words()
        path = there.with_name(f"{NAME}-2.html")
        until(pilot, lambda: str(path) in pilot.words())
        assert "Het buurthuis blijft open" in path.read_text("utf-8")
        assert there.read_text() == "van gisteren"


def test_a_report_that_cannot_be_written_is_told_in_a_sentence(
    stored: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "reports").write_text("een bestand waar de map moet komen")
    monkeypatch.setenv("OPGAVETAFEL_HOME", str(tmp_path))
    with looked_back(stored) as pilot:
        pilot.click("debrief.report")
        until(pilot, lambda: pilot.is_there("report.list.trouble"))
        assert "reports" in pilot.words()
        assert "Traceback" not in pilot.words()


def test_a_step_is_left_after_what_it_shows_even_when_the_clock_was_paused_next(tmp_path: Path) -> None:
    database = str(tmp_path / "sessions.db")
    with closing(writing(database)) as store:
        stepper, players = begin_demo(store, FIRST, 7, "")
        stepper.order("seat:noor", "say_stance", stance="decide")
        said = stepper.session.state.head
        stepper.order("facilitator", "pause")
        stepper.order("facilitator", "resume")
        play_demo(stepper, players)
    line = Replaying(reading(database), NAME)
    line.show(next(one.step for one in line.moments if isinstance(one.event, StanceSaid)))
    assert line.end == said
    assert int(line.next_order.removeprefix("#")) > said + 1
    line.close()


@contextmanager
def compared(pilot: Pilot) -> Iterator[FoundOverlay]:
    """Give what came of a copy of the last round in which nobody divided or did anything."""
    scene = pilot.app.scene
    assert isinstance(scene, ReplayScene)
    divided = [one.step for one in scene.line.moments if isinstance(one.event, PhaseStarted)][-3]
    scene.go(divided)
    pilot.settle()
    pilot.click("replay.whatif")
    pilot.click("whatif.play")
    pilot.click("play_on.all")
    with played_on(pilot) as played:
        for at in ("claim", "carry_out", "reflect", "ended"):
            played.table.order("facilitator", "advance")
            until(pilot, lambda at=at: stands(played) == at)  # type: ignore[misc]
        played.staged[AT] = ("overview", "")
        pilot.app.changed()
        pilot.settle()
        assert not pilot.is_there("debrief.report"), "nothing of a copy is kept"
        pilot.click("debrief.compare")
        over = pilot.app.overlay
        assert isinstance(over, FoundOverlay)
        yield over
        pilot.key("escape")


def test_a_copy_ends_in_its_own_looking_back_beside_what_was_played(pilot: Pilot, stored: Path) -> None:
    before = digest(stored)
    with compared(pilot) as over:
        assert over.said.found["by"] == "hand"
        why = [one["causes"]["counted"] for one in over.said.found["values"]]
        assert {cause["round"] for causes in why for cause in causes} == {2}
        assert "jullie zelf verder speelden" in pilot.words()
        assert pairs(pilot), "nobody gave any money"
        pressed(pilot, pilot.keys("whatif.value.")[0])
        assert "Op de kopie, niet gespeeld: " in pilot.words()
        pilot.key("escape")
    assert digest(stored) == before


def stands(played: PlayedOnScene) -> str:
    """Return where a table stands, in a word."""
    table = played.table.part("table")
    return "ended" if table["ended"] else str(table["step"] or table["phase"])


def test_another_rule_goes_along_into_the_copy_and_what_else_was_chosen_is_said_to_stay_behind(
    pilot: Pilot, stored: Path
) -> None:
    before = digest(stored)
    at_round(pilot, 2)
    pressed(pilot, "whatif.rule")
    pressed(pilot, "whatif.rule.consent")
    pressed(pilot, "whatif.cut")
    pressed(pilot, "whatif.cut.30")
    pilot.click("whatif.play")
    assert "Geen bezwaar" in pilot.words()
    assert "gaat niet mee" in pilot.words()
    pressed(pilot, "play_on.all")
    with played_on(pilot) as played:
        copy = played.play.copy
        assert copy
        state = recover(copy.store, copy.session).state.table
        assert [one.rule for one in state.game.rounds] == ["average", "consent"]
        assert state.game.rounds[0] == recover_game(stored).rounds[0]
        assert played.table.part("table")["round"] == 2
    assert digest(stored) == before


def recover_game(stored: Path) -> Game:
    """Return the game of the session that was played."""
    with closing(reading(str(stored))) as store:
        return recover(store, NAME).played.game
