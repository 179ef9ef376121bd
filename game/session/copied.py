"""A copy of a stored session up to one of its moments, in memory: to play on from there, and to keep nothing.

The copy is the first part of the same log, so it is as sound as that log. What is played after it is never
stored, and the session it was taken from is only read.
"""

import json
from dataclasses import replace

from game.session.log import unlinked
from game.session.memory import MemoryStore
from game.session.store import Answered, Entry, Files, Store


def copied(store: Store, session: str, record: int, files: Files | None = None) -> MemoryStore:
    """Return a store in memory that has the session as it was, under the same name.

    Args:
        store: Where it is kept; only read.
        session: Its name there.
        record: Up to which record; an order of which this is the middle is left out, but not the opening.
        files: The scenario it goes on with; None for the one that was played.

    Raises:
        StoreError: There is none of this name, or it cannot be read.
        RecordError: A record cannot be read.
    """
    links = list(store.links(session))
    orders = [(one.actor, one.action_id) for one in map(unlinked, links)]
    ends = [at for at in range(1, len(links)) if orders[at] != orders[at - 1]] + [len(links)]
    end = max((one for one in ends if one <= record), default=ends[0])
    made, summary = MemoryStore(), store.summary(session)
    known = tuple(one for one in store.answered(session) if _was_answered(one, end))
    entry = Entry(0, tuple(links[:end]), known)
    typed = replace(
        entry, texts=tuple(store.texts(session).items()), people=tuple(store.people(session).items())
    )
    made.create(session, summary.scenario, files or store.files(session), typed)
    return made


def _was_answered(one: Answered, end: int) -> bool:
    """Tell whether an order was answered by the time of a record."""
    return int(json.loads(one.answer).get("accepted", one.after)) <= end
