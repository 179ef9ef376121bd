"""Restricted bots: a known strategy that leaves one thing, or does one thing otherwise.

A line-up may end in `!` and such words with commas between:

  ballot:SEAT   that seat gives all its points, or all the money, to one drawn task instead
  stance:NAME   the director says this stance whenever it can be said
"""

from game.balance.strategies import line_up
from game.bots.bot import Bot, Choice, Draw, Reason, View
from game.bots.cast import BOTS
from game.bots.habits import ballot_of
from game.bots.seen import Seen
from game.rules.game import Game


def bots_for(wanted: str, game: Game, seed: int) -> dict[str, Bot]:
    """Return a bot for every seat of a table with this seed."""
    names, _, restrictions = wanted.partition("!")
    bots: dict[str, Bot] = {seat: BOTS[name](seat) for seat, name in line_up(names, game.seats, seed).items()}
    for restriction in restrictions.split(",") if restrictions else ():
        kind, _, what = restriction.partition(":")
        if kind == "ballot":
            bots[what] = OtherBallot(bots[what])
        elif game.director is not None:
            bots[game.director] = Says(bots[game.director], what)
    return bots


class _Restricted:
    def __init__(self, bot: Bot) -> None:
        self.seat, self._bot = bot.seat, bot

    @property
    def reason(self) -> Reason | None:
        return self._bot.reason


class OtherBallot(_Restricted):
    """Plays as another bot does, but gives a ballot that has nothing to do with it."""

    def choose(self, view: View, draw: Draw) -> Choice | None:
        """Return what the other bot does; of a ballot, all for one drawn task."""
        choice = self._bot.choose(view, draw)
        if choice is None or choice[0] != "cast_ballot":
            return choice
        seen = Seen(view, self.seat)
        tasks = [id_ for id_ in seen.on_table if seen.tasks[id_]["status"] == "on_table"]
        if not tasks:
            return choice
        task = tasks[draw("other-ballot", len(tasks))]
        return ballot_of(seen, {task: min(seen.cost(task), view["budget"]["to_divide"])}, [task]) or choice


class Says(_Restricted):
    """Plays as another bot does, but says a given stance."""

    def __init__(self, bot: Bot, stance: str) -> None:
        super().__init__(bot)
        self._stance = stance

    def choose(self, view: View, draw: Draw) -> Choice | None:
        """Return the stance if it can be said now, else what the other bot does."""
        seen = Seen(view, self.seat)
        if self._stance in seen.ids("say_stance", "stance"):
            return "say_stance", {"stance": self._stance, "open_duty": []}
        return self._bot.choose(view, draw)
