"""The client's one loop: take what people did, take what the session said, draw only what changed.

run_play(...)      what the command line calls: opens the window and returns the exit code
run_replay(...)    the same for a session that was played
run_copy(...)      the same for a copy of one, to play on from one of its moments
App                the loop itself; `turn` is one round of it, so a test drives it with its own clock
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pygame

from game.client import opening
from game.client import settings as kept
from game.client.input import Held, Input, Key, read
from game.client.motion import Motion
from game.client.paint import Painter
from game.client.settings import Settings
from game.client.sound import Sounds
from game.client.theme import theme
from game.client.widgets.base import Group, Rect, Widget
from game.client.widgets.ground import Ground
from game.client.widgets.layout import Box
from game.client.widgets.stage import Stage
from game.client.window import Window
from game.i18n import Mendable, Texts

if TYPE_CHECKING:
    from game.client.scenes.base import Overlay, Scene

FRAMES_PER_SECOND = 60
AT_REST_PER_SECOND = 25
"""How often the loop looks when nobody did anything for `REST_AFTER` milliseconds: looking costs too."""

REST_AFTER = 1_000
TIP_AFTER = 500


def run_play(
    scenario: str | None = None,
    *,
    seed: int | None = None,
    language: str | None = None,
    windowed: bool = False,
    text_scale: int | None = None,
    resume: bool = False,
    database: str | None = None,
    join: str | None = None,
    code: str = "",
    projector: bool = False,
) -> int:
    """Open the window and play until it is closed; return the exit code, 0.

    Args:
        scenario: Name or folder of a scenario to choose on the start screen; None chooses the first.
        seed: Fixes what chance brings; None draws one.
        language: What to speak; None for what was chosen before.
        windowed: In a window instead of on the whole screen.
        text_scale: Size of the letters in per cent; None for what was chosen before.
        resume: Go on at once with the newest session that is not finished.
        database: The file that sessions are kept in; None for the user's own.
        join: The address of a server whose session to join; None plays on this computer.
        code: The code of that session, or a key of a seat or of the facilitator.
        projector: Show only what everybody may know: of that session or, without `join`, of the newest here.

    Raises:
        Mendable: There is no screen, no such scenario, nothing to go on with, or no such server or code.
    """
    from game.client.scenes.start import StartScene

    chosen = settings_for(language, text_scale)
    unfinished = opening.unfinished(database) if resume else None
    if resume and unfinished is None:
        raise Mendable("client.nothing_unfinished")
    window = Window(Texts(chosen.spoken)("client.title"), is_windowed=windowed)
    app = App(window, chosen, database)
    try:
        if projector:
            from game.client.scenes.joining import watch

            watch(app, join, code, database)
        elif join is not None:
            from game.client.scenes.joining import enter

            enter(app, join, code)
        elif unfinished is not None:
            from game.client.scenes.session import SessionScene

            app.go(SessionScene(app, opening.go_on(unfinished.id, database)))
        else:
            app.go(StartScene(app, wanted=scenario, seed=seed))
        app.run()
    finally:
        app.close()
    return 0


def run_replay(
    session: str | None = None,
    *,
    language: str | None = None,
    windowed: bool = False,
    text_scale: int | None = None,
    database: str | None = None,
) -> int:
    """Open the window with a stored session, step by step, until it is closed; return the exit code, 0.

    Args:
        session: Which one; None is the newest.
        language: What to speak; None for what was chosen before.
        windowed: In a window instead of on the whole screen.
        text_scale: Size of the letters in per cent; None for what was chosen before.
        database: The file that sessions are kept in; None for the user's own.

    Raises:
        Mendable: There is no screen or no such session, or it cannot be read.
    """
    from game.client.scenes.replay import replay_of

    chosen = settings_for(language, text_scale)
    app = App(Window(Texts(chosen.spoken)("client.title"), is_windowed=windowed), chosen, database)
    try:
        app.go(replay_of(app, session, app.quit))
        app.run()
    finally:
        app.close()
    return 0


def run_copy(
    session: str,
    record: int,
    *,
    language: str | None = None,
    windowed: bool = False,
    text_scale: int | None = None,
    database: str | None = None,
    rule: str = "",
) -> int:
    """Open the window with a copy of a stored session, to play on from one of its records; return 0.

    Args:
        session: Which one; it is only read, and nothing of the copy is kept.
        record: After which record.
        language: What to speak; None for what was chosen before.
        windowed: In a window instead of on the whole screen.
        text_scale: Size of the letters in per cent; None for what was chosen before.
        database: The file that sessions are kept in; None for the user's own.
        rule: The decision rule from there on; "" for that of the scenario.

    Raises:
        Mendable: There is no screen, the session cannot be read, or its table took another rule itself.
    """
    from game.client.scenes.playing_on import play_on_from

    chosen = settings_for(language, text_scale)
    app = App(Window(Texts(chosen.spoken)("client.title"), is_windowed=windowed), chosen, database)
    try:
        app.go(play_on_from(app, session, record, app.quit, rule))
        app.run()
    finally:
        app.close()
    return 0


def settings_for(language: str | None = None, text_scale: int | None = None) -> Settings:
    """Return what was chosen before on this computer, but for what is asked for now."""
    remembered = kept.load()
    return replace(
        remembered,
        language=language or remembered.language,
        text_scale=text_scale or remembered.text_scale,
    )


class App:
    """The window with one scene in it, and what all scenes share: texts, sizes, movement, focus."""

    def __init__(self, window: Window, settings: Settings, database: str | None = None) -> None:
        """Make it, with no scene yet.

        Args:
            window: Where it is shown.
            settings: What was chosen on this computer.
            database: The file that sessions are kept in; None for the user's own.
        """
        self.window = window
        self.settings = settings
        self.database = database
        self.texts = Texts(settings.spoken)
        self.painter = self._painter()
        self.motion = Motion(is_calm=settings.is_calm)
        self.sounds = Sounds(is_on=settings.has_sound)
        self.stage = Stage()
        self.stage.on_hint = self._hint
        self.scene: Scene | None = None
        self.overlay: Overlay | None = None
        self.is_open = True
        self._held = Held()
        self._at_end: list[Callable[[], None]] = []
        self.frames_drawn = 0
        self._lively_until = 0.0
        self._is_stale = True
        self._tip: str | None = None
        self._takes_text = False

    # For scenes. -------------------------------------------------------------------------------------

    @property
    def screen(self) -> Box:
        """The whole screen, in units: at least 1920 by 1080 in one direction."""
        return Box(0, 0, self.painter.width, self.painter.height)

    @property
    def k(self) -> float:
        """The text scale: from 1.0 to 2.0."""
        return self.painter.k

    def changed(self) -> None:
        """Have the screen described again before the next frame."""
        self._is_stale = True

    def go(self, scene: Scene) -> None:
        """Let another scene take the screen."""
        old, self.scene, self.overlay = self.scene, scene, None
        if old is not None:
            old.leave()
        self.stage.focus(None)
        self.changed()

    def lay_over(self, overlay: Overlay | None) -> None:
        """Put a dialog over the scene, or take it away."""
        self.overlay = overlay
        self.changed()

    def choose(self, settings: Settings) -> None:
        """Take other settings: they change at once and are kept."""
        old, self.settings = self.settings, settings
        kept.save(settings)
        if settings.spoken != old.spoken:
            self.texts = Texts(settings.spoken)
        if (settings.text_scale, settings.has_high_contrast) != (old.text_scale, old.has_high_contrast):
            self._new_painter()
        self.motion.is_calm = settings.is_calm
        self.sounds.switch(settings.has_sound)
        self.changed()

    def switch_sound(self) -> None:
        """Turn sound on or off."""
        self.choose(replace(self.settings, has_sound=not self.settings.has_sound))

    def toggle_full_screen(self) -> None:
        """Go from window to full screen or back."""
        self.window.toggle_full_screen()
        self._new_painter()

    def quit(self) -> None:
        """End the loop after this turn."""
        self.is_open = False

    def at_end(self, end: Callable[[], None]) -> None:
        """Have something ended when the window is closed; `end` may be called after it ended by itself."""
        self._at_end.append(end)

    # The loop. ---------------------------------------------------------------------------------------

    def run(self) -> None:
        """Go round until the window is closed."""
        clock = pygame.time.Clock()
        while self.is_open:
            now = time.monotonic() * 1000
            self.turn(now)
            clock.tick(FRAMES_PER_SECOND if now < self._lively_until else AT_REST_PER_SECOND)

    def turn(self, now: float) -> None:
        """Do one round: inputs, messages, movement, and a frame when something changed.

        Args:
            now: Milliseconds on a clock that only goes forward.
        """
        if self.motion.tick(now):
            self._is_stale = True
        for event in pygame.event.get():
            self._event(event)
            self._lively_until = now + REST_AFTER
        if self.motion.is_moving:
            self._lively_until = now + REST_AFTER
        if self.scene is not None:
            self.scene.poll()
        self._describe()
        self._draw()
        self._follow_text_input()

    def close(self) -> None:
        """Leave the scene properly, close the window, and end what was started beside it."""
        if self.scene is not None:
            self.scene.leave()
            self.scene = None
        self.sounds.close()
        self.window.close()
        for end in reversed(self._at_end):
            end()

    def give(self, did: Input) -> None:
        """Give an input to the widgets, else to the scene's short cuts, else to our own."""
        if self.stage.handle(did):
            return
        if isinstance(did, Key):
            self._short_cut(did)

    def _event(self, event: pygame.event.Event) -> None:
        if not self._held.counts(event):
            return
        match event.type:
            case pygame.QUIT:
                self.quit()
            case pygame.WINDOWSIZECHANGED:
                if self.painter.size != self.window.size:
                    self._new_painter()
            case pygame.WINDOWEXPOSED | pygame.WINDOWRESTORED:
                self.stage.damage_all()
            case _:
                did = read(event, self.painter.u)
                if did is not None:
                    self._describe()
                    self.give(did)

    def _short_cut(self, key: Key) -> None:
        from game.client.scenes.help import HelpOverlay

        if key.name == "f11":
            self.toggle_full_screen()
            return
        if self.overlay is not None:
            if key.name == "escape":
                self.lay_over(None)
            return
        if key.name == "f1":
            self.lay_over(HelpOverlay(self))
        elif self.scene is not None and self.scene.key(key):
            self.changed()
        elif key.name == "t" and not key.ctrl:
            self.choose(self.settings.with_next_scale())
        elif key.name == "m" and not key.ctrl:
            self.switch_sound()

    def _painter(self) -> Painter:
        tokens = theme(has_high_contrast=self.settings.has_high_contrast)
        return Painter(self.window.size, self.settings.text_scale, tokens)

    def _new_painter(self) -> None:
        self.painter = self._painter()
        self.stage.damage_all()
        self.changed()

    def _describe(self) -> None:
        """Make the screen from the scene again, until nothing asks for it any more."""
        for _ in range(4):
            if not self._is_stale or self.scene is None:
                return
            self._is_stale = False
            parts: list[Widget] = [
                Ground(key="paper", box=self.screen, draw=_paper, spread=0, shows=self.painter.size)
            ]
            parts += self.scene.build()
            if self.overlay is not None:
                parts.append(self.overlay.build())
            parts += [over for over in (self._tip_widget(), self._notice_widget()) if over is not None]
            self.stage.show(Group(key="screen", box=self.screen, children=parts))

    def _draw(self) -> None:
        if not self.stage.is_dirty:
            return
        surface = self.window.surface
        drawn = []
        for part in self.stage.take_damage(self.screen):
            self.stage.paint(self.painter, surface, part)
            drawn.append(self.painter.pixels(Rect(part)).inflate(2, 2))
        surface.set_clip(None)
        if drawn:
            self.window.update(drawn)
            self.frames_drawn += 1

    def _follow_text_input(self) -> None:
        focused = self.stage.focused
        wants = focused is not None and focused.takes_text
        if wants and focused is not None:
            pygame.key.set_text_input_rect(self.painter.pixels(Rect(focused.at)))
        if wants != self._takes_text:
            self._takes_text = wants
            (pygame.key.start_text_input if wants else pygame.key.stop_text_input)()

    # A short explanation beside what is pointed at. --------------------------------------------------

    def _hint(self, widget: Widget | None) -> None:
        self.motion.cancel("tip")
        if self._tip is not None:
            self._tip = None
            self.changed()
        if widget is not None and widget.told:
            self.motion.later("tip", TIP_AFTER, lambda: self._show_tip(widget.key))

    def _show_tip(self, key: str) -> None:
        self._tip = key
        self.changed()

    def _tip_widget(self) -> Widget | None:
        from game.client.widgets.tooltip import tooltip

        about = self.stage.find(self._tip) if self._tip else None
        return tooltip(about, self.painter, self.screen) if about is not None and about.told else None

    # What everybody must know, whatever stands on the screen. ------------------------------------------

    def _notice_widget(self) -> Widget | None:
        from game.client.widgets.notice import notice

        said = self.scene.notice() if self.scene is not None else ""
        return notice(said, self.painter, self.screen) if said else None


def _paper(painter: Painter, surface: pygame.Surface, *_: object) -> None:
    painter.paper(surface)
