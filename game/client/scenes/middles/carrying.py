"""What a carrying out shows, one thing after another: read from the parts, without a screen.

The session does it all at once. The screen turns it over step by step, so that the room can look and talk.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from game.client.scenes.seen import Seen
from game.client.table import PROJECTOR
from game.debrief.causes import told

Kind = Literal["event", "started", "landed", "unclaimed", "over_asked", "together"]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to turn over: the event card, a task, seats that carry too much, or all of it together."""

    kind: Kind
    id: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """What a task did to one indicator this round, in tenths; the factors add up to the amount."""

    indicator: str
    amount: int
    factors: tuple[tuple[str, int], ...]
    reasons: Mapping[str, str]
    """Why a factor changed something, by its name; a factor that changed nothing has no reason."""
    cut: int = 0
    """What did not count any more, because the indicator was at its end."""


def steps(seen: Seen) -> list[Step]:
    """Return what there is to turn over in this round, in order; the last is all of it together.

    An event card that the facilitator drew by hand lay open at once, so it is not turned over here.
    """
    event = seen.part("event") or {}
    tasks = dict(seen.table.parts("task:"))
    started = [id_ for id_, task in tasks.items() if task["started"] == seen.round]
    landed = [id_ for id_ in event.get("landed", ()) if id_ not in started]
    found = [Step("event", event["card"])] if event.get("card") and not event.get("by_hand") else []
    found += [Step("started", id_) for id_ in started]
    found += [Step("landed", id_) for id_ in landed]
    found += [Step("unclaimed", id_) for id_ in event.get("unclaimed", ())]
    found += [Step("over_asked", seat) for seat in over_asked(seen)]
    return [*found, Step("together")]


def causes(seen: Seen, kind: str, id_: str = "") -> list[Mapping[str, Any]]:
    """Return this round's changes with a cause of this kind, and of this id when one is given."""
    changes = seen.part(f"causes:{seen.round}") or []
    return [
        change
        for change in changes
        if change["cause"]["kind"] == kind and (not id_ or id_ in change["cause"]["ids"])
    ]


def over_asked(seen: Seen) -> list[str]:
    """Return the seats that carry more than they can since this round."""
    return list(dict.fromkeys(change["of"] for change in causes(seen, "over_asked")))


def effects(seen: Seen, task: str) -> list[Effect]:
    """Return what a task did this round, indicator by indicator; empty while its effect is under way."""
    found = []
    again = [*causes(seen, "upkeep", task), *causes(seen, "topping_up", task)]
    for change in [*causes(seen, "task", task), *again]:
        if change["what"] == "indicator":
            factors = tuple((name, amount) for name, amount in change["cause"]["factors"])
            said = told(change, seen.scenario, seen.texts, seen.round, seen.table.views[PROJECTOR])
            reasons = {step.name: step.text for step in said.steps}
            cut = _cut(seen, task, change["of"])
            found.append(Effect(change["of"], change["amount"], factors, reasons, cut))
    return found


def _cut(seen: Seen, task: str, indicator: str) -> int:
    return sum(change["amount"] for change in causes(seen, "clipped", task) if change["of"] == indicator)


def forecasters(seen: Seen, task: str) -> list[str]:
    """Return the seats that said this task would fit best."""
    made = (seen.part("forecasts") or {}).get(str(seen.round), {})
    return [seat for seat, chosen in made.items() if chosen == task]


def best_fitting(seen: Seen) -> list[str]:
    """Return the tasks started this round that fit best; several when they fit equally well."""
    fits = {
        id_: task["factors"]["fit"]
        for id_, task in seen.table.parts("task:")
        if task["started"] == seen.round and task["factors"]
    }
    return [id_ for id_, fit in fits.items() if fit == max(fits.values())]
