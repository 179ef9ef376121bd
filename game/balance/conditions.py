"""The conditions that a scenario meets before it is played with people, each a record; one code judges all.

They are fixed: a scenario is tuned until it meets them, they are never tuned until a scenario does.
`CONDITIONS` is the table; its thresholds are compared with a copy in the tests.
"""

from dataclasses import dataclass
from typing import Literal

from game.balance.changes import TOLD, Changes
from game.balance.strategies import FIXED, PLANNER, PLAYING

Kind = Literal[
    "difference",  # the mean of `plus` less the mean of `minus`, play by play
    "least",  # the smallest of the mean differences between one of `plus` and one of `minus`
    "ahead",  # in how many of a hundred seeds the first of `plus` is above the first of `minus`
    "not_first",  # on how many of all outcomes even the strategy that leads most often does not lead
    "silent_seat",  # the least that the mean falls when one seat of the first of `plus` is silent instead
    "least_bought",  # the task bought least, in percent, in the best tenth of plays by `plus`
    "most_bought",  # the task bought most, likewise
    "lure_bought",  # the lure bought most, likewise; the best part of plays is `best`
    "lure_least_bought",  # the lure bought least, likewise
    "luck",  # what seed, and seed and strategy together, hold of the sum of squares, in percent
    "lures",  # how many tasks are marked `lure`
]
Sense = Literal[">=", ">", "<=", "<"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that must hold.

    Attributes:
        letter: The condition it is part of.
        name: The end of its text's key.
        kind: How its figure is made.
        measure: What plays are compared by, of `game.balance.brief.MEASURES`.
        plus, minus: The strategies that are compared.
        sense, threshold: The figure must stand so to this.
        two_rounds: The threshold in a scenario of one or two rounds; None when it is skipped there.
        close: Half the interval, in points, from which on more plays would tell little more.
        surely: Whether the whole interval must stand so to the threshold, and not just the figure.
        changes: What is otherwise than in the scenario.
        best: Which part of the plays counts, in percent, the best first.
    """

    letter: str
    name: str
    kind: Kind
    measure: str
    plus: tuple[str, ...]
    minus: tuple[str, ...]
    sense: Sense
    threshold: float
    two_rounds: float | None
    close: float
    surely: bool = False
    changes: Changes = ()
    best: int = 100

    def threshold_for(self, rounds: int) -> float | None:
        """Return the threshold in a scenario of so many rounds; None when it is skipped there."""
        return self.threshold if rounds > 2 else self.two_rounds

    def stands(self, value: float, threshold: float) -> bool:
        """Return whether a value stands as it must to a threshold."""
        match self.sense:
            case ">=":
                return value >= threshold
            case ">":
                return value > threshold
            case "<=":
                return value <= threshold
            case "<":
                return value < threshold


_ASKS, _TELLS = ("listener", "dialogue"), ("supplier", "committee")
_SHARES, _DECIDES = ("committee", "dialogue"), ("supplier", "listener")
_NOT_TALKER = tuple(name for name in PLAYING if name != "talker")
_DIALOGUE, _SUPPLIER, _MIXED = ("dialogue",), ("supplier",), ("mixed",)

CONDITIONS: tuple[Condition, ...] = (
    Condition("a", "asking", "difference", "main", _ASKS, _TELLS, ">=", 5, 3, 0.5),
    Condition("a", "sharing", "difference", "lowest_support", _SHARES, _DECIDES, ">=", 5, 3, 0.5),
    Condition("a", "supply", "ahead", "main", _DIALOGUE, _SUPPLIER, "<=", 85, 95, 2.5),
    Condition(
        "b", "first_round", "least", "main_first", _SUPPLIER, ("listener", *_SHARES), ">", 0, None, 0.5
    ),
    Condition("c", "talking", "least", "at_work", _NOT_TALKER, ("talker",), ">", 0, None, 0.5),
    Condition("d", "thinking", "least", "result", (PLANNER,), FIXED, ">", 0, 0, 0.5, surely=True),
    Condition("d", "no_best", "not_first", "result", FIXED, (), ">=", 1, 1, 0.5),
    Condition("e", "seat", "silent_seat", "result", _DIALOGUE, (), ">=", 1, 1, 0.5),
    Condition("f", "rarest", "least_bought", "result", _MIXED, (), ">=", 5, None, 2.5, best=10),
    Condition("f", "commonest", "most_bought", "result", _MIXED, (), "<=", 95, None, 2.5, best=10),
    Condition("f", "lure_avoided", "lure_bought", "result", _MIXED, (), "<", 40, None, 2.5, best=10),
    Condition("f", "lure_taken", "lure_least_bought", "result", _SUPPLIER, (), ">", 60, None, 2.5),
    Condition("f", "lures", "lures", "result", (), (), "<=", 2, 2, 0.5),
    Condition("g", "luck", "luck", "result", FIXED, (), "<", 25, 25, 2.5),
    Condition(
        "i", "all_told", "difference", "main", _DIALOGUE, ("committee",), "<", 2, 2, 0.5, changes=(TOLD,)
    ),
)
"""Every condition, in the order in which they are told. There is no h: it says what two rounds skip."""

OUTCOMES = ("main", "result", "lowest_support", "answered", "cohesion", "together", "linked")
"""The outcomes of which no fixed strategy may lead all."""
