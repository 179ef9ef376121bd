"""A demo for whoever watches: the same moves as without a screen, one at a time, at a pace people can follow.

It is a `Connection`, so a screen shows it like any session. The log is the same to the last byte as that of a
demo nobody watched, unless whoever watches orders something of their own, such as a step back.
"""

from collections.abc import Callable, Mapping
from typing import Final

from game.bots.bot import Reason
from game.bots.cast import Player
from game.bots.demo import WAITING, moves
from game.session.observing import observers
from game.session.session import FACILITATOR
from game.session.stepper import Stepper
from game.session.unasked import Chooser
from game.session.wire import Accepted, Line, Message, Order, View

LOOKED_AT: Final = ("carry_out", "reflect")
"""Phases in which people look at what happened; bots would be through at once."""


class ShownDemo:
    """A line to a demo in this very thread; `poll` plays the next move when its time has come.

    When there is something to look at, or all bots wait, nothing happens until an order `advance` comes:
    whoever watches goes on, or a clock does it for them. That order never does more than what comes next.

    Args:
        stepper: The session, just begun.
        bots: Who plays.
        pace_ms: How long each move is looked at.
        clock: Milliseconds on a clock that only goes forward.

    Attributes:
        why: The seat whose bot made the last move, and its reason; None when it was not a bot's.
    """

    def __init__(
        self, stepper: Stepper, bots: Mapping[str, Chooser], pace_ms: int, clock: Callable[[], int]
    ) -> None:
        self._stepper = stepper
        self._bots = bots
        self._moves = moves(stepper, bots)
        self._pace_ms = pace_ms
        self._clock = clock
        self._next_at = clock() + pace_ms
        self._is_waiting = False
        self._in: list[Order] = []
        self.why: tuple[str, Reason] | None = None
        self._out: list[Message] = [Line("open"), *self._views()]

    def now(self) -> int:
        """Return the time of the session: it goes by with the moves."""
        return self._stepper.now

    def send(self, order: Order) -> None:
        """Hand over an order of whoever watches."""
        self._in.append(order)

    def poll(self) -> list[Message]:
        """Do what was ordered, else the next move when it is time, and return what came of it.

        Raises:
            StoreError: It cannot be stored any more; what was played so far is kept.
        """
        taken, self._in = self._in, []
        head = self._stepper.session.state.head
        for order in taken:
            self._do(order)
        if not taken and not self._is_waiting and self._clock() >= self._next_at:
            self._play_on()
        if self._stepper.session.state.head != head:
            self._out += self._views()
        arrived, self._out = self._out, []
        return arrived

    def close(self) -> None:
        """End the line; what was played stays stored."""
        self._moves.close()

    def _do(self, order: Order) -> None:
        if (order.actor, order.kind) == (FACILITATOR, "advance"):
            self._play_on()  # what the demo does next; it numbers its orders itself
            self._out.append(Accepted(order.id, self._stepper.session.state.head))
            return
        self._out.append(self._stepper.send(order))
        self._is_waiting = False
        self._next_at = self._clock() + self._pace_ms

    def _play_on(self) -> None:
        state = self._stepper.session.state
        if not state.clock.paused and not state.table.ended:
            place, moves = self._place(), self._counted()
            self._is_waiting = next(self._moves, WAITING) == WAITING
            self.why = self._reason_since(moves)
            if self._place() != place and self._place()[1] in LOOKED_AT:
                self._is_waiting = True
        self._next_at = self._clock() + self._pace_ms

    def _counted(self) -> dict[str, int]:
        return {seat: bot.moves for seat, bot in self._bots.items() if isinstance(bot, Player)}

    def _reason_since(self, moves: Mapping[str, int]) -> tuple[str, Reason] | None:
        """Return who moved since then, and why."""
        for seat, bot in self._bots.items():
            if isinstance(bot, Player) and bot.moves > moves[seat] and bot.reason is not None:
                return seat, bot.reason
        return None

    def _place(self) -> tuple[int, str]:
        table = self._stepper.session.state.table
        return table.round, table.phase

    def _views(self) -> list[Message]:
        session = self._stepper.session
        return [View(one, session.state.head, dict(self._stepper.parts(one))) for one in observers(session)]
