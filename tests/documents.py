"""The documents as data, so that tests can hold what they say to what the program does.

A comment before a table or a block says what a test holds it to: `<!-- figures -->`, `<!-- run -->`. In a
table a missing value is written as `–`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_FENCE = re.compile(r"^```(?P<language>\w*)$")
_COMMENT = re.compile(r"^<!-- (?P<said>.*) -->$")
_HEADING = re.compile(r"^#{1,6} (?P<text>.+)$")
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<to>[^)\s]+)\)")
_CODE = re.compile(r"`(?P<code>[^`]+)`")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its lines, the line it begins on, the comment right before it."""

    language: str
    lines: tuple[str, ...]
    line: int
    mark: str

    @property
    def text(self) -> str:
        """What the block holds, as it stands there."""
        return "".join(f"{line}\n" for line in self.lines)


@dataclass(frozen=True)
class Table:
    """A table: its head, its rows, the comment right before it."""

    mark: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


class Document:
    """One Markdown file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.name = path.relative_to(ROOT).as_posix()
        self.lines = path.read_text("utf-8").splitlines()

    def __repr__(self) -> str:
        return self.name

    @property
    def blocks(self) -> list[Block]:
        """The fenced blocks, in order."""
        found: list[Block] = []
        start: int | None = None
        for number, line in enumerate(self.lines):
            if start is None and _FENCE.match(line):
                start = number
            elif start is not None and line == "```":
                language = _FENCE.match(self.lines[start])
                assert language is not None
                inside = tuple(self.lines[start + 1 : number])
                found.append(Block(language["language"], inside, start + 1, self._mark(start)))
                start = None
        assert start is None, f"{self.name}:{start} opens a block that never ends"
        return found

    @property
    def prose(self) -> list[tuple[int, str]]:
        """The lines outside fenced blocks, each with its number."""
        inside = {
            number for block in self.blocks for number in range(block.line, block.line + len(block.lines) + 2)
        }
        return [(number, line) for number, line in enumerate(self.lines, 1) if number not in inside]

    @property
    def tables(self) -> list[Table]:
        """The tables, in order."""
        return [
            Table(self._mark(number), _cells(line), tuple(self._rows(number + 2)))
            for number, line in enumerate(self.lines)
            if line.startswith("|") and (number == 0 or not self.lines[number - 1].startswith("|"))
        ]

    def table(self, mark: str) -> Table:
        """Return the one table with this comment before it."""
        [found] = [table for table in self.tables if table.mark == mark]
        return found

    def between(self, mark: str) -> str:
        """Return what stands between a comment and the next `<!-- end -->`."""
        start = self.lines.index(f"<!-- {mark} -->")
        end = self.lines.index("<!-- end -->", start)
        return "\n".join(self.lines[start + 1 : end]).strip()

    @property
    def links(self) -> Iterator[tuple[int, str]]:
        """Every link, with its line."""
        for number, line in self.prose:
            for found in _LINK.finditer(_CODE.sub("", line)):
                yield number, found["to"]

    @property
    def code(self) -> Iterator[tuple[int, str]]:
        """Everything in back quotes in the text, with its line."""
        for number, line in self.prose:
            for found in _CODE.finditer(line):
                yield number, found["code"]

    @property
    def anchors(self) -> set[str]:
        """What a link can lead to inside the document: its headings, as web pages name them."""
        headings = (found["text"] for _, line in self.prose if (found := _HEADING.match(line)))
        return {_anchor(heading) for heading in headings}

    def _rows(self, start: int) -> Iterator[tuple[str, ...]]:
        for line in self.lines[start:]:
            if not line.startswith("|"):
                return
            yield _cells(line)

    def _mark(self, number: int) -> str:
        before = [line for line in self.lines[max(0, number - 2) : number] if line]
        found = _COMMENT.match(before[-1]) if before else None
        return found["said"] if found else ""


def documents() -> list[Document]:
    """Return every document that a reader is sent to."""
    pages = (ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted(ROOT.glob("docs/*.md")))
    return [Document(page) for page in pages]


def document(name: str) -> Document:
    """Return one document by its path in the repository."""
    return Document(ROOT / name)


def _cells(line: str) -> tuple[str, ...]:
    return tuple(cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1])


def _anchor(heading: str) -> str:
    kept = re.sub(r"[^\w\- ]", "", heading.strip().lower())
    return kept.replace(" ", "-")
