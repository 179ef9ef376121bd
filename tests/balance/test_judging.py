"""Judging: the figure of every kind of condition, on plays that are made up, counted by hand."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from game import resources
from game.balance.brief import Brief
from game.balance.changes import HIGHER, TOLD
from game.balance.conditions import CONDITIONS, OUTCOMES, Condition
from game.balance.judging import Judged, judge, lines_for
from game.balance.playing import Line, Plays
from game.balance.strategies import FIXED
from game.session.scenario import Played, played_from

SEEDS = range(1, 21)
EMPTY = Brief(50, 500, (400,), 50, 50, 50, 50, 50, 50, 50, 0, False, (), (), (), (), (), (), ())

Made = Callable[[str, int], Brief]


@pytest.fixture(scope="module")
def putten() -> Played:
    return played_from(resources.scenarios() / "putten-samenleving")


def the(name: str) -> Condition:
    return next(one for one in CONDITIONS if one.name == name)


def judged(played: Played, name: str, made: Made, changes: tuple[str, ...] = ()) -> Judged:
    """Return what comes of a condition when `made` says what each strategy's play with a seed is."""
    condition = the(name)
    plays = Plays(played, 1, None, lambda _: None)
    for line in lines_for(condition, played.scenario, changes):
        for seed in SEEDS:
            plays.of(line)[seed] = made(line.bots, seed)
    found = judge(condition, played.scenario, plays, SEEDS, changes)
    assert found is not None
    return found


def figure(found: Judged) -> float:
    assert found.estimate is not None
    return found.estimate.figure


def with_main(**adds: int) -> Made:
    """Return plays whose main indicator is 50 points and what a strategy adds, on every seed."""
    return lambda bots, _seed: replace(EMPTY, main=500 + 10 * adds.get(bots, 0))


def test_asking_is_what_it_adds_averaged_over_who_decides(putten: Played) -> None:
    found = judged(putten, "asking", with_main(listener=4, dialogue=10, committee=1, supplier=1))
    assert (figure(found), found.passes) == (6, True)  # (4 - 1 + 10 - 1) / 2
    assert {name: one.figure for name, one in found.parts.items()} == {
        "listener": 54,
        "dialogue": 60,
        "supplier": 51,
        "committee": 51,
    }
    assert not judged(putten, "asking", with_main(dialogue=9)).passes


def test_sharing_is_what_it_adds_to_the_lowest_support(putten: Played) -> None:
    lowest = {"committee": 60, "dialogue": 70, "supplier": 50, "listener": 54}
    found = judged(putten, "sharing", lambda bots, _: replace(EMPTY, lowest_support=lowest[bots]))
    assert figure(found) == 13


@pytest.mark.parametrize(("wins", "passes"), [(17, True), (18, False)])
def test_dialogue_may_beat_supply_in_85_of_a_hundred_seeds(putten: Played, wins: int, passes: bool) -> None:
    def made(bots: str, seed: int) -> Brief:
        return replace(EMPTY, main=510 if bots == "dialogue" and seed <= wins else 500)

    found = judged(putten, "supply", made)
    assert (figure(found), found.passes) == (5 * wins, passes)


def test_supply_must_be_ahead_of_each_after_the_first_round(putten: Played) -> None:
    firsts = {"supplier": 420, "listener": 400, "committee": 410, "dialogue": 390}
    found = judged(putten, "first_round", lambda bots, _: replace(EMPTY, path=(firsts[bots], 0)))
    assert (figure(found), found.passes) == (1, True)
    assert {name: one.figure for name, one in found.parts.items()} == {
        "listener": 2,
        "committee": 1,
        "dialogue": 3,
    }


def test_the_talker_must_have_less_at_work_than_each_that_plays(putten: Played) -> None:
    at_work = {"talker": 60, "greedy": 59}
    found = judged(putten, "talking", lambda bots, _: replace(EMPTY, at_work=at_work.get(bots, 90)))
    assert (figure(found), found.passes) == (-1, False)
    assert found.parts["supplier"].figure == 30


def test_looking_ahead_must_win_with_the_low_end_of_its_interval(putten: Played) -> None:
    def made(swing: int) -> Made:
        return lambda bots, seed: replace(
            EMPTY, result=(52 + (swing if seed % 2 else -swing)) if bots == "planner" else 50
        )

    assert judged(putten, "thinking", made(1)).passes
    unsure = judged(putten, "thinking", made(9))
    assert (figure(unsure), unsure.passes) == (2, False)


def test_one_play_is_never_sure(putten: Played) -> None:
    plays = Plays(putten, 1, None, lambda _: None)
    for line in lines_for(the("thinking"), putten.scenario):
        plays.of(line)[1] = replace(EMPTY, result=90 if line.bots == "planner" else 10)
    found = judge(the("thinking"), putten.scenario, plays, [1])
    assert found is not None
    assert (figure(found), found.passes) == (80, False)


def test_a_strategy_that_leads_every_outcome_is_told(putten: Played) -> None:
    best = replace(EMPTY, result=60, main=600, lowest_support=60, answered=60, cohesion=60, together=60)

    def made(linked: int) -> Made:
        return lambda bots, _: replace(best, linked=linked) if bots == "dialogue" else EMPTY

    assert not judged(putten, "no_best", made(60)).passes
    found = judged(putten, "no_best", made(40))
    assert (figure(found), found.passes) == (1, True)
    assert found.parts["silent"].figure == len(OUTCOMES) - 1


def test_a_silent_seat_is_judged_by_the_seat_that_is_missed_least(putten: Played) -> None:
    loses = {"dialogue,evert=silent": 45, "dialogue": 50}
    found = judged(putten, "seat", lambda bots, _: replace(EMPTY, result=loses.get(bots, 30)))
    assert (figure(found), found.passes) == (5, True)
    assert set(found.parts) == set(putten.scenario.roles)
    assert found.parts["evert"].figure == 5


def test_tasks_are_counted_in_the_best_tenth_and_lures_and_duties_apart(putten: Played) -> None:
    tasks = putten.scenario.tasks
    plain = [id_ for id_, task in tasks.items() if not task.lure and not task.duty]

    def made(_bots: str, seed: int) -> Brief:
        """The best two of twenty plays buy all plain tasks but the first, the others that and the lure."""
        if seed <= 2:
            return replace(EMPTY, result=90, tasks=tuple((id_, 1) for id_ in plain[1:]))
        return replace(EMPTY, tasks=((plain[0], 1), ("loket", 1)))

    assert tasks["loket"].lure
    assert [figure(judged(putten, name, made)) for name in ("rarest", "commonest")] == [0, 100]
    assert figure(judged(putten, "lure_avoided", made)) == 0
    assert figure(judged(putten, "lure_taken", made)) == 90
    assert set(judged(putten, "rarest", made).parts) == set(plain)


def test_luck_is_what_strategies_leave_of_all_difference(putten: Played) -> None:
    place = {name: number for number, name in enumerate(FIXED)}
    by_strategy = judged(putten, "luck", lambda bots, _: replace(EMPTY, result=place[bots]))
    by_seed = judged(putten, "luck", lambda _, seed: replace(EMPTY, result=seed))
    assert (figure(by_strategy), by_strategy.passes) == (0, True)
    assert (figure(by_seed), by_seed.passes) == (100, False)


def test_what_a_scenario_has_none_of_or_two_rounds_skip_is_not_judged() -> None:
    first = played_from(resources.scenarios() / "eerste-potje")
    plays = Plays(first, 1, None, lambda _: None)
    for name in ("first_round", "talking", "rarest", "commonest", "lure_avoided", "lure_taken"):
        assert judge(the(name), first.scenario, plays, SEEDS) is None
    assert figure(judged(first, "lures", with_main())) == 0


def test_a_condition_about_other_minima_or_all_told_reads_only_those_plays(putten: Played) -> None:
    lines = lines_for(the("all_told"), putten.scenario, (HIGHER,))
    assert lines == [Line(name, (TOLD, HIGHER)) for name in ("dialogue", "committee")]
    found = judged(putten, "all_told", with_main(dialogue=1), (HIGHER,))
    assert (figure(found), found.passes) == (1, True)
