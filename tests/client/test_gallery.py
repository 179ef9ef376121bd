"""The pictures of a session: one of every moment, no text that lost its end, and the log untouched."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, get_args

import pygame
import pytest
import yaml

from game import cli
from game.bots.demo import Demo, begin_demo, play_demo
from game.client import contact_sheet, gallery
from game.client.camera import unseen
from game.client.gallery import SHEET, StillLine, take_pictures
from game.client.paint import Painter
from game.client.shelf import shelf
from game.debrief.pages import Kind
from game.i18n import LANGUAGES, Texts
from game.scenario.load import find
from game.scenario.model import in_language
from game.session.memory import MemoryStore
from game.session.wire import Order
from tests.client.promising import promising_data

SMALL = (1280, 720)
FIRST = "eerste-potje"
ROUNDS, PHASES = (1, 2), ("explore", "dialogue", "frame", "divide", "carry_out", "reflect")
STEPS = ("fill_in", "reveal", "claim")
PAGES = ("role", "pocket", "honest", "money", "lines", "questions", "ended")


@dataclass
class Taken:
    """What came of taking pictures: the demo, the lines that were told, the names of the pictures."""

    demo: Demo
    told: list[str]
    names: list[str]


def taken(folder: Path, name: str = FIRST, **how: object) -> Taken:
    told: list[str] = []
    stepper, bots = begin_demo(MemoryStore(), find(name), 7)
    demo = take_pictures(stepper, bots, folder, scenario=find(name), told=told.append, **how)  # type: ignore[arg-type]
    return Taken(demo, told, sorted(file.stem for file in folder.glob("[0-9]*.png")))


@contextmanager
def names_that_fit_on_the_sheet() -> Iterator[None]:
    """See that the sheet of the pictures taken meanwhile has every name whole."""
    made: list[Painter] = []

    class Watched(Painter):
        def __init__(self, *given: Any) -> None:
            super().__init__(*given)
            made.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contact_sheet, "Painter", Watched)
        yield
    assert [painter.cut for painter in made] == [set()]


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Taken:
    with names_that_fit_on_the_sheet():
        return taken(tmp_path_factory.mktemp("pictures"), size=SMALL)


def test_every_phase_and_step_of_each_round_has_a_picture(small: Taken) -> None:
    texts = Texts("nl")
    for round_ in ROUNDS:
        for phase in PHASES:
            wanted = f"ronde-{round_}-{texts(f'phase.{phase}').lower()}"
            assert [name for name in small.names if wanted in name], wanted
        for step in STEPS:
            wanted = f"ronde-{round_}-verdelen-{texts(f'step.{step}').lower()}"
            assert [name for name in small.names if name.endswith(wanted)], wanted


def test_there_are_pictures_of_the_start_of_what_is_private_and_of_dialogs(small: Taken) -> None:
    texts = Texts("nl")
    for word in (
        "start",
        "settings",
        "curtain",
        "brief",
        "ballot",
        "forecast",
        "task",
        "reason",
        "why",
        "event",
    ):
        wanted = texts(f"gallery.{word}").replace(" ", "-")
        assert [name for name in small.names if wanted in name], word


def test_what_a_table_promises_has_pictures_where_it_is_used(tmp_path: Path) -> None:
    folder = tmp_path / "belofte"
    folder.mkdir()
    text = yaml.safe_dump(promising_data(id="belofte"), allow_unicode=True, sort_keys=False)
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    stepper, bots = begin_demo(MemoryStore(), folder, 7)
    pictures = tmp_path / "pictures"
    take_pictures(stepper, bots, pictures, scenario=folder, told=lambda _: None, size=SMALL)
    names = [file.stem for file in pictures.glob("[0-9]*.png")]
    for word in ("plan-verzegelen", "gevoeld-vertrouwen", "terugblik-verzegelde-plannen"):
        assert [name for name in names if name.endswith(word)], word


def test_every_page_of_the_debrief_has_a_picture(small: Taken) -> None:
    texts = Texts("nl")
    for page in PAGES:
        wanted = f"terugblik-{texts(f'gallery.debrief.{page}').replace(' ', '-')}"
        assert [name for name in small.names if name.endswith(wanted)], page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_the_debrief_can_have_has_a_name(language: str) -> None:
    texts = Texts(language)
    assert [page for page in get_args(Kind) if f"gallery.debrief.{page}" not in texts] == []


def test_pictures_are_numbered_in_the_order_of_the_session(small: Taken) -> None:
    numbers = [int(name.partition("-")[0]) for name in small.names]
    assert numbers == list(range(1, len(numbers) + 1))
    assert small.names[0] == "01-start"
    assert all(re.fullmatch(r"[0-9a-z-]+", name) for name in small.names)


def test_each_picture_is_told_and_the_sheet_last(small: Taken) -> None:
    told = [Path(line) for line in small.told if line.endswith(".png")]
    assert [path.stem for path in told[:-1]] == small.names
    assert told[-1].name == SHEET
    assert all(path.exists() for path in told)


def test_pictures_have_the_size_asked_for_and_none_is_blank(small: Taken) -> None:
    for line in small.told:
        if line.endswith(".png") and not line.endswith(SHEET):
            picture = pygame.image.load(line)
            assert picture.get_size() == SMALL
            assert len({tuple(picture.get_at((x, 360))) for x in range(0, 1280, 16)}) > 1, line


def test_a_demo_with_pictures_has_the_log_of_one_without(small: Taken) -> None:
    assert small.demo == play_demo(*begin_demo(MemoryStore(), find(FIRST), 7))


@pytest.fixture
def unsaved(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw pictures without saving them, which takes longest."""
    monkeypatch.setattr(pygame.image, "save", lambda *_: None)


def may_be_cut(language: str, text_scale: int) -> Iterator[str]:
    """Yield what may lose its end: what is told in full when it is asked for.

    On the start screen that is what a scenario is about, beside others; at the table, in large letters, the
    name of an indicator.
    """
    for one_there in shelf()[0]:
        scenario = one_there.scenario
        names = [one.name for one in scenario.indicators.values()] if text_scale > 100 else []
        for text in (scenario.about, *names):
            yield in_language(text, language, scenario.language)


@pytest.mark.slow
@pytest.mark.usefixtures("unsaved")
@pytest.mark.parametrize(
    ("name", "language", "text_scale"), [(FIRST, "nl", 150), ("putten-samenleving", "en", 150)]
)
def test_no_text_is_cut(name: str, language: str, text_scale: int, tmp_path: Path) -> None:
    told = taken(tmp_path, name, language=language, text_scale=text_scale).told
    lead = Texts(language)("gallery.cut", text="")
    cut = {line.removeprefix(lead) for line in told if line.startswith(lead)}
    assert cut - set(may_be_cut(language, text_scale)) == set()


def test_a_text_that_loses_its_end_is_remembered_and_a_whole_one_is_not() -> None:
    painter, surface = Painter((1920, 1080)), pygame.Surface((200, 100))
    style, ink = painter.theme.text.body, painter.theme.colours.ink
    painter.text(surface, (0, 0), "Een hele zin", style, ink, width=400)
    assert painter.cut == set()
    painter.text(surface, (0, 0), "Een zin die te lang is", style, ink, width=60)
    painter.paragraph(surface, pygame.FRect(0, 0, 60, 30), "Nog een te lange zin", style, ink)
    assert painter.cut == {"Een zin die te lang is", "Nog een te lange zin"}


def test_a_picture_orders_nothing_for_a_seat() -> None:
    stepper, _ = begin_demo(MemoryStore(), find(FIRST), 7)
    head = stepper.session.state.head
    line = StillLine(stepper)
    with pytest.raises(RuntimeError, match="seat:nadia would ready"):
        line.send(Order("1", "seat:nadia", "ready", {}))
    line.send(Order("2", "facilitator", "pause", {}))
    assert stepper.session.state.head == head


def test_windows_are_unseen_only_while_pictures_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", "x11")
    with unseen():
        assert os.environ["SDL_VIDEODRIVER"] == "dummy"
    assert os.environ["SDL_VIDEODRIVER"] == "x11"
    monkeypatch.delenv("SDL_VIDEODRIVER")
    with unseen():
        pass
    assert "SDL_VIDEODRIVER" not in os.environ


def test_the_command_tells_every_picture_and_ends_with_the_hash(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":77")  # even where there may be a screen
    monkeypatch.setattr(gallery, "take_pictures", partial(take_pictures, size=SMALL))
    folder, database = tmp_path / "out" / "pictures", str(tmp_path / "sessions.db")
    asked = ["demo", FIRST, "--seed", "7", "--lang", "en", "--database", database]
    with names_that_fit_on_the_sheet():
        assert cli.main([*asked, "--pictures", str(folder), "--text-scale", "150"]) == cli.DONE
    *lines, last = capsys.readouterr().out.splitlines()
    assert str(folder / "01-start.png") in lines
    assert str(folder / SHEET) in lines
    assert cli.main([*asked, "--headless"]) == cli.DONE
    assert capsys.readouterr().out.splitlines()[-1] == last
    assert re.fullmatch(r"log demo-eerste-potje-7 sha256:[0-9a-f]{64}", last)


def test_pictures_cannot_go_where_a_file_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    taken_already = tmp_path / "file"
    taken_already.write_text("")
    call = ["demo", "--pictures", str(taken_already), "--database", str(tmp_path / "sessions.db")]
    assert cli.main(call) == cli.MENDABLE
    assert str(taken_already) in capsys.readouterr().err
