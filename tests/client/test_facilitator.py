"""What the facilitator can do at any time, by keys as well: go back to any moment, hand a seat over."""

from collections.abc import Iterator

import pytest

from game.client.opening import BOT
from game.client.table import FACILITATOR
from tests.client.playing import MouseHands, go_round
from tests.pilot import Pilot, a_pilot


@pytest.fixture
def pilot() -> Iterator[Pilot]:
    """Give a session of the first scenario with everybody's curtain behind it."""
    with a_pilot((1280, 720), calm=True) as made:
        made.click("start")
        go_round(made, MouseHands(made))
        yield made


def pressed(pilot: Pilot, key: str) -> None:
    """Press a control by keyboard alone: Tab and arrows until it has the focus, then Enter."""
    for _ in range(60):
        focused, wanted = pilot.app.stage.focused, pilot.widget(key)
        if focused is not None and focused.key == key:
            pilot.key("enter")
            return
        if focused is None or focused.group != wanted.group:
            pilot.key("tab")
        elif abs(wanted.at.y - focused.at.y) > 4:
            pilot.key("down" if wanted.at.y > focused.at.y else "up")
        else:
            pilot.key("right" if wanted.at.x > focused.at.x else "left")
    raise AssertionError(f"the keys do not come to {key}")


def phase(pilot: Pilot) -> str:
    return str(pilot.session.table.part("table")["phase"])


def test_the_table_goes_back_to_a_moment_of_the_list_by_keys_alone(pilot: Pilot) -> None:
    pilot.click("stance.decide")
    assert phase(pilot) == "dialogue"
    pilot.key("escape")
    pressed(pilot, "menu.back")
    assert "Ronde 1, Verkennen: voor de zet van Noor" in pilot.words()
    first = min(int(key.removeprefix("back.")) for key in pilot.keys("back.") if key[5:].isdigit())
    assert not pilot.can("back.go")
    pressed(pilot, f"back.{first}")
    assert phase(pilot) == "dialogue", "choosing a moment is not going there"
    pressed(pilot, "back.go")
    assert phase(pilot) == "explore"
    assert pilot.can("stance.decide")


def test_leaving_the_list_changes_nothing(pilot: Pilot) -> None:
    pilot.click("stance.decide")
    pilot.click("menu")
    pilot.click("menu.back")
    pilot.click(next(key for key in pilot.keys("back.") if key[5:].isdigit()))
    pilot.key("escape")
    assert pilot.session.table.part("rewound")["times"] == 0


def test_a_seat_is_handed_to_the_computer_and_back_to_a_person(pilot: Pilot) -> None:
    pilot.click("menu")
    pressed(pilot, "menu.hand")
    pilot.app.stage.focus("hand.joris")
    pilot.key("right")
    pilot.key("right")
    assert pilot.session.table.part("people")["joris"]["holder"] == BOT
    pilot.click("hand.done")
    assert not pilot.can("seat.joris")
    pilot.click("menu")
    pilot.click("menu.hand")
    pilot.app.stage.focus("hand.joris")
    pilot.key("left")
    pilot.key("left")
    pilot.click("hand.done")
    assert pilot.session.table.part("people")["joris"]["holder"] == "person"
    assert pilot.can("seat.joris")


def test_the_order_to_go_back_is_the_facilitators(pilot: Pilot) -> None:
    pilot.click("stance.decide")
    points = pilot.session.table.part("rewind", FACILITATOR)["points"]
    assert points
    assert "rewind" not in pilot.session.table.views["projector"]
