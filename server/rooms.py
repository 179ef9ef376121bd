"""A room: one live session, its one task, and everybody who is being told about it.

The task takes the orders that wait, steps the session, has the step stored, and only then answers and shows.
It awaits nothing but the store. A listener that does not keep up misses views, never the newest one: each
hears what changed since what it saw, so being slow costs memory for one packet.
"""

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Callable, Collection, Mapping
from typing import Final, Protocol, TypeAlias

from game.i18n import Mendable
from game.session.actions import PAIR, PERSON
from game.session.events import SeatTaken
from game.session.observing import Watcher
from game.session.orders import SEAT, Reply
from game.session.recover import recover
from game.session.session import FACILITATOR, Batch, Session
from game.session.shown import News, Shown
from game.session.store import Store
from game.session.unasked import RETRY_MS, Chooser, Unasked
from game.session.wire import Line, Order, Parts, Refused
from server.metrics import Metrics
from server.presence import ASKED, QUIET, WARM, Presence
from server.settings import Settings
from server.timing import Timing
from server.writing import Writer

MOST_AT_ONCE: Final = 64

BACK: Final = "back:"
"""What the id of an order begins with by which somebody has their seat back from the bot that kept it."""

_log = logging.getLogger(__name__)

_Asked: TypeAlias = tuple[Order, "asyncio.Future[Reply] | None"]


class Listener(Protocol):
    """Whoever is told: a socket, or the event stream of a web page."""

    observer: str
    actor: str
    seq: int
    tab: str
    """Which page or program it is; when it comes back, it takes nothing over."""

    def is_gone(self) -> bool:
        """Tell whether nobody hears it any more."""

    def is_free(self) -> bool:
        """Tell whether it took what it was told before; if not, it calls `Room.feed` once it has."""

    def tell(self, news: News) -> None:
        """Send news."""

    def nudge(self) -> None:
        """Have it look again: something beside the session is new for it."""

    def say(self, line: Line) -> None:
        """Send how the session is: whether it can be stored."""

    def end(self, line: Line) -> None:
        """Send why it ends, and end it."""


class Room:
    """One live session.

    Args:
        name: What it is called in the store.
        session: The session, as the store has it.
        store: Where it is folded from again after trouble.
        writer: What stores its steps.
        bots: A chooser for every seat.
        settings: Limits and pace.
        metrics: Where things are counted.
        seat_taken: Called when a seat got another holder: (seat, holder, id of the order).
        timing: The clocks.
    """

    def __init__(
        self,
        name: str,
        session: Session,
        store: Store,
        writer: Writer,
        bots: Mapping[str, Chooser],
        settings: Settings,
        metrics: Metrics,
        seat_taken: Callable[[str, str, str], None],
        timing: Timing,
    ) -> None:
        self.name = name
        self.session = session
        self.listeners: set[Listener] = set()
        self.taking = asyncio.Lock()  # held by who is taking a seat
        self._tabs: dict[str, str] = {}  # by seat: where it goes on
        self.presence = Presence(settings.question_after, settings.mark_after)
        self.warm: dict[str, str] = {}  # seats that a bot keeps for who held them, and as what
        self.watched_by: set[Callable[[], None]] = set()
        self.timing = timing
        self.now = timing.clock(session.state.last_at)
        self._away, self._away_ms = timing.away, timing.away_ms
        self.shown = Shown()
        self.shown.begin(session)
        self._store = store
        self._writer = writer
        self._settings = settings
        self._metrics = metrics
        self._seat_taken = seat_taken
        self.pace: Callable[[Room], int | None] = lambda _: settings.bot_pace_ms
        self._paced: int | None = None
        self._unasked = Unasked(bots, self._pace, False, session.state.last_at)
        self._waiting: deque[_Asked] = deque()
        self._wake = asyncio.Event()
        self._turn = asyncio.Lock()
        self._one_by_one = 0
        self._is_closing = False
        self._lost = ""
        self._task = asyncio.create_task(self._run(), name=f"room {name}")

    # For whoever comes in. ----------------------------------------------------------------------------

    async def order(self, order: Order) -> Reply:
        """Return the answer to an order, once it is stored."""
        if self.session.state.head >= self._settings.events:
            return Refused(order.id, "session-full", {})
        if self._is_closing:  # whoever asks again gets the room that comes after this one
            return Refused(order.id, "session-unreadable", {})
        begun = time.perf_counter()
        answer: asyncio.Future[Reply] = asyncio.get_running_loop().create_future()
        if order.actor.startswith(SEAT):
            self.sign(order.actor.removeprefix(SEAT))
        self._waiting.append((order, answer))
        self._wake.set()
        reply = await answer
        outcome = "refused" if isinstance(reply, Refused) else "accepted"
        self._metrics.count("actions_total", f'outcome="{outcome}"')
        self._metrics.actions.took(time.perf_counter() - begun)
        return reply

    def sign(self, seat: str) -> None:
        """Note that the person at a seat is there; a bot that kept it warm gives it back."""
        was_asked = seat in self.warm or self.presence.state(seat) in (ASKED, QUIET)
        self.presence.sign(seat, self.timing.seconds())
        holder = self.warm.pop(seat, "")
        if holder:
            self._waiting.append(
                (self._taking(seat, holder, f"{BACK}{seat}:{self.session.state.head}"), None)
            )
            self._wake.set()
        self.changed([seat] if was_asked else ())

    async def keep_warm(self, seat: str, bot: str) -> None:
        """Let a bot play for somebody who does not answer; their key goes on working."""
        holder = self.session.state.seats[seat].holder
        order = self._taking(seat, bot, f"{WARM}{seat}:{self.session.state.head}")
        if holder in (PERSON, PAIR) and not isinstance(await self.order(order), Refused):
            self.warm[seat] = holder
            self.changed([seat])

    def asks(self, seat: str) -> str:
        """Return what the person at a seat is asked: `asked` whether they are there, `warm`, or nothing."""
        if seat in self.warm:
            return "warm"
        return "asked" if self.presence.state(seat) in (ASKED, QUIET) else ""

    def _taking(self, seat: str, holder: str, id_: str) -> Order:
        person = self.session.state.seats[seat].person
        name = self.session.people.get(person, "") if person else ""
        return Order(id_, FACILITATOR, "take_seat", {"seat": seat, "holder": holder, "name": name})

    def changed(self, seats: Collection[str] = ()) -> None:
        """Tell whoever watches that something is new, beside the session too, and these seats themselves."""
        if seats:
            for listener in [one for one in self.listeners if one.actor.removeprefix(SEAT) in seats]:
                listener.nudge()
        for told in list(self.watched_by):
            told()

    async def listen(self, listener: Listener) -> bool:
        """Tell a listener everything from now on, and return whether it took a seat over from another.

        A seat is told on one device at a time; who listened before hears why it ends.
        """
        async with self._turn:  # between two steps: what is shown is what is stored
            before = [one for one in self.listeners if self._is_replaced(one, listener)]
            took_over = any(one.tab != listener.tab and not one.is_gone() for one in before)
            self._tabs[listener.observer] = listener.tab
            self.shown.watch(self.session, listener.observer)
            self.listeners.add(listener)
            if listener.actor.startswith(SEAT):
                self.presence.came(listener.actor.removeprefix(SEAT), self.timing.seconds())
            for one in before:
                self.leave(one)
                one.end(Line("lost", "taken-over"))
            self._metrics.count("takeovers_total", by=int(took_over))
            if self._lost:
                listener.say(Line("lost", self._lost))
            self.feed(listener)
            self.changed()
            return took_over

    def is_elsewhere(self, listener: Listener) -> bool:
        """Tell whether a seat goes on at another page or program than this one."""
        is_seat = listener.observer.startswith(SEAT)
        return is_seat and self._tabs.get(listener.observer, listener.tab) != listener.tab

    @staticmethod
    def _is_replaced(one: Listener, by: Listener) -> bool:
        return one is not by and by.observer.startswith(SEAT) and one.observer == by.observer

    def leave(self, listener: Listener) -> None:
        """Tell a listener no more; it may be gone already."""
        if listener in self.listeners and listener.actor.startswith(SEAT):
            self.presence.went(listener.actor.removeprefix(SEAT), self.timing.seconds())
        self.listeners.discard(listener)
        self.changed()
        if not any(one.observer == listener.observer for one in self.listeners):
            self.shown.unwatch(listener.observer)

    def feed(self, listener: Listener) -> None:
        """Send a listener what it has not seen, unless it is still busy with what it was sent before."""
        if listener not in self.listeners or not listener.is_free():
            return
        news = self.shown.news(listener.observer, listener.seq)
        if news is not None:
            listener.seq = news.seq
            listener.tell(news)

    @property
    def lost(self) -> str:
        """Why nothing can be stored now, as a code; empty when it can."""
        return self._lost

    def seats_here(self) -> list[str]:
        """Return the seats that are being told right now, in the order of the table."""
        here = {one.observer.removeprefix(SEAT) for one in self.listeners}
        return [seat for seat in self.session.state.seats if seat in here]

    def view(self, observer: str) -> Parts:
        """Return what an observer may know now, as it is stored; between two steps only."""
        return Watcher(observer).view(self.session).parts

    async def seen(self, observer: str) -> tuple[int, Parts]:
        """Return what an observer may know, and up to which record."""
        async with self._turn:
            return self.session.state.head, self.view(observer)

    async def close(self, why: str) -> None:
        """End the room: what is being stored is stored, everybody hears why."""
        self._is_closing = True
        self._wake.set()
        await self._task
        for _, answer in self._waiting:
            if answer is not None and not answer.done():
                answer.cancel()
        for listener in list(self.listeners):
            listener.end(Line("lost", why))
        self.listeners.clear()
        self.changed()

    @property
    def is_held(self) -> bool:
        """Whether its bots wait for other tables."""
        return self._pace() is None

    def look_again(self) -> None:
        """Go on if something changed without anything happening here: the bots' pace, or it was away."""
        if self.timing.away != self._away:
            self._wake.set()
        was = self._paced
        if self._pace() != was:
            self._wake.set()
            self.changed()

    def _pace(self) -> int | None:
        self._paced = self.pace(self)
        return self._paced

    # The task. ----------------------------------------------------------------------------------------

    async def _run(self) -> None:
        while not self._is_closing:
            if not self._waiting:
                await self._rest()
            self._wake.clear()
            async with self._turn:
                await self._cycle()
            await self._pause(RETRY_MS / 1000 if self._lost else 0)

    async def _pause(self, seconds: float) -> None:
        """Let answers go out and other rooms have their turn; after trouble, wait."""
        if not seconds:
            await asyncio.sleep(0)
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                while not self._is_closing:
                    await self._wake.wait()
                    self._wake.clear()

    async def _rest(self) -> None:
        wait = self._unasked.wait_ms(self.session, self.now())
        if self._lost or wait == 0 or self._is_closing:
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(None if wait is None else self.timing.real(wait)):
                await self._wake.wait()

    async def _cycle(self) -> None:
        if self._lost and not await self._find_again():
            return
        if self._lost and not self._waiting:
            self._found()
        self.timing.look()
        if self.timing.away != self._away and not await self._come_back():
            return
        if not self._waiting:
            own = self._unasked.orders(self.session, lambda seat: self.view(SEAT + seat), self.now())
            self._waiting.extend((order, None) for order in own)
        if not self._waiting:
            return
        most = 1 if self._one_by_one else MOST_AT_ONCE
        taken = [self._waiting.popleft() for _ in range(min(most, len(self._waiting)))]
        try:
            batch = self.session.step([order for order, _ in taken], self.now())
            if batch.entry:
                await self._writer.append(self.name, batch.entry)
        except Mendable as trouble:
            self._waiting.extendleft(reversed(taken))
            self._lose(trouble)
            await self._find_again()
        except Exception:  # noqa: BLE001 - whatever it is, the others play on
            _log.exception("an order went wrong")
            self._metrics.count("faults_total")
            await self._isolate(taken)
        else:
            if self._lost:
                self._found()
            self._one_by_one = max(0, self._one_by_one - 1)
            self._answer(taken, batch)
            await asyncio.sleep(0)
            self._show(batch)

    async def _come_back(self) -> bool:
        """Give the clock back what it had before this machine slept, and tell whether that is stored."""
        away = self.timing.away_ms - self._away_ms
        if self.session.state.clock.due is not None:
            try:
                batch = self.session.continued(self.now(), away)
                await self._writer.append(self.name, batch.entry)
            except Mendable as trouble:
                self._lose(trouble)
                await self._find_again()
                return False
            self._show(batch)
        self.presence.was_away(away / 1000)
        self._away, self._away_ms = self.timing.away, self.timing.away_ms
        return True

    def _answer(self, taken: list[_Asked], batch: Batch) -> None:
        if batch.happened:
            self._unasked.happened(self.now())
        for (order, answer), reply in zip(taken, batch.replies, strict=True):
            if answer is not None:
                if not answer.done():
                    answer.set_result(reply)
            elif isinstance(reply, Refused):
                self._unasked.rest(order.actor, reply, self.session.state.head)
        for one in batch.happened:
            if isinstance(one.event, SeatTaken):
                if not one.action_id.startswith(WARM):
                    self.warm.pop(one.event.seat, None)
                self._seat_taken(one.event.seat, one.event.holder, one.action_id)

    def _show(self, batch: Batch) -> None:
        if not batch.happened:
            return
        if batch.anew:
            self.shown.begin(self.session)
        else:
            self.shown.update(self.session, batch.touched)
        for listener in list(self.listeners):
            self.feed(listener)
        self.changed()

    # Trouble. -----------------------------------------------------------------------------------------

    async def _isolate(self, taken: list[_Asked]) -> None:
        """Take back a step that our own mistake broke, and refuse the one order that does it."""
        if len(taken) > 1:
            self._one_by_one = len(taken)
            self._waiting.extendleft(reversed(taken))
        else:
            [(order, answer)] = taken
            refused = Refused(order.id, "our-fault", {})
            if answer is not None and not answer.done():
                answer.set_result(refused)
            if answer is None:
                self._unasked.rest(order.actor, refused, self.session.state.head)
        await self._find_again()

    def _lose(self, trouble: Mendable) -> None:
        code = trouble.key.partition(".")[2].replace("_", "-")
        was, self._lost = self._lost, code
        if was != code:
            for listener in list(self.listeners):
                listener.say(Line("lost", code))

    async def _find_again(self) -> bool:
        """Fold the session again from the store; what it holds is what happened."""
        try:
            self.session = await asyncio.to_thread(recover, self._store, self.name)
        except Mendable as trouble:
            self._lose(trouble)
            return False
        self.shown.begin(self.session)
        for listener in list(self.listeners):
            self.feed(listener)
        return True

    def _found(self) -> None:
        """Tell everybody that things are stored again."""
        self._lost = ""
        for listener in list(self.listeners):
            listener.say(Line("open"))
