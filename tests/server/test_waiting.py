"""The waiting room: who comes when there is no seat waits by name, and goes on by themselves."""

import asyncio
from typing import Any

from pydantic import TypeAdapter

from game.session.memory import MemoryStore
from game.session.session import FACILITATOR
from game.session.store import Store
from game.session.wire import Order
from server import steering, waiting
from server.hall import hash_of
from server.messages import Waiting, Waits
from tests.server.served import Hosted, a_server, story, until
from tests.server.test_desk import Tables, at_tables, press
from tests.server.test_pages import Browser


async def all_locked(hosted: Hosted, tables: Tables) -> Browser:
    """Return the facilitator's browser, with every door locked."""
    leader = Browser(hosted)
    await leader.lead()
    assert (await press(leader, tables, "lock", "all"))["ok"]
    return leader


async def waits(hosted: Hosted, code: str, name: str) -> Browser:
    """Return the browser of somebody who waits."""
    who = Browser(hosted)
    page = await who.get(f"/k/{code}")
    assert "Ik wacht hier" in page.words
    await who.post(f"/k/{code}/wacht", [("name", name)])
    assert who.at == f"/k/{code}/wacht"
    return who


async def at_desk(leader: Browser, tables: Tables, kind: str, key: str = "", **more: str) -> dict[str, Any]:
    """Press a button of the part with who waits."""
    page = await leader.get(tables.path)
    form = next(one for one in page.forms if one.kind == kind and key in one.attributes["data-key"])
    sent = [(one["name"], one.get("value", "")) for _, one, _ in form.inputs if one.get("name")]
    sent = [one for one in sent if one[0] not in more] + list(more.items())
    said: dict[str, Any] = await leader.post(tables.path + "regel", sent, quick=True)
    return said


# By page. ---------------------------------------------------------------------------------------------


def test_who_waits_at_a_closed_door_chooses_a_seat_as_soon_as_it_opens() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader, code = await all_locked(hosted, tables), hosted.opened.code
        bo = await waits(hosted, code, "Bo")
        page = await bo.get(f"/k/{code}")
        assert bo.at == f"/k/{code}/wacht"  # the code again, and the same place in the row
        assert "Even wachten, Bo" in page.words
        assert "Je bent nummer 1 die wacht." in page.words
        assert "Bo" in (await leader.get(tables.path)).words
        async with bo.http.get(f"{hosted.url}/k/{code}/wacht/news") as stream:
            assert b'"waits"' in await _next(stream)
            assert (await press(leader, tables, "unlock", "all"))["ok"]
            assert b'"open"' in await _next(stream)
        page = await bo.get(f"/k/{code}/wacht")
        assert bo.at == f"/k/{code}"
        assert "Kies een tafel" in page.words
        await bo.post(f"/k/{tables.hall.code(tables.group.sessions[0])}", [("seat", "henk"), ("name", "Bo")])
        assert bo.at.endswith("/henk/")
        assert tables.group.waiting == ()

    at_tables(tell)


async def _next(stream: Any) -> bytes:
    """Return the next news that a stream tells."""
    async with asyncio.timeout(5):
        while True:
            line = bytes(await stream.content.readline())
            if line.startswith(b"data:"):
                return line


def test_the_facilitator_gives_a_seat_with_one_tap_also_where_the_door_is_locked() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader, code = await all_locked(hosted, tables), hosted.opened.code
        bo, cas = await waits(hosted, code, "Bo"), await waits(hosted, code, "Cas")
        start = tables.group.waiting[1].hash[:16]
        said = await at_desk(leader, tables, "seat_one", start, table="2")
        assert said["said"].startswith("Cas zit nu aan tafel 2 als ")
        await cas.get(f"/k/{code}/wacht")
        assert cas.at.startswith(f"/s/{tables.group.sessions[1]}/")
        assert await cas.status(cas.at) == 200
        assert "Je bent nummer 1" in (await bo.get(f"/k/{code}/wacht")).words
        room = await tables.room(2)
        assert "Cas" in room.session.people.values()
        page = await cas.get(f"/k/{code}")
        assert "Tafel 2: Verder als" in page.words
        again = await leader.post(tables.path + "regel", [("kind", "seat_one"), ("who", start)], quick=True)
        assert (again["ok"], again["code"]) == (False, "not-waiting")

    at_tables(tell)


def test_who_comes_late_gets_a_seat_of_a_bot_and_else_a_table_is_added() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader, code = Browser(hosted), hosted.opened.code
        await leader.lead()
        for session in tables.group.sessions:
            for seat in (await tables.hall.room(session)).session.state.seats:
                await tables.hall.take(session, seat, "Gast")
        bo = await waits(hosted, code, "Bo")
        page = await leader.get(tables.path)
        assert "1 wacht op een plek" in page.words
        assert "Geef een plek" not in page.words  # there is none
        room = await tables.room(3)
        await room.order(
            Order("bot-for-henk", FACILITATOR, "take_seat", {"seat": "henk", "holder": "bot:dialogue"})
        )
        assert (await at_desk(leader, tables, "seat_one"))["said"] == "Bo zit nu aan tafel 3 als Henk."
        await bo.get(f"/k/{code}/wacht")
        assert bo.at == f"/s/{room.name}/henk/"
        cas = await waits(hosted, code, "Cas")
        said = await at_desk(leader, tables, "add_table")
        assert said["said"] == "Tafel 4 staat klaar. De klok daar staat stil."
        await cas.get(f"/k/{code}/wacht")
        page = await cas.get(cas.at)
        assert "Tafel 4: 4 van de 4 plekken vrij" in page.words
        seeds = {(await tables.room(number)).session.state.table.seed for number in (1, 4)}
        assert len(seeds) == 1
        assert (await tables.room(4)).session.state.clock.paused

    at_tables(tell)


def test_where_seats_are_given_who_waits_gets_them_in_the_order_of_the_row() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader, code = await all_locked(hosted, tables), hosted.opened.code
        await leader.post(tables.path + "regel", [("kind", "seating"), ("how", "give")], quick=True)
        people = [await waits(hosted, code, name) for name in ("Ada", "Bas", "Cor")]
        for session in tables.group.sessions:  # one seat is left in all
            for seat in list((await tables.hall.room(session)).session.state.seats)[
                session == tables.group.sessions[0] :
            ]:
                await tables.hall.let_sit(session, seat, hash_of(session + seat))
        streams = [await who.http.get(f"{hosted.url}/k/{code}/wacht/news") for who in people]
        for stream in streams:
            assert b'"waits"' in await _next(stream)
        assert (await press(leader, tables, "unlock", "all"))["ok"]
        assert b'"seat"' in await _next(streams[0])
        assert [one.name for one in tables.group.waiting] == ["Bas", "Cor"]
        await people[0].get(f"/k/{code}/wacht")
        assert people[0].at.startswith(f"/s/{tables.group.sessions[0]}/")
        assert "Je bent nummer 1" in (await people[1].get(f"/k/{code}/wacht")).words
        for stream in streams:
            stream.close()

    at_tables(tell)


def test_who_is_taken_off_the_list_or_comes_to_a_closed_evening_waits_no_more() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader, code = await all_locked(hosted, tables), hosted.opened.code
        bo = await waits(hosted, code, "Bo")
        assert (await at_desk(leader, tables, "send_away"))["ok"]
        page = await bo.get(f"/k/{code}/wacht")
        assert bo.at == f"/k/{code}"
        assert "Ik wacht hier" in page.words
        await waits(hosted, code, "Bo")
        await leader.post(tables.path + "regel", [("kind", "close"), ("sure", "yes")], quick=True)
        assert tables.group.waiting == ()
        assert await bo.status(f"/k/{code}/wacht") == 404 or "gesloten" in (await bo.get(f"/k/{code}")).words

    at_tables(tell)


def test_who_waits_at_a_table_by_itself_is_seen_and_seated_there() -> None:
    async def tell(hosted: Hosted) -> None:
        code, path = hosted.opened.code, f"/f/{hosted.opened.session}/"
        leader = Browser(hosted)
        await leader.lead()
        assert (await leader.post(path + "regel", [("kind", "lock"), ("at", "all")], quick=True))["ok"]
        bo = await waits(hosted, code, "Bo")
        page = await leader.get(path)
        assert "1 wacht op een plek" in page.words
        assert "Zet er een tafel bij" not in page.words
        form = next(one for one in page.forms if one.kind == "seat_one")
        sent = [(one["name"], one.get("value", "")) for _, one, _ in form.inputs]
        assert (await leader.post(path + "regel", sent, quick=True))["ok"]
        await bo.get(f"/k/{code}/wacht")
        assert bo.at.startswith(f"/s/{hosted.opened.session}/")

    story(tell)


def test_a_row_has_an_end_and_looking_puts_nobody_in_it() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        await all_locked(hosted, tables)
        guest = Browser(hosted)
        await guest.get(f"/k/{hosted.opened.code}")
        await guest.get(f"/k/{hosted.opened.code}/wacht")
        assert tables.group.waiting == ()
        for number in range(waiting.MOST_WAITING):
            await waiting.wait(tables.hall, tables.group, f"Gast {number}")
        page = await guest.post(f"/k/{hosted.opened.code}/wacht", [("name", "Te veel")])
        assert "wachten al heel veel mensen" in page.words

    at_tables(tell)


# Two facilitators, and a crash. -----------------------------------------------------------------------


def test_two_facilitators_who_seat_one_person_give_one_seat_and_add_one_table() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        await all_locked(hosted, tables)
        await waits(hosted, hosted.opened.code, "Bo")
        hall, group, who = tables.hall, tables.group, tables.group.waiting[0]
        both = await asyncio.gather(
            waiting.give_seat(hall, group, who, group.sessions[0]),
            waiting.give_seat(hall, group, who, group.sessions[1]),
            return_exceptions=True,
        )
        assert [getattr(one, "code", "") for one in both] == ["", "not-waiting"]
        rooms = [await tables.room(number) for number in (1, 2, 3)]
        assert sum(steering.people_at(room) for room in rooms) == 1
        added = await asyncio.gather(
            steering.add_table(hall, group), steering.add_table(hall, group), return_exceptions=True
        )
        assert [getattr(one, "code", "") for one in added] == [group.code, "done-already"]
        assert len(tables.group.sessions) == 4

    at_tables(tell)


def test_who_waits_keeps_the_place_past_a_crash_of_the_server() -> None:
    store: Store = MemoryStore()
    kept: dict[str, Any] = {}

    async def before(hosted: Hosted, tables: Tables) -> None:
        await all_locked(hosted, tables)
        kept["token"] = await waiting.wait(tables.hall, tables.group, "Bo")
        kept.update(code=hosted.opened.code, id=tables.id)

    at_tables(before, store)

    async def after() -> None:
        async with a_server(store) as hosted:
            hall, hash_ = hosted.served.hall, hash_of(kept["token"]).hex()
            group = hall.group(kept["id"])
            assert group is not None
            assert (await waiting.stand_of(hall, hash_, group.id)).state == "waits"
            session, seat = await waiting.give_seat(hall, group, group.waiting[0])
            key = hall.key(kept["token"])
            assert key is not None
            assert (key.session, key.actor) == (session, f"seat:{seat}")

    asyncio.run(after())


# By program. ------------------------------------------------------------------------------------------


def test_a_program_waits_and_its_token_opens_the_seat_that_it_gets() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        code = hosted.opened.code
        status, refused = await hosted.post("/api/wait", code=code, name="Bo")
        assert (status, refused["refused"]) == (409, "seats-are-free")
        leader = await all_locked(hosted, tables)
        status, found = await hosted.post("/api/wait", code=code, name="Bo")
        assert status == 200
        TypeAdapter(Waits).validate_python(found)
        client = await hosted.join(found["token"])
        TypeAdapter(Waiting).validate_python(client.said)
        assert client.said == {"waiting": "locked", "place": 1}
        assert (
            "geen verbinding" not in (await leader.get(tables.path)).words.partition("Alle tafels")[2][:200]
        )
        assert (await at_desk(leader, tables, "seat_one"))["ok"]
        await client.until(lambda: ("open", "seat-given") in client.lines)
        said = await client.call("join", {"token": found["token"]})
        assert said["observer"].startswith("seat:")
        await client.until(lambda: "private" in client.parts)

    at_tables(tell)


def test_a_program_that_waits_hears_when_seats_are_free_and_when_it_is_sent_away() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        code, leader = hosted.opened.code, await all_locked(hosted, tables)
        clients = []
        for name in ("Bo", "Cas"):
            _, found = await hosted.post("/api/wait", code=code, name=name)
            clients.append(await hosted.join(found["token"]))
        await waiting.leave(tables.hall, tables.id, tables.group.waiting[0].hash)
        await clients[0].until(lambda: ("lost", "sent-away") in clients[0].lines)
        assert (await press(leader, tables, "unlock", "all"))["ok"]
        await clients[1].until(lambda: ("open", "seats-free") in clients[1].lines)
        for client in clients:
            await client.close()
        await until(lambda: not tables.hall.groups.waiting_here)

    at_tables(tell)
