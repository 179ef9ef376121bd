"""The envelope: a first plan without talking, counted on the same luck at the end, never played."""

import pytest

from game.rules.actions import Advance, SayStance, SealEnvelope
from game.rules.decide import decide
from game.rules.events import EnvelopeCounted, EnvelopeSealed, Foreseen
from game.rules.state import ActionRefused, TableState, new_table
from game.rules.views import view
from tests.builders import a_game, act, settle

K = 1000
OPENING = {"tasks": ["schuldhulp", "buurtkamer", "regeling"], "seconds": 60}
PLAN = (("schuldhulp", 50 * K), ("buurtkamer", 10 * K), ("regeling", 40 * K))


def an_opening() -> TableState:
    state = new_table(a_game(opening=OPENING), "tafel", 7)
    settle(state)
    return state


def to_the_end(state: TableState) -> list[EnvelopeCounted]:
    """Say a stance, then only "Verder" until the table has ended; return what was counted on the way."""
    happened = act(state, SayStance("noor", "decide"))
    while not state.ended:
        happened += act(state, Advance())
    return [event for event in happened if isinstance(event, EnvelopeCounted)]


def test_the_first_minute_comes_before_the_first_round() -> None:
    state = an_opening()
    assert (state.round, state.phase) == (0, "opening")
    act(state, SealEnvelope(PLAN))
    assert (state.round, state.phase) == (1, "explore")
    assert state.envelope == dict(PLAN)
    assert state.money == 100 * K


def test_the_envelope_can_be_passed_over() -> None:
    state = an_opening()
    act(state, Advance())
    assert state.phase == "explore"
    assert to_the_end(state) == []


def test_the_envelope_is_sealed_once() -> None:
    state = an_opening()
    act(state, SealEnvelope(PLAN))
    with pytest.raises(ActionRefused, match="not-now"):
        decide(state, SealEnvelope(PLAN))


@pytest.mark.parametrize(
    "given",
    [(("schuldhulp", 65 * K),), (("schuldhulp", 60 * K), ("buurtkamer", 45 * K)), (("elders", 5 * K),)],
)
def test_an_envelope_holds_at_most_the_pot_and_each_cost(given: tuple[tuple[str, int], ...]) -> None:
    with pytest.raises(ActionRefused, match="not-allowed"):
        decide(an_opening(), SealEnvelope(given))


def test_an_envelope_is_counted_with_nothing_told_and_the_director_as_owner() -> None:
    state = an_opening()
    assert isinstance(act(state, SealEnvelope(PLAN))[0], EnvelopeSealed)
    [counted] = to_the_end(state)
    # level 83 and fit 60, two parties: 12.0 × 0.83 × 0.60 = 5.976; the others stay under their minimum
    assert counted.tasks == (Foreseen("schuldhulp", 50 * K, "nadia", 83, 60, 100, (("leefwereld", 60),)),)


def test_counting_the_envelope_changes_no_value() -> None:
    with_it, without = an_opening(), an_opening()
    act(with_it, SealEnvelope(PLAN))
    act(without, Advance())
    to_the_end(with_it)
    to_the_end(without)
    assert (with_it.indicators, with_it.trust, with_it.money) == (
        without.indicators,
        without.trust,
        without.money,
    )


def test_what_the_envelope_brings_is_shown_at_the_end_only() -> None:
    state = an_opening()
    act(state, SealEnvelope(PLAN))
    during = view(state, "projector")["envelope"]
    to_the_end(state)
    after = view(state, "projector")["envelope"]
    assert isinstance(during, dict)
    assert isinstance(after, dict)
    assert during["amounts"] == dict(PLAN)
    assert during["counted"] is None
    assert after["counted"][0]["effects"] == {"leefwereld": 60}
