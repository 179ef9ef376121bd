"""What every store does, whatever it is made of."""

import pytest

from game.session.records import NO_HASH, chained
from game.session.store import Answered, Door, Entry, Group, Key, Link, Store, StoreError, Summary

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


def test_steps_of_several_sessions_are_added_in_one_go_and_a_bad_one_alone_is_not(store: Store) -> None:
    a_session(store, "a")
    a_session(store, "b")
    steps = [
        ("a", Entry(2, links(3, "drie"))),
        ("b", Entry(7, links(8, "x"), texts=(("t9", "weg"),))),
        ("weg", Entry(0, links(1, "x"))),
        ("a", Entry(3, links(4, "vier"))),
    ]
    found = store.append_all(steps)
    assert [one.code if one else None for one in found] == [None, "store-moved", "session-unknown", None]
    assert [link.text for link in store.links("a", after=2)] == ["drie", "vier"]
    assert "t9" not in store.texts("b")


def test_a_door_opens_a_session_to_others_by_one_code(store: Store) -> None:
    for name in ("a", "b"):
        a_session(store, name)
    assert store.doors() == []
    store.open_door("a", "K3M7RT")
    store.open_door("b", "K3M7RU")
    with pytest.raises(StoreError) as taken:
        store.open_door("b", "K3M7RT")
    assert taken.value.code == "code-taken"
    store.open_door("a", "HP4W9X")
    assert [(one.session, one.code) for one in store.doors()] == [("a", "HP4W9X"), ("b", "K3M7RU")]
    assert isinstance(store.doors()[0], Door)


def test_a_seat_has_one_key_and_the_facilitators_may_have_more(store: Store) -> None:
    a_session(store)
    for number, actor in enumerate(("seat:nadia", "facilitator", "seat:nadia", "facilitator", "seat:henk")):
        store.give_key(Key("avond", actor, bytes([number]) * 32, until=number))
    kept = sorted(store.all_keys(), key=lambda key: key.hash)
    assert [(key.actor, key.hash[0], key.until) for key in kept] == [
        ("facilitator", 1, 1),
        ("seat:nadia", 2, 2),
        ("facilitator", 3, 3),
        ("seat:henk", 4, 4),
    ]
    store.take_key("avond", "seat:nadia")
    assert sorted({key.actor for key in store.all_keys()}) == ["facilitator", "seat:henk"]


def test_a_group_is_kept_as_it_is_now_with_keys_of_its_own(store: Store) -> None:
    a_session(store)
    store.open_door("avond", "K3M7RT")
    with pytest.raises(StoreError) as taken:
        store.keep_group(Group("tafels", "K3M7RT", 5, "{}"))
    assert taken.value.code == "code-taken"
    store.keep_group(Group("tafels", "HP4W9X", 5, "{}"))
    store.keep_group(Group("tafels", "HP4W9X", 5, '{"locked":[]}'))
    with pytest.raises(StoreError) as also_taken:
        store.open_door("avond", "HP4W9X")
    assert also_taken.value.code == "code-taken"
    store.keep_group(
        Group("avond", "K3M7RT", 6, "{}")
    )  # one session alone is a group by its own name and code
    assert store.groups() == [
        Group("avond", "K3M7RT", 6, "{}"),
        Group("tafels", "HP4W9X", 5, '{"locked":[]}'),
    ]
    for number in (1, 2):
        store.give_key(Key("tafels", "facilitator", bytes([number]) * 32, until=number))
    store.drop_key(bytes([1]) * 32)
    store.drop_key(bytes([9]) * 32)
    assert [key.until for key in store.all_keys()] == [2]
    store.delete_group("tafels")
    store.delete_group("tafels")
    assert [one.id for one in store.groups()] == ["avond"]
    assert store.all_keys() == []
    assert [one.id for one in store.sessions()] == ["avond"]


def test_a_key_that_goes_on_elsewhere_opens_nothing_where_it_was(store: Store) -> None:
    for name in ("a", "b"):
        a_session(store, name)
    store.give_key(Key("a", "seat:henk", bytes(32)))
    store.give_key(Key("b", "seat:joris", bytes([7]) * 32))
    store.give_key(Key("b", "seat:joris", bytes(32)))
    assert store.all_keys() == [Key("b", "seat:joris", bytes(32))]


def test_with_a_session_its_door_and_keys_go(store: Store) -> None:
    a_session(store)
    store.open_door("avond", "K3M7RT")
    store.give_key(Key("avond", "seat:nadia", bytes(32)))
    store.delete("avond")
    assert (store.doors(), store.all_keys()) == ([], [])


@pytest.mark.parametrize("ask", ["open_door", "give_key", "take_key"])
def test_nobody_gets_into_a_session_that_is_not_there(store: Store, ask: str) -> None:
    asked = {"give_key": (Key("weg", "facilitator", bytes(32)),)}.get(ask, ("weg", "x"))
    with pytest.raises(StoreError) as unknown:
        getattr(store, ask)(*asked)
    assert unknown.value.code == "session-unknown"
