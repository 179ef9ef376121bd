"""Problems: what is wrong in a scenario, where, and how it is told to somebody who does not program.

A check makes a `Finding` (a code, a place, facts); `Problem` adds the file and the line it stands on. The
sentences come from the catalogue `check`: `check.OT112.message`, `.hint`, `.note` (beside the marks) and
`.explain`. Codes are stable for ever; texts may be reworded.
"""

import difflib
import pathlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from game.i18n import Texts

Severity = Literal["error", "warning"]
Path: TypeAlias = tuple[str | int, ...]

_SHOWN = 60
_MOST_LISTED = 16
_MOST_RELATED = 3
_MOST_COMPARED = 300

MOST_TOLD = 200
"""As many problems of one kind of check are told; a file with more is mended step by step."""


class Span(NamedTuple):
    """A place in a file: lines and columns from 1; the end is just after the last sign."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


class Term(NamedTuple):
    """A word that each language has its own of: its key under `check.term`."""

    key: str


class Where(NamedTuple):
    """The things of the scenario on the way to a place, such as a card of a role."""

    path: Path


class Related(NamedTuple):
    """Another place that belongs to a problem: what it is (a key under `check.related`) and where."""

    kind: str
    span: Span


Fact: TypeAlias = str | int | Term | Where | tuple["Fact", ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem inside one file, before it is known which file that is."""

    code: str
    span: Span
    facts: Mapping[str, Fact] = field(default_factory=dict)
    path: Path = ()
    related: tuple[Related, ...] = ()

    def also_at(self, more: tuple[Related, ...]) -> "Finding":
        """Return the same finding with more places that belong to it, each once and not too many."""
        return replace(self, related=tuple(dict.fromkeys(self.related + more))[:_MOST_RELATED])


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what belongs to it.

    Attributes:
        code: Stable for ever, such as `OT112`.
        severity: An `error` keeps the scenario from being played; a `warning` does not.
        file: The file as the author knows it.
        line: From 1.
        column: From 1.
        end_line: The line where it ends.
        end_column: Just after the last sign.
        path: The keys and indexes that lead there.
        facts: What the sentences are filled in with.
        related: Other places that belong to it.
        excerpt: The line it stands on, as it lies in the file.
    """

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    facts: Mapping[str, Fact] = field(default_factory=dict, compare=False)
    path: Path = ()
    related: tuple[Related, ...] = ()
    excerpt: str = ""

    def headline(self, texts: Texts) -> str:
        """Return all of it in one line: place, severity, code, message."""
        place = visible(near(self.file))
        if self.excerpt or self.line > 1:
            place = f"{place}:{self.line}:{self.column}"
        kind = texts(f"check.severity.{self.severity}")
        return f"{place}: {kind} {self.code} {self.message(texts)}"

    def message(self, texts: Texts) -> str:
        """Return what is wrong, in one sentence without a full stop."""
        return self._text("message", texts)

    def hint(self, texts: Texts) -> str:
        """Return what to do, or nothing when the message says it all."""
        return self._text("hint", texts)

    def note(self, texts: Texts) -> str:
        """Return what stands beside the marks: what was probably meant, or nothing."""
        if meant := self.facts.get("meant"):
            return texts("check.meant", meant=_written(texts, meant))
        return self._text("note", texts)

    def _text(self, kind: str, texts: Texts) -> str:
        key = f"check.{self.code}.{kind}"
        if key not in texts:
            return ""
        return texts(key, **{name: _filled(texts, value) for name, value in self.facts.items()})


# What authors write in Dutch, and what the scenario language calls it.
_DUTCH = {
    "aannames": "assumptions", "alles": "all_or_nothing", "behoeften": "needs", "beslissen": "decide",
    "bron": "source", "coproduceren": "co_produce", "deels": "partly", "dialoog": "dialogue", "doel": "goal",
    "domein": "domain", "domeinen": "domains", "formuleren": "frame", "gebeurtenissen": "event_cards",
    "geduld": "patience", "gemiddelde": "average", "gevolgen": "effects", "gewicht": "weight",
    "graadmeters": "indicators", "helemaal": "full", "iedereen": "everyone", "instemming": "consent",
    "inwoner": "resident", "inwoners": "residents", "kaarten": "cards", "kleur": "colour", "kosten": "cost",
    "leeg": "empty", "lineair": "linear", "meerderheid": "majority", "minuten": "minutes", "naam": "name",
    "opgave": "challenge", "opgaven": "challenges", "partij": "party", "pictogram": "icon",
    "plekken": "seats",
    "procesregisseur": "director", "raad": "council", "reflecteren": "reflect", "rollen": "roles",
    "ronde": "round", "rondes": "rounds", "taken": "tasks", "titel": "title",
    "uitvoeren": "carry_out", "verdelen": "divide", "verkennen": "explore", "vertrouwen": "trust",
    "voluit": "full", "wanneer": "when", "werkvormen": "instruments", "zegt": "says",
}  # fmt: skip


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that this one was probably meant to be, or nothing."""
    choices = list(known)
    folded = word.casefold()
    if _DUTCH.get(folded) in choices:
        return _DUTCH[folded]
    if len(choices) > _MOST_COMPARED:  # a file made to keep us busy
        choices = [one for one in choices if one[:1] == folded[:1] and len(one) == len(folded)]
    found = difflib.get_close_matches(folded[:_SHOWN], choices[:_MOST_COMPARED], n=1, cutoff=0.6)
    return found[0] if found else ""


def visible(text: str) -> str:
    """Return a text in which nothing can hide or move the cursor, every sign in its own place."""
    return "".join(" " if sign == "\t" else sign if sign.isprintable() else "\ufffd" for sign in text)


def near(file: str) -> str:
    """Return a file as seen from where we are, when it lies there."""
    path, here = pathlib.Path(file), pathlib.Path.cwd()
    if path.is_absolute() and path.is_relative_to(here):
        return str(path.relative_to(here))
    return file


def shown(text: str) -> str:
    """Return what an author wrote as it can safely be shown on one line, shortened when long."""
    clean = visible(text[: _SHOWN + 1])
    return clean if len(clean) <= _SHOWN else clean[:_SHOWN] + "…"


def _filled(texts: Texts, value: Fact) -> str | int:
    return value if isinstance(value, int) else _written(texts, value)


def _written(texts: Texts, value: Fact) -> str:
    """Return a fact in words."""
    match value:
        case Term(key):
            return texts(f"check.term.{key}")
        case Where(path):
            return _where(texts, path)
        case tuple():
            listed = [_written(texts, part) for part in value[:_MOST_LISTED]]
            return ", ".join([*listed, "…"] if len(value) > _MOST_LISTED else listed)
        case int():
            return texts.number(value)
        case _:
            return shown(value)


_KINDS = {
    "indicators": "indicator", "domains": "domain", "challenges": "challenge", "roles": "role",
    "needs": "need", "instruments": "instrument", "tasks": "task", "event_cards": "event_card",
    "rounds": "round", "cards": "card",
}  # fmt: skip


def _where(texts: Texts, path: Path) -> str:
    """Return where a path leads: `in taak 'eettafel'`, `in kaart 'rust' van rol 'nadia'`."""
    things = [
        texts("check.where.thing", kind=texts(f"check.kind.{_KINDS[kind]}"), id=shown(str(id_)))
        for kind, id_ in pairwise(path)
        if isinstance(kind, str) and kind in _KINDS
    ]
    if things:
        return texts("check.where.in", what=texts("check.where.of").join(reversed(things)))
    names = [part for part in path if isinstance(part, str)]
    if names:
        return texts("check.where.field", name=shown(names[0]))
    return texts("check.where.top")
