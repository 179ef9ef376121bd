"""How long others wait for a move, how many moves a server stores, and how quickly a room is full.

The server runs in a process of its own with its log on the disk; the clients are bare WebSockets in this one,
so half of what is measured on two cores is the clients' own work.
"""

import asyncio
import contextlib
import json
import os
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import quantiles
from typing import Any

import aiohttp
import pytest

CHILD = Path(__file__).with_name("bench_server.py")
ROOT = CHILD.parents[2]
SEATS = 7  # of putten-samenleving
SOCKET = "/socket.io/?EIO=4&transport=websocket"
GENTLE_TABLES, GENTLE_SECONDS, EVERY_SECONDS = 100, 6.0, 2.0
FLAT_TABLES, FLAT_SECONDS = 50, 6.0
FULL_TABLES, LIVE_TABLES = 200, 100
P95_MS, FEWEST_PER_SECOND, JOIN_SECONDS, MEMORY_MB, BACK_SECONDS = 500, 50, 60.0, 250, 20.0


@contextlib.contextmanager
def a_server(tables: int, database: Path, port: int = 0) -> Iterator[dict[str, Any]]:
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "OPGAVETAFEL_ACTIONS_PER_SECOND": "1000000",
        "OPGAVETAFEL_BURST": "1000000",
    }
    command = [sys.executable, "-P", str(CHILD), str(tables), str(database), str(port)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment)
    assert child.stdout is not None
    try:
        yield json.loads(child.stdout.readline()) | {"pid": child.pid}
    finally:
        child.terminate()
        child.wait()
        child.stdout.close()


@dataclass
class Seen:
    """What all clients saw: when each record was sent for, and when others heard of it."""

    acted: dict[tuple[str, int], float] = field(default_factory=dict)
    waits: list[float] = field(default_factory=list)
    answered: list[float] = field(default_factory=list)
    bytes: int = 0
    moves: int = 0


class Client:
    """One seat: a bare WebSocket that counts what it hears."""

    def __init__(self, seen: Seen, session: str) -> None:
        self.seen, self.session = seen, session
        self.number = 0
        self.acks: dict[int, asyncio.Future[Any]] = {}
        self.pending: list[tuple[int, float]] = []
        self.token = ""

    async def join(self, http: aiohttp.ClientSession, url: str, token: str, **more: Any) -> None:
        self.token = token
        self.socket = await http.ws_connect(url + SOCKET, compress=0)
        await self.socket.receive()
        await self.socket.send_str("40")
        await self.socket.receive()
        self.listening = asyncio.create_task(self.listen())
        answer = await self.call("join", {"token": token, **more})
        assert "session" in answer, answer

    async def call(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        self.number += 1
        done = self.acks[self.number] = asyncio.get_running_loop().create_future()
        await self.socket.send_str(f"42{self.number}" + json.dumps([name, body]))
        async with asyncio.timeout(60):
            answer: dict[str, Any] = await done
        return answer

    async def listen(self) -> None:
        async for message in self.socket:
            text = str(message.data)
            if text == "2":
                await self.socket.send_str("3")
            elif text.startswith("43"):
                at = text.index("[")
                self.acks.pop(int(text[2:at])).set_result(json.loads(text[at:])[0])
            elif text.startswith('42["patch"'):
                self.seen.bytes += len(text)
                at = text.index('"seq":') + 6
                self.pending.append((int(text[at : text.index(",", at)]), time.perf_counter()))

    async def act(self, turn: int) -> None:
        begun = time.perf_counter()
        body = {"value": turn % 11}
        answer = await self.call(
            "act", {"id": f"turn-{turn:08}-{id(self):x}", "kind": "answer_poll", "body": body}
        )
        self.seen.answered.append(time.perf_counter() - begun)
        self.seen.acted[self.session, answer["accepted"]] = begun
        self.seen.moves += 1


async def seat_all(
    said: dict[str, Any], seen: Seen, http: aiohttp.ClientSession
) -> tuple[list[Client], float]:
    """Seat everybody at every table and return the clients with how long that took."""
    begun = time.perf_counter()

    async def sit(table: dict[str, str], seat: str) -> Client:
        body = {"code": table["code"], "seat": seat}
        async with http.post(said["url"] + "/api/take", json=body) as answer:
            token = (await answer.json())["token"]
        client = Client(seen, table["session"])
        await client.join(http, said["url"], token)
        return client

    clients = await asyncio.gather(*(sit(table, seat) for table in said["tables"] for seat in said["seats"]))
    return list(clients), time.perf_counter() - begun


def waits(seen: Seen, clients: list[Client]) -> list[float]:
    """Return how long each other client waited for each move, in milliseconds."""
    found: list[float] = []
    for client in clients:
        heard = iter(sorted(client.pending))
        moves = sorted((seq, at) for (session, seq), at in seen.acted.items() if session == client.session)
        seq, when = next(heard, (0, 0.0))
        for number, begun in moves:
            while seq < number:
                seq, when = next(heard, (1 << 60, 0.0))
            if when > begun:
                found.append(1000 * (when - begun))
    return found


async def play(said: dict[str, Any], seconds: float, every: float) -> tuple[Seen, list[Client], float, int]:
    seen = Seen()
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector) as http:
        clients, joined = await seat_all(said, seen, http)
        end = time.perf_counter() + seconds

        async def moves(client: Client, number: int) -> None:
            await asyncio.sleep(every * (number % 97) / 97)
            turn = 0
            while time.perf_counter() < end:
                begun = time.perf_counter()
                await client.act(turn)
                turn += 1
                await asyncio.sleep(max(0.0, every - (time.perf_counter() - begun)))

        await asyncio.gather(*(moves(client, number) for number, client in enumerate(clients)))
        await asyncio.sleep(0.3)
        memory = memory_of(said["pid"])
        await leave(clients)
    return seen, clients, joined, memory


async def leave(clients: list[Client]) -> None:
    for client in clients:
        await client.socket.close()
        await client.listening


def memory_of(pid: int) -> int:
    """Return a process's memory in MB, where the system tells."""
    with contextlib.suppress(OSError):
        text = Path(f"/proc/{pid}/status").read_text()
        return int(next(line for line in text.splitlines() if line.startswith("VmRSS")).split()[1]) // 1024
    return 0


@pytest.mark.bench
def test_others_hear_of_a_move_before_they_wonder(tmp_path: Path) -> None:
    with a_server(GENTLE_TABLES, tmp_path / "s.db") as said:
        seen, clients, joined, memory = asyncio.run(play(said, GENTLE_SECONDS, EVERY_SECONDS))
    found = quantiles(waits(seen, clients), n=100)
    each = seen.bytes / max(1, seen.moves)
    _say(f"{len(clients)} seats at {GENTLE_TABLES} tables seated in {joined:.1f} s; {memory} MB")
    _say(f"a move per {EVERY_SECONDS:.0f} s each, {seen.moves} moves, {each:.0f} bytes to all of a table")
    _say(f"to every other client p50 {found[49]:.1f} ms, p95 {found[94]:.1f} ms, p99 {found[98]:.1f} ms")
    assert found[94] < P95_MS
    assert joined < JOIN_SECONDS


@pytest.mark.bench
def test_a_server_stores_many_moves_when_everybody_hurries(tmp_path: Path) -> None:
    with a_server(FLAT_TABLES, tmp_path / "s.db") as said:
        seen, _, _, _ = asyncio.run(play(said, FLAT_SECONDS, 0.0))
    each = quantiles([1000 * one for one in seen.answered], n=100)
    per_second = seen.moves / FLAT_SECONDS
    _say(f"flat out at {FLAT_TABLES} tables: {per_second:.0f} durable moves a second, answered in p50"
         f" {each[49]:.0f} ms, p95 {each[94]:.0f} ms; client CPU {_cpu():.1f} s")  # fmt: skip
    assert per_second > FEWEST_PER_SECOND


async def fill(said: dict[str, Any]) -> tuple[int, float, int, int]:
    """Seat everybody, and a big screen at each table; return sockets, seconds, memory before and after."""
    before, seen = memory_of(said["pid"]), Seen()
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
        clients, joined = await seat_all(said, seen, http)
        screens = []
        for first in clients[::SEATS]:
            screens.append(Client(seen, first.session))
            await screens[-1].join(http, said["url"], first.token, observer="projector")
        await asyncio.sleep(0.5)
        memory = memory_of(said["pid"])
        await leave([*clients, *screens])
    return len(clients) + len(screens), joined, before, memory


@pytest.mark.bench
def test_a_full_server_fits_in_its_memory(tmp_path: Path) -> None:
    with a_server(FULL_TABLES, tmp_path / "s.db") as said:
        sockets, joined, before, memory = asyncio.run(fill(said))
    _say(f"{sockets} sockets at {FULL_TABLES} tables: {memory} MB ({before} MB with nobody in);"
         f" everybody seated in {joined:.1f} s")  # fmt: skip
    assert sockets == 1_600
    assert memory < MEMORY_MB


@pytest.mark.bench
def test_everybody_is_back_soon_after_a_server_with_many_live_sessions_was_killed(tmp_path: Path) -> None:
    database = tmp_path / "s.db"

    async def joined(said: dict[str, Any], keys: list[tuple[str, str]]) -> list[tuple[str, str]]:
        seen = Seen()
        async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0)) as http:
            if not keys:
                clients, seconds = await seat_all(said, seen, http)
                _say(f"{len(clients)} seats at {LIVE_TABLES} tables taken and joined in {seconds:.1f} s")
                await asyncio.gather(*(client.act(0) for client in clients))
                os.kill(said["pid"], signal.SIGKILL)
            else:
                begun = time.perf_counter()
                clients = [Client(seen, session) for session, _ in keys]
                both = zip(clients, keys, strict=True)
                await asyncio.gather(*(one.join(http, said["url"], token) for one, (_, token) in both))
                back.append(time.perf_counter() - begun)
            await leave(clients)
        return [(client.session, client.token) for client in clients]

    back: list[float] = []
    with a_server(LIVE_TABLES, database) as said:
        keys = asyncio.run(joined(said, []))
    begun = time.perf_counter()
    with a_server(0, database, int(said["url"].rpartition(":")[2])) as again:
        up = time.perf_counter() - begun
        asyncio.run(joined(again, keys))
    _say(f"killed with {LIVE_TABLES} live sessions: up after {up:.1f} s, all {len(keys)} seats back"
         f" {back[0]:.1f} s after that")  # fmt: skip
    assert up + back[0] < BACK_SECONDS


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _say(line: str) -> None:
    sys.stdout.write(f"\n{line}")
