"""Compiled rules give the same plays. Needs a C compiler; the first time takes minutes."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]
_SIMULATE = (sys.executable, "-P", "-m", "game.cli", "simulate", "putten-samenleving")


def _tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fast", ROOT / "tools" / "fast.py")
    assert spec is not None
    assert spec.loader is not None
    tool = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tool)
    return tool


def _simulated(path: str, bots: str) -> str:
    done = subprocess.run(
        [*_SIMULATE, "--games", "10", "--seed", "1", "--bots", bots, "--jobs", "1", "--json", "-"],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    return done.stdout


def test_every_module_that_stays_as_it_is_exists() -> None:
    tool = _tool()
    assert [name for name in tool.LEFT_OUT if not (ROOT / name).is_file()] == []
    assert "game/rules/decide.py" in tool.modules()
    assert not set(tool.modules()) & set(tool.LEFT_OUT)


def test_a_copy_is_made_anew_for_what_the_rules_know_and_for_nothing_else() -> None:
    known = _tool().with_imports(["game/rules/decide.py"])
    assert {"game/rules/decide.py", "game/rules/state.py", "game/scenario/model.py"} <= known
    assert not [name for name in known if name.startswith(("game/client/", "game/session/", "server/"))]


def test_a_command_that_keeps_a_session_is_not_run_with_compiled_rules() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "fast.py"), "demo", "eerste-potje"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 2
    assert done.stderr == "Compiled rules run simulate and balance. Leave out 'fast' for 'demo'.\n"


@pytest.mark.bench
@pytest.mark.parametrize("bots", ["random", "dialogue"])
def test_compiled_rules_give_the_same_bytes(bots: str) -> None:
    compiled = _simulated(str(_tool().compiled_copy()), bots)
    assert compiled == _simulated("", bots)
