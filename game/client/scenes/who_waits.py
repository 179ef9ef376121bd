"""Who waits for a seat, and what is set for all tables, in the facilitator's drawer.

WhoWaitsOverlay    each with one press a seat; or a seat for all, or a table more
SetOverlay         who divides the seats, and what bots do
"""

from __future__ import annotations

from functools import partial
from typing import Any

from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, put_choices
from game.client.scenes.column import Column
from game.client.scenes.listing import FootButton, list_dialog
from game.client.scenes.tables import AllAtOnceOverlay, Desk, TablesOverlay, add_trouble
from game.client.widgets.base import Widget

_MINUTE_MS = 60_000
_WARM = (0, 60, 120, 300, 600)
"""Seconds after which a bot keeps a seat, in the order in which pressing goes through them."""


class WhoWaitsOverlay(Overlay):
    """The dialog with who waits for a seat."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.app)
        self.desk = desk

    def close(self) -> None:
        self.app.lay_over(TablesOverlay(self.desk))

    def build(self) -> Widget:
        texts, tables = self.app.texts, self.desk.tables
        waiting = tables.group.get("waiting", ())
        buttons = [FootButton("back", texts("desk.tables"), self.close, "undo-2", kind="primary")]
        if waiting:
            seat_all = partial(tables.lead, "seat_all")
            buttons.append(FootButton("all", texts("wait.seat_all"), seat_all, "users", 400))
        if len(tables.group["tables"]) > 1:
            more = partial(tables.lead, "add_table", of=len(tables.group["tables"]))
            buttons.append(FootButton("table", texts("wait.add_table"), more, "plus", 400))
        return list_dialog(self, "waiting", texts("wait.waiting", n=len(waiting)), self._fill, buttons)

    def _fill(self, column: Column) -> None:
        texts = self.app.texts
        add_trouble(column, self.desk)
        for one in self.desk.tables.group.get("waiting", ()):
            name = one["name"] or texts("wait.nameless")
            column.gap(14)
            column.text(f"{one['who']}.name", f"{name}: {self._since(one)}", style="strong")
            seat = partial(self.desk.tables.lead, "seat_one", who=one["who"])
            away = partial(self.desk.tables.lead, "send_away", who=one["who"])
            rows = [
                Choice(f"waiting.seat.{one['who']}", texts("wait.seat"), seat, icon="user-plus"),
                Choice(f"waiting.away.{one['who']}", texts("wait.send_away"), away, icon="user-x"),
            ]
            put_choices(column, rows, "waiting.list")

    def _since(self, one: dict[str, Any]) -> str:
        minutes = int(one["since_ms"]) // _MINUTE_MS
        return self.app.texts("wait.since", n=minutes) if minutes else self.app.texts("wait.just_now")


class SetOverlay(Overlay):
    """The dialog with what is set for all tables; pressing a row changes it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.app)
        self.desk = desk

    def close(self) -> None:
        self.app.lay_over(AllAtOnceOverlay(self.desk))

    def build(self) -> Widget:
        texts = self.app.texts
        back = FootButton("back", texts("desk.all"), self.close, "undo-2", 400, "primary")
        return list_dialog(self, "set", texts("desk.settings"), self._fill, [back])

    def _fill(self, column: Column) -> None:
        texts, tables = self.app.texts, self.desk.tables
        group, lead = tables.group, tables.lead
        gives, runs, fills = group["gives_seats"], group["bots_run"], group["fills_up"]
        warm = group["keeps_warm"]
        after = next((one for one in _WARM if one > warm), 0)
        rows = [
            (
                "seating",
                texts("desk.seating"),
                texts("desk.seats_given" if gives else "desk.seats_chosen"),
                partial(lead, "seating", gives=not gives),
            ),
            (
                "warm",
                texts("desk.warm"),
                texts("desk.minutes", n=warm // 60) if warm else texts("desk.never"),
                partial(lead, "warm", seconds=after),
            ),
            (
                "pace",
                texts("desk.bots_pace"),
                texts("desk.bots_pace_no" if runs else "desk.bots_pace_yes"),
                partial(lead, "bots", runs=not runs),
            ),
            (
                "free",
                texts("desk.bots_free"),
                texts("desk.bots_free_yes" if fills else "desk.bots_free_no"),
                partial(lead, "bots", fills=not fills),
            ),
        ]
        add_trouble(column, self.desk)
        column.text("about", texts("tables.set.about"), colour="muted")
        column.gap(12)
        made = [Choice(f"set.{key}", label, act, now, icon="repeat") for key, label, now, act in rows]
        put_choices(column, made, "set.list")
