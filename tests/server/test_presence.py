"""Who is there: asked first and alone, then marked for the facilitator, then kept warm if that is set."""

import asyncio
from dataclasses import replace
from time import monotonic

from game.debrief.report.looked import look_back
from game.debrief.report.page import page
from game.i18n import Texts
from game.session.memory import MemoryStore
from game.session.recover import recover
from game.session.session import FACILITATOR
from game.session.sessions import verify_session
from game.session.store import Store
from game.session.wire import Order
from server import presence
from server.presence import ASKED, AWAY, HERE, QUIET, Presence
from tests.server.served import Hosted, until
from tests.server.test_desk import Tables, at_tables
from tests.server.test_pages import Browser

HENK = {"henk": "person"}


def looked(who: Presence, at: float, *, waits: bool = True, paused: bool = False) -> str:
    who.look(HENK, lambda _: waits, at, is_paused=paused)
    return who.state("henk")


def a_presence() -> Presence:
    who = Presence(question_after=180, mark_after=60)
    who.came("henk", 0)
    return who


def test_who_is_waited_for_is_asked_then_marked_and_any_sign_ends_it() -> None:
    who = a_presence()
    assert [looked(who, at) for at in (0, 179, 180, 239, 240)] == [HERE, HERE, ASKED, ASKED, QUIET]
    who.sign("henk", 250)
    assert [looked(who, at) for at in (250, 429, 430)] == [HERE, HERE, ASKED]


def test_listening_is_not_being_idle() -> None:
    who = a_presence()
    assert looked(who, 900, waits=False) == HERE
    assert [looked(who, at) for at in (901, 1080, 1081)] == [HERE, HERE, ASKED]


def test_while_the_clock_stands_nobody_is_waited_for() -> None:
    who = a_presence()
    assert looked(who, 0) == HERE
    assert looked(who, 500, paused=True) == HERE
    assert [looked(who, at) for at in (501, 680, 681)] == [HERE, HERE, ASKED]


def test_who_is_not_connected_cannot_be_asked_and_is_marked_at_the_same_time() -> None:
    who = a_presence()
    who.went("henk", 1)
    assert [looked(who, at) for at in (1, 181, 240, 241)] == [AWAY, AWAY, AWAY, QUIET]
    who.came("henk", 250)
    who.sign("henk", 250)
    assert looked(who, 250) == HERE


def test_a_bot_and_nobody_are_never_asked() -> None:
    for holder in ("bot:dialogue", "empty"):
        who = a_presence()
        assert who.look({"henk": holder}, lambda _: True, 9999, is_paused=False) == []
        assert who.quiet_for("henk", 9999) == 0


def test_a_table_waits_for_what_is_due_and_not_for_what_is_free() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        room = await tables.room(1)
        assert presence.is_awaited(room.session.state.table, "noor")  # the stance is hers to say
        await room.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))
        table = room.session.state.table
        assert presence.is_awaited(table, "henk")
        await room.order(Order("ready-henk", "seat:henk", "ready", {}))
        assert not presence.is_awaited(table, "henk")

    at_tables(tell)


def test_who_stays_quiet_is_kept_warm_and_takes_the_seat_back_with_one_tap() -> None:
    store: Store = MemoryStore()

    async def tell(hosted: Hosted, tables: Tables) -> None:
        bo, leader = Browser(hosted), Browser(hosted)
        await leader.lead()
        room = await tables.room(1)
        session = room.name
        await bo.post(f"/k/{tables.hall.code(session)}", [("seat", "henk"), ("name", "Bo")])
        at = bo.at
        await room.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))
        now = monotonic()
        async with bo.http.get(hosted.url + at + "news"):
            await until(lambda: room.listeners)
            holders = {seat: held.holder for seat, held in room.session.state.seats.items()}

            def quiet(seconds: float) -> None:
                room.presence.look(holders, lambda _: True, now - seconds, is_paused=False)
                room.presence._seats["henk"].sign_at = now - seconds
                room.presence._seats["henk"].waits_since = now - seconds

            quiet(200)
            await hosted.served.house.look_who_is_there()
            assert room.presence.state("henk") == ASKED
            assert "Ben je er nog?" in (await bo.get(at)).words
            assert "Blijft stil" not in (await leader.get(tables.path)).words
            quiet(250)
            await hosted.served.house.look_who_is_there()
            assert "Blijft stil: Henk." in (await leader.get(tables.path)).words
            quiet(9999)
            await hosted.served.house.look_who_is_there()
            assert room.session.state.seats["henk"].holder == "person"  # nobody set that a bot plays
            await tables.hall.groups.change(tables.group, lambda one: replace(one, keeps_warm=60))
            quiet(301)
            await hosted.served.house.look_who_is_there()
            assert room.session.state.seats["henk"].holder == "bot:dialogue"
            assert "De computer speelt even voor Henk." in (await leader.get(tables.path)).words
            other = await Browser(hosted).post(f"/k/{tables.hall.code(session)}", [("seat", "henk")])
            assert "net door een ander genomen" in other.words
            page = await bo.get(at)
            assert "De computer speelt even voor jou" in page.words
            assert (await bo.post(at + "hier", page.form("here", {}).filled({}), quick=True))["ok"]
            await until(lambda: room.session.state.seats["henk"].holder == "person")
            assert room.session.people[str(room.session.state.seats["henk"].person)] == "Bo"
            await room.keep_warm("henk", "bot:dialogue")
            reply = await room.order(Order("henk-plays", "seat:henk", "ready", {}))  # so does playing on
            assert hasattr(reply, "seq")
            assert room.session.state.seats["henk"].holder == "person"
        ids = [link.text for link in store.links(session) if '"seat_taken"' in link.text]
        assert sum('"warm:henk' in text for text in ids) == 2
        assert sum('"back:henk' in text for text in ids) == 2
        assert recover(store, session).state.seats["henk"].holder == "person"

    at_tables(tell, store)


def test_the_report_says_for_whom_a_bot_played_and_how_often() -> None:
    store: Store = MemoryStore()

    async def tell(hosted: Hosted, tables: Tables) -> None:
        room = await tables.room(1)
        await tables.hall.take(room.name, "noor", "Bo")
        await tables.hall.take(room.name, "henk", "Cas")
        await room.order(Order("stance-noor", "seat:noor", "say_stance", {"stance": "co_produce"}))
        await room.order(Order("henk-asks", "seat:henk", "ready", {}))
        await room.keep_warm("noor", "bot:dialogue")
        await until(lambda: any(one.action_id.startswith("bot:") for one in room.session.state.live))
        looked = look_back(store, room.name, Texts("nl"))
        assert looked.stood_in.keys() == {"noor"}
        assert looked.stood_in["noor"] >= 1
        assert "De computer speelde een tijd voor Noor" in page(looked)

    at_tables(tell, store, bot_pace_ms=0)


def test_a_seat_is_taken_over_and_given_back_in_every_phase() -> None:
    store: Store = MemoryStore()

    async def tell(hosted: Hosted, tables: Tables) -> None:
        room = await tables.room(1)
        for seat in ("henk", "joris", "noor"):
            body = {"seat": seat, "holder": "bot:dialogue"}
            await room.order(Order(f"bot-at-{seat}", FACILITATOR, "take_seat", body))
        await tables.hall.take(room.name, "nadia", "Bo")
        phases = set()
        for turn in range(60):
            table = room.session.state.table
            if table.ended:
                break
            phases.add(table.phase)
            await room.order(Order(f"quiet-{turn:04}", FACILITATOR, "pause", {}))  # so that no bot goes on
            await room.keep_warm("nadia", "bot:dialogue")
            assert room.session.state.seats["nadia"].holder == "bot:dialogue"
            room.sign("nadia")
            await until(lambda: room.session.state.seats["nadia"].holder == "person")
            await room.order(Order(f"again-{turn:04}", FACILITATOR, "resume", {}))
            head = -1
            while head != room.session.state.head:  # the bots do what they have to do here
                head = room.session.state.head
                await asyncio.sleep(0.02)
            await room.order(Order(f"onward-{turn:04}", FACILITATOR, "advance", {}))
        assert room.session.state.table.ended
        assert phases == {"explore", "dialogue", "frame", "divide", "carry_out", "reflect"}
        assert verify_session(store, room.name)["intact"]

    at_tables(tell, store, bot_pace_ms=0)


def test_a_seat_that_is_kept_warm_is_still_its_persons_after_a_crash_of_the_server() -> None:
    store: Store = MemoryStore()

    async def tell(hosted: Hosted, tables: Tables) -> None:
        room = await tables.room(1)
        token = await tables.hall.take(room.name, "henk", "Bo")
        await room.keep_warm("henk", "bot:dialogue")
        await tables.hall._close_room(room, "stopping")
        again = await tables.room(1)
        assert again is not room
        assert again.warm == {"henk": "person"}
        assert tables.hall.key(token) is not None
        again.sign("henk")
        await until(lambda: again.session.state.seats["henk"].holder == "person")

    at_tables(tell, store)
