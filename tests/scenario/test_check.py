"""Checking and reporting: what counts, what is silenced, and how it is written."""

import json
from pathlib import Path

import pytest

from game import resources
from game.i18n import Texts
from game.scenario.check import check, check_bytes, scenarios_at
from game.scenario.codes import starter
from game.scenario.model import Scenario
from game.scenario.problems import nearest, shown
from game.scenario.report import as_text, run_check, run_explain, schema
from game.scenario.wording import text_patterns


def codes_in(text: str) -> list[str]:
    return [problem.code for problem in check_bytes(text.encode(), "x.yaml")]


def a_folder(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    return folder


WITHOUT_SOURCE = starter().replace("    reach: [spelen]\n    source: aanname", "    reach: [spelen]")


def test_the_shipped_scenarios_have_nothing_to_mend_and_silence_nothing() -> None:
    assert run_check([resources.scenarios()], strict=True)[1] == 0
    for path in scenarios_at(resources.scenarios()):
        assert "opgavetafel:" not in (path / "scenario.yaml").read_text(encoding="utf-8")


def test_a_folder_of_scenarios_is_checked_one_by_one(tmp_path: Path) -> None:
    a_folder(tmp_path / "b", starter().replace("theme: groen", "theme: rood"))
    a_folder(tmp_path / "a", WITHOUT_SOURCE)
    assert [Path(problem.file).parent.name for problem in check([tmp_path])] == ["a", "b"]


def test_only_errors_count_unless_strict(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "a", WITHOUT_SOURCE)
    assert [run_check([folder], strict=strict)[1] for strict in (False, True)] == [0, 1]
    a_folder(folder, "")
    assert run_check([folder])[1] == 1


# Silences. -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("word", ["negeer", "ignore"])
def test_advice_is_silenced_on_its_own_line(word: str) -> None:
    text = WITHOUT_SOURCE.replace("  rondje-deuren:", f"  rondje-deuren:  # opgavetafel: {word} OT310")
    assert codes_in(text) == []


def test_one_line_can_silence_more_than_one_code() -> None:
    text = starter().replace("minutes: 20", "minutes: 15  # opgavetafel: negeer OT330, OT310")
    assert codes_in(text) == ["OT040"]


def test_a_silence_on_another_line_silences_nothing() -> None:
    text = "# opgavetafel: negeer OT310\n" + WITHOUT_SOURCE
    assert codes_in(text) == ["OT040", "OT310"]


def test_a_number_sign_inside_a_text_is_no_silence() -> None:
    text = starter().replace("nl: Ons plein,", 'nl: "Ons # opgavetafel: negeer OT310 plein",')
    assert codes_in(text) == []
    block = starter().replace(
        "title: {nl: Ons plein, en: Our square}",
        "title:\n  nl: |-\n    Ons\n    # opgavetafel: negeer OT310\n  en: Our square",
    )
    assert codes_in(block) == []


# Texts in two languages. -----------------------------------------------------------------------------


def test_a_scenario_in_one_language_misses_no_translation() -> None:
    data = json.loads(json.dumps(_in_dutch(_data())))
    assert codes_in(json.dumps(data)) == []


def test_one_translated_text_among_many_asks_for_no_more() -> None:
    data = _in_dutch(_data())
    assert isinstance(data, dict)
    data["title"] = {"nl": "Ons plein", "en": "Our square"}
    assert codes_in(json.dumps(data)) == []


def test_a_text_in_another_language_than_the_scenario_is_missing_its_own() -> None:
    text = starter().replace("who: {nl: Opbouwwerker in de wijk, en:", "who: {en:")
    [problem] = check_bytes(text.encode(), "x.yaml")
    assert "het Nederlands" in problem.message(Texts("nl"))


def _data() -> object:
    from game.scenario.tree import plain_data, read

    tree, _, _ = read(starter().encode())
    assert tree is not None
    return plain_data(tree.root)


def _in_dutch(data: object) -> object:
    if isinstance(data, dict):
        return data["nl"] if "nl" in data else {key: _in_dutch(value) for key, value in data.items()}
    return [_in_dutch(item) for item in data] if isinstance(data, list) else data


def test_every_text_of_the_models_is_looked_at() -> None:
    assert {"title", "tasks.*.about", "roles.*.cards.*.says", "learning_goals.*"} <= set(text_patterns())
    assert not [pattern for pattern in text_patterns() if "source" in pattern]


# Writing. --------------------------------------------------------------------------------------------


def test_what_is_right_is_said_too(tmp_path: Path) -> None:
    assert run_check([a_folder(tmp_path / "a", starter())]) == ("In orde: 1 scenario.", 0)
    assert run_check([tmp_path], language="en") == ("All fine: 1 scenario.", 0)


def test_json_holds_every_place_and_sentence(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "a", starter().replace("theme: groen", "theme: gron"))
    text, code = run_check([folder], form="json", language="en")
    found = json.loads(text)
    assert code == 1
    assert (found["errors"], found["warnings"]) == (1, 0)
    [problem] = found["problems"]
    assert problem["path"] == ["theme"]
    assert (problem["line"], problem["column"], problem["end_column"]) == (7, 8, 12)
    assert problem["message"] == "unknown domain 'gron' in this scenario"
    assert problem["note"] == "did you mean 'groen'?"


def test_marks_in_a_review_are_escaped(tmp_path: Path) -> None:
    folder = a_folder(tmp_path / "a, b", starter().replace("theme: groen", "theme: 'a%b::c\n\n  d'"))
    text, _ = run_check([folder], form="github")
    [line] = text.splitlines()
    assert line.startswith("::error file=")
    assert "%2C b" in line
    assert "a%25b::c" in line
    assert "title=OT201::" in line


def test_marks_stand_under_what_they_mark_also_beside_wide_signs() -> None:
    text = starter().replace(
        "{nl: Schaduw, en: Shade}, domain: groen", "{nl: 日陰🙂, en: Shade}, domain: gren"
    )
    lines = as_text(check_bytes(text.encode(), "x.yaml"), Texts("nl")).splitlines()
    [at] = [number for number, line in enumerate(lines) if "^" in line]
    before = lines[at - 1].split("gren")[0]
    assert lines[at].index("^") == len(before) + 3  # three signs take two columns


def test_a_very_long_line_shows_only_the_part_that_matters() -> None:
    text = starter().replace("theme: groen", "theme: groen\nx: {" + "a: 1, " * 9000 + "}")
    for line in as_text(check_bytes(text.encode(), "x.yaml"), Texts("nl")).splitlines():
        assert len(line) < 250


def test_a_flood_of_problems_is_cut_off_with_a_count() -> None:
    text = starter() + "".join(f"x{n}: 1\n" for n in range(150))
    written = as_text(check_bytes(text.encode(), "x.yaml"), Texts("nl"))
    assert "nog 50" in written
    assert written.count("OT112 onbekend") == 100


def test_what_an_author_wrote_cannot_take_over_the_screen() -> None:
    assert shown("a\x1b[31mb\u202e") == "a�[31mb�"
    assert shown("x" * 500) == "x" * 60 + "…"
    text = starter().replace("theme: groen", 'theme: "a\\x1b[31m"').encode()
    assert "\x1b" not in as_text(check_bytes(text, "x\x1b[31m.yaml"), Texts("nl"))


def test_a_word_in_dutch_leads_to_the_word_of_the_language() -> None:
    assert nearest("inwoner", ["resident", "partner"]) == "resident"
    assert nearest("inwoner", ["partner"]) == ""
    assert nearest("BUDGETT", ["budget"]) == "budget"


def test_an_unknown_code_is_a_wrong_call() -> None:
    text, code = run_explain("0T112")
    assert code == 2
    assert "Bedoelde je OT112?" in text
    assert run_explain("")[1] == 2


def test_an_explanation_shows_how_not_and_how(tmp_path: Path) -> None:
    text, code = run_explain("ot121")
    assert code == 0
    assert text.index("cost: 10.000") < text.index("cost: 10_000")


def test_the_schema_knows_every_field() -> None:
    made = json.loads(schema())
    assert set(made["properties"]) == set(Scenario.model_fields)


def test_tasks_of_the_opening_must_be_there_and_once() -> None:
    text = starter() + "opening: {tasks: [bomen, bankje, bomen]}\n"
    assert {"OT136", "OT206"} <= set(codes_in(text))


# Paths that are none. --------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "code"), [("x" * 5000, "OT002"), ("", "OT002"), ("a\0b", "OT002")])
def test_a_path_that_cannot_be_is_a_problem_like_any_other(name: str, code: str, tmp_path: Path) -> None:
    good = a_folder(tmp_path / "good", WITHOUT_SOURCE)
    assert [problem.code for problem in check([name, good])] == [code, "OT310"]


def test_a_folder_that_is_closed_to_us_is_told_and_the_others_are_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed, good = a_folder(tmp_path / "closed", starter()), a_folder(tmp_path / "good", WITHOUT_SOURCE)
    really = Path.is_file

    def is_file(path: Path) -> bool:
        if closed in path.parents:
            raise PermissionError(13, "closed", str(path))
        return really(path)

    monkeypatch.setattr(Path, "is_file", is_file)
    assert [problem.code for problem in check([closed, good])] == ["OT008", "OT310"]
