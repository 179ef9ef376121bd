"""Numbers that wait for their card: while carrying out is still turned over, meters show what was before.

The session does all of it at once; the room sees it card by card. A change shows with the card that tells of
it, support with the last one, for it comes of all tasks together. Nothing is held back outside carrying out.
"""

from __future__ import annotations

from game.client.scenes.middles.carrying import Step, causes, steps
from game.client.scenes.seen import Seen
from game.rules.support import support

TURNED = "carry_out.turned"
"""Where this screen keeps its round, how many cards lie open and which of them is large."""

_CAUSES = {
    "event": ("event_card",),
    "started": ("task", "clipped"),
    "landed": ("task", "clipped"),
    "over_asked": ("over_asked",),
}


def covered(seen: Seen) -> list[Step]:
    """Return what is not turned over yet; the card with all of it together covers nothing."""
    if (seen.part("table") or {}).get("phase") != "carry_out":
        return []
    round_, turned, _ = seen.staged.get(TURNED, (seen.round, 0, -1))
    return [step for step in steps(seen)[turned if round_ == seen.round else 0 :] if step.kind != "together"]


def shown(seen: Seen, what: str, of: str, value: int) -> int:
    """Return a value as the open cards tell it.

    Args:
        what: indicator, trust, patience or support.
        of: Its indicator or seat.
        value: As it stands now.
    """
    steps_left = covered(seen)
    if not steps_left:
        return value
    if what == "support":
        return _support_before(seen, of)
    later: int = sum(
        change["amount"]
        for step in steps_left
        for kind in _CAUSES.get(step.kind, ())
        for change in causes(seen, kind, "" if step.kind == "over_asked" else step.id)
        if change["what"] == what
        and (what == "patience" or change["of"] == of)
        and _tells(step, change["of"])
    )
    return value - later


def _tells(step: Step, of: str) -> bool:
    """Tell whether a card speaks of this change: one of who carries too much only of that seat."""
    return step.kind != "over_asked" or step.id == of


def _support_before(seen: Seen, seat: str) -> int:
    """Return a seat's support at the end of the round before, or at the start."""
    ended = [moment for moment in seen.part("history") or () if moment["round"] < seen.round]
    if ended:
        return int(ended[-1]["support"][seat])
    part = seen.part(f"seat:{seat}")
    return support(part["trust_start"], None if part["wishes"] is None else 0)
