"""A stored session told again from its log: how it was after any record. Nothing is ever written.

It is read beside whoever plays it, so it also follows a session that goes on.
"""

from collections.abc import Mapping
from typing import Any

from game.session.log import Happened, checked, unlinked
from game.session.observing import Watcher
from game.session.records import RecordError
from game.session.scenario import played
from game.session.session import Session
from game.session.store import Store
from game.session.wire import View
from game.session.words import WORDS, words


class Retold:
    """One session of a store.

    Args:
        store: Where it is kept; only read.
        name: Its name there.

    Raises:
        StoreError: There is none of this name, or it cannot be read.
        RecordError: Its log was altered or is damaged.
        Mendable: Its scenario cannot be played.
    """

    def __init__(self, store: Store, name: str) -> None:
        self.name = name
        self.played = played(store.files(name))
        self._store = store
        self._log: list[tuple[Happened, bytes]] = []
        self._session = Session(self.played)
        self._texts: Mapping[str, str] = {}
        self._people: Mapping[str, str] = {}
        for link in checked(store.links(name)):
            self._log.append((unlinked(link), link.hash))
        self._read_typed()

    @property
    def last(self) -> int:
        """The number of the last record."""
        return len(self._log)

    @property
    def happened(self) -> list[Happened]:
        """All that happened, also what the table went back before; record 1 first."""
        return [one for one, _ in self._log]

    def read_on(self) -> bool:
        """Read what was stored since; return whether there was anything."""
        found = list(self._store.links(self.name, after=self.last))
        self._log += [(unlinked(link), link.hash) for link in found]
        if found:
            self._read_typed()
        return bool(found)

    def at(self, seq: int) -> Session:
        """Return the session as it was after record `seq`; the same object, folded on, as time goes on.

        Raises:
            RecordError: A record does not follow from those before.
        """
        if seq < self._session.state.head:
            self._session = Session(self.played)
        session = self._session
        for happened, hash_ in self._log[session.state.head : seq]:
            try:
                session.fold(happened, hash_)
            except (LookupError, TypeError, ValueError, AttributeError) as fault:
                raise RecordError(
                    f"it does not follow from what was before: {fault!r}", happened.seq
                ) from fault
        session.texts, session.people = dict(self._texts), dict(self._people)
        return session

    def view(self, seq: int, observer: str) -> View:
        """Return what an observer knew after record `seq`, with the words that everybody knew by then."""
        session = self.at(seq)
        seen = Watcher(observer).view(session)
        parts: dict[str, Any] = dict(seen.parts) | {WORDS: words(session)}
        return View(observer, seen.seq, parts)

    def _read_typed(self) -> None:
        self._texts, self._people = self._store.texts(self.name), self._store.people(self.name)
