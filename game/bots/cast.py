"""The cast: which bots there are by name, and who plays which seat."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from game.bots.bot import Bot, Choice, Reason, View
from game.bots.dialogue import DialogueBot
from game.bots.drawn import RandomBot
from game.bots.habits import Habitual
from game.bots.planner import PlannerBot
from game.bots.play import Turns
from game.bots.sharing import FairShareBot, GreedyBot
from game.bots.supplier import SupplierBot
from game.bots.ways import CommitteeBot, ListenerBot, OwnInterestBot, TalkerBot
from game.i18n import Mendable
from game.session.session import Session
from game.session.unasked import Chooser, Move


class SilentBot(Habitual):
    """Gives the table no more than it cannot go on without."""


BOTS: dict[str, Callable[[str], Bot]] = {
    "random": RandomBot,
    "silent": SilentBot,
    "supplier": SupplierBot,
    "listener": ListenerBot,
    "committee": CommitteeBot,
    "dialogue": DialogueBot,
    "talker": TalkerBot,
    "own_interest": OwnInterestBot,
    "fair_share": FairShareBot,
    "greedy": GreedyBot,
    "planner": PlannerBot,
}
"""Every kind of bot by its name."""

STANDARD = "dialogue"
"""The bot that plays a role when nobody says which."""


def cast(wanted: str, seats: Sequence[str]) -> dict[str, str]:
    """Return the name of the bot on every seat.

    Args:
        wanted: One name for all seats, or `seat=name` pairs with commas between; a name without a seat is
            for all the others, `dialogue` when there is none: `silent,nadia=supplier`.
        seats: The seats of the table, in order.

    Raises:
        Mendable: There is no such bot or no such seat.
    """
    names = dict.fromkeys(seats, STANDARD)
    pairs = [part.strip().rpartition("=") for part in wanted.split(",") if part.strip()]
    for seat, _, name in sorted(pairs, key=lambda pair: bool(pair[0])):
        if name not in BOTS:
            raise Mendable("bot.unknown_name", name=name, known=", ".join(BOTS))
        if seat and seat not in names:
            raise Mendable("bot.unknown_seat", name=seat, known=", ".join(seats))
        names |= {seat: name} if seat else dict.fromkeys(names, name)
    return names


def make_bots(wanted: str, seats: Sequence[str]) -> dict[str, Bot]:
    """Return a bot for every seat; for the arguments and errors see `cast`."""
    return {seat: BOTS[name](seat) for seat, name in cast(wanted, seats).items()}


class Player:
    """A bot as a session's driver knows it: from a view to a move, or None to wait.

    Attributes:
        moves: How many moves it made so far.
    """

    def __init__(self, bot: Bot, turns: Turns) -> None:
        self._bot, self._turns = bot, turns
        self.moves = 0

    @property
    def reason(self) -> Reason | None:
        """Why it made its last move."""
        return self._bot.reason

    def __call__(self, view: View) -> Choice | None:
        choice = self._turns.ask(self._bot, view)
        self.moves += choice is not None
        return choice


def choosers(bots: Iterable[Bot], seed: int) -> dict[str, Player]:
    """Return the bots as a session's driver knows them, by seat.

    Args:
        bots: A bot per seat; other seats are for people.
        seed: What the bots' draws are named by; it is no secret to them, since they never see it.
    """
    turns = Turns(seed)
    return {bot.seat: Player(bot, turns) for bot in bots}


def at_any_seat(session: Session) -> dict[str, Chooser]:
    """Return a chooser for every seat, so that any seat can be handed to a bot at any time.

    Which bot plays is the one that the seat's holder names (`bot:NAME`) when it is asked.
    """
    turns = Turns(session.state.table.seed)

    def chooser(seat: str) -> Chooser:
        bots = {name: make(seat) for name, make in BOTS.items()}

        def choose(view: Mapping[str, Any]) -> Move | None:
            name = view["people"][seat]["holder"].partition(":")[2]
            return turns.ask(bots.get(name) or bots[STANDARD], view)

        return choose

    return {seat: chooser(seat) for seat in session.state.seats}
