"""The state of a session: its tables, seats, clock, and the points that it can go back to.

It is made of nothing but the log's events, one by one. Names and typed texts lie beside it, by id.
"""

from dataclasses import dataclass, field
from typing import Any

from game.rules.actions import kind_of
from game.rules.events import BeatStarted, BecameReady, Withdrawn
from game.rules.evolve import evolve
from game.rules.game import Game
from game.rules.state import TableState, new_table
from game.session.actions import EMPTY
from game.session.clock import Clock
from game.session.events import (
    AgreementMade,
    PageTurned,
    PollAnswered,
    RemarkAdded,
    Rewound,
    SeatTaken,
    SessionContinued,
    SessionOpened,
)
from game.session.log import Happened

TABLE = "table-1"
"""The one table that a session has now."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a seat: `person`, `pair`, `empty` or `bot:NAME`, and the id of a name."""

    holder: str = EMPTY
    person: str | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """An action that made something happen at the table.

    Attributes:
        before: The last record before it.
        last: Its last record, with all that followed by itself.
        kind: The kind of its first event.
        actor: Who ordered it.
        was: Round, phase and step in which it was ordered.
        became: Round, phase and step after it.
        matters: Whether going one step back undoes it; a mere *ready* is passed over.
    """

    before: int
    last: int
    kind: str
    actor: str
    was: tuple[int, str, str]
    became: tuple[int, str, str]
    matters: bool


@dataclass
class SessionState:
    """One session so far; only `fold` changes it.

    `began` is when it would have begun if it had been played without a break: time in which the program was
    closed does not count.
    """

    game: Game
    opened: SessionOpened | None = None
    began: int = 0
    tables: dict[str, TableState] = field(default_factory=dict)
    seats: dict[str, Holder] = field(default_factory=dict)
    clock: Clock = field(default_factory=Clock)
    moves: list[Move] = field(default_factory=list)
    remarks: list[tuple[int, int, str]] = field(default_factory=list)
    poll: dict[str, int] = field(default_factory=dict)
    poll_again: dict[str, int] = field(default_factory=dict)
    agreements: dict[str, str] = field(default_factory=dict)
    page: str = ""
    rewound: int = 0
    seen: set[str] = field(default_factory=set)
    head: int = 0
    last_at: int = 0
    live: list[Happened] = field(default_factory=list)

    @property
    def table(self) -> TableState:
        """The one table.

        Raises:
            KeyError: The session is not open yet.
        """
        return self.tables[TABLE]

    def fold(self, happened: Happened) -> None:
        """Let an event have happened."""
        event = happened.event
        was, before = self._place(), self.last_at
        self.head, self.last_at = happened.seq, happened.at
        match event:
            case SessionOpened():
                self.opened, self.began = event, happened.at
                self.tables = {name: new_table(self.game, name, seed) for name, seed in event.tables}
                self.seats = {seat: Holder() for seat in self.game.seats}
            case SeatTaken():
                self.seats[event.seat] = Holder(event.holder, event.person)
            case PollAnswered(seat, value, again):
                (self.poll_again if again else self.poll)[seat] = value
            case AgreementMade(seat, text):
                self.agreements[seat] = text
            case SessionContinued():
                self.began += happened.at - before
            case PageTurned(page):
                self.page = page
            case RemarkAdded():
                self.remarks.append((happened.seq, happened.at, event.text))
            case Rewound():
                self._go_back(happened, event)
            case _ if happened.table is not None:
                evolve(self.tables[happened.table], event)  # type: ignore[arg-type]
                self._note_move(happened, was)
        self.clock.fold(event, happened.at, happened.seq)
        if happened.table is not None:
            self.live.append(happened)

    def _place(self) -> tuple[int, str, str]:
        table = self.tables.get(TABLE)
        return (table.round, table.phase, table.step) if table else (0, "", "")

    def _note_move(self, happened: Happened, was: tuple[int, str, str]) -> None:
        """Count the event to the action it came of: all with the same actor and id, in a row."""
        became, event = self._place(), happened.event
        readiness = isinstance(event, BecameReady) or (isinstance(event, Withdrawn) and event.what == "ready")
        last = self.live[-1] if self.live else None
        if last and self.moves and (last.actor, last.action_id) == (happened.actor, happened.action_id):
            first = self.moves.pop()
            move = Move(first.before, happened.seq, first.kind, first.actor, first.was, became, True)
        else:
            kind = kind_of(type(event))
            move = Move(happened.seq - 1, happened.seq, kind, happened.actor, was, became, not readiness)
        self.moves.append(move)

    def _go_back(self, happened: Happened, event: Rewound) -> None:
        """Make the table anew from what still counts; seats, pauses and remarks stay as they are."""
        name = happened.table or TABLE
        table = self.table_at(event.to_seq)
        table.moment, table.made = event.moment, self.tables[name].made
        self.tables[name] = table
        self.live = [one for one in self.live if one.table != name or one.seq <= event.to_seq]
        self.moves = [move for move in self.moves if move.last <= event.to_seq]
        beats = [one for one in self.live if isinstance(one.event, BeatStarted)]
        if beats and not table.ended:
            self.clock.go_back(beats[-1].event, beats[-1].seq)  # type: ignore[arg-type]
        else:
            self.clock.go_back(None, 0)
        self.rewound, self.page = self.rewound + 1, ""
        self.seen |= set(event.seen)

    def table_at(self, seq: int) -> TableState:
        """Return the table as it was after record `seq`, made of the events that count now."""
        table = new_table(self.game, TABLE, self.table.seed)
        for one in self.live:
            if one.seq <= seq and not isinstance(one.event, Rewound):
                evolve(table, one.event)  # type: ignore[arg-type]
        return table

    def points(self) -> list[dict[str, Any]]:
        """Return where the table can go back to, oldest first: before each action, and where a step began.

        Each is a mapping: `seq` to order, `kind` of the first event that is undone (or `step_started`, where
        a round, phase or step begins), `actor`, and `round`, `phase` and `step` as they then are.
        """
        points: dict[int, dict[str, Any]] = {}
        for move in self.moves:
            if move.before not in points and move.was[1]:
                points[move.before] = _point(move.before, move.kind, move.actor, move.was)
            if move.became != move.was:
                points[move.last] = _point(move.last, "step_started", move.actor, move.became)
        points.pop(self.head, None)
        return list(points.values())

    def step_back(self) -> int | None:
        """Return the point before the last action that made a difference; None when there is none."""
        for move in reversed(self.moves):
            if move.matters and move.was[1]:
                return move.before
        return None


def _point(seq: int, kind: str, actor: str, place: tuple[int, str, str]) -> dict[str, Any]:
    number, phase, step = place
    return {"seq": seq, "kind": kind, "actor": actor, "round": number, "phase": phase, "step": step}


def known_to_all(table: TableState) -> frozenset[str]:
    """Return what everybody at a table has seen and cannot unsee."""
    opened = (f"ballots:{table.round}",) if table.amounts else ()
    return frozenset((*table.told, *table.found, *table.cards_drawn, *opened))
