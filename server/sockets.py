"""Socket.IO for clients: `join` first, then `act`, `here` or `lead`; the server sends `view`, `patch`,
`tables`, `asked` and `line`.

The library leaves some doors open: it lets a client send events with reserved names, keeps clients that send
garbage as ghosts, never drops one that does not read, and leaves a kicked client's socket open. `Sio` closes
these. It leans on private methods, so the library is pinned to its minor version and every control here has
a test that attacks a live server.
"""

import asyncio
import json
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final

import socketio
from aiohttp import web

from game.session.orders import SEAT
from game.session.session import FACILITATOR
from game.session.shown import News
from game.session.store import Key
from game.session.wire import Line, Order, Refused
from server.entrance import Entrance
from server.frames import FULL, text_frame
from server.hall import Hall, NotLetIn, hash_of
from server.limits import Bucket
from server.logs import note, quiet
from server.metrics import Metrics
from server.onlookers import DESK, TABLES, Onlookers
from server.rooms import Room
from server.settings import Settings
from server.table_facts import projected
from server.waiting import present, soon, stand_of, told

ALLOWED: Final = frozenset(("join", "act", "here", "lead"))
"""Names of events that a client may send; never `connect` or `disconnect`."""

PROJECTOR: Final = "projector"
OBSERVERS: Final = ("", PROJECTOR, TABLES, DESK)
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")
_ACT = re.compile(r'2(\d{1,9})\["act",')  # as a client writes an order that it wants acknowledged
_AGAIN_SECONDS = 0.05  # so often it is seen whether a slow client has read something
_HASTE = (10.0, 200.0)  # refused for haste: so many a second, and so many at once; more is a flood


class Sio(socketio.AsyncServer):  # type: ignore[misc]
    """The library's server with its doors closed.

    Args:
        settings: Limits.
        metrics: Where cuts are counted.
    """

    def __init__(self, settings: Settings, metrics: Metrics) -> None:
        super().__init__(
            async_mode="aiohttp",
            transports=["websocket"],
            async_handlers=False,
            namespaces=["/"],
            max_http_buffer_size=settings.message_bytes,
            ping_interval=settings.ping_interval,
            ping_timeout=settings.ping_timeout,
            cors_allowed_origins=[],  # Host and Origin are checked for every request, in `doorkeeper`
            http_compression=False,
            logger=quiet(),
            engineio_logger=quiet(),
        )
        self.settings = settings
        self.act: Callable[[str, Any], Awaitable[dict[str, Any]]] | None = None
        self._metrics = metrics

    async def _handle_eio_connect(self, eio_sid: str, environ: dict[str, Any]) -> None:
        await super()._handle_eio_connect(eio_sid, environ)
        asyncio.get_running_loop().call_later(self.settings.join_within, self._cut_unjoined, eio_sid)

    def _cut_unjoined(self, eio_sid: str) -> None:
        env = self.environ.get(eio_sid)
        if env is not None and not env.get("opgavetafel.joined"):
            self.cut(eio_sid, "not-joined")

    async def _handle_event(self, eio_sid: str, namespace: str, id: int | None, data: Any) -> None:  # noqa: A002
        if not isinstance(data, list) or not data or not isinstance(data[0], str) or data[0] not in ALLOWED:
            self.cut(eio_sid, "bad-event")
            return
        if len(data) > 2:
            self.cut(eio_sid, "bad-event")
            return
        await super()._handle_event(eio_sid, namespace, id, [*data, None][:2])

    async def _handle_eio_message(self, eio_sid: str, data: Any) -> None:
        if not isinstance(data, str):
            self.cut(eio_sid, "malformed")
            return
        try:
            order = _ACT.match(data)
            if order is not None and self.act is not None and data.endswith("]"):
                answer = await self.act(eio_sid, json.loads(data[order.end() : -1]))
                self.put(eio_sid, f"43{order[1]}[{json.dumps(answer)}]")
            else:
                await super()._handle_eio_message(eio_sid, data)
        except Exception:  # noqa: BLE001 - whatever was sent, it is no message of ours
            self.cut(eio_sid, "malformed")

    async def _handle_eio_disconnect(self, eio_sid: str, reason: str) -> None:
        transport = self._transport(eio_sid)
        await super()._handle_eio_disconnect(eio_sid, reason)
        if transport is not None:  # the library waits for a client that does not read; we do not
            asyncio.get_running_loop().call_later(self.settings.linger, transport.abort)

    async def _send_packet(self, eio_sid: str, pkt: Any) -> None:
        if not self.is_drowning(eio_sid):
            await super()._send_packet(eio_sid, pkt)

    async def _send_eio_packet(self, eio_sid: str, eio_pkt: Any) -> None:
        if not self.is_drowning(eio_sid):
            await super()._send_eio_packet(eio_sid, eio_pkt)

    def is_drowning(self, eio_sid: str) -> bool:
        """Cut a client that leaves too much unread, and tell whether it was."""
        socket = self.eio.sockets.get(eio_sid)
        if socket is None or socket.queue.qsize() < self.settings.waiting_packets:
            return False
        self.cut(eio_sid, "slow-client")
        return True

    def put(self, eio_sid: str, text: str) -> None:
        """Send a packet of the library's protocol at once; a client that leaves too much unread is cut."""
        transport = self.transport(eio_sid)
        if transport is None:
            return
        if transport.get_write_buffer_size() > self.settings.waiting_packets * 1024:
            self.cut(eio_sid, "slow-client")
            return
        self._metrics.count("packets_total")
        self._metrics.count("packet_bytes_total", by=len(text))
        transport.write(text_frame(text))

    def transport(self, eio_sid: str) -> Any:
        """Return the line of a connection, None when it is gone."""
        transport = self._transport(eio_sid)
        return None if transport is None or transport.is_closing() else transport

    def _transport(self, eio_sid: str) -> Any:
        env = self.environ.get(eio_sid)
        return env["aiohttp.request"].transport if env else None

    def cut(self, eio_sid: str, why: str) -> None:
        """End a connection at once, whatever the client thinks of it."""
        transport = self._transport(eio_sid)
        if transport is not None and not transport.is_closing():
            self._metrics.count("cut_total", f'reason="{why}"')
            note("cut", reason=why)
            transport.abort()

    def sid_of_request(self, request: web.BaseRequest) -> str | None:
        """Return the connection that a request became."""
        for eio_sid, env in self.environ.items():
            if env.get("aiohttp.request") is request:
                return str(eio_sid)
        return None

    async def forget(self, eio_sid: str) -> None:
        """Take a connection out that the library would keep as a ghost."""
        socket = self.eio.sockets.get(eio_sid)
        if socket is not None:
            await socket.close(wait=False, abort=True)
        self.eio.sockets.pop(eio_sid, None)
        self.environ.pop(eio_sid, None)


class _Socket:
    """One client that joined: a `Listener`, and what may act."""

    def __init__(self, sio: Sio, eio_sid: str, room: Room, key: Key, observer: str, seq: int) -> None:
        self.observer = observer
        self.actor = key.actor
        self.tab = eio_sid
        self.seq = seq
        self.key = key
        self.room = room
        self.haste = Bucket(*_HASTE, time.monotonic())
        self._sio = sio
        self._eio_sid = eio_sid
        self._waiting: asyncio.TimerHandle | None = None
        self._last: asyncio.TimerHandle | None = None
        self._asked = ""

    def ends_in(self, seconds: float | None) -> None:
        """End after so many seconds, because the key works no more then; None for a key that lasts."""
        if seconds is not None:
            self._last = asyncio.get_running_loop().call_later(seconds, self.expire)

    def expire(self) -> None:
        """End, because the key works no more."""
        self.room.leave(self)
        self.end(Line("lost", "no-such-key"))

    def is_gone(self) -> bool:
        return self._sio.transport(self._eio_sid) is None

    def is_free(self) -> bool:
        transport = self._sio.transport(self._eio_sid)
        if transport is None:
            return False
        if transport.get_write_buffer_size() < FULL:
            return True
        if self._waiting is None:
            self._waiting = asyncio.get_running_loop().call_later(_AGAIN_SECONDS, self._look_again)
        return False

    def _look_again(self) -> None:
        self._waiting = None
        self.room.feed(self)

    def tell(self, news: News) -> None:
        name = "view" if news.is_whole else "patch"
        self._sio.put(self._eio_sid, f'42["{name}",{news.message}]')

    def nudge(self) -> None:
        """Tell a seat what its person is asked, when that became otherwise."""
        if not self.observer.startswith(SEAT):
            return
        asks = self.room.asks(self.observer.removeprefix(SEAT))
        if asks != self._asked:
            self._asked = asks
            self._sio.put(self._eio_sid, f'42["asked",{json.dumps({"asks": asks})}]')

    def say(self, line: Line) -> None:
        said = json.dumps(["line", {"state": line.state, "code": line.code}])
        self._sio.put(self._eio_sid, f"42{said}")

    def end(self, line: Line) -> None:
        self.say(line)
        loop = asyncio.get_running_loop()
        loop.call_later(self._sio.settings.linger, self._sio.cut, self._eio_sid, line.code or "ended")

    def stop(self) -> None:
        """Wait no longer for a client that is gone."""
        if self._last is not None:
            self._last.cancel()
        if self._waiting is not None:
            self._waiting.cancel()


class Sockets:
    """What clients send over Socket.IO, and who they are.

    Args:
        hall: Where sessions and keys are.
        entrance: Where keys are looked at.
    """

    def __init__(self, hall: Hall, entrance: Entrance) -> None:
        self.sio = Sio(hall.settings, hall.metrics)
        self._hall = hall
        self._entrance = entrance
        self._joined: dict[str, _Socket] = {}
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._lines: dict[str, _Socket] = {}  # the same by what the lower library calls them
        self._onlookers = Onlookers(hall, self.sio)
        self.sio.act = self._order
        self.sio.on("connect", self._connect)
        self.sio.on("disconnect", self._disconnect)
        self.sio.on("join", self._join)
        self.sio.on("act", self._act)
        self.sio.on("here", self._here)
        self.sio.on("lead", self._lead)

    def close(self) -> bool:
        """Tell who hears of all tables that the server stops, and return whether anybody does."""
        return self._onlookers.close()

    def _connect(self, sid: str, environ: Mapping[str, Any], auth: Any = None) -> None:
        """Nothing is decided before `join`."""

    def _disconnect(self, sid: str, _reason: str = "") -> None:
        self._stop_waiting(sid)
        socket = self._joined.pop(sid, None)
        if socket is not None:
            self._lines.pop(socket.tab, None)
            socket.stop()
            socket.room.leave(socket)
        self._onlookers.end(sid)

    async def _join(self, sid: str, data: Any) -> dict[str, Any]:
        eio_sid = self.sio.manager.eio_sid_from_sid(sid, "/")
        env = self.sio.environ[eio_sid]
        asked = data if isinstance(data, dict) else {}
        token, seq, observer = asked.get("token"), asked.get("seq", 0), asked.get("observer", "")
        if (
            not isinstance(token, str)
            or type(seq) is not int
            or observer not in ("", PROJECTOR, TABLES, DESK)
        ):
            return _refused("bad-order")
        if sid in self._joined or sid in self._onlookers:
            return _refused("joined-already")
        waits = await self._waits(sid, eio_sid, token)
        if waits is not None:
            env["opgavetafel.joined"] = True
            return waits
        try:
            key = self._entrance.key_of(env["aiohttp.request"], token)
            env["opgavetafel.joined"] = True  # in time, however long its room takes to be read
            if observer in (TABLES, DESK):
                return self._onlookers.begin(sid, eio_sid, key, observer)
            room = await self._hall.room(self._table_of(key, asked.get("session", "")))
        except NotLetIn as no:
            return _refused(no.code, **no.facts)
        socket = _Socket(self.sio, eio_sid, room, key, observer or key.actor, seq)
        self._joined[sid] = self._lines[eio_sid] = socket
        took_over = await room.listen(socket)
        socket.nudge()
        socket.ends_in(self._hall.seconds_left(key))
        note("joined", session=room.name, actor=key.actor, took_over=took_over)
        return {
            "session": room.name,
            "observer": socket.observer,
            "actor": socket.actor,
            "now": room.now(),
            "took_over": took_over,
        }

    async def _waits(self, sid: str, eio_sid: str, token: str) -> dict[str, Any] | None:
        """Return what somebody without a seat hears who waits for one; None for anybody else."""
        self._stop_waiting(sid)
        hash_ = hash_of(token).hex()
        group = self._hall.groups.of_waiter(hash_)
        if group is None:
            return None
        stand = await stand_of(self._hall, hash_, group.id)
        if stand.state == "seat":
            return None
        if stand.state != "waits":
            return _refused("seats-are-free" if stand.state == "open" else "no-such-key")
        following = asyncio.create_task(self._follow(eio_sid, hash_, group.id), name="waits")
        self._waiting[sid] = following
        return {"waiting": stand.why, "place": stand.place}

    async def _follow(self, eio_sid: str, hash_: str, group: str) -> None:
        """Tell somebody who waits when there is a seat, or that there is nothing to wait for any more."""
        with present(self._hall, group, hash_) as new:
            while True:
                await soon(new)
                said = told(await stand_of(self._hall, hash_, group))
                if said is not None:
                    words = json.dumps(["line", {"state": said.state, "code": said.code}])
                    self.sio.put(eio_sid, f"42{words}")
                    return

    def _stop_waiting(self, sid: str) -> None:
        following = self._waiting.pop(sid, None)
        if following is not None:
            following.cancel()

    def _table_of(self, key: Key, asked: Any) -> str:
        """Return the session that somebody joins: the key's own, or of a group the table asked for."""
        group = self._hall.groups.get(key.session)
        if group is None or key.session in group.sessions:
            return key.session
        if asked and asked not in group.sessions:
            raise NotLetIn("no-such-table")
        shown = projected(group) if key.actor == PROJECTOR else ""
        return str(asked or shown or group.sessions[0])

    async def _act(self, sid: str, data: Any) -> dict[str, Any]:
        return await self._order(self.sio.manager.eio_sid_from_sid(sid, "/"), data)

    async def _order(self, eio_sid: str, data: Any) -> dict[str, Any]:
        socket = self._lines.get(eio_sid)
        if socket is None:
            self.sio.cut(eio_sid, "act-before-join")
            return _refused("not-joined")
        if not self._hall.is_good(socket.key):  # a clock may have leapt, or this machine slept
            socket.expire()
            return _refused("no-such-key")
        if socket not in socket.room.listeners:
            return _refused("taken-over")
        now = time.monotonic()
        actor = self._hall.acts_as(socket.key)
        bucket = self._hall.bucket(socket.room.name, actor)
        if not bucket.takes(now):
            if not socket.haste.takes(now):
                self.sio.cut(eio_sid, "flood")
            return _refused("too-fast")
        order = order_of(data, actor)
        if order is None:
            return _refused("bad-order")
        return answered(await socket.room.order(order))

    async def _here(self, sid: str, data: Any) -> dict[str, Any]:
        """Take it that the person at a seat is there; a bot that kept it warm gives it back."""
        socket = self._joined.get(sid)
        if socket is None or socket not in socket.room.listeners:
            return _refused("not-joined")
        if not socket.actor.startswith(SEAT):
            return _refused("not-yours")
        if data not in ({}, None):
            return _refused("bad-order")
        if not self._hall.bucket(socket.room.name, socket.actor).takes(time.monotonic()):
            return _refused("too-fast")
        socket.room.sign(socket.actor.removeprefix(SEAT))
        return {"here": True}

    async def _lead(self, sid: str, data: Any) -> dict[str, Any]:
        """Do what a facilitator asks of tables."""
        return await self._onlookers.lead(sid, data, order_of(data, FACILITATOR))


def order_of(data: Any, actor: str) -> Order | None:
    """Return what a client asks for, or None when it is no order; what is in it is checked by the session."""
    if not isinstance(data, dict):
        return None
    id_, kind, body, moment = data.get("id"), data.get("kind"), data.get("body", {}), data.get("moment")
    if not isinstance(id_, str) or not _ID.fullmatch(id_) or not isinstance(kind, str):
        return None
    if not isinstance(body, dict) or type(moment) not in (int, type(None)):
        return None
    return Order(id_, actor, kind, body, moment)


def answered(reply: Any) -> dict[str, Any]:
    """Return the answer to an order as it is sent."""
    if isinstance(reply, Refused):
        return {"id": reply.id, "refused": reply.code, "facts": dict(reply.facts)}
    return {"id": reply.id, "accepted": reply.seq}


def _refused(code: str, **facts: str | int) -> dict[str, Any]:
    return {"refused": code, "facts": facts}
