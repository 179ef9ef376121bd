"""Conditions: one line and a block say the same, and mean what they say."""

import operator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.scenario.conditions import ConditionError, from_data, holds, parse
from game.scenario.intervals import judge, names
from game.scenario.model import EventCard

VALUES = {"round": 20, "leefwereld": 508, "trust.nadia": 450, "patience": 400, "a-b": 100}


def true(text: str) -> bool:
    return holds(parse(text), VALUES.__getitem__)


@pytest.mark.parametrize(
    "text",
    [
        "round >= 2",
        "round == 2 and leefwereld > 50",
        "leefwereld == 50.8",
        "50.7 < leefwereld < 50.9",
        "leefwereld ≥ 50 en niet patience ≠ 40",
        "round > 5 of trust.nadia <= 45",
        "2 * leefwereld == 101.6",
        "leefwereld × 2 > 100",
        "leefwereld - trust.nadia == 5.8",
        "leefwereld − 0.8 == 50",
        "-round < 0",
        "0.5 * trust.nadia < 23",
        "a-b == 10",
        "not (round < 2 or round > 3)",
        "NOT round == 1 AND round == 2",
        "(2 + 3) * 2 == 10",
        "1_000 > round",
    ],
)
def test_a_line_is_true_when_it_is(text: str) -> None:
    assert true(text)
    assert not true(f"not ({text})")


def test_and_binds_more_strongly_than_or() -> None:
    assert true("round == 2 or round == 3 and round == 4")
    assert not true("(round == 2 or round == 3) and round == 4")


@pytest.mark.parametrize(
    ("text", "code", "marked"),
    [
        ("", "OT145", ""),
        ("round", "OT141", "round"),
        ("round >= 2 and leefwereld", "OT141", "leefwereld"),
        ("round = 2", "OT140", "="),
        ("round == 2 && patience > 3", "OT140", "&&"),
        ("round >= $", "OT140", "$"),
        ("round >= 2)", "OT140", ")"),
        ("(round >= 2", "OT144", "("),
        ("round >=", "OT145", "round >="),
        ("round * patience > 3", "OT143", "round * patience"),
        ("round > 1.25", "OT146", "1.25"),
        ("round > 1,5", "OT146", "1,5"),
        ("0.5 * 0.5 > round", "", ""),
        ("0.5 * 0.3 * round > 1", "OT146", "0.5 * 0.3 * round"),
        ("(round > 1) + 2 > 3", "OT147", "(round > 1)"),
        ("not round", "OT141", "round"),
        ("and round > 2", "OT140", "and"),
        ("round 2", "OT141", "round"),
    ],
)
def test_a_line_that_cannot_be_read_tells_where(text: str, code: str, marked: str) -> None:
    if not code:
        parse(text)
        return
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert caught.value.code == code
    assert text[caught.value.spot.start : caught.value.spot.end] == marked


@pytest.mark.parametrize(
    "text",
    [
        "(" * 90 + "round > 1" + ")" * 90,
        "-" * 150 + "1 > round",
        "not " * 40 + "round > 1",
        "round > 1 and " * 20 + "round > 1",
    ],
)
def test_a_line_is_bounded(text: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse(text)
    assert caught.value.code == "OT142"


def test_a_block_says_the_same_as_a_line() -> None:
    block = {"round": {"from": 2}, "leefwereld": {"below": 50}}
    assert from_data(block) == parse("round >= 2 and leefwereld < 50")
    either: dict[str, Any] = {
        "any": [{"round": 2}, "patience > 30", {"not": {"trust.nadia": {"above": 9.5}}}]
    }
    one_line = "round == 2 or patience > 30 or not trust.nadia > 9.5"
    values = {"round": 10, "patience": 0, "trust.nadia": 96}
    assert [holds(from_data(one), values.__getitem__) for one in (either, one_line)] == [False, False]
    assert from_data({"all": [{"round": 2}]}) == parse("round == 2")


@pytest.mark.parametrize(
    ("data", "code", "path"),
    [
        ({}, "OT148", ()),
        (3, "OT148", ()),
        (True, "OT148", ()),
        ([], "OT148", ()),
        ({"all": []}, "OT149", ("all",)),
        ({"any": {"round": 2}}, "OT149", ("any",)),
        ({"round": {}}, "OT148", ("round",)),
        ({"round": {"form": 2}}, "OT150", ("round", "form")),
        ({"round": {"from": "2"}}, "OT151", ("round", "from")),
        ({"round": None}, "OT151", ("round",)),
        ({"round": {"from": 2.25}}, "OT146", ("round", "from")),
        ({"round": float("inf")}, "OT151", ("round",)),
        ({"all": [{"round": 2}, "round >"]}, "OT145", ("all", 1)),
        ({"not": {"any": [{"round": {"over": 2}}]}}, "OT150", ("not", "any", 0, "round", "over")),
    ],
)
def test_a_block_that_cannot_be_read_tells_where(data: object, code: str, path: tuple[object, ...]) -> None:
    with pytest.raises(ConditionError) as caught:
        from_data(data)
    assert (caught.value.code, caught.value.spot.path) == (code, path)


def test_a_very_deep_block_is_refused() -> None:
    data: dict[str, Any] = {"round": 2}
    for _ in range(50):
        data = {"not": data}
    with pytest.raises(ConditionError, match="OT142"):
        from_data(data)


def test_an_event_card_holds_its_condition_ready_to_use() -> None:
    for when in ("round >= 2", {"round": {"from": 2}}, parse("round >= 2")):
        card = EventCard.model_validate({"name": "a", "says": "b", "when": when})
        assert card.when == parse("round >= 2")
    assert EventCard(name="a", says="b").when is None


# Properties. -----------------------------------------------------------------------------------------

NAMES = ("round", "leefwereld", "patience", "trust.nadia")
SIGNS = {
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
}
numbers = st.integers(0, 1000)
compared = st.tuples(st.sampled_from(NAMES), st.sampled_from(list(SIGNS)), numbers)
values = st.fixed_dictionaries(
    {"round": st.sampled_from([10, 20]), **{name: st.integers(0, 1000) for name in NAMES[1:]}}
)


def written(tenths: int) -> str:
    return f"{tenths // 10}.{tenths % 10}"


@given(st.lists(compared, min_size=1, max_size=4), st.sampled_from(["and", "or"]), values)
def test_a_line_means_what_its_parts_mean(
    parts: list[tuple[str, str, int]], word: str, now: dict[str, int]
) -> None:
    line = f" {word} ".join(f"{name} {sign} {written(number)}" for name, sign, number in parts)
    each = [SIGNS[sign](now[name], number) for name, sign, number in parts]
    assert holds(parse(line), now.__getitem__) == (all(each) if word == "and" else any(each))


@given(st.tuples(*[st.integers(-3, 3)] * 4), numbers, values)
def test_sums_are_exact(times: tuple[int, ...], number: int, now: dict[str, int]) -> None:
    line = " + ".join(f"{factor} * {name}" for factor, name in zip(times, NAMES, strict=True))
    exact = sum(factor * now[name] for factor, name in zip(times, NAMES, strict=True))
    assert holds(parse(f"{line} >= {written(number)}"), now.__getitem__) == (exact >= number)


@given(
    st.lists(compared, min_size=1, max_size=4), st.lists(st.sampled_from(["and", "or"]), max_size=3), values
)
def test_what_is_called_impossible_never_happens(
    parts: list[tuple[str, str, int]], words: list[str], now: dict[str, int]
) -> None:
    comparisons = [f"{name} {sign} {written(number)}" for name, sign, number in parts]
    line = comparisons[0]
    for word, comparison in zip(words, comparisons[1:], strict=False):
        line += f" {word} {comparison}"
    condition = parse(line)
    verdict = judge(condition, names(["leefwereld"], ["nadia"], rounds=2))
    if not verdict.possible:
        assert not holds(condition, now.__getitem__)
    for name, sign, number in parts:
        [one] = (parse(f"{name} {sign} {written(number)}"),)
        single = judge(one, names(["leefwereld"], ["nadia"], rounds=2))
        assert not (single.never and holds(one, now.__getitem__))
        assert not (single.always and not holds(one, now.__getitem__))


@pytest.mark.parametrize(
    ("text", "possible"),
    [
        ("round >= 3", False),
        ("round > 1 and round < 2", False),
        ("round == 1.5", False),
        ("leefwereld > 60 and leefwereld < 50", False),
        ("leefwereld > 60 or leefwereld < 50", True),
        ("leefwereld + trust.nadia > 200", False),
        ("leefwereld + trust.nadia == 200", True),
        ("leefwereld - trust.nadia > 50 and leefwereld < 40", False),
        ("2 > 3", False),
        ("not (leefwereld <= 100)", False),
    ],
)
def test_what_can_never_be_is_known(text: str, possible: bool) -> None:
    assert judge(parse(text), names(["leefwereld"], ["nadia"], rounds=2)).possible is possible
