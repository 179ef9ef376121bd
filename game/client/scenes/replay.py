"""A stored session on the screen again: a time line, playing and stepping, and as whom one looks.

It is the session's own screen with nothing to be done on it: the log is only read.
"""

from __future__ import annotations

from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any

from game.client.input import Key
from game.client.looks.prompt import PromptLook
from game.client.looks.timeline import Mark
from game.client.opening import Play
from game.client.replaying import Replaying
from game.client.scenes.happened import Told
from game.client.scenes.heading import HeaderButton
from game.client.scenes.holding import TURNED
from game.client.scenes.otherwise import WhatIfOverlay
from game.client.scenes.places import Places
from game.client.scenes.prompting import prompt_look
from game.client.scenes.replay_lists import MomentsOverlay, OwnOverlay, ViewsOverlay
from game.client.scenes.seen import Seen
from game.client.scenes.session import SessionScene
from game.client.table import PROJECTOR, Table
from game.client.widgets.base import Act, Widget
from game.client.widgets.button import button
from game.client.widgets.layout import Box, columns
from game.client.widgets.timeline import Timeline
from game.scenario.model import Scenario
from game.session.sessions import chosen, reading
from game.session.words import public

if TYPE_CHECKING:
    from game.client.app import App

SPEEDS = (1, 2, 4, 8)
_SHORTEST_MS, _LONGEST_MS = 400, 2_500
"""How long a step is looked at, at speed 1: as long as it took, but no shorter or longer than this."""

_ALL_TURNED = 99


class ReplayScene(SessionScene):
    """The screen of a session that was played.

    Args:
        app: The window.
        line: The session, step by step.
        stop: What leaves this screen.
    """

    def __init__(self, app: App, line: Replaying, stop: Act) -> None:
        scenario = Scenario.model_validate(public(line.retold.played.scenario))
        super().__init__(app, Play(line, scenario, line.now, line.close, frozenset(), is_host=False))
        self.line = line
        self.is_playing = False
        self.speed = SPEEDS[0]
        self._public = scenario
        self._leave = stop
        self._has_focus = False

    def poll(self) -> None:
        super().poll()
        if not self._has_focus and self.app.stage.find("replay.line") is not None:
            self._has_focus = True
            self.app.stage.focus("replay.line")

    # What is shown. ----------------------------------------------------------------------------------

    @property
    def whole_scenario(self) -> Scenario:
        """The scenario with all its texts, for what is named on the time line."""
        return self.line.retold.played.scenario

    def says(self, seen: Seen) -> PromptLook:
        """Return what happened in this step, and which step it is."""
        count = self.app.texts("replay.step", n=self.line.step, all=self.line.last)
        return prompt_look(seen, self.told.sentence(seen), count)

    def _enter(self, before: tuple[Any, ...]) -> None:
        """Begin nothing: what is behind a curtain was read long ago."""

    def _look_at_round(self) -> None:
        """Lay nothing over the board: the time line goes on."""

    def _look_at_event(self) -> None:
        """Lay nothing over the board."""

    def _header_buttons(self) -> list[HeaderButton]:
        texts = self.app.texts
        return [
            HeaderButton("view", texts("replay.view"), "eye", self._choose_view),
            HeaderButton("menu", texts("replay.stop"), "log-out", self._leave),
        ]

    def _buttons(self, seen: Seen, at: Places, middle: ModuleType | None) -> list[Widget]:
        del seen, middle
        left, high = min(at.second.x, at.first.x), self.least_foot
        foot = Box(left, at.prompt.bottom - high, max(at.second.right, at.first.right) - left, high)
        return self._controls(foot)

    @property
    def least_foot(self) -> float:
        return 44 + 12 + 64 * min(self.app.k, 1.3)

    def _whole(self, name: str) -> list[Widget]:
        k, screen = min(self.app.k, 1.3), self.app.screen
        high = self.least_foot
        bar = Box(screen.right - 32 - 725 * k, screen.bottom - 24 - high, 725 * k, high)
        return [*super()._whole(name), *self._controls(bar)]

    def _room(self, header: float) -> Box:
        """Leave room for the time line under a middle that takes the whole screen."""
        return super()._room(header).cut_bottom(self.least_foot, 16)[1]

    def _controls(self, box: Box) -> list[Widget]:
        texts, line = self.app.texts, self.line
        where = texts("replay.step", n=line.step, all=line.last)
        track, row = box.cut_top(44, 12)
        name, icon = ("replay.pause", "pause") if self.is_playing else ("replay.play", "play")
        wanted: list[tuple[str, str, str, Act, bool]] = [
            ("moments", texts("replay.moments"), "list", self._choose_moment, True),
            ("back", texts("replay.back"), "chevron-left", partial(self.go, line.step - 1), line.step > 0),
            ("play", texts(name), icon, self.play_or_pause, line.step < line.last),
            (
                "on",
                texts("replay.on"),
                "chevron-right",
                partial(self.go, line.step + 1),
                line.step < line.last,
            ),
            ("speed", texts("replay.speed", n=self.speed), "", self._faster, True),
            ("own", texts("replay.own"), "book-open", self._open_own, line.audience != PROJECTOR),
            ("whatif", texts("whatif.ask"), "split", self._what_if, line.last > 0),
        ]
        widgets: list[Widget] = [
            Timeline(
                key="replay.line", box=track, name=texts("replay.line"), number=line.step, last=line.last,
                marks=[Mark(one.step, one.kind) for one in line.moments], says=where, on_choose=self.go,
                group="replay.line",
            )
        ]  # fmt: skip
        for (key, label, icon_, act, is_open), place in zip(
            wanted, columns(row, len(wanted), 8), strict=True
        ):
            shown = f"{self.speed}×" if key == "speed" else ""
            made = button(f"replay.{key}", place, shown, act, icon=icon_, is_enabled=is_open, hint=label,
                          group="replay")  # fmt: skip
            made.name = label
            widgets.append(made)
        return widgets

    # What can be done. -------------------------------------------------------------------------------

    def go(self, step: int) -> None:
        """Show a step; what was said of another is forgotten unless it is the next."""
        if step != self.line.step + 1:
            self.told = Told()
        self.line.show(step)
        self.staged = {TURNED: (self._round_at(step), _ALL_TURNED, _ALL_TURNED)}
        self.app.changed()

    def look_as(self, audience: str) -> None:
        """See what somebody else saw."""
        seats = self.line.retold.played.game.seats
        mine = frozenset([audience] if audience in seats else [])
        self.play.mine = mine
        self.table = Table(self.line, self._public, mine=mine, is_host=False)
        self.acting = audience if audience in seats else None
        self.line.show(self.line.step, audience)
        self.poll()
        self.app.changed()

    def play_or_pause(self) -> None:
        """Go on by itself from here, or stand still."""
        self.is_playing = not self.is_playing and self.line.step < self.line.last
        self.app.motion.cancel("replay")
        if self.is_playing:
            self._later()
        self.app.changed()

    def key(self, key: Key) -> bool:
        match key.name:
            case "p":
                self.play_or_pause()
            case "left" | "right":
                self.go(self.line.step + (1 if key.name == "right" else -1))
            case "+":
                self._faster()
            case "escape":
                self._choose_view()
            case _:
                return False
        return True

    def leave(self) -> None:
        self.app.motion.cancel("replay")
        self.is_playing = False
        if self.stays:
            self.stays = self._has_focus = False  # its store is only read
            return
        super().leave()

    def _round_at(self, step: int) -> int:
        rounds = [one.round for one in self.line.moments if one.step <= step]
        return rounds[-1] if rounds else 0

    def _later(self) -> None:
        took = max(_SHORTEST_MS, min(_LONGEST_MS, self.line.until_next()))
        self.app.motion.later("replay", took / self.speed, self._tick)

    def _tick(self) -> None:
        self.go(self.line.step + 1)
        if self.line.step < self.line.last:
            self._later()
        else:
            self.is_playing = False

    def _faster(self) -> None:
        self.speed = SPEEDS[(SPEEDS.index(self.speed) + 1) % len(SPEEDS)]
        self.app.changed()

    def _choose(self, seat: str) -> None:
        """Look as a seat that is pressed."""
        self.look_as(seat)

    def _pause(self) -> None:
        self.play_or_pause()

    def _choose_moment(self) -> None:
        self.app.lay_over(MomentsOverlay(self))

    def _choose_view(self) -> None:
        self.app.lay_over(ViewsOverlay(self))

    def _what_if(self) -> None:
        if self.is_playing:
            self.play_or_pause()
        self.app.lay_over(WhatIfOverlay(self))

    def moments(self) -> list[tuple[int, str]]:
        """Return none: the time line goes to any step."""
        return []

    def where(self) -> str:
        """Return the moment that is shown, for who asks what else could come of it: `ronde 2 (Verdelen)`."""
        table, texts = self.table.part("table"), self.app.texts
        if not table["round"] or table["ended"]:
            return texts("whatif.from_step", n=self.line.step)
        return texts("whatif.from_phase", round=table["round"], phase=texts(f"phase.{table['phase']}"))

    def _open_own(self) -> None:
        self.app.lay_over(OwnOverlay(self))

    def seen_now(self) -> Seen:
        """Return what is shown now, for what lies over it."""
        return self._seen()


def replay_of(app: App, session: str | None, stop: Act) -> ReplayScene:
    """Return the screen of a stored session; None is the newest.

    Raises:
        Mendable: There is none, or it cannot be read.
    """
    store = reading(app.database)
    try:
        return ReplayScene(app, Replaying(store, chosen(store, session)), stop)
    except BaseException:
        store.close()
        raise
