"""The pace of bots: at a table with people they are quick; a table of bots alone does not run ahead.

It waits at the start of a phase that no table with people has reached. Where nobody plays anywhere, bots
spread what they do over the clock, so that whoever looks on can follow and can go on earlier.
"""

from typing import Final

from server.hall import Hall
from server.rooms import Room
from server.steering import people_at

MOVES_OF_A_SEAT: Final = 6
"""About how much a seat does in one beat of the clock."""

Place = tuple[bool, int, int]


def pace_of(hall: Hall, room: Room) -> int | None:
    """Return how many milliseconds a bot waits before it does something; None while others are behind."""
    usual = hall.settings.bot_pace_ms
    group = hall.group_of(room.name)
    if people_at(room) or group is None or group.bots_run or not hall.settings.bots_keep_pace:
        return usual
    others = [one for one in hall.rooms() if one.name in group.sessions and people_at(one)]
    if others:
        return None if is_ahead(room, others) else usual
    seconds = room.session.state.clock.limit_seconds
    seats = len(room.session.state.seats)
    return max(usual, 1000 * seconds // (MOVES_OF_A_SEAT * seats))


def is_ahead(room: Room, others: list[Room]) -> bool:
    """Tell whether a table is further than all others, in rounds and phases."""
    return _place(room) > max(_place(one) for one in others)


def _place(room: Room) -> Place:
    table = room.session.state.table
    if not 1 <= table.round <= len(table.game.rounds):
        return table.ended, table.round, 0
    phases = table.game.rounds[table.round - 1].phases
    return table.ended, table.round, phases.index(table.phase) if table.phase in phases else 0
