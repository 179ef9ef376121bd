"""Options: what a seat can do now, described field by field, never listed out.

Widgets, web forms, bots and tests build actions from these descriptions, and `decide` takes exactly what an
option allows, by this same code; `read_field` makes a field of its description again. A closed option says
why by a fixed code, so a screen can show the reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

from game.rules.actions import ACTIONS, Action, kind_of

Draw: TypeAlias = Callable[[str, int], int]
"""Chance as an option needs it: (what is drawn, number of sides) → 0..sides-1."""

_MOST_PIECES = 50
"""A drawn ballot is dropped in about so many pieces at most, of a step or more."""


@dataclass(slots=True)
class Fixed:
    """A field with one value."""

    name: str
    value: str | bool

    def allows(self, value: Any) -> bool:
        """Return whether the field may hold this value."""
        return type(value) is type(self.value) and value == self.value

    def sample(self, _draw: Draw) -> str | bool:
        """Return a value the field may hold."""
        return self.value

    def described(self) -> dict[str, Any]:
        """Return the field as JSON."""
        return {"type": "fixed", "name": self.name, "value": self.value}


@dataclass(slots=True)
class OneOf:
    """One of some ids."""

    name: str
    ids: tuple[str, ...]

    def allows(self, value: Any) -> bool:
        """Return whether the field may hold this value."""
        return isinstance(value, str) and value in self.ids

    def sample(self, draw: Draw) -> str:
        """Return a value the field may hold."""
        return self.ids[draw(self.name, len(self.ids))]

    def described(self) -> dict[str, Any]:
        """Return the field as JSON."""
        return {"type": "one_of", "name": self.name, "ids": list(self.ids)}


@dataclass(slots=True)
class Some:
    """A list of different ids, in this order, none up to all."""

    name: str
    ids: tuple[str, ...]

    def allows(self, value: Any) -> bool:
        """Return whether the field may hold this value."""
        return isinstance(value, tuple) and value == tuple(id_ for id_ in self.ids if id_ in value)

    def sample(self, draw: Draw) -> tuple[str, ...]:
        """Return a value the field may hold."""
        return tuple(id_ for id_ in self.ids if draw(f"{self.name}:{id_}", 4) == 0)

    def described(self) -> dict[str, Any]:
        """Return the field as JSON."""
        return {"type": "some", "name": self.name, "ids": list(self.ids)}


@dataclass(slots=True)
class Number:
    """A whole number from `low` to `high`: `low` plus whole steps, or `high` itself."""

    name: str
    low: int
    high: int
    step: int = 1
    also: tuple[int, ...] = ()

    def allows(self, value: Any) -> bool:
        """Return whether the field may hold this value."""
        return type(value) is int and (value in self.also or self._is_step(value))

    def sample(self, draw: Draw) -> int:
        """Return a value the field may hold."""
        beside = [value for value in self.also if not self._is_step(value)]
        steps = -(-(self.high - self.low) // self.step) + 1 if self.low <= self.high else 0
        pick = draw(self.name, len(beside) + steps) - len(beside)
        return beside[pick] if pick < 0 else min(self.low + pick * self.step, self.high)

    def described(self) -> dict[str, Any]:
        """Return the field as JSON."""
        return {
            "type": "number",
            "name": self.name,
            "low": self.low,
            "high": self.high,
            "step": self.step,
            "also": list(self.also),
        }

    def _is_step(self, value: int) -> bool:
        whole = value == self.high or (value - self.low) % self.step == 0
        return self.low <= value <= self.high and whole


@dataclass(slots=True)
class Shares:
    """Amounts over ids, together at most `total`: pairs above 0, in the order of `caps`, in whole steps."""

    name: str
    caps: tuple[tuple[str, int], ...]
    total: int
    step: int = 1

    def allows(self, value: Any) -> bool:
        """Return whether the field may hold this value."""
        if not isinstance(value, tuple) or not all(_is_pair(pair) for pair in value):
            return False
        given = dict(value)
        if value != tuple((id_, given[id_]) for id_, _ in self.caps if id_ in given):
            return False
        within = all(0 < given[id_] <= cap for id_, cap in self.caps if id_ in given)
        stepped = all(
            given[id_] % self.step == 0 or given[id_] == cap for id_, cap in self.caps if id_ in given
        )
        return within and stepped and sum(given.values()) <= self.total

    def sample(self, draw: Draw) -> tuple[tuple[str, int], ...]:
        """Return a value the field may hold: pieces dropped one by one on drawn ids, some kept back."""
        left, given = self.total, dict.fromkeys((id_ for id_, _ in self.caps), 0)
        caps = dict(self.caps)
        piece = self.step * max(1, self.total // self.step // _MOST_PIECES)
        for turn in range(2 * (self.total // piece)):
            room = [id_ for id_ in caps if given[id_] + piece <= caps[id_]]
            if not room or left < piece:
                break
            pick = draw(f"{self.name}:{turn}", 8 * len(room) + 1)
            if pick == 8 * len(room):
                break
            given[room[pick // 8]] += piece
            left -= piece
        return tuple((id_, amount) for id_, amount in given.items() if amount)

    def described(self) -> dict[str, Any]:
        """Return the field as JSON."""
        return {
            "type": "shares",
            "name": self.name,
            "caps": dict(self.caps),
            "total": self.total,
            "step": self.step,
        }


@dataclass(slots=True)
class Ticks:
    """Ids that are ticked: pairs of an id and 1, in the order of `ids`, none up to all."""

    name: str
    ids: tuple[str, ...]

    def allows(self, value: Any) -> bool:
        """Return whether the field may hold this value."""
        if not isinstance(value, tuple) or not all(_is_pair(pair) for pair in value):
            return False
        ticked = dict(value)
        return value == tuple((id_, 1) for id_ in self.ids if id_ in ticked)

    def sample(self, draw: Draw) -> tuple[tuple[str, int], ...]:
        """Return a value the field may hold: each id ticked or not, as likely."""
        return tuple((id_, 1) for id_ in self.ids if draw(f"{self.name}:{id_}", 2))

    def described(self) -> dict[str, Any]:
        """Return the field as JSON."""
        return {"type": "ticks", "name": self.name, "ids": list(self.ids)}


@dataclass(slots=True)
class Ranking:
    """Ids by liking: pairs of an id and its place from 1, in the order of `ids`, none up to all."""

    name: str
    ids: tuple[str, ...]

    def allows(self, value: Any) -> bool:
        """Return whether the field may hold this value."""
        if not isinstance(value, tuple) or not all(_is_pair(pair) for pair in value):
            return False
        places = dict(value)
        if value != tuple((id_, places[id_]) for id_ in self.ids if id_ in places):
            return False
        return sorted(places.values()) == list(range(1, len(places) + 1))

    def sample(self, draw: Draw) -> tuple[tuple[str, int], ...]:
        """Return a value the field may hold: a drawn number of ids in a drawn order."""
        left, places = list(self.ids), dict[str, int]()
        for place in range(1, draw(f"{self.name}:many", len(left) + 1) + 1):
            places[left.pop(draw(f"{self.name}:{place}", len(left)))] = place
        return tuple((id_, places[id_]) for id_ in self.ids if id_ in places)

    def described(self) -> dict[str, Any]:
        """Return the field as JSON."""
        return {"type": "ranking", "name": self.name, "ids": list(self.ids)}


@dataclass(slots=True)
class Typed:
    """A text somebody types, of at most `up_to` characters; the action holds the id of the stored text."""

    name: str
    up_to: int

    def allows(self, value: Any) -> bool:
        """Return whether the field may hold this value: the id of a text, or nothing."""
        return isinstance(value, str) and len(value) <= 40

    def sample(self, _draw: Draw) -> str:
        """Return a value the field may hold: nothing typed."""
        return ""

    def described(self) -> dict[str, Any]:
        """Return the field as JSON."""
        return {"type": "typed", "name": self.name, "up_to": self.up_to}


Field: TypeAlias = Fixed | OneOf | Some | Number | Shares | Ticks | Ranking | Typed


def read_field(described: Mapping[str, Any]) -> Field:
    """Return the field that was described so, for whoever has only a view.

    Raises:
        ValueError: There is no field of this type.
    """
    match described:
        case {"type": "fixed", "name": name, "value": value}:
            return Fixed(name, value)
        case {"type": "one_of", "name": name, "ids": ids}:
            return OneOf(name, tuple(ids))
        case {"type": "some", "name": name, "ids": ids}:
            return Some(name, tuple(ids))
        case {"type": "number", "name": name, "low": low, "high": high, "step": step, "also": also}:
            return Number(name, low, high, step, tuple(also))
        case {"type": "shares", "name": name, "caps": caps, "total": total, "step": step}:
            return Shares(name, tuple(caps.items()), total, step)
        case {"type": "ticks", "name": name, "ids": ids}:
            return Ticks(name, tuple(ids))
        case {"type": "ranking", "name": name, "ids": ids}:
            return Ranking(name, tuple(ids))
        case {"type": "typed", "name": name, "up_to": up_to}:
            return Typed(name, up_to)
    raise ValueError(f"no field is described as {dict(described)}")


@dataclass(
    slots=True
)  # not frozen: making one takes a third of the time, and most are made to be looked at once
class Option:
    """One way to act: a kind of action with its fields.

    Attributes:
        kind: The action's name.
        seat: Who acts; None when it is the whole table.
        fields: What it is filled in with.
        closed: The code why it is not open now; empty when it is.
        facts: What fills the sentence of that code.
        again: Whether the seat did this already, and would do it anew.
    """

    kind: str
    seat: str | None
    fields: tuple[Field, ...] = ()
    closed: str = ""
    facts: Mapping[str, str | int] | None = None
    again: bool = False

    def allows(self, action: Action) -> bool:
        """Return whether this option, being open, takes the action as it is."""
        kind = type(action)
        if self.closed or kind_of(kind) != self.kind or getattr(action, "seat", None) != self.seat:
            return False
        for one in self.fields:
            if not one.allows(getattr(action, one.name)):
                return False
        others = _field_names(kind) - {one.name for one in self.fields}
        return all(getattr(action, name) in (None, "", ()) for name in others)

    def sample(self, draw: Draw) -> Action:
        """Return an action this open option allows, drawn field by field."""
        return self.action(**{one.name: one.sample(draw) for one in self.fields})

    def action(self, **values: Any) -> Action:
        """Return the action of this option with these field values; not checked."""
        seat = {} if self.seat is None else {"seat": self.seat}
        action: Action = ACTIONS[self.kind](**seat, **values)
        return action

    @property
    def is_new(self) -> bool:
        """Whether it is open and does something that was not done yet; taking back is not."""
        return not (self.closed or self.again or self.kind == "withdraw")

    def described(self) -> dict[str, Any]:
        """Return the option as JSON, for a view."""
        said: dict[str, Any] = {"kind": self.kind, "fields": [one.described() for one in self.fields]}
        if self.closed:
            said |= {"closed": self.closed, "facts": dict(self.facts or {})}
        if self.again:
            said["again"] = True
        return said


def read_option(described: Mapping[str, Any], seat: str | None) -> Option:
    """Return the option that was described so to a seat, for whoever has only a view."""
    return Option(
        described["kind"],
        seat,
        tuple(read_field(one) for one in described["fields"]),
        described.get("closed", ""),
        described.get("facts"),
        described.get("again", False),
    )


def _is_pair(pair: Any) -> bool:
    return isinstance(pair, tuple) and len(pair) == 2 and isinstance(pair[0], str) and type(pair[1]) is int


def _field_names(action: type) -> frozenset[str]:
    if action not in _FIELD_NAMES:
        _FIELD_NAMES[action] = frozenset(one.name for one in fields(action)) - {"seat"}
    return _FIELD_NAMES[action]


_FIELD_NAMES: dict[type, frozenset[str]] = {}
