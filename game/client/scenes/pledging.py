"""A pledge: what of one's own, to which task, and perhaps only if others do their part."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from game.client.scenes.choices import Choice, add_choices, field_of, ids
from game.client.scenes.column import Column
from game.client.scenes.form import Form
from game.client.scenes.seen import Seen


class PledgeForm(Form):
    """The dialog in which a seat pledges; its own pledges stand in it, to take back."""

    name: ClassVar[str] = "pledge"
    icon: ClassVar[str] = "hand-heart"

    def title(self) -> str:
        return self.app.texts("client.pledge_title", name=self.seen.name(self.seen.acting or ""))

    def send_label(self) -> str:
        return self.app.texts("client.pledge")

    def parts(self) -> Sequence[Callable[[Column], None]]:
        return self._what, self._to, self._condition

    def order(self) -> tuple[str, dict[str, Any]] | None:
        option, chosen = self._option(), self.chosen
        if option is None or chosen.get("task") not in ids(option, "task"):
            return None
        names = [one["name"] for one in option["fields"]]
        if "of" in names and chosen.get("of") not in ids(option, "of"):
            return None
        body = {name: chosen.get(name) for name in names if name != "when" or chosen.get("when")}
        return "pledge", body

    def _options(self) -> list[dict[str, Any]]:
        return [option for option in self.seen.options("pledge") if "closed" not in option]

    def _option(self) -> dict[str, Any] | None:
        """Return the open option of what and on which condition was chosen."""
        wanted = (self.chosen.get("what"), self.chosen.get("when", ""))
        return next(
            (one for one in self._options() if (_fixed(one, "what"), _fixed(one, "when")) == wanted), None
        )

    def _whens(self) -> list[str]:
        """Return the conditions that what was chosen can have; "" for none."""
        what = self.chosen.get("what")
        return [_fixed(one, "when") for one in self._options() if _fixed(one, "what") == what]

    def _what(self, column: Column) -> None:
        texts = self.app.texts
        whats = list(dict.fromkeys(_fixed(option, "what") for option in self._options()))
        if whats and self.chosen.get("what") not in whats:
            self.chosen["what"] = whats[0]
        whens = self._whens()
        if whens and self.chosen.get("when", "") not in whens:
            self.chosen["when"] = whens[0]
        self.ask(column, "what", texts("client.pledge_what"), whats, lambda what: _what_said(self.seen, what))
        option = self._option()
        amount = field_of(option, "amount") if option else {}
        if amount:
            self.count(column, "amount", texts("client.pledge_amount"), amount)
            left = self.seen.part("pledges")["purses"][self.seen.acting]["left"]
            column.text("left", texts("client.pledge_left", amount=left), style="label", colour="muted")
            column.gap(14)
        self._mine(column)

    def _to(self, column: Column) -> None:
        option = self._option()
        tasks = ids(option, "task") if option else []
        self.ask(column, "task", self.app.texts("client.pledge_task"), tasks, self.seen.task)

    def _condition(self, column: Column) -> None:
        texts = self.app.texts
        said = {
            "": texts("client.pledge_when.none"),
            "plan": texts("client.pledge_when.plan"),
            "seat": texts("client.pledge_when.seat"),
        }
        self.ask(column, "when", texts("client.pledge_when"), self._whens(), lambda when: said[when])
        option = self._option()
        if option is None or not _fixed(option, "when"):
            return
        if field_of(option, "of"):
            self.ask(column, "of", texts("client.pledge_of"), ids(option, "of"), self.seen.name)
        self.count(column, "least", texts("client.pledge_least"), field_of(option, "least"))

    def _mine(self, column: Column) -> None:
        """Add the pledges this seat made this round, each to take back."""
        back = [of for option in self.seen.options("withdraw") if ids(option, "what") == ["pledge"]
                for of in ids(option, "of")]  # fmt: skip
        if not back:
            return
        column.gap(8)
        column.text("mine", self.app.texts("client.pledge_mine"), style="strong")
        column.gap(10)
        rows = []
        for of in back:
            what, _, task = of.partition(":")
            label = f"{self.seen.task(task)}: {_what_said(self.seen, what).lower()}"
            rows.append(Choice(f"pledge.back.{of}", label, partial(self._take_back, of), icon="undo-2"))
        add_choices(self.seen, column, rows, "pledge.back")

    def _take_back(self, of: str) -> None:
        self.seen.order("withdraw", what="pledge", of=of)
        self.close()


def pledged_said(seen: Seen, task: str) -> str:
    """Return what is pledged to a task in a few words, "" for nothing."""
    mine = [one for one in (seen.part("pledges") or {}).get("made", ()) if one["task"] == task]
    mine = [one for one in mine if one["held"] is not False]
    if not mine:
        return ""
    money = sum(one["amount"] for one in mine)
    who = seen.names(list(dict.fromkeys(one["seat"] for one in mine)))
    if money:
        return seen.texts("client.pledged_money", amount=money, names=who)
    return seen.texts("client.pledged", names=who)


def _what_said(seen: Seen, what: str) -> str:
    match what:
        case "money":
            return seen.texts("client.pledge_what.money")
        case "doer":
            return seen.texts("client.pledge_what.doer")
    return seen.texts("client.pledge_what.owner")


def _fixed(option: dict[str, Any], name: str) -> str:
    return str(field_of(option, name).get("value", ""))
