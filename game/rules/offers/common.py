"""What every offer is made with: one option, closed when there is nothing to choose from."""

from collections.abc import Callable
from typing import TypeAlias

from game.rules.options import Field, OneOf, Option
from game.rules.state import TableState

Offer: TypeAlias = Callable[[TableState, str], list[Option]]
"""From a table and an actor (a seat, or `facilitator`) to what it is offered of one kind of action."""


def one_option(seat: str, kind: str, *fields: Field, closed: str = "") -> list[Option]:
    """Return one option; it is closed when a field has nothing to choose from."""
    empty = any(isinstance(one, OneOf) and not one.ids for one in fields)
    return [Option(kind, seat, fields, closed or ("nothing-to-choose" if empty else ""))]


def is_director(state: TableState, seat: str) -> bool:
    return seat == state.game.director


def may_use_slots(state: TableState, seat: str) -> bool:
    """Return whether a seat can spend a slot whenever it likes: the director, once the stance is said."""
    return is_director(state, seat) and state.phase not in ("", "opening", "explore", "ended")
