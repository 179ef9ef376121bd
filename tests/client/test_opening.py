"""The first minute: a welcome, a dot on a line, a plan in the envelope, and a clock that waits for people."""

from pathlib import Path

import pytest

from game.client.looks.header import PhaseHeader
from game.client.widgets.base import Picture
from game.client.widgets.scale import Scale
from tests.client.opened import an_opened, small
from tests.client.playing import KeyboardHands, MouseHands, go_round, where
from tests.client.staged import cut_texts, outside_of
from tests.client.test_session_scene import boxes_off_screen
from tests.pilot import Pilot


def clock(pilot: Pilot) -> dict[str, object]:
    part: dict[str, object] = pilot.session.table.part("clock")
    return part


def header(pilot: Pilot) -> PhaseHeader:
    widget = pilot.widget("header")
    assert isinstance(widget, Picture)
    assert isinstance(widget.shows, PhaseHeader)
    return widget.shows


def tasks(pilot: Pilot) -> list[str]:
    return [key for key in pilot.keys("opening.") if pilot.widget(key).role == "task"]


def test_the_session_begins_with_one_sentence_and_a_line_for_every_seat(tmp_path: Path) -> None:
    with an_opened(tmp_path) as pilot:
        assert where(pilot) == (0, "opening", "")
        assert "Welkom" in pilot.words()
        assert "Waar staat jouw organisatie nu?" in pilot.words()
        assert [pilot.widget(f"opening.poll.{seat}").role for seat in ("nadia", "joris", "noor")] == [
            "slider"
        ] * 3


def test_a_dot_is_put_by_click_and_by_arrows_and_can_be_moved(tmp_path: Path) -> None:
    with an_opened(tmp_path) as pilot:
        pilot.click("opening.poll.nadia")
        assert pilot.session.table.part("poll")["start"] == {"nadia": 5}
        KeyboardHands(pilot).reach("opening.poll.joris")
        for name in ("right", "right", "home", "right", "left", "end"):
            pilot.key(name)
        assert pilot.session.table.part("poll")["start"] == {"nadia": 5, "joris": 10}
        line = pilot.widget("opening.poll.joris")
        assert isinstance(line, Scale)
        assert line.number == 10


def test_a_seat_the_computer_plays_has_no_line(tmp_path: Path) -> None:
    with an_opened(tmp_path, holders={"joris": ("bot:dialogue", "")}) as pilot:
        assert not pilot.is_there("opening.poll.joris")
        assert pilot.is_there("opening.poll.nadia")


def test_without_a_poll_there_is_only_the_welcome(tmp_path: Path) -> None:
    with an_opened(tmp_path, small(poll=None)) as pilot:
        assert "zonder te praten" in pilot.words()
        assert pilot.keys("opening.poll") == []


def test_the_header_knows_no_round_yet(tmp_path: Path) -> None:
    with an_opened(tmp_path) as pilot:
        look = header(pilot)
        assert look.round_text == "Voor we beginnen"
        assert look.round_now == 0
        assert {pip.standing for pip in look.phases} == {"later"}


def test_the_minute_runs_only_once_it_is_started(tmp_path: Path) -> None:
    with an_opened(tmp_path) as pilot:
        pilot.wait(30_000)
        assert clock(pilot)["paused"]
        timer = header(pilot).timer
        assert timer is not None
        assert timer.digits == "01:00"
        pilot.click("primary")
        assert not clock(pilot)["paused"]
        assert "Niet overleggen." in pilot.words()
        pilot.wait(50_500)
        timer = header(pilot).timer
        assert timer is not None
        assert timer.is_urgent
        pilot.wait(15_000)
        assert where(pilot) == (0, "opening", "")
        timer = header(pilot).timer
        assert timer is not None
        assert timer.word == "Tijd om"


def test_coins_come_and_go_by_click_and_by_keys(tmp_path: Path) -> None:
    with an_opened(tmp_path) as pilot:
        pilot.click("primary")
        first, second = tasks(pilot)[:2]
        pilot.click(first)
        pilot.click(first)
        KeyboardHands(pilot).reach(second)
        pilot.key("+", "+", "-")
        pilot.click("primary")
        amounts = pilot.session.table.part("envelope")["amounts"]
        assert amounts == {"schuldhulp-thuis": 10_000, "budgetmaatjes": 5_000}


def test_no_more_is_given_than_the_pot_holds_or_a_task_costs(tmp_path: Path) -> None:
    with an_opened(tmp_path) as pilot:
        pilot.click("primary")
        for task in tasks(pilot):
            for _ in range(8):
                pilot.click(task)
        pilot.click("primary")
        amounts = pilot.session.table.part("envelope")["amounts"]
        assert sum(amounts.values()) == pilot.session.table.part("budget")["per_round"]
        for task, euros in amounts.items():
            assert euros <= pilot.session.table.scenario.tasks[task].cost


def test_the_sealed_plan_leads_to_the_briefs_and_the_clock_waits_for_them(tmp_path: Path) -> None:
    with an_opened(tmp_path) as pilot:
        pilot.click("primary")
        pilot.click(tasks(pilot)[0])
        pilot.click("primary")
        assert where(pilot) == (1, "explore", "")
        assert pilot.is_there("curtain.open")
        left = clock(pilot)["left_ms"]
        pilot.wait(60_000)
        assert clock(pilot)["paused"]
        assert clock(pilot)["left_ms"] == left
        go_round(pilot, MouseHands(pilot))
        assert not clock(pilot)["paused"]


def test_printed_role_cards_let_the_clock_run_too(tmp_path: Path) -> None:
    with an_opened(tmp_path, small(opening=None, poll=None)) as pilot:
        assert clock(pilot)["paused"]
        pilot.click("curtain.skip")
        assert not clock(pilot)["paused"]


def test_the_minute_can_be_passed_over(tmp_path: Path) -> None:
    with an_opened(tmp_path) as pilot:
        pilot.click("primary")
        assert pilot.widget("primary").name == "Verder"
        pilot.click("primary")
        assert where(pilot) == (1, "explore", "")
        assert pilot.session.table.part("envelope")["amounts"] is None


def test_one_step_back_takes_the_plan_out_of_the_envelope_with_its_coins_still_there(tmp_path: Path) -> None:
    with an_opened(tmp_path) as pilot:
        pilot.click("primary")
        pilot.click(tasks(pilot)[0])
        pilot.click("primary")
        pilot.click("curtain.skip")
        pilot.click("step_back")
        assert where(pilot) == (0, "opening", "")
        assert pilot.widget("primary").name == "In de envelop"
        pilot.click("primary")
        assert pilot.session.table.part("envelope")["amounts"] == {"schuldhulp-thuis": 5_000}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("scale", [100, 150, 200])
@pytest.mark.parametrize("poll", [True, False])
def test_no_word_is_cut_and_all_is_on_the_screen(
    tmp_path: Path, scale: int, language: str, poll: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = cut_texts(monkeypatch)
    data = small() if poll else small(poll=None)
    with an_opened(tmp_path, data, language=language, text_scale=scale) as pilot:
        cut.clear()  # the start screen came before
        pilot.app.stage.damage_all()
        pilot.settle()
        assert list(outside_of(pilot.app)) == []
        pilot.click("primary")
        for task in tasks(pilot):
            pilot.click(task)
            assert list(outside_of(pilot.app)) == []
        assert boxes_off_screen(pilot) == []
    assert cut == []
