"""Zestig mensen in Noord keeps its promises: small starts, money that ends, carrying it together.

Bots play it over a few seeds. Their figures say what the model does; they say nothing about people.
"""

from functools import lru_cache
from statistics import mean

import pytest

from game import resources
from game.bots.cast import make_bots
from game.bots.play import play_out
from game.rules.game import Game
from game.rules.state import TableState, new_table
from game.scenario.check import check
from game.scenario.load import load
from game.scenario.model import Scenario, in_language
from tests.builders import shipped_game

FOLDER = resources.scenarios() / "noord-armoede"
SEEDS = range(8)
LURE, BETTER = "pakket", "vast-gezicht"
MOST_WORDS, MOST_MECHANICS, OPENING_MINUTES = 60, 8, 5


@lru_cache(maxsize=1)
def noord() -> Scenario:
    found = load(FOLDER).scenario
    assert found is not None
    return found


@lru_cache(maxsize=1)
def game() -> Game:
    return shipped_game("noord-armoede")


@lru_cache(maxsize=3)
def plays(bots: str) -> list[TableState]:
    tables = ((seed, new_table(game(), "tafel", seed)) for seed in SEEDS)
    return [play_out(table, make_bots(bots, game().seats), seed) for seed, table in tables]


def main_after(state: TableState, moment: int) -> int:
    """Return the main indicator, in tenths, after a round (0 is the first) or at the end (-1)."""
    return state.history[moment].indicators[game().main_goal]


# What stands in the file. ----------------------------------------------------------------------------


def test_noord_has_nothing_to_advise_about() -> None:
    assert check([FOLDER]) == []


def test_noord_plays_its_eight_mechanics_and_at_most_one_is_new_in_a_round() -> None:
    rounds = noord().rounds.values()
    assert all(len(round_.new) <= 1 for round_ in rounds)
    used = {*noord().mechanics}.union(*(round_.new for round_ in rounds))
    assert {"pledges", "condition", "topping_up", "upkeep", "take_over"} <= used
    assert len(used) <= MOST_MECHANICS
    assert "pilot" in {one.kind for one in noord().instruments.values()}


def test_a_quarter_of_the_time_is_for_looking_back() -> None:
    beats = [round_.beats for round_ in noord().rounds.values()]
    at_play = sum(one.ask + one.choose + one.look for one in beats if one is not None)
    assert len([one for one in beats if one is not None]) == len(noord().rounds)
    assert 4 * (noord().minutes - OPENING_MINUTES - at_play) >= noord().minutes


@pytest.mark.parametrize(("language", "word"), [("nl", "Eén pakket"), ("en", "ne package")])
def test_everybody_knows_what_is_good_about_the_lure(language: str, word: str) -> None:
    assert [id_ for id_, task in noord().tasks.items() if task.lure] == [LURE]
    for role in noord().roles.values():
        brief = in_language(role.brief or "", language)
        assert word in brief
        assert len(brief.split()) <= MOST_WORDS


def test_what_is_good_about_the_better_task_is_spread_over_cards() -> None:
    answers = noord().tasks[BETTER].answers
    who = {role for role, one in noord().roles.items() if answers.keys() & one.cards.keys()}
    assert len(who) >= 4
    assert noord().tasks[BETTER].cost < noord().tasks[LURE].cost


def test_everybody_with_cards_has_one_that_is_told_by_itself_and_one_that_is_not() -> None:
    for role in noord().roles.values():
        thresholds = sorted(card.tell_from_trust for card in role.cards.values())
        if thresholds:
            assert thresholds[0] == 0 < thresholds[-1]
            assert abs(thresholds[-1] - role.trust) <= 5, "one answer or one disappointment away"


def test_what_is_new_can_begin_small_and_be_paid_more_later() -> None:
    new = [task for task in noord().tasks.values() if not (task.existing or task.duty or task.yearly)]
    assert len(new) >= 6
    assert all(task.minimum is not None and task.minimum < task.cost for task in new)


def test_what_asks_money_again_lands_early_enough_to_ask_it() -> None:
    again = [task for task in noord().tasks.values() if task.yearly]
    assert again
    assert all(task.upkeep and task.from_round == 1 for task in again)
    assert all(task.curve == "all_or_nothing" for task in again), "what must go on is never half there"


# Whether it matters how you play. --------------------------------------------------------------------


def test_supplying_is_ahead_after_the_first_round_and_asking_at_the_end() -> None:
    asking, supplying = plays("dialogue"), plays("supplier")
    assert mean(main_after(one, 0) for one in supplying) > mean(main_after(one, 0) for one in asking)
    assert mean(main_after(one, -1) for one in supplying) < mean(main_after(one, -1) for one in asking)


def test_the_lure_is_bought_by_who_does_not_ask() -> None:
    assert mean(LURE in one.running for one in plays("supplier")) > 0.6
    assert mean(LURE in one.running for one in plays("dialogue")) < 0.4


def test_whatever_the_table_can_do_with_money_is_done_somewhere() -> None:
    moments = [moment for one in plays("random") for moment in one.causes.values()]
    kinds = {change.cause.kind for moment in moments for change in moment}
    assert {"pledge", "topping_up", "upkeep", "instrument", "duty"} <= kinds
    assert any(one.taken_over for one in plays("random"))
    runs = [run for one in plays("dialogue") for run in one.running.items()]
    assert any(noord().tasks[id_].yearly and run.status == "stopped" for id_, run in runs)


def test_every_event_card_comes_up_somewhere() -> None:
    tables = [one for name in ("random", "supplier", "dialogue") for one in plays(name)]
    assert {card for one in tables for card in one.cards_drawn} == set(game().event_cards)
