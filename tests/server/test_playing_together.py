"""People who play together over a network: see only what is theirs, drop out, come back, lose nothing."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from game.rules.chance import draw
from game.rules.decide import decide
from game.session.memory import MemoryStore
from game.session.observing import Watcher
from game.session.recover import recover
from game.session.scenario import Played, played
from game.session.sessions import verify_session
from game.session.sqlite import SqliteStore
from game.session.store import Entry, Store
from tests.builders import worked_example
from tests.server.served import Client, Hosted, a_server, settings, story, until
from tests.session.doubles import FailingStore
from tests.session.stories import SEATS, drawn
from tests.session.test_shown import without_words

FACILITATOR = "facilitator"


async def everybody(hosted: Hosted) -> dict[str, Client]:
    """Seat everybody and the facilitator."""
    clients = {seat: await hosted.sit(seat, seat.title()) for seat in SEATS}
    return clients | {FACILITATOR: await hosted.join(hosted.opened.token)}


def a_move(clients: dict[str, Client], turn: int) -> tuple[Client, str, dict[str, Any]] | None:
    """Draw who does what from what is offered on their screens."""
    offered = [
        (client, option)
        for client in clients.values()
        for option in client.parts["options"]
        if "closed" not in option
    ]
    if not offered:
        return None

    def chance(what: str, sides: int) -> int:
        return draw(11, what, "together", turn, sides)

    client, option = offered[chance("option", len(offered))]
    return client, option["kind"], {one["name"]: drawn(one, chance) for one in option["fields"]}


def test_a_whole_session_is_played_over_sockets_and_each_sees_what_a_fresh_view_shows() -> None:
    store = MemoryStore()

    async def tell(hosted: Hosted) -> None:
        clients = await everybody(hosted)
        for turn in range(400):
            move = a_move(clients, turn)
            if move is None:
                break
            client, kind, body = move
            answer = await client.act(kind, f"turn-{turn:06}", **body)
            assert "accepted" in answer, (kind, body, answer)
            for one in clients.values():
                await one.until_seq(answer["accepted"])
        session = recover(store, hosted.opened.session)
        assert session.state.table.ended
        for actor, client in clients.items():
            observer = actor if actor == FACILITATOR else f"seat:{actor}"
            fresh = Watcher(observer).view(session).parts
            assert without_words(client.parts) == json.loads(json.dumps(fresh)), observer

    story(tell, store, actions_per_second=1000, burst=1000)


def test_each_hears_only_its_own_secrets() -> None:
    async def tell(hosted: Hosted) -> None:
        clients = await everybody(hosted)
        await clients["noor"].act("say_stance", stance="co_produce")
        await asyncio.gather(*(client.until_seq(6) for client in clients.values()))
        for actor, client in clients.items():
            said = json.dumps([data for _, data in client.heard])
            mine = {card["id"] for card in client.parts.get("private", {}).get("cards", ())}
            others = {"nadia/rust", "nadia/opvang", "henk/betekenis", "henk/vervoer", "joris/vroeg"} - mine
            assert [card for card in others if card in said] == [], actor

    story(tell)


def marked() -> tuple[Played, dict[str, str]]:
    """Return the worked example with a mark in every secret, and the marks of cards and needs by id."""
    raw = worked_example(rounds={1: {"name": "Een"}, 2: {"name": "Twee"}})
    marks: dict[str, str] = {}
    for role, one in raw["roles"].items():
        one["brief"] = marks[f"brief {role}"] = f"merk-brief-{role}"
        for need, card in one.get("cards", {}).items():
            card["says"] = marks[f"{role}/{need}"] = f"merk-kaart-{role}-{need}"
    for need, found in raw["needs"].items():
        found["name"] = marks[need] = f"merk-behoefte-{need}"
    text = yaml.safe_dump(raw, allow_unicode=True, sort_keys=False)
    return played({"scenario.yaml": text.encode()}), marks


def test_a_mark_in_every_secret_is_found_only_where_it_was_told(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    scenario, marks = marked()

    async def tell(hosted: Hosted) -> None:
        hosted.opened = await hosted.served.hall.open_played(scenario, seed=7)
        tokens = {seat: await hosted.take(seat, f"merk-naam-{seat}") for seat in SEATS}
        clients = {seat: await hosted.join(token) for seat, token in tokens.items()}
        clients[FACILITATOR] = await hosted.join(hosted.opened.token)
        clients["projector"] = await hosted.join(tokens["henk"], observer="projector")
        table = (await hosted.served.hall.room(hosted.opened.session)).session.state.table
        actors = {name: client for name, client in clients.items() if name != "projector"}
        for turn in range(60):
            await asyncio.gather(*(one.until_seq(1) for one in clients.values()))
            move = a_move(actors, turn)
            if table.ended or move is None or (table.round == 2 and table.phase == "reflect"):
                break
            client, kind, body = move
            answer = await client.act(kind, f"turn-{turn:06}", **body)
            for one in clients.values():
                await one.until_seq(answer.get("accepted", 0))
        assert not table.ended
        assert table.told, "nothing was told, so nothing was tried"
        known = {*table.told, *(card.partition("/")[2] for card in table.told), *table.found}
        bearer = {"Authorization": f"Bearer {tokens['henk']}"}
        heard_by = ("socketio.client", "engineio.client")  # the clients' own
        logged = [one for one in caplog.records if not one.name.startswith(heard_by)]
        told = {name: json.dumps([data for _, data in one.heard]) for name, one in clients.items()}
        pages = {seat: (f"s/{hosted.opened.session}/{seat}", token) for seat, token in tokens.items()}
        pages[FACILITATOR] = (f"f/{hosted.opened.session}", hosted.opened.token)
        for name, (page, token) in pages.items():
            told[name] += await hosted.text(f"/{page}/", {"Cookie": f"plek={token}"})
        told["the scenario"] = await hosted.text(f"/api/scenario/{hosted.opened.session}", bearer)
        told["the numbers"] = await hosted.text("/metrics")
        told["the log"] = "".join(f"{one.getMessage()} {one.__dict__.get('facts')}" for one in logged)
        for who, text in told.items():
            roles = scenario.scenario.roles
            mine = (
                {f"brief {who}", *(f"{who}/{need}" for need in roles[who].cards)} if who in roles else set()
            )
            mine |= set(roles[who].cards) if who in roles else set()
            leaked = [id_ for id_, mark in marks.items() if mark in text and id_ not in known | mine]
            assert not leaked, (who, leaked)
        assert "merk-naam" not in told["the log"] + told["the numbers"] + told["the scenario"]

    story(tell, actions_per_second=1000, burst=1000)


def test_one_action_under_one_id_happens_once_and_is_answered_alike() -> None:
    async def tell(hosted: Hosted) -> None:
        noor, henk = await hosted.sit("noor"), await hosted.sit("henk")
        first = await noor.act("say_stance", "stance-0001", stance="co_produce")
        again = await noor.act("say_stance", "stance-0001", stance="co_produce")
        assert first == again
        assert "accepted" in first
        foreign = await henk.act("say_stance", "stance-0001", stance="co_produce")
        assert foreign["refused"] == "not-yours" or "refused" in foreign

    story(tell)


def test_a_seat_acts_for_no_other_seat() -> None:
    async def tell(hosted: Hosted) -> None:
        henk = await hosted.sit("henk")
        for kind, body in (
            ("say_stance", {"seat": "noor", "stance": "co_produce"}),
            ("advance", {}),
            ("rewind", {"to_seq": 1}),
            ("take_seat", {"seat": "nadia", "holder": "person", "name": "Ik"}),
        ):
            assert (await henk.act(kind, **body))["refused"] == "not-yours"

    story(tell)


@pytest.mark.parametrize(
    "order",
    [
        None,
        [],
        "advance",
        {"id": "kort", "kind": "advance"},
        {"id": "bot:000001", "kind": "advance"},
        {"id": "join:00001", "kind": "advance"},
        {"id": "order-0001", "kind": 7},
        {"id": "order-0001", "kind": "advance", "body": []},
        {"id": "order-0001", "kind": "advance", "moment": "1"},
        {"id": "order-0001", "kind": "advance", "body": {"seat": 3.5}},
    ],
)
def test_what_is_no_order_is_refused_and_nothing_happens(order: Any) -> None:
    store = MemoryStore()

    async def tell(hosted: Hosted) -> None:
        leader = await hosted.join(hosted.opened.token)
        head = store.summary(hosted.opened.session).head
        assert (await leader.call("act", order))["refused"] == "bad-order"
        assert store.summary(hosted.opened.session).head == head

    story(tell, store)


def test_who_dropped_out_comes_back_with_what_changed_meanwhile() -> None:
    async def tell(hosted: Hosted) -> None:
        token = await hosted.take("henk")
        henk, noor = await hosted.join(token), await hosted.sit("noor")
        await henk.until_seq(1)
        seen, parts = henk.seq, dict(henk.parts)
        await henk.close()
        answer = await noor.act("say_stance", stance="co_produce")
        await noor.until_seq(answer["accepted"])
        back = await hosted.join(token, seq=seen)
        await back.until_seq(answer["accepted"])
        [(name, news)] = back.heard
        assert name == "patch"
        assert "budget" not in news["parts"]
        room = await hosted.served.hall.room(hosted.opened.session)
        assert without_words(parts | news["parts"]) == room.view("seat:henk")

    story(tell)


def test_a_seat_is_on_one_device_and_both_hear_of_a_takeover() -> None:
    async def tell(hosted: Hosted) -> None:
        token = await hosted.take("henk")
        first = await hosted.join(token)
        assert first.said["took_over"] is False
        second = await hosted.join(token)
        assert second.said["took_over"] is True
        await first.until(lambda: first.lines)
        assert first.lines == [("lost", "taken-over")]
        await until(lambda: not first.is_connected)
        assert second.is_connected
        await second.until_seq(1)

    story(tell)


def test_a_seat_that_is_given_to_a_bot_is_lost_to_who_had_it() -> None:
    async def tell(hosted: Hosted) -> None:
        token = await hosted.take("henk")
        henk, leader = await hosted.join(token), await hosted.join(hosted.opened.token)
        await leader.act("take_seat", seat="henk", holder="bot:silent")
        await henk.until(lambda: henk.lines)
        assert henk.lines == [("lost", "seat-given-away")]
        back = await hosted.join(token)
        assert back.said["refused"] == "no-such-key"
        assert "token" in (await hosted.post("/api/take", code=hosted.opened.code, seat="henk"))[1]

    story(tell)


def test_two_who_want_one_seat_get_one_and_a_clear_no() -> None:
    async def tell(hosted: Hosted) -> None:
        asked = [hosted.post("/api/take", code=hosted.opened.code, seat="henk") for _ in range(5)]
        found = await asyncio.gather(*asked)
        assert sorted(status for status, _ in found) == [200, 409, 409, 409, 409]
        assert {said.get("refused") for status, said in found if status == 409} == {"seat-not-free"}
        [token] = [said["token"] for status, said in found if status == 200]
        assert (await hosted.join(token)).said["actor"] == "seat:henk"

    story(tell)


def test_seats_are_shown_to_who_has_the_code_and_guessing_is_stopped_but_not_joining() -> None:
    async def tell(hosted: Hosted) -> None:
        code = hosted.opened.code
        status, found = await hosted.post("/api/look", code=f" {code[:3].lower()}-{code[3:]} ")
        assert status == 200
        assert [(one["seat"], one["is_free"]) for one in found["seats"]] == [(seat, True) for seat in SEATS]
        for _ in range(3):
            assert (await hosted.post("/api/look", code="XXXXXX"))[0] == 404
        assert (await hosted.post("/api/look", code="XXXXXX"))[1]["refused"] == "too-many-tries"

    story(tell, tries_per_minute=3)


def test_many_who_join_from_one_address_are_not_stopped() -> None:
    async def tell(hosted: Hosted) -> None:
        for _ in range(30):
            assert (await hosted.post("/api/look", code=hosted.opened.code))[0] == 200

    story(tell, tries_per_minute=3)


def test_nothing_is_answered_or_shown_before_it_is_stored() -> None:
    store = FailingStore()

    async def tell(hosted: Hosted) -> None:
        noor, henk = await hosted.sit("noor"), await hosted.sit("henk")
        await henk.until_seq(1)
        heard = len(henk.heard)
        store.code = "store-full"
        asked = asyncio.create_task(noor.act("say_stance", stance="co_produce"))
        await henk.until(lambda: henk.lines)
        assert henk.lines == [("lost", "store-full")]
        await asyncio.sleep(0.2)  # an answer that is on its way would be here by now
        assert not asked.done()
        assert all(data["parts"].get("table", {}).get("stance", "") == "" for _, data in henk.heard[heard:])
        store.code = ""
        answer = await asked
        assert "accepted" in answer
        await henk.until_seq(answer["accepted"])
        assert henk.lines[-1] == ("open", "")
        assert henk.parts["table"]["stance"] == "co_produce"

    story(tell, store)


def test_an_order_that_our_own_mistake_breaks_is_refused_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(state: Any, action: Any, moment: Any = None) -> Any:
        if type(action).__name__ == "SayStance":
            raise ZeroDivisionError
        return decide(state, action, moment)

    monkeypatch.setattr("game.session.session.decide", broken)

    async def tell(hosted: Hosted) -> None:
        noor, leader = await hosted.sit("noor"), await hosted.join(hosted.opened.token)
        bad, good = await asyncio.gather(
            noor.act("say_stance", stance="co_produce"), leader.act("add_remark", text="Stil hier")
        )
        assert bad["refused"] == "our-fault"
        assert "accepted" in good

    story(tell)


def test_a_seat_that_acts_too_fast_is_told_so_and_its_actions_do_not_happen() -> None:
    store = MemoryStore()

    async def tell(hosted: Hosted) -> None:
        leader = await hosted.join(hosted.opened.token)
        answers = [await leader.act("add_remark", text="x") for _ in range(8)]
        assert [answer.get("refused") for answer in answers].count("too-fast") >= 4
        accepted = sum("accepted" in answer for answer in answers)
        assert len(recover(store, hosted.opened.session).state.remarks) == accepted

    story(tell, store, burst=3, actions_per_second=1)


def test_a_bot_plays_a_seat_that_nobody_took() -> None:
    async def tell(hosted: Hosted) -> None:
        leader = await hosted.join(hosted.opened.token)
        await leader.act("take_seat", seat="noor", holder="bot:dialogue")
        await leader.until(lambda: leader.parts.get("table", {}).get("stance"))

    story(tell)


def test_after_a_restart_the_same_codes_and_keys_work(tmp_path: Path) -> None:
    async def first() -> tuple[str, str, str]:
        store = SqliteStore(tmp_path / "sessions.db")
        async with a_server(store) as hosted:
            token = await hosted.take("henk", "Henk")
            found = (hosted.opened.session, hosted.opened.code, token)
        store.close()
        return found

    async def second(session: str, code: str, token: str) -> None:
        from server.app import Served

        store = SqliteStore(tmp_path / "sessions.db")
        served = Served(store, settings())
        await served.start()
        try:
            client = Client(f"http://127.0.0.1:{served.port}")
            await client.connect()
            said = await client.call("join", {"token": token})
            assert said["session"] == session
            await client.until_seq(1)
            assert client.parts["people"]["henk"] == {"holder": "person", "name": "Henk"}
            assert served.hall.session_of(code) == session
        finally:
            await served.stop()
        assert verify_session(store, session)["intact"]
        store.close()

    asyncio.run(second(*asyncio.run(first())))


def test_sessions_in_which_nothing_was_done_for_a_month_are_erased(tmp_path: Path) -> None:
    now = [1_700_000_000_000]
    store: Store = SqliteStore(tmp_path / "sessions.db", now=lambda: now[0])
    store.create("van-mij", "eerste-potje", {}, Entry(0))

    async def tell(hosted: Hosted) -> None:
        await hosted.take("henk", "Henkeline")
        hall = hosted.served.hall
        hall._now = lambda: now[0]
        now[0] += 29 * 24 * 3600 * 1000
        assert await hosted.served.house.sweep() == 0
        now[0] += 2 * 24 * 3600 * 1000
        assert await hosted.served.house.sweep() == 1
        assert [one.id for one in store.sessions()] == ["van-mij"]
        assert (await hosted.post("/api/look", code=hosted.opened.code))[0] == 404

    story(tell, store)
    store.close()
    held = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Henkeline" not in held
