"""Every bot at every table: it ends what it begins, repeats itself, and peeks at nobody's cards."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from game.bots.ahead import Effort
from game.bots.bot import Bot, Choice, Draw, View, seat_draw
from game.bots.cast import BOTS, make_bots
from game.bots.drawn import filled
from game.bots.planner import PlannerBot
from game.bots.play import SeatView, play_out
from game.bots.seen import Seen
from game.bots.sharing import GreedyBot, evenly, gain
from game.bots.workers import one_play
from game.i18n import Mendable
from game.rules.actions import Advance
from game.rules.choose import Form
from game.rules.decide import decide
from game.rules.game import Card, Game
from game.rules.options import Number, Option, Shares
from game.rules.state import TableState, new_table, untold
from game.rules.views import view
from tests.builders import (
    a_game,
    a_rich_game,
    a_table,
    a_template,
    rich_scenario,
    shipped_game,
    with_looks,
    with_moves,
    yearly,
)

BILLION = 1_000_000_000

GAMES: dict[str, Callable[[], Game]] = {
    "eerste-potje": lambda: shipped_game("eerste-potje"),
    "rekenvoorbeeld": a_game,
    "onder consent": lambda: a_game(rule="consent"),
    "alles": a_rich_game,
    "with something to pay again": lambda: a_rich_game(
        mechanics=["instruments", "meet", "upkeep", "topping_up"],
        tasks=yearly(rich_scenario()["tasks"], "schuldhulp", "regeling", "sportpas"),
    ),
    "with everything to start": lambda: a_starting_game(),
    "with something to reveal": lambda: a_rich_game(
        instruments=with_looks(rich_scenario()["instruments"]), slots=9
    ),
}


def a_starting_game(rule: str = "average") -> Game:
    """Return a game in which every seat can start something, and the rule can be changed."""
    base = rich_scenario()
    moves = ("pledges", "condition", "own_idea", "take_over", "change_rule", "core_values")
    return a_rich_game(
        mechanics=[*base["mechanics"], *moves],
        roles=with_moves(base["roles"]),
        templates={"idee": a_template()},
        tasks={id_: task | {"doers": ["partner"]} for id_, task in base["tasks"].items()},
        rule=rule,
    )


@pytest.fixture(autouse=True)
def _planner_looks_less_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `planner` try fewer plans on fewer tables: the same code in a tenth of the time."""
    monkeypatch.setattr(PlannerBot, "effort", Effort(choices=10, best=3, tables=2, moves=1))


class Watched:
    """A bot whose choices are written down."""

    def __init__(self, bot: Bot) -> None:
        self.bot, self.seat, self.said = bot, bot.seat, list[tuple[Choice, str]]()

    @property
    def reason(self) -> Any:
        return self.bot.reason

    def choose(self, seen: View, draw: Draw) -> Choice | None:
        choice = self.bot.choose(seen, draw)
        if choice is not None:
            assert self.bot.reason is not None
            self.said.append((choice, self.bot.reason.key))
        return choice


def played(game: Game, wanted: str, seed: int) -> tuple[TableState, dict[str, list[tuple[Choice, str]]]]:
    bots = {seat: Watched(bot) for seat, bot in make_bots(wanted, game.seats).items()}
    state = play_out(game, bots, seed)
    return state, {seat: bot.said for seat, bot in bots.items()}


@pytest.mark.parametrize("name", BOTS)
@pytest.mark.parametrize("game", GAMES)
def test_every_bot_reaches_the_end_of_every_game(game: str, name: str) -> None:
    for seed in range(4):
        state, said = played(GAMES[game](), name, seed)
        assert state.ended
        assert all(said.values()), "a seat that never did anything"


@given(
    names=st.lists(st.sampled_from(sorted(BOTS)), min_size=7, max_size=7),
    game=st.sampled_from(sorted(GAMES)),
    seed=st.integers(0, 10_000),
)
@example(  # the planner once gave a step of money where less than a step was left
    names=[*["committee"] * 5, "planner", "talker"], game="with something to reveal", seed=0
)
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_mix_of_bots_reaches_the_end(names: list[str], game: str, seed: int) -> None:
    compiled = _games()[game]
    wanted = ",".join(f"{seat}={name}" for seat, name in zip(compiled.seats, names, strict=False))
    assert played(compiled, wanted, seed)[0].ended


@pytest.mark.parametrize("name", BOTS)
def test_a_table_of_bots_needs_no_facilitator(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    orders: list[object] = []

    def noted(state: TableState, action: Any, **more: Any) -> Any:
        orders.append(action)
        return decide(state, action, **more)

    monkeypatch.setattr("game.bots.play.decide", noted)
    played(shipped_game("eerste-potje"), name, 3)
    assert Advance() not in orders


@pytest.mark.parametrize("name", BOTS)
def test_the_same_seed_gives_the_same_play(name: str) -> None:
    one, two = (played(shipped_game("eerste-potje"), name, 11) for _ in range(2))
    assert one == two


def test_another_seed_gives_another_random_play() -> None:
    one, two = (played(shipped_game("eerste-potje"), "random", seed) for seed in (1, 2))
    assert one[1] != two[1]


# What a bot cannot know. -----------------------------------------------------------------------------


def with_another_card(state: TableState, whose: str) -> TableState | None:
    """Return the same table with another need on a seat's untold card, or None when it has none."""
    game, hidden = state.game, untold(state, whose)
    if not hidden:
        return None
    other = next(need for need in game.weights if f"{whose}/{need}" not in game.cards)
    new = Card(f"{whose}/{other}", whose, other, 100 - hidden[0].tell_from_trust)
    role = game.roles[whose]
    cards = tuple(new if card == hidden[0] else card for card in role.cards)
    all_cards = {(new if card == hidden[0] else card).id: card for card in game.cards.values()}
    roles = {**game.roles, whose: replace(role, cards=cards)}
    return replace(state, game=replace(game, cards={**all_cards, new.id: new}, roles=roles))


def with_other_luck(state: TableState) -> TableState:
    """Return the same table with another event card next, and other luck in all that is still to be drawn."""
    cards = {
        f"{id_}-anders": replace(card, id=f"{id_}-anders") for id_, card in state.game.event_cards.items()
    }
    return replace(state, seed=state.seed + 1, game=replace(state.game, event_cards=cards))


class Compared(Watched):
    """A bot that also looks at tables with another hidden card or other luck, and must do the same."""

    table: TableState
    looks = 0

    def choose(self, seen: View, draw: Draw) -> Choice | None:
        choice = super().choose(seen, draw)
        others = [with_other_luck(self.table)]
        others += [
            changed
            for other in self.table.game.seats
            if other != self.seat and (changed := with_another_card(self.table, other)) is not None
        ]
        for other in others:
            assert self.bot.choose(SeatView(other, self.seat), draw) == choice
        self.looks += len(others)
        return choice


@given(
    names=st.lists(st.sampled_from(sorted(BOTS)), min_size=7, max_size=7),
    game=st.sampled_from(sorted(GAMES)),
    seed=st.integers(0, 10_000),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bot_acts_on_an_untold_card_or_on_luck_to_come(names: list[str], game: str, seed: int) -> None:
    compiled = _games()[game]
    wanted = ",".join(f"{seat}={name}" for seat, name in zip(compiled.seats, names, strict=False))
    table = new_table(compiled, "tafel", seed)
    bots = {seat: Compared(bot) for seat, bot in make_bots(wanted, compiled.seats).items()}
    for bot in bots.values():
        bot.table = table
    assert play_out(table, bots, seed).ended
    assert all(bot.looks for bot in bots.values())


@pytest.mark.parametrize("game", ["eerste-potje", "alles"])
@pytest.mark.parametrize("name", BOTS)
def test_no_bot_acts_on_another_seats_untold_card(name: str, game: str) -> None:
    table = new_table(GAMES[game](), "tafel", 5)
    bots = {seat: Compared(bot) for seat, bot in make_bots(name, table.game.seats).items()}
    for bot in bots.values():
        bot.table = table
    assert play_out(table, bots, 5).ended
    assert all(bot.looks for bot in bots.values())


@pytest.mark.parametrize("name", BOTS)
def test_a_view_of_plain_json_gives_the_same_choice_as_one_made_part_by_part(name: str) -> None:
    state = a_table(seed=3)
    for seat in state.game.seats:
        bot = make_bots(name, state.game.seats)[seat]
        sent = json.loads(json.dumps(view(state, f"seat:{seat}")))
        draw = seat_draw(3, seat, state.moment, 0)
        assert bot.choose(sent, draw) == bot.choose(SeatView(state, seat), draw)


def test_a_part_that_is_no_seats_own_is_never_read() -> None:
    with pytest.raises(KeyError):
        SeatView(a_table(), "nadia")["facilitator"]


# How the bots differ. --------------------------------------------------------------------------------


def test_silent_says_no_more_than_a_table_waits_for() -> None:
    state, said = played(shipped_game("eerste-potje"), "silent", 7)
    kinds = {kind for choices in said.values() for (kind, _), _ in choices}
    assert kinds == {"say_stance", "choose_challenge", "cast_ballot", "ready"}
    assert (state.told, state.running) == ({}, {})


def test_supplier_lets_the_director_decide_and_starts_with_existing_schemes() -> None:
    state, said = played(shipped_game("eerste-potje"), "supplier", 7)
    assert ("say_stance", {"stance": "decide", "open_duty": []}) in [choice for choice, _ in said["noor"]]
    paid = {id_: run.paid for id_, run in state.running.items() if run.started == 1}
    existing = sum(euros for id_, euros in paid.items() if state.game.tasks[id_].existing)
    assert existing > sum(paid.values()) // 2
    assert not state.told


def test_dialogue_hears_every_card_decides_together_and_comes_back() -> None:
    kinds = set[str]()
    for seed in range(6):
        state, said = played(shipped_game("eerste-potje"), "dialogue", seed)
        stances = [body["stance"] for (kind, body), _ in said["noor"] if kind == "say_stance"]
        assert stances == ["co_produce"] * 2
        assert set(state.told) == set(state.game.cards)
        assert any(run.owner not in (None, run.doer) for run in state.running.values())
        kinds |= {kind for choices in said.values() for (kind, _), _ in choices}
    assert kinds >= {"ask_by_name", "tell_card", "recognise", "use_instrument", "write_wording", "meet"}
    assert kinds >= {"book_report", "give_reason", "judge_reason", "write_note"}


def outcomes(name: str) -> dict[str, float]:
    """Return what came on average of Putten with one bot on every seat."""
    game, count = shipped_game("putten-samenleving"), 4
    plays = [one_play(game, dict.fromkeys(game.seats, name), seed) for seed in range(count)]
    numbers = ("lowest_support", "cards_told", "at_work", "result")
    return {one: sum(play[one] for play in plays) / count for one in numbers} | {
        "kept": sum(play["promises"]["kept"] for play in plays) / count,
        "asked": sum(play["reasons"][seat].get("asks", 0) for play in plays for seat in game.seats) / count,
    }


def test_listener_and_committee_each_have_one_half_of_dialogue() -> None:
    listener, committee, dialogue = map(outcomes, ("listener", "committee", "dialogue"))
    assert (listener["kept"], committee["kept"], dialogue["kept"]) == (0, 3, 3)
    assert listener["asked"] > 0 < dialogue["asked"]
    assert committee["asked"] == committee["cards_told"] == 0
    assert dialogue["lowest_support"] > max(listener["lowest_support"], committee["lowest_support"])


def test_talker_hears_a_lot_and_has_least_money_at_work() -> None:
    talker = outcomes("talker")
    assert talker["cards_told"] > 70
    for name in ("supplier", "listener", "committee", "dialogue", "own_interest", "fair_share", "greedy"):
        assert outcomes(name)["at_work"] > talker["at_work"]


def test_own_interest_tells_its_own_card_and_asks_nobody() -> None:
    found = outcomes("own_interest")
    assert found["cards_told"] > 0 == found["asked"]


def test_fair_share_gives_every_task_that_can_be_paid_the_same() -> None:
    seen = Seen(view(at_ballots("fair_share"), "seat:nadia"), "nadia")
    euros = evenly(seen, seen.on_table)
    step = seen.view["budget"]["step"]
    assert euros
    assert sum(euros.values()) <= seen.view["budget"]["to_divide"]
    for task, paid in euros.items():
        facts = seen.tasks[task]
        assert facts["minimum"] <= paid <= facts["cost"]
        could_have_more = [other for other in euros if euros[other] + step <= seen.tasks[other]["cost"]]
        assert all(paid <= euros[other] + step for other in could_have_more) or paid == facts["minimum"]


def test_greedy_puts_first_what_lifts_the_goals_or_who_has_least_most_for_its_money() -> None:
    seen = Seen(view(at_ballots("greedy"), "seat:nadia"), "nadia")
    per_euro = [gain(seen, task) / seen.tasks[task]["cost"] for task in GreedyBot("nadia").ranked(seen)]
    assert per_euro == sorted(per_euro, reverse=True)
    assert per_euro[0] > 0


STARTED = {"pledge", "bring_idea", "take_over", "propose_rule", "call_core_value"}


def test_what_can_be_started_is_started_by_whoever_works_from_needs_and_not_from_the_shelf() -> None:
    kinds = {"dialogue": set[str](), "supplier": set[str]()}
    for name, found in kinds.items():
        for seed in range(10):
            _, said = played(a_starting_game(), name, seed)
            found |= {done for choices in said.values() for (done, _), _ in choices}
    assert kinds["dialogue"] >= STARTED
    assert not kinds["supplier"] & STARTED


def test_fair_share_proposes_a_share_for_every_seat() -> None:
    _, said = played(a_starting_game(), "fair_share", 1)
    proposed = [
        body["rule"] for choices in said.values() for (kind, body), _ in choices if kind == "propose_rule"
    ]
    assert set(proposed) == {"equal_shares"}


@pytest.mark.parametrize("name", ["dialogue", "fair_share", "planner"])
def test_what_asks_money_again_gets_it(name: str) -> None:
    again = False
    for seed in range(4):
        state, _ = played(GAMES["with something to pay again"](), name, seed)
        again = again or any(run.kept_up for run in state.running.values())
    assert again


def at_ballots(name: str) -> TableState:
    """Return a table of `eerste-potje` at which ballots are filled in."""

    class Enough(Exception):
        pass

    class Stops(Watched):
        def choose(self, seen: View, draw: Draw) -> Choice | None:
            if seen["table"]["step"] == "fill_in":
                raise Enough
            return super().choose(seen, draw)

    game = shipped_game("eerste-potje")
    table = new_table(game, "tafel", 2)
    with pytest.raises(Enough):
        play_out(table, {seat: Stops(bot) for seat, bot in make_bots(name, game.seats).items()}, 2)
    return table


def test_random_draws_amounts_of_a_billion_in_steps_of_a_euro_in_few_draws() -> None:
    drawn: list[str] = []

    def chance(subject: str, sides: int) -> int:
        drawn.append(subject)
        return sides // 2

    ballot = Shares("given", (("bomen", BILLION), ("bankjes", BILLION)), BILLION)
    repair = Number("amount", 1, BILLION, also=(0,))
    offered = [
        Option("cast_ballot", "nadia", (ballot,)),
        Option("propose", "noor", (repair,)),
    ]
    assert [filled(option, chance) for option in offered] == [
        ("cast_ballot", {"given": [["bankjes", BILLION]]}),
        ("propose", {"amount": BILLION // 2}),
    ]
    assert len(drawn) < 200


@pytest.mark.parametrize("name", BOTS)
def test_every_reason_names_only_ids_of_the_game(name: str) -> None:
    game = shipped_game("eerste-potje")
    bots: Mapping[str, Bot] = make_bots(name, game.seats)
    play_out(game, bots, 4)
    known = {*game.seats, *game.tasks, *game.weights, *game.challenges, *game.instruments, *game.cards}
    for bot in bots.values():
        assert bot.reason is not None
        assert bot.reason.key.startswith("bot.reason.")
        assert set(bot.reason.facts.values()) <= known | set(game.goals)


# Who plays whom. -------------------------------------------------------------------------------------


def test_a_name_alone_is_for_all_seats_that_have_no_bot_of_their_own() -> None:
    bots = make_bots("nadia=supplier,silent", ["nadia", "joris", "noor"])
    assert [type(bots[seat]).__name__ for seat in bots] == ["SupplierBot", "SilentBot", "SilentBot"]


@pytest.mark.parametrize(
    ("wanted", "key"), [("dialog", "bot.unknown_name"), ("piet=random", "bot.unknown_seat")]
)
def test_an_unknown_bot_or_seat_is_told_in_one_sentence(wanted: str, key: str) -> None:
    with pytest.raises(Mendable) as told:
        make_bots(wanted, ["nadia"])
    assert told.value.key == key


def _games(made: dict[str, Game] = {}) -> dict[str, Game]:  # noqa: B006 - compiled once
    if not made:
        made |= {name: make() for name, make in GAMES.items()}
    return made


# Other forms of ballot.


@pytest.mark.parametrize("form", ["amounts", "approval", "ranking"])
@pytest.mark.parametrize("name", BOTS)
def test_bots_fill_in_every_form_of_ballot_and_play_to_the_end(name: str, form: Form) -> None:
    game = shipped_game("eerste-potje")
    equally = tuple(replace(one, rule="equal_shares") for one in game.rounds)
    game = replace(game, ballot=form, rounds=equally)
    state = play_out(game, make_bots(name, game.seats), 3)
    assert state.ended
    if name in ("supplier", "dialogue"):
        assert all(plan.amounts for plan in state.plans.values())
