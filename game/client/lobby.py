"""The lobby: a session of our own server before it begins, while people come in one by one.

The facilitator's line is open already, so the start screen shows who took which seat. `begin` gives it to the
session's screen; seats that nobody took are played by the computer until somebody comes for them.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from game.client import opening
from game.client.hosting import EVERYBODY, Hosting, Invited
from game.i18n import Mendable
from game.session.actions import BOT, EMPTY
from game.session.session import FACILITATOR
from game.session.wire import Order, Patch, View

if TYPE_CHECKING:
    from game.client.app import App


class Lobby:
    """Starts a server and follows who comes in.

    Attributes:
        folder: Of the scenario that is played.
        invited: How others join, None while the server is starting.
    """

    def __init__(self, app: App, folder: Path, seed: int | None, host: str = EVERYBODY) -> None:
        self.folder = folder
        self.invited: Invited | None = None
        self._app = app
        self._people: Mapping[str, Any] = {}
        self._line: opening.Play | None = None
        self._server = Hosting(
            folder, language=app.settings.spoken, seed=seed, database=app.database, host=host
        )
        app.at_end(self.stop)

    def poll(self) -> bool:
        """Take in what changed; return whether anything did.

        Raises:
            Mendable: The server did not start, or is gone.
        """
        if self.invited is None:
            self.invited = self._server.invited()
            if self.invited is None:
                return False
            self._line = self._joined(self.invited)
            return True
        changed = False
        for message in self._line.connection.poll() if self._line else ():
            if isinstance(message, View | Patch) and "people" in message.parts:
                self._people, changed = message.parts["people"], True
        return changed

    def names(self) -> dict[str, str]:
        """Return who took which seat, by name or, without one, by the role's; "" for a seat that is free."""
        roles = self._line.scenario.roles if self._line else {}
        return {
            seat: (one["name"] or roles[seat].name) if _is_taken(one["holder"]) else ""
            for seat, one in self._people.items()
            if seat in roles
        }

    def begin(self) -> opening.Play:
        """Return the session for its screen: every seat is played, and the clock runs.

        Raises:
            Mendable: The server is gone.
        """
        if self.invited is None:
            raise Mendable("invite.not_yet")
        play = self._joined(self.invited)
        for seat, one in self._people.items():
            if one["holder"] == EMPTY:
                _order(play, "take_seat", seat=seat, holder=opening.BOT)
        _order(play, "resume")
        self._hang_up()
        return play

    def stop(self) -> None:
        """Stop inviting: the server stops too."""
        self._hang_up()
        self._server.stop()

    def _hang_up(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()

    @staticmethod
    def _joined(invited: Invited) -> opening.Play:
        return opening.joined(invited.here, invited.session, invited.token, None)


def _is_taken(holder: str) -> bool:
    return holder != EMPTY and not holder.startswith(BOT)


def _order(play: opening.Play, kind: str, **body: str) -> None:
    play.connection.send(Order(uuid.uuid4().hex, FACILITATOR, kind, body))
