"""Check: everything there is to say about scenarios, in file order, errors and advice alike.

What only advises can be silenced on its own line: `# opgavetafel: negeer OT310`. A silence that silences
nothing is told, so that none is left behind.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from game.scenario import advice, pictures, wording
from game.scenario.codes import CODES, severity
from game.scenario.load import FILE, Reading, ScenarioNotFound, find, reading, reading_of
from game.scenario.problems import MOST_TOLD, Finding, Problem, Span
from game.scenario.tree import List, Mapping, Node, Scalar, Tree

_SILENCE = re.compile(r"(?:^|\s)#\s*opgavetafel:\s*(?:negeer|ignore)\s+(OT\d+(?:[ ,]+OT\d+)*)")
_CODE = re.compile(r"OT\d+")


def check(paths: Sequence[str | Path]) -> list[Problem]:
    """Return every problem of the scenarios at these paths, file by file, each in file order.

    Args:
        paths: Folders of a scenario, folders that hold such folders, files, or names of scenarios.
    """
    problems: list[Problem] = []
    for path in paths:
        try:
            found = scenarios_at(path)
        except ScenarioNotFound as missing:
            problems.append(missing.problem)
        else:
            problems += [problem for one in found for problem in check_reading(reading(one))]
    return problems


def scenarios_at(path: str | Path) -> list[Path]:
    """Return the scenarios at a path, or the one that a name stands for.

    Raises:
        ScenarioNotFound: There is nothing.
    """
    place = Path(path)
    try:
        holds_others = bool(str(path)) and place.is_dir() and not (place / FILE).is_file()
    except (OSError, ValueError):
        holds_others = False
    if holds_others:
        inside = sorted(one.parent for one in place.glob(f"*/{FILE}"))
        return inside or [place]
    return [find(str(path))]


def check_bytes(data: bytes, name: str) -> list[Problem]:
    """Return every problem of a scenario that lies in memory; its own pictures are not looked at."""
    return check_reading(reading_of(data, name, None))


def check_reading(read: Reading) -> list[Problem]:
    """Return every problem of one file that was read."""
    found = list(read.findings)
    if read.tree is not None and not _other_format(found):
        found += islice(wording.findings(read.tree), MOST_TOLD)
        found += islice(pictures.findings(read.tree, read.folder), MOST_TOLD)
        if read.scenario is not None:
            found += islice(advice.findings(read.scenario, read.tree), MOST_TOLD)
        found = list(_silenced(found, read.tree))
    return list(read.problems(found))


def _other_format(found: Iterable[Finding]) -> bool:
    return any(one.code == "OT030" for one in found)


# Silences. -------------------------------------------------------------------------------------------


def _silenced(found: list[Finding], tree: Tree) -> Iterator[Finding]:
    """Yield what is not silenced, and silences that do nothing."""
    silences = dict(_silences(tree))
    used = set()
    for one in found:
        place = one.span.line, one.code
        if place in silences and severity(one.code) == "warning":
            used.add(place)
        else:
            yield one
    for (line, code), span in silences.items():
        if (line, code) not in used:
            yield Finding(_useless(code), span, {"found": code})


def _useless(code: str) -> str:
    if code not in CODES:
        return "OT041"
    return "OT042" if severity(code) == "error" else "OT040"


def _silences(tree: Tree) -> Iterator[tuple[tuple[int, str], Span]]:
    """Yield line and code of every silence, with its place; a `#` inside a text is none."""
    lines = [(number, line) for number, line in enumerate(tree.lines, 1) if "opgavetafel:" in line]
    texts = sorted(_texts(tree.root)) if lines else []
    for number, line in lines:
        for silence in _SILENCE.finditer(line):
            at = number, silence.start() + silence[0].index("#") + 1
            before = bisect_right(texts, (*at, 0, 0)) - 1
            if before >= 0 and at < texts[before][2:]:
                continue
            for code in _CODE.finditer(silence[1]):
                start = silence.start(1) + code.start() + 1
                yield (number, code[0]), Span(number, start, number, start + len(code[0]))


def _texts(node: Node) -> Iterator[Span]:
    """Yield where texts stand; what an alias brings is seen where it was written."""
    match node:
        case Scalar():
            yield node.span
        case Mapping():
            for entry in node.entries.values():
                if not entry.uses:
                    yield entry.key.span
                    yield from _texts(entry.node)
        case List():
            for item in node.items:
                if not item.uses:
                    yield from _texts(item.node)
