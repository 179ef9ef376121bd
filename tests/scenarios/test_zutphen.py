"""The theme table of Zutphen keeps what is its own: limits, objections that mend, ideas of the table."""

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

FOLDER = resources.scenarios() / "zutphen-dementie"
LURE, BETTER = "maatjes", "kring"
MANY = {"supplier": 24, "random": 12, "dialogue": 12, "fair_share": 4}
"""How often a bot plays; the others play once, to see that they come to the end."""
OPENING_MINUTES, MINUTES_TO_MEND, MOST_WORDS, MOST_MECHANICS = 5, 10, 60, 8


@lru_cache(maxsize=1)
def zutphen() -> Scenario:
    found = load(FOLDER).scenario
    assert found is not None
    return found


@lru_cache(maxsize=1)
def game() -> Game:
    return shipped_game("zutphen-dementie")


@lru_cache(maxsize=12)
def plays(bots: str) -> list[TableState]:
    """Return tables that were played to the end, each with its list of causes; the first has seed 0."""
    tables = ((seed, new_table(game(), "tafel", seed)) for seed in range(MANY.get(bots, 1)))
    return [play_out(table, make_bots(bots, game().seats), seed) for seed, table in tables]


def main_at(state: TableState, moment: int) -> int:
    """Return the main indicator, in tenths, after a round (0 is the first) or at the end (-1)."""
    return state.history[moment].indicators[game().main_goal]


def lowest_support(state: TableState) -> int:
    return min(points for seat, points in state.history[-1].support.items() if seat != game().director)


# What stands in the file. ----------------------------------------------------------------------------


def test_zutphen_has_nothing_to_advise_about() -> None:
    assert check([FOLDER]) == []


def test_zutphen_is_as_large_as_its_table_was_promised() -> None:
    found = zutphen()
    assert [role.kind for role in found.roles.values()] == 3 * ["resident"] + 3 * ["partner"] + ["director"]
    assert (len(found.rounds), len(found.challenges)) == (3, 3)
    assert len([task for task in found.tasks.values() if not task.duty]) == 12
    assert len([task for task in found.tasks.values() if task.duty]) == 1
    assert [id_ for id_, task in found.tasks.items() if task.lure] == [LURE]
    assert len([need for need in found.needs.values() if need.chair]) == 3


def test_one_mechanic_is_new_in_a_round_and_those_are_its_own() -> None:
    found = zutphen()
    assert all(len(round_.new) <= 1 for round_ in found.rounds.values())
    used = {*found.mechanics}.union(*(round_.new for round_ in found.rounds.values()))
    assert len(used) <= MOST_MECHANICS
    assert {"own_idea", "step_back", "report_back", "recognise", "instruments"} <= used


def test_a_quarter_of_the_time_is_for_looking_back_and_choosing_has_time_to_mend() -> None:
    beats = [round_.beats for round_ in zutphen().rounds.values() if round_.beats is not None]
    assert len(beats) == len(zutphen().rounds)
    at_play = sum(one.ask + one.choose + one.look for one in beats)
    assert 4 * (zutphen().minutes - OPENING_MINUTES - at_play) >= zutphen().minutes
    by_consent = [n for n, round_ in zutphen().rounds.items() if (round_.rule or zutphen().rule) == "consent"]
    assert by_consent == [2, 3], "first a plan as it comes, then one that nobody objects to"
    assert all(beats[n - 1].choose >= MINUTES_TO_MEND for n in by_consent)


@pytest.mark.parametrize(("language", "words"), [("nl", "onderd maatjes"), ("en", "undred more buddies")])
def test_a_brief_is_short_and_knows_what_is_good_about_the_lure(language: str, words: str) -> None:
    for role in zutphen().roles.values():
        brief = " ".join(in_language(role.brief or "", language).split())
        assert 30 <= len(brief.split()) <= MOST_WORDS
        assert words in brief


def test_what_is_good_about_the_better_task_is_spread_over_cards_that_wait_for_a_question() -> None:
    tasks = zutphen().tasks
    behind = {
        role
        for role, one in zutphen().roles.items()
        for need, card in one.cards.items()
        if need in tasks[BETTER].answers and card.tell_from_trust
    }
    assert len(behind) >= 4
    assert tasks[BETTER].cost < tasks[LURE].cost
    opening = zutphen().opening
    assert opening is not None
    assert {LURE, BETTER} <= set(opening.tasks)


def test_everybody_with_cards_has_one_that_is_told_by_itself_and_one_that_is_not() -> None:
    for role in zutphen().roles.values():
        thresholds = sorted(card.tell_from_trust for card in role.cards.values())
        if thresholds:
            assert thresholds[0] == 0 < thresholds[-1]
            assert abs(thresholds[-1] - role.trust) <= 5, "one answer or one disappointment away"


def test_who_helps_for_nothing_can_carry_least_and_care_is_one_party() -> None:
    roles = zutphen().roles
    assert all(role.capacity == 1 for role in roles.values() if role.kind == "resident")
    assert roles["rachid"].party == roles["ingrid"].party
    shared = [task for task in zutphen().tasks.values() if {"resident", "partner"} <= set(task.doers)]
    assert zutphen().tasks[BETTER] in shared


# How it plays. ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", BOTS)
def test_every_bot_plays_it_to_the_end(name: str) -> None:
    assert all(one.ended for one in plays(name))


def test_asking_and_sharing_end_above_supplying_which_is_ahead_first() -> None:
    asking, supplying = plays("dialogue"), plays("supplier")
    assert mean(map(lowest_support, asking)) >= mean(map(lowest_support, supplying)) + 10
    assert mean(main_at(one, 0) for one in supplying) > mean(main_at(one, 0) for one in asking) + 30
    ahead = [main_at(a, -1) > main_at(b, -1) for a, b in zip(asking, supplying, strict=False)]
    assert 0.5 < mean(ahead) < 1, "supply must sometimes be right"


def test_the_lure_is_for_who_does_not_ask_and_the_better_task_for_who_does() -> None:
    assert mean(LURE in one.running for one in plays("supplier")) > 0.6
    assert mean(LURE in one.running for one in plays("dialogue")) < 0.4
    fits = [one.running[BETTER].fit for one in plays("dialogue") if BETTER in one.running]
    assert fits
    assert mean(fits) > 80


def test_objections_mend_plans_and_end_in_one_that_stands() -> None:
    plans = [plan for one in plays("fair_share") for round_, plan in one.plans.items() if round_ > 1]
    assert len({plan.number for plan in plans}) > 1
    assert all(plan.rule == "consent" for plan in plans)


def test_a_limit_bites_and_a_helper_under_thirty_steps_back() -> None:
    changes = [change for one in plays("random") for all_ in one.causes.values() for change in all_]
    assert any(change.cause.kind == "over_asked" for change in changes)
    nel = [moment.trust["nel"] for one in plays("random") for moment in one.history]
    assert min(nel) < 30
    assert any("nel" in one.stepped_back for one in plays("random"))


def test_every_event_card_comes_up_and_the_table_brings_in_ideas() -> None:
    tables = [one for name in ("random", "supplier", "dialogue") for one in plays(name)]
    assert {card for one in tables for card in one.cards_drawn} == set(game().event_cards)
    assert any(set(one.running) - set(game().tasks) for one in tables)
