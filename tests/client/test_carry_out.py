"""Carrying out on the screen: nothing is told before its card is turned, and what is told adds up."""

import re
from collections.abc import Iterator

import pytest

from game.client.scenes.middles import carry_out
from game.client.scenes.middles.carrying import effects, steps
from game.client.widgets.layout import Box
from tests.client.played import PlayedTable, a_played, crowded
from tests.client.staged import BESIDE_SEATS, OVER_SEATS, Shown, cut_texts, outside


@pytest.fixture(scope="module")
def played() -> PlayedTable:
    """A second round in which a task starts, one stays under way, two land and somebody carries too much."""
    return a_played(phase="carry_out", round_=2, seed=2)


@pytest.fixture
def shown(played: PlayedTable) -> Iterator[Shown]:
    played.tell()
    made = Shown(played, carry_out.build, BESIDE_SEATS)
    yield made
    made.close()


def turn_all(shown: Shown) -> int:
    """Turn every card and return how many there were."""
    count = 0
    while (first := carry_out.primary(shown.seen)) is not None:
        first.act()
        shown.turn()
        count += 1
    return count


def test_the_event_lies_first_and_the_round_together_last(shown: Shown) -> None:
    kinds = [step.kind for step in steps(shown.seen)]
    assert kinds == ["event", "started", "started", "landed", "landed", "over_asked", "together"]


def test_no_task_is_named_before_its_card_is_turned(shown: Shown) -> None:
    tasks = [step.id for step in steps(shown.seen) if step.kind in ("started", "landed")]
    for index in range(len(steps(shown.seen))):
        named = {task for task in tasks if shown.seen.task(task) in shown.texts()}
        turned = {step.id for step in steps(shown.seen)[:index]}
        assert named <= turned
        carry_out.turn(shown.seen)
        shown.turn()
    assert {task for task in tasks if shown.seen.task(task) in shown.texts()} == set(tasks)


def test_a_click_and_enter_each_turn_one_card(shown: Shown) -> None:
    shown.press("carry_out.back")
    assert "De hele straat komt kijken" in shown.texts()
    shown.press("carry_out.small.1")
    assert shown.seen.task(steps(shown.seen)[1].id) in shown.texts()
    shown.keys("right", "enter")
    assert shown.seen.task(steps(shown.seen)[2].id) in shown.texts()
    shown.press("carry_out.small.0")
    assert "De hele straat komt kijken" in shown.texts()


def test_the_gold_button_is_free_again_when_all_lies_open(shown: Shown) -> None:
    assert turn_all(shown) == len(steps(shown.seen))
    assert carry_out.primary(shown.seen) is None


def test_the_factors_on_a_card_add_up_to_what_the_task_did(shown: Shown) -> None:
    for index, step in enumerate(steps(shown.seen)):
        carry_out.turn(shown.seen)
        shown.turn()
        for effect in effects(shown.seen, step.id) if step.kind in ("started", "landed") else []:
            key = f"carry_out.outcome.effect.{effect.indicator}"
            told = shown.widget(f"{key}.amount").value
            factors = [shown.widget(one).value for one in shown.keys_of(key) if one.endswith(".said")]
            assert len(factors) == 5, f"card {index} names every factor"
            assert sum(map(_tenths, factors)) == _tenths(told)


def test_who_carries_too_much_is_told_with_what_it_costs(shown: Shown) -> None:
    turn_all(shown)
    shown.press("carry_out.small.5")
    assert "Joris draagt te veel" in shown.texts()
    assert "-4" in shown.texts()


def test_what_a_task_did_and_where_a_goal_stands_open_why(shown: Shown) -> None:
    turn_all(shown)
    for card, key in ((1, "carry_out.why.leefwereld"), (6, "carry_out.now.leefwereld")):
        shown.press(f"carry_out.small.{card}")
        shown.press(key)
        assert "Waarom? Past bij wat mensen nodig hebben" in shown.texts()
        shown.keys("escape")


def test_a_card_turns_in_half_a_second_and_at_once_in_a_calm_picture(played: PlayedTable) -> None:
    for is_calm in (False, True):
        played.tell()
        shown = Shown(played, carry_out.build, BESIDE_SEATS, is_calm=is_calm)
        carry_out.turn(shown.seen)
        shown.turn(0)
        assert shown.app.motion.is_moving is not is_calm
        shown.turn(600)
        shown.turn(1)
        assert not shown.app.motion.is_moving
        assert "De hele straat komt kijken" in shown.texts()
        shown.close()


def test_another_round_begins_face_down_again(played: PlayedTable) -> None:
    first = a_played(phase="carry_out", round_=1, seed=2)
    shown = Shown(first, carry_out.build, BESIDE_SEATS)
    turn_all(shown)
    first.play_until("carry_out", 2, seed=2)
    shown.turn()
    shown.turn()
    assert shown.has("carry_out.back")
    shown.close()


@pytest.fixture(scope="module")
def full_table() -> PlayedTable:
    """The same with seven seats, four indicators, three rounds and long names."""
    return a_played(crowded(), phase="carry_out", round_=2, seed=2)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("how_full", ["played", "full_table"])
@pytest.mark.parametrize(("scale", "box"), [(100, BESIDE_SEATS), (150, OVER_SEATS)])
def test_no_word_is_cut(
    request: pytest.FixtureRequest,
    how_full: str,
    scale: int,
    box: Box,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    played: PlayedTable = request.getfixturevalue(how_full)
    cut = cut_texts(monkeypatch)
    played.tell()
    shown = Shown(played, carry_out.build, box, scale=scale, language=language)
    for _ in steps(shown.seen):
        carry_out.turn(shown.seen)
        shown.turn()
        assert list(outside(shown)) == []
    shown.close()
    assert cut == []


def _tenths(said: str) -> int:
    return int(re.sub(r"[^0-9-]", "", said))
