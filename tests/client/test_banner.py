"""The clock keeps a quarter of the time for looking back, and says in time what to do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.client.opened import an_opened, small
from tests.client.playing import MouseHands, go_round, where
from tests.client.staged import cut_texts, outside_of
from tests.pilot import Pilot

QUARTERS = 11.25 * 60_000
"""Three quarters of the fifteen minutes of the small scenario."""


@pytest.fixture
def pilot(tmp_path: Path) -> Iterator[Pilot]:
    with an_opened(tmp_path, small(opening=None, poll=None)) as pilot:
        go_round(pilot, MouseHands(pilot))
        yield pilot


def let_pass(pilot: Pilot, milliseconds: float) -> None:
    """Let time pass in one step."""
    pilot.clock.now += milliseconds
    pilot.settle()


def test_the_strip_comes_when_three_quarters_of_the_time_are_over(pilot: Pilot) -> None:
    let_pass(pilot, QUARTERS - pilot.clock.now - 1000)
    assert not pilot.is_there("banner")
    let_pass(pilot, 1100)
    assert "Nog 4 minuten" in pilot.widget("banner").name
    assert "sla de volgende over" in pilot.widget("banner").name


def test_it_goes_when_it_is_pressed_and_stays_away(pilot: Pilot) -> None:
    let_pass(pilot, QUARTERS)
    pilot.click("banner")
    assert not pilot.is_there("banner")
    let_pass(pilot, 60_000)
    assert not pilot.is_there("banner")


def test_it_says_so_when_all_time_is_over(pilot: Pilot) -> None:
    let_pass(pilot, 16 * 60_000)
    assert "De tijd is om" in pilot.widget("banner").name


def test_a_pause_does_not_stretch_the_session(pilot: Pilot) -> None:
    pilot.key("p")
    let_pass(pilot, QUARTERS)
    assert pilot.is_there("banner")


def test_it_warns_before_the_debrief_and_not_in_it(pilot: Pilot) -> None:
    let_pass(pilot, QUARTERS)
    pilot.click("stance.decide")
    for _ in range(90):
        if pilot.session.table.part("table")["ended"]:
            break
        for key in ("round_end.close", "curtain.open", "secret.done", "stance.decide", "primary"):
            if pilot.can(key):
                pilot.click(key)
                break
    assert pilot.session.table.part("table")["ended"], (where(pilot), pilot.keys())
    assert not pilot.is_there("banner")


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("scale", [100, 150, 200])
def test_no_word_of_it_is_cut(
    tmp_path: Path, scale: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = cut_texts(monkeypatch)
    data = small(opening=None, poll=None)
    with an_opened(tmp_path, data, language=language, text_scale=scale) as pilot:
        pilot.click("curtain.skip")
        for minutes in (12, 16):
            let_pass(pilot, minutes * 60_000 - pilot.clock.now)
            assert pilot.widget("banner").name not in cut
            assert not [one for one in outside_of(pilot.app) if one.startswith("banner")]
