"""The set-up: what start.py says and does when something is missing, and what the locks hold."""

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ["requirements.lock", "requirements-dev.lock"]


@pytest.fixture
def start(tmp_path: Path) -> ModuleType:
    """Return start.py as a module that works in an empty checkout of its own."""
    for name in ("start.py", "pyproject.toml", *LOCKS):
        shutil.copy(ROOT / name, tmp_path)
    spec = importlib.util.spec_from_file_location("start_under_test", tmp_path / "start.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_whole(start: ModuleType, kind: str) -> None:
    """Leave behind what a finished set-up leaves."""
    start.PYTHON.parent.mkdir(parents=True)
    start.PYTHON.touch()
    start.STAMP.write_text(start.json.dumps(start.stamp_for(kind)), encoding="utf-8")


def run_start(*before: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `start.py play` in a folder, after some lines that take a part of Python away."""
    lines = ["import runpy, sys", "sys.argv = ['start.py', 'play']", *before]
    script = "; ".join([*lines, f"runpy.run_path({str(folder / 'start.py')!r}, run_name='__main__')"])
    return subprocess.run(
        [sys.executable, "-c", script],
        cwd=folder,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_start_needs_nothing_but_the_standard_library() -> None:
    tree = ast.parse((ROOT / "start.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    names |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_an_older_python_is_told_what_is_needed(start: ModuleType, tmp_path: Path) -> None:
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 7))
    done = run_start("sys.version_info = (3, 8, 10, 'final', 0)", folder=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "Opgavetafel heeft Python 3.11 of nieuwer nodig; dit is Python 3.8. Installeer een nieuwere.",
        "Opgavetafel needs Python 3.11 or newer; this is Python 3.8. Install a newer one.",
    ]


@pytest.mark.parametrize("part", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_what_to_install(start: ModuleType, part: str, tmp_path: Path) -> None:
    done = run_start(f"sys.modules[{part!r}] = None", folder=tmp_path)
    assert done.returncode == 1
    dutch, english = done.stderr.splitlines()
    assert "apt install python3-venv" in dutch
    assert "apt install python3-venv" in english
    assert not (tmp_path / ".venv").exists()


@pytest.mark.slow
def test_without_network_set_up_says_so_and_is_not_taken_for_whole(start: ModuleType, tmp_path: Path) -> None:
    nowhere = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
    quiet = {"PIP_NO_CACHE_DIR": "1", "PIP_FIND_LINKS": "", "PIP_EXTRA_INDEX_URL": "", "no_proxy": "*"}
    done = run_start(folder=tmp_path, **nowhere, **quiet)
    assert done.returncode == 1
    dutch, english = done.stderr.splitlines()
    assert "maak verbinding met internet" in dutch
    assert "connect to the internet" in english
    assert not start.is_whole("play")


@pytest.mark.slow
def test_a_place_that_cannot_be_written_is_told_in_one_sentence(start: ModuleType, tmp_path: Path) -> None:
    (tmp_path / ".venv").write_text("a file where a folder should be", encoding="utf-8")
    done = run_start(folder=tmp_path)
    assert done.returncode == 1
    dutch, english = done.stderr.splitlines()
    assert dutch.startswith("De map .venv kan niet worden gemaakt")
    assert english.startswith("The folder .venv cannot be made")


def test_what_is_set_up_for_developing_is_enough_to_play(start: ModuleType) -> None:
    make_whole(start, "dev")
    assert start.is_whole("dev")
    assert start.is_whole("play")


def test_what_is_set_up_for_playing_is_not_enough_to_develop(start: ModuleType) -> None:
    make_whole(start, "play")
    assert start.is_whole("play")
    assert not start.is_whole("dev")


def test_an_interrupted_set_up_is_done_again(start: ModuleType) -> None:
    make_whole(start, "play")
    start.STAMP.unlink()
    assert not start.is_whole("play")
    start.STAMP.write_text('{"kind": "pl', encoding="utf-8")
    assert not start.is_whole("play")


def test_another_lock_is_another_set_up(start: ModuleType) -> None:
    make_whole(start, "play")
    with start.LOCKS["play"].open("a", encoding="utf-8") as lock:
        lock.write("more==1\n")
    assert not start.is_whole("play")


def test_a_checkout_that_was_moved_is_set_up_again(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_whole(start, "play")
    monkeypatch.setattr(start, "ROOT", start.ROOT / "elsewhere")
    assert not start.is_whole("play")


def test_a_python_that_went_away_is_set_up_again(start: ModuleType) -> None:
    make_whole(start, "play")
    start.PYTHON.unlink()
    assert not start.is_whole("play")


def test_every_step_runs_and_the_failed_ones_are_named(
    start: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(*command: str, limit: float) -> int:
        assert 0 < limit <= start.TEST_LIMIT_SECONDS
        if command == ("hangs",):
            raise subprocess.TimeoutExpired(command, limit)
        return 1 if command == ("fails",) else 0

    monkeypatch.setattr(start, "python", run)
    steps = [("one", ["fails"]), ("two", ["passes"]), ("three", ["hangs"])]
    assert start._run_all(steps) == 1
    last = capsys.readouterr().out.splitlines()[-1]
    assert last.startswith("Failed: one, three (over 10 minutes in all) (of 3 steps")
    assert start._run_all([("two", ["passes"])]) == 0


def test_make_and_start_know_the_same_commands(start: ModuleType) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)
    assert targets is not None
    assert sorted(targets[1].split()) == sorted(start.COMMANDS)


# The locks. ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_holds_names_versions_and_hashes_and_no_addresses(name: str) -> None:
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        package = re.fullmatch(r"[a-z0-9-]+==[0-9][\w.]*( ; [\w.'<>=! ()]+)? \\", line)
        assert package or re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}( \\)?", line), line


def test_the_lock_of_what_tests_need_from_node_holds_no_addresses_either() -> None:
    lock = (ROOT / "tests" / "node" / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in lock
    packages = json.loads(lock)["packages"]
    assert all("integrity" in package for name, package in packages.items() if name)


def test_both_locks_agree_on_every_version() -> None:
    play, dev = (_versions(name) for name in LOCKS)
    assert play <= dev, sorted(play - dev)


def test_the_locks_hold_all_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    groups = project["dependency-groups"]
    asked = project["project"]["dependencies"] + groups["install"]
    assert _names(asked) <= {name for name, _ in _versions("requirements.lock")}
    asked_dev = [entry for entry in groups["dev"] if isinstance(entry, str)]
    assert _names(asked_dev) <= {name for name, _ in _versions("requirements-dev.lock")}


def _versions(name: str) -> set[tuple[str, str]]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z0-9-]+)==(\S+.*?) \\$", text, re.MULTILINE))


def _names(requirements: list[str]) -> set[str]:
    names = (re.split(r"[<>=!~ \[;]", requirement)[0] for requirement in requirements)
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}
