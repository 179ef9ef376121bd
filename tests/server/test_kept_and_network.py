"""What is kept of the tables, opened from the desk, and the page that checks the connection."""

import asyncio
import io
import json
import zipfile

import pytest

from game.session.actions import BOT
from game.session.session import FACILITATOR
from game.session.wire import Order
from server import otherwise_pages
from server.rooms import Room
from tests.server.served import Hosted, story
from tests.server.test_desk import Tables, at_tables
from tests.server.test_pages import Browser


async def play_out(tables: Tables, number: int) -> None:
    """Let bots play a table to its end."""
    await play_out_room(await tables.room(number))


async def play_out_room(room: Room) -> None:
    """Let bots play a room to its end."""
    for seat in room.session.state.seats:
        body = {"seat": seat, "holder": f"{BOT}dialogue"}
        await room.order(Order(f"bot-at-{seat}", FACILITATOR, "take_seat", body))
    for turn in range(60):
        if room.session.state.table.ended:
            return
        head = -1
        while head != room.session.state.head:
            head = room.session.state.head
            await asyncio.sleep(0.03)
        await room.order(Order(f"onward-{turn:04}", FACILITATOR, "advance", {}))
    table = room.session.state.table
    raise AssertionError(f"it does not end: {table.round} {table.phase} {table.step}")


def test_reports_files_and_the_comparison_open_from_the_desk() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader = Browser(hosted)
        await leader.lead()
        early = await leader.get(tables.path + "vergelijk")
        assert "als twee tafels klaar zijn" in early.words
        henk = Browser(hosted)
        third = tables.hall.code(tables.group.sessions[2])
        await henk.post(f"/k/{third}", [("seat", "henk"), ("name", "Truus")])
        for number in (1, 2):
            await play_out(tables, number)
        page = await leader.get(tables.path + "vergelijk")
        assert "Tafel 1" in page.words
        assert "Tafel 2" in page.words
        assert tables.group.sessions[0] not in page.text
        for word in ("winnaar", "beste", "plaats 1"):
            assert word not in page.words.lower()
        report = await leader.get(tables.path + "tafel/1/verslag")
        assert "Rekenvoorbeeld" in report.words
        assert not [tag for tag, _ in report.tags if tag == "script"]
        async with leader.http.get(hosted.url + tables.path + "tafel/1/verslag") as answer:
            allowed = answer.headers["Content-Security-Policy"]
        for held in ("font-src data:", "style-src 'unsafe-inline'"):  # its letters and its style stand in it
            assert held in allowed
        async with leader.http.get(hosted.url + tables.path + "tafel/3/jsonl") as answer:
            assert "attachment" in answer.headers["Content-Disposition"]
            log = await answer.text()
        assert [json.loads(line) for line in log.splitlines()]
        assert "Truus" not in log
        async with leader.http.get(hosted.url + tables.path + "tafel/1/csv") as answer:
            assert zipfile.ZipFile(io.BytesIO(await answer.read())).namelist()

    at_tables(tell, bot_pace_ms=0)


def test_who_leads_asks_what_if_of_a_table_that_has_ended_and_nobody_else_does() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader, stranger = Browser(hosted), Browser(hosted)
        await leader.lead()
        asked = tables.path + "tafel/1/wat-als"
        assert "als de tafel klaar is" in (await leader.get(asked)).words
        assert "Reken het na" not in (await leader.get(asked)).words
        await play_out(tables, 1)
        store, session = tables.hall.store, tables.group.sessions[0]
        before = [one.hash for one in store.links(session)]
        page = await leader.get(asked)
        assert "Ronde 2, vanaf het begin" in page.words
        answer = await leader.post(asked, [("moment", "2"), ("stance", "decide")])
        assert "Niet gespeeld: nagerekend." in answer.words
        assert "vanaf ronde 2?" in answer.words
        assert not [tag for tag, _ in answer.tags if tag == "script"]
        same = await leader.post(asked, [("moment", "2")])
        assert "Er komt precies hetzelfde uit." in same.words
        for wrong in (("moment", "77"), ("rule", "loting"), ("cut", "99"), ("task", "maan")):
            refused = await leader.post(asked, [("moment", "2"), ("euros", "veel"), wrong])
            assert "Reken het na" in refused.words
            assert any(dict(has).get("role") == "alert" for _, has in refused.tags), wrong
        async with stranger.http.get(hosted.url + asked) as refusal:
            assert refusal.status == 403
        assert "nagerekend" not in (await stranger.post(asked, [("moment", "2")])).words
        assert [one.hash for one in store.links(session)] == before

    at_tables(tell, bot_pace_ms=0)


def test_a_what_if_that_takes_too_long_or_comes_twice_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        leader = Browser(hosted)
        await leader.lead()
        asked = tables.path + "tafel/1/wat-als"
        await play_out(tables, 1)
        many = [("moment", "1"), ("by", "bots"), ("games", "200")]
        pages = await asyncio.gather(leader.post(asked, many), leader.post(asked, many))
        said = [page.words for page in pages]
        assert sorted("wordt al iets nagerekend" in one for one in said) == [False, True]
        assert sorted("Dit duurt te lang" in one for one in said) == [False, True]

    monkeypatch.setattr(otherwise_pages, "LONGEST_SECONDS", 0.0)
    at_tables(tell, bot_pace_ms=0)


def test_the_connection_page_says_on_the_host_that_nobody_comes_here_and_what_to_do() -> None:
    async def tell(hosted: Hosted) -> None:
        page = await Browser(hosted).get("/verbinding")
        assert "Geen ander apparaat kan deze computer nu bereiken." in page.words
        assert "--host 0.0.0.0" in page.words
        assert "Zet een hotspot aan" in page.words
        english = await Browser(hosted, "en").get("/verbinding")
        assert "Turn on a hotspot" in english.words

    story(tell)


def test_the_connection_page_knows_whether_another_device_was_ever_here() -> None:
    async def tell(hosted: Hosted) -> None:
        page = await Browser(hosted).get("/verbinding")
        assert "nog geen ander apparaat" in page.words
        assert "houdt de wifi apparaten uit elkaar" in page.words
        phone = {"X-Forwarded-For": "192.0.2.7"}
        async with hosted.http.get(hosted.url + "/verbinding", headers=phone) as answer:
            assert "bereikt de computer van de begeleider" in await answer.text()
        page = await Browser(hosted).get("/verbinding")
        assert "Er was al 1 ander apparaat" in page.words

    story(tell, names=("zaal.test",), behind_proxy=True)


def test_the_stream_that_is_tried_comes_in_pieces() -> None:
    async def tell(hosted: Hosted) -> None:
        async with hosted.http.get(hosted.url + "/verbinding/nieuws") as answer:
            pieces = [piece async for piece in answer.content.iter_any()]
        assert len(pieces) == 3

    story(tell)
