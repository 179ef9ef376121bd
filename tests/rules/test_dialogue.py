"""Dialogue: what a seat tells by itself, what only when asked by name, and who recognises it."""

from typing import Any

from game.rules.actions import AskByName, Ready, Recognise, SayStance, TellCard
from game.rules.events import CardTold
from game.rules.state import TableState
from tests.builders import a_rich_game, a_table, act, changes_of, go_to, refusal, roles, rounds

SEATS = ("nadia", "henk", "joris", "noor")


def _in_dialogue(**changes: Any) -> TableState:
    state = a_table(**changes)
    act(state, SayStance("noor", "decide"))
    assert state.phase == "dialogue"
    return state


def test_by_itself_a_seat_tells_one_card() -> None:
    state = _in_dialogue()
    [told] = act(state, TellCard("henk", "henk/betekenis"))
    assert told == CardTold("henk", "henk/betekenis", asked=False)
    assert refusal(state, TellCard("henk", "henk/vervoer")) == "not-asked"


def test_asked_by_name_a_seat_tells_another() -> None:
    state = _in_dialogue()
    act(state, TellCard("henk", "henk/betekenis"), AskByName("joris", "henk"))
    [told] = act(state, TellCard("henk", "henk/vervoer"))
    assert told == CardTold("henk", "henk/vervoer", asked=True)
    assert state.asked["henk"] == 0


def test_one_question_is_one_card() -> None:
    state = _in_dialogue(
        **roles(henk={"cards": {need: {"says": need} for need in ("rust", "vroeg", "opvang")}})
    )
    act(state, AskByName("joris", "henk"), TellCard("henk", "henk/rust"), TellCard("henk", "henk/vroeg"))
    state.turns_left = 1
    assert refusal(state, TellCard("henk", "henk/opvang")) == "not-asked"


def test_an_asked_seat_still_tells_its_own_card_first_without_using_the_question() -> None:
    state = _in_dialogue()
    act(state, AskByName("joris", "henk"), TellCard("henk", "henk/betekenis"))
    assert (state.asked["henk"], state.told_by_itself) == (1, {"henk"})


def test_a_card_with_a_threshold_is_never_told_unasked() -> None:
    cards = {"rust": {"says": "Rust.", "tell_from_trust": 40}}
    state = _in_dialogue(**roles(nadia={"cards": cards}))
    assert refusal(state, TellCard("nadia", "nadia/rust")) == "not-asked"
    act(state, AskByName("joris", "nadia"), TellCard("nadia", "nadia/rust"))
    assert "nadia/rust" in state.told


def test_a_card_is_kept_while_trust_is_under_its_threshold_even_when_asked() -> None:
    cards = {"rust": {"says": "Rust.", "tell_from_trust": 46}}
    state = _in_dialogue(**roles(nadia={"cards": cards}))  # trust 45
    act(state, AskByName("joris", "nadia"))
    assert refusal(state, TellCard("nadia", "nadia/rust")) == "not-enough-trust"
    state.trust["nadia"] = 46
    act(state, TellCard("nadia", "nadia/rust"))


def test_a_seat_asks_one_question_a_round_and_never_itself() -> None:
    state = _in_dialogue(**rounds(2))
    assert refusal(state, AskByName("henk", "henk")) == "not-allowed"
    act(state, AskByName("henk", "nadia"))
    assert refusal(state, AskByName("henk", "joris")) == "question-asked"
    go_to(state, "dialogue", round_=2)
    act(state, AskByName("henk", "nadia"))


def test_who_has_nothing_left_to_tell_is_not_asked() -> None:
    state = _in_dialogue()
    assert refusal(state, AskByName("henk", "noor")) == "not-allowed"  # the director holds no card
    act(state, TellCard("joris", "joris/vroeg"))
    assert refusal(state, AskByName("henk", "joris")) == "not-allowed"


def test_telling_takes_a_turn_and_without_turns_nobody_tells_or_asks() -> None:
    state = _in_dialogue(turns=2)
    act(state, TellCard("nadia", "nadia/rust"))
    assert state.turns_left == 1
    act(state, TellCard("henk", "henk/betekenis"))
    assert refusal(state, TellCard("joris", "joris/vroeg")) == "no-turns"
    assert refusal(state, AskByName("joris", "henk")) == "no-turns"


def test_turns_questions_and_hands_come_back_each_round_and_told_cards_do_not() -> None:
    state = _in_dialogue(**rounds(2))
    act(state, AskByName("joris", "nadia"), TellCard("nadia", "nadia/rust"), Recognise("henk", "nadia/rust"))
    go_to(state, "dialogue", round_=2)
    assert (state.turns_left, state.questions_asked, state.asked) == (3, {}, {})
    assert set(state.hands_left.values()) == {3}
    assert state.told == {"nadia/rust": 1}
    act(state, TellCard("nadia", "nadia/opvang"))  # by itself again


def test_who_told_everything_has_nothing_left_to_tell() -> None:
    state = _in_dialogue()
    act(state, TellCard("joris", "joris/vroeg"))
    assert refusal(state, TellCard("joris", "joris/vroeg")) == "nothing-to-choose"


def test_another_seats_card_is_not_told() -> None:
    state = _in_dialogue()
    assert refusal(state, TellCard("henk", "nadia/rust")) == "not-allowed"
    assert refusal(state, TellCard("noor", "nadia/rust")) == "not-now"


# Recognising


def test_a_hand_is_for_a_told_card_of_somebody_else_and_counts_once() -> None:
    state = _in_dialogue()
    act(state, TellCard("nadia", "nadia/rust"))
    assert refusal(state, Recognise("nadia", "nadia/rust")) == "nothing-to-choose"
    assert refusal(state, Recognise("henk", "nadia/opvang")) == "not-allowed"
    act(state, Recognise("henk", "nadia/rust"))
    assert refusal(state, Recognise("henk", "nadia/rust")) == "nothing-to-choose"
    assert state.hands["nadia/rust"] == ["henk"]


def test_a_seat_has_so_many_hands_a_round() -> None:
    state = _in_dialogue(hands=1)
    act(state, TellCard("nadia", "nadia/rust"), TellCard("joris", "joris/vroeg"))
    act(state, Recognise("henk", "nadia/rust"))
    assert refusal(state, Recognise("henk", "joris/vroeg")) == "no-hands"


def test_a_card_that_half_of_the_others_recognise_earns_its_teller_trust() -> None:
    state = _in_dialogue()
    act(state, TellCard("nadia", "nadia/rust"), TellCard("henk", "henk/betekenis"))
    act(state, Recognise("joris", "nadia/rust"), Recognise("noor", "nadia/rust"))  # 2 of 3 others
    act(state, Recognise("joris", "henk/betekenis"))  # 1 of 3 is not half, rounded up
    happened = go_to(state, "ended")
    assert changes_of(happened, "recognised") == [("trust", "nadia", 1)]


def test_hands_add_up_over_rounds_and_a_card_earns_once() -> None:
    state = _in_dialogue(**rounds(3))
    act(state, TellCard("nadia", "nadia/rust"), Recognise("joris", "nadia/rust"))
    assert changes_of(go_to(state, "dialogue", round_=2), "recognised") == []
    act(state, Recognise("noor", "nadia/rust"))
    assert changes_of(go_to(state, "dialogue", round_=3), "recognised") == [("trust", "nadia", 1)]
    act(state, Recognise("henk", "nadia/rust"))
    assert changes_of(go_to(state, "ended"), "recognised") == []


def test_half_of_an_even_number_of_others_is_enough() -> None:
    state = a_table(a_rich_game())  # seven seats, six others
    go_to(state, "dialogue")
    act(state, TellCard("nadia", "nadia/rust"))
    act(state, *(Recognise(seat, "nadia/rust") for seat in ("henk", "anna", "noor")))
    assert changes_of(go_to(state, "frame", round_=2), "recognised") == [("trust", "nadia", 1)]


def test_without_the_block_nobody_recognises() -> None:
    state = _in_dialogue(mechanics=["instruments"])
    act(state, TellCard("nadia", "nadia/rust"))
    assert refusal(state, Recognise("henk", "nadia/rust")) == "not-now"


# The end of it


def test_a_dialogue_ends_when_all_are_ready() -> None:
    state = _in_dialogue()
    act(state, *(Ready(seat) for seat in SEATS[:3]))
    assert state.phase == "dialogue"
    act(state, Ready("noor"))
    assert state.phase == "frame"


def test_a_dialogue_ends_by_itself_when_nobody_can_ask_tell_or_recognise() -> None:
    state = _in_dialogue(turns=1, mechanics=[])
    assert state.phase == "dialogue"
    act(state, TellCard("nadia", "nadia/rust"))
    assert state.phase == "frame"
