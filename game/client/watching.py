"""Watching a session of this computer from another window: what everybody may know, and nothing else.

The window reads the file beside whoever writes it. It has neither a seat's view nor the texts that are still
hidden, so it cannot show them.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from game.client.opening import Play
from game.client.table import PROJECTOR
from game.i18n import Mendable
from game.scenario.model import Scenario
from game.session.retold import Retold
from game.session.store import Store, wall_clock
from game.session.wire import Line, Message, Order
from game.session.words import public

LOOKS_EVERY = 0.3
"""Seconds between two looks at the file."""


class Watching:
    """A `Connection` that only hears: the projector's view of a session that is stored elsewhere.

    Args:
        store: Where the session is kept; read only. It is closed with the connection.
        session: Its name there.
        steady: A clock in seconds that only goes forward.
    """

    def __init__(self, store: Store, session: str, steady: Callable[[], float] = time.monotonic) -> None:
        self.retold = Retold(store, session)
        self._store = store
        self._steady = steady
        self._next = 0.0
        self._shown = 0
        self._is_lost = False

    def send(self, order: Order) -> None:
        """Do nothing: who watches orders nothing."""

    def poll(self) -> list[Message]:
        """Return the whole view whenever something was stored since."""
        now = self._steady()
        if now < self._next:
            return []
        self._next = now + LOOKS_EVERY
        try:
            self.retold.read_on()
        except Mendable as trouble:
            was, self._is_lost = self._is_lost, True
            return [] if was else [Line("lost", trouble.key.partition(".")[2].replace("_", "-"))]
        messages: list[Message] = [Line("open")] if self._is_lost else []
        self._is_lost = False
        if self._shown < self.retold.last:
            self._shown = self.retold.last
            messages.append(self.retold.view(self._shown, PROJECTOR))
        return messages

    def close(self) -> None:
        """Read no more."""
        self._store.close()


def watched(session: str | None = None, database: str | None = None) -> Play:
    """Return a session of this computer as everybody may see it; None is the newest.

    Raises:
        Mendable: There is none, or it cannot be read.
    """
    from game.session.sessions import chosen, reading

    store = reading(database)
    try:
        line = Watching(store, chosen(store, session))
    except BaseException:
        store.close()
        raise
    scenario = Scenario.model_validate(public(line.retold.played.scenario))
    return Play(line, scenario, wall_clock, line.close, frozenset(), is_host=False)
