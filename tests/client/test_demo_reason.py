"""Why a bot moved, as whoever watches a demo reads it: one sentence in their language, with names for ids."""

import pytest

from game import resources
from game.bots.bot import REASON, Reason
from game.bots.demo import begin_demo
from game.bots.shown import ShownDemo
from game.client.demo import DemoScene, why
from game.client.opening import Play
from game.debrief.names import Names
from game.i18n import LANGUAGES, Texts, catalogue
from game.session.memory import MemoryStore
from game.session.scenario import played_from
from tests.pilot import a_pilot

FIRST = resources.scenarios() / "eerste-potje"
FACTS = {
    "task": "huiskamer",
    "need": "rust",
    "seat": "joris",
    "card": "nadia/rust",
    "instrument": "enquete",
    "indicator": "leefwereld",
    "challenge": "rondkomen",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_is_a_sentence_without_an_id(language: str) -> None:
    names = Names(played_from(FIRST).scenario, Texts(language))
    keys = [key for key in catalogue(language).forms if key.startswith(REASON)]
    assert len(keys) > 30
    for key in keys:
        said = why("nadia", Reason(key, FACTS), names)
        assert said.startswith("Nadia")
        assert "{" not in said
        assert "huiskamer" not in said
        assert "/" not in said


def test_the_bubble_of_a_demo_says_why_the_last_move_was_made() -> None:
    stepper, bots = begin_demo(MemoryStore(), FIRST, 7)
    with a_pilot() as pilot:
        demo = ShownDemo(stepper, bots, 0, lambda: 0)
        scene = DemoScene(
            pilot.app, Play(demo, stepper.session.played.scenario, demo.now, demo.close), demo, 1000
        )
        pilot.app.go(scene)
        for _ in range(12):
            pilot.settle()
            if (
                demo.why is not None
                and scene.table.is_here
                and scene.table.part("table")["phase"] == "explore"
            ):
                break
        found = pilot.app.stage.find("prompt")
        assert found is not None
        assert demo.why is not None
        assert found.name == why(*demo.why, Names(scene.play.scenario, pilot.app.texts))
