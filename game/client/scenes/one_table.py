"""One table of several in the facilitator's drawer: its clock, its lock, a note, and who sits where.

OneTableOverlay    what is done at a table
SeatOverlay        what is done with a seat: who plays, and whose it is
MoveOverlay        where its person goes instead
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from game.client.all_tables import ALL
from game.client.opening import BOT
from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, put_choices
from game.client.scenes.column import Column
from game.client.scenes.listing import FootButton, list_dialog
from game.client.scenes.tables import (
    MORE_SECONDS,
    Desk,
    TablesOverlay,
    add_buttons,
    add_remark,
    add_table,
    add_trouble,
)
from game.client.scenes.telling_tables import seat_said, table_look
from game.client.widgets.base import Act, Widget

_PEOPLE = ("person", "pair")
_SECOND = 1000


class OneTableOverlay(Overlay):
    """The dialog of one table; Escape goes back to all of them."""

    def __init__(self, desk: Desk, session: str) -> None:
        super().__init__(desk.app)
        self.desk = desk
        self.session = session
        self.remark = ""

    def close(self) -> None:
        self.app.lay_over(TablesOverlay(self.desk))

    def build(self) -> Widget:
        desk, texts = self.desk, self.app.texts
        self.app.motion.later("tables", _SECOND, self.app.changed)
        if self.session not in desk.tables.tables:
            return TablesOverlay(desk).build()
        title = texts("desk.table", n=desk.tables.number(self.session))
        close = FootButton("close", texts("client.close"), self._leave, "check", kind="primary")
        back = FootButton("back", texts("desk.tables"), self.close, "undo-2", 320)
        return list_dialog(self, "table", title, self._fill, [close, back])

    def _fill(self, column: Column) -> None:
        desk, texts, session = self.desk, self.app.texts, self.session
        add_trouble(column, desk)
        add_table(column, "table.now", replace(table_look(desk.tables, session, desk.names), seats=()))
        column.gap(14)
        add_buttons(column, "table", self._acts())
        column.gap(20)
        column.text("seats", texts("tables.seats"), style="name")
        rows = [
            Choice(
                f"table.seat.{seat}",
                seat_name(desk, seat, one),
                partial(self._seat, seat),
                detail=seat_said(one, desk.names),
                icon="bot" if one["holder"] == "bot" else "user",
            )
            for seat, one in desk.tables.seats(session).items()
        ]
        put_choices(column, rows, "table.list")
        column.gap(16)
        add_remark(
            column, "table", texts("desk.note"), texts("tables.note"), self.remark, self._write, self._keep
        )

    def _acts(self) -> list[tuple[str, str, str, Act, bool]]:
        tables, texts, session = self.desk.tables, self.app.texts, self.session
        clock, is_over = tables.part(session, "clock"), tables.part(session, "place")["ended"]
        is_paused, is_locked = clock["paused"], tables.is_locked(session)
        is_shown = tables.projected == session
        lead = self._leading
        made = [
            ("pause", texts("desk.resume" if is_paused else "desk.pause"), "play" if is_paused else "pause",
             lead("resume" if is_paused else "pause"), not is_over),
            ("more", texts("desk.more"), "clock-arrow-up", lead("extend", seconds=MORE_SECONDS),
             bool(clock["beat"]) and not is_over),
            ("advance", texts("desk.advance"), "arrow-right", lead("advance"), not is_over),
            ("lock", texts("desk.unlock" if is_locked else "desk.lock"),
             "lock-open" if is_locked else "lock", lead("unlock" if is_locked else "lock"), True),
        ]  # fmt: skip
        if len(tables.sessions) > 1:
            label = texts("tables.project_all" if is_shown else "tables.project")
            shows = partial(tables.lead, "project", table=ALL if is_shown else session)
            made += [
                ("project", label, "monitor", shows, True),
                ("visit", texts("tables.visit"), "eye", partial(self.desk.visit, session, ""),
                 session != self.desk.here),
            ]  # fmt: skip
        visit = self.desk.visit
        return [
            *made,
            ("back_to", texts("going_back.title"), "history", partial(visit, session, "back"), True),
            ("menu", texts("tables.more"), "list", partial(visit, session, "menu"), True),
        ]  # fmt: skip

    def _leading(self, kind: str, **body: object) -> Act:
        return partial(self.desk.tables.lead, kind, self.session, **body)

    def _seat(self, seat: str) -> None:
        self.app.lay_over(SeatOverlay(self.desk, self.session, seat))

    def _leave(self) -> None:
        self.app.lay_over(None)

    def _write(self, text: str) -> None:
        self.remark = text
        self.app.changed()

    def _keep(self) -> None:
        if self.remark.strip():
            self.desk.tables.lead("add_remark", self.session, text=self.remark.strip())
            self._write("")


class SeatOverlay(Overlay):
    """The dialog of one seat; what is chosen happens at once, and the table's dialog comes back."""

    def __init__(self, desk: Desk, session: str, seat: str) -> None:
        super().__init__(desk.app)
        self.desk = desk
        self.session = session
        self.seat = seat

    def close(self) -> None:
        self.app.lay_over(OneTableOverlay(self.desk, self.session))

    def build(self) -> Widget:
        desk, texts = self.desk, self.app.texts
        found = desk.tables.tables.get(self.session, {}).get(f"seat:{self.seat}")
        if found is None:
            return OneTableOverlay(desk, self.session).build()
        at = texts("desk.table", n=desk.tables.number(self.session))
        title = texts("tables.of_seat", table=at, name=desk.names.name("seat", self.seat))
        back = FootButton("back", at, self.close, "undo-2", kind="primary")
        return list_dialog(self, "place", title, self._fill, [back])

    def _fill(self, column: Column) -> None:
        desk, texts = self.desk, self.app.texts
        one = desk.tables.seats(self.session)[self.seat]
        is_persons = one["holder"] in _PEOPLE or one["is_warm"]
        column.text("who", f"{seat_name(desk, self.seat, one)}: {seat_said(one, desk.names)}", style="strong")
        rows = []
        if one["holder"] != "bot":
            act = self._handing(BOT)
            rows.append(
                Choice("place.bot", texts("tables.to_bot"), act, texts("tables.to_bot.does"), icon="bot")
            )
        if one["holder"] == "bot" and not one["is_warm"]:
            act = self._handing("empty")
            rows.append(
                Choice("place.free", texts("tables.free"), act, texts("tables.free.does"), icon="circle-plus")
            )
        if is_persons:
            act = self._asking("kick", seat=self.seat)
            rows.append(
                Choice("place.kick", texts("desk.kick"), act, texts("desk.kick_about"), icon="user-x")
            )
        if one["holder"] in _PEOPLE:
            does = texts("tables.move.does")
            rows.append(
                Choice("place.move", texts("tables.move_on"), self._move, does, icon="arrow-right-left")
            )
        column.gap(12)
        put_choices(column, rows, "place.list")

    def _move(self) -> None:
        self.app.lay_over(MoveOverlay(self.desk, self.session, self.seat))

    def _handing(self, holder: str) -> Act:
        """Return what gives the seat to somebody else, if it is still held by who holds it now."""
        now = self.desk.tables.seats(self.session)[self.seat]["holder"]
        was = {} if now == "bot" else {"was": now}
        return self._asking("take_seat", seat=self.seat, holder=holder, **was)

    def _asking(self, kind: str, **body: object) -> Act:
        def ask() -> None:
            self.desk.tables.lead(kind, self.session, **body)
            self.close()

        return ask


class MoveOverlay(Overlay):
    """The dialog with the free seats that somebody can move to, at all tables."""

    def __init__(self, desk: Desk, session: str, seat: str) -> None:
        super().__init__(desk.app)
        self.desk = desk
        self.session = session
        self.seat = seat

    def close(self) -> None:
        self.app.lay_over(SeatOverlay(self.desk, self.session, self.seat))

    def build(self) -> Widget:
        texts = self.app.texts
        back = FootButton("back", texts("client.close"), self.close, "undo-2", kind="primary")
        return list_dialog(self, "move", texts("tables.move_on"), self._fill, [back])

    def _fill(self, column: Column) -> None:
        desk, texts = self.desk, self.app.texts
        column.text("does", texts("tables.move.does"), colour="muted")
        rows = [
            Choice(
                f"move.{number}.{seat}",
                texts("desk.at_table", n=number, said=desk.names.name("seat", seat)),
                partial(self._go, session, seat),
                seat_said(one, desk.names),
                icon="arrow-right-left",
            )
            for session in desk.tables.sessions
            for number in [desk.tables.number(session)]
            for seat, one in desk.tables.seats(session).items()
            if one["holder"] in ("empty", "bot") and not one["is_warm"]
        ]
        if not rows:
            column.text("none", texts("desk.nobody_to_move"))
        column.gap(8)
        put_choices(column, rows, "move.list")

    def _go(self, session: str, seat: str) -> None:
        self.desk.tables.lead("move", self.session, seat=self.seat, to=session, to_seat=seat)
        self.app.lay_over(OneTableOverlay(self.desk, self.session))


def seat_name(desk: Desk, seat: str, one: dict[str, object]) -> str:
    """Return a role with the name of its person, if that was given."""
    role = desk.names.name("seat", seat)
    return f"{role} – {one['name']}" if one["name"] and one["holder"] in _PEOPLE else role
