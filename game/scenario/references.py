"""References: whatever a scenario names must be there; read from the tree, so one slip hides no other."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from game.scenario.conditions import RESERVED
from game.scenario.problems import Fact, Finding, Path, Related, Span, Term, Where, nearest
from game.scenario.tree import List, Located, Mapping, Scalar, Tree


class Found(NamedTuple):
    """A value that a pattern leads to: its path, its text, where it stands, where an alias brings it in."""

    path: Path
    text: str
    span: Span
    uses: tuple[Span, ...]


def select(tree: Tree, pattern: str) -> Iterator[Found]:
    """Yield the texts at a pattern such as `tasks.*.links.*`; `tasks.*.answers.#` yields keys instead.

    What has another shape than the pattern is left out: the models tell that.
    """
    if pattern.endswith(".#"):
        for path, located in nodes(tree, pattern.removesuffix(".#")):
            entries = located.node.entries if isinstance(located.node, Mapping) else {}
            for name, entry in entries.items():
                yield Found((*path, name), name, entry.key.span, located.uses + entry.uses)
        return
    for path, located in nodes(tree, pattern):
        if isinstance(located.node, Scalar) and isinstance(located.node.value(), str):
            yield Found(path, located.node.raw, located.node.span, located.uses)


def nodes(tree: Tree, pattern: str) -> Iterator[tuple[Path, Located]]:
    """Yield whatever stands at a pattern such as `tasks.*.name`, with the path that leads there."""
    yield from _nodes(Located(tree.root), pattern.split("."), ())


def _nodes(at: Located, way: list[str], path: Path) -> Iterator[tuple[Path, Located]]:
    if not way:
        yield path, at
        return
    first, rest = way[0], way[1:]
    if isinstance(at.node, Mapping):
        for name in at.node.entries if first == "*" else [first] if first in at.node.entries else []:
            entry = at.node.entries[name]
            yield from _nodes(Located(entry.node, entry.key, at.uses + entry.uses), rest, (*path, name))
    elif isinstance(at.node, List) and first == "*":
        for index, item in enumerate(at.node.items):
            yield from _nodes(Located(item.node, None, at.uses + item.uses), rest, (*path, index))


def keys(tree: Tree, name: str) -> list[str] | None:
    """Return the ids under a part of the scenario; None when they cannot be known."""
    located = tree.at((name,))
    if located is None:
        return []
    node = located.node
    return list(node.entries) if isinstance(node, Mapping) and not node.broken else None


def with_kind(tree: Tree, *kinds: str) -> list[str]:
    """Return the ids of the roles of these kinds."""
    return [str(found.path[1]) for found in select(tree, "roles.*.kind") if found.text in kinds]


@dataclass(frozen=True, slots=True)
class _Reference:
    pattern: str
    to: str
    code: str
    also: tuple[str, ...] = ()


_KINDS = ("resident", "partner", "director")

_REFERENCES = (
    _Reference("theme", "domains", "OT201"),
    _Reference("needs.*.domain", "domains", "OT201"),
    _Reference("tasks.*.domain", "domains", "OT201"),
    _Reference("templates.*.domain", "domains", "OT201"),
    _Reference("tasks.*.challenge", "challenges", "OT202"),
    _Reference("templates.*.challenge", "challenges", "OT202"),
    _Reference("tasks.*.effects.*.add", "indicators", "OT203"),
    _Reference("event_cards.*.effects.*.add", "indicators", "OT203"),
    _Reference("templates.*.cost_classes.*.effects.*.add", "indicators", "OT203"),
    _Reference("tasks.*.answers.#", "needs", "OT204"),
    _Reference("roles.*.cards.#", "needs", "OT204"),
    _Reference("instruments.*.knows.*", "domains", "OT201"),
    _Reference("tasks.*.doers.*", "roles", "OT205", _KINDS),
    _Reference("tasks.*.owners.*", "roles", "OT205", _KINDS),
    _Reference("templates.*.doers.*", "roles", "OT205", _KINDS),
    _Reference("templates.*.owners.*", "roles", "OT205", _KINDS),
    _Reference("tasks.*.links.*", "tasks", "OT206"),
    _Reference("opening.tasks.*", "tasks", "OT206"),
    _Reference("roles.*.core_value.protects", "tasks", "OT206"),
    _Reference("roles.*.cards.*.reveals", "tasks", "OT206"),
)


def findings(tree: Tree) -> Iterator[Finding]:
    """Yield every name that leads nowhere, and what else goes wrong between parts of a scenario."""
    for reference in _REFERENCES:
        known = keys(tree, reference.to)
        if known is not None:
            there = {*known, *reference.also}
            for found in select(tree, reference.pattern):
                if found.text not in there:
                    yield _unknown(reference.code, found, [*known, *reference.also])
    yield from _reached(tree)
    yield from _trusted(tree)
    yield from _own_links(tree)
    yield from _twice(tree)
    yield from _names_of_indicators(tree)
    yield from _told_from_the_chair(tree)


def _unknown(code: str, found: Found, known: list[str]) -> Finding:
    facts: dict[str, Fact] = {"found": found.text, "where": Where(found.path[:-1]), "known": tuple(known)}
    if not known:
        facts["known"] = Term("none")
    if meant := nearest(found.text, known):
        facts["meant"] = meant
    return Finding(code, found.span, facts, found.path, used(found))


def used(found: Found) -> tuple[Related, ...]:
    """Return where something that came through an alias is used."""
    return tuple(Related("used", span) for span in found.uses)


def _reached(tree: Tree) -> Iterator[Finding]:
    """Yield whom an instrument reaches that is neither a need nor a role."""
    needs, roles = keys(tree, "needs"), keys(tree, "roles")
    if needs is None or roles is None:
        return
    for found in select(tree, "instruments.*.reach.*"):
        if found.text not in needs and found.text not in roles:
            yield _unknown("OT204", found, [*needs, *roles])


def _trusted(tree: Tree) -> Iterator[Finding]:
    """Yield changes of the trust of somebody who is not there, or who has none."""
    known = keys(tree, "roles")
    if known is None:
        return
    have = [*with_kind(tree, "resident", "partner"), "residents", "partners", "everyone"]
    directors = with_kind(tree, "director")
    for found in select(tree, "event_cards.*.effects.*.trust"):
        if found.text in directors:
            yield Finding("OT208", found.span, {"role": found.text}, found.path, used(found))
        elif found.text not in have and found.text not in known:
            yield _unknown("OT205", found, have)


def _own_links(tree: Tree) -> Iterator[Finding]:
    for found in select(tree, "tasks.*.links.*"):
        if found.text == found.path[1]:
            yield Finding("OT209", found.span, {"task": found.text}, found.path, used(found))


_LISTS = (
    "stances.*", "phases.*", "mechanics.*", "rounds.*.phases.*", "rounds.*.new.*", "tasks.*.doers.*",
    "templates.*.doers.*", "templates.*.owners.*",
    "tasks.*.owners.*", "tasks.*.links.*", "instruments.*.reach.*",
    "instruments.*.knows.*",
    "opening.tasks.*",
)  # fmt: skip


def _twice(tree: Tree) -> Iterator[Finding]:
    """Yield what stands in one list twice."""
    for pattern in _LISTS:
        seen: dict[tuple[Path, str], Span] = {}
        for found in select(tree, pattern):
            first = seen.setdefault((found.path[:-1], found.text), found.span)
            if first is not found.span:
                facts: dict[str, Fact] = {"found": found.text, "where": Where(found.path[:-1])}
                yield Finding("OT136", found.span, facts, found.path, (Related("first", first),))


def _names_of_indicators(tree: Tree) -> Iterator[Finding]:
    for found in select(tree, "indicators.#"):
        if found.text in RESERVED:
            yield Finding("OT210", found.span, {"found": found.text}, found.path, used(found))


def _told_from_the_chair(tree: Tree) -> Iterator[Finding]:
    """Yield cards of roles for a need that belongs to the empty chair."""
    chair = {str(found.path[1]): found.span for found in select(tree, "needs.*.chair")}
    for found in select(tree, "roles.*.cards.#"):
        if found.text in chair:
            facts: dict[str, Fact] = {"need": found.text, "role": str(found.path[1])}
            yield Finding("OT211", found.span, facts, found.path, (Related("need", chair[found.text]),))
