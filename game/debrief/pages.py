"""The pages of the looking back, in their order: stories before numbers, one thing at a time.

A window, a projector and a phone show the same page when the room is brought to it; a page has a name, since
not every screen has all of them: nobody makes an agreement at a screen on which nobody plays.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from game.debrief.measures import Pocket, pockets
from game.scenario.model import Scenario

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


@dataclass(frozen=True, slots=True)
class Page:
    """One page of the looking back. `pocket` is the card it is about, if it is about one."""

    kind: Kind
    pocket: Pocket | None = None

    @property
    def name(self) -> str:
        """The page's name: its kind, of a page about a card with what the card says is needed."""
        return f"{self.kind}:{self.pocket.card or self.pocket.need}" if self.pocket else self.kind


def pages(parts: Mapping[str, Any], scenario: Scenario, *, answers: bool) -> list[Page]:
    """Return the pages that a table's looking back has.

    Args:
        parts: A view of the table once it has ended.
        scenario: What was played.
        answers: Whether somebody answers here: places a dot on the poll, and writes an agreement.
    """
    held = pockets(parts)
    found = [Page("role")]
    for pocket in held:
        found += [Page("covered", pocket), Page("pocket", pocket)]
    if not held:
        found.append(Page("pocket"))
    rest: list[Kind] = ["honest", "expect_money", "money", "expect_lines", "lines"]
    rest += ["expect_rules", "rules"] if any(map(others_of, (parts.get("plans") or {}).values())) else []
    rest += ["sealed"] if (parts.get("promises") or {}).get("plans") else []
    rest += ["expect_envelope", "envelope"] if has_envelope(parts) else []
    rest += ["questions", "ended"]
    rest += ["poll"] if answers and scenario.poll else []
    rest += ["overview"]
    rest += ["agree", "agreed"] if answers and (scenario.opening or scenario.poll) else []
    return found + [Page(kind) for kind in rest]


def others_of(plan: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Return what the rules that were not played make of a plan's ballots, but those that make nothing."""
    return {rule: amounts for rule, amounts in plan["counted"].items() if rule != plan["rule"] and amounts}


def has_envelope(parts: Mapping[str, Any]) -> bool:
    """Tell whether a plan was sealed in the first minute and counted at the end."""
    part = parts.get("envelope") or {}
    return part.get("amounts") is not None and part.get("counted") is not None
