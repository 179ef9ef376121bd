"""One vote, counted under every rule: what is converted, what is bought, and who came first in a tie."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.choose import (
    COUNTABLE_RULES,
    FORM_READ,
    Approvals,
    Ballots,
    Division,
    Form,
    Lot,
    Rankings,
    Tie,
    borda,
    count,
    greedy,
    majority,
    own_share,
    to_approval,
    to_ranking,
    voters_with_nothing,
)

S, B, R = Lot("S", 60, 30), Lot("B", 40, 20), Lot("R", 50, 50)
SBR = (S, B, R)


# Reading one form as another. -------------------------------------------------------------------------


def test_points_and_amounts_approve_every_task_above_nothing() -> None:
    assert to_approval("points", {"S": 3, "R": 1}, SBR, 90) == ("S", "R")
    assert to_approval("amounts", {"R": 50, "B": 0}, SBR, 90) == ("R",)


def test_points_and_amounts_rank_by_size_and_then_by_lower_cost() -> None:
    assert to_ranking("points", {"S": 1, "B": 1, "R": 3}, SBR) == (("R",), ("B",), ("S",))
    twins = (Lot("a", 40, 0), Lot("b", 40, 0))
    assert to_ranking("amounts", {"a": 10, "b": 10}, twins) == (("a", "b"),)


def test_a_ranking_approves_from_the_top_until_the_pot_is_spent() -> None:
    ranking = {"R": 1, "B": 2, "S": 3}
    assert to_approval("ranking", ranking, SBR, 150) == ("S", "B", "R")
    assert to_approval("ranking", ranking, SBR, 149) == ("B", "R")
    assert to_approval("ranking", ranking, SBR, 60) == ("R",)


def test_a_ranking_passes_over_what_costs_more_than_the_whole_pot() -> None:
    assert to_approval("ranking", {"S": 1, "B": 2}, SBR, 55) == ("B",)


def test_approvals_are_amounts_by_cost_up_to_the_cost() -> None:
    both = Ballots("approval", ({"S": 1, "B": 1},))
    assert both.amounts(SBR, 100, 5) == [{"S": 60, "B": 40}]
    assert both.amounts(SBR, 150, 5) == [{"S": 60, "B": 40}]
    assert both.amounts(SBR, 50, 5) == [{"S": 30, "B": 20}]


def test_approvals_rank_all_they_approve_level() -> None:
    assert to_ranking("approval", {"R": 1, "S": 1}, SBR) == (("S", "R"),)


def test_equal_ballots_are_counted_together() -> None:
    ballots = Ballots("points", ({"S": 5}, {"S": 1}, {"B": 2}))
    assert ballots.approvals(SBR, 90) == {("S",): 2, ("B",): 1}


@pytest.mark.parametrize("form", ["points", "amounts", "approval", "ranking"])
def test_a_ballot_for_what_is_not_there_is_refused(form: Form) -> None:
    for ballot in ({"X": 1}, {"S": -1}):
        with pytest.raises(ValueError, match="gives"):
            to_approval(form, ballot, SBR, 90)


# The rules that pay in order, and everybody's own share, by hand. --------------------------------------


def test_borda_gives_a_point_for_every_task_below_and_half_for_every_task_level() -> None:
    # S: 2 + 2 + ½ = 4½, B: 1 + 1 + ½ = 2½, R: 0 + 0 + 2 = 2. In 55 S does not fit.
    rankings: Rankings = {(("S",), ("B",), ("R",)): 2, (("R",),): 1}
    assert borda(rankings, SBR, 110) == Division((("S", 60), ("B", 40)), 10)
    assert borda(rankings, SBR, 55) == Division((("B", 40),), 15)


def test_borda_of_approvals_is_the_count_of_approvals() -> None:
    ballots = Ballots("approval", ({"S": 1, "B": 1, "R": 1}, {"R": 1}, {"R": 1, "B": 1}))
    for pot in (50, 90, 100, 150):
        assert count("borda", ballots, SBR, pot, 5) == count("majority", ballots, SBR, pot, 5)


def test_greedy_counts_points_and_majority_counts_voters() -> None:
    ballots = Ballots("points", ({"S": 5}, {"B": 1}, {"B": 1}))
    assert count("greedy", ballots, SBR, 60, 5) == Division((("S", 60),), 0)
    assert count("majority", ballots, SBR, 60, 5) == Division((("B", 40),), 20)


def test_everybody_spends_an_equal_share_on_their_own_tasks() -> None:
    # Shares of 45: Nadia's goes to S whole, though she wrote 30; Henk's half to B and half to R. In steps 45,
    # 25 and 20. R is under 50 and drops out: of its 20 S gets 15 and B 5.
    ballots = [{"S": 30}, {"B": 20, "R": 20}]
    assert own_share(ballots, SBR, 90, 5) == Division((("S", 60), ("B", 30)), 0)


def test_who_gives_nothing_saves_the_own_share() -> None:
    assert own_share([{"S": 10}, {}], SBR, 90, 5) == Division((("S", 45),), 45)
    assert own_share([], SBR, 90, 5) == Division((), 90)


def test_ties_are_settled_by_cost_then_votes_then_the_draw_and_all_are_told() -> None:
    twins = (Lot("a", 40, 0), Lot("b", 40, 0), Lot("c", 30, 0))
    level: Approvals = {("a", "b", "c"): 1}
    division = majority(level, twins, 200, ("c", "b", "a"))
    assert division.ties == (Tie(("c", "b", "a"), "c", "cost"), Tie(("b", "a"), "b", "draw"))
    more_votes = greedy({"a": 6, "b": 6}, {("a", "b"): 1, ("b",): 1}, twins, 40, ())
    assert more_votes.ties == (Tie(("b", "a"), "b", "votes"),)
    assert dict(more_votes.amounts) == {"b": 40}


def test_a_tie_with_what_no_longer_fits_is_no_tie() -> None:
    assert majority({("S", "B"): 1}, SBR, 55).ties == ()


def test_voters_with_nothing_are_those_of_whose_tasks_none_is_funded() -> None:
    approvals: Approvals = {("S",): 3, ("S", "B"): 1, ("R",): 2, (): 1}
    assert voters_with_nothing(approvals, Division((("B", 40),), 0)) == 6


# Every rule. -----------------------------------------------------------------------------------------


@st.composite
def written(draw: st.DrawFn) -> tuple[Ballots, int]:
    form: Form = draw(st.sampled_from(["points", "amounts", "approval", "ranking"]))
    tasks = [lot.task for lot in SBR]
    pot = draw(st.integers(0, 200))
    ballots = []
    for _ in range(draw(st.integers(1, 5))):
        chosen = draw(st.permutations(tasks))[: draw(st.integers(0, 3))]
        match form:
            case "ranking":
                ballots.append({task: place for place, task in enumerate(chosen, 1)})
            case "approval":
                ballots.append(dict.fromkeys(chosen, 1))
            case "points":
                ballots.append({task: draw(st.integers(1, 3)) for task in chosen})
            case "amounts":
                ballots.append({task: draw(st.integers(0, pot // 3)) for task in chosen})
    return Ballots(form, tuple(ballots), 9 if form == "points" else 0), pot


@given(written(), st.sampled_from(sorted(FORM_READ)), st.permutations(["S", "B", "R"]))
def test_every_rule_divides_the_pot_and_does_not_care_who_votes_first(
    vote: tuple[Ballots, int], rule: str, drawn: list[str]
) -> None:
    ballots, pot = vote
    if rule == "director":
        ballots = Ballots(ballots.form, ballots.given[:1], ballots.all_points)
    division = count(rule, ballots, SBR, pot, 5, drawn)
    assert sum(amount for _, amount in division.amounts) + division.saved == pot
    assert division.saved >= 0
    for lot in SBR:
        amount = division.of(lot.task)
        assert amount == 0 or lot.minimum <= amount <= lot.cost
        assert FORM_READ[rule] == "amounts" or amount in (0, lot.cost)
        assert not amount or any(lot.task in ballot for ballot in ballots.given)
    turned = Ballots(ballots.form, ballots.given[::-1], ballots.all_points)
    assert count(rule, turned, SBR, pot, 5, drawn) == division


def test_without_ballots_every_rule_saves_the_pot() -> None:
    for rule in (*COUNTABLE_RULES, "greedy"):
        assert count(rule, Ballots("points", ()), SBR, 90, 5) == Division((), 90)


def test_a_rule_that_ballots_alone_do_not_decide_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="consent"):
        count("consent", Ballots("points", ({"S": 1},)), SBR, 90, 5)
