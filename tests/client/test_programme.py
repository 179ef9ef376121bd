"""The programme before play: parts that follow each other, with a quarter at least for looking back."""

from itertools import pairwise

import pytest

from game.client.scenes.programme import programme
from game.i18n import Texts
from game.scenario.load import find, load
from tests.client.test_facilitator import pressed
from tests.pilot import a_pilot

SHIPPED = ("eerste-potje", "putten-samenleving", "utrecht-bijstand", "noord-armoede", "zutphen-dementie")


@pytest.mark.parametrize("name", SHIPPED)
def test_the_parts_follow_each_other_and_end_with_the_session(name: str) -> None:
    scenario = load(find(name) / "scenario.yaml").scenario
    assert scenario is not None
    parts = programme(scenario, Texts("nl"))
    assert parts[0].first == 0
    assert all(one.last == after.first for one, after in pairwise(parts))
    assert len(parts) == len(scenario.rounds) + 2
    assert 4 * (parts[-1].last - parts[-1].first) >= scenario.minutes
    assert parts[-1].last == scenario.minutes


def test_the_parts_of_a_session_are_there_where_the_scenario_has_them() -> None:
    small, large = (load(find(name) / "scenario.yaml").scenario for name in SHIPPED[:2])
    assert small is not None
    assert large is not None
    assert [one.of for one in programme(small, Texts("nl"))] == ["", "play", "play", "future"]
    [first, *_, last] = programme(large, Texts("nl"))
    assert (first.of, last.of) == ("explore", "future")
    assert all("jouw organisatie" in one.about for one in (first, last))


def test_it_is_read_on_the_start_screen_by_keys_alone() -> None:
    with a_pilot((1280, 720), calm=True) as pilot:
        pressed(pilot, "programme.open")
        assert "Ronde 1" in pilot.words()
        assert "Terugblik" in pilot.words()
        assert "Spelen" in pilot.words()
        assert "Verkennen" not in pilot.words(), "this scenario asks nothing before play"
        assert "15 minuten" in pilot.words()
        pilot.key("escape")
        assert not pilot.keys("programme.list")
