"""Broken elections and the exact sentence that `count` must end in for each, in both languages.

Run as a program it writes the sentences anew, to be read aloud before they are committed:
`python -m tests.elections.bad_elections` in the root of the checkout.
"""

from pathlib import Path

from game.elections.pabulib import read_file
from game.i18n import LANGUAGES, Mendable, Texts

CASES = Path(__file__).resolve().parents[1] / "cases" / "elections" / "bad"


def names() -> list[str]:
    """Return the names of all cases."""
    return sorted(path.stem for path in CASES.glob("*.pb"))


def told(name: str) -> str:
    """Return the sentence about a case, a line per language.

    Raises:
        AssertionError: Nothing is wrong with it.
    """
    path = CASES / f"{name}.pb"
    try:
        read_file(path)
    except Mendable as trouble:
        facts = {key: path.name if fact == str(path) else fact for key, fact in trouble.facts.items()}
        return "".join(f"{Texts(language)(trouble.key, **facts)}\n" for language in LANGUAGES)
    raise AssertionError(f"nothing is wrong with {path.name}")


if __name__ == "__main__":
    for case in names():
        (CASES / f"{case}.txt").write_text(told(case), encoding="utf-8")
