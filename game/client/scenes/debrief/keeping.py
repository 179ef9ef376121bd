"""Keeping a report: the page that `report` makes, in a folder of the user's; the dialog says where."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from game.client.reporting import Reporting
from game.client.scenes.base import Overlay
from game.client.scenes.column import Column
from game.client.scenes.listing import FootButton, list_dialog
from game.client.widgets.base import Widget

if TYPE_CHECKING:
    from game.client.app import App

_LOOKS_EVERY: Final = 100
"""How often it is looked at whether the report is there, in milliseconds."""


class KeepingOverlay(Overlay):
    """Writes the report of a session, and says where it is.

    Args:
        app: The window.
        session: Which session.
    """

    def __init__(self, app: App, session: str) -> None:
        super().__init__(app)
        self.trouble: str | None = None
        self._report = Reporting(session, app.texts.language, app.database)
        app.at_end(self._report.stop)
        self._wait()

    def build(self) -> Widget:
        close = FootButton("close", self.app.texts("client.close"), self.close, "check", kind="primary")
        return list_dialog(self, "report", self.app.texts("debrief.report"), self._fill, [close])

    def _fill(self, column: Column) -> None:
        texts = self.app.texts
        if self.trouble is None:
            column.text("writing", texts("debrief.report.writing"), colour="muted")
        elif self.trouble:
            column.text("trouble", self.trouble, colour="down")
        else:
            column.pill("written", "done", texts("debrief.report.written"))
            column.gap(18)
            column.text("where", str(self._report.path), style="strong")
            column.gap(18)
            column.text("what", texts("debrief.report.has"))

    def close(self) -> None:
        self._report.stop()
        super().close()

    def _wait(self) -> None:
        self.app.motion.later("report", _LOOKS_EVERY, self._look)

    def _look(self) -> None:
        if self.app.overlay is not self:
            self._report.stop()
            return
        self.trouble = self._report.trouble()
        if self.trouble is None:
            self._wait()
        self.app.changed()
