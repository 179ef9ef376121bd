"""What is for one seat alone: the curtain before it, the screen behind it, and then the next seat.

Only the brief, the sealed plan, the ballot and the forecast are private on one screen. Each starts by itself
or by a button on the board, goes round the seats that people play, and counts how often the screen changed
hands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from game.client.looks.curtain import CurtainLook, draw_curtain
from game.client.scenes.seats import played_here
from game.client.scenes.seen import Seen
from game.client.table import Table
from game.client.widgets.base import Act, Picture, Rect, Surface, Widget
from game.client.widgets.button import button
from game.client.widgets.layout import Box
from game.client.widgets.plain import line

if TYPE_CHECKING:
    from game.client.paint import Painter

Kind = Literal["brief", "sealed", "ballot", "forecast"]

_ORDERS = {"sealed": "seal_plan", "ballot": "cast_ballot", "forecast": "make_forecast"}


@dataclass(slots=True)
class Round:
    """A private thing going round: the seats still to come, the first of them now."""

    kind: Kind
    seats: list[str]
    total: int
    is_open: bool = False


@dataclass(slots=True)
class Privacy:
    """What goes round now, if anything, and how often the curtain fell so far."""

    now: Round | None = None
    changes: int = 0

    def start(self, kind: Kind, seats: list[str]) -> None:
        """Let something go round these seats."""
        if seats:
            self.now = Round(kind, list(seats), len(seats))
            self.changes += 1

    def open(self) -> None:
        """The right person sits before the screen."""
        if self.now is not None:
            self.now.is_open = True

    def done(self) -> None:
        """This seat is ready: on to the next, or back to the board."""
        if self.now is None:
            return
        self.now.seats.pop(0)
        self.now.is_open = False
        if self.now.seats:
            self.changes += 1
        else:
            self.now = None

    def back(self) -> bool:
        """Cover an open screen again, or leave the curtain; return whether there was anything to do."""
        if self.now is None or (self.now.kind == "brief" and not self.now.is_open):
            return False
        if self.now.is_open:
            self.now.is_open = False
        else:
            self.now = None
        return True

    def stop(self) -> None:
        """Back to the board before everybody had a turn."""
        self.now = None

    @property
    def seat(self) -> str | None:
        return self.now.seats[0] if self.now else None


def to_go_round(seen: Seen, kind: Kind) -> list[str]:
    """Return the seats that people play and that still have this private thing to do."""
    seats = played_here(seen)
    if kind == "brief":
        return seats
    return [seat for seat in seats if seen.table.can(seat, _ORDERS[kind]) and not _is_done(seen, kind, seat)]


def _is_done(seen: Seen, kind: Kind, seat: str) -> bool:
    if kind == "sealed":
        return bool((seen.part("promises") or {}).get("sealed"))
    return bool((seen.part(f"seat:{seat}") or {}).get(f"{kind}_in"))


def waiting_kind(table: Table) -> Kind | None:
    """Return what the table waits for that is private, in this phase and step."""
    part = table.part("table") or {}
    if part.get("phase") == "explore" and "sealed_plan" in part["mechanics"]:
        return None if (table.part("promises") or {}).get("sealed") else "sealed"
    if part.get("phase") != "divide":
        return None
    match part.get("step"):
        case "fill_in":
            return "ballot"
        case "forecast":
            return "forecast"
    return None


def private_key(key: str, seen: Seen, kind: Kind) -> str:
    """Return the key of a text about something private; a ballot has a text for each form."""
    return f"{key}.{kind}.{seen.part('budget')['ballot']}" if kind == "ballot" else f"{key}.{kind}"


def curtain(seen: Seen, privacy: Privacy, opened: Act, skip: Act) -> list[Widget]:
    """Return the curtain before the next seat's screen."""
    assert privacy.now is not None
    now, seat, texts, k = privacy.now, privacy.now.seats[0], seen.texts, seen.k
    held = (seen.part("people") or {}).get(seat) or {}
    who = held.get("name") or seen.who(seat)
    look = CurtainLook(
        instruction=texts("client.curtain.give"),
        name=seen.name(seat),
        role=who,
        portrait=seen.portrait(seat),
        note=texts(private_key("client.curtain", seen, now.kind)),
    )
    screen = seen.app.screen
    place, raised = button_place(screen, k)
    shown = Picture(
        key="curtain", box=screen, name=look.name, draw=_draw_raised, shows=(look, raised), spread=0
    )
    shown.says = texts("client.curtain.give")
    aside = Box(screen.x + 48, screen.y + 40, 440 * min(k, 1.4), 64 * min(k, 1.3))
    progress = Box(screen.right - 248 * k, screen.y + 40, 200 * k, aside.h)
    so_far = texts("client.of", n=now.total - len(now.seats) + 1, all=now.total)
    skips = texts("client.curtain.skip") if now.kind == "brief" else texts("client.back")
    return [
        shown,
        line("curtain.progress", progress, so_far, style="figure", colour="gold_soft", align="right"),
        button(
            "curtain.open",
            place,
            texts("client.curtain.me", name=seen.name(seat)),
            opened,
            icon="eye",
            kind="primary",
        ),
        button(
            "curtain.skip", aside, skips, skip, icon="skip-forward" if now.kind == "brief" else "arrow-left"
        ),
    ]


def button_place(screen: Box, k: float) -> tuple[Box, float]:
    """Return where the curtain's button is, and how far all above it is raised to make room for it."""
    width, height = 460 * min(k, 1.5), 80 * min(k, 1.4)
    words_end = screen.centre[1] - 40 * k + 110 * min(k, 1.15) + 234 * k
    top = min(words_end + 24 * k, screen.bottom - height - 40)
    return Box(screen.centre[0] - width / 2, top, width, height), max(0.0, words_end + 12 - top)


def _draw_raised(painter: Painter, surface: Surface, rect: Rect, shows: tuple[CurtainLook, float]) -> None:
    look, raised = shows
    if raised:
        painter.panel(surface, rect, painter.theme.colours.table_bottom)
    draw_curtain(painter, surface, rect.move(0, -raised), look)
