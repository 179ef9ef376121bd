"""Looking back on a round: open cards first, a reason from somebody else, and the teller judges it."""

from collections.abc import Iterator

import pytest

from game.client.scenes.middles import reflect
from game.client.scenes.middles.reflect import answer_to
from game.client.widgets.layout import Box
from game.scenario.model import Scenario
from tests.client.played import PlayedTable, a_played, crowded, shipped
from tests.client.staged import BESIDE_SEATS, OVER_SEATS, Shown, cut_texts, outside

OPEN = "joris/eerder"


def a_round(acting: str | None = "noor") -> Shown:
    """Return the screen at the end of a round with time to report back and two cards nothing was done for."""
    return Shown(a_played(phase="reflect", round_=1, seed=3), reflect.build, BESIDE_SEATS, acting=acting)


@pytest.fixture
def shown() -> Iterator[Shown]:
    made = a_round()
    yield made
    made.close()


def let_act(shown: Shown, seat: str) -> None:
    shown.seen.acting = seat
    shown.app.changed()
    shown.turn()


def test_open_cards_lie_before_answered_ones(shown: Shown) -> None:
    told = [card for card in shown.seen.part("cards") if card["round"] == 1]
    places = {card["id"]: shown.widget(f"reflect.{card['id']}").box.y for card in told}
    lowest_open = max(places[card["id"]] for card in told if answer_to(shown.seen, card) is None)
    assert all(places[card["id"]] >= lowest_open for card in told if answer_to(shown.seen, card))


def test_somebody_gives_one_of_five_reasons_and_the_teller_judges_it(shown: Shown) -> None:
    shown.press(f"reflect.{OPEN}.say")
    assert len(shown.keys_of("reason.")) >= 5
    shown.press("reason.later")
    shown.turn()
    assert "Noor: “het komt later”" in shown.texts()
    assert not shown.has(f"reflect.{OPEN}.judge.yes"), "only the teller judges"
    let_act(shown, "joris")
    shown.press(f"reflect.{OPEN}.judge.no")
    shown.turn()
    assert "Joris snapt het niet" in shown.texts()
    orders = [(order.kind, order.actor, dict(order.body)) for order in played_by(shown).orders]
    assert orders == [
        ("give_reason", "seat:noor", {"card": OPEN, "reason": "later"}),
        ("judge_reason", "seat:joris", {"card": OPEN, "understood": False}),
    ]


def played_by(shown: Shown) -> PlayedTable:
    connection = shown.seen.table.connection
    assert isinstance(connection, PlayedTable)
    return connection


def test_escape_leaves_the_reasons_without_giving_one(shown: Shown) -> None:
    shown.press(f"reflect.{OPEN}.say")
    shown.keys("escape")
    assert not shown.has("reason.later")
    assert played_by(shown).orders == []


def test_who_told_a_card_gives_no_reason_for_it(shown: Shown) -> None:
    let_act(shown, "joris")
    said = shown.widget(f"reflect.{OPEN}.say")
    assert not said.is_enabled
    assert said.hint


def test_the_keyboard_alone_gives_a_reason(shown: Shown) -> None:
    for _ in range(12):
        focused = shown.app.stage.focused
        if focused is not None and focused.key.endswith(".say"):
            break
        shown.keys("tab" if focused is None or focused.group != "reflect.cards" else "down")
    shown.keys("enter", "down", "enter")
    assert [order.kind for order in played_by(shown).orders] == ["give_reason"]


def test_the_director_books_time_to_report_back_and_writes_the_note() -> None:
    kept_free = ("book_report", "write_note", "use_instrument", "meet")
    played = a_played(phase="reflect", round_=1, seed=3, never=kept_free)
    shown = Shown(played, reflect.build, BESIDE_SEATS, acting="noor")
    shown.press("reflect.book_report")
    shown.turn()
    shown.press("reflect.write_note")
    shown.turn()
    assert [order.kind for order in played.orders] == ["book_report", "write_note"]
    assert "De raad heeft een notitie" in shown.texts()
    let_act(shown, "nadia")
    assert not shown.has("reflect.write_note")
    shown.close()


def test_a_closed_button_says_why(shown: Shown) -> None:
    note = shown.widget("reflect.write_note")
    assert not note.is_enabled
    assert "tijdvak" in note.hint


def test_trust_of_a_seat_opens_into_its_causes(shown: Shown) -> None:
    shown.press("marks.1.nadia.press")
    assert "Waarom? Vertrouwen van Nadia" in shown.texts()


def test_a_round_without_told_cards_says_so() -> None:
    played = a_played(phase="reflect", round_=1, seed=3, never=("tell_card", "use_instrument"))
    shown = Shown(played, reflect.build, BESIDE_SEATS)
    assert "geen kaart verteld" in shown.texts()
    shown.close()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("scenario", [shipped(), crowded()], ids=["small", "crowded"])
@pytest.mark.parametrize(("scale", "box"), [(100, BESIDE_SEATS), (150, OVER_SEATS)])
def test_no_word_is_cut(
    scenario: Scenario, scale: int, box: Box, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = cut_texts(monkeypatch)
    played = a_played(scenario, phase="reflect", round_=2, seed=1)
    shown = Shown(played, reflect.build, box, acting="noor", scale=scale, language=language)
    for acting in ("noor", "joris", "nadia"):
        let_act(shown, acting)
        assert list(outside(shown)) == []
    shown.close()
    assert cut == []
