"""An event card that the facilitator drew by hand: it lies open at once, over whatever is going on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.scenes.base import Overlay
from game.client.scenes.middles.carry_out import event_column
from game.client.scenes.seen import Seen
from game.client.widgets.base import Widget
from game.client.widgets.button import button
from game.client.widgets.dialog import Dialog

if TYPE_CHECKING:
    from game.client.app import App


class EventCardOverlay(Overlay):
    """The dialog with the card and what it does; closed by Enter."""

    def __init__(self, app: App, seen: Seen, card: str) -> None:
        super().__init__(app)
        self.seen, self.card = seen, card

    def build(self) -> Widget:
        app, texts, k = self.app, self.app.texts, self.app.k
        widest = app.screen.inset(32).middle(1100 * min(k, 1.5), app.screen.h)
        title = texts("event_card.drawn")
        dialog = Dialog(key="event_card", box=app.screen, name=title, panel=widest, on_escape=self.close)
        foot, inside = dialog.fit(event_column(self.seen, dialog.inside, self.card).height, 72 * k)
        dialog.children += [
            button("event_card.close", foot.cut_right(min(foot.w, 320 * k))[0], texts("looking.next"),
                   self.close, icon="arrow-right", kind="primary"),
            event_column(self.seen, inside, self.card).scroll(),
        ]  # fmt: skip
        return dialog
