"""Each mechanic that bites is asked about in the debrief, and only where it was played."""

import pytest

from game.debrief.questions import questions
from game.i18n import LANGUAGES, Texts
from tests.mechanics import played

ASKED = {
    "sealed_plan": "decided_before",
    "delivery": "no_delivery",
    "change_rule": "rule_changed",
    "step_back": "stepped_back",
    "felt_trust": "felt",
    "advise": "kept",
    "consult": "kept",
    "core_values": "core_value",
    "own_idea": "idea",
    "take_over": "taken_over",
    "pledges": "pledge_held",
    "report_back": "open_answered",
}


def asked(name: str, language: str, is_used: bool) -> dict[str, str]:
    stepper = played.playing(name, is_used=is_used)
    parts, scenario = stepper.parts("projector"), stepper.session.played.scenario
    return {one.kind: one.text for one in questions(parts, scenario, Texts(language))}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ASKED)
def test_a_mechanic_that_bit_is_asked_about(name: str, language: str) -> None:
    assert asked(name, language, is_used=True)[ASKED[name]].endswith("?")


@pytest.mark.parametrize("name", [one for one in ASKED if one != "advise"])
def test_a_mechanic_that_was_not_used_is_not_asked_about(name: str) -> None:
    assert ASKED[name] not in asked(name, "nl", is_used=False)
