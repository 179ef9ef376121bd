"""The clock of a beat: it warns, can stand still, and never goes on by itself while nobody plays.

It reads no time: events carry theirs, and whoever asks brings the present. All in milliseconds.
"""

from dataclasses import dataclass
from typing import Any

from game.rules.events import BeatStarted, TableEnded
from game.session.events import ClockExtended, ClockPaused, ClockResumed, SessionContinued
from game.session.log import AnyEvent


@dataclass(slots=True)
class Clock:
    """The clock of the beat that is going on.

    Attributes:
        beat: The beat, empty when there is none.
        limit_seconds: What the beat had at its start.
        due: When time is up, while the clock runs.
        left: What is left, while it stands; below 0 when time was up.
        paused: Whether it stands.
        beat_seq: The record that started the beat.
    """

    beat: str = ""
    limit_seconds: int = 0
    due: int | None = None
    left: int | None = None
    paused: bool = False
    beat_seq: int = 0

    def left_at(self, now: int) -> int | None:
        """Return what is left at a time, below 0 when it was up before; None when no beat has a clock."""
        return self.left if self.due is None else self.due - now

    def is_up(self, now: int) -> bool:
        """Tell whether the time is up; never while the clock stands."""
        return self.due is not None and self.due <= now

    def fold(self, event: AnyEvent, at: int, seq: int) -> None:
        """Take over what an event of time `at` says of the clock; other events say nothing of it."""
        match event:
            case BeatStarted(beat, limit):
                self.beat, self.limit_seconds, self.beat_seq = beat, limit, seq
                self._set(1000 * limit, at)
            case TableEnded():
                self.beat, self.limit_seconds = "", 0
                self._set(None, at)
            case ClockPaused(left_ms):
                self.paused = True
                self._set(left_ms, at)
            case ClockResumed():
                self.paused = False
                self._set(self.left, at)
            case ClockExtended(seconds):
                left = self.left_at(at)
                self._set(None if left is None else left + 1000 * seconds, at)
            case SessionContinued(left_ms):
                self._set(left_ms, at)

    def go_back(self, beat: BeatStarted | None, seq: int) -> None:
        """Stand still with the full time of a beat that was started in record `seq`."""
        self.beat, self.limit_seconds = (beat.beat, beat.limit_seconds) if beat else ("", 0)
        self.beat_seq, self.paused = seq, True
        self.due, self.left = None, 1000 * self.limit_seconds if beat else None

    def _set(self, left: int | None, at: int) -> None:
        runs = left is not None and not self.paused
        self.left = None if runs else left
        self.due = at + left if runs and left is not None else None

    def part(self) -> dict[str, Any]:
        """Return what everybody may know of it."""
        return {
            "beat": self.beat,
            "limit_seconds": self.limit_seconds,
            "due_ms": self.due,
            "left_ms": self.left,
            "paused": self.paused,
        }
