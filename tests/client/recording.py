"""Sessions kept as the inputs of hands, for tests: `python -m tests.client.recording` makes them anew.

A file's name says the scenario, the hands, the language, and for Putten the style. Its first line is how the
window is opened; after that comes what hands do, with remarks how far the session is stored by then.
`tests/client/by_hand.py` gives it to a real window.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from tests.client import playing, putten_playing
from tests.client.playing import Hands, KeyboardHands, MouseHands
from tests.pilot import Pilot, a_pilot

OPENED = "# opgavetafel play"
"""How the first line of a recording begins: the words with which the window is opened follow."""

PLAYS = Path(__file__).parents[1] / "cases" / "plays"


@dataclass(frozen=True)
class Recorded:
    """One session: what is played, by which hands, in which language, and whether nothing moves.

    `larger` is how often the key for larger letters is pressed before anything else.
    """

    name: str
    play: Callable[[Pilot, Hands], None]
    hands: str
    language: str
    is_calm: bool = True
    larger: int = 0

    @property
    def file(self) -> Path:
        """Where its inputs are kept, one line of JSON each."""
        return PLAYS / f"{self.name}-{self.hands}-{self.language}.jsonl"


def _listening(pilot: Pilot, hands: Hands) -> None:
    putten_playing.play_whole(pilot, hands, putten_playing.LISTENING)


def _supplying(pilot: Pilot, hands: Hands) -> None:
    putten_playing.play_whole(pilot, hands, putten_playing.SUPPLYING)


FIRST = (
    Recorded("eerste-potje", playing.play_whole, "mouse", "nl", is_calm=False),
    Recorded("eerste-potje", playing.play_whole, "mouse", "en"),
    Recorded("eerste-potje", playing.play_whole, "keys", "nl"),
    Recorded("eerste-potje", playing.play_whole, "keys", "en"),
)
LISTENED = Recorded("putten-samenleving-listening", _listening, "mouse", "nl")
SUPPLIED = Recorded("putten-samenleving-supplying", _supplying, "keys", "en")
LISTENED_LARGE = Recorded("putten-samenleving-listening", _listening, "keys", "nl", larger=2)
"""At 150 %: T is pressed twice."""

ALL = (*FIRST, LISTENED, SUPPLIED, LISTENED_LARGE)


def record(one: Recorded) -> list[str]:
    """Return the lines of a whole session: how the window is opened, and the inputs."""
    with a_pilot(language=one.language, calm=True) as pilot:
        pilot.key(*["t"] * one.larger)
        one.play(pilot, MouseHands(pilot) if one.hands == "mouse" else KeyboardHands(pilot))
        return [f"{OPENED} --lang {one.language} --seed 7", *pilot.record]


def main(*names: str) -> None:
    """Record every session anew, or those whose files are named."""
    PLAYS.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as home, patch.dict("os.environ", OPGAVETAFEL_HOME=home):
        for one in ALL:
            if not names or one.file.stem in names:
                one.file.write_text("\n".join(record(one)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
