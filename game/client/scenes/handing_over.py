"""Who holds each seat, to be changed at any time: a person, a pair, the computer, or nobody for now."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from game.client.opening import BOT
from game.client.scenes.base import Overlay
from game.client.scenes.column import Column
from game.client.scenes.listing import FootButton, list_dialog
from game.client.scenes.seen import Seen
from game.client.table import FACILITATOR
from game.client.widgets.base import Widget
from game.client.widgets.button import Switch
from game.client.widgets.plain import height_of, paragraph

_HERE = ("person", "pair", BOT)
"""What a seat at this screen can be held by; at a server, where devices hold seats, it can also be freed."""


class HandingOverOverlay(Overlay):
    """The dialog with a row per seat.

    Args:
        see: Gives the table as it is now.
    """

    def __init__(self, see: Callable[[], Seen]) -> None:
        self.see = see
        super().__init__(see().app)

    def build(self) -> Widget:
        texts = self.app.texts
        done = FootButton("done", texts("client.close"), self.close, "check", kind="primary")
        return list_dialog(self, "hand", texts("handing.title"), self._rows, [done])

    def _rows(self, column: Column) -> None:
        seen = self.see()
        column.text("does", self.app.texts("handing.does"))
        for seat in seen.seats:
            self._row(seen, column, seat)

    def _row(self, seen: Seen, column: Column, seat: str) -> None:
        texts, k = self.app.texts, self.app.k
        held = (seen.part("people") or {}).get(seat) or {}
        choices = holders(seen, held)
        words = [texts(f"client.holder.{one.partition(':')[0]}") for one in choices]
        said = texts("handing.of", name=seen.name(seat), who=seen.who(seat))
        column.gap(20)
        pill = min(column.box.w * 0.5, 190 * k * len(words))
        high = height_of(seen.painter, said, column.box.w - pill - 32)
        right, left = column.room(max(60 * k, high)).cut_right(pill, 24)
        column.add(paragraph(f"hand.{seat}.who", left.middle(left.w, high), said))
        column.add(
            Switch(
                key=f"hand.{seat}",
                box=right.middle(right.w, 60 * k),
                name=texts("client.holder", name=seen.name(seat)),
                words=words,
                chosen=choices.index(now(held)),
                on_choose=partial(self._hand, seen, seat, held, choices),
            )
        )

    def _hand(
        self, seen: Seen, seat: str, held: dict[str, Any], choices: tuple[str, ...], index: int
    ) -> None:
        """Order it; a name stays with the seat for as long as people hold it."""
        holder = choices[index]
        name = (held.get("name") or "") if holder in ("person", "pair") else ""
        was = str(held.get("holder", ""))
        seen.table.order(FACILITATOR, "take_seat", seat=seat, holder=holder, name=name, was=was)


def now(held: dict[str, Any]) -> str:
    """Return who holds a seat, every bot as the one that takes over."""
    holder = str(held.get("holder", "person"))
    return BOT if holder.startswith("bot:") else holder


def holders(seen: Seen, held: dict[str, Any]) -> tuple[str, ...]:
    """Return whom a seat can be given to from here, who holds it now among them."""
    wanted = _HERE if seen.table.mine is None else (now(held), BOT, "empty")
    return tuple(dict.fromkeys((*wanted, now(held))))
