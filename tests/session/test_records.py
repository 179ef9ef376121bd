"""Records: every event survives being written down, and what was altered is not read."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Literal, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.actions import ACTIONS
from game.rules.events import EVENTS
from game.session import records
from game.session.records import (
    Record,
    RecordError,
    canonical,
    read,
    read_record,
    version_of,
    write,
    write_record,
)

TYPED = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
NUMBERS = st.integers(-(10**15), 10**15)


def values(hint: Any) -> st.SearchStrategy[Any]:
    """Return values of a type hint, as far as records know it."""
    if is_dataclass(hint):
        hints = get_type_hints(hint)
        assert isinstance(hint, type)
        return st.builds(hint, **{field.name: values(hints[field.name]) for field in fields(hint)})
    arguments = get_args(hint)
    if get_origin(hint) is tuple and arguments[-1:] == (Ellipsis,):
        return st.lists(values(arguments[0]), max_size=3).map(tuple)
    if get_origin(hint) is tuple:
        return st.tuples(*map(values, arguments))
    if get_origin(hint) is Literal:
        return st.sampled_from(arguments)
    if arguments:
        return st.one_of(*map(values, arguments))
    plain = {int: NUMBERS, bool: st.booleans(), str: TYPED, type(None): st.none()}
    return plain[hint]


@pytest.mark.parametrize("kind", [*EVENTS.values(), *ACTIONS.values()], ids=lambda kind: kind.__name__)
@given(data=st.data())
@settings(max_examples=20)  # times a few dozen kinds
def test_every_event_and_action_survives_being_written_down(kind: type, data: st.DataObject) -> None:
    value = data.draw(values(kind))
    text = canonical(write(value))
    assert read(kind, json.loads(text)) == value


@dataclass(frozen=True)
class Small:
    who: str
    amount: int = 0
    sure: bool = False
    task: str | None = None
    parts: tuple[tuple[str, int], ...] = ()


A_RECORD = Record(3, "table-1", "small", 1, 1000, "seat:nadia", "a1", write(Small("nadia", 5)))


def test_a_record_is_one_line_with_sorted_keys() -> None:
    assert write_record(A_RECORD) == (
        '{"action_id":"a1","actor":"seat:nadia","at":1000,"body":{"amount":5,"parts":[],"sure":false,'
        '"task":null,"who":"nadia"},"kind":"small","seq":3,"table":"table-1","version":1}'
    )


def test_a_record_reads_back_as_it_was() -> None:
    assert read_record(write_record(A_RECORD), 3) == A_RECORD


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"seq":3', '"seq":4', "it says it is number 4"),
        ('"seq":3', '"seq":"3"', "seq: expected a whole number, got '3'"),
        ('"seq":3', '"seq":3.0', "3.0 is no whole number"),
        ('"seq":3', '"seq":NaN', "NaN is no whole number"),
        ('"seq":3', '"seq":' + "9" * 5000, "a number of 5000 digits"),
        ('"at":1000', '"at":true', "at: expected a whole number, got True"),
        ('"seq":3', '"seq": 3', "it is not written in canonical form"),
        ('"seq":3,', '"seq":3,"seq":3,', "it is not written in canonical form"),
        ('"version":1', '"version":2', "it is in version 2 of 'small'; 1 is known"),
        ('"kind":"small",', "", "field 'kind' is missing"),
        ('"version":1', '"version":1,"zeal":1', "there is no field 'zeal'"),
        ("}", "", "Expecting"),
    ],
)
def test_an_altered_record_is_not_read_and_the_fault_says_where(old: str, new: str, fault: str) -> None:
    altered = write_record(A_RECORD).replace(old, new)
    with pytest.raises(RecordError) as found:
        read_record(altered, 3)
    assert found.value.seq == 3
    assert fault in found.value.fault


def test_a_record_nested_a_million_deep_is_not_read() -> None:
    with pytest.raises(RecordError):
        read_record("[" * 1_000_000, 1)


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ({"who": "x", "amount": True}, "amount: expected a whole number, got True"),
        ({"who": "x", "amount": 1.5}, "amount: expected a whole number, got 1.5"),
        ({"who": "x", "sure": 1}, "sure: expected true or false, got 1"),
        ({"who": "x", "parts": [["a", 1], ["b"]]}, "parts[1]: expected 2 parts, got 1"),
        ({"who": "x", "parts": [["a", "1"]]}, "parts[0][1]: expected a whole number, got '1'"),
        ({"who": "x", "parts": "ab"}, "parts: expected a list, got 'ab'"),
        ({"amount": 1}, "field 'who' is missing"),
        ([], "expected an object, got []"),
    ],
)
def test_a_body_that_does_not_fit_says_where(body: Any, fault: str) -> None:
    with pytest.raises(ValueError, match=re.escape(fault)):
        read(Small, body, fill=True)


def test_only_an_order_may_leave_out_what_has_a_default() -> None:
    assert read(Small, {"who": "x"}, fill=True) == Small("x")
    with pytest.raises(ValueError, match="field 'amount' is missing"):
        read(Small, {"who": "x"})


@pytest.mark.parametrize(
    ("value", "fault"),
    [
        (1.5, "whole numbers only"),
        ({"a": [0.0]}, "whole numbers only"),
        ([1e16, "niets"], "whole numbers only"),
        ({"a": float("nan")}, "whole numbers only"),
        ({"a": float("-inf")}, "whole numbers only"),
        (["\ud800"], "surrogates not allowed"),
        ({"a": {1, 2}}, "set is no JSON"),
    ],
)
def test_what_is_no_whole_number_or_text_is_never_written(value: Any, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        canonical(value)


def test_a_type_that_records_cannot_hold_is_told_when_it_is_first_used() -> None:
    @dataclass
    class Odd:
        what: Mapping[str, int]

    with pytest.raises(TypeError, match="records do not know the type"):
        write(Odd({}))


def test_an_old_record_is_brought_up_to_date_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    def rename(body: dict[str, Any]) -> dict[str, Any]:
        return {("who" if name == "seat" else name): value for name, value in body.items()}

    monkeypatch.setitem(records.UPGRADES, ("small", 1), rename)
    monkeypatch.setitem(records.UPGRADES, ("small", 2), lambda body: {**body, "amount": 7})
    old = Record(3, None, "small", 1, 0, "clock", "a1", {"seat": "nadia"})
    found = read_record(write_record(old), 3)
    assert (found.version, found.body) == (3, {"who": "nadia", "amount": 7})
    assert version_of("small") == 3
