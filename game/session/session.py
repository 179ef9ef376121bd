"""One run, step by step: orders in, a batch to store out; no file, no clock, no thread.

Whoever drives a session stores each batch before it shows or answers anything, and drops the session when
that fails: what the store holds is what happened, and `recover` folds it again.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from game.rules.actions import OF_THE_TABLE, kind_of
from game.rules.decide import decide
from game.rules.events import BeatStarted, TableEnded
from game.rules.offers import options_of
from game.rules.options import Typed
from game.rules.proceed import proceed
from game.rules.state import ActionRefused
from game.rules.touched import touched
from game.session.actions import (
    BOT,
    EMPTY,
    HIGHEST_ANSWER,
    MOST_EXTENDED,
    OF_A_SEAT,
    PAGE_NAME,
    PAIR,
    PERSON,
    SESSION_ACTIONS,
    AddRemark,
    AnswerPoll,
    Extend,
    MakeAgreement,
    Pause,
    Resume,
    Rewind,
    StepBack,
    TakeSeat,
    TurnPage,
)
from game.session.events import (
    AgreementMade,
    ClockExtended,
    ClockPaused,
    ClockResumed,
    PageTurned,
    PollAnswered,
    RemarkAdded,
    Rewound,
    SeatTaken,
    SessionContinued,
    SessionOpened,
)
from game.session.log import AnyEvent, Happened, linked
from game.session.orders import (
    SEAT,
    Malformed,
    Reply,
    action_of,
    as_reply,
    check_envelope,
    shortened,
    without_typed,
)
from game.session.records import NO_HASH, canonical, write
from game.session.scenario import Played
from game.session.state import TABLE, SessionState, known_to_all
from game.session.store import Answered, Entry, Link
from game.session.wire import Accepted, Order, Refused

FACILITATOR: Final = "facilitator"
"""Who leads, with the host's key; whoever has a key of their own is `facilitator:2` and so on."""

CLOCK: Final = "clock"

LONGEST_TEXT: Final = 2_000
LONGEST_NAME: Final = 60
_LEADER: Final = re.compile(r"facilitator(?::([2-9]|[1-9][0-9]{1,2}))?")
OPENING: Final = "opening"
"""The id of the order that begins a session."""

_OF_THE_SESSION: Final = frozenset(SESSION_ACTIONS.values())
_ENDLESS = 1_000  # groups of consequences; a round has a few dozen


def leader_named(number: int) -> str:
    """Return the actor that a facilitator is; the first has the host's key.

    >>> leader_named(1), leader_named(2)
    ('facilitator', 'facilitator:2')
    """
    return FACILITATOR if number == 1 else f"{FACILITATOR}:{number}"


def leader_number(actor: str) -> int:
    """Return which facilitator an actor is, from 1; 0 for anybody else.

    >>> leader_number("facilitator"), leader_number("facilitator:2"), leader_number("seat:henk")
    (1, 2, 0)
    """
    found = _LEADER.fullmatch(actor)
    return int(found[1] or 1) if found else 0


@dataclass(frozen=True, slots=True)
class Batch:
    """What a step came to: store `entry` first, then send `replies` and show what was `touched`.

    Attributes:
        entry: What to store; there may be nothing.
        replies: One answer per order, in their order; also for orders that were answered before.
        happened: The new events.
        touched: Parts of views that may have changed, as `game.rules.touched` names them.
        anew: Whether everybody needs a full view, since the table went back.
    """

    entry: Entry
    replies: tuple[Reply, ...]
    happened: tuple[Happened, ...]
    touched: frozenset[str]
    anew: bool


@dataclass
class _Step:
    """What has come together in the step that is being made."""

    after: int
    at: int
    links: list[Link] = field(default_factory=list)
    happened: list[Happened] = field(default_factory=list)
    answered: list[Answered] = field(default_factory=list)
    texts: list[tuple[str, str]] = field(default_factory=list)
    people: list[tuple[str, str]] = field(default_factory=list)

    def batch(self, replies: Iterable[Reply]) -> Batch:
        entry = Entry(
            self.after,
            tuple(self.links),
            tuple(self.answered),
            tuple(self.texts),
            tuple(self.people),
        )
        touched: frozenset[str] = frozenset().union(*(touched_by(one.event) for one in self.happened))
        anew = any(isinstance(one.event, Rewound) for one in self.happened)
        return Batch(entry, tuple(replies), tuple(self.happened), touched, anew)


class Session:
    """A session in memory. Begin one with `begin_session`, get a stored one back with `recover`.

    Attributes:
        played: The scenario, as it was when the session began.
        state: Tables, seats, clock.
        texts: What was typed, by id.
        people: Names, by id.
        hash: The hash of the last record.
    """

    def __init__(self, played: Played) -> None:
        self.played = played
        self.state = SessionState(played.game)
        self.texts: dict[str, str] = {}
        self.people: dict[str, str] = {}
        self.hash: bytes = NO_HASH
        self._answers: dict[tuple[str, str], str] = {}

    @property
    def answers(self) -> int:
        """How many orders were answered so far, the opening included."""
        return len(self._answers)

    def has_answered(self, actor: str, id_: str) -> bool:
        """Tell whether an order of somebody was answered before."""
        return (actor, id_) in self._answers

    def step(self, orders: Sequence[Order], now: int) -> Batch:
        """Return what comes of these orders, one after the other; the session is then past them.

        Args:
            orders: What came in, in order of arrival.
            now: The time in milliseconds; it never goes back.
        """
        step = _Step(self.state.head, max(now, self.state.last_at))
        return step.batch([self._reply(order, step) for order in orders])

    def continued(self, now: int, away: int | None = None) -> Batch:
        """Return the step that notes that the program goes on: the clock gets back what it had.

        Args:
            now: The time in milliseconds.
            away: For how many milliseconds nothing was done, when that is known; else it was since the last
                record, as after a start.
        """
        since = self.state.last_at if away is None else now - away
        left = self.state.clock.left_at(since)
        step = _Step(self.state.head, max(now, self.state.last_at))
        self._happen(None, SessionContinued(left), step, CLOCK, f"continued:{self.state.head}")
        return step.batch(())

    def timer(self, now: int) -> Order | None:
        """Return the order to send because time is up, if the scenario wants the table to go on by itself."""
        clock, table = self.state.clock, self.state.table
        if self.played.scenario.at_time_up != "advance" or not clock.is_up(now):
            return None
        order = Order(f"timer:{clock.beat_seq}:{table.moment}", CLOCK, "advance", {})
        return None if (order.actor, order.id) in self._answers else order

    # Taking over what was stored. ---------------------------------------------------------------------

    def fold(self, happened: Happened, hash_: bytes) -> None:
        """Take over an event from the store."""
        self.state.fold(happened)
        self.hash = hash_

    def remember(
        self, answered: Iterable[Answered], texts: Mapping[str, str], people: Mapping[str, str]
    ) -> None:
        """Take over from the store what was answered, and what lies beside the log."""
        self._answers = {(one.actor, one.id): one.answer for one in answered}
        self.texts, self.people = dict(texts), dict(people)

    # One order. ---------------------------------------------------------------------------------------

    def _reply(self, order: Order, step: _Step) -> Reply:
        try:
            check_envelope(order)
            known = self._answers.get((order.actor, order.id))
            if known is not None:
                return as_reply(order.id, known)
            action = action_of(order)
        except Malformed as fault:
            return Refused(shortened(order.id), fault.code, fault.facts)
        after = self.state.head
        try:
            self._authorise(order.actor, action)
            written, typed = self._put_apart(action)
            self._do(order, written, step)
            answer = canonical({"accepted": self.state.head})
            self._keep(typed, written, step)
            reply: Reply = Accepted(order.id, self.state.head)
        except ActionRefused as refused:
            written = without_typed(action)
            answer = canonical({"refused": refused.code, "facts": dict(refused.facts)})
            reply = as_reply(order.id, answer)
        said = canonical({"kind": order.kind, "body": write(written)})
        step.answered.append(Answered(order.actor, order.id, said, answer, after))
        self._answers[order.actor, order.id] = answer
        return reply

    def _authorise(self, actor: str, action: Any) -> None:
        if type(action) in _OF_THE_SESSION and not isinstance(action, OF_A_SEAT):
            may = leader_number(actor) > 0
        elif isinstance(action, OF_THE_TABLE):
            may = leader_number(actor) > 0 or actor == CLOCK
        else:
            may = actor == SEAT + action.seat and action.seat in self.state.seats
        if not may:
            raise ActionRefused("not-yours")

    def _put_apart(self, action: Any) -> tuple[Any, dict[str, str]]:
        """Return the action with ids for what was typed, and the typed texts by id."""
        typed: dict[str, str] = {}
        for name in (*getattr(action, "TEXTS", ()), *getattr(action, "NAMES", ())):
            text = getattr(action, name)
            if name in getattr(action, "NAMES", ()):
                text = " ".join("".join(one if one.isprintable() else " " for one in text).split())
            most = self._longest(action, name)
            if len(text) > most:
                raise ActionRefused("text-too-long", most=most)
            action = replace(action, **{name: ""})
            if text:
                letter = "t" if name in getattr(action, "TEXTS", ()) else "p"
                id_ = f"{letter}{self.state.head + 1}" + (f"-{len(typed) + 1}" if typed else "")
                typed[id_] = text
                action = replace(action, **{name: id_})
        return action, typed

    def _longest(self, action: Any, name: str) -> int:
        if name in getattr(action, "NAMES", ()):
            return LONGEST_NAME
        if type(action) in _OF_THE_SESSION:
            return LONGEST_TEXT
        offered = options_of(self.state.table, action.seat, kind_of(type(action)))
        fields = (one for option in offered for one in option.fields)
        limits = (one.up_to for one in fields if isinstance(one, Typed) and one.name == name)
        return min(limits, default=LONGEST_TEXT)

    def _keep(self, typed: Mapping[str, str], action: Any, step: _Step) -> None:
        names = {getattr(action, name) for name in getattr(action, "NAMES", ())}
        people = {id_: text for id_, text in typed.items() if id_ in names}
        texts = {id_: text for id_, text in typed.items() if id_ not in names}
        step.texts += texts.items()
        step.people += people.items()
        self.texts |= texts
        self.people |= people

    def _do(self, order: Order, action: Any, step: _Step) -> None:
        def happen(event: AnyEvent, table: str | None = None) -> None:
            self._happen(table, event, step, order.actor, order.id)

        match action:
            case TakeSeat():
                happen(self._seat_taken(action))
            case Pause():
                if self.state.clock.paused:
                    raise ActionRefused("clock-paused")
                happen(ClockPaused(self.state.clock.left_at(step.at)))
            case Resume():
                if not self.state.clock.paused:
                    raise ActionRefused("clock-runs")
                happen(ClockResumed())
            case Extend(seconds):
                if not 1 <= seconds <= MOST_EXTENDED:
                    raise ActionRefused("not-allowed", action="extend")
                if self.state.clock.left_at(step.at) is None:
                    raise ActionRefused("no-clock")
                happen(ClockExtended(seconds))
            case Rewind() | StepBack() if order.moment not in (None, self.state.table.moment):
                raise ActionRefused("stale")  # of two who go back at once, one does
            case Rewind(to_seq):
                happen(self._rewound(to_seq), TABLE)
            case StepBack():
                happen(self._rewound(self.state.step_back()), TABLE)
            case AnswerPoll(seat, value):
                if self.played.scenario.poll is None or not 0 <= value <= HIGHEST_ANSWER:
                    raise ActionRefused("not-allowed", action="answer_poll")
                happen(PollAnswered(seat, value, self.state.table.ended))
            case MakeAgreement(seat, text):
                happen(AgreementMade(seat, text))
            case AddRemark(text):
                happen(RemarkAdded(text))
            case TurnPage(page):
                if not self.state.table.ended or not re.fullmatch(PAGE_NAME, page):
                    raise ActionRefused("not-allowed", action="turn_page")
                happen(PageTurned(page))
            case _:
                for event in decide(self.state.table, action, order.moment):
                    happen(event, TABLE)
                self._proceed(happen)

    def _proceed(self, happen: Callable[[AnyEvent, str], None]) -> None:
        for _ in range(_ENDLESS):
            events = proceed(self.state.table)
            if not events:
                return
            for event in events:
                happen(event, TABLE)
        raise RuntimeError("the rules find no end of consequences")

    def _happen(self, table: str | None, event: AnyEvent, step: _Step, actor: str, id_: str) -> None:
        happened = Happened(self.state.head + 1, table, step.at, actor, id_, event)
        link = linked(happened, self.hash)
        self.fold(happened, link.hash)
        step.links.append(link)
        step.happened.append(happened)

    def _seat_taken(self, action: TakeSeat) -> SeatTaken:
        if action.seat not in self.state.seats:
            raise ActionRefused("no-such-seat", seat=action.seat)
        if action.holder not in (PERSON, PAIR, EMPTY) and not action.holder.removeprefix(BOT).isidentifier():
            raise ActionRefused("not-allowed", action="take_seat")
        if action.was not in ("", self.state.seats[action.seat].holder):
            raise ActionRefused("seat-changed", seat=action.seat)
        return SeatTaken(action.seat, action.holder, action.name or None)

    def _rewound(self, to_seq: int | None) -> Rewound:
        if to_seq is None or not any(point["seq"] == to_seq for point in self.state.points()):
            raise ActionRefused("no-such-point")
        table = self.state.table
        seen = known_to_all(table) - known_to_all(self.state.table_at(to_seq))
        return Rewound(to_seq, table.moment + 1, tuple(sorted(seen)))


def begin_session(
    played: Played, seed: int, now: int, holders: Mapping[str, tuple[str, str]] | None = None
) -> tuple[Session, Batch]:
    """Return a new session and its first batch, with the opening of the first round.

    Args:
        played: The scenario.
        seed: What all chance at the table comes from; a whole number.
        now: The time in milliseconds.
        holders: Per seat its holder (`person`, `pair`, `empty` or `bot:NAME`) and a name, which may be
            empty; a seat that is left out is held by a person.

    Raises:
        ValueError: There is no such seat or holder.
    """
    session = Session(played)
    step = _Step(0, now)
    opened = SessionOpened(played.scenario.id, played.digest, ((TABLE, seed),))
    session._happen(None, opened, step, FACILITATOR, OPENING)
    given = dict.fromkeys(played.game.seats, (PERSON, "")) | dict(holders or {})
    try:
        for seat, (holder, name) in given.items():
            written, typed = session._put_apart(TakeSeat(seat, holder, name))
            session._happen(None, session._seat_taken(written), step, FACILITATOR, OPENING)
            session._keep(typed, written, step)
    except ActionRefused as refused:
        raise ValueError(f"{refused.code}: {refused.facts}") from refused
    session._proceed(lambda event, table: session._happen(table, event, step, FACILITATOR, OPENING))
    said = canonical({"kind": "open_session", "body": {"seed": seed}})
    answer = canonical({"accepted": session.state.head})
    step.answered.append(Answered(FACILITATOR, OPENING, said, answer, 0))
    session._answers[FACILITATOR, OPENING] = answer
    return session, step.batch(())


_PARTS_OF: Final[dict[type, tuple[str, ...]]] = {
    SessionOpened: ("people", "clock"),
    SeatTaken: ("people",),
    ClockPaused: ("clock",),
    ClockResumed: ("clock",),
    ClockExtended: ("clock",),
    SessionContinued: ("clock",),
    Rewound: ("clock", "rewound", "looking_back"),
    RemarkAdded: ("remarks",),
    PageTurned: ("looking_back",),
    PollAnswered: ("poll",),
    AgreementMade: ("agreements",),
}


def touched_by(event: AnyEvent) -> frozenset[str]:
    """Return the names of the parts an event may change, the session's own too."""
    if type(event) in _PARTS_OF:
        return frozenset((*_PARTS_OF[type(event)], "rewind"))
    clock = ("clock",) if isinstance(event, (BeatStarted, TableEnded)) else ()
    return touched(event) | {*clock, "rewind"}  # type: ignore[arg-type]
