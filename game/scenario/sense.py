"""Sense: numbers of one scenario that cannot go together, and conditions that make none."""

from collections.abc import Iterator
from typing import Any

from game.scenario import intervals
from game.scenario.conditions import Condition, ConditionError, Spot, from_data
from game.scenario.problems import Fact, Finding, Path, Related, Span, Where, nearest
from game.scenario.references import keys, with_kind
from game.scenario.tree import List, Located, Scalar, Tree, is_broken, plain_data


def findings(tree: Tree) -> Iterator[Finding]:
    """Yield numbers that contradict each other; what has another shape than it should is left out."""
    yield from _seats(tree)
    yield from _rounds(tree)
    yield from _main_indicator(tree)
    yield from _director(tree)
    for task in keys(tree, "tasks") or []:
        yield from _task(tree, task)
    yield from _ranges(tree)


def _number(tree: Tree, *path: str | int) -> int | None:
    located = tree.at(path)
    value = located.node.value() if located and isinstance(located.node, Scalar) else None
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def value_finding(code: str, tree: Tree, path: Path, **facts: Fact) -> Finding:
    """Return a finding at the value a path leads to, or at its key when it is no single value."""
    located = tree.at(path)
    assert located is not None
    related = tuple(Related("used", span) for span in located.uses)
    return Finding(code, span_of(located), facts, path, related)


def span_of(located: Located) -> Span:
    """Return the place to point at: a single value, or the key of anything larger."""
    if isinstance(located.node, Scalar) or located.key is None:
        return located.node.span
    return located.key.span


def _seats(tree: Tree) -> Iterator[Finding]:
    low, high = _number(tree, "seats", "min"), _number(tree, "seats", "max")
    if low is not None and high is not None and low > high:
        yield value_finding("OT131", tree, ("seats", "min"), low=low, high=high)


def _rounds(tree: Tree) -> Iterator[Finding]:
    numbers = [int(name) for name in keys(tree, "rounds") or [] if name.isascii() and name.isdecimal()]
    for expected, number in enumerate(sorted(numbers), 1):
        if number != expected:
            yield key_finding("OT139", tree, ("rounds", str(number)), found=number, expected=expected)
            return


def key_finding(code: str, tree: Tree, path: Path, **facts: Fact) -> Finding:
    """Return a finding at the key of what a path leads to."""
    located = tree.at(path)
    key = located.key if located else None
    related = tuple(Related("used", span) for span in located.uses) if located else ()
    return Finding(code, key.span if key else Span(), facts, path, related)


def _main_indicator(tree: Tree) -> Iterator[Finding]:
    """The first indicator is always a goal, and it must have room to grow."""
    for index, name in enumerate(keys(tree, "indicators") or []):
        start, goal = _number(tree, "indicators", name, "start"), _number(tree, "indicators", name, "goal")
        if index == 0 and start is not None and tree.at(("indicators", name, "goal")) is None:
            yield key_finding("OT135", tree, ("indicators", name), id=name)
        elif start is not None and start == goal:
            yield value_finding("OT137", tree, ("indicators", name, "goal"), id=name, n=start)


def _director(tree: Tree) -> Iterator[Finding]:
    roles = keys(tree, "roles")
    kinds = with_kind(tree, "resident", "partner", "director")
    if roles is None or len(kinds) < len(roles) or not roles:
        return  # a kind is wrong or missing, which is told there
    directors = with_kind(tree, "director")
    if not directors:
        yield key_finding("OT138", tree, ("roles",))
    for extra in directors[1:]:
        yield key_finding("OT133", tree, ("roles", extra), role=extra, first=directors[0])


def _task(tree: Tree, task: str) -> Iterator[Finding]:
    cost, minimum = _number(tree, "tasks", task, "cost"), _number(tree, "tasks", task, "minimum")
    if cost is not None and minimum is not None and minimum > cost:
        yield value_finding("OT134", tree, ("tasks", task, "minimum"), task=task, minimum=minimum, cost=cost)
    first, rounds = _number(tree, "tasks", task, "from_round"), keys(tree, "rounds")
    if first is not None and rounds and first > len(rounds):
        yield value_finding(
            "OT309", tree, ("tasks", task, "from_round"), task=task, n=first, rounds=len(rounds)
        )
    for index in range(_length(tree, ("tasks", task, "links"))):
        path = ("tasks", task, "links", index)
        other = tree.at(path)
        if other is not None and isinstance(other.node, Scalar) and other.node.raw != task:
            mine, its = (tree.at(("tasks", id_, "domain")) for id_ in (task, other.node.raw))
            if mine and its and _raw(mine) == _raw(its) is not None:
                yield value_finding("OT212", tree, path, task=task, other=other.node.raw)


def _raw(located: Located) -> str | None:
    return located.node.raw if isinstance(located.node, Scalar) else None


def _length(tree: Tree, path: Path) -> int:
    located = tree.at(path)
    return len(located.node.items) if located and isinstance(located.node, List) else 0


def _ranges(tree: Tree) -> Iterator[Finding]:
    """Yield ranges that run backwards."""
    for part in ("tasks", "event_cards"):
        for name in keys(tree, part) or []:
            for index in range(_length(tree, (part, name, "effects"))):
                path = (part, name, "effects", index, "by")
                low, high = _number(tree, *path, 0), _number(tree, *path, 1)
                if low is not None and high is not None and low > high:
                    yield value_finding("OT116", tree, path, low=low, high=high)


# Conditions. -----------------------------------------------------------------------------------------


def conditions(tree: Tree, data: Any) -> Iterator[Finding]:
    """Yield what is wrong with conditions; put each that can be read into the data in place of its text."""
    cards = data.get("event_cards") if isinstance(data, dict) else None
    for name, card in cards.items() if isinstance(cards, dict) else []:
        if isinstance(card, dict) and card.get("when") is not None:
            path = ("event_cards", name, "when")
            located = tree.at(path)
            if located is None or is_broken(located.node):
                card["when"] = None
                continue
            try:
                condition = from_data(plain_data(located.node))
            except ConditionError as error:
                yield _in_condition(error.code, tree, path, error.spot, **_facts(error))
                card["when"] = None
            else:
                card["when"] = condition
                yield from _judged(tree, path, condition)


def _facts(error: ConditionError) -> dict[str, Fact]:
    facts = {name: value for name, value in error.facts.items() if isinstance(value, str | int | tuple)}
    if error.code == "OT150" and (meant := nearest(str(facts["found"]), error.facts["known"])):  # type: ignore[arg-type]
        facts["meant"] = meant
    return facts


def _judged(tree: Tree, path: Path, condition: Condition) -> Iterator[Finding]:
    indicators, rounds = keys(tree, "indicators"), keys(tree, "rounds")
    if indicators is None or not rounds:
        return
    known = intervals.names(indicators, with_kind(tree, "resident", "partner"), len(rounds))
    unknown = [(name, spot) for name, spot in condition.names if name not in known]
    for name, spot in unknown:
        facts: dict[str, Fact] = {"found": name, "known": tuple(known), "where": Where(path)}
        if meant := _meant(name, known):
            facts["meant"] = meant
        yield _in_condition("OT207", tree, path, spot, **facts)
    verdict = intervals.judge(condition, known | {name: intervals.ANY for name, _ in unknown})
    for one in verdict.never:
        yield _in_condition("OT320", tree, path, one.spot, rounds=len(rounds))
    for one in verdict.always:
        yield _in_condition("OT322", tree, path, one.spot, rounds=len(rounds))
    if not verdict.possible and not verdict.never:
        yield _in_condition("OT321", tree, path, Spot())


def _meant(name: str, known: dict[str, intervals.Bounds]) -> str:
    """Return what a name was meant to be: `a-b` may be a subtraction without spaces."""
    first, _, second = name.partition("-")
    if first in known and (second in known or second.isdecimal()):
        return f"{first} - {second}"
    return f"trust.{name}" if f"trust.{name}" in known else nearest(name, known)


def _in_condition(code: str, tree: Tree, path: Path, spot: Spot, **facts: Fact) -> Finding:
    """Return a finding at the very columns of a condition, when it stands on one line as it is."""
    full = path + spot.path
    located = tree.at(full)
    assert located is not None
    node, related = located.node, tuple(Related("used", span) for span in located.uses)
    if not isinstance(node, Scalar) or spot.end == 0:
        span = located.key.span if located.key and full != path else span_of(located)
        return Finding(code, span, facts, full, related)
    span = node.span
    quoted = 1 if node.style in ("'", '"') else 0
    if span.line != span.end_line or node.style in ("|", ">"):
        return Finding(code, span, facts, full, related)
    written = tree.lines[span.line - 1][span.column - 1 + quoted : span.end_column - 1 - quoted]
    if written == node.raw:
        start = span.column + quoted
        span = Span(span.line, start + spot.start, span.line, start + max(spot.end, spot.start + 1))
    return Finding(code, span, facts, full, related)
