"""What is said of a table among others: for who leads them all, and for a screen that a whole room looks at.

A facilitator hears who is waited for and who stays quiet; a room sees who is there and how far each table is.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from game.client.all_tables import ALL, AllTables
from game.client.looks.table_card import SeatChip, TableLook
from game.client.scenes.heading import ICONS, OPENING
from game.debrief.names import Names

_BOT, _EMPTY = "bot", "empty"
_HOW = {
    "ready": ("check", "done"),
    "here": ("user", "proposed"),
    "away": ("circle-dashed", "open"),
    "asked": ("message-circle-question-mark", "running"),
    "quiet": ("triangle-alert", "refused"),
    "bot": ("bot", "quiet"),
    "warm": ("bot", "running"),
    "free": ("circle-plus", "open"),
}
"""Per way somebody can be: the icon and the status it looks like."""


def table_look(tables: AllTables, session: str, names: Names, *, is_room: bool = False) -> TableLook:
    """Return how a table looks among the others.

    Args:
        tables: All of them.
        session: Which one.
        names: Names and words in the reader's language.
        is_room: Whether a whole room looks; then marks that only a facilitator needs stay away.
    """
    place = tables.part(session, "place")
    says, tone = _matter(tables, session, names)
    marks = [
        *(["pause"] if tables.part(session, "clock")["paused"] and not place["ended"] else []),
        *(["lock"] if tables.is_locked(session) else []),
        *(["monitor"] if len(tables.sessions) > 1 and tables.projected == session and not is_room else []),
    ]
    return TableLook(
        title=names.texts("desk.table", n=tables.number(session)),
        place=place_said(place, names),
        clock=clock_said(tables, session, names),
        says=says,
        tone=tone,  # type: ignore[arg-type]
        share=_share(place),
        marks=tuple(marks),
        seats=tuple(_chip(seat, one, names) for seat, one in tables.seats(session).items()),
    )


def place_said(place: Mapping[str, Any], names: Names) -> str:
    """Return where a table is, in a line."""
    texts = names.texts
    if place["ended"]:
        return texts("phase.ended")
    phase = names.name("phase", place["phase"])
    if not place["round"] or place["phase"] == OPENING:
        return phase
    step = f" · {names.name('step', place['step'])}" if place["step"] else ""
    return texts("page.place", round=place["round"], rounds=place["rounds"], phase=phase) + step


def clock_said(tables: AllTables, session: str, names: Names) -> str:
    """Return what is left on the clock of a table; "" without one."""
    left = tables.left_ms(session)
    if left is None or tables.part(session, "place")["ended"]:
        return ""
    return names.texts.minutes_seconds(max(0, int(left) // 1000))


def troubled(tables: AllTables) -> list[str]:
    """Return the tables at which somebody stays quiet or nothing can be stored."""
    return [
        session
        for session in tables.sessions
        if tables.part(session, "state")["lost"]
        or any(one.get("how") == "quiet" and _is_persons(one) for one in tables.seats(session).values())
    ]


def seat_said(one: Mapping[str, Any], names: Names) -> str:
    """Return how the person at a seat is, in words."""
    texts, how = names.texts, _how(one)
    words = {
        "ready": texts("page.is_ready"),
        "here": texts("desk.is.here"),
        "away": texts("desk.is.away"),
        "asked": texts("desk.is.asked"),
        "quiet": texts("desk.is.quiet"),
        "bot": texts("desk.bot"),
        "warm": texts("desk.bot_warm"),
        "free": texts("desk.free"),
    }
    return words[how]


def _how(one: Mapping[str, Any]) -> str:
    if one["holder"] == _EMPTY:
        return "free"
    if one["holder"] == _BOT:
        return "warm" if one.get("is_warm") else "bot"
    if one["is_ready"]:
        return "ready"
    return str(one.get("how") or ("here" if one["is_here"] else "away"))


def _is_persons(one: Mapping[str, Any]) -> bool:
    return one["holder"] not in (_BOT, _EMPTY)


def _chip(seat: str, one: Mapping[str, Any], names: Names) -> SeatChip:
    how = _how(one)
    role = names.name("seat", seat)
    said = f"{one['name']} ({role})" if one["name"] and _is_persons(one) else role
    if how in ("away", "asked", "quiet", "warm"):  # what needs a word beside its icon
        said = f"{said}: {seat_said(one, names)}"
    return SeatChip(said, *_HOW[how])


def _matter(tables: AllTables, session: str, names: Names) -> tuple[str, str]:
    """Return what is the matter at a table, and in which colour."""
    texts, state, seats = names.texts, tables.part(session, "state"), tables.seats(session)
    if state["lost"]:
        return texts("line.unknown"), "down"
    if "waits" not in state:
        people = [one for one in seats.values() if _is_persons(one)]
        here = sum(one["is_here"] for one in people)
        said = texts("tables.here", n=here, all=len(people)) if people else texts("tables.nobody")
        return said, "muted"
    found, tone = list[str](), "muted"
    quiet = [seat for seat, one in seats.items() if one["how"] == "quiet" and _is_persons(one)]
    if quiet:
        found.append(texts("desk.quiet", names=names.listing("seat", quiet)))
        tone = "down"
    if state["late"]:
        found.append(texts("desk.late", n=state["late"]))
    if state["is_held"]:
        found.append(texts("desk.waits_for_tables"))
    elif not tables.part(session, "place")["ended"]:
        found.append(_waits(state["waits"], len(seats), names))
    return " ".join(found), tone


def _waits(waits: list[str], count: int, names: Names) -> str:
    texts = names.texts
    if not waits:
        return f"{texts('desk.waits_for_none')}."
    if len(waits) == count:
        return f"{texts('desk.waits_for_all')}."
    return f"{texts('desk.waits_for', names=names.listing('seat', waits))}."


def _share(place: Mapping[str, Any]) -> float:
    """Return how far a table is: 0 before the first round, 1 when it looks back."""
    if place["ended"]:
        return 1.0
    phases = list(ICONS)
    if not place["round"] or place["phase"] not in phases:
        return 0.0
    rounds = int(place["round"]) - 1 + phases.index(place["phase"]) / len(phases)
    return rounds / max(1, int(place["rounds"]))


def projected_said(tables: AllTables, names: Names) -> str:
    """Return what the screens for the room show, in a line."""
    texts, shown = names.texts, tables.projected
    what = texts("desk.project_all") if shown == ALL else texts("desk.table", n=tables.number(shown))
    return texts("tables.projected", what=what)
