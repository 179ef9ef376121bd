"""The envelope beside the plan of round 1: what each gave a task, and what came of it.

The envelope's plan was counted and never played; the other was. What a task did counts once, when it landed
first: what later rounds paid for it, or what it does again every year, is no part of the plan of round 1.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from game.debrief.causes import Parts


@dataclass(frozen=True, slots=True)
class Side:
    """What one plan gave a task, in euros, and what it did per indicator, in tenths of a point."""

    euros: int
    effects: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Compared:
    """A task in both plans; a plan that gave it nothing has 0 euros and no effects."""

    task: str
    envelope: Side
    played: Side


def compared(parts: Parts) -> tuple[Compared, ...]:
    """Return every task that either plan gave something: the envelope's in its order, then the others.

    Empty without an opening, when nothing was sealed, or before the end.
    """
    envelope = parts.get("envelope")
    if not envelope or envelope["amounts"] is None or envelope["counted"] is None:
        return ()
    given = envelope["amounts"]
    counted = {one["task"]: one["effects"] for one in envelope["counted"]}
    played = (parts.get("plans") or {}).get("1", {}).get("amounts", {})
    tasks = [
        task for task in dict.fromkeys((*envelope["tasks"], *played)) if given.get(task) or played.get(task)
    ]
    return tuple(
        Compared(
            task,
            Side(given.get(task, 0), dict(counted.get(task, {}))),
            Side(played.get(task, 0), first_effects(parts, task) if played.get(task) else {}),
        )
        for task in tasks
    )


def first_effects(parts: Parts, task: str) -> dict[str, int]:
    """Return what a task did per indicator when it landed first, in tenths; nothing when it never did."""
    found: dict[str, int] = {}
    for number in sorted(int(name.partition(":")[2]) for name in parts if name.startswith("causes:")):
        for change in parts[f"causes:{number}"] or ():
            cause = change["cause"]
            is_its = change["what"] == "indicator" and cause["kind"] == "task" and task in cause["ids"]
            if is_its and change["of"] not in found:
                found[change["of"]] = change["amount"]
        if found:
            break
    return found


def total(rows: tuple[Compared, ...], indicator: str) -> tuple[int, int]:
    """Return what the envelope's plan and the played one did to an indicator, in tenths of a point."""
    envelope = sum(row.envelope.effects.get(indicator, 0) for row in rows)
    return envelope, sum(row.played.effects.get(indicator, 0) for row in rows)
