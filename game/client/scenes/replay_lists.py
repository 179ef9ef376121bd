"""What lies over a replay: its moments, as whom one looks, what they had alone; and which session it is."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import closing
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from game.client.replaying import Moment
from game.client.scenes.base import Overlay
from game.client.scenes.choices import Choice, put_choices
from game.client.scenes.column import Column
from game.client.scenes.heading import OPENING
from game.client.scenes.listing import FootButton, list_dialog
from game.client.scenes.seen import Seen
from game.client.scenes.trouble import TroubleOverlay
from game.client.table import FACILITATOR, PROJECTOR, of_seat
from game.client.widgets.base import Act, Widget
from game.i18n import Mendable
from game.rules import events
from game.scenario.model import Scenario, in_language
from game.session.sessions import reading

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.scenes.replay import ReplayScene

_ICONS = {
    "phase": "map",
    "decision": "gavel",
    "card": "message-square-quote",
    "settled": "check",
    "back": "undo-2",
}

MOST_LISTED = 60
"""How many sessions the list has, the newest first."""


class OverReplay(Overlay, ABC):
    """A dialog over a replay with a title, something in a column, and one button that closes it."""

    key = ""

    def __init__(self, scene: ReplayScene) -> None:
        super().__init__(scene.app)
        self.scene = scene

    def build(self) -> Widget:
        close = FootButton("close", self.app.texts("client.close"), self.close, "check", kind="primary")
        return list_dialog(self, self.key, self._title(), self._fill, [close])

    @abstractmethod
    def _title(self) -> str:
        """Return what stands on top."""

    @abstractmethod
    def _fill(self, column: Column) -> None:
        """Put what it shows in the column."""


class MomentsOverlay(OverReplay):
    """All moments of the session as a list; one is gone to at once."""

    key = "moments"

    def _title(self) -> str:
        return self.app.texts("replay.moments")

    def _fill(self, column: Column) -> None:
        now = [one for one in self.scene.line.moments if one.step <= self.scene.line.step]
        rows = [
            Choice(
                f"moments.{index}", moment_said(self.scene, one), partial(self._go, one.step),
                icon=_ICONS[one.kind], is_chosen=bool(now) and one is now[-1],
            )
            for index, one in enumerate(self.scene.line.moments)
        ]  # fmt: skip
        put_choices(column, rows, "moments.list")

    def _go(self, step: int) -> None:
        self.close()
        self.scene.go(step)


class ViewsOverlay(OverReplay):
    """As whom one looks: the room, the facilitator, or one of the seats."""

    key = "views"

    def _title(self) -> str:
        return self.app.texts("replay.view")

    def _fill(self, column: Column) -> None:
        texts, seen, scene = self.app.texts, self.scene.seen_now(), self.scene
        column.text("does", texts("replay.view_does"))
        column.gap(16)
        found = [(PROJECTOR, texts("replay.as.projector"), "monitor")]
        found.append((FACILITATOR, texts("replay.as.facilitator"), "clipboard-list"))
        found += [(seat, seen.name(seat), "user") for seat in seen.seats]
        rows = [
            Choice(f"views.{id_}", label, partial(self._look, id_), icon=icon,
                   is_chosen=id_ == scene.line.audience)
            for id_, label, icon in found
        ]  # fmt: skip
        put_choices(column, rows, "views.list")

    def _look(self, audience: str) -> None:
        self.close()
        self.scene.look_as(audience)


class OwnOverlay(OverReplay):
    """What one had alone at this step: a seat its cards and ballot, the facilitator the remarks."""

    key = "own"

    def _title(self) -> str:
        texts, seen, who = self.app.texts, self.scene.seen_now(), self.scene.line.audience
        name = texts("replay.as.facilitator") if who == FACILITATOR else seen.name(who)
        return texts("replay.own_of", name=name)

    def _fill(self, column: Column) -> None:
        seen, who = self.scene.seen_now(), self.scene.line.audience
        said = _notes(seen) if who == FACILITATOR else _private(seen, who)
        for index, one in enumerate(said or [self.app.texts("replay.nothing_own")]):
            column.text(f"{index}", one)
            column.gap(14)


def _notes(seen: Seen) -> list[str]:
    """Return the remarks that were written so far."""
    typed = seen.table.part("texts", FACILITATOR) or {}
    remarks = seen.table.part("remarks", FACILITATOR) or []
    return [typed.get(one["text"], "…") for one in remarks]


def _private(seen: Seen, seat: str) -> list[str]:
    """Return a seat's brief, its cards, its ballot and its forecast, as sentences."""
    texts, part = seen.texts, seen.table.part("private", of_seat(seat)) or {}
    role = seen.scenario.roles[seat]
    said = [seen.said(role.brief)] if role.brief else []
    for card in part.get("cards", ()):
        key = "replay.card_told" if card["told"] else "replay.card_kept"
        said.append(texts(key, says=seen.card_says(card["id"]), need=seen.need(card["need"])))
    given = [
        texts("replay.given", task=seen.task(task), n=n) for task, n in (part.get("ballot") or {}).items()
    ]
    if given:
        said.append(texts("replay.ballot", given=texts.listing(given)))
    if part.get("forecast"):
        said.append(texts("replay.forecast", task=seen.task(part["forecast"])))
    return said


def moment_said(scene: ReplayScene, moment: Moment) -> str:
    """Return a moment as a line of the list."""
    texts, scenario, event = scene.app.texts, scene.whole_scenario, moment.event
    match event:
        case events.PhaseStarted(phase=phase):
            if phase == OPENING:
                return texts("opening.header")
            return texts("going_back.place", round=moment.round, phase=texts(f"phase.{phase}"))
        case events.StanceSaid(stance=stance):
            return texts("client.happened.stance", stance=texts(f"client.stance.{stance}"))
        case events.CardTold(seat=seat):
            return texts("replay.told", name=in_language(scenario.roles[seat].name, texts.language))
        case events.EventCardDrawn(card=card):
            name = in_language(scenario.event_cards[card].name, texts.language, scenario.language)
            return texts("replay.event", name=name)
        case events.RoundSettled(round=number):
            return texts("looking.round_end", round=number)
        case events.EnvelopeSealed():
            return texts("replay.envelope")
        case events.PlanAdopted():
            return texts("replay.plan")
        case events.PlanChanged():
            return texts("replay.plan_changed")
        case events.TableEnded():
            return texts("replay.ended")
    return texts("replay.rewound")


class StoredOverlay(Overlay):
    """The sessions that are kept on this computer; one is looked at again.

    Args:
        app: The window.
        stop: What leaves the replay again.
        scenarios: Those with a title to show; of another the id is shown.
    """

    def __init__(self, app: App, stop: Act, scenarios: Iterable[Scenario]) -> None:
        super().__init__(app)
        self.stop = stop
        language = app.texts.language
        self.titles = {one.id: in_language(one.title, language, one.language) for one in scenarios}
        with closing(reading(app.database)) as store:
            self.found = store.sessions()[:MOST_LISTED]

    def build(self) -> Widget:
        texts = self.app.texts
        close = FootButton("close", texts("looking.cancel"), self.close, "x")
        return list_dialog(self, "stored", texts("replay.title"), self._fill, [close])

    def _fill(self, column: Column) -> None:
        if not self.found:
            column.text("none", self.app.texts("replay.none"), colour="muted")
        rows = [
            Choice(
                f"stored.{one.id}",
                self.titles.get(one.scenario, one.scenario),
                partial(self._open, one.id),
                self._when(one.last_at),
                icon="history",
            )
            for one in self.found
        ]
        put_choices(column, rows, "stored.list")

    def _when(self, milliseconds: int) -> str:
        """Return a time as the reader's clock and calendar have it."""
        at = datetime.fromtimestamp(milliseconds / 1000).astimezone()
        return self.app.texts("replay.when", day=at.date(), time=f"{at:%H:%M}")

    def _open(self, session: str) -> None:
        from game.client.scenes.replay import replay_of

        self.close()
        try:
            scene = replay_of(self.app, session, self.stop)
        except Mendable as trouble:
            self.app.lay_over(TroubleOverlay(self.app, trouble))
            return
        self.app.go(scene)
