"""Make a copy of the game in which rules and bots are compiled, for when many plays are made.

    python3 start.py fast simulate putten-samenleving --games 2000

The source stays what it is, and plays come out the same: mypyc translates the very same modules to C, for
which it needs a C compiler. The copy lies in `.fast/` under a hash of what is compiled and of what that
imports, so an old one is never taken; all else is copied anew for every command.
"""

import ast
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIES = ROOT / ".fast"

COMPILED = ("game/rules", "game/bots")
"""The folders of which every module is compiled, but for those below."""

LEFT_OUT = {
    "game/rules/actions.py": "records with a value of the class, which mypyc does not take",
    "game/bots/demo.py": "talks to a session, where time goes elsewhere",
    "game/bots/kept.py": "reads and writes files",
    "game/bots/progress.py": "draws in the terminal",
    "game/bots/shown.py": "draws in the terminal",
    "game/bots/simulate.py": "hands out work",
    "game/bots/summary.py": "counts once, at the end",
    "game/bots/workers.py": "its functions travel between processes by name",
}
"""Modules that stay as they are, and why."""

MANY_PLAYS = ("simulate", "balance")
"""The commands that compiled rules can run: they make many plays and keep none as a session.

Records of a session are read from the types of events, and compiled events no longer tell those.
"""

_NOT_COPIED = shutil.ignore_patterns("__pycache__")

SETUP = """from mypyc.build import mypycify
from setuptools import setup

setup(name="opgavetafel-fast", ext_modules=mypycify({modules}, opt_level="1", debug_level="0"))
"""


class CannotCompile(Exception):
    """The compiled copy cannot be made; the message says why and what to do."""


def modules() -> list[str]:
    """Return the modules that are compiled, as paths from the root of the project."""
    found = (path for folder in COMPILED for path in sorted((ROOT / folder).rglob("*.py")))
    return [name for name in (path.relative_to(ROOT).as_posix() for path in found) if name not in LEFT_OUT]


def compiled_copy() -> Path:
    """Return the folder to put first in `PYTHONPATH`; made when it is not there yet, which takes minutes.

    Raises:
        CannotCompile: There is no C compiler, or mypyc refuses a module.
    """
    copy = COPIES / _key()
    if not (copy / "whole").exists():
        print("The rules are being compiled; this takes some minutes, once.", file=sys.stderr, flush=True)
        began = time.monotonic()
        _make(copy)
        print(f"Compiled in {time.monotonic() - began:.0f} s.", file=sys.stderr, flush=True)
    for folder in ("game", "assets", "scenarios"):  # as they are now; compiled modules come first
        shutil.copytree(ROOT / folder, copy / folder, ignore=_NOT_COPIED, dirs_exist_ok=True)
    return copy


def _key() -> str:
    """Return a hash of what is compiled, of what that imports, and of what it is compiled by."""
    named = hashlib.sha256(f"{sys.version} {version('mypy')} {SETUP} {sorted(LEFT_OUT)}".encode())
    for name in sorted(with_imports(modules())):
        named.update(name.encode() + b"\0" + (ROOT / name).read_bytes())
    return named.hexdigest()[:16]


def with_imports(names: Iterable[str]) -> set[str]:
    """Return these modules and every module of the game that they import, however far, as paths."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found and (ROOT / name).is_file():
            found.add(name)
            waiting += _imported(ast.parse((ROOT / name).read_bytes()))
    return found


def _imported(module: ast.Module) -> Iterator[str]:
    """Yield where what a module imports may lie: `from game.rules import chance` can name a module or not."""
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module:
            place = node.module.replace(".", "/")
            yield from (f"{place}.py", f"{place}/__init__.py")
            yield from (f"{place}/{one.name}.py" for one in node.names)


def _make(copy: Path) -> None:
    shutil.rmtree(COPIES, ignore_errors=True)
    shutil.copytree(ROOT / "game", copy / "game", ignore=_NOT_COPIED)
    (copy / "setup.py").write_text(SETUP.format(modules=modules()), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "setup.py", "build_ext", "--inplace"],
        cwd=copy,
        env={**os.environ, "MYPYPATH": ""},
        capture_output=True,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        log = copy / "setup.log"
        log.write_text(done.stdout + done.stderr, encoding="utf-8")
        raise CannotCompile(
            "The rules cannot be compiled. Install a C compiler (Debian and Ubuntu: apt install gcc), or "
            f"leave out 'fast': everything works without it, slower. {log.relative_to(ROOT)} tells the rest."
        )
    (copy / "whole").touch()


def main() -> int:
    """Run a command of the game with compiled rules, or only compile them; return the exit code."""
    if sys.argv[1:] and sys.argv[1] not in MANY_PLAYS:
        known = " and ".join(MANY_PLAYS)
        print(f"Compiled rules run {known}. Leave out 'fast' for '{sys.argv[1]}'.", file=sys.stderr)
        return 2
    try:
        copy = compiled_copy()
    except CannotCompile as error:
        print(error, file=sys.stderr)
        return 1
    if not sys.argv[1:]:
        return 0
    paths = [str(copy), *filter(None, [os.environ.get("PYTHONPATH")])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    command = [sys.executable, "-P", "-m", "game.cli", *sys.argv[1:]]
    return subprocess.run(command, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
