"""The tally of a settlement: changes one after another, each bounded by what the ones before it made."""

from game.rules import resolve
from game.rules.events import Cause, Change
from game.rules.state import TableState

_TOP = {"indicator": 1000, "trust": 100, "patience": 100}


class Tally:
    """Changes one after another, each bounded by what the ones before it made of the value."""

    def __init__(self, state: TableState) -> None:
        self.values = {("indicator", of): value for of, value in state.indicators.items()}
        self.values |= {("trust", of): value for of, value in state.trust.items()}
        if state.game.director:
            self.values["patience", state.game.director] = state.patience
        self.changes: list[Change] = []

    def add(self, what: str, of: str | None, amount: int, cause: Cause) -> None:
        """Add a change; what goes over an end of the scale is taken off again as a cause of its own."""
        key = (what, of or "")
        if key not in self.values or (not amount and not cause.factors):
            return
        happens, cut = resolve.clipped(self.values[key], amount, 0, _TOP[what])
        self.changes.append(Change(what, key[1], amount, cause))
        if cut:
            self.changes.append(Change(what, key[1], -cut, Cause("clipped", (cause.kind, *cause.ids))))
        self.values[key] += happens
