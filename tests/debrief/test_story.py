"""The story of a play: short, in order, and true to what had most effect."""

import re
from typing import Any

import pytest
from hypothesis import given, settings

from game.debrief.questions import questions
from game.debrief.story import happened
from game.i18n import LANGUAGES, Texts
from game.scenario.model import in_language
from tests.debrief.plays import looked_at, plays, scenario_named

POTJE = "eerste-potje"


def story(bots: str, seed: int = 7, language: str = "nl") -> list[str]:
    return [
        one.text for one in happened(looked_at(POTJE, bots, seed), scenario_named(POTJE), Texts(language))
    ]


def asked(bots: str, seed: int = 7) -> dict[str, str]:
    found = questions(looked_at(POTJE, bots, seed), scenario_named(POTJE), Texts("nl"))
    return {one.kind: one.text for one in found}


@settings(max_examples=40)
@given(play=plays())
def test_a_story_has_eight_to_twelve_sentences_the_ending_first(play: tuple[str, dict[str, Any]]) -> None:
    name, parts = play
    for language in LANGUAGES:
        told = happened(parts, scenario_named(name), Texts(language))
        assert 8 <= len(told) <= 12
        assert len({one.text for one in told}) == len(told)
        assert told[0].round == 0
        rounds = [one.round for one in told]
        assert rounds == sorted(rounds)


@settings(max_examples=40)
@given(play=plays())
def test_a_task_that_was_carried_out_is_never_what_would_have_answered(
    play: tuple[str, dict[str, Any]],
) -> None:
    name, parts = play
    scenario = scenario_named(name)
    told = " ".join(one.text for one in happened(parts, scenario, Texts("nl")))
    said = re.search(r"‘([^’]*)’ had (?:er|daar)op geantwoord", told)
    if said:
        tasks = [id_ for id_, task in scenario.tasks.items() if in_language(task.name, "nl") == said[1]]
        assert any(parts[f"task:{id_}"]["status"] not in ("running", "done") for id_ in tasks)


@settings(max_examples=40)
@given(play=plays())
def test_there_are_three_to_five_questions_each_once(play: tuple[str, dict[str, Any]]) -> None:
    name, parts = play
    for language in LANGUAGES:
        found = questions(parts, scenario_named(name), Texts(language))
        assert 3 <= len(found) <= 5
        assert len({one.text for one in found}) == len(found)
        assert all(one.text.endswith("?") for one in found)


def test_a_table_that_did_nothing_hears_so() -> None:
    told = story("silent")
    assert "Er is geen enkele taak gestart." in told
    assert any(sentence.startswith("6 verhalen bleven in de zak") for sentence in told)


def test_a_table_that_made_it_hears_so_first() -> None:
    assert story("dialogue")[0] == "Het is gelukt: het doel is gehaald en niemand viel van tafel."


@pytest.mark.parametrize("bots", ["supplier", "listener", "committee", "dialogue"])
def test_it_is_told_when_the_director_chose_alone_and_only_then(bots: str) -> None:
    told = "In 2 rondes koos de regisseur zelf waar het geld heen ging." in story(bots)
    assert told == (bots in ("supplier", "listener"))


def test_a_broken_promise_is_told_and_asked_about() -> None:
    parts = looked_at(POTJE, "random", 3)
    broken = [
        change
        for name in parts
        if name.startswith("causes:")
        for change in parts[name]
        if change["cause"]["kind"] == "promise_broken"
    ]
    assert broken, "this play was chosen for its broken promise"
    assert any("is gebroken" in sentence for sentence in story("random", 3))
    assert "veranderde het plan" in asked("random", 3)["broken"]


@pytest.mark.parametrize("bots", ["silent", "supplier"])
def test_nobody_is_asked_about_what_did_not_happen(bots: str) -> None:
    kinds = asked(bots).keys()
    assert kinds.isdisjoint({"open", "open_answered", "used", "broken", "kept", "met"})


def test_an_answered_story_is_not_asked_about_as_if_nobody_answered() -> None:
    found = asked("dialogue")
    assert "open" not in found
    assert "hoorde waarom" in found["open_answered"]


def test_a_story_in_english_is_english() -> None:
    assert story("silent", language="en")[0].startswith("Fits what people need came to 30.0")
