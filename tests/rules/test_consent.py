"""Consent: each seat answers the plan, the director repairs it, and what stays disputed is saved."""

from typing import Any

import pytest

from game.rules.actions import Advance, AnswerPlan, CastBallot, Propose, SayStance, TellCard
from game.rules.events import PlanAdopted, PlanMade, PlanProposed
from game.rules.state import TableState
from game.rules.views import part
from tests.builders import a_table, act, go_to, refusal

K = 1000
SEATS = ("nadia", "henk", "joris", "noor")


def _settling(told: bool = True, **changes: Any) -> TableState:
    """Return a table with the plan of the worked example (60 and 30 of 90), waiting for answers."""
    state = a_table(rule="consent", **changes)
    act(state, SayStance("noor", "co_produce"))
    act(state, *([TellCard("henk", "henk/vervoer"), TellCard("nadia", "nadia/rust")] if told else []))
    go_to(state, "fill_in")
    given = (("schuldhulp", 60 * K), ("buurtkamer", 30 * K))
    act(state, *(CastBallot(seat, given) for seat in SEATS), Advance())
    assert state.step == "settle"
    return state


def _all(answer: str, *seats: str) -> list[AnswerPlan]:
    return [AnswerPlan(seat, answer) for seat in seats or SEATS]


def _object(seat: str = "henk", task: str = "schuldhulp", need: str = "vervoer") -> AnswerPlan:
    return AnswerPlan(seat, "object", task, need)


def _amounts(state: TableState) -> dict[str, int]:
    assert state.plan is not None
    return state.plan.amounts


def test_the_average_is_the_plan_that_consent_begins_with() -> None:
    state = _settling()
    assert _amounts(state) == {"schuldhulp": 60 * K, "buurtkamer": 30 * K}
    assert state.plan is not None
    assert (state.plan.rule, state.plan.adopted) == ("consent", False)


@pytest.mark.parametrize("answer", ["stand_behind", "live_with"])
def test_a_plan_stands_when_nobody_objects(answer: str) -> None:
    state = _settling()
    act(state, *_all(answer, *SEATS[:3]))
    assert state.step == "settle"
    happened = act(state, AnswerPlan("noor", answer))
    [adopted] = [event for event in happened if isinstance(event, PlanAdopted)]
    assert (adopted.how, dict(adopted.amounts)) == ("consent", {"schuldhulp": 60 * K, "buurtkamer": 30 * K})
    assert state.step == "claim"


def test_an_objection_names_a_task_and_a_told_need() -> None:
    state = _settling()
    assert refusal(state, AnswerPlan("henk", "object")) == "not-allowed"
    assert refusal(state, AnswerPlan("henk", "object", "schuldhulp")) == "not-allowed"
    assert refusal(state, _object(need="betekenis")) == "not-allowed"  # in a pocket, not told
    assert refusal(state, _object(task="iets")) == "not-allowed"
    assert refusal(state, AnswerPlan("henk", "live_with", "schuldhulp", "vervoer")) == "not-allowed"
    act(state, _object())


def test_where_nothing_was_told_nobody_can_object() -> None:
    state = _settling(told=False)
    assert refusal(state, _object()) in ("nothing-to-choose", "not-allowed")


def test_a_seat_may_think_again_about_its_answer() -> None:
    state = _settling()
    act(state, _object(), *_all("live_with", "nadia", "joris", "noor"))
    assert state.step == "settle"
    act(state, AnswerPlan("henk", "live_with"))
    assert state.step == "claim"


def test_the_director_repairs_and_everybody_answers_the_next_plan() -> None:
    state = _settling()
    act(state, _object(), *_all("live_with", "nadia", "joris", "noor"))
    before = state.moment
    happened = act(state, Propose("noor", "schuldhulp", 30 * K))
    assert [type(event) for event in happened] == [PlanProposed, PlanMade]
    assert (_amounts(state), state.moment) == ({"schuldhulp": 30 * K, "buurtkamer": 30 * K}, before + 1)
    assert state.plan is not None
    assert (state.plan.number, state.plan.saved, state.plan.answers) == (2, 40 * K, {})
    assert refusal(state, AnswerPlan("henk", "live_with"), moment=before) == "stale"
    act(state, *_all("stand_behind"))
    assert _amounts(state) == {"schuldhulp": 30 * K, "buurtkamer": 30 * K}
    assert state.step == "claim"


def test_a_repair_waits_for_all_answers_and_for_an_objection() -> None:
    state = _settling()
    repair = Propose("noor", "schuldhulp", 30 * K)
    assert refusal(state, repair) == "answers-missing"
    act(state, _object())
    assert refusal(state, repair) == "answers-missing"
    assert refusal(state, Propose("henk", "schuldhulp", 30 * K)) == "not-now"
    act(state, *_all("live_with", "nadia", "joris", "noor"), repair)


def test_a_repair_gives_a_task_nothing_or_at_least_its_minimum() -> None:
    state = _settling()
    act(state, _object(), *_all("live_with", "nadia", "joris", "noor"))
    for amount in (5 * K, 31, 65 * K, -5 * K):
        assert refusal(state, Propose("noor", "schuldhulp", amount)) == "not-allowed"
    act(state, Propose("noor", "schuldhulp", 0))
    assert _amounts(state) == {"buurtkamer": 30 * K}


def _repaired(times: int) -> TableState:
    state = _settling()
    for number in range(times):
        act(state, _object(), *_all("live_with", "nadia", "joris", "noor"))
        act(state, Propose("noor", "schuldhulp", (50 - 5 * number) * K))
    return state


def test_a_plan_is_repaired_at_most_three_times() -> None:
    state = _repaired(2)
    shown = part(state, "projector", "plan")
    assert isinstance(shown, dict)
    assert shown["repairs_left"] == 1
    state = _repaired(3)
    assert (_amounts(state)["schuldhulp"], state.repairs) == (40 * K, 3)
    act(state, *_all("live_with", "nadia", "joris", "noor"))
    assert state.step == "settle"


def test_after_the_last_repair_what_is_disputed_gets_nothing_and_its_money_is_saved() -> None:
    state = _repaired(3)
    happened = act(state, *_all("live_with", "nadia", "joris", "noor"), _object())
    [adopted] = [event for event in happened if isinstance(event, PlanAdopted)]
    assert (adopted.how, dict(adopted.amounts), adopted.saved) == (
        "fall_back",
        {"buurtkamer": 30 * K},
        70 * K,
    )


def test_blocking_never_wins_money_for_another_task() -> None:
    before = _amounts(_settling())["buurtkamer"]
    state = _settling()
    act(state, _object(), *_all("live_with", "nadia", "joris"), Advance())
    assert _amounts(state) == {"buurtkamer": before}


def test_who_has_not_answered_when_the_facilitator_goes_on_does_not_object() -> None:
    state = _settling()
    act(state, AnswerPlan("nadia", "stand_behind"), Advance())
    assert _amounts(state) == {"schuldhulp": 60 * K, "buurtkamer": 30 * K}
    assert state.step == "claim"


def test_who_decides_alone_asks_no_consent() -> None:
    state = a_table(rule="consent")
    go_to(state, "fill_in", stance="decide")
    act(state, CastBallot("noor", (("schuldhulp", 60 * K),)))
    assert state.step == "claim"
    assert state.plan is not None
    assert state.plan.rule == "director"
