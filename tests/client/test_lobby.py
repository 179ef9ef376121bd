"""Inviting from the start screen: a server of our own, who comes in, the session, and the end of it all."""

import json
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from game.client import hosting
from game.client import lobby as lobby_module
from game.client.hosting import EVERYBODY, Hosting
from game.client.remote import take
from game.client.scenes.session import SessionScene
from game.client.scenes.start import StartScene
from game.client.scenes.trouble import TroubleOverlay
from game.session.invitation import modules
from game.session.sessions import reading
from tests.pilot import Pilot, a_pilot


class _Here(Hosting):
    """A server that only this machine reaches."""

    def __init__(self, scenario: Path, *, host: str, **more: object) -> None:
        assert host == EVERYBODY
        super().__init__(scenario, host="127.0.0.1", **more)  # type: ignore[arg-type]


def wait_for(pilot: Pilot, holds: Callable[[], Any]) -> None:
    """Wait for something that a program must start for first."""
    until = time.monotonic() + 30
    pilot.settle()
    while not holds():
        assert time.monotonic() < until, pilot.words()
        time.sleep(0.02)
        pilot.settle()


@contextmanager
def inviting(folder: Path) -> Iterator[tuple[Pilot, StartScene]]:
    with pytest.MonkeyPatch.context() as patch, a_pilot((1280, 720), calm=True) as pilot:
        patch.setattr(lobby_module, "Hosting", _Here)
        patch.setenv("OPGAVETAFEL_PORT", "0")
        pilot.app.database = str(folder / "s.db")
        pilot.settle()
        pilot.click("invite")
        scene = pilot.app.scene
        assert isinstance(scene, StartScene)
        yield pilot, scene


def test_a_session_with_telephones_begins_on_the_start_screen_and_ends_with_the_window(
    tmp_path: Path,
) -> None:
    with inviting(tmp_path) as (pilot, start):
        assert not pilot.can("start")
        wait_for(pilot, lambda: start.invitation is not None)
        lobby = start.lobby
        assert lobby is not None
        invited, invitation = lobby.invited, start.invitation
        assert invited is not None
        assert invitation is not None
        assert invitation.address == invited.address
        assert invitation.letters.replace("-", "") == invited.code
        assert invitation.modules == modules(f"{invited.address}k/{invited.code}")
        take(invited.here, invited.code, "nadia", "Fatima")
        take(invited.here, invited.code, "noor", "")
        wait_for(pilot, lambda: pilot.is_there("join.place.noor") and "Noor" in lobby.names().values())
        assert lobby.names() == {"nadia": "Fatima", "joris": "", "noor": "Noor"}
        pilot.click("start")
        wait_for(pilot, lambda: isinstance(pilot.app.scene, SessionScene) and pilot.app.scene.table.is_here)
        session = pilot.app.scene
        assert isinstance(session, SessionScene)
        wait_for(pilot, lambda: session.table.part("people")["joris"]["holder"] == "bot:dialogue")
        wait_for(pilot, lambda: not session.table.part("clock")["paused"])
        assert session.play.is_host
        assert session.play.mine == frozenset()
    port = int(invited.here.rpartition(":")[2])
    with socket.socket() as again:
        assert again.connect_ex(("127.0.0.1", port)) != 0, "the server is still there"
    store = reading(str(tmp_path / "s.db"))
    assert [one.id for one in store.sessions()] == [invited.session]
    store.close()


def a_program(folder: Path, does: str) -> tuple[str, ...]:
    """Return what stands in for a server that takes seconds to start."""
    script = folder / "server.py"
    script.write_text(f"import sys\n{does}\n")
    return (sys.executable, "-I", "-S", str(script))


def test_who_changes_their_mind_plays_on_one_screen_and_the_server_is_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = tmp_path / "ended"
    slow = a_program(tmp_path, f"sys.stdin.read(); open({str(ended)!r}, 'w').close()")
    monkeypatch.setattr(hosting, "PROGRAM", slow)
    with inviting(tmp_path) as (pilot, _):
        assert pilot.is_there("join.starting")
        wait_for(pilot, lambda: (tmp_path / "server.py").exists())
        pilot.click("uninvite")
        pilot.settle()
        assert ended.exists()
        assert pilot.can("invite")
        assert pilot.is_there("seats.title")


def test_a_server_that_cannot_start_is_told_in_its_own_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosting, "PROGRAM", a_program(tmp_path, "sys.exit('Dit adres mag niet.')"))
    with inviting(tmp_path) as (pilot, start):
        wait_for(pilot, lambda: isinstance(pilot.app.overlay, TroubleOverlay))
        assert "Dit adres mag niet." in pilot.words()
        assert start.lobby is None


def test_when_the_usual_port_is_taken_another_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"address": "http://10.0.0.5:4321/", "link": "", "session": "", "code": "", "token": ""}
    does = f"sys.argv[-2:] == ['--port', '0'] or sys.exit('taken')\nprint({json.dumps(said)!r}, flush=True)\n"
    monkeypatch.setattr(hosting, "PROGRAM", a_program(tmp_path, does + "sys.stdin.read()"))
    server = Hosting(tmp_path, language="nl")
    server._thread.join(timeout=30)
    try:
        invited = server.invited()
    finally:
        server.stop()
    assert invited is not None
    assert invited.here == "http://127.0.0.1:4321"
