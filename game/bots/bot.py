"""What every bot is: a player that gets one seat's view, as JSON, and picks one of the offered options.

A bot never meets the table itself, so it cannot know more than a person on that seat. What it leaves to
chance it draws by name through `Draw`, so the same seed gives the same play.
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, TypeAlias

from game.rules import chance
from game.rules.options import Option, read_option

View: TypeAlias = Mapping[str, Any]
"""A seat's view: part name → JSON, as `game.rules.views` describes it."""

Choice: TypeAlias = tuple[str, dict[str, Any]]
"""What a bot does: the kind of an option and the values of its fields, as JSON."""

Draw: TypeAlias = Callable[[str, int], int]
"""Chance for one turn of one seat: (what is drawn, number of sides) → 0..sides-1."""


REASON: Final = "bot.reason."
"""What the text key of every reason begins with."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a bot did what it did: a text key and the ids (`task`, `need`, `seat`, …) its text names."""

    key: str
    facts: Mapping[str, str] = field(default_factory=dict)


class LiveView(Mapping[str, Any]):
    """A view that is made beside its table: the options in it need not be read out of JSON."""

    @abstractmethod
    def offered(self) -> list[Option]:
        """Return the seat's options; the part `options` describes the same."""


def offered(view: View, seat: str) -> list[Option]:
    """Return what a seat can do now, out of its view."""
    if isinstance(view, LiveView):
        return view.offered()
    return [read_option(one, seat) for one in view["options"]]


class Bot(Protocol):
    """A player on one seat."""

    @property
    def seat(self) -> str:
        """Where it plays."""

    @property
    def reason(self) -> Reason | None:
        """Why it did what it did last; None before the first time."""

    def choose(self, view: View, draw: Draw) -> Choice | None:
        """Return what to do now, an open option of the view; None to wait for others.

        It is asked again after everything that happens, so it does one thing at a time. A bot that
        waits is ready, or has done all that the table waits for.
        """


def seat_draw(seed: int, seat: str, moment: int, turn: int) -> Draw:
    """Return the chance of one turn of one seat.

    Args:
        seed: The seed of the play.
        seat: Whose turn it is.
        moment: The `table.moment` of the view it answers.
        turn: How many things this seat did in that moment.
    """
    return chance.drawing(seed, f"bot:{seat}:{turn}", moment)
