"""Claims: who does and who owns a funded task, how much one seat can carry, and owners who meet."""

from typing import Any

from game.rules.actions import Advance, Claim, MakeForecast, Meet, Ready, Withdraw
from game.rules.events import MeetingAsked, OverAsked, OwnersMet, TaskUnclaimed
from game.rules.offers.carrying import capacity_left
from game.rules.state import TableState
from game.rules.views import part
from tests.builders import (
    a_table,
    act,
    changes_of,
    divide,
    go_to,
    refusal,
    roles,
    rounds,
    tasks,
    worked_example,
)

K = 1000
WIDE: dict[str, Any] = {"budget": {"per_round": 200_000, "step": 5_000, "ballot": "amounts"}}


def _claiming(**changes: Any) -> TableState:
    """Return a table with all three tasks funded, and nobody to carry them yet."""
    state = a_table(**(WIDE | changes))
    divide(state, carry=False, schuldhulp=60, regeling=50, buurtkamer=40)
    assert state.step == "claim"
    return state


def test_the_first_claim_stands() -> None:
    state = _claiming()
    act(state, Claim("joris", "schuldhulp", "doer"))
    assert refusal(state, Claim("henk", "schuldhulp", "doer")) == "not-allowed"
    act(state, Claim("henk", "schuldhulp", "owner"))
    assert (state.doers, state.owners) == ({"schuldhulp": "joris"}, {"schuldhulp": "henk"})


def test_only_a_funded_task_is_claimed_and_only_by_who_may() -> None:
    only = tasks(schuldhulp={"doers": ["partner"], "owners": ["nadia"]})
    state = a_table(**only)
    divide(state, carry=False, schuldhulp=60)
    assert refusal(state, Claim("joris", "buurtkamer", "doer")) == "not-allowed"
    assert refusal(state, Claim("henk", "schuldhulp", "doer")) == "nothing-to-choose"
    assert refusal(state, Claim("henk", "schuldhulp", "owner")) == "nothing-to-choose"
    act(state, Claim("joris", "schuldhulp", "doer"), Claim("nadia", "schuldhulp", "owner"))


def test_a_claim_is_given_back_before_carrying_out() -> None:
    state = _claiming()
    act(state, Claim("joris", "schuldhulp", "doer"), Claim("joris", "schuldhulp", "owner"))
    assert refusal(state, Withdraw("henk", "claim", "doer:schuldhulp")) == "not-now"
    assert refusal(state, Withdraw("joris", "claim", "doer:regeling")) == "not-allowed"
    act(state, Withdraw("joris", "claim", "doer:schuldhulp"), Claim("henk", "schuldhulp", "doer"))
    assert (state.doers, state.owners) == ({"schuldhulp": "henk"}, {"schuldhulp": "joris"})


def test_a_task_nobody_does_does_not_start_and_its_money_stays() -> None:
    state = _claiming()
    act(state, Claim("henk", "schuldhulp", "owner"))
    happened = go_to(state, "reflect")
    assert [event.task for event in happened if isinstance(event, TaskUnclaimed)] == [
        "schuldhulp",
        "regeling",
        "buurtkamer",
    ]
    assert (state.running, state.money) == ({}, 200 * K)


# Capacity


def test_each_task_takes_one_of_a_seats_capacity_also_when_it_does_and_owns_it() -> None:
    state = _claiming()
    act(state, Claim("joris", "schuldhulp", "doer"), Claim("joris", "schuldhulp", "owner"))
    assert capacity_left(state, "joris") == 1
    act(state, Claim("joris", "regeling", "owner"))
    assert capacity_left(state, "joris") == 0


def test_one_task_too_many_costs_trust_now_and_capacity_from_the_next_round() -> None:
    state = _claiming(**rounds(2))
    act(state, *(Claim("joris", task, "doer") for task in ("schuldhulp", "regeling", "buurtkamer")))
    assert (capacity_left(state, "joris"), state.capacity["joris"]) == (-1, 2)
    happened = go_to(state, "reflect")
    assert changes_of(happened, "over_asked") == [("trust", "joris", -4), ("capacity", "joris", -1)]
    assert state.capacity["joris"] == 1


def test_two_tasks_too_many_are_refused() -> None:
    state = _claiming(**roles(joris={"capacity": 1}))
    act(state, Claim("joris", "schuldhulp", "doer"), Claim("joris", "regeling", "doer"))
    assert refusal(state, Claim("joris", "buurtkamer", "doer")) == "no-capacity"
    act(state, Claim("joris", "regeling", "owner"))  # carried already


def test_who_took_one_too_many_pays_once_however_long_it_runs() -> None:
    slow = tasks(**{id_: {"after_rounds": 2} for id_ in ("schuldhulp", "regeling", "buurtkamer")})
    state = _claiming(**rounds(3), **slow)
    act(state, *(Claim("joris", task, "doer") for task in ("schuldhulp", "regeling", "buurtkamer")))
    act(state, *(Claim("noor", task, "owner") for task in ("schuldhulp", "regeling")))
    happened = go_to(state, "ended")
    assert [event.seat for event in happened if isinstance(event, OverAsked)] == ["joris"]
    assert state.capacity["joris"] == 1


def test_capacity_is_free_again_when_a_task_is_done() -> None:
    state = _claiming(**rounds(2), **tasks(schuldhulp={"after_rounds": 1}))
    act(state, Claim("joris", "schuldhulp", "doer"), Claim("joris", "regeling", "doer"))
    go_to(state, "claim", round_=2)
    assert capacity_left(state, "joris") == 1  # the existing scheme is done, the other runs
    go_to(state, "reflect")
    assert capacity_left(state, "joris") == 2


def test_capacity_never_falls_under_nothing() -> None:
    state = _claiming(**roles(joris={"capacity": 0}))
    act(state, Claim("joris", "schuldhulp", "doer"))
    happened = go_to(state, "reflect")
    assert changes_of(happened, "over_asked") == [("trust", "joris", -4)]
    assert state.capacity["joris"] == 0


# Owners meet


def _owned() -> TableState:
    state = _claiming()
    act(state, Claim("nadia", "schuldhulp", "owner"), Claim("henk", "buurtkamer", "owner"))
    return state


def test_owners_of_linked_tasks_meet_when_both_say_yes() -> None:
    state = _owned()
    assert act(state, Meet("nadia", "henk")) == [MeetingAsked("nadia", "henk")]
    assert (state.slots_left, state.met) == (2, set())
    assert act(state, Meet("henk", "nadia")) == [OwnersMet("henk", "nadia", slots=1)]
    assert (state.slots_left, state.met) == (1, {("henk", "nadia")})
    assert refusal(state, Meet("nadia", "henk")) == "nothing-to-choose"


def test_a_yes_is_taken_back_until_the_other_says_it() -> None:
    state = _owned()
    act(state, Meet("nadia", "henk"), Withdraw("nadia", "meeting", "henk"), Meet("henk", "nadia"))
    assert state.met == set()
    act(state, Meet("nadia", "henk"))
    assert state.met == {("henk", "nadia")}


def test_owners_of_tasks_that_are_not_linked_across_domains_have_nothing_to_meet_for() -> None:
    state = _claiming()
    act(state, Claim("nadia", "schuldhulp", "owner"), Claim("henk", "regeling", "owner"))
    assert refusal(state, Meet("nadia", "henk")) == "nothing-to-choose"
    same = _claiming(**tasks(buurtkamer={"domain": "zorg"}))
    act(same, Claim("nadia", "schuldhulp", "owner"), Claim("henk", "buurtkamer", "owner"))
    assert refusal(same, Meet("nadia", "henk")) == "nothing-to-choose"


def test_a_meeting_needs_a_slot() -> None:
    state = _claiming(slots=1)
    act(state, Claim("nadia", "schuldhulp", "owner"), Claim("henk", "buurtkamer", "owner"))
    assert refusal(state, Meet("nadia", "henk")) == "no-slots"


def test_who_met_stays_met() -> None:
    state = _claiming(**rounds(2), **tasks(schuldhulp={"after_rounds": 2}, buurtkamer={"after_rounds": 2}))
    act(state, Claim("nadia", "schuldhulp", "owner"), Claim("henk", "buurtkamer", "owner"))
    act(state, Meet("nadia", "henk"), Meet("henk", "nadia"))
    go_to(state, "claim", round_=2)
    assert state.met == {("henk", "nadia")}


def test_where_meetings_are_not_played_with_nobody_meets() -> None:
    state = _claiming(mechanics=[])
    act(state, Claim("nadia", "schuldhulp", "owner"), Claim("henk", "buurtkamer", "owner"))
    assert refusal(state, Meet("nadia", "henk")) == "not-now"


# The forecast


def _forecasting() -> TableState:
    state = _claiming(mechanics=[*worked_example()["mechanics"], "forecast"])
    act(state, Claim("joris", "schuldhulp", "doer"), Claim("henk", "buurtkamer", "doer"), Advance())
    assert state.step == "forecast"
    return state


def test_a_forecast_names_a_task_that_will_start() -> None:
    state = _forecasting()
    assert refusal(state, MakeForecast("nadia", "regeling")) == "not-allowed"
    act(state, MakeForecast("nadia", "schuldhulp"), MakeForecast("nadia", "buurtkamer"))
    assert state.forecasts == {"nadia": "buurtkamer"}
    act(state, Withdraw("nadia", "forecast"))
    assert state.forecasts == {}


def test_forecasts_are_shown_when_carrying_out_begins_and_kept() -> None:
    state = _forecasting()
    act(state, *(MakeForecast(seat, "schuldhulp") for seat in ("nadia", "henk", "joris")))
    assert part(state, "projector", "forecasts") == {}
    act(state, MakeForecast("noor", "buurtkamer"))
    assert state.phase == "carry_out"
    made = {"nadia": "schuldhulp", "henk": "schuldhulp", "joris": "schuldhulp", "noor": "buurtkamer"}
    assert part(state, "projector", "forecasts") == {"1": made}


def test_without_a_task_that_starts_there_is_nothing_to_forecast() -> None:
    state = _claiming(mechanics=["forecast"])
    act(state, *(Ready(seat) for seat in state.game.seats))
    assert state.phase == "carry_out"
