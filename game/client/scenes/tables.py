"""All tables in the facilitator's drawer: how each is, what is done at all of them, and from there at one.

TablesOverlay      all of them
AllAtOnceOverlay   what is done at all of them at once
RunSheetOverlay    what comes when, what time it is, and where each table is
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from time import strftime
from typing import TYPE_CHECKING

from game.client.all_tables import ALL, AllTables
from game.client.looks.table_card import TableLook, draw_table, table_height
from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, put_choices
from game.client.scenes.column import Column
from game.client.scenes.listing import FootButton, list_dialog
from game.client.scenes.telling_tables import projected_said, table_look
from game.client.widgets.base import Act, Picture, Widget
from game.client.widgets.button import button
from game.client.widgets.layout import Box, columns, grid
from game.client.widgets.press import Press
from game.client.widgets.text_entry import TextEntry
from game.debrief.names import Names
from game.scenario.model import in_language
from game.session.wire import Refused

if TYPE_CHECKING:
    from game.client.app import App
    from game.scenario.model import Scenario

MORE_SECONDS = 60
LONGEST_REMARK = 300
_SECOND = 1000

Visit = Callable[[str, str], None]
"""Shows a table in this window, and opens something there: `back`, `menu`, or nothing with ""."""


@dataclass(slots=True)
class Desk:
    """What the dialogs about all tables share.

    Attributes:
        app: The window.
        tables: How the tables are.
        scenario: What is played at them, for names.
        here: The table that this window shows.
        visit: Shows another.
    """

    app: App
    tables: AllTables
    scenario: Callable[[], Scenario]
    here: str
    visit: Visit

    @property
    def names(self) -> Names:
        """Return names in the language of the window."""
        return Names(self.scenario(), self.app.texts)

    def trouble(self) -> str:
        """Return why the last thing was not done, or how the line is, in a sentence; "" when all is well."""
        texts = self.app.texts
        if self.tables.line.state == "lost":
            code = self.tables.line.code
            return texts(f"line.{code}") if f"line.{code}" in texts else texts("line.unknown")
        if self.tables.refused is None:
            return ""
        session, refused = self.tables.refused
        said = why(refused, self.names)
        if session and len(self.tables.sessions) > 1:
            return texts("desk.at_table", n=self.tables.number(session), said=said)
        return said


def why(refused: Refused, names: Names) -> str:
    """Return why something was refused, in a sentence."""
    key = f"refused.{refused.code}"
    if key not in names.texts:
        return names.texts("client.not_now")
    return names.texts(key, **names.facts(refused.facts))


class TablesOverlay(Overlay):
    """The dialog with all tables."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.app)
        self.desk = desk

    def build(self) -> Widget:
        texts = self.app.texts
        self.app.motion.later("tables", _SECOND, self.app.changed)
        buttons = [
            FootButton("close", texts("client.close"), self.close, "check", kind="primary"),
            FootButton("sheet", texts("desk.run"), self._sheet, "calendar-days", 260),
        ]
        if len(self.desk.tables.sessions) > 1:
            buttons += [
                FootButton("all", texts("desk.all"), self._all, "layers", 400),
                self._clocks(),
            ]
        return list_dialog(self, "tables", texts("desk.tables"), self._fill, buttons, is_wide=True)

    def _clocks(self) -> FootButton:
        """Return the button that stops all clocks or, when they all stand, lets them run."""
        tables, texts = self.desk.tables, self.app.texts
        playing = [one for one in tables.sessions if not tables.part(one, "place")["ended"]]
        stand = bool(playing) and all(tables.part(one, "clock")["paused"] for one in playing)
        label = texts("desk.resume_all" if stand else "desk.pause_all")
        kind = "resume" if stand else "pause"
        act = partial(tables.lead, kind, *playing)
        return FootButton("clocks", label, act, "play" if stand else "pause", 440, is_enabled=bool(playing))

    def _fill(self, column: Column) -> None:
        desk, tables, texts = self.desk, self.desk.tables, self.app.texts
        add_trouble(column, desk)
        if not tables.is_here:
            column.text("waits", texts("client.opening"), colour="muted")
            return
        if len(tables.sessions) > 1:
            column.text("projected", projected_said(tables, desk.names), colour="muted")
            column.gap(12)
        waiting = len(tables.group.get("waiting", ()))
        if waiting:
            label = texts("wait.waiting", n=waiting)
            put_choices(column, [Choice("tables.waiting", label, self._waiting, icon="bell")], "tables.list")
            column.gap(14)
        across = 3 if column.k < 1.25 else 2 if column.k < 1.75 else 1
        looks = [(one, table_look(tables, one, desk.names)) for one in tables.sessions]
        for first in range(0, len(looks), across):
            add_tables(column, looks[first : first + across], across, desk, self._open)

    def _open(self, session: str) -> None:
        from game.client.scenes.one_table import OneTableOverlay

        self.app.lay_over(OneTableOverlay(self.desk, session))

    def _waiting(self) -> None:
        from game.client.scenes.who_waits import WhoWaitsOverlay

        self.app.lay_over(WhoWaitsOverlay(self.desk))

    def _sheet(self) -> None:
        self.app.lay_over(RunSheetOverlay(self.desk))

    def _all(self) -> None:
        self.app.lay_over(AllAtOnceOverlay(self.desk))


class AllAtOnceOverlay(Overlay):
    """The dialog with what is done at all tables at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.app)
        self.desk = desk
        self.remark = ""

    def close(self) -> None:
        self.app.lay_over(TablesOverlay(self.desk))

    def build(self) -> Widget:
        texts = self.app.texts
        back = FootButton("back", texts("desk.tables"), self.close, "undo-2", kind="primary")
        set_ = FootButton("set", texts("desk.settings"), self._set, "settings", 400)
        return list_dialog(self, "all", texts("desk.all"), self._fill, [back, set_])

    def _set(self) -> None:
        from game.client.scenes.who_waits import SetOverlay

        self.app.lay_over(SetOverlay(self.desk))

    def _fill(self, column: Column) -> None:
        desk, texts = self.desk, self.app.texts
        add_trouble(column, desk)
        column.text("projected", projected_said(desk.tables, desk.names), colour="muted")
        column.gap(16)
        add_buttons(column, "all", self._for_all(), 1 if column.k >= 1.75 else 2)
        column.gap(20)
        add_remark(
            column, "all", texts("desk.note"), texts("desk.note_all"), self.remark, self._write, self._keep
        )

    def _for_all(self) -> list[tuple[str, str, str, Act, bool]]:
        tables, texts = self.desk.tables, self.app.texts
        playing = [one for one in tables.sessions if not tables.part(one, "place")["ended"]]
        paused = [tables.part(one, "clock")["paused"] for one in playing]
        locked = [tables.is_locked(one) for one in tables.sessions]

        def asking(kind: str, sessions: Sequence[str], **body: object) -> Act:
            return lambda: self._lead(kind, sessions, **body)

        return [
            ("pause", texts("desk.pause_all"), "pause", asking("pause", playing), not all(paused)),
            ("resume", texts("desk.resume_all"), "play", asking("resume", playing), any(paused)),
            ("more", texts("tables.more_all"), "clock-arrow-up",
             asking("extend", playing, seconds=MORE_SECONDS), bool(playing)),
            ("advance", texts("desk.advance_all"), "arrow-right", asking("advance", playing), bool(playing)),
            ("lock", texts("desk.lock_all"), "lock", asking("lock", tables.sessions), not all(locked)),
            ("unlock", texts("desk.unlock_all"), "lock-open", asking("unlock", tables.sessions), any(locked)),
            ("project", texts("tables.project_all"), "monitor", asking("project", (), table=ALL),
             tables.projected != ALL),
            ("fill", texts("tables.fill_all"), "bot", asking("fill", tables.sessions), self._has_room()),
        ]  # fmt: skip

    def _has_room(self) -> bool:
        tables = self.desk.tables
        return any(
            one["holder"] == "empty" for session in tables.sessions for one in tables.seats(session).values()
        )

    def _lead(self, kind: str, sessions: Sequence[str], **body: object) -> None:
        self.desk.tables.lead(kind, *sessions, **body)
        self.app.changed()

    def _write(self, text: str) -> None:
        self.remark = text
        self.app.changed()

    def _keep(self) -> None:
        if self.remark.strip():
            self._lead("add_remark", self.desk.tables.sessions, text=self.remark.strip())
            self._write("")


class RunSheetOverlay(Overlay):
    """The dialog with the run sheet: minutes from the start, the time, and which table is where."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.app)
        self.desk = desk

    def close(self) -> None:
        self.app.lay_over(TablesOverlay(self.desk))

    def build(self) -> Widget:
        texts = self.app.texts
        self.app.motion.later("tables", _SECOND, self.app.changed)
        back = FootButton("back", texts("desk.tables"), self.close, "undo-2", kind="primary")
        return list_dialog(self, "sheet", texts("desk.run"), self._fill, [back])

    def _fill(self, column: Column) -> None:
        desk, texts = self.desk, self.app.texts
        tables, scenario = desk.tables, desk.scenario()
        since = tables.since_ms()
        begun = texts("desk.not_begun") if since is None else texts("tables.since", n=int(since) // 60_000)
        column.text("now", texts("tables.now", time=strftime("%H:%M"), begun=begun), style="name")
        column.text("about", texts("desk.run_about"), colour="muted")
        at: dict[int, list[int]] = {}
        for session in tables.sessions:
            at.setdefault(tables.part(session, "state")["line"], []).append(tables.number(session))
        for index, item in enumerate(tables.group.get("sheet", ())):
            column.gap(14)
            name = (
                texts("desk.debrief") if item["what"] == "debrief" else desk.names.name("beat", item["what"])
            )
            if item["round"]:
                title = in_language(scenario.rounds[item["round"]].name, texts.language, scenario.language)
                name = texts("desk.run_line", round=item["round"], title=title, beat=name)
            span = texts("desk.span", begins=item["begins"], ends=item["begins"] + item["minutes"])
            here = at.get(index, [])
            line = texts("tables.line", span=span, what=name)
            column.text(f"{index}.what", line, style="strong" if here else "body")
            if here:
                who = texts.listing([texts("desk.table", n=n) for n in here])
                column.text(f"{index}.here", texts("tables.here_now", tables=who), colour="up", indent=24)


def add_trouble(column: Column, desk: Desk) -> None:
    """Put why the last thing was not done in a column, if it was not."""
    said = desk.trouble()
    if said:
        column.text("trouble", said, style="strong", colour="down")
        column.gap(12)


def add_tables(
    column: Column,
    looks: Sequence[tuple[str, TableLook]],
    across: int,
    desk: Desk,
    open_: Callable[[str], None],
) -> None:
    """Put tables next to each other in a column, all as high as the highest; each can be opened."""
    room = columns(Box(column.box.x + 8, 0, column.box.w - 16, 0), across, 16)
    high = max(table_height(column.painter, look, room[0].w) for _, look in looks)
    row = column.room(high)
    column.gap(16)
    for (session, look), place in zip(looks, room, strict=False):
        column.add(
            Press(
                key=f"tables.{desk.tables.number(session)}",
                box=Box(place.x, row.y, place.w, high),
                name=look.title,
                says=said_of(look),
                act=partial(open_, session),
                draw=draw_table,
                shows=look,
                group="tables.list",
                kind="choice",
            )
        )


def add_table(column: Column, key: str, look: TableLook) -> None:
    """Put a table in a column, to look at."""
    room = column.box.w - 16
    place = column.room(table_height(column.painter, look, room), 8).cut_left(room)[0]
    column.add(Picture(key=key, box=place, name=look.title, says=said_of(look), draw=draw_table, shows=look))


def said_of(look: TableLook) -> str:
    """Return all that stands on the card of a table, for whoever does not see it."""
    return "; ".join(
        one for one in (look.place, look.clock, look.says, *(one.said for one in look.seats)) if one
    )


def add_buttons(
    column: Column, key: str, made: Sequence[tuple[str, str, str, Act, bool]], across: int = 0
) -> None:
    """Put buttons in a column, a few next to each other: the end of a key, label, icon, act, whether open."""
    across = across or (4 if column.k < 1.25 else 3 if column.k < 1.75 else 2)
    high, count = 76 * min(column.k, 1.4), -(-len(made) // across)
    box = column.room(high * count + 12 * (count - 1), 8)
    box = box.cut_left(box.w - 8)[0]
    for (name, label, icon, act, is_open), place in zip(made, grid(box, across, count, 12), strict=False):
        column.add(
            button(f"{key}.{name}", place, label, act, icon=icon, is_enabled=is_open, group=f"{key}.acts")
        )


def add_remark(
    column: Column, key: str, about: str, label: str, text: str, write: Callable[[str], None], keep: Act
) -> None:
    """Put a field for a note in a column, with the button that keeps it."""
    k, texts_width = column.k, 440 * min(column.k, 1.4)
    place = column.room(64 * k, 8)
    place = place.cut_left(place.w - 8)[0]
    right, entry = place.cut_right(texts_width, 16)
    column.add(
        TextEntry(key=f"{key}.remark", box=entry, name=about, placeholder=about, text=text,
                  on_change=write, on_enter=keep, most=LONGEST_REMARK)
    )  # fmt: skip
    column.add(button(f"{key}.keep", right, label, keep, icon="save", is_enabled=bool(text.strip())))
