"""What is asked of a balance: how many plays, with which luck, about which conditions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from game.balance.conditions import CONDITIONS
from game.i18n import Mendable

LETTERS = tuple(dict.fromkeys(condition.letter for condition in CONDITIONS))
"""The letters of all conditions."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a balance.

    Attributes:
        games: The most seeds that are played.
        seed: The first seed of the first set.
        second: Whether the second set of seeds is played.
        letters: Which conditions are judged; fewer than all is quick, for tuning, and looks no further.
        minima: Whether each is judged with higher and lower minima as well.
        jobs: On how many cores; None for all.
        kept: Where plays are kept until all is done; None for nowhere.
        scenario: What to call the scenario in a command.
    """

    games: int = 2000
    seed: int = 1
    second: bool = False
    letters: Sequence[str] = LETTERS
    minima: bool = True
    jobs: int | None = None
    kept: Path | None = None
    scenario: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether all conditions are judged."""
        return set(self.letters) == set(LETTERS)


def letters_in(given: str | None) -> tuple[str, ...]:
    """Return the letters of conditions that a text like `a,d` names; all of them when it is None.

    Raises:
        Mendable: There is no condition of that letter.
    """
    letters = tuple(part.strip() for part in given.split(",")) if given is not None else LETTERS
    for letter in letters:
        if letter not in LETTERS:
            raise Mendable("balance.unknown_condition", name=letter, known=", ".join(LETTERS))
    return letters
