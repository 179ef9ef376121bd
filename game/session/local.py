"""One screen and its session in one program: a thread drives, two queues lie between."""

import logging
import queue
import threading
import time
from collections.abc import Callable

from game.session.driver import MOST_AT_ONCE, Driver
from game.session.store import wall_clock
from game.session.wire import Line, Message, Order, arrived

_log = logging.getLogger(__name__)
_LONGEST_WAIT = 3600.0  # seconds


def steady_clock(after: int = 0) -> Callable[[], int]:
    """Return a clock in milliseconds since 1970 UTC that never goes back or jumps while it is used.

    Args:
        after: It starts at this time at the earliest: a session's last record.
    """
    start, begun = max(wall_clock(), after), time.monotonic_ns()
    return lambda: start + (time.monotonic_ns() - begun) // 1_000_000


class LocalConnection:
    """A `Connection` to a session in this program, for every observer at one screen.

    The thread starts at once; `close` ends it after what was sent before. The store stays open: closing it
    is for whoever opened it.
    """

    def __init__(self, driver: Driver, now: Callable[[], int] | None = None) -> None:
        self._driver = driver
        self.now = now or steady_clock(driver.session.state.last_at)
        self._in: queue.SimpleQueue[Order | None] = queue.SimpleQueue()
        self._out: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="session", daemon=True)
        self._thread.start()

    def send(self, order: Order) -> None:
        """Hand over an order; its answer comes through `poll`."""
        self._in.put(order)

    def poll(self) -> list[Message]:
        """Return what arrived since the last poll, oldest first, without waiting."""
        return arrived(self._out)

    def close(self) -> None:
        """End the line once what was sent is stored or lost; safe to call again."""
        self._in.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            self._drive()
        except Exception:  # noqa: BLE001 - the screen must hear that its session is gone
            _log.exception("the session's thread ended")
            self._out.put(Line("lost", "our-fault"))

    def _drive(self) -> None:
        self._put(self._driver.opening())
        open_ = True
        while open_:
            orders, open_ = self._taken()
            self._put(self._driver.cycle(orders, self.now()))

    def _taken(self) -> tuple[list[Order], bool]:
        """Return what came in, waiting for the first as long as nothing else is to be done."""
        wait = self._driver.wait_ms(self.now())
        orders: list[Order] = []
        try:
            order = self._in.get(timeout=_LONGEST_WAIT if wait is None else wait / 1000)
            while order is not None:
                orders.append(order)
                if len(orders) == MOST_AT_ONCE:
                    return orders, True
                order = self._in.get_nowait()
        except queue.Empty:
            return orders, True
        return orders, False

    def _put(self, messages: list[Message]) -> None:
        for message in messages:
            self._out.put(message)
