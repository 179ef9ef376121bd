"""After a round the table sees what it did, once; and no meter tells a card before it is turned."""

from collections.abc import Iterator
from contextlib import suppress

import pytest

from game.client.looks.seat import SeatLook
from game.client.scenes.session import SessionScene
from game.client.widgets.press import Press
from tests.client.playing import MouseHands, go_round, play_round, start, where
from tests.pilot import Pilot, a_pilot


@pytest.fixture
def pilot() -> Iterator[Pilot]:
    """A pilot whose table is in the first exploring, all briefs read."""
    with a_pilot(calm=True) as pilot:
        start(pilot, MouseHands(pilot))
        go_round(pilot, MouseHands(pilot))
        yield pilot


class Stopping(MouseHands):
    """Hands that stop where they are told to."""

    def __init__(self, pilot: Pilot, before: str) -> None:
        super().__init__(pilot)
        self.before = before

    def press(self, key: str) -> None:
        if key == self.before or where(self.pilot)[1] == self.before:
            raise StopIteration
        super().press(key)


def play_to(pilot: Pilot, before: str) -> None:
    """Play until a key would be pressed, or a phase has begun."""
    with suppress(StopIteration):
        play_round(pilot, Stopping(pilot, before))


def meters(pilot: Pilot, seat: str) -> list[str]:
    """Return the numbers a seat shows."""
    widget = pilot.widget(f"seat.{seat}")
    assert isinstance(widget, Press)
    assert isinstance(widget.shows, SeatLook)
    return [meter.number for meter in widget.shows.meters]


def test_a_settled_round_is_shown_once_and_enter_closes_it(pilot: Pilot) -> None:
    play_to(pilot, "round_end.close")
    assert where(pilot) == (2, "explore", "")
    assert pilot.is_there("round_end")
    assert "Ronde 1 is klaar" in pilot.words()
    pilot.key("enter")
    assert not pilot.is_there("round_end")
    pilot.click("stance.decide")
    assert not pilot.is_there("round_end")


def test_a_round_played_again_is_shown_again(pilot: Pilot) -> None:
    play_to(pilot, "round_end.close")
    pilot.key("escape")
    pilot.click("step_back")
    assert where(pilot)[:2] == (1, "reflect")
    assert not pilot.is_there("round_end")
    pilot.click("primary")
    assert pilot.is_there("round_end")


def test_a_round_that_is_told_may_stay_open_while_others_play_on_to_where_it_is_shown_too(
    pilot: Pilot,
) -> None:
    play_to(pilot, "round_end.close")
    told = pilot.app.overlay
    pilot.key("escape")
    pilot.click("step_back")
    assert pilot.is_there("marks.1.nadia.face")
    pilot.app.lay_over(told)
    pilot.settle()
    assert pilot.is_there("round_end.marks.1.nadia.face")


def test_the_last_round_is_told_by_the_debrief_in_its_own_order(pilot: Pilot) -> None:
    play_round(pilot, MouseHands(pilot))
    play_round(pilot, MouseHands(pilot))
    assert where(pilot)[1] == "ended"
    assert not pilot.is_there("round_end")


def test_who_comes_back_to_a_session_is_not_shown_the_round_before(pilot: Pilot) -> None:
    play_round(pilot, MouseHands(pilot))
    assert isinstance(pilot.app.scene, SessionScene)
    play = pilot.session.play
    pilot.app.scene.leave = lambda: None  # type: ignore[method-assign]
    play.connection._out = play.connection.driver.opening()  # type: ignore[attr-defined]
    pilot.app.go(SessionScene(pilot.app, play))
    pilot.settle()
    assert where(pilot) == (2, "explore", "")
    assert not pilot.is_there("round_end")


def test_no_meter_moves_before_its_card_is_turned(pilot: Pilot) -> None:
    play_round(pilot, MouseHands(pilot))
    before = meters(pilot, "nadia")
    goal = pilot.widget("indicator.leefwereld").value
    play_to(pilot, "carry_out")
    part = pilot.session.table.part
    assert str(part("seat:nadia")["support"]) != before[0]
    assert pilot.app.texts.tenths(part("indicators")["leefwereld"]["value"]) != goal
    assert meters(pilot, "nadia") == before
    assert pilot.widget("indicator.leefwereld").value == goal
    assert pilot.keys("why.") == []
    told = {goal}
    while pilot.widget("primary").name != pilot.app.texts("looking.turn_together"):
        pilot.click("primary")
        told.add(pilot.widget("indicator.leefwereld").value)
    assert meters(pilot, "nadia")[0] == str(part("seat:nadia")["support"])
    assert pilot.widget("indicator.leefwereld").value == pilot.app.texts.tenths(
        part("indicators")["leefwereld"]["value"]
    )
    assert len(told) > 1
    assert pilot.is_there("why.trust.nadia")
