"""Reach: instruments that bring turns to speak or find needs, and the chair of who is not at the table."""

from typing import Any

from game.rules.actions import BookReport, SayStance, TellCard, UseInstrument, WriteNote
from game.rules.events import InstrumentUsed
from game.rules.state import TableState, known_needs
from tests.builders import a_table, act, changes_of, go_to, refusal, rounds, worked_example

K = 1000
CHAIR = ("eenzaam", "plek", "eten")


def _in_dialogue(seed: int = 7, finds: int = 2, cost: int = 5, **changes: Any) -> TableState:
    needs: dict[str, Any] = worked_example()["needs"]
    for need, weight in zip(CHAIR, (1, 3, 1), strict=True):
        needs[need] = {"name": need, "domain": "zorg", "weight": weight, "chair": "empty", "says": need}
    survey = {
        "name": "Enquête",
        "kind": "survey",
        "cost": cost * K,
        "finds": finds,
        "reach": [*CHAIR, "rust"],
    }
    instruments = worked_example()["instruments"] | {"enquete": survey}
    state = a_table(seed=seed, **{"needs": needs, "instruments": instruments, **changes})
    act(state, SayStance("noor", "decide"))
    return state


def test_a_dialogue_table_brings_turns_for_a_slot_and_money() -> None:
    state = _in_dialogue()
    happened = act(state, UseInstrument("noor", "dialoogtafel"))
    assert happened == [InstrumentUsed("noor", "dialoogtafel", 1, 3, (), happened[0].changes)]  # type: ignore[union-attr]
    assert changes_of(happened, "instrument") == [("money", "pot", -10 * K)]
    assert (state.turns_left, state.slots_left, state.money) == (6, 2, 90 * K)
    go_to(state, "fill_in")
    assert state.to_divide == 90 * K


def test_a_survey_finds_the_heaviest_needs_first() -> None:
    state = _in_dialogue(finds=1)
    act(state, TellCard("nadia", "nadia/rust"), UseInstrument("noor", "enquete"))
    assert list(state.found) == ["plek"]


def test_needs_as_heavy_are_found_by_a_named_draw() -> None:
    found = set()
    for seed in range(20):
        state = _in_dialogue(seed=seed, finds=3)
        act(state, UseInstrument("noor", "enquete"))
        assert set(list(state.found)[:2]) == {"plek", "rust"}
        found.add(list(state.found)[2])
    assert found == {"eenzaam", "eten"}


def test_a_survey_finds_no_need_that_was_told_already() -> None:
    state = _in_dialogue(finds=9)
    act(state, TellCard("nadia", "nadia/rust"), UseInstrument("noor", "enquete"))
    assert set(state.found) == set(CHAIR)


def test_a_survey_that_can_find_nothing_more_is_closed() -> None:
    state = _in_dialogue(finds=9)
    act(state, TellCard("nadia", "nadia/rust"), UseInstrument("noor", "enquete"))
    assert refusal(state, UseInstrument("noor", "enquete")) == "nothing-to-find"


def test_found_needs_are_known_have_no_teller_and_make_no_debt() -> None:
    state = _in_dialogue(finds=9)
    act(state, UseInstrument("noor", "enquete"))
    assert {"eenzaam", "plek", "eten"} <= known_needs(state)
    happened = go_to(state, "ended")
    assert changes_of(happened, "no_report") == []


def test_what_was_found_stays_found() -> None:
    state = _in_dialogue(finds=1, **rounds(2))
    act(state, UseInstrument("noor", "enquete"))
    go_to(state, "dialogue", round_=2)
    before = set(state.found)
    act(state, UseInstrument("noor", "enquete"))
    assert before < set(state.found)


def test_an_instrument_without_slots_or_money_is_refused_with_its_reason() -> None:
    poor = _in_dialogue(cost=101)
    assert refusal(poor, UseInstrument("noor", "enquete")) == "no-money"
    act(_in_dialogue(cost=100), UseInstrument("noor", "enquete"))  # the whole pot, if they like
    act(poor, BookReport("noor"), WriteNote("noor"), UseInstrument("noor", "dialoogtafel"))
    assert poor.slots_left == 0
    assert refusal(poor, UseInstrument("noor", "dialoogtafel")) == "no-slots"


def test_only_the_director_brings_instruments_and_only_where_they_are_played_with() -> None:
    state = _in_dialogue()
    assert refusal(state, UseInstrument("henk", "dialoogtafel")) == "not-now"
    without = _in_dialogue(mechanics=[])
    assert refusal(without, UseInstrument("noor", "dialoogtafel")) == "not-now"


def test_what_is_not_spent_on_instruments_stays_in_the_pot() -> None:
    state = _in_dialogue()
    go_to(state, "fill_in")
    assert (state.money, state.to_divide) == (100 * K, 100 * K)
