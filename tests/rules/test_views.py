"""What each observer sees: patches lose nothing, and nobody's view depends on what they may not know."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any, TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.actions import SealEnvelope, TellCard
from game.rules.events import Event
from game.rules.game import Card, Game
from game.rules.state import TableState, fork, new_table, untold
from game.rules.touched import touched
from game.rules.views import SEAT, observers, part, part_names, view
from tests.builders import a_rich_game, a_table, act, go_to
from tests.rules.plays import finish, follow, game_named, happen, luck_of, lucks, names, pick, played, walk

SOME = settings(max_examples=20)

Name = TypeVar("Name")

CANARY = "kanarie-die-niemand-mag-horen"
SEEN_OF_WISHES = ("wishes", "support", "table_support", "lowest_support")
"""What everybody sees of a role's wishes, told or not: the meters. The rules make these public."""


def _is_touched(name: str, names: frozenset[str]) -> bool:
    kind, colon, _ = name.partition(":")
    return name in names or kind + colon in names


@given(names, lucks)
@SOME
def test_an_old_view_with_the_touched_parts_made_again_is_the_new_view(name: str, luck: int) -> None:
    state = new_table(game_named(name), "tafel", luck)
    _follow_views(state, walk(state, luck, most=150))


def test_a_round_that_is_followed_by_patches_alone_ends_with_the_right_views() -> None:
    state = a_table()
    _follow_views(state, walk(state, 1, most=60))


def test_an_envelope_that_is_followed_by_patches_alone_is_seen_sealed_and_counted() -> None:
    state = new_table(game_named("opened by an envelope"), "tafel", 1)
    seal = SealEnvelope((("schuldhulp", 60_000),))
    _follow_views(state, chain(follow(state), happen(state, seal), walk(state, 1)))
    assert state.foreseen


def _follow_views(state: TableState, happening: Iterable[Event]) -> None:
    """Check after each event, as it happens, that who looks at touched parts alone misses nothing."""
    old = _everything(state)
    for event in happening:
        new = _everything(state)
        patch = {at: made for at, made in new.items() if _is_touched(at[1], touched(event))}
        assert {**old, **patch} == new, f"{event} changed {_differ(old | patch, new)}"
        old = new
    _see_the_same(state)


def _everything(state: TableState) -> dict[tuple[str, str], str]:
    """Return every part as it is sent, by whose it is and its name; what all see stands there once."""
    public = view(state, "projector")
    own = {
        (observer, name): part(state, observer, name)
        for observer in observers(state)
        for name in part_names(state, observer)
        if name not in public
    }
    return _written({("projector", name): made for name, made in public.items()} | own)


def _see_the_same(state: TableState) -> None:
    """Check that public parts are the same for whoever looks."""
    public = view(state, "projector")
    for observer in observers(state):
        seen = view(state, observer)
        assert {name: seen[name] for name in public} == public


def _written(parts: Mapping[Name, Any]) -> dict[Name, str]:
    """Return each part as it is sent; a value JSON has no form for raises."""
    return {name: json.dumps(made, sort_keys=True, allow_nan=False) for name, made in parts.items()}


def _differ(one: Mapping[Name, Any], other: Mapping[Name, Any]) -> list[Name]:
    return [name for name in {**one, **other} if one.get(name) != other.get(name)]


@given(names, lucks)
@SOME
def test_views_hold_no_floats_and_survive_being_sent(name: str, luck: int) -> None:
    state, _ = played(game_named(name), luck, most=80)
    for observer in observers(state):
        for name_, made in view(state, observer).items():
            assert json.loads(json.dumps(made)) == made, name_
            assert not _floats(made), name_


def _floats(value: Any) -> list[float]:
    if isinstance(value, dict):
        return [found for one in value.values() for found in _floats(one)]
    if isinstance(value, list):
        return [found for one in value for found in _floats(one)]
    return [value] if isinstance(value, float) else []


@given(names, lucks)
@SOME
def test_making_a_view_changes_nothing(name: str, luck: int) -> None:
    state, _ = played(game_named(name), luck, most=60)
    before = fork(state)
    for observer in observers(state):
        made = view(state, observer)
        _spoil(made)
    assert state == before


def _spoil(value: Any) -> None:
    """Change everything in a view that can be changed, as a careless reader might."""
    for one in list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else ():
        _spoil(one)
    if isinstance(value, dict | list):
        value.clear()


# Secrets


@given(names, lucks, st.integers(0, 100))
@SOME
def test_nobody_sees_what_depends_on_the_seed_before_it_is_drawn(name: str, luck: int, most: int) -> None:
    """But the facilitator sees which event card is next, so as to draw or skip it."""
    state, _ = played(game_named(name), luck, most=most)
    other = fork(state)
    other.seed = luck + 1
    assert _all_views(other, "facilitator") == _all_views(state, "facilitator")
    assert _but_the_next_card(other) == _but_the_next_card(state)


def _but_the_next_card(state: TableState) -> dict[str, Any]:
    seen: dict[str, Any] = dict(view(state, "facilitator"))
    for option in seen["options"]:
        if option["kind"] in ("draw_event_card", "skip_event_card"):
            option["fields"] = [one["name"] for one in option["fields"]]
    return seen


def _all_views(state: TableState, *but: str) -> dict[str, dict[str, str]]:
    return {one: _written(view(state, one)) for one in observers(state) if one not in but}


@given(names, lucks, st.integers(0, 100), st.data())
@SOME
def test_nobody_else_sees_an_untold_card(name: str, luck: int, most: int, data: st.DataObject) -> None:
    state, _ = played(game_named(name), luck, most=most)
    holders = [seat for seat in state.game.seats if untold(state, seat)]
    if state.ended or not holders:
        return
    seat = data.draw(st.sampled_from(holders))
    other = fork(state)
    other.game = _with_other_cards(state, seat)
    mine = SEAT + seat
    assert CANARY in json.dumps(view(other, mine))
    before, after = _all_views(state, mine), _all_views(other, mine)
    assert CANARY not in json.dumps(after)
    assert {one: _without_meters(made) for one, made in after.items()} == {
        one: _without_meters(made) for one, made in before.items()
    }


def _with_other_cards(state: TableState, seat: str) -> Game:
    """Return the game in which one seat holds other untold cards: other needs, that no task answers."""
    game, role, hidden = state.game, state.game.roles[seat], untold(state, seat)
    changed = {
        card.id: Card(f"{seat}/{CANARY}-{n}", seat, f"{CANARY}-{n}", 0) for n, card in enumerate(hidden)
    }
    cards = tuple(changed.get(card.id, card) for card in role.cards)
    needs = tuple(card.need for card in cards if card.need in game.weights or CANARY in card.need)
    return replace(
        game,
        roles={**game.roles, seat: replace(role, cards=cards, needs=needs)},
        cards={card.id: card for card in game.cards.values() if card.id not in changed}
        | {card.id: card for card in changed.values()},
        weights={**game.weights, **{card.need: 9 for card in changed.values()}},
    )


def _without_meters(parts: Mapping[str, str]) -> dict[str, Any]:
    def strip(made: Any) -> Any:
        if not isinstance(made, dict):
            return made
        return {key: value for key, value in made.items() if key not in SEEN_OF_WISHES}

    return {name: strip(json.loads(made)) for name, made in parts.items()}


@given(names, lucks, st.data())
@SOME
def test_nobody_else_sees_a_sealed_ballot(name: str, luck: int, data: st.DataObject) -> None:
    state = new_table(game_named(name), "tafel", luck)
    for _ in walk(state, luck):
        if state.step == "fill_in" and state.ballots:
            seat = data.draw(st.sampled_from(sorted(state.ballots)))
            other = fork(state)
            other.ballots[seat] = dict.fromkeys(state.on_table, 1_234_567)
            mine = SEAT + seat
            assert view(other, mine) != view(state, mine)
            assert _all_views(other, mine) == _all_views(state, mine)
            return


@given(lucks, st.data())
@SOME
def test_nobody_else_sees_a_forecast_before_carrying_out(luck: int, data: st.DataObject) -> None:
    state = new_table(game_named("rich, in amounts"), "tafel", luck)
    for _ in walk(state, luck):
        if state.step == "forecast" and state.forecasts:
            seat = data.draw(st.sampled_from(sorted(state.forecasts)))
            other = fork(state)
            other.forecasts[seat] = CANARY
            mine = SEAT + seat
            assert view(other, mine) != view(state, mine)
            assert _all_views(other, mine) == _all_views(state, mine)
        if state.phase == "carry_out" and state.forecasts:
            shown = part(state, "projector", "forecasts")
            assert shown == {**dict(shown or {}), str(state.round): state.forecasts}


@given(names, lucks)
@SOME
def test_what_a_task_really_brings_is_seen_by_nobody_before_it_is_revealed(name: str, luck: int) -> None:
    state, _ = played(game_named(name), luck, most=60)
    for task in state.game.tasks.values():
        seen = part(state, "projector", f"task:{task.id}")
        assert isinstance(seen, dict)
        if task.id not in state.revealed:
            assert seen["effects"] == {indicator: [low, high] for indicator, low, high in task.effects}


@given(names, lucks)
@SOME
def test_no_view_and_no_option_depends_on_what_was_not_drawn_aloud(name: str, luck: int) -> None:
    """What a seed holds and no event told yet is in nothing that anybody sees: another looks the same."""
    state, _ = played(game_named(name), luck, most=80)
    other = fork(state)
    other.seed += 1
    assert _all_views(other, "facilitator") == _all_views(state, "facilitator")
    assert _but_the_next_card(other) == _but_the_next_card(state)


def test_a_need_behind_a_task_is_seen_only_once_it_is_known() -> None:
    state = new_table(a_rich_game(), "tafel", 7)
    for _ in walk(state, 7):
        known = {state.game.cards[card].need for card in state.told} | set(state.found)
        for task in state.game.tasks.values():
            seen = part(state, "projector", f"task:{task.id}")
            assert isinstance(seen, dict)
            assert seen["answers"].keys() == task.answers.keys() & known


def test_the_cards_in_the_pocket_are_seen_by_all_only_at_the_end() -> None:
    state = a_table()
    assert part(state, "projector", "pockets") is None
    finish(state)
    pockets = part(state, "projector", "pockets")
    assert isinstance(pockets, dict)
    by_card = {card["id"]: card["tasks"] for card in pockets["cards"]}
    assert by_card == {
        "nadia/rust": ["schuldhulp", "regeling"],
        "nadia/opvang": ["buurtkamer"],
        "henk/betekenis": ["buurtkamer"],
        "henk/vervoer": [],
        "joris/vroeg": ["schuldhulp"],
    }


@pytest.mark.parametrize("name", ["private", "options"])
def test_the_projector_has_nothing_private(name: str) -> None:
    state = a_table()
    assert name not in view(state, "projector")
    with pytest.raises(KeyError):
        part(state, "projector", name)


def test_the_facilitator_has_no_cards_of_its_own() -> None:
    state = a_table()
    assert "private" not in view(state, "facilitator")
    with pytest.raises(KeyError):
        part(state, "facilitator", "private")


def test_a_seat_sees_its_own_cards_and_no_others() -> None:
    state = a_table()
    seen = part(state, SEAT + "nadia", "private")
    assert isinstance(seen, dict)
    assert [card["id"] for card in seen["cards"]] == ["nadia/rust", "nadia/opvang"]
    assert not any(card["told"] for card in seen["cards"])


@pytest.mark.parametrize("observer", ["projector", "facilitator", "seat:henk"])
def test_a_card_in_the_pocket_is_named_in_no_part_of_anybody_else(observer: str) -> None:
    state = a_table()
    go_to(state, "dialogue")
    seen = json.dumps(view(state, observer))
    assert [card for card in ("nadia/rust", "nadia/opvang") if card in seen] == []
    assert [need for need in ('"rust"', '"opvang"') if need in seen] == []
    act(state, TellCard("nadia", "nadia/rust"))
    assert "nadia/rust" in json.dumps(view(state, observer))


def test_whoever_looks_sees_the_same_public_parts() -> None:
    state = new_table(a_rich_game(), "tafel", 3)
    list(follow(state))
    for turn in range(80):
        if state.ended:
            break
        act(state, pick(state, luck_of(3, turn)))
        _see_the_same(state)
