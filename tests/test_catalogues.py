"""The catalogues: complete in every language, and in step with the code that reads them.

A key counts as used when the code holds it as a literal, or holds an f-string (or "start." + x) that
can give it; such a pattern starts with a literal that has a dot in it, as in `f"phase.{name}"`.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from game import resources
from game.i18n import LANGUAGES, Texts, catalogue

CODE = [Path(resources.__file__).parent, Path(resources.__file__).parents[1] / "server"]
LOCALE = resources.assets() / "locale"
AREAS = sorted({path.stem for language in LANGUAGES for path in (LOCALE / language).glob("*.po")})

# A call of one of these gives a key first: texts("a.b", n=3), self._texts("a.b"), Mendable("a.b"); so
# does a call of a class that is a Mendable, unless it takes something else than a key.
READERS = frozenset({"texts", "_texts", "Mendable"})
KEY_IN_TEMPLATE = re.compile(r"""["']([a-z][\w-]*(?:\.[\w-]+)+)["']""")


def test_every_language_has_every_area() -> None:
    assert AREAS, "there are no catalogues at all"
    for language in LANGUAGES:
        assert sorted(path.stem for path in (LOCALE / language).glob("*.po")) == AREAS


@pytest.mark.parametrize("area", AREAS)
def test_every_language_holds_the_same_keys_with_the_same_fields(area: str) -> None:
    first, *others = LANGUAGES
    expected = _keys_and_fields(first, area)
    for language in others:
        found = _keys_and_fields(language, area)
        assert sorted(expected.keys() ^ found.keys()) == [], f"only in {first} or only in {language}"
        assert {key for key in expected if expected[key] != found[key]} == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_key_stands_in_two_areas_or_twice_in_one(language: str) -> None:
    ids = re.compile(r'^msgid "(.+)"$', re.MULTILINE)
    counted = Counter(
        key for path in (LOCALE / language).glob("*.po") for key in ids.findall(path.read_text("utf-8"))
    )
    assert [key for key, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_has_a_dot_so_that_no_chance_word_in_the_code_counts_as_its_use(language: str) -> None:
    assert [key for key in catalogue(language).forms if "." not in key] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_says_something_and_can_be_filled_in(language: str) -> None:
    texts = Texts(language)
    for key, forms in catalogue(language).forms.items():
        assert len(forms) in {1, 2}, key
        for form in forms:
            assert form.strip(), f"{key} is empty in {language}"
            for _, name, form_of, conversion in Formatter().parse(form):
                assert name is None or name.isidentifier(), f"{key}: {{{name}}} is not a plain field"
                assert not conversion, f"{key}: a text shows words, not Python's own writing"
                assert not form_of or form_of in texts.forms_of_numbers, f"{key}: no such form {form_of!r}"
        if len(forms) > 1:
            assert "n" in _fields(forms), f"{key} has a plural but does not tell the number"


def test_every_key_that_the_code_asks_for_is_there() -> None:
    known = catalogue(LANGUAGES[0]).forms
    missing = [f"{use.where}: {use.key}" for use in _scan().calls if use.key not in known]
    assert not missing, "\n".join(missing)


def test_every_pattern_of_keys_that_the_code_asks_for_has_texts() -> None:
    known = catalogue(LANGUAGES[0]).forms
    missing = [
        f"{where}: {pattern.pattern}"
        for where, pattern in _scan().called_patterns
        if not any(pattern.fullmatch(key) for key in known)
    ]
    assert not missing, "\n".join(missing)


def test_the_code_gives_every_fact_that_a_text_names() -> None:
    known = catalogue(LANGUAGES[0]).forms
    missing = [
        f"{use.where}: {use.key} needs {', '.join(sorted(lacking))}"
        for use in _scan().calls
        if use.facts is not None and (lacking := _fields(known.get(use.key, ())) - use.facts)
    ]
    assert not missing, "\n".join(missing)


def test_no_text_is_left_that_nobody_reads() -> None:
    scan = _scan()
    stale = [
        key
        for key in catalogue(LANGUAGES[0]).forms
        if key not in scan.literals and not any(pattern.fullmatch(key) for pattern in scan.patterns)
    ]
    assert not stale, "\n".join(stale)


def test_the_scan_sees_literals_patterns_and_facts() -> None:
    scan = Scan()
    scan.learn_readers("class Gone(Mendable): pass")
    scan.read_python(
        "texts('a.b', n=1)\n"
        "self._texts(f'phase.{name}.title', **facts)\n"
        "key = 'c.d'\n"
        "other = 'e.' + name\n"
        "texts('good.day' if early else 'good.night')\n"
        "Texts('nl')('f.g')\n"
        "raise Gone('gone.away', path=p)\n",
        "x.py",
    )
    assert [(use.key, use.facts) for use in scan.calls] == [
        ("a.b", {"n"}),
        ("good.day", set()),
        ("good.night", set()),
        ("f.g", set()),
        ("gone.away", {"path"}),
    ]
    assert scan.literals >= {"a.b", "c.d", "good.night", "f.g"}
    assert [where for where, _ in scan.called_patterns] == ["x.py:2"]
    for key, by_some_pattern in {"phase.x.title": True, "e.anything": True, "phase.x": False}.items():
        assert any(pattern.fullmatch(key) for pattern in scan.patterns) is by_some_pattern


# Reading the code. -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Use:
    """One call that gives a key; `facts` is None when the call also passes facts by `**`."""

    where: str
    key: str
    facts: set[str] | None


@dataclass
class Scan:
    """All that the code says about keys."""

    literals: set[str] = field(default_factory=set)
    patterns: list[re.Pattern[str]] = field(default_factory=list)
    calls: list[Use] = field(default_factory=list)
    called_patterns: list[tuple[str, re.Pattern[str]]] = field(default_factory=list)
    readers: set[str] = field(default_factory=lambda: set(READERS))

    def learn_readers(self, source: str) -> None:
        """Take in which classes of one module are a Mendable; comes before `read_python` of any."""
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.ClassDef(name=name, bases=[ast.Name(id="Mendable"), *_], body=body):
                    if not any(
                        isinstance(part, ast.FunctionDef) and part.name == "__init__" for part in body
                    ):
                        self.readers.add(name)

    def read_python(self, source: str, name: str) -> None:
        """Take in one module."""
        for node in ast.walk(ast.parse(source)):
            match node:
                case ast.Constant(value=str() as text):
                    self.literals.add(text)
                case ast.JoinedStr() | ast.BinOp(op=ast.Add()):
                    if (pattern := _pattern(node)) is not None:
                        self.patterns.append(pattern)
                case ast.Call(func=reader, args=[first, *_], keywords=keywords) if self._reads_texts(reader):
                    names = {word.arg for word in keywords if word.arg is not None}
                    facts = names if len(names) == len(keywords) else None
                    self._take_call(first, f"{name}:{node.lineno}", facts)

    def _reads_texts(self, reader: ast.expr) -> bool:
        match reader:
            case ast.Name(id=name) | ast.Attribute(attr=name):
                return name in self.readers
            case ast.Call(func=ast.Name(id="Texts")):
                return True
        return False

    def _take_call(self, first: ast.expr, where: str, facts: set[str] | None) -> None:
        match first:
            case ast.Constant(value=str() as key):
                self.calls.append(Use(where, key, facts))
            case ast.IfExp(body=body, orelse=orelse):
                self._take_call(body, where, facts)
                self._take_call(orelse, where, facts)
            case _ if (pattern := _pattern(first)) is not None:
                self.called_patterns.append((where, pattern))


def _pattern(node: ast.AST) -> re.Pattern[str] | None:
    """Return what keys an f-string or "start." + x can give; None when it does not start as a key does."""
    match node:
        case ast.JoinedStr(values=[ast.Constant(value=str() as start), *_] as parts) if "." in start:
            written = (
                re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in parts
            )
            return re.compile("".join(written))
        case ast.BinOp(left=ast.Constant(value=str() as start), op=ast.Add()) if "." in start:
            return re.compile(re.escape(start) + ".+")
    return None


@lru_cache(maxsize=1)
def _scan() -> Scan:
    scan = Scan()
    sources = {path: path.read_text(encoding="utf-8") for folder in CODE for path in _files(folder)}
    modules = {path: source for path, source in sources.items() if path.suffix == ".py"}
    for source in modules.values():
        scan.learn_readers(source)
    for path, source in modules.items():
        scan.read_python(source, str(path.relative_to(CODE[0].parent)))
    for path in sources.keys() - modules.keys():
        scan.literals.update(KEY_IN_TEMPLATE.findall(sources[path]))
    return scan


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        if path.suffix in {".py", ".html", ".js", ".yaml"} and "_data" not in path.parts:
            yield path


def _keys_and_fields(language: str, area: str) -> dict[str, tuple[int, set[str]]]:
    with (LOCALE / language / f"{area}.po").open("rb") as file:
        messages = [message for message in read_po(file, locale=language, abort_invalid=True) if message.id]
    assert [message.id for message in messages if message.fuzzy] == [], "a text that is not sure yet"
    forms = catalogue(language).forms
    keys = [message.id if isinstance(message.id, str) else message.id[0] for message in messages]
    return {key: (len(forms[key]), _fields(forms[key])) for key in keys}


def _fields(forms: tuple[str, ...]) -> set[str]:
    """Return the facts that the forms of one text name; a text with a plural always needs `n`."""
    named = {name for form in forms for _, name, _, _ in Formatter().parse(form) if name is not None}
    return named | {"n"} if len(forms) > 1 else named
