"""What drives a session at one screen, without the thread: orders in, messages out, one cycle at a time.

A cycle takes what is waiting, steps the session, stores the batch, and only then answers and shows. When the
store fails, nothing is answered: the orders wait, the session is folded again from the store, and it is tried
once more a little later. No rule lives here.
"""

import logging
from collections.abc import Mapping, Sequence
from typing import Any, Final

from game.i18n import Mendable
from game.session.observing import Watcher, observers
from game.session.orders import SEAT
from game.session.recover import recover
from game.session.session import Batch, Session
from game.session.store import Store
from game.session.unasked import OWN, RETRY_MS, Chooser, Unasked
from game.session.wire import Line, Message, Order, Refused

MOST_AT_ONCE: Final = 64
HUMAN_PACE_MS: Final = 1_200

_log = logging.getLogger(__name__)


class Driver:
    """Drives one session of one store for everybody who looks at this screen.

    Args:
        store: Where the session is kept.
        name: Its name there.
        session: The session, as the store has it.
        bots: A chooser for every seat that a bot may hold; one acts only while its seat is a bot's.
        pace_ms: How long a bot waits after what happened last: one move per cycle, at human pace.
        goes_on: Whether the facilitator's "Verder" comes by itself when all seats are bots' and wait.
    """

    def __init__(
        self,
        store: Store,
        name: str,
        session: Session,
        bots: Mapping[str, Chooser] | None = None,
        pace_ms: int = HUMAN_PACE_MS,
        goes_on: bool = False,
    ) -> None:
        self.session = session
        self._store = store
        self._name = name
        self._unasked = Unasked(bots or {}, lambda: pace_ms, goes_on, session.state.last_at)
        self._watchers = {observer: Watcher(observer) for observer in observers(session)}
        self._shown: dict[str, dict[str, Any]] = {}
        self._waiting: list[Order] = []
        self._lost = ""
        self._retry_at = 0

    def opening(self) -> list[Message]:
        """Return what a screen gets first: that the line is open, and a full view for every observer."""
        return [Line("open"), *self._views()]

    def cycle(self, orders: Sequence[Order], now: int) -> list[Message]:
        """Return the messages that come of these orders, and of bots and the clock when it is their time.

        Args:
            orders: What came in since the last cycle, oldest first.
            now: The time in milliseconds.
        """
        self._waiting += orders
        if self._lost and now < self._retry_at:
            return []
        messages: list[Message] = []
        if self._lost:
            messages += self._found_again(now)
        if not self._lost and not self._waiting:
            self._waiting += self._unasked.orders(self.session, self._shown_to, now)
        while self._waiting and not self._lost:
            messages += self._step(now)
        return messages

    def wait_ms(self, now: int) -> int | None:
        """Return how long nothing needs to be done unless an order comes in; None is for ever."""
        if self._lost:
            return max(0, self._retry_at - now)
        return self._unasked.wait_ms(self.session, now)

    # One step. ----------------------------------------------------------------------------------------

    def _step(self, now: int) -> list[Message]:
        """Step what is waiting and store it; the orders stay waiting until they are stored."""
        taken = self._waiting[:MOST_AT_ONCE]
        try:
            batch = self.session.step(taken, now)
            if batch.entry:
                self._store.append(self._name, batch.entry)
        except Mendable as trouble:
            return self._lose(trouble, now)
        except Exception:  # noqa: BLE001 - whatever it is, the others play on
            _log.exception("an order went wrong")
            return self._isolate(taken, now)
        del self._waiting[: len(taken)]
        if batch.happened:
            self._unasked.happened(now)
        messages: list[Message] = []
        for order, reply in zip(taken, batch.replies, strict=True):
            if not order.id.startswith(OWN):
                messages.append(reply)
            elif isinstance(reply, Refused):
                self._unasked.rest(order.actor, reply, self.session.state.head)
        return [*messages, *self._shows(batch)]

    def _isolate(self, taken: list[Order], now: int) -> list[Message]:
        """Take back a step that our own mistake broke, and refuse the one order that does it."""
        messages = self._found_again(now)
        if self._lost:
            return messages
        if len(taken) > 1:
            rest, self._waiting = self._waiting[1:], taken[:1]
            messages += self._step(now)
            self._waiting += rest
            return messages
        del self._waiting[:1]
        refused = Refused(taken[0].id, "our-fault", {})
        if refused.id.startswith(OWN):
            self._unasked.rest(taken[0].actor, refused, self.session.state.head)
            return messages
        return [*messages, refused]

    def _lose(self, trouble: Mendable, now: int) -> list[Message]:
        code = trouble.key.partition(".")[2].replace("_", "-")
        was, self._lost, self._retry_at = self._lost, code, now + RETRY_MS
        return [] if was == code else [Line("lost", code)]

    def _found_again(self, now: int) -> list[Message]:
        """Fold the session again from the store; what it holds is what happened."""
        try:
            self.session = recover(self._store, self._name)
        except Mendable as trouble:
            return self._lose(trouble, now)
        was_lost, self._lost = self._lost, ""
        return [*([Line("open")] if was_lost else []), *self._views()]

    # Showing. -----------------------------------------------------------------------------------------

    def _views(self) -> list[Message]:
        views = [watcher.view(self.session) for watcher in self._watchers.values()]
        self._shown = {view.observer: dict(view.parts) for view in views if view.observer.startswith(SEAT)}
        return list(views)

    def _shown_to(self, seat: str) -> Mapping[str, Any]:
        return self._shown[SEAT + seat]

    def _shows(self, batch: Batch) -> list[Message]:
        if not batch.happened:
            return []
        if batch.anew:
            return self._views()
        patches = [watcher.patch(self.session, batch.touched) for watcher in self._watchers.values()]
        for patch in patches:
            if patch.observer in self._shown:
                self._shown[patch.observer].update(patch.parts)
        return list(patches)
