"""How a table is, in ids and numbers: what desks and screens for a room are told of it, in any language.

A table is told in parts: `place`, `clock`, `state` and a `seat:ID` for each seat; docs/schema/tables.json
says what is in them. What a screen is told is built up from the projector's view, so it holds nothing that
a room may not know; whether somebody was asked or stays quiet is for the facilitator alone.
"""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from game.session.actions import BOT
from game.session.observing import part
from game.session.orders import SEAT
from game.session.session import FACILITATOR
from server import running
from server.groups import TableGroup
from server.presence import is_awaited
from server.rooms import Room

PROJECTOR: Final = "projector"
ALL: Final = ""
"""What a group has as projected table when all are shown side by side."""

Facts: TypeAlias = dict[str, dict[str, Any]]


def of_group(group: TableGroup, room: Room, now: int, *, is_desk: bool) -> dict[str, Any]:
    """Return what holds for all tables of a group.

    Args:
        group: The group.
        room: Any of its tables.
        now: The time, in milliseconds since 1970 UTC.
        is_desk: Whether it is for a facilitator; else it is for a screen that a whole room looks at.
    """
    found: dict[str, Any] = {"tables": list(group.sessions), "projected": projected(group)}
    if not is_desk:
        return found
    items = running.sheet(room.session)
    return found | {
        "code": group.code,
        "locked": list(group.locked),
        "is_closed": group.is_closed,
        "gives_seats": group.gives_seats,
        "keeps_warm": group.keeps_warm,
        "bots_run": group.bots_run,
        "fills_up": group.fills_up,
        "waiting": [
            {"who": one.hash[:16], "name": one.name, "since_ms": now - one.since} for one in group.waiting
        ],
        "since_ms": now - group.began_at if group.began_at else None,
        "sheet": [
            {"round": one.round, "what": one.what, "begins": one.begins, "minutes": one.minutes}
            for one in items
        ],
    }


def projected(group: TableGroup) -> str:
    """Return the table that screens for a room show, `ALL` for all of them side by side."""
    if len(group.sessions) == 1:
        return group.sessions[0]
    return group.projected if group.projected in group.sessions else ALL


def of_table(room: Room, group: TableGroup, now: int, *, is_desk: bool) -> Facts:
    """Return how one table is, as `of_group`; the facilitator's has more in every part."""
    observer = FACILITATOR if is_desk else PROJECTOR
    table, people, clock = (part(room.session, observer, name) for name in ("table", "people", "clock"))
    found: Facts = {
        "place": {name: table[name] for name in ("round", "rounds", "phase", "step", "ended")},
        "clock": _clock(room, clock),
        "state": {"lost": room.lost},
    }
    if is_desk:
        items = running.sheet(room.session)
        found["place"]["moment"] = table["moment"]
        found["state"] |= {
            "waits": waited_for(room),
            "is_held": room.is_held,
            "late": running.late_by(room.session, group.began_at, now),
            "line": running.place_of(room.session, items),
        }
    for seat in table["seats"]:
        found[SEAT + seat] = _seat(room, seat, people[seat], seat in table["ready"], is_desk)
    return found


def changed(before: Mapping[str, Any], now: Facts) -> Facts:
    """Return the parts that became otherwise; a clock that only runs on is the same."""
    return {name: one for name, one in now.items() if name not in before or _same(before[name]) != _same(one)}


def sent(facts: Facts) -> Facts:
    """Return parts as they are sent: without the moment on the server's own clock."""
    return {
        name: {key: value for key, value in one.items() if key != "due_ms"} for name, one in facts.items()
    }


def waited_for(room: Room) -> list[str]:
    """Return the seats that a table waits for."""
    table = room.session.state.table
    return [seat for seat in table.game.seats if is_awaited(table, seat)]


def _same(one: Mapping[str, Any]) -> dict[str, Any]:
    """Return what must be equal for two parts to be the same."""
    runs = one.get("due_ms") is not None
    return {key: value for key, value in one.items() if not (runs and key == "left_ms")}


def _clock(room: Room, clock: Mapping[str, Any]) -> dict[str, Any]:
    due, left = clock["due_ms"], clock["left_ms"]
    return {
        "beat": clock["beat"] or "",
        "paused": clock["paused"],
        "runs": due is not None,
        "left_ms": left if due is None else due - room.now(),
        "due_ms": due,
    }


def _seat(room: Room, seat: str, held: Mapping[str, Any], is_ready: bool, is_desk: bool) -> dict[str, Any]:
    found = {
        "holder": BOT.rstrip(":") if held["holder"].startswith(BOT) else held["holder"],
        "name": held["name"] or "",
        "is_here": room.presence.is_here(seat),
        "is_ready": is_ready,
    }
    if is_desk:
        found |= {"how": room.presence.state(seat), "is_warm": seat in room.warm}
    return found
