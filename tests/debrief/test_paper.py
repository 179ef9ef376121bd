"""The report on paper: tagged, in our letters, with all that the page tells and nothing that it hides."""

import re
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date
from functools import cache
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any
from unicodedata import category

import pytest

from game import cli
from game.debrief.report.beside import beside
from game.debrief.report.looked import look_back
from game.debrief.report.paper import OTHER_SIGNS, paper
from game.debrief.report.whole import whole
from game.i18n import Texts
from game.session.export.jsonl import take_in, written
from game.session.sqlite import SqliteStore
from tests.debrief.test_report import NAMED, SESSION, a_store, elements, the_page

pikepdf = pytest.importorskip("pikepdf", reason="pikepdf is not here: set up again")
pytest.importorskip("typst", reason="typst is not here: set up again")

DAY = date(2026, 3, 5)


@cache
def the_paper(language: str = "nl", typed: bool = False, names: bool = False) -> bytes:
    return paper(the_page(language, typed, names), Texts(language), DAY)


def read(held: bytes) -> Any:
    return pikepdf.open(BytesIO(held))


def kinds(element: Any) -> list[str]:
    """Return the kinds of all elements of the structure, in order."""
    found = [str(element.S)] if "/S" in element else []
    for one in as_list(element.get("/K", [])):
        found += kinds(one) if isinstance(one, pikepdf.Dictionary) else []
    return found


def as_list(held: Any) -> list[Any]:
    return list(held) if isinstance(held, pikepdf.Array) else [held]


def texts_of(held: bytes) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext here (Debian: apt install poppler-utils)")
    done = subprocess.run(["pdftotext", "-", "-"], input=held, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_report_is_tagged_in_its_language_and_says_that_it_is_made_for_everybody(language: str) -> None:
    document = read(the_paper(language))
    assert bool(document.Root.MarkInfo.Marked)
    assert str(document.Root.Lang).startswith(language)
    assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
    with document.open_metadata() as said:
        assert said["pdfuaid:part"] == "1"
        assert said["dc:title"]


def test_its_structure_has_the_headings_tables_lists_and_pictures_of_the_page() -> None:
    document = read(the_paper())
    found = kinds(document.Root.StructTreeRoot)
    page = elements(the_page())
    behind = 1  # what opens on a screen is a section of its own on paper
    assert found.count("/H1") == 1
    assert found.count("/H2") == len(page.named("h2")) + behind
    assert found.count("/H3") == len(page.named("h3"))
    assert found.count("/Table") == len(page.named("table")) + 1, "the numbers stand in two halves"
    assert found.count("/Figure") == len(page.named("svg")) == 5
    assert found.count("/Link") == len(page.named("summary")) + len(page.named("a"))
    assert found.count("/TH") >= len([one for one in page.named("th") if one.attributes["scope"] == "col"])


def test_every_picture_says_what_it_shows() -> None:
    document = read(the_paper())

    def said(element: Any) -> list[str]:
        own = [str(element.get("/Alt", ""))] if str(element.get("/S", "")) == "/Figure" else []
        inner = [one for one in as_list(element.get("/K", [])) if isinstance(one, pikepdf.Dictionary)]
        return [*own, *(text for one in inner for text in said(one))]

    found = said(document.Root.StructTreeRoot)
    assert len(found) == 5
    assert all(len(text) > 40 for text in found)


def test_all_its_letters_are_ours_and_in_the_file() -> None:
    document = read(the_paper())
    fonts = {}
    for one in document.objects:
        if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor":
            fonts[str(one.FontName)] = any(name in one for name in ("/FontFile2", "/FontFile3"))
    assert fonts
    assert all(fonts.values())
    assert all(re.search("Atkinson|Bricolage", name) for name in fonts), fonts


def test_it_tells_all_that_the_page_tells_and_begins_with_two_pages_before_the_tables() -> None:
    told = texts_of(the_paper())
    squeezed = re.sub(r"[\s•–]+", "", told)
    page = elements(the_page())
    said = [one for one in page.named("h1", "h2", "h3", "li", "caption", "th", "td") if one.text]
    assert len(said) > 400
    for one in said:
        if "Waarom?" not in one.text:
            assert re.sub(r"[\s•–]+", "", one.text)[-25:] in squeezed, one.text
    begins = [one for one in page.named("details") if "Begin: " in one.text]
    assert told.count("Begin: ") == len(begins) > 0  # each answer once, also of a table in two halves
    pages = told.split("\f")
    assert "Alles op een rij" in pages[2]


def test_what_stands_beside_what_opens_in_a_cell_stands_on_paper_too() -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "vl_convert", None)
        looked = look_back(a_store(), SESSION, Texts("nl"))
        html = beside([looked, replace(looked, session="tafel-2")])
    told = texts_of(paper(html, Texts("nl"), DAY))
    before, _, _ = told.partition(Texts("nl")("report.behind"))
    assert before.count("Het gemiddelde") == 2 * len(looked.parts["plans"])
    assert before.count("Wie gaf wat?") == 2 * len(looked.parts["plans"])


def test_names_and_typed_texts_stay_out_unless_asked_for_and_are_never_anything_but_text() -> None:
    assert "Saskia" not in texts_of(the_paper())
    told = texts_of(the_paper(typed=True, names=True))
    assert NAMED in told
    assert "<script>alert('Ria')</script>" in re.sub(r"\s+", "", told)


def test_signs_that_the_letters_lack_and_signs_of_typst_break_nothing() -> None:
    odd = '#panic("x") $x$ \\n\\" "aan" [a] 日本 🙂 ő @label <wie> \u202e'
    html = whole("Titel", "nl", f"<p>{odd.replace('<', '&lt;')}</p>")
    told = texts_of(paper(html, Texts("nl"), DAY))
    assert '#panic("x") $x$ \\n\\" "aan" [a]' in told
    assert "??" in told


def test_names_in_other_scripts_stand_there_as_they_were_typed() -> None:
    typed = "Наталія Ελένη محمد אברהם Հայկ გია Nguyễn"
    told = texts_of(paper(whole("Titel", "nl", f"<p>{typed}</p>"), Texts("nl"), DAY))
    assert "?" not in told
    for one in ("Наталія", "Ελένη", "Հայկ", "გია"):
        assert one in told


def test_every_sign_that_is_said_to_be_shown_has_a_letter() -> None:
    signs = [chr(at) for first, last in OTHER_SIGNS for at in range(first, last + 1)]
    known = [one for one in signs if category(one)[0] in "LNPS"]
    assert len(known) > 1000
    rows = "".join(
        f"<p>{' '.join(escape(one) for one in known[at : at + 40])}</p>" for at in range(0, len(known), 40)
    )
    assert "?" not in texts_of(paper(whole("Titel", "nl", rows), Texts("nl"), DAY))


def test_the_same_session_gives_the_same_file() -> None:
    assert paper(the_page(), Texts("nl"), DAY) == the_paper()


def test_the_command_writes_it_and_says_what_is_missing_without_the_library(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    database, out = str(tmp_path / "here.db"), str(tmp_path / "r.pdf")
    store = SqliteStore(Path(database))
    take_in(store, written(a_store(), SESSION))
    store.close()
    monkeypatch.setitem(sys.modules, "vl_convert", None)
    call = ["report", SESSION, "--database", database, "--out", out]
    assert cli.main(call) == cli.DONE
    assert Path(out).read_bytes().startswith(b"%PDF-1.7")
    monkeypatch.setitem(sys.modules, "typst", None)
    assert cli.main([*call, "--force"]) == cli.MENDABLE
    said = capsys.readouterr().err
    assert "opgavetafel[report]" in said
    assert "Traceback" not in said
