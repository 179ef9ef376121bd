"""What anybody can start, once a session: an idea of one's own, and taking a task over."""

from typing import Any

import pytest

from game.rules.actions import (
    Advance,
    BringIdea,
    CastBallot,
    Claim,
    Pledge,
    SayStance,
    TakeOver,
    TellCard,
    Withdraw,
)
from game.rules.events import TaskStarted
from game.rules.state import TableState, funded
from game.rules.views import part, view
from tests.builders import a_table, a_template, act, divide, go_to, refusal, roles, rounds, tasks

K = 1000


def _telling(**changes: Any) -> TableState:
    """Return a table where Henk told that he has no way to get there (vervoer, weight 1)."""
    base = {"mechanics": ["own_idea", "take_over"], "templates": {"idee": a_template()}}
    state = a_table(**(base | changes))
    act(state, SayStance("noor", "decide"), TellCard("henk", "henk/vervoer"))
    return state


def _idea(seat: str = "henk", size: str = "klein", need: str = "vervoer", name: str = "t7") -> BringIdea:
    return BringIdea(seat, "idee", size, need, name)


def test_an_idea_lies_on_the_table_at_once_and_can_be_paid_and_carried() -> None:
    state = _telling()
    go_to(state, "fill_in")
    act(state, _idea())
    assert state.on_table[-1] == "p1"
    # The class klein costs 20 and brings 4.0. Its one need is told: fit 60 + 40 = 100. Carry: Henk and Noor.
    act(state, CastBallot("noor", (("p1", 20 * K),)))
    assert funded(state) == {"p1": 20 * K}
    happened = act(state, Claim("henk", "p1", "doer"), Claim("noor", "p1", "owner"), Advance())
    [started] = [event for event in happened if isinstance(event, TaskStarted)]
    assert (started.level, started.fit, started.carry) == (100, 100, 100)
    assert state.indicators["leefwereld"] == 300 + 40


def test_an_idea_of_before_the_tasks_are_laid_lies_behind_them() -> None:
    state = _telling(tasks_on_table=2)
    go_to(state, "frame")
    act(state, _idea())
    go_to(state, "fill_in")
    assert state.on_table == ("schuldhulp", "regeling", "p1")


def test_an_idea_answers_a_told_need() -> None:
    state = _telling()
    go_to(state, "fill_in")
    assert refusal(state, _idea(need="rust")) == "not-allowed"  # in a pocket, not told
    assert refusal(state, _idea(size="reuzen")) == "not-allowed"
    act(state, _idea())
    shown = part(state, "projector", "task:p1")
    assert isinstance(shown, dict)
    assert shown["answers"] == {"vervoer": "full"}


def test_where_nothing_was_told_nobody_has_an_idea_for_it() -> None:
    state = a_table(mechanics=["own_idea"], templates={"idee": a_template()})
    go_to(state, "fill_in")
    assert refusal(state, _idea()) == "nothing-to-choose"


def test_each_seat_brings_in_one_idea_a_session_and_each_has_an_id_of_its_own() -> None:
    state = _telling(**rounds(2))
    go_to(state, "fill_in")
    act(state, _idea("henk"), _idea("nadia", "groot"))
    assert refusal(state, _idea("henk")) == "move-used"
    assert [state.game.tasks[id_].cost for id_ in ("p1", "p2")] == [20 * K, 40 * K]
    go_to(state, "fill_in", 2)
    assert refusal(state, _idea("henk")) == "move-used"
    act(state, _idea("joris"))
    assert state.ideas["joris"].task == "p3"


def test_an_idea_that_got_nothing_comes_back_with_its_challenge() -> None:
    state = _telling(**rounds(2))
    go_to(state, "fill_in")
    act(state, _idea())
    go_to(state, "fill_in", 2)
    assert "p1" in state.on_table


def test_the_scenario_itself_does_not_change_by_an_idea() -> None:
    state = _telling()
    before = state.game
    go_to(state, "fill_in")
    act(state, _idea())
    assert "p1" not in before.tasks
    assert "p1" in state.game.tasks


def test_what_was_typed_is_an_id() -> None:
    state = _telling()
    go_to(state, "fill_in")
    act(state, _idea(name="t7"))
    shown = part(state, "projector", "moves")
    assert isinstance(shown, dict)
    idea = {"template": "idee", "cost_class": "klein", "need": "vervoer", "name": "t7", "round": 1}
    assert shown["ideas"]["p1"] == {"seat": "henk", **idea}


# Taking over


def _claiming(**changes: Any) -> TableState:
    """Return a table at the claims, with 60 for schuldhulp of Joris and Noor."""
    state = a_table(**({"mechanics": ["take_over", "pledges"]} | changes))
    divide(state, schuldhulp=60)
    return state


def test_who_takes_over_is_doer_and_owner_at_nine_tenths_of_the_price() -> None:
    state = _claiming()
    act(state, TakeOver("nadia", "schuldhulp"))
    assert (state.doers["schuldhulp"], state.owners["schuldhulp"]) == ("nadia", "nadia")
    # 60 x 90 % = 54 is the price now and is paid in full; the other 6 are saved beside the 40.
    assert (funded(state), state.plan and state.plan.saved) == ({"schuldhulp": 54 * K}, 46 * K)
    happened = act(state, Advance())
    [started] = [event for event in happened if isinstance(event, TaskStarted)]
    assert (started.paid, started.level, started.carry) == (54 * K, 100, 90)
    assert state.money == 46 * K


def test_with_less_than_the_lower_price_the_task_comes_further() -> None:
    # 45 of 60 is 75 %; 45 of 54 is 83.3, so 83.
    state = a_table(mechanics=["take_over"])
    divide(state, schuldhulp=45)
    act(state, TakeOver("nadia", "schuldhulp"))
    happened = act(state, Advance())
    [started] = [event for event in happened if isinstance(event, TaskStarted)]
    assert (started.paid, started.level) == (45 * K, 83)


def test_a_task_with_one_seat_as_doer_and_owner_cannot_be_taken_over() -> None:
    state = a_table(mechanics=["take_over"])
    divide(state, carry=False, schuldhulp=60)
    act(state, Claim("joris", "schuldhulp", "doer"), Claim("joris", "schuldhulp", "owner"))
    assert refusal(state, TakeOver("nadia", "schuldhulp")) == "nothing-to-choose"


def test_each_seat_takes_over_once_and_a_task_is_taken_over_once_for_good() -> None:
    state = a_table(mechanics=["take_over"])
    divide(state, schuldhulp=60, buurtkamer=40)
    act(state, TakeOver("nadia", "schuldhulp"))
    assert refusal(state, TakeOver("nadia", "buurtkamer")) == "move-used"
    assert refusal(state, TakeOver("henk", "schuldhulp")) == "not-allowed"
    assert refusal(state, Withdraw("nadia", "claim", "doer:schuldhulp")) == "not-now"


def test_who_carries_too_much_takes_nothing_over() -> None:
    state = a_table(mechanics=["take_over"], **roles(henk={"capacity": 0}))
    divide(state, carry=False, schuldhulp=50, buurtkamer=40)
    act(state, *(Claim("henk", "buurtkamer", part) for part in ("doer", "owner")))
    assert refusal(state, TakeOver("henk", "schuldhulp")) == "no-capacity"


def test_a_duty_is_not_taken_over() -> None:
    state = a_table(mechanics=["take_over"], **tasks(regeling={"duty": True}))
    go_to(state, "claim")
    assert "regeling" in funded(state)
    assert refusal(state, TakeOver("nadia", "regeling")) == "nothing-to-choose"


def test_of_a_task_that_got_cheaper_own_money_goes_back_first() -> None:
    # 40 of the plan and 20 of Joris: 60. At 54 the 6 too much go back to Joris.
    state = a_table(mechanics=["take_over", "pledges"], **roles(joris={"purse": 20 * K}))
    go_to(state, "fill_in", stance="decide")
    act(state, Pledge("joris", "schuldhulp", "money", 20 * K))
    act(state, CastBallot("noor", (("schuldhulp", 40 * K),)))
    assert funded(state) == {"schuldhulp": 60 * K}
    act(state, TakeOver("nadia", "schuldhulp"))
    assert (funded(state), state.pledged) == ({"schuldhulp": 54 * K}, {"schuldhulp": {"joris": 14 * K}})


@pytest.mark.parametrize("action", [_idea(), TakeOver("nadia", "schuldhulp")])
def test_where_the_moves_are_not_used_there_is_nothing_of_them(action: Any) -> None:
    state = a_table(mechanics=[], templates={"idee": a_template()})
    divide(state, schuldhulp=60)
    assert "moves" not in view(state, "projector")
    assert refusal(state, action) == "not-now"
