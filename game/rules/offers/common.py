"""What every offer is: who is offered a kind of action, and when; one that cannot be used now is closed."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from game.rules.options import Field, OneOf, Option
from game.rules.state import TableState

Who: TypeAlias = Literal["seats", "director", "facilitator"]

AFTER_STANCE = ("dialogue", "frame", "divide", "carry_out", "reflect")
"""The phases in which the director can spend a slot whenever it likes."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One kind of action, as it is offered.

    Attributes:
        kind: The action's name.
        make: From a table and an actor to its options of this kind; only asked of who may, when it may.
        by: Whom it is for: every seat, the director's seat, or the facilitator for the whole table.
        during: The phases, or the steps of dividing, in which it is offered; none is always.
        mechanic: The mechanic the round must use, if any.
    """

    kind: str
    make: Callable[[TableState, str], list[Option]]
    by: Who = "seats"
    during: tuple[str, ...] = ()
    mechanic: str = ""


def one_option(
    seat: str | None, kind: str, *fields: Field, closed: str = "", again: bool = False
) -> list[Option]:
    """Return one option; it is closed when a field has nothing to choose from.

    Args:
        seat: Whose option it is; None for the whole table's.
        kind: The kind of action.
        fields: What it is filled in with.
        closed: The code why it cannot be used now; empty when it can.
        again: Whether the seat did this already, and would do it anew.
    """
    if not closed:
        for one in fields:
            if type(one) is OneOf and not one.ids:
                closed = "nothing-to-choose"
                break
    return [Option(kind, seat, fields, closed, again=again)]
