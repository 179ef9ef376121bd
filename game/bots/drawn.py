"""The bot `random`: it does whatever is open, drawn by name, and is ready when that is drawn."""

from typing import Any

from game.bots.bot import Choice, Draw, Reason, View, offered
from game.rules.options import Option

_BY_CHANCE = Reason("bot.reason.random")


class RandomBot:
    """Picks an open option and fills in each field by chance; does nothing twice that it can do once."""

    def __init__(self, seat: str) -> None:
        self.seat = seat
        self.reason: Reason | None = None

    def choose(self, view: View, draw: Draw) -> Choice | None:
        """Return a drawn open option; None once it is ready, or when there is nothing left to do."""
        if self.seat in view["table"]["ready"]:
            return None
        new = [option for option in offered(view, self.seat) if option.is_new]
        if not new:
            return None
        self.reason = _BY_CHANCE
        return filled(new[draw("option", len(new))], draw)


def filled(option: Option, draw: Draw) -> Choice:
    """Return an open option with every field drawn."""
    return option.kind, {field.name: _listed(field.sample(draw)) for field in option.fields}


def _listed(value: Any) -> Any:
    """Return a value as JSON has it: tuples are lists there."""
    return [_listed(part) for part in value] if isinstance(value, tuple) else value
