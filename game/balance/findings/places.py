"""Places: where in the file a finding lies, and how it is told in both languages."""

from collections.abc import Mapping
from typing import Any

from game.balance.findings.finding import Finding, Path
from game.i18n import LANGUAGES, Texts
from game.scenario.load import Loaded, reading_of
from game.scenario.model import Scenario, in_language
from game.scenario.problems import Span
from game.scenario.tree import Tree
from game.session.scenario import MAIN, Played

IMPOSSIBLE = ("OT320", "OT321")
"""Errors of the check that say that a condition can never hold: the file alone shows it."""


class Places:
    """The file of a scenario, to point into.

    Args:
        played: The scenario.
        file: What the file is called to its reader.
    """

    def __init__(self, played: Played, file: str) -> None:
        self._scenario = played.scenario
        self._file = file
        self._tree = reading_of(played.files[MAIN], file, None).tree

    def told(self, finding: Finding) -> dict[str, Any]:
        """Return a finding as JSON: what, where, and a sentence in each language."""
        place = finding.place if self.line(finding.place) else finding.path
        all_ = (finding.path, finding.place, finding.beside)
        return {
            "kind": finding.kind,
            "flaw": finding.is_flaw,
            "about": _written(finding.path),
            "path": _written(place),
            "file": self._file,
            "line": self.line(place) or 1,
            "lines": sorted({line for path in all_ if (line := self.line(path))}),
            "sentence": {language: self._sentence(finding, Texts(language)) for language in LANGUAGES},
        }

    def line(self, path: Path) -> int | None:
        """Return the line that a path leads to; None when nothing is written there."""
        return line_of(self._tree, path)

    def _sentence(self, finding: Finding, texts: Texts) -> str:
        facts = {name: _fact(self._scenario, value, texts) for name, value in finding.facts.items()}
        return texts(f"balance.finding.{finding.kind}", **facts)


def line_of(tree: Tree | None, path: Path) -> int | None:
    """Return the line of a key or a value in a file that was read."""
    located = tree.at(path) if tree is not None and path else None
    if located is None:
        return None
    span: Span = located.key.span if located.key is not None else located.node.span
    return span.line


def impossible(loaded: Loaded, file: str) -> list[dict[str, Any]] | None:
    """Return findings for a file of which every error says that an event can never come; else None."""
    errors = [one for one in loaded.problems if one.severity == "error"]
    if not errors or any(one.code not in IMPOSSIBLE for one in errors):
        return None
    return [
        {
            "kind": "event_cannot_happen",
            "flaw": True,
            "about": _written(one.path[:2]),
            "path": _written(one.path),
            "file": file,
            "line": one.line,
            "lines": [one.line],
            "sentence": {language: one.message(Texts(language)) + "." for language in LANGUAGES},
        }
        for one in errors
    ]


def _written(path: Path) -> str:
    return ".".join(map(str, path))


def _fact(scenario: Scenario, value: Any, texts: Texts) -> Any:
    """Return a fact as its sentence has it: names in the reader's language, figures with one decimal."""
    if isinstance(value, float):
        return texts.tenths(round(10 * value))
    if isinstance(value, str) and value.startswith("@"):
        section, _, id_ = value[1:].partition("/")
        things: Mapping[str, Any] = getattr(scenario, section)
        return in_language(things[id_].name, texts.language, scenario.language)
    return value
