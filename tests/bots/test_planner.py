"""The planner looks ahead over tables it imagines, and an imagined table looks like the one it sees."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.bots.ahead import Effort, best_plan, seen_by_all
from game.bots.bot import Choice, Draw, View, seat_draw
from game.bots.cast import make_bots
from game.bots.dialogue import DialogueBot
from game.bots.imagine import imagine
from game.bots.outlook import Outlook
from game.bots.planner import PlannerBot
from game.bots.play import SeatView, play_out
from game.bots.seen import Seen
from game.rules.evolve import evolve
from game.rules.settle import end_table, settle_round, start_tasks
from game.rules.state import Plan, TableState, fork, new_table, wishes_of
from game.rules.views import view
from tests.builders import a_game, a_table, shipped_game

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


# Counting ahead. -------------------------------------------------------------------------------------


def at_ballots(seed: int, name: str = "eerste-potje", round_: int = 2) -> list[View]:
    """Return what each seat sees when ballots are filled in, in a round played by `dialogue`."""

    class Enough(Exception):
        pass

    class Stops(DialogueBot):
        def choose(self, seen: View, draw: Draw) -> Choice | None:
            if (seen["table"]["round"], seen["table"]["step"]) == (round_, "fill_in"):
                raise Enough
            return super().choose(seen, draw)

    table = new_table(shipped_game(name), "tafel", seed)
    with pytest.raises(Enough):
        play_out(table, {seat: Stops(seat) for seat in table.game.seats}, seed)
    return [view(table, f"seat:{seat}") for seat in table.game.seats]


def by_the_rules(table: TableState, plan: dict[str, int]) -> float:
    """Return the result, not rounded, if the plan is carried by two seats each and the table ends."""
    table.plan = Plan(1, "average", plan, table.money - sum(plan.values()), (), adopted=True)
    one, other, *_ = table.game.seats
    table.capacity = dict.fromkeys(table.game.seats, 99)
    table.doers, table.owners = dict.fromkeys(plan, one), dict.fromkeys(plan, other)
    for event in start_tasks(table):
        evolve(table, event)
    while table.settled_round < table.round:
        for event in settle_round(table):
            evolve(table, event)
    while not table.ended:
        for event in end_table(table):
            evolve(table, event)
    wishes = {seat: wishes_of(table, table.game.roles[seat]) for seat in table.trust}
    lowest = min((table.trust[seat] + wish) / 2 for seat, wish in wishes.items() if wish is not None)
    [goal] = table.goals
    start, end = table.game.indicators[goal], table.game.goals[goal]
    return (min(100, 100 * (table.indicators[goal] - start) / (end - start)) + lowest) / 2


@given(seed=st.integers(0, 1000), data=st.data())
@settings(max_examples=10, deadline=None)
def test_looking_ahead_counts_the_last_round_as_the_rules_do(seed: int, data: st.DataObject) -> None:
    seen = json.loads(seen_by_all(at_ballots(seed % 5)[0]))
    table = imagine(seen, seat_draw(seed, "noor", 0, 0))
    for card in table.told:  # who is understood or recognised, looking ahead guesses or leaves out
        table.settled[card], table.hands[card] = "open", []
    tasks = {
        id_: replace(task, effects=tuple((one, low, low) for one, low, _ in task.effects))
        for id_, task in table.game.tasks.items()
    }
    table.game = replace(table.game, tasks=tasks)
    steps = {
        id_: data.draw(st.integers(tasks[id_].minimum // 5000, tasks[id_].cost // 5000))
        for id_ in table.on_table
        if id_ not in table.running and not tasks[id_].duty
    }
    plan = {id_: 5000 * count for id_, count in steps.items() if count}
    table.capacity = dict.fromkeys(table.game.seats, 99)
    ahead = Outlook(table, {}, rounds_left=0).result(plan)
    assert ahead == pytest.approx(by_the_rules(fork(table), plan), abs=0.7)  # the rules round on the way


@pytest.mark.parametrize("name", ["eerste-potje", "putten-samenleving"])
def test_all_seats_look_ahead_from_the_same_and_come_to_the_same(name: str) -> None:
    views = at_ballots(3, name, 1)
    assert len({seen_by_all(seen) for seen in views}) == 1
    assert len({str(seen["private"]) for seen in views}) == len(views)


def test_what_others_chose_so_far_changes_nothing_in_what_is_seen_by_all() -> None:
    table = a_table()
    seat, *others = table.game.seats
    before = seen_by_all(view(table, f"seat:{seat}"))
    table.choices[others[0]], table.ready = "rondkomen", {others[1]}
    table.ballots[others[0]] = {"schuldhulp": 60_000}
    assert seen_by_all(view(table, f"seat:{seat}")) == before


def test_looking_further_never_finds_less_on_the_same_tables() -> None:
    known = seen_by_all(at_ballots(2, round_=1)[0])
    short, long = (best_plan(known, Effort(choices=few, best=80, tables=3, moves=0))[1] for few in (5, 80))
    assert long > short >= 0


def test_a_table_of_planners_makes_the_plan_that_each_of_them_found() -> None:
    game, found = shipped_game("putten-samenleving"), set[tuple[tuple[str, int], ...]]()

    class Notes(PlannerBot):
        def ballot(self, seen: Seen) -> Choice | None:
            choice = super().ballot(seen)
            if choice and seen.table["round"] == 1:
                found.add(best_plan(seen_by_all(seen.view), self.effort)[0])
            return choice

    table = play_out(game, {seat: Notes(seat) for seat in game.seats}, 1)
    [wanted] = found
    made = table.plans[1].amounts
    assert made.keys() == dict(wanted).keys()
    assert all(abs(made[task] - euros) <= 2 * game.step for task, euros in wanted)


def test_planner_does_better_than_dialogue_where_there_is_something_to_gain() -> None:
    game = shipped_game("eerste-potje")
    means = {}
    for name in ("dialogue", "planner"):
        results = [play_out(game, make_bots(name, game.seats), seed).result for seed in range(8)]
        means[name] = sum(results) / len(results)
    assert means["planner"] > means["dialogue"] + 2


def test_planner_says_when_it_looked_ahead() -> None:
    game = shipped_game("eerste-potje")
    bots = {seat: Told(PlannerBot(seat)) for seat in game.seats}
    play_out(game, bots, 1)
    keys = {key for bot in bots.values() for key in bot.keys}
    assert {"bot.reason.ballot_ahead", "bot.reason.challenge_ahead"} <= keys


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
