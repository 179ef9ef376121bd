"""A session: who may order what, what is answered again, what is stored, and how it goes back."""

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.rules.events import Advanced
from game.session.log import Happened, linked, live, unlinked
from game.session.memory import MemoryStore
from game.session.observing import Watcher, observers, part, part_names
from game.session.records import NO_HASH, RecordError
from game.session.recover import recover, resume
from game.session.session import Session, begin_session, touched_by
from game.session.stepper import Stepper
from game.session.wire import Accepted, Order, Refused
from tests.session.stories import (
    SEATS,
    a_played,
    a_random_order,
    a_stepper,
    accepted,
    play_by_chance,
    refused,
    to_dialogue,
    two_rounds,
)

FACILITATOR = "facilitator"


def kinds(stepper: Stepper, after: int = 0) -> list[str]:
    return [unlinked(link).kind for link in stepper.store.links("avond", after)]


def stored(stepper: Stepper) -> Any:
    """Return a session's state made again from the store."""
    return recover(stepper.store, "avond").state


# The opening. -----------------------------------------------------------------------------------------


def test_the_first_record_holds_the_seed_and_the_digest_of_the_scenario() -> None:
    stepper = a_stepper(seed=1234)
    [first, *_] = stepper.store.links("avond")
    said = json.loads(first.text)
    assert said["body"] == {
        "scenario": "rekenvoorbeeld",
        "digest": a_played().digest,
        "tables": [["table-1", 1234]],
    }
    assert "avond" not in "".join(link.text for link in stepper.store.links("avond"))


def test_the_first_round_stands_open_when_a_session_has_begun() -> None:
    stepper = a_stepper()
    assert kinds(stepper) == [
        "session_opened",
        *["seat_taken"] * 4,
        "round_started",
        "beat_started",
        "phase_started",
    ]
    assert stepper.parts("projector")["table"]["phase"] == "explore"


def test_seats_are_given_out_at_the_opening() -> None:
    holders = {"nadia": ("person", "Bo"), "henk": ("bot:silent", ""), "joris": ("pair", "Ann en Wim")}
    stepper = Stepper.begin(MemoryStore(), "avond", a_played(), 7, holders)
    assert stepper.parts("projector")["people"] == {
        "nadia": {"holder": "person", "name": "Bo"},
        "henk": {"holder": "bot:silent", "name": None},
        "joris": {"holder": "pair", "name": "Ann en Wim"},
        "noor": {"holder": "person", "name": None},
    }
    assert "Bo" in stepper.store.people("avond").values()
    assert not any("Bo" in link.text for link in stepper.store.links("avond"))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [(" Bo  van\nDam ", "Bo van Dam"), ("Zoë\u202e\x00", "Zoë"), (" \t\n", None), ("\u200b", None)],
)
def test_a_name_is_kept_on_one_line_of_signs_that_can_be_seen(typed: str, kept: str | None) -> None:
    stepper = a_stepper()
    accepted(stepper, FACILITATOR, "take_seat", seat="henk", holder="person", name=typed)
    assert stepper.parts("projector")["people"]["henk"]["name"] == kept


def test_nobody_can_be_given_a_seat_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="no-such-seat"):
        begin_session(a_played(), 7, 0, {"piet": ("person", "")})


# Who may do what. -------------------------------------------------------------------------------------


@pytest.mark.parametrize("actor", ["seat:nadia", "facilitator", "projector", "clock", "seat:", "noor", ""])
def test_a_seat_acts_for_itself_alone(actor: str) -> None:
    stepper = a_stepper()
    assert refused(stepper, actor, "say_stance", seat="noor", stance="decide") == "not-yours"
    assert stored(stepper).table.stance == ""


@pytest.mark.parametrize("actor", ["seat:noor", "seat:nadia", "projector", ""])
@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("advance", {}),
        ("pause", {}),
        ("resume", {}),
        ("extend", {"seconds": 60}),
        ("rewind", {"to_seq": 8}),
        ("step_back", {}),
        ("draw_event_card", {"event_card": "x"}),
        ("skip_event_card", {"event_card": "x"}),
        ("add_remark", {"text": "x"}),
        ("turn_page", {"page": "role"}),
        ("take_seat", {"seat": "nadia", "holder": "person"}),
    ],
)
def test_only_the_facilitator_runs_the_session(actor: str, kind: str, body: dict[str, Any]) -> None:
    stepper = a_stepper()
    to_dialogue(stepper)
    head = stepper.session.state.head
    assert refused(stepper, actor, kind, **body) == "not-yours"
    assert stepper.session.state.head == head


def test_a_seat_that_the_table_does_not_have_cannot_act() -> None:
    assert refused(a_stepper(), "seat:piet", "ready") == "not-yours"


# Answers. ---------------------------------------------------------------------------------------------


def test_the_same_id_gets_the_same_answer_and_happens_once() -> None:
    stepper = a_stepper()
    order = Order("x1", "seat:noor", "say_stance", {"stance": "decide"})
    first = stepper.send(order)
    head = stepper.session.state.head
    assert stepper.send(order) == first == Accepted("x1", head)
    assert stepper.session.state.head == head


def test_a_refusal_is_answered_the_same_again_though_it_would_now_be_accepted() -> None:
    stepper = a_stepper()
    order = Order("x1", "seat:nadia", "tell_card", {"card": "nadia/rust"})
    first = stepper.send(order)
    assert isinstance(first, Refused)
    to_dialogue(stepper)
    assert stepper.send(order) == first
    assert isinstance(stepper.send(Order("x2", "seat:nadia", "tell_card", {"card": "nadia/rust"})), Accepted)


def test_an_action_that_was_taken_back_is_answered_the_same_again_and_does_not_come_back() -> None:
    stepper = a_stepper()
    to_dialogue(stepper)
    ready = Order("x1", "seat:nadia", "ready", {})
    first = stepper.send(ready)
    accepted(stepper, "seat:nadia", "withdraw", what="ready")
    assert stepper.send(ready) == first
    assert stepper.parts("projector")["table"]["ready"] == []


def test_another_actor_does_not_learn_what_was_answered() -> None:
    stepper = a_stepper()
    stepper.send(Order("x1", "seat:noor", "say_stance", {"stance": "decide"}))
    again = stepper.send(Order("x1", "seat:nadia", "say_stance", {"seat": "noor", "stance": "decide"}))
    assert again == Refused("x1", "not-yours", {})


def test_answers_outlive_a_restart() -> None:
    stepper = a_stepper()
    orders = [
        Order("x1", "seat:noor", "say_stance", {"stance": "decide"}),
        Order("x2", "seat:henk", "say_stance", {"stance": "decide"}),
        Order("x3", "seat:nadia", "recognise", {"card": "joris/vroeg"}),
    ]
    first = [stepper.send(order) for order in orders]
    session = recover(stepper.store, "avond")
    batch = session.step(orders, 10**9)
    assert list(batch.replies) == first
    assert not batch.entry


def test_an_answer_to_a_moment_that_is_over_is_stale() -> None:
    stepper = a_stepper()
    to_dialogue(stepper)
    moment = stepper.parts("projector")["table"]["moment"]
    reply = stepper.order("seat:nadia", "ready", moment=moment - 1)
    assert isinstance(reply, Refused)
    assert reply.code == "stale"
    assert isinstance(stepper.order("seat:nadia", "ready", moment=moment), Accepted)


def test_orders_of_one_step_are_decided_one_after_the_other() -> None:
    stepper = a_stepper()
    say = {"stance": "decide"}
    orders = [Order("1", "seat:noor", "say_stance", say), Order("2", "seat:noor", "say_stance", say)]
    batch = stepper.session.step(orders, 1000)
    assert isinstance(batch.replies[0], Accepted)
    assert isinstance(batch.replies[1], Refused)
    assert len(batch.entry.answered) == 2


DEEP: list[Any] = []
for _ in range(2000):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("blow_up", {}),
        ("session_opened", {}),
        ("", {}),
        ("say_stance", {"stance": 3}),
        ("say_stance", {}),
        ("say_stance", {"stance": "decide", "more": 1}),
        ("say_stance", {"stance": "decide", "open_duty": "ab"}),
        ("say_stance", {"stance": "\ud800"}),
        ("say_stance", {"stance": "x" * 20_000}),
        ("say_stance", {"stance": DEEP}),
        ("say_stance", {1: 2, "a": 3}),
        ("say_stance", {"stance": 1.5}),
        ("say_stance", None),
        ("extend", {"seconds": True}),
        ("extend", {"seconds": 10**5000}),
    ],
)
def test_what_is_no_order_is_refused_and_not_kept(kind: str, body: Any) -> None:
    stepper = a_stepper()
    reply = stepper.send(Order("x1", "facilitator", kind, body))
    assert isinstance(reply, Refused)
    assert reply.code in ("bad-order", "unknown-action")
    assert len(list(stepper.store.answered("avond"))) == 1


@pytest.mark.parametrize("id_", ["", "x" * 81, "a\nb", "\ud800", None, 7])
def test_an_id_that_cannot_be_kept_is_refused(id_: Any) -> None:
    reply = a_stepper().send(Order(id_, "facilitator", "pause", {}))
    assert isinstance(reply, Refused)
    assert reply.code == "bad-order"


# What people type. ------------------------------------------------------------------------------------


def test_a_typed_text_lies_beside_the_log_and_its_id_in_it() -> None:
    stepper = a_stepper()
    typed = "Nadia aarzelde. 'x'); DROP TABLE texts;-- ☂"
    accepted(stepper, FACILITATOR, "add_remark", text=typed)
    [(id_, text)] = stepper.store.texts("avond").items()
    assert text == typed
    kept = [link.text for link in stepper.store.links("avond")]
    kept += [one.action for one in stepper.store.answered("avond")]
    assert not any("aarzelde" in one for one in kept)
    assert json.loads(list(stepper.store.links("avond"))[-1].text)["body"] == {"text": id_}
    assert stepper.parts(FACILITATOR)["texts"] == {id_: typed}
    assert stepper.parts("projector")["texts"] == {}


def test_a_text_that_was_refused_is_not_kept() -> None:
    stepper = a_stepper()
    assert refused(stepper, "seat:noor", "write_wording", text="Te vroeg") == "not-now"
    assert stepper.store.texts("avond") == {}
    assert "Te vroeg" not in list(stepper.store.answered("avond"))[-1].action


@pytest.mark.parametrize(("length", "code"), [(2000, ""), (2001, "text-too-long")])
def test_a_text_has_a_longest_length(length: int, code: str) -> None:
    reply = a_stepper().order(FACILITATOR, "add_remark", text="x" * length)
    assert (reply.code if isinstance(reply, Refused) else "") == code


def test_erased_texts_and_names_leave_a_session_that_reads_and_verifies() -> None:
    store = MemoryStore()
    stepper = Stepper.begin(store, "avond", a_played(), 7, {"nadia": ("person", "Bo")})
    accepted(stepper, FACILITATOR, "add_remark", text="weg ermee")
    store._find("avond").texts.clear()
    store._find("avond").people.clear()
    session = recover(store, "avond")
    assert part(session, "projector", "people")["nadia"] == {"holder": "person", "name": None}
    assert part(session, FACILITATOR, "texts") == {}


# The clock. -------------------------------------------------------------------------------------------


def test_a_beat_has_its_time_from_the_moment_it_started() -> None:
    clock = a_stepper().parts("projector")["clock"]
    assert clock == {
        "beat": "ask",
        "limit_seconds": 360,
        "due_ms": 360_000,
        "left_ms": None,
        "paused": False,
        "began_ms": 0,
    }


def test_a_pause_keeps_what_was_left_and_a_resume_gives_it_back() -> None:
    stepper = a_stepper()
    stepper.now = 100_000
    accepted(stepper, FACILITATOR, "pause")  # at 101 s
    paused = dict(stepper.parts("projector")["clock"])
    assert (paused["due_ms"], paused["left_ms"], paused["paused"]) == (None, 259_000, True)
    stepper.now = 500_000
    accepted(stepper, FACILITATOR, "resume")
    clock = stepper.parts("projector")["clock"]
    assert (clock["due_ms"], clock["left_ms"], clock["paused"]) == (501_000 + 259_000, None, False)


def test_a_clock_that_stands_cannot_be_stopped_and_one_that_runs_not_resumed() -> None:
    stepper = a_stepper()
    assert refused(stepper, FACILITATOR, "resume") == "clock-runs"
    accepted(stepper, FACILITATOR, "pause")
    assert refused(stepper, FACILITATOR, "pause") == "clock-paused"


@pytest.mark.parametrize("paused", [False, True])
def test_more_time_is_added_whether_the_clock_runs_or_stands(paused: bool) -> None:
    stepper = a_stepper()
    if paused:
        accepted(stepper, FACILITATOR, "pause")
    before = stepper.session.state.clock.left_at(stepper.now + 1000) or 0
    accepted(stepper, FACILITATOR, "extend", seconds=120)
    assert stepper.session.state.clock.left_at(stepper.now) == before + 120_000


@pytest.mark.parametrize("seconds", [0, -60, 3601, 10**30])
def test_a_clock_is_not_extended_by_nonsense(seconds: int) -> None:
    assert refused(a_stepper(), FACILITATOR, "extend", seconds=seconds) == "not-allowed"


def test_a_paused_session_still_plays_and_its_next_beat_stands_too() -> None:
    stepper = a_stepper()
    accepted(stepper, FACILITATOR, "pause")
    to_dialogue(stepper)
    while stepper.parts("projector")["table"]["beat"] == "ask":
        accepted(stepper, FACILITATOR, "advance")
    clock = stepper.parts("projector")["clock"]
    assert (clock["beat"], clock["left_ms"], clock["paused"]) == ("choose", 480_000, True)


def test_the_time_a_session_was_closed_does_not_count() -> None:
    stepper = a_stepper()
    stepper.now = 60_000
    to_dialogue(stepper)  # at 61 s
    resume(stepper.store, "avond", 9_000_000)
    session = recover(stepper.store, "avond")
    assert part(session, "projector", "clock")["began_ms"] == 9_000_000 - 61_000


def test_a_restart_gives_back_what_was_left_at_the_last_record() -> None:
    stepper = a_stepper()
    stepper.now = 60_000
    to_dialogue(stepper)  # at 61 s
    session = recover(stepper.store, "avond")
    a_week_later = 7 * 24 * 3600 * 1000
    stepper.store.append("avond", session.continued(a_week_later).entry)
    for back in (session, recover(stepper.store, "avond")):
        assert back.state.clock.left_at(a_week_later) == 360_000 - 61_000


def test_time_that_goes_back_changes_no_record() -> None:
    stepper = a_stepper()
    stepper.now = 50_000
    to_dialogue(stepper)
    stepper.now = 10_000
    accepted(stepper, "seat:nadia", "ready")
    times = [unlinked(link).at for link in stepper.store.links("avond")]
    assert times == sorted(times)


def test_time_up_waits_for_people_unless_the_scenario_says_otherwise() -> None:
    assert a_stepper().session.timer(10**9) is None
    session = a_stepper(scenario=a_played(at_time_up="advance")).session
    assert session.timer(359_999) is None
    order = session.timer(360_000)
    assert order is not None
    assert order.kind == "advance"


def test_the_clock_advances_the_table_once_for_each_moment() -> None:
    stepper = a_stepper(scenario=a_played(at_time_up="advance"))
    to_dialogue(stepper)
    order = stepper.session.timer(10**6)
    assert order is not None
    assert isinstance(stepper.send(order), Accepted)
    assert stepper.parts("projector")["table"]["phase"] == "frame"
    assert stepper.session.timer(400_000) is None  # the beat that follows has its own time


# Going back. ------------------------------------------------------------------------------------------


def test_going_back_makes_the_table_as_it_was_and_the_log_only_grows() -> None:
    stepper = a_stepper()
    to_dialogue(stepper)
    before = dict(stepper.parts("projector"))
    back_to = stepper.session.state.head
    accepted(stepper, "seat:nadia", "tell_card", card="nadia/rust")
    accepted(stepper, "seat:henk", "recognise", card="nadia/rust")
    head = stepper.session.state.head
    accepted(stepper, FACILITATOR, "rewind", to_seq=back_to)
    assert stepper.session.state.head == head + 1
    after = stepper.parts("projector")
    for name in ("cards", "time", "seat:nadia", "seat:henk", "budget"):
        assert after[name] == before[name]
    assert stored(stepper).table == stepper.session.state.table


def test_counters_never_go_back_so_what_answers_the_undone_part_is_stale() -> None:
    stepper = a_stepper()
    to_dialogue(stepper)
    point = stepper.session.state.head
    accepted(stepper, FACILITATOR, "advance")
    moment = stepper.parts("projector")["table"]["moment"]
    accepted(stepper, FACILITATOR, "rewind", to_seq=point)
    assert stepper.parts("projector")["table"]["moment"] > moment
    reply = stepper.order("seat:nadia", "ready", moment=moment)
    assert isinstance(reply, Refused)
    assert reply.code == "stale"
    accepted(stepper, FACILITATOR, "advance")
    assert stepper.parts("projector")["table"]["moment"] > moment + 1


def test_the_phase_stands_paused_with_its_full_time_after_going_back() -> None:
    stepper = a_stepper()
    stepper.now = 200_000
    to_dialogue(stepper)
    accepted(stepper, "seat:nadia", "ready")
    accepted(stepper, FACILITATOR, "rewind", to_seq=stepper.session.state.moves[-1].before)
    clock = stepper.parts("projector")["clock"]
    assert (clock["beat"], clock["paused"], clock["left_ms"]) == ("ask", True, 360_000)


def test_what_was_seen_is_marked_as_seen() -> None:
    stepper = a_stepper()
    to_dialogue(stepper)
    accepted(stepper, "seat:nadia", "tell_card", card="nadia/rust")
    accepted(stepper, FACILITATOR, "step_back")
    assert stepper.parts("projector")["cards"] == []
    assert stepper.parts("projector")["rewound"] == {"times": 1, "seen": ["nadia/rust"]}


def test_one_step_back_goes_before_the_last_action_that_matters() -> None:
    stepper = a_stepper()
    to_dialogue(stepper)
    accepted(stepper, "seat:nadia", "tell_card", card="nadia/rust")
    accepted(stepper, "seat:henk", "ready")
    accepted(stepper, FACILITATOR, "add_remark", text="stil")
    accepted(stepper, FACILITATOR, "step_back")
    table = stepper.parts("projector")
    assert (table["cards"], table["table"]["phase"]) == ([], "dialogue")
    accepted(stepper, FACILITATOR, "step_back")
    assert stepper.parts("projector")["table"]["phase"] == "explore"
    assert refused(stepper, FACILITATOR, "step_back") == "no-such-point"


def test_the_last_to_be_ready_can_be_taken_back_in_one_step() -> None:
    stepper = a_stepper()
    to_dialogue(stepper)
    for seat in SEATS:
        accepted(stepper, f"seat:{seat}", "ready")
    assert stepper.parts("projector")["table"]["phase"] == "frame"
    accepted(stepper, FACILITATOR, "step_back")
    table = stepper.parts("projector")["table"]
    assert (table["phase"], table["ready"]) == ("dialogue", ["henk", "joris", "nadia"])


def test_joins_and_remarks_stay_when_the_table_goes_back() -> None:
    stepper = a_stepper()
    to_dialogue(stepper)
    point = stepper.session.state.head
    accepted(stepper, "seat:nadia", "tell_card", card="nadia/rust")
    accepted(stepper, FACILITATOR, "take_seat", seat="henk", holder="pair", name="Ann en Wim")
    accepted(stepper, FACILITATOR, "add_remark", text="Henk kreeg hulp")
    accepted(stepper, FACILITATOR, "rewind", to_seq=point)
    assert stepper.parts("projector")["people"]["henk"] == {"holder": "pair", "name": "Ann en Wim"}
    assert len(stepper.parts(FACILITATOR)["remarks"]) == 1


def test_answered_ids_stay_answered_when_the_table_goes_back() -> None:
    stepper = a_stepper()
    to_dialogue(stepper)
    tell = Order("x1", "seat:nadia", "tell_card", {"card": "nadia/rust"})
    first = stepper.send(tell)
    accepted(stepper, FACILITATOR, "step_back")
    assert stepper.send(tell) == first
    assert stepper.parts("projector")["cards"] == []


@pytest.mark.parametrize("to_seq", [0, 1, 3, 7, -1, 10**9])
def test_only_a_point_between_two_actions_can_be_gone_back_to(to_seq: int) -> None:
    stepper = a_stepper()
    to_dialogue(stepper)
    assert refused(stepper, FACILITATOR, "rewind", to_seq=to_seq) == "no-such-point"


def test_points_say_what_would_be_undone() -> None:
    stepper = a_stepper()
    to_dialogue(stepper)
    accepted(stepper, "seat:nadia", "tell_card", card="nadia/rust")
    accepted(stepper, "seat:henk", "ready")
    points = stepper.parts(FACILITATOR)["rewind"]["points"]
    assert [(point["kind"], point["actor"], point["phase"]) for point in points] == [
        ("step_started", FACILITATOR, "explore"),
        ("step_started", "seat:noor", "dialogue"),
        ("became_ready", "seat:henk", "dialogue"),
    ]


def test_a_log_that_does_not_make_sense_is_told_though_its_chain_holds() -> None:
    store = MemoryStore()
    session, batch = begin_session(a_played(), 7, 0)
    told = Happened(1, "table-1", 0, FACILITATOR, "x", Advanced())
    only = replace(batch.entry, links=(linked(told, NO_HASH),))
    store.create("avond", "rekenvoorbeeld", session.played.files, only)
    with pytest.raises(RecordError) as found:
        recover(store, "avond")
    assert found.value.seq == 1


# Properties. ------------------------------------------------------------------------------------------

PLAYS = st.tuples(st.integers(0, 10**6), st.integers(5, 60))


@given(play=PLAYS)
@settings(max_examples=25)
def test_replaying_the_log_gives_the_same_state(play: tuple[int, int]) -> None:
    seed, turns = play
    stepper = a_stepper(scenario=two_rounds(), seed=seed)
    play_by_chance(stepper, seed, turns)
    again = recover(stepper.store, "avond")
    assert again.state == stepper.session.state
    assert again.hash == stepper.session.hash
    assert again.texts == stepper.session.texts


@given(play=PLAYS, rewinds=st.lists(st.integers(0, 1000), max_size=4))
@settings(max_examples=25)
def test_going_back_and_playing_on_replays_and_counts_only_what_is_live(
    play: tuple[int, int], rewinds: list[int]
) -> None:
    seed, turns = play
    stepper = a_stepper(scenario=two_rounds(), seed=seed)
    for place, drawn in enumerate(rewinds):
        play_by_chance(stepper, seed + place, turns // 3)
        points = stepper.session.state.points()
        if points:
            point = points[drawn % len(points)]
            accepted(stepper, FACILITATOR, "rewind", to_seq=point["seq"])
            table = stepper.parts("projector")["table"]
            assert (table["round"], table["phase"], table["step"]) == (
                point["round"],
                point["phase"],
                point["step"],
            )
    play_by_chance(stepper, seed, turns // 3)
    again = recover(stepper.store, "avond")
    assert again.state == stepper.session.state
    log = live(map(unlinked, stepper.store.links("avond")))
    assert [one for one in log if one.table] == stepper.session.state.live


@given(play=PLAYS, rewind=st.booleans())
@settings(max_examples=15)
def test_the_old_view_and_the_patch_make_the_new_view_for_every_observer(
    play: tuple[int, int], rewind: bool
) -> None:
    seed, turns = play
    stepper = a_stepper(scenario=two_rounds(), seed=seed)
    watched = {name: stepper.parts(name) for name in observers(stepper.session)}
    for turn in range(turns):
        move = a_random_order(stepper, seed, turn)
        if move is None:
            break
        actor, kind, body = move
        accepted(stepper, actor, kind, **body)
        if turn % 9 == 8:
            accepted(stepper, FACILITATOR, "add_remark", text=f"beurt {turn}")
        if rewind and turn % 11 == 10:
            accepted(stepper, FACILITATOR, "step_back")
        for name in watched:
            assert stepper.parts(name) == Watcher(name).view(stepper.session).parts


@given(play=PLAYS)
@settings(max_examples=10)
def test_every_single_event_touches_all_that_it_changes(play: tuple[int, int]) -> None:
    seed, turns = play
    stepper = a_stepper(scenario=two_rounds(), seed=seed)
    play_by_chance(stepper, seed, turns)
    accepted(stepper, FACILITATOR, "take_seat", seat="henk", holder="pair", name="Ann en Wim")
    accepted(stepper, FACILITATOR, "add_remark", text="stil")
    for kind in ("pause", "resume"):
        accepted(stepper, FACILITATOR, kind)
    session = Session(stepper.session.played)
    session.remember((), stepper.session.texts, stepper.session.people)
    watchers: dict[str, Watcher] = {}
    shown: dict[str, dict[str, Any]] = {}
    for link in stepper.store.links("avond"):
        happened = unlinked(link)
        session.fold(happened, link.hash)
        for name in observers(session):
            watcher = watchers.setdefault(name, Watcher(name))
            if name in shown:
                shown[name].update(watcher.patch(session, touched_by(happened.event)).parts)
            else:
                shown[name] = dict(watcher.view(session).parts)
            assert shown[name] == Watcher(name).view(session).parts, (name, happened)


@given(play=PLAYS)
@settings(max_examples=10)
def test_a_view_holds_no_text_that_its_parts_do_not_name(play: tuple[int, int]) -> None:
    seed, turns = play
    stepper = a_stepper(scenario=two_rounds(), seed=seed)
    accepted(stepper, FACILITATOR, "add_remark", text="alleen voor de begeleider")
    play_by_chance(stepper, seed, turns)
    for name in observers(stepper.session):
        shown = json.dumps(Watcher(name).view(stepper.session).parts, ensure_ascii=False)
        assert ("alleen voor de begeleider" in shown) == (name == FACILITATOR)
        assert set(part_names(stepper.session, name)) == set(Watcher(name).view(stepper.session).parts)
