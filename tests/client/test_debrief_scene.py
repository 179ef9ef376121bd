"""The debrief as a scene: stories before numbers, one thing at a time, every number open to "why?"."""

import re
from collections.abc import Iterator

import pytest

from game.client.looks.charts import StackedLook
from game.client.scenes.debrief.charts import ticks_up_to
from game.client.scenes.debrief.steps import go, steps, where
from game.client.scenes.middles import debrief
from game.client.scenes.round_end import RoundOverlay
from game.client.scenes.seen import Seen
from game.client.table import PROJECTOR
from game.client.widgets.base import Picture, Widget
from game.client.widgets.layout import Box
from tests.client.played import PlayedTable, a_played, crowded
from tests.client.staged import UNDER_HEADER, Shown, cut_texts, outside

BOXES = [(100, UNDER_HEADER), (150, Box(32, 156, 1856, 900)), (200, Box(32, 156, 1856, 900))]
SILENT = ("ask_by_name", "use_instrument")


@pytest.fixture(scope="module")
def played() -> PlayedTable:
    """A table at its end, with cards still in the pockets and on the empty chair."""
    return a_played(seed=2, never=SILENT)


@pytest.fixture
def shown(played: PlayedTable) -> Iterator[Shown]:
    played.tell()
    made = Shown(played, debrief.build, UNDER_HEADER)
    yield made
    made.close()


def go_to(shown: Shown, kind: str) -> None:
    go(shown.seen, next(page for page in steps(shown.seen) if page.kind == kind))
    shown.turn()


def test_the_order_is_role_pockets_pictures_questions_end(shown: Shown) -> None:
    kinds = [step.kind for step in steps(shown.seen)]
    held = kinds.count("pocket")
    assert held > 1
    assert kinds[0] == "role"
    assert kinds[1 : 1 + 2 * held] == ["covered", "pocket"] * held
    assert kinds[1 + 2 * held :] == [
        *("honest", "expect_money", "money", "expect_lines", "lines", "expect_rules", "rules"),
        *("questions", "ended", "overview"),
    ]


def test_every_card_in_a_pocket_is_turned_and_the_empty_chairs_come_last(shown: Shown) -> None:
    pockets = [step.pocket for step in steps(shown.seen) if step.kind == "pocket"]
    state = shown.seen.table.part("pockets")
    assert [one.need for one in pockets if one] == [one["need"] for one in state["cards"] + state["chair"]]
    seats = [one.seat for one in pockets if one]
    assert seats.index(None) == len([seat for seat in seats if seat])


def test_a_card_is_read_aloud_before_it_lies_open(shown: Shown) -> None:
    [first, *_] = [step.pocket for step in steps(shown.seen) if step.pocket]
    assert first.card
    go_to(shown, "covered")
    words = shown.seen.card_says(first.card)
    assert words not in shown.texts()
    assert "heeft nog een kaart in de zak" in shown.texts()
    shown.press("debrief.on")
    assert words in shown.texts()
    for task in first.tasks:
        assert shown.seen.task(task) in shown.texts()


def test_when_all_was_told_the_debrief_says_so() -> None:
    shown = Shown(a_played(seed=2), debrief.build, UNDER_HEADER)
    if not shown.seen.part("pockets")["cards"] and not shown.seen.part("pockets")["chair"]:
        go_to(shown, "pocket")
        assert "Alles is verteld" in shown.texts()
    else:
        assert steps(shown.seen)[1].kind == "covered"
    shown.close()


def test_the_keyboard_goes_through_all_of_it_and_back(shown: Shown) -> None:
    count = len(steps(shown.seen))
    shown.app.stage.focus("debrief.on")
    shown.keys(*["enter"] * (count - 1))
    assert not shown.widget("debrief.on").is_enabled
    assert shown.has("debrief.overview") or shown.has("debrief.goals")
    shown.app.stage.focus("debrief.back")
    shown.keys(*["enter"] * (count - 1))
    assert "Uit je rol" in shown.texts()


def test_no_number_stands_on_the_screen_before_the_stories_are_told(shown: Shown) -> None:
    for index, step in enumerate(steps(shown.seen)):
        if step.kind == "money":
            break
        go(shown.seen, steps(shown.seen)[index])
        shown.turn()
        said = re.sub(r"Stap \d+ van \d+", "", shown.texts())
        assert not re.search(r"€|\d\d", said), step.kind


def test_the_columns_hold_all_money_there_was(shown: Shown) -> None:
    go_to(shown, "money")
    chart = shown.widget("debrief.money.chart")
    assert isinstance(chart, Picture)
    look = chart.shows
    assert isinstance(look, StackedLook)
    history = [moment for moment in shown.seen.part("history") if not moment["ended"]]
    per_round = [1000 * sum(column) for column in look.columns]
    for number, (euros, moment) in enumerate(zip(per_round, history, strict=True), start=1):
        causes = shown.seen.part(f"causes:{number}")
        came = sum(
            one["amount"]
            for one in causes
            if one["what"] == "money" and one["cause"]["kind"] in ("round", "event_card")
        )
        before = history[number - 2]["saved"] if number > 1 else 0
        assert euros == came + before
        assert euros >= moment["saved"]


@pytest.mark.parametrize(
    ("kind", "key", "asked"),
    [
        ("money", "debrief.money.", "Geld in de pot"),
        ("lines", "debrief.trust.moments", "Vertrouwen van"),
        ("lines", "debrief.supports", "Draagvlak van"),
        ("ended", "debrief.goals.list", "Past bij wat mensen nodig hebben"),
        ("overview", "debrief.support", "Draagvlak van"),
    ],
)
def test_numbers_open_why(shown: Shown, kind: str, key: str, asked: str) -> None:
    go_to(shown, kind)
    pressable = [one for one in shown.keys_of(key) if shown.widget(one).role == "number"]
    assert pressable
    shown.press(pressable[0])
    assert f"Waarom? {asked}" in shown.texts()


def test_questions_point_at_moments_of_this_play(shown: Shown) -> None:
    go_to(shown, "questions")
    asked = [shown.widget(one).value for one in shown.keys_of("debrief.question.") if one.endswith(".asks")]
    assert 3 <= len(asked) <= 5


def test_the_end_tells_how_it_ended_first(shown: Shown) -> None:
    go_to(shown, "ended")
    succeeded = shown.seen.part("table")["succeeded"]
    assert ("Het is gelukt" in shown.widget("debrief.story.list.0").value) is succeeded


@pytest.mark.parametrize("highest", [0, 1, 7, 60, 79, 240, 999, 12_345])
def test_ticks_are_few_and_reach_the_highest(highest: int) -> None:
    ticks = ticks_up_to(highest)
    assert ticks[0] == 0
    assert 3 <= len(ticks) <= 5
    assert ticks[-1] >= highest
    assert ticks[-2] < max(1, highest) or highest <= 2


@pytest.fixture(scope="module")
def full_table() -> PlayedTable:
    """The same with seven seats, four indicators, three rounds and long names."""
    return a_played(crowded(), seed=2, never=SILENT)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("how_full", ["played", "full_table"])
@pytest.mark.parametrize(("scale", "box"), BOXES)
def test_no_word_is_cut(
    request: pytest.FixtureRequest,
    how_full: str,
    scale: int,
    box: Box,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    played: PlayedTable = request.getfixturevalue(how_full)
    cut = cut_texts(monkeypatch)
    played.tell()
    shown = Shown(played, debrief.build, box, scale=scale, language=language)
    for index in range(len(steps(shown.seen))):
        go(shown.seen, steps(shown.seen)[index])
        shown.turn()
        assert list(outside(shown)) == []
    shown.close()
    assert cut == []


@pytest.mark.parametrize("scale", [100, 150])
def test_the_end_of_a_round_tells_what_it_did_to_trust(scale: int, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = cut_texts(monkeypatch)

    def nothing(seen: Seen, box: Box) -> list[Widget]:
        del seen, box
        return []

    shown = Shown(a_played(phase="explore", round_=2, seed=2), nothing, UNDER_HEADER, scale=scale)
    shown.app.lay_over(RoundOverlay(shown.app, shown.seen, 1))
    shown.turn()
    assert "Ronde 1 is klaar" in shown.texts()
    for seat in ("nadia", "joris"):
        part = shown.seen.part(f"seat:{seat}")
        change = part["trust"] - part["trust_start"]
        assert shown.widget(f"round_end.marks.1.{seat}.change").value == shown.seen.texts.signed(change)
    shown.press("round_end.marks.1.nadia.press")
    assert "Waarom? Vertrouwen van Nadia" in shown.texts()
    shown.keys("escape")
    assert isinstance(shown.app.overlay, RoundOverlay)
    shown.close()
    assert cut == []


def kind_now(shown: Shown) -> str:
    found = steps(shown.seen)
    return found[where(shown.seen, found)].kind


def room_goes_to(shown: Shown, page: str) -> None:
    shown.seen.table.views[PROJECTOR]["looking_back"] = {"page": page}
    shown.turn()


def test_who_leads_takes_the_whole_room_along_where_anybody_sits(shown: Shown, played: PlayedTable) -> None:
    people = {"nadia": {"holder": "bot:dialogue", "name": None}}
    shown.seen.table.views[PROJECTOR]["people"] = people
    shown.press("debrief.on")
    assert not [order for order in played.orders if order.kind == "turn_page"]
    people["joris"] = {"holder": "person", "name": None}
    shown.press("debrief.back")
    [order] = [order for order in played.orders if order.kind == "turn_page"][-1:]
    assert (order.actor, order.body) == ("facilitator", {"page": "role"})


def test_a_window_goes_along_with_the_room_whatever_it_looked_at_itself(shown: Shown) -> None:
    go_to(shown, "honest")
    room_goes_to(shown, "money")
    assert kind_now(shown) == "money"
    go_to(shown, "questions")
    assert kind_now(shown) == "questions"
    room_goes_to(shown, "lines")
    assert kind_now(shown) == "lines"


def test_a_window_without_the_page_of_the_room_stays_where_it_is(shown: Shown) -> None:
    go_to(shown, "overview")
    for page in ("poll", "pocket:nobody/nothing", "?"):
        room_goes_to(shown, page)
        assert kind_now(shown) == "overview"
