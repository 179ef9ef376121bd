"""A table of bots alone keeps to the pace of the others, or of the clock, and does not end in seconds."""

import asyncio

from game.session.session import FACILITATOR
from game.session.wire import Order
from server import steering
from server.pacing import MOVES_OF_A_SEAT, pace_of
from server.rooms import Room
from tests.server.served import Hosted, until
from tests.server.test_desk import Tables, at_tables, press
from tests.server.test_pages import Browser


async def bots_and_a_person(tables: Tables) -> list[Room]:
    """Return the rooms: at the first sits one person, at the others bots alone."""
    await tables.hall.take(tables.group.sessions[0], "noor", "Bo")
    for session in tables.group.sessions:
        await steering.fill(tables.hall, session)
    return [await tables.room(number) for number in (1, 2, 3)]


async def settled(room: Room) -> tuple[int, str]:
    """Return where a table is once nothing happens any more."""
    head = -1
    while head != room.session.state.head:
        head = room.session.state.head
        await asyncio.sleep(0.1)
    return room.session.state.table.round, room.session.state.table.phase


def test_bots_alone_wait_at_the_start_of_a_phase_until_people_are_there_too() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader = Browser(hosted)
        await leader.lead()
        one, two, _ = await bots_and_a_person(tables)
        assert one.session.state.table.phase == "explore"  # it waits for Bo
        assert await settled(two) == (1, "dialogue")
        assert two.is_held
        assert "Wacht op de andere tafels" in (await leader.get(tables.path)).words
        await one.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))
        assert await settled(one) == (1, "dialogue")
        await hosted.served.house.look_who_is_there()
        assert await settled(two) == (1, "frame")
        said = await press(leader, tables, "advance", "all")  # those that are ahead do not go on too
        assert said["said"] == "Gelukt bij 1 tafel."
        await until(lambda: one.session.state.table.phase == "frame")
        assert not one.is_held

    at_tables(tell, bots_keep_pace=True, bot_pace_ms=0)


def test_where_it_is_set_bots_alone_just_play_on() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader = Browser(hosted)
        await leader.lead()
        said = await leader.post(
            tables.path + "regel", [("kind", "bots"), ("pace", "no"), ("free", "no")], quick=True
        )
        assert said["ok"]
        _, two, _ = await bots_and_a_person(tables)
        await until(lambda: two.session.state.table.ended)

    at_tables(tell, bots_keep_pace=True, bot_pace_ms=0)


def test_where_nobody_plays_bots_spread_what_they_do_over_the_clock() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        for session in tables.group.sessions:
            await steering.fill(tables.hall, session)
        room = await tables.room(1)
        seconds = room.session.state.clock.limit_seconds
        assert seconds > 0
        assert pace_of(tables.hall, room) == 1000 * seconds // (4 * MOVES_OF_A_SEAT)
        head = room.session.state.head
        await asyncio.sleep(0.2)
        assert room.session.state.head == head
        await tables.hall.take(room.name, "henk", "Bo")  # somebody comes: bots there are quick again
        await until(lambda: room.session.state.head > head + 1)

    at_tables(tell, bots_keep_pace=True, bot_pace_ms=0)


def test_free_seats_are_filled_when_the_clock_begins_to_run_if_that_is_set() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader = Browser(hosted)
        await leader.lead()
        room = await tables.room(1)
        await room.order(Order("stop-clock", FACILITATOR, "pause", {}))
        await tables.hall.take(room.name, "henk", "Bo")
        await leader.post(
            tables.path + "regel", [("kind", "bots"), ("pace", "yes"), ("free", "yes")], quick=True
        )
        assert (await press(leader, tables, "resume", "1"))["ok"]
        holders = {seat: held.holder for seat, held in room.session.state.seats.items()}
        assert holders.pop("henk") == "person"
        assert set(holders.values()) == {"bot:dialogue"}
        assert {held.holder for held in (await tables.room(2)).session.state.seats.values()} == {"empty"}

    at_tables(tell, bots_keep_pace=True, bot_pace_ms=0)
