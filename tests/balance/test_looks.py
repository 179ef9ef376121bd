"""Looks for what is worth a thought, on plays that are made up: each yields what it is for, no more."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from game import resources
from game.balance.brief import Brief
from game.balance.estimates import Estimate
from game.balance.findings import course, events, goals, people, tasks, worth
from game.balance.findings.finding import Evidence, Looked
from game.balance.findings.looks import ADVICE, FLAWS
from game.balance.findings.places import Places
from game.balance.forbidding import Forbidden
from game.balance.playing import Line, Plays
from game.balance.ranking import Influence
from game.balance.settings import SETTINGS
from game.balance.strategies import FIXED, MIXED
from game.session.scenario import Played, played_from

SEEDS = range(1, 31)


@pytest.fixture(scope="module")
def played() -> Played:
    return played_from(resources.scenarios() / "eerste-potje")


def a_brief(played: Played) -> Brief:
    """A play in which all there is was used, and that ends where it should."""
    game = played.game
    return Brief(
        result=50,
        main=500,
        path=(400, 450),
        lowest_support=50,
        table_support=60,
        cohesion=80,
        answered=50,
        at_work=90,
        together=50,
        linked=50,
        left=5,
        succeeded=False,
        reached=(),
        tasks=tuple((id_, 10_000) for id_ in game.tasks),
        told=tuple(game.cards),
        found=tuple(game.chair),
        event_cards=tuple(game.event_cards),
        nearest=tuple((id_, 0) for id_ in game.event_cards),
        instruments=tuple(game.instruments),
    )


def made(played: Played, change: Callable[[str, int, Brief], Brief]) -> Evidence:
    """Return plays of every strategy; `change` says how each differs, given who plays and the seed."""
    plays = Plays(played, 1, None, lambda _: None)
    for name in (*FIXED, MIXED):
        for seed in SEEDS:
            plays.of(Line(name))[seed] = change(name, seed, a_brief(played))
    return Evidence(plays, SEEDS)


def kinds(looked: Looked) -> list[tuple[str, tuple[str | int, ...]]]:
    return [(one.kind, one.path) for one in looked]


def as_it_is(name: str, seed: int, brief: Brief) -> Brief:
    """Some plays leave each task and reach the goal, so nothing stands out."""
    less = brief.tasks if name in ("dialogue", MIXED) else ()
    return replace(
        brief,
        tasks=less,
        reached=("leefwereld",) if name == "dialogue" else (),
        succeeded=name == "dialogue",
        path=(400 + 3 * (seed % 2), 450),
        main=500 + 3 * (seed // 2 % 2),
    )


def test_nothing_is_said_of_plays_in_which_nothing_is_the_matter(played: Played) -> None:
    evidence = made(played, as_it_is)
    found = [
        one for look in (*FLAWS, *ADVICE) if look is not people.ballot_never_counts for one in look(evidence)
    ]
    assert found == []


def test_a_task_that_all_buy_and_one_that_none_buys(played: Played) -> None:
    def change(name: str, seed: int, brief: Brief) -> Brief:
        return replace(as_it_is(name, seed, brief), tasks=(("huiskamer", 25_000),))

    evidence = made(played, change)
    assert kinds(tasks.always_bought(evidence)) == [("task_always_bought", ("tasks", "huiskamer"))]
    never = [path[1] for _, path in kinds(tasks.never_bought(evidence))]
    assert set(never) == set(played.game.tasks) - {"huiskamer"}


def test_what_is_never_told_found_or_used(played: Played) -> None:
    def change(name: str, seed: int, brief: Brief) -> Brief:
        return replace(
            as_it_is(name, seed, brief), told=brief.told[1:], found=brief.found[1:], instruments=()
        )

    evidence = made(played, change)
    assert kinds(people.never_told(evidence)) == [("card_never_told", ("roles", "nadia", "cards", "opvang"))]
    assert kinds(people.never_found(evidence)) == [("need_never_found", ("needs", "samen-eten"))]
    assert len(kinds(people.never_used(evidence))) == 2


@pytest.mark.parametrize(("off", "found"), [(0, False), (1, True), (500, True)])
def test_an_event_that_never_could_come(played: Played, off: int, found: bool) -> None:
    def change(name: str, seed: int, brief: Brief) -> Brief:
        nearest = tuple((id_, off if id_ == "bezuiniging" else 0) for id_, _ in brief.nearest)
        return replace(as_it_is(name, seed, brief), nearest=nearest)

    [*told] = events.cannot_happen(made(played, change))
    assert [one.path for one in told] == ([("event_cards", "bezuiniging")] if found else [])


def test_few_plays_only_call_impossible_what_stayed_far_off(played: Played) -> None:
    for off, found in ((50, []), (100, ["event_cannot_happen"])):
        plays = Plays(played, 1, None, lambda _: None)
        nearest = (("bezuiniging", off), ("open-dag", 0), ("stukje-in-de-krant", 0))
        plays.of(Line("dialogue"))[1] = replace(a_brief(played), nearest=nearest)
        assert [one.kind for one in events.cannot_happen(Evidence(plays, [1]))] == found


def test_an_event_that_hardly_comes(played: Played) -> None:
    def change(name: str, seed: int, brief: Brief) -> Brief:
        drawn = ("open-dag",) if (name, seed) == ("dialogue", 1) else ("bezuiniging", "stukje-in-de-krant")
        return replace(as_it_is(name, seed, brief), event_cards=drawn)

    assert kinds(events.rarely_drawn(made(played, change))) == [("event_rare", ("event_cards", "open-dag"))]


@pytest.mark.parametrize(("who", "found"), [(FIXED, True), (("dialogue", "supplier"), False)])
def test_a_goal_that_everybody_reaches(played: Played, who: tuple[str, ...], found: bool) -> None:
    def change(name: str, seed: int, brief: Brief) -> Brief:
        return replace(as_it_is(name, seed, brief), reached=("leefwereld",) if name in who else ())

    assert bool(kinds(goals.everybody_reaches(made(played, change)))) == found


def test_a_goal_that_nobody_reaches(played: Played) -> None:
    evidence = made(played, lambda name, seed, brief: replace(as_it_is(name, seed, brief), reached=()))
    assert kinds(goals.nobody_reaches(evidence)) == [("goal_nobody_reaches", ("indicators", "leefwereld"))]


def test_the_course_of_a_play_too_easy_too_hard_decided_early_or_with_money_left(played: Played) -> None:
    easy = made(played, lambda _name, _seed, brief: replace(brief, succeeded=True))
    assert [kind for kind, _ in kinds(course.too_easy_or_hard(easy))] == ["too_easy"]
    hard = made(played, lambda _name, _seed, brief: replace(brief, succeeded=False))
    assert [kind for kind, _ in kinds(course.too_easy_or_hard(hard))] == ["too_hard"]
    early = made(played, lambda _, seed, brief: replace(brief, path=(400 + seed, 450), main=500 + seed))
    assert [kind for kind, _ in kinds(course.decided_early(early))] == ["decided_early"]
    rich = made(played, lambda _name, _seed, brief: replace(brief, left=30))
    assert [kind for kind, _ in kinds(course.money_without_choice(rich))] == ["money_left"]


def test_a_session_that_leaves_no_time_to_look_back_is_too_long(played: Played) -> None:
    scenario = played.scenario.model_copy(update={"minutes": 12})
    evidence = made(Played(scenario, played.files), as_it_is)
    assert kinds(course.too_long(evidence)) == [("too_long", ("minutes",))]


def test_what_things_are_worth(played: Played) -> None:
    def of(kind: str, id_: str, figure: float) -> Forbidden:
        return Forbidden(kind, id_, {"dialogue": Estimate(figure, figure - 0.2, figure + 0.2, 60)})

    evidence = made(played, as_it_is)
    evidence.forbidden = [
        of("task", "huiskamer", -3),
        of("task", "eettafel", 12),
        of("task", "sportpas", 2),
        of("mechanic", "note", 0.1),
        of("mechanic", "meet", 2),
    ]
    assert kinds(worth.never_pays(evidence)) == [("task_never_pays", ("tasks", "huiskamer"))]
    assert kinds(worth.cannot_be_missed(evidence)) == [("task_cannot_be_missed", ("tasks", "eettafel"))]
    assert [one.facts for one in worth.never_matters(evidence)] == [{"name": "note"}]


def test_a_figure_of_the_file_that_changes_nothing_is_told(played: Played) -> None:
    def of(name: str, size: float) -> Influence:
        return Influence(SETTINGS[name], size, 0.0)

    evidence = made(played, as_it_is)
    evidence.ranked = [of("per_round", 0.2), of("fit_floor", 8), of("capacity", 0.1), of("used", 0.1)]
    found = kinds(worth.figure_never_matters(evidence))
    assert found == [("figure_never_matters", ("budget", "per_round"))]  # the file says nothing of `used`


def test_every_finding_has_a_sentence_in_both_languages_and_a_line(played: Played) -> None:
    def change(name: str, seed: int, brief: Brief) -> Brief:
        return replace(brief, tasks=(), told=(), found=(), instruments=(), event_cards=(), left=50)

    evidence = made(played, change)
    places = Places(played, "x.yaml")
    found = [places.told(one) for look in ADVICE for one in look(evidence)]
    assert {one["kind"] for one in found} >= {
        "task_never_bought",
        "card_never_told",
        "money_left",
        "too_hard",
    }
    lines = played.files["scenario.yaml"].decode().split("\n")
    for one in found:
        assert one["sentence"]["nl"] != one["sentence"]["en"]
        assert one["path"].split(".")[-1] + ":" in lines[one["line"] - 1]
