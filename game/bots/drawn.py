"""The bot `random`: it does whatever is open, drawn by name, and is ready when that is drawn."""

from typing import Any

from game.bots.bot import Choice, Draw, Reason, View
from game.bots.seen import Option, Seen
from game.rules.options import read_field


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
    return option["kind"], {
        field["name"]: _listed(read_field(field).sample(draw)) for field in option["fields"]
    }


def _listed(value: Any) -> Any:
    """Return a value as JSON has it: tuples are lists there."""
    return [_listed(part) for part in value] if isinstance(value, tuple) else value
