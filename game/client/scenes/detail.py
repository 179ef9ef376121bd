"""One task in full: what it is, what it answers, and all the acting seat can do with it now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from game.client.scenes import taskboard
from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, add_choices, closed, field_of, ids
from game.client.scenes.column import Column, dialog_column
from game.client.scenes.seen import Seen
from game.client.widgets.base import Act, Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import Box
from game.client.widgets.plain import line
from game.client.widgets.stepper import Stepper

if TYPE_CHECKING:
    from game.client.app import App


class TaskOverlay(Overlay):
    """The dialog of one task."""

    def __init__(self, app: App, seen: Seen, task: str) -> None:
        super().__init__(app)
        self.seen = seen
        self.task = task
        plan = seen.part("plan")
        self.amount = plan["amounts"].get(task, 0) if plan else 0
        self.reason: str | None = None
        """The reason for a change, "" for none; None while nobody said which."""

    def build(self) -> Widget:
        app, seen, k = self.app, self.seen, self.app.k
        screen = app.screen.inset(32)
        panel = screen.middle(1120 * min(k, 1.4), screen.h)
        dialog = Dialog(
            key="dialog.task", box=app.screen, name=seen.task(self.task), panel=panel, on_escape=self.close
        )
        foot, inside = dialog.fit(self._list(dialog.inside).height, 72 * min(k, 1.3), least=520)
        dialog.children.append(self._list(inside).scroll())
        dialog.children += self._amount(foot)
        done = foot.cut_right(260 * min(k, 1.3))[0]
        close = app.texts("client.close")
        dialog.children.append(button("task.done", done, close, self.close, icon="check"))
        return dialog

    def _list(self, inside: Box) -> Column:
        """Return what is known of the task and what can be done with it, in a column for `inside`."""
        seen, texts = self.seen, self.app.texts
        column = dialog_column(seen.painter, inside, "task.about")
        part = seen.part(f"task:{self.task}")
        said = f"{seen.domain(part['domain'])} · {texts.euros(part['cost'])}"
        column.text("domain", said, style="label_strong", colour="muted")
        column.gap(8)
        column.text("about", taskboard.about(seen, self.task))
        column.gap(8)
        for role in ("doer", "owner"):
            if part[role]:
                column.text(role, texts(f"client.{role}_is", name=seen.name(part[role])), style="strong")
        reasons = self._reasons()
        if seen.can("change_plan") and not reasons:
            said = texts("client.change_breaks", n=abs(seen.scenario.figures.broken))
            column.text("breaks", said, style="strong", colour="warn")
        column.gap(16)
        rows = self._rows()
        if rows and seen.acting:
            column.text("acting", seen.name(seen.acting), style="heading")
            column.gap(10)
            add_choices(seen, column, rows, "task.choices")
        if reasons:
            column.gap(10)
            column.text("why", texts("client.change_why"), style="heading")
            said = texts("client.change_without", n=abs(seen.scenario.figures.broken))
            column.text("breaks", said, style="strong", colour="warn")
            column.gap(10)
            add_choices(seen, column, reasons, "task.reasons")
        return column

    def _rows(self) -> list[Choice]:
        seen, texts = self.seen, self.app.texts
        rows: list[Choice] = []
        for option in seen.options("claim"):
            [part] = ids(option, "part")
            shut = closed(seen, option)
            if self.task in ids(option, "task") or shut:
                rows.append(
                    Choice(f"claim.{part}", texts(f"client.claim_{part}"), self._act("claim", part=part),
                           icon="hammer" if part == "doer" else "key-round", closed=shut)
                )  # fmt: skip
        for option in seen.options("withdraw"):
            if ids(option, "what") == ["claim"]:
                for of in ids(option, "of"):
                    part, _, task = of.partition(":")
                    if task == self.task:
                        label = texts(f"client.unclaim_{part}")
                        rows.append(Choice(f"back.{part}", label, self._back(of), icon="undo-2"))
        return rows

    def _reasons(self) -> list[Choice]:
        """Return the reasons the director may give for changing this task, and last to give none."""
        texts = self.app.texts
        given = self.seen.choices("change_plan", "reason", task=self.task)
        rows = [
            Choice(
                f"why.{reason}", _as_a_sentence(texts(f"reason.{reason}")), partial(self._because, reason),
                icon="message-square-quote", is_chosen=self.reason == reason,
            )
            for reason in given
        ]  # fmt: skip
        none = Choice(
            "why.none", texts("client.change_no_reason"), partial(self._because, ""), icon="triangle-alert",
            is_chosen=self.reason == "",
        )  # fmt: skip
        return [*rows, none] if given else []

    def _because(self, reason: str) -> None:
        self.reason = reason
        self.app.changed()

    def _act(self, kind: str, **body: Any) -> Act:
        def act() -> None:
            self.seen.order(kind, task=self.task, **body)
            self.close()

        return act

    def _back(self, of: str) -> Act:
        def act() -> None:
            self.seen.order("withdraw", what="claim", of=of)
            self.close()

        return act

    def _amount(self, box: Any) -> list[Widget]:
        """Return the stepper to propose or change an amount, for the director when it is offered."""
        seen, texts, k = self.seen, self.app.texts, self.app.k
        for kind in ("propose", "change_plan"):
            for option in seen.options(kind):
                if ids(option, "task") != [self.task]:
                    continue
                shut = closed(seen, option)
                waits = self.reason is None and bool(self._reasons())
                allowed = _allowed(field_of(option, "amount"))
                now = min(allowed, key=lambda euros: abs(euros - self.amount))
                step, rest = box.cut_left(330 * min(k, 1.3), 20)
                label = texts(f"client.{kind}")
                act = rest.cut_left(330 * min(k, 1.5))[0]
                place = allowed.index(now)
                return [
                    Stepper(
                        key="task.amount", box=step.middle(step.w, 60 * min(k, 1.3)), number=now,
                        name=texts("client.amount"), text=texts.euros(now),
                        on_step=self._stepper(allowed, place),
                        can_less=place > 0, can_more=place < len(allowed) - 1, is_enabled=not shut,
                    ),
                    button(f"task.{kind}", act, label, partial(self._send, kind, now),
                           icon="hand-coins", kind="primary" if kind == "propose" else "secondary",
                           is_enabled=not shut and not waits,
                           hint=shut or (texts("client.change_why") if waits else "")),
                ]  # fmt: skip
        return [line("task.none", box.cut_left(1)[0], "")]

    def _stepper(self, allowed: list[int], place: int) -> Callable[[int], None]:
        def step(by: int) -> None:
            self.amount = allowed[max(0, min(place + by, len(allowed) - 1))]
            self.app.changed()

        return step

    def _send(self, kind: str, amount: int) -> None:
        because = {"reason": self.reason} if self.reason else {}
        self.seen.order(kind, task=self.task, amount=amount, **because)
        self.close()


def _as_a_sentence(said: str) -> str:
    return said[:1].upper() + said[1:]


def _allowed(field: dict[str, Any]) -> list[int]:
    """Return every amount a number field may hold, in order, in euros."""
    numbers = set(field.get("also", []))
    if field["low"] <= field["high"]:
        numbers |= {*range(field["low"], field["high"], field["step"]), field["high"]}
    return sorted(numbers)
