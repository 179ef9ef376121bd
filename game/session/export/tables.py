"""Tables: the log as rows, a table per kind of event, for whoever works with sheets.

Every row says at which record it stands, in which round, when, by whose order, and whether it still counts:
what the table went back before is in it and does not. Two tables gather what is inside many events: `change`
has every number that moved with its cause, `number` every list of amounts, one to a row.
"""

import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import UTC, datetime
from typing import Any, Final, TypeAlias

from game.rules.events import Amounts, Change, Changes, RoundStarted
from game.session.events import SeatTaken
from game.session.log import KINDS, Happened, live
from game.session.records import canonical, write

Cell: TypeAlias = str | int | bool | datetime | None

CHANGE, NUMBER = "change", "number"
_LEAD: Final = ("seq", "round", "at_utc", "counts", "actor")
_INSIDE: Final = ("seq", "round", "counts", "event")
_TYPED: Final = ("text", "name", "reason")
_BY: Final = tuple[tuple[str, Amounts], ...]
_NAMES: Final = tuple[str, ...]


@dataclass
class Table:
    """Rows of one kind; a cell is a text, a whole number, yes or no, a moment, or nothing."""

    name: str
    columns: list[str]
    rows: list[list[Cell]] = field(default_factory=list)


def tables(
    log: Iterable[Happened],
    texts: Mapping[str, str] | None = None,
    people: Mapping[str, str] | None = None,
) -> list[Table]:
    """Return a table per kind of event that happened, then `change` and `number`.

    Args:
        log: The events, all of them.
        texts: What people typed, by id; left out, the ids stay.
        people: What people are called, by id; left out, the ids stay.
    """
    whole = list(log)
    counting = {one.seq for one in live(whole)}
    found: dict[str, Table] = {}
    change, number = Table(CHANGE, [*_INSIDE, "what", "of", "amount", "cause", "about"]), _number()
    round_ = 0
    for one in whole:
        round_ = one.event.round if isinstance(one.event, RoundStarted) else round_
        counts, hints = one.seq in counting, typing.get_type_hints(type(one.event))
        plain = [name.name for name in fields(one.event) if hints[name.name] not in _GATHERED]
        table = found.setdefault(one.kind, Table(one.kind, [*_LEAD, *plain]))
        at = datetime.fromtimestamp(one.at / 1000, UTC).replace(tzinfo=None)
        body = write(one.event)
        cells = [_cell(one, name, hints[name], body[name], texts or {}, people or {}) for name in plain]
        table.rows.append([one.seq, round_, at, counts, one.actor, *cells])
        inside: list[Cell] = [one.seq, round_, counts, one.kind]
        change.rows += [[*inside, *_change(it)] for it in getattr(one.event, "changes", ())]
        number.rows += [[*inside, *row] for row in _numbers(one, hints)]
    _add_factors(change, whole)
    ordered = [found[kind] for kind in KINDS if kind in found]
    return [*ordered, *(one for one in (change, number) if one.rows)]


_GATHERED: Final = (Changes, Amounts, _BY)


def _number() -> Table:
    return Table(NUMBER, [*_INSIDE, "list", "of", "item", "number"])


def _cell(
    one: Happened, name: str, hint: Any, value: Any, texts: Mapping[str, str], people: Mapping[str, str]
) -> Cell:
    """Return a field as one cell."""
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        if name in _TYPED:
            return texts.get(value, value)
        return people.get(value, value) if isinstance(one.event, SeatTaken) and name == "person" else value
    return "; ".join(value) if hint == _NAMES else canonical(value)


def _change(change: Change) -> list[Cell]:
    return [change.what, change.of, change.amount, change.cause.kind, "; ".join(change.cause.ids)]


def _add_factors(table: Table, log: Iterable[Happened]) -> None:
    """Add a column per factor that a cause has, in the order in which they come."""
    factors = [dict(change.cause.factors) for one in log for change in getattr(one.event, "changes", ())]
    names = list(dict.fromkeys(name for one in factors for name in one))
    table.columns += names
    for row, one in zip(table.rows, factors, strict=True):
        row += [one.get(name) for name in names]


def _numbers(one: Happened, hints: Mapping[str, Any]) -> Iterator[list[Cell]]:
    """Yield the lists of amounts in an event: which list, of whom or under which rule, each amount."""
    for name, hint in hints.items():
        if hint == Amounts:
            of = getattr(one.event, "seat", "")
            yield from ([name, of, item, amount] for item, amount in getattr(one.event, name))
        elif hint == _BY:
            for of, amounts in getattr(one.event, name):
                yield from ([name, of, item, amount] for item, amount in amounts)
