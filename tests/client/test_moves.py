"""What anybody can start, in the window: pledge, bring in an idea, call a core value, object, take over."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest

from tests.client.opened import an_opened, small
from tests.client.playing import Hands, KeyboardHands, MouseHands, go_round, where
from tests.pilot import Pilot

BUSINESS = {
    "name": {"nl": "Een eigen idee", "en": "An idea of your own"},
    "domain": "ontmoeten",
    "cost_classes": {
        "klein": {
            "name": {"nl": "Klein", "en": "Small"},
            "cost": 20_000,
            "minimum": 10_000,
            "effects": [{"add": "leefwereld", "by": 4}],
        },
        "groot": {
            "name": {"nl": "Groot", "en": "Large"},
            "cost": 40_000,
            "minimum": 20_000,
            "effects": [{"add": "leefwereld", "by": 9}],
        },
    },
}
VALUE = {"nl": "Niemand hoeft te bewijzen dat hij arm is.", "en": "Nobody has to prove that they are poor."}


def moving(rule: str = "average") -> dict[str, Any]:
    """Return the first scenario with every move; Joris has money of his own and a core value."""
    data = small(opening=None, poll=None, rule=rule)
    data["mechanics"] = ["recognise", "core_values", "pledges", "condition", "own_idea", "take_over"]
    data["tasks_on_table"] = 5
    data["templates"] = {"idee": BUSINESS}
    data["roles"]["joris"] |= {
        "purse": 20_000,
        "core_value": {"says": VALUE, "protects": "avondopvang"},
    }
    for round_ in data["rounds"].values():
        round_.pop("new", None)
        round_.pop("rule", None)
    return data


Opens = Callable[..., AbstractContextManager[Pilot]]


def _first(pilot: Pilot, prefix: str) -> str:
    """Return the first thing to press of a kind."""
    return next(key for key in pilot.keys(prefix) if pilot.widget(key).can_focus)


def to_the_ballots(pilot: Pilot, hands: Hands) -> None:
    """Go on from the briefs to filling in, with one card told."""
    if pilot.is_there("curtain.skip"):
        hands.press("curtain.skip")
    hands.choose("noor")
    hands.press("stance.co_produce")
    hands.choose("nadia")
    hands.press(_first(pilot, "tell."))
    while where(pilot)[1] in ("dialogue", "frame"):
        hands.press("primary")
    assert where(pilot)[2] == "fill_in"


def vote(pilot: Pilot, hands: Hands) -> None:
    """Let everybody give all to the first two tasks."""
    hands.press("primary")

    def fill_in() -> None:
        tasks = [key for key in pilot.keys("ballot.") if pilot.widget(key).role == "task"]
        for index in (0, 0, 1, 1, 1):
            hands.press(tasks[index])

    go_round(pilot, hands, fill_in)


def bring_in(pilot: Pilot, hands: Hands) -> None:
    hands.choose("nadia")
    hands.press("tool.bring_idea")
    hands.press(_first(pilot, "idea.need."))
    hands.write("idea.name", "Samen koken")
    hands.press("idea.size.idee/klein")
    hands.press("idea.send")


def pledge(pilot: Pilot, hands: Hands) -> None:
    hands.choose("joris")
    hands.press("tool.pledge")
    hands.press("pledge.what.money")
    hands.press("pledge.task.p1")
    hands.press("pledge.send")


@pytest.mark.parametrize("make", [MouseHands, KeyboardHands])
def test_an_idea_is_named_paid_for_by_a_pledge_and_carried(
    make: Callable[[Pilot], Hands], tmp_path: Path
) -> None:
    with an_opened(tmp_path, moving()) as pilot:
        hands = make(pilot)
        to_the_ballots(pilot, hands)
        bring_in(pilot, hands)
        assert "Samen koken" in pilot.words()
        pledge(pilot, hands)
        table = pilot.session.table
        [made] = table.part("pledges")["made"]
        assert (made["seat"], made["task"], made["what"]) == ("joris", "p1", "money")
        assert "toegezegd: Joris" in pilot.words()
        hands.press("tool.pledge")
        hands.press("pledge.back.money:p1")
        assert table.part("pledges")["made"] == []


@pytest.mark.parametrize("make", [MouseHands, KeyboardHands])
def test_a_pledge_can_ask_what_somebody_else_does(make: Callable[[Pilot], Hands], tmp_path: Path) -> None:
    with an_opened(tmp_path, moving()) as pilot:
        hands = make(pilot)
        to_the_ballots(pilot, hands)
        hands.choose("nadia")
        hands.press("tool.pledge")
        hands.press("pledge.what.doer")
        hands.press(_first(pilot, "pledge.task."))
        hands.press("pledge.when.seat")
        hands.press("pledge.of.joris")
        hands.press("pledge.send")
        [made] = pilot.session.table.part("pledges")["made"]
        assert (made["what"], made["when"], made["of"]) == ("doer", "seat", "joris")
        assert pilot.session.table.part("pledges")["conditions"] == ["nadia"]


@pytest.mark.parametrize("make", [MouseHands, KeyboardHands])
def test_a_core_value_is_not_written_anywhere_until_it_is_called(
    make: Callable[[Pilot], Hands], tmp_path: Path
) -> None:
    with an_opened(tmp_path, moving()) as pilot:
        hands = make(pilot)
        to_the_ballots(pilot, hands)
        vote(pilot, hands)
        assert where(pilot)[2] == "reveal"
        hands.choose("joris")
        hands.press("tool.call_core_value")
        assert VALUE["nl"] not in pilot.words()
        hands.press("value.send")
        assert VALUE["nl"] in pilot.words()
        assert not pilot.can("tool.call_core_value")
        hands.press("primary")
        assert pilot.session.table.part("core_values")["joris"]["held"]


@pytest.mark.parametrize("make", [MouseHands, KeyboardHands])
def test_an_objection_can_be_because_of_the_own_core_value(
    make: Callable[[Pilot], Hands], tmp_path: Path
) -> None:
    with an_opened(tmp_path, moving("consensus")) as pilot:
        hands = make(pilot)
        to_the_ballots(pilot, hands)
        vote(pilot, hands)
        hands.press("primary")
        assert where(pilot)[2] == "settle"
        hands.choose("nadia")
        hands.press("answer.object")
        assert not pilot.is_there("object.need.core-value:own")
        hands.press("object.close")
        hands.choose("joris")
        hands.press("answer.object")
        hands.press(_first(pilot, "object.task."))
        hands.press("object.need.core-value:own")
        hands.press("object.send")
        answer = pilot.session.table.part("plan")["answers"]["joris"]
        assert (answer["answer"], answer["need"]) == ("object", None)


@pytest.mark.parametrize("make", [MouseHands, KeyboardHands])
def test_a_task_is_taken_over_from_who_claimed_it(make: Callable[[Pilot], Hands], tmp_path: Path) -> None:
    with an_opened(tmp_path, moving()) as pilot:
        hands = make(pilot)
        to_the_ballots(pilot, hands)
        vote(pilot, hands)
        hands.press("primary")
        assert where(pilot)[2] == "claim"
        hands.choose("nadia")
        hands.press("tool.take_over")
        task = _first(pilot, "take_over.task.")
        hands.press(task)
        hands.press("take_over.send")
        taken = pilot.session.table.part("moves")["taken_over"]
        assert list(taken) == ["nadia"]
        part = pilot.session.table.part(f"task:{taken['nadia']}")
        assert (part["doer"], part["owner"]) == ("nadia", "nadia")
        assert not pilot.can("tool.take_over")


def test_where_no_move_is_used_the_board_has_no_button_for_one(tmp_path: Path) -> None:
    with an_opened(tmp_path, small(opening=None, poll=None)) as pilot:
        to_the_ballots(pilot, MouseHands(pilot))
        assert pilot.keys("tool.") == []
