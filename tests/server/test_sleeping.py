"""A server that slept: what a table had left it has left, nobody is blamed; and clocks can go faster."""

import asyncio
import json

import pytest

from game.session.memory import MemoryStore
from game.session.session import FACILITATOR
from game.session.sessions import verify_session
from game.session.store import Store
from game.session.wire import Order
from server.presence import HERE
from server.timing import Timing
from tests.server.served import a_server, until
from tests.session.stories import two_rounds


class Machine:
    """A machine whose clocks a test moves on, beside that they go as always."""

    def __init__(self) -> None:
        self.counts_sleep = True
        self.slept = 0.0
        self._loop = asyncio.get_running_loop()

    def steady(self) -> float:
        return self._loop.time() + (self.slept if self.counts_sleep else 0)

    def wall(self) -> int:
        return 1_700_000_000_000 + int((self._loop.time() + self.slept) * 1000)


@pytest.mark.parametrize(  # Windows and Linux say otherwise how long it was
    "counts_sleep", [True, pytest.param(False, marks=pytest.mark.bench)]
)
def test_a_laptop_that_sleeps_for_a_minute_ends_no_phase_and_gives_its_time_back(counts_sleep: bool) -> None:
    store: Store = MemoryStore()

    async def told() -> None:
        machine = Machine()
        machine.counts_sleep = counts_sleep
        timing = Timing(1, machine.steady, machine.wall)
        async with a_server(store, timing, bot_pace_ms=60_000) as hosted:
            hall = hosted.served.hall
            hosted.opened = await hall.open_played(two_rounds(at_time_up="advance"), seed=7)
            room = await hall.room(hosted.opened.session)
            client = await hosted.sit("noor", "Bo")
            await room.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))
            begun = _kinds(store, room.name).count("session_continued")
            place = (room.session.state.table.round, room.session.state.table.phase)
            left = room.session.state.clock.left_at(room.now())
            assert left is not None
            machine.slept += left / 1000 + 60  # far past the end of the beat
            await until(lambda: _kinds(store, room.name).count("session_continued") == begun + 1)
            after = room.session.state.clock.left_at(room.now())
            assert after is not None
            assert left - 3_000 < after <= left + 2_000
            assert (room.session.state.table.round, room.session.state.table.phase) == place
            assert room.presence.state("noor") == HERE
            await client.until(lambda: client.parts["clock"]["due_ms"] == room.session.state.clock.due)
            assert "accepted" in await client.act("ready")
            machine.slept += 3  # a moment's delay is no sleep
            timing.look()
            await room.order(Order("after-that", FACILITATOR, "add_remark", {"text": "verder"}))
            assert _kinds(store, room.name).count("session_continued") == begun + 1
        assert verify_session(store, hosted.opened.session)["intact"]

    asyncio.run(told())


def test_a_table_whose_clock_stands_notes_nothing_when_the_machine_slept() -> None:
    store: Store = MemoryStore()

    async def told() -> None:
        machine = Machine()
        async with a_server(store, Timing(1, machine.steady, machine.wall)) as hosted:
            room = await hosted.served.hall.room(hosted.opened.session)
            await room.order(Order("stop-clock", FACILITATOR, "pause", {}))
            left, noted = room.session.state.clock.left, _kinds(store, room.name).count("session_continued")
            machine.slept += 3600
            await room.order(Order("go-on-clock", FACILITATOR, "resume", {}))
            after = room.session.state.clock.left_at(room.now())
            assert left is not None
            assert after is not None
            assert left - 1_000 < after <= left
            assert _kinds(store, room.name).count("session_continued") == noted

    asyncio.run(told())


def test_clocks_that_go_faster_bring_a_table_to_its_next_phase_sooner() -> None:
    async def told() -> None:
        async with a_server(None, Timing(600), bot_pace_ms=600_000) as hosted:
            hall = hosted.served.hall
            hosted.opened = await hall.open_played(two_rounds(at_time_up="advance"), seed=7)
            room = await hall.room(hosted.opened.session)
            await room.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))
            before = room.session.state.table.phase
            await until(lambda: room.session.state.table.phase != before)  # six minutes, in 0.6 s

    asyncio.run(told())


def _kinds(store: Store, session: str) -> list[str]:
    return [json.loads(link.text)["kind"] for link in store.links(session)]
