"""Two facilitators at once: the log says which of them it was, and what both press happens once."""

import json
from typing import Any

from game.debrief.report.looked import look_back
from game.debrief.report.page import page
from game.i18n import Texts
from game.session.memory import MemoryStore
from game.session.session import FACILITATOR
from game.session.sessions import verify_session
from game.session.store import Group, Store
from game.session.wire import Order
from server import groups, steering
from tests.server.served import Client, Hosted
from tests.server.test_desk import Tables, at_tables, press
from tests.server.test_pages import Browser

SECOND = "facilitator:2"


async def two_leaders(hosted: Hosted, tables: Tables) -> tuple[Browser, Browser, str]:
    """Return the host's page, that of a second facilitator, and the key of the second."""
    one, two = Browser(hosted), Browser(hosted)
    await one.lead()
    token = await steering.give_leader(tables.hall, tables.group, "Bo")
    await two.post("/f", [("key", token)])
    return one, two, token


def actors(tables: Tables, number: int, kind: str) -> list[str]:
    """Return who ordered what is of a kind, as the log of a table says it."""
    session = tables.group.sessions[number - 1]
    records = [json.loads(link.text) for link in tables.hall.store.links(session)]
    return [one["actor"] for one in records if one["kind"] == kind]


# Who it was. ------------------------------------------------------------------------------------------


def test_the_log_says_which_facilitator_it_was_by_page_and_by_socket() -> None:
    store: Store = MemoryStore()

    async def tell(hosted: Hosted, tables: Tables) -> None:
        one, two, token = await two_leaders(hosted, tables)
        assert (await press(two, tables, "pause", "1"))["ok"]
        assert (await press(one, tables, "pause", "2"))["ok"]
        assert actors(tables, 1, "clock_paused")[-1] == SECOND
        assert actors(tables, 2, "clock_paused")[-1] == FACILITATOR
        path = f"{tables.path}tafel/1/"
        await two.post(path + "doe", [("id", "more-time-1"), ("kind", "extend"), ("num:seconds", "60")])
        assert actors(tables, 1, "clock_extended") == [SECOND]
        assert (await press(two, tables, "fill", "all"))["ok"]
        assert set(actors(tables, 3, "seat_taken")) == {FACILITATOR, SECOND}
        client: Client = await hosted.join(token, session=tables.group.sessions[2])
        assert client.said["actor"] == FACILITATOR  # what it may is the same
        assert "accepted" in await client.act("pause")
        assert actors(tables, 3, "clock_paused")[-1] == SECOND
        assert b"Bo" not in b"".join(tables.log(1) + tables.log(3))
        for session in tables.group.sessions:
            assert verify_session(store, session)["intact"]

    at_tables(tell, store)


def test_moments_to_go_back_to_and_the_report_tell_which_facilitator_it_was() -> None:
    store: Store = MemoryStore()

    async def tell(hosted: Hosted, tables: Tables) -> None:
        one, _, _ = await two_leaders(hosted, tables)
        room = await tables.room(1)
        await room.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))
        await room.order(Order("onward-0001", SECOND, "advance", {}))
        await room.order(Order("onward-0002", FACILITATOR, "advance", {}))
        words = (await one.get(f"{tables.path}tafel/1/")).words
        assert "het begin, door begeleider 2 (Bo)" in words
        assert "het begin, door begeleider 1" in words
        looked = look_back(store, room.name, Texts("nl"))
        assert looked.led == {1: 1, 2: 1}
        assert "Begeleider 2 deed hier 1 ding." in page(looked)
        assert "Bo" not in page(looked).split("</style>")[-1]
        alone = look_back(store, tables.group.sessions[1], Texts("nl"))
        assert alone.led == {}

    at_tables(tell, store)


def test_a_number_is_given_once_and_is_there_after_a_crash() -> None:
    store: Store = MemoryStore()

    async def tell(hosted: Hosted, tables: Tables) -> None:
        await steering.give_leader(tables.hall, tables.group, "Bo")
        await steering.end_leader(tables.hall, tables.group, tables.group.leaders[0][0])
        token = await steering.give_leader(tables.hall, tables.group, "")
        key = tables.hall.key(token)
        assert key is not None
        assert tables.hall.acts_as(key) == "facilitator:3"
        [kept] = store.groups()
        again = groups.read(kept)
        assert (again.led, again.leader(key.hash)) == (3, 3)

    at_tables(tell, store)


def test_keys_that_an_older_version_gave_out_have_numbers_too() -> None:
    body: dict[str, Any] = {"sessions": ["a"], "leaders": [["00", "Bo"], ["ff", ""]]}
    read = groups.read(Group("g", "CODE", 0, json.dumps(body)))
    assert read.leaders == (("00", "Bo", 2), ("ff", "", 3))
    assert (read.led, read.leader(b"\xff"), read.leader(b"\x77")) == (3, 3, 1)


def test_nobody_else_can_be_a_facilitator_by_name() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        room = await tables.room(1)
        for actor in ("facilitator:1", "facilitator:02", "facilitator:", "facilitator:x", "projector"):
            reply = await room.order(Order("pause-again", actor, "pause", {}))
            assert getattr(reply, "code", "") == "not-yours", actor

    at_tables(tell)
