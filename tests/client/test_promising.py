"""What a stance promises, in the window: seal, divide last, give a reason; another rule, felt trust."""

from pathlib import Path
from typing import Any

import pytest

from game.client.input import Pointer
from game.client.looks.charts import DumbbellLook, LinesLook
from game.client.looks.seat import Meter, SeatLook, draw_row_seat
from game.client.paint import Rect
from game.client.scenes.debrief.steps import go, steps
from game.client.scenes.middles import debrief, explore, reflect
from game.client.scenes.round_end import RoundOverlay
from game.client.widgets.base import Picture
from game.client.widgets.press import Press
from game.scenario.model import Scenario
from tests.client.played import a_played, crowded
from tests.client.playing import KeyboardHands, MouseHands, tasks_on, where
from tests.client.promising import (
    STANCES,
    TASK,
    a_promising,
    go_on_until,
    promising_data,
    promising_scenario,
    seal,
    to_claim,
    to_reflect,
    to_reveal,
    to_step,
)
from tests.client.staged import BESIDE_SEATS, OVER_SEATS, UNDER_HEADER, Shown, cut_texts, outside, outside_of
from tests.pilot import Pilot

SIZES = [(100, BESIDE_SEATS), (150, OVER_SEATS), (200, OVER_SEATS)]


def trusts(pilot: Pilot) -> dict[str, int]:
    return {seat: pilot.session.table.part(f"seat:{seat}")["trust"] for seat in ("nadia", "joris")}


# The stances. -------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(("scale", "box"), SIZES)
@pytest.mark.parametrize("count", [2, 3, 4, 5])
def test_every_stance_stands_there_with_all_its_words(
    count: int, scale: int, box: Any, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = cut_texts(monkeypatch)
    scenario = Scenario.model_validate(promising_data(stances=list(STANCES[-count:])))
    played = a_played(scenario, phase="explore", round_=1)
    shown = Shown(played, explore.build, box, acting="noor", scale=scale, language=language)
    assert shown.keys_of("stance.") == [f"stance.{one}" for one in STANCES[-count:]]
    assert list(outside(shown)) == []
    shown.keys("tab", *["right" if count < 4 else "down"] * (count - 1), "enter")
    assert played.orders[-1].body["stance"] == "co_produce"
    shown.close()
    assert cut == []


# The sealed plan. ---------------------------------------------------------------------------------


def test_the_director_seals_a_plan_behind_the_curtain_before_anybody_tells(tmp_path: Path) -> None:
    with a_promising(tmp_path) as pilot:
        hands = MouseHands(pilot)
        hands.press("stance.advise")
        assert where(pilot)[1] == "explore"
        hands.press("primary")
        assert pilot.is_there("curtain.open")
        hands.press("curtain.open")
        hands.press(f"sealed.{TASK}")
        assert "Nog 4 stippen" in pilot.words()
        hands.press("secret.done")
        table = pilot.session.table
        assert where(pilot)[1] == "dialogue"
        assert table.part("private", "seat:noor")["sealed"] == {TASK: 1}
        assert table.part("promises")["plans"] == {}


def test_the_keyboard_alone_says_a_stance_and_seals(tmp_path: Path) -> None:
    with a_promising(tmp_path) as pilot:
        hands = KeyboardHands(pilot)
        hands.press("stance.let_go")
        hands.press("primary")
        hands.press("curtain.open")
        hands.reach(f"sealed.{TASK}")
        pilot.key("+", "+", "-")
        hands.press("secret.done")
        assert pilot.session.table.part("private", "seat:noor")["sealed"] == {TASK: 1}


def test_one_step_back_opens_the_sealed_plan_again(tmp_path: Path) -> None:
    with a_promising(tmp_path) as pilot:
        pilot.click("stance.consult")
        seal(pilot, TASK)
        pilot.click("step_back")
        assert where(pilot)[1] == "explore"
        assert "Verzegel je plan" in pilot.words()


# Dividing under a stance. ---------------------------------------------------------------------------


def test_who_consults_divides_last_and_in_the_open(tmp_path: Path) -> None:
    with a_promising(tmp_path) as pilot:
        to_reveal(pilot, "consult")
        assert where(pilot)[2] == "reveal"
        assert "Alles ligt open" in pilot.words()
        assert "Noor verdeelt" in pilot.widget("primary").name
        pilot.click("primary")
        assert not pilot.is_there("curtain.open")
        pilot.click(f"ballot.{TASK}")
        pilot.click("ballot.cast")
        assert pilot.session.table.part("ballots")["given"]["noor"] == {TASK: 1}
        assert "Noor verdeelt" not in pilot.widget("primary").name


def test_who_takes_advice_changes_the_plan_with_a_reason_and_keeps_the_promise(tmp_path: Path) -> None:
    with a_promising(tmp_path) as pilot:
        to_claim(pilot, "advise")
        pilot.click("seat.noor")
        pilot.click(f"divide.{TASK}")
        assert "Zonder reden breek je de belofte: 12 punten" in pilot.words()
        assert not pilot.can("task.change_plan"), "first say why, or that you do not"
        pilot.click("why.other_choice")
        _less(pilot)
        pilot.click("task.change_plan")
        [changed] = [one for one in pilot.session.play.connection.orders if one.kind == "change_plan"]  # type: ignore[attr-defined]
        assert changed.body["reason"] == "other_choice"
        before = trusts(pilot)["joris"]
        go_on_until(pilot, "explore")
        assert trusts(pilot)["joris"] == before + 2


def test_a_change_without_a_reason_breaks_the_promise(tmp_path: Path) -> None:
    with a_promising(tmp_path) as pilot:
        to_claim(pilot, "advise")
        pilot.click("seat.noor")
        pilot.click(f"divide.{TASK}")
        pilot.click("why.none")
        _less(pilot)
        pilot.click("task.change_plan")
        before = trusts(pilot)["joris"]
        go_on_until(pilot, "explore")
        assert trusts(pilot)["joris"] == before - 12


def test_who_co_produces_is_asked_for_no_reason(tmp_path: Path) -> None:
    with a_promising(tmp_path) as pilot:
        to_claim(pilot, "co_produce")
        pilot.click("seat.noor")
        pilot.click(f"divide.{TASK}")
        assert pilot.keys("why.none") == []
        assert pilot.can("task.change_plan")
        assert "breekt de belofte: 12 punten" in pilot.words()


def _less(pilot: Pilot) -> None:
    pilot.do(*_press_at(pilot, "task.amount", 0.05))


def _press_at(pilot: Pilot, key: str, share: float) -> list[Any]:
    place = pilot.widget(key).at
    x, y = place.x + share * place.w, place.centre[1]
    return [Pointer("press", x, y), Pointer("release", x, y)]


# Another rule. --------------------------------------------------------------------------------------


def test_a_seat_proposes_another_rule_and_it_counts_from_the_next_round(tmp_path: Path) -> None:
    with a_promising(tmp_path) as pilot:
        to_reflect(pilot, "co_produce")
        pilot.click("seat.joris")
        pilot.click("reflect.rule")
        pilot.click("rule_change.equal_shares")
        assert "Joris stelt voor: Gelijke delen" in pilot.words()
        for seat in ("nadia", "joris", "noor"):
            pilot.click(f"seat.{seat}")
            if pilot.is_there("rule.live_with"):
                pilot.click("rule.live_with")
        assert "vanaf de volgende ronde" in pilot.words()
        go_on_until(pilot, "explore")
        if pilot.is_there("round_end.close"):
            pilot.click("round_end.close")
        pilot.click("stance.co_produce")
        assert pilot.session.table.part("table")["rule"] == "equal_shares"


def test_an_objection_keeps_the_rule(tmp_path: Path) -> None:
    with a_promising(tmp_path) as pilot:
        to_reflect(pilot, "co_produce")
        pilot.click("seat.joris")
        pilot.click("reflect.rule")
        pilot.click("rule_change.majority")
        for seat in ("nadia", "joris", "noor"):
            pilot.click(f"seat.{seat}")
            if pilot.is_there("rule.object"):
                pilot.click("rule.object")
        assert "De regel blijft zoals hij was" in pilot.words()


# Felt trust and stepping back. ----------------------------------------------------------------------


def test_felt_trust_is_set_on_a_line_and_drawn_hollow_beside_the_counted(tmp_path: Path) -> None:
    with a_promising(tmp_path) as pilot:
        hands = MouseHands(pilot)
        to_reflect(pilot, "decide")
        hands.press("reflect.feel")
        hands.place("feel.nadia", 7)
        hands.place("feel.joris", 2)
        hands.press("feel.close")
        assert "2 van 2 hebben gekozen" in pilot.words()
        assert pilot.session.table.part("seat:nadia")["felt"] == 70
        while where(pilot)[0] == 1:
            hands.press("primary")
        chart = pilot.widget("round_end.trust.felt.chart")
        assert isinstance(chart, Picture)
        assert isinstance(chart.shows, DumbbellLook)
        now = trusts(pilot)
        assert [(row.begin, row.end) for row in chart.shows.rows] == [(70, now["nadia"]), (20, now["joris"])]
        assert "Hol: zoals jullie het voelen" in pilot.words()


def test_a_seat_with_little_trust_steps_back_takes_no_task_and_names_its_condition(tmp_path: Path) -> None:
    with a_promising(tmp_path) as pilot:
        hands = MouseHands(pilot)
        to_reflect(pilot, "decide")
        while where(pilot)[0] == 1:
            hands.press("primary")
        assert "Joris deed een stap terug" in pilot.words()
        hands.press("round_end.close")
        seat = pilot.widget("seat.joris")
        assert isinstance(seat, Press)
        assert isinstance(seat.shows, SeatLook)
        assert (seat.shows.note, seat.shows.note_icon) == ("stap terug", "door-open")
        hands.choose("joris")
        hands.press("stepping.more_say")
        assert "dat ik mee mag beslissen" in pilot.widget("seat.joris").hint
        hands.choose("joris")
        assert not pilot.is_there("stepping"), "it is asked once"
        assert pilot.session.table.part("seat:joris")["stepped_back"] == "more_say"


@pytest.mark.parametrize(("width", "has_number"), [(340, False), (190, True)])
def test_a_narrow_seat_in_a_row_keeps_its_number_beside_the_icon(
    width: int, has_number: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = Shown(a_played(phase="explore", round_=1), explore.build, BESIDE_SEATS)
    painter, drawn = shown.app.painter, list[str]()
    meter = Meter("handshake", "Vertrouwen", "13", 0.13)
    look = SeatLook(
        "Joris", "Partner", shown.seen.portrait("joris"), [meter], note="stap terug", note_icon="door-open"
    )
    text = painter.text

    def noticing(surface: Any, at: Any, said: str, *rest: Any, **how: Any) -> Any:
        drawn.append(said)
        return text(surface, at, said, *rest, **how)

    monkeypatch.setattr(painter, "text", noticing)
    draw_row_seat(painter, shown.app.window.surface, Rect(0, 0, width, 75), look)
    assert ("13" in drawn) is has_number
    assert ("stap terug" in drawn) is not has_number
    shown.close()


def test_a_claim_that_is_closed_says_that_the_seat_stepped_back(tmp_path: Path) -> None:
    with a_promising(tmp_path) as pilot:
        hands = MouseHands(pilot)
        to_reflect(pilot, "decide")
        go_on_until(pilot, "explore")
        if pilot.is_there("round_end.close"):
            hands.press("round_end.condition.joris")
            hands.press("stepping.hear_back")
            assert pilot.is_there("round_end.close"), "the round is still there under it"
            hands.press("round_end.close")
        hands.press("stance.decide")
        seal(pilot)
        while where(pilot)[1:] != ("divide", "claim"):
            hands.press("primary")
            if pilot.is_there("curtain.open"):
                hands.press("curtain.open")
                for task in tasks_on(pilot, "ballot")[:1] * 2:
                    hands.press(task)
                hands.press("secret.done")
        hands.choose("joris")
        hands.press(tasks_on(pilot, "divide")[0])
        assert not pilot.can("claim.doer")
        assert "stap terug" in pilot.widget("claim.doer").hint


# Looking back. --------------------------------------------------------------------------------------


def test_the_debrief_lays_the_sealed_plan_beside_the_one_that_was_made(tmp_path: Path) -> None:
    with a_promising(tmp_path) as pilot:
        hands = MouseHands(pilot)
        to_reflect(pilot, "consult")
        hands.press("reflect.feel")
        hands.place("feel.nadia", 7)
        hands.press("feel.close")
        go_on_until(pilot, "explore")
        if pilot.is_there("round_end.close"):
            hands.press("round_end.close")
        hands.press("stance.decide")
        seal(pilot)
        go_on_until(pilot, "never")
        to_step(pilot, "lines")
        chart = pilot.widget("debrief.trust.chart")
        assert isinstance(chart, Picture)
        assert isinstance(chart.shows, LinesLook)
        assert chart.shows.lines[0].beside == (None, 70, None)
        assert "Hol: zoals jullie het voelen" in pilot.words()
        to_step(pilot, "sealed")
        assert "Besloten voor we kwamen" in pilot.words()
        assert "Schuldhulp aan huis 1 stip" in pilot.words()


# Nothing is cut; nothing is there where it is not used. ---------------------------------------------


@pytest.mark.parametrize(("language", "scale"), [("nl", 150), ("en", 100)])
def test_no_word_is_cut(tmp_path: Path, scale: int, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with a_promising(tmp_path, language=language, text_scale=scale) as pilot:
        cut = cut_texts(monkeypatch)
        hands = MouseHands(pilot)
        to_claim(pilot, "advise")
        hands.choose("noor")
        hands.press(f"divide.{TASK}")
        assert list(outside_of(pilot.app)) == []
        hands.press("task.done")
        go_on_until(pilot, "reflect")
        hands.press("reflect.feel")
        hands.place("feel.nadia", 7)
        assert list(outside_of(pilot.app)) == []
        hands.press("feel.close")
        hands.press("reflect.rule")
        assert list(outside_of(pilot.app)) == []
        hands.press("rule_change.equal_shares")
        for seat in ("nadia", "joris"):
            hands.choose(seat)
            hands.press("rule.live_with")
        while where(pilot)[0] == 1:
            hands.press("primary")
        hands.press("round_end.condition.joris")
        assert list(outside_of(pilot.app)) == []
        hands.press("stepping.answer_need")
        hands.press("round_end.close")
        hands.press("stance.consult")
        hands.press("primary")
        hands.press("curtain.open")
        assert list(outside_of(pilot.app)) == []
        hands.press("secret.done")
        go_on_until(pilot, "divide")
        assert list(outside_of(pilot.app)) == []
    assert cut == []


def test_a_scenario_without_promises_shows_nothing_of_them() -> None:
    shown = Shown(a_played(crowded(), phase="reflect", round_=1), reflect.build, BESIDE_SEATS, acting="noor")
    keys = [widget.key for widget in shown.app.stage.all()]
    assert not [key for key in keys if "rule" in key or "feel" in key or "condition" in key]
    shown.close()
    ended = Shown(a_played(seed=2), debrief.build, UNDER_HEADER)
    assert "sealed" not in {step.kind for step in steps(ended.seen)}
    ended.app.lay_over(RoundOverlay(ended.app, ended.seen, 1))
    ended.turn()
    assert not [one.key for one in ended.app.stage.all() if "felt" in one.key or "condition" in one.key]
    ended.close()


@pytest.mark.parametrize(("scale", "box"), [(100, UNDER_HEADER), (150, UNDER_HEADER), (200, UNDER_HEADER)])
def test_no_word_of_the_sealed_plans_is_cut(scale: int, box: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    cut = cut_texts(monkeypatch)
    shown = Shown(a_played(promising_scenario(), seed=3), debrief.build, box, scale=scale)
    kinds = [step.kind for step in steps(shown.seen)]
    go(shown.seen, steps(shown.seen)[kinds.index("sealed")])
    shown.turn()
    assert shown.keys_of("debrief.sealed.")
    assert list(outside(shown)) == []
    shown.close()
    assert cut == []
