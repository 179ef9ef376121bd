"""What a table is asked now: the one question of each phase and step, alike in the window and on a phone."""

from collections.abc import Callable
from typing import Any

from game.i18n import Texts


def question(part: Callable[[str], Any], texts: Texts) -> str:
    """Return what the table is asked in this phase and step, "" when it is asked nothing.

    Args:
        part: Gives a part of a view that everybody has, by its name.
        texts: In the reader's language.
    """
    table = part("table")
    phase, step = table["phase"], table["step"]
    if table["ended"] or not phase:
        return ""
    if phase == "explore":
        is_sealed = "sealed_plan" not in table["mechanics"] or (part("promises") or {}).get("sealed")
        asked = "explore_goal" if is_sealed else "explore_sealed"
        return texts(f"client.ask.{asked if table['stance'] else 'explore_stance'}")
    if phase == "divide":
        last = director_divides_last(part) is not None
        return texts(f"client.ask.divide.{'last' if last else step or 'fill_in'}")
    key = f"client.ask.{phase}"
    return texts(key) if key in texts else ""


def director_divides_last(part: Callable[[str], Any]) -> str | None:
    """Return the director when all ballots lie open and it consults: then it divides, as the last one."""
    table = part("table")
    director = table["director"]
    if (table["stance"], table["step"]) != ("consult", "reveal") or director is None:
        return None
    return None if part(f"seat:{director}")["ballot_in"] else str(director)
