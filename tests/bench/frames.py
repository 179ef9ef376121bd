"""What each frame of a play costs, by the screen it belongs to."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from unittest.mock import patch

from game.client.app import App
from game.client.paint import Painter
from game.client.scenes.debrief.steps import steps, where
from game.client.scenes.session import SessionScene
from game.client.widgets.stage import Stage


@dataclass
class Frames:
    """Milliseconds per screen: first shown, described and drawn from nothing, and changed a little."""

    first: dict[str, float] = field(default_factory=dict)
    anew: dict[str, float] = field(default_factory=dict)
    changed: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def rows(self) -> Iterator[tuple[str, float, float, float, float]]:
        """Yield per screen: its name, first, anew, and the 95 % and the longest of its changes."""
        for name in self.first:
            took = sorted(self.changed[name]) or [0.0]
            yield name, self.first[name], self.anew[name], took[int(0.95 * (len(took) - 1))], took[-1]


@contextmanager
def timed() -> Iterator[Frames]:
    """Time every frame that any app draws meanwhile; a screen seen for the first time is made anew too."""
    frames = Frames()
    describe, draw = App._describe, App._draw
    spent = 0.0
    seen = ""

    def describing(app: App) -> None:
        nonlocal spent
        spent += _took(lambda: describe(app))

    def drawing(app: App) -> None:
        nonlocal spent, seen
        drawn = app.frames_drawn
        took, spent = spent + _took(lambda: draw(app)), 0.0
        if app.frames_drawn == drawn:
            return
        name = screen_name(app)
        if name not in frames.first:
            frames.first[name] = took
            frames.anew[name] = min(_anew(app, describe, draw) for _ in range(2))
        elif name == seen:
            frames.changed[name].append(took)
        seen = name

    with patch.object(App, "_describe", describing), patch.object(App, "_draw", drawing):
        yield frames


def _anew(app: App, describe, draw) -> float:  # type: ignore[no-untyped-def]
    """Return what the same screen costs when nothing of it was ever made or drawn."""
    painter, stage = app.painter, app.stage
    app.painter, app.stage = Painter(app.window.size, app.settings.text_scale), Stage()
    app.changed()

    def again() -> None:
        describe(app)
        draw(app)

    took = _took(again)
    app.painter, app.stage = painter, stage
    app.changed()
    describe(app)
    draw(app)
    return took


def _took(what) -> float:  # type: ignore[no-untyped-def]
    began = time.thread_time()
    what()
    return 1000 * (time.thread_time() - began)


def screen_name(app: App) -> str:
    """Return what stands on the screen, in a word or two."""
    if app.overlay is not None:
        return type(app.overlay).__name__
    scene = app.scene
    if not isinstance(scene, SessionScene):
        return type(scene).__name__
    if not scene.table.is_here:
        return "waiting"
    table = scene.table.part("table")
    if scene.privacy.now is not None:
        return f"{scene.privacy.now.kind}, {'open' if scene.privacy.now.is_open else 'curtain'}"
    if table["ended"]:
        found = steps(scene._seen())
        return f"debrief, {found[where(scene._seen(), found)].kind}"
    return f"{table['phase']} {table['step']}".strip()
