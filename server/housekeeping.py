"""Keeping house: what a server does by itself beside what people order, once an hour and once a second.

It erases sessions in which nothing was done for long, and looks at each table who is quiet.
"""

import asyncio
import contextlib
from collections.abc import Sequence
from functools import partial
from typing import Final

from game.i18n import Mendable
from server.hall import FILLER, Hall
from server.logs import note
from server.presence import is_awaited
from server.rooms import Room

_DAY_MS: Final = 24 * 3600 * 1000
_SWEEP_SECONDS: Final = 3600
_LOOK_SECONDS: Final = 1.0
_LOOK_AT_ONCE: Final = 20  # tables


class Housekeeper:
    """Keeps the house of one server, from when it is made until it is closed.

    Args:
        hall: Its sessions.
    """

    def __init__(self, hall: Hall) -> None:
        self._hall = hall
        self._tasks = (
            asyncio.create_task(self._sweep(), name="retention"),
            asyncio.create_task(self._look(), name="presence"),
        )

    async def close(self) -> None:
        """Look and erase no more."""
        for task in self._tasks:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task

    async def sweep(self) -> int:
        """Erase the joined sessions in which nothing was done for so many days, and return how many."""
        hall = self._hall
        oldest = hall.now() - hall.settings.retention_days * _DAY_MS
        kept = await asyncio.to_thread(hall.store.sessions)
        gone = [one.id for one in kept if one.id in hall.doors() and one.last_at < oldest]
        for session in gone:
            await hall.delete(session)
        return len(gone)

    async def _sweep(self) -> None:
        while True:
            try:
                await self.sweep()
            except Mendable as trouble:
                note("retention-failed", code=trouble.key)
            await asyncio.sleep(_SWEEP_SECONDS)

    async def look_who_is_there(self, rooms: Sequence[Room] | None = None) -> None:
        """Ask who is waited for and quiet; where it is wanted, let a bot keep the seat of who stays so.

        Args:
            rooms: Where to look; everywhere when it is left out.
        """
        for room in self._hall.rooms() if rooms is None else rooms:
            await asyncio.sleep(0)  # between two rooms, moves of all others go on
            room.look_again()
            if not room.listeners or room.lost:
                continue
            now, state, presence = self._hall.timing.seconds(), room.session.state, room.presence
            holders = {seat: held.holder for seat, held in state.seats.items()}
            waits = partial(is_awaited, state.table)
            changed = presence.look(holders, waits, now, is_paused=state.clock.paused)
            if changed:
                room.changed(changed)
            group = self._hall.group_of(room.name)
            if group is None or not group.keeps_warm:
                continue
            for seat in holders:
                if presence.quiet_for(seat, now) >= presence.warm_after(group.keeps_warm):
                    note("kept-warm", session=room.name, seat=seat)
                    async with asyncio.timeout(_LOOK_SECONDS):
                        await room.keep_warm(seat, FILLER)

    async def _look(self) -> None:
        turn = 0
        while True:
            await asyncio.sleep(_LOOK_SECONDS)
            self._hall.timing.look()
            rooms = self._hall.rooms()
            parts = 1 + len(rooms) // _LOOK_AT_ONCE  # a full server looks at a part of its tables each time
            turn += 1
            try:
                await self.look_who_is_there(rooms[turn % parts :: parts])
            except Exception as fault:  # noqa: BLE001 - looking must not end for whoever comes later
                note("fault", what=type(fault).__name__, path="presence")
