"""Forms of the web page, made from what a seat is offered: nothing here knows a rule or a scenario.

An option becomes a form with a field for each of its fields; what comes back becomes the body of an order,
and the session checks it as it checks any other. The names of inputs say how they are read: `one:task`,
`fix:part`, `num:value`, `tick:given:ID`, `share:given:ID`, `rank:given:ID`, `some:drop:ID`, `text:text`.
"""

import json
import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from game.debrief.names import Names
from game.scenario.model import in_language
from server.html import Html, e

_KINDS = {
    "task": "task",
    "instrument": "instrument",
    "card": "card",
    "event_card": "event_card",
    "need": "need",
    "drop": "need",
    "challenge": "challenge",
    "indicator": "indicator",
    "of": "seat",
    "other": "seat",
    "stance": "stance",
    "rule": "rule",
    "reason": "reason",
    "answer": "answer",
    "part": "part",
    "given": "task",
    "open_duty": "task",
    "condition": "comeback",
}
_FEW = 8
"""Up to so many choices all stand there; more are a list that opens."""


def option_form(option: Mapping[str, Any], number: int, moment: int | None, names: Names) -> Html:
    """Return the form of an open option.

    Args:
        option: As a view describes it.
        number: Its place among the options, for ids on the page.
        moment: The moment that the order answers.
        names: What ids are called.
    """
    kind, texts = option["kind"], names.texts
    inputs = [_input(one, f"o{number}", option, names) for one in option["fields"] if one["type"] != "fixed"]
    fixed = [one for one in option["fields"] if one["type"] == "fixed"]
    label = texts(f"page.act.{kind}")
    if fixed:
        label += ": " + ", ".join(value_name(one["name"], one["value"], option, names) for one in fixed)
    return order_form(kind, label, moment, [*(_fixed(one) for one in fixed), *inputs], key=f"o{number}")


def order_form(
    kind: str,
    label: Any,
    moment: int | None,
    inputs: Iterable[Html] = (),
    *,
    key: str,
    strong: bool = False,
    action: str = "doe",
) -> Html:
    """Return a form that orders something; sent twice, it is one order."""
    return e(
        "form",
        e("input", type="hidden", name="id", value=secrets.token_hex(12)),
        e("input", type="hidden", name="kind", value=kind),
        None if moment is None else e("input", type="hidden", name="moment", value=moment),
        list(inputs),
        e("button", label, type="submit", class_="strong" if strong else None),
        method="post",
        action=action,
        class_="order",
        data_key=f"{kind}-{key}",
    )


def closed_line(option: Mapping[str, Any], names: Names) -> str:
    """Return why an option is not open now."""
    return names.texts(f"refused.{option['closed']}", **names.facts(option.get("facts") or {}))


def body_of(form: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return the fields of an order from what a form sent; the session says whether they are right.

    >>> body_of([("id", "x"), ("one:task", "a"), ("share:given:b", "10"), ("share:given:c", "0")])
    {'task': 'a', 'given': [['b', 10]]}
    """
    body: dict[str, Any] = {}
    for name, value in form:
        way, _, rest = name.partition(":")
        field, _, id_ = rest.partition(":")
        match way:
            case "one" if value:
                body[field] = value
            case "text":
                body[field] = value.replace("\r\n", "\n").strip()
            case "fix":
                body[field] = _json(value)
            case "num" if value.strip():
                body[field] = _whole(value)
            case "list":
                body.setdefault(field, [])
            case "some":
                body.setdefault(field, []).append(id_)
            case "tick":
                body.setdefault(field, []).append([id_, 1])
            case "share" | "rank":
                amount = _whole(value) if value.strip() else 0
                body.setdefault(field, [])
                if amount != 0:
                    body[field].append([id_, amount])
    return body


def _whole(value: str) -> Any:
    text = value.strip().replace(".", "").replace(" ", "")
    try:
        return int(text[:20])
    except ValueError:
        return value  # the session tells that it is no number


def _json(value: str) -> Any:
    try:
        return json.loads(value[:200])
    except (ValueError, RecursionError):
        return value


def value_name(field: str, value: Any, option: Mapping[str, Any], names: Names) -> str:
    """Return what a value of a field is called."""
    texts = names.texts
    if isinstance(value, bool):
        return texts("page.yes") if value else texts("page.no")
    if field in ("what", "when"):
        return texts(f"page.{field}.{value}")
    head, colon, rest = str(value).partition(":")
    if colon:
        return f"{names.name('task', rest)} ({texts(f'page.what.{head}')})"
    scenario = names.scenario
    if field == "template" and value in scenario.templates:
        return in_language(scenario.templates[value].name, texts.language, scenario.language)
    if field == "cost_class":
        return _cost_class(value, option, names)
    kind = _KINDS.get(field)
    if kind == "task" and value not in scenario.tasks and value in scenario.roles:
        kind = "seat"
    return names.name(kind, str(value)) if kind else str(value)


def _cost_class(value: str, option: Mapping[str, Any], names: Names) -> str:
    template = next((one["value"] for one in option["fields"] if one["name"] == "template"), "")
    found = names.scenario.templates.get(template)
    if found is None or value not in found.cost_classes:
        return value
    one = found.cost_classes[value]
    name = in_language(one.name, names.texts.language, names.scenario.language)
    return f"{name} ({names.texts.euros(one.cost)})"


def _fixed(field: Mapping[str, Any]) -> Html:
    return e("input", type="hidden", name=f"fix:{field['name']}", value=json.dumps(field["value"]))


def _input(field: Mapping[str, Any], key: str, option: Mapping[str, Any], names: Names) -> Html:
    """Return the inputs of one field, with their label."""
    texts, name = names.texts, field["name"]
    label = texts(f"page.field.{name}")
    id_ = f"{key}-{name}"
    match field["type"]:
        case "one_of":
            return _one_of(field, id_, label, option, names)
        case "some":
            boxes = [_box(f"some:{name}:{one}", "1", value_name(name, one, option, names), f"{id_}-{one}")
                     for one in field["ids"]]  # fmt: skip
            return _group(label, [_marker(name), *boxes]) if boxes else _marker(name)
        case "ticks":
            boxes = [_box(f"tick:{name}:{one}", "1", value_name(name, one, option, names), f"{id_}-{one}")
                     for one in field["ids"]]  # fmt: skip
            return _group(label, [_marker(name), *boxes])
        case "number":
            return _number(field, f"num:{name}", id_, label, texts)
        case "shares":
            total = e("p", texts("page.total", total=field["total"], step=field["step"]), class_="hint",
                      data_total=field["total"], data_left=texts("page.left"))  # fmt: skip
            rows = [
                _amount(
                    f"share:{name}:{one}", f"{id_}-{one}", value_name(name, one, option, names), cap, field
                )
                for one, cap in field["caps"].items()
            ]
            return _group(label, [total, _marker(name), *rows])
        case "ranking":
            most = len(field["ids"])
            rows = [
                _row(f"{id_}-{one}", value_name(name, one, option, names),
                     e("input", type="number", min=0, max=most, id=f"{id_}-{one}", name=f"rank:{name}:{one}",
                       inputmode="numeric"))
                for one in field["ids"]
            ]  # fmt: skip
            return _group(label, [e("p", texts("page.rank"), class_="hint"), _marker(name), *rows])
        case "typed":
            area = e("textarea", id=id_, name=f"text:{name}", maxlength=field["up_to"], rows=3)
            return e("p", e("label", label, for_=id_), area, class_="field")
    raise ValueError(f"no input for a field of type {field['type']!r}")


def _one_of(field: Mapping[str, Any], id_: str, label: str, option: Mapping[str, Any], names: Names) -> Html:
    name, ids = field["name"], field["ids"]
    if len(ids) > _FEW:
        choices = [e("option", value_name(name, one, option, names), value=one) for one in ids]
        select = e("select", choices, id=id_, name=f"one:{name}")
        return e("p", e("label", label, for_=id_), select, class_="field")
    boxes = [
        _box(f"one:{name}", one, value_name(name, one, option, names), f"{id_}-{one}", "radio",
             is_on=len(ids) == 1, is_needed=True)
        for one in ids
    ]  # fmt: skip
    return _group(label, boxes)


def _number(field: Mapping[str, Any], name: str, id_: str, label: str, texts: Any) -> Html:
    low, high, step = field["low"], field["high"], field["step"]
    values = sorted(
        {*field["also"], *range(low, high + 1, step), high} if low <= high else set(field["also"])
    )
    if len(values) <= 60:
        shown = [e("option", texts.number(one), value=one) for one in values]
        return e("p", e("label", label, for_=id_), e("select", shown, id=id_, name=name), class_="field")
    box = e("input", type="number", id=id_, name=name, min=values[0], max=values[-1], step=step,
            inputmode="numeric", required=True)  # fmt: skip
    return e("p", e("label", label, for_=id_), box, class_="field")


def _amount(name: str, id_: str, label: str, cap: int, field: Mapping[str, Any]) -> Html:
    step = field["step"]
    box = e("input", type="number", id=id_, name=name, min=0, max=cap, step=step if cap % step == 0 else 1,
            value=0, inputmode="numeric", class_="share")  # fmt: skip
    return _row(id_, label, box)


def _row(id_: str, label: str, control: Html) -> Html:
    return e("p", e("label", label, for_=id_), control, class_="row")


def _marker(name: str) -> Html:
    return e("input", type="hidden", name=f"list:{name}", value="")


def _box(
    name: str,
    value: str,
    label: str,
    id_: str,
    type_: str = "checkbox",
    *,
    is_on: bool = False,
    is_needed: bool = False,
) -> Html:
    box = e("input", type=type_, name=name, value=value, id=id_, checked=is_on, required=is_needed)
    return e("p", box, e("label", label, for_=id_), class_="choice")


def _group(label: str, children: list[Html]) -> Html:
    return e("fieldset", e("legend", label), children)
