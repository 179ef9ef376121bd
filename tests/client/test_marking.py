"""Ballots of marks: tasks that are ticked, and tasks in an order, by mouse and by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.client.scenes.marking import moved, turned
from game.client.scenes.session import SessionScene
from game.scenario.load import find
from tests.client.playing import SEATS, KeyboardHands, MouseHands, go_round, to_the_ballots, where
from tests.pilot import Pilot, a_pilot, a_play

S, B = "schuldhulp-thuis", "budgetmaatjes"


def at_the_ballot(
    tmp_path: Path, form: str, rule: str, language: str = "nl", text_scale: int = 100
) -> Iterator[Pilot]:
    text = (find("eerste-potje") / "scenario.yaml").read_text("utf-8")
    text = text.replace("ballot: points", f"ballot: {form}").replace("rule: average", f"rule: {rule}")
    (tmp_path / "scenario.yaml").write_text(text, "utf-8")
    with a_pilot(language=language, text_scale=text_scale, calm=True) as pilot:
        pilot.app.go(SessionScene(pilot.app, a_play(tmp_path, clock=pilot.clock)))
        pilot.settle()
        hands = MouseHands(pilot)
        to_the_ballots(pilot, hands)
        hands.press("primary")
        yield pilot


@pytest.fixture
def ticking(tmp_path: Path) -> Iterator[Pilot]:
    yield from at_the_ballot(tmp_path, "approval", "equal_shares")


@pytest.fixture
def ranking(tmp_path: Path) -> Iterator[Pilot]:
    yield from at_the_ballot(tmp_path, "ranking", "majority")


def first_ballot(pilot: Pilot) -> MouseHands:
    hands = MouseHands(pilot)
    hands.press("curtain.open")
    return hands


def handed_in(pilot: Pilot) -> dict[str, int]:
    given = pilot.session.table.part("private", f"seat:{SEATS[0]}")["ballot"]
    return dict(given)


def test_a_click_ticks_a_task_and_another_takes_the_tick_away(ticking: Pilot) -> None:
    hands = first_ballot(ticking)
    for task in (S, B, S):
        hands.press(f"ballot.{task}")
    assert "1 taak gekozen" in ticking.widget("secret.said").name
    hands.press("secret.done")
    assert handed_in(ticking) == {B: 1}


def test_the_keys_plus_and_minus_tick_too(ticking: Pilot) -> None:
    first_ballot(ticking)
    hands = KeyboardHands(ticking)
    hands.reach(f"ballot.{S}")
    ticking.key("+")
    ticking.key("+")
    hands.reach(f"ballot.{B}")
    ticking.key("+")
    ticking.key("-")
    hands.press("secret.done")
    assert handed_in(ticking) == {S: 1}


def test_clicks_put_tasks_in_an_order_and_keys_move_them(ranking: Pilot) -> None:
    hands = first_ballot(ranking)
    hands.press(f"ballot.{S}")
    hands.press(f"ballot.{B}")
    assert ranking.widget(f"ballot.{B}").value.endswith("Nummer 2")
    keys = KeyboardHands(ranking)
    keys.reach(f"ballot.{B}")
    ranking.key("+")
    assert ranking.widget(f"ballot.{B}").value.endswith("Nummer 1")
    keys.press("secret.done")
    assert handed_in(ranking) == {S: 2, B: 1}


def test_a_whole_round_is_played_with_ticks_and_equal_shares(ticking: Pilot) -> None:
    hands = MouseHands(ticking)
    go_round(ticking, hands, lambda: hands.press(f"ballot.{S}"))
    hands.press("primary")
    assert where(ticking) == (1, "divide", "claim")
    plan = ticking.session.table.part("plan")
    assert (plan["rule"], plan["amounts"]) == ("equal_shares", {S: 30_000})


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("form", ["amounts", "approval", "ranking"])
def test_no_word_of_a_ballot_is_cut_in_the_largest_letters(tmp_path: Path, form: str, language: str) -> None:
    for pilot in at_the_ballot(tmp_path, form, "average", language, 200):
        pilot.app.painter.cut.clear()
        first_ballot(pilot).press(f"ballot.{S}")
        pilot.app.stage.damage_all()
        pilot.settle()
        assert not pilot.app.painter.cut


def test_a_task_that_leaves_an_order_closes_it_up() -> None:
    assert turned({"a": 1, "b": 2, "c": 3}, "a") == {"b": 1, "c": 2}
    assert turned({"a": 1}, "b") == {"a": 1, "b": 2}


@pytest.mark.parametrize(
    ("task", "by", "after"),
    [
        ("b", -1, {"b": 1, "a": 2, "c": 3}),
        ("b", 1, {"a": 1, "c": 2, "b": 3}),
        ("a", -1, {"a": 1, "b": 2, "c": 3}),
        ("c", 1, {"a": 1, "b": 2}),
        ("d", -1, {"a": 1, "b": 2, "c": 3, "d": 4}),
        ("d", 1, {"a": 1, "b": 2, "c": 3}),
    ],
)
def test_a_task_moves_up_and_down_an_order(task: str, by: int, after: dict[str, int]) -> None:
    assert moved({"a": 1, "b": 2, "c": 3}, task, by) == after
