"""The window at a session elsewhere: the same scenes, and a line that comes back without losing anything."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from game import cli
from game.client.opening import joined
from game.client.remote import RemoteConnection, base_of, look, take, whose
from game.client.scenes.joining import JoinScene, enter
from game.client.scenes.session import SessionScene
from game.client.table import Table
from game.i18n import Mendable
from game.scenario.load import find
from game.session.memory import MemoryStore
from game.session.recover import recover
from game.session.scenario import played_from
from game.session.wire import Accepted, Line, Order, Refused, View
from tests.pilot import Pilot, a_pilot
from tests.server.served import SOON, InAThread, in_a_thread

FIRST = "eerste-potje"


def until(holds: Callable[[], Any], seconds: float = 2 * SOON) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


class Heard:
    """What came through a line so far."""

    def __init__(self, connection: RemoteConnection) -> None:
        self.connection = connection
        self.messages: list[Any] = []

    def of(self, *kinds: type) -> list[Any]:
        self.messages += self.connection.poll()
        return [one for one in self.messages if isinstance(one, kinds)]


@contextmanager
def a_line(server: InAThread, seat: str) -> Iterator[tuple[RemoteConnection, Heard]]:
    assert server.opened is not None
    connection = RemoteConnection(server.url, take(server.url, server.opened.code, seat, ""))
    try:
        yield connection, Heard(connection)
    finally:
        connection.close()


def test_an_order_over_the_network_is_answered_and_shown() -> None:
    with in_a_thread() as server, a_line(server, "noor") as (line, heard):
        until(lambda: heard.of(View))
        assert {one.observer for one in heard.of(View)} == {"projector", "seat:noor"}
        line.send(Order("stance-0001", "seat:noor", "say_stance", {"stance": "co_produce"}))
        line.send(Order("stance-0002", "seat:noor", "say_stance", {"stance": "nonsense"}))
        until(lambda: heard.of(Accepted) and heard.of(Refused))
        assert [one.id for one in heard.of(Accepted, Refused)] == ["stance-0001", "stance-0002"]


def test_what_was_sent_while_the_server_was_away_happens_once_when_it_is_back() -> None:
    store = MemoryStore()
    with in_a_thread(store) as server, a_line(server, "noor") as (line, heard):
        assert server.opened is not None
        until(lambda: Line("open") in heard.of(Line))
        server.stop()
        until(lambda: any(one.state == "lost" for one in heard.of(Line)))
        line.send(Order("stance-0001", "seat:noor", "say_stance", {"stance": "co_produce"}))
        time.sleep(0.3)
        assert not heard.of(Accepted)
        server.start()
        until(lambda: heard.of(Accepted))
        assert heard.of(Line)[-1] == Line("open")
        session = recover(store, server.opened.session)
        assert session.state.table.stance == "co_produce"
        kept = [one.id for one in store.answered(server.opened.session)]
        assert kept.count("stance-0001") == 1


def test_a_seat_that_went_on_elsewhere_is_told_and_does_not_fight_back() -> None:
    with in_a_thread() as server:
        assert server.opened is not None
        token = take(server.url, server.opened.code, "henk", "")
        first, second = RemoteConnection(server.url, token), None
        try:
            heard = Heard(first)
            until(lambda: heard.of(View))
            second = RemoteConnection(server.url, token)
            until(lambda: Line("lost", "taken-over") in heard.of(Line))
            after = Heard(second)
            until(lambda: after.of(View))
            time.sleep(0.5)
            assert not [one for one in after.of(Line) if one.state == "lost"]
        finally:
            first.close()
            if second is not None:
                second.close()


def test_nothing_is_asked_of_an_address_that_is_none_and_nothing_hangs_on_one_where_nobody_is() -> None:
    for text in ("", "ftp://x", "http://", "http://x:99999"):
        with pytest.raises(Mendable, match="no_address"):
            base_of(text)
    with pytest.raises(Mendable, match="no_server"):
        look("http://127.0.0.1:9", "ABCDEF")
    with in_a_thread() as server:
        with pytest.raises(Mendable, match="no-such-code"):
            look(server.url, "XXXXXX")
        with pytest.raises(Mendable, match="no-such-key"):
            whose(server.url, "x" * 43)


def test_a_table_elsewhere_knows_its_own_cards_and_nobody_elses() -> None:
    scenario = played_from(find(FIRST))
    with in_a_thread(scenario=scenario) as server:
        assert server.opened is not None
        token = take(server.url, server.opened.code, "nadia", "")
        play = joined(server.url, server.opened.session, token, "nadia")
        try:
            table = Table(play.connection, play.scenario, mine=play.mine, is_host=play.is_host)
            until(lambda: table.poll() and table.is_here)
            whole = scenario.scenario
            assert table.scenario.roles["nadia"] == whole.roles["nadia"]
            assert table.scenario.roles["joris"].cards == {}
            assert table.scenario.needs.keys() == whole.roles["nadia"].cards.keys()
            assert table.order("facilitator", "advance") == ""
        finally:
            play.close()


@contextmanager
def at_the_window(server: InAThread, home: Path) -> Iterator[Pilot]:
    assert server.opened is not None
    with pytest.MonkeyPatch.context() as patch, a_pilot((1280, 720), calm=True) as pilot:
        patch.setenv("OPGAVETAFEL_HOME", str(home))
        enter(pilot.app, server.url, server.opened.code)
        pilot.settle()
        try:
            yield pilot
        finally:
            if pilot.app.scene is not None:
                pilot.app.scene.leave()


def wait_for(pilot: Pilot, holds: Callable[[], Any]) -> None:
    def now() -> Any:
        pilot.settle()
        return holds()

    until(now)


def test_the_window_joins_by_code_takes_a_seat_and_shows_the_same_scenes(tmp_path: Path) -> None:
    with in_a_thread(scenario=played_from(find(FIRST))) as server, at_the_window(server, tmp_path) as pilot:
        assert isinstance(pilot.app.scene, JoinScene)
        pilot.click("join.seat.noor")
        wait_for(pilot, lambda: isinstance(pilot.app.scene, SessionScene) and pilot.app.scene.table.is_here)
        scene = pilot.app.scene
        assert isinstance(scene, SessionScene)
        wait_for(pilot, lambda: scene.acting == "noor")
        scene.table.order("noor", "say_stance", stance="co_produce")
        wait_for(pilot, lambda: scene.table.part("table")["phase"] == "dialogue")
        wait_for(pilot, lambda: pilot.app.stage.find("primary") is not None)
        pilot.click("primary")
        wait_for(pilot, lambda: "noor" in scene.table.part("table")["ready"])
        session = scene.play
        assert session.mine == frozenset(["noor"])
        scene.leave()
        assert server.opened is not None
        enter(pilot.app, server.url, server.opened.code)
        pilot.settle()
        pilot.click("join.again")
        wait_for(pilot, lambda: isinstance(pilot.app.scene, SessionScene) and pilot.app.scene.table.is_here)


def test_play_tells_in_one_sentence_why_it_cannot_join(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli.main(["play", "--join", "http://127.0.0.1:9", "--code", "ABCDEF", "--lang", "en"]) == 1
    assert "There is no game at http://127.0.0.1:9" in capsys.readouterr().err
