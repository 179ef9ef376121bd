"""The driver: stores before it answers, waits when the store fails, and lets bots play at their pace."""

import json
import time
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.decide import decide
from game.session.driver import Driver
from game.session.local import LocalConnection, steady_clock
from game.session.log import unlinked
from game.session.recover import recover, resume
from game.session.scenario import Played
from game.session.session import begin_session
from game.session.store import Entry, Store
from game.session.unasked import RETRY_MS, Move
from game.session.wire import Accepted, Connection, Line, Message, Order, Patch, Refused, View
from tests.session.doubles import DelayingConnection, FailingStore
from tests.session.stories import a_played, a_random_move

STANCE = Order("a1", "seat:noor", "say_stance", {"stance": "co_produce"})
OBSERVERS = ["projector", "facilitator", "seat:nadia", "seat:henk", "seat:joris", "seat:noor"]


def a_driver(
    store: Store | None = None,
    bots: Mapping[str, Any] | None = None,
    scenario: Played | None = None,
    **settings: Any,
) -> Driver:
    """Return a driver of a new session named `avond`; a seat with a chooser is a bot's."""
    store = store or FailingStore()
    held = dict.fromkeys(bots or {}, ("bot:test", ""))
    session, batch = begin_session(scenario or a_played(), 7, 0, held)
    store.create("avond", "rekenvoorbeeld", session.played.files, batch.entry)
    return Driver(store, "avond", session, bots, **settings)


def stored_kinds(driver: Driver) -> list[str]:
    return [unlinked(link).kind for link in driver._store.links("avond")]


def names(messages: list[Message]) -> list[str]:
    return [type(message).__name__ for message in messages]


def test_a_screen_first_gets_an_open_line_and_a_view_for_every_observer() -> None:
    line, *views = a_driver().opening()
    assert line == Line("open")
    assert [view.observer for view in views if isinstance(view, View)] == OBSERVERS


def test_an_order_is_answered_and_then_shown_to_everybody() -> None:
    driver = a_driver()
    driver.opening()
    answer, *patches = driver.cycle([STANCE], 1000)
    assert isinstance(answer, Accepted)
    assert [patch.observer for patch in patches if isinstance(patch, Patch)] == OBSERVERS
    assert all(isinstance(one, Patch) and one.parts["table"]["phase"] == "dialogue" for one in patches)


def test_a_refusal_shows_nothing() -> None:
    driver = a_driver()
    driver.opening()
    assert names(driver.cycle([Order("a1", "seat:nadia", "ready", {})], 1000)) == ["Refused"]


def test_everybody_gets_a_full_view_when_the_table_goes_back() -> None:
    driver = a_driver()
    driver.opening()
    driver.cycle([STANCE], 1000)
    messages = driver.cycle([Order("a2", "facilitator", "step_back", {})], 2000)
    assert names(messages) == ["Accepted", *["View"] * 6]


def test_nothing_is_answered_before_it_is_stored() -> None:
    store = FailingStore()
    driver = a_driver(store)
    driver.opening()
    entries: list[Entry] = []
    store.before_append = entries.append
    store.code = "store-full"
    messages = driver.cycle([STANCE], 1000)
    assert len(entries) == 1
    assert messages == [Line("lost", "store-full")]
    assert not any(link.seq == entries[0].after + 1 for link in store.links("avond"))


@pytest.mark.parametrize("after_storing", [False, True])
def test_a_store_that_fails_loses_nothing_and_answers_when_it_works_again(after_storing: bool) -> None:
    store = FailingStore()
    driver = a_driver(store)
    driver.opening()
    store.code, store.after_storing = "store-full", after_storing
    second = Order("a2", "seat:nadia", "tell_card", {"card": "nadia/rust"})
    assert driver.cycle([STANCE], 1000) == [Line("lost", "store-full")]
    assert driver.cycle([second], 1500) == []
    assert driver.wait_ms(1500) == 500
    store.code = ""
    assert driver.cycle([], 1999) == []
    messages = driver.cycle([], 1000 + RETRY_MS)
    assert messages[0] == Line("open")
    answers = [one for one in messages if isinstance(one, (Accepted, Refused))]
    assert [answer.id for answer in answers] == ["a1", "a2"]
    assert all(isinstance(answer, Accepted) for answer in answers)
    assert stored_kinds(driver).count("stance_said") == 1
    assert stored_kinds(driver).count("card_told") == 1
    assert recover(store, "avond").state == driver.session.state


@given(
    fates=st.lists(st.sampled_from(["works", "fails", "fails after storing"]), min_size=1, max_size=12),
    seed=st.integers(0, 1000),
)
@settings(max_examples=40)
def test_whatever_the_store_does_every_order_is_answered_once_and_nothing_acknowledged_is_lost(
    fates: list[str], seed: int
) -> None:
    store = FailingStore()
    driver = a_driver(store)
    driver.opening()
    now, sent, acknowledged = 0, list[str](), dict[str, int]()
    for turn, fate in enumerate([*fates, "works"]):
        store.code = "" if fate == "works" else "store-io"
        store.after_storing = fate == "fails after storing"
        move = a_random_move(driver.session, seed, turn)
        orders = [Order(f"o{turn}", *move)] if move and not driver._lost else []
        sent += [order.id for order in orders]
        now += RETRY_MS
        for message in driver.cycle(orders, now):
            if isinstance(message, (Accepted, Refused)):
                assert message.id not in acknowledged
                acknowledged[message.id] = message.seq if isinstance(message, Accepted) else 0
                assert driver.session.state.head <= store.summary("avond").head
    assert sorted(acknowledged) == sorted(sent)
    kept = {one.id: json.loads(one.answer).get("accepted", 0) for one in store.answered("avond")}
    assert {id_: kept[id_] for id_ in sent} == acknowledged
    assert recover(store, "avond").state == driver.session.state


def test_a_store_that_goes_on_failing_is_told_once() -> None:
    store = FailingStore()
    driver = a_driver(store)
    driver.opening()
    store.code = "store-full"
    told = [driver.cycle([STANCE], 1000), driver.cycle([], 3000), driver.cycle([], 5000)]
    lines = [message for messages in told for message in messages if isinstance(message, Line)]
    assert lines[0] == Line("lost", "store-full")
    assert not any(isinstance(message, Accepted) for messages in told for message in messages)


def test_an_order_that_breaks_the_rules_themselves_does_not_stop_the_others(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    real = decide

    def broken(state: Any, action: Any, moment: int | None = None) -> Any:
        if type(action).__name__ == "AskByName":
            raise ZeroDivisionError
        return real(state, action, moment)

    monkeypatch.setattr("game.session.session.decide", broken)
    driver = a_driver()
    driver.opening()
    driver.cycle([STANCE], 1000)
    orders = [
        Order("b1", "seat:nadia", "tell_card", {"card": "nadia/rust"}),
        Order("b2", "seat:henk", "ask_by_name", {"of": "joris"}),
        Order("b3", "seat:joris", "recognise", {"card": "nadia/rust"}),
    ]
    answers = [m for m in driver.cycle(orders, 2000) if isinstance(m, (Accepted, Refused))]
    assert [(answer.id, type(answer).__name__) for answer in answers] == [
        ("b1", "Accepted"),
        ("b2", "Refused"),
        ("b3", "Accepted"),
    ]
    assert recover(driver._store, "avond").state == driver.session.state
    assert "ZeroDivisionError" in caplog.text


# Bots. ------------------------------------------------------------------------------------------------


def says_stance(view: Mapping[str, Any]) -> Move | None:
    """Choose as a director who decides, and wait for the rest of the evening."""
    return ("say_stance", {"stance": "decide"}) if not view["table"]["stance"] else None


def says_ready(view: Mapping[str, Any]) -> Move | None:
    return next((("ready", {}) for option in view["options"] if option["kind"] == "ready"), None)


def test_a_bot_waits_at_human_pace_and_does_one_thing_at_a_time() -> None:
    bots = {"nadia": says_ready, "henk": says_ready, "noor": says_stance}
    driver = a_driver(bots=bots, pace_ms=1000)
    driver.opening()
    assert driver.wait_ms(0) == 1000
    assert driver.cycle([], 999) == []
    assert names(driver.cycle([], 1000)) == ["Patch"] * 6
    assert driver.cycle([], 1999) == []
    assert names(driver.cycle([], 2000)) == ["Patch"] * 6
    assert driver.session.state.table.ready == {"nadia"}
    driver.cycle([], 3000)
    assert driver.session.state.table.ready == {"nadia", "henk"}
    driver.cycle([], 4000)
    assert driver.wait_ms(5000) is None  # all wait for people


def test_bots_rest_while_the_clock_stands() -> None:
    driver = a_driver(bots={"noor": says_stance}, pace_ms=0)
    driver.opening()
    driver.cycle([Order("p", "facilitator", "pause", {})], 10)
    assert driver.cycle([], 1000) == []


def test_a_bot_that_lost_its_seat_to_a_person_acts_no_more() -> None:
    driver = a_driver(bots={"noor": says_stance}, pace_ms=0)
    driver.opening()
    driver.cycle([Order("s", "facilitator", "take_seat", {"seat": "noor", "holder": "person"})], 10)
    assert driver.cycle([], 1000) == []


def test_a_bot_whose_move_is_refused_or_that_fails_does_not_keep_the_table_busy(
    caplog: pytest.LogCaptureFixture,
) -> None:
    def wrong(view: Mapping[str, Any]) -> Move:
        return "tell_card", {"card": "no such card"}

    def broken(view: Mapping[str, Any]) -> Move:
        raise ZeroDivisionError

    driver = a_driver(bots={"nadia": wrong, "henk": broken}, pace_ms=0)
    driver.opening()
    assert [driver.cycle([], now) for now in range(1000, 1100, 10)] == [[]] * 10
    assert driver.wait_ms(2000) is None
    assert caplog.text.count("was refused: not-now") == 1


def test_a_table_of_bots_alone_goes_on_by_itself() -> None:
    bots = dict.fromkeys(("nadia", "henk", "joris"), says_ready) | {"noor": says_stance}
    driver = a_driver(bots=bots, pace_ms=0, goes_on=True)
    driver.opening()
    for now in range(200):
        driver.cycle([], now)
    assert driver.session.state.table.ended


def test_time_that_is_up_advances_the_table_when_the_scenario_says_so() -> None:
    driver = a_driver(scenario=a_played(at_time_up="advance"))
    driver.opening()
    driver.cycle([STANCE], 1000)
    assert driver.wait_ms(1000) == 359_000
    driver.cycle([], 360_000)
    assert driver.session.state.table.phase == "frame"


# Connections. -----------------------------------------------------------------------------------------


def until(connection: LocalConnection, wanted: type) -> list[Message]:
    """Return what the connection's thread says, up to the first message of this type."""
    found: list[Message] = []
    while not found or not isinstance(found[-1], wanted):
        found.append(connection._out.get(timeout=30))
    return found


def test_a_local_connection_stores_in_its_own_thread_and_ends_when_closed() -> None:
    driver = a_driver()
    connection = LocalConnection(driver)
    until(connection, View)
    connection.send(STANCE)
    until(connection, Accepted)
    until(connection, Patch)
    last = Order("a2", "seat:nadia", "tell_card", {"card": "nadia/rust"})
    connection.send(last)
    connection.close()  # what was sent before is stored
    assert "card_told" in stored_kinds(driver)
    assert not connection._thread.is_alive()
    connection.close()


def test_a_thread_that_ends_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    driver = a_driver()
    monkeypatch.setattr(driver, "cycle", None)
    connection = LocalConnection(driver)
    until(connection, View)
    connection.send(STANCE)
    connection.close()
    assert connection.poll()[-1] == Line("lost", "our-fault")
    assert "TypeError" in caplog.text


def test_a_clock_starts_no_earlier_than_the_last_record() -> None:
    future = time.time_ns() // 1_000_000 + 10**9
    clock = steady_clock(future)
    assert future <= clock() <= clock() < future + 60_000


def test_a_slow_line_delivers_all_in_order() -> None:
    connection: Connection = DelayingConnection(a_driver(), there=2, back=4)
    assert [names(connection.poll()) for _ in range(4)] == [[], [], [], ["Line", *["View"] * 6]]
    connection.send(STANCE)
    assert [connection.poll() for _ in range(5)] == [[]] * 5
    assert names(connection.poll()) == ["Accepted", *["Patch"] * 6]


def test_a_session_is_resumed_with_its_clock_where_it_was() -> None:
    driver = a_driver()
    driver.opening()
    driver.cycle([STANCE], 100_000)
    again = Driver(driver._store, "avond", resume(driver._store, "avond", 10**9))
    assert again.session.state.clock.left_at(10**9) == 260_000
    assert names(again.cycle([STANCE], 10**9)) == ["Accepted"]
