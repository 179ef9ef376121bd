"""A stored session step by step: what each of those who looked saw after each move. Nothing is changed.

A step is one order with all that followed by itself. A moment is a step worth going to: where a phase began,
something was decided, a card was told or drawn, a round was settled, or the table went back.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import Any

from game.client.looks.timeline import MarkKind
from game.client.table import FACILITATOR, PROJECTOR, of_seat
from game.rules import events
from game.session import events as sessions
from game.session.log import Happened
from game.session.retold import Retold
from game.session.store import Store
from game.session.wire import Message, Order, View
from game.session.words import own_words

_MARKS: dict[type, MarkKind] = {
    events.PhaseStarted: "phase",
    events.StanceSaid: "decision",
    events.PlanAdopted: "decision",
    events.PlanChanged: "decision",
    events.EnvelopeSealed: "decision",
    events.CardTold: "card",
    events.EventCardDrawn: "card",
    events.RoundSettled: "settled",
    events.TableEnded: "settled",
    sessions.Rewound: "back",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment on the time line: its step, its kind, and the event, with the round it fell in."""

    step: int
    kind: MarkKind
    event: Any
    round: int


class Replaying:
    """A `Connection` that shows one step of a stored session at a time.

    Args:
        store: Where it is kept; read only. It is closed with the connection.
        session: Its name there.

    Attributes:
        step: Which step is shown; 0 is the opening.
        audience: As whom: `projector`, `facilitator`, or a seat's id.
        moments: All moments, oldest first.
    """

    def __init__(self, store: Store, session: str) -> None:
        self.retold = Retold(store, session)
        self.step = 0
        self.audience = PROJECTOR
        self._store = store
        happened = self.retold.happened
        self._ends = [one.seq for one, after in zip(happened, [*happened[1:], None], strict=True)
                      if after is None or _order(after) != _order(one)]  # fmt: skip
        self.moments = list(self._found(happened))
        self._is_shown = False

    @property
    def last(self) -> int:
        """The last step."""
        return len(self._ends) - 1

    @property
    def at(self) -> int:
        """The time of the step that is shown, in milliseconds."""
        return self.retold.happened[self._ends[self.step] - 1].at

    @property
    def end(self) -> int:
        """The last record of the step that is shown."""
        return self._ends[self.step]

    @property
    def next_order(self) -> str:
        """The moment of a what-if: before the first order at the table after this step, else the last one."""
        befores = [move.before for move in self.retold.at(self.retold.last).state.moves]
        found = [before for before in befores if before >= self.end] or befores[-1:] or [self.end]
        return f"#{min(found) + 1}"

    def until_next(self) -> int:
        """Return how long it really took until the next step, in milliseconds; 0 at the end."""
        if self.step == self.last:
            return 0
        return self.retold.happened[self._ends[self.step + 1] - 1].at - self.at

    def show(self, step: int, audience: str | None = None) -> None:
        """Go to a step, and look as somebody else if asked."""
        self.step = max(0, min(self.last, step))
        self.audience = audience or self.audience
        self._is_shown = False

    def now(self) -> int:
        """Return the time on the session's clock at this step."""
        return self.at

    def send(self, order: Order) -> None:
        """Do nothing: what happened stays as it was."""

    def poll(self) -> list[Message]:
        """Return the views of this step when it is not shown yet, without anything to be done in them."""
        if self._is_shown:
            return []
        self._is_shown = True
        seq = self._ends[self.step]
        seen: list[Message] = []
        for observer in (FACILITATOR, *(of_seat(seat) for seat in self.retold.played.game.seats)):
            is_looking = observer in (self.audience, of_seat(self.audience))
            parts = dict(self.retold.view(seq, observer).parts) if is_looking else {}
            seen.append(View(observer, seq, parts | {"options": []}))
        shown = self.retold.view(seq, PROJECTOR)
        parts = dict(shown.parts)
        if self.audience in self.retold.played.game.seats:
            parts["own_words"] = own_words(self.retold.at(seq), self.audience)
        return [*seen, View(PROJECTOR, seq, parts)]

    def close(self) -> None:
        """Read no more."""
        self._store.close()

    def _found(self, happened: list[Happened]) -> Any:
        round_ = 0
        for one in happened:
            if isinstance(one.event, events.RoundStarted):
                round_ = one.event.round
            kind = _MARKS.get(type(one.event))
            if kind is not None:
                step = bisect_right(self._ends, one.seq - 1)
                yield Moment(step, kind, one.event, round_)


def _order(one: Happened) -> tuple[str, str]:
    return one.actor, one.action_id
