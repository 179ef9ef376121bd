"""`serve` as it is started: it says how to join, stops in time, and loses nothing when it is killed."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from game import cli
from game.session.sessions import verify_session
from game.session.sqlite import SqliteStore
from tests.server.served import Client, Hosted, story

ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")


@contextmanager
def a_child(*arguments: str) -> Iterator[tuple["subprocess.Popen[str]", dict[str, str]]]:
    """Start `serve` as a child and give it with what it says."""
    command = [sys.executable, "-P", "-m", "game.cli", "serve", "--json", *arguments]
    child = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=dict(os.environ)
    )
    assert child.stdout is not None
    assert child.stderr is not None
    try:
        line = child.stdout.readline()
        assert line, child.stderr.read()
        yield child, json.loads(line)
    finally:
        child.kill()
        child.wait()
        child.stdout.close()
        child.stderr.close()


async def a_client(said: dict[str, str], token: str = "", **more: Any) -> Client:
    client = Client(said["address"].rstrip("/"))
    await client.connect()
    client.said = await client.call("join", {"token": token or said["token"], **more})
    return client


async def take(said: dict[str, str], seat: str) -> str:
    async with aiohttp.ClientSession() as http:
        body = {"code": said["code"], "seat": seat}
        async with http.post(said["address"] + "api/take", json=body) as answer:
            return str((await answer.json())["token"])


@ON_POSIX
def test_serve_says_how_to_join_and_stops_within_three_seconds_with_people_in_it(tmp_path: Path) -> None:
    async def play(said: dict[str, str]) -> Client:
        leader = await a_client(said)
        await leader.until_seq(1)
        child.send_signal(signal.SIGTERM)
        await leader.until(lambda: leader.lines)
        return leader

    with a_child("eerste-potje", "--port", "0", "--database", str(tmp_path / "s.db")) as (child, said):
        begun = time.monotonic()
        leader = asyncio.run(play(said))
        assert child.wait(timeout=10) == 0
        assert time.monotonic() - begun < 8  # three seconds, on a machine that is busy too
        assert child.stderr is not None
        log = child.stderr.read()
    assert leader.lines == [("lost", "stopping")]
    events = [json.loads(line)["event"] for line in log.splitlines()]
    assert events[0] == "listening"
    assert events[-1] == "stopped"
    assert "Traceback" not in log


@ON_POSIX
def test_a_server_killed_under_load_goes_on_with_every_acknowledged_action_exactly_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPGAVETAFEL_ACTIONS_PER_SECOND", "100000")
    monkeypatch.setenv("OPGAVETAFEL_BURST", "100000")
    database = tmp_path / "s.db"
    acknowledged: dict[str, int] = {}

    async def load(said: dict[str, str], child: "subprocess.Popen[str]") -> tuple[str, int]:
        token = await take(said, "joris")
        joris = await a_client(said, token)
        leaders = [await a_client(said) for _ in range(4)]

        async def remark(leader: Client, who: int) -> None:
            for number in range(10_000):
                id_ = f"remark-{who}-{number}"
                if len(acknowledged) == 60:
                    child.send_signal(signal.SIGKILL)  # three others are on their way
                try:
                    answer = await leader.act("add_remark", id_, text=id_)
                except Exception:  # noqa: BLE001 - the server is gone; what matters is what it had said
                    return
                if answer and "accepted" in answer:
                    acknowledged[id_] = answer["accepted"]

        await asyncio.gather(*(remark(leader, who) for who, leader in enumerate(leaders)))
        return token, joris.seq

    async def back(said: dict[str, str], token: str, seq: int) -> None:
        joris = await a_client(said, token, seq=seq)
        await joris.until(lambda: joris.seq > seq)
        assert joris.said["actor"] == "seat:joris"
        assert joris.heard[0][0] == "view"

    with a_child("eerste-potje", "--port", "0", "--database", str(database)) as (child, first):
        token, seq = asyncio.run(load(first, child))
    with a_child("--port", "0", "--database", str(database)) as (_, second):
        assert (second["session"], second["code"]) == (first["session"], first["code"])
        asyncio.run(back(second, token, seq))
    assert len(acknowledged) >= 60
    store = SqliteStore(database, read_only=True)
    kept = [(one.id, json.loads(one.answer)) for one in store.answered(first["session"])]
    for id_, at in acknowledged.items():
        assert [answer for found, answer in kept if found == id_] == [{"accepted": at}]
    assert verify_session(store, first["session"])["intact"]
    store.close()


def test_a_port_that_is_taken_and_a_public_address_are_told_in_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    database = ["--database", str(tmp_path / "s.db"), "--lang", "en"]
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert cli.main(["serve", "--port", str(port), *database]) == 1
    assert f"Port {port} at 127.0.0.1 cannot be used" in capsys.readouterr().err
    assert cli.main(["serve", "--host", "8.8.8.8", *database]) == 1
    assert "The whole internet can reach 8.8.8.8" in capsys.readouterr().err
    assert cli.main(["serve", "--certificate", str(tmp_path / "no.pem"), "--port", "0", *database]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_a_setting_that_makes_no_sense_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPGAVETAFEL_RETENTION_DAYS", "zes")
    assert cli.main(["serve", "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert "OPGAVETAFEL_RETENTION_DAYS" in said
    assert "'zes'" in said


def test_a_session_is_erased_on_request_with_every_name_in_it(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    store = SqliteStore(tmp_path / "s.db")
    names: list[str] = []

    async def tell(hosted: Hosted) -> None:
        await hosted.take("henk", "Henkeline")
        names.append(hosted.opened.session)

    story(tell, store)
    store.close()
    assert b"Henkeline" in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert cli.main(["sessions", "delete", names[0], "--database", str(tmp_path / "s.db")]) == 0
    assert names[0] in capsys.readouterr().out
    assert b"Henkeline" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert cli.main(["sessions", "delete", names[0], "--database", str(tmp_path / "s.db")]) == 1


@ON_POSIX
def test_a_server_that_is_asked_for_by_a_program_stops_when_that_program_is_gone(tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-m", "game.cli", "serve", "eerste-potje", "--json", "--while-asked"]
    command += ["--port", "0", "--database", str(tmp_path / "s.db")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        said = json.loads(child.stdout.readline())
        assert said["link"] == f"{said['address']}k/{said['code']}"
        assert child.poll() is None
        child.stdin.close()
        assert child.wait(timeout=10) == 0
