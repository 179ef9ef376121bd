"""The screen of a session: whoever plays finds what to press, and sees nothing that is not theirs."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from game.client.input import Key, Pointer, Typed
from game.client.scenes.session import SessionScene
from game.client.widgets.base import Widget
from game.scenario.load import find, load
from game.scenario.model import Scenario
from tests.client.playing import (
    SEATS,
    KeyboardHands,
    MouseHands,
    go_round,
    play_round,
    start,
    to_the_ballots,
    where,
)
from tests.pilot import Pilot, a_pilot, a_play


@pytest.fixture
def pilot() -> Iterator[Pilot]:
    """A pilot whose table is in the first exploring, all briefs read."""
    with a_pilot(calm=True) as pilot:
        start(pilot, MouseHands(pilot))
        go_round(pilot, MouseHands(pilot))
        yield pilot


def scenario() -> Scenario:
    found = load(find("eerste-potje")).scenario
    assert found is not None
    return found


def quotes(language: str = "nl") -> dict[str, str]:
    """Return the sentence of every story card, by its id."""
    return {
        f"{seat}/{need}": card.says[language] if isinstance(card.says, dict) else card.says  # type: ignore[index]
        for seat, role in scenario().roles.items()
        for need, card in role.cards.items()
    }


def test_the_session_begins_with_a_curtain_that_shows_nothing_of_anybodys_cards() -> None:
    with a_pilot(calm=True) as pilot:
        start(pilot, MouseHands(pilot))
        assert pilot.is_there("curtain.open")
        assert not any(quote in pilot.words() for quote in quotes().values())
        pilot.click("curtain.open")
        assert quotes()["nadia/rust"] in pilot.words()
        assert quotes()["joris/handen"] not in pilot.words()


def test_escape_covers_a_private_screen_without_counting_as_a_change() -> None:
    with a_pilot(calm=True) as pilot:
        start(pilot, MouseHands(pilot))
        pilot.click("curtain.open")
        changes = pilot.session.curtain_changes
        pilot.key("escape")
        assert pilot.is_there("curtain.open")
        assert pilot.session.curtain_changes == changes


def test_printed_role_cards_skip_the_briefs() -> None:
    with a_pilot(calm=True) as pilot:
        start(pilot, MouseHands(pilot))
        pilot.click("curtain.skip")
        assert where(pilot) == (1, "explore", "")
        assert pilot.session.curtain_changes == 1


def test_no_untold_card_is_ever_written_on_the_board(pilot: Pilot) -> None:
    hands = MouseHands(pilot)
    seen_by_all: list[str] = []
    press = hands.press

    def pressing(key: str) -> None:
        press(key)
        privacy = pilot.session.privacy.now
        if privacy is None and pilot.session.table.part("pockets") is None:
            told = {card["id"] for card in pilot.session.table.part("cards")}
            words = pilot.words()
            seen_by_all.extend(id_ for id_, said in quotes().items() if said in words and id_ not in told)

    hands.press = pressing  # type: ignore[method-assign]
    play_round(pilot, hands)
    assert where(pilot)[0] == 2
    assert seen_by_all == []


def test_a_number_key_chooses_who_acts(pilot: Pilot) -> None:
    for number, seat in enumerate(SEATS, start=1):
        pilot.key(str(number))
        assert pilot.session.acting == seat
        assert pilot.widget(f"seat.{seat}").is_chosen  # type: ignore[attr-defined]


def test_only_the_director_says_the_stance(pilot: Pilot) -> None:
    pilot.click("seat.nadia")
    assert not pilot.can("stance.decide")
    assert "Noor" in pilot.widget("stance.decide").hint
    pilot.click("seat.noor")
    assert pilot.can("stance.decide")


def test_going_on_waits_for_the_stance_and_says_so(pilot: Pilot) -> None:
    assert not pilot.can("primary")
    assert pilot.widget("primary").hint
    pilot.click("stance.decide")
    assert where(pilot) == (1, "dialogue", "")
    assert pilot.can("primary")


def test_who_is_asked_by_name_gets_the_word(pilot: Pilot) -> None:
    pilot.click("stance.co_produce")
    pilot.click("seat.nadia")
    pilot.click("ask.joris")
    assert pilot.session.acting == "joris"
    assert "Nadia" in pilot.widget("prompt").value


def test_a_told_card_lies_open_and_can_be_recognised_by_others(pilot: Pilot) -> None:
    pilot.click("stance.co_produce")
    pilot.click("seat.nadia")
    pilot.click("tell.1")
    assert quotes()["nadia/opvang"] in pilot.words()
    assert pilot.widget("card.nadia/opvang").role == "picture"
    pilot.click("seat.joris")
    pilot.click("card.nadia/opvang")
    [card] = pilot.session.table.part("cards")
    assert card["hands"] == ["joris"]


def test_a_card_that_waits_for_a_question_says_so(pilot: Pilot) -> None:
    pilot.click("stance.co_produce")
    pilot.click("seat.nadia")
    assert pilot.can("tell.1")
    assert not pilot.can("tell.2")
    assert pilot.widget("tell.2").hint


def test_one_step_back_takes_the_last_move_back(pilot: Pilot) -> None:
    assert not pilot.can("step_back")
    pilot.click("stance.co_produce")
    pilot.click("step_back")
    assert where(pilot) == (1, "explore", "")
    assert pilot.session.table.part("table")["stance"] == ""


def test_p_pauses_the_clock_and_lets_it_run_on(pilot: Pilot) -> None:
    pilot.key("p")
    assert pilot.session.table.part("clock")["paused"]
    assert pilot.widget("pause").name == "Ga verder"
    pilot.key("p")
    assert not pilot.session.table.part("clock")["paused"]


def test_the_clock_counts_down_on_the_screen(pilot: Pilot) -> None:
    before = pilot.widget("header").shows.timer.digits  # type: ignore[attr-defined]
    pilot.wait(5_000)
    assert pilot.widget("header").shows.timer.digits != before  # type: ignore[attr-defined]


def test_the_menu_gives_more_time_and_keeps_a_remark(pilot: Pilot) -> None:
    pilot.click("menu")
    pilot.click("menu.remark")
    pilot.type("Henk zweeg héél lang.")
    pilot.click("menu.keep")
    remarks = pilot.session.table.part("remarks", "facilitator")
    texts = pilot.session.table.part("texts", "facilitator")
    assert [texts[one["text"]] for one in remarks] == ["Henk zweeg héél lang."]
    due = pilot.session.table.part("clock")["due_ms"]
    pilot.click("menu")
    pilot.click("menu.extend")
    assert pilot.session.table.part("clock")["due_ms"] == due + 60_000


def test_the_language_changes_in_the_middle_of_a_session(pilot: Pilot) -> None:
    assert "Beslissen" in pilot.words()
    pilot.click("menu")
    pilot.click("menu.settings")
    pilot.app.stage.focus("settings.language")
    pilot.key("right")
    pilot.click("settings.done")
    assert "Decide" in pilot.words()
    assert "Beslissen" not in pilot.words()


def test_t_makes_the_letters_larger_and_small_again(pilot: Pilot) -> None:
    for scale in (125, 150, 175, 200, 100):
        pilot.key("t")
        assert pilot.app.settings.text_scale == scale
        assert pilot.is_there("stance.decide")


def test_a_bots_seat_cannot_be_chosen() -> None:
    with a_pilot(calm=True) as pilot:
        pilot.app.stage.focus("holder.joris")
        pilot.do(Key("right"), Key("right"))
        pilot.click("start")
        go_round(pilot, MouseHands(pilot))
        assert pilot.session.curtain_changes == 2
        pilot.key("2")
        assert pilot.session.acting != "joris"
        assert not pilot.can("seat.joris")


def test_leaving_ends_the_line_and_comes_back_to_the_start_screen(pilot: Pilot) -> None:
    connection = pilot.session.play.connection
    pilot.click("menu")
    pilot.click("menu.stop")
    assert connection.is_closed  # type: ignore[attr-defined]
    assert pilot.is_there("start")


def test_every_widget_that_can_be_pressed_has_a_name(pilot: Pilot) -> None:
    nameless: list[str] = []

    def look() -> None:
        found = [one for one in pilot.app.stage.all() if one.takes_pointer and not one.clips()]
        nameless.extend(one.key for one in found if not one.name)

    hands = MouseHands(pilot)
    press = hands.press

    def pressing(key: str) -> None:
        press(key)
        look()

    hands.press = pressing  # type: ignore[method-assign]
    play_round(pilot, hands)
    assert nameless == []


def boxes_off_screen(pilot: Pilot) -> list[str]:
    screen = pilot.app.screen
    return [
        one.key
        for one in pilot.app.stage.all()
        if one.takes_pointer and one.within is None and not _inside(one, screen.right, screen.bottom)
    ]


def _inside(one: Widget, right: float, bottom: float) -> bool:
    return one.at.x >= -1 and one.at.y >= -1 and one.at.right <= right + 1 and one.at.bottom <= bottom + 1


@pytest.mark.parametrize(
    ("size", "scale"),
    [((1920, 1080), 100), ((1280, 720), 150), ((1600, 1200), 125)],
)
def test_everything_to_press_is_on_the_screen_at_every_size(size: tuple[int, int], scale: int) -> None:
    with a_pilot(size, text_scale=scale, calm=True) as pilot:
        hands = MouseHands(pilot)
        start(pilot, hands)
        off = boxes_off_screen(pilot)
        go_round(pilot, hands)
        press = hands.press

        def pressing(key: str) -> None:
            press(key)
            off.extend(boxes_off_screen(pilot))

        hands.press = pressing  # type: ignore[method-assign]
        play_round(pilot, hands)
        assert where(pilot)[0] == 2
        assert off == []


def test_a_key_typed_in_a_text_is_no_short_cut(pilot: Pilot) -> None:
    pilot.click("menu")
    pilot.click("menu.remark")
    pilot.do(Key("t"), Typed("t"), Key("1"), Typed("1"))
    assert pilot.app.settings.text_scale == 100
    assert pilot.widget("menu.remark").value == "t1"


def test_pointing_at_a_task_tells_what_it_is(pilot: Pilot) -> None:
    hands = KeyboardHands(pilot)
    pilot.click("stance.decide")
    hands.press("primary")
    for seat in SEATS:
        hands.choose(seat)
        pilot.click("challenge.rondkomen")
    x, y = pilot.widget("divide.schuldhulp-thuis").at.centre
    pilot.do(Pointer("move", x, y))
    pilot.wait(800)
    assert "post" in pilot.widget("tip").value


# Deciding by consent, which the first scenario does not use. ------------------------------------------


@pytest.fixture
def consenting(tmp_path: Path) -> Iterator[Pilot]:
    """A pilot whose table answers a plan by consent, with one told card and all ballots in."""
    text = (find("eerste-potje") / "scenario.yaml").read_text("utf-8")
    (tmp_path / "scenario.yaml").write_text(text.replace("rule: average", "rule: consent"), "utf-8")
    with a_pilot(calm=True) as pilot:
        pilot.app.go(SessionScene(pilot.app, a_play(tmp_path, clock=pilot.clock)))
        pilot.settle()
        hands = MouseHands(pilot)
        to_the_ballots(pilot, hands, ("rondkomen", "na-school", "rondkomen"))
        hands.press("primary")
        go_round(pilot, hands, lambda: hands.press("ballot.schuldhulp-thuis"))
        hands.press("primary")
        assert where(pilot) == (1, "divide", "settle")
        yield pilot


def test_each_seat_answers_a_plan_in_three_levels(consenting: Pilot) -> None:
    pilot, hands = consenting, MouseHands(consenting)
    for seat, answer in zip(SEATS, ("stand_behind", "live_with", "stand_behind"), strict=True):
        hands.choose(seat)
        hands.press(f"answer.{answer}")
    assert where(pilot) == (1, "divide", "claim")


def test_an_objection_names_a_task_and_a_told_need_and_the_director_repairs(consenting: Pilot) -> None:
    pilot, hands = consenting, MouseHands(consenting)
    hands.choose("nadia")
    hands.press("answer.object")
    assert not pilot.can("object.send")
    hands.press("object.task.schuldhulp-thuis")
    hands.press("object.need.opvang")
    hands.press("object.send")
    for seat in ("joris", "noor"):
        hands.choose(seat)
        hands.press("answer.live_with")
    number = pilot.session.table.part("plan")["number"]
    hands.press("divide.avondopvang")
    _press_part(pilot, "task.amount", 0.95)
    hands.press("task.propose")
    plan = pilot.session.table.part("plan")
    assert plan["number"] == number + 1
    assert plan["amounts"].get("avondopvang", 0) > 0


def _press_part(pilot: Pilot, key: str, share: float) -> None:
    place = pilot.widget(key).at
    x, y = place.x + share * place.w, place.centre[1]
    pilot.do(Pointer("press", x, y), Pointer("release", x, y))


@pytest.mark.parametrize("scale", [125, 150, 200])
def test_a_full_table_keeps_its_seats_apart_and_their_names_whole(scale: int) -> None:
    with a_pilot(text_scale=scale, calm=True) as pilot:
        pilot.app.go(SessionScene(pilot.app, a_play(find("putten-samenleving"), clock=pilot.clock)))
        pilot.settle()
        hands_past_the_opening(pilot)
        pilot.app.painter.cut.clear()
        pilot.app.stage.damage_all()
        pilot.settle()
        seats = [pilot.widget(key).at for key in pilot.keys("seat.")]
        assert len(seats) == 7
        for index, one in enumerate(seats):
            assert not any(one.touches(other) for other in seats[index + 1 :])
            assert not one.touches(pilot.widget("prompt").at)
        names = {role.name for role in pilot.session.table.scenario.roles.values()}
        assert not names & pilot.app.painter.cut


def hands_past_the_opening(pilot: Pilot) -> None:
    """Begin the minute, pass it over, and let the roles be on printed cards."""
    for key in ("primary", "primary", "curtain.skip"):
        pilot.click(key)
