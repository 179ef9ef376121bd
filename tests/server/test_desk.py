"""Several tables under one code: the facilitators' desk, who sits where, and one table by itself."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import aiohttp
from pydantic import TypeAdapter

from game.session.memory import MemoryStore
from game.session.session import FACILITATOR
from game.session.sessions import verify_session
from game.session.store import Link, Store
from game.session.wire import Order
from server import steering
from server.hall import Hall, hash_of
from server.messages import Found
from server.rooms import Room
from tests.server.served import SOON, Hosted, a_server, until
from tests.server.test_pages import Browser
from tests.session.stories import two_rounds

Tell = Callable[[Hosted, "Tables"], Awaitable[None]]


class Tables:
    """A group of three tables with what a test wants of it."""

    def __init__(self, hosted: Hosted, id_: str) -> None:
        self.hall: Hall = hosted.served.hall
        self.id = id_
        self.path = f"/f/{id_}/"

    @property
    def group(self) -> Any:
        return self.hall.group(self.id)

    async def room(self, number: int) -> Room:
        return await self.hall.room(self.group.sessions[number - 1])

    def log(self, number: int) -> list[bytes]:
        """Return the chain of a table, byte by byte."""
        return [
            link.text.encode() + link.hash for link in self.hall.store.links(self.group.sessions[number - 1])
        ]


def at_tables(tell: Tell, store: Store | None = None, **changes: Any) -> None:
    """Tell a story to a server with three tables of two rounds; the clocks run."""

    async def told() -> None:
        limits = {"actions_per_second": 1000, "burst": 1000, "bot_pace_ms": 60_000}
        async with a_server(store, **limits | changes) as hosted:
            hosted.opened = await steering.open_group_played(hosted.served.hall, two_rounds(), 3, seed=7)
            tables = Tables(hosted, hosted.opened.group)
            for number in (1, 2, 3):
                await (await tables.room(number)).order(Order("clocks-run", FACILITATOR, "resume", {}))
            await tell(hosted, tables)

    asyncio.run(told())


async def press(browser: Browser, tables: Tables, kind: str, at: str, **more: str) -> dict[str, Any]:
    """Press a button on the desk as it stands there now."""
    page = await browser.get(tables.path)
    form = next(
        one
        for one in page.forms
        if one.kind == kind and ("at", at) in [(i.get("name"), i.get("value")) for _, i, _ in one.inputs]
    )
    sent = [(one.get("name", ""), one.get("value", "")) for _, one, _ in form.inputs if one.get("name")]
    sent = [(name, more.get(name, value)) for name, value in sent]
    said: dict[str, Any] = await browser.post(tables.path + form.attributes["action"], sent, quick=True)
    return said


# The desk. --------------------------------------------------------------------------------------------


def test_the_desk_shows_every_table_and_orders_at_one_or_at_all() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader = Browser(hosted)
        page = await leader.lead()
        assert leader.at == tables.path
        assert all(f"Tafel {number}" in page.words for number in (1, 2, 3))
        assert (await press(leader, tables, "pause", "2"))["ok"]
        rooms = [await tables.room(number) for number in (1, 2, 3)]
        assert [room.session.state.clock.paused for room in rooms] == [False, True, False]
        said = await press(leader, tables, "pause", "all")
        assert said["ok"]
        assert "Gelukt bij 2 tafels." in said["said"]
        assert "Tafel 2" in said["said"]
        left = [room.session.state.clock.left for room in rooms]
        await asyncio.sleep(0.05)
        assert [room.session.state.clock.left_at(room.now()) for room in rooms] == left

    at_tables(tell)


def test_two_facilitators_who_press_the_same_button_go_on_once() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        one, two = Browser(hosted), Browser(hosted)
        await one.lead()
        token = await steering.give_leader(tables.hall, tables.group, "Bo")
        await two.post("/f", [("key", token)])
        rooms = [await tables.room(number) for number in (1, 2, 3)]
        for room in rooms:
            await room.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))
        before = [room.session.state.table.moment for room in rooms]
        places = [room.session.state.table.phase for room in rooms]
        forms = [
            next(form for form in (await who.get(tables.path)).forms
                 if form.kind == "advance" and 'all' in [i.get("value") for _, i, _ in form.inputs])
            for who in (one, two)
        ]  # fmt: skip
        sent = [[(i["name"], i.get("value", "")) for _, i, _ in form.inputs] for form in forms]
        said = await asyncio.gather(
            *(
                who.post(tables.path + "doe", body, quick=True)
                for who, body in zip((one, two), sent, strict=True)
            )
        )
        assert sorted(one["ok"] for one in said) == [False, True]
        assert next(one for one in said if not one["ok"])["code"] == "stale"
        for room, phase, moment in zip(rooms, places, before, strict=True):
            went_on = [m for m in room.session.state.moves if m.actor == FACILITATOR and m.was[1] == phase]
            assert len(went_on) == 1
            assert room.session.state.table.moment > moment

    at_tables(tell)


def test_going_back_at_one_table_leaves_the_others_as_they_are_to_the_byte() -> None:
    store = MemoryStore()

    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader = Browser(hosted)
        await leader.lead()
        for number in (1, 2, 3):
            room = await tables.room(number)
            await room.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))
        others = [tables.log(2), tables.log(3)]
        path = f"{tables.path}tafel/1/"
        page = await leader.get(path)
        form = next(one for one in page.forms if one.kind == "rewind")
        points = [i["value"] for _, i, _ in form.inputs if i.get("name") == "num:to_seq"]
        assert points
        assert "Ronde 1" in form.words
        sent = [("id", "back-to-the-start"), ("kind", "rewind"), ("num:to_seq", points[-1])]
        assert (await leader.post(path + "doe", sent, quick=True))["ok"]
        room = await tables.room(1)
        assert room.session.state.rewound == 1
        assert not room.session.state.table.stance
        assert [tables.log(2), tables.log(3)] == others
        for session in tables.group.sessions:
            assert verify_session(store, session)["intact"]

    at_tables(tell, store)


def test_a_key_of_the_desk_opens_its_own_tables_and_nothing_else() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        elsewhere = await steering.open_group_played(tables.hall, two_rounds(), 2, seed=8)
        session = tables.group.sessions[0]
        keys = {
            "nobody": "",
            "a guess": "A" * 43,
            "a seat": await tables.hall.take(session, "nadia"),
            "the facilitator": hosted.opened.token,
            "a second facilitator": await steering.give_leader(tables.hall, tables.group, "Bo"),
            "a facilitator whose key was ended": await steering.give_leader(tables.hall, tables.group, "Cas"),
            "a facilitator elsewhere": elsewhere.token,
        }
        ended = tables.group.leaders[-1][0]
        await steering.end_leader(tables.hall, tables.group, ended)
        may = {"the facilitator", "a second facilitator"}
        here = tables.path
        reads = ["", "news", "plekken", "vergelijk", "tafel/1/", "tafel/3/news", "tafel/1/verslag"]
        reads += ["tafel/1/jsonl", "tafel/2/csv", "tafel/2/xlsx"]
        writes = ["doe", "regel", "verplaats", "tafel/1/doe"]
        heads = [len(tables.log(number)) for number in (1, 2, 3)]
        wrong = []
        for caller, key in keys.items():
            cookie = {"Cookie": f"plek={key}"} if key else {}
            for path in reads:
                async with hosted.http.get(hosted.url + here + path, headers=cookie) as answer:
                    if (answer.status == 200) is not (caller in may) or answer.status not in (200, 403):
                        wrong.append((caller, path, answer.status))
            if caller in may:
                continue
            for path in writes:
                sent = cookie | {"Origin": hosted.url, "X-Fetch": "1"}
                forms = [{"id": "matrix-0001", "kind": kind, "at": "all"} for kind in (*_KINDS, "pause")]
                for form in forms:
                    async with hosted.http.post(hosted.url + here + path, data=form, headers=sent) as answer:
                        told = await answer.text()
                        if "no-such-key" not in told and answer.status != 403:
                            wrong.append((caller, path, answer.status))
        assert wrong == []
        assert [len(tables.log(number)) for number in (1, 2, 3)] == heads
        assert not tables.group.locked
        assert not tables.group.is_closed
        async with hosted.http.get(
            hosted.url + here + "tafel/4/", headers={"Cookie": f"plek={hosted.opened.token}"}
        ) as answer:
            assert answer.status == 403

    at_tables(tell, tries_per_minute=10_000, tries_in_all=10_000)


_KINDS = ("lock", "unlock", "fill", "seating", "warm", "new_key", "end_key", "close", "erase")


def test_the_desk_and_its_stream_tell_no_secret() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader = Browser(hosted)
        await leader.lead()
        room = await tables.room(1)
        scenario = room.session.played.scenario
        secrets = [str(card.says) for role in scenario.roles.values() for card in role.cards.values()]
        async with leader.http.get(hosted.url + tables.path + "news") as stream:
            heard = await _heard(stream, lambda text: "event: set" in text)
            await room.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))
            heard += await _heard(stream, lambda text: "event: set" in text)
        pages = [
            await leader.get(path)
            for path in (tables.path, tables.path + "plekken", f"{tables.path}tafel/1/")
        ]
        told = heard + "".join(page.text for page in pages)
        assert secrets
        assert [one for one in secrets if one in told] == []

    at_tables(tell)


async def _heard(stream: aiohttp.ClientResponse, enough: Callable[[str], bool]) -> str:
    text = ""
    async with asyncio.timeout(SOON):
        while not enough(text):
            text += (await stream.content.readany()).decode()
    return text


def test_one_stream_tells_all_tables_and_only_what_became_otherwise() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader = Browser(hosted)
        await leader.lead()
        async with leader.http.get(hosted.url + tables.path + "news") as stream:
            first = await _heard(stream, lambda text: "event: set" in text and text.endswith("\n\n"))
            assert {one["id"][:2] for one in _set(first)} == {"t1", "t2", "t3"}
            await tables.hall.take(tables.group.sessions[1], "henk", "Bo")
            news = await _heard(stream, lambda text: "t2-seat-henk" in text and text.endswith("\n\n"))
        [henk] = [one for one in _set(news) if one["id"] == "t2-seat-henk"]
        assert henk["text"] == "Bo · geen verbinding"
        assert {one["id"][:2] for one in _set(news)} == {"t2"}

    at_tables(tell)


def _set(text: str) -> list[dict[str, Any]]:
    return [one for found in re.findall(r"event: set\ndata: (.*)", text) for one in json.loads(found)]


# Who sits where. --------------------------------------------------------------------------------------


def test_people_choose_a_table_and_a_role_behind_one_code() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        henk = Browser(hosted)
        page = await henk.get(f"/k/{hosted.opened.code}")
        links = [one["href"] for tag, one in page.tags if tag == "a" and one["href"].startswith("/k/")]
        assert len(links) == 3
        await henk.post(links[1], [("seat", "henk"), ("name", "Bo")])
        assert henk.at == f"/s/{tables.group.sessions[1]}/henk/"
        page = await henk.get(f"/k/{hosted.opened.code}")
        assert "Tafel 2: Verder als Henk" in page.words
        assert "Tafel 2: 3 van de 4 plekken vrij" in page.words

    at_tables(tell)


def test_people_get_seats_evenly_when_the_facilitator_divides_them() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader = Browser(hosted)
        await leader.lead()
        said = await leader.post(tables.path + "regel", [("kind", "seating"), ("how", "give")], quick=True)
        assert said["ok"]
        for number in range(5):
            await Browser(hosted).post(f"/k/{hosted.opened.code}", [("name", f"Gast {number}")])
        rooms = [await tables.room(number) for number in (1, 2, 3)]
        assert sorted(steering.people_at(room) for room in rooms) == [1, 2, 2]
        for _ in range(7):
            await Browser(hosted).post(f"/k/{hosted.opened.code}", [("name", "Nog een")])
        page = await Browser(hosted).post(f"/k/{hosted.opened.code}", [("name", "Te veel")])
        assert "Alle plekken zijn bezet" in page.words

    at_tables(tell)


def test_somebody_moves_with_their_key_until_they_have_played() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader, bo = Browser(hosted), Browser(hosted)
        await leader.lead()
        one, two = await tables.room(1), await tables.room(2)
        await bo.post(f"/k/{tables.hall.code(one.name)}", [("seat", "henk"), ("name", "Bo")])
        before = bo.at
        async with bo.http.get(hosted.url + before + "news") as stream:
            await until(lambda: one.listeners)
            await leader.post(tables.path + "verplaats", [("who", "1.henk"), ("to", "2.joris")])
            assert "moved" in await _heard(stream, lambda text: "moved" in text)
        await bo.get(before)
        assert bo.at == f"/s/{two.name}/joris/"
        assert two.session.people[str(two.session.state.seats["joris"].person)] == "Bo"
        assert one.session.state.seats["henk"].holder == "empty"
        assert await Browser(hosted).status(before) == 403
        page = await leader.post(tables.path + "verplaats", [("who", "1.henk"), ("to", "3.joris")])
        assert "zit niemand" in page.words
        await two.order(Order("joris-plays", "seat:joris", "choose_goal", {"indicator": "leefwereld"}))
        if steering.has_played(two, "joris"):
            page = await leader.post(tables.path + "verplaats", [("who", "2.joris"), ("to", "3.joris")])
            assert "blijft aan deze tafel" in page.words

    at_tables(tell)


def test_a_locked_table_takes_nobody_and_a_short_one_is_filled_with_bots() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader, guest = Browser(hosted), Browser(hosted)
        await leader.lead()
        assert (await press(leader, tables, "lock", "1"))["ok"]
        code = tables.hall.code(tables.group.sessions[0])
        page = await guest.post(f"/k/{code}", [("seat", "henk")])
        assert "deur dichtgedaan" in page.words
        assert (await press(leader, tables, "unlock", "1"))["ok"]
        await guest.post(f"/k/{code}", [("seat", "henk")])
        assert guest.at.endswith("/henk/")
        assert (await press(leader, tables, "fill", "all"))[
            "said"
        ] == "De computer speelt nu op 11 plekken meer."
        room = await tables.room(1)
        assert {seat: held.holder for seat, held in room.session.state.seats.items()} == {
            "nadia": "bot:dialogue", "henk": "person", "joris": "bot:dialogue", "noor": "bot:dialogue"
        }  # fmt: skip

    at_tables(tell)


# Ending. ----------------------------------------------------------------------------------------------


def test_closing_ends_it_for_the_tables_and_erasing_leaves_nothing() -> None:
    store = MemoryStore()

    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader, bo = Browser(hosted), Browser(hosted)
        await leader.lead()
        await bo.post(f"/k/{tables.hall.code(tables.group.sessions[0])}", [("seat", "henk"), ("name", "Bo")])
        at = bo.at
        unsure = await leader.post(tables.path + "regel", [("kind", "close")], quick=True)
        assert not unsure["ok"]
        assert (await leader.post(tables.path + "regel", [("kind", "close"), ("sure", "yes")], quick=True))[
            "ok"
        ]
        assert await bo.status(at) == 403
        page = await leader.get(tables.path)
        assert "heeft dit gesloten" in page.words
        assert len(store.sessions()) == 4  # these, and the one that every server here has
        page = await leader.post(tables.path + "regel", [("kind", "erase"), ("sure", "yes")])
        assert "Alles is gewist." in page.words
        assert len(store.sessions()) == 1
        assert store.groups() == []
        assert await leader.status(tables.path) == 403

    at_tables(tell, store)


def test_a_facilitator_comes_back_after_a_crash_of_the_server_with_the_same_key() -> None:
    store = MemoryStore()
    kept: dict[str, Any] = {}

    async def before(hosted: Hosted, tables: Tables) -> None:
        leader = Browser(hosted)
        await leader.lead()
        await press(leader, tables, "lock", "2")
        kept.update(id=tables.id, token=hosted.opened.token, code=hosted.opened.code, group=tables.group)

    at_tables(before, store)

    async def after() -> None:
        async with a_server(store) as hosted:
            leader = Browser(hosted)
            page = await leader.post("/f", [("key", kept["token"])])
            assert "Alle tafels" in page.words
            assert hosted.served.hall.group(kept["id"]) == kept["group"]
            assert hosted.served.hall.groups.of_code(kept["code"]) == kept["group"]

    asyncio.run(after())


def test_a_table_that_cannot_be_read_keeps_nobody_from_the_others() -> None:
    store = MemoryStore()
    kept: dict[str, Any] = {}

    async def before(hosted: Hosted, tables: Tables) -> None:
        kept.update(code=hosted.opened.code, token=hosted.opened.token, sessions=tables.group.sessions)

    at_tables(before, store)
    broken = store._kept[kept["sessions"][1]].links
    broken[2] = Link(3, broken[2].text.replace("3", "4"), broken[2].hash)
    store.delete(kept["sessions"][2])  # as by `sessions delete` while no server was up

    async def after() -> None:
        async with a_server(store) as hosted:
            leader, guest = Browser(hosted), Browser(hosted)
            page = await leader.post("/f", [("key", kept["token"])])
            assert "Tafel 2: Deze sessie is nu niet te lezen." in page.words
            assert "Tafel 3" not in page.words
            page = await guest.get(f"/k/{kept['code']}")
            assert "Tafel 1: 4 van de 4 plekken vrij" in page.words
            status, found = await hosted.post("/api/look", code=kept["code"])
            assert (status, found["session"]) == (200, kept["sessions"][0])

    asyncio.run(after())


# Programs. ---------------------------------------------------------------------------------------------


def test_a_program_finds_every_table_behind_the_code_and_sits_where_a_seat_is_free() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        code, sessions = hosted.opened.code, tables.group.sessions
        for _ in range(2):
            status, taken = await hosted.post("/api/take", code=code, seat="henk")
            assert status == 200
        assert taken["session"] == sessions[1]
        await tables.hall.groups.change(tables.group, lambda one: replace(one, locked=(sessions[0],)))
        _, found = await hosted.post("/api/look", code=code)
        assert found["session"] == sessions[1]
        assert [(one["session"], one["free"]) for one in found["tables"]] == [
            (sessions[0], 0), (sessions[1], 3), (sessions[2], 4)
        ]  # fmt: skip
        TypeAdapter(Found).validate_python(found)
        _, alone = await hosted.post("/api/look", code=found["tables"][2]["code"])
        assert alone["session"] == sessions[2]
        status, refused = await hosted.post("/api/take", code=found["tables"][0]["code"], seat="joris")
        assert (status, refused["refused"]) == (409, "table-locked")

    at_tables(tell)


def test_a_facilitators_program_joins_the_table_that_it_names_and_no_table_of_others() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        elsewhere = await steering.open_group_played(tables.hall, two_rounds(), 2, seed=8)
        sessions, token = tables.group.sessions, hosted.opened.token
        for asked, came in (("", sessions[0]), (sessions[2], sessions[2])):
            leader = await hosted.join(token, session=asked)
            assert (leader.said["session"], leader.said["observer"]) == (came, "facilitator")
        screen = await hosted.join(token, session=sessions[1], observer="projector")
        assert screen.said["observer"] == "projector"
        for asked in (elsewhere.session, "x", 7, ["x"]):
            other = await hosted.join(token, session=asked)
            assert other.said["refused"] == "no-such-table"
        seat = await tables.hall.take(sessions[0], "henk")
        henk = await hosted.join(seat, session=sessions[1])  # a seat's key has one table
        assert henk.said["session"] == sessions[0]
        await leader.act("pause")
        paused = [(await tables.room(number)).session.state.clock.paused for number in (1, 2, 3)]
        assert paused == [False, False, True]
        start = steering.start_of(hash_of(token))
        await tables.hall.groups.change(
            tables.group, lambda one: replace(one, leaders=((start, "eerste", 2),))
        )
        await steering.end_leader(tables.hall, tables.group, start)
        assert (await leader.act("resume"))["refused"] == "no-such-key"

    at_tables(tell)
