"""The first scenario from the first curtain to the last page, from recorded inputs and by given hands."""

from pathlib import Path

import pytest

from tests.client.playing import where
from tests.pilot import a_pilot

PLAYS = Path(__file__).parents[1] / "cases" / "plays"
MOST_CURTAINS = 12


@pytest.mark.slow
@pytest.mark.parametrize(
    ("hands", "language", "is_calm"),
    [("mouse", "nl", False), ("mouse", "en", True), ("keys", "nl", True), ("keys", "en", True)],
)
def test_three_pairs_play_to_the_end_from_recorded_inputs(hands: str, language: str, is_calm: bool) -> None:
    lines = (PLAYS / f"eerste-potje-{hands}-{language}.jsonl").read_text("utf-8").splitlines()
    kinds = {"mouse": '"kind": "key"', "keys": '"kind": "pointer"'}
    assert not any(kinds[hands] in line for line in lines), "the other hand helped"
    with a_pilot(language=language, calm=is_calm) as pilot:
        pilot.replay(lines)
        assert where(pilot) == (2, "ended", "")
        assert pilot.session.curtain_changes <= MOST_CURTAINS
        people = pilot.session.table.part("people")
        assert {held["holder"] for held in people.values()} == {"pair"}
        assert pilot.is_there("debrief.back")
        assert not pilot.can("debrief.on")
