"""The entrance: whose key or code it is that somebody sent; who guesses too often is not heard for a while.

Programs, sockets and pages all come in here, so failed tries are counted together, by the visitor's address.
"""

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from aiohttp import web

from game.session.store import Key
from server.groups import TableGroup
from server.hall import Hall, NotLetIn, code_of
from server.limits import Tries

_Found = TypeVar("_Found")


def _alone(hall: Hall, session: str) -> TableGroup | None:
    """Return one table of a group by itself, as its own code leads to it."""
    group = hall.group_of(session)
    return None if group is None else replace(group, sessions=(session,))


class Entrance:
    """Where keys and codes are looked at.

    Args:
        hall: Where they lead to.
        address_of: The visitor's address.
    """

    def __init__(self, hall: Hall, address_of: Callable[[web.BaseRequest], str]) -> None:
        self._hall = hall
        self._address_of = address_of
        self._tries = Tries(hall.settings.tries_per_minute, hall.settings.tries_in_all)

    def key_of(self, request: web.BaseRequest, token: str) -> Key:
        """Return the key that a token is of.

        Raises:
            NotLetIn: There is none (`no-such-key`), or this address guessed too often (`too-many-tries`).
        """
        return self._found(request, self._hall.key(token), "no-such-key")

    def session_of(self, request: web.BaseRequest, code: str) -> str:
        """Return the session behind a code that somebody typed.

        Raises:
            NotLetIn: There is none (`no-such-code`), or this address guessed too often (`too-many-tries`).
        """
        return self._found(request, self._hall.session_of(code), "no-such-code")

    def group_of(self, request: web.BaseRequest, code: str) -> TableGroup:
        """Return the tables behind a code that somebody typed: of a group, or the one that it is the code of.

        Raises:
            NotLetIn: There is none (`no-such-code`), or this address guessed too often (`too-many-tries`).
        """
        session = self._hall.session_of(code)
        found = self._hall.groups.of_code(code_of(code)) if session is None else _alone(self._hall, session)
        return self._found(request, found, "no-such-code")

    def _found(self, request: web.BaseRequest, found: _Found | None, otherwise: str) -> _Found:
        address, now = self._address_of(request), time.monotonic()
        if self._tries.are_too_many(address, now):
            raise NotLetIn("too-many-tries")
        if found is None:
            self._tries.failed(address, now)
            self._hall.metrics.count("tries_failed_total")
            raise NotLetIn(otherwise)
        return found
