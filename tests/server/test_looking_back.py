"""Looking back on a phone: it goes along with the room, and tells nothing before its turn."""

from collections.abc import Mapping
from typing import Any

import pytest

from game.bots.demo import begin_demo, play_demo
from game.debrief.moves import as_played
from game.debrief.names import Names
from game.debrief.pages import Page, pages
from game.i18n import LANGUAGES, Texts
from game.scenario.load import find
from game.session.memory import MemoryStore
from game.session.stepper import Stepper
from server.looking_back import looking_back, turning
from server.moves import moves


@pytest.fixture(scope="module")
def ended() -> Stepper:
    """Putten at its end, played by bots that ask little, so that cards stayed in pockets."""
    stepper, players = begin_demo(MemoryStore(), find("putten-samenleving"), 7, "supplier")
    play_demo(stepper, players)
    return stepper


def shown(stepper: Stepper, seat: str, page: str = "", language: str = "nl") -> str:
    parts = {**seen(stepper, seat), "looking_back": {"page": page}}
    return "".join(map(str, looking_back(parts, seat, names(stepper, parts, language))))


def seen(stepper: Stepper, seat: str) -> Mapping[str, Any]:
    return stepper.parts(f"seat:{seat}" if seat else "facilitator")


def names(stepper: Stepper, parts: Mapping[str, Any], language: str = "nl") -> Names:
    return Names(as_played(stepper.session.played.scenario, parts), Texts(language))


def all_pages(stepper: Stepper) -> list[Page]:
    parts = seen(stepper, "")
    return pages(parts, names(stepper, parts).scenario, answers=True)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_says_something_of_its_own_to_a_seat_and_to_who_leads(
    ended: Stepper, language: str
) -> None:
    for seat in ("", ended.session.played.game.seats[0]):
        told = [shown(ended, seat, page.name, language) for page in all_pages(ended)]
        assert len(set(told)) == len(told)
        assert all(len(one) > 60 for one in told)


def test_the_card_of_a_seat_stands_on_its_phone_to_be_read_and_on_no_other_before_it_is_turned(
    ended: Stepper,
) -> None:
    covered = next(page for page in all_pages(ended) if page.kind == "covered" and page.pocket.seat)  # type: ignore[union-attr]
    assert covered.pocket
    assert covered.pocket.seat
    own = shown(ended, covered.pocket.seat, covered.name)
    assert "Lees hem nu hardop voor" in own
    assert "<blockquote>" in own
    other = next(seat for seat in ended.session.played.game.seats if seat != covered.pocket.seat)
    for seat in ("", other):
        assert "<blockquote>" not in shown(ended, seat, covered.name)
    opened = covered.name.replace("covered", "pocket")
    assert "<blockquote>" in shown(ended, other, opened)


def test_the_outcome_is_told_from_its_own_page_on(ended: Stepper) -> None:
    kinds = [page.kind for page in all_pages(ended)]
    told = ["Uitkomst:" in shown(ended, "", page.name) for page in all_pages(ended)]
    assert told == [place >= kinds.index("ended") for place in range(len(kinds))]


def test_a_phone_asks_the_poll_and_the_agreement_from_their_own_page_on(ended: Stepper) -> None:
    found = all_pages(ended)
    kinds = [page.kind for page in found]
    seat = ended.session.played.game.seats[0]
    for place, page in enumerate(found):
        parts = {**seen(ended, seat), "looking_back": {"page": page.name}}
        forms = "".join(map(str, moves(parts, names(ended, parts))))
        assert ("answer_poll" in forms) == (place >= kinds.index("poll"))
        assert ("make_agreement" in forms) == (place >= kinds.index("agree"))
    alone = {**seen(ended, seat), "looking_back": {"page": ""}}
    forms = "".join(map(str, moves(alone, names(ended, alone))))
    assert "answer_poll" in forms
    assert "make_agreement" in forms


def test_without_anybody_who_leads_all_stands_at_once(ended: Stepper) -> None:
    assert "Uitkomst:" in shown(ended, "gert")
    assert "Wat niemand vertelde" in shown(ended, "gert")


def test_who_leads_turns_to_the_page_after_and_the_one_before(ended: Stepper) -> None:
    found = [page.name for page in all_pages(ended)]
    for place, page in enumerate(found):
        parts = {**seen(ended, ""), "looking_back": {"page": page}}
        forms = "".join(map(str, turning(parts, names(ended, parts))))
        near = [found[to] for to in (place + 1, place - 1) if 0 <= to < len(found)]
        assert [one for one in found if f'value="{one}"' in forms] == sorted(near, key=found.index)
    parts = {**seen(ended, ""), "looking_back": {"page": ""}}
    assert 'value="role"' in "".join(map(str, turning(parts, names(ended, parts))))


def test_a_page_says_who_still_has_to_write(ended: Stepper) -> None:
    seats = ended.session.played.game.seats
    people = {seat: {"holder": "person", "name": None} for seat in seats}
    for written, said in ((seats[:-1], "Nog niet klaar: Hanneke."), (seats, "Iedereen is klaar.")):
        agreed = dict.fromkeys(written, "t1")
        parts = {**seen(ended, ""), "people": people, "agreements": agreed, "looking_back": {"page": "agree"}}
        assert said in "".join(map(str, looking_back(parts, "", names(ended, parts))))
