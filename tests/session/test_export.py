"""Sessions that go out and come in again: the same chain, no names unless asked, nothing written over."""

import csv
import json
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from game import cli
from game.bots.demo import begin_demo, play_demo
from game.elections.counting import count_election
from game.elections.pabulib import read_file
from game.i18n import Mendable
from game.resources import scenarios
from game.rules.events import PlanMade
from game.session.export.files import FORMS, Asked, export, import_file
from game.session.export.jsonl import take_in, written
from game.session.export.sheets import as_csv, as_xlsx, neutral
from game.session.export.tables import Table, tables
from game.session.log import live, unlinked
from game.session.memory import MemoryStore
from game.session.sessions import verify_session
from game.session.sqlite import SqliteStore

SESSION = "demo-eerste-potje-7"
TYPED, NAMED = "=cmd|' /C calc'!A0", "Saskia Geheim"


@cache
def a_store() -> MemoryStore:
    """Return a store with a session that bots played, in which a person sat down and something was typed."""
    store = MemoryStore()
    stepper, bots = begin_demo(store, scenarios() / "eerste-potje", 7, "dialogue")
    stepper.order("facilitator", "add_remark", text=TYPED)
    stepper.order("facilitator", "take_seat", seat="nadia", holder="person", name=NAMED)
    stepper.order("facilitator", "step_back")
    play_demo(stepper, bots)
    return store


def lines(**asked: bool) -> list[str]:
    return list(written(a_store(), SESSION, **asked))


def changed(number: int, **changes: Any) -> list[str]:
    """Return the lines of the session with the record at a place in the chain changed."""
    found = lines()
    place = next(at for at, line in enumerate(found) if f'"seq":{number},' in line)
    data = json.loads(found[place])
    data["record"] |= changes
    return [*found[:place], json.dumps(data), *found[place + 1 :]]


# Out and in again. -----------------------------------------------------------------------------------


@pytest.mark.parametrize("asked", [{}, {"texts": True, "names": True}], ids=str)
def test_a_session_comes_back_with_the_same_chain_actions_and_scenario(
    asked: dict[str, bool], tmp_path: Path
) -> None:
    store = a_store()
    there = SqliteStore(tmp_path / "there.db")
    name = take_in(there, lines(**asked), "terug")
    assert list(there.links(name)) == list(store.links(SESSION))
    assert list(there.answered(name)) == list(store.answered(SESSION))
    assert there.files(name) == store.files(SESSION)
    assert there.texts(name) == (store.texts(SESSION) if asked else {})
    assert there.people(name) == (store.people(SESSION) if asked else {})
    assert verify_session(there, name)["intact"]
    assert list(written(there, name, **asked))[1:] == lines(**asked)[1:]
    there.close()


@pytest.mark.parametrize(
    ("bad", "key"),
    [
        (lambda: changed(9, at=5), "export.altered"),
        (lambda: [line for line in lines() if '"seq":9,' not in line], "export.altered"),
        (lambda: [line for line in lines() if '"kind":"table_ended"' not in line], "export.altered"),
        (lambda: lines()[:60], "export.altered"),
        (lambda: lines()[1:], "export.bad_line"),
        (lambda: [lines()[0].replace('"format":1', '"format":9')], "export.newer"),
        (list, "export.no_session"),
        (lambda: ["[1, 2]"], "export.bad_line"),
        (lambda: ["{" * 20_000], "export.bad_line"),
        (lambda: [lines()[0], '{"line":"file","path":"../x.png","base64":""}'], "export.bad_line"),
        (lambda: [lines()[0], '{"line":"record","hash":"zz","record":{"seq":1}}'], "export.bad_line"),
        (lambda: [line for line in lines() if '"line":"file"' not in line], "export.other_scenario"),
    ],
)
def test_a_session_that_is_not_what_was_written_is_not_taken_in(bad: Any, key: str) -> None:
    there = MemoryStore()
    with pytest.raises(Mendable) as trouble:
        take_in(there, bad())
    assert trouble.value.key == key
    assert there.sessions() == []


def test_a_session_that_is_here_already_is_left_as_it_is() -> None:
    store = MemoryStore()
    take_in(store, lines())
    with pytest.raises(Mendable, match="session_is_here"):
        take_in(store, lines())


# People. ---------------------------------------------------------------------------------------------


def everything(texts: bool, names: bool, folder: Path) -> str:
    """Return all that is written of the session in every form, as one text."""
    found = []
    for form in FORMS:
        suffix = f".{form}" if form in ("jsonl", "xlsx") else ""
        asked = Asked(form, str(folder / f"{form}-{texts}-{names}{suffix}"), texts, names)
        for path in export(a_store(), SESSION, asked):
            if form == "xlsx":
                found += [str(row) for sheet in load_workbook(path) for row in sheet.values]
            else:
                found.append(path.read_text("utf-8"))
    return "\n".join(found)


def test_names_and_typed_texts_go_out_only_when_asked_for(tmp_path: Path) -> None:
    nothing = everything(False, False, tmp_path)
    assert TYPED not in nothing
    assert NAMED not in nothing
    assert "calc" in (with_texts := everything(True, False, tmp_path))
    assert NAMED not in with_texts
    assert NAMED in (with_names := everything(False, True, tmp_path))
    assert "calc" not in with_names


# Sheets. ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1"])
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    table = Table("x", ["text"], [[text]])
    [_, [cell]] = csv.reader(StringIO(as_csv(table).removeprefix("\ufeff"), newline=""))
    assert cell == neutral(text) == "'" + text
    sheet = load_workbook(BytesIO(as_xlsx([table])))["x"]
    assert sheet["A2"].data_type == "s"


def test_every_event_is_a_row_of_its_kind_and_every_change_one_more() -> None:
    log = [unlinked(link) for link in a_store().links(SESSION)]
    found = {table.name: table for table in tables(log)}
    rows = sum(len(table.rows) for name, table in found.items() if name not in ("change", "number"))
    assert rows == len(log)
    assert all(len(row) == len(table.columns) for table in found.values() for row in table.rows)
    undone = {row[0] for table in found.values() for row in table.rows if row[3] is False}
    assert undone == {one.seq for one in log} - {one.seq for one in live(log)}
    changes = [change for one in log for change in getattr(one.event, "changes", ())]
    amount = found["change"].columns.index("amount")
    assert [row[amount] for row in found["change"].rows] == [change.amount for change in changes]


def test_a_workbook_has_a_sheet_per_kind_with_numbers_moments_and_yes_or_no() -> None:
    log = [unlinked(link) for link in a_store().links(SESSION)]
    book = load_workbook(BytesIO(as_xlsx(tables(log))))
    assert book.sheetnames == [table.name for table in tables(log)]
    sheet = book["task_started"]
    kinds = {head.value: sheet.cell(2, place).data_type for place, head in enumerate(sheet[1], 1)}
    assert (kinds["seq"], kinds["at_utc"], kinds["counts"], kinds["paid"]) == ("n", "d", "b", "n")
    assert kinds["task"] == "s"


def test_the_ballots_of_each_round_are_an_election_with_the_plan_of_that_round(tmp_path: Path) -> None:
    files = export(a_store(), SESSION, Asked("pb", str(tmp_path / "pb")))
    assert [path.name for path in files] == [f"{SESSION}-1.pb", f"{SESSION}-2.pb"]
    log = [unlinked(link) for link in a_store().links(SESSION)]
    plans = [dict(one.event.counted) for one in log if isinstance(one.event, PlanMade)]
    for path, counted in zip(files, plans, strict=False):
        assert sorted(count_election(read_file(path), "majority")["winners"]) == sorted(
            task for task, _ in counted["majority"]
        )


# The commands. ---------------------------------------------------------------------------------------


def test_export_and_import_say_what_they_did_and_write_nothing_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    database = str(tmp_path / "here.db")
    store = SqliteStore(Path(database))
    take_in(store, lines())
    store.close()
    monkeypatch.chdir(tmp_path)
    here = ["--database", database]
    assert cli.main(["export", SESSION, *here]) == cli.DONE
    assert "Zonder namen" in capsys.readouterr().out
    before = (tmp_path / f"{SESSION}.jsonl").read_bytes()
    assert cli.main(["export", SESSION, *here]) == cli.MENDABLE
    assert "bestaat al" in capsys.readouterr().err
    assert cli.main(["export", SESSION, "--force", *here]) == cli.DONE
    assert (tmp_path / f"{SESSION}.jsonl").read_bytes() == before
    assert cli.main(["export", SESSION, "--to", "csv", "--out", "x.csv", *here]) == cli.MENDABLE
    assert cli.main(["export", SESSION, "--to", "pb", "--round", "9", *here]) == cli.MENDABLE
    capsys.readouterr()
    assert cli.main(["import", f"{SESSION}.jsonl", "--name", "terug", *here]) == cli.DONE
    assert f"log terug sha256:{json.loads(before.splitlines()[0])['hash']}" in capsys.readouterr().out
    for wrong in ("er-is-niets.jsonl", database, "x.pb"):
        assert cli.main(["import", wrong, *here]) == cli.MENDABLE
        assert "Traceback" not in capsys.readouterr().err


def test_a_file_that_is_no_text_is_told_apart(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(Mendable, match="no_session"):
        import_file(MemoryStore(), tmp_path / "x.jsonl")
