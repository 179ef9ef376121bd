"""Paper: the page of a report as a tagged PDF (PDF/UA-1), by typst.

It is made of the page itself, element by element, so that both tell the same. What opens on a screen stands
at the end on paper, and a link leads there. The library is optional (extra `report`).
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from html.parser import HTMLParser
from typing import Any, Final
from unicodedata import category, normalize

from game import resources
from game.i18n import Mendable, Texts

_SVG: Final = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_VOID: Final = ("meta", "img", "br")
_LEFT_OUT: Final = ("head", "style", "script")
_UNKNOWN: Final = "?"

OTHER_SIGNS: Final = (
    *((0x100, 0x2C5), (0x2C7, 0x2FF)),
    *((0x37A, 0x37F), (0x384, 0x38A), (0x38E, 0x3A1), (0x3A3, 0x482), (0x48A, 0x4FF)),
    *((0x531, 0x556), (0x559, 0x58A), (0x5D0, 0x5EA), (0x621, 0x63A), (0x640, 0x64A), (0x660, 0x66D)),
    *((0x67E, 0x67E), (0x686, 0x686), (0x698, 0x698), (0x6A9, 0x6A9), (0x6AF, 0x6AF), (0x6CC, 0x6CC)),
    *((0x6F0, 0x6F9), (0x10D0, 0x10FF), (0x1E00, 0x1EFF), (0x2190, 0x2211), (0x2500, 0x262F)),
)
"""What typst's own letters show where ours have no sign, first and last of each: more Latin, Greek, Cyrillic,
Armenian, Hebrew, Arabic, Georgian, arrows and shapes."""


@dataclass
class Node:
    """An element of the page; what is in it is elements and texts."""

    name: str
    attributes: dict[str, str]
    content: "list[Node | str]" = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """Its classes."""
        return self.attributes.get("class", "").split()

    def all(self, name: str) -> "Iterator[Node]":
        """Yield every element of this name in it, in order."""
        for one in self.content:
            if isinstance(one, Node):
                if one.name == name:
                    yield one
                yield from one.all(name)

    def first(self, name: str) -> "Node | None":
        """Return the first element of this name in it."""
        return next(self.all(name), None)

    @property
    def text(self) -> str:
        """All text in it."""
        return "".join(one if isinstance(one, str) else one.text for one in self.content)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.root = Node("root", {})
        self._open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self._open[-1].content.append(node)
        if tag not in _VOID:
            self._open.append(node)

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1 and tag not in _VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self._open[-1].content.append(data)


def paper(page: str, texts: Texts, day: date) -> bytes:
    """Return a page of ours as a tagged PDF.

    Args:
        page: The page as `game.debrief.report.whole` makes it.
        texts: The reader's language.
        day: When it was played; it dates the document, so that the same page gives the same file.

    Raises:
        Mendable: The library that makes it is not here.
    """
    try:
        import typst
    except ImportError as fault:
        raise Mendable("report.no_paper") from fault
    source = _Paper(page, texts).written()
    made: Any = typst.compile
    return bytes(
        made(
            source.encode(),
            font_paths=[str(resources.assets() / "fonts")],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=datetime(day.year, day.month, day.day, tzinfo=UTC),
        )
    )


class _Paper:
    def __init__(self, page: str, texts: Texts) -> None:
        self._texts = texts
        self._pictures = _SVG.findall(page)
        bare = iter(range(len(self._pictures)))
        reader = _Reader()
        reader.feed(_SVG.sub(lambda _: f'<img data-picture="{next(bare)}">', page))
        self._root = reader.root
        self._answers: list[tuple[str, Node]] = []
        self._beside: list[Node] = []
        self._ids = {
            one.attributes["id"]
            for name in ("span", "h2")
            for one in self._root.all(name)
            if "id" in one.attributes
        }

    def written(self) -> str:
        """Return the whole as typst."""
        main = self._root.first("main") or self._root
        title = self._root.first("title")
        body = self._blocks(main)
        why = self._behind()
        head = _HEAD.replace("TITLE", _quoted(title.text if title else ""))
        return head.replace("LANG", _quoted(self._texts.language)) + f"#{{\n{body}{why}}}\n"

    def _behind(self) -> str:
        """Return what opens on a screen, as the last section, each with a label to link to."""
        if not self._answers:
            return ""
        heading = f"heading(level: 2, {_quoted(self._texts('report.behind'))})"
        answers = [
            f"[#block(above: 7pt, below: 3pt, sticky: true, strong({_quoted(about)})) <why{number}>]\n"
            f"{self._blocks(node)}"
            for number, (about, node) in enumerate(self._answers)
        ]
        inner = "\n".join(answers)
        return f"pagebreak(weak: true)\n{heading}\ncolumns(2, {{ set text(size: 7.5pt)\n{inner} }})\n"

    # Blocks. ------------------------------------------------------------------------------------------

    def _blocks(self, node: Node) -> str:
        """Return everything in an element, one block under the other; texts that stand free become one."""
        made, free = [], list[Node | str]()
        for one in [*node.content, Node("end", {})]:
            if isinstance(one, str) or one.name in _INLINE:
                free.append(one)
                continue
            if any(isinstance(part, Node) or part.strip() for part in free):
                made.append(f"par({self._inline(free)})\n")
            free = []
            made.append(self._block(one))
        return "".join(made)

    def _block(self, node: Node) -> str:
        match node.name:
            case "h1" | "h2" | "h3":
                heading = f"heading(level: {node.name[1]}, {self._inline(node.content)})"
                return self._labelled(node, heading) + "\n"
            case "p":
                return self._paragraph(node)
            case "ul" | "ol":
                kind = "list" if node.name == "ul" else "enum"
                items = [f"{{ {self._blocks(one)} }}" for one in node.all("li") if one in node.content]
                return f"{kind}(tight: true, {', '.join(items)})\n" if items else ""
            case "table":
                return self._table(node)
            case "figure":
                return self._figure(node)
            case "img":
                return self._picture(node, "")
            case "summary" | "end":
                return ""
            case name if name in _LEFT_OUT:
                return ""
        return self._held(node)

    def _labelled(self, node: Node, made: str) -> str:
        """Return what was made of an element with the label that links lead to, if it has one."""
        id_ = node.attributes.get("id", "")
        return f"[#{made} #label({_quoted(id_)})]" if id_ in self._ids else made

    def _held(self, node: Node) -> str:
        """Return an element that only holds others, as it is set apart on paper."""
        classes = node.classes
        if "pictures" in classes:
            return self._pictures_beside(node)
        inside = self._blocks(node)
        if "tables" in classes and self._beside:
            inside += "".join(map(self._table, self._beside))
        if set(classes) & _NEW_PAGE:
            return f"pagebreak(weak: true)\n{inside}"
        if "played" in classes:
            return f"played({{ {inside} }})\n"
        if "cards" in classes:
            cards = [f"card({{ {self._blocks(one)} }})" for one in node.all("article")]
            beside = "(1fr,)" if len(cards) == 1 else "(1fr, 1fr)"
            return f"grid(columns: {beside}, gutter: 10pt, {', '.join(cards)})\n"
        return inside

    def _paragraph(self, node: Node) -> str:
        lines = [one for one in node.content if isinstance(one, Node) and "line" in one.classes]
        text = self._inline([one for one in node.content if one not in lines])
        made = f"par({text})\n" if node.text.strip() else ""
        if "made" in node.classes:
            made = f"made({text})\n"
        return made + "writing()\n" * len(lines)

    def _figure(self, node: Node) -> str:
        """Return a picture with its sentence above it and its table beside it, or the table alone."""
        caption, table, picture = node.first("figcaption"), node.first("table"), node.first("img")
        made = self._blocks(caption) if caption else ""
        beside = self._table(table) if table else ""
        if picture is None:
            return made + beside
        said = (
            " ".join(one.text.strip() for one in caption.content if isinstance(one, Node)) if caption else ""
        )
        drawn = self._picture(picture, said)
        wide = table is not None and len(list(table.all("th"))) > 0 and _columns(table) > _NARROW
        if wide:
            return f"{made}{drawn}{beside}"
        return f"{made}grid(columns: (90mm, 1fr), gutter: 10pt, {{ {drawn} }}, {{ {beside} }})\n"

    def _pictures_beside(self, node: Node) -> str:
        """Return pictures two by two, so that they stand on one page; their tables follow with the others."""
        drawn = [one for one in node.all("figure") if one.first("img") is not None]
        if not drawn:
            return self._blocks(node)
        heading = node.first("h2")
        cells = []
        for one in drawn:
            caption, picture = one.first("figcaption"), one.first("img")
            said = caption.text if caption else ""
            made = self._blocks(caption) if caption else ""
            cells.append(f"{{ {made}{self._picture(picture, said) if picture else ''} }}")
            self._beside += one.all("table")
        grid = f"grid(columns: (1fr, 1fr), gutter: 12pt, {', '.join(cells)})\n"
        return f"pagebreak(weak: true)\n{self._block(heading) if heading else ''}{grid}"

    def _picture(self, node: Node, said: str) -> str:
        svg = self._pictures[int(node.attributes["data-picture"])]
        named = re.search(r'aria-label="([^"]*)"', svg)
        alt = said or (named[1] if named else "")
        return f"picture({_code(svg)}, {_quoted(alt)})\n"

    def _table(self, node: Node) -> str:
        caption, head, body = node.first("caption"), node.first("thead"), node.first("tbody")
        rows = [list(_cells(row)) for row in (body or node).all("tr")]
        heads = [cell for row in (head.all("tr") if head else ()) for cell in _cells(row)]
        if not rows:
            return ""
        aligned = ", ".join("right" if "number" in cell.classes else "left" for cell in heads)
        sheet = any("line" in one.classes for one in node.all("span"))
        columns = "(auto, 2fr, 1fr, 1fr)" if sheet else _widths([heads, *rows])
        above = f"tabled({self._inline(caption.content)})\n" if caption else ""
        if len(rows) > _TWO_BESIDE and sum(_needed([heads, *rows])) <= _HALF_LINE:
            half = -(-len(rows) // 2)
            beside = ", ".join(
                f"table(columns: {_widths([heads, *rows])}, align: ({aligned},), {', '.join(held)})"
                for part in (rows[:half], rows[half:])
                for held in [[self._head(heads), *(self._cell(cell) for row in part for cell in row)]]
            )
            return f"{above}grid(columns: (auto, 1fr), gutter: 10pt, {beside})\n"
        held = [self._head(heads)] if heads else []
        held += [self._cell(cell) for row in rows for cell in row]
        height = ", inset: (x: 4pt, y: 9pt)" if sheet else ""
        made = f"{above}table(columns: {columns}, align: ({aligned},){height}, {', '.join(held)})\n"
        return f"block(breakable: false, {{ {made} }})\n" if len(rows) <= _TOGETHER else made

    def _head(self, heads: "Sequence[Node]") -> str:
        return f"table.header({', '.join(self._cell(cell) for cell in heads)})"

    def _cell(self, node: Node) -> str:
        spans = int(node.attributes.get("colspan", "1"))
        inside = self._inside_cell(node)
        return f"table.cell(colspan: {spans}, {inside})" if spans > 1 else inside

    def _inside_cell(self, node: Node) -> str:
        details = node.first("details")
        if details is not None:
            beside, asked = _beside_details(node), self._asked(details)
            return f"{{ {self._blocks(beside)} par({asked}) }}" if beside.text.strip() else asked
        if any(isinstance(one, Node) and one.name in ("ul", "ol", "div", "p") for one in node.content):
            return f"{{ {self._blocks(node)} }}"
        return self._inline(node.content)

    def _asked(self, details: Node) -> str:
        """Return the question as a link to its answer, which comes at the end."""
        summary = details.first("summary")
        hidden = summary.first("span") if summary else None
        about = (hidden.text if hidden else details.text[:60]).strip()
        self._answers.append((about, details))
        number = len(self._answers) - 1
        shown = [one for one in (summary.content if summary else ()) if one is not hidden]
        return f"link(label({_quoted(f'why{number}')}), {self._inline(shown)})"

    # Inside a line. -----------------------------------------------------------------------------------

    def _inline(self, content: "Sequence[Node | str]") -> str:
        """Return what stands in a line, as one expression."""
        made = []
        for one in content:
            if isinstance(one, str):
                if one:
                    made.append(_quoted(re.sub(r"\s*\n\s*", " ", one)))
            elif one.name == "details":
                made.append(self._asked(one))
            elif "line" in one.classes or "sr" in one.classes:
                continue
            else:
                made.append(self._styled(one))
        return " + ".join(["[]", *made])

    def _styled(self, node: Node) -> str:
        inside = self._inline(node.content)
        match node.name:
            case "strong":
                return f"strong({inside})"
            case "a":
                id_ = node.attributes.get("href", "").removeprefix("#")
                return f"box(link(label({_quoted(id_)}), {inside}))" if id_ in self._ids else inside
            case "span" if node.attributes.get("id", "") in self._ids:
                return self._labelled(node, f"box({inside})")
            case "q":
                return f'"“" + {inside} + "”"'
            case "ul" | "ol" | "p" | "div":
                return f"{{ {self._block(node)} }}"
        return f"about({inside})" if "about" in node.classes else inside


_INLINE: Final = ("span", "strong", "em", "q", "code", "a")
_NEW_PAGE: Final = {"tables", "agreements", "otherwise"}
_NARROW: Final = 5
_LINE: Final = 105
"""So many signs of a table stand beside each other on a page."""

_HALF_LINE: Final = 66
_SHORT: Final = 17
_WIDEST: Final = 50
_TWO_BESIDE: Final = 15
"""A narrow table with more rows than this stands in two halves beside each other."""

_TOGETHER: Final = 18
"""So many rows stand on one page."""


def _cells(row: Node) -> Iterator[Node]:
    for one in row.content:
        if isinstance(one, Node) and one.name in ("th", "td"):
            yield one


def _columns(table: Node) -> int:
    row = table.first("tr")
    return len(list(_cells(row))) if row else 0


def _widths(rows: "Sequence[Sequence[Node]]") -> str:
    """Return how wide columns are: as what is in them; of too much the long ones share what is left.

    The first row is the head, which may break between its words.
    """
    needed = _needed(rows)
    if sum(needed) <= _LINE:
        return f"({'auto, ' * len(needed)})"
    widths = [f"{min(one, _WIDEST)}fr" if one > _SHORT else "auto" for one in needed]
    return f"({', '.join(widths)},)"


def _needed(rows: "Sequence[Sequence[Node]]") -> list[int]:
    """Return how many signs the widest line of each column has."""
    return [
        max(_longest_word(column[0].text), *(_signs_in(one) for one in column[1:]))
        for column in zip(*_whole(rows), strict=True)
    ]


def _longest_word(text: str) -> int:
    return max(map(len, text.split()), default=1)


def _whole(rows: "Sequence[Sequence[Node]]") -> "list[Sequence[Node]]":
    """Return the rows that have every column."""
    number = max(len(row) for row in rows)
    return [row for row in rows if len(row) == number]


def _signs_in(cell: Node) -> int:
    """Return how many signs stand in a line of a cell; what opens is one word."""
    if cell.first("details") is not None:
        beside = _beside_details(cell).content
        return max([8, *(_signs_in(one) for one in beside if isinstance(one, Node))])
    return max((len(line) for line in _lines(cell)), default=0)


def _beside_details(cell: Node) -> Node:
    """Return a cell without what opens in it."""
    rest = [one for one in cell.content if isinstance(one, str) or one.name != "details"]
    return Node(cell.name, cell.attributes, rest)


def _lines(cell: Node) -> list[str]:
    about = [one.text for one in cell.all("span") if "about" in one.classes]
    text = cell.text
    for one in about:
        text = text.replace(one, "")
    return [text, *about]


def _quoted(text: str) -> str:
    """Return a text as typst writes it in code, in which it can never be anything but text."""
    return _code("".join(_shown(sign) for sign in text))


def _code(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _shown(sign: str) -> str:
    """Return a sign that letters can show: itself, without its accents, or a question mark."""
    if sign in _signs() or sign in "\n\t" or any(first <= ord(sign) <= last for first, last in OTHER_SIGNS):
        return sign
    bare = "".join(one for one in normalize("NFKD", sign) if one in _signs())
    return bare or ("" if category(sign).startswith("M") else _UNKNOWN)


@cache
def _signs() -> frozenset[str]:
    """Return every sign that the letters have."""
    widths = json.loads((resources.assets() / "fonts" / "widths.json").read_text("utf-8"))
    return frozenset(widths["atkinson-400"]) | {" ", "\u00a0"}


_HEAD: Final = """
#set document(title: TITLE)
#set text(font: ("Atkinson Hyperlegible Next", "DejaVu Sans Mono"), size: 9pt)
#set text(lang: LANG, fill: rgb("#14262b"))
#set page(paper: "a4", margin: (x: 14mm, top: 13mm, bottom: 15mm), numbering: "1 / 1")
#set par(leading: .5em, spacing: .65em)
#set list(spacing: .5em, indent: 2pt, marker: ([•], [–]))
#set enum(spacing: .5em, indent: 2pt)
#show heading: it => block(
  above: if it.level == 1 { 0pt } else { 11pt }, below: 6pt, sticky: true,
  text(font: ("Bricolage Grotesque 96pt", "DejaVu Sans Mono"), weight: 700,
    size: (20pt, 13pt, 10pt).at(it.level - 1),
    fill: if it.level == 1 { rgb("#0f5153") } else { rgb("#14262b") }, it.body))
#set table.cell(breakable: false)
#set table(stroke: .5pt + rgb("#8a7f6c"), inset: (x: 4pt, y: 2pt))
#show table.cell.where(y: 0): it => strong(it)
#show table: set text(size: 8pt)
#show table: set par(leading: .4em, spacing: .4em)
#show link: it => underline(text(fill: rgb("#0a5a57"), it))
#let tabled(it) = block(above: 8pt, below: 3pt, sticky: true, strong(text(size: 8.5pt, it)))
#let about(it) = linebreak() + text(size: 7.5pt, fill: rgb("#45585f"), it)
#let made(it) = block(above: 10pt, text(size: 7.5pt, fill: rgb("#45585f"), it))
#let played(it) = block(stroke: (left: 3pt + rgb("#0f5153")), inset: (left: 8pt, y: 3pt), it)
#let writing() = block(above: 14pt, below: 4pt, line(length: 100%, stroke: .5pt + rgb("#857a66")))
#let card(it) = block(width: 100%, breakable: false, inset: 10pt, radius: 4pt,
  stroke: (paint: rgb("#857a66"), thickness: 1pt, dash: "dashed"), it)
#let picture(svg, said) = image(bytes(svg), format: "svg", alt: said, width: 88mm)
"""
