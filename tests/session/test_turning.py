"""Whoever leads brings everybody to a page of the looking back, and it stays so after a restart."""

from typing import Any

import pytest

from game.bots.demo import begin_demo, play_demo
from game.scenario.load import find
from game.session.memory import MemoryStore
from game.session.observing import observers
from game.session.recover import recover
from game.session.stepper import Stepper
from tests.session.stories import a_stepper, accepted, refused

FACILITATOR = "facilitator"


@pytest.fixture(scope="module")
def ended() -> Stepper:
    """A session of bots at its end."""
    stepper, players = begin_demo(MemoryStore(), find("eerste-potje"), 7)
    play_demo(stepper, players)
    return stepper


def test_everybody_is_shown_the_page_to_which_the_room_was_brought(ended: Stepper) -> None:
    for page in ("role", "covered:nadia/rust"):
        accepted(ended, FACILITATOR, "turn_page", page=page)
        for observer in observers(ended.session):
            assert ended.parts(observer)["looking_back"] == {"page": page}


def test_the_page_is_still_there_when_the_session_is_read_again(ended: Stepper) -> None:
    accepted(ended, FACILITATOR, "turn_page", page="money")
    assert recover(ended.store, ended.name).state.page == "money"


def test_a_seat_turns_no_page(ended: Stepper) -> None:
    assert refused(ended, "seat:nadia", "turn_page", page="money") == "not-yours"


@pytest.mark.parametrize("page", ["", "Jan de Vries", "money:", "x" * 500, "pocket:a b", "pocket:\n"])
def test_nothing_can_be_written_as_the_name_of_a_page(ended: Stepper, page: str) -> None:
    assert refused(ended, FACILITATOR, "turn_page", page=page) == "not-allowed"


@pytest.mark.parametrize("page", [None, 3, ["role"]])
def test_a_page_that_is_no_text_is_refused_in_words(ended: Stepper, page: Any) -> None:
    assert refused(ended, FACILITATOR, "turn_page", page=page) == "bad-order"


def test_nothing_is_looked_back_on_before_the_end() -> None:
    stepper = a_stepper()
    assert refused(stepper, FACILITATOR, "turn_page", page="role") == "not-allowed"
    assert stepper.parts("projector")["looking_back"] == {"page": ""}


def test_who_goes_back_to_play_is_at_no_page_any_more() -> None:
    stepper, players = begin_demo(MemoryStore(), find("eerste-potje"), 7)
    play_demo(stepper, players)
    accepted(stepper, FACILITATOR, "turn_page", page="lines")
    accepted(stepper, FACILITATOR, "step_back")
    assert stepper.parts("projector")["looking_back"] == {"page": ""}
