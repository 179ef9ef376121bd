"""What tests need from Node, put into `tests/node/node_modules` when it is first asked for."""

import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "node"
_MODULES = FOLDER / "node_modules"
_SECONDS = 60


def modules() -> Path:
    """Return the folder with what `tests/node/package-lock.json` names, or skip the test with the reason."""
    marker = _MODULES / ".lock-of-this"
    lock = (FOLDER / "package-lock.json").read_bytes()
    if marker.exists() and marker.read_bytes() == lock:
        return _MODULES
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("no Node here (Debian: apt install nodejs npm)")
    with tempfile.TemporaryDirectory(dir=FOLDER, prefix="node_modules-") as made:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(FOLDER / name, made)
        command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", made]
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, cwd=made)
        except subprocess.TimeoutExpired:
            pytest.skip("the packages of tests/node cannot be fetched: npm does not answer")
        if done.returncode != 0:
            why = (done.stderr.strip().splitlines() or ["?"])[0]
            pytest.skip(f"the packages of tests/node cannot be fetched: {why}")
        (Path(made) / "node_modules" / marker.name).write_bytes(lock)
        if _MODULES.exists() and not (marker.exists() and marker.read_bytes() == lock):
            shutil.rmtree(_MODULES)  # broken off, or of an older lock
        try:
            (Path(made) / "node_modules").rename(_MODULES)
        except OSError:  # another worker was first
            assert marker.exists(), "remove tests/node/node_modules and try again"
    return _MODULES
