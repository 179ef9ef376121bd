"""Whole sessions from the first curtain to the last page, from recorded inputs and by given hands."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from game.rules.events import RoundStarted
from game.scenario.model import Scenario, in_language
from game.session.log import live
from tests.client.playing import where
from tests.client.putten_playing import POLL, POLL_AGAIN, SEATS
from tests.client.recording import FIRST, LISTENED, SUPPLIED, Recorded
from tests.pilot import DirectLine, Pilot, a_pilot

MOST_CURTAINS = 12
MOST_DECISIONS = 15
OTHER_HAND = {"mouse": '"kind": "key"', "keys": '"kind": "pointer"'}


@contextmanager
def replayed(one: Recorded) -> Iterator[Pilot]:
    """Give a pilot at the end of a recorded session; the other hand did not help."""
    lines = one.file.read_text("utf-8").splitlines()
    assert not any(OTHER_HAND[one.hands] in line for line in lines), "the other hand helped"
    with a_pilot(language=one.language, calm=one.is_calm) as pilot:
        pilot.replay(lines)
        yield pilot


@pytest.mark.slow
@pytest.mark.parametrize(
    "one",
    [FIRST[0], *(pytest.param(one, marks=pytest.mark.bench) for one in FIRST[1:])],
    ids=lambda one: one.file.stem,
)
def test_three_pairs_play_to_the_end_from_recorded_inputs(one: Recorded) -> None:
    with replayed(one) as pilot:
        assert where(pilot) == (2, "ended", "")
        assert pilot.session.curtain_changes <= MOST_CURTAINS
        people = pilot.session.table.part("people")
        assert {held["holder"] for held in people.values()} == {"pair"}
        assert pilot.is_there("debrief.back")
        assert not pilot.can("debrief.on")


@pytest.mark.slow
@pytest.mark.parametrize(
    "one", [LISTENED, pytest.param(SUPPLIED, marks=pytest.mark.bench)], ids=lambda one: one.file.stem
)
def test_seven_people_play_putten_to_the_last_page_and_it_tells_what_happened(one: Recorded) -> None:
    with replayed(one) as pilot:
        assert where(pilot) == (3, "ended", "")
        assert not pilot.can("debrief.on")
        table = pilot.session.table
        assert table.part("poll") == {
            "start": dict(zip(SEATS, POLL, strict=True)),
            "end": dict(zip(SEATS, POLL_AGAIN, strict=True)),
        }
        pages = pages_back(pilot)
        told_truthfully(pilot, pages)
        most = max(decisions(pilot).values())
        assert 0 < most <= MOST_DECISIONS


def decisions(pilot: Pilot) -> Counter[tuple[str, int]]:
    """Return how much each seat decided in each round; a dot on the poll is no decision of a round."""
    line = pilot.session.table.connection
    assert isinstance(line, DirectLine)
    counted: Counter[tuple[str, int]] = Counter()
    seen, number = {""}, 0
    for happened in live(line.log()):
        if isinstance(happened.event, RoundStarted):
            number = happened.event.round
        by, id_ = happened.actor or "", happened.action_id or ""
        if (
            by.startswith("seat:")
            and id_ not in seen
            and happened.kind not in ("poll_answered", "agreement_made")
        ):
            counted[by, number] += 1
        seen.add(id_)
    return counted


def pages_back(pilot: Pilot) -> list[str]:
    """Return what stands on each page of the debrief, first to last, by turning back to its begin."""
    pages = [pilot.words()]
    while pilot.can("debrief.back"):
        pilot.click("debrief.back")
        pages.append(pilot.words())
    return pages[::-1]


def told_truthfully(pilot: Pilot, pages: list[str]) -> None:
    """Hold the words of the debrief against the table: pockets, money, envelope, goals, agreements."""
    table, texts, scene = pilot.session.table, pilot.app.texts, pilot.session
    scenario, whole = scene.table.scenario, "\n".join(pages)
    language = pilot.app.settings.spoken
    for card in table.part("pockets")["cards"]:
        [page] = [page for page in pages if card_says(scenario, card, language) in page]
        for task in card["tasks"][:1]:
            assert in_language(scenario.tasks[task].name, language) in page
    for card in table.part("cards"):
        assert card_says(scenario, card, language) not in whole, "a told card is no card in the pocket"
    came_in = [rf"{number}\s{re.escape(texts.euros(start))}" for number, start in enumerate(pots(pilot), 1)]
    assert [page for page in pages if all(re.search(one, page) for one in came_in)]
    ended = next(page for page in pages if texts("debrief.ended.title") in page)
    for goal in table.part("table")["goals"]:
        assert texts.tenths(table.part("indicators")[goal]["value"]) in ended
    assert texts.number(table.part("outcome")["lowest_support"]) in ended
    agreements = table.part("agreements")
    assert agreements
    for text in agreements.values():
        assert table.part("texts")[text] in pages[-1]


def card_says(scenario: Scenario, card: dict[str, str], language: str) -> str:
    return in_language(scenario.roles[card["role"]].cards[card["need"]].says, language)


def pots(pilot: Pilot) -> list[int]:
    """Return what was in the pot at the start of each round, from the causes of the money."""
    found, left = [], 0
    comes_in = ("round", "event_card", "set_aside_back", "council_sets_aside")
    for number in (1, 2, 3):
        changes = [one for one in pilot.session.table.part(f"causes:{number}") if one["what"] == "money"]
        came = [one for one in changes if one["cause"]["kind"] in comes_in]
        found.append(left + sum(one["amount"] for one in came))
        left += sum(one["amount"] for one in changes)
    return found
