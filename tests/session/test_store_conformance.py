"""What every store does, whatever it is made of."""

import pytest

from game.session.records import NO_HASH, chained
from game.session.store import Answered, Entry, Link, Store, StoreError, Summary

FILES = {"scenario.yaml": b"format: 1\n", "images/linde.png": bytes(range(256))}


def links(first: int, *texts: str) -> tuple[Link, ...]:
    """Return records with these texts, numbered from `first`; their hashes are enough for a store."""
    return tuple(Link(seq, text, chained(NO_HASH, text)) for seq, text in enumerate(texts, first))


def an_answer(id_: str, actor: str = "seat:nadia", after: int = 0) -> Answered:
    return Answered(actor, id_, '{"kind":"ready"}', '{"accepted":1}', after)


def a_session(store: Store, session: str = "avond") -> None:
    first = Entry(0, links(1, "een", "twee"), (an_answer("a1"),), (("t2", "Hallo ☂"),), (("p1", "Bo"),))
    store.create(session, "eerste-potje", FILES, first)


def test_a_new_store_is_empty(store: Store) -> None:
    assert store.sessions() == []


def test_what_began_a_session_can_be_read_back(store: Store) -> None:
    a_session(store)
    assert store.summary("avond") == Summary("avond", "eerste-potje", 1000, 2000, 2)
    assert tuple(store.links("avond")) == links(1, "een", "twee")
    assert list(store.answered("avond")) == [an_answer("a1")]
    assert store.texts("avond") == {"t2": "Hallo ☂"}
    assert store.people("avond") == {"p1": "Bo"}
    assert store.files("avond") == FILES


def test_a_step_is_added_after_what_was_there(store: Store) -> None:
    a_session(store)
    store.append("avond", Entry(2, links(3, "drie"), (an_answer("a2", after=2),), (("t3", ""),)))
    assert store.summary("avond") == Summary("avond", "eerste-potje", 1000, 3000, 3)
    assert [link.text for link in store.links("avond", after=1)] == ["twee", "drie"]
    assert [one.id for one in store.answered("avond")] == ["a1", "a2"]
    assert store.texts("avond") == {"t2": "Hallo ☂", "t3": ""}


def test_a_refusal_is_kept_without_a_record(store: Store) -> None:
    a_session(store)
    refused = Answered("seat:nadia", "a2", "{}", '{"facts":{},"refused":"stale"}', 2)
    store.append("avond", Entry(2, answered=(refused,)))
    assert store.summary("avond").head == 2
    assert list(store.answered("avond"))[-1] == refused


@pytest.mark.parametrize("after", [1, 3])
def test_a_step_that_knew_another_end_is_not_added(store: Store, after: int) -> None:
    a_session(store)
    with pytest.raises(StoreError) as moved:
        store.append("avond", Entry(after, links(after + 1, "x"), texts=(("t9", "weg"),)))
    assert (moved.value.code, moved.value.facts["head"]) == ("store-moved", 2)
    assert len(list(store.links("avond"))) == 2
    assert "t9" not in store.texts("avond")


def test_an_action_that_was_answered_is_not_answered_twice(store: Store) -> None:
    a_session(store)
    with pytest.raises(StoreError, match="store_moved"):
        store.append("avond", Entry(2, links(3, "drie"), (an_answer("a1"),)))
    assert store.summary("avond").head == 2
    store.append("avond", Entry(2, links(3, "drie"), (an_answer("a1", actor="seat:joris"),)))
    assert store.summary("avond").head == 3


def test_there_is_one_session_of_a_name(store: Store) -> None:
    a_session(store)
    with pytest.raises(StoreError) as exists:
        a_session(store)
    assert exists.value.code == "session-exists"
    assert len(list(store.links("avond"))) == 2


def test_sessions_are_listed_the_last_changed_first(store: Store) -> None:
    for name in ("b", "a", "c"):
        a_session(store, name)
    store.append("b", Entry(2, links(3, "x")))
    assert [found.id for found in store.sessions()] == ["b", "c", "a"]


@pytest.mark.parametrize("ask", ["summary", "links", "answered", "texts", "people", "files", "delete"])
def test_a_session_that_is_not_there_is_told_as_such(store: Store, ask: str) -> None:
    with pytest.raises(StoreError) as unknown:
        getattr(store, ask)("avond")
    assert unknown.value.code == "session-unknown"


def test_nothing_can_be_added_to_a_session_that_is_not_there(store: Store) -> None:
    with pytest.raises(StoreError) as unknown:
        store.append("avond", Entry(0, links(1, "x")))
    assert unknown.value.code == "session-unknown"


def test_a_deleted_session_leaves_the_others_and_shared_files(store: Store) -> None:
    a_session(store, "a")
    a_session(store, "b")
    store.delete("a")
    assert [found.id for found in store.sessions()] == ["b"]
    assert store.files("b") == FILES
    a_session(store, "a")
    assert len(list(store.links("a"))) == 2
