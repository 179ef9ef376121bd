"""The screen for a whole room: it follows the session, and nothing private ever comes on it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from game import cli
from game.client.opening import Play
from game.client.scenes.joining import watch
from game.client.scenes.projector import ProjectorScene
from game.client.watching import Watching
from game.scenario.model import Scenario
from game.session.memory import MemoryStore
from game.session.retold import Retold
from game.session.stepper import Stepper
from game.session.words import public
from tests.client.test_remote import until
from tests.pilot import Pilot, a_pilot
from tests.server.served import in_a_thread
from tests.session.marked import MARK, marked, may_be_seen
from tests.session.stories import a_random_order


def marks_on(pilot: Pilot) -> set[str]:
    """Return the marks that stand anywhere on the screen, in what is drawn, said or explained."""
    drawn = "\n".join(
        f"{one.name} {one.value} {one.hint} {one.told} {getattr(one, 'shows', '')}"
        for one in pilot.app.stage.all()
    )
    return set(re.findall(rf"{MARK}-([\w/-]+)", drawn))


@contextmanager
def watching(stepper: Stepper, **opened: Any) -> Iterator[Pilot]:
    """Show a session that is stepped by hand on a projector."""
    with a_pilot((1280, 720), calm=True, **opened) as pilot:
        line = Watching(stepper.store, stepper.name, lambda: pilot.clock.now / 1000)
        scenario = Scenario.model_validate(public(line.retold.played.scenario))
        play = Play(line, scenario, pilot.clock, lambda: None, frozenset(), is_host=False)
        pilot.app.go(ProjectorScene(pilot.app, play, "http://zaal.lan:8017", "K3M7RT"))
        pilot.wait(400)
        yield pilot


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.bench) for seed in range(2, 8))])
def test_nothing_private_ever_comes_on_a_projector(seed: int) -> None:
    """A session by chance to its end, with going back and handing over in it; each screen is looked at."""
    stepper = Stepper.begin(MemoryStore(), "avond", marked(), seed)
    known = set[str]()  # what was seen stays known when the table goes back
    with watching(stepper) as pilot:
        for turn in range(400):
            order = a_random_order(stepper, seed, turn)
            if order is None or stepper.session.state.table.ended:
                break
            actor, kind, body = order
            stepper.order(actor, kind, **body)
            known |= may_be_seen(stepper.session)
            if turn % 40 == 39:
                stepper.order("facilitator", "step_back")
                stepper.order("facilitator", "take_seat", seat="joris", holder="pair", name="Bo")
            known |= may_be_seen(stepper.session)
            pilot.wait(400)
            assert not [one.key for one in pilot.app.stage.all() if one.takes_text]
            while pilot.keys("primary"):
                assert marks_on(pilot) <= known
                pilot.click("primary")
            assert marks_on(pilot) <= known, stepper.session.state.table.phase
            if pilot.app.overlay is not None:
                pilot.key("escape")
        assert stepper.session.state.table.ended


def test_the_marks_are_found_where_they_do_stand() -> None:
    stepper = Stepper.begin(MemoryStore(), "avond", marked(), 1)
    stepper.order("seat:noor", "say_stance", stance="decide")
    card = stepper.parts("seat:nadia")["private"]["cards"][0]["id"]
    stepper.order("seat:nadia", "tell_card", card=card)
    with watching(stepper) as pilot:
        assert f"card-{card}" in marks_on(pilot)


def test_a_projector_has_no_control_that_is_somebodys() -> None:
    stepper = Stepper.begin(MemoryStore(), "avond", marked(), 1)
    with watching(stepper) as pilot:
        pilot.click("seat.nadia")
        assert pilot.session.acting is None
        stepper.order("seat:noor", "say_stance", stance="decide")
        pilot.wait(400)
        assert not {"pause", "step_back", "primary", "menu.pause"} & set(pilot.keys(""))
        head = stepper.session.state.head
        pilot.key("p", "1", "enter")
        assert stepper.session.state.head == head
        assert pilot.session.acting is None


def test_what_is_carried_out_turns_over_by_itself_where_nobody_sits() -> None:
    stepper = Stepper.begin(MemoryStore(), "avond", marked(), 1)
    with watching(stepper) as pilot:
        while stepper.session.state.table.phase != "carry_out":
            order = a_random_order(stepper, 1, stepper.session.state.head)
            assert order is not None
            stepper.order(order[0], order[1], **order[2])
        pilot.wait(400)
        assert pilot.keys("carry_out.back")
        pilot.wait(9_000)
        assert not pilot.keys("carry_out.back")
        assert "1" in {key.rpartition(".")[2] for key in pilot.keys("carry_out.small.")}
        pilot.wait(200_000)
        assert not pilot.keys("primary"), "all of it lies open"


def test_the_code_to_join_comes_on_request_by_key_and_goes_away_by_itself() -> None:
    stepper = Stepper.begin(MemoryStore(), "avond", marked(), 1)
    with watching(stepper) as pilot:
        assert "invite.code" not in pilot.keys("invite")
        pilot.key("q")
        assert "K3M-7RT" in pilot.words()
        assert "zaal.lan:8017" in pilot.words()
        pilot.wait(21_000)
        assert not pilot.keys("invite")


def test_key_l_and_the_menu_change_the_language() -> None:
    stepper = Stepper.begin(MemoryStore(), "avond", marked(), 1)
    with watching(stepper) as pilot:
        pilot.key("l")
        assert pilot.app.texts.language == "en"
        pilot.click("menu")
        pilot.app.stage.focus("projector.language")
        pilot.key("left")
        assert pilot.app.texts.language == "nl"


def test_a_session_is_told_again_as_it_was_after_any_record() -> None:
    stepper = Stepper.begin(MemoryStore(), "avond", marked(), 1)
    for turn in range(60):
        order = a_random_order(stepper, 1, turn)
        assert order is not None
        stepper.order(order[0], order[1], **order[2])
    retold = Retold(stepper.store, "avond")
    shown = stepper.parts("projector")
    seen = retold.view(retold.last, "projector").parts
    assert {name: seen[name] for name in shown} == shown
    early = retold.view(12, "projector")
    assert (early.seq, early.parts) == (12, retold.view(12, "projector").parts)
    assert early.parts != seen


def test_a_room_is_shown_a_session_elsewhere_by_its_code_alone() -> None:
    with in_a_thread() as server, a_pilot((1280, 720), calm=True) as pilot:
        assert server.opened is not None
        watch(pilot.app, server.url, server.opened.code)
        until(lambda: is_here(pilot))
        assert set(pilot.session.table.views) == {"projector"}
        key = pilot.session.play.connection._token  # type: ignore[attr-defined]
        assert key != server.opened.token


def is_here(pilot: Pilot) -> bool:
    pilot.wait(20)
    return pilot.session.table.is_here


@pytest.mark.parametrize("given", [("--join", "http://127.0.0.1:9", "--code", "ABCDEF"), ()])
def test_without_a_session_the_command_says_one_sentence(
    given: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("OPGAVETAFEL_HOME", str(tmp_path))
    monkeypatch.setenv("SDL_VIDEODRIVER", "dummy")
    assert cli.main(["play", "--projector", "--windowed", *given]) == cli.MENDABLE
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert len(said.err.strip().splitlines()) == 1
