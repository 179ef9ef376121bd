"""Loading: a scenario, or everything that keeps it from being one, whatever lies there."""

import json
import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from game import resources
from game.i18n import LANGUAGES, Texts
from game.scenario.check import check_bytes
from game.scenario.codes import starter
from game.scenario.conditions import Condition
from game.scenario.load import ScenarioNotFound, find, load, load_bytes
from game.scenario.problems import MOST_TOLD
from game.scenario.report import as_json, as_text
from game.scenario.tree import plain_data, read


def starter_data() -> dict[str, Any]:
    tree, _, _ = read(starter().encode())
    assert tree is not None
    data: dict[str, Any] = plain_data(tree.root)
    return data


def codes_in(data: object) -> list[str]:
    """Return the codes of what is told about data; JSON is YAML."""
    return [problem.code for problem in check_bytes(json.dumps(data).encode(), "x.yaml")]


# Finding. --------------------------------------------------------------------------------------------


def test_a_scenario_is_found_by_name_by_folder_and_by_file() -> None:
    home = resources.scenarios() / "eerste-potje"
    for way in ("eerste-potje", str(home), str(home / "scenario.yaml")):
        assert load(find(way)).scenario is not None


@pytest.mark.parametrize(
    "name", ["", ".x", "geen-scenario", "../scenarios/geen", "a\0b", "x" * 5000, "eerste/potje"]
)
def test_an_unknown_scenario_is_one_clear_sentence(name: str) -> None:
    with pytest.raises(ScenarioNotFound) as caught:
        find(name)
    for language in LANGUAGES:
        sentence = Texts(language)(caught.value.key, **caught.value.facts)
        assert "\n" not in sentence
        assert len(sentence) < 400


def test_a_scenario_that_lies_here_comes_before_one_of_the_same_name_in_the_game(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert find("eerste-potje") == resources.scenarios() / "eerste-potje"
    (tmp_path / "eerste-potje").mkdir()
    assert find("eerste-potje") == resources.scenarios() / "eerste-potje"
    (tmp_path / "eerste-potje" / "scenario.yaml").write_text(starter())
    assert find("eerste-potje") == Path("eerste-potje")


def test_a_name_is_never_a_way_out_of_the_folder_with_scenarios(tmp_path: Path) -> None:
    with pytest.raises(ScenarioNotFound):
        find("../" * 20 + "no-such-folder/scenario.yaml")


# Loading. --------------------------------------------------------------------------------------------


def test_the_first_scenario_loads_without_a_word() -> None:
    loaded = load(find("eerste-potje"))
    assert loaded.problems == ()
    assert loaded.scenario is not None
    assert list(loaded.scenario.roles) == ["nadia", "joris", "noor"]
    assert isinstance(loaded.scenario.event_cards["bezuiniging"].when, Condition)


def test_the_bytes_are_kept_so_that_a_session_can_be_read_back_without_its_folder() -> None:
    from_folder = load(find("eerste-potje"))
    again = load_bytes(from_folder.data, "log")
    assert again.scenario == from_folder.scenario


def test_a_problem_names_the_file_as_it_was_called() -> None:
    [problem] = load_bytes(b"", "mijn scenario").problems
    assert problem.file == "mijn scenario"


def test_an_error_keeps_a_scenario_from_loading_and_a_warning_does_not() -> None:
    assert load_bytes(starter().replace("by: [3, 11]", "by: [11, 3]").encode(), "x").scenario is None
    loaded = load_bytes(starter().replace("[resident, partner]", "[resident, resident]").encode(), "x")
    assert loaded.scenario is not None
    assert [problem.code for problem in loaded.problems] == ["OT136"]


def test_order_in_the_file_is_order_in_the_scenario() -> None:
    data = starter_data()
    data["tasks"] = dict(reversed(data["tasks"].items()))
    scenario = load_bytes(json.dumps(data).encode(), "x").scenario
    assert scenario is not None
    assert list(scenario.tasks) == list(data["tasks"])


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_told_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "scenario.yaml")
    assert [problem.code for problem in load(tmp_path).problems] == ["OT001"]


# What follows from something else is not told. -------------------------------------------------------


def test_a_typed_wrong_field_is_told_once_and_not_also_as_missing() -> None:
    data = starter_data()
    data["budget"]["per_rond"] = data["budget"].pop("per_round")
    assert codes_in(data) == ["OT112"]


def test_every_field_that_something_lacks_is_told() -> None:
    data = starter_data()
    for field in ("title", "seats", "theme"):
        del data[field]
    del data["tasks"]["bomen"]["cost"], data["tasks"]["bomen"]["domain"]
    problems = check_bytes(json.dumps(data).encode(), "x.yaml")
    lacking = [problem.path[-1] for problem in problems if problem.code == "OT111"]
    assert sorted(map(str, lacking)) == ["cost", "domain", "seats", "theme", "title"]


def test_two_fields_that_share_a_wrong_value_are_both_told_at_its_place() -> None:
    text = starter().replace("    cost: 10_000", "    cost: &veel 10.000", 1)
    assert text.count("    minimum: 5_000") == 1
    [problem, other] = check_bytes(text.replace("    minimum: 5_000", "    minimum: *veel").encode(), "x")
    assert (problem.code, other.code, problem.line) == ("OT121", "OT121", other.line)
    assert {problem.facts["field"], other.facts["field"]} == {"cost", "minimum"}


def test_a_broken_task_still_counts_as_a_task() -> None:
    data = starter_data()
    data["tasks"]["bankjes"] = {"name": 3}
    assert "OT206" not in codes_in(data)


def test_when_all_tasks_are_broken_their_names_are_not_called_unknown() -> None:
    data = starter_data()
    data["tasks"] = ["bomen"]
    assert codes_in(data) == ["OT120"]


def test_of_an_unknown_anchor_nothing_more_is_told() -> None:
    assert [
        p.code for p in check_bytes(starter().replace("links: [bankjes]", "links: *x").encode(), "x")
    ] == ["OT020"]


def test_problems_come_in_the_order_of_the_file() -> None:
    data = starter().replace("minutes: 20", "minutes: 0").replace("trust: 45", "trust: 145")
    data = data.replace("by: 12", "by: 120").replace("theme: groen", "theme: rood")
    lines = [problem.line for problem in load_bytes(data.encode(), "x").problems]
    assert len(lines) == 4
    assert lines == sorted(lines)


# Anything. -------------------------------------------------------------------------------------------

field_names = st.sampled_from(["nl", "en", "by", "add", "all", "round", "from", "name"])
values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 10**6) | st.floats(allow_nan=False) | st.text(max_size=8)
    | st.sampled_from(["fatima", "bomen", "round >= 2", "on", "1.000", "aanname", "add", "resident"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(field_names, inner, max_size=3),
    max_leaves=6,
)  # fmt: skip


@given(st.data())
@settings(max_examples=150)
def test_whatever_stands_anywhere_is_told_in_words_we_have(data: st.DataObject) -> None:
    """Replace something somewhere in a good scenario: it loads, or each problem has its own words."""
    made = starter_data()
    at: Any = made
    while True:
        key = data.draw(st.sampled_from(list(at) if isinstance(at, dict) else list(range(len(at)))))
        if not (isinstance(at[key], dict | list) and at[key] and data.draw(st.booleans())):
            break
        at = at[key]
    at[key] = data.draw(values)
    text = json.dumps(made, ensure_ascii=False).encode("utf-8", "replace")
    problems = check_bytes(text, "x.yaml")
    assert "OT199" not in {problem.code for problem in problems}
    for language in LANGUAGES:
        assert as_text(problems, Texts(language)) or not problems
    assert json.loads(as_json(problems, Texts("nl")))["errors"] <= len(problems)


@given(st.binary(max_size=300))
@example(b"\x00" * 50)
@example(b"format: 1")
@example(b"format: []")
def test_any_bytes_give_a_scenario_or_problems(data: bytes) -> None:
    loaded = load_bytes(data, "x")
    assert loaded.scenario is not None or loaded.problems
    assert loaded.data == data


def test_a_file_made_to_keep_us_busy_is_told_of_in_bounds() -> None:
    """Each of these once took minutes: names compared with all others, or places sought one by one."""
    parts = {
        "anchors": [f"k{n}: &a{n} 1\nj{n}: *b{n}\n" for n in range(4_000)],
        "fields": [f"minuts{n}: 1\n" for n in range(4_000)],
        "silences": 4_000 * ["# opgavetafel: negeer OT310\n"],
    }
    for lines in parts.values():
        problems = check_bytes((starter() + "".join(lines)).encode(), "x")
        assert 0 < len(problems) <= 4_000
        assert sum(problem.severity == "error" for problem in problems) <= 2 * MOST_TOLD
