"""Framing: the challenges chosen bring the tasks, and the wording makes what answers it fit better."""

from typing import Any

from game.rules.actions import Action, Advance, ChooseChallenge, Recognise, SayStance, TellCard, WriteWording
from game.rules.events import TasksLaid, TaskStarted, WordingWritten
from game.rules.state import TableState, wording_candidates
from tests.builders import a_table, act, divide, go_to, refusal, roles, rounds, tasks

SEATS = ("nadia", "henk", "joris", "noor")
EFFECTS = [{"add": "leefwereld", "by": 1}]


def _more(challenge: str, cost: int = 10_000, **more: Any) -> dict[str, Any]:
    return {
        "name": challenge, "challenge": challenge, "domain": "zorg", "cost": cost, "effects": EFFECTS, **more
    }  # fmt: skip


def _three() -> dict[str, Any]:
    """Return changes that give the table a third challenge with one task."""
    challenges = {id_: {"name": id_} for id_ in ("een", "twee", "drie")}
    return {"challenges": challenges, **tasks(derde=_more("drie"))}


def _chosen(state: TableState, *challenges: str) -> tuple[str, ...]:
    go_to(state, "frame")
    happened = act(state, *map(ChooseChallenge, SEATS, challenges))
    happened += [] if state.phase == "divide" else act(state, Advance())
    [laid] = [event for event in happened if isinstance(event, TasksLaid)]
    assert laid.tasks == state.on_table
    return laid.challenges


def test_the_two_challenges_chosen_most_bring_their_tasks_in_the_order_of_the_scenario() -> None:
    state = a_table(**_three())
    assert _chosen(state, "drie", "drie", "drie", "een") == ("drie", "een")
    assert state.on_table == ("derde", "schuldhulp", "regeling")


def test_challenges_chosen_as_often_are_drawn_by_name() -> None:
    drawn = {_chosen(a_table(seed=seed, **_three()), "een", "twee", "drie", "een") for seed in range(20)}
    assert drawn == {("een", "twee"), ("een", "drie")}


def test_a_choice_may_be_made_again_until_all_have_chosen() -> None:
    state = a_table(**_three())
    go_to(state, "frame")
    act(state, ChooseChallenge("nadia", "een"), ChooseChallenge("nadia", "drie"))
    assert state.choices == {"nadia": "drie"}


def test_no_more_tasks_come_than_there_are_places() -> None:
    state = a_table(tasks_on_table=2)
    _chosen(state, "een", "een", "een", "een")
    assert state.on_table == ("schuldhulp", "regeling")


def test_a_challenge_with_nothing_left_to_buy_is_skipped() -> None:
    state = a_table(**rounds(2), **_three())
    _chosen(state, "een", "een", "twee", "twee")
    divide(state, buurtkamer=20, schuldhulp=30)
    go_to(state, "frame", round_=2)
    assert refusal(state, ChooseChallenge("henk", "twee")) == "not-allowed"
    act(state, *(ChooseChallenge(seat, "een") for seat in SEATS))
    assert state.challenges == ("een", "drie")
    assert state.on_table == ("regeling", "derde")


def test_when_everything_is_bought_there_is_nothing_to_choose_and_the_table_goes_on() -> None:
    only = {"een": _more("een")}
    state = a_table(tasks=only, **rounds(2))
    divide(state, een=10)
    happened = go_to(state, "dialogue", round_=2)
    happened += act(state, Advance())
    assert TasksLaid((), ()) in happened
    assert state.phase == "divide"


def test_a_task_waits_for_its_round() -> None:
    state = a_table(**rounds(2), **tasks(schuldhulp={"from_round": 2}))
    _chosen(state, "een", "een", "een", "een")
    assert "schuldhulp" not in state.on_table
    go_to(state, "fill_in", round_=2)
    assert "schuldhulp" in state.on_table


# The wording


def _told(state: TableState, *hands: Action) -> None:
    act(state, SayStance("noor", "co_produce"))
    act(state, TellCard("nadia", "nadia/rust"), TellCard("henk", "henk/betekenis"))
    act(state, TellCard("joris", "joris/vroeg"), *hands, Advance())
    assert state.phase == "frame"


def test_the_wording_holds_told_needs_with_a_hand_most_hands_first() -> None:
    state = a_table()
    hands = (
        Recognise("joris", "nadia/rust"),
        Recognise("nadia", "joris/vroeg"),
        Recognise("henk", "joris/vroeg"),
    )
    _told(state, *hands)
    assert wording_candidates(state) == ("vroeg", "rust")
    [written] = act(state, WriteWording("noor", "t1"))
    assert written == WordingWritten("noor", ("vroeg", "rust"), "t1")


def test_needs_with_as_many_hands_come_in_the_order_told() -> None:
    state = a_table()
    _told(state, Recognise("nadia", "joris/vroeg"), Recognise("nadia", "henk/betekenis"))
    assert wording_candidates(state) == ("betekenis", "vroeg")


def test_hands_for_one_need_add_up_over_its_tellers_and_three_needs_are_the_most() -> None:
    cards = {need: {"says": need} for need in ("rust", "vervoer", "opvang")}
    state = a_table(**roles(henk={"cards": cards}), turns=9, hands=9)
    act(state, SayStance("noor", "co_produce"))
    for seat, need in (("nadia", "opvang"), ("henk", "vervoer"), ("joris", "vroeg")):
        act(state, TellCard(seat, f"{seat}/{need}"))
    state.told |= {"henk/rust": 1, "nadia/rust": 1}
    state.hands |= {"henk/rust": ["joris"], "nadia/rust": ["joris"]}
    act(state, *(Recognise("noor", card) for card in ("nadia/opvang", "henk/vervoer", "joris/vroeg")))
    assert wording_candidates(state) == ("rust", "opvang", "vervoer")


def test_the_director_may_drop_some_and_write_again() -> None:
    state = a_table()
    _told(state, Recognise("joris", "nadia/rust"), Recognise("nadia", "joris/vroeg"))
    act(state, WriteWording("noor", "t1", ("rust",)))
    assert (state.wording_needs, state.wording_text) == (("vroeg",), "t1")
    act(state, WriteWording("noor", "t2"))
    assert (state.wording_needs, state.wording_text) == (("rust", "vroeg"), "t2")


def test_without_a_told_need_there_is_no_wording_and_nobody_waits_for_one() -> None:
    state = a_table()
    go_to(state, "frame")
    assert refusal(state, WriteWording("noor", "t1")) == "not-now"
    act(state, *(ChooseChallenge(seat, "een") for seat in SEATS))
    assert state.phase == "divide"


def test_framing_waits_for_the_wording_and_for_every_choice() -> None:
    state = a_table()
    _told(state, Recognise("joris", "nadia/rust"))
    act(state, *(ChooseChallenge(seat, "een") for seat in SEATS))
    assert state.phase == "frame"
    act(state, WriteWording("noor", "t1"))
    assert state.phase == "divide"


def test_the_wording_is_made_anew_each_round() -> None:
    state = a_table(**rounds(2))
    _told(state, Recognise("joris", "nadia/rust"))
    act(state, WriteWording("noor", "t1"))
    go_to(state, "frame", round_=2)
    assert (state.wording_written, state.wording_needs) == (False, ())
    assert wording_candidates(state) == ("rust",)


def test_only_the_director_writes_the_wording() -> None:
    state = a_table()
    _told(state, Recognise("joris", "nadia/rust"))
    assert refusal(state, WriteWording("henk", "t1")) == "not-now"


def _fit(written: bool, **changes: Any) -> int:
    state = a_table(**changes)
    _told(state, Recognise("joris", "nadia/rust"))
    act(state, *([WriteWording("noor", "t1")] if written else []))
    happened = [*divide(state, regeling=50), *go_to(state, "reflect")]
    [fit] = [event.fit for event in happened if isinstance(event, TaskStarted)]
    return fit


def test_what_answers_a_need_in_the_wording_fits_better_by_the_figure_of_the_scenario() -> None:
    floor = {"fit_floor": 20}
    assert (_fit(False, figures=floor), _fit(True, figures=floor)) == (100, 100)
    nobody = tasks(regeling={"answers": {"rust": "partly", "opvang": "full"}})
    assert (_fit(False, figures=floor, **nobody), _fit(True, figures=floor, **nobody)) == (54, 64)  # 3 of 7
    more = {"figures": floor | {"wording_bonus": 25}, **nobody}
    assert (_fit(False, **more), _fit(True, **more)) == (54, 79)
