"""Planted faults: each mistake we fear most is made on purpose, and the test that must see it sees it.

A patch beside this file says in its first line what is wrong and names on the second the test that fails.
It is put into a copy of the tree; the checkout stays as it is.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATCHES = sorted(Path(__file__).parent.glob("*.patch"))
NEEDED = ("game", "tests", "scenarios", "assets", "pyproject.toml")
FAILED, PASSED = 1, 0


def _detector(patch: Path) -> str:
    """Return the test that a patch names."""
    return patch.read_text().splitlines()[1].removeprefix("Fails: ")


def _copy(to: Path) -> Path:
    """Copy what tests of the rules and of the session need, with what Python translated of it."""
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, to / name, ignore=shutil.ignore_patterns("planted"))
        else:
            shutil.copy(ROOT / name, to / name)
    return to


def _plant(patch: Path, tree: Path) -> None:
    """Change a tree as a unified diff says; what it takes away must be there exactly once."""
    name, planted = "", 0
    for hunk in re.split(r"(?m)^@@.*\n", patch.read_text()):
        if name:
            lines = hunk.split("\n--- ")[0].rstrip("\n").split("\n")
            old = "\n".join(line[1:] for line in lines if not line.startswith("+"))
            new = "\n".join(line[1:] for line in lines if not line.startswith("-"))
            text = (tree / name).read_text()
            assert text.count(old) == 1, f"{patch.name} no longer fits {name}:\n{old}"
            assert old != new, f"{patch.name} changes nothing in {name}"
            (tree / name).write_text(text.replace(old, new))
            planted += 1
        header = re.search(r"^\+\+\+ b/(.*)$", hunk, re.MULTILINE)
        name = header[1] if header else name
    assert planted, f"{patch.name} changes nothing"


def _run(tree: Path, *tests: str) -> subprocess.CompletedProcess[str]:
    """Run tests of a tree in a process of its own, which finds only that tree's `game`."""
    quick = ("-q", "-x", "-rf", "-p", "no:cacheprovider", "--hypothesis-profile=first-found")
    command = [sys.executable, "-P", "-m", "pytest", *quick, *tests]
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTEST", "COV"))}
    environment = clean | {"PYTHONDONTWRITEBYTECODE": "1", "COLUMNS": "400"}
    return subprocess.run(command, cwd=tree, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_planted_fault_is_seen_by_the_test_that_it_names(patch: Path, tmp_path: Path) -> None:
    tree = _copy(tmp_path)
    _plant(patch, tree)
    seen = _run(tree, _detector(patch))
    assert seen.returncode == FAILED, seen.stdout + seen.stderr
    why = re.search(rf"^FAILED {re.escape(_detector(patch))}\S* - (.*)$", seen.stdout, re.MULTILINE)
    assert why, seen.stdout
    assert why[1].startswith(("assert", "AssertionError")), why[1]


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.stem)
def test_a_patch_that_plants_nothing_is_told(patch: Path, tmp_path: Path) -> None:
    text = patch.read_text()
    for name in re.findall(r"(?m)^\+\+\+ b/(.*)$", text):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    without_hunks = text[: text.index("@@")]
    without_changes = re.sub(r"(?m)^-(?!-)", " ", re.sub(r"(?m)^\+(?!\+).*\n", "", text))
    empty = tmp_path / patch.name
    for nothing in (without_hunks, without_changes):
        empty.write_text(nothing)
        with pytest.raises(AssertionError, match="changes nothing"):
            _plant(empty, tmp_path)


def test_without_a_fault_the_same_tests_pass(tmp_path: Path) -> None:
    detectors = sorted({_detector(patch) for patch in PATCHES})
    seen = _run(_copy(tmp_path), *detectors)
    assert seen.returncode == PASSED, seen.stdout + seen.stderr


def test_every_fault_we_fear_is_planted() -> None:
    assert [patch.stem for patch in PATCHES] == [
        "acknowledged-before-the-commit",
        "card-on-the-projector",
        "draw-by-random",
        "leap-unchecked",
        "touched-name-forgotten",
        "wrong-rounding",
    ]
