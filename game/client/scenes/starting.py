"""What anybody can start from the board: pledge, bring in an idea, take a task over, call a core value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from game.client.scenes.choices import closed, field_of, ids
from game.client.scenes.column import Column
from game.client.scenes.form import Form
from game.client.scenes.pledging import PledgeForm
from game.client.scenes.seen import Seen
from game.client.scenes.tools import Tool
from game.client.widgets.text_entry import TextEntry


def starting_tools(seen: Seen) -> list[Tool]:
    """Return a button for each move that is offered to the acting seat now."""
    if seen.acting is None:
        return []
    forms: tuple[tuple[str, str, str, type[Form]], ...] = (
        ("pledge", seen.texts("client.pledge"), "hand-heart", PledgeForm),
        ("bring_idea", seen.texts("client.idea"), "sprout", IdeaForm),
        ("take_over", seen.texts("client.take_over"), "hand-metal", TakeOverForm),
        ("call_core_value", seen.texts("client.value"), "shield", ValueForm),
    )
    return [
        Tool(f"tool.{kind}", label, icon, _opens(seen, form), _shut(seen, kind))
        for kind, label, icon, form in forms
        if seen.options(kind)
    ]


def _opens(seen: Seen, form: type[Form]) -> Callable[[], None]:
    return lambda: seen.app.lay_over(form(seen.app, seen))


def _shut(seen: Seen, kind: str) -> str:
    """Return why a move cannot be made; of a core value only that it cannot: all see this screen."""
    options = seen.options(kind)
    if any("closed" not in option for option in options):
        return ""
    if kind == "pledge" and any(ids(option, "what") == ["pledge"] for option in seen.options("withdraw")):
        return ""  # to take one back
    return seen.texts("client.not_now") if kind == "call_core_value" else closed(seen, options[0])


class IdeaForm(Form):
    """A task of one's own: for which told need, how large, and what it is called."""

    name: ClassVar[str] = "idea"
    icon: ClassVar[str] = "sprout"

    def title(self) -> str:
        return self.app.texts("client.idea_title")

    def send_label(self) -> str:
        return self.app.texts("client.idea_send")

    def parts(self) -> Sequence[Callable[[Column], None]]:
        return self._need, self._size

    def order(self) -> tuple[str, dict[str, Any]] | None:
        chosen = self.chosen
        if not {"need", "size"} <= chosen.keys():
            return None
        template, _, cost_class = chosen["size"].partition("/")
        body = {"template": template, "cost_class": cost_class, "need": chosen["need"]}
        return "bring_idea", body | {"name": str(chosen.get("name", "")).strip()}

    def _open(self) -> list[dict[str, Any]]:
        return [option for option in self.seen.options("bring_idea") if "closed" not in option]

    def _need(self, column: Column) -> None:
        needs = ids(self._open()[0], "need") if self._open() else []
        self.ask(column, "need", self.app.texts("client.idea_need"), needs, self.seen.need)

    def _size(self, column: Column) -> None:
        texts = self.app.texts
        column.text("name.title", texts("client.idea_name"), style="strong")
        column.gap(10)
        most = field_of(self._open()[0], "name")["up_to"] if self._open() else 0
        column.add(
            TextEntry(
                key="idea.name",
                box=column.room(76 * column.k),
                name=texts("client.idea_name"),
                placeholder=texts("client.idea_name_hint"),
                text=str(self.chosen.get("name", "")),
                on_change=lambda text: self.choose("name", text),
                most=most,
            )
        )
        column.gap(20)
        sizes = [
            f"{ids(option, 'template')[0]}/{size}"
            for option in self._open()
            for size in ids(option, "cost_class")
        ]
        self.ask(column, "size", texts("client.idea_size"), sizes, self._size_said)

    def _size_said(self, size: str) -> str:
        template, _, cost_class = size.partition("/")
        found = self.seen.scenario.templates[template]
        one = found.cost_classes[cost_class]
        facts = {"template": self.seen.said(found.name), "size": self.seen.said(one.name), "cost": one.cost}
        return self.app.texts("client.idea_of", **facts)


class TakeOverForm(Form):
    """Which task to take over, at which price."""

    name: ClassVar[str] = "take_over"
    icon: ClassVar[str] = "hand-metal"
    width: ClassVar[int] = 900

    def title(self) -> str:
        return self.app.texts("client.take_over_title", name=self.seen.name(self.seen.acting or ""))

    def send_label(self) -> str:
        return self.app.texts("client.take_over")

    def parts(self) -> Sequence[Callable[[Column], None]]:
        return (self._task,)

    def order(self) -> tuple[str, dict[str, Any]] | None:
        return ("take_over", {"task": self.chosen["task"]}) if "task" in self.chosen else None

    def _task(self, column: Column) -> None:
        open_ = [option for option in self.seen.options("take_over") if "closed" not in option]
        tasks = ids(open_[0], "task") if open_ else []
        column.text("about", self.app.texts("client.take_over_about"))
        column.gap(16)
        self.ask(column, "task", self.app.texts("client.take_over_task"), tasks, self.seen.task)


class ValueForm(Form):
    """Whether to say a core value aloud. It is not written here: all see this screen."""

    name: ClassVar[str] = "value"
    icon: ClassVar[str] = "shield"
    width: ClassVar[int] = 820

    def title(self) -> str:
        return self.app.texts("client.value_title", name=self.seen.name(self.seen.acting or ""))

    def send_label(self) -> str:
        return self.app.texts("client.value_send")

    def parts(self) -> Sequence[Callable[[Column], None]]:
        return (lambda column: column.text("about", self.app.texts("client.value_about")) and None,)

    def order(self) -> tuple[str, dict[str, Any]] | None:
        return ("call_core_value", {}) if self.seen.can("call_core_value") else None
