"""A browser without a script: it reads pages, fills in forms as a person would, and keeps cookies."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from game.session.wire import Parts


@dataclass
class Form:
    """A form as it stands on a page: inputs in order, each with its attributes; a select has its choices."""

    attributes: dict[str, str]
    inputs: list[tuple[str, dict[str, str], list[str]]] = field(default_factory=list)
    words: str = ""

    @property
    def kind(self) -> str:
        return next((one["value"] for _, one, _ in self.inputs if one.get("name") == "kind"), "")

    def filled(self, body: Mapping[str, Any]) -> list[tuple[str, str]]:
        """Return what a browser sends when this is filled in; it fails if the form cannot say it."""
        sent: list[tuple[str, str]] = []
        for tag, one, choices in self.inputs:
            name = one.get("name", "")
            way, _, rest = name.partition(":")
            field_, _, id_ = rest.partition(":")
            wanted = body.get(field_)
            if one.get("type") == "hidden" or not name:
                sent += [(name, one.get("value", ""))] if name else []
            elif one.get("type") in ("radio", "checkbox"):
                is_on = (
                    one["value"] == str(wanted)
                    if way == "one"
                    else any((x if isinstance(x, str) else x[0]) == id_ for x in wanted or ())
                )
                sent += [(name, one["value"])] if is_on else []
            elif way in ("share", "rank"):
                sent.append((name, str(dict(map(tuple, wanted or ())).get(id_, ""))))
            elif tag == "select":
                assert str(wanted) in choices, (name, wanted, choices)
                sent.append((name, str(wanted)))
            else:
                sent.append((name, "" if wanted is None else str(wanted)))
        return sent

    def answers(self, body: Mapping[str, Any]) -> bool:
        """Tell whether this is the form for a body, by what is fixed in it."""
        fixed = {
            one["name"].partition(":")[2]: json.loads(one["value"])
            for _, one, _ in self.inputs
            if one.get("name", "").startswith("fix:")
        }
        asked = {one.get("name", "").split(":")[1] for _, one, _ in self.inputs if ":" in one.get("name", "")}
        return body.keys() <= asked and all(body.get(name) == value for name, value in fixed.items())


class Page(HTMLParser):
    """What stands on a page: its forms, its words, its elements."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = text
        self.forms: list[Form] = []
        self.words = ""
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._form: Form | None = None
        self._select: list[str] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append((tag, given))
        if tag == "form":
            self._form = Form(given)
            self.forms.append(self._form)
        elif self._form is not None and tag in ("input", "textarea", "select"):
            self._select = [] if tag == "select" else None
            self._form.inputs.append((tag, given, self._select if self._select is not None else []))
        elif tag == "option" and self._select is not None:
            self._select.append(given.get("value", ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._form is not None:
            self._form.words += data

    def form(self, kind: str, body: Mapping[str, Any]) -> Form:
        return next(one for one in self.forms if one.kind == kind and one.answers(body))


def open_options(parts: Parts) -> list[Mapping[str, Any]]:
    return [one for one in parts["options"] if "closed" not in one]
