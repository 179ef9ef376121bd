"""Strategies: who plays a table when its balance is looked at, by a name that `demo --bots` knows too.

A line-up is written as for every command, `dialogue` or `dialogue,noor=silent`; there is one more name,
`mixed`: each seat plays a fixed strategy that is drawn by the seed of the play.
"""

from collections.abc import Sequence

from game.bots.cast import cast
from game.rules import chance

FIXED = (
    *("random", "silent", "supplier", "listener", "committee", "dialogue", "talker"),
    *("own_interest", "fair_share", "greedy"),
)
"""Strategies that play by fixed habits."""

PLAYING = tuple(name for name in FIXED if name not in ("random", "silent"))
"""Those of them that play on purpose."""

PLANNER = "planner"
"""The strategy that looks ahead; it takes much longer."""

MIXED = "mixed"


def line_up(wanted: str, seats: Sequence[str], seed: int) -> dict[str, str]:
    """Return which bot plays each seat of the table with this seed."""
    if wanted == MIXED:
        return {seat: FIXED[chance.draw(seed, "mixed", seat, 0, len(FIXED))] for seat in seats}
    return cast(wanted, seats)


def as_words(bots: dict[str, str]) -> str:
    """Return a line-up as it is written behind `--bots`."""
    names = set(bots.values())
    return names.pop() if len(names) == 1 else ",".join(f"{seat}={name}" for seat, name in bots.items())
