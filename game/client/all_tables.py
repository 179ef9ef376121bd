"""All tables of a server, for who leads them and for a screen that a whole room looks at.

It is a line of its own beside that of the table on the screen: how the tables are comes in small pieces, and
a facilitator asks things of them. See "All tables" in docs/protocol.md.
"""

from __future__ import annotations

import queue
import time
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from game.client.remote import RemoteConnection
from game.session.orders import SEAT
from game.session.wire import Accepted, Line, Message, Order, Refused

TABLES: Final = "tables"
DESK: Final = "desk"
ALL: Final = ""
"""What is projected when all tables are shown side by side."""


@dataclass(frozen=True, slots=True)
class _News:
    """What became otherwise, as it was sent."""

    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Led(Accepted):
    """What was asked was done at some tables, and refused at others."""

    refused_at: tuple[Mapping[str, Any], ...] = ()


class TablesLine(RemoteConnection):
    """The line itself. An order's body holds the whole request: its tables, their moments, its own body.

    Args:
        url: The server's address.
        token: The key of a facilitator, or of a screen for all tables.
        observer: `DESK` for who leads, `TABLES` for a screen that a whole room looks at.
    """

    def __init__(self, url: str, token: str, observer: str = TABLES) -> None:
        self._news: queue.SimpleQueue[_News] = queue.SimpleQueue()
        super().__init__(url, token, observer)

    def news(self) -> list[_News]:
        """Return what became otherwise since it was asked last, oldest first."""
        found = []
        while True:
            try:
                found.append(self._news.get_nowait())
            except queue.Empty:
                return found

    def _made(self) -> Any:
        io = super()._made()
        io.on(TABLES, lambda data: self._news.put(_News(data)))
        return io

    def _sent(self, order: Order) -> tuple[str, dict[str, Any]]:
        return "lead", {"id": order.id, "kind": order.kind, **order.body}

    def _answered(self, order: Order, answer: Mapping[str, Any]) -> Message:
        return _Led(order.id, 0, tuple(answer["refused_at"]))


class AllTables:
    """How all tables are, as far as was heard.

    Attributes:
        group: What holds for all of them.
        tables: Per session its parts.
        line: How the line is.
        refused: What was refused last, at which session ("" for none in particular).
    """

    def __init__(self, line: TablesLine, now: Callable[[], float] = lambda: time.monotonic() * 1000) -> None:
        self.group: dict[str, Any] = {}
        self.tables: dict[str, dict[str, Any]] = {}
        self.line = Line("waiting")
        self.refused: tuple[str, Refused] | None = None
        self._connection = line
        self._now = now
        self._clocks_at: dict[str, float] = {}
        self._since_at = 0.0

    def poll(self) -> bool:
        """Take in what arrived; return whether there was anything."""
        news, messages = self._connection.news(), self._connection.poll()
        for one in news:
            self._take_in(one.said)
        for message in messages:
            match message:
                case _Led(id_, _, refused_at) if refused_at:
                    first = refused_at[0]
                    refused = Refused(id_, first["refused"], first["facts"])
                    self.refused = (first["session"], refused)
                case Refused():
                    self.refused = ("", message)
                case Line():
                    self.line = message
        return bool(news or messages)

    def lead(self, kind: str, *sessions: str, **body: Any) -> None:
        """Ask something of tables; what comes of it is seen at the tables themselves."""
        self.refused = None
        moments = {one: self.tables[one]["place"]["moment"] for one in sessions if one in self.tables}
        asked = {"tables": list(sessions), "moments": moments, "body": body}
        self._connection.send(Order(uuid.uuid4().hex, "facilitator", kind, asked))

    def close(self) -> None:
        """End the line."""
        self._connection.close()

    # How it is. --------------------------------------------------------------------------------------

    @property
    def is_here(self) -> bool:
        """Tell whether the tables are known."""
        return bool(self.tables)

    @property
    def sessions(self) -> list[str]:
        """Return the tables in the order of their numbers, those that cannot be read left out."""
        return [one for one in self.group.get("tables", ()) if one in self.tables]

    @property
    def projected(self) -> str:
        """Return the table that screens for the room show, `ALL` for all of them."""
        return str(self.group.get("projected", ALL))

    def number(self, session: str) -> int:
        """Return which table a session is, from 1."""
        return list(self.group["tables"]).index(session) + 1

    def part(self, session: str, name: str) -> dict[str, Any]:
        """Return a part of a table."""
        return dict(self.tables[session][name])

    def seats(self, session: str) -> dict[str, dict[str, Any]]:
        """Return what is known of each seat of a table."""
        parts = self.tables[session].items()
        return {name.removeprefix(SEAT): one for name, one in parts if name.startswith(SEAT)}

    def is_locked(self, session: str) -> bool:
        """Tell whether nobody can take a seat at a table now."""
        return session in self.group.get("locked", ())

    def left_ms(self, session: str) -> float | None:
        """Return what is left on the clock of a table, below 0 when time is up; None without a clock."""
        clock = self.tables[session]["clock"]
        if clock["left_ms"] is None or not clock["runs"]:
            return None if clock["left_ms"] is None else float(clock["left_ms"])
        return float(clock["left_ms"]) - (self._now() - self._clocks_at[session])

    def since_ms(self) -> float | None:
        """Return for how long it has been going on; None before."""
        since = self.group.get("since_ms")
        return None if since is None else float(since) + self._now() - self._since_at

    def _take_in(self, said: Mapping[str, Any]) -> None:
        now = self._now()
        if said["is_whole"]:
            self.tables = {}
        if said.get("group"):
            self.group, self._since_at = dict(said["group"]), now
        for session, parts in said["tables"].items():
            self.tables.setdefault(session, {}).update(parts)
            if "clock" in parts:
                self._clocks_at[session] = now
