"""The council: its patience wears with money that lies still, and what it sets aside a note frees."""

from typing import Any

import pytest

from game.rules.actions import Claim, SayStance, UseInstrument, WriteNote
from game.rules.events import RoundStarted
from game.rules.state import TableState
from tests.builders import a_table, act, changes_of, divide, go_to, refusal, roles, rounds, tasks

K = 1000
SEVEN: dict[str, Any] = {"budget": {"per_round": 77_000, "step": 5_000, "ballot": "amounts"}}


def _impatient(patience: int = 20, **changes: Any) -> TableState:
    """Return a table at the start of round 2, of which the first ended without a note or money at work."""
    state = a_table(**rounds(3), **roles(noor={"patience": patience + 20}), **changes)
    go_to(state, "explore", round_=2)
    assert state.patience == patience
    return state


def _patience_after(
    note: bool = False, mechanics: tuple[str, ...] = ("note",), **amounts: int
) -> dict[str, int]:
    """Return what the council made of one round, by cause."""
    state = a_table(mechanics=list(mechanics), **rounds(2))
    happened = divide(state, True, **amounts)
    happened += act(state, *([WriteNote("noor")] if note else []))
    happened += go_to(state, "explore", round_=2)
    kinds = ("at_work", "not_at_work", "note", "no_note")
    return {kind: amount for kind in kinds for _, _, amount in changes_of(happened, kind)}


def test_half_of_the_task_money_at_work_keeps_the_council_patient() -> None:
    assert _patience_after(regeling=50) == {"at_work": 5, "no_note": -10}
    assert _patience_after(schuldhulp=45) == {"not_at_work": -10, "no_note": -10}


def test_a_note_pleases_the_council() -> None:
    assert _patience_after(note=True, regeling=50) == {"at_work": 5, "note": 5}


def test_where_notes_are_not_played_with_the_council_waits_for_none() -> None:
    assert _patience_after(mechanics=(), regeling=50) == {"at_work": 5}


def test_what_instruments_cost_is_no_task_money() -> None:
    state = a_table(**rounds(2))
    act(state, SayStance("noor", "co_produce"), UseInstrument("noor", "dialoogtafel"))
    happened = [*divide(state, schuldhulp=45), *go_to(state, "explore", round_=2)]  # 45 of 90
    assert changes_of(happened, "at_work") == [("patience", "noor", 5)]


def test_a_duty_is_money_at_work_once_somebody_does_it() -> None:
    effects = [{"add": "leefwereld", "by": 1}]
    duty = {"name": "Plicht", "domain": "zorg", "duty": True, "cost": 60 * K, "effects": effects}
    for claims, kind in (([], "not_at_work"), ([Claim("joris", "brand", "doer")], "at_work")):
        state = a_table(**rounds(2), **tasks(brand=duty | {"curve": "all_or_nothing"}))
        divide(state)
        happened = [*act(state, *claims), *go_to(state, "explore", round_=2)]
        assert [what for what, _, _ in changes_of(happened, kind)] == ["patience"]


def test_money_that_still_runs_from_an_earlier_round_is_at_work() -> None:
    slow = tasks(schuldhulp={"after_rounds": 2})
    state = a_table(**rounds(3), **slow, budget={"per_round": 60_000, "step": 5_000, "ballot": "amounts"})
    divide(state, schuldhulp=60)
    go_to(state, "explore", round_=2)
    happened = go_to(state, "explore", round_=3)
    assert changes_of(happened, "at_work") == [("patience", "noor", 5)]


def test_patience_stays_between_nothing_and_a_hundred() -> None:
    low = a_table(**roles(noor={"patience": 4}))
    assert changes_of(go_to(low, "ended"), "clipped") == [("patience", "noor", 6), ("patience", "noor", 10)]
    assert low.patience == 0
    high = a_table(**rounds(2), **roles(noor={"patience": 99}))
    happened = [*divide(high, regeling=50), *act(high, WriteNote("noor")), *go_to(high, "explore", round_=2)]
    assert changes_of(happened, "clipped") == [("patience", "noor", -4), ("patience", "noor", -5)]
    assert high.patience == 100


def test_an_impatient_council_sets_a_fifth_of_the_pot_aside_savings_included() -> None:
    state = _impatient()
    assert (state.money, state.set_aside) == (160 * K, 40 * K)  # of 200: nothing was spent in round 1
    assert state.pot == 160 * K


def test_what_is_set_aside_is_whole_steps() -> None:
    state = _impatient(**SEVEN)
    assert (state.money, state.set_aside) == (124 * K, 30 * K)  # a fifth of 154 is 30.8


@pytest.mark.parametrize(("patience", "aside"), [(39, 40 * K), (40, 0)])
def test_only_patience_under_40_sets_money_aside(patience: int, aside: int) -> None:
    assert _impatient(patience).set_aside == aside


def test_the_first_pot_is_never_touched() -> None:
    state = a_table(**roles(noor={"patience": 0}))
    assert (state.money, state.set_aside) == (100 * K, 0)


def test_a_note_in_that_round_frees_it_at_once() -> None:
    state = _impatient()
    go_to(state, "dialogue")
    happened = act(state, WriteNote("noor"))
    assert changes_of(happened, "note_frees") == [("set_aside", "pot", -40 * K), ("money", "pot", 40 * K)]
    go_to(state, "fill_in")
    assert (state.to_divide, state.set_aside) == (200 * K, 0)


def test_without_a_note_it_comes_back_to_the_next_pot_before_a_fifth_is_taken_again() -> None:
    state = _impatient()
    happened = go_to(state, "explore", round_=3)
    [started] = [event for event in happened if isinstance(event, RoundStarted)]
    assert changes_of([started], "set_aside_back") == [
        ("set_aside", "pot", -40 * K),
        ("money", "pot", 40 * K),
    ]
    assert (state.money, state.set_aside) == (240 * K, 60 * K)  # of 300


def test_a_note_takes_a_slot_and_is_written_once_by_the_director() -> None:
    state = a_table()
    assert refusal(state, WriteNote("noor")) == "not-now"  # the stance comes first
    go_to(state, "dialogue")
    act(state, WriteNote("noor"))
    assert (state.slots_left, state.slots_used) == (1, ["stance", "note"])
    assert refusal(state, WriteNote("noor")) == "note-written"
    assert refusal(state, WriteNote("henk")) == "not-now"


def test_without_a_slot_there_is_no_note() -> None:
    state = a_table(slots=1)
    go_to(state, "dialogue")
    assert refusal(state, WriteNote("noor")) == "no-slots"
