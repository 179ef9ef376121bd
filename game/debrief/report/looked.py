"""What a report looks back on: one stored session, with of people only what was asked for."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any, Final

from game.debrief.causes import Parts
from game.debrief.moves import as_played
from game.debrief.names import Names
from game.debrief.outcomes import Outcome, Record, outcomes
from game.i18n import Texts
from game.rules.events import Event
from game.scenario.model import Scenario, Text, in_language
from game.session.events import Rewound
from game.session.log import Happened
from game.session.observing import Watcher
from game.session.orders import SEAT
from game.session.recover import recover
from game.session.session import OPENING, leader_number
from game.session.store import Store

COMES_BACK: Final = timedelta(weeks=6)
BOT: Final = "bot:"


@dataclass(frozen=True)
class Looked:
    """One session, ready to be told.

    Attributes:
        session: Its name.
        parts: What the projector shows at its end; without typed texts and names that were not asked for.
        scenario: What was played, as it was kept with the session.
        events: The events that count.
        typed: What people typed, by id; empty when it was not asked for.
        remarks: The ids of the facilitator's remarks, in order.
        day: When it was begun.
        records: How many records its log has.
        hash: The hash of the last one, in hex digits.
        seed: What its luck came from.
        texts: The reader's language.
        stood_in: The seats that a person and a bot played by turns, with how often the bot moved.
        led: How much each facilitator ordered at the table, by number; empty when there was one.
    """

    session: str
    parts: Parts
    scenario: Scenario
    events: tuple[Event, ...]
    typed: dict[str, str]
    remarks: tuple[str, ...]
    day: date
    records: int
    hash: str
    seed: int
    texts: Texts
    stood_in: Mapping[str, int] = field(default_factory=dict)
    led: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def names(self) -> Names:
        """The names of the scenario in the reader's language."""
        return Names(self.scenario, self.texts)

    @cached_property
    def outcomes(self) -> tuple[Outcome, ...]:
        """The measures of which something was played."""
        from game.rules.game import compile_scenario

        found = outcomes(Record(compile_scenario(self.scenario), self.events, self.seed))
        return tuple(one for one in found if one.value is not None)

    def said(self, text: Text) -> str:
        """Return a text of the scenario in the reader's language."""
        return in_language(text, self.texts.language, self.scenario.language)

    def seat(self, seat: str) -> str:
        """Return what a seat is called."""
        return self.names.name("seat", seat)

    def task(self, task: str) -> str:
        """Return what a task is called."""
        return self.names.name("task", task)

    @property
    def seats(self) -> list[str]:
        """The seats of residents and partners, in order."""
        return [
            seat for seat in self.parts["table"]["seats"] if self.parts[f"seat:{seat}"]["trust"] is not None
        ]


def look_back(
    store: Store, session: str, texts: Texts, *, typed: bool = False, names: bool = False
) -> Looked:
    """Return a stored session, ready to be told.

    Args:
        store: Where it is kept; the scenario comes from there too.
        session: Which one.
        texts: The reader's language.
        typed: Whether what people typed is told.
        names: Whether what people are called is told.

    Raises:
        StoreError, RecordError, Mendable: It is not there, or cannot be read.
    """
    found = recover(store, session)
    parts: dict[str, Any] = dict(Watcher("projector").view(found).parts)
    if not typed:
        parts["texts"] = {}
    if not names:
        parts["people"] = {seat: held | {"name": None} for seat, held in parts["people"].items()}
    summary = store.summary(session)
    happened = tuple(one.event for one in found.state.live if not isinstance(one.event, Rewound))
    return Looked(
        session=session,
        parts=parts,
        scenario=as_played(found.played.scenario, parts),
        events=happened,  # type: ignore[arg-type]
        typed=dict(found.texts) if typed else {},
        remarks=tuple(text for _, _, text in found.state.remarks),
        day=datetime.fromtimestamp(summary.begun_at / 1000).astimezone().date(),
        records=summary.head,
        hash=found.hash.hex(),
        seed=found.state.table.seed,
        texts=texts,
        stood_in=_stood_in(found.state.live),
        led=_led(found.state.live),
    )


def _stood_in(happened: Iterable[Happened]) -> dict[str, int]:
    """Return how many orders a bot gave at each seat at which a person gave some too."""
    by_bots: dict[str, set[str]] = {}
    by_people = set()
    for one in happened:
        if not one.actor.startswith(SEAT):
            continue
        seat = one.actor.removeprefix(SEAT)
        if one.action_id.startswith(BOT):
            by_bots.setdefault(seat, set()).add(one.action_id)
        else:
            by_people.add(seat)
    return {seat: len(ids) for seat, ids in by_bots.items() if seat in by_people}


def _led(happened: Iterable[Happened]) -> dict[int, int]:
    """Return how many orders each facilitator gave, when others than the first gave any."""
    orders = {(leader_number(one.actor), one.action_id) for one in happened if one.action_id != OPENING}
    found = Counter(number for number, _ in orders if number)
    return dict(sorted(found.items())) if any(number > 1 for number in found) else {}
