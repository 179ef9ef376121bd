"""A what-if that is reckoned beside the window: a thread that tells how far it is, and can be given up.

Many plays go to processes of their own, so the window goes on drawing.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from contextlib import closing
from typing import Any, Final

from game.bots.cast import STANDARD
from game.debrief.whatif.change import Change
from game.debrief.whatif.counted import Games, count
from game.debrief.whatif.moment import Branch, branch
from game.i18n import Mendable
from game.session.sessions import reading

BAND: Final = 200
"""How many plays with other luck make a band."""

_log = logging.getLogger(__name__)


class _GivenUp(Exception):
    """Nobody waits for it any more."""


class Reckoning:
    """One what-if on its way.

    Args:
        database: The file that sessions are kept in; it is only read.
        session: Its name there.
        moment: From where, as `game.debrief.whatif.moment` has it.
        change: What is otherwise.
        by: Who carries on.
        plays: How many; more than one make a band.
        inform: Is called from the thread when something changed.

    Attributes:
        done: How many plays are done.
        plays: Of how many.
        branch: The session up to the moment, once it is read.
        found: What it comes to, once it is there.
        trouble: Why it could not be done, if so.
    """

    def __init__(
        self,
        database: str | None,
        session: str,
        moment: str,
        change: Change,
        by: str,
        plays: int,
        inform: Callable[[], None] = lambda: None,
    ) -> None:
        self.done = 0
        self.plays = plays
        self.branch: Branch | None = None
        self.found: dict[str, Any] | None = None
        self.trouble: Mendable | None = None
        self._asked = (database, session, moment, change, by)
        self._inform = inform
        self._is_given_up = threading.Event()
        self._thread = threading.Thread(target=self._run, name="whatif", daemon=True)
        self._thread.start()

    def give_up(self) -> None:
        """Let it end as soon as it can; nothing comes of it any more."""
        self._is_given_up.set()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until it is done or given up."""
        self._thread.join(seconds)

    def _run(self) -> None:
        database, session, moment, change, by = self._asked
        try:
            with closing(reading(database)) as store:
                self.branch = branch(store, session, moment, STANDARD)
            self.found = count(self.branch, change, by, Games(self.plays), self._told)
        except _GivenUp:
            return
        except Mendable as trouble:
            self.trouble = trouble
        except Exception:  # noqa: BLE001 - who waits must hear that nothing comes
            _log.exception("a what-if went wrong")
            self.trouble = Mendable("whatif.our_fault")
        self._inform()

    def _told(self, done: int) -> None:
        if self._is_given_up.is_set():
            raise _GivenUp
        self.done = done
        self._inform()
