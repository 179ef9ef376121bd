"""The tree: YAML with the place of every key and value, read in one pass from any bytes whatever.

Built from the parse events, not from composed nodes: so a key given twice, an alias and what it brings,
and anything too deep or too large are seen while reading, before memory or the stack could suffer.
What cannot be used is `Broken`; what follows from it is not reported again.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from game.scenario.problems import MOST_TOLD, Fact, Finding, Related, Span, nearest, shown
from game.scenario.scalars import Doubtful, Value, meaning
from game.scenario.syntax import reason

MAX_BYTES = 1_000_000
MAX_DEPTH = 40
MAX_VALUES = 50_000

PARSER: Any = getattr(yaml, "CLoader", yaml.Loader)

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")
_HARD_SPACE = re.compile(r"^ *(\u00a0)", re.MULTILINE)
_PROPERTIES = re.compile(r"(?:[&!]\S*\s+)*")


@dataclass(slots=True, eq=False)
class Scalar:
    """One value; `plain` when it stands there without quotes and is no block of text."""

    span: Span
    raw: str
    plain: bool
    style: str = ""
    size: int = 1
    height: int = 0

    def value(self) -> Value | Doubtful:
        """Return what it stands for."""
        return meaning(self.raw) if self.plain else self.raw


@dataclass(slots=True, eq=False)
class Broken:
    """A value that was reported already, so that nothing more is said about it."""

    span: Span
    size: int = 1
    height: int = 0


@dataclass(slots=True, eq=False)
class Entry:
    """A key with its value, and through which aliases it came here."""

    key: Scalar
    node: "Node"
    uses: tuple[Span, ...] = ()


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys and values, in order; `broken` when part of it could not be read."""

    span: Span
    entries: dict[str, Entry] = field(default_factory=dict)
    broken: bool = False
    size: int = 1
    height: int = 1


@dataclass(slots=True, eq=False)
class Item:
    """A value in a list, and through which aliases it came here."""

    node: "Node"
    uses: tuple[Span, ...] = ()


@dataclass(slots=True, eq=False)
class List:
    """Values in order."""

    span: Span
    items: list[Item] = field(default_factory=list)
    size: int = 1
    height: int = 1


Node: TypeAlias = Scalar | Broken | Mapping | List


class Located:
    """Where a path leads: the entry's key if it has one, the value, and the aliases on the way."""

    __slots__ = ("key", "node", "uses")

    def __init__(self, node: Node, key: Scalar | None = None, uses: tuple[Span, ...] = ()) -> None:
        self.node = node
        self.key = key
        self.uses = uses


@dataclass(slots=True)
class Tree:
    """A file that was read: its root, and its lines as they lie there."""

    root: Mapping
    lines: list[str]

    def at(self, path: tuple[str | int, ...]) -> Located | None:
        """Return what lies at a path, or None when nothing does."""
        found = Located(self.root)
        for part in path:
            node = found.node
            if isinstance(node, Mapping) and str(part) in node.entries:
                entry = node.entries[str(part)]
                found = Located(entry.node, entry.key, found.uses + entry.uses)
            elif isinstance(node, List) and isinstance(part, int) and part < len(node.items):
                item = node.items[part]
                found = Located(item.node, None, found.uses + item.uses)
            else:
                return None
        return found


class Stop(Exception):
    """Reading ends here: the finding is all there is to say."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.code)
        self.finding = finding


def read(data: bytes) -> tuple[Tree | None, list[str], list[Finding]]:
    """Return the tree in the bytes (None when there is none), the lines of text, and what is wrong.

    Never raises, whatever the bytes are.
    """
    if len(data) > MAX_BYTES:
        return None, [], [Finding("OT003", Span(), {"most": MAX_BYTES})]
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        lines = data.decode("utf-8", "replace").splitlines()
        return None, lines, [Finding("OT004", _byte_place(data, error.start))]
    lines = text.split("\n")
    unseen = list(_unseen(text, lines))
    try:
        reader = _Reader(lines)
        root = reader.read(text)
    except Stop as stop:
        # A syntax error may come from what cannot be seen; then that is the one thing to tell.
        return None, lines, unseen or [stop.finding]
    return Tree(root, lines), lines, unseen + reader.findings


def _byte_place(data: bytes, at: int) -> Span:
    before = data[:at].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    return Span(line, column, line, column + 1)


def _unseen(text: str, lines: list[str]) -> Iterator[Finding]:
    """Yield what cannot be seen in an editor and yet changes what is read; the first of each kind."""
    for code, sign in (("OT006", "\t"),):
        if times := text.count(sign):
            line = next(number for number, found in enumerate(lines, 1) if sign in found)
            column = lines[line - 1].index(sign) + 1
            yield Finding(code, Span(line, column, line, column + 1), {"n": times})
    for code, pattern in (("OT005", _UNSEEN), ("OT007", _HARD_SPACE)):
        if found := pattern.search(text):
            at = found.start(pattern.groups)
            line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
            name = f"U+{ord(text[at]):04X}"
            yield Finding(code, Span(line, column, line, column + 1), {"sign": name})


class _Frame:
    """A collection that is being read."""

    __slots__ = ("anchor", "flow", "in_key", "key", "merges", "node", "wants_key")

    def __init__(self, node: Mapping | List, anchor: str | None, flow: bool, in_key: bool) -> None:
        self.node = node
        self.in_key = in_key  # part of a key that is no word: that is told, and nothing inside it
        self.flow = flow
        self.anchor = anchor
        self.key: Scalar | None = None
        self.wants_key = isinstance(node, Mapping)
        self.merges: list[tuple[Node, tuple[Span, ...]]] = []


class _Reader:
    """Builds the tree from events."""

    def __init__(self, lines: list[str]) -> None:
        self.findings: list[Finding] = []
        self._lines = lines
        self._frames: list[_Frame] = []
        self._anchors: dict[str, tuple[Node | None, Span]] = {}
        self._count = 0
        self._root: Node | None = None
        self._documents = 0

    def read(self, text: str) -> Mapping:
        """Return the root.

        Raises:
            Stop: There is no root to work with, and why.
        """
        try:
            for event in yaml.parse(text, Loader=PARSER):
                self._take(event)
        except (yaml.YAMLError, ValueError, OverflowError, RecursionError) as error:
            raise Stop(reason(error, self._lines)) from None
        if self._root is None or (isinstance(self._root, Scalar) and self._root.value() is None):
            raise Stop(Finding("OT011", Span()))
        if not isinstance(self._root, Mapping):
            raise Stop(Finding("OT013", self._root.span))
        return self._root

    def _take(self, event: Any) -> None:
        match event:
            case yaml.ScalarEvent():
                self._tagless(event)
                self._add(self._scalar(event), event.anchor, _marks(event))
            case yaml.MappingStartEvent():
                self._open(Mapping(self._span(event)), event)
            case yaml.SequenceStartEvent():
                self._open(List(self._span(event)), event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                self._close()
            case yaml.AliasEvent():
                self._alias(event.anchor or "", _marks(event))
            case yaml.DocumentStartEvent():
                self._documents += 1
                if self._documents > 1:
                    raise Stop(Finding("OT012", _marks(event)))

    # Values. -----------------------------------------------------------------------------------------

    def _scalar(self, event: Any) -> Scalar:
        style = event.style or ""
        span = self._span(event)
        if style == '"' and (unseen := _UNSEEN.search(event.value)):
            self._tell("OT005", span, sign=f"U+{ord(unseen[0]):04X}")
        return Scalar(span, event.value, plain=style not in ("'", '"', "|", ">"), style=style)

    def _span(self, event: Any) -> Span:
        """Return where a value stands, without the anchor or tag before it."""
        span = _marks(event)
        if event.anchor is None and event.tag is None:
            return span
        line = self._lines[span.line - 1] if span.line <= len(self._lines) else ""
        properties = _PROPERTIES.match(line, span.column - 1)
        start = properties.end() + 1 if properties else span.column
        if start > len(line):
            return span  # the value stands on a later line
        return span._replace(column=start, end_column=max(span.end_column, start))

    def _tagless(self, event: Any) -> None:
        if event.tag is not None:
            span = _marks(event)
            self._tell("OT014", span._replace(end_line=span.line), tag=shown(event.tag))

    def _open(self, node: Mapping | List, event: Any) -> None:
        self._tagless(event)
        if len(self._frames) >= MAX_DEPTH:
            raise Stop(Finding("OT025", node.span, {"most": MAX_DEPTH}))
        if event.anchor is not None:
            self._name(event.anchor, None, _marks(event))
        self._counted(1, node.span, "OT026")
        in_key = bool(self._frames) and (self._frames[-1].in_key or self._frames[-1].wants_key)
        self._frames.append(_Frame(node, event.anchor, bool(event.flow_style), in_key))

    def _close(self) -> None:
        frame = self._frames.pop()
        if isinstance(frame.node, Mapping) and frame.merges:
            self._merge(frame.node, frame.merges)
        if frame.anchor is not None:
            self._anchors[frame.anchor] = (frame.node, self._anchors[frame.anchor][1])
        self._place(frame.node, ())

    def _add(self, node: Scalar, anchor: str | None, anchored: Span) -> None:
        self._counted(1, node.span, "OT026")
        if anchor is not None:
            self._name(anchor, node, anchored)
        self._place(node, ())

    def _name(self, anchor: str, node: Node | None, span: Span) -> None:
        span = Span(span.line, span.column, span.line, span.column + len(anchor) + 1)
        if anchor in self._anchors:
            first = Related("first", self._anchors[anchor][1])
            self._tell("OT024", span, related=(first,), anchor=shown(anchor))
        self._anchors[anchor] = (node, span)

    def _alias(self, anchor: str, span: Span) -> None:
        node, written = self._anchors.get(anchor, (None, None))
        if written is None:
            meant = nearest(anchor, self._anchors) if len(self.findings) < MOST_TOLD else ""
            self._tell("OT020", span, anchor=shown(anchor), meant=meant)
        elif node is None:
            self._tell("OT021", span, related=(Related("written", written),), anchor=shown(anchor))
        if node is None:
            self._place(Broken(span), (), alias=True)
            return
        if len(self._frames) + node.height > MAX_DEPTH:
            raise Stop(Finding("OT025", span, {"most": MAX_DEPTH}))
        self._counted(node.size, span, "OT022")
        self._place(node, (span,), alias=True)

    def _counted(self, size: int, span: Span, code: str) -> None:
        self._count += size
        if self._count > MAX_VALUES:
            raise Stop(Finding(code, span, {"most": MAX_VALUES}))

    # Places. -----------------------------------------------------------------------------------------

    def _place(self, node: Node, uses: tuple[Span, ...], alias: bool = False) -> None:
        """Put a value where it belongs: as root, key, value or item."""
        if not self._frames:
            self._root = node
            return
        frame = self._frames[-1]
        frame.node.size += node.size
        frame.node.height = max(frame.node.height, node.height + 1)
        if isinstance(frame.node, List):
            frame.node.items.append(Item(node, uses))
        elif frame.wants_key:
            frame.key = self._key(frame, node, alias)
            frame.wants_key = False
        else:
            self._value(frame, frame.node, node, uses)
            frame.wants_key = True

    def _key(self, frame: _Frame, node: Node, alias: bool) -> Scalar | None:
        """Return a key; what is no word is told, unless all of it is part of such a key already."""
        if isinstance(node, Scalar) and not alias:
            return node
        if not isinstance(node, Broken) and not frame.in_key:
            self._tell("OT016", node.span._replace(end_line=node.span.line))
        return None

    def _value(self, frame: _Frame, mapping: Mapping, node: Node, uses: tuple[Span, ...]) -> None:
        key = frame.key
        if key is None:
            mapping.broken = True
        elif key.raw == "<<" and key.plain and frame.merges:
            self._tell("OT027", key.span)
        elif key.raw == "<<" and key.plain:
            frame.merges.append((node, uses))
        elif frame.flow and isinstance(node, Scalar) and node.plain and _no_colon(key, node):
            mapping.broken = True
            if not frame.in_key:
                self._tell("OT017", key.span, key=shown(key.raw))
        elif (earlier := mapping.entries.get(key.raw)) is not None:
            first = Related("first", earlier.key.span)
            self._tell("OT015", key.span, related=(first,), key=shown(key.raw), first=first.span.line)
        else:
            mapping.entries[key.raw] = Entry(key, node, uses)

    def _merge(self, mapping: Mapping, merges: list[tuple[Node, tuple[Span, ...]]]) -> None:
        """Bring in what `<<` names: what stands in the mapping itself goes first, then the first named."""
        brought: dict[str, Entry] = {}
        for node, uses in merges:
            parts = [(item.node, uses + item.uses) for item in node.items] if isinstance(node, List) else None
            for part, through in parts if parts is not None else [(node, uses)]:
                if isinstance(part, Mapping):
                    mapping.broken |= part.broken
                    for name, entry in part.entries.items():
                        brought.setdefault(name, Entry(entry.key, entry.node, through + entry.uses))
                else:
                    mapping.broken = True
                    if not isinstance(part, Broken):
                        self._tell("OT023", through[-1] if through else part.span)
        mapping.entries = brought | mapping.entries

    def _tell(self, code: str, span: Span, related: tuple[Related, ...] = (), **facts: Fact) -> None:
        if len(self.findings) < MOST_TOLD:
            self.findings.append(Finding(code, span, facts, related=related))


def _no_colon(key: Scalar, value: Scalar) -> bool:
    """Return whether a key in `{ }` stands there alone: then a comma cut a text in two."""
    return not value.raw and value.span[:2] == key.span[2:]


def _marks(event: Any) -> Span:
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


# Reading the tree as data. ---------------------------------------------------------------------------


def plain_data(node: Node) -> Any:
    """Return the node as dicts, lists and values; what is `Broken` or doubtful stays so.

    Every use of an alias gets data of its own. The depth is at most `MAX_DEPTH`, so this may recurse.
    """
    match node:
        case Scalar():
            return node.value()
        case Mapping():
            return {name: plain_data(entry.node) for name, entry in node.entries.items()}
        case List():
            return [plain_data(item.node) for item in node.items]
        case Broken():
            return node


def is_broken(node: Node) -> bool:
    """Return whether something in the node was reported already, so that its value cannot be trusted."""
    match node:
        case Mapping():
            return node.broken or any(is_broken(entry.node) for entry in node.entries.values())
        case List():
            return any(is_broken(item.node) for item in node.items)
        case _:
            return isinstance(node, Broken)
