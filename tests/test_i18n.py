"""Texts: chosen by key, filled with facts, written as readers of each language expect."""

import datetime
import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game import i18n, resources
from game.i18n import LANGUAGES, Texts

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
DUTCH = """
msgid "greet"
msgstr "Dag {name}"

msgid "cards"
msgid_plural "cards"
msgstr[0] "{n} kaart"
msgstr[1] "{n} kaarten"

msgid "cost"
msgstr "Dat kost {amount:euros}, {change:signed_tenths} punt."
"""


@pytest.fixture
def dutch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Texts]:
    """Texts from a small catalogue of two files."""
    folder = tmp_path / "locale" / "nl"
    folder.mkdir(parents=True)
    (folder / "a.po").write_text(HEADER + DUTCH, encoding="utf-8")
    (folder / "b.po").write_text(HEADER + '\nmsgid "other"\nmsgstr "Ander"\n', encoding="utf-8")
    monkeypatch.setattr(resources, "assets", lambda: tmp_path)
    i18n.catalogue.cache_clear()
    yield Texts("nl")
    i18n.catalogue.cache_clear()


def test_a_text_takes_its_facts_and_every_file_counts(dutch: Texts) -> None:
    assert dutch("greet", name="Nadia {n}") == "Dag Nadia {n}"
    assert dutch("other") == "Ander"
    assert "greet" in dutch
    assert "nothing" not in dutch


@pytest.mark.parametrize(
    ("n", "text"), [(0, "0 kaarten"), (1, "1 kaart"), (2, "2 kaarten"), (-1, "-1 kaart")]
)
def test_a_number_chooses_between_one_and_more(dutch: Texts, n: int, text: str) -> None:
    assert dutch("cards", n=n) == text


def test_a_field_names_how_its_number_is_written(dutch: Texts) -> None:
    assert dutch("cost", amount=40_000, change=-15) == "Dat kost €\u00a040.000, -1,5 punt."


@pytest.mark.parametrize(
    ("key", "told"), [("nothing", "no text for key 'nothing' in language 'nl'"), ("greet", "the fact 'name'")]
)
def test_what_is_missing_raises_in_tests_and_names_key_and_language(
    dutch: Texts, key: str, told: str
) -> None:
    with pytest.raises(KeyError, match=told):
        dutch(key)


def test_a_player_sees_the_key_of_a_missing_text_and_the_log_tells_once(
    dutch: Texts, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.delenv("OPGAVETAFEL_STRICT")
    with caplog.at_level(logging.WARNING):
        assert [dutch("nothing.at.all") for _ in range(3)] == ["nothing.at.all"] * 3
    assert [record.message for record in caplog.records] == [
        "no text for key 'nothing.at.all' in language 'nl'"
    ]


def test_a_fact_with_words_of_its_own_says_them_in_the_language_of_the_text(dutch: Texts) -> None:
    assert dutch("greet", name=lambda texts: texts("other")) == "Dag Ander"


def test_a_language_we_do_not_speak_is_refused() -> None:
    with pytest.raises(ValueError, match="no texts in language 'fr'"):
        Texts("fr")


def test_dutch_comes_first_unless_the_user_chose(monkeypatch: pytest.MonkeyPatch) -> None:
    assert i18n.default_language() == "nl"
    monkeypatch.setenv("OPGAVETAFEL_LANG", "en")
    assert i18n.default_language() == "en"
    monkeypatch.setenv("OPGAVETAFEL_LANG", "klingon")
    assert i18n.default_language() == "nl"


def test_amounts_are_written_the_dutch_way() -> None:
    nl = Texts("nl")
    assert nl.euros(100_000) == "€\u00a0100.000"
    assert nl.euros(-2_500) == "€\u00a0-2.500"
    assert nl.number(12_500) == "12.500"
    assert nl.tenths(508) == "50,8"
    assert nl.tenths(-5) == "-0,5"
    assert nl.date(datetime.date(2026, 3, 5)) == "5 maart 2026"
    assert nl.listing(["Nadia", "Bram", "Els"]) == "Nadia, Bram en Els"


def test_amounts_are_written_the_english_way() -> None:
    en = Texts("en")
    assert en.euros(100_000) == "€100,000"
    assert en.euros(-2_500) == "-€2,500"
    assert en.number(12_500) == "12,500"
    assert en.tenths(508) == "50.8"
    assert en.date(datetime.date(2026, 3, 5)) == "March 5, 2026"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_shows_its_sign_and_nothing_changed_shows_none(language: str) -> None:
    texts = Texts(language)
    assert [texts.signed(value) for value in (5, -3, 0)] == ["+5", "-3", "0"]
    point = "," if language == "nl" else "."
    assert [texts.signed_tenths(value) for value in (15, -15, 0)] == [
        f"+1{point}5",
        f"-1{point}5",
        f"0{point}0",
    ]


@pytest.mark.parametrize(
    ("seconds", "clock"), [(0, "0:00"), (59, "0:59"), (272, "4:32"), (3600, "60:00"), (-7, "-0:07")]
)
def test_a_clock_counts_minutes_and_seconds(seconds: int, clock: str) -> None:
    assert Texts("nl").minutes_seconds(seconds) == clock


@given(amount=st.integers(-(10**12), 10**12))
def test_no_amount_loses_a_digit(amount: int) -> None:
    for language in LANGUAGES:
        texts = Texts(language)
        for written in (texts.euros(amount), texts.number(amount), texts.signed(amount)):
            assert int("".join(sign for sign in written if sign in "-0123456789")) == amount
        assert int("".join(sign for sign in texts.tenths(amount) if sign in "-0123456789")) == amount
