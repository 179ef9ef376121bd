"""Plain stepping: one order at a time on a clock of its own, for `demo`, tests and whoever needs no thread.

The clock is virtual and the ids are numbered, so the same orders give the same log, to the last byte.
"""

from collections.abc import Mapping
from typing import Any

from game.session.observing import Watcher
from game.session.orders import Reply
from game.session.recover import recover
from game.session.scenario import Played
from game.session.session import Batch, Session, begin_session
from game.session.store import Store
from game.session.wire import Order

TICK_MS = 1000


class Stepper:
    """A session that is stepped by hand.

    Attributes:
        session: The session; it may be another object after each step.
        now: The virtual time, in milliseconds.
        count: The number of the last order.
    """

    def __init__(self, store: Store, name: str, session: Session) -> None:
        self.store = store
        self.name = name
        self.session = session
        self.now = session.state.last_at
        self.count = session.answers - 1  # the opening has no number
        self._shown: dict[str, tuple[Watcher, dict[str, Any]]] = {}

    @classmethod
    def begin(
        cls,
        store: Store,
        name: str,
        played: Played,
        seed: int,
        holders: Mapping[str, tuple[str, str]] | None = None,
    ) -> "Stepper":
        """Begin a session at time 0 and return it; for the arguments see `begin_session`."""
        session, batch = begin_session(played, seed, 0, holders)
        store.create(name, played.scenario.id, played.files, batch.entry)
        return cls(store, name, session)

    def order(self, actor: str, kind: str, moment: int | None = None, **body: Any) -> Reply:
        """Order something under a new id, a tick later, and return the answer.

        Raises:
            StoreError: It cannot be stored; the session is then as the store has it.
        """
        self.count += 1
        return self.send(Order(f"n{self.count}", actor, kind, body, moment))

    def send(self, order: Order) -> Reply:
        """Send an order as it is, a tick later, and return the answer; errors as with `order`."""
        self.now += TICK_MS
        batch = self.session.step([order], self.now)
        self._store(batch)
        return batch.replies[0]

    def parts(self, observer: str) -> Mapping[str, Any]:
        """Return what an observer is shown now, kept up to date by patches as a screen does."""
        if observer not in self._shown:
            watcher = Watcher(observer)
            self._shown[observer] = (watcher, dict(watcher.view(self.session).parts))
        return self._shown[observer][1]

    def _store(self, batch: Batch) -> None:
        if batch.entry:
            try:
                self.store.append(self.name, batch.entry)
            except BaseException:
                self.session = recover(self.store, self.name)
                self._shown.clear()
                raise
        for observer, (watcher, parts) in self._shown.items():
            if batch.anew:
                self._shown[observer] = (watcher, dict(watcher.view(self.session).parts))
            elif batch.happened:
                parts.update(watcher.patch(self.session, batch.touched).parts)
