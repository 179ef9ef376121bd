"""The table as this screen knows it: the newest parts of every observer shown here, and orders on their way.

No scene calls a session: a scene reads parts, builds its controls from the part `options`, and orders with
`order`. Answers come back through the connection; a refusal is kept until the next order of that seat.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from game.debrief.moves import as_played
from game.scenario.model import Scenario
from game.session.wire import TOOK_OVER, Accepted, Asked, Connection, Line, Order, Patch, Refused, View
from game.session.words import OWN_WORDS, WORDS, with_words

PROJECTOR, FACILITATOR = "projector", "facilitator"


def of_seat(seat: str) -> str:
    """Return the observer and actor that stands for a seat.

    >>> of_seat("nadia")
    'seat:nadia'
    """
    return f"seat:{seat}"


@dataclass(slots=True)
class Table:
    """One table seen from here. `poll` says whether anything arrived; then the screen is described again.

    `scenario` has the tasks that the table made beside its own, and of a session elsewhere what is known by
    now. `mine` and `is_host` are as in `Play`; `asks` is what the person here is asked, as in `Asked`.
    `is_copy` tells that all of it is marked as not played; `session` is as in `Play`.
    """

    connection: Connection
    scenario: Scenario
    views: dict[str, dict[str, Any]] = field(default_factory=dict)
    seqs: dict[str, int] = field(default_factory=dict)
    line: Line = field(default_factory=lambda: Line("waiting"))
    refused: Refused | None = None
    asks: str = ""
    on_the_way: dict[str, Order] = field(default_factory=dict)
    mine: frozenset[str] | None = None
    is_host: bool = True
    is_copy: bool = False
    session: str = ""
    _known: tuple[Any, Any] = (None, None)
    _written: Scenario = field(init=False)

    def __post_init__(self) -> None:
        self._written = self.scenario

    def poll(self) -> bool:
        """Take in what arrived; return whether there was anything."""
        messages = self.connection.poll()
        for message in messages:
            match message:
                case View(observer, seq, parts):
                    self.views[observer], self.seqs[observer] = dict(parts), seq
                case Patch(observer, seq, parts):
                    self._patch(observer, parts)
                    self.seqs[observer] = seq
                case Accepted(id_, _):
                    self.on_the_way.pop(id_, None)
                case Refused(id_, _, _):
                    self.on_the_way.pop(id_, None)
                    self.refused = message
                case Line():
                    self.line = message
                case Asked(asks):
                    self.asks = asks
        if messages:
            self._read_words()
            self.scenario = as_played(self._written, self.views.get(PROJECTOR, {}))
        return bool(messages)

    def _read_words(self) -> None:
        """Put into the scenario of a session elsewhere what came to be known since."""
        parts = self.views.get(PROJECTOR, {})
        known = (parts.get(WORDS), parts.get(OWN_WORDS))
        if known[0] is not None and any(new is not old for new, old in zip(known, self._known, strict=True)):
            self._known = known
            seat = next(iter(self.mine), None) if self.mine else None
            self._written = with_words(self._written, seat, *known)

    def _patch(self, observer: str, parts: Mapping[str, Any]) -> None:
        view = self.views.setdefault(observer, {})
        for name, part in parts.items():
            view[name] = part

    @property
    def is_here(self) -> bool:
        """Tell whether the first full view has arrived."""
        return PROJECTOR in self.views

    def part(self, name: str, observer: str = PROJECTOR) -> Any:
        """Return a part as the observer may know it, or None while it is not here."""
        return self.views.get(observer, {}).get(name)

    def parts(self, prefix: str, observer: str = PROJECTOR) -> Iterator[tuple[str, Any]]:
        """Yield the parts of one kind: what stands behind the prefix in their name, and the part."""
        for name, part in self.views.get(observer, {}).items():
            if name.startswith(prefix):
                yield name.removeprefix(prefix), part

    def options(self, actor: str, kind: str | None = None) -> list[dict[str, Any]]:
        """Return what a seat (or the facilitator) can do now, of one kind or of all, closed ones too."""
        observer = actor if actor == FACILITATOR else of_seat(actor)
        offered = self.part("options", observer) or []
        return [option for option in offered if kind is None or option["kind"] == kind]

    def can(self, actor: str, kind: str) -> bool:
        """Tell whether any option of this kind is open."""
        return any("closed" not in option for option in self.options(actor, kind))

    def choices(self, actor: str, kind: str, name: str, **fixed: Any) -> list[str]:
        """Return the ids a field of the open options may hold, of those options whose fixed fields match."""
        found: list[str] = []
        for option in self.options(actor, kind):
            fields = {one["name"]: one for one in option["fields"]}
            matches = all(
                name_ in fields and fields[name_].get("value") == value for name_, value in fixed.items()
            )
            if "closed" in option or not matches or name not in fields:
                continue
            one = fields[name]
            found += [one["value"]] if one["type"] == "fixed" else one["ids"]
        return found

    def order(self, actor: str, kind: str, **body: Any) -> str:
        """Send an action of a seat or of the facilitator for the moment shown now; return its id.

        What only the facilitator can order does nothing at a screen that is not the facilitator's.
        """
        if actor == FACILITATOR and not self.is_host:
            return ""
        name = actor if actor == FACILITATOR else of_seat(actor)
        moment = (self.part("table") or {}).get("moment")
        order = Order(uuid.uuid4().hex, name, kind, body, moment)
        self.refused = None
        if self.line.code == TOOK_OVER:  # whoever acts has read it
            self.line = Line("open")
        self.on_the_way[order.id] = order
        self.connection.send(order)
        return order.id

    @property
    def is_only_shown(self) -> bool:
        """Tell whether nobody plays or leads at this screen: it is there to be looked at."""
        return not self.is_host and self.mine == frozenset()

    @property
    def is_waiting(self) -> bool:
        """Tell whether an order is on its way and not answered."""
        return bool(self.on_the_way)
