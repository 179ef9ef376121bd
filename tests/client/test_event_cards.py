"""The facilitator draws or skips an event card from the menu, and the room sees what came of it."""

from collections.abc import Iterator

import pytest

from game.client.scenes.middles.carrying import steps
from game.client.table import FACILITATOR
from tests.client.playing import MouseHands, go_round
from tests.client.test_facilitator import pressed
from tests.pilot import Pilot, a_pilot


@pytest.fixture
def pilot() -> Iterator[Pilot]:
    """Give a session of the first scenario with everybody's curtain behind it."""
    with a_pilot((1280, 720), calm=True) as made:
        made.click("start")
        go_round(made, MouseHands(made))
        yield made


def next_card(pilot: Pilot) -> str:
    return pilot.session.table.choices(FACILITATOR, "draw_event_card", "event_card")[0]


def test_a_card_drawn_by_keys_lies_open_at_once_and_is_not_turned_again(pilot: Pilot) -> None:
    card = pilot.session.table.scenario.event_cards[next_card(pilot)]
    pilot.key("escape")
    assert card.name["nl"] not in pilot.words(), "the menu stands on the big screen"  # type: ignore[index]
    pressed(pilot, "menu.draw_event_card")
    assert pilot.session.table.part("event")["by_hand"]
    assert card.says["nl"] in pilot.words()  # type: ignore[index]
    assert "De begeleider trekt een gebeurtenis" in pilot.words()
    assert [step.kind for step in steps(pilot.session._seen())] == ["together"]
    pilot.key("enter")
    assert not pilot.keys("event_card")
    pilot.click("menu")
    assert not pilot.can("menu.draw_event_card")
    assert not pilot.can("menu.skip_event_card")


def test_going_one_step_back_puts_the_card_back(pilot: Pilot) -> None:
    pilot.click("menu")
    pilot.click("menu.draw_event_card")
    pilot.click("event_card.close")
    pilot.click("step_back")
    assert pilot.session.table.part("event")["card"] is None
    pilot.click("menu")
    assert pilot.can("menu.draw_event_card")


def test_a_skipped_card_is_told_and_another_can_still_be_drawn(pilot: Pilot) -> None:
    before = next_card(pilot)
    pilot.click("menu")
    pressed(pilot, "menu.skip_event_card")
    assert "De begeleider slaat een gebeurtenis over." in pilot.widget("prompt").hint
    pilot.click("menu")
    assert not pilot.can("menu.skip_event_card")
    if pilot.can("menu.draw_event_card"):
        assert next_card(pilot) != before
