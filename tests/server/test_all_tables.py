"""All tables over a socket: what a facilitator's program and a screen for a room hear, who may ask what."""

import asyncio
import json
import re
from dataclasses import replace
from functools import partial
from time import monotonic
from typing import Any

import pytest

from game.session.orders import SEAT
from game.session.session import FACILITATOR
from game.session.wire import Order
from server import steering
from server.messages import MESSAGES
from server.presence import ASKED
from tests.server.browsing import Form
from tests.server.served import Client, Hosted, until
from tests.server.test_desk import Tables, at_tables
from tests.server.test_pages import Browser
from tests.session.marked import MARK, marked, may_be_seen
from tests.session.stories import a_random_move, two_rounds


async def at_the_desk(hosted: Hosted) -> Client:
    desk = await hosted.join(hosted.opened.token, observer="desk")
    assert desk.said["observer"] == "desk"
    await desk.until(lambda: len(desk.tables) == 3)
    return desk


async def a_screen(hosted: Hosted) -> Client:
    _, found = await hosted.post("/api/watch", code=hosted.opened.code)
    screen = await hosted.join(found["token"], observer="tables")
    await screen.until(lambda: len(screen.tables) == 3)
    return screen


def sent(form: Form, **chosen: str) -> list[tuple[str, str]]:
    """Return what a browser sends of a form in which something was chosen."""
    hidden = [(one["name"], one["value"]) for _, one, _ in form.inputs if one.get("type") == "hidden"]
    return [*hidden, *chosen.items()]


def told(client: Client) -> str:
    """Return everything that a client ever heard."""
    return json.dumps([client.said, client.heard], ensure_ascii=False)


def test_a_desk_hears_all_tables_at_first_and_then_only_what_became_otherwise() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        desk = await at_the_desk(hosted)
        one, two, _ = tables.group.sessions
        assert desk.group["tables"] == list(tables.group.sessions)
        assert [line["what"] for line in desk.group["sheet"]][-1] == "debrief"
        assert desk.tables[one]["seat:henk"] == {
            "holder": "empty", "name": "", "is_here": False, "is_ready": False,
            "how": "away", "is_warm": False,
        }  # fmt: skip
        begun = monotonic()
        await tables.hall.take(two, "henk", "Bo")
        await desk.until(lambda: desk.tables[two]["seat:henk"]["name"] == "Bo")
        assert monotonic() - begun < 1
        assert set(desk.heard[-1][1]["tables"]) == {two}
        assert set(desk.heard[-1][1]["tables"][two]) == {"seat:henk"}
        for name, message in desk.heard:
            MESSAGES[name].model_validate_json(json.dumps(message), strict=True)

    at_tables(tell)


def test_a_desk_orders_at_one_table_or_at_all_and_hears_where_it_was_not_done() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        desk = await at_the_desk(hosted)
        sessions = tables.group.sessions
        said = await desk.lead("pause", sessions[1])
        assert said["done"] == [sessions[1]]
        said = await desk.lead("pause", *sessions)
        MESSAGES["led"].model_validate_json(json.dumps(said), strict=True)
        assert said["done"] == [sessions[0], sessions[2]]
        assert [one["session"] for one in said["refused_at"]] == [sessions[1]]
        await desk.until(lambda: all(one["clock"]["paused"] for one in desk.tables.values()))
        assert (await desk.lead("resume", *sessions))["done"] == list(sessions)
        await desk.until(lambda: desk.group["since_ms"] is not None)
        room = await tables.room(1)
        await room.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))
        await desk.until(lambda: desk.tables[sessions[0]]["place"]["phase"] == "dialogue")
        was = desk.tables[sessions[0]]["place"]
        assert (await desk.lead("advance", sessions[0], id_="go-on-once"))["done"] == [sessions[0]]
        assert (await desk.lead("advance", sessions[0], id_="go-on-once"))["done"] == [sessions[0]]
        await desk.until(lambda: desk.tables[sessions[0]]["place"] != was)
        assert len([one for one in room.session.state.moves if one.actor == FACILITATOR]) <= 2

    at_tables(tell)


def test_what_is_arranged_for_the_group_is_done_and_told_to_every_desk() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        desk, other = await at_the_desk(hosted), await at_the_desk(hosted)
        sessions = tables.group.sessions
        for kind, at, body, name, value in (
            ("lock", sessions[:1], {}, "locked", [sessions[0]]),
            ("lock", sessions, {}, "locked", list(sessions)),
            ("unlock", sessions[1:], {}, "locked", [sessions[0]]),
            ("seating", (), {"gives": True}, "gives_seats", True),
            ("warm", (), {"seconds": 60}, "keeps_warm", 60),
            ("project", (), {"table": sessions[2]}, "projected", sessions[2]),
            ("project", (), {"table": ""}, "projected", ""),
        ):
            assert "done" in await desk.lead(kind, *at, **body), kind
            await other.until(partial(lambda name, value: other.group[name] == value, name, value))
        assert (await desk.lead("fill", sessions[0]))["done"] == [sessions[0]]
        await other.until(lambda: other.tables[sessions[0]]["seat:noor"]["holder"] == "bot")

    at_tables(tell)


BAD: list[Any] = [
    None,
    7,
    [],
    {},
    {"id": "x", "kind": "pause"},
    {"id": "order-0001", "kind": 3, "tables": []},
    {"id": "order-0001", "kind": "pause", "tables": []},
    {"id": "order-0001", "kind": "pause", "tables": "x"},
    {"id": "order-0001", "kind": "pause", "tables": ["elsewhere"]},
    {"id": "order-0001", "kind": "pause", "tables": [7]},
    {"id": "order-0001", "kind": "project", "body": {"table": 7}},
    {"id": "order-0001", "kind": "warm", "body": {"seconds": True}},
    {"id": "order-0001", "kind": "warm", "body": {"seconds": -1}},
    {"id": "order-0001", "kind": "warm", "body": {"seconds": 10**9}},
    {"id": "order-0001", "kind": "seating", "body": {"gives": 1}},
    {"id": "order-0001", "kind": "kick", "body": {"seat": "henk"}},
    {"id": "order-0001", "kind": "erase"},
    {"id": "order-0001", "kind": "seat_one", "body": {"who": 7}},
    {"id": "order-0001", "kind": "add_table", "body": {"of": "3"}},
    {"id": "order-0001", "kind": "pause", "tables": [], "moments": {"x": "y"}},
]


def test_what_is_no_request_is_refused_and_nothing_changes() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        desk = await at_the_desk(hosted)
        before, heads = tables.group, [len(tables.log(number)) for number in (1, 2, 3)]
        for bad in BAD:
            said = await desk.call("lead", bad)
            assert said["refused"] == "bad-order", bad
        said = await desk.lead("project", table="elsewhere")
        assert said["refused"] == "no-such-table"
        said = await desk.lead("kick", tables.group.sessions[0], seat="nobody")
        assert said["refused"] == "no-such-seat"
        assert tables.group == before
        assert [len(tables.log(number)) for number in (1, 2, 3)] == heads

    at_tables(tell)


KINDS = (
    *("pause", "resume", "extend", "advance", "add_remark", "take_seat", "lock", "unlock", "fill", "kick"),
    *("move", "seat_one", "seat_all", "send_away", "add_table", "project", "seating", "warm", "bots"),
)


def test_only_a_facilitator_leads_and_only_a_facilitator_or_a_screen_hears_of_all_tables() -> None:
    """Every kind by every caller; what is refused leaves no trace."""

    async def tell(hosted: Hosted, tables: Tables) -> None:
        elsewhere = await steering.open_group_played(tables.hall, two_rounds(), 2, seed=8)
        session = tables.group.sessions[0]
        _, of_one = await hosted.post("/api/watch", code=tables.hall.code(session))
        _, of_all = await hosted.post("/api/watch", code=hosted.opened.code)
        seat = await tables.hall.take(session, "henk")
        ended = await steering.give_leader(tables.hall, tables.group, "Cas")
        await steering.end_leader(tables.hall, tables.group, tables.group.leaders[-1][0])
        heads, group = [len(tables.log(number)) for number in (1, 2, 3)], tables.group
        for token, code in (
            (seat, "not-yours"),
            (of_one["token"], "not-yours"),
            (of_all["token"], "not-yours"),
            (ended, "no-such-key"),
            ("A" * 43, "no-such-key"),
        ):
            client = await hosted.join(token, observer="desk")
            assert client.said["refused"] == code
            other = await hosted.join(token, observer="tables")
            wanted = {of_all["token"]: "", of_one["token"]: "no-such-table"}.get(token, code)
            assert other.said.get("refused", "") == wanted
            await other.close()
            for number, kind in enumerate(KINDS):
                said = await client.lead(kind, session, id_=f"matrix-{number:04}")
                assert said["refused"] == "not-joined", (kind, code)
            await client.close()
        stranger = await hosted.join(elsewhere.token, observer="desk")
        screen = await a_screen(hosted)
        led_screen = await hosted.join(hosted.opened.token, observer="tables")  # shown to a room all the same
        at_the_table = await hosted.join(hosted.opened.token)
        henk = await hosted.join(seat)
        for number, kind in enumerate(KINDS):
            body = {"seat": "henk", "to": session, "to_seat": "noor", "table": session, "gives": True}
            asked = [(stranger, "bad-order"), (screen, "not-yours"), (led_screen, "not-yours")]
            asked += [(at_the_table, "not-joined"), (henk, "not-joined")]
            for client, code in asked:
                said = await client.lead(kind, session, id_=f"matrix-{number:04}", **body)
                assert said["refused"] == code, kind
        for client, code in ((screen, "not-joined"), (at_the_table, "not-yours"), (stranger, "not-joined")):
            assert (await client.call("here", {}))["refused"] == code
        assert (await henk.call("here", {"seat": "noor"}))["refused"] == "bad-order"
        assert tables.group == group
        assert [len(tables.log(number)) for number in (1, 2, 3)] == heads
        assert tables.group.sessions[0] not in told(stranger)

    at_tables(tell, tries_per_minute=1_000, tries_in_all=1_000)


def test_a_second_facilitator_whose_key_ends_hears_no_more() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        token = await steering.give_leader(tables.hall, tables.group, "Bo")
        second = await hosted.join(token, observer="desk")
        await second.until(lambda: second.tables)
        assert (await second.lead("pause", tables.group.sessions[0]))["done"]
        await steering.end_leader(tables.hall, tables.group, tables.group.leaders[-1][0])
        await second.until(lambda: ("lost", "no-such-key") in second.lines)
        await until(lambda: not second.is_connected)

    at_tables(tell)


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.bench) for seed in (2, 3))])
def test_a_screen_for_a_room_never_hears_anything_private_of_any_table(seed: int) -> None:
    """A table by chance, with going back, handing over, a kick and a question whether somebody is there."""

    async def tell(hosted: Hosted, tables: Tables) -> None:
        hosted.opened = await steering.open_group_played(tables.hall, marked(), 3, seed=seed)
        tables = Tables(hosted, hosted.opened.group)
        desk, screen = await at_the_desk(hosted), await a_screen(hosted)
        room = await tables.room(1)
        _, found = await hosted.post("/api/watch", code=hosted.opened.code)
        board = await hosted.join(found["token"])
        assert board.said["session"] == room.name
        henk = await tables.hall.take(room.name, "joris", "Bo")
        bo = await hosted.join(henk)
        await room.order(Order("clock-runs", FACILITATOR, "resume", {}))
        known = set[str]()
        for turn in range(200):
            move = a_random_move(room.session, seed, turn)
            if move is None or room.session.state.table.ended:
                break
            await room.order(Order(f"chance-{turn:04}", move[0], move[1], move[2]))
            known |= may_be_seen(room.session)
            if turn % 25 == 24:
                await room.order(Order(f"back-{turn:04}", FACILITATOR, "step_back", {}))
                await room.order(
                    Order(f"note-{turn:04}", FACILITATOR, "add_remark", {"text": f"{MARK}-note"})
                )
                holder = {"seat": "noor", "holder": "pair", "name": "Cas"}
                await room.order(Order(f"hand-{turn:04}", FACILITATOR, "take_seat", holder))
                room.presence._seats["joris"].state = ASKED
                room.changed(["joris"])
                await asyncio.sleep(0.12)
        assert (await desk.lead("kick", room.name, seat="joris"))["done"]
        await screen.until(lambda: not screen.tables[room.name]["seat:joris"]["is_here"])
        await board.until_seq(room.session.state.head)
        assert ("lost", "kicked") in bo.lines
        assert room.session.state.rewound >= 1
        assert MARK not in told(screen)
        assert MARK not in told(desk)  # it names who and how far; what is on cards is at the table
        played = [one for one in board.heard if not one[1]["parts"].get("table", {}).get("ended")]
        assert set(re.findall(rf"{MARK}-([\w/-]+)", json.dumps(played))) <= known  # at the end all is told
        parts = [
            part for _, said in screen.heard for table in said["tables"].values() for part in table.items()
        ]
        assert {key for name, part in parts if name.startswith(SEAT) for key in part} == {
            "holder", "name", "is_here", "is_ready",
        }  # fmt: skip
        assert {key for name, part in parts if name == "state" for key in part} == {"lost"}
        assert {"asked", "moment", "waits", "locked"}.isdisjoint(re.findall(r'"(\w+)"', told(screen)))

    at_tables(tell)


def test_a_screen_shows_the_table_that_the_facilitator_chose() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader, screen = Browser(hosted), await a_screen(hosted)
        await leader.lead()
        assert screen.group["projected"] == ""
        page = await leader.get(tables.path)
        form = page.form("project", {})
        said = await leader.post(tables.path + "regel", sent(form, which="2"), quick=True)
        assert said["ok"]
        await screen.until(lambda: screen.group["projected"] == tables.group.sessions[1])
        _, found = await hosted.post("/api/watch", code=hosted.opened.code)
        assert found["session"] == tables.group.sessions[1]
        board = await hosted.join(found["token"])
        assert board.said["session"] == tables.group.sessions[1]
        other = await hosted.join(found["token"], session=tables.group.sessions[2])
        assert other.said["session"] == tables.group.sessions[2]
        said = await leader.post(tables.path + "regel", sent(form, which="9"), quick=True)
        assert said["code"] == "no-such-table"

    at_tables(tell)


def test_who_is_taken_from_the_table_hears_why_and_comes_back_only_by_the_code() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        session = tables.group.sessions[0]
        leader, desk = Browser(hosted), await at_the_desk(hosted)
        await leader.lead()
        token = await tables.hall.take(session, "henk", "Bo")
        bo = await hosted.join(token)
        page = await leader.get(f"{tables.path}tafel/1/")
        form = page.form("kick", {})
        assert "Bo (Henk)" in page.words
        said = await leader.post(form.attributes["action"], sent(form, seat="henk"), quick=True)
        assert said["ok"], said
        await bo.until(lambda: ("lost", "kicked") in bo.lines)
        await until(lambda: not bo.is_connected)
        gone = await hosted.join(token)
        assert gone.said["refused"] == "no-such-key"
        await gone.close()
        code = tables.hall.code(session)
        await desk.lead("lock", session)
        _, said = await hosted.post("/api/take", code=code, seat="henk")
        assert said["refused"] == "table-locked"
        await desk.lead("unlock", session)
        again = await hosted.join(await tables.hall.take(session, "henk", "Bo"))
        body = sent(form, seat="henk")  # sent once more on its way: it hits nobody who came since
        assert (await leader.post(form.attributes["action"], body, quick=True))["ok"]
        assert again.is_connected
        room = await tables.room(1)
        assert room.session.state.seats["henk"].holder == "person"
        assert (await desk.lead("kick", session, seat="noor"))["refused"] == "nobody-there"

    at_tables(tell)


def test_a_seat_over_a_socket_is_asked_says_that_it_is_there_and_takes_its_seat_back() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        session = tables.group.sessions[0]
        room = await tables.room(1)
        bo = await hosted.join(await tables.hall.take(session, "henk", "Bo"))
        await room.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))

        def quiet(seconds: float) -> None:
            seen = room.presence._seats["henk"]
            seen.sign_at = seen.waits_since = monotonic() - seconds

        await hosted.served.house.look_who_is_there()
        quiet(200)
        await hosted.served.house.look_who_is_there()
        await bo.until(lambda: bo.asked == "asked")
        assert await bo.call("here", {}) == {"here": True}
        await bo.until(lambda: bo.asked == "")
        await tables.hall.groups.change(tables.group, lambda one: replace(one, keeps_warm=60))
        quiet(400)
        await hosted.served.house.look_who_is_there()
        await bo.until(lambda: bo.asked == "warm")
        assert room.session.state.seats["henk"].holder == "bot:dialogue"
        assert await bo.call("here", {}) == {"here": True}
        await bo.until(lambda: bo.asked == "")
        await until(lambda: room.session.state.seats["henk"].holder == "person")
        for name, message in bo.heard:
            MESSAGES[name].model_validate_json(json.dumps(message), strict=True)

    at_tables(tell)
