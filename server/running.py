"""The run sheet: what comes when, how long it takes, and how far each table is. Minutes, from the start.

The plan is the scenario's: the clock of every beat, and the rest of its minutes for the opening and for
looking back.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from game.rules.game import BEAT_OF
from game.scenario.model import Scenario
from game.session.session import Session

OPENING: Final = 5
"""Minutes for people to come in and for the envelope, where a scenario has an opening."""

_MINUTE_MS = 60_000


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the run sheet.

    Attributes:
        round: The round, 0 for what comes before and after.
        what: A beat, `opening` or `debrief`.
        begins: Minutes after the start.
        minutes: How long it takes.
    """

    round: int
    what: str
    begins: int
    minutes: int


def sheet(session: Session) -> list[Item]:
    """Return the lines of the run sheet, in order."""
    game, scenario = session.played.game, session.played.scenario
    items: list[Item] = []
    at = 0

    def add(number: int, what: str, minutes: int) -> None:
        nonlocal at
        items.append(Item(number, what, at, minutes))
        at += minutes

    if scenario.opening is not None:
        add(0, "opening", OPENING)
    for number, one in enumerate(game.rounds, start=1):
        for beat in dict.fromkeys(BEAT_OF[phase] for phase in one.phases):
            add(number, beat, one.seconds[beat] // 60)
    add(0, "debrief", max(0, scenario.minutes - at))
    return items


def place_of(session: Session, items: Sequence[Item]) -> int:
    """Return on which line a table is."""
    table = session.state.table
    if table.ended:
        return len(items) - 1
    for index, item in enumerate(items):
        if table.phase == "opening" and item.what == "opening":
            return index
        if (item.round, item.what) == (table.round, table.beat):
            return index
    return 0


def late_by(session: Session, began_at: int, now: int) -> int:
    """Return how many whole minutes a table is later than its line should have ended; 0 when it is not."""
    if not began_at or session.state.table.ended:
        return 0
    items = sheet(session)
    item = items[place_of(session, items)]
    return max(0, (now - began_at) // _MINUTE_MS - item.begins - item.minutes)


def title_of(scenario: Scenario, number: int) -> object:
    """Return what a round is called, as the scenario says."""
    return scenario.rounds[number].name
