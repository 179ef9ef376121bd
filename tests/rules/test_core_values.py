"""Core values: the protected task gets its minimum from what is wanted least; of two the first stands."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.actions import Advance, AnswerPlan, CallCoreValue, CastBallot, Propose, SayStance, TellCard
from game.rules.choose import Division, Lot
from game.rules.core_values import protect
from game.rules.events import CoreValueHonoured, CoreValueKept, PlanMade
from game.rules.state import TableState
from game.rules.views import part, view
from tests.builders import a_table, act, go_to, refusal, roles

K = 1000
SEATS = ("nadia", "henk", "joris", "noor")
LOTS = (Lot("a", 60, 30), Lot("b", 40, 20), Lot("c", 50, 50), Lot("d", 40, 10))


def _held(
    task: str, amounts: dict[str, int], saved: int = 0, *safe: str
) -> tuple[dict[str, int], int] | None:
    """Return the plan in which the task is protected; each task has as many seats as it has money."""
    support = amounts
    found = protect(Division(tuple(amounts.items()), saved), LOTS, task, support, safe)
    return (dict(found.division.amounts), found.division.saved) if found else None


def test_the_least_supported_task_gives_what_the_protected_one_misses() -> None:
    # a misses 30. b has least support: 40 - 30 = 10 is under its minimum of 20, so it drops out; 10 is saved.
    assert _held("a", {"b": 40, "c": 50}) == ({"a": 30, "c": 50}, 10)


def test_a_task_that_stays_at_its_minimum_or_above_only_gives_what_is_missing() -> None:
    # d misses 10. b has least: 40 - 10 = 30 is at least 20.
    assert _held("d", {"a": 60, "b": 40}) == ({"a": 60, "b": 30, "d": 10}, 0)


def test_the_next_task_gives_the_rest() -> None:
    # c misses 50. d gives its 20; b gives the other 30 of its 40, is under 20 and drops out; 10 is saved.
    assert _held("c", {"a": 60, "b": 40, "d": 20}) == ({"a": 60, "c": 50}, 10)


def test_what_was_saved_comes_last() -> None:
    # c misses 50: d 10, b 20, then 20 of the 25 saved.
    assert _held("c", {"b": 20, "d": 10}, 25) == ({"c": 50}, 5)


def test_of_tasks_with_as_much_support_and_money_the_last_gives_first() -> None:
    # c misses 50, and a, b and d have 40 each. d is last: it gives its 40, b the other 10 and keeps 30.
    assert _held("c", {"a": 40, "b": 40, "d": 40}) == ({"a": 40, "b": 30, "c": 50}, 0)


def test_a_task_that_has_its_minimum_takes_nothing() -> None:
    assert _held("a", {"a": 35, "b": 40}) == ({"a": 35, "b": 40}, 0)


def test_a_task_that_is_protected_already_gives_nothing() -> None:
    # a misses 30: without b there are 10 of d and 5 saved, so the two collide.
    assert _held("a", {"b": 40, "d": 10}, 5, "b") is None
    assert _held("a", {"b": 40, "d": 30}, 5, "b") == ({"a": 30, "b": 40}, 5)


@given(
    amounts=st.fixed_dictionaries({lot.task: st.sampled_from([0, lot.minimum, lot.cost]) for lot in LOTS}),
    saved=st.integers(0, 60),
    task=st.sampled_from([lot.task for lot in LOTS]),
    support=st.fixed_dictionaries({lot.task: st.integers(0, 5) for lot in LOTS}),
    safe=st.sets(st.sampled_from([lot.task for lot in LOTS])),
)
def test_a_core_value_makes_no_money_and_leaves_no_task_under_its_minimum(
    amounts: dict[str, int], saved: int, task: str, support: dict[str, int], safe: set[str]
) -> None:
    before = Division(tuple((one, amount) for one, amount in amounts.items() if amount), saved)
    found = protect(before, LOTS, task, support, safe - {task})
    if found is None:
        return
    after = found.division
    assert sum(amount for _, amount in after.amounts) + after.saved == sum(amounts.values()) + saved
    minimums = {lot.task: lot.minimum for lot in LOTS}
    assert all(amount >= minimums[one] for one, amount in after.amounts)
    assert after.of(task) >= minimums[task]
    assert all(after.of(one) == before.of(one) for one in safe - {task})


# At the table


def _values(**protects: str) -> dict[str, Any]:
    """Return a table's changes: who has which core value."""
    changed = {
        seat: {"core_value": {"says": "Dit niet.", "protects": task}} for seat, task in protects.items()
    }
    return roles(**changed) | {"mechanics": ["core_values"]}


def _revealed(rule: str = "average", **protects: str) -> TableState:
    """Return a table whose open ballots make the plan schuldhulp 60, buurtkamer 40 of a pot of 100."""
    state = a_table(rule=rule, **_values(**protects))
    act(state, SayStance("noor", "co_produce"), TellCard("nadia", "nadia/rust"))
    go_to(state, "fill_in")
    amounts = (("schuldhulp", 60 * K), ("buurtkamer", 40 * K))
    act(state, *(CastBallot(seat, amounts) for seat in SEATS))
    assert state.step == "reveal"
    return state


def _amounts(state: TableState) -> dict[str, int]:
    assert state.plan is not None
    return state.plan.amounts


def test_a_core_value_called_over_open_ballots_changes_the_plan_that_they_make() -> None:
    # Of schuldhulp 60 and buurtkamer 40, both wanted by four, buurtkamer has less: it gives 40 and drops out.
    # schuldhulp gives the other 10 of the 50 that the scheme must have.
    state = _revealed(joris="regeling")
    act(state, CallCoreValue("joris"))
    happened = act(state, Advance())
    [held] = [event for event in happened if isinstance(event, CoreValueHonoured)]
    assert held.taken == (("schuldhulp", 10 * K), ("buurtkamer", 40 * K))
    assert [event.number for event in happened if isinstance(event, PlanMade)] == [1, 2]
    assert _amounts(state) == {"schuldhulp": 50 * K, "regeling": 50 * K}
    assert state.step == "claim"


def test_of_two_that_collide_the_first_stands_and_the_other_is_kept() -> None:
    # regeling takes 50. buurtkamer misses 20: schuldhulp gives it, 50 - 20 = 30 is its minimum. No collision.
    state = _revealed(joris="regeling", henk="buurtkamer")
    act(state, CallCoreValue("joris"), CallCoreValue("henk"), Advance())
    assert _amounts(state) == {"schuldhulp": 30 * K, "regeling": 50 * K, "buurtkamer": 20 * K}
    # Now schuldhulp is safe already, with its 60: the 40 of buurtkamer is too little for the 50 of regeling.
    state = _revealed(joris="regeling", nadia="schuldhulp")
    happened = act(state, CallCoreValue("nadia"), CallCoreValue("joris"), Advance())
    [kept] = [event for event in happened if isinstance(event, CoreValueKept)]
    assert (kept.seat, kept.by) == ("joris", "nadia")
    assert _amounts(state) == {"schuldhulp": 60 * K, "buurtkamer": 40 * K}
    assert state.values_called == {"nadia": 1}


def test_a_core_value_is_called_once_a_session() -> None:
    state = _revealed(joris="regeling")
    act(state, CallCoreValue("joris"))
    assert refusal(state, CallCoreValue("joris")) == "value-called"


def test_who_has_no_core_value_calls_none() -> None:
    state = _revealed(joris="regeling")
    assert refusal(state, CallCoreValue("nadia")) == "not-now"


def test_a_core_value_whose_task_is_not_on_the_ballot_cannot_be_called() -> None:
    state = a_table(**(_values(joris="regeling") | {"tasks_on_table": 1}))
    go_to(state, "reveal")
    assert refusal(state, CallCoreValue("joris")) == "value-not-here"


def test_under_consent_a_core_value_is_called_before_the_own_answer_and_reopens_all_answers() -> None:
    state = _revealed("consent", joris="regeling")
    act(state, Advance(), AnswerPlan("nadia", "live_with"), AnswerPlan("joris", "live_with"))
    assert refusal(state, CallCoreValue("joris")) == "plan-answered"
    state = _revealed("consent", joris="regeling")
    act(state, Advance(), AnswerPlan("nadia", "live_with"), CallCoreValue("joris"))
    assert _amounts(state) == {"schuldhulp": 50 * K, "regeling": 50 * K}
    assert state.plan is not None
    assert (state.plan.number, state.plan.answers, state.step) == (2, {}, "settle")


def test_after_the_last_repair_no_core_value_is_called() -> None:
    state = _revealed("consent", joris="regeling")
    act(state, Advance())
    for amount in (55, 50, 45):
        act(state, AnswerPlan("nadia", "object", "schuldhulp", "rust"))
        act(state, *(AnswerPlan(seat, "live_with") for seat in SEATS[1:]))
        act(state, Propose("noor", "schuldhulp", amount * K))
    assert refusal(state, CallCoreValue("joris")) == "last-repair"


def test_an_objection_can_be_because_of_the_own_core_value_and_then_everybody_knows_it() -> None:
    state = _revealed("consent", joris="regeling")
    act(state, Advance())
    assert part(state, "projector", "core_values") == {}
    assert refusal(state, AnswerPlan("nadia", "object", "schuldhulp")) == "not-allowed"
    act(state, AnswerPlan("joris", "object", "schuldhulp"))
    assert part(state, "projector", "core_values") == {
        "joris": {"task": "regeling", "called": None, "held": False}
    }


def test_under_one_ballot_the_table_waits_for_who_may_call_a_core_value() -> None:
    state = a_table(**_values(joris="regeling"))
    go_to(state, "fill_in", stance="decide")
    act(state, CastBallot("noor", (("schuldhulp", 60 * K),)))
    assert state.step == "reveal"
    act(state, CallCoreValue("joris"), Advance())
    # 60 and 40 saved: the scheme needs 50. schuldhulp gives 50, is under 30, drops out; 10 more are saved.
    assert _amounts(state) == {"regeling": 50 * K}


@pytest.mark.parametrize("observer", ["projector", "facilitator", "seat:nadia"])
def test_nobody_sees_a_core_value_before_it_is_called(observer: str) -> None:
    one, other = _revealed(joris="regeling"), _revealed(joris="buurtkamer")
    assert view(one, observer) == view(other, observer)
    act(one, CallCoreValue("joris"))
    act(other, CallCoreValue("joris"))
    assert view(one, observer) != view(other, observer)


def test_where_core_values_are_not_used_there_is_nothing_of_them() -> None:
    state = a_table(rule="consent", **(_values(joris="regeling") | {"mechanics": []}))
    go_to(state, "settle")
    assert "core_values" not in view(state, "projector")
    assert refusal(state, CallCoreValue("joris")) == "not-now"
