"""Set-up and start: the one file that runs before any library is there.

    python3 start.py play     makes .venv when needed and opens the game
    python3 start.py test     runs every check and test

It uses Python's standard library only. `make X` calls `python3 start.py X`, so a
machine without make has the same commands. `.venv` is made from a lock with hashes;
a stamp in it says that it is whole, so an interrupted set-up is done again.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - said before the first line an older Python cannot run
    sys.exit(
        "Opgavetafel heeft Python 3.11 of nieuwer nodig; dit is Python {0}.{1}. Installeer een nieuwere.\n"
        "Opgavetafel needs Python 3.11 or newer; this is Python {0}.{1}. Install a newer one.".format(
            *sys.version_info
        )
    )

import argparse
import hashlib
import importlib.util
import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "opgavetafel-setup.json"
PIP_LOG = VENV / "opgavetafel-setup.log"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

LOCKS = {"play": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}
TEST_LIMIT_SECONDS = 600

# What pip says when the network, and not the package, is the trouble.
NO_NETWORK = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "ProxyError",
    "ConnectionResetError",
    "Temporary failure in name resolution",
    "Network is unreachable",
)
# Settings of somebody's own pip that would put packages outside .venv.
PIP_ELSEWHERE = ("PIP_USER", "PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_REQUIRE_VIRTUALENV")


class CannotSetUp(Exception):
    """The set-up cannot go on; the message is one sentence in Dutch and the same in English."""

    def __init__(self, dutch: str, english: str) -> None:
        super().__init__(f"{dutch}\n{english}")


def stamp_for(kind: str) -> dict[str, str]:
    """Return what the stamp of a whole `.venv` for `kind` says: the lock's hash and the place."""
    lock = LOCKS[kind].read_bytes()
    return {"kind": kind, "lock": hashlib.sha256(lock).hexdigest(), "place": str(ROOT)}


def is_whole(kind: str) -> bool:
    """Tell whether `.venv` holds all that `kind` needs; what is there for "dev" is enough to play."""
    if not PYTHON.exists():
        return False
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return any(found == stamp_for(enough) for enough in {kind, "dev"})


def set_up(kind: str) -> None:
    """Make `.venv` whole for `kind` ("play" or "dev"), anew unless its stamp says it already is.

    Raises:
        CannotSetUp: Python lacks a part, there is no network, or the disk refuses.
    """
    if is_whole(kind):
        return
    missing = [part for part in ("venv", "ensurepip") if importlib.util.find_spec(part) is None]
    if missing:
        raise CannotSetUp(
            "Deze Python mist 'venv'; installeer dat (Debian en Ubuntu: apt install python3-venv).",
            "This Python lacks 'venv'; install that (Debian and Ubuntu: apt install python3-venv).",
        )
    print("Opgavetafel wordt klaargezet; dat gebeurt één keer en duurt ongeveer een halve minuut.")
    print("Setting up Opgavetafel; this happens once and takes about half a minute.", flush=True)
    try:
        _make_venv()
        _pip("--require-hashes", "--only-binary=:all:", "-r", str(LOCKS[kind]))
        _pip("--no-deps", "--no-build-isolation", "-e", str(ROOT))
        STAMP.write_text(json.dumps(stamp_for(kind), indent=1) + "\n", encoding="utf-8")
    except OSError as error:
        raise CannotSetUp(
            f"De map .venv kan niet worden gemaakt ({error.strerror or error}); kijk naar ruimte en rechten.",
            f"The folder .venv cannot be made ({error.strerror or error}); look at space and permissions.",
        ) from error


def _make_venv() -> None:
    STAMP.unlink(missing_ok=True)  # from here until the end, .venv is not whole
    base = getattr(sys, "_base_executable", None) or sys.executable
    made = subprocess.run(
        [base, "-m", "venv", "--clear", str(VENV)], capture_output=True, text=True, errors="replace"
    )
    if made.returncode != 0:
        last = (made.stdout + made.stderr).strip().splitlines()[-1:] or ["?"]
        raise CannotSetUp(
            f"De map .venv kan niet worden gemaakt: {last[0]}",
            f"The folder .venv cannot be made: {last[0]}",
        )


def _pip(*arguments: str) -> None:
    """Install into `.venv`; what pip says goes to a log, a failure becomes one sentence."""
    environment = {name: value for name, value in os.environ.items() if name not in PIP_ELSEWHERE}
    command = [str(PYTHON), "-I", "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    done = subprocess.run(
        [*command, "--progress-bar=off", "--retries=2", "--timeout=20", *arguments],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    with PIP_LOG.open("a", encoding="utf-8") as log:
        log.write(done.stdout)
    if done.returncode == 0:
        return
    if any(sign in done.stdout for sign in NO_NETWORK):
        raise CannotSetUp(
            "De onderdelen van Opgavetafel kunnen niet worden opgehaald: maak verbinding met internet "
            "en probeer het opnieuw.",
            "The parts of Opgavetafel cannot be fetched: connect to the internet and try again.",
        )
    if "No space left on device" in done.stdout:
        raise CannotSetUp(
            "De schijf is vol: maak ongeveer 500 MB vrij en probeer het opnieuw.",
            "The disk is full: free about 500 MB and try again.",
        )
    lines = [line for line in done.stdout.splitlines() if line.startswith("ERROR:")] or ["ERROR: ?"]
    why, where = lines[0].removeprefix("ERROR:").strip(), PIP_LOG.relative_to(ROOT)
    raise CannotSetUp(
        f"Een onderdeel kan niet worden geïnstalleerd ({why}); alles staat in {where}.",
        f"A part cannot be installed ({why}); {where} tells all of it.",
    )


def python(*arguments: str, limit: float | None = None) -> int:
    """Run `.venv`'s Python in the checkout and return its exit code."""
    environment = {**os.environ, "PYTHONUTF8": "1"}
    return subprocess.run([str(PYTHON), *arguments], cwd=ROOT, env=environment, timeout=limit).returncode


def opgavetafel(*arguments: str) -> int:
    """Run the game's own command; it never takes a `game` folder that lies where you stand."""
    return subprocess.run([str(PYTHON), "-P", "-m", "game.cli", *arguments]).returncode


# The commands. ---------------------------------------------------------------------------------------


def setup(_: list[str]) -> int:
    """make .venv for developing"""
    set_up("dev")
    return 0


def play(arguments: list[str]) -> int:
    """open the start screen, or play a scenario: play eerste-potje --seed 7"""
    set_up("play")
    return opgavetafel("play", *arguments) if arguments else opgavetafel()


def check(arguments: list[str]) -> int:
    """check scenarios: check --strict scenarios/"""
    set_up("play")
    return opgavetafel("check", *(arguments or ["--strict", "scenarios/"]))


LINT: list[tuple[str, list[str]]] = [
    ("lint", ["-m", "ruff", "check", "."]),
    ("layout", ["-m", "ruff", "format", "--check", "."]),
    ("layers", ["-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo"]),
    ("types", ["-m", "mypy"]),
]


def lint(_: list[str]) -> int:
    """lint, layout, types and the order of the layers"""
    set_up("dev")
    return _run_all(LINT)


def layout(_: list[str]) -> int:
    """write the code in its one layout"""
    set_up("dev")
    return python("-m", "ruff", "check", "--fix", ".") or python("-m", "ruff", "format", ".")


def test(arguments: list[str]) -> int:
    """every check and test, in at most ten minutes; with arguments: only pytest, with those"""
    set_up("dev")
    if arguments:
        return python("-m", "pytest", *arguments)
    scenarios = ("scenarios", ["-P", "-m", "game.cli", "check", "--strict", "scenarios/"])
    tests = ("tests", ["-m", "pytest", "-q", "-n", "2", "-m", "not bench and not balance"])
    return _run_all([*LINT, scenarios, tests])


def bench(arguments: list[str]) -> int:
    """measure speed; nothing else should run meanwhile"""
    set_up("dev")
    return python("-m", "pytest", "-q", "-s", "-m", "bench", *(arguments or ["tests/bench"]))


def balance(arguments: list[str]) -> int:
    """judge every scenario in full, which takes long: balance eerste-potje --games 500"""
    set_up("dev")
    return python("tools/balance_all.py", *arguments)


def fast(arguments: list[str]) -> int:
    """compile the rules; with a command of the game, run it so: fast simulate eerste-potje"""
    set_up("dev")
    return subprocess.run([str(PYTHON), str(ROOT / "tools" / "fast.py"), *arguments]).returncode


def _run_all(steps: list[tuple[str, list[str]]]) -> int:
    """Run every step, also after one failed, and say at the end which did."""
    began, failed = time.monotonic(), []
    for name, command in steps:
        print(f"\n--- {name}", flush=True)
        left = TEST_LIMIT_SECONDS - (time.monotonic() - began)
        try:
            if python(*command, limit=max(left, 1)) != 0:
                failed.append(name)
        except subprocess.TimeoutExpired:
            failed.append(f"{name} (over {TEST_LIMIT_SECONDS // 60} minutes in all)")
    seconds = round(time.monotonic() - began)
    if failed:
        print(f"\nFailed: {', '.join(failed)} (of {len(steps)} steps, {seconds} s)")
        return 1
    print(f"\nAll {len(steps)} steps passed ({seconds} s)")
    return 0


COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "play": play,
    "test": test,
    "setup": setup,
    "lint": lint,
    "format": layout,
    "check": check,
    "bench": bench,
    "fast": fast,
    "balance": balance,
}


def main() -> int:
    """Read the command line, do it, and return the exit code."""
    lines = [f"  {name:8}{command.__doc__}" for name, command in COMMANDS.items()]
    parser = argparse.ArgumentParser(
        prog="start.py",
        epilog="\n".join(["commands:", *lines]),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="command")
    parser.add_argument("arguments", nargs=argparse.REMAINDER, help="passed on to the command")
    given = parser.parse_args()
    try:
        return COMMANDS[given.command](given.arguments)
    except CannotSetUp as sentence:
        print(sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
