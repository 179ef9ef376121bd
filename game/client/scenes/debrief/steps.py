"""The order of the debrief: out of your role, the cards in the pockets, then pictures, questions, the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.client.scenes.seen import Seen
from game.client.table import PROJECTOR
from game.debrief.measures import Pocket, pockets

Kind = Literal[
    "role",
    "covered",
    "pocket",
    "honest",
    "expect_money",
    "money",
    "expect_lines",
    "lines",
    "questions",
    "ended",
    "overview",
]
AT = "debrief.at"


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of the debrief. `pocket` is the card it is about, if it is about one."""

    kind: Kind
    pocket: Pocket | None = None


def steps(seen: Seen) -> list[Step]:
    """Return the screens of this table's debrief, in order."""
    held = pockets(seen.table.views[PROJECTOR])
    found = [Step("role")]
    for pocket in held:
        found += [Step("covered", pocket), Step("pocket", pocket)]
    if not held:
        found.append(Step("pocket"))
    rest: tuple[Kind, ...] = (
        *("honest", "expect_money", "money", "expect_lines", "lines"),
        *("questions", "ended", "overview"),
    )
    return found + [Step(kind) for kind in rest]


def where(seen: Seen, count: int) -> int:
    """Return at which screen the room is."""
    return max(0, min(count - 1, int(seen.staged.get(AT, 0))))


def go(seen: Seen, to: int) -> None:
    """Go to a screen."""
    seen.stage(AT, to)
