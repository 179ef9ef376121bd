"""Every number can be asked why, and what it answers adds up, in words that exist."""

from typing import Any

import pytest
from hypothesis import given, settings

from game.debrief.causes import Why, told, why
from game.i18n import LANGUAGES, Texts
from game.rules.events import Cause, Change
from tests.debrief.plays import looked_at, plays, scenario_named

POTJE = "eerste-potje"
JORIS_OPEN = Change("trust", "joris", -6, Cause("no_report", ("joris/handen",)))


def values(parts: dict[str, Any]) -> list[tuple[str, str]]:
    """Return every value that a view shows and that has causes."""
    seats = parts["table"]["seats"]
    return [
        *(("indicator", id_) for id_ in parts["indicators"]),
        *(("trust", seat) for seat in seats if parts[f"seat:{seat}"]["trust"] is not None),
        *(("capacity", seat) for seat in seats),
        *([("patience", "")] if parts["council"] else []),
        *(("money", "pot"), ("set_aside", "pot")),
    ]


def sums_up(answer: Why) -> bool:
    lines = [line for one in answer.rounds for line in one.lines]
    return answer.start + sum(line.amount for line in lines) == answer.end


@settings(max_examples=40)
@given(play=plays())
def test_every_value_is_its_start_and_its_causes(play: tuple[str, dict[str, Any]]) -> None:
    name, parts = play
    scenario = scenario_named(name)
    for language in LANGUAGES:
        for what, of in values(parts):
            answer = why(parts, what, of, scenario, Texts(language))
            assert sums_up(answer), (what, of)
            for line in (line for one in answer.rounds for line in one.lines):
                assert line.text.startswith(f"{line.label} {line.amount_text}: ")
                assert not line.steps or sum(step.amount for step in line.steps) == line.amount


@settings(max_examples=40)
@given(play=plays())
def test_the_capacity_at_the_start_is_what_the_scenario_says(play: tuple[str, dict[str, Any]]) -> None:
    name, parts = play
    for seat, role in scenario_named(name).roles.items():
        assert why(parts, "capacity", seat, scenario_named(name), Texts("nl")).start == role.capacity


@settings(max_examples=40)
@given(play=plays())
def test_all_changes_of_a_view_are_told_under_some_value(play: tuple[str, dict[str, Any]]) -> None:
    name, parts = play
    answers = [why(parts, what, of, scenario_named(name), Texts("nl")) for what, of in values(parts)]
    told_changes = sum(len(one.lines) for answer in answers for one in answer.rounds)
    assert told_changes == sum(len(parts[part]) for part in parts if part.startswith("causes:"))


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("nl", "Vertrouwen -6: je vertelde ‘Handen die het volhouden’ in ronde 1; er kwam geen antwoord."),
        ("en", "Trust -6: you told ‘Hands that keep going’ in round 1; no answer came."),
    ],
)
def test_an_open_card_says_what_was_told_and_that_nobody_answered(language: str, sentence: str) -> None:
    assert told(JORIS_OPEN, scenario_named(POTJE), Texts(language), 1).text == sentence


def test_a_change_reads_the_same_from_an_event_and_from_a_view() -> None:
    as_json = {
        "what": "trust",
        "of": "joris",
        "amount": -6,
        "cause": {"kind": "no_report", "ids": ["joris/handen"], "factors": []},
    }
    texts = Texts("nl")
    assert told(as_json, scenario_named(POTJE), texts, 1) == told(JORIS_OPEN, scenario_named(POTJE), texts, 1)


def test_money_stands_with_its_sign_and_in_euros() -> None:
    paid = Change("money", "pot", -30_000, Cause("task", ("schuldhulp-thuis",)))
    sentence = told(paid, scenario_named(POTJE), Texts("nl"))
    assert sentence.text == "Geld in de pot -€\u00a030.000: betaald voor ‘Schuldhulp aan huis’."


def a_landing(**factors: int) -> Change:
    named = tuple({"base": 120, "level": 0, "fit": 0, "carry": 0, "cross": 0, **factors}.items())
    amount = sum(size for _, size in named)
    return Change("indicator", "leefwereld", amount, Cause("task", ("schuldhulp-thuis",), named))


def steps(change: Change, **task: Any) -> list[tuple[str, str]]:
    factors = {"level": 100, "fit": 100, "carry": task.pop("carry", 100), "cross": 100}
    parts = {"task:schuldhulp-thuis": {"doer": "joris", "owner": "nadia", "factors": factors} | task}
    sentence = told(change, scenario_named(POTJE), Texts("nl"), 2, parts)
    return [(step.text, step.amount_text) for step in sentence.steps]


def test_an_effect_opens_into_what_it_could_bring_and_what_it_lost() -> None:
    assert steps(a_landing(fit=-7, cross=17)) == [
        ("dit kan de taak brengen", "+12,0"),
        ("nog niet alle behoeften verteld", "-0,7"),
        ("eigenaren van gekoppelde taken spraken elkaar", "+1,7"),
    ]


@pytest.mark.parametrize(
    ("owner", "carry", "words"),
    [
        (None, 80, "niemand was eigenaar"),
        (None, 70, "niemand was eigenaar en het draagvlak was laag"),
        ("joris", 90, "één partij deed het alleen"),
        ("joris", 80, "één partij deed het alleen en het draagvlak was laag"),
        ("nadia", 90, "het draagvlak was laag"),
    ],
)
def test_who_carried_a_task_is_said_as_it_was(owner: str | None, carry: int, words: str) -> None:
    assert steps(a_landing(carry=-10), owner=owner, carry=carry)[1] == (words, "-1,0")


BASE_AND_FIT = (("base", 10), ("fit", -4))


def test_a_task_without_needs_is_not_said_to_miss_stories() -> None:
    change = Change(
        "indicator", "leefwereld", 6, Cause("task", ("brandveilig",), (("base", 10), ("fit", -4)))
    )
    sentence = told(change, scenario_named(POTJE), Texts("nl"))
    assert [step.text for step in sentence.steps] == ["dit kan de taak brengen", "er hoort geen behoefte bij"]


def test_lines_stand_under_the_round_in_which_they_came() -> None:
    answer = why(looked_at(POTJE), "trust", "nadia", scenario_named(POTJE), Texts("nl"))
    assert answer.label == "Vertrouwen van Nadia"
    assert [one.round for one in answer.rounds] == [1, 2]
    assert all(one.lines for one in answer.rounds)


def test_a_value_without_causes_of_its_own_is_not_explained_away() -> None:
    with pytest.raises(KeyError):
        why(looked_at(POTJE), "cohesion", "", scenario_named(POTJE), Texts("nl"))
