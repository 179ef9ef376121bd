"""The facilitator draws an event card by hand or lays one aside: by the same draw, and with its causes."""

from typing import Any

import pytest

from game.rules.actions import Action, DrawEventCard, SkipEventCard
from game.rules.decide import decide
from game.rules.event_cards import next_event_card
from game.rules.events import Event, EventCardCalled, EventCardDrawn, EventCardSkipped
from game.rules.offers import options_of
from game.rules.state import ActionRefused, TableState
from game.rules.views import part
from tests.builders import a_table, act, changes_of, go_to, rounds

FACILITATOR = "facilitator"


def _cards(*ids: str, **changes: Any) -> TableState:
    card = {"name": "Kaart", "says": "Er gebeurt iets.", "effects": [{"trust": "henk", "by": -2}]}
    state = a_table(event_cards=dict.fromkeys(ids, card), **(rounds(3) | changes))
    go_to(state, "explore")
    return state


def _closed(state: TableState, kind: str) -> list[str]:
    return [option.closed for option in options_of(state, FACILITATOR, kind)]


def _drawn(happened: list[Event]) -> list[str]:
    return [event.card for event in happened if isinstance(event, EventCardDrawn)]


def refusal(state: TableState, action: Action) -> str:
    with pytest.raises(ActionRefused) as refused:
        decide(state, action)
    return refused.value.code


def test_a_card_drawn_by_hand_does_at_once_what_it_says_and_none_comes_after_it() -> None:
    state = _cards("een", "twee")
    card = next_event_card(state)
    happened = act(state, DrawEventCard(card))
    assert isinstance(happened[0], EventCardCalled)
    assert _drawn(happened) == [card]
    assert changes_of(happened, "event_card") == [("trust", "henk", -2)]
    assert state.causes[1][-1].cause.ids == (card,)
    assert part(state, "projector", "event")["by_hand"]  # type: ignore[index, call-overload]
    assert _drawn(go_to(state, "reflect")) == []
    assert _drawn(go_to(state, "reflect", round_=2)) != [card]
    assert not part(state, "projector", "event")["by_hand"]  # type: ignore[index, call-overload]


def test_it_is_the_card_that_would_have_come_by_itself() -> None:
    by_itself, by_hand = _cards("een", "twee", "drie"), _cards("een", "twee", "drie")
    [card] = _drawn(go_to(by_itself, "reflect"))
    assert _drawn(act(by_hand, DrawEventCard(next_event_card(by_hand)))) == [card]
    assert by_hand.trust["henk"] == by_itself.trust["henk"] == 38


def test_a_card_that_is_skipped_never_comes_and_no_other_comes_by_itself() -> None:
    state = _cards("een", "twee")
    card = next_event_card(state)
    assert act(state, SkipEventCard(card)) == [EventCardSkipped(card)]
    assert _drawn(go_to(state, "reflect")) == []
    assert part(state, "projector", "event")["skipped"]  # type: ignore[index, call-overload]
    rest = _drawn(go_to(state, "ended"))
    assert len(rest) == 1
    assert card not in rest


def test_after_skipping_the_next_card_can_still_be_drawn_in_the_same_round() -> None:
    state = _cards("een", "twee")
    first = next_event_card(state)
    act(state, SkipEventCard(first))
    assert _closed(state, "skip_event_card") == ["no-event-card"]
    assert _closed(state, "draw_event_card") == [""]
    [second] = _drawn(act(state, DrawEventCard(next_event_card(state))))
    assert second != first


def test_a_round_has_one_card_whoever_draws_it() -> None:
    state = _cards("een", "twee")
    act(state, DrawEventCard(next_event_card(state)))
    assert refusal(state, DrawEventCard(next_event_card(state))) == "event-card-drawn"
    assert refusal(state, SkipEventCard(next_event_card(state))) == "event-card-drawn"
    go_to(state, "explore", round_=2)
    assert _closed(state, "draw_event_card") == [""]


def test_only_the_card_that_is_next_can_be_meant() -> None:
    state = _cards("een", "twee")
    other = ({"een", "twee"} - {next_event_card(state)}).pop()
    assert refusal(state, DrawEventCard(other)) == "not-allowed"
    assert refusal(state, SkipEventCard("x")) == "not-allowed"


def test_a_card_whose_condition_does_not_hold_is_not_drawn_by_hand_either() -> None:
    card = {"name": "Kaart", "says": "Er gebeurt iets.", "when": "round == 2"}
    state = a_table(event_cards={"kaart": card}, **rounds(2))
    go_to(state, "explore")
    assert refusal(state, DrawEventCard("kaart")) == "no-event-card"
    go_to(state, "explore", round_=2)
    assert _drawn(act(state, DrawEventCard("kaart"))) == ["kaart"]


def test_it_can_be_drawn_until_the_round_ends_and_skipped_only_before_it_would_come() -> None:
    state = _cards("een", "twee")
    act(state, SkipEventCard(next_event_card(state)))
    go_to(state, "reflect")
    assert options_of(state, FACILITATOR, "skip_event_card") == []
    assert _closed(state, "draw_event_card") == [""]
    assert len(_drawn(act(state, DrawEventCard(next_event_card(state))))) == 1


def test_no_seat_draws_or_skips_and_without_cards_nobody_does() -> None:
    state, without = _cards("een"), a_table()
    go_to(without, "explore")
    for kind in ("draw_event_card", "skip_event_card"):
        assert options_of(without, FACILITATOR, kind) == []
        assert all(options_of(state, seat, kind) == [] for seat in state.game.seats)
