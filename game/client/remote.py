"""A session on another computer: the line to its server, in a thread with a loop of its own.

The window only sends and polls, as with a session on this computer. The line comes back by itself; an order
that was not answered is sent again under its own id, so it happens once.

look, take         what a code leads to, and taking a seat there
watch_key          a key that only shows
whose              who a key is for
RemoteConnection   the line itself
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import queue
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from typing import Any, Final
from urllib.parse import urlsplit

import socketio

from game.i18n import Mendable
from game.session.wire import TOOK_OVER, Accepted, Asked, Line, Message, Order, Patch, Refused, View, arrived

PROJECTOR: Final = "projector"
ENDED: Final = frozenset(
    ("taken-over", "seat-given-away", "kicked", "closed", "moved", "no-such-key", "session-unreadable")
)
"""Why a line ends for good: only a person can mend it."""

_SECONDS = 5.0
_FIRST_WAIT, _LONGEST_WAIT = 0.2, 2.0
_LARGEST = 4 << 20  # bytes of an answer; a scenario is a tenth of it
_quiet = logging.getLogger("opgavetafel.client.line")
_quiet.addHandler(logging.NullHandler())
_quiet.propagate = False


def base_of(url: str) -> str:
    """Return the address of a server from whatever link of it somebody typed.

    >>> base_of("192.168.1.7:8017"), base_of("http://zaal.lan/k/ABCDEF")
    ('http://192.168.1.7:8017', 'http://zaal.lan')

    Raises:
        Mendable: It is no address.
    """
    text = url.strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        if parts.scheme not in ("http", "https") or not parts.hostname or (parts.port or 1) < 1:
            raise ValueError
    except ValueError as fault:
        raise Mendable("join.no_address", url=text) from fault
    return f"{parts.scheme}://{parts.netloc}"


def look(url: str, code: str) -> dict[str, Any]:
    """Return what a code leads to: `session`, `title`, `language` and `seats`; see docs/protocol.md.

    Raises:
        Mendable: There is no server there, or no session behind the code.
    """
    return _asked(f"{url}/api/look", {"code": code})


def take(url: str, code: str, seat: str, name: str) -> str:
    """Return the token of a seat that was free until now.

    Raises:
        Mendable: Somebody else has it, or there is no server.
    """
    return str(_asked(f"{url}/api/take", {"code": code, "seat": seat, "name": name})["token"])


def watch_key(url: str, code: str) -> str:
    """Return a token that shows what everybody may know, for a screen that a whole room looks at.

    Raises:
        Mendable: There is no server there, or no session behind the code.
    """
    return str(_asked(f"{url}/api/watch", {"code": code})["token"])


def whose(url: str, token: str) -> dict[str, Any]:
    """Return whose key a token is: `session`, `actor` and, of several tables, all `tables`.

    Raises:
        Mendable: There is no server there, or the token opens nothing.
    """
    return _asked(f"{url}/api/key", None, {"Authorization": f"Bearer {token}"})


def public_scenario(url: str, session: str, token: str) -> dict[str, Any]:
    """Return the scenario of a session as anybody may know it.

    Raises:
        Mendable: There is no server there, or the token does not open the session.
    """
    return _asked(f"{url}/api/scenario/{session}", None, {"Authorization": f"Bearer {token}"})


def _asked(
    address: str, body: dict[str, Any] | None, headers: dict[str, str] | None = None
) -> dict[str, Any]:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(address, data, {"Content-Type": "application/json", **(headers or {})})
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            found = json.loads(answer.read(_LARGEST))
    except urllib.error.HTTPError as refused:
        try:
            said = json.loads(refused.read(_LARGEST))
            raise Mendable(f"refused.{said['refused']}", **said["facts"]) from refused
        except (ValueError, KeyError, TypeError) as fault:
            raise Mendable("join.no_server", url=address) from fault
    except (OSError, ValueError) as fault:
        raise Mendable("join.no_server", url=address) from fault
    if not isinstance(found, dict):
        raise Mendable("join.no_server", url=address)
    return found


class RemoteConnection:
    """A `Connection` to a session on a server, as whoever the token is for.

    What a seat or the facilitator is shown comes as its own view and as the projector's: it holds all that
    everybody may know.

    Args:
        url: The server's address, as `base_of` gives it.
        token: The key of a seat, of the facilitator or of a screen that only shows.
        observer: `projector` to be shown no more than what everybody may know; else the key's own view.
        session: Which table, with a key of several; "" leaves that to the server.
    """

    def __init__(self, url: str, token: str, observer: str = "", session: str = "") -> None:
        self._url = url
        self._token = token
        self._observer = observer
        self._session = session
        self._says_here = False
        self._out: queue.SimpleQueue[Message] = queue.SimpleQueue()
        self._unanswered: dict[str, Order] = {}
        self._seq = 0
        self._was_here = False
        self._joined = ""
        self._ahead = 0  # milliseconds by which the server's clock is ahead of ours
        self._loop = asyncio.new_event_loop()
        self._changed: asyncio.Event | None = None
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="line", daemon=True)
        self._thread.start()

    def now(self) -> int:
        """Return the time on the session's clock, in milliseconds."""
        return time.monotonic_ns() // 1_000_000 + self._ahead

    def send(self, order: Order) -> None:
        """Hand over an order; its answer comes through `poll`, however long the line is down."""
        with contextlib.suppress(RuntimeError):  # the line has ended for good
            self._loop.call_soon_threadsafe(self._take_in, order)

    def here(self) -> None:
        """Say that the person at this seat is there; a bot that kept the seat gives it back."""
        self._says_here = True
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._wake)

    def poll(self) -> list[Message]:
        """Return what arrived since the last poll, oldest first, without waiting."""
        return arrived(self._out)

    def close(self) -> None:
        """End the line; whatever was accepted stays stored."""
        self._closing.set()
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._wake)
        self._thread.join(timeout=_SECONDS)

    # In the thread. -----------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._loop.run_until_complete(self._keep_open())
        except Exception:  # noqa: BLE001 - the screen must hear that its line is gone
            self._out.put(Line("lost", "our-fault"))
        finally:
            self._loop.close()

    def _take_in(self, order: Order) -> None:
        self._unanswered[order.id] = order
        self._wake()

    def _wake(self) -> None:
        if self._changed is not None:
            self._changed.set()

    async def _keep_open(self) -> None:
        self._changed = asyncio.Event()
        wait, why = _FIRST_WAIT, ""
        while not self._closing.is_set():
            io = self._made()
            try:
                await io.connect(self._url, transports=["websocket"], wait_timeout=_SECONDS)
                why = await self._join(io)
                if not why:
                    wait = _FIRST_WAIT
                    self._out.put(Line("open", self._joined))
                    why = await self._talk(io)
            except (socketio.exceptions.SocketIOError, TimeoutError, OSError, ValueError):
                why = ""
            with contextlib.suppress(Exception):
                await io.disconnect()
            if self._closing.is_set():
                return
            self._out.put(Line("lost", why or "connection-lost"))
            if why in ENDED:
                return
            await self._sleep(wait)
            wait = min(_LONGEST_WAIT, wait * 1.6)

    def _made(self) -> Any:
        io = socketio.AsyncClient(reconnection=False, logger=_quiet, engineio_logger=_quiet)
        io.on("view", lambda data: self._heard(View, data))
        io.on("patch", lambda data: self._heard(Patch, data))
        io.on("asked", lambda data: self._out.put(Asked(data["asks"])))
        self._said = ""

        def line(data: Any) -> None:
            self._said = data["code"]
            if data["code"] not in ENDED:
                self._out.put(Line(data["state"], data["code"]))
            self._wake()

        io.on("line", line)
        io.on("disconnect", lambda *_: self._wake())
        return io

    async def _join(self, io: Any) -> str:
        """Join where we were; return why not, "" when it worked."""
        asked = {"token": self._token, "seq": self._seq, "observer": self._observer}
        asked |= {"session": self._session} if self._session else {}
        said = await io.call("join", asked, timeout=_SECONDS)
        if not isinstance(said, dict) or "now" not in said:
            return str((said or {}).get("refused", "connection-lost"))
        self._ahead = int(said["now"]) - time.monotonic_ns() // 1_000_000
        is_back, self._was_here = self._was_here, True  # then it is our own line that was still open
        self._joined = TOOK_OVER if said.get("took_over") and not is_back else ""
        return ""

    async def _talk(self, io: Any) -> str:
        """Send what is waiting until the line is gone; return why, "" when nobody said."""
        assert self._changed is not None
        while io.connected and not self._closing.is_set() and self._said not in ENDED:
            self._changed.clear()
            if self._says_here:
                await io.call("here", {}, timeout=2 * _SECONDS)
                self._says_here = False
            for order in list(self._unanswered.values()):
                if not await self._ask(io, order):
                    break
            else:
                await self._changed.wait()
        return self._said if self._said in ENDED else ""

    async def _ask(self, io: Any, order: Order) -> bool:
        """Send one order and take its answer in; return whether there was one."""
        event, body = self._sent(order)
        answer = await io.call(event, body, timeout=2 * _SECONDS)
        if not isinstance(answer, dict):
            return False
        code = answer.get("refused")
        if code == "too-fast":
            await self._sleep(_FIRST_WAIT)
            return False
        if code in ENDED:
            self._said = code
            return False
        self._unanswered.pop(order.id, None)
        if code is None:
            self._out.put(self._answered(order, answer))
        else:
            self._out.put(Refused(order.id, code, answer.get("facts", {})))
        return True

    def _sent(self, order: Order) -> tuple[str, dict[str, Any]]:
        """Return an order as an event: its name and what goes with it."""
        body = {"id": order.id, "kind": order.kind, "body": dict(order.body), "moment": order.moment}
        return "act", body

    def _answered(self, order: Order, answer: Mapping[str, Any]) -> Message:
        """Return the answer to an order that was not refused."""
        return Accepted(order.id, answer["accepted"])

    async def _sleep(self, seconds: float) -> None:
        """Wait, unless the line is closed meanwhile."""
        until = self._loop.time() + seconds
        while not self._closing.is_set() and (left := until - self._loop.time()) > 0:
            await asyncio.sleep(min(left, 0.05))

    def _heard(self, kind: type[View] | type[Patch], data: Any) -> None:
        self._seq = data["seq"]
        for observer in {PROJECTOR, data["observer"]}:
            self._out.put(kind(observer, data["seq"], data["parts"]))
