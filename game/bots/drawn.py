"""The bot `random`: it does whatever is open, drawn by name, and is ready when that is drawn."""

from typing import Any

from game.bots.bot import Choice, Draw, Reason, View
from game.bots.seen import Field, Option, Seen


class RandomBot:
    """Picks an open option and fills in each field by chance; does nothing twice that it can do once."""

    def __init__(self, seat: str) -> None:
        self.seat = seat
        self.reason: Reason | None = None

    def choose(self, view: View, draw: Draw) -> Choice | None:
        """Return a drawn open option; None once it is ready, or when there is nothing left to do."""
        seen = Seen(view, self.seat)
        if seen.is_ready or not seen.options:
            return None
        self.reason = Reason("bot.reason.random")
        return filled(seen.options[draw("option", len(seen.options))], draw)


def filled(option: Option, draw: Draw) -> Choice:
    """Return an open option with every field drawn."""
    return option["kind"], {field["name"]: _value(field, draw) for field in option["fields"]}


def _value(field: Field, draw: Draw) -> Any:
    name = field["name"]
    match field["type"]:
        case "fixed":
            return field["value"]
        case "one_of":
            return field["ids"][draw(name, len(field["ids"]))]
        case "some":
            return [id_ for id_ in field["ids"] if draw(f"{name}:{id_}", 4) == 0]
        case "number":
            numbers = sorted({*_numbers(field), *field["also"]})
            return numbers[draw(name, len(numbers))]
        case "shares":
            return _shares(field, draw)
        case "typed":
            return ""
    raise ValueError(f"no field of type {field['type']!r} is known")


def _numbers(field: Field) -> tuple[int, ...]:
    low, high = field["low"], field["high"]
    return (*range(low, high, field["step"]), high) if low <= high else ()


def _shares(field: Field, draw: Draw) -> list[list[Any]]:
    """Return steps dropped one by one on drawn tasks, now and then one kept back."""
    caps, step = field["caps"], field["step"]
    given = dict.fromkeys(caps, 0)
    for turn in range(field["total"] // step):
        room = [id_ for id_ in caps if given[id_] + step <= caps[id_]]
        pick = draw(f"{field['name']}:{turn}", 8 * len(room) + 1)
        if pick < 8 * len(room):
            given[room[pick // 8]] += step
    return [[id_, amount] for id_, amount in given.items() if amount]
