"""Back to where it was: a session folded again from nothing but what the store holds."""

from game.session.log import checked, unlinked
from game.session.records import RecordError
from game.session.scenario import played
from game.session.session import Session
from game.session.store import Store


def recover(store: Store, session: str) -> Session:
    """Return a stored session as it was after its last record. Nothing is written.

    Raises:
        StoreError: There is none of this name, or it cannot be read.
        RecordError: Its log was altered or is damaged; it names the first record.
        Mendable: Its scenario cannot be played.
    """
    found = Session(played(store.files(session)))
    for link in checked(store.links(session)):
        happened = unlinked(link)
        try:
            found.fold(happened, link.hash)
        except (LookupError, TypeError, ValueError, AttributeError) as fault:
            raise RecordError(f"it does not follow from what was before: {fault!r}", link.seq) from fault
    found.remember(store.answered(session), store.texts(session), store.people(session))
    return found


def resume(store: Store, session: str, now: int) -> Session:
    """Return a stored session to play on: the clock gets back what it had at the last record.

    Raises:
        StoreError, RecordError, Mendable: As `recover`; and when it cannot be written to.
    """
    found = recover(store, session)
    store.append(session, found.continued(now).entry)
    return found
