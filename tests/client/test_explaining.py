"""Rules are explained when they are first used, in few words, and the text goes with the first action."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from game import resources
from game.client.looks.prompt import PromptLook, bubble_height
from game.client.widgets.base import Picture
from game.i18n import Texts
from tests.client.opened import an_opened, small
from tests.client.playing import MouseHands, go_round, play_round, start, to_the_ballots, where
from tests.client.staged import outside_of
from tests.pilot import Pilot, a_pilot

MOST_WORDS = 25


@pytest.fixture
def pilot() -> Iterator[Pilot]:
    """A pilot whose table is in the first exploring, all briefs read."""
    with a_pilot(calm=True) as pilot:
        start(pilot, MouseHands(pilot))
        go_round(pilot, MouseHands(pilot))
        yield pilot


def said(pilot: Pilot) -> PromptLook:
    widget = pilot.widget("prompt")
    assert isinstance(widget, Picture)
    assert isinstance(widget.shows, PromptLook)
    return widget.shows


def explained(pilot: Pilot) -> str:
    """Return the rule that is being explained, "" for none."""
    return pilot.session.explaining.now if said(pilot).icon == "lightbulb" else ""


class Watching(MouseHands):
    """Hands that notice what is explained, and where."""

    def __init__(self, pilot: Pilot) -> None:
        super().__init__(pilot)
        self.noticed: list[tuple[int, str]] = []

    def press(self, key: str) -> None:
        super().press(key)
        if self.pilot.is_there("prompt"):
            one = (where(self.pilot)[0], explained(self.pilot))
            if one[1] and one not in self.noticed:
                self.noticed.append(one)


def test_after_the_briefs_everybody_says_who_they_are(pilot: Pilot) -> None:
    assert "Ik ben" in said(pilot).happened
    assert "Noor" in said(pilot).question
    pilot.click("stance.co_produce")
    assert "Ik ben" not in said(pilot).happened


def test_an_explanation_goes_with_the_first_action_and_does_not_come_back(pilot: Pilot) -> None:
    pilot.click("stance.decide")
    assert explained(pilot) == "dialogue"
    pilot.click("seat.nadia")
    assert explained(pilot) == "dialogue"  # looking round is no action
    pilot.click("tell.1")
    assert explained(pilot) != "dialogue"
    pilot.click("step_back")
    assert explained(pilot) != "dialogue"


def test_the_clock_ends_no_explanation(pilot: Pilot) -> None:
    pilot.click("stance.decide")
    pilot.key("p")
    pilot.key("p")
    assert explained(pilot) == "dialogue"


def test_hands_are_explained_with_the_first_card_and_all_put_things_down(pilot: Pilot) -> None:
    pilot.click("stance.decide")
    pilot.click("seat.nadia")
    pilot.click("tell.1")
    assert explained(pilot) == "hands"
    assert "Nadia vertelt" in said(pilot).happened
    assert "Leg alles weg" in said(pilot).question


def test_while_a_card_is_told_the_prompt_says_to_put_everything_down(pilot: Pilot) -> None:
    hands = MouseHands(pilot)
    play_round(pilot, hands)
    pilot.click("stance.decide")
    told = [seat for seat in ("nadia", "joris") if pilot.session.table.part(f"seat:{seat}")["cards_left"]]
    pilot.click(f"seat.{told[0]}")
    telling = [key for key in pilot.keys("tell.") if pilot.can(key)]
    if telling:
        pilot.click(telling[0])
        assert "Leg alles even weg" in said(pilot).question


def test_each_rule_is_explained_once_in_the_round_that_first_has_it(pilot: Pilot) -> None:
    hands = Watching(pilot)
    play_round(pilot, hands)
    play_round(pilot, hands)
    keys = [key for _, key in hands.noticed]
    assert len(keys) == len(set(keys))
    first = [key for round_, key in hands.noticed if round_ == 1]
    assert first == ["dialogue", "hands", "instruments", "frame", "divide", "claim", "carry_out", "reflect"]
    assert [key for round_, key in hands.noticed if round_ == 2] == ["forecast"]


def test_a_repair_has_everybody_put_things_down(tmp_path: Path) -> None:
    with an_opened(tmp_path, small(opening=None, poll=None, rule="consent")) as pilot:
        hands = MouseHands(pilot)
        to_the_ballots(pilot, hands)
        hands.press("primary")
        go_round(pilot, hands, lambda: hands.press("ballot.schuldhulp-thuis"))
        hands.press("primary")
        assert explained(pilot) == "settle"
        hands.choose("joris")
        hands.press("answer.object")
        hands.press("object.task.schuldhulp-thuis")
        hands.press("object.need.opvang")
        hands.press("object.send")
        assert "Leg alles even weg" in said(pilot).question


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_explanation_is_at_most_twenty_five_words(language: str) -> None:
    texts = Texts(language)
    file = resources.assets() / "locale" / language / "opening.po"
    keys = re.findall(r'^msgid "(explain\..+)"$', file.read_text("utf-8"), re.MULTILINE)
    assert len(keys) >= 15
    for key in keys:
        assert len(texts(key, n=3, name="Noor").split()) <= MOST_WORDS, key


@pytest.mark.parametrize(("scale", "language"), [(150, "en"), (200, "nl")])
def test_the_prompt_has_room_for_all_it_says(scale: int, language: str) -> None:
    with a_pilot(language=language, text_scale=scale, calm=True) as pilot:

        class Reading(MouseHands):
            def press(self, key: str) -> None:
                super().press(key)
                if pilot.is_there("prompt"):
                    box = pilot.widget("prompt").box
                    assert bubble_height(pilot.app.painter, said(pilot), box.w) <= box.h + 0.5
                    assert not [one for one in outside_of(pilot.app) if one.startswith(("prompt", "primary"))]

        start(pilot, Reading(pilot))
        go_round(pilot, Reading(pilot))
        play_round(pilot, Reading(pilot))
