"""Broken scenarios and the exact text that `check` must print for each, in both languages.

Run as a program it writes the texts anew, to be read aloud before they are committed:
`python -m tests.scenario.bad_cases` in the root of the checkout.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from game.scenario.report import run_check

CASES = Path(__file__).resolve().parents[1] / "cases" / "bad"
LANGUAGES = ("nl", "en")

# Too large to keep; made when they are needed.
MADE = {"huge": b"# " + 2_000_000 * b"x", "many-values": b"a: [" + 60_000 * b"1," + b"]\n"}


def names() -> list[str]:
    """Return the names of all cases."""
    return sorted({path.stem for path in CASES.glob("*.yaml")} | MADE.keys())


def printed(name: str, language: str, folder: Path) -> str:
    """Return what `check` prints about a case.

    Args:
        name: The case.
        language: `nl` or `en`.
        folder: Where a case that has to be made may be written.
    """
    here = Path.cwd()
    made = MADE.get(name)
    if made is not None:
        (folder / f"{name}.yaml").write_bytes(made)
    os.chdir(folder if made is not None else CASES)
    try:
        text, code = run_check([f"{name}.yaml"], language=language)
    finally:
        os.chdir(here)
    return f"{text}\nexit {code}\n"


def expected(name: str, language: str) -> Path:
    """Return the file that holds what must be printed."""
    return CASES / f"{name}.{language}.txt"


def each() -> Iterator[tuple[str, str]]:
    """Yield every case in every language."""
    for name in names():
        for language in LANGUAGES:
            yield name, language


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as scratch:
        for one, spoken in each():
            expected(one, spoken).write_bytes(printed(one, spoken, Path(scratch)).encode())
