"""What comes by itself in a session: the clock's order when time is up, and the moves of bots at their pace.

Whoever drives a session, one screen or a server, asks for these between the orders that people send.
"""

import logging
from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from game.session.actions import BOT
from game.session.orders import SEAT
from game.session.session import FACILITATOR, Session
from game.session.wire import Order, Refused

Move: TypeAlias = tuple[str, Mapping[str, Any]]
"""What a bot does: a kind of action and its fields."""

Chooser: TypeAlias = Callable[[Mapping[str, Any]], Move | None]
"""A bot as the session knows it: its seat's view to a move, or None to wait."""

RETRY_MS: Final = 1_000
OWN: Final = ("bot:", "timer:")
"""What the ids of these orders begin with; an order of a person never does."""

_log = logging.getLogger(__name__)


class Unasked:
    """What comes by itself in one session.

    Args:
        bots: A chooser for every seat that a bot may hold; one acts only while its seat is a bot's.
        pace: Tells how many milliseconds a bot waits after what happened last; None while bots wait at all.
        goes_on: Whether the facilitator's "Verder" comes by itself when all seats are bots' and wait.
        now: The time in milliseconds of what happened last.
    """

    def __init__(
        self, bots: Mapping[str, Chooser], pace: Callable[[], int | None], goes_on: bool, now: int
    ) -> None:
        self._bots = dict(bots)
        self._pace = pace
        self._goes_on = goes_on
        self._since = now
        self._idle_at = -1  # the head at which every bot waited
        self._resting: dict[str, int] = {}  # actors whose move was refused, and at which head
        self._next = 0

    def happened(self, now: int) -> None:
        """Let bots take their time after what just happened."""
        self._since = now

    def rest(self, actor: str, reply: Refused, head: int) -> None:
        """Let a bot rest until something happens, so that it does not make a wrong move for ever."""
        _log.warning("%s by %s was refused: %s %s", reply.id, actor, reply.code, reply.facts)
        self._resting[actor] = head

    def wait_ms(self, session: Session, now: int) -> int | None:
        """Return how long nothing comes by itself unless something happens; None is for ever."""
        times: list[int] = []
        pace = self._pace() if self._idle_at != session.state.head and self._seats(session) else None
        if pace is not None:
            times.append(self._since + pace)
        due = session.state.clock.due
        if due is not None and session.played.scenario.at_time_up == "advance":
            times.append(due if due > now else now + RETRY_MS)
        return max(0, min(times) - now) if times else None

    def orders(self, session: Session, view_of: Callable[[str], Mapping[str, Any]], now: int) -> list[Order]:
        """Return what comes by itself now: time is up, or one bot's move.

        Args:
            session: The session as it is stored.
            view_of: What a seat may know, by the seat's id.
            now: The time in milliseconds.
        """
        timer = session.timer(now)
        if timer:
            return [timer]
        head = session.state.head
        if self._idle_at == head or session.state.clock.paused:
            return []
        pace = self._pace()
        if pace is None or now < self._since + pace:
            return []
        seats = self._seats(session)
        for place in range(len(seats)):
            seat = seats[(self._next + place) % len(seats)]
            if self._resting.get(SEAT + seat) == head:
                continue
            move = self._chosen(seat, view_of)
            if move is not None:
                self._next = (seats.index(seat) + 1) % len(seats)
                kind, body = move
                return [Order(f"bot:{head}", SEAT + seat, kind, body)]
        self._idle_at = head
        alone = len(seats) == len(session.state.seats)
        if self._goes_on and alone and not session.state.table.ended:
            return [Order(f"bot:{head}", FACILITATOR, "advance", {})]
        return []

    def _seats(self, session: Session) -> list[str]:
        held = session.state.seats
        return [seat for seat in self._bots if held[seat].holder.startswith(BOT)]

    def _chosen(self, seat: str, view_of: Callable[[str], Mapping[str, Any]]) -> Move | None:
        try:
            return self._bots[seat](view_of(seat))
        except Exception:  # noqa: BLE001 - a bot that fails must not end the game of people
            _log.exception("the bot on seat %s failed", seat)
            return None
