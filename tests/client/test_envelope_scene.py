"""The end of a session that began with an envelope: what was in it, other rules, a dot, agreements."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.client.looks.bars import SharesLook
from game.client.scenes.debrief.steps import go, steps
from game.client.scenes.middles import debrief
from game.client.widgets.base import Picture
from game.client.widgets.layout import Box
from game.client.widgets.text_entry import TextEntry
from game.scenario.model import Opening, Poll, Scenario
from tests.client.opened import an_opened, small
from tests.client.played import PlayedTable, a_played, crowded, shipped
from tests.client.playing import SEATS, Hands, KeyboardHands, MouseHands, go_round, play_round, where
from tests.client.staged import UNDER_HEADER, Shown, cut_texts, outside, outside_of
from tests.pilot import Pilot

BOXES = [(100, UNDER_HEADER), (150, Box(32, 156, 1856, 900)), (200, Box(32, 156, 1856, 900))]
FRAMED = ("expect_envelope", "envelope", "poll", "agree", "agreed")
WRITTEN = (
    "Ik bel dinsdag de huisarts en vraag wie er ’s avonds alléén zit.",
    "Ik loop één dag mee bij de eettafel, vóór 1 maart.",
    "Ik zet Zoë op de agenda van het college: wat hoorden we, en wat doen we ermee?",
)


def with_an_envelope(data: Scenario, tasks: list[str], rule: str = "average") -> PlayedTable:
    """Return a table at its end whose first minute was used."""
    frame = {
        "opening": Opening(tasks=tasks),
        "poll": Poll.model_validate(small()["poll"]),
        "rule": rule,
    }
    scenario = data.model_copy(update=frame)
    return a_played(scenario, seed=3, never=("ask_by_name", "use_instrument"))


@pytest.fixture(scope="module")
def played() -> PlayedTable:
    return with_an_envelope(shipped(), small()["opening"]["tasks"])


@pytest.fixture
def shown(played: PlayedTable) -> Iterator[Shown]:
    played.tell()
    made = Shown(played, debrief.build, UNDER_HEADER)
    yield made
    made.close()


def go_to(shown: Shown, kind: str) -> None:
    go(shown.seen, next(page for page in steps(shown.seen) if page.kind == kind))
    shown.turn()


def test_the_pictures_come_before_the_envelope_and_agreements_last(shown: Shown) -> None:
    kinds = [step.kind for step in steps(shown.seen)]
    rest = kinds[kinds.index("honest") :]
    assert rest == [
        *("honest", "expect_money", "money", "expect_lines", "lines", "expect_rules", "rules"),
        *("expect_envelope", "envelope", "questions", "ended", "poll", "overview", "agree", "agreed"),
    ]


def test_a_scenario_without_them_shows_none_of_it() -> None:
    shown = Shown(a_played(seed=2), debrief.build, UNDER_HEADER)
    assert not {step.kind for step in steps(shown.seen)} & set(FRAMED)
    shown.close()


def test_an_envelope_that_was_passed_over_is_no_step() -> None:
    scenario = shipped().model_copy(update={"opening": Opening(tasks=["eettafel"])})
    table = a_played(scenario, seed=2, never=("seal_envelope",))
    shown = Shown(table, debrief.build, UNDER_HEADER)
    assert shown.seen.part("envelope")["amounts"] is None
    kinds = {step.kind for step in steps(shown.seen)}
    assert "envelope" not in kinds
    assert "agree" in kinds
    shown.close()


def test_the_envelope_stands_beside_the_plan_and_says_which_was_played(shown: Shown) -> None:
    go_to(shown, "envelope")
    assert "Niet gespeeld" in shown.texts()
    assert "Gespeeld" in shown.texts()
    part, plan = shown.seen.part("envelope"), shown.seen.part("plans")["1"]
    texts = shown.seen.texts
    for task, euros in part["amounts"].items():
        assert shown.widget(f"debrief.envelope.{task}.envelope.euros").value == texts.euros(euros)
    for task, euros in plan["amounts"].items():
        assert shown.widget(f"debrief.envelope.{task}.played.euros").value == texts.euros(euros)
    main = shown.seen.part("table")["goals"][0]
    total = sum(one["effects"].get(main, 0) for one in part["counted"])
    assert shown.widget(f"debrief.envelope.{main}.envelope.total").value == texts.signed_tenths(total)


def test_there_is_one_question_at_the_envelope(shown: Shown) -> None:
    go_to(shown, "envelope")
    assert shown.widget("debrief.prompt").value.count("?") == 1


def test_the_same_ballots_are_counted_under_other_rules_for_every_round(shown: Shown) -> None:
    go_to(shown, "rules")
    for number, plan in shown.seen.part("plans").items():
        bars = [key for key in shown.keys_of(f"debrief.counted.{number}.") if key.endswith(".bar")]
        others = {rule: one for rule, one in plan["counted"].items() if rule != plan["rule"] and one}
        assert len(bars) == 1 + len({tuple(sorted(one.items())) for one in others.values()})
        assert all(shown.seen.texts(f"rule.{rule}") in shown.texts() for rule in others)
        whole = sum(plan["amounts"].values()) + plan["saved"]
        first = shown.widget(bars[0])
        assert isinstance(first, Picture)
        assert isinstance(first.shows, SharesLook)
        spent = sum(part.share for part in first.shows.shares)
        assert spent == pytest.approx(sum(plan["amounts"].values()) / whole)
    assert "nagerekend, niet gespeeld" in shown.texts()
    assert "Een taak krijgt dan alles of niets" in shown.texts()


def test_a_plan_by_consent_says_that_it_cannot_be_counted() -> None:
    shown = Shown(with_an_envelope(shipped(), ["eettafel"], "consent"), debrief.build, UNDER_HEADER)
    go_to(shown, "rules")
    assert "is niet uit stemmen te rekenen" in shown.texts()
    shown.close()


@pytest.fixture(scope="module")
def full_table() -> PlayedTable:
    """The same with seven seats, four indicators, three rounds and long names."""
    data = crowded()
    return with_an_envelope(data, list(data.tasks)[:6])


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
    for index, step in enumerate(steps(shown.seen)):
        if step.kind in (*FRAMED, "expect_rules", "rules"):
            go(shown.seen, steps(shown.seen)[index])
            shown.turn()
            assert list(outside(shown)) == []
    shown.close()
    assert cut == []


# A whole session of the small scenario, by each hand alone. ---------------------------------------------


def play(pilot: Pilot, hands: Hands) -> None:
    """Play from the welcome to the last page: poll, envelope, two rounds, poll again, agreements."""
    _dot(pilot, hands, "opening.poll.nadia", "end")
    _dot(pilot, hands, "opening.poll.noor", "home")
    hands.press("primary")
    for task in [key for key in pilot.keys("opening.") if pilot.widget(key).role == "task"][:3]:
        hands.press(task)
        hands.press(task)
    hands.press("primary")
    go_round(pilot, hands)
    while not pilot.session.table.part("table")["ended"]:
        play_round(pilot, hands)
    for _ in range(80):
        if pilot.is_there("debrief.poll.noor"):
            _dot(pilot, hands, "debrief.poll.noor", "end")
        if pilot.is_there("debrief.agree.noor"):
            for seat, text in zip(SEATS, WRITTEN, strict=True):
                hands.write(f"debrief.agree.{seat}", text)
        if not pilot.can("debrief.on"):
            return
        hands.press("debrief.on")


def _dot(pilot: Pilot, hands: Hands, key: str, name: str) -> None:
    """Put a dot: by the keyboard at an end, by the mouse where it clicks."""
    if isinstance(hands, KeyboardHands):
        hands.reach(key)
        pilot.key(name)
    else:
        hands.press(key)


@pytest.mark.slow
@pytest.mark.parametrize(("language", "scale", "by"), [("nl", 100, "mouse"), ("en", 150, "keys")])
def test_a_session_with_all_of_it_is_played_to_its_last_page(
    tmp_path: Path, by: str, language: str, scale: int
) -> None:
    with an_opened(tmp_path, language=language, text_scale=scale) as pilot:
        play(pilot, MouseHands(pilot) if by == "mouse" else KeyboardHands(pilot))
        assert where(pilot)[1] == "ended"
        assert not pilot.can("debrief.on")
        part = pilot.session.table.part
        assert sum(part("envelope")["amounts"].values()) > 0
        expected = {"nadia": 10, "noor": 0} if by == "keys" else {"nadia": 5, "noor": 5}
        assert part("poll")["start"] == expected
        assert part("poll")["end"] == {"noor": 10 if by == "keys" else 5}
        texts = part("texts")
        assert {seat: texts[id_] for seat, id_ in part("agreements").items()} == dict(
            zip(SEATS, WRITTEN, strict=True)
        )
        for text in WRITTEN:
            assert text in pilot.words()
        assert list(outside_of(pilot.app)) == []


def test_what_was_written_can_be_written_anew_and_is_kept_on_the_way_on_and_back(tmp_path: Path) -> None:
    with an_opened(tmp_path, small(opening=None)) as pilot:
        hands = MouseHands(pilot)
        hands_off(pilot, hands)
        seen = pilot.session._seen()
        go(seen, next(page for page in steps(seen) if page.kind == "agree"))
        pilot.settle()
        hands.write("debrief.agree.joris", "Ik loop mee.")
        hands.press("debrief.back")
        assert len(pilot.session.table.part("agreements")) == 1
        hands.press("debrief.on")
        entry = pilot.widget("debrief.agree.joris")
        assert isinstance(entry, TextEntry)
        assert entry.text == "Ik loop mee."
        hands.write("debrief.agree.joris", " Eén dag.")
        pilot.key("enter")
        hands.press("debrief.on")
        assert re.search("Ik loop mee. Eén dag.", pilot.words())
        assert len([key for key in pilot.keys("debrief.agreed.") if key.endswith(".card")]) == 1


def hands_off(pilot: Pilot, hands: MouseHands) -> None:
    """Go to the end with as little as can be."""
    for _ in range(120):
        if pilot.session.table.part("table")["ended"]:
            return
        for key in ("round_end.close", "curtain.open", "secret.done", "stance.decide", "primary"):
            if pilot.can(key):
                hands.press(key)
                break
