"""The command `balance`: what it writes, what it tells, and what it does with what it cannot play."""

import json
from pathlib import Path
from typing import Any

import pytest

from game import cli, resources
from game.balance.conditions import CONDITIONS

FIRST = resources.scenarios() / "eerste-potje"


def balanced(out: Path, *words: str) -> dict[str, Any]:
    given = ["balance", "eerste-potje", "--jobs", "1", "--no-minima", "--out", str(out), *words]
    assert cli.main(given) in (cli.DONE, cli.MENDABLE)
    found: dict[str, Any] = json.loads(out.read_text("utf-8"))
    return found


def test_it_writes_every_condition_that_was_asked_for(tmp_path: Path) -> None:
    found = balanced(tmp_path / "x.json", "--games", "3", "--conditions", "a,f,i")
    names = [one.name for one in CONDITIONS if one.letter in "afi"]
    assert [one["name"] for one in found["conditions"]] == names
    by_name = {one["name"]: one for one in found["conditions"]}
    assert by_name["rarest"]["skipped"]
    assert by_name["rarest"]["figure"] is None
    asking = by_name["asking"]
    assert asking["interval"][0] <= asking["figure"] <= asking["interval"][1]
    assert (asking["threshold"], asking["games"], asking["higher"]) == (3, 3, None)
    assert set(asking["parts"]) == {"listener", "dialogue", "supplier", "committee"}
    assert set(asking["sentence"]) == {"nl", "en"}
    assert found["passes"] == all(one["passes"] for one in found["conditions"])
    assert found["settings"]["seeds"] == {"set": "first", "first": 1, "last": 3}
    assert found["findings"] == []
    assert not (tmp_path / "x.json.part").exists()


def test_equal_seeds_give_equal_figures_and_the_second_set_gives_others(tmp_path: Path) -> None:
    words = "--games", "1", "--conditions", "i"
    first, again = (balanced(tmp_path / name, *words) for name in ("x.json", "y.json"))
    assert first == again
    second = balanced(tmp_path / "z.json", *words, "--second")
    assert second["settings"]["seeds"]["set"] == "second"
    assert second["strategies"] != first["strategies"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_tells_each_condition_in_the_readers_language(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = balanced(tmp_path / "x.json", "--games", "2", "--conditions", "a,b", "--lang", language)
    said = capsys.readouterr().out
    assert all(one["sentence"][language] in said for one in found["conditions"])


def test_a_letter_that_is_no_condition_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["balance", "eerste-potje", "--conditions", "a,h", "--lang", "en"]) == cli.MENDABLE
    assert "There is no condition h. Choose from: a, b, c, d, e, f, g, i." in capsys.readouterr().err


def test_an_event_that_the_file_itself_shows_to_be_impossible_is_a_finding_too(tmp_path: Path) -> None:
    text = (FIRST / "scenario.yaml").read_text("utf-8")
    changed = text.replace("when: leefwereld < 50", "when: leefwereld < 50 and leefwereld > 60")
    (tmp_path / "scenario.yaml").write_text(changed, "utf-8")
    line = 1 + changed.split("\n").index("    when: leefwereld < 50 and leefwereld > 60")
    out = tmp_path / "x.json"
    assert cli.main(["balance", str(tmp_path), "--out", str(out)]) == cli.MENDABLE
    found = json.loads(out.read_text("utf-8"))
    [finding] = found["findings"]
    assert (found["passes"], finding["kind"], finding["line"]) == (False, "event_cannot_happen", line)
    assert finding["about"] == "event_cards.bezuiniging"


def test_a_file_with_another_error_is_told_as_every_command_tells_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "scenario.yaml").write_text("format: 1\n", "utf-8")
    assert cli.main(["balance", str(tmp_path), "--lang", "en"]) == cli.MENDABLE
    assert "OT111" in capsys.readouterr().err


def test_kept_plays_of_another_file_are_not_mixed_with_these(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "x.json.part").write_text('{"balance": "another", "digest": "0"}\n', "utf-8")
    words = ["balance", "eerste-potje", "--games", "1", "--out", str(tmp_path / "x.json"), "--lang", "en"]
    assert cli.main(words) == cli.MENDABLE
    assert "holds plays of another scenario" in capsys.readouterr().err
