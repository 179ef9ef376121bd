"""Why is a number what it is: what stands on the screen adds up, and nothing untold is given away."""

import re
from collections.abc import Iterator

import pytest

from game.client.looks.rows import CauseLook
from game.client.scenes.seen import Seen
from game.client.scenes.why import WhyOverlay
from game.client.widgets.base import Picture, Widget
from game.client.widgets.layout import Box
from tests.client.played import PlayedTable, a_played
from tests.client.staged import UNDER_HEADER, Shown, cut_texts, outside

ASKED = [
    ("indicator", "leefwereld"),
    ("trust", "nadia"),
    ("trust", "joris"),
    ("patience", "noor"),
    ("patience", ""),
    ("money", ""),
]


def nothing(seen: Seen, box: Box) -> list[Widget]:
    del seen, box
    return []


@pytest.fixture(scope="module")
def played() -> PlayedTable:
    return a_played(seed=2)


@pytest.fixture
def shown(played: PlayedTable) -> Iterator[Shown]:
    played.tell()
    made = Shown(played, nothing, UNDER_HEADER)
    yield made
    made.close()


def ask(shown: Shown, what: str, of: str = "") -> None:
    shown.app.lay_over(None)
    shown.seen.why(what, of)
    shown.turn()


@pytest.mark.parametrize(("what", "of"), ASKED)
def test_start_and_causes_on_the_screen_add_up_to_the_number_now(shown: Shown, what: str, of: str) -> None:
    ask(shown, what, of)
    amounts = [
        widget.shows.amount
        for widget in shown.app.stage.all()
        if isinstance(widget, Picture) and isinstance(widget.shows, CauseLook)
    ]
    [begin] = [widget.value for widget in shown.app.stage.all() if widget.key.endswith("begin.figure")]
    [now] = [widget.value for widget in shown.app.stage.all() if widget.key.endswith("now.figure")]
    assert amounts
    assert _number(begin) + sum(map(_number, amounts)) == _number(now)


def test_support_opens_into_trust_and_wishes_by_keyboard_alone(shown: Shown) -> None:
    ask(shown, "support", "nadia")
    part = shown.seen.part("seat:nadia")
    assert f"({part['trust']} + {part['wishes']})" in shown.texts()
    shown.keys("down", "enter")
    assert "Wensen vervuld van Nadia" in shown.texts()
    shown.keys("escape")
    assert "Waarom? Draagvlak van Nadia" in shown.texts()
    shown.keys("up", "enter")
    assert "Waarom? Vertrouwen van Nadia" in shown.texts()


def test_escape_goes_one_step_back_and_then_closes(shown: Shown) -> None:
    ask(shown, "support", "nadia")
    shown.keys("enter", "escape")
    assert isinstance(shown.app.overlay, WhyOverlay)
    shown.keys("escape")
    assert shown.app.overlay is None


def test_closing_brings_back_the_dialog_it_was_asked_from(shown: Shown) -> None:
    ask(shown, "support", "nadia")
    first = shown.app.overlay
    shown.seen.why("trust", "joris")
    shown.turn()
    shown.keys("escape")
    assert shown.app.overlay is first


def test_a_long_list_is_read_with_the_arrows(shown: Shown) -> None:
    ask(shown, "money")
    assert shown.widget("asked.money.pot").scrolled() == (0, 0)
    shown.keys("down", "down")
    assert shown.widget("asked.money.pot").scrolled()[1] < 0


def test_a_need_that_nobody_told_stays_hidden_in_the_wishes() -> None:
    played = a_played(phase="reflect", round_=1, seed=2, never=("ask_by_name", "use_instrument"))
    told = {card.removeprefix("nadia/") for card in played.state.told}
    shown = Shown(played, nothing, UNDER_HEADER)
    ask(shown, "wishes", "nadia")
    hidden = {"opvang", "rust"} - told
    assert hidden, "this play tells only one card of Nadia"
    for need in hidden:
        assert shown.seen.need(need) not in shown.texts()
    assert "nog niet" in shown.texts()
    shown.close()


@pytest.mark.parametrize("what", ["table_support", "lowest_support", "cohesion"])
def test_a_number_of_the_whole_table_opens_into_that_of_each_seat(shown: Shown, what: str) -> None:
    ask(shown, what)
    assert "Nadia" in shown.texts()
    assert "Joris" in shown.texts()
    assert str(shown.seen.part("outcome")[what]) in shown.texts()


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("scale", [100, 150])
def test_no_word_is_cut(
    played: PlayedTable, scale: int, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    cut = cut_texts(monkeypatch)
    played.tell()
    shown = Shown(played, nothing, UNDER_HEADER, scale=scale, language=language)
    for what, of in [
        *ASKED,
        ("support", "joris"),
        ("wishes", "nadia"),
        ("cohesion", ""),
        ("table_support", ""),
    ]:
        ask(shown, what, of)
        assert list(outside(shown)) == []
    shown.close()
    assert cut == []


def _number(said: str) -> int:
    """Return the digits of an amount with its sign: tenths, points or euros."""
    digits = int(re.sub(r"\D", "", said))
    return -digits if "-" in said else digits
