"""The planner looks ahead over tables it imagines, and an imagined table looks like the one it sees."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.bots.bot import Choice, Draw, View, seat_draw
from game.bots.cast import make_bots
from game.bots.dialogue import DialogueBot
from game.bots.imagine import imagine
from game.bots.planner import PlannerBot, counted
from game.bots.play import SeatView, play_out
from game.rules.state import fork, new_table
from game.rules.views import view
from tests.builders import a_game, shipped_game

SAME = (
    "table",
    "budget",
    "cards",
    "chair",
    "frame",
    "council",
    "indicators",
    "meetings",
    "forecasts",
    "history",
)
"""Parts of a view that an imagined table shows as they are seen."""


class Imagining:
    """A bot that imagines its table again and again, and plays some of them out."""

    def __init__(self, bot: DialogueBot, plays_out: int) -> None:
        self.bot, self.seat, self.reason = bot, bot.seat, None
        self.looks = 0
        self._plays_out = plays_out

    def choose(self, seen: View, draw: Draw) -> Choice | None:
        table = imagine(seen, draw)
        shown = SeatView(table, self.seat)
        for part in SAME:
            assert shown[part] == _as_imagined(part, seen[part]), part
        for seat in seen["table"]["seats"]:
            expected, found = dict(seen[f"seat:{seat}"]), dict(shown[f"seat:{seat}"])
            for guessed in ("wishes", "support", "ballot_in", "forecast_in"):
                del expected[guessed], found[guessed]
            assert found == expected
        assert shown["private"]["cards"] == [
            {**card, "tell_from_trust": 0} for card in seen["private"]["cards"]
        ]
        if self.looks % self._plays_out == 0 and not table.ended:
            assert play_out(table, make_bots("dialogue", table.game.seats), 1).ended
        self.looks += 1
        return self.bot.choose(seen, draw)


def _as_imagined(part: str, seen: Any) -> Any:
    if part == "frame":
        wording = seen["wording"] and {**seen["wording"], "text": ""}
        return {**seen, "wording": wording}
    return seen


@pytest.mark.parametrize("name", ["eerste-potje", "rekenvoorbeeld"])
def test_an_imagined_table_looks_as_the_one_that_is_seen_and_can_be_played_on(name: str) -> None:
    game = a_game() if name == "rekenvoorbeeld" else shipped_game(name)
    bots = {seat: Imagining(DialogueBot(seat), plays_out=9) for seat in game.seats}
    play_out(new_table(game, "tafel", 3), bots, 3)
    assert all(bot.looks for bot in bots.values())


def test_needs_that_nobody_told_are_not_on_an_imagined_table() -> None:
    table = new_table(shipped_game("eerste-potje"), "tafel", 3)
    seen = view(table, "seat:nadia")
    imagined = imagine(seen, seat_draw(3, "nadia", 0, 0))
    mine = {card.need for card in table.game.roles["nadia"].cards}
    others = {card.need for card in table.game.cards.values()} - mine
    assert others
    assert not others & imagined.game.weights.keys()
    assert len(imagined.game.cards) == len(table.game.cards)


def test_equal_draws_imagine_equal_tables_and_others_do_not() -> None:
    seen = view(new_table(shipped_game("putten-samenleving"), "tafel", 3), "seat:samira")
    one, two, other = (imagine(seen, seat_draw(seed, "samira", 0, 0)) for seed in (1, 1, 2))
    assert one == two
    assert one != other


@given(seed=st.integers(0, 1000))
@settings(max_examples=10, deadline=None)
def test_counting_a_plan_leaves_the_table_as_it_was(seed: int) -> None:
    table = imagine(view(new_table(a_game(), "tafel", 1), "seat:nadia"), seat_draw(seed, "nadia", 0, 0))
    table.round, table.money, table.to_divide = 1, 100_000, 100_000
    before = fork(table)
    nothing, something = counted(table, {}), counted(table, {"schuldhulp": 60_000, "buurtkamer": 40_000})
    assert table == before
    assert something > nothing


def test_planner_does_better_than_dialogue_where_there_is_something_to_gain() -> None:
    game = shipped_game("eerste-potje")
    means = {}
    for name in ("dialogue", "planner"):
        results = [play_out(game, make_bots(name, game.seats), seed).result for seed in range(4)]
        means[name] = sum(results) / len(results)
    assert means["planner"] > means["dialogue"]


def test_planner_says_when_it_looked_ahead() -> None:
    game = shipped_game("eerste-potje")
    bots = {seat: Told(PlannerBot(seat)) for seat in game.seats}
    play_out(game, bots, 1)
    keys = {key for bot in bots.values() for key in bot.keys}
    assert "bot.reason.ballot_ahead" in keys


class Told:
    """A planner whose reasons are kept."""

    def __init__(self, bot: PlannerBot) -> None:
        self.bot, self.seat, self.keys = bot, bot.seat, set[str]()

    @property
    def reason(self) -> Any:
        return self.bot.reason

    def choose(self, seen: View, draw: Draw) -> Choice | None:
        choice = self.bot.choose(seen, draw)
        if self.bot.reason:
            self.keys.add(self.bot.reason.key)
        return choice
