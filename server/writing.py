"""One thread that writes: what many sessions want stored goes to the disk together, in one transaction.

A disk takes a few milliseconds per commit whatever is in it. While it is busy the next steps gather, so a
hundred sessions cost hardly more commits than one, and nothing is answered before it is on the disk.
"""

import asyncio
import queue
import threading
from typing import Final, TypeAlias

from game.session.store import Entry, Store
from server.metrics import Metrics

_MOST = 256
_Asked: TypeAlias = tuple[str, Entry, "asyncio.Future[None]"]
_STOP: Final = None


class Writer:
    """Writes steps to a store for everybody on one event loop."""

    def __init__(self, store: Store, metrics: Metrics) -> None:
        self._store = store
        self._metrics = metrics
        self._loop = asyncio.get_running_loop()
        self._asked: queue.SimpleQueue[_Asked | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="writer", daemon=True)
        self._thread.start()

    async def append(self, session: str, entry: Entry) -> None:
        """Add a step to a session; when this returns it is safe from a crash.

        Raises:
            StoreError: It could not be stored.
        """
        done: asyncio.Future[None] = self._loop.create_future()
        self._asked.put((session, entry, done))
        await done

    async def close(self) -> None:
        """Write what was asked for and end."""
        self._asked.put(_STOP)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        is_open = True
        while is_open:
            taken, is_open = self._taken()
            if taken:
                self._write(taken)

    def _taken(self) -> tuple[list[_Asked], bool]:
        one = self._asked.get()
        taken: list[_Asked] = []
        try:
            while one is not _STOP:
                taken.append(one)
                if len(taken) == _MOST:
                    return taken, True
                one = self._asked.get_nowait()
        except queue.Empty:
            return taken, True
        return taken, False

    def _write(self, taken: list[_Asked]) -> None:
        faults: list[BaseException | None]
        try:
            faults = list(self._store.append_all([(session, entry) for session, entry, _ in taken]))
        except Exception as fault:  # noqa: BLE001 - whoever asked must hear it, whatever it is
            faults = [fault] * len(taken)
        self._loop.call_soon_threadsafe(self._tell, taken, faults)

    def _tell(self, taken: list[_Asked], faults: list[BaseException | None]) -> None:
        self._metrics.count("commits_total")
        self._metrics.count("committed_steps_total", by=len(taken))
        for (_, _, done), fault in zip(taken, faults, strict=True):
            if done.done():
                continue
            if fault is None:
                done.set_result(None)
            else:
                done.set_exception(fault)
