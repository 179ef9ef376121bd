"""What is shown of one session to many who look at once: each part made once, and sent as text that is ready.

A part that all have in common is made and written once for everybody; only `private`, `options` and a few
more are made per observer, and only while that observer is `watched`. Each part knows at which record it
last changed, so whoever saw the session up to some record gets just what changed since: the same for
someone who missed one move and someone who was away for ten minutes.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from game.rules.views import OWN
from game.session.observing import TEXTS, ids_in, part, part_names, touched_of
from game.session.orders import SEAT
from game.session.session import Session
from game.session.words import OWN_WORDS, WORDS, changes_words, own_words, words

_ALL = "projector"
"""The observer that has nothing but what is common to all."""


@dataclass(slots=True)
class _Made:
    """One part as it is sent: its JSON, the record at which it changed, and the typed texts it names."""

    text: str
    seq: int
    named: frozenset[str]


@dataclass(slots=True)
class News:
    """What an observer has to hear: everything (`is_whole`) or what changed, up to record `seq`.

    `parts` is a JSON object, part by part, as text.
    """

    observer: str
    seq: int
    is_whole: bool
    parts: str
    _message: str = ""

    @property
    def message(self) -> str:
        """The news as one JSON object, written once: `observer`, `seq` and `parts`."""
        if not self._message:
            self._message = (
                f'{{"observer":{json.dumps(self.observer)},"seq":{self.seq},"parts":{self.parts}}}'
            )
        return self._message


@dataclass
class Shown:
    """What everybody who is watching was shown last; `update` brings it up to a session.

    Attributes:
        seq: The last record that is shown.
        whole_since: Who saw less than this needs a full view: parts may have gone away.
        watched: The observers that somebody looks as, each with parts of its own.
    """

    seq: int = 0
    whole_since: int = 0
    watched: set[str] = field(default_factory=set)
    _common: dict[str, _Made] = field(default_factory=dict)
    _named: frozenset[str] = frozenset()  # the typed texts that common parts name
    _own: dict[str, dict[str, _Made]] = field(default_factory=dict)
    _own_names: dict[str, list[str]] = field(default_factory=dict)
    _written: dict[tuple[int, bool], str] = field(default_factory=dict)
    _news: dict[tuple[str, int], News] = field(default_factory=dict)

    def begin(self, session: Session) -> None:
        """Make everything anew, for the first time or because the table went back.

        Beside the parts of a view there are the words that belong to them; see `game.session.words`.
        """
        self.seq = self.whole_since = session.state.head
        self._common, self._own = {}, {}
        self._make_common(session, None)
        for observer in self.watched:
            self._make_own(session, observer, None)
        self._forget()

    def update(self, session: Session, touched: frozenset[str]) -> None:
        """Make the parts again that events touched, as `game.rules.touched` names them."""
        self.seq = session.state.head
        self._make_common(session, touched)
        for observer in self.watched:
            self._make_own(session, observer, touched)
        self._forget()

    def watch(self, session: Session, observer: str) -> None:
        """Have an observer's own parts made from now on.

        Args:
            session: The session, at the record that is shown.
            observer: Who looks.
        """
        if observer not in self.watched:
            self.watched.add(observer)
            self._make_own(session, observer, None)
            self._forget()

    def unwatch(self, observer: str) -> None:
        """Make an observer's own parts no more: nobody looks."""
        self.watched.discard(observer)
        self._own.pop(observer, None)
        self._forget()

    def news(self, observer: str, since: int) -> News | None:
        """Return what an observer has to hear that saw all up to a record; None when nothing changed.

        Args:
            observer: One that is watched.
            since: The last record it saw; 0 for nothing yet.
        """
        is_whole = since < self.whole_since or since > self.seq
        if not is_whole and since == self.seq:
            return None
        if (observer, since) in self._news:
            return self._news[observer, since]
        own = [
            f'"{name}":{made.text}'
            for name, made in self._own.get(observer, {}).items()
            if is_whole or made.seq > since
        ]
        parts = [one for one in (self._common_since(since, is_whole), *own) if one]
        made = News(observer, self.seq, is_whole, "{" + ",".join(parts) + "}")
        self._news[observer, since] = made
        return made

    def _forget(self) -> None:
        self._written.clear()
        self._news.clear()

    def _common_since(self, since: int, is_whole: bool) -> str:
        key = (0 if is_whole else since, is_whole)
        if key not in self._written:
            self._written[key] = ",".join(
                f'"{name}":{made.text}' for name, made in self._common.items() if is_whole or made.seq > since
            )
        return self._written[key]

    # Making parts. ------------------------------------------------------------------------------------

    def _make_common(self, session: Session, touched: frozenset[str] | None) -> None:
        names = [name for name in part_names(session, _ALL) if name not in _OWN and name != TEXTS]
        due = names if touched is None else touched_of(names, touched)
        new = [name for name in names if name not in self._common]
        self._make(session, _ALL, self._common, dict.fromkeys((*due, *new)))
        if touched is None or changes_words(touched):
            _keep(self._common, WORDS, words(session), self.seq, frozenset())
        if session.texts:
            self._named = frozenset[str]().union(*(made.named for made in self._common.values()))

    def _make_own(self, session: Session, observer: str, touched: frozenset[str] | None) -> None:
        """Make what this observer has alone, of parts that never come or go, and the texts it may read."""
        own = self._own.setdefault(observer, {})
        if touched is None:
            self._own_names[observer] = [name for name in part_names(session, observer) if name in _OWN]
        names = self._own_names[observer]
        self._make(session, observer, own, names if touched is None else touched_of(names, touched))
        if touched is None and observer.startswith(SEAT):
            _keep(own, OWN_WORDS, own_words(session, observer.removeprefix(SEAT)), self.seq, frozenset())
        if session.texts or TEXTS not in own:
            named = self._named.union(*(made.named for name, made in own.items() if name != TEXTS))
            texts = {id_: text for id_, text in session.texts.items() if id_ in named}
            _keep(own, TEXTS, texts, self.seq, frozenset())

    def _make(self, session: Session, observer: str, into: dict[str, _Made], names: Iterable[str]) -> None:
        for name in names:
            made = part(session, observer, name)
            _keep(into, name, made, self.seq, ids_in(made, session.texts))


_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_OWN: Final = frozenset((*OWN, "rewind", "remarks"))
"""Parts that not everybody has, or has alike."""


def _keep(into: dict[str, _Made], name: str, part: Any, seq: int, named: frozenset[str]) -> None:
    """Keep a part, as changed now only when it reads otherwise than before."""
    text = _JSON.encode(part)
    before = into.get(name)
    if before is None or before.text != text:
        into[name] = _Made(text, seq, named)
