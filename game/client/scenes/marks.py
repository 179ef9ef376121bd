"""What a round did to trust: one row per seat, with its face, the change and what it came from."""

from __future__ import annotations

from collections.abc import Iterator

from game.client.scenes.column import Column
from game.client.scenes.pieces import change, face
from game.client.scenes.seats import why_button
from game.client.scenes.seen import Seen
from game.client.widgets.layout import Box


def trusting(seen: Seen) -> list[str]:
    """Return the seats that have trust: residents and partners."""
    return [seat for seat in seen.seats if (seen.part(f"seat:{seat}") or {}).get("trust") is not None]


def marks(seen: Seen, column: Column, round_: int, key: str = "marks") -> None:
    """Put a row per seat in a column; the row opens into all causes of that seat's trust.

    A dialog over the board has a `key` of its own: the board under it may show the same round.
    """
    for seat in trusting(seen):
        _row(seen, column, seat, round_, key)
        column.gap(10)


def _row(seen: Seen, column: Column, seat: str, round_: int, of: str) -> None:
    k, box, texts = seen.k, column.box, seen.texts
    start, side, number = column.y, 52 * k, 84 * k
    found = list(_changes(seen, seat, round_))
    total = sum(amount for _, amount in found)
    key = f"{of}.{round_}.{seat}"
    words = Column(
        seen.painter, Box(box.x + side + 14 * k, start, box.w - side - 14 * k - number - 8, 0), key
    )
    why = [texts(f"looking.mark.{kind}") for kind in dict.fromkeys(kind for kind, _ in found)]
    if not why:
        words.y += max(0, (side - seen.painter.line_height(seen.painter.theme.text.strong)) / 2)
    words.text("name", seen.name(seat), style="strong")
    if why:
        words.text("why", texts.listing(why), style="label", colour="muted")
    column.add(face(f"{key}.face", Box(box.x, start, side, side), seen.portrait(seat)))
    column.widgets += words.widgets
    place = Box(box.right - number, start, number, side)
    column.add(change(f"{key}.change", place, texts.signed(total), total))
    column.y = max(words.y, start + side)
    whole = Box(box.x - 6, start - 4, box.w + 12, column.y - start + 8)
    name = texts("looking.trust_of", name=seen.name(seat), amount=total)
    column.add(why_button(seen, f"{key}.press", whole, lambda: seen.why("trust", seat), name))


def _changes(seen: Seen, seat: str, round_: int) -> Iterator[tuple[str, int]]:
    """Yield the kind and amount of each change of a seat's trust in a round."""
    for one in seen.part(f"causes:{round_}") or []:
        if one["what"] == "trust" and one["of"] == seat:
            yield one["cause"]["kind"], one["amount"]
