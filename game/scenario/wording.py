"""Wording: texts that lack a language, briefs that are too long, and figures nobody can trace.

Where texts stand is read from the models, so a new text is checked from the day it exists.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from game.scenario.model import Scenario, Text
from game.scenario.problems import Fact, Finding, Path, Related, Term, Where
from game.scenario.references import nodes
from game.scenario.sense import span_of
from game.scenario.tree import Located, Mapping, Scalar, Tree

_BRIEF_WORDS = 60
_WITH_SOURCE = ("indicators", "instruments", "tasks", "event_cards")


def findings(tree: Tree) -> Iterator[Finding]:
    """Yield what is to say about texts; read from the tree, so other slips hide nothing."""
    texts = [(path, located) for pattern in text_patterns() for path, located in nodes(tree, pattern)]
    home = tree.at(("language",))
    own = home.node.raw if home and isinstance(home.node, Scalar) else "nl"
    has = {path: _languages(located, own) for path, located in texts}
    # A language belongs to the scenario when most of its texts have it; fewer are the odd ones themselves.
    expected = [
        name
        for name in ("nl", "en")
        if name == own or 2 * sum(name in languages for languages in has.values()) > len(texts)
    ]
    for path, located in texts:
        for language in expected:
            if language not in has[path] and _can_be_told(located):
                facts: dict[str, Fact] = {"language": Term(f"language_{language}"), "where": Where(path)}
                yield _told("OT501", path, located, facts)
    for path, located in nodes(tree, "roles.*.brief"):
        yield from _brief(path, located)
    yield from _sources(tree)


def _languages(located: Located, own: str) -> set[str]:
    return set(located.node.entries) if isinstance(located.node, Mapping) else {own}


def _can_be_told(located: Located) -> bool:
    """A text that is empty or of another kind is told by the models."""
    node = located.node
    if isinstance(node, Mapping):
        return not node.broken and bool(node.entries)
    return isinstance(node, Scalar) and isinstance(node.value(), str)


def _told(code: str, path: Path, located: Located, facts: dict[str, Fact]) -> Finding:
    related = tuple(Related("used", span) for span in located.uses)
    return Finding(code, span_of(located), facts, path, related)


def _brief(path: Path, located: Located) -> Iterator[Finding]:
    node = located.node
    forms = [entry.node for entry in node.entries.values()] if isinstance(node, Mapping) else [node]
    longest = max((len(form.raw.split()) for form in forms if isinstance(form, Scalar)), default=0)
    if longest > _BRIEF_WORDS:
        facts: dict[str, Fact] = {"n": longest, "most": _BRIEF_WORDS, "where": Where(path)}
        yield Finding("OT510", located.key.span if located.key else span_of(located), facts, path)


def _sources(tree: Tree) -> Iterator[Finding]:
    """Every figure has a source, or says that it is an assumption."""
    for part in _WITH_SOURCE:
        for path, located in nodes(tree, f"{part}.*"):
            node = located.node
            if isinstance(node, Mapping) and "source" not in node.entries and not node.broken:
                if part == "event_cards" and "effects" not in node.entries:
                    continue
                yield _told("OT310", path, located, {"where": Where(path)})


@lru_cache(maxsize=1)
def text_patterns() -> tuple[str, ...]:
    """Return where the models have a text that players read, as patterns such as `tasks.*.name`."""
    return tuple(sorted(set(_patterns(Scenario, ()))))


def _patterns(model: type[BaseModel], way: tuple[str, ...]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        if name != "source":
            yield from _in_type(_whole(field), (*way, name))


def _whole(field: FieldInfo) -> Any:
    """Return a field's type with what annotates it, as it was written."""
    annotation: Any = field.annotation
    for extra in field.metadata:
        annotation = Annotated[annotation, extra]
    return annotation


_TEXT_FORM = get_args(Text)[1]
"""What marks a type as a text."""


def _in_type(annotation: Any, way: tuple[str, ...]) -> Iterator[str]:
    if get_origin(annotation) is Annotated:
        inner, *extras = get_args(annotation)
        if _TEXT_FORM in extras:
            yield ".".join(way)
        else:
            yield from _in_type(inner, way)
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _patterns(annotation, way)
    elif get_origin(annotation) in (dict, list):
        yield from _in_type(get_args(annotation)[-1], (*way, "*"))
    else:
        for member in get_args(annotation):
            yield from _in_type(member, way)
