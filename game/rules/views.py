"""Views: what an observer may know of a table, in named parts of ids and numbers, built up, never cut down.

Observers are `projector`, `facilitator` and `seat:ID`. The modules of `game.rules.parts` begin with the parts
that everybody has and what is in each. A seat also has
  private     see `game.rules.parts.knowing`
  options     what it can do now (`game.rules.options`, described)
and the facilitator has
  options     what the facilitator can do now; it names the event card that is next
"""

from typing import Final

from game.rules.offers import options
from game.rules.parts import deciding, knowing, table, tasks
from game.rules.parts.part import Part, Parts
from game.rules.state import TableState

SEAT: Final = "seat:"


def observers(state: TableState) -> tuple[str, ...]:
    """Return everybody who can look at this table."""
    return ("projector", "facilitator", *(SEAT + seat for seat in state.game.seats))


def part_names(state: TableState, observer: str) -> tuple[str, ...]:
    """Return the names of the parts an observer has now, in a fixed order."""
    common = (
        *("table", "budget", "time", "council", "cards", "chair", "frame", "ballots", "plan"),
        *("meetings", "forecasts", "indicators", "outcome", "event", "envelope", "plans"),
        *("history", "pockets"),
        *(name for name, mechanics in _OF_MECHANICS.items() if any(map(state.game.uses, mechanics))),
        *(("revealed",) if state.game.can_reveal else ()),
        *(SEAT + seat for seat in state.game.seats),
        *(f"task:{task}" for task in state.game.tasks),
        *(f"causes:{number}" for number in state.causes),
    )
    if observer.startswith(SEAT):
        return (*common, "private", "options")
    return (*common, "options") if observer == "facilitator" else common


def view(state: TableState, observer: str) -> dict[str, Part]:
    """Return everything an observer may know now, part by part."""
    return {name: part(state, observer, name) for name in part_names(state, observer)}


def part(state: TableState, observer: str, name: str) -> Part:
    """Return one part as this observer may know it.

    Raises:
        KeyError: The observer has no such part.
    """
    if name in OWN:
        return _own(state, observer, name)
    kind, _, id_ = name.partition(":")
    match kind:
        case "seat":
            return knowing.seat_part(state, id_)
        case "task":
            return tasks.task_part(state, id_)
        case "causes":
            return table.causes(state, int(id_))
    return _COMMON[name](state)


def _own(state: TableState, observer: str, name: str) -> Part:
    seat = observer.removeprefix(SEAT) if observer.startswith(SEAT) else None
    if name == "options" and (seat or observer == "facilitator"):
        return [option.described() for option in options(state, seat or observer)]
    if name == "private" and seat:
        return knowing.private(state, seat)
    raise KeyError(f"{observer} has no part {name!r}")


OWN: Final = ("private", "options")
"""The parts that each observer has of its own; all others are the same for everybody."""

_COMMON: Final[Parts] = {**table.PARTS, **knowing.PARTS, **deciding.PARTS, **tasks.PARTS}
_OF_MECHANICS: Final = {
    "promises": ("sealed_plan",),
    "rule_change": ("change_rule",),
    "pledges": ("pledges", "condition"),
    "moves": ("own_idea", "take_over"),
    "core_values": ("core_values",),
}
"""Parts that are there only where one of these mechanics is used."""

EVERY_PART: Final = frozenset((*_COMMON, SEAT, "task:", "causes:", *OWN))
"""The names of all parts there can be; one that ends in ':' stands for all of its kind."""
