"""What if, over a session that was played: what is otherwise from here, how far it is, what comes of it.

Nothing of it was played and nothing is kept: the session that is looked at is only read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from game.client.reckoning import BAND, Reckoning
from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, put_choices
from game.client.scenes.column import Column
from game.client.scenes.listing import FootButton, list_dialog
from game.client.scenes.pairs import in_points, put_pairs
from game.client.scenes.pieces import bar
from game.client.scenes.playing_on import Left, WhoPlaysOverlay
from game.client.scenes.trouble import TroubleOverlay
from game.client.widgets.base import Act, Widget
from game.client.widgets.stepper import Stepper
from game.debrief.names import Names
from game.debrief.whatif.carried_on import BALLOTS, BY_BOTS
from game.debrief.whatif.change import RULES, Change
from game.debrief.whatif.telling import Found, Telling
from game.rules.game import Game
from game.scenario.model import Scenario

if TYPE_CHECKING:
    from game.client.app import App

_CUTS = (0, 10, 20, 30, 40, 50)
_LOOKS_EVERY = 120
"""How often it is looked at how far a reckoning is, in milliseconds."""


class WhatIfOverlay(Overlay):
    """The dialog in which one says what is otherwise; Escape goes one list back, then closes."""

    def __init__(self, scene: Left) -> None:
        super().__init__(scene.app)
        self.scene = scene
        self.change = Change()
        self.by = BALLOTS
        self.plays = 1
        self._asks = ""
        self.names = Names(scene.whole_scenario, self.app.texts)

    @property
    def _game(self) -> Game:
        return self.scene.line.retold.played.game

    def build(self) -> Widget:
        texts = self.app.texts
        if self._asks:
            back = FootButton("back", texts("client.back"), self._back, "arrow-left", 240, "primary")
            title = texts(f"whatif.ask.{self._asks}")
            made = list_dialog(self, f"whatif.{self._asks}", title, self._choices(), [back])
            made.on_escape = self._back  # type: ignore[attr-defined]
            return made
        count = FootButton("count", texts("whatif.count"), self.count, "split", 340, "primary")
        play = FootButton("play", texts("whatif.play_on"), self._play_on, "play", 400)
        close = FootButton("close", texts("looking.cancel"), self.close, "x", 240)
        return list_dialog(self, "whatif", texts("whatif.ask"), self._fill, [count, play, close])

    # What is asked. ------------------------------------------------------------------------------------

    def _fill(self, column: Column) -> None:
        texts, change = self.app.texts, self.change
        column.text("from", texts("whatif.ask.from", moment=self.scene.where()))
        column.gap(16)
        moments = [self._row("moment", "flag", self.scene.where())] if self.scene.moments() else []
        task, euros = next(iter(change.amounts.items()), ("", 0))
        as_played = texts("whatif.as_played")
        given = f"{self.names.name('task', task)}: {texts.euros(euros)}" if task else as_played
        rows = [
            *moments,
            self._row("rule", "scale", self.names.name("rule", change.rule) or as_played),
            self._row("stance", "megaphone", self.names.name("stance", change.stance) or as_played),
            self._row("amount", "coins", given),
        ]
        put_choices(column, rows, "whatif.list")
        if task:
            self._amount(column, task, euros)
        cut = as_played if change.cut is None else texts("whatif.cut_of", percent=change.cut)
        by = texts(f"whatif.carry_on.{self.by}")
        luck = texts("whatif.luck.many", n=BAND) if self.plays > 1 else texts("whatif.luck.same")
        rest = [
            self._row("cut", "percent", cut),
            self._row("by", "bot" if self.by == BY_BOTS else "vote", by),
            self._row("luck", "dices", luck),
        ]
        put_choices(column, rest, "whatif.list")

    def _row(self, what: str, icon: str, now: str) -> Choice:
        return Choice(
            f"whatif.{what}", self.app.texts(f"whatif.ask.{what}"), partial(self._ask, what), now, icon=icon
        )

    def _amount(self, column: Column, task: str, euros: int) -> None:
        step, cost = self._game.step, self._game.tasks[task].cost
        column.add(
            Stepper(
                key="whatif.euros",
                box=column.room(60 * min(column.k, 1.3)).inset(4, 0),
                number=euros,
                name=self.app.texts("whatif.ask.amount"),
                text=self.app.texts.euros(euros),
                on_step=lambda by: self._take(amounts={task: max(0, min(euros + by * step, cost))}),
                can_less=euros > 0,
                can_more=euros < cost,
            )
        )
        column.gap(12)

    def _ask(self, what: str) -> None:
        self._asks = what
        self.app.changed()

    def _back(self) -> None:
        self._asks = ""
        self.app.changed()

    def _choices(self) -> Callable[[Column], None]:
        """Return what fills the list of what is asked."""
        texts, names, asks, change = self.app.texts, self.names, self._asks, self.change
        none = texts("whatif.as_played")
        found: list[tuple[str, str, bool, Act]] = []
        match asks:
            case "moment":
                here = self.scene.line.step
                found = [
                    (str(step), said, step == here, partial(self._leave_from, step))
                    for step, said in self.scene.moments()
                ]
            case "rule":
                pairs = [("", none), *((one, names.name("rule", one)) for one in RULES)]
                found = [
                    (id_, said, id_ == change.rule, partial(self._chose, rule=id_)) for id_, said in pairs
                ]
            case "stance":
                pairs = [("", none), *((one, names.name("stance", one)) for one in self._game.stances)]
                found = [
                    (id_, said, id_ == change.stance, partial(self._chose, stance=id_)) for id_, said in pairs
                ]
            case "amount":
                pairs = [("", none), *((one, names.name("task", one)) for one in self._game.tasks)]
                found = [
                    (id_, said, id_ in change.amounts or not (id_ or change.amounts),
                     partial(self._chose, amounts={id_: 0} if id_ else {}))
                    for id_, said in pairs
                ]  # fmt: skip
            case "cut":
                found = [("", none, change.cut is None, partial(self._chose, cut=None))]
                found += [
                    (str(one), texts("whatif.cut_of", percent=one), change.cut == one,
                     partial(self._chose, cut=one))
                    for one in _CUTS
                ]  # fmt: skip
            case "by":
                found = [
                    (one, texts(f"whatif.carry_on.{one}"), one == self.by, partial(self._carry_on, one))
                    for one in (BALLOTS, BY_BOTS)
                ]
            case "luck":
                said = {1: texts("whatif.luck.same"), BAND: texts("whatif.luck.many", n=BAND)}
                found = [(str(n), said[n], n == self.plays, partial(self._with_luck, n)) for n in (1, BAND)]
        rows = [
            Choice(f"whatif.{asks}.{id_ or 'none'}", label, act, is_chosen=is_now)
            for id_, label, is_now, act in found
        ]
        return lambda column: put_choices(column, rows, f"whatif.{asks}.list")

    def _take(self, **change: Any) -> None:
        self.change = replace(self.change, **change)
        self.app.changed()

    def _chose(self, **change: Any) -> None:
        self._take(**change)
        self._back()

    def _leave_from(self, step: int) -> None:
        self.scene.line.show(step)
        self._back()

    def _carry_on(self, by: str) -> None:
        self.by = by
        self._back()

    def _with_luck(self, plays: int) -> None:
        self.plays = plays
        self._back()

    # What is done with it. -----------------------------------------------------------------------------

    def count(self) -> None:
        """Have it worked out, beside the window."""
        line = self.scene.line
        on_its_way = Reckoning(
            self.app.database, line.retold.name, line.next_order, self.change, self.by, self.plays
        )
        self.app.lay_over(ReckoningOverlay(self, on_its_way))

    def _play_on(self) -> None:
        self.app.lay_over(WhoPlaysOverlay(self.scene, self.change))


class ReckoningOverlay(Overlay):
    """How far a reckoning is; it can be given up, and what it found comes in its place."""

    def __init__(self, asked: WhatIfOverlay, on_its_way: Reckoning) -> None:
        super().__init__(asked.app)
        self.asked = asked
        self.on_its_way = on_its_way
        self.app.at_end(on_its_way.give_up)
        self._wait()

    def build(self) -> Widget:
        give_up = FootButton("stop", self.app.texts("whatif.give_up"), self.close, "x", 300, "primary")
        return list_dialog(self, "reckoning", self.app.texts("whatif.progress"), self._fill, [give_up])

    def close(self) -> None:
        self.on_its_way.give_up()
        self.app.motion.cancel("whatif")
        self.app.lay_over(self.asked)

    def look(self) -> None:
        """Take what is there by now."""
        if self.app.overlay is not self:
            self.on_its_way.give_up()
        elif self.on_its_way.trouble is not None:
            self.app.lay_over(TroubleOverlay(self.app, self.on_its_way.trouble))
        elif self.on_its_way.found is not None and self.on_its_way.branch is not None:
            self.app.lay_over(
                FoundOverlay(self.app, self.on_its_way.found, self.on_its_way.branch.scenario, self.asked)
            )
        else:
            self._wait()
            self.app.changed()

    def _wait(self) -> None:
        self.app.motion.later("whatif", _LOOKS_EVERY, self.look)

    def _fill(self, column: Column) -> None:
        done, plays = self.on_its_way.done, self.on_its_way.plays
        said = self.app.texts("whatif.so_far", n=done, all=plays)
        column.text("so_far", said, style="title")
        column.gap(16)
        column.add(bar("reckoning.bar", column.room(28), said, done / max(1, plays)))
        column.gap(20)
        column.text("kept", self.app.texts("whatif.original_stays"), colour="muted")


class FoundOverlay(Overlay):
    """What comes of it, beside what was played; each value opens into its causes on both sides."""

    def __init__(
        self, app: App, found: Found, scenario: Scenario, asked: WhatIfOverlay | None = None
    ) -> None:
        """Show it; `asked` is the dialog to ask something else in, None where nothing was asked."""
        super().__init__(app)
        self.asked = asked
        self.said = Telling(found, scenario, self.app.texts)
        self._opened: Found | None = None

    def build(self) -> Widget:
        texts = self.app.texts
        if self._opened is not None:
            back = FootButton("back", texts("client.back"), self._shut, "arrow-left", 240, "primary")
            title = self.said.label(self._opened)
            made = list_dialog(self, "whatif.why", title, self._causes, [back])
            made.on_escape = self._shut  # type: ignore[attr-defined]
            return made
        done = FootButton("close", texts("client.close"), self.close, "check", 240, "primary")
        buttons = [done]
        if self.asked is not None:
            again = partial(self.app.lay_over, self.asked)
            buttons.append(FootButton("again", texts("whatif.ask_again"), again, "split", 400))
        if self.asked is not None and not (self.said.found["band"] or self.said.found["same"]):
            many = texts("whatif.luck.many", n=BAND)
            buttons.append(FootButton("luck", many, self._with_other_luck, "dices", 460))
        return list_dialog(self, "whatif.found", texts("whatif.ask"), self._fill, buttons, is_wide=True)

    def _fill(self, column: Column) -> None:
        said, texts = self.said, self.app.texts
        column.text("title", said.title(), style="title")
        column.gap(10)
        column.pill("not_played", "open", said.side("counted"))
        column.gap(14)
        column.text("largest", said.largest(), style="strong")
        column.gap(10)
        column.text("how", said.how())
        column.gap(16)
        put_pairs(column, said, self._open)
        rest = [self._value(one) for one in said.differing() if one not in in_points(said)]
        column.gap(10)
        put_choices(column, rest, "whatif.found")
        if said.about_band():
            about = f"{said.about_band()} {texts('whatif.band_drawn')}"
            column.text("band", about, style="label", colour="muted")
            column.gap(8)
        column.text("about", texts("report.otherwise.about"), style="label", colour="muted")

    def _value(self, value: Found) -> Choice:
        said = self.said
        detail = self.app.texts(
            "whatif.beside", played=said.amount(value, "played"), counted=said.amount(value, "counted")
        )
        if said.found["band"]:
            detail = f"{detail} {said.spread(value)}"
        key = f"whatif.value.{value['what']}.{value['of']}"
        hint = self.app.texts("why.open")
        return Choice(
            key, said.label(value), partial(self._open, value), detail, said.difference(value), hint=hint
        )

    def _causes(self, column: Column) -> None:
        assert self._opened is not None
        for side in ("played", "counted"):
            figure = self.said.amount(self._opened, side)
            column.text(f"{side}.title", f"{self.said.side(side)}: {figure}", style="title")
            column.gap(8)
            for index, one in enumerate(self._why(side)):
                column.text(f"{side}.{index}", one, indent=24)
                column.gap(6)
            column.gap(16)

    def _why(self, side: str) -> Sequence[str]:
        assert self._opened is not None
        if self._opened["what"] == "support":
            return [self.app.texts("report.support_is")]
        return self.said.causes(self._opened, side)

    def _open(self, value: Found) -> None:
        self._opened = value
        self.app.changed()

    def _shut(self) -> None:
        self._opened = None
        self.app.changed()

    def _with_other_luck(self) -> None:
        """Have the same worked out with other luck too, for a band."""
        assert self.asked is not None
        self.asked.plays = BAND
        self.asked.count()
