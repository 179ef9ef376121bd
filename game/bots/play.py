"""Playing a table to its end with bots, by the rules alone: no log, no clock, no texts.

This is what a bot's own tests, balance and benchmarks run on. A play that is kept goes through a session.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from game.bots.bot import Bot, Choice, LiveView, View, seat_draw
from game.rules.actions import ACTIONS, Action, Advance
from game.rules.decide import decide
from game.rules.events import Event
from game.rules.evolve import evolve
from game.rules.game import Game
from game.rules.offers import options
from game.rules.options import Option
from game.rules.proceed import proceed
from game.rules.state import TableState, new_table
from game.rules.touched import touched
from game.rules.views import OWN, part, part_names


class SeatView(LiveView):
    """A seat's view whose parts are made when they are first read; good until the next event.

    Args:
        state: The table.
        seat: Whose view it is.
        shared: Parts that all seats have in common, made before and still good, by name; made ones are added.

    Attributes:
        made: The seat's options, once they were looked at.
    """

    __slots__ = ("_own", "_seat", "_shared", "_state", "made")

    def __init__(self, state: TableState, seat: str, shared: dict[str, Any] | None = None) -> None:
        self._state = state
        self._seat = seat
        self._shared: dict[str, Any] = {} if shared is None else shared
        self._own: dict[str, Any] = {}
        self.made: list[Option] | None = None

    def __getitem__(self, name: str) -> Any:
        parts = self._own if name in OWN else self._shared
        if name not in parts:
            parts[name] = part(self._state, f"seat:{self._seat}", name)
        return parts[name]

    def offered(self) -> list[Option]:
        """Return the seat's options as the rules make them."""
        if self.made is None:
            self.made = options(self._state, self._seat)
        return self.made

    def __iter__(self) -> Iterator[str]:
        return iter(part_names(self._state, f"seat:{self._seat}"))

    def __len__(self) -> int:
        return len(part_names(self._state, f"seat:{self._seat}"))


class Sight:
    """What the seats of one table see: a part they share is made once, and again when an event touched it."""

    def __init__(self, state: TableState) -> None:
        self._state = state
        self._shared: dict[str, Any] = {}

    def of(self, seat: str) -> SeatView:
        """Return a seat's view, good until the next event."""
        return SeatView(self._state, seat, self._shared)

    def forget(self, event: Event) -> None:
        """Let go of the parts that an event touched."""
        shared = self._shared
        for name in touched(event):
            if name[-1] == ":":
                for one in [one for one in shared if one.startswith(name)]:
                    del shared[one]
            elif name in shared:
                del shared[name]


class Turns:
    """Counts what each seat did within a moment, so that every turn has draws of its own."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._moment = -1
        self._counts: dict[str, int] = {}

    def ask(self, bot: Bot, view: View) -> Choice | None:
        """Return what the bot does now, or None when it waits."""
        moment = view["table"]["moment"]
        if moment != self._moment:
            self._moment, self._counts = moment, {}
        turn = self._counts.get(bot.seat, 0)
        choice = bot.choose(view, seat_draw(self._seed, bot.seat, moment, turn))
        if choice is not None:
            self._counts[bot.seat] = turn + 1
        return choice


def play_out(start: TableState | Game, bots: Mapping[str, Bot], seed: int) -> TableState:
    """Play a table to its end and return it; a table that is given is played on in place.

    Every seat does one thing after the other, in seat order. When all wait though the table is not over,
    the facilitator says "Verder".

    Args:
        start: A table, or a game to start one of with this seed, which then keeps no list of causes.
        bots: A bot for every seat.
        seed: What the bots' draws are named by.

    Raises:
        ActionRefused: A bot did what it was not offered.
    """
    state = new_table(start, "table", seed, keep_causes=False) if isinstance(start, Game) else start
    turns, sight = Turns(seed), Sight(state)
    _fold(state, sight)
    while not state.ended:
        acted = False
        for seat in state.game.seats:
            view = sight.of(seat)
            choice = turns.ask(bots[seat], view)
            if choice is not None:
                acted = True
                _let_happen(state, to_action(seat, choice), sight, view.made)
        if not acted and not state.ended:
            _let_happen(state, Advance(), sight, None)
    return state


def to_action(seat: str, choice: Choice) -> Action:
    """Return the action of a seat's choice: JSON lists become tuples."""
    kind, body = choice
    action: Action = ACTIONS[kind](seat=seat, **{name: _frozen(value) for name, value in body.items()})
    return action


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value


def _let_happen(state: TableState, action: Action, sight: Sight, offered: list[Option] | None) -> None:
    for event in decide(state, action, offered=offered):
        evolve(state, event)
        sight.forget(event)
    _fold(state, sight)


def _fold(state: TableState, sight: Sight) -> None:
    while group := proceed(state):
        for event in group:
            evolve(state, event)
            sight.forget(event)
