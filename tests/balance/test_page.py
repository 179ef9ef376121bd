"""The page: opens with what it is no evidence of, can be read without a picture, and escapes every name."""

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from game import cli, resources
from game.balance.asked import Asked
from game.balance.balance import balance
from game.balance.page.page import page
from game.bots.demo import begin_demo, play_demo
from game.i18n import LANGUAGES, Texts
from game.scenario.load import load
from game.session.memory import MemoryStore

FIRST = resources.scenarios() / "eerste-potje"
VOID = {"meta", "br", "img", "input", "link", "hr"}
OPENING = {
    "nl": (
        "Deze cijfers laten zien dat het model doet wat we het lieten doen. "
        "Ze bewijzen niet dat dialoog werkt."
    ),
    "en": (
        "These figures show that the model does what we built it to do. "
        "They are no evidence that dialogue works."
    ),
}


@pytest.fixture(scope="module")
def found() -> dict[str, Any]:
    return balance(FIRST, Asked(games=1, minima=False, jobs=1, scenario="eerste-potje"))


class Reader(HTMLParser):
    """Reads a page as a browser would, and keeps what matters to who sees no pictures."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, "an element is closed that was not the last to be opened"

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.seen if name == tag]


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_opens_with_the_two_sentences_and_holds_every_part(language: str, found: dict[str, Any]) -> None:
    text = page(found, load(FIRST).scenario, Texts(language))
    reader = Reader(text)
    assert reader.open == []
    body = text.partition("<body>")[2]
    said = Texts(language)
    assert body.index(OPENING[language]) < body.index(said("balance.page.no_people")) < body.index("<h2>")
    parts = ("findings", "conditions", "strategies", "hits", "forbidden", "ranking", "replays", "played")
    headings = [body.index(f"<h2>{said(f'balance.page.{part}')}</h2>") for part in (*parts, "cannot_know")]
    assert headings == sorted(headings)
    assert all(sentence in body for sentence in found["cannot_know"][language])


def test_it_can_be_read_without_pictures_script_or_network(found: dict[str, Any]) -> None:
    text = page(found, load(FIRST).scenario, Texts("nl"))
    reader = Reader(text)
    assert [one["lang"] for one in reader.all("html")] == ["nl"]
    assert len(reader.all("table")) == len(reader.all("caption")) > 8
    assert all(one.get("scope") in ("row", "col") for one in reader.all("th"))
    for drawn in reader.all("svg"):
        assert drawn["role"] == "img"
        ids = {one.get("id") for tag in ("title", "desc") for one in reader.all(tag)}
        assert set(str(drawn["aria-labelledby"]).split()) <= ids
    assert not reader.all("script")
    assert not any("src" in attributes or "href" in attributes for _, attributes in reader.seen)
    assert "http" not in text


def test_a_name_cannot_write_markup(tmp_path: Path) -> None:
    text = (FIRST / "scenario.yaml").read_text("utf-8").replace("Het buurthuis blijft open", "<b>&</b>")
    (tmp_path / "scenario.yaml").write_text(text, "utf-8")
    asked = Asked(games=1, letters=("f",), minima=False, jobs=1)
    made = page(balance(tmp_path, asked), load(tmp_path).scenario, Texts("nl"))
    assert "<b>" not in made
    assert "&lt;b&gt;&amp;&lt;/b&gt;" in made


def test_a_replay_ends_as_it_is_told(found: dict[str, Any]) -> None:
    assert [one["which"] for one in found["replays"]] == ["best", "worst", "dramatic"]
    for one in found["replays"]:
        words = one["command"].split()
        assert words[:3] == ["opgavetafel", "demo", "eerste-potje"]
        stepper, players = begin_demo(MemoryStore(), FIRST, int(words[4]), words[6])
        play_demo(stepper, players)
        assert stepper.session.state.table.result == one["result"]


def test_it_is_written_where_it_was_asked_and_a_folder_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["balance", "eerste-potje", "--games", "1", "--conditions", "f", "--no-minima", "--jobs", "1"]
    cli.main([*words, "--html", str(tmp_path / "x.html"), "--lang", "en"])
    assert OPENING["en"] in (tmp_path / "x.html").read_text("utf-8")
    assert cli.main([*words, "--html", str(tmp_path / "no" / "x.html"), "--lang", "en"]) == cli.MENDABLE
    assert str(tmp_path / "no" / "x.html") in capsys.readouterr().err
