"""The pictures of a session: bots play it as in any demo, and each scene and phase is photographed.

The scenes are shown as people at the table see them: every seat is held by somebody. What is private goes
behind the curtain, dialogs are opened and closed again. All of that happens on the screen alone; nothing is
ordered, so the log is the same to the last byte as that of a demo without pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pygame

from game.bots.demo import Demo, how_it_went, moves
from game.client.camera import PICTURE, Camera, Shot, unseen
from game.client.contact_sheet import contact_sheet
from game.client.gallery_names import Names
from game.client.opening import Play
from game.client.scenes.debrief.steps import steps as debrief_steps
from game.client.scenes.debrief.steps import where
from game.client.scenes.help import HelpOverlay
from game.client.scenes.middles import carry_out, opening
from game.client.scenes.middles.carrying import steps as turning_steps
from game.client.scenes.seen import Seen
from game.client.scenes.session import SessionScene
from game.client.scenes.settings import SettingsOverlay
from game.client.scenes.start import StartScene
from game.client.settings import Settings
from game.i18n import Mendable, Texts
from game.scenario.model import in_language
from game.session.observing import observers
from game.session.session import FACILITATOR
from game.session.stepper import Stepper
from game.session.unasked import Chooser, Move
from game.session.wire import Accepted, Line, Message, Order, View

SHEET = "contact.png"
_MOST_PAGES = 80
_TURNING_MS = 320
"""How long after a card is told its turning is worth a picture: past the edge, not yet flat."""


def take_pictures(
    stepper: Stepper,
    bots: Mapping[str, Chooser],
    folder: Path,
    *,
    scenario: Path | None = None,
    language: str = "nl",
    text_scale: int = 100,
    size: tuple[int, int] = PICTURE,
    told: Callable[[str], None] = lambda _: None,
) -> Demo:
    """Let bots play a session to its end, save its pictures and a contact sheet, and return how it went.

    Args:
        stepper: The session, just begun.
        bots: Who plays.
        folder: Where the pictures go; it is made when it is not there.
        scenario: The scenario's folder, to be chosen on the start screen; None shows no start screen.
        language: What the screen speaks.
        text_scale: Size of the letters, in per cent.
        size: How large the pictures are, in pixels.
        told: Given a line for each picture.

    Raises:
        Mendable: There can be no such folder.
        OSError: A picture cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as taken:
        raise Mendable("gallery.no_folder", path=str(folder)) from taken
    texts = Texts(language)

    known: set[str] = set()

    def tell(shot: Shot) -> None:
        told(str(shot.file))
        for cut in shot.cut:
            if cut not in known:
                told(texts("gallery.cut", text=cut))
        known.update(shot.cut)

    with unseen():
        camera = Camera(Settings(language, text_scale), folder, size, tell)
        try:
            if scenario is not None:
                _before_the_session(camera, scenario, stepper.session.state.table.seed, texts)
            Gallery(camera, stepper, texts).play(bots)
        finally:
            camera.close()
        found = stepper.session.played.scenario
        title = in_language(found.title, language, found.language)
        seed = stepper.session.state.table.seed
        sheet = contact_sheet(texts("gallery.title", title=title, seed=seed, n=text_scale), camera.shots)
        with (folder / SHEET).open("wb") as opened:
            pygame.image.save(sheet, opened, SHEET)
        told(str(folder / SHEET))
    return how_it_went(stepper)


def _before_the_session(camera: Camera, scenario: Path, seed: int, texts: Texts) -> None:
    camera.go(StartScene(camera.app, wanted=str(scenario), seed=seed))
    camera.shoot(texts("gallery.start"))
    for overlay, name in ((SettingsOverlay, "gallery.settings"), (HelpOverlay, "gallery.help")):
        camera.app.lay_over(overlay(camera.app))
        camera.settle()
        camera.shoot(texts(name))
        camera.uncover()


class StillLine:
    """A line to a session that somebody else plays: it shows how the session stands when it is asked to."""

    def __init__(self, stepper: Stepper) -> None:
        self._stepper = stepper
        self._out: list[Message] = [Line("open")]

    def look(self) -> None:
        """Have the next poll bring everybody's view as it is now."""
        session = self._stepper.session
        for observer in observers(session):
            parts = dict(self._stepper.parts(observer))
            parts["people"] = {seat: {"holder": "person", "name": None} for seat in session.state.seats}
            self._out.append(View(observer, session.state.head, parts))

    def now(self) -> int:
        """Return the time of the session."""
        return self._stepper.now

    def send(self, order: Order) -> None:
        """Answer the screen's own orders for the clock, without doing them.

        Raises:
            RuntimeError: A seat would act; a picture changes nothing.
        """
        if order.actor != FACILITATOR:
            raise RuntimeError(f"{order.actor} would {order.kind} while pictures are taken")
        self._out.append(Accepted(order.id, self._stepper.session.state.head))

    def poll(self) -> list[Message]:
        """Return what is new since the last look."""
        arrived, self._out = self._out, []
        return arrived

    def close(self) -> None:
        """Nothing to end; the session stays open for whoever plays it."""


class Gallery:
    """One session on its way through the camera.

    The screen follows the session move by move. Before a bot's move it is still as the bot saw it: that is
    when what the bot fills in can be shown. When a phase or step is over, its last moment is photographed.
    """

    def __init__(self, camera: Camera, stepper: Stepper, texts: Texts) -> None:
        self.camera = camera
        self._stepper = stepper
        self._line = StillLine(stepper)
        self._names = Names(texts, stepper.session.played.scenario)
        self._place = self._now_at()
        self._done: set[tuple[Any, ...]] = set()
        self._after: Callable[[], None] | None = None
        play = Play(self._line, stepper.session.played.scenario, self._line.now, self._line.close)
        self._line.look()
        self.scene = SessionScene(camera.app, play)
        self.scene.table.session = "demo"  # what is offered for a session that is kept is seen, never pressed

    def play(self, bots: Mapping[str, Chooser]) -> None:
        """Let bots play to the end, and photograph on the way."""
        self.camera.go(self.scene)
        self._enter()
        watched = {seat: self._watched(seat, choose) for seat, choose in bots.items()}
        for _ in moves(self._stepper, watched):
            self._follow()
        self._debrief()

    # Following. --------------------------------------------------------------------------------------

    def _now_at(self) -> tuple[int, str, str, bool]:
        table = self._stepper.session.state.table
        return table.round, table.phase, table.step, table.ended

    @property
    def _round(self) -> int:
        return self._place[0]

    def _seen(self) -> Seen:
        return Seen(self.camera.app, self.scene.table, self.scene.acting, self.scene.staged)

    def _follow(self) -> None:
        """Show what a move changed; where it ended a phase or step, first photograph how that looked last."""
        now = self._now_at()
        if now != self._place:
            self._leave()
        self._line.look()
        self.scene.poll()
        if now != self._place:
            self._place = now
            self._enter()
        if self._after is not None:
            after, self._after = self._after, None
            after()

    def _watched(self, seat: str, choose: Chooser) -> Chooser:
        def chosen(view: Mapping[str, Any]) -> Move | None:
            move = choose(view)
            if move is not None:
                self._before(seat, *move)
            return move

        return chosen

    def _first(self, *what: object) -> bool:
        """Tell whether something happens for the first time."""
        is_first = what not in self._done
        self._done.add(what)
        return is_first

    def _act(self, seat: str) -> None:
        """Let a seat be the one that acts on the screen."""
        seats = self._seen().seats
        if self.scene.acting != seat and seat in seats:
            self.camera.key(str(seats.index(seat) + 1))
        self.camera.settle()

    def _shoot(self, *words: str) -> None:
        self.camera.shoot(self._names.of(*self._place[:3], words))

    # A phase begins or ends. -------------------------------------------------------------------------

    def _enter(self) -> None:
        if self._place[3]:
            return
        self.camera.settle()
        if self.camera.app.overlay is not None:
            self.camera.shoot(self._names.of(self._round - 1, "", "", ["round_end"]))
            self.camera.uncover()
        if self.scene.privacy.now is not None:
            self._briefs()
        if self._place[1] == "explore" and self._first("menu"):
            self.camera.press("menu")
            self._shoot("menu")
            self.camera.uncover()
        if self._round > 1 and self._first("why", self._round):
            for what in ("trust", "support"):
                self._why(next(iter(self.camera.keys(f"why.{what}.")), ""), what)

    def _leave(self) -> None:
        phase = self._place[1]
        if phase in ("dialogue", "frame", "divide", "reflect"):
            table = self.scene.table
            open_ = {
                seat: sum("closed" not in one for one in table.options(seat)) for seat in self._seen().seats
            }
            self._act(max(open_, key=lambda seat: open_[seat]))
        self.camera.settle()
        self._shoot()
        if phase == "opening":
            self._first_minute()
        if phase == "carry_out":
            self._carried_out()

    def _briefs(self) -> None:
        self.camera.settle()
        self._shoot("curtain")
        while self.camera.press("curtain.open"):
            self._shoot("brief", self.scene.privacy.seat or "")
            if not self.camera.press("secret.done"):
                break

    def _first_minute(self) -> None:
        """Begin the minute, and show the plan that was sealed as it lay on the tasks just before."""
        self.camera.press("primary")
        self._seen().stage(opening.PLAN, dict(self._stepper.session.state.table.envelope or {}))
        self.camera.settle()
        self._shoot("minute")

    def _carried_out(self) -> None:
        for step in turning_steps(self._seen()):
            if carry_out.primary(self._seen()) is None:
                break
            self.camera.press("primary")
            if self._first("turned", self._round, step.kind):
                self._shoot(step.kind)
        self._why(next(iter(self.camera.keys("carry_out.now.")), ""), "indicator")

    def _why(self, key: str, what: str) -> None:
        if self.camera.press(key):
            self.camera.shoot(self._names.of(self._round, "", "", ["why", what]))
            self.camera.uncover()

    # A bot is about to move. -------------------------------------------------------------------------

    def _before(self, seat: str, kind: str, body: Mapping[str, Any]) -> None:
        shows: dict[str, Callable[[str, Mapping[str, Any]], None]] = {
            "tell_card": self._telling,
            "ask_by_name": self._asking,
            "seal_plan": self._sealing,
            "cast_ballot": self._ballot,
            "answer_plan": self._objecting,
            "claim": self._claiming,
            "make_forecast": self._forecast,
            "give_reason": self._reason,
            "judge_reason": self._judging,
            "feel_trust": self._feeling,
        }
        if kind in shows and self._first(kind, self._place):
            shows[kind](seat, body)

    def _telling(self, seat: str, _: Mapping[str, Any]) -> None:
        if self._first("turning"):
            self._act(seat)
            self._after = self._turning

    def _turning(self) -> None:
        self.camera.wait(1)
        self.camera.wait(_TURNING_MS)
        self._shoot("turning")

    def _asking(self, seat: str, _: Mapping[str, Any]) -> None:
        if self._first("asking"):
            self._act(seat)
            self._after = self._asked

    def _asked(self) -> None:
        self.camera.settle()
        self._shoot("asked")

    def _ballot(self, seat: str, body: Mapping[str, Any]) -> None:
        if self._place[2] == "reveal":
            self._dialog(seat, "tool.change", "change")
            return
        self.camera.settle()
        self.camera.press("primary")
        if self.scene.privacy.now is None:
            return
        if self._first("ballot curtain"):
            self._shoot("ballot_curtain")
        self.camera.press("curtain.open")
        self._fill("ballot", self._presses(dict(body["given"])))
        self._shoot("ballot")
        self._close_curtain()

    def _fill(self, board: str, given: Mapping[str, int]) -> None:
        """Put on each card what a bot puts on it; on a board of several pages go back to the first."""
        step = self._step_of_ballot()
        left = {task: -(-number // step) for task, number in given.items()}
        pages = 0
        while True:
            for task in left:
                while left[task] > 0 and self.camera.more(f"{board}.{task}"):
                    left[task] -= 1
            if not any(left.values()) or pages > _MOST_PAGES or not self.camera.press(f"{board}.more"):
                break
            pages += 1
        for _ in range(pages):
            self.camera.press(f"{board}.less")

    def _presses(self, given: dict[str, int]) -> dict[str, int]:
        """Return what to put on each card, in order: in a ranking once on each, the best first."""
        if (self.scene.table.part("budget") or {}).get("ballot") != "ranking":
            return given
        return dict.fromkeys(sorted(given, key=lambda task: given[task]), 1)

    def _step_of_ballot(self) -> int:
        seat = self.scene.privacy.seat or ""
        for option in self.scene.table.options(seat, "cast_ballot"):
            for one in option["fields"]:
                if one["name"] == "given":
                    return max(1, int(one.get("step", 1)))
        return 1

    def _find(self, board: str, task: str) -> bool:
        """Turn the pages of a board to a task; return whether it is there."""
        for _ in range(_MOST_PAGES):
            if self.camera.can(f"{board}.{task}"):
                return True
            if not self.camera.press(f"{board}.more"):
                return False
        return False

    def _close_curtain(self) -> None:
        while self.scene.privacy.now is not None:
            self.camera.key("escape")

    def _objecting(self, seat: str, body: Mapping[str, Any]) -> None:
        if body.get("answer") != "object":
            self._done.discard(("answer_plan", self._place))
            return
        self._dialog(seat, "answer.object", "objection")

    def _dialog(self, seat: str, key: str, name: str) -> None:
        """Photograph the dialog that a button of a seat opens."""
        self._act(seat)
        if self.camera.press(key):
            self._shoot(name)
            self.camera.uncover()

    def _claiming(self, seat: str, body: Mapping[str, Any]) -> None:
        if not self._first("task"):
            return
        self._act(seat)
        if self._find("divide", body["task"]) and self.camera.press(f"divide.{body['task']}"):
            self._shoot("task")
            self.camera.uncover()

    def _is_behind_curtain(self) -> bool:
        """Go behind the curtain with the gold button; return whether there is one."""
        self.camera.settle()
        self.camera.press("primary")
        return self.scene.privacy.now is not None and self.camera.press("curtain.open")

    def _sealing(self, _: str, body: Mapping[str, Any]) -> None:
        if self._is_behind_curtain():
            self._fill("sealed", dict(body["given"]))
            self._shoot("sealed")
            self._close_curtain()

    def _feeling(self, seat: str, _: Mapping[str, Any]) -> None:
        self._dialog(seat, "reflect.feel", "felt")

    def _forecast(self, _: str, body: Mapping[str, Any]) -> None:
        if not self._is_behind_curtain():
            return
        if self._find("forecast", body["task"]):
            self.camera.press(f"forecast.{body['task']}")
        self._shoot("forecast")
        self._close_curtain()

    def _reason(self, seat: str, body: Mapping[str, Any]) -> None:
        self._act(seat)
        self._shoot("open_card")
        says = [key for key in self.camera.keys(f"reflect.{body['card']}.") if key.endswith(".say")]
        if says:
            self._dialog(seat, says[0], "reason")

    def _judging(self, seat: str, _: Mapping[str, Any]) -> None:
        self._act(seat)
        self._shoot("judging")

    # Looking back. -----------------------------------------------------------------------------------

    def _debrief(self) -> None:
        self._line.look()
        self.scene.poll()
        self.camera.settle()
        for _ in range(_MOST_PAGES):
            found = debrief_steps(self._seen())
            step = found[where(self._seen(), found)]
            self.camera.shoot(self._names.of_debrief(step.kind))
            if not self.camera.press("debrief.on"):
                break
