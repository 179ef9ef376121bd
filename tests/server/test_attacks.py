"""Clients that misbehave are cut, leave nothing behind, and bother nobody who plays."""

import asyncio
import json
from itertools import product
from typing import Any

import aiohttp
import pytest

from game.session.memory import MemoryStore
from tests.server.served import SOON, Hosted, story, until

SOCKET = "/socket.io/?EIO=4&transport=websocket"


async def raw(hosted: Hosted, *frames: str | bytes) -> aiohttp.ClientWebSocketResponse:
    """Open a socket, say hello as the protocol wants it, and send frames."""
    socket = await hosted.http.ws_connect(hosted.url + SOCKET)
    await socket.receive()  # the handshake
    for frame in frames:
        await (socket.send_str(frame) if isinstance(frame, str) else socket.send_bytes(frame))
    return socket


async def is_cut(socket: aiohttp.ClientWebSocketResponse) -> None:
    """Wait until the other side has ended a socket."""
    async with asyncio.timeout(SOON):
        while True:
            message = await socket.receive()
            if message.type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.ERROR):
                return


async def nothing_stays(hosted: Hosted, but: int = 0) -> None:
    sio, keeper = hosted.served._sockets.sio, hosted.served._keeper
    await until(lambda: (len(sio.environ), len(sio.eio.sockets), keeper.sockets) == (but, but, but))


def connected(*frames: str | bytes) -> tuple[str | bytes, ...]:
    return ("40", *frames)


GARBAGE: list[tuple[str | bytes, ...]] = [
    ("x",),
    ("",),
    ("4",),
    ("4{",),
    ("9garbage",),
    (b"\x00\x01\x02",),
    ("b!!!!",),
    connected('42["disconnect"]'),
    connected('42["connect"]'),
    connected('42["__disconnect_final"]'),
    connected('42["nothing we know",{}]'),
    connected("42{}"),
    connected("42[]"),
    connected("42[7]"),
    connected('42["join",{},{},{}]'),
    connected('421["act",{"id":"order-0001","kind":"advance"}]'),
    connected("42" + "[" * 6000),
    connected("451-" + json.dumps(["join", {"_placeholder": True, "num": 0}]), b"x"),
    ("43" + "7" * 5000,),
]


def test_garbage_is_cut_and_leaves_no_ghost() -> None:
    async def tell(hosted: Hosted) -> None:
        noor = await hosted.sit("noor")
        for frames in GARBAGE:
            socket = await raw(hosted, *frames)
            await is_cut(socket)
            await socket.close()
        await nothing_stays(hosted, but=1)
        assert "accepted" in await noor.act("say_stance", stance="co_produce")
        assert await hosted.metric("opgavetafel_faults_total") == 0
        assert await hosted.metric('opgavetafel_cut_total{reason="bad-event"}') >= 8

    story(tell, join_within=0.3)


def test_a_message_that_is_too_large_is_cut() -> None:
    async def tell(hosted: Hosted) -> None:
        socket = await raw(hosted, "40", '42["join",{"token":"' + "x" * 20_000 + '"}]')
        await is_cut(socket)
        await nothing_stays(hosted)

    story(tell)


def test_who_does_not_join_in_time_is_cut() -> None:
    async def tell(hosted: Hosted) -> None:
        socket = await raw(hosted, "40")
        await is_cut(socket)
        await nothing_stays(hosted)
        assert await hosted.metric('opgavetafel_cut_total{reason="not-joined"}') == 1

    story(tell, join_within=0.2)


def test_a_client_that_reads_nothing_costs_little_and_is_cut_in_the_end() -> None:
    async def tell(hosted: Hosted) -> None:
        token = await hosted.take("henk")
        socket = await raw(hosted, "40")
        await socket.receive()
        await socket.send_str("421" + json.dumps(["join", {"token": token}]))
        await until(lambda: hosted.served.hall.rooms() and hosted.served.hall.rooms()[0].listeners)
        socket._reader._protocol.pause_reading()
        leader = await hosted.join(hosted.opened.token)
        [henk] = [one for one in hosted.served.hall.rooms()[0].listeners if one.actor == "seat:henk"]
        for turn in range(120):
            answer = await leader.act("add_remark", f"remark-{turn:05}", text="x" * 1500)
            assert "accepted" in answer
            await leader.act("pause" if turn % 2 == 0 else "resume")
            line = henk._sio.transport(henk.tab)  # type: ignore[attr-defined]
            assert line is None or line.get_write_buffer_size() < 65_536
        await until(lambda: henk not in hosted.served.hall.rooms()[0].listeners)

    story(tell, actions_per_second=10_000, burst=10_000, ping_interval=0.3, ping_timeout=0.4)


def test_a_client_that_floods_is_refused_and_then_cut_while_others_play() -> None:
    async def tell(hosted: Hosted) -> None:
        token = await hosted.take("henk")
        order = json.dumps(["act", {"id": "order-0001", "kind": "ready", "body": {}}])
        socket = await raw(hosted, "40", "420" + json.dumps(["join", {"token": token}]))
        noor = await hosted.sit("noor")
        flood = asyncio.create_task(_flood(socket, order))
        assert "accepted" in await noor.act("say_stance", stance="co_produce")
        await is_cut(socket)
        flood.cancel()
        assert await hosted.metric('opgavetafel_cut_total{reason="flood"}') == 1

    story(tell)


async def _flood(socket: aiohttp.ClientWebSocketResponse, order: str) -> None:
    for number in range(5000):
        if socket.closed:
            return
        try:
            await socket.send_str(f"42{number}{order}")
        except (ConnectionError, aiohttp.ClientError):
            return


def test_one_address_holds_so_many_sockets_and_no_more() -> None:
    async def tell(hosted: Hosted) -> None:
        held = [await hosted.sit("henk"), await hosted.sit("noor")]
        with pytest.raises(aiohttp.WSServerHandshakeError) as full:
            await raw(hosted)
        assert full.value.status == 429
        await held[0].close()
        await until(lambda: hosted.served._keeper.sockets == 1)
        await (await raw(hosted)).close()

    story(tell, sockets_per_address=2)


OURS: list[dict[str, str]] = [
    {},
    {"Host": "127.0.0.1:8017", "Origin": "http://127.0.0.1:8017"},
    {"Host": "zaal.lan", "Origin": "http://zaal.lan"},
    {"Host": "localhost"},
    {"Host": "192.168.1.7"},
]
FOREIGN: list[dict[str, str]] = [
    {"Host": "kwaad.example"},
    {"Host": "127.0.0.1.kwaad.example"},
    {"Origin": "http://kwaad.example"},
    {"Origin": "null"},
    {"Host": "zaal.lan", "Origin": "http://zaal.lan.kwaad.example"},
    {"Host": "kwaad.example", "Origin": "http://kwaad.example"},
    {"Host": "kwaad.example", "X-Forwarded-Host": "127.0.0.1"},
]


@pytest.mark.parametrize("path", ["/health", SOCKET])
def test_a_page_of_somebody_else_gets_nothing(path: str) -> None:
    async def tell(hosted: Hosted) -> None:
        asked = [await _status(hosted, path, headers) for headers in (*OURS, *FOREIGN)]
        assert asked == [200] * len(OURS) + [403] * len(FOREIGN)

    story(tell, names=("zaal.lan",))


async def _status(hosted: Hosted, path: str, headers: dict[str, str]) -> int:
    if path == SOCKET:
        try:
            await (await hosted.http.ws_connect(hosted.url + path, headers=headers)).close()
        except aiohttp.WSServerHandshakeError as refused:
            return refused.status
        return 200
    async with hosted.http.get(hosted.url + path, headers=headers) as answer:
        return answer.status


def test_polling_is_no_way_in() -> None:
    async def tell(hosted: Hosted) -> None:
        for method in ("GET", "POST"):
            async with hosted.http.request(
                method, hosted.url + "/socket.io/?EIO=4&transport=polling"
            ) as answer:
                assert answer.status == 400

    story(tell)


NONSENSE = [
    b"",
    b"[]",
    b"{",
    b'{"code":7}',
    b'{"code":{}}',
    b"[" * 50_000,
    b'{"code":"' + b"x" * 100_000 + b'"}',
]


def test_a_request_that_makes_no_sense_is_refused_without_a_traceback() -> None:
    async def tell(hosted: Hosted) -> None:
        headers = {"Content-Type": "application/json"}
        for path, body in product(("/api/look", "/api/take"), NONSENSE):
            async with hosted.http.post(hosted.url + path, data=body, headers=headers) as answer:
                assert answer.status in (400, 413)
                assert "Traceback" not in await answer.text()
        assert await hosted.metric("opgavetafel_faults_total") == 0

    story(tell)


def test_who_is_behind_a_proxy_is_known_by_what_a_trusted_proxy_says_and_nobody_else() -> None:
    async def tell(hosted: Hosted) -> None:
        for address in ("10.0.0.1", "10.0.0.1", "10.0.0.2"):
            headers = {"X-Forwarded-For": f"1.2.3.4, {address}"}
            async with hosted.http.post(
                hosted.url + "/api/look", json={"code": "XXXXXX"}, headers=headers
            ) as answer:
                found = (await answer.json())["refused"]
            assert found == "no-such-code"
        headers = {"X-Forwarded-For": "10.0.0.1"}
        async with hosted.http.post(hosted.url + "/api/look", json={"code": "X"}, headers=headers) as answer:
            assert (await answer.json())["refused"] == "too-many-tries"

    story(tell, behind_proxy=True, tries_per_minute=2)


def test_the_log_and_the_numbers_tell_no_names_texts_or_keys(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    seen: dict[str, Any] = {}

    async def tell(hosted: Hosted) -> None:
        token = await hosted.take("henk", "Hendrikus")
        henk, leader = await hosted.join(token), await hosted.join(hosted.opened.token)
        await leader.act("add_remark", text="Geheimzinnig")
        await henk.act("say_stance", stance="onzin")
        async with hosted.http.get(hosted.url + "/metrics") as answer:
            seen["metrics"] = await answer.text()
        seen["secrets"] = ["Hendrikus", "Geheimzinnig", token, hosted.opened.token, hosted.opened.code]

    story(tell, MemoryStore())
    written = seen["metrics"] + "".join(
        f"{record.getMessage()} {record.__dict__.get('facts')}"
        for record in caplog.records
        if not record.name.startswith(("socketio.client", "engineio.client", "asyncio"))
    )
    assert [secret for secret in seen["secrets"] if secret in written] == []
    assert 'opgavetafel_actions_total{outcome="accepted"}' in written
