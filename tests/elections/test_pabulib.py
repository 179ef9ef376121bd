"""Elections as text: what is written is read again, and what is broken ends in one sentence."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.elections.election import FORMS, Election, Project, Vote
from game.elections.pabulib import read, read_file, write
from game.i18n import Mendable
from tests.elections import bad_elections

CASES = Path(__file__).resolve().parents[1] / "cases" / "elections"


def test_an_election_is_read_with_all_it_holds() -> None:
    election = read_file(CASES / "polderwijk.pb")
    assert (election.vote_type, election.budget) == ("approval", 90)
    assert election.meta["description"] == "Buurtbudget Polderwijk"
    assert election.projects[1] == Project("B", 40, {"name": "Buurtkamer; met keuken"})
    assert election.votes[2:] == (Vote("3", ("B", "C"), (), {"age": "23"}), Vote("4", (), (), {"age": "67"}))


def test_an_election_is_written_as_it_was_read() -> None:
    text = (CASES / "polderwijk.pb").read_text("utf-8")
    columns_first = text.replace("voter_id;age;vote\n1;34;A,B\n2;51;A,B\n3;23;B,C\n4;67;\n", "")
    assert write(read(text)).startswith(columns_first)


def test_line_ends_a_byte_order_mark_spaces_and_empty_lines_do_not_matter(tmp_path: Path) -> None:
    text = (CASES / "polderwijk.pb").read_text("utf-8")
    lines = [line if '"' in line else f" {line} ".replace(";", " ; ") for line in text.splitlines()]
    loose = "\ufeff" + "\r\n\r\n".join(lines)
    (tmp_path / "loose.pb").write_bytes(loose.encode())
    assert read_file(tmp_path / "loose.pb") == read(text)


def test_a_cost_may_have_cents_that_are_nothing() -> None:
    text = (CASES / "polderwijk.pb").read_text("utf-8").replace("A;60", "A;60.00")
    assert read(text).projects[0].cost == 60


WORDS = st.text(st.sampled_from("abc ;\"',é€\n#"), max_size=8).map(str.strip)
IDS = st.text(st.sampled_from('ab1-_;"'), min_size=1, max_size=4)


@st.composite
def elections(draw: st.DrawFn) -> Election:
    vote_type = draw(st.sampled_from(sorted(FORMS)))
    ids = draw(st.lists(IDS, min_size=1, max_size=5, unique=True))
    columns = draw(st.lists(st.sampled_from(["name", "category", "age"]), unique=True))

    def more() -> Mapping[str, str]:
        return {column: draw(WORDS) for column in columns}

    def vote(number: int) -> Vote:
        most = 1 if vote_type == "choose-1" else len(ids)
        chosen = tuple(draw(st.permutations(ids))[: draw(st.integers(0, most))])
        has_points = vote_type in ("cumulative", "scoring")
        points = tuple(draw(st.integers(0, 9)) for _ in chosen) if has_points else ()
        return Vote(f"v{number}", chosen, points, more())

    projects = tuple(Project(id_, draw(st.integers(1, 10**9)), more()) for id_ in ids)
    votes = tuple(vote(number) for number in range(draw(st.integers(1, 4))))
    meta = {"description": draw(WORDS), "num_projects": str(len(projects)), "num_votes": str(len(votes))}
    return Election(vote_type, draw(st.integers(0, 10**9)), projects, votes, meta)


@given(elections())
def test_what_is_written_is_read_again_as_the_same_election(election: Election) -> None:
    assert read(write(election)) == election


@pytest.mark.parametrize(
    ("vote_type", "vote", "ballot"),
    [
        ("approval", Vote("1", ("B", "A")), {"A": 1, "B": 1}),
        ("choose-1", Vote("1", ("B",)), {"B": 1}),
        ("ordinal", Vote("1", ("B", "A")), {"B": 1, "A": 2}),
        ("cumulative", Vote("1", ("B", "A"), (3, 1)), {"B": 3, "A": 1}),
        ("scoring", Vote("1", ("B", "A"), (5, 5)), {"B": 5, "A": 5}),
    ],
)
def test_every_kind_of_vote_is_a_ballot_of_its_form(
    vote_type: str, vote: Vote, ballot: dict[str, int]
) -> None:
    projects = (Project("A", 1), Project("B", 1))
    election = Election(vote_type, 2, projects, (vote,))  # type: ignore[arg-type]
    assert election.ballots().given == (ballot,)


@pytest.mark.parametrize("name", bad_elections.names())
def test_a_broken_election_ends_in_its_sentence(name: str) -> None:
    assert bad_elections.told(name) == (bad_elections.CASES / f"{name}.txt").read_text("utf-8")


def test_every_sentence_about_a_broken_election_has_a_case() -> None:
    source = (Path(__file__).resolve().parents[2] / "game/elections/pabulib.py").read_text("utf-8")
    codes = {line.split('"')[1] for line in source.splitlines() if "fault(" in line and '("' in line}
    told = set()
    for name in bad_elections.names():
        with pytest.raises(Mendable) as trouble:
            read_file(bad_elections.CASES / f"{name}.pb")
        told.add(trouble.value.key.removeprefix("election."))
    assert codes <= told


def test_a_file_that_is_not_there_or_too_large_ends_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (tmp_path / "none.pb", tmp_path, Path("nul\0.pb")):
        with pytest.raises(Mendable, match=r"election\.no_file"):
            read_file(path)
    monkeypatch.setattr("game.elections.pabulib._LARGEST", 10)
    with pytest.raises(Mendable, match=r"election\.too_large"):
        read_file(CASES / "polderwijk.pb")
