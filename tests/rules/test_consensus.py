"""Consensus: a plan stands when everybody says yes; silence is no yes."""

from game.rules.actions import Advance, AnswerPlan, CastBallot, SayStance, TellCard
from game.rules.events import PlanAdopted
from game.rules.state import TableState
from tests.builders import a_table, act, go_to

K = 1000
SEATS = ("nadia", "henk", "joris", "noor")


def _settling(rule: str) -> TableState:
    """Return a table at its answers: schuldhulp 45, buurtkamer 40 of 100. Henk gave schuldhulp nothing."""
    state = a_table(rule=rule)
    act(state, SayStance("noor", "co_produce"), TellCard("nadia", "nadia/rust"))
    go_to(state, "fill_in")
    both = (("schuldhulp", 60 * K), ("buurtkamer", 40 * K))
    act(state, *(CastBallot(seat, both) for seat in SEATS if seat != "henk"))
    act(state, CastBallot("henk", (("buurtkamer", 40 * K),)), Advance())
    assert state.step == "settle"
    assert state.plan is not None
    assert state.plan.amounts == {"schuldhulp": 45 * K, "buurtkamer": 40 * K}
    return state


def _ended(state: TableState, *seats: str) -> tuple[str, dict[str, int]]:
    happened = act(state, *(AnswerPlan(seat, "live_with") for seat in seats))
    happened += act(state, Advance()) if state.step == "settle" else []
    [adopted] = [event for event in happened if isinstance(event, PlanAdopted)]
    return adopted.how, dict(adopted.amounts)


def test_a_plan_stands_when_everybody_says_yes() -> None:
    whole = {"schuldhulp": 45 * K, "buurtkamer": 40 * K}
    assert _ended(_settling("consensus"), *SEATS) == ("consensus", whole)


def test_who_is_silent_is_against_what_its_own_ballot_gave_nothing() -> None:
    assert _ended(_settling("consensus"), "nadia", "joris", "noor") == ("fall_back", {"buurtkamer": 40 * K})


def test_who_is_silent_has_nothing_against_what_its_own_ballot_paid() -> None:
    whole = {"schuldhulp": 45 * K, "buurtkamer": 40 * K}
    assert _ended(_settling("consensus"), "henk", "joris", "noor") == ("consensus", whole)


def test_under_consent_the_same_silence_lets_the_plan_stand() -> None:
    whole = {"schuldhulp": 45 * K, "buurtkamer": 40 * K}
    assert _ended(_settling("consent"), "nadia", "joris", "noor") == ("consent", whole)
