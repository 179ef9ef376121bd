"""Load: from a folder or from stored bytes to a scenario that can be played, or to what is wrong with it.

Whatever the bytes are, the answer is a scenario or problems. What only makes a scenario poor, not
unplayable, is told by `check`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from game import resources
from game.i18n import Mendable
from game.scenario import references, sense, shape
from game.scenario.codes import severity
from game.scenario.model import Scenario
from game.scenario.problems import MOST_TOLD, Fact, Finding, Problem, Span, nearest, shown
from game.scenario.tree import MAX_BYTES, Scalar, Tree, plain_data, read

FILE = "scenario.yaml"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of loading: a scenario unless one of the problems is an error; the bytes it was read from."""

    scenario: Scenario | None
    problems: tuple[Problem, ...]
    data: bytes


class ScenarioNotFound(Mendable):
    """There is no scenario of this name; `problem` tells the same as a problem of the check."""

    def __init__(self, name: str, known: tuple[str, ...]) -> None:
        meant = nearest(Path(name).name, known)
        if meant:
            super().__init__("check.not_found_near", name=shown(name), meant=meant)
        else:
            super().__init__("check.not_found", name=shown(name), known=", ".join(known))
        facts: dict[str, Fact] = {"found": name, "known": known}
        if meant:
            facts["meant"] = meant
        self.problem = Problem("OT002", "error", shown(name), 1, 1, 1, 1, facts)


def find(name_or_path: str) -> Path:
    """Return the folder (or file) of a scenario, by its path or by its name among those of the game.

    Raises:
        ScenarioNotFound: There is neither.
    """
    home = resources.scenarios()
    path = Path(name_or_path)
    try:
        if (path / FILE).is_file():  # one that lies here is meant before one that came with the game
            return path
        if path.name == name_or_path and (home / path / FILE).is_file():
            return home / path
        if name_or_path and path.exists():
            return path
    except PermissionError:
        return path  # it is there; reading it tells what is the matter
    except (OSError, ValueError):
        pass  # no name that a file could have
    raise ScenarioNotFound(name_or_path, tuple(sorted(one.parent.name for one in home.glob(f"*/{FILE}"))))


def load(path: Path) -> Loaded:
    """Return what lies at a path: the folder of a scenario, or its `scenario.yaml`."""
    return reading(path).loaded()


def load_bytes(data: bytes, name: str) -> Loaded:
    """Return what the bytes of a scenario hold; `name` is what problems call the file."""
    return reading_of(data, name, None).loaded()


@dataclass(frozen=True, slots=True)
class Reading:
    """All there is to know of one file after reading it, for checks that look further.

    `folder` is where it lies; None when it comes from memory.
    """

    file: str
    folder: Path | None
    data: bytes
    lines: tuple[str, ...]
    tree: Tree | None
    scenario: Scenario | None
    findings: tuple[Finding, ...]

    def loaded(self) -> Loaded:
        """Return the scenario, or what is wrong."""
        return Loaded(self.scenario, self.problems(self.findings), self.data)

    def problems(self, findings: Iterable[Finding]) -> tuple[Problem, ...]:
        """Return findings as problems of this file, in file order, each told once.

        What an alias brings in at many places is wrong once; fields that a thing lacks are told at one place.
        """
        once: dict[tuple[str, Span, Fact | None], Finding] = {}
        for one in sorted(findings, key=lambda one: (one.span.line, one.span.column, one.code)):
            same = one.code, one.span, one.facts.get("field")
            once[same] = once[same].also_at(one.related) if same in once else one
        return tuple(self._problem(one) for one in once.values())

    def _problem(self, finding: Finding) -> Problem:
        line, column, end_line, end_column = finding.span
        return Problem(
            finding.code,
            severity(finding.code),
            self.file,
            line,
            column,
            end_line,
            end_column,
            finding.facts,
            finding.path,
            finding.related,
            self.lines[line - 1] if line <= len(self.lines) else "",
        )


def reading(path: Path) -> Reading:
    """Return what was read at a path; a file that cannot be read is a finding too."""
    file = path
    try:
        file = path / FILE if path.is_dir() else path
        if not file.is_file():  # also a pipe or a device, which may never end
            raise FileNotFoundError
        with file.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        missing = isinstance(error, FileNotFoundError)
        unreadable = Finding("OT001", Span(), {"file": file.name}) if missing else Finding("OT008", Span())
        return Reading(str(file), file.parent, b"", (), None, None, (unreadable,))
    return reading_of(data, str(file), file.parent)


def reading_of(data: bytes, file: str, folder: Path | None) -> Reading:
    """Return what was read from bytes."""
    tree, lines, found = read(data)
    scenario = None
    if tree is not None:
        other = _other_format(tree)
        if other is not None:
            found = [other]
        else:
            scenario, more = _checked(tree)
            found += more
    if any(severity(one.code) == "error" for one in found):
        scenario = None
    return Reading(file, folder, data, tuple(lines), tree, scenario, tuple(found))


def _other_format(tree: Tree) -> Finding | None:
    """Return a finding when the file is of another format: then nothing else in it can be judged."""
    located = tree.at(("format",))
    if located is None or not isinstance(located.node, Scalar):
        return None
    value = located.node.value()
    if isinstance(value, bool) or not isinstance(value, int) or value == FORMAT:
        return None
    return Finding("OT030", located.node.span, {"found": value, "known": FORMAT}, ("format",))


def _checked(tree: Tree) -> tuple[Scenario | None, list[Finding]]:
    data = plain_data(tree.root)
    found = list(sense.conditions(tree, data))[:MOST_TOLD]  # all are read, also when not all are told
    scenario = None
    try:
        scenario = Scenario.model_validate(data)
    except ValidationError as error:
        found += shape.findings(error, tree)
    unknown = list(islice(references.findings(tree), MOST_TOLD))
    # A name that leads nowhere is told as such; that it could be no id either, helps nobody.
    nowhere = {one.span for one in unknown}
    found = [one for one in found if one.code != "OT126" or one.span not in nowhere] + unknown
    found += islice(sense.findings(tree), MOST_TOLD)
    return scenario, found
