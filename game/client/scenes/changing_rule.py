"""Another decision rule from the next round on: one seat proposes it, everybody answers in three levels."""

from __future__ import annotations

from functools import partial
from typing import Any

from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, add_choices, closed, ids
from game.client.scenes.column import Column, dialog_column
from game.client.scenes.seen import Seen
from game.client.widgets.base import Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import Box

ANSWER_ICONS = {"stand_behind": "thumbs-up", "live_with": "handshake", "object": "hand"}


def rule_change(seen: Seen, column: Column) -> None:
    """Put in how it stands with another rule: to propose one, to answer a proposal, or what became of it."""
    part = seen.part("rule_change")
    if part is not None:
        _proposal(seen, column, part)
        return
    option = next(iter(seen.options("propose_rule")), None)
    if option is None:
        return
    column.gap(20)
    shut = closed(seen, option)
    act = partial(seen.app.lay_over, RuleOverlay(seen))
    place = column.room(68 * seen.k)
    label = seen.texts("rule_change.propose")
    column.add(
        button("reflect.rule", place, label, act, icon="arrow-right-left", is_enabled=not shut, hint=shut)
    )


def _proposal(seen: Seen, column: Column, part: dict[str, Any]) -> None:
    texts, rule = seen.texts, seen.texts(f"rule.{part['rule']}")
    column.gap(20)
    column.text("rule", texts("rule_change.title"), style="title")
    column.gap(8)
    said = texts("rule_change.proposed", name=seen.name(part["by"]), rule=rule)
    column.text("rule.said", said, style="strong")
    column.text("rule.about", texts(f"rule_change.about.{part['rule']}"), style="label")
    column.gap(10)
    if part["settled"]:
        became = "taken" if part["taken"] else "refused"
        column.pill("rule.became", "done" if part["taken"] else "refused", texts(f"rule_change.{became}"))
        return
    _answers(seen, column, part["answers"])
    said = texts("rule_change.answered", n=len(part["answers"]), all=len(seen.seats))
    column.text("rule.answered", said, style="label", colour="muted")


def _answers(seen: Seen, column: Column, answers: dict[str, str]) -> None:
    """Put in the three levels for the acting seat."""
    if seen.acting is None or not seen.options("answer_rule"):
        return
    mine = answers.get(seen.acting)
    column.text("rule.acting", seen.texts("rule_change.asks", name=seen.name(seen.acting)), style="label")
    column.gap(8)
    rows = [
        Choice(
            f"rule.{answer}", seen.texts(f"client.answer.{answer}"),
            partial(seen.order, "answer_rule", answer=answer), icon=ANSWER_ICONS[answer],
            closed=closed(seen, option), is_chosen=mine == answer,
        )
        for option in seen.options("answer_rule")
        for answer in ids(option, "answer")
    ]  # fmt: skip
    add_choices(seen, column, rows, "reflect.rules")


class RuleOverlay(Overlay):
    """The rules a seat can propose, each with its sentence."""

    def __init__(self, seen: Seen) -> None:
        super().__init__(seen.app)
        self.seen = seen

    def build(self) -> Widget:
        app, texts, k = self.app, self.app.texts, self.app.k
        widest = app.screen.inset(32).middle(1160 * min(k, 1.5), app.screen.h)
        title = texts("rule_change.propose")
        dialog = Dialog(key="rule_change", box=app.screen, name=title, panel=widest, on_escape=self.close)
        foot, inside = dialog.fit(self._list(dialog.inside).height, 72 * k)
        dialog.children += [
            self._list(inside).scroll(),
            button("rule_change.close", foot.cut_right(280 * k)[0], texts("looking.cancel"), self.close,
                   icon="x"),
        ]  # fmt: skip
        return dialog

    def _list(self, box: Box) -> Column:
        seen, texts = self.seen, self.app.texts
        column = dialog_column(seen.painter, box, "rule_change.list")
        column.text("does", texts("rule_change.does"))
        column.gap(16)
        rows = [
            Choice(
                f"rule_change.{rule}", texts(f"rule.{rule}"), partial(self._propose, rule),
                texts(f"rule_change.about.{rule}"), icon="arrow-right-left",
            )
            for rule in seen.choices("propose_rule", "rule")
        ]  # fmt: skip
        add_choices(seen, column, rows, "rule_change.list")
        return column

    def _propose(self, rule: str) -> None:
        self.close()
        self.seen.order("propose_rule", rule=rule)
