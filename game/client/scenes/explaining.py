"""Rules are explained when they are first used: one short text at a time, gone with the first action.

A text comes up with its phase, its step or its mechanic, in the first round that has it and never again. What
this screen has explained is this screen's own: a session that is gone on with explains its round anew, and
takes earlier rounds as explained.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from game.client.scenes.seen import Seen
from game.client.table import PROJECTOR, of_seat

SOMEBODY_SPEAKS = ("told", "asked")
"""What happened when somebody has the word: only what belongs to it is explained then."""

_MOVES = {
    "pledges": "pledge", "own_idea": "bring_idea", "core_values": "call_core_value", "take_over": "take_over"
}  # fmt: skip
"""What anybody can start while dividing, by the mechanic it belongs to."""

_NO_ACTION = ("clock", "people", "rewound", "texts", "poll", "agreements")
"""Parts that change without anybody acting at the table."""

_STEPS = {"fill_in": "divide", "settle": "settle", "claim": "claim", "forecast": "forecast"}


@dataclass(slots=True)
class Explaining:
    """What was explained, what is being explained, and how the table was when that began."""

    done: set[str] = field(default_factory=set)
    now: str = ""
    _seq: int = -1
    _before: Mapping[str, Any] = field(default_factory=dict)

    def follow(self, seen: Seen, happened: str) -> str:
        """Return the key of what is explained now, "" for nothing; whatever somebody did ends it.

        Args:
            happened: The kind of the last thing that happened, "" for nothing.
        """
        seq = seen.table.seqs.get(PROJECTOR, 0)
        turned = seen.staged.get("carry_out.turned")
        if self._seq < 0:
            self.done |= {key for key in _KEYS if first_round(seen, key) < seen.round}
        if self.now and (seq != self._seq or turned != self._before.get("turned")):
            parts = _watched(seen)
            if parts != self._before:
                self.done.add(self.now)
                self.now = ""
        self._seq = seq
        if not self.now:
            waits = ("instruments",) if happened in SOMEBODY_SPEAKS else ()
            self.now = next((key for key in due(seen) if key not in self.done and key not in waits), "")
            self._before = _watched(seen) if self.now else {}
        return self.now


def due(seen: Seen) -> list[str]:
    """Return what the moment at the table is about, in the order in which it is explained."""
    table = seen.part("table")
    phase, has = table["phase"], table["mechanics"]
    match phase:
        case "explore":
            found = ["explore"] if not table["stance"] and table["director"] else []
            return found + (["sealed_plan"] if _any_can(seen, "seal_plan") else [])
        case "dialogue":
            found = ["dialogue"]
            found += ["hands"] if seen.part("cards") and "recognise" in has else []
            return found + (["instruments"] if _any_can(seen, "use_instrument") else [])
        case "divide":
            step = _STEPS.get(table["step"] or "fill_in")
            found = [step] if step else []
            found += ["meet"] if step == "claim" and _any_can(seen, "meet") else []
            return found + [key for key, kind in _MOVES.items() if _any_can(seen, kind)]
        case "reflect":
            found = ["reflect"] if any(card["round"] == seen.round for card in seen.part("cards")) else []
            found += ["report_back"] if _any_can(seen, "give_reason", "book_report") else []
            found += ["note"] if _any_can(seen, "write_note") else []
            found += ["felt_trust"] if _any_can(seen, "feel_trust") else []
            return found + (["change_rule"] if _any_can(seen, "propose_rule") else [])
    return [phase] if phase in ("frame", "carry_out") else []


def explanation(seen: Seen, key: str) -> str:
    """Return the words of an explanation."""
    facts: dict[str, object] = {}
    match key:
        case "explore":
            facts["name"] = seen.name(seen.part("table")["director"])
        case "dialogue":
            facts["n"] = seen.part("time")["turns_left"]
        case "divide":
            rule = seen.part("table")["rule"]
            said = seen.texts(f"explain.divide.{seen.part('budget')['ballot']}")
            return f"{said} {seen.texts('explain.equal_shares')}" if rule == "equal_shares" else said
        case "settle":
            facts["n"] = (seen.part("plan") or {}).get("repairs_left", 0)
    return seen.texts(f"explain.{key}", **facts)


def first_round(seen: Seen, key: str) -> int:
    """Return the first round in which this is used at all; after the last when it never is."""
    phase, mechanic = _KEYS[key]
    scenario = seen.scenario
    has = set(scenario.mechanics)
    for number, round_ in sorted(scenario.rounds.items()):
        has |= set(round_.new)
        if phase in (round_.phases or scenario.phases) and (not mechanic or mechanic in has):
            return number
    return len(scenario.rounds) + 1


_KEYS = {
    "explore": ("explore", ""),
    "sealed_plan": ("explore", "sealed_plan"),
    "dialogue": ("dialogue", ""),
    "hands": ("dialogue", "recognise"),
    "instruments": ("dialogue", "instruments"),
    "frame": ("frame", ""),
    "divide": ("divide", ""),
    "settle": ("divide", ""),
    "claim": ("divide", ""),
    "meet": ("divide", "meet"),
    "pledges": ("divide", "pledges"),
    "own_idea": ("divide", "own_idea"),
    "core_values": ("divide", "core_values"),
    "take_over": ("divide", "take_over"),
    "forecast": ("divide", "forecast"),
    "carry_out": ("carry_out", ""),
    "reflect": ("reflect", ""),
    "report_back": ("reflect", "report_back"),
    "note": ("reflect", "note"),
    "felt_trust": ("reflect", "felt_trust"),
    "change_rule": ("reflect", "change_rule"),
}
"""Every explanation, with the phase and the mechanic it belongs to."""


def _any_can(seen: Seen, *kinds: str) -> bool:
    """Tell whether any seat on this screen can do something of these kinds now."""
    return any(
        option["kind"] in kinds and "closed" not in option
        for seat in seen.seats
        for option in seen.table.part("options", of_seat(seat)) or ()
    )


def _watched(seen: Seen) -> dict[str, Any]:
    """Return what everybody sees of the table, as far as it changes by what somebody does."""
    parts = seen.table.views.get(PROJECTOR, {})
    found = {name: part for name, part in parts.items() if name not in _NO_ACTION}
    return {**found, "turned": seen.staged.get("carry_out.turned")}
