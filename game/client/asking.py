"""A question to a server, asked in a thread of its own: the window goes on drawing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from game.i18n import Mendable


class Asking:
    """One question; `answer` or `trouble` is there once `is_done`."""

    def __init__(self, ask: Callable[[], Any]) -> None:
        self.answer: Any = None
        self.trouble: Mendable | None = None
        self._thread = threading.Thread(target=self._run, args=(ask,), daemon=True)
        self._thread.start()

    @property
    def is_done(self) -> bool:
        return not self._thread.is_alive()

    def _run(self, ask: Callable[[], Any]) -> None:
        try:
            self.answer = ask()
        except Mendable as trouble:
            self.trouble = trouble
