"""A whole evening in minutes: the server's clocks go faster, and all else is as on a real one.

Five tables of a scenario of ninety minutes, with bots, three phones in Chromium and two facilitators who go
on when a clock is up; and twelve tables of ten, with a program that plays at each.
"""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from game.rules.chance import draw
from game.scenario.load import find
from game.session.scenario import played_from
from game.session.session import FACILITATOR
from game.session.sessions import verify_session
from game.session.sqlite import SqliteStore
from game.session.wire import Order
from server import arranging, steering
from server.rooms import Room
from server.timing import Timing
from tests.bench.evening import act, come_in
from tests.bench.test_bench_desk import ten_seats
from tests.server.browser import NEEDS_CHROMIUM, a_browser, a_tab_in
from tests.server.browsing import open_options
from tests.server.served import Client, Hosted, a_server
from tests.server.test_desk import Tables, press
from tests.server.test_pages import Browser
from tests.session.stories import drawn

pytestmark = [pytest.mark.bench, pytest.mark.slow]

SPEED, MOST_SECONDS = 40, 420
LIMITS: dict[str, Any] = {
    "bot_pace_ms": 1_200,
    "bots_keep_pace": True,
    "names": ("zaal.test",),
    "actions_per_second": 10_000,
    "burst": 10_000,
}


class Evening:
    """A group on a server whose clocks go faster, and what came of it."""

    def __init__(self, hosted: Hosted, store: SqliteStore) -> None:
        self.hosted = hosted
        self.store = store
        self.tables = Tables(hosted, hosted.opened.group)
        self.begun = time.monotonic()
        self.places: dict[str, list[tuple[int, str]]] = {}
        self.up: dict[str, tuple[int, int]] = {}

    async def rooms(self) -> list[Room]:
        return await self.tables.hall.rooms_of(self.tables.group)

    async def lead(self, go_on: Callable[[int], Any], most: float = MOST_SECONDS) -> None:
        """Go on at each table when its clock is up, until all have ended."""
        rooms = await self.rooms()
        while not all(room.session.state.table.ended for room in rooms):
            assert time.monotonic() - self.begun < most, [room.session.state.table.phase for room in rooms]
            for number, room in enumerate(rooms, start=1):
                state = room.session.state
                place = (state.table.round, state.table.phase)
                been = self.places.setdefault(room.name, [])
                if not been or been[-1] != place:
                    been.append(place)
                if not state.table.ended and state.clock.is_up(room.now()):
                    await go_on(number)
            await asyncio.sleep(0.1)

    async def told(self, what: str) -> str:
        """Check the logs, and return what came of it in a line."""
        rooms, minutes, records = await self.rooms(), [], 0
        for room in rooms:
            assert verify_session(self.store, room.name)["intact"]
            state = room.session.state
            minutes.append((state.last_at - state.began) / 60_000)
            records += state.head
        metrics, took = self.hosted.served.metrics, time.monotonic() - self.begun
        return (
            f"\n{what}: {min(minutes):.0f} to {max(minutes):.0f} minutes a table, all of it in {took:.0f} s,"
            f" {records} records;"
            f" orders p95 within {1000 * metrics.actions.most():.0f} ms of {metrics.actions.count},"
            f" pages p95 within {1000 * metrics.pages.most():.0f} ms of {metrics.pages.count},"
            f" as the server itself measured; load {os.getloadavg()[0]:.1f}\n"
        )


@NEEDS_CHROMIUM
def test_five_tables_play_ninety_minutes_with_bots_phones_and_two_facilitators(tmp_path: Path) -> None:
    async def tell() -> None:
        store, scenario = SqliteStore(tmp_path / "s.db"), played_from(find("noord-armoede"))
        async with (
            a_server(store, Timing(SPEED), **LIMITS) as hosted,
            a_browser(hosted.http, tmp_path / "browser") as browser,
        ):
            hosted.opened = await steering.open_group_played(hosted.served.hall, scenario, 5, seed=7)
            evening = Evening(hosted, store)
            tables, url = evening.tables, f"http://zaal.test:{hosted.served.port}/"
            one, two = Browser(hosted), Browser(hosted)
            await one.lead()
            await two.post("/f", [("key", await steering.give_leader(tables.hall, tables.group, "Bo"))])
            phones = [await a_tab_in(browser, hosted.http) for _ in range(3)]
            seats = list(scenario.game.seats)
            for number, tab in enumerate(phones):
                code = tables.hall.code(tables.group.sessions[number])
                await come_in(tab, f"{url}k/{code}", seats[number])
            await press(one, tables, "fill", "all")
            assert (await press(two, tables, "resume", "all"))["ok"]

            async def hands() -> None:
                while True:
                    for tab in phones:
                        await act(tab)
                    await asyncio.sleep(1.5)  # a minute at the table: people read and talk

            async def go_on(number: int) -> None:
                await press((one, two)[number % 2], tables, "advance", str(number))

            playing = asyncio.create_task(hands())
            await evening.lead(go_on)
            playing.cancel()
            with suppress(asyncio.CancelledError):
                await playing
            for tab in phones:
                await tab.until("document.querySelector('#back') !== null")  # the debrief
            began = tables.group.began_at
            for turn in range(MOST_SECONDS):  # they look back together until the ninety minutes are over
                if tables.hall.now() - began >= 90 * 60_000:
                    break
                await act(phones[turn % 3], only=("make_agreement", "answer_poll")[turn % 2])
                for number in (1, 2, 3):
                    await one.get(f"{tables.path}tafel/{number}/")
                await asyncio.sleep(0.7)
            for number in (1, 2, 3):
                assert (await tables.room(number)).session.state.agreements
            page = await one.get(f"{tables.path}vergelijk")
            assert "Tafel 5" in page.words
            done = {who for number in range(1, 6) for who in _leaders(evening, number)}
            assert done == {FACILITATOR, "facilitator:2"}
            ahead = [been for been in evening.places.values() if len(been) < 6]
            assert not ahead, ahead
            sys.stdout.write(await evening.told("five tables of seven, three phones"))
        store.close()

    asyncio.run(tell())


def _leaders(evening: Evening, number: int) -> set[str]:
    session = evening.tables.group.sessions[number - 1]
    actors = {one.actor for one in evening.store.answered(session)}
    return {one for one in actors if one.startswith(FACILITATOR)}


def test_twelve_tables_of_ten_play_to_the_end_with_a_program_at_each(tmp_path: Path) -> None:
    async def tell() -> None:
        store = SqliteStore(tmp_path / "s.db")
        async with a_server(store, Timing(SPEED), **LIMITS) as hosted:
            hall = hosted.served.hall
            hosted.opened = await steering.open_group_played(hall, ten_seats(), 12, seed=7)
            evening = Evening(hosted, store)
            sessions = evening.tables.group.sessions
            clients = [await hosted.join(await hall.take(one, "henk", "Bo")) for one in sessions]
            for session in sessions:
                await steering.fill(hall, session)
            group = evening.tables.group
            asked = arranging.Wanted("clocks-run-1", "resume", sessions, {}, {})
            await arranging.order(hall, group, FACILITATOR, asked)
            playing = [asyncio.create_task(_play(client, number)) for number, client in enumerate(clients)]

            async def go_on(number: int) -> None:
                room = await evening.tables.room(number)
                moment = room.session.state.table.moment
                await room.order(Order(uuid4().hex, FACILITATOR, "advance", {}, moment))

            await evening.lead(go_on)
            for one in playing:
                one.cancel()
            for client in clients:
                await client.until(lambda: client.parts["table"]["ended"])  # noqa: B023 - waited for here
                await client.act("make_agreement", text="Ik bel je.")
            sys.stdout.write(await evening.told("twelve tables of ten, twelve programs"))
        store.close()

    asyncio.run(tell())


async def _play(client: Client, number: int) -> None:
    """Do one thing after another that is offered, now and then, and say ready when there is nothing."""
    for turn in range(100_000):
        await asyncio.sleep(0.2)
        offered = open_options(client.parts) if "options" in client.parts else []
        if not offered:
            continue

        def chance(what: str, sides: int) -> int:
            return draw(7, what, f"program-{number}", turn, sides)  # noqa: B023 - it is called here

        option = offered[chance("option", len(offered))]
        body = {field["name"]: drawn(field, chance) for field in option["fields"]}
        await client.act(option["kind"], uuid4().hex, client.parts["table"]["moment"], **body)
