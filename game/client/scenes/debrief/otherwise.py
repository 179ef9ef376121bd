"""What if, asked at the last pages of the debrief: of the session just played, from one of its phases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.replaying import Moment, Replaying
from game.client.scenes.otherwise import WhatIfOverlay
from game.client.scenes.seen import Seen
from game.client.scenes.trouble import TroubleOverlay
from game.i18n import Mendable
from game.scenario.model import Scenario
from game.session.sessions import reading

if TYPE_CHECKING:
    from game.client.scenes.session import SessionScene

_DIVIDE = "divide"


class JustPlayed:
    """The session that was just played, from where its money was divided last until another phase is chosen.

    Args:
        scene: Its screen; it stays open.

    Raises:
        Mendable: It cannot be read.
    """

    def __init__(self, scene: SessionScene) -> None:
        self.app = scene.app
        store = reading(scene.app.database)
        try:
            self.line = Replaying(store, scene.table.session)
        finally:
            store.close()  # all of it is read by now
        self.stay, self.come_back = scene.stay, scene.come_back
        self._phases = [one for one in self.line.moments if one.kind == "phase" and one.round]
        divided = [one for one in self._phases if one.event.phase == _DIVIDE] or self._phases
        self.line.show(divided[-1].step)

    @property
    def whole_scenario(self) -> Scenario:
        """The scenario with all its texts."""
        return self.line.retold.played.scenario

    def where(self) -> str:
        """Return the phase that a what-if leaves from: `ronde 2 (Verdelen)`."""
        return self._said(next(one for one in reversed(self._phases) if one.step <= self.line.step))

    def moments(self) -> list[tuple[int, str]]:
        """Return the start of every phase."""
        return [(one.step, self._said(one)) for one in self._phases]

    def _said(self, moment: Moment) -> str:
        phase = self.app.texts(f"phase.{moment.event.phase}")
        return self.app.texts("whatif.from_phase", round=moment.round, phase=phase)


def compare(seen: Seen) -> None:
    """Show what came of a copy that was played on, beside what was played."""
    from game.client.scenes.playing_on import PlayedOnScene

    if isinstance(seen.app.scene, PlayedOnScene):
        seen.app.scene.compare()


def play_otherwise(seen: Seen) -> None:
    """Ask what if of the session that was just played."""
    from game.client.scenes.session import SessionScene

    scene = seen.app.scene
    if not isinstance(scene, SessionScene):
        return
    try:
        seen.app.lay_over(WhatIfOverlay(JustPlayed(scene)))
    except Mendable as trouble:
        seen.app.lay_over(TroubleOverlay(seen.app, trouble))
