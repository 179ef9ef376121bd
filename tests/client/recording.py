"""Sessions kept as the inputs of hands, for tests: `python -m tests.client.recording` makes them anew.

A file's name says the scenario, the hands, the language, and for Putten the style.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.client import playing, putten_playing
from tests.client.playing import Hands, KeyboardHands, MouseHands
from tests.pilot import Pilot, a_pilot

PLAYS = Path(__file__).parents[1] / "cases" / "plays"


@dataclass(frozen=True)
class Recorded:
    """One session: what is played, by which hands, in which language, and whether nothing moves."""

    name: str
    play: Callable[[Pilot, Hands], None]
    hands: str
    language: str
    is_calm: bool = True

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


def record(one: Recorded) -> list[str]:
    """Return the inputs of a whole session."""
    with a_pilot(language=one.language, calm=True) as pilot:
        one.play(pilot, MouseHands(pilot) if one.hands == "mouse" else KeyboardHands(pilot))
        return pilot.record


def main() -> None:
    """Record every session anew."""
    PLAYS.mkdir(parents=True, exist_ok=True)
    for one in (*FIRST, LISTENED, SUPPLIED):
        one.file.write_text("\n".join(record(one)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
