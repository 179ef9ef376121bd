"""What the facilitator can do at any time: clock, going back, seats, event cards, a remark, stopping."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeAlias

from game.client.scenes.base import Overlay
from game.client.scenes.going_back import GoingBackOverlay
from game.client.scenes.handing_over import HandingOverOverlay
from game.client.scenes.help import HelpOverlay
from game.client.scenes.seen import Seen
from game.client.scenes.settings import SettingsOverlay
from game.client.table import FACILITATOR, Table
from game.client.widgets.base import Act, Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog
from game.client.widgets.layout import Box, grid
from game.client.widgets.plain import height_of, paragraph
from game.client.widgets.text_entry import TextEntry

if TYPE_CHECKING:
    from game.client.app import App

MORE_SECONDS = 60
LONGEST_REMARK = 300

_Made: TypeAlias = tuple[str, str, str, Act, bool]
"""A button: the end of its key, its label, its icon, what it does, whether it is open."""


class MenuOverlay(Overlay):
    """The facilitator's dialog.

    `stop` leaves the session; `stays` says what then is left of it. `tables` is the way to all
    tables of a server: what it is called, and what it does.
    """

    def __init__(
        self,
        app: App,
        table: Table,
        stop: Act,
        see: Callable[[], Seen],
        tables: tuple[str, Act] | None = None,
        stays: str = "",
    ) -> None:
        super().__init__(app)
        self.table = table
        self.see = see
        self.stop = stop
        self.tables = tables
        self.remark = ""
        self.stays = stays or app.texts("client.stop_keeps")

    def build(self) -> Widget:
        app, texts, k = self.app, self.app.texts, self.app.k
        cards = [*self._tables(), *self._cards()]
        rows = 4 + -(-len(cards) // 2)
        wide, high = 1180 * min(k, 1.4), (790 + (rows - 4) * 92) * min(k, 1.25)
        panel = app.screen.inset(32).middle(wide, high)
        dialog = Dialog(
            key="dialog.menu", box=app.screen, name=texts("client.menu"), panel=panel, on_escape=self.close
        )
        buttons, rest = dialog.inside.cut_top(rows * 76 * min(k, 1.3) + 16 * (rows - 1), 28)
        note, rest = rest.cut_top(64 * k, 12)
        foot = rest.cut_bottom(72 * min(k, 1.3))[0]
        beside = foot.cut_right(280 * min(k, 1.3), 24)[1]
        high = height_of(app.painter, self.stays, beside.w, "label")
        stays = Box(beside.x, beside.bottom - max(high, (beside.h + high) / 2), beside.w, high)
        places = grid(buttons, 2, rows, 16)
        paused = bool((self.table.part("clock") or {}).get("paused"))
        back = (self.table.part("rewind", FACILITATOR) or {}).get("step_back")
        has_clock = bool((self.table.part("clock") or {}).get("beat"))
        made: list[_Made] = [
            ("pause", texts("client.resume") if paused else texts("client.pause"),
             "play" if paused else "pause", self._ordering("resume" if paused else "pause"), True),
            ("extend", texts("client.extend", n=MORE_SECONDS // 60), "clock-arrow-up",
             self._ordering("extend", seconds=MORE_SECONDS), has_clock),
            ("step_back", texts("client.step_back"), "undo-2", self._ordering("step_back"), back is not None),
            ("back", texts("going_back.title"), "history",
             lambda: app.lay_over(GoingBackOverlay(self.see)), back is not None),
            *cards,
            ("hand", texts("handing.title"), "users",
             lambda: app.lay_over(HandingOverOverlay(self.see)), self.table.is_host),
            ("settings", texts("client.settings"), "settings",
             lambda: app.lay_over(SettingsOverlay(app)), True),
            ("help", texts("client.help"), "circle-question-mark",
             lambda: app.lay_over(HelpOverlay(app)), True),
            ("stop", texts("client.stop"), "log-out", self.stop, True),
        ]  # fmt: skip
        for (name, label, icon, act, is_open), place in zip(made, places, strict=False):
            dialog.children.append(
                button(f"menu.{name}", place, label, act, icon=icon, is_enabled=is_open, group="menu")
            )
        keep, entry = note.cut_right(260 * min(k, 1.3), 16)
        dialog.children += [
            TextEntry(
                key="menu.remark",
                box=entry,
                name=texts("client.remark"),
                placeholder=texts("client.remark"),
                text=self.remark,
                on_change=self._write,
                on_enter=self._keep,
                most=LONGEST_REMARK,
            ),
            button(
                "menu.keep", keep, texts("client.keep"), self._keep, icon="save",
                is_enabled=bool(self.remark.strip()),
            ),
            button("menu.done", foot.cut_right(280 * min(k, 1.3))[0], texts("client.close"), self.close,
                   icon="check", kind="primary"),
            paragraph("menu.stays", stays, self.stays, style="label", colour="muted"),
        ]  # fmt: skip
        return dialog

    def _tables(self) -> list[_Made]:
        """Return the button for all tables, where there is a server to lead."""
        if self.tables is None:
            return []
        label, show = self.tables
        return [("tables", label, "layers", show, True)]

    def _cards(self) -> list[_Made]:
        """Return the buttons for event cards; both, or none where the scenario has no cards."""
        found = []
        for kind, icon in (("draw_event_card", "zap"), ("skip_event_card", "skip-forward")):
            offered = self.table.options(FACILITATOR, kind)
            body = {one["name"]: one["value"] for option in offered for one in option["fields"]}
            is_open = bool(body) and self.table.is_host
            found.append((kind, self.app.texts(f"menu.{kind}"), icon, self._ordering(kind, **body), is_open))
        return found if self.table.scenario.event_cards else []

    def _ordering(self, kind: str, **body: Any) -> Callable[[], None]:
        def order() -> None:
            self.table.order(FACILITATOR, kind, **body)
            self.close()

        return order

    def _write(self, text: str) -> None:
        self.remark = text
        self.app.changed()

    def _keep(self) -> None:
        if self.remark.strip():
            self.table.order(FACILITATOR, "add_remark", text=self.remark.strip())
            self.remark = ""
            self.close()
