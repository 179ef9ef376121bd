"""A session of 20,000 events: exported, taken in, looked at again and reported; and how long each takes."""

import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from game import cli, resources
from game.bots.demo import begin_demo, play_demo
from game.client.replaying import Replaying
from game.session.sessions import reading, writing
from tests.debrief.added_up import faults

EVENTS = 20_000
NAME = "demo-eerste-potje-7"


@pytest.mark.bench
def test_a_session_of_20_000_events_is_exported_taken_in_looked_at_again_and_reported(tmp_path: Path) -> None:
    here, there = str(tmp_path / "here.db"), str(tmp_path / "there.db")
    log, page = tmp_path / "lang.jsonl", tmp_path / "lang.html"
    took: dict[str, float] = {}
    with closing(writing(here)) as store:
        stepper, bots = begin_demo(store, resources.scenarios() / "eerste-potje", 7)
        for number in range(EVENTS):
            stepper.order("facilitator", "resume" if number % 2 else "pause")
        play_demo(stepper, bots)
        hash_ = stepper.session.hash.hex()

    def does(what: str, *call: str) -> None:
        began = time.process_time()
        assert cli.main([what, *call]) == cli.DONE
        took[what] = time.process_time() - began

    does("export", NAME, "--out", str(log), "--database", here)
    lines = log.read_text("utf-8").splitlines()
    assert len(lines) > EVENTS
    assert faults(lines) == []
    does("import", str(log), "--database", there)
    does("report", NAME, "--out", str(page), "--database", there)
    assert "Hoe het begon en eindigde" in page.read_text("utf-8")
    began = time.process_time()
    with closing(reading(there)) as taken_in:
        assert [one.hash.hex() for one in taken_in.links(NAME)][-1] == hash_
        line = Replaying(taken_in, NAME)
        line.show(line.last)
        assert line.poll()
        assert line.last > EVENTS // 2
    took["replay"] = time.process_time() - began
    sys.stderr.write(f"\n{took}\n")
