"""Looking into a task: which one, and what became known of it, as cards on the table."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from game.client.looks.need import CoveredLook, NeedLook, draw_covered, draw_need
from game.client.looks.parts import Portrait
from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, add_choices, ids
from game.client.scenes.column import Column, dialog_column
from game.client.scenes.seen import Seen
from game.client.widgets.base import Picture, Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import Box
from game.rules.revealing import PILOT_PERCENT
from game.rules.rounding import half_up
from game.scenario.model import Instrument

if TYPE_CHECKING:
    from game.client.app import App

LOOKING = ("expert_pool", "expert_by_experience", "pilot")
"""Kinds of instrument that look into a task."""


class LookIntoOverlay(Overlay):
    """The dialog in which a task is chosen to look into."""

    def __init__(self, app: App, seen: Seen, option: dict[str, Any]) -> None:
        super().__init__(app)
        self.seen = seen
        self.option = option

    def build(self) -> Widget:
        app, seen, texts, k = self.app, self.seen, self.app.texts, self.app.k
        [id_] = ids(self.option, "instrument")
        one = seen.scenario.instruments[id_]
        screen = app.screen.inset(32)
        panel = screen.middle(1120 * min(k, 1.4), screen.h)
        dialog = Dialog(
            key="dialog.look", box=app.screen, name=seen.instrument(id_), panel=panel, on_escape=self.close
        )
        foot, inside = dialog.fit(self._list(dialog.inside, one, id_).height, 72 * min(k, 1.3))
        dialog.children.append(self._list(inside, one, id_).scroll())
        back = foot.cut_right(260 * min(k, 1.3))[0]
        dialog.children.append(
            button("look.close", back, texts("client.back"), self.close, icon="arrow-left")
        )
        return dialog

    def _list(self, inside: Box, one: Instrument, id_: str) -> Column:
        seen = self.seen
        column = dialog_column(seen.painter, inside, "look.tasks")
        column.text("which", seen.texts("client.look_which"), style="strong")
        column.gap(12)
        rows = [self._row(one, id_, task) for task in ids(self.option, "task")]
        add_choices(seen, column, rows, "look.tasks")
        return column

    def _row(self, one: Instrument, id_: str, task: str) -> Choice:
        seen = self.seen
        said = may_bring(seen, task)
        cost = seen.texts.euros(_price(seen, one, task))
        icon, colour = seen.task_tile(task)
        return Choice(
            f"look.{task}", seen.task(task), partial(self._send, id_, task), f"{said} · {cost}",
            icon=icon, colour=colour,
        )  # fmt: skip

    def _send(self, instrument: str, task: str) -> None:
        self.seen.order("use_instrument", instrument=instrument, task=task)
        self.close()


def look_into(seen: Seen, option: dict[str, Any]) -> None:
    """Ask which task an instrument is to look into."""
    seen.app.lay_over(LookIntoOverlay(seen.app, seen, option))


def gain(seen: Seen, one: Instrument) -> str:
    """Return what an instrument that looks into tasks brings."""
    return seen.texts("client.reveals_now" if one.kind == "expert_pool" else "client.reveals_later")


def price_said(seen: Seen, one: Instrument) -> str:
    """Return what an instrument costs in words: a pilot costs a part of the task's price."""
    if one.kind != "pilot":
        return seen.texts.euros(one.cost)
    share = seen.texts("client.pilot_price", n=PILOT_PERCENT)
    return f"{seen.texts.euros(one.cost)} + {share}" if one.cost else share


def _price(seen: Seen, one: Instrument, task: str) -> int:
    if one.kind != "pilot":
        return one.cost
    return one.cost + half_up(PILOT_PERCENT * int(seen.part(f"task:{task}")["cost"]), 100)


def may_bring(seen: Seen, task: str) -> str:
    """Return what a task may bring in words, or what it really brings once that is known."""
    texts, said = seen.texts, []
    for of, (low, high) in seen.part(f"task:{task}")["effects"].items():
        name = seen.indicator(of)
        if low == high:
            said.append(texts("event.brings", indicator=name, amount=texts.signed_tenths(low)))
        else:
            said.append(texts("client.may_bring", indicator=name, low=low, high=high))
    return texts.listing(said)


def about_effects(seen: Seen, task: str) -> str:
    """Return what a task brings, for its explanation; "" at a table where nothing can be revealed."""
    part = seen.part("revealed")
    if part is None:
        return ""
    key = "client.brings_known" if task in part["tasks"] else "client.brings"
    return seen.texts(key, effects=may_bring(seen, task))


# What became known. ----------------------------------------------------------------------------------


def revealed_now(seen: Seen) -> list[str]:
    """Return the tasks that something other than time revealed, the newest first."""
    tasks = (seen.part("revealed") or {}).get("tasks", {})
    return [task for task in reversed(tasks) if tasks[task]["by"] != "time"]


def awaited(seen: Seen) -> list[dict[str, Any]]:
    """Return the answers that are still waited for."""
    return list((seen.part("revealed") or {}).get("awaited", ()))


def revealed_card(seen: Seen, task: str, box: Box) -> Widget:
    """Return what became known of a task, as a card on the table."""
    one = seen.part("revealed")["tasks"][task]
    icon, colour = seen.task_tile(task)
    by_card = one["by"] == "card"
    teller = one["of"].partition("/")[0]
    look = NeedLook(
        name=seen.name(teller) if by_card else seen.instrument(one["of"]),
        role=seen.texts("client.known_since", round=one["round"]),
        portrait=seen.portrait(teller) if by_card else Portrait("", colour, "circle", is_away=True),
        quote=seen.texts("client.at_best", effects=may_bring(seen, task)),
        need=seen.task(task),
        icon=icon,
    )
    key = f"revealed.{task}"
    return Picture(key=key, box=box, name=look.quote, says=look.need, draw=draw_need, shows=look)


def awaited_card(seen: Seen, one: dict[str, Any], box: Box) -> Widget:
    """Return an answer that is still under way, face down."""
    look = CoveredLook(
        seen.instrument(one["instrument"]), seen.texts("client.answer_in_round", round=one["round"])
    )
    key = f"awaited.{one['instrument']}.{one['task']}"
    return Picture(key=key, box=box, name=look.name, says=look.note, draw=draw_covered, shows=look)
