"""The report: one page that stands by itself, says nothing of people unasked, and can be read by anybody."""

import re
import shutil
import sys
from dataclasses import dataclass, field, replace
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pytest

from game import cli
from game.bots.demo import begin_demo, play_demo
from game.debrief.report.beside import MOST, beside, chart_of
from game.debrief.report.charts import charts
from game.debrief.report.drawing import colours
from game.debrief.report.looked import look_back
from game.debrief.report.page import page
from game.debrief.story import happened
from game.i18n import LANGUAGES, Texts
from game.resources import scenarios
from game.rules import events
from game.session.export.jsonl import take_in, written
from game.session.memory import MemoryStore
from game.session.sqlite import SqliteStore
from tests.debrief.added_up import faults
from tests.mechanics import played as mechanics

SESSION = "demo-utrecht-bijstand-3"
TYPED, NAMED = "<script>alert('Ria')</script>", "Saskia <b>Geheim</b>"


@dataclass
class Element:
    """An element of the page, with the text inside it."""

    name: str
    attributes: dict[str, str]
    within: tuple[str, ...]
    text: str = ""


@dataclass
class Reader(HTMLParser):
    """The elements of a page, in order; a closing tag that closes something else is a fault."""

    found: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        within = tuple(one.name for one in self.open)
        one = Element(tag, {name: value or "" for name, value in attrs}, within)
        self.found.append(one)
        if tag != "meta":
            self.open.append(one)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        for one in self.open:
            one.text += data

    def named(self, *names: str) -> list[Element]:
        return [one for one in self.found if one.name in names]


def elements(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    assert not reader.open
    return reader


@cache
def a_store() -> MemoryStore:
    """Return a store with a session of Utrecht that bots played, in which people and remarks were added."""
    store = MemoryStore()
    with TemporaryDirectory() as folder:  # what follows has nothing but what the log holds
        copy = shutil.copytree(scenarios() / "utrecht-bijstand", Path(folder, "utrecht-bijstand"))
        stepper, bots = begin_demo(store, copy, 3, "")
    stepper.order("facilitator", "add_remark", text=TYPED)
    stepper.order("facilitator", "take_seat", seat="lotte", holder="person", name=NAMED)
    play_demo(stepper, bots)
    stepper.order("seat:lotte", "make_agreement", text=TYPED)
    return store


@cache
def the_page(language: str = "nl", typed: bool = False, names: bool = False) -> str:
    """Return a page; only the plain Dutch one has its pictures drawn, which is what takes time."""
    looked = look_back(a_store(), SESSION, Texts(language), typed=typed, names=names)
    if language == "nl" and not typed and not names:
        return page(looked)
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "vl_convert", None)
        return page(looked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_stands_by_itself_in_the_readers_language(language: str) -> None:
    html = the_page(language)
    read = elements(html)
    assert read.named("html")[0].attributes["lang"] == language
    assert not read.named("script", "link", "iframe", "img", "object")
    bare = re.sub(r"url\(data:font/ttf;base64,[\w+/=]+\)", "", html)
    assert set(re.findall(r"""[\w:]*//[^\s"'<)]+""", bare)) <= {"http://www.w3.org/2000/svg"}
    assert "url(" not in bare
    assert "@import" not in bare
    assert not re.findall(r"\son\w+=", bare)
    assert len(html.encode()) < 2_000_000
    assert "{" not in read.named("main")[0].text


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_on_the_page_has_a_name_and_headings_skip_no_level(language: str) -> None:
    read = elements(the_page(language))
    levels = [int(one.name[1]) for one in read.named("h1", "h2", "h3", "h4")]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(one.text.strip() for one in read.named("h1", "h2", "h3", "summary", "caption", "th", "title"))
    assert all(one.attributes.get("scope") for one in read.named("th"))
    assert len(read.named("caption")) == len(read.named("table"))
    assert all(one.attributes.get("aria-label") for one in read.found if "tabindex" in one.attributes)
    ids = [one.attributes["id"] for one in read.found if "id" in one.attributes]
    assert len(ids) == len(set(ids))
    assert all(one.attributes["aria-labelledby"] in ids for one in read.named("section"))
    why = [one.text for one in read.named("summary")]
    assert len(why) == len(set(why)), "each question why says of what"


def test_a_section_is_never_empty_and_what_comes_comes_in_its_order() -> None:
    read = elements(the_page())
    order = ["story", "numbers", "measures", "pictures", "tables", "questions", "assumptions", "agreements"]
    assert [one.attributes["aria-labelledby"] for one in read.named("section")] == [*order, "card"]
    headings = {one.attributes["id"]: one.text for one in read.named("h2")}
    for one in read.named("section"):
        heading = headings[one.attributes["aria-labelledby"]]
        assert len(one.text.strip()) > len(heading) + 20


def test_the_story_has_eight_to_twelve_sentences() -> None:
    looked = look_back(a_store(), SESSION, Texts("nl"))
    assert 8 <= len(happened(looked.parts, looked.scenario, looked.texts)) <= 12


def test_each_sentence_of_the_story_leads_to_its_moment() -> None:
    read = elements(the_page())
    ids = {one.attributes["id"]: one for one in read.found if "id" in one.attributes}
    links = [one.attributes["href"].removeprefix("#") for one in read.named("a")]
    looked = look_back(a_store(), SESSION, Texts("nl"))
    told = happened(looked.parts, looked.scenario, looked.texts)
    assert links == [f"round-{one.round}" if one.round else "numbers" for one in told]
    assert {"round-1", "round-2", "round-3"} <= set(links)
    assert all(link in ids for link in links)
    assert ids["round-2"].text.startswith("2. ")


def test_names_and_typed_texts_are_told_only_when_asked_for_and_never_as_markup() -> None:
    plain, with_both = the_page(), the_page(typed=True, names=True)
    assert "Saskia" not in plain
    assert "alert" not in plain
    assert "Saskia" in the_page(names=True)
    assert "alert" not in the_page(names=True)
    assert "&lt;script&gt;alert" in with_both
    assert "Saskia &lt;b&gt;Geheim" in with_both
    assert NAMED not in with_both


def test_every_number_opens_into_what_it_is_made_of() -> None:
    read = elements(the_page())
    answers = read.named("details")
    assert len(answers) >= 25
    trust = next(one.text for one in answers if "Vertrouwen van Osman" in one.text)
    amounts = [int(sign.replace("−", "-")) for sign in re.findall(r"Vertrouwen ([+-]\d+):", trust)]
    start = int(re.search(r"Begin: (\d+)Ronde", trust)[1])  # type: ignore[index]
    assert trust.endswith(f"= {start + sum(amounts)}")


def test_the_picture_of_trust_names_all_whose_trust_moved_as_much() -> None:
    looked = look_back(a_store(), SESSION, Texts("nl"))
    trust = next(one for one in charts(looked) if one.name == "trust")
    seats = "Lotte, Delano, Mirjam, Aafke en Wietske"
    assert trust.says == f"Het vertrouwen van {seats} steeg het meest: elk met 20."
    parts = dict(looked.parts)
    parts["seat:lotte"] = parts["seat:lotte"] | {"trust_start": 40}
    alone = next(one for one in charts(replace(looked, parts=parts)) if one.name == "trust")
    assert alone.says.startswith("Het vertrouwen van Lotte veranderde het meest: het steeg van 40 naar 65.")


def test_pictures_say_what_they_show_in_the_colours_of_the_product() -> None:
    read = elements(the_page())
    pictures = read.named("svg")
    assert len(pictures) == len(read.named("figure")) == 5
    assert all(one.attributes["role"] == "img" and one.attributes["aria-label"] for one in pictures)
    assert colours()["roles"]["petrol"].lower() in the_page().lower()


def test_a_picture_is_there_only_when_somebody_felt_said_or_expected_something() -> None:
    looked = look_back(a_store(), SESSION, Texts("nl"))
    assert [one.name for one in charts(looked)] == ["money", "trust", "support", "felt", "poll"]
    history = [moment | {"felt": {}} for moment in looked.parts["history"]]
    silent = replace(looked, parts={**looked.parts, "history": history, "poll": {"start": {}, "end": {}}})
    assert [one.name for one in charts(silent)] == ["money", "trust", "support"]


def test_what_people_felt_and_said_stands_beside_what_the_game_counted() -> None:
    looked = look_back(a_store(), SESSION, Texts("nl"))
    [felt, poll] = [one for one in charts(looked) if one.name in ("felt", "poll")]
    last = next(one for one in reversed(looked.parts["history"]) if not one["ended"])
    rows = in_tables(elements(felt.table))
    for seat in looked.seats:
        assert rows[looked.seat(seat)][-2:] == [str(last["trust"][seat]), str(last["felt"][seat])]
    seat = max(looked.seats, key=lambda one: abs(last["trust"][one] - last["felt"][one]))
    assert looked.seat(seat) in felt.says
    said = looked.parts["poll"]
    assert in_tables(elements(poll.table))[looked.seat("lotte")] == [
        str(said[when]["lotte"]) for when in ("start", "end")
    ]
    [alone] = [one.value for one in looked.outcomes if one.name == "decided_alone"]
    assert f"{alone} %" in poll.says


def test_a_forecast_stands_beside_the_task_that_came_to_fit_best() -> None:
    store = MemoryStore()
    play_demo(*begin_demo(store, scenarios() / "eerste-potje", 5, "listener,joris=random"))
    looked = look_back(store, "demo-eerste-potje-5", Texts("en"))
    [shown] = [one for one in charts(looked) if one.name == "forecasts"]
    fits: dict[str, int] = {}
    number = 0
    for event in looked.events:
        number = event.round if isinstance(event, events.RoundStarted) else number
        if isinstance(event, events.TaskStarted) and number == 2:
            fits[event.task] = event.fit
    best = {looked.task(task) for task, fit in fits.items() if fit == max(fits.values())}
    named = looked.parts["forecasts"]["2"]
    rows = in_tables(elements(shown.table))
    assert all(name in rows["Fitted best"][-1] for name in best)
    for seat, task in named.items():
        assert (rows[looked.seat(seat)][-1] == f"{looked.task(task)} (right)") == (looked.task(task) in best)
    assert f"{sum(looked.task(task) in best for task in named.values())} of {len(named)}" in shown.says


def test_without_the_library_that_draws_the_tables_stand_in_its_place() -> None:
    read = elements(the_page("en"))
    assert not read.named("svg")
    assert len(read.named("figure")) == 5
    assert len([one for one in read.named("table") if "figure" in one.within]) == 5


def test_a_session_that_is_not_finished_has_a_report_that_says_so() -> None:
    store = MemoryStore()
    begin_demo(store, scenarios() / "eerste-potje", 7, "dialogue")
    read = elements(page(look_back(store, "demo-eerste-potje-7", Texts("nl"))))
    assert "nog niet uitgespeeld" in read.named("main")[0].text
    assert not read.named("figure")


@pytest.mark.parametrize("mechanic", mechanics.names())
def test_a_session_with_any_mechanic_adds_up_and_has_a_report(
    mechanic: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    stepper = mechanics.playing(mechanic)
    assert faults(list(written(stepper.store, stepper.name))) == []
    looked = look_back(stepper.store, stepper.name, Texts("nl"), typed=True)
    assert all(one.part == sum(piece.amount for piece in one.pieces) for one in looked.outcomes)
    moved = {
        change["what"] for name in looked.parts if name.startswith("causes:") for change in looked.parts[name]
    }
    labels = " ".join(one.text for one in elements(page(looked)).named("summary"))
    assert all(Texts("nl")(f"what.{what}") in labels for what in moved - {"indicator"})


def in_tables(read: Reader) -> dict[str, list[str]]:
    """Return the cells of every row of a page, by what heads it."""
    rows: dict[str, list[str]] = {}
    for one in read.named("th", "td"):
        if one.attributes.get("scope") == "row":
            rows[one.text] = []
        elif one.name == "td":
            rows[list(rows)[-1]].append(one.text)
    return rows


def test_sessions_stand_beside_each_other_in_the_order_asked_for_and_where_they_differ_is_said() -> None:
    store = a_store()
    begin_demo(store, scenarios() / "eerste-potje", 7, "supplier")
    both = [look_back(store, name, Texts("nl")) for name in (SESSION, "demo-eerste-potje-7")]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "vl_convert", None)
        read = elements(beside(both))
        assert list(in_tables(read))[:2] == [SESSION, "demo-eerste-potje-7"]
        assert [cell.split(" ")[0] for cell in in_tables(read)["Kaarten verteld"]] == [
            "100\u00a0%",
            "0\u00a0%",
        ]
        gap = "Kaarten verteld: van 0\u00a0% (demo-eerste-potje-7) tot 100\u00a0% (demo-utrecht-bijstand-3)."
        assert gap in read.named("main")[0].text
        opened = [one.text for one in read.named("details")]
        [why] = [one for one in opened if one.startswith("Waarom? Kaarten verteld")]
        assert "demo-eerste-potje-7Niets." in why
        assert "Samen 12 van 12" in why
        ids = ["sessions", "apart", "measures", "rounds"]  # other scenarios have other indicators
        assert [one.attributes["id"] for one in read.named("h2")] == [f"beside-{name}" for name in ids]
        same = elements(beside([both[0], both[0]]))
    assert "beside-apart" not in [one.attributes["id"] for one in same.named("h2")]
    ends = in_tables(same)["Waardering voor de hulp"][1:]
    value = both[0].texts.tenths(both[0].parts["indicators"]["waardering"]["value"])
    assert len(ends) == 2
    assert all(one.startswith(value) and one.endswith(f"= {value}") for one in ends)


def test_twelve_tables_beside_each_other_have_a_colour_with_a_shape_of_their_own() -> None:
    looked = look_back(a_store(), SESSION, Texts("nl"))
    scales = chart_of([replace(looked, session=f"Tafel {number}") for number in range(1, MOST + 1)]).spec
    looks = [scales["encoding"][channel]["scale"]["range"] for channel in ("color", "shape")]
    assert MOST == 12
    assert len(set(zip(*looks, strict=True))) == MOST


def test_all_that_differs_beside_each_other_opens_into_what_made_it() -> None:
    looked = look_back(a_store(), SESSION, Texts("nl"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "vl_convert", None)
        read = elements(beside([looked, replace(looked, session="tafel-2")]))
    opened = read.named("details")
    rounds = [moment for moment in looked.parts["history"] if not moment["ended"]]
    numbers = len(looked.parts["indicators"]) + 2 * len(looked.seats) + 2  # patience and money too
    assert len(opened) == 2 * (len(looked.outcomes) + numbers + len(rounds))
    ballots = [one.text for one in opened if one.text.startswith("Wie gaf wat?")]
    assert all(looked.seat(seat) in text for seat in looked.seats for text in ballots)
    support = next(one for one in looked.outcomes if one.name == "table_support")
    told = [one.text for one in opened if " Draagvlak, " in one.text]
    assert all(looked.seat(piece.id) in text for piece in support.pieces for text in told)
    summaries = [one.text for one in read.named("summary")]
    assert len(set(summaries)) == len(summaries)


def test_pictures_are_written_as_svg_and_png_and_nothing_else_unless_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database, folder = str(tmp_path / "here.db"), tmp_path / "plaatjes"
    store = SqliteStore(Path(database))
    take_in(store, written(a_store(), SESSION))
    store.close()
    call = ["report", SESSION, "--database", database, "--charts"]
    assert cli.main([*call, str(folder)]) == cli.DONE
    names = ("money", "trust", "support", "felt", "poll")
    assert {one.name for one in folder.iterdir()} == {
        f"{name}.{form}" for name in names for form in ("svg", "png")
    }
    for one in folder.glob("*.svg"):
        assert ElementTree.fromstring(one.read_text("utf-8")).tag.endswith("svg")
    assert all(one.read_bytes().startswith(b"\x89PNG") for one in folder.glob("*.png"))
    assert "5 plaatjes" in capsys.readouterr().out
    assert cli.main([*call, str(folder)]) == cli.MENDABLE, "nothing is written over"
    assert cli.main([*call, str(folder / "money.svg")]) == cli.MENDABLE
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "vl_convert", None)
        assert cli.main([*call, str(tmp_path / "anders")]) == cli.MENDABLE
    assert "opgavetafel[report]" in capsys.readouterr().err


def test_the_command_writes_one_page_and_nothing_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database, out = str(tmp_path / "here.db"), str(tmp_path / "r.html")
    store = SqliteStore(Path(database))
    take_in(store, written(a_store(), SESSION))
    store.close()
    call = ["report", SESSION, "--database", database, "--out"]
    assert cli.main([*call, out]) == cli.DONE
    assert "Zonder namen" in capsys.readouterr().out
    assert Path(out).read_text("utf-8").startswith("<!DOCTYPE html>")
    assert cli.main([*call, out]) == cli.MENDABLE
    assert cli.main([*call, str(tmp_path / "r.docx")]) == cli.MENDABLE
    assert cli.main([*call, out, "--force", *(f"nergens-{number}" for number in range(9))]) == cli.MENDABLE
    assert "Traceback" not in capsys.readouterr().err
