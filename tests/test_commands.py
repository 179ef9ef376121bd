"""The commands as a person types them: real processes, real files, one hash everywhere."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCENARIO = ROOT / "scenarios" / "eerste-potje"


def run(*words: str, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run one command in a process of its own; variables add to, or take the place of, the environment."""
    return subprocess.run(
        [sys.executable, "-P", "-m", "game.cli", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
        check=False,
        env={**os.environ, "OPGAVETAFEL_HOME": str(home), **variables},
    )


def last_line(done: subprocess.CompletedProcess[str]) -> str:
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()[-1]


def test_a_demo_ends_in_one_hash_in_any_language_time_zone_and_hash_seed(tmp_path: Path) -> None:
    demo = ("demo", "eerste-potje", "--seed", "7")
    here = run(*demo, "--lang", "nl", home=tmp_path, PYTHONHASHSEED="1", TZ="Europe/Amsterdam")
    there = run(*demo, "--lang", "en", home=tmp_path, PYTHONHASHSEED="2", TZ="Asia/Tokyo")
    assert last_line(here) == last_line(there)
    assert last_line(here).startswith("log demo-eerste-potje-7 sha256:")
    assert here.stdout != there.stdout


def test_another_seed_brings_another_draw_after_the_same_start(tmp_path: Path) -> None:
    seven, eight = (
        run("demo", "--seed", seed, "--transcript", "--lang", "nl", home=tmp_path).stdout.splitlines()
        for seed in ("7", "8")
    )
    differing = [number for number, pair in enumerate(zip(seven, eight, strict=False)) if pair[0] != pair[1]]
    started = seven.index("RONDE 1")
    assert seven[1:started] == eight[1:started]
    assert [number for number in differing if number > started + 10], "nothing was drawn differently"


def test_a_stored_session_replays_and_verifies_after_its_scenario_folder_is_gone(tmp_path: Path) -> None:
    folder = tmp_path / "eerste-potje"
    shutil.copytree(SCENARIO, folder)
    played = last_line(run("demo", str(folder), "--seed", "3", home=tmp_path))
    shutil.rmtree(folder)
    verified = run("sessions", "verify", "--json", "-", home=tmp_path)
    assert verified.returncode == 0
    found = json.loads(verified.stdout)
    assert found["intact"]
    assert played.endswith(found["hash"])
    shown = json.loads(run("sessions", "show", "--json", "-", home=tmp_path).stdout)
    assert shown["ended"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("check", str(SCENARIO), "--strict"), 0),
        (("check", "er-is-niets"), 1),
        (("demo", "er-is-niets"), 1),
        (("sessions", "show", "er-is-niets"), 1),
        (("check",), 2),
        (("dans",), 2),
        (("play", "--seed", "veel"), 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_every_command_answers_with_its_exit_code_and_no_traceback(
    words: tuple[str, ...], code: int, tmp_path: Path
) -> None:
    done = run(*words, home=tmp_path)
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert done.stdout or done.stderr


@pytest.mark.parametrize("words", ["check scenarios/eerste-potje", "demo --seed 1", "sessions list"])
def test_a_command_without_a_window_loads_no_window_and_no_server(words: str, tmp_path: Path) -> None:
    program = (
        "import sys; from game.cli import main; main(sys.argv[1:]);"
        "heavy = ('pygame', 'aiohttp', 'socketio', 'pydantic_settings');"
        "print([name for name in heavy if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-P", "-c", program, *words.split()],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=ROOT,
        env={**os.environ, "OPGAVETAFEL_HOME": str(tmp_path)},
    )
    assert done.stdout.splitlines()[-1] == "[]"
