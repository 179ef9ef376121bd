"""Shape: what the models refuse, told at the place where the author wrote it.

pydantic names a refusal by its path through the data; the tree knows where that path lies in the file. A
missing field is told at what it is missing from, an unknown one at its key, anything else at its value.
"""

import re
import types
import unicodedata
from collections.abc import Iterable
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from game.scenario.model import EFFECTS, Scenario, effect_kind
from game.scenario.problems import MOST_TOLD, Fact, Finding, Path, Related, Span, Term, Where, nearest, shown
from game.scenario.scalars import number_slip
from game.scenario.tree import Broken, List, Located, Mapping, Node, Scalar, Tree, plain_data

_WANTED = {
    "int_type": "number",
    "string_type": "text",
    "bool_type": "truth",
    "dict_type": "mapping",
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "list_type": "list",
    "literal_error": "choice",
    "union_tag_not_found": "mapping",
}
_TAG = re.compile(r"<\w+>\Z")
_KEY = "[key]"


def findings(error: ValidationError, tree: Tree) -> list[Finding]:
    """Return what the models refuse, one finding per cause."""
    details = error.errors(include_url=False, include_input=False)
    found = [finding for detail in details[:MOST_TOLD] if (finding := _finding(detail, tree)) is not None]
    meant = {(one.path[:-1], one.facts.get("meant")) for one in found if one.code == "OT112"}
    return [one for one in found if one.code != "OT111" or (one.path[:-1], one.path[-1]) not in meant]


def _finding(detail: ErrorDetails, tree: Tree) -> Finding | None:
    path = tuple(part for part in detail["loc"] if not (isinstance(part, str) and _TAG.match(part)))
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "missing":
        return _missing(path, tree)
    at_key = bool(path) and path[-1] == _KEY
    path = path[:-1] if at_key else path
    located = tree.at(path)
    if located is None or _is_told(located.node):
        return None
    if kind == "extra_forbidden":
        return _unknown_field(path, located, tree)
    if at_key and located.key is not None:
        return _key(kind, context, path, located, located.key)
    return _value(kind, context, path, located)


def _is_told(node: Node) -> bool:
    return isinstance(node, Broken) or (isinstance(node, Mapping) and node.broken)


def _missing(path: Path, tree: Tree) -> Finding | None:
    parent = tree.at(path[:-1])
    if parent is None or (isinstance(parent.node, Mapping) and parent.node.broken):
        return None
    facts: dict[str, Fact] = {"field": str(path[-1]), "where": Where(path[:-1])}
    span = parent.key.span if parent.key is not None else _first(parent.node)
    return Finding("OT111", span, facts, path, _used(parent))


def _unknown_field(path: Path, located: Located, tree: Tree) -> Finding:
    span = located.key.span if located.key is not None else located.node.span
    known = fields_at(path[:-1], tree)
    name = str(path[-1])
    facts: dict[str, Fact] = {"field": name, "where": Where(path[:-1]), "known": tuple(known)}
    if meant := nearest(name, known):
        facts["meant"] = meant
    if set(known) <= set(EFFECTS) | {"by", "percent", "amount"} and name in EFFECTS:
        return Finding("OT130", span, {"field": name, "known": tuple(known)}, path, _used(located))
    return Finding("OT112", span, facts, path, _used(located))


def _key(kind: str, context: dict[str, Any], path: Path, located: Located, key: Scalar) -> Finding:
    facts: dict[str, Fact] = {"found": shown(key.raw), "where": Where(path[:-1])}
    if path[0] == "rounds" and len(path) == 2:
        return Finding("OT132", key.span, facts, path, _used(located))
    if kind == "literal_error":
        return Finding("OT125", key.span, facts | _choices(key.raw, context), path, _used(located))
    return _id_form(key, path, located)


def _id_form(scalar: Scalar, path: Path, located: Located) -> Finding:
    facts: dict[str, Fact] = {"found": scalar.raw, "most": 40}
    if slug := _slug(scalar.raw):
        facts["meant"] = slug
    return Finding("OT126", scalar.span, facts, path, _used(located))


def _value(kind: str, context: dict[str, Any], path: Path, located: Located) -> Finding:
    node = located.node
    facts: dict[str, Fact] = {"field": _field(path), "where": Where(path)}
    if kind in _WANTED:
        code, more = _other_kind(_WANTED[kind], context, node)
    elif not isinstance(node, Scalar):
        code, more = _size(kind, context)
    elif kind == "string_pattern_mismatch":
        return _id_form(node, path, located)
    else:
        code, more = _scalar(kind, context, node)
    span = _first(node) if code == "OT129" else _shown_span(node)
    return Finding(code, span, facts | more, path, _used(located))


def _size(kind: str, context: dict[str, Any]) -> tuple[str, dict[str, Fact]]:
    if kind == "too_short":
        return "OT128", {"limit": Term("at_least"), "n": context["min_length"]}
    return "OT128", {"limit": Term("at_most"), "n": context.get("max_length", 0)}


def _scalar(kind: str, context: dict[str, Any], node: Scalar) -> tuple[str, dict[str, Fact]]:
    match kind:
        case "greater_than_equal":
            return "OT124", {"found": node.raw, "limit": Term("at_least"), "n": int(context["ge"])}
        case "less_than_equal":
            return "OT124", {"found": node.raw, "limit": Term("at_most"), "n": int(context["le"])}
        case "string_too_short":
            return "OT502", {}
        case "string_too_long":
            return "OT127", {"n": context["max_length"], "length": len(node.raw)}
        case _:
            return "OT199", {"found": node.raw}


def _other_kind(wanted: str, context: dict[str, Any], node: Node) -> tuple[str, dict[str, Fact]]:
    """Return what to say when something of another kind was wanted."""
    is_scalar = isinstance(node, Scalar)
    if isinstance(node, Scalar) and node.plain and node.value() is None:
        return "OT113", {"wanted": Term(f"wanted_{wanted}")}
    if wanted == "mapping" and isinstance(node, Mapping):  # an effect without a key that tells its kind
        keys = tuple(key for key in node.entries if key not in ("by", "percent", "amount"))
        meant = next((near for key in keys if (near := nearest(key, EFFECTS))), "")
        return "OT129", {"found": keys, "known": tuple(EFFECTS), **({"meant": meant} if meant else {})}
    if not is_scalar or wanted in ("mapping", "list"):
        found = "mapping" if isinstance(node, Mapping) else "list" if isinstance(node, List) else "scalar"
        facts: dict[str, Fact] = {"wanted": Term(f"wanted_{wanted}"), "found": Term(f"found_{found}")}
        return "OT120", {**facts, "advice": Term(f"do_{wanted}")}
    assert isinstance(node, Scalar)
    match wanted:
        case "number":
            slip = number_slip(node.raw, node.plain)
            return "OT121", {"found": node.raw, "slip": Term(f"slip_{slip}")}
        case "text":
            return "OT122", {"found": node.raw}
        case "truth":
            return "OT123", {"found": node.raw}
        case _:
            return "OT125", {"found": node.raw, **_choices(node.raw, context)}


def _choices(found: str, context: dict[str, Any]) -> dict[str, Fact]:
    known = tuple(text or number for text, number in re.findall(r"'([^']*)'|(\d+)", context["expected"]))
    meant = nearest(found.replace("-", "_"), known)
    return {"known": known, **({"meant": meant} if meant else {})}


# Places. ---------------------------------------------------------------------------------------------


def _used(located: Located) -> tuple[Related, ...]:
    """Return where something that came through an alias or `<<` is used."""
    return tuple(Related("used", span) for span in located.uses)


def _first(node: Node) -> Span:
    """Return the first sign of a value, as a place to point at."""
    if isinstance(node, Mapping) and node.entries:
        key = next(iter(node.entries.values())).key.span
        if (key.line, key.column) >= (node.span.line, node.span.column):
            return key
    return _shown_span(node)


def _shown_span(node: Node) -> Span:
    """Return a place on one line: of a collection its start."""
    line, column, end_line, end_column = node.span
    if isinstance(node, Scalar):
        return node.span
    return Span(line, column, line, end_column if end_line == line else column + 1)


def _field(path: Path) -> str:
    return str(next((part for part in reversed(path) if isinstance(part, str)), ""))


def _slug(text: str) -> str:
    """Return the id that this text was probably meant to be."""
    ascii_ = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_.lower()).strip("-")[:40].strip("-")


# The fields of the models. ---------------------------------------------------------------------------


def fields_at(path: Path, tree: Tree) -> list[str]:
    """Return the names of the fields that the thing at a path may have."""
    model: Any = Scenario
    for index, part in enumerate(path):
        model = _step(model, part)
        if get_origin(_bare(model)) in (Union, types.UnionType):
            located = tree.at(path[: index + 1])
            model = _chosen(model, plain_data(located.node) if located else None)
    model = _bare(model)
    return list(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else []


def _step(annotation: Any, part: str | int) -> Any:
    """Return the type of what a path names inside a type."""
    bare = _bare(annotation)
    if isinstance(bare, type) and issubclass(bare, BaseModel):
        field = bare.model_fields.get(str(part))
        return field.annotation if field is not None else None
    arguments = get_args(bare)
    return arguments[-1] if get_origin(bare) in (dict, list) else None


def _chosen(union: Any, data: Any) -> Any:
    """Return the one type of a union that the data is meant to be: by kind of effect, or what is no None."""
    members = [member for member in get_args(_bare(union)) if member is not types.NoneType]
    if len(members) == 1:
        return members[0]
    kind = effect_kind(data)
    if kind is not None and set(_models(members)) & set(EFFECTS.values()):
        return EFFECTS[kind[1:-1]]
    return next(iter(_models(members)), None)


def _models(members: Iterable[Any]) -> list[type[BaseModel]]:
    bare = [_bare(member) for member in members]
    return [member for member in bare if isinstance(member, type) and issubclass(member, BaseModel)]


def _bare(annotation: Any) -> Any:
    """Return a type without what annotates it."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation
