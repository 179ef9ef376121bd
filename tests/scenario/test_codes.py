"""Codes: each is told for its own example and for nothing else, in full sentences in both languages."""

import re
from functools import cache
from pathlib import Path

import pytest

from game.i18n import LANGUAGES, Texts
from game.scenario import pictures
from game.scenario.check import check, check_bytes, check_reading
from game.scenario.codes import CODES, Definition, severity, starter
from game.scenario.load import reading_of
from game.scenario.problems import Problem
from game.scenario.report import run_explain

WITH_FILE = [definition for definition in CODES.values() if definition.bad_file()]
WITHOUT = {"OT001", "OT002", "OT008", "OT199", "OT603"}
"""Told about a path or a picture, and one that no model asks for yet."""


@cache
def problems_in(definition: Definition) -> list[Problem]:
    """Return what is told of the example of a code; the same for every test."""
    return check_reading(reading_of(definition.bad_file(), "x.yaml", Path("no-such-folder")))


def test_the_starter_scenario_has_no_problem() -> None:
    assert check_bytes(starter().encode(), "starter.yaml") == []


def test_only_codes_that_no_file_can_show_have_no_example() -> None:
    assert {code for code, definition in CODES.items() if not definition.bad_file()} == WITHOUT


@pytest.mark.parametrize("definition", WITH_FILE, ids=lambda one: one.code)
def test_an_example_yields_exactly_its_code(definition: Definition) -> None:
    assert [problem.code for problem in problems_in(definition)] == [definition.code]


@pytest.mark.parametrize("definition", [one for one in WITH_FILE if one.good], ids=lambda one: one.code)
def test_a_good_example_stands_once_in_the_starter(definition: Definition) -> None:
    assert starter().count(definition.good) == 1


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("definition", WITH_FILE, ids=lambda one: one.code)
def test_a_message_is_filled_in_and_stays_on_one_line(definition: Definition, language: str) -> None:
    texts = Texts(language)
    [problem] = problems_in(definition)
    said = [problem.headline(texts), problem.hint(texts), problem.note(texts)]
    assert definition.code in said[0]
    for sentence in said:
        assert "\n" not in sentence
        assert not re.search(r"check\.|None|\(\)", sentence)
    assert not said[0].endswith(".")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_code_can_be_explained(code: str, language: str) -> None:
    text, exit_code = run_explain(code, language)
    assert exit_code == 0
    assert text.startswith(code)
    assert len(text.splitlines()) >= 3


def test_a_folder_without_a_scenario_is_told(tmp_path: Path) -> None:
    [problem] = check([tmp_path])
    assert (problem.code, problem.severity) == ("OT001", "error")


def test_an_unknown_name_is_told_with_the_nearest() -> None:
    [problem] = check(["eerste-potjes"])
    assert problem.code == "OT002"
    assert problem.note(Texts("nl")) == "bedoelde je 'eerste-potje'?"


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "scenario.yaml"
    file.write_text(starter())

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "not yours")

    monkeypatch.setattr(Path, "open", refuse)
    [problem] = check([file])
    assert problem.code == "OT008"


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("empty", b""),
        ("text", b"this is no picture at all, really"),
        ("huge", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\x06\0\0\0"),
    ],
)
def test_a_face_that_cannot_be_drawn_is_told(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / f"{name}.png").write_bytes(data)
    (tmp_path / "scenario.yaml").write_text(starter().replace("face: headscarf", f"face: {name}"))
    [problem] = check([tmp_path])
    assert problem.code == "OT603"


def test_a_face_of_the_scenario_itself_is_found(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    size = (64).to_bytes(4, "big") * 2
    (tmp_path / "images" / "fatima.png").write_bytes(
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + size + b"\x08\x06\0\0\0"
    )
    (tmp_path / "scenario.yaml").write_text(starter().replace("face: headscarf", "face: fatima"))
    assert check([tmp_path]) == []


def test_a_picture_never_lies_outside_the_folder(tmp_path: Path) -> None:
    outside = tmp_path / "secret.png"
    outside.write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + (64).to_bytes(4, "big") * 2)
    folder = tmp_path / "scenario"
    (folder / "images").mkdir(parents=True)
    (folder / "images" / "fatima.png").symlink_to(outside)
    (folder / "scenario.yaml").write_text(starter().replace("face: headscarf", "face: fatima"))
    assert [problem.code for problem in check([folder])] == ["OT601"]
    assert pictures.MAX_PIXELS < 60_000**2


@pytest.mark.parametrize("definition", [one for one in WITH_FILE if one.good], ids=lambda one: one.code)
def test_what_can_be_played_is_a_warning_and_what_cannot_is_an_error(definition: Definition) -> None:
    scenario = reading_of(definition.bad_file(), "x.yaml", Path("no-such-folder")).scenario
    assert (scenario is None) == (severity(definition.code) == "error")
