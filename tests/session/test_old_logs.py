"""Sessions of earlier versions replay to what they were, for ever."""

import json
from pathlib import Path

import pytest

from game.session.log import checked, unlinked
from game.session.records import NO_HASH, chained
from game.session.scenario import played
from game.session.session import Session
from game.session.store import Link
from tests.session.sample_log import LOGS, what_came_of_it

OLD = sorted(folder for folder in LOGS.iterdir() if folder.is_dir())


def links_of(folder: Path) -> list[Link]:
    links: list[Link] = []
    previous = NO_HASH
    for seq, text in enumerate((folder / "records.jsonl").read_text("utf-8").splitlines(), start=1):
        previous = chained(previous, text)
        links.append(Link(seq, text, previous))
    return links


def test_there_are_old_logs() -> None:
    assert OLD


@pytest.mark.parametrize("folder", OLD, ids=lambda folder: folder.name)
def test_an_old_log_replays_to_what_it_was(folder: Path) -> None:
    files = {"scenario.yaml": (folder / "scenario.yaml").read_bytes()}
    session = Session(played(files))
    for link in checked(links_of(folder)):
        session.fold(unlinked(link), link.hash)
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    assert what_came_of_it(session) == expected
    assert session.state.opened is not None
    assert session.state.opened.digest == session.played.digest
