"""Whole sessions as people read them, kept beside the tests: a change in the rules shows as changed lines.

After a change that is meant, write them anew with `python -m tests.debrief.test_transcripts` and read what
changed before it is kept.
"""

from pathlib import Path

import pytest

from game import resources
from game.bots.demo import begin_demo, play_demo
from game.debrief.transcript import transcript
from game.i18n import LANGUAGES, Texts
from game.session.log import KINDS, Happened, live, unlinked
from game.session.memory import MemoryStore
from tests.session.stories import a_played, a_stepper, accepted

KEPT = Path(__file__).parents[1] / "cases" / "transcripts"
PLAYS = [("eerste-potje", "dialogue", 7), ("eerste-potje", "supplier", 7), ("eerste-potje", "random", 3)]


def played_log(scenario: str, bots: str, seed: int) -> tuple[list[Happened], list[str]]:
    """Return a demo's log and its lines in every language, one after the other."""
    store = MemoryStore()
    stepper, players = begin_demo(store, resources.scenarios() / scenario, seed, bots)
    demo = play_demo(stepper, players)
    log = live(unlinked(link) for link in store.links(demo.session))
    found = stepper.session.played.scenario
    return log, ["\n".join(transcript(log, found, Texts(language))) + "\n" for language in LANGUAGES]


def kept_files(scenario: str, bots: str, seed: int) -> list[Path]:
    return [KEPT / f"{scenario}-{bots}-{seed}.{language}.txt" for language in LANGUAGES]


@pytest.mark.parametrize(("scenario", "bots", "seed"), PLAYS)
def test_a_demo_reads_as_it_was_kept(scenario: str, bots: str, seed: int) -> None:
    _, told = played_log(scenario, bots, seed)
    for text, file in zip(told, kept_files(scenario, bots, seed), strict=True):
        assert text == file.read_text(encoding="utf-8"), f"{file.name} differs"


def test_the_transcript_tells_which_event_card_the_facilitator_drew_and_which_it_skipped() -> None:
    card = {"says": "Er gebeurt iets.", "effects": [{"trust": "henk", "by": -2}]}
    cards = {"een": {"name": "Storm", **card}, "twee": {"name": "Feest", **card}}
    stepper = a_stepper(scenario=a_played(event_cards=cards))
    for kind in ("skip_event_card", "draw_event_card"):
        [option] = (one for one in stepper.parts("facilitator")["options"] if one["kind"] == kind)
        accepted(stepper, "facilitator", kind, event_card=option["fields"][0]["value"])
    log = live(unlinked(link) for link in stepper.store.links("avond"))
    told = "\n".join(transcript(log, stepper.session.played.scenario, Texts("nl")))
    first, second = ("Storm", "Feest") if "‘Storm’ over" in told else ("Feest", "Storm")
    assert f"De begeleider slaat de gebeurtenis ‘{first}’ over." in told
    assert f"De begeleider trekt zelf een gebeurtenis.\nGebeurtenis: {second}. Er gebeurt iets." in told


def test_every_kind_of_event_has_a_line_in_every_language() -> None:
    words = {
        "claimed": ".doer",
        "plan_adopted": ".rule",
        "table_ended": ".failed",
        "more_landed": ".upkeep",
        "pledge_made": ".doer",
        "rule_settled": ".taken",
    }
    for language in LANGUAGES:
        texts = Texts(language)
        special = {"reason_judged": "event.reason_understood"}
        keys = [special.get(kind, f"event.{kind}{words.get(kind, '')}") for kind in KINDS]
        assert [key for key in keys if key not in texts] == []


if __name__ == "__main__":
    for play in PLAYS:
        for lines, path in zip(played_log(*play)[1], kept_files(*play), strict=True):
            path.write_text(lines, encoding="utf-8")
