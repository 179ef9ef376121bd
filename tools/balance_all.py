"""Judge scenarios in full: every condition, on both sets of seeds, and every flaw planted in a copy of each.

    python3 start.py balance
    python3 start.py balance eerste-potje --games 500

What is found lies in `build/balance/`: per scenario and set of seeds a page and its JSON. A run that was
stopped goes on where it was.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INTO = ROOT / "build" / "balance"


def main() -> int:
    """Judge what was asked for and say what holds; return the exit code."""
    asked = _asked()
    INTO.mkdir(parents=True, exist_ok=True)
    can_be_fast = not asked.plain and _run("start.py", "fast") == 0
    program = ["start.py", "fast"] if can_be_fast else ["-P", "-m", "game.cli"]
    lines, failed = [], False
    for name in asked.scenarios:
        for set_ in ("first", "second"):
            began = time.monotonic()
            out = INTO / f"{name}-{set_}.json"
            words = ["balance", name, "--games", str(asked.games), "--out", str(out)]
            words += ["--html", str(out.with_suffix(".html")), *(["--second"] if set_ == "second" else [])]
            out.unlink(missing_ok=True)
            _run(*program, *words)
            holds = out.exists() and json.loads(out.read_text("utf-8"))["passes"]
            failed |= not holds
            minutes = (time.monotonic() - began) / 60
            lines.append(f"{name:24}{set_:8}{'passes' if holds else 'FAILS':8}{minutes:6.1f} minutes")
    print("\nPlanted flaws", flush=True)
    planted = _run(
        *("-m", "pytest", "-q", "-n", "2", "-m", "balance"),
        *("-k", " or ".join(asked.scenarios), "tests/balance"),
    )
    lines.append(f"{'planted flaws':32}{'found' if planted == 0 else 'FAILS'}")
    print("\n" + "\n".join(lines))
    print(f"\n{INTO.relative_to(ROOT)} holds the pages and their JSON.")
    return 1 if failed or planted else 0


def _asked() -> argparse.Namespace:
    known = sorted(path.parent.name for path in (ROOT / "scenarios").glob("*/scenario.yaml"))
    parser = argparse.ArgumentParser(prog="start.py balance")
    parser.add_argument("scenarios", nargs="*", default=known, metavar="scenario", help="those of the game")
    parser.add_argument("--games", type=int, default=2000, help="the most plays per way of playing")
    parser.add_argument("--plain", action="store_true", help="do not compile the rules first")
    asked = parser.parse_args()
    if unknown := [name for name in asked.scenarios if name not in known]:
        parser.error(f"no scenario is called {', '.join(unknown)}; there are {', '.join(known)}")
    return asked


def _run(*words: str) -> int:
    environment = {**os.environ, "PYTHONUTF8": "1", "OPGAVETAFEL_LANG": "en"}
    return subprocess.run([sys.executable, *words], cwd=ROOT, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main())
