"""Carrying out: what a started task brings, when it lands, and what becomes of one that nobody owns."""

from typing import Any

import pytest

from game.rules.actions import Action, Advance, CastBallot, Claim, Meet
from game.rules.events import Event, RoundSettled, TaskLanded, TaskStarted, TaskStopped
from game.rules.state import TableState, supports, wishes_of
from tests.builders import a_table, act, changes_of, divide, go_to, roles, rounds, tasks, worked_example

K = 1000
WIDE: dict[str, Any] = {"budget": {"per_round": 200_000, "step": 5_000, "ballot": "amounts"}}


def _carried(state: TableState, *claims: Action, **amounts: int) -> dict[str, TaskStarted]:
    """Return how tasks started, by task, in a round without dialogue."""
    divide(state, carry=not claims, **amounts)
    happened = [*act(state, *claims), *go_to(state, "reflect")]
    return {event.task: event for event in happened if isinstance(event, TaskStarted)}


def _round_of(happened: list[Event], task: str, first: int = 1) -> int | str:
    """Return in which round a task landed, or `after the end`."""
    round_ = first
    for event in happened:
        round_ += isinstance(event, RoundSettled)
        if isinstance(event, TaskLanded) and event.task == task:
            return "after the end" if event.after_end else round_
    return "never"


# Level


def test_a_task_is_paid_in_full_or_less_by_its_curve() -> None:
    started = _carried(a_table(**WIDE), schuldhulp=45, buurtkamer=30, regeling=50)
    assert {task: event.level for task, event in started.items()} == {
        "schuldhulp": 75,  # linear
        "buurtkamer": 94,  # diminishing: 75 (200 - 75) / 100, half up
        "regeling": 100,
    }


def test_what_a_task_was_paid_is_spent_when_it_starts() -> None:
    state = a_table()
    started = _carried(state, schuldhulp=45)
    assert changes_of([started["schuldhulp"]], "task") == [("money", "pot", -45 * K)]
    assert state.money == 55 * K


# Carry


@pytest.mark.parametrize(
    ("doer", "owner", "carry"),
    [("joris", "noor", 100), ("joris", "joris", 90), ("joris", None, 80), ("nadia", "henk", 100)],
)
def test_two_parties_carry_more_than_one_and_one_more_than_nobody(
    doer: str, owner: str | None, carry: int
) -> None:
    claims = [Claim(doer, "schuldhulp", "doer")] + ([Claim(owner, "schuldhulp", "owner")] if owner else [])
    assert _carried(a_table(), *claims, schuldhulp=60)["schuldhulp"].carry == carry


def test_two_seats_of_one_party_are_one_party() -> None:
    state = a_table(**roles(nadia={"party": "buurt"}, henk={"party": "buurt"}))
    claims = Claim("nadia", "schuldhulp", "doer"), Claim("henk", "schuldhulp", "owner")
    assert _carried(state, *claims, schuldhulp=60)["schuldhulp"].carry == 90


@pytest.mark.parametrize(("before", "carry"), [(None, 100), (50, 100), (49, 90)])
def test_support_under_50_at_the_end_of_the_round_before_weighs_on_what_starts(
    before: int | None, carry: int
) -> None:
    state = a_table(**rounds(2), **WIDE)
    go_to(state, "explore", round_=2)
    assert state.support_before == 24
    state.support_before = before
    assert _carried(state, schuldhulp=60)["schuldhulp"].carry == carry


def test_low_support_never_weighs_on_the_first_round() -> None:
    assert _carried(a_table(), schuldhulp=60)["schuldhulp"].carry == 100


# Cross


def _linked(**changes: Any) -> TableState:
    links = tasks(buurtkamer={"links": ["regeling"]}, regeling={"answers": {}})
    state = a_table(**(WIDE | links | changes))
    divide(state, carry=False, schuldhulp=60, buurtkamer=40, regeling=50)
    return state


def test_each_owner_met_across_domains_adds_to_what_a_task_brings() -> None:
    state = _linked()
    claims = [Claim("joris", task, "doer") for task in ("schuldhulp", "buurtkamer", "regeling")]
    owners = (("nadia", "schuldhulp"), ("henk", "buurtkamer"), ("noor", "regeling"))
    claims += [Claim(seat, task, "owner") for seat, task in owners]
    act(state, *claims, *(Meet(a, b) for a, b in (("nadia", "henk"), ("henk", "nadia"))))
    act(state, Meet("noor", "henk"), Meet("henk", "noor"))
    go_to(state, "reflect")
    crosses = {task: run.cross for task, run in state.running.items()}
    assert crosses == {"schuldhulp": 115, "buurtkamer": 130, "regeling": 115}


def test_the_scenario_says_what_a_meeting_adds() -> None:
    state = _linked(figures={"after_rounds": 0, "cross_percent": 7})
    act(state, Claim("joris", "schuldhulp", "doer"), Claim("joris", "buurtkamer", "doer"))
    act(state, Claim("nadia", "schuldhulp", "owner"), Claim("henk", "buurtkamer", "owner"))
    act(state, Meet("nadia", "henk"), Meet("henk", "nadia"))
    go_to(state, "reflect")
    assert state.running["schuldhulp"].cross == 107


def test_one_owner_of_both_is_no_meeting() -> None:
    state = _linked()
    act(state, *(Claim("joris", task, "doer") for task in ("schuldhulp", "buurtkamer")))
    act(state, *(Claim("nadia", task, "owner") for task in ("schuldhulp", "buurtkamer")))
    go_to(state, "reflect")
    assert {run.cross for run in state.running.values()} == {100}


def test_a_linked_task_that_does_not_start_adds_nothing() -> None:
    state = _linked()
    act(state, Claim("joris", "schuldhulp", "doer"), Claim("nadia", "schuldhulp", "owner"))
    act(state, Claim("henk", "buurtkamer", "owner"), Meet("nadia", "henk"), Meet("henk", "nadia"))
    go_to(state, "reflect")
    assert state.running["schuldhulp"].cross == 100


def _second_round(delay: int) -> int:
    """Return the cross of the room that starts in round 2 while the debt help of round 1 has this delay."""
    state = a_table(**rounds(2), **WIDE, **tasks(schuldhulp={"after_rounds": delay}))
    divide(state, carry=False, schuldhulp=60)
    act(state, Claim("joris", "schuldhulp", "doer"), Claim("nadia", "schuldhulp", "owner"))
    go_to(state, "fill_in", round_=2)
    state.met.add(("henk", "nadia"))
    divide(state, carry=False, buurtkamer=40)
    act(state, Claim("joris", "buurtkamer", "doer"), Claim("henk", "buurtkamer", "owner"))
    go_to(state, "reflect")
    return state.running["buurtkamer"].cross


def test_a_linked_task_that_still_runs_adds_and_one_that_is_done_does_not() -> None:
    assert (_second_round(delay=2), _second_round(delay=0)) == (115, 100)


# Landing


def test_an_existing_scheme_lands_at_once_and_others_a_round_later() -> None:
    state = a_table(**rounds(2), **WIDE, figures={})
    happened = divide(state, schuldhulp=60, regeling=50)
    happened += go_to(state, "ended")
    assert _round_of(happened, "regeling") == 1
    assert _round_of(happened, "schuldhulp") == 2


@pytest.mark.parametrize(("delay", "lands"), [(0, 1), (1, 2), (2, 3), (3, "after the end")])
def test_an_effect_lands_so_many_rounds_after_its_start(delay: int, lands: int | str) -> None:
    state = a_table(**rounds(3), **tasks(schuldhulp={"after_rounds": delay}))
    happened = divide(state, schuldhulp=60)
    happened += go_to(state, "ended")
    assert _round_of(happened, "schuldhulp") == lands


def test_what_lands_after_the_end_counts_for_the_result() -> None:
    state = a_table(**tasks(schuldhulp={"after_rounds": 2}))
    divide(state, schuldhulp=60)
    go_to(state, "reflect")
    assert state.indicators["leefwereld"] == 300
    go_to(state, "ended")
    assert state.indicators["leefwereld"] == 300 + 72  # 12.0 x fit 60 %
    assert [moment.indicators["leefwereld"] for moment in state.history] == [300, 372]
    assert state.running["schuldhulp"].status == "done"


def test_factors_are_taken_when_a_task_starts_and_stay() -> None:
    state = a_table(**rounds(2), **tasks(schuldhulp={"after_rounds": 1}))
    divide(state, schuldhulp=60)
    go_to(state, "dialogue", round_=2)
    state.told |= {"nadia/rust": 2, "joris/vroeg": 2}
    state.hands |= {"nadia/rust": [], "joris/vroeg": []}
    happened = go_to(state, "ended")
    assert changes_of(happened, "task")[0] == ("indicator", "leefwereld", 72)  # fit as it was: 60 %


def test_an_effect_beyond_the_scale_is_cut_off_as_a_cause_of_its_own() -> None:
    high = {"leefwereld": {"name": "Leefwereld", "start": 97, "goal": 99}}
    state = a_table(indicators=high)
    divide(state, schuldhulp=60)
    happened = go_to(state, "ended")
    assert changes_of(happened, "task") == [("money", "pot", -60 * K), ("indicator", "leefwereld", 72)]
    assert changes_of(happened, "clipped") == [("indicator", "leefwereld", -42)]
    assert state.indicators["leefwereld"] == 1000


def test_a_task_may_lower_an_indicator_no_further_than_nothing() -> None:
    state = a_table(**tasks(schuldhulp={"effects": [{"add": "leefwereld", "by": -60}]}))
    divide(state, schuldhulp=60)
    happened = go_to(state, "ended")
    assert changes_of(happened, "clipped") == [("indicator", "leefwereld", 60)]
    assert state.indicators["leefwereld"] == 0


def _ranged(seed: int, delay: int = 0, waiting: bool = False) -> int:
    effects = [{"add": "leefwereld", "by": [4, 14]}]
    state = a_table(seed=seed, **rounds(2), **tasks(regeling={"effects": effects, "after_rounds": delay}))
    if waiting:
        go_to(state, "explore", round_=2)
        state.support_before = None  # or low support would weigh on it
    divide(state, regeling=50)
    go_to(state, "ended")
    return state.indicators["leefwereld"] - 300


def test_what_a_range_brings_depends_on_the_tables_seed_and_lies_in_it() -> None:
    brought = {_ranged(seed) for seed in range(40)}
    assert brought <= {6 * points for points in range(4, 15)}  # fit 60 %
    assert len(brought) > 6


def test_a_range_brings_the_same_whenever_it_is_bought() -> None:
    for seed in range(5):
        assert _ranged(seed) == _ranged(seed, delay=1) == _ranged(seed, waiting=True)


# Without an owner


def _unowned(delay: int, count: int = 3) -> tuple[TableState, list[Event]]:
    state = a_table(**rounds(count), **tasks(schuldhulp={"after_rounds": delay}))
    happened = divide(state, carry=False, schuldhulp=60)
    happened += act(state, Claim("joris", "schuldhulp", "doer"))
    return state, happened + go_to(state, "ended")


def test_a_task_without_an_owner_stops_after_two_rounds() -> None:
    state, happened = _unowned(delay=2)
    assert [event.task for event in happened if isinstance(event, TaskStopped)] == ["schuldhulp"]
    assert _round_of(happened, "schuldhulp") == "never"
    assert state.indicators["leefwereld"] == 300
    stops = [
        isinstance(event, TaskStopped) for event in happened if isinstance(event, RoundSettled | TaskStopped)
    ]
    assert stops == [False, True, False, False]  # at the end of round 2, before it is settled


@pytest.mark.parametrize("delay", [0, 1])
def test_a_task_without_an_owner_that_lands_in_time_brings_less_and_does_not_stop(delay: int) -> None:
    state, happened = _unowned(delay)
    assert not [event for event in happened if isinstance(event, TaskStopped)]
    assert state.indicators["leefwereld"] == 300 + 58  # 12.0 x fit 60 % x carry 80 %


def test_a_task_without_an_owner_lands_after_the_end_when_there_was_no_second_round() -> None:
    state, happened = _unowned(delay=2, count=1)
    assert _round_of(happened, "schuldhulp") == "after the end"
    assert state.indicators["leefwereld"] == 358


def test_a_stopped_task_answers_nobody_any_more() -> None:
    state, _ = _unowned(delay=2)
    assert wishes_of(state, state.game.roles["joris"]) == 0
    by_round = [moment.support["joris"] for moment in state.history]
    assert by_round[0] > by_round[1]
    assert by_round[-1] == supports(state)["joris"]


def test_a_stopped_task_does_not_start_again() -> None:
    state, _ = _unowned(delay=2)
    assert state.running["schuldhulp"].status == "stopped"
    assert state.money + state.set_aside == 240 * K


# Existing supply beside it


def test_tasks_land_one_by_one_each_seeing_what_the_one_before_left() -> None:
    high = {"leefwereld": {"name": "Leefwereld", "start": 90, "goal": 95}}
    state = a_table(indicators=high, **WIDE)
    happened = divide(state, schuldhulp=60, regeling=50)
    happened += go_to(state, "ended")
    assert [event.task for event in happened if isinstance(event, TaskLanded)] == ["schuldhulp", "regeling"]
    assert changes_of(happened, "clipped") == [("indicator", "leefwereld", -32)]


def test_who_gives_no_ballots_starts_nothing() -> None:
    state = a_table()
    go_to(state, "fill_in")
    act(state, CastBallot("henk", ()), Advance())
    happened = go_to(state, "ended")
    assert not [event for event in happened if isinstance(event, TaskStarted)]
    assert worked_example()["indicators"]["leefwereld"]["start"] * 10 == state.indicators["leefwereld"]
