"""The command `count`: an election in, who gets what out, as a table or as JSON."""

import json
from pathlib import Path

import pytest

from game import cli
from game.commands import elections
from game.elections.counting import COMPLETIONS, RULES, count_election
from game.elections.election import Election, Project, Vote

CASES = Path(__file__).resolve().parents[1] / "cases" / "elections"
POLDERWIJK = str(CASES / "polderwijk.pb")

# A 60 and B 40 have the votes of 1 and 2, B and C 30 that of 3; 4 votes for nothing. Shares are 22½ of 90.
# Equal shares: B costs three of them 13⅓ each, then nobody can pay A or C. At shares of 44 both can be paid,
# which is too much. Average: 54/36/0 twice, 0/40/30 and nothing are 27/28/8; A lacks most, then C. Own share:
# 27/31/10, and the same happens.
EXPECTED = {
    ("equal_shares", "none"): (["B"], 40),
    ("equal_shares", "add1"): (["B"], 40),
    ("equal_shares", "add1u"): (["B", "C"], 70),
    ("greedy", "add1"): (["B", "C"], 70),
    ("majority", "add1"): (["B", "C"], 70),
    ("phragmen", "add1"): (["B", "C"], 70),
    ("borda", "add1"): (["B", "C"], 70),
    ("own_share", "add1"): (["B"], 40),
    ("average", "add1"): (["B"], 40),
}


@pytest.mark.parametrize(("rule", "completion"), EXPECTED)
def test_every_rule_counts_the_election_as_on_paper(
    rule: str, completion: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["count", POLDERWIJK, "--rule", rule, "--completion", completion, "--json", "-"]
    assert cli.main(arguments) == cli.DONE
    found = json.loads(capsys.readouterr().out)
    assert (found["winners"], found["cost"]) == EXPECTED[rule, completion]
    assert found["completion"] == (completion if rule == "equal_shares" else None)
    assert (found["voters"], found["budget"], found["projects"]) == (4, 90, 3)
    assert found["voters_with_nothing"] == 1


def test_the_commands_words_are_those_of_the_rules() -> None:
    assert elections._RULES == RULES
    assert elections._COMPLETIONS == COMPLETIONS
    assert {rule for rule, _ in EXPECTED} == set(RULES)


def test_ties_are_told_with_what_settled_them() -> None:
    projects = (Project("2", 30), Project("10", 20), Project("1", 20))
    election = Election("approval", 40, projects, (Vote("a", ("1", "2", "10")),))
    found = count_election(election, "majority")
    first = found["ties"][0]["first"]
    assert found["ties"][0] == {
        "projects": [first, "1" if first == "10" else "10", "2"],
        "first": first,
        "by": "draw",
    }
    assert found["winners"] == ["1", "10"]
    drawn = {count_election(election, "majority", seed=seed)["ties"][0]["first"] for seed in range(20)}
    assert drawn == {"1", "10"}
    assert count_election(election, "majority") == found


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", ["Gelijke delen: ", "Samen 40 van 90.", "Van 4 stemmers krijgt 1 niets van wat ze kozen."]),
        ("en", ["Equal shares: ", "Together 40 of 90.", "Of 4 voters 1 gets nothing of what they chose."]),
    ],
)
def test_without_json_it_is_a_table_to_read(
    language: str, said: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["count", POLDERWIJK, "--lang", language]) == cli.DONE
    shown = capsys.readouterr().out
    assert [line.split() for line in shown.splitlines() if "✓" in line] == [
        ["✓", "B", "Buurtkamer;", "met", "keuken", "40", "3"]
    ]
    assert all(line in shown for line in said)


@pytest.mark.parametrize("name", ["unknown-project", "not-utf-8"])
def test_a_broken_election_is_one_sentence_and_exit_1(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["count", str(CASES / "bad" / f"{name}.pb"), "--lang", "en"]) == cli.MENDABLE
    printed = capsys.readouterr()
    assert printed.out == ""
    [line] = [line for line in printed.err.splitlines() if line]
    assert line.endswith((CASES / "bad" / f"{name}.txt").read_text("utf-8").splitlines()[1])


@pytest.mark.parametrize("wrong", [["--rule", "consent"], ["--completion", "add2"], []])
def test_a_wrong_call_is_exit_2(wrong: list[str]) -> None:
    assert cli.main(["count", *([POLDERWIJK] if wrong else []), *wrong]) == cli.WRONG_CALL
