"""Eerst iets anders dan werk keeps its promises: three lines, a plan that is sealed first, talk that brings.

Bots play it over a few seeds. Their figures say what the model does; they say nothing about people.
"""

from functools import lru_cache
from statistics import mean

import pytest

from game import resources
from game.bots.cast import BOTS, make_bots
from game.bots.play import play_out
from game.rules.game import Game
from game.rules.state import TableState, new_table
from game.scenario.check import check
from game.scenario.load import load
from game.scenario.model import Scenario, in_language
from tests.builders import shipped_game

FOLDER = resources.scenarios() / "utrecht-bijstand"
SEEDS = range(8)
COMPARED = ("random", "supplier", "dialogue", "talker")
"""Bots that play on every seed; the others only have to come to an end, once."""
LURE, BETTER = "training", "mag-beslissen"
MOST_WORDS, MOST_MECHANICS, OPENING_MINUTES = 60, 8, 5


@lru_cache(maxsize=1)
def utrecht() -> Scenario:
    found = load(FOLDER).scenario
    assert found is not None
    return found


@lru_cache(maxsize=1)
def game() -> Game:
    return shipped_game("utrecht-bijstand")


@lru_cache(maxsize=len(BOTS))
def plays(bots: str) -> list[TableState]:
    tables = ((seed, new_table(game(), "tafel", seed)) for seed in SEEDS[: None if bots in COMPARED else 1])
    return [play_out(table, make_bots(bots, game().seats), seed) for seed, table in tables]


def main_after(state: TableState, moment: int) -> int:
    """Return the main indicator, in tenths, after a round (0 is the first) or at the end (-1)."""
    return state.history[moment].indicators[game().main_goal]


def lowest_support(state: TableState) -> int:
    return min(points for seat, points in state.history[-1].support.items() if seat != game().director)


def causes_in(bots: str) -> set[str]:
    """Return the kinds of cause that moved anything in any play."""
    moments = [moment for one in plays(bots) for moment in one.causes.values()]
    return {change.cause.kind for moment in moments for change in moment}


# What stands in the file. ----------------------------------------------------------------------------


def test_utrecht_has_nothing_to_advise_about() -> None:
    assert check([FOLDER]) == []


def test_utrecht_plays_its_eight_mechanics_and_at_most_one_is_new_in_a_round() -> None:
    rounds = utrecht().rounds.values()
    assert all(len(round_.new) <= 1 for round_ in rounds)
    used = {*utrecht().mechanics}.union(*(round_.new for round_ in rounds))
    assert {"core_values", "sealed_plan", "delivery", "felt_trust", "change_rule"} <= used
    assert len(used) <= MOST_MECHANICS
    assert "expert_by_experience" in {one.kind for one in utrecht().instruments.values()}


def test_another_rule_can_still_be_used_when_it_is_new() -> None:
    last = max(utrecht().rounds)
    assert any("change_rule" in round_.new for number, round_ in utrecht().rounds.items() if number < last)


def test_a_quarter_of_the_time_is_for_looking_back() -> None:
    beats = [round_.beats for round_ in utrecht().rounds.values()]
    at_play = sum(one.ask + one.choose + one.look for one in beats if one is not None)
    assert len([one for one in beats if one is not None]) == len(utrecht().rounds)
    assert 4 * (utrecht().minutes - OPENING_MINUTES - at_play) >= utrecht().minutes


@pytest.mark.parametrize(("language", "word"), [("nl", "training"), ("en", "training")])
def test_everybody_knows_what_is_good_about_the_lure(language: str, word: str) -> None:
    assert [id_ for id_, task in utrecht().tasks.items() if task.lure] == [LURE]
    for role in utrecht().roles.values():
        brief = in_language(role.brief or "", language)
        assert word in brief
        assert len(brief.split()) <= MOST_WORDS


def test_what_is_good_about_the_better_task_is_spread_over_cards() -> None:
    answers = utrecht().tasks[BETTER].answers
    who = {role for role, one in utrecht().roles.items() if answers.keys() & one.cards.keys()}
    assert len(who) >= 4
    assert utrecht().tasks[BETTER].cost < utrecht().tasks[LURE].cost


def test_everybody_with_cards_has_one_that_is_told_by_itself_and_one_that_is_not() -> None:
    for role in utrecht().roles.values():
        thresholds = sorted(card.tell_from_trust for card in role.cards.values())
        if thresholds:
            assert thresholds[0] == 0 < thresholds[-1]
            assert abs(thresholds[-1] - role.trust) <= 5, "one answer or one disappointment away"


def test_everybody_but_the_director_has_another_thing_that_is_not_for_sale() -> None:
    protected = [role.core_value.protects for role in utrecht().roles.values() if role.core_value]
    assert len(protected) == len(set(protected)) == len(utrecht().roles) - 1
    assert LURE not in protected


def test_what_is_new_in_each_line_is_as_much_about_something_else_as_about_work() -> None:
    new = [task for task in utrecht().tasks.values() if not task.existing and not task.duty]
    assert {task.challenge for task in new} == set(utrecht().challenges)
    assert 2 * sum(task.domain == "werk" for task in new) < len(new)


# Whether it matters how you play. --------------------------------------------------------------------


@pytest.mark.parametrize("name", BOTS)
def test_every_way_to_play_comes_to_an_end(name: str) -> None:
    assert all(one.ended for one in plays(name))


def test_supplying_is_ahead_after_the_first_round_and_asking_at_the_end() -> None:
    asking, supplying = plays("dialogue"), plays("supplier")
    assert mean(main_after(one, 0) for one in supplying) > mean(main_after(one, 0) for one in asking)
    assert mean(main_after(one, -1) for one in supplying) < mean(main_after(one, -1) for one in asking)
    assert mean(map(lowest_support, supplying)) + 5 < mean(map(lowest_support, asking))


def test_the_lure_is_bought_by_who_does_not_ask() -> None:
    assert mean(LURE in one.running for one in plays("supplier")) > 0.6
    assert mean(LURE in one.running for one in plays("dialogue")) < 0.4


def test_talk_that_brings_nothing_costs_trust_and_talk_that_does_costs_none() -> None:
    assert "no_delivery" in causes_in("talker")
    assert "no_delivery" not in causes_in("dialogue")


def test_everybody_says_how_much_trust_there_is_by_feeling_and_a_plan_is_sealed() -> None:
    for state in plays("dialogue"):
        assert all(len(felt) == len(game().seats) - 1 for felt in state.felt.values())
        assert set(state.sealed) == set(utrecht().rounds)


def test_every_event_card_and_every_task_comes_up_somewhere() -> None:
    tables = [one for name in ("random", "supplier", "dialogue") for one in plays(name)]
    assert {card for one in tables for card in one.cards_drawn} == set(game().event_cards)
    assert {task for one in tables for task in one.running} == set(game().tasks)
