"""Joining by program: look who is free behind a code, take a seat, get its token. JSON in, JSON out.

What plays goes over a socket; see `sockets`. These three are plain requests, so that nobody needs a token to
open a socket with, and so that link previews and wrong codes cost a server nothing.
"""

import json
from collections.abc import Awaitable, Callable, Collection
from typing import Any

from aiohttp import web

from game.session.actions import PAIR, PERSON
from game.session.store import Key
from game.session.words import public
from server.entrance import Entrance
from server.hall import Hall, NotLetIn
from server.metrics import Metrics
from server.rooms import Room
from server.table_facts import projected
from server.waiting import wait, why_wait


class Api:
    """The requests of programs.

    Args:
        hall: Where sessions are.
        entrance: Where keys and codes are looked at.
    """

    def __init__(self, hall: Hall, entrance: Entrance) -> None:
        self._hall = hall
        self._entrance = entrance

    def routes(self) -> list[web.RouteDef]:
        """Return what is answered here."""
        return [
            web.post("/api/look", _answering(self._look)),
            web.post("/api/take", _answering(self._take)),
            web.post("/api/wait", _answering(self._wait)),
            web.post("/api/watch", _answering(self._watch)),
            web.get("/api/key", _answering(self._whose)),
            web.get("/api/scenario/{session}", _answering(self._scenario)),
        ]

    async def _look(self, request: web.Request) -> dict[str, Any]:
        asked = await _body(request)
        group = self._entrance.group_of(request, _text(asked, "code"))
        rooms = await self._hall.rooms_of(group)
        free = [self._hall.free_seats(room) for room in rooms]
        at = next((index for index, seats in enumerate(free) if seats), 0)
        found = self._seats(rooms[at], free[at])
        if len(rooms) == 1:
            return found
        tables = [
            {"session": room.name, "code": self._hall.code(room.name), "free": len(seats)}
            for room, seats in zip(rooms, free, strict=True)
        ]
        return found | {"tables": tables}

    async def _take(self, request: web.Request) -> dict[str, Any]:
        asked = await _body(request)
        group = self._entrance.group_of(request, _text(asked, "code"))
        holder = asked.get("holder", PERSON)
        if holder not in (PERSON, PAIR):
            raise NotLetIn("bad-order")
        seat = _text(asked, "seat")
        session = group.sessions[0]
        for one in group.sessions[1:]:  # the first table where the seat is free
            if seat in self._hall.free_seats(await self._hall.room(session)):
                break
            session = one
        token = await self._hall.take(session, seat, _text(asked, "name", ""), holder)
        return {"session": session, "seat": seat, "token": token}

    async def _wait(self, request: web.Request) -> dict[str, Any]:
        """Answer with a token for somebody who waits; a seat that they get has it for its key."""
        asked = await _body(request)
        group = self._entrance.group_of(request, _text(asked, "code"))
        if not why_wait(self._hall, group, await self._hall.rooms_of(group)):
            raise NotLetIn("seats-are-free")
        token = await wait(self._hall, group, _text(asked, "name", ""))
        return {"token": token}

    async def _watch(self, request: web.Request) -> dict[str, Any]:
        """Answer with a token for a screen that shows what everybody in the room may know."""
        asked = await _body(request)
        group = self._entrance.group_of(request, _text(asked, "code"))
        session = group.sessions[0] if len(group.sessions) == 1 else group.id
        return {
            "session": projected(group) or group.sessions[0],
            "token": await self._hall.give_screen(session),
        }

    async def _scenario(self, request: web.Request) -> dict[str, Any]:
        """Answer with the scenario as anybody may know it, to whoever has a key of the session."""
        key = self._key(request)
        session, group = request.match_info["session"], self._hall.groups.get(key.session)
        if session != key.session and (group is None or session not in group.sessions):
            raise NotLetIn("no-such-key")
        room = await self._hall.room(session)
        return public(room.session.played.scenario)

    async def _whose(self, request: web.Request) -> dict[str, Any]:
        """Answer whose key it is that was sent."""
        key = self._key(request)
        group = self._hall.groups.get(key.session)
        session = key.session if group is None else projected(group) or group.sessions[0]
        tables = [key.session] if group is None else list(group.sessions)
        return {"session": session, "actor": key.actor, "tables": tables}

    def _key(self, request: web.Request) -> Key:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return self._entrance.key_of(request, token)

    @staticmethod
    def _seats(room: Room, free: Collection[str]) -> dict[str, Any]:
        scenario = room.session.played.scenario
        return {
            "session": room.name,
            "scenario": scenario.id,
            "title": scenario.title,
            "language": scenario.language,
            "seats": [
                {
                    "seat": seat,
                    "name": scenario.roles[seat].name if seat in scenario.roles else seat,
                    "who": scenario.roles[seat].who if seat in scenario.roles else "",
                    "is_free": seat in free,
                }
                for seat in room.session.state.seats
            ],
        }


def watched(hall: Hall, metrics: Metrics, sockets: Any, is_near: Any) -> list[web.RouteDef]:
    """Return the requests of whoever keeps the server running: health for all, numbers for this machine only.

    Args:
        hall: Where sessions are.
        metrics: What was counted.
        sockets: Tells how many sockets are open.
        is_near: Tells whether a request comes from this machine.
    """

    async def health(_: web.Request) -> web.Response:
        return web.json_response({"ok": True, "sessions": len(hall.rooms()), "sockets": sockets()})

    async def numbers(request: web.Request) -> web.Response:
        if not is_near(request):
            return web.Response(status=403, text="not-from-here\n")
        metrics.gauges |= {
            "sessions": len(hall.rooms()),
            "listeners": sum(len(room.listeners) for room in hall.rooms()),
            "sockets": sockets(),
        }
        return web.Response(body=metrics.written(), content_type="text/plain", charset="utf-8")

    return [web.get("/health", health), web.get("/metrics", numbers)]


async def _body(request: web.Request) -> dict[str, Any]:
    if request.content_type != "application/json":
        raise NotLetIn("bad-order")
    try:
        asked = json.loads(await request.text())
    except (ValueError, RecursionError) as fault:
        raise NotLetIn("bad-order") from fault
    if not isinstance(asked, dict):
        raise NotLetIn("bad-order")
    return asked


def _text(asked: dict[str, Any], name: str, otherwise: str | None = None) -> str:
    found = asked.get(name, otherwise)
    if not isinstance(found, str):
        raise NotLetIn("bad-order")
    return found


_STATUS = {
    "no-such-code": 404,
    "no-such-key": 403,
    "no-such-seat": 404,
    "seat-not-free": 409,
    "seats-are-free": 409,
    "table-locked": 409,
    "too-many-wait": 429,
    "too-many-tries": 429,
    "server-full": 503,
    "session-unreadable": 503,
}


def _answering(
    asked: Callable[[web.Request], Awaitable[dict[str, Any]]],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    """Return what answers a request with this as JSON, or with why not."""

    async def answer(request: web.Request) -> web.Response:
        try:
            return web.json_response(await asked(request))
        except NotLetIn as no:
            refused = {"refused": no.code, "facts": dict(no.facts)}
            return web.json_response(refused, status=_STATUS.get(no.code, 400))

    return answer
