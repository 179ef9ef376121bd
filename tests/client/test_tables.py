"""Several tables in the window: leading them all, showing them to a room, a seat that is asked or moved."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from time import monotonic
from typing import Any

import pytest

from game.client.remote import RemoteConnection, take
from game.client.scenes.going_back import GoingBackOverlay
from game.client.scenes.joining import enter, watch
from game.client.scenes.overview import FollowingScene, OverviewScene
from game.client.scenes.session import SessionScene
from game.session.scenario import Played
from game.session.wire import Order
from server import arranging, steering
from server.groups import Waiter
from server.hall import Hall
from server.presence import ASKED
from server.rooms import Room
from tests.client.test_facilitator import pressed
from tests.client.test_projector import marks_on
from tests.client.test_remote import wait_for
from tests.pilot import Pilot, a_pilot
from tests.server.served import InAThread, in_a_thread
from tests.session.marked import marked, may_be_seen
from tests.session.stories import a_random_move, two_rounds


class Server:
    """A server in a thread with tables under one code, whose clocks run."""

    def __init__(self, thread: InAThread, tables: int, scenario: Played) -> None:
        assert thread.served is not None
        self.thread = thread
        self.hall: Hall = thread.served.hall
        self.opened = thread.do(steering.open_group_played(self.hall, scenario, tables, seed=7))
        self.url = thread.url
        for number in range(1, tables + 1):
            self.order(number, "facilitator", "resume")

    @property
    def group(self) -> Any:
        return self.hall.group(self.opened.group)

    def session(self, number: int) -> str:
        return str(self.group.sessions[number - 1])

    def room(self, number: int) -> Room:
        return self.thread.do(self.hall.room(self.session(number)))  # type: ignore[no-any-return]

    def order(self, number: int, actor: str, kind: str, **body: Any) -> Any:
        id_ = f"test-{monotonic()}".replace(".", "-")
        return self.thread.do(self.room(number).order(Order(id_, actor, kind, body)))

    def take(self, number: int, seat: str, name: str = "") -> str:
        return take(self.url, self.hall.code(self.session(number)), seat, name)


@contextmanager
def a_server(tables: int = 3, scenario: Played | None = None) -> Iterator[Server]:
    with in_a_thread(actions_per_second=1000, burst=1000, bot_pace_ms=60_000) as thread:
        yield Server(thread, tables, scenario or two_rounds())


@contextmanager
def a_window() -> Iterator[Pilot]:
    with a_pilot((1280, 720), calm=True) as pilot:
        try:
            yield pilot
        finally:
            if pilot.app.scene is not None:
                pilot.app.scene.leave()


@contextmanager
def leading(server: Server) -> Iterator[Pilot]:
    """Give the facilitator's window, with how all tables are."""
    with a_window() as pilot:
        enter(pilot.app, server.url, server.opened.token)
        wait_for(pilot, lambda: is_led(pilot))
        yield pilot


def is_led(pilot: Pilot) -> bool:
    scene = pilot.app.scene
    return (
        isinstance(scene, SessionScene)
        and scene.table.is_here
        and scene.leading.tables is not None
        and scene.leading.tables.is_here
    )


@contextmanager
def showing(server: Server) -> Iterator[Pilot]:
    """Give a screen for the room."""
    with a_window() as pilot:
        watch(pilot.app, server.url, server.opened.code)
        wait_for(pilot, lambda: isinstance(pilot.app.scene, OverviewScene) and pilot.app.scene.tables.is_here)
        yield pilot


@contextmanager
def seated(server: Server, number: int, seat: str, home: Any) -> Iterator[Pilot]:
    """Give the window of somebody who has a seat."""
    with pytest.MonkeyPatch.context() as patch, a_window() as pilot:
        patch.setenv("OPGAVETAFEL_HOME", str(home))
        enter(pilot.app, server.url, server.take(number, seat, "Bo"))
        wait_for(pilot, lambda: isinstance(pilot.app.scene, SessionScene) and pilot.session.table.is_here)
        yield pilot


def test_the_facilitator_does_at_any_table_what_is_needed_by_keys_alone() -> None:
    with a_server() as server, leading(server) as pilot:
        room = server.room(2)
        bo = RemoteConnection(server.url, server.take(2, "henk", "Bo"))
        try:
            pilot.key("escape")
            pressed(pilot, "menu.tables")
            wait_for(pilot, lambda: "Bo (Henk)" in pilot.words())
            assert all(f"Tafel {number}" in pilot.words() for number in (1, 2, 3))
            pressed(pilot, "tables.2")
            pressed(pilot, "table.pause")
            wait_for(pilot, lambda: room.session.state.clock.paused)
            assert not server.room(1).session.state.clock.paused
            wait_for(pilot, lambda: pilot.words().count("Klok aan"))
            pressed(pilot, "table.pause")
            wait_for(pilot, lambda: not room.session.state.clock.paused)
            pressed(pilot, "table.lock")
            wait_for(pilot, lambda: server.group.locked == (server.session(2),))
            pressed(pilot, "table.project")
            wait_for(pilot, lambda: server.group.projected == server.session(2))
            pressed(pilot, "table.seat.henk")
            pressed(pilot, "place.kick")
            wait_for(pilot, lambda: room.session.state.seats["henk"].holder == "empty")
            wait_for(pilot, lambda: any(getattr(one, "code", "") == "kicked" for one in bo.poll()))
            pressed(pilot, "table.seat.noor")
            pressed(pilot, "place.bot")
            wait_for(pilot, lambda: room.session.state.seats["noor"].holder == "bot:dialogue")
        finally:
            bo.close()


def test_all_clocks_stand_at_one_press_and_what_is_refused_is_said() -> None:
    with a_server() as server, leading(server) as pilot:
        pilot.click("tables")
        pressed(pilot, "tables.clocks")
        rooms = [server.room(number) for number in (1, 2, 3)]
        wait_for(pilot, lambda: all(room.session.state.clock.paused for room in rooms))
        wait_for(pilot, lambda: "Laat alle klokken lopen" in pilot.words())
        pressed(pilot, "tables.all")
        pressed(pilot, "all.advance")
        wait_for(pilot, lambda: "Tafel 1: " in pilot.words())  # nobody has said yet what they stand for
        pilot.click("all.lock")
        wait_for(pilot, lambda: len(server.group.locked) == 3)
        pressed(pilot, "all.back")
        pressed(pilot, "tables.sheet")
        assert "Hier is nu: Tafel 1, Tafel 2 en Tafel 3" in pilot.words()


def test_who_waits_gets_a_seat_with_one_press_and_what_is_set_changes_with_one() -> None:
    with a_server() as server, leading(server) as pilot:
        who = Waiter("ab" * 32, "Late Lies", 0)
        change = server.hall.groups.change(server.group, lambda one: replace(one, waiting=(who,)))
        server.thread.do(change)
        wait_for(pilot, lambda: "1 wacht op een plek" in pilot.words())
        pilot.click("tables")
        pressed(pilot, "tables.waiting")
        assert "Late Lies" in pilot.words()
        pressed(pilot, f"waiting.seat.{who.hash[:16]}")
        wait_for(pilot, lambda: not server.group.waiting)
        assert any(held.holder == "person" for held in server.room(1).session.state.seats.values())
        count = len(server.group.sessions)
        pressed(pilot, "waiting.table")
        wait_for(pilot, lambda: len(server.group.sessions) == count + 1)
        pressed(pilot, "waiting.back")
        wait_for(pilot, lambda: "Tafel 4" in pilot.words())
        pressed(pilot, "tables.all")
        pressed(pilot, "all.set")
        for key in ("seating", "warm", "pace", "free"):
            pressed(pilot, f"set.{key}")
        wait_for(pilot, lambda: server.group.fills_up)
        now = server.group
        assert (now.gives_seats, now.keeps_warm, now.bots_run, now.fills_up) == (True, 60, True, True)


def test_who_joins_by_the_code_of_all_chooses_a_table(tmp_path: Path) -> None:
    with a_server() as server, pytest.MonkeyPatch.context() as patch, a_window() as pilot:
        patch.setenv("OPGAVETAFEL_HOME", str(tmp_path))
        server.take(2, "henk")
        enter(pilot.app, server.url, server.opened.code)
        pilot.settle()
        assert "Tafel 1: 4 plekken vrij" in pilot.words()
        pressed(pilot, "join.table.on")
        wait_for(pilot, lambda: "Tafel 2: 3 plekken vrij" in pilot.words())
        assert not pilot.can("join.seat.henk")
        pilot.click("join.seat.noor")
        wait_for(pilot, lambda: isinstance(pilot.app.scene, SessionScene) and pilot.session.table.is_here)
        assert server.room(2).session.state.seats["noor"].holder == "person"
        pilot.session.leave()
        enter(pilot.app, server.url, server.opened.code)
        pilot.settle()
        pilot.click("join.again")
        wait_for(pilot, lambda: isinstance(pilot.app.scene, SessionScene) and pilot.session.table.is_here)
        assert pilot.session.play.elsewhere is not None
        assert pilot.session.play.elsewhere.session == server.session(2)


def test_going_back_at_another_table_shows_it_with_its_own_list() -> None:
    with a_server() as server, leading(server) as pilot:
        server.order(3, "seat:noor", "say_stance", stance="co_produce")
        pilot.click("tables")
        pilot.click("tables.3")
        pilot.click("table.back_to")
        wait_for(pilot, lambda: isinstance(pilot.app.overlay, GoingBackOverlay))
        assert pilot.session.play.elsewhere is not None
        assert pilot.session.play.elsewhere.session == server.session(3)
        pilot.click(next(key for key in pilot.keys("back.") if key[5:].isdigit()))
        pilot.click("back.go")
        wait_for(pilot, lambda: server.room(3).session.state.rewound == 1)
        assert server.room(1).session.state.rewound == 0
        wait_for(pilot, lambda: is_led(pilot))


def test_a_bell_tells_at_which_table_somebody_stays_quiet() -> None:
    with a_server() as server, leading(server) as pilot:
        server.take(2, "henk", "Bo")

        async def stays_quiet() -> None:
            room = await server.hall.room(server.session(2))
            room.presence.sign("henk", monotonic())
            room.presence._seats["henk"].state = "quiet"
            room.changed()

        server.thread.do(stays_quiet())
        wait_for(pilot, lambda: "Tafels: kijk bij Tafel 2" in pilot.words())


def test_a_screen_for_the_room_shows_what_the_facilitator_chose() -> None:
    with a_server() as server, showing(server) as pilot:
        assert all(f"Tafel {number}" in pilot.words() for number in (1, 2, 3))
        assert not [one.key for one in pilot.app.stage.all() if one.takes_text]

        def project(session: str) -> None:
            server.thread.do(arranging.project(server.hall, server.group, session))

        project(server.session(2))
        wait_for(pilot, lambda: at(pilot) == server.session(2))
        assert set(pilot.session.table.views) <= {"projector"}
        project(server.session(3))
        wait_for(pilot, lambda: at(pilot) == server.session(3))
        project("")
        wait_for(pilot, lambda: isinstance(pilot.app.scene, OverviewScene))


def at(pilot: Pilot) -> str:
    scene = pilot.app.scene
    is_here = isinstance(scene, FollowingScene) and scene.table.is_here and scene.play.elsewhere is not None
    return scene.play.elsewhere.session if is_here else ""  # type: ignore[union-attr]


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.bench) for seed in (2, 3))])
def test_nothing_private_of_any_table_comes_on_a_screen_for_the_room(seed: int) -> None:
    """Play by chance, with going back and handing over; the screen shows all tables and one by turns."""
    with a_server(2, marked()) as server, showing(server) as pilot:
        room, known = server.room(1), set[str]()
        for turn in range(80):
            move = a_random_move(room.session, seed, turn)
            if move is None or room.session.state.table.ended:
                break
            server.order(1, move[0], move[1], **move[2])
            known |= may_be_seen(room.session)
            if turn % 20 == 19:
                server.order(1, "facilitator", "step_back")
                server.order(1, "facilitator", "take_seat", seat="joris", holder="pair", name="Cas")
                shown = server.session(1) if turn % 40 == 19 else ""
                server.thread.do(arranging.project(server.hall, server.group, shown))
                wait_for(pilot, lambda shown=shown: at(pilot) == shown)  # type: ignore[misc]
                wait_for(pilot, lambda: is_current(pilot, room))
                assert marks_on(pilot) <= (known if shown else set())
        assert room.session.state.rewound >= 1


def is_current(pilot: Pilot, room: Room) -> bool:
    scene = pilot.app.scene
    if isinstance(scene, OverviewScene):
        return scene.tables.is_here
    return isinstance(scene, SessionScene) and scene.table.seqs.get("projector") == room.session.state.head


def test_who_stays_quiet_is_asked_in_the_window_and_takes_a_seat_back_with_one_press(tmp_path: Any) -> None:
    with a_server() as server, seated(server, 1, "henk", tmp_path) as pilot:
        room = server.room(1)

        async def asked() -> None:
            room.presence._seats["henk"].state = ASKED
            room.changed(["henk"])

        server.thread.do(asked())
        wait_for(pilot, lambda: pilot.can("still_there"))
        assert "Ben je er nog?" in pilot.words()
        pressed(pilot, "still_there")
        wait_for(pilot, lambda: not pilot.can("still_there"))
        assert room.presence.state("henk") == "here"
        server.thread.do(room.keep_warm("henk", "bot:dialogue"))
        wait_for(pilot, lambda: "De computer speelt even voor jou" in pilot.words())
        pilot.click("still_there")
        wait_for(pilot, lambda: room.session.state.seats["henk"].holder == "person")
        wait_for(pilot, lambda: not pilot.can("still_there"))


def test_a_window_follows_its_person_to_the_seat_that_the_facilitator_gave(tmp_path: Any) -> None:
    with a_server() as server, seated(server, 1, "henk", tmp_path) as pilot:
        origin, goal = (server.session(1), "henk"), (server.session(3), "noor")
        server.thread.do(steering.move(server.hall, server.group, origin, goal))
        wait_for(
            pilot, lambda: pilot.session.play.mine == frozenset(["noor"]) and pilot.session.table.is_here
        )
        assert pilot.session.play.elsewhere is not None
        assert pilot.session.play.elsewhere.session == server.session(3)


def test_who_is_taken_from_the_table_reads_why_in_the_window(tmp_path: Any) -> None:
    with a_server() as server, seated(server, 1, "henk", tmp_path) as pilot:
        server.thread.do(steering.kick(server.hall, server.session(1), "henk", "facilitator", "kick-0001"))
        wait_for(pilot, lambda: "De begeleider heeft je plek vrijgemaakt" in pilot.words())


def test_a_line_about_tables_comes_back_by_itself() -> None:
    with a_server() as server, leading(server) as pilot:
        tables = pilot.session.leading.tables
        assert tables is not None

        async def cut() -> None:
            assert server.thread.served is not None
            for one in list(server.thread.served._sockets._onlookers._onlookers.values()):
                one._sio.cut(one.eio_sid, "test")
            await asyncio.sleep(0)

        server.thread.do(cut())
        wait_for(pilot, lambda: tables.line.state == "lost")
        wait_for(pilot, lambda: tables.line.state == "open")
        server.order(1, "facilitator", "pause")
        wait_for(pilot, lambda: tables.part(server.session(1), "clock")["paused"])
