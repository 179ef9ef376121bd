"""Looking into a task in the window: by mouse and by keys, in both languages and in large letters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from game.client.scenes.session import SessionScene
from tests.client.playing import Hands, KeyboardHands, MouseHands, go_round, where
from tests.client.staged import outside_of
from tests.mechanics.played import case, laid_over
from tests.pilot import Pilot, a_pilot, a_play

_MORE = {
    "roles": {"joris": {"cards": {"vroeg": {"says": "Bij ons komt niemand.", "reveals": "buurtkamer"}}}},
    "tasks": {"buurtkamer": {"effects": [{"add": "leefwereld", "by": [4, 12]}]}},
    "instruments": {
        "proef": {"name": "Proeftuin", "kind": "pilot", "cost": 0},
        "enquete": {"name": "Enquête", "kind": "survey", "cost": 5000, "finds": 1, "reach": ["henk"]},
    },
}


def at_the_dialogue(
    tmp_path: Path, language: str = "nl", scale: int = 100, size: tuple[int, int] = (1920, 1080)
) -> Iterator[Pilot]:
    """Give a pilot in a dialogue in which experts, a pilot and a survey can be used."""
    scenario = laid_over(laid_over(case("expert_pool").scenario, case("pilot").scenario), _MORE)
    scenario["instruments"] |= case("expert_pool").scenario["instruments"]
    (tmp_path / "scenario.yaml").write_text(yaml.safe_dump(scenario, allow_unicode=True, sort_keys=False))
    with a_pilot(size, calm=True, language=language, text_scale=scale) as pilot:
        pilot.app.go(SessionScene(pilot.app, a_play(tmp_path, clock=pilot.clock)))
        pilot.settle()
        hands = MouseHands(pilot)
        go_round(pilot, hands)
        hands.choose("noor")
        hands.press("stance.decide")
        assert where(pilot)[1] == "dialogue"
        yield pilot


@pytest.fixture(params=[("nl", 100), ("en", 150)], ids=["nl-100", "en-150"])
def talking(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pilot]:
    yield from at_the_dialogue(tmp_path, *request.param)


@pytest.mark.parametrize("hands", [MouseHands, KeyboardHands])
def test_experts_are_asked_about_a_task_and_their_answer_lies_on_the_table(
    talking: Pilot, hands: type[Hands]
) -> None:
    use = hands(talking)  # type: ignore[call-arg]
    use.press("instrument.experts")
    assert list(outside_of(talking.app)) == []
    assert "2,0" in talking.words() or "2.0" in talking.words()  # the range: 2 to 10
    use.press("look.regeling")
    assert "+2" in talking.widget("revealed.regeling").name
    assert list(outside_of(talking.app)) == []


def test_a_pilot_costs_a_part_of_the_task_and_its_answer_lies_face_down(talking: Pilot) -> None:
    hands = MouseHands(talking)
    hands.press("instrument.proef")
    assert (
        "5.000" in talking.widget("look.regeling").value or "5,000" in talking.widget("look.regeling").value
    )
    hands.press("look.regeling")
    assert "2" in talking.widget("awaited.proef.regeling").value
    assert talking.session.table.part("budget")["money"] == 95_000


def test_a_need_that_a_survey_heard_at_the_table_is_nobody_by_name(talking: Pilot) -> None:
    MouseHands(talking).press("instrument.enquete")
    found = talking.widget("found.betekenis")
    assert "Betekenis" in found.name
    assert "Henk" not in found.name + found.value


def test_a_told_card_shows_what_the_teller_knows_of_a_task(talking: Pilot) -> None:
    hands = MouseHands(talking)
    hands.choose("joris")
    hands.press("tell.1")
    turns = 0
    while not talking.is_there("revealed.buurtkamer") and turns < 4:  # large letters: on another page
        hands.press("dialogue.more")
        turns += 1
    assert talking.session.table.part("revealed")["tasks"]["buurtkamer"]["of"] == "joris/vroeg"


def test_the_dialog_can_be_left_without_choosing(talking: Pilot) -> None:
    hands = MouseHands(talking)
    hands.press("instrument.experts")
    hands.press("look.close")
    assert not talking.is_there("look.regeling")
    assert talking.session.table.part("budget")["money"] == 100_000
