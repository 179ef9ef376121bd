"""Event cards: at most one a round, of those whose condition holds, and each only once."""

from typing import Any

import pytest

from game.rules.events import Event, EventCardDrawn, PhaseStarted
from game.rules.state import TableState
from tests.builders import a_rich_game, a_table, changes_of, go_to, roles, rounds

K = 1000


def _cards(**effects: list[dict[str, Any]]) -> dict[str, Any]:
    named = {"name": "Kaart", "says": "Er gebeurt iets."}
    return {"event_cards": {id_: named | {"effects": made} for id_, made in effects.items()}}


def _only(*effects: dict[str, Any], count: int = 2, **changes: Any) -> tuple[TableState, list[Event]]:
    """Return a table whose one event card was drawn in round 1, and what happened up to round 2."""
    state = a_table(**_cards(kaart=list(effects)), **rounds(count), **changes)
    happened = go_to(state, "reflect")
    return state, happened + (go_to(state, "explore", round_=2) if count > 1 else [])


def _drawn(happened: list[Event]) -> list[str]:
    return [event.card for event in happened if isinstance(event, EventCardDrawn)]


def test_a_card_is_drawn_when_carrying_out_begins() -> None:
    state = a_table(**_cards(kaart=[]))
    happened = go_to(state, "reflect")
    place = [isinstance(event, EventCardDrawn) for event in happened].index(True)
    assert happened[place - 1] == PhaseStarted("carry_out", state.moment - 1)
    assert state.event_card == "kaart"


def test_a_round_has_one_card_and_a_card_comes_once() -> None:
    state = a_table(**_cards(een=[], twee=[]), **rounds(4))
    happened = go_to(state, "ended")
    assert sorted(_drawn(happened)) == ["een", "twee"]
    assert sorted(state.cards_drawn) == ["een", "twee"]


def test_no_card_stays_on_the_table_in_the_next_round() -> None:
    state, _ = _only()
    assert state.event_card == ""


def test_which_card_comes_depends_on_the_tables_seed_alone() -> None:
    cards = _cards(een=[], twee=[], drie=[])
    by_seed = [_drawn(go_to(a_table(seed=seed, **cards), "ended")) for seed in range(30)]
    assert {card for [card] in by_seed} == {"een", "twee", "drie"}
    assert by_seed == [_drawn(go_to(a_table(seed=seed, **cards), "ended")) for seed in range(30)]


@pytest.mark.parametrize(
    ("when", "comes"),
    [
        ("round >= 2", False),
        ("round == 1", True),
        ("leefwereld < 30", False),
        ("leefwereld <= 30", True),
        ("trust.henk >= 40", True),
        ("trust.henk > 40", False),
        ("patience < 45", False),
        ("patience == 45", True),
        ("table_support < 24", False),
        ("table_support <= 24", True),
        ("lowest_support == 20", True),
        ("cohesion == 85", True),
        ("round == 1 and patience < 45", False),
    ],
)
def test_a_card_comes_only_when_its_condition_holds(when: str, comes: bool) -> None:
    card = {"name": "Kaart", "says": "Er gebeurt iets.", "when": when}
    state = a_table(event_cards={"kaart": card})
    assert _drawn(go_to(state, "reflect")) == (["kaart"] if comes else [])


def test_the_condition_is_read_when_the_card_is_drawn() -> None:
    card = {"name": "Kaart", "says": "Er gebeurt iets.", "when": "round == 2"}
    state = a_table(event_cards={"kaart": card}, **rounds(2))
    assert _drawn(go_to(state, "explore", round_=2)) == []
    assert _drawn(go_to(state, "ended")) == ["kaart"]


# What a card brings


def test_a_cut_takes_a_percentage_off_what_the_next_round_brings_and_not_off_savings() -> None:
    state, happened = _only({"cut": "budget", "percent": 10}, count=3, **roles(noor={"patience": 100}))
    assert changes_of(happened, "event_card") == [("money", "pot", -10 * K)]
    assert state.money == 190 * K  # 100 saved, 90 new
    go_to(state, "explore", round_=3)
    assert state.money == 290 * K


def test_a_grant_adds_to_the_next_pot() -> None:
    state, happened = _only({"grant": "budget", "amount": 7_500}, **roles(noor={"patience": 100}))
    assert changes_of(happened, "event_card") == [("money", "pot", 7_500)]
    assert state.money == 207_500


@pytest.mark.parametrize(
    ("who", "seats"),
    [
        ("henk", ["henk"]),
        ("residents", ["nadia", "henk"]),
        ("partners", ["joris"]),
        ("everyone", ["nadia", "henk", "joris"]),
    ],
)
def test_a_card_moves_the_trust_of_one_of_some_or_of_all(who: str, seats: list[str]) -> None:
    _, happened = _only({"trust": who, "by": -2})
    assert changes_of(happened, "event_card") == [("trust", seat, -2) for seat in seats]


def test_a_card_moves_the_patience_of_the_council() -> None:
    _, happened = _only({"patience": "council", "by": -5})
    assert changes_of(happened, "event_card") == [("patience", "noor", -5)]


def test_a_card_moves_an_indicator_by_points_without_fit_or_carry() -> None:
    state, happened = _only({"add": "leefwereld", "by": -3})
    assert changes_of(happened, "event_card") == [("indicator", "leefwereld", -30)]
    assert state.indicators["leefwereld"] == 270


def test_a_range_is_drawn_per_seed() -> None:
    moved = set()
    for seed in range(30):
        state, _ = _only({"add": "leefwereld", "by": [-3, 3]}, seed=seed)
        moved.add(state.indicators["leefwereld"] - 300)
    assert moved <= set(range(-30, 31, 10))
    assert len(moved) > 4


def test_what_a_card_cannot_move_any_further_is_a_cause_of_its_own() -> None:
    state, happened = _only({"trust": "henk", "by": -30}, {"trust": "henk", "by": -30})
    assert changes_of(happened, "clipped") == [("trust", "henk", 20)]
    assert state.trust["henk"] == 0


def test_every_card_of_a_scenario_can_come() -> None:
    game = a_rich_game()
    seen = {card for seed in range(30) for card in _drawn(go_to(a_table(game, seed=seed), "ended"))}
    assert seen == set(game.event_cards)
