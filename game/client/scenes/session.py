"""A session on one screen: header, seats, the middle of the phase, the prompt, and one button to go on.

The scene owns only what belongs to this screen: which seat acts, what is behind the curtain, what is half
filled in. Everything else is the table's, and every change goes through an order.
"""

from __future__ import annotations

from functools import partial
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

from game.client.input import Key
from game.client.looks.header import header_height
from game.client.looks.prompt import PromptLook, bubble_height
from game.client.looks.seat import name_is_narrow, row_seat_height, seat_height
from game.client.opening import Play
from game.client.scenes import private
from game.client.scenes.banner import banner, still_there, until_debrief
from game.client.scenes.base import Scene
from game.client.scenes.event_card import EventCardOverlay
from game.client.scenes.explaining import Explaining
from game.client.scenes.happened import Told
from game.client.scenes.heading import OPENING, HeaderButton, header_widgets, seconds_left
from game.client.scenes.leading import Following, Leading
from game.client.scenes.menu import MenuOverlay
from game.client.scenes.meters import under_seats
from game.client.scenes.places import NARROW, Places, places
from game.client.scenes.private import Privacy
from game.client.scenes.prompting import prompt_widget, reason, said_now
from game.client.scenes.round_end import RoundOverlay
from game.client.scenes.seats import director_widgets, played_here, seat_widgets
from game.client.scenes.seen import Primary, Seen
from game.client.scenes.stepping_back import ask_for_condition, waits_for_a_condition
from game.client.table import FACILITATOR, Table
from game.client.widgets.base import Act, Widget
from game.client.widgets.button import button
from game.client.widgets.layout import Box
from game.client.widgets.plain import line
from game.session.telling import tell_line

if TYPE_CHECKING:
    from game.client.app import App

_WITH_SIDE = ("dialogue", "frame", "reflect")
"""Phases whose middle has a panel of its own at the right."""

_ICONS: dict[private.Kind, str] = {"sealed": "mail", "ballot": "vote", "forecast": "telescope"}


class SessionScene(Scene):
    """The screen of one session, from the first brief to the last card in the pocket."""

    def __init__(self, app: App, play: Play, then: str = "") -> None:
        """Show a session; `then` opens something of the facilitator's once it is here, see `Leading`."""
        super().__init__(app)
        self.play = play
        self.table = Table(play.connection, play.scenario, mine=play.mine, is_host=play.is_host)
        self.table.session = play.session
        self.staged: dict[str, Any] = {}
        self.acting: str | None = None
        self.privacy = Privacy()
        self.told = Told()
        self.explaining = Explaining()
        self._place: tuple[Any, ...] = ()
        self._settled: int | None = None
        self._drawn: str | None = None
        self._heard: tuple[Any, ...] | None = None
        self._is_closed = False
        self.stays = False
        """Whether it is come back to after another scene, so that it is not closed."""
        self.leading = Leading(self, then)
        self.following = Following(self)

    @property
    def curtain_changes(self) -> int:
        """How often the screen had to be handed over so far."""
        return self.privacy.changes

    @property
    def _is_for_one(self) -> bool:
        """Whether one seat alone looks at this screen: then there is nothing to hide from others at it."""
        return self.play.mine is not None and len(self.play.mine) == 1

    # Following the table. ----------------------------------------------------------------------------

    def poll(self) -> None:
        if self.table.poll():
            if self.table.is_here:
                self._follow()
            self.app.changed()
        self.leading.poll()
        self.following.poll()

    def notice(self) -> str:
        return tell_line(self.table.line, self.app.texts)

    def _follow(self) -> None:
        """Bring what is this screen's own in step with the table."""
        table = self.table.part("table")
        asked = self.told.follow(self._seen())
        if asked in played_here(self._seen()):
            self.acting = asked
        place = (table["round"], table["phase"], table["step"])
        if place != self._place:
            before, self._place = self._place, place
            self._enter(before)
        self._look_at_round()
        self._look_at_event()
        self._sound(place)
        if self.acting is not None and self.acting not in played_here(self._seen()):
            self.acting = None
        waiting = self.privacy.now
        if (
            waiting is not None
            and waiting.kind != "brief"
            and private.waiting_kind(self.table) != waiting.kind
        ):
            self.privacy.stop()

    def _enter(self, before: tuple[Any, ...]) -> None:
        table, seen = self.table.part("table"), self._seen()
        here = played_here(seen)
        if before:
            self.privacy.stop()
        is_new = not before or before[1] == OPENING
        if is_new and table["round"] == 1 and table["phase"] == "explore" and not table["stance"]:
            self.privacy.start("brief", here)
        if here and (self.privacy.now is not None or (not before and table["phase"] == OPENING)):
            self._stand_still()
        leads = table["director"] if table["phase"] in ("explore", "carry_out") else None
        if leads in here:
            self.acting = leads
        elif self.acting not in here:
            self.acting = here[0] if here else None

    def _look_at_round(self) -> None:
        """Show what a round did as soon as it is settled; after the last one the debrief does so."""
        history = self.table.part("history") or []
        settled, self._settled = self._settled, len(history)
        is_new = settled is not None and len(history) > settled
        if is_new and history[-1]["round"] and not self.table.part("table")["ended"]:
            self.app.lay_over(RoundOverlay(self.app, self._seen(), history[-1]["round"]))

    def _look_at_event(self) -> None:
        """Show an event card as soon as the facilitator has drawn it by hand."""
        event = self.table.part("event") or {}
        drawn, self._drawn = self._drawn, event["card"] or "" if event.get("by_hand") else ""
        if drawn is not None and self._drawn and drawn != self._drawn:
            self.app.lay_over(EventCardOverlay(self.app, self._seen(), self._drawn))

    def _sound(self, place: tuple[Any, ...]) -> None:
        """Let be heard what is seen at the same moment: one sound, the weightiest."""
        table = self.table.part("table")
        now = (place[:2], len(self.table.part("history") or ()), table["ended"], self._heard_cards())
        before, self._heard = self._heard, now
        if before is None or before == now:
            return
        if before[1:3] != now[1:3]:
            self.app.sounds.play("klaar")
        elif before[0] != now[0]:
            self.app.sounds.play("fase")
        else:
            self.app.sounds.play("kaart")

    def _heard_cards(self) -> tuple[int, str]:
        """Return how many cards were told, and the event card that was drawn by hand."""
        return len(self.table.part("cards") or ()), self._drawn or ""

    def _seen(self, seat: str | None = None) -> Seen:
        return Seen(self.app, self.table, seat or self.acting, self.staged)

    # What stands there. ------------------------------------------------------------------------------

    def build(self) -> list[Widget]:
        if not self.table.is_here:
            return [line("waiting", self.app.screen, self.app.texts("client.opening"), align="center")]
        is_private = self.privacy.now is not None
        return [*self._stands(), *still_there(self._seen(), self.play.connection, is_private=is_private)]

    def _stands(self) -> list[Widget]:
        if self.privacy.now is not None:
            return self._private()
        if self.table.part("table")["ended"]:
            return self._whole("debrief")
        if self.table.part("table")["phase"] == OPENING:
            return self._whole(OPENING)
        return self._board()

    def _board(self) -> list[Widget]:
        seen = self._seen()
        said = self.says(seen)
        at = self._places(said)
        middle = _middle(self.table.part("table")["phase"])
        widgets = header_widgets(seen, at.header, self.play.now, self._header_buttons())
        widgets += middle.build(seen, at.middle) if middle else []
        widgets.append(prompt_widget(at.prompt, said))
        widgets += seat_widgets(seen, at.seats, self._choose, is_row=at.is_row)
        widgets += director_widgets(seen, at.director, self._choose)
        widgets += under_seats(seen, at)
        widgets += self._buttons(seen, at, middle)
        self._wake()
        return widgets + banner(seen, self.play.now(), at.header.bottom)

    def _header_buttons(self) -> list[HeaderButton]:
        """Return what stands before the clock: pausing it, and the facilitator's menu."""
        texts, is_paused = self.app.texts, bool((self.table.part("clock") or {}).get("paused"))
        name, icon = ("client.resume", "play") if is_paused else ("client.pause", "pause")
        again = HeaderButton("whatif", texts("whatif.from_debrief"), "split", self._look_again)
        return [
            *self.leading.header(),
            *([again] if self.play.session and self.table.part("table")["ended"] else []),
            HeaderButton("pause", texts(name), icon, self._pause),
            HeaderButton("menu", texts("client.menu"), "list", self._menu),
        ]

    def says(self, seen: Seen) -> PromptLook:
        """Return what the bubble says now."""
        return said_now(seen, self.told, self.explaining.follow(seen, self.told.what))

    def _whole(self, name: str) -> list[Widget]:
        """Return a middle that takes the whole screen under the header."""
        seen, middle = self._seen(), _middle(name)
        at = self._places()
        room = self._room(at.header.h)
        widgets = header_widgets(seen, at.header, self.play.now, self._header_buttons())
        self._wake()
        return widgets + (middle.build(seen, room) if middle else [])

    @property
    def least_foot(self) -> float:
        """How high what stands under the seats is at least, in units."""
        return 0

    def _room(self, header: float) -> Box:
        """Return the room for a middle that takes the whole screen under a header of this height."""
        return self.app.screen.cut_top(header)[1].inset(32, 24)

    def _places(self, said: PromptLook | None = None) -> Places:
        """Return where everything stands, with a prompt that is high enough for what is said."""
        painter, table = self.app.painter, self.table.part("table")
        place = partial(
            places,
            self.app.screen,
            self.app.k,
            self._seats_beside(),
            (header_height(painter), seat_height(painter), row_seat_height(painter)),
            has_director=table["director"] is not None,
            has_side=table["phase"] in _WITH_SIDE,
            can_be_narrow=all(
                name_is_narrow(painter, self.table.scenario.roles[seat].name, NARROW)
                for seat in table["seats"]
            ),
        )
        at = place()
        if said is None:
            return at
        return place(said=max(self.least_foot, bubble_height(painter, said, at.prompt.w)))

    def _seats_beside(self) -> list[str]:
        """Return the seats that stand beside the table: all but the director's."""
        table = self.table.part("table")
        return [seat for seat in table["seats"] if seat != table["director"]]

    def _private(self) -> list[Widget]:
        now = self.privacy.now
        assert now is not None
        seat = now.seats[0]
        if not now.is_open and self._is_for_one:
            self.privacy.open()
        if not now.is_open:
            return private.curtain(self._seen(seat), self.privacy, self._open_curtain, self._skip_curtain)
        screen = import_module(f"game.client.scenes.{now.kind}")
        made: list[Widget] = screen.build(self._seen(seat), self.app.screen, self._private_done)
        return made

    def _buttons(self, seen: Seen, at: Places, middle: ModuleType | None) -> list[Widget]:
        texts = seen.texts
        back = (self.table.part("rewind", FACILITATOR) or {}).get("step_back")
        first = self._primary(seen, middle)
        closed = next(
            (one["closed"] for one in self.table.options(FACILITATOR, "advance") if "closed" in one), ""
        )
        is_open = first is not None or not closed
        if not self.play.is_host:
            first = first or self._ready()
            is_open, closed = first is not None, ""
        first = first or Primary(texts("client.go_on"), "arrow-right", self._advance)
        label = texts("client.step_back")
        undo = button(
            "step_back", at.second, "" if at.has_icon_only else label, self._step_back, icon="undo-2",
            is_enabled=back is not None, hint=texts("client.step_back_does"), group="actions",
        )  # fmt: skip
        undo.name = label
        return [
            undo,
            button("primary", at.first, first.label, first.act, icon=first.icon, kind="primary",
                   is_enabled=is_open, hint=reason(seen, closed, {}) if not is_open else "", group="actions"),
        ]  # fmt: skip

    def _primary(self, seen: Seen, middle: ModuleType | None) -> Primary | None:
        wanted = getattr(middle, "primary", None)
        own = wanted(seen) if wanted else None
        if own is not None:
            return own  # type: ignore[no-any-return]
        kind = private.waiting_kind(self.table)
        if kind is None or not private.to_go_round(seen, kind):
            return None
        label = seen.texts(private.private_key("client.start", seen, kind))
        return Primary(label, _ICONS[kind], lambda: self._go_round(kind))

    def _ready(self) -> Primary | None:
        """Return what a seat with a screen of its own can do to go on: say that it is ready, or not yet."""
        if self.acting is None:
            return None
        if self.table.can(self.acting, "ready"):
            return Primary(self.app.texts("client.ready"), "check", lambda: self._seen().order("ready"))
        if "ready" in self.table.choices(self.acting, "withdraw", "what"):
            undo = partial(self._seen().order, "withdraw", what="ready")
            return Primary(self.app.texts("client.not_ready"), "undo-2", undo)
        return None

    def _wake(self) -> None:
        """Have the clock described again when its next second begins, and when it is time to look back."""
        until = until_debrief(self._seen(), self.play.now())
        if until is not None and until > 0:
            self.app.motion.later("debrief", until + 1, self.app.changed)
        clock = self.table.part("clock") or {}
        left = seconds_left(clock, self.play.now())
        if clock.get("due_ms") is not None and left is not None and left > -1:
            until = (clock["due_ms"] - self.play.now()) % 1000 or 1000
            self.app.motion.later("clock", until + 1, self.app.changed)

    # What can be done. -------------------------------------------------------------------------------

    def key(self, key: Key) -> bool:
        if not self.table.is_here:
            return False
        if self.privacy.now is not None:
            return key.name == "escape" and self.privacy.back()
        seats = self.table.part("table")["seats"]
        if key.name.isdecimal() and 1 <= int(key.name) <= len(seats):
            self._choose(seats[int(key.name) - 1])
            return True
        if key.name == "p":
            self._pause()
            return True
        if key.name == "escape":
            self._menu()
            return True
        return False

    def leave(self) -> None:
        if self.stays:
            self.stays = False
        elif not self._is_closed:
            self._is_closed = True
            self.app.motion.cancel("clock")
            self.app.motion.cancel("debrief")
            if self.play.tables is not None:
                self.play.tables.close()
            self.play.close()

    def _choose(self, seat: str) -> None:
        if seat in played_here(self._seen()):
            self.acting = seat
            if waits_for_a_condition(self._seen(), seat):
                ask_for_condition(self._seen(), seat)
            self.app.changed()

    def _advance(self) -> None:
        self.table.order(FACILITATOR, "advance")
        self.app.changed()

    def _step_back(self) -> None:
        self.table.order(FACILITATOR, "step_back")
        self.app.changed()

    def _pause(self) -> None:
        paused = bool((self.table.part("clock") or {}).get("paused"))
        self.table.order(FACILITATOR, "resume" if paused else "pause")
        self.app.changed()

    def _stand_still(self) -> None:
        """Stop the clock while people read; what they read ends with `_run_on`."""
        if not (self.table.part("clock") or {}).get("paused"):
            self.table.order(FACILITATOR, "pause")

    def _run_on(self) -> None:
        """Let the clock run on once all have read their brief."""
        if (self.table.part("clock") or {}).get("paused"):
            self.table.order(FACILITATOR, "resume")

    def _menu(self) -> None:
        menu = MenuOverlay(self.app, self.table, self._stop, self._seen, self.leading.way())
        self.app.lay_over(menu)

    def _stop(self) -> None:
        from game.client.scenes.start import StartScene

        self.app.go(StartScene(self.app))

    def _look_again(self) -> None:
        """Look at this session again, to ask what if; leaving that comes back here."""
        from game.client.scenes.replay import replay_of

        looked = replay_of(self.app, self.play.session, self.come_back)
        self.stay()
        self.app.go(looked)

    def stay(self) -> None:
        """Stay open while another scene has the screen; `come_back` gives it back."""
        self.stays = True
        self.app.at_end(self.play.close)

    def come_back(self) -> None:
        """Take the screen again after another scene."""
        self.app.go(self)

    def _go_round(self, kind: private.Kind) -> None:
        self.privacy.start(kind, private.to_go_round(self._seen(), kind))
        self.app.changed()

    def _open_curtain(self) -> None:
        self.privacy.open()
        self.app.changed()

    def _skip_curtain(self) -> None:
        self._after_reading(self.privacy.stop)

    def _private_done(self) -> None:
        self._after_reading(self.privacy.done)

    def _after_reading(self, go_on: Act) -> None:
        was_brief = self.privacy.now is not None and self.privacy.now.kind == "brief"
        go_on()
        if was_brief and self.privacy.now is None:
            self._run_on()
        self.app.changed()


def _middle(name: str) -> ModuleType | None:
    """Return the module that describes a phase, or None when the phase has nothing of its own."""
    try:
        return import_module(f"game.client.scenes.middles.{name}")
    except ModuleNotFoundError as missing:
        if missing.name and missing.name.endswith(f"middles.{name}"):
            return None
        raise
