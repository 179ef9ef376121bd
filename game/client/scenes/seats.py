"""The seats round the table: press one to let it act, press its numbers to see why they are what they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.client.looks.parts import AT_REST, Interaction
from game.client.looks.seat import (
    Meter,
    SeatLook,
    draw_director,
    draw_narrow_seat,
    draw_row_seat,
    draw_seat,
    has_number_beside,
    role_fits,
)
from game.client.scenes.holding import covered, shown
from game.client.scenes.places import NARROW, ROW_FROM
from game.client.scenes.seen import Seen
from game.client.widgets.base import Act, Rect, Surface, Widget
from game.client.widgets.layout import Box
from game.client.widgets.press import Press

if TYPE_CHECKING:
    from game.client.paint import Painter

BOT = "bot:"
METER_MS = 600


def is_bot(seen: Seen, seat: str) -> bool:
    """Tell whether the computer plays this seat."""
    held = (seen.part("people") or {}).get(seat) or {}
    return str(held.get("holder", "")).startswith(BOT)


def played_here(seen: Seen) -> list[str]:
    """Return the seats that people play at this screen, in order."""
    mine = seen.table.mine
    return [seat for seat in seen.seats if (not is_bot(seen, seat) if mine is None else seat in mine)]


def seat_widgets(
    seen: Seen, places: dict[str, Box], choose: Callable[[str], None], *, is_row: bool
) -> list[Widget]:
    """Return every seat beside the director's, each with what lies behind its numbers."""
    widgets: list[Widget] = []
    for seat, box in places.items():
        is_narrow = box.w <= NARROW
        made = _seat(seen, seat, box, choose, is_row=is_row or is_narrow)
        widgets.append(made)
        if is_narrow:
            made.draw = draw_narrow_seat
            number = Box(box.x + 8, box.bottom - 32, box.w - 16, 30)
            widgets += _number_why(seen, seat, number)
        else:
            widgets += _row_why(seen, seat, box) if is_row else _whys(seen, seat, box)
    return widgets


def director_widgets(seen: Seen, box: Box, choose: Callable[[str], None]) -> list[Widget]:
    """Return the director's seat, with the patience of the council."""
    director = seen.part("table")["director"]
    if director is None:
        return []
    made = _seat(seen, director, box, choose, is_row=True)
    if seen.k >= ROW_FROM:
        return [made, *_row_why(seen, director, box)]
    made.draw = draw_director
    if has_number_beside(seen.painter, made.shows, box.w):
        return [made, *_number_why(seen, director, Box(box.right - 116, box.y + 8, 112, 38))]
    return [made, *_number_why(seen, director, Box(box.x + 109 * seen.k, box.y + 46, 112, 38))]


def _seat(seen: Seen, seat: str, box: Box, choose: Callable[[str], None], *, is_row: bool) -> Press:
    texts = seen.texts
    plays_itself = is_bot(seen, seat)
    is_acting = seen.acting == seat
    role, who = seen.scenario.roles[seat], seen.who(seat)
    look = SeatLook(
        name=seen.name(seat),
        role=who if role_fits(seen.painter, who) else texts(f"client.kind.{role.kind}"),
        portrait=seen.portrait(seat),
        meters=_meters(seen, seat, is_row=is_row),
        tab=texts("client.acting") if is_acting else "",
        note=texts("step_back.note") if stepped_back(seen, seat) else "",
        note_icon="door-open",
    )
    held = (seen.part("people") or {}).get(seat) or {}
    number = seen.seats.index(seat) + 1
    hint = texts("client.bot_plays", name=seen.name(seat)) if plays_itself else ""
    how = texts("client.choose_seat", name=seen.name(seat), number=number)
    return Press(
        key=f"seat.{seat}",
        box=box,
        name=look.name,
        says=held.get("name") or "",
        hint=f"{stepped_back(seen, seat)} {hint or how}".strip(),
        act=lambda: choose(seat),
        draw=draw_row_seat if is_row else draw_seat,
        shows=look,
        is_chosen=is_acting,
        is_enabled=not plays_itself,
        radius=24,
        group="seats",
        kind="seat",
    )


def stepped_back(seen: Seen, seat: str) -> str:
    """Return that a seat stepped back, and on which condition it comes back; "" when it did not."""
    condition = (seen.part(f"seat:{seat}") or {}).get("stepped_back")
    if condition is None:
        return ""
    name = seen.name(seat)
    if not condition:
        return seen.texts("step_back.waits", name=name)
    return seen.texts("step_back.condition", name=name, condition=seen.texts(f"comeback.{condition}"))


def _meters(seen: Seen, seat: str, *, is_row: bool) -> list[Meter]:
    part = seen.part(f"seat:{seat}") or {}
    if part.get("trust") is None:
        council = seen.part("council")
        if council is None:
            return []
        patience = shown(seen, "patience", seat, council["patience"])
        return [_meter(seen, f"patience.{seat}", "hourglass", "client.patience", patience,
                       council["patience_start"])]  # fmt: skip
    support, trust = (shown(seen, what, seat, part[what]) for what in ("support", "trust"))
    meters = [
        _meter(seen, f"support.{seat}", "thumbs-up", "client.support", support, _support_before(seen, seat)),
        _meter(seen, f"trust.{seat}", "handshake", "client.trust", trust, part["trust_start"]),
    ]
    return meters[1:] if is_row else meters


def _support_before(seen: Seen, seat: str) -> int | None:
    """Return a seat's support when the last round ended; None in the first round."""
    history = seen.part("history") or []
    return history[-1]["support"].get(seat) if history else None


def _meter(seen: Seen, key: str, icon: str, word: str, number: int, start: int | None) -> Meter:
    moving = round(seen.app.motion.value(f"meter.{key}", number, METER_MS))
    trend = "" if start is None or number == start else "up" if number > start else "down"
    return Meter(icon, seen.texts(word), str(moving), moving / 100, trend)  # type: ignore[arg-type]


def _whys(seen: Seen, seat: str, box: Box) -> list[Widget]:
    """Return what can be pressed over a seat's two numbers; nothing while they wait for their card."""
    part = seen.part(f"seat:{seat}") or {}
    if part.get("trust") is None or covered(seen):
        return []
    k = seen.k
    first = Box(box.x + 12, box.y + 128 * k, box.w - 24, 50 * k)
    second = first.moved(0, 53 * k)
    return [
        why_button(
            seen,
            f"why.support.{seat}",
            first,
            lambda: seen.why("support", seat),
            seen.texts("client.support"),
        ),
        why_button(
            seen, f"why.trust.{seat}", second, lambda: seen.why("trust", seat), seen.texts("client.trust")
        ),
    ]


def _row_why(seen: Seen, seat: str, box: Box) -> list[Widget]:
    """Return what can be pressed over the one number of a seat in a row."""
    k = seen.k
    return _number_why(seen, seat, Box(box.x + 66 * k, box.centre[1] + 2, 110 * k, box.h / 2 - 6))


def _number_why(seen: Seen, seat: str, place: Box) -> list[Widget]:
    """Return what can be pressed over a seat's one number; nothing while it waits for its card."""
    part = seen.part(f"seat:{seat}") or {}
    if covered(seen):
        return []
    what, of, word = ("trust", seat, "client.trust")
    if part.get("trust") is None:
        if seen.part("council") is None:
            return []
        what, of, word = "patience", "", "client.patience"
    return [why_button(seen, f"why.{what}.{seat}", place, lambda: seen.why(what, of), seen.texts(word))]


def why_button(seen: Seen, key: str, box: Box, act: Act, name: str) -> Press:
    """Return what is pressed to see why a number is what it is; it shows only that it can be pressed."""
    return Press(
        key=key,
        box=box,
        name=name,
        hint=seen.texts("client.why"),
        act=act,
        draw=_outline,
        shows=_Outline(),
        radius=12,
        spread=16,
        group="whys",
        kind="number",
    )


@dataclass(frozen=True, slots=True)
class _Outline:
    interaction: Interaction = AT_REST


def _outline(painter: Painter, surface: Surface, rect: Rect, look: _Outline) -> None:
    if look.interaction.is_hovered:
        painter.panel(surface, rect, None, radius=12, edge=painter.theme.colours.control_edge, edge_width=2)
