"""Choices of the acting seat as a list: each row is an option of the table, closed ones say why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from game.client.looks.rows import ChoiceLook, choice_height, draw_choice
from game.client.scenes.column import Column
from game.client.scenes.prompting import reason
from game.client.scenes.seen import Seen
from game.client.theme import Colour
from game.client.widgets.base import Act
from game.client.widgets.press import Press


@dataclass(frozen=True, slots=True)
class Choice:
    """A row to press: what it says, and what it does. `closed` says why it cannot be pressed now."""

    key: str
    label: str
    act: Act = field(compare=False)
    detail: str = ""
    figure: str = ""
    icon: str = ""
    colour: Colour | None = None
    closed: str = ""
    hint: str = ""
    is_chosen: bool = False


def add_choices(seen: Seen, column: Column, rows: Sequence[Choice], group: str) -> None:
    """Put the rows under each other in a column."""
    del seen
    put_choices(column, rows, group)


def put_choices(column: Column, rows: Sequence[Choice], group: str) -> None:
    """Put rows in a column that is about no table."""
    for row in rows:
        look = _look(row)
        place = column.room(choice_height(column.painter, look, column.box.w))
        column.gap(10)
        column.add(
            Press(
                key=row.key,
                box=place,
                name=row.label,
                says=row.detail,
                hint=row.closed or row.hint,
                act=row.act,
                draw=draw_choice,
                shows=look,
                is_enabled=not row.closed,
                group=group,
                spread=16,
                kind="choice",
            )
        )


def _look(row: Choice) -> ChoiceLook:
    said = row.closed or row.detail
    return ChoiceLook(row.label, said, row.figure, row.icon, row.colour, row.is_chosen)


def closed(seen: Seen, option: dict[str, Any]) -> str:
    """Return why an option is closed, in a sentence; "" when it is open."""
    return reason(seen, option["closed"], dict(option.get("facts", {}))) if "closed" in option else ""


def field_of(option: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a field of an option by name; an empty one when it is not there."""
    return next((one for one in option["fields"] if one["name"] == name), {})


def ids(option: dict[str, Any], name: str) -> list[str]:
    """Return what a field may hold: its ids, or its one value."""
    found = field_of(option, name)
    return [found["value"]] if "value" in found else list(found.get("ids", []))


def simple(seen: Seen, kind: str, key: str, label: str, icon: str, detail: str = "") -> list[Choice]:
    """Return a row for an option without fields, such as a note; none when it is not offered."""
    return [
        Choice(key, label, lambda: seen.order(kind), detail, icon=icon, closed=closed(seen, option))
        for option in seen.options(kind)[:1]
    ]
