"""Records: how an event is written down, so that it can be read back for ever and not be altered unseen.

A record is one line of canonical JSON: sorted keys, whole numbers, no spaces. Its form follows the event's
type hints, so a new event needs no code here. Every record carries the version of its kind; `UPGRADES` turns
the bodies of old ones into today's. Each record's hash covers the one before it: a chain with one end.
"""

import json
import re
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields, is_dataclass
from functools import cache
from hashlib import sha256
from typing import Any, Final, Literal, TypeAlias

from game.i18n import Mendable

NO_HASH: Final = bytes(32)
"""What stands before the first record."""

Body: TypeAlias = dict[str, Any]
Write: TypeAlias = Callable[[Any], Any]
Read: TypeAlias = Callable[[Any, str, bool], Any]

UPGRADES: dict[tuple[str, int], Callable[[Body], Body]] = {
    ("plan_made", 1): lambda body: body | {"ties": []},
    ("plan_changed", 1): lambda body: body | {"reason": ""},
}
"""By kind and old version: makes of a body in that version one in the next. Never take one away."""

_LONGEST_NUMBER = 40  # digits; far above any amount, far below what is slow to read


class RecordError(Mendable):
    """A record cannot be read: altered, cut off, or written by another program.

    Attributes:
        fault: What is wrong and where, in English, for who mends it.
        seq: The record's number.
    """

    def __init__(self, fault: str, seq: int = 0) -> None:
        super().__init__("errors.record_unreadable", seq=seq, fault=fault)
        self.fault = fault
        self.seq = seq


@dataclass(frozen=True, slots=True)
class Record:
    """One line of the log, before it is chained.

    Attributes:
        seq: Its place in the log, from 1.
        table: The table it happened at; None for the whole session.
        kind: The name of its event.
        version: The version of that kind in which the body is written.
        at: When, in milliseconds since 1970 UTC (or since the start of a virtual clock).
        actor: Who ordered it: `facilitator` (others than the first as `facilitator:2`), `seat:ID` or `clock`.
        action_id: The id of that order.
        body: The event's fields as JSON.
    """

    seq: int
    table: str | None
    kind: str
    version: int
    at: int
    actor: str
    action_id: str
    body: Body


def canonical(value: Any) -> str:
    """Return JSON in the one form that is hashed: sorted keys, no spaces, letters as they are.

    Raises:
        ValueError: There is a float, or a text that is no proper Unicode.
    """
    text = _CANONICAL.encode(value)
    text.encode()  # half a surrogate pair fails here, not in the store
    if _LIKE_FLOAT.search(text) and _holds_float(value):
        raise ValueError("a record holds whole numbers only")
    return text


def chained(previous: bytes, text: str) -> bytes:
    """Return a record's hash: over the hash before it and its own text."""
    return sha256(previous + text.encode()).digest()


def write_record(record: Record) -> str:
    """Return the record as canonical JSON."""
    return canonical({name: getattr(record, name) for name in _RECORD_FIELDS})


def read_record(text: str, seq: int) -> Record:
    """Return the record written in `text`, its body brought up to the current version.

    Raises:
        RecordError: It is no record, or not number `seq`.
    """
    try:
        data = json.loads(text, parse_float=_no_float, parse_constant=_no_float, parse_int=_whole)
        if canonical(data) != text:
            raise ValueError("it is not written in canonical form")
        record: Record = read(Record, data)
        if record.seq != seq:
            raise ValueError(f"it says it is number {record.seq}")
        return _upgraded(record)
    except (ValueError, RecursionError) as fault:
        raise RecordError(str(fault), seq) from fault


def _upgraded(record: Record) -> Record:
    version, body = record.version, record.body
    if not 1 <= version <= version_of(record.kind):
        raise ValueError(f"it is in version {version} of {record.kind!r}; {version_of(record.kind)} is known")
    while (record.kind, version) in UPGRADES:
        body = UPGRADES[record.kind, version](body)
        version += 1
    if version == record.version:
        return record
    return Record(
        record.seq, record.table, record.kind, version, record.at, record.actor, record.action_id, body
    )


def version_of(kind: str) -> int:
    """Return the version in which records of this kind are written now: one above the last upgrade."""
    return 1 + max((version for name, version in UPGRADES if name == kind), default=0)


# Dataclass ↔ JSON, by type hints. --------------------------------------------------------------------


def write(value: Any) -> Body:
    """Return a dataclass as JSON, field by field.

    Raises:
        TypeError: A field's type hint is none that records know.
        ValueError: A field holds something else than its type hint says.
    """
    kind: Any = type(value)
    written: Body = _writer(kind)(value)
    return written


def read(kind: Any, data: Any, fill: bool = False) -> Any:
    """Return a dataclass of type `kind` from JSON, strictly: no field too many, none of another type.

    Args:
        fill: Whether fields that have a default may be missing, as in an order; never in a record.

    Raises:
        ValueError: The data does not fit; the message says where.
    """
    reader: Read = _reader(kind)
    return reader(data, "", fill)


@cache
def _writer(hint: Any) -> Write:
    hint = _plain(hint)
    if is_dataclass(hint):
        parts = [(name, _writer(inner)) for name, inner in _hints(hint).items()]
        return lambda value: {name: inner(getattr(_one(hint, value), name)) for name, inner in parts}
    if hint in _SCALARS:
        return lambda value: _one(hint, value)
    if hint in (Body, dict):
        return lambda value: _one(dict, value)
    if typing.get_origin(hint) is Literal:
        return lambda value: _among(typing.get_args(hint), value, "")
    if typing.get_origin(hint) is tuple:
        return _tuple_writer(typing.get_args(hint))
    inner = _writer(_optional(hint))
    return lambda value: None if value is None else inner(value)


def _tuple_writer(hints: tuple[Any, ...]) -> Write:
    if hints[-1:] == (Ellipsis,):
        each = _writer(hints[0])
        return lambda value: [each(item) for item in _one(tuple, value)]
    inner = [_writer(hint) for hint in hints]
    return lambda value: [one(item) for one, item in zip(inner, _one(tuple, value), strict=True)]


@cache
def _reader(hint: Any) -> Read:
    hint = _plain(hint)
    if is_dataclass(hint):
        return _dataclass_reader(hint)
    if hint in _SCALARS:
        return lambda data, where, _: _one(hint, data, where)
    if hint in (Body, dict):
        return lambda data, where, _: _one(dict, data, where)
    if typing.get_origin(hint) is Literal:
        return lambda data, where, _: _among(typing.get_args(hint), data, where)
    if typing.get_origin(hint) is tuple:
        return _tuple_reader(typing.get_args(hint))
    inner = _reader(_optional(hint))
    return lambda data, where, fill: None if data is None else inner(data, where, fill)


def _dataclass_reader(kind: Any) -> Read:
    readers = {name: _reader(hint) for name, hint in _hints(kind).items()}
    optional = {field.name for field in fields(kind) if not _is_needed(field)}

    def read_one(data: Any, where: str, fill: bool) -> Any:
        _one(dict, data, where)
        for name in data:
            if name not in readers:
                raise ValueError(f"{_at(where)}there is no field {name!r}")
        for name in readers:
            if name not in data and not (fill and name in optional):
                raise ValueError(f"{_at(where)}field {name!r} is missing")
        return kind(**{name: readers[name](item, f"{where}.{name}", fill) for name, item in data.items()})

    return read_one


def _tuple_reader(hints: tuple[Any, ...]) -> Read:
    if hints[-1:] == (Ellipsis,):
        each = _reader(hints[0])
        return lambda data, where, fill: tuple(
            each(item, f"{where}[{place}]", fill) for place, item in enumerate(_one(list, data, where))
        )
    inner = [_reader(hint) for hint in hints]

    def read_pair(data: Any, where: str, fill: bool) -> Any:
        if len(_one(list, data, where)) != len(inner):
            raise ValueError(f"{_at(where)}expected {len(inner)} parts, got {len(data)}")
        return tuple(
            one(item, f"{where}[{place}]", fill)
            for place, (one, item) in enumerate(zip(inner, data, strict=True))
        )

    return read_pair


_SCALARS = (int, str, bool)
_NAMES = {int: "a whole number", str: "a text", bool: "true or false", list: "a list", dict: "an object"}


def _one(kind: Any, value: Any, where: str = "") -> Any:
    """Return `value` if it is of exactly this type: `True` is no number here."""
    if type(value) is not kind:
        expected = _NAMES.get(kind, kind.__name__)
        raise ValueError(f"{_at(where)}expected {expected}, got {_short(value)}")
    return value


def _among(allowed: tuple[Any, ...], value: Any, where: str) -> Any:
    if not any(type(value) is type(one) and value == one for one in allowed):
        raise ValueError(f"{_at(where)}expected one of {allowed}, got {_short(value)}")
    return value


def _at(where: str) -> str:
    return f"{where.removeprefix('.')}: " if where else ""


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else f"{text[:40]}…"


def _plain(hint: Any) -> Any:
    """Return a type hint without the names it was given: `NewType`, `Annotated`."""
    while isinstance(hint, typing.NewType):
        hint = hint.__supertype__
    return hint


def _optional(hint: Any) -> Any:
    """Return the type behind `X | None`.

    Raises:
        TypeError: It is anything else: a record could not tell which of several it holds.
    """
    others = [one for one in typing.get_args(hint) if one is not types.NoneType]
    if typing.get_origin(hint) not in (typing.Union, types.UnionType) or len(others) != 1:
        raise TypeError(f"records do not know the type {hint!r}")
    return others[0]


def _hints(kind: Any) -> dict[str, Any]:
    hints = typing.get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _is_needed(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _holds_float(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(map(_holds_float, value.values()))
    if isinstance(value, (list, tuple)):
        return any(map(_holds_float, value))
    return isinstance(value, float)


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError(f"a number of {len(digits)} digits")
    return int(digits)


def _no_float(digits: str) -> float:
    raise ValueError(f"{digits} is no whole number")


def _no_json(value: Any) -> Any:
    raise ValueError(f"{type(value).__name__} is no JSON")


_CANONICAL: Final = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_no_json
)
_LIKE_FLOAT: Final = re.compile(r"(?:^|[:\[,])-?(?:\d+[.e]|NaN|Infinity)")
"""How a float is written where a value begins; words can look so too, and then the value is looked at."""


_RECORD_FIELDS = tuple(field.name for field in fields(Record))
