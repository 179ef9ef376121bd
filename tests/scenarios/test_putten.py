"""Vier jaar Putten keeps what its table was promised: time, words, a choice that hurts, and asking that pays.

Bots play it over a set of seeds. Their figures say what the model does; they say nothing about people.
"""

from collections import Counter
from functools import lru_cache
from statistics import mean

import pytest

from game import resources
from game.bots.bot import Bot, Choice, Draw, Reason, View, offered
from game.bots.cast import BOTS, make_bots
from game.bots.drawn import RandomBot, filled
from game.bots.play import play_out
from game.bots.seen import Seen
from game.debrief.causes import why
from game.debrief.measures import money, pockets
from game.debrief.questions import questions
from game.debrief.story import happened
from game.i18n import Texts
from game.rules.game import Game
from game.rules.state import TableState, new_table
from game.rules.views import view
from game.scenario.check import check
from game.scenario.load import load
from game.scenario.model import Scenario, in_language
from tests.builders import shipped_game

FOLDER = resources.scenarios() / "putten-samenleving"
DUTCH_AND_ENGLISH = ("nl", "en")
SEEDS = range(40)
FEW = {"planner": 5}
"""Bots that think long play fewer times."""
LURE, BETTER = "loket", "kantine"
BOUGHT = (("supplier", LURE), ("dialogue", BETTER))
OPENING_MINUTES, MOST_DECISIONS, MOST_WORDS, MOST_MECHANICS = 5, 15, 60, 8


@lru_cache(maxsize=1)
def putten() -> Scenario:
    found = load(FOLDER).scenario
    assert found is not None
    return found


@lru_cache(maxsize=1)
def game() -> Game:
    return shipped_game("putten-samenleving")


@lru_cache(maxsize=8)
def plays(bots: str) -> list[TableState]:
    """Return tables that were played to the end, one per seed, each with its list of causes."""
    tables = ((seed, new_table(game(), "tafel", seed)) for seed in SEEDS[: FEW.get(bots)])
    return [play_out(table, make_bots(bots, game().seats), seed) for seed, table in tables]


def played_by(*bots: str) -> list[TableState]:
    return [one for name in bots for one in plays(name)]


def main_after(state: TableState, moment: int) -> int:
    """Return the main indicator, in tenths, after a round (0 is the first) or at the end (-1)."""
    return state.history[moment].indicators[game().main_goal]


def lowest_support(state: TableState) -> int:
    return min(points for seat, points in state.history[-1].support.items() if seat != game().director)


def brought(state: TableState, task: str) -> int:
    """Return what a task brought the main indicator, in tenths."""
    changes = [change for moment in state.causes.values() for change in moment]
    mine = [one for one in changes if one.what == "indicator" and task in one.cause.ids]
    return sum(one.amount for one in mine if one.of == game().main_goal)


# What stands in the file. ----------------------------------------------------------------------------


def test_putten_has_nothing_to_advise_about() -> None:
    assert check([FOLDER]) == []


def test_putten_is_as_large_as_its_table_was_promised() -> None:
    found = putten()
    assert len(found.roles) == 7
    assert len(found.rounds) == 3
    assert len(found.challenges) == 4
    assert len([task for task in found.tasks.values() if not task.duty]) >= 12
    assert len([task for task in found.tasks.values() if task.duty]) == 1
    assert len(found.needs) == 12
    assert len([need for need in found.needs.values() if need.chair]) == 3
    assert len(found.event_cards) == 5
    assert len([one for one in found.indicators.values() if one.goal is not None]) >= 3


@pytest.mark.parametrize("language", DUTCH_AND_ENGLISH)
def test_a_brief_is_read_in_half_a_minute(language: str) -> None:
    for role in putten().roles.values():
        assert role.brief is not None
        assert 30 <= len(in_language(role.brief, language).split()) <= MOST_WORDS


def test_a_quarter_of_the_time_is_for_looking_back() -> None:
    beats = [round_.beats for round_ in putten().rounds.values()]
    at_play = sum(one.ask + one.choose + one.look for one in beats if one is not None)
    assert len([one for one in beats if one is not None]) == len(putten().rounds)
    assert 4 * (putten().minutes - OPENING_MINUTES - at_play) >= putten().minutes


def test_one_mechanic_is_new_in_a_round() -> None:
    rounds = putten().rounds.values()
    assert all(len(round_.new) <= 1 for round_ in rounds)
    assert len({*putten().mechanics}.union(*(round_.new for round_ in rounds))) <= MOST_MECHANICS


def test_everybody_with_cards_has_one_that_is_told_by_itself_and_one_that_is_not() -> None:
    for role in putten().roles.values():
        thresholds = sorted(card.tell_from_trust for card in role.cards.values())
        if thresholds:
            assert thresholds[0] == 0 < thresholds[-1]
            assert abs(thresholds[-1] - role.trust) <= 5, "one answer or one disappointment away"


@pytest.mark.parametrize(("language", "word"), [("nl", "Eén loket"), ("en", "ne counter")])
def test_everybody_knows_what_is_good_about_the_lure(language: str, word: str) -> None:
    assert putten().tasks[LURE].lure
    assert all(word in in_language(role.brief or "", language) for role in putten().roles.values())


def test_what_is_good_about_the_better_task_is_spread_over_cards() -> None:
    who = {
        role
        for role, one in putten().roles.items()
        for need in one.cards
        if need in putten().tasks[BETTER].answers
    }
    assert len(who) >= 4
    assert putten().tasks[BETTER].cost < putten().tasks[LURE].cost


def test_the_first_minute_is_a_choice_of_six_with_the_lure_among_them() -> None:
    opening = putten().opening
    assert opening is not None
    tasks = [putten().tasks[task] for task in opening.tasks]
    assert len(tasks) == 6
    assert {LURE, BETTER} <= set(opening.tasks)
    assert {task.challenge for task in tasks} == set(putten().challenges)
    assert all(task.from_round == 1 for task in tasks)
    assert 35 <= 100 * putten().budget.per_round / sum(task.cost for task in tasks) <= 60


# What a play asks of a seat. -------------------------------------------------------------------------


class Busy(RandomBot):
    """Does everything that is offered before it is ready; a ballot it gave, it keeps."""

    def choose(self, view: View, draw: Draw) -> Choice | None:
        seen = Seen(view, self.seat)
        if seen.is_ready:
            return None
        left_out = {"ready", "cast_ballot" if seen.table["step"] == "reveal" else ""}
        new = [one for one in offered(view, self.seat) if one.is_new]
        options = [one for one in new if one.kind not in left_out] or new
        if not options:
            return None
        self.reason = Reason("bot.reason.random")
        return filled(options[draw("option", len(options))], draw)


class Counted:
    """A bot whose decisions are counted per round; being ready is none."""

    def __init__(self, bot: Bot) -> None:
        self.bot, self.seat, self.rounds = bot, bot.seat, Counter[int]()

    @property
    def reason(self) -> Reason | None:
        return self.bot.reason

    def choose(self, view: View, draw: Draw) -> Choice | None:
        choice = self.bot.choose(view, draw)
        if choice is not None and choice[0] != "ready":
            self.rounds[view["table"]["round"]] += 1
        return choice


@pytest.mark.parametrize("name", [*BOTS, "busy"])
def test_no_seat_has_more_to_decide_in_a_round_than_fits_in_it(name: str) -> None:
    most = 0
    for seed in range(2 if name in FEW else 15):
        busy = {seat: Busy(seat) for seat in game().seats}
        bots = busy if name == "busy" else make_bots(name, game().seats)
        counted = {seat: Counted(bot) for seat, bot in bots.items()}
        assert play_out(game(), counted, seed).ended
        most = max(most, *(n for bot in counted.values() for n in bot.rounds.values()))
    assert 0 < most <= MOST_DECISIONS


def test_every_event_card_comes_up_somewhere() -> None:
    tables = played_by("random", "supplier", "dialogue")
    drawn = {card for one in tables for card in one.cards_drawn}
    assert drawn == set(game().event_cards)


def test_every_task_is_bought_somewhere() -> None:
    tables = played_by("random", "supplier", "dialogue")
    bought = {task for one in tables for task in one.running}
    assert bought == set(game().tasks)


# Whether it matters how you play. --------------------------------------------------------------------


def test_asking_and_sharing_end_above_supplying() -> None:
    asking, supplying = plays("dialogue"), plays("supplier")
    assert mean(main_after(one, -1) for one in asking) >= mean(main_after(one, -1) for one in supplying) + 50
    assert mean(map(lowest_support, asking)) >= mean(map(lowest_support, supplying)) + 10
    ahead = [main_after(a, -1) > main_after(b, -1) for a, b in zip(asking, supplying, strict=True)]
    assert mean(ahead) < 1, "supply must sometimes be right"


def test_supplying_is_ahead_after_the_first_round() -> None:
    asking, supplying = plays("dialogue"), plays("supplier")
    assert mean(main_after(one, 0) for one in supplying) > mean(main_after(one, 0) for one in asking) + 30


def test_the_lure_is_bought_by_who_does_not_ask_and_brings_less_than_it_promised() -> None:
    assert mean(LURE in one.running for one in plays("supplier")) > 0.6
    assert mean(LURE in one.running for one in plays("dialogue")) < 0.4
    _, low, high = next(effect for effect in game().tasks[LURE].effects if effect[0] == game().main_goal)
    came = [brought(one, LURE) for one in plays("supplier") if LURE in one.running]
    assert 0 < mean(came) < 0.75 * (low + high) / 2
    fits = [[one.running[task].fit for one in plays(bot) if task in one.running] for bot, task in BOUGHT]
    assert mean(fits[0]) < 70 < 90 < mean(fits[1])


def test_doing_nothing_or_anything_does_not_succeed() -> None:
    assert not any(one.succeeded for one in plays("silent"))
    assert mean(one.succeeded for one in plays("random")) < 0.1
    assert mean(map(lowest_support, plays("random"))) < 40


@pytest.mark.parametrize("name", ["dialogue", "supplier", "fair_share", "greedy"])
def test_nobody_reaches_every_goal_every_time(name: str) -> None:
    goals = game().goals.items()
    reached = [all(one.history[-1].indicators[goal] >= aim for goal, aim in goals) for one in plays(name)]
    assert mean(reached) < 0.5
    assert 0.2 < mean(one.succeeded for one in plays("dialogue")) < 0.8


# What is told afterwards. ----------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.parametrize("language", DUTCH_AND_ENGLISH)
@pytest.mark.parametrize("name", BOTS)
def test_the_debrief_of_every_way_to_play_tells_what_happened(name: str, language: str) -> None:
    seed, texts = 7, Texts(language)
    state = play_out(new_table(game(), "tafel", seed), make_bots(name, game().seats), seed)
    parts = view(state, "projector")
    for seat in state.trust:
        answer = why(parts, "trust", seat, putten(), texts)
        changes = [line.amount for one in answer.rounds for line in one.lines]
        assert answer.start + sum(changes) == state.trust[seat] == answer.end
    for indicator, value in state.indicators.items():
        assert why(parts, "indicator", indicator, putten(), texts).end == value
    untold = {card.id for role in game().roles.values() for card in role.cards if card.id not in state.told}
    assert {one.card for one in pockets(parts) if one.seat is not None} == untold
    assert sum(one.saved for one in money(parts)[-1:]) == state.money
    story = happened(parts, putten(), texts)
    ends = {texts.tenths(state.indicators[goal]) for goal in state.goals} | {str(lowest_support(state))}
    assert 8 <= len(story) <= 12
    assert state.succeeded or any(end in story[0].text for end in ends)
    asked = questions(parts, putten(), texts)
    assert 3 <= len(asked) <= 5
    told = {card.need for id_, card in game().cards.items() if id_ in state.told}
    named = {id_ for one in asked if one.kind in ("open", "used") for id_ in one.ids}
    assert named & game().weights.keys() <= told
