"""The order of the debrief: out of your role, the cards in the pockets, pictures, the envelope, agreements.

What a scenario does not have is no step: without a first minute no envelope, without a poll none asked again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from game.client.scenes.debrief.agreeing import has_agreements, has_poll
from game.client.scenes.debrief.envelope import has_envelope
from game.client.scenes.debrief.rules import has_plans
from game.client.scenes.debrief.sealing import has_sealed
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
    "expect_rules",
    "rules",
    "sealed",
    "expect_envelope",
    "envelope",
    "questions",
    "ended",
    "poll",
    "overview",
    "agree",
    "agreed",
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
    rest: list[Kind] = ["honest", "expect_money", "money", "expect_lines", "lines"]
    rest += ["expect_rules", "rules"] if has_plans(seen) else []
    rest += ["sealed"] if has_sealed(seen) else []
    rest += ["expect_envelope", "envelope"] if has_envelope(seen) else []
    rest += ["questions", "ended"]
    rest += ["poll"] if has_poll(seen) else []
    rest += ["overview"]
    rest += ["agree", "agreed"] if has_agreements(seen) else []
    return found + [Step(kind) for kind in rest]


def where(seen: Seen, count: int) -> int:
    """Return at which screen the room is."""
    return max(0, min(count - 1, int(seen.staged.get(AT, 0))))


def go(seen: Seen, to: int) -> None:
    """Go to a screen."""
    seen.stage(AT, to)
