"""Stand-ins for what is slow, far away or breaks."""

from collections import deque
from collections.abc import Callable
from typing import Any

from game.session.driver import Driver
from game.session.memory import MemoryStore
from game.session.store import Entry, StoreError
from game.session.wire import Message, Order


class DelayingConnection:
    """A `Connection` over a slow line, without a thread: everything takes a number of polls each way.

    Orders reach the session `there` polls after they were sent, and messages come back `back` polls later.
    A poll takes 20 ms of the clock that the session sees.
    """

    def __init__(self, driver: Driver, there: int = 3, back: int = 3) -> None:
        self.driver = driver
        self.now = driver.session.state.last_at
        self.is_open = True
        self._there, self._back = there, back
        self._polls = 0
        self._going: deque[tuple[int, Order]] = deque()
        self._coming: deque[tuple[int, Message]] = deque((back, one) for one in driver.opening())

    def send(self, order: Order) -> None:
        """Hand over an order; nothing of it is seen for a while."""
        if self.is_open:
            self._going.append((self._polls + self._there, order))

    def poll(self) -> list[Message]:
        """Return what is due to arrive now."""
        self._polls += 1
        self.now += 20
        arrived = [self._going.popleft()[1] for due, _ in list(self._going) if due <= self._polls]
        if self.is_open:
            made = self.driver.cycle(arrived, self.now)
            self._coming.extend((self._polls + self._back, message) for message in made)
        return [self._coming.popleft()[1] for due, _ in list(self._coming) if due <= self._polls]

    def close(self) -> None:
        """End the line: what is still on the way is lost, as on a real one."""
        self.is_open = False
        self._going.clear()


class FailingStore(MemoryStore):
    """A store that fails when told to: before it stores, or after (stored, but nobody is told)."""

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self.after_storing = False
        self.before_append: Callable[[Entry], Any] = lambda _: None

    def append(self, session: str, entry: Entry) -> None:
        """Store, unless it must fail now."""
        self.before_append(entry)
        if self.code and not self.after_storing:
            raise StoreError(self.code, path="/vol")
        super().append(session, entry)
        if self.code:
            raise StoreError(self.code, path="/vol")
