"""The command line: one sentence, a fixed exit code, never a traceback."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
import typer

from game import cli
from game.i18n import LANGUAGES, Mendable, Texts


def fails_with(trouble: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """Add a command `fail` that ends in this trouble."""

    def register(app: typer.Typer, _texts: Texts) -> None:
        @app.command("fail")
        def fail() -> None:
            raise trouble

    monkeypatch.setattr(cli, "COMMANDS", [*cli.COMMANDS, register])


def only_line(capsys: pytest.CaptureFixture[str]) -> str:
    """Return the one line on standard error."""
    [line] = capsys.readouterr().err.splitlines()
    return line


def test_help_is_given_in_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    seen = {}
    for language in LANGUAGES:
        assert cli.main(["play", "--lang", language, "--help"]) == cli.DONE
        seen[language] = capsys.readouterr().out
    assert "Open het beginscherm" in seen["nl"]
    assert "Open the start screen" in seen["en"]


@pytest.mark.parametrize(
    "arguments",
    [
        ["nothing-like-that"],
        ["play", "--sed", "3"],
        ["play", "--seed", "seven"],
        ["play", "--lang", "fr"],
        ["play", "--text-scale", "12"],
        ["play", "one", "two"],
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wrong_call_is_one_sentence_that_names_help(
    language: str,
    arguments: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPGAVETAFEL_LANG", language)
    assert cli.main(arguments) == cli.WRONG_CALL
    line = only_line(capsys)
    assert "--help" in line
    assert line.startswith("Zo werkt dit commando niet" if language == "nl" else "This command does not work")


@pytest.mark.parametrize(
    ("arguments", "nl", "en"),
    [
        (["dans"], "er is geen commando ‘dans’", "there is no command ‘dans’"),
        (["sessions"], "er ontbreekt een commando", "a command is missing"),
        (["check"], "PATHS ontbreekt", "PATHS is missing"),
        (["schema", "x", "y"], "‘x y’ is te veel", "‘x y’ is too much"),
        (["play", "--sed", "3"], "er is geen optie --sed", "there is no option --sed"),
        (["play", "--seed"], "achter --seed ontbreekt iets", "something is missing after --seed"),
        (
            ["play", "--seed", "x"],
            "--seed vraagt een heel getal van 0 of meer",
            "--seed takes a whole number of 0 or more",
        ),
        (
            ["play", "--text-scale", "99"],
            "--text-scale vraagt een heel getal van 100 tot en met 200",
            "--text-scale takes a whole number from 100 to 200",
        ),
        (
            ["check", "x", "--format", "xml"],
            "bij --format past dit niet, kies uit text | json | github",
            "this does not fit --format, choose from text | json | github",
        ),
        (
            ["check", "x", "--lang", "fr"],
            "bij --lang past dit niet, kies uit nl | en",
            "this does not fit --lang, choose from nl | en",
        ),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_what_is_wrong_with_a_call_is_said_in_the_callers_language(
    arguments: list[str],
    nl: str,
    en: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for language, said in (("nl", nl), ("en", en)):
        monkeypatch.setenv("OPGAVETAFEL_LANG", language)
        assert cli.main(arguments) == cli.WRONG_CALL
        assert f": {said}. " in only_line(capsys)


def test_nothing_that_was_typed_takes_over_the_screen_or_floods_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["sessions", "show", "\x1b[31m\u202e" + 3000 * "x" + "einde"]) == cli.MENDABLE
    line = only_line(capsys)
    assert line.isprintable()
    assert len(line) < 400


@pytest.mark.parametrize("place", ["", "missing/found.json"])
def test_a_place_that_cannot_be_written_to_is_named(
    place: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["sessions", "list", "--json", str(tmp_path / place)]) == cli.MENDABLE
    assert f"kan niet schrijven naar {tmp_path / place}." in only_line(capsys)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
def test_a_disk_that_runs_full_while_found_things_are_written_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["sessions", "list", "--json", "/dev/full"]) == cli.MENDABLE
    assert "De schijf is vol. Maak ruimte vrij bij /dev/full" in only_line(capsys)


def test_an_error_is_told_in_the_language_of_the_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["play", "--sed", "3", "--lang=en"]) == cli.WRONG_CALL
    assert only_line(capsys).startswith("This command")


def test_what_the_user_can_mend_is_told_from_the_catalogue(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_with(Mendable("cli.no_permission", path="/there"), monkeypatch)
    assert cli.main(["fail"]) == cli.MENDABLE
    assert "/there" in only_line(capsys)


@pytest.mark.parametrize("full", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_something_the_user_can_mend(
    full: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_with(OSError(full, os.strerror(full)), monkeypatch)
    assert cli.main(["fail"]) == cli.MENDABLE
    assert "De schijf is vol" in only_line(capsys)


def test_a_folder_that_is_closed_to_us_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_with(PermissionError(errno.EACCES, "no", "/closed"), monkeypatch)
    assert cli.main(["fail"]) == cli.MENDABLE
    assert "/closed" in only_line(capsys)


def test_our_fault_goes_to_a_file_and_never_to_the_screen(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPGAVETAFEL_HOME", str(tmp_path / "home"))
    fails_with(RuntimeError("two plans at once"), monkeypatch)
    assert cli.main(["fail"]) == cli.OUR_FAULT
    log = tmp_path / "home" / "fault.log"
    line = only_line(capsys)
    assert str(log) in line
    assert "two plans" not in line
    written = log.read_text(encoding="utf-8")
    assert "Traceback" in written
    assert "two plans at once" in written


def test_our_fault_is_told_also_when_no_file_can_be_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").write_text("a file where a folder should be", encoding="utf-8")
    monkeypatch.setenv("OPGAVETAFEL_HOME", str(tmp_path / "home"))
    fails_with(RuntimeError("two plans at once"), monkeypatch)
    assert cli.main(["fail"]) == cli.OUR_FAULT
    assert "two plans at once" in only_line(capsys)


def test_stopping_with_the_keyboard_is_no_fault(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_with(KeyboardInterrupt(), monkeypatch)
    assert cli.main(["fail"]) == 130
    assert capsys.readouterr().err == ""


def test_help_loads_neither_window_nor_server_nor_database() -> None:
    heavy = ["pygame", "aiohttp", "socketio", "sqlite3", "pydantic", "pydantic_settings", "rich", "numpy"]
    script = (
        "import sys; from game import cli; assert cli.main(['--help']) == 0;"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-P", "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_terminal_that_lacks_a_sign_shows_a_question_mark_and_goes_on() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "game.cli", "→€"],
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        check=False,
    )
    assert done.returncode == cli.WRONG_CALL
    assert "‘?€’" in done.stderr.decode("cp1252")
