"""What holds of every play: its log is its state, money and causes add up, a refusal changes nothing."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.actions import ACTIONS, REASONS, Action
from game.rules.decide import decide
from game.rules.events import EVENTS, Change, Event, EventCardDrawn, InstrumentUsed, PlanMade
from game.rules.evolve import evolve
from game.rules.game import Game
from game.rules.offers import options
from game.rules.options import Option
from game.rules.pledges import pledged
from game.rules.proceed import proceed
from game.rules.state import ActionRefused, Plan, Running, TableState, fork, new_table
from game.scenario import model
from tests.rules.plays import FACILITATOR, GAMES, finish, game_named, luck_of, lucks, names, played, walk

SOME = settings(max_examples=25)
MANY = settings(max_examples=60)


# The log


@given(names, lucks)
@MANY
def test_replaying_the_events_gives_the_same_state(name: str, luck: int) -> None:
    game = game_named(name)
    state, happened = played(game, luck)
    again = new_table(game, "tafel", luck)
    for event in happened:
        evolve(again, event)
    assert again == state


def _alone(event: Event) -> Event:
    """Return the event without what other rules make of the ballots, which quick plays do not count."""
    return replace(event, counted=()) if isinstance(event, PlanMade) else event


@given(names, lucks)
@SOME
def test_a_play_without_causes_is_the_same_play(name: str, luck: int) -> None:
    game = game_named(name)
    state, happened = played(game, luck)
    quick = new_table(game, "tafel", luck, keep_causes=False)
    assert [_alone(event) for event in walk(quick, luck)] == [_alone(event) for event in happened]
    assert quick.causes == {}
    assert [plan.amounts for plan in quick.plans.values()] == [plan.amounts for plan in state.plans.values()]
    counted = replace(quick, plan=state.plan, plans=state.plans)
    assert replace(counted, keep_causes=True, causes=state.causes) == state


@given(names, lucks, st.integers(0, 150))
@SOME
def test_from_any_point_the_facilitator_reaches_the_end(name: str, luck: int, most: int) -> None:
    state, _ = played(game_named(name), luck, most=most)
    finish(state)
    assert state.ended
    assert proceed(state) == []


@given(names, lucks, st.integers(0, 200))
@SOME
def test_what_follows_by_itself_is_asked_for_without_changing_anything(
    name: str, luck: int, most: int
) -> None:
    state = new_table(game_named(name), "tafel", luck)
    for _ in walk(state, luck, most=most):
        before = fork(state)
        assert proceed(state) == proceed(before)
        assert state == before


@given(names, lucks, st.integers(0, 200))
@SOME
def test_a_fork_shares_nothing_that_changes(name: str, luck: int, most: int) -> None:
    state, _ = played(game_named(name), luck, most=most)
    other = fork(state)
    assert other == state
    assert not _changeable(state) & _changeable(other)
    before = fork(state)
    finish(other)
    assert state == before


def _changeable(value: Any) -> set[int]:
    """Return the identities of everything in a state that can be changed in place."""
    if isinstance(value, Game):
        return set()
    found = {id(value)} if isinstance(value, dict | list | set) else set()
    if isinstance(value, dict):
        inside: list[Any] = [*value.keys(), *value.values()]
    elif isinstance(value, list | set | tuple | frozenset):
        inside = list(value)
    elif is_dataclass(value):
        found |= {id(value)} if isinstance(value, TableState | Plan | Running) else set()
        inside = [getattr(value, one.name) for one in fields(value)]
    else:
        inside = []
    return found.union(*map(_changeable, inside))


# Sums


@given(names, lucks)
@MANY
def test_money_is_never_made_or_lost(name: str, luck: int) -> None:
    state = new_table(game_named(name), "tafel", luck)
    came_in = spent = waiting = 0
    next_cut = next_grant = 0
    for event in walk(state, luck):
        match type(event).__name__:
            case "RoundStarted":
                per_round = state.game.per_round
                came_in += per_round - per_round * next_cut // 100 + next_grant
                next_cut = next_grant = 0
            case "EventCardDrawn":
                assert isinstance(event, EventCardDrawn)
                for effect in state.game.event_cards[event.card].effects:
                    next_cut += effect.percent if isinstance(effect, model.CutEffect) else 0
                    next_grant += effect.amount if isinstance(effect, model.GrantEffect) else 0
            case "InstrumentUsed":
                assert isinstance(event, InstrumentUsed)
                spent -= sum(change.amount for change in event.changes)
        waits = state.duty_paid.keys() - state.running.keys() - set(state.unclaimed)
        waiting = sum(state.duty_paid[task] for task in waits)
        at_work = sum(run.paid - run.pledged + run.kept_up for run in state.running.values())
        assert state.money + state.set_aside + spent + waiting + at_work == came_in
        assert state.money >= 0
        assert state.set_aside >= 0


@given(names, lucks)
@MANY
def test_a_plan_divides_exactly_the_pot(name: str, luck: int) -> None:
    state = new_table(game_named(name), "tafel", luck)
    for _ in walk(state, luck):
        if state.plan is None:
            continue
        tasks, given = state.game.tasks, state.pledges
        assert sum(state.plan.amounts.values()) + state.plan.saved == state.to_divide
        assert state.plan.amounts.keys() <= set(state.on_table) - state.duty_paid.keys()
        for task, amount in state.plan.amounts.items():
            if task in state.running:  # paid again: upkeep, or what it had too little
                assert 1 <= amount <= tasks[task].cost
                continue
            assert max(1, tasks[task].minimum - pledged(given, task)) <= amount <= tasks[task].cost


@given(names, lucks)
@MANY
def test_every_value_is_its_start_plus_its_causes(name: str, luck: int) -> None:
    state = new_table(game_named(name), "tafel", luck)
    start = _values(state)
    told: Counter[tuple[str, str]] = Counter()
    for event in walk(state, luck):
        for change in getattr(event, "changes", ()):
            told[_key(state, change)] += change.amount
        assert _values(state) == {key: value + told[key] for key, value in start.items()}
    kept: Counter[tuple[str, str]] = Counter()
    for changes in state.causes.values():
        for change in changes:
            kept[_key(state, change)] += change.amount
    assert kept == told


def _values(state: TableState) -> dict[tuple[str, str], int]:
    return {
        **{("indicator", of): value for of, value in state.indicators.items()},
        **{("trust", of): value for of, value in state.trust.items()},
        **{("capacity", of): value for of, value in state.capacity.items()},
        **{("purse", of): value for of, value in state.purses.items()},
        ("patience", ""): state.patience,
        ("money", ""): state.money,
        ("set_aside", ""): state.set_aside,
    }


def _key(state: TableState, change: Change) -> tuple[str, str]:
    alone = {"patience": state.game.director, "money": "pot", "set_aside": "pot"}
    if change.what in alone:
        assert change.of == alone[change.what]
        return change.what, ""
    return change.what, change.of


@given(names, lucks)
@MANY
def test_the_factors_of_a_cause_add_up_to_its_amount(name: str, luck: int) -> None:
    _, happened = played(game_named(name), luck)
    for event in happened:
        for change in getattr(event, "changes", ()):
            if change.cause.factors:
                assert sum(amount for _, amount in change.cause.factors) == change.amount
            assert change.what == "indicator" or not change.cause.factors


@given(names, lucks)
@MANY
def test_every_value_stays_on_its_scale(name: str, luck: int) -> None:
    state = new_table(game_named(name), "tafel", luck)
    for _ in walk(state, luck):
        assert all(0 <= value <= 1000 for value in state.indicators.values())
        assert all(0 <= value <= 100 for value in (*state.trust.values(), state.patience))
        assert all(value >= 0 for value in (*state.capacity.values(), *state.purses.values()))
        assert 0 <= state.slots_left <= state.game.slots
        assert state.turns_left >= 0
        assert all(hands >= 0 for hands in state.hands_left.values())


@given(names, lucks)
@SOME
def test_what_is_recorded_of_a_round_is_what_everybody_saw_then(name: str, luck: int) -> None:
    state = new_table(game_named(name), "tafel", luck)
    for _ in walk(state, luck):
        for moment in state.history[-1:] if state.ended else ():
            assert (moment.indicators, moment.trust) == (state.indicators, state.trust)
    assert [moment.round for moment in state.history[:-1]] == list(range(1, state.round + 1))
    assert [moment.ended for moment in state.history] == [False] * state.round + [True]


# What may be done


@given(names, lucks)
@SOME
def test_what_an_option_allows_is_accepted_and_changes_nothing_yet(name: str, luck: int) -> None:
    state = new_table(game_named(name), "tafel", luck)
    for turn, _ in enumerate(walk(state, luck)):
        if turn % 5 or list(proceed(state)):
            continue
        before = fork(state)
        for option in _open(state):
            assert decide(state, option.sample(luck_of(luck, turn)))
        assert state == before


@given(names, lucks, st.data())
@settings(max_examples=40)
def test_what_no_option_allows_is_refused_and_changes_nothing(
    name: str, luck: int, data: st.DataObject
) -> None:
    state, _ = played(game_named(name), luck, most=data.draw(st.integers(0, 120)))
    before = fork(state)
    for turn in range(30):
        action = data.draw(_near(state, luck, turn), label="action")
        actor = getattr(action, "seat", FACILITATOR)
        allowed = not state.ended and any(option.allows(action) for option in options(state, actor))
        refused = ""
        try:
            decide(state, action)
        except ActionRefused as refusal:
            refused = refusal.code
        assert allowed == (not refused), refused
    assert state == before


def _open(state: TableState) -> Iterator[Option]:
    for actor in (*state.game.seats, FACILITATOR):
        yield from (option for option in options(state, actor) if not option.closed)


@st.composite
def _near(draw: st.DrawFn, state: TableState, luck: int, turn: int) -> Action:
    """Draw an action: one that is allowed with one field put wrong, or any at all."""
    offered = list(_open(state))
    if draw(st.booleans()) and offered:
        action = draw(st.sampled_from(offered)).sample(luck_of(luck, turn))
        named = [one.name for one in fields(action)]
        if not named:
            return action
        name = draw(st.sampled_from(named))
        return replace(action, **{name: draw(_nearly(state, getattr(action, name)))})
    kind = draw(st.sampled_from(tuple(ACTIONS.values())))
    values = {one.name: draw(_any(state, one.name)) for one in fields(kind)}
    made: Action = kind(**values)
    return made


def _nearly(state: TableState, value: Any) -> st.SearchStrategy[Any]:
    if isinstance(value, bool):
        return st.just(not value)
    if isinstance(value, int):
        return st.sampled_from([value + 1, value - 1, -value, 0, value * 2, True])
    if isinstance(value, tuple) and value and isinstance(value[0], tuple):
        (task, amount), *rest = value
        return st.sampled_from(
            [
                ((task, amount + 1), *rest),
                ((task, -amount), *rest),
                ((task, 0), *rest),
                ((task, 10**6), *rest),
                (*rest, (task, amount)),
                (*value, (task, amount)),
                (("x", amount), *rest),
                ((task, True), *rest),
                (task, *rest),
            ]
        )
    if isinstance(value, tuple):
        return st.sampled_from([(*value, "x"), value + value[:1], value[::-1], "x"])
    return _ids(state)


def _any(state: TableState, name: str) -> st.SearchStrategy[Any]:
    ids = {
        "given": st.lists(st.tuples(_ids(state), st.integers(-5, 100_000)), max_size=3).map(tuple),
        "amount": st.integers(-10, 200_000),
        "least": st.integers(-10, 200_000),
        "understood": st.booleans(),
        "drop": st.lists(_ids(state), max_size=2).map(tuple),
        "open_duty": st.lists(_ids(state), max_size=2).map(tuple),
        "seat": st.sampled_from((*state.game.seats, "x")),
        "part": st.sampled_from(("doer", "owner", "x")),
        "what": st.sampled_from(
            ("ballot", "challenge", "forecast", "ready", "claim", "meeting", "pledge", "money", "x")
        ),
        "answer": st.sampled_from(("stand_behind", "live_with", "object", "x")),
        "reason": st.sampled_from((*REASONS, "x")),
        "stance": st.sampled_from(("decide", "co_produce", "let_go")),
    }
    return ids[name] if name in ids else st.one_of(_ids(state), st.none())


def _ids(state: TableState) -> st.SearchStrategy[str]:
    game = state.game
    every = (*game.seats, *game.tasks, *game.cards, *game.weights, *game.challenges, *game.instruments)
    return st.sampled_from((*every, *game.indicators, *(f"doer:{task}" for task in game.tasks), "", "x"))


@pytest.fixture(scope="module")
def everything() -> tuple[Counter[type], Counter[type]]:
    """Return how often each kind of event happened and each kind of action was taken, over many plays."""
    happened: Counter[type[Event]] = Counter()
    taken: Counter[type[Action]] = Counter()
    for name in GAMES:
        for luck in range(40):
            actions: list[Action] = []
            state = new_table(game_named(name), "tafel", luck)
            happened.update(type(event) for event in walk(state, luck, actions.append))
            taken.update(map(type, actions))
    return happened, taken


def test_every_kind_of_event_happens_in_some_play(everything: tuple[Counter[type], Counter[type]]) -> None:
    assert set(EVENTS.values()) - everything[0].keys() == set()


def test_every_kind_of_action_is_taken_in_some_play(everything: tuple[Counter[type], Counter[type]]) -> None:
    assert set(ACTIONS.values()) - everything[1].keys() == set()
