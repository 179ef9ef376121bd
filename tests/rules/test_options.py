"""Options: fields that say what they take, and take what they say, however large the numbers are."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.actions import CastBallot, Ready, SayStance
from game.rules.options import (
    Draw,
    Field,
    Fixed,
    Number,
    OneOf,
    Option,
    Ranking,
    Shares,
    Some,
    Ticks,
    Typed,
    read_field,
)

BILLION = 1_000_000_000
IDS = ("a", "b", "c")

fields = st.one_of(
    st.builds(Fixed, st.just("f"), st.sampled_from(["a", True, False])),
    st.builds(OneOf, st.just("f"), st.just(IDS)),
    st.builds(Some, st.just("f"), st.just(IDS)),
    st.builds(
        lambda low, more, step, also: Number("f", low, low + more, step, also),
        st.integers(0, 50),
        st.integers(0, BILLION),
        st.integers(1, 2000),
        st.sampled_from([(), (0,)]),
    ),
    st.builds(
        lambda caps, total, step: Shares("f", tuple(zip(IDS, caps, strict=True)), total, step),
        st.tuples(*[st.integers(0, BILLION)] * 3),
        st.integers(0, BILLION),
        st.integers(1, 5000),
    ),
    st.builds(Ticks, st.just("f"), st.just(IDS)),
    st.builds(Ranking, st.just("f"), st.just(IDS)),
    st.builds(Typed, st.just("f"), st.just(200)),
)


def _luck(numbers: st.DataObject) -> Draw:
    return lambda _subject, sides: numbers.draw(st.integers(0, sides - 1))


@given(fields, st.data())
def test_a_field_allows_what_it_draws(field: Field, data: st.DataObject) -> None:
    assert field.allows(field.sample(_luck(data)))


@given(fields)
def test_a_field_is_read_back_from_how_it_was_described(field: Field) -> None:
    assert read_field(json.loads(json.dumps(field.described()))) == field


def test_what_describes_no_field_is_refused() -> None:
    with pytest.raises(ValueError, match="no field"):
        read_field({"type": "colour", "name": "f"})


TWO = Shares("f", (("a", 30), ("b", 12)), 35, 10)
RANKING = Ranking("f", IDS)
ONE = Shares("f", (("a", 30),), 30, 10)


@pytest.mark.parametrize(
    ("field", "taken", "refused"),
    [
        (Fixed("f", "a"), ["a"], ["b", True, None, 1]),
        (Fixed("f", True), [True], [False, 1, "True"]),
        (OneOf("f", IDS), ["a", "c"], ["d", "", None, ("a",), ["a"]]),
        (OneOf("f", ()), [], ["", "a", None]),
        (Some("f", IDS), [(), ("a",), ("a", "c")], [("c", "a"), ("a", "a"), ("d",), ["a"], "a"]),
        (Number("f", 10, 32, 10), [10, 20, 30, 32], [0, 5, 31, 40, 20.0, True, "10", None]),
        (Number("f", 10, 30, 10, (0,)), [0, 10, 30], [5, 40, False]),
        (Number("f", 30, 20, 10, (0,)), [0], [20, 25, 30]),
        (TWO, [(), (("a", 30),), (("a", 20), ("b", 12))], [(("a", 30), ("b", 10)), (("b", 10), ("a", 10))]),
        (TWO, [], [(("a", 0),), (("a", 15),), (("a", 40),), (("b", 11),), (("a", -10),)]),
        (ONE, [(("a", 30),)], [(("a", 10), ("a", 10)), (("a",),), ("a",), [("a", 10)], None]),
        (ONE, [(("a", 10),)], [(("a", True),), (("a", 10.0),), (("x", 10),), ((["a"], 10),)]),
        (Ticks("f", IDS), [(), (("a", 1),), (("a", 1), ("c", 1))], [(("a", 2),), (("c", 1), ("a", 1)), None]),
        (Ticks("f", IDS), [], [(("a", True),), (("x", 1),), ("a",), [("a", 1)], (("a", 1), ("a", 1))]),
        (RANKING, [(), (("b", 1),), (("a", 2), ("b", 1))], [(("b", 2),), (("a", 1), ("b", 1)), None]),
        (RANKING, [], [(("b", 1), ("a", 2)), (("x", 1),), (("a", True),), [("a", 1)], (("a", 0),)]),
        (Typed("f", 200), ["", "t12"], ["t" * 41, 1, None]),
    ],
)
def test_a_field_takes_what_fits_and_nothing_else(field: Field, taken: list[Any], refused: list[Any]) -> None:
    assert [value for value in taken if not field.allows(value)] == []
    assert [value for value in refused if field.allows(value)] == []


def test_a_number_up_to_a_billion_is_weighed_and_drawn_at_once() -> None:
    number = Number("f", 1, BILLION, 1, (0,))
    assert number.allows(BILLION - 1)
    assert not number.allows(BILLION + 1)
    assert {number.sample(lambda _, sides, at=at: sides * at // 4) for at in range(4)} == {  # type: ignore[misc]
        0, 250_000_000, 500_000_000, 750_000_000,
    }  # fmt: skip


def test_a_ballot_of_a_billion_euros_is_drawn_in_few_pieces() -> None:
    draws: list[str] = []

    def chance(subject: str, sides: int) -> int:
        draws.append(subject)
        return 0

    shares = Shares("f", (("a", BILLION), ("b", BILLION)), BILLION, 1)
    assert dict(shares.sample(chance)) == {"a": BILLION}
    assert len(draws) < 200


def test_a_field_that_is_not_described_stays_empty() -> None:
    option = Option("say_stance", "noor", (Fixed("stance", "decide"),))
    assert option.allows(SayStance("noor", "decide"))
    assert not option.allows(SayStance("noor", "decide", ("brand",)))


def test_an_option_is_of_one_seat_and_one_kind_and_a_closed_one_takes_nothing() -> None:
    option = Option("ready", "noor")
    assert option.allows(Ready("noor"))
    assert not option.allows(Ready("henk"))
    assert not option.allows(CastBallot("noor", ()))
    assert not Option("ready", "noor", closed="not-now").allows(Ready("noor"))


def test_a_closed_option_is_described_with_its_reason() -> None:
    assert Option("ready", "noor", closed="no-slots", facts={"n": 1}).described() == {
        "kind": "ready",
        "fields": [],
        "closed": "no-slots",
        "facts": {"n": 1},
    }
