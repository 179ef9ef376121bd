"""What each observer is shown: the table's parts with the session's own, whole or only what changed.

The session adds these parts to those of the rules:
  clock       beat, limit_seconds, due_ms (when time is up, while it runs), left_ms (while it stands; below 0
              when time was up; None without a clock), paused, began_ms (when the session would have begun if
              it had been played without a break)
  people      {seat: {holder ("person"|"pair"|"empty"|"bot:NAME"), name (None when not given)}}
  poll        None without a poll, else {start {seat: 0–10}, end {seat: 0–10}}
  agreements  {seat: text (id)}
  looking_back  page: the name of the page to which the room was brought, "" before that
  texts       {id: text} of the typed texts that this observer's other parts name
  rewound     times the table went back, seen [cards, needs, event cards, `ballots:ROUND` that everybody
              knows though the table says otherwise]
and for the facilitator
  rewind      points to go back to, oldest first: [{seq, kind, actor, round, phase, step}], and
              step_back (a seq or None)
  remarks     [{seq, at, text (id)}]
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final

from game.rules import views
from game.session.session import FACILITATOR, Session
from game.session.wire import Patch, View

TEXTS: Final = "texts"


def observers(session: Session) -> tuple[str, ...]:
    """Return everybody who can look: `projector`, `facilitator` and each `seat:ID`."""
    return views.observers(session.state.table)


def part_names(session: Session, observer: str) -> tuple[str, ...]:
    """Return the names of the parts an observer has now, in a fixed order."""
    own = (*_FOR_ALL, *(_FOR_FACILITATOR if observer == FACILITATOR else ()), TEXTS)
    return (*views.part_names(session.state.table, observer), *own)


def part(session: Session, observer: str, name: str) -> Any:
    """Return one part as this observer may know it.

    Raises:
        KeyError: The observer has no such part.
    """
    if name == TEXTS:
        return _texts(session, _made(session, observer))
    if name in _FOR_ALL:
        return _FOR_ALL[name](session)
    if name in _FOR_FACILITATOR and observer == FACILITATOR:
        return _FOR_FACILITATOR[name](session)
    return views.part(session.state.table, observer, name)


class Watcher:
    """One observer's line of sight: it knows which texts were shown, so it can tell when others are due.

    A watcher looks at whatever session it is given, so it outlives a session that was folded again.
    """

    def __init__(self, observer: str) -> None:
        self.observer = observer
        self._named: dict[str, frozenset[str]] = {}

    def view(self, session: Session) -> View:
        """Return everything the observer may know now."""
        parts = dict(_made(session, self.observer))
        self._named = {name: ids_in(made, session.texts) for name, made in parts.items()}
        parts[TEXTS] = self._texts(session)
        return View(self.observer, session.state.head, parts)

    def patch(self, session: Session, touched: frozenset[str]) -> Patch:
        """Return the parts that events touched, made again. No part goes away but when the table goes back.

        Args:
            session: The session as it is now.
            touched: Names of parts; one that ends in `:` stands for all of its kind.
        """
        before = self._texts(session)
        names = [name for name in part_names(session, self.observer) if name != TEXTS]
        parts = {name: part(session, self.observer, name) for name in touched_of(names, touched)}
        self._named |= {name: ids_in(made, session.texts) for name, made in parts.items()}
        if self._texts(session) != before:
            parts[TEXTS] = self._texts(session)
        return Patch(self.observer, session.state.head, parts)

    def _texts(self, session: Session) -> dict[str, str]:
        named = frozenset[str]().union(*self._named.values())
        return {id_: text for id_, text in session.texts.items() if id_ in named}


def touched_of(names: Iterable[str], touched: frozenset[str]) -> list[str]:
    """Return the parts that are among what was touched, by their name or by their kind, in their order.

    >>> touched_of(["table", "task:loket", "seat:gert"], frozenset({"table", "task:"}))
    ['table', 'task:loket']
    """
    kinds = tuple(one for one in touched if one.endswith(":"))
    return [name for name in names if name in touched or (kinds and name.startswith(kinds))]


def _made(session: Session, observer: str) -> Iterator[tuple[str, Any]]:
    for name in part_names(session, observer):
        if name != TEXTS:
            yield name, part(session, observer, name)


def _texts(session: Session, parts: Iterable[tuple[str, Any]]) -> dict[str, str]:
    named = frozenset[str]().union(*(ids_in(made, session.texts) for _, made in parts))
    return {id_: text for id_, text in session.texts.items() if id_ in named}


def ids_in(part: Any, texts: dict[str, str]) -> frozenset[str]:
    """Return the ids of typed texts that stand anywhere in a part."""
    return frozenset(_strings(part)) & texts.keys() if texts else frozenset()


def _strings(part: Any) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict):
        for inner in part.values():
            yield from _strings(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _strings(inner)


def _people(session: Session) -> dict[str, Any]:
    names = session.people
    return {
        seat: {"holder": held.holder, "name": names.get(held.person) if held.person else None}
        for seat, held in session.state.seats.items()
    }


def _clock(session: Session) -> dict[str, Any]:
    return session.state.clock.part() | {"began_ms": session.state.began}


def _rewound(session: Session) -> dict[str, Any]:
    return {"times": session.state.rewound, "seen": sorted(session.state.seen)}


def _poll(session: Session) -> dict[str, Any] | None:
    if session.played.scenario.poll is None:
        return None
    return {"start": dict(session.state.poll), "end": dict(session.state.poll_again)}


def _agreements(session: Session) -> dict[str, str]:
    return dict(session.state.agreements)


def _looking_back(session: Session) -> dict[str, str]:
    return {"page": session.state.page}


def _rewind(session: Session) -> dict[str, Any]:
    return {"points": session.state.points(), "step_back": session.state.step_back()}


def _remarks(session: Session) -> list[dict[str, Any]]:
    return [{"seq": seq, "at": at, "text": text} for seq, at, text in session.state.remarks]


_FOR_ALL: Final[dict[str, Callable[[Session], Any]]] = {
    "clock": _clock,
    "people": _people,
    "rewound": _rewound,
    "poll": _poll,
    "agreements": _agreements,
    "looking_back": _looking_back,
}
_FOR_FACILITATOR: Final[dict[str, Callable[[Session], Any]]] = {"rewind": _rewind, "remarks": _remarks}
