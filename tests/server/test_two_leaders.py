"""Two facilitators at once: the log says which of them it was, and what both press happens once."""

import asyncio
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
    token = await steering.give_leader(tables.hall, tables.group, "Boudewijn")
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
        assert b"Boudewijn" not in b"".join(tables.log(1) + tables.log(3))
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
        assert "het begin, door begeleider 2 (Boudewijn)" in words
        assert "het begin, door begeleider 1" in words
        looked = look_back(store, room.name, Texts("nl"))
        assert looked.led == {1: 1, 2: 1}
        assert "Begeleider 2 deed hier 1 ding." in page(looked)
        assert "Boudewijn" not in page(looked).split("</style>")[-1]
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


# What both press. -------------------------------------------------------------------------------------


async def same_form(
    one: Browser, two: Browser, path: str, kind: str, key: str = "", **more: str
) -> list[dict[str, Any]]:
    """Have both see a page, and then send the same form of it at once; each with an id of its own."""
    sent = []
    for who in (one, two):
        forms = [form for form in (await who.get(path)).forms if form.kind == kind]
        form = next(form for form in forms if form.attributes["data-key"].endswith(key))
        given = {i["name"]: i.get("value", "") for _, i, _ in form.inputs if i.get("type") == "hidden"}
        sent.append((who, form.attributes["action"], list((given | more).items())))
    return list(
        await asyncio.gather(*(who.post(path + action, body, quick=True) for who, action, body in sent))
    )


def test_two_who_go_one_step_back_at_once_go_back_once() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        one, two, _ = await two_leaders(hosted, tables)
        room, path = await tables.room(1), f"{tables.path}tafel/1/"
        await room.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))
        for number in range(3):
            await room.order(Order(f"onward-{number:04}", FACILITATOR, "advance", {}))
        said = await same_form(one, two, path, "step_back")
        assert sorted(one["code"] for one in said) == ["done", "stale"]
        assert room.session.state.rewound == 1
        said = await same_form(one, two, path, "rewind", **{"num:to_seq": str(_a_point(room))})
        assert sorted(one["code"] for one in said) == ["done", "stale"]
        assert room.session.state.rewound == 2

    at_tables(tell)


def _a_point(room: Any) -> int:
    return int(room.view(FACILITATOR)["rewind"]["points"][0]["seq"])


def test_two_who_stop_or_start_a_clock_at_once_do_it_once_and_none_starts_what_the_other_stopped() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        one, two, _ = await two_leaders(hosted, tables)
        room, path = await tables.room(1), f"{tables.path}tafel/1/"
        for kind, refused in (("pause", "clock-paused"), ("resume", "clock-runs")):
            said = await same_form(one, two, path, kind)
            assert sorted(one["code"] for one in said) == sorted(["done", refused])
            assert room.session.state.clock.paused is (kind == "pause")
        for kind in ("pause", "resume"):
            await same_form(one, two, tables.path, kind, "all")
            assert room.session.state.clock.paused is (kind == "pause")
        assert len(actors(tables, 1, "clock_paused")) == 3  # before it began, and twice here

    at_tables(tell)


def test_two_who_hand_over_one_seat_at_once_do_it_once() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        one, two, _ = await two_leaders(hosted, tables)
        room, path = await tables.room(1), f"{tables.path}tafel/1/"
        token = await tables.hall.take(room.name, "henk", "Ada")
        said = await same_form(one, two, path, "take_seat", "henk", **{"one:holder": "bot:dialogue"})
        assert sorted(one["code"] for one in said) == ["done", "seat-changed"]
        assert room.session.state.seats["henk"].holder == "bot:dialogue"
        assert tables.hall.key(token) is None
        sent = []
        for who, holder in ((one, "empty"), (two, "person")):
            [form] = [
                form
                for form in (await who.get(path)).forms
                if form.kind == "take_seat" and form.attributes["data-key"].endswith("henk")
            ]
            hidden = {i["name"]: i.get("value", "") for _, i, _ in form.inputs if i.get("type") == "hidden"}
            sent.append((who, list((hidden | {"one:holder": holder}).items())))
        said = await asyncio.gather(*(who.post(path + "doe", body, quick=True) for who, body in sent))
        assert [one["code"] for one in said] == ["done", "seat-changed"]
        assert room.session.state.seats["henk"].holder == "empty"

    at_tables(tell)


def test_two_who_go_on_with_one_table_at_once_go_on_once_by_page_and_by_program() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        one, two, token = await two_leaders(hosted, tables)
        room, path = await tables.room(1), f"{tables.path}tafel/1/"
        await room.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))
        moment = room.session.state.table.moment
        said = await same_form(one, two, path, "advance")
        assert sorted(one["code"] for one in said) == ["done", "stale"]
        went = [move for move in room.session.state.moves if move.was[1] == "dialogue"]
        assert len(went) == 1
        desk = await hosted.join(token, observer="desk")
        asked = {"id": "too-late-1", "kind": "advance", "body": {}, "tables": [room.name]}
        late = await desk.call("lead", asked | {"moments": {room.name: moment}})
        assert [one["refused"] for one in late["refused_at"]] == ["stale"]

    at_tables(tell)


def test_going_back_at_one_table_changes_nothing_that_anybody_sees_at_the_others() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        rooms = [await tables.room(number) for number in (1, 2, 3)]
        for room in rooms:
            await room.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))
            await room.order(Order("onward-0001", FACILITATOR, "advance", {}))

        def others() -> str:
            observers = ("projector", FACILITATOR, *(f"seat:{seat}" for seat in rooms[0].session.state.seats))
            views = [[room.view(observer) for observer in observers] for room in rooms[1:]]
            return json.dumps(views, sort_keys=True, default=str)

        seen, logs = others(), [tables.log(number) for number in (2, 3)]
        reply = await rooms[0].order(Order("back-1", SECOND, "rewind", {"to_seq": _a_point(rooms[0])}))
        assert hasattr(reply, "seq")
        assert others() == seen
        assert [tables.log(number) for number in (2, 3)] == logs

    at_tables(tell)


def test_a_seat_is_handed_to_a_bot_to_nobody_and_to_another_person_in_every_phase() -> None:
    store: Store = MemoryStore()

    async def tell(hosted: Hosted, tables: Tables) -> None:
        room, hall = await tables.room(1), tables.hall
        for seat in ("henk", "joris", "noor"):
            body = {"seat": seat, "holder": "bot:dialogue"}
            await room.order(Order(f"bot-at-{seat}", FACILITATOR, "take_seat", body))
        token, phases = await hall.take(room.name, "nadia", "Bo"), set[str]()
        for turn in range(60):
            table = room.session.state.table
            if table.ended:
                break
            phases.add(table.phase)
            await room.order(Order(f"quiet-{turn:04}", FACILITATOR, "pause", {}))
            for holder in ("bot:dialogue", "empty"):
                was = room.session.state.seats["nadia"].holder
                order = {"seat": "nadia", "holder": holder, "was": was}
                reply = await room.order(Order(f"{holder}-{turn:04}", SECOND, "take_seat", order))
                assert hasattr(reply, "seq"), (table.phase, reply)
                assert room.session.state.seats["nadia"].holder == holder
            assert hall.key(token) is None
            token = await hall.take(room.name, "nadia", f"Gast {turn}")
            assert room.session.state.seats["nadia"].holder == "person"
            key = hall.key(token)
            assert key is not None
            assert key.actor == "seat:nadia"
            await room.order(Order(f"again-{turn:04}", FACILITATOR, "resume", {}))
            head = -1
            while head != room.session.state.head:
                head = room.session.state.head
                await asyncio.sleep(0.02)
            await room.order(Order(f"onward-{turn:04}", FACILITATOR, "advance", {}))
        assert room.session.state.table.ended
        assert phases == {"explore", "dialogue", "frame", "divide", "carry_out", "reflect"}
        assert verify_session(store, room.name)["intact"]

    at_tables(tell, store, bot_pace_ms=0)
