"""A demo on a real screen: bots play a whole session in the window, at a pace that people can follow.

Nobody sits at the table. When the bots wait, the gold button is pressed as somebody who watches would: the
next card turns, the next phase begins, the debrief goes on. A clock that stands, or a dialog, holds it.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

from game.bots.bot import Reason
from game.bots.demo import Demo, how_it_went
from game.bots.shown import ShownDemo
from game.client.app import App, settings_for
from game.client.looks.prompt import PromptLook
from game.client.opening import Play
from game.client.scenes.round_end import RoundOverlay
from game.client.scenes.seen import Seen
from game.client.scenes.session import SessionScene
from game.client.widgets.press import Press
from game.client.window import Window
from game.debrief.names import Names
from game.i18n import Mendable, Texts
from game.session.driver import HUMAN_PACE_MS
from game.session.stepper import Stepper
from game.session.unasked import Chooser

_LOOKING = 2.5
"""How many times as long as a bot takes for a move, the table is looked at before it goes on."""

_READING = 6
"""The same for each step of the debrief: there is more to read."""

_SHORTEST_MS = 100
_GOES_ON = ("round_end.close", "debrief.on", "primary")
"""What is pressed to go on, whichever of them stands there."""


class DemoScene(SessionScene):
    """A session that nobody plays; it goes on by itself, and who moved says why."""

    def __init__(self, app: App, play: Play, demo: ShownDemo, pace_ms: int) -> None:
        super().__init__(app, play)
        self._demo = demo
        self._pace_ms = pace_ms

    def says(self, seen: Seen) -> PromptLook:
        """Return what happened last and, since nobody here answers a question, why it was done."""
        said = super().says(seen)
        if self._demo.why is None:
            return said
        seat, reason = self._demo.why
        sentence = why(seat, reason, Names(self.play.scenario, self.app.texts))
        leads = seat == self.table.part("table")["director"]  # the bubble points to the director
        return replace(said, question=sentence, icon="lightbulb", is_spoken=leads)

    def poll(self) -> None:
        heard = self.table.seqs.get("projector")
        super().poll()
        if self.table.is_here and self.table.seqs.get("projector") != heard:
            self._wait()

    def leave(self) -> None:
        self.app.motion.cancel("demo")
        super().leave()

    def _wait(self) -> None:
        """Look for a while at what stands there now; whatever happens meanwhile, begins the while anew."""
        times = _READING if self.table.part("table")["ended"] else _LOOKING
        self.app.motion.later("demo", max(_SHORTEST_MS, times * self._pace_ms), self._go_on)

    def _go_on(self) -> None:
        clock = self.table.part("clock") or {}
        is_held = self.app.overlay is not None and not isinstance(self.app.overlay, RoundOverlay)
        if not is_held and not clock.get("paused") and not self.table.is_waiting:
            for key in _GOES_ON:
                found = self.app.stage.find(key)
                if isinstance(found, Press):
                    found.press()
                    break
        self._wait()


def why(seat: str, reason: Reason, names: Names) -> str:
    """Return in one sentence, with who says it, why a bot did what it did."""
    said = names.texts(reason.key, **names.facts(reason.facts))
    return names.texts("looking.bot_says", name=names.name("seat", seat), said=said)


def run_demo(
    stepper: Stepper,
    bots: Mapping[str, Chooser],
    *,
    language: str | None = None,
    windowed: bool = False,
    pace_ms: int = HUMAN_PACE_MS,
) -> Demo | None:
    """Show a demo that was begun, until its window is closed; return how far it came, None without a screen.

    Args:
        stepper: The session, just begun.
        bots: Who plays.
        language: What to speak; None for what was chosen before on this computer.
        windowed: In a window instead of on the whole screen.
        pace_ms: How long a bot waits before each move, in milliseconds.
    """
    chosen = settings_for(language)
    try:
        window = Window(Texts(chosen.spoken)("client.title"), is_windowed=windowed)
    except Mendable:
        return None
    app = App(window, chosen)
    try:
        connection = ShownDemo(stepper, bots, pace_ms, _clock)
        play = Play(connection, stepper.session.played.scenario, connection.now, connection.close)
        app.go(DemoScene(app, play, connection, pace_ms))
        app.run()
    finally:
        app.close()
    return how_it_went(stepper)


def _clock() -> int:
    return time.monotonic_ns() // 1_000_000
