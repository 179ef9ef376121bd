"""The worked example of the rules and its two variants, played action by action through the real rules."""

from game.rules.actions import (
    Action,
    Advance,
    BookReport,
    CastBallot,
    ChooseChallenge,
    Claim,
    GiveReason,
    JudgeReason,
    Meet,
    SayStance,
)
from game.rules.events import TaskLanded
from game.rules.state import TableState, cohesion, lowest_support, supports, table_support, wishes_of
from tests.builders import a_table, act
from tests.worked import until_claims

K = 1000


def _after(*more: Action) -> TableState:
    state = a_table()
    act(state, *until_claims(), *more)
    return state


def _landed(state: TableState, task: str) -> tuple[int, dict[str, int]]:
    [change] = [one for one in state.causes[1] if one.what == "indicator" and one.cause.ids == (task,)]
    return change.amount, dict(change.cause.factors)


def test_the_average_drops_what_stays_under_its_minimum_and_spreads_its_money() -> None:
    state = _after()
    assert state.plan is not None
    assert state.plan.amounts == {"schuldhulp": 60 * K, "buurtkamer": 30 * K}
    assert state.plan.saved == 0


def test_a_round_in_dialogue_ends_where_the_worked_example_says() -> None:
    state = _after(Meet("nadia", "henk"), Meet("henk", "nadia"), Advance(), Advance(), Advance())
    assert _landed(state, "schuldhulp") == (
        130,
        {"base": 120, "level": 0, "fit": -7, "carry": 0, "cross": 17},
    )
    assert _landed(state, "buurtkamer") == (78, {"base": 80, "level": -5, "fit": 0, "carry": -7, "cross": 10})
    assert state.indicators["leefwereld"] == 508
    assert state.trust == {"nadia": 54, "henk": 42, "joris": 59}
    assert state.patience == 40
    roles = state.game.roles
    assert [wishes_of(state, roles[seat]) for seat in ("nadia", "henk", "joris")] == [79, 71, 100]
    assert supports(state) == {"nadia": 67, "henk": 57, "joris": 80}
    assert (table_support(state), lowest_support(state), cohesion(state)) == (68, 57, 83)
    assert state.ended
    assert state.result == 63


def test_a_slot_spent_on_reporting_back_costs_effect_and_saves_trust() -> None:
    report = (BookReport("noor"), Advance(), Advance(), GiveReason("noor", "henk/vervoer", "no_money"))
    understood = _after(*report, JudgeReason("henk", "henk/vervoer", understood=True), Advance())
    assert _landed(understood, "schuldhulp")[0] == 113
    assert _landed(understood, "buurtkamer")[0] == 68
    assert understood.indicators["leefwereld"] == 481
    assert understood.trust["henk"] == 49
    not_understood = _after(*report, JudgeReason("henk", "henk/vervoer", understood=False), Advance())
    assert not_understood.trust["henk"] == 45


def test_the_same_round_decided_from_existing_supply_ends_lower() -> None:
    state = a_table()
    happened = act(
        state,
        SayStance("noor", "decide"),
        Advance(),
        *(ChooseChallenge(seat, "een") for seat in ("nadia", "henk", "joris", "noor")),
        CastBallot("noor", (("schuldhulp", 50 * K), ("regeling", 50 * K))),
        *(Claim("joris", task, "doer") for task in ("schuldhulp", "regeling")),
        *(Claim("noor", task, "owner") for task in ("schuldhulp", "regeling")),
        Advance(),
        Advance(),
        Advance(),
    )
    assert len([event for event in happened if isinstance(event, TaskLanded)]) == 2
    assert _landed(state, "regeling")[0] == 60
    assert _landed(state, "schuldhulp")[0] == 60
    assert state.indicators["leefwereld"] == 420
    assert state.trust == {"nadia": 45, "henk": 40, "joris": 55}
    assert supports(state) == {"nadia": 48, "henk": 20, "joris": 69}
    assert (cohesion(state), state.result) == (85, 30)
