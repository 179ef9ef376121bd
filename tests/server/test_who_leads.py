"""Who may lead: every page and form of the facilitator by every kind of caller, and what these pages tell.

The pages come from the server itself, so a new one is asked too, by everybody.
"""

import asyncio
import re
from contextlib import suppress
from dataclasses import replace
from itertools import count
from typing import Any

from socketio.exceptions import SocketIOError

from game.session.actions import SESSION_ACTIONS
from game.session.memory import MemoryStore
from game.session.session import FACILITATOR
from game.session.store import Key, Store
from game.session.wire import Order
from server import arranging, steering, waiting, waiting_desk
from server.hall import hash_of
from tests.server.served import SOON, Hosted, a_server
from tests.server.test_desk import Tables, at_tables
from tests.server.test_pages import Browser
from tests.session.marked import MARK, marked, may_be_seen
from tests.session.stories import a_random_move, two_rounds

MAY = ("the facilitator", "a second facilitator")
ARRANGED = (
    "lock",
    "unlock",
    "fill",
    "seating",
    "warm",
    "bots",
    "project",
    "kick",
    "new_key",
    "end_key",
    "close",
)
KINDS = sorted({*ARRANGED, "erase", *waiting_desk.KINDS, *arranging.ORDERS, *SESSION_ACTIONS, "advance"})


def routes(hosted: Hosted, tables: Tables) -> list[tuple[str, str]]:
    """Return every way of asking and address under the facilitator's, as the server knows them."""
    given = {"group": tables.id, "table": "2", "form": "jsonl"}
    found = []
    for route in hosted.served._runner.app.router.routes():
        path = route.resource.canonical if route.resource is not None else ""
        if path.startswith("/f/") and route.method in ("GET", "POST"):
            found.append((route.method, re.sub(r"\{(\w+)(:[^}]*)?\}", lambda name: given[name[1]], path)))
    return found


async def callers(hosted: Hosted, tables: Tables) -> dict[str, str]:
    """Return a token of every kind of caller."""
    hall, group = tables.hall, tables.group
    elsewhere = await steering.open_group_played(hall, two_rounds(), 2, seed=8)
    async with a_server() as other:
        of_another_server = other.opened.token
    found = {
        "nobody": "",
        "a guess": "A" * 43,
        "a seat of this table": await hall.take(group.sessions[1], "nadia"),
        "a seat of another table": await hall.take(group.sessions[0], "henk"),
        "a seat elsewhere": await hall.take(elsewhere.session, "henk"),
        "a screen of this table": await hall.give_screen(group.sessions[1]),
        "a screen of all tables": await hall.give_screen(group.id),
        "a facilitator elsewhere": elsewhere.token,
        "a facilitator of another server": of_another_server,
        "a facilitator of one table alone": await hall.give_key(group.sessions[1], FACILITATOR),
        "the facilitator": hosted.opened.token,
        "a second facilitator": await steering.give_leader(hall, group, "Bo"),
        "a facilitator whose key was ended": await steering.give_leader(hall, group, "Cas"),
        "a facilitator whose key is too old": "old" * 14,
    }
    await hall.groups.change(group, lambda one: replace(one, locked=one.sessions))
    found["who waits for a seat"] = await waiting.wait(hall, group, "Dor")
    await steering.end_leader(hall, tables.group, tables.group.leaders[-1][0])
    old = found["a facilitator whose key is too old"]
    await hall.keep_key(Key(group.id, FACILITATOR, hash_of(old), hall.now() - 1))
    return found


def test_every_page_of_the_facilitator_is_there_for_who_leads_and_for_nobody_else() -> None:
    async def tell(hosted: Hosted, tables: Tables) -> None:
        keys = await callers(hosted, tables)
        asked = routes(hosted, tables)
        assert len([path for method, path in asked if method == "POST"]) >= 4
        assert len([path for method, path in asked if method == "GET"]) >= 8
        before, heads = tables.group, [len(tables.log(number)) for number in (1, 2, 3)]
        wrong, number = [], count()
        for caller, key in keys.items():
            cookie = {"Cookie": f"plek={key}"} if key else {}
            for path in [path for method, path in asked if method == "GET"]:
                async with hosted.http.get(hosted.url + path, headers=cookie) as answer:
                    is_let_in = answer.status in (200, 409)  # a table that has not ended has no file yet
                    if is_let_in is not (caller in MAY) or answer.status >= 500:
                        wrong.append((caller, path, answer.status))
            if caller in MAY:
                continue
            for path in [path for method, path in asked if method == "POST"]:
                sent = cookie | {"Origin": hosted.url, "X-Fetch": "1"}
                for kind in KINDS:
                    form = {"id": f"matrix-{next(number):06}", "kind": kind, "at": "all", "sure": "yes"}
                    form |= {"who": tables.group.waiting[0].hash[:16], "seat": "nadia", "one:seat": "nadia"}
                    form |= {"moment": "1", "moment-1": "1", "moment-2": "1", "one:holder": "empty"}
                    async with hosted.http.post(hosted.url + path, data=form, headers=sent) as answer:
                        said = await answer.text()
                        if answer.status != 403 and '"no-such-key"' not in said:
                            wrong.append((caller, f"{path} {kind}", answer.status))
        assert wrong == []
        assert tables.group == before
        assert [len(tables.log(number)) for number in (1, 2, 3)] == heads

    at_tables(tell, tries_per_minute=100_000, tries_in_all=100_000)


def test_every_order_of_a_facilitator_over_a_socket_is_refused_to_everybody_else() -> None:
    """At the table; what is asked from the desk is in test_all_tables."""

    async def tell(hosted: Hosted, tables: Tables) -> None:
        keys = await callers(hosted, tables)
        session = tables.group.sessions[1]
        heads = [len(tables.log(number)) for number in (1, 2, 3)]
        bodies: dict[str, Any] = {
            "take_seat": {"seat": "nadia", "holder": "empty"},
            "extend": {"seconds": 60},
            "rewind": {"to_seq": 1},
            "add_remark": {"text": "x"},
            "turn_page": {"page": "x"},
        }
        kinds = sorted({*SESSION_ACTIONS, "advance", "draw_event_card", "skip_event_card", "seal_envelope"})
        kinds = [one for one in kinds if one not in ("answer_poll", "make_agreement")]
        wrong = []
        for caller, key in keys.items():
            if caller in (*MAY, "a facilitator of one table alone"):
                continue
            client = await hosted.join(key, session=session)
            if "elsewhere" in caller and "observer" in client.said:
                assert client.said["session"] not in tables.group.sessions
            for number, kind in enumerate(kinds if "observer" in client.said else kinds[:1]):
                said = await _asked(client, kind, f"matrix-{number:04}", bodies.get(kind, {}))
                here = client.said.get("session") in tables.group.sessions
                if "accepted" in said and here:
                    wrong.append((caller, kind, said))
            await client.close()
        assert wrong == []
        assert [len(tables.log(number)) for number in (1, 2, 3)] == heads

    at_tables(tell, tries_per_minute=100_000, tries_in_all=100_000)


async def _asked(client: Any, kind: str, id_: str, body: dict[str, Any]) -> dict[str, Any]:
    with suppress(TimeoutError, SocketIOError):  # whoever is not in is cut in the middle of asking
        async with asyncio.timeout(SOON if "observer" in client.said else 0.2):
            return dict(await client.act(kind, id_, None, **body))
    return {}


# What these pages tell. -------------------------------------------------------------------------------


def test_a_mark_in_every_secret_is_on_no_page_of_who_leads_before_it_is_told() -> None:
    """A play by chance at the first table, with going back, and every page of the desk in every phase."""
    store: Store = MemoryStore()

    async def tell(hosted: Hosted, tables: Tables) -> None:
        hosted.opened = await steering.open_group_played(tables.hall, marked(), 2, seed=7)
        tables = Tables(hosted, hosted.opened.group)
        leader = Browser(hosted)
        await leader.lead()
        room = await tables.room(1)
        await room.order(Order("clock-runs", FACILITATOR, "resume", {}))
        seen_in, known = set[str](), set[str]()
        wrong: list[tuple[str, str, set[str]]] = []
        pages = [tables.path, f"{tables.path}tafel/1/", f"{tables.path}plekken", f"{tables.path}vergelijk"]
        async with leader.http.get(hosted.url + tables.path + "news") as stream:
            for turn in range(250):
                if room.session.state.table.ended:
                    break
                if turn == 40:
                    await room.order(Order("one-back", FACILITATOR, "step_back", {}))
                move = a_random_move(room.session, 7, turn)
                if move is None:
                    break
                await room.order(Order(f"chance-{turn:04}", move[0], move[1], move[2]))
                known |= may_be_seen(room.session)
                if turn % 10 and room.session.state.table.phase in seen_in:
                    continue
                seen_in.add(room.session.state.table.phase)
                for path in pages:
                    text = (await leader.get(path)).text
                    offered = {f"event-{one}" for one in _next_card(room)}  # who leads turns it over
                    found = set(re.findall(rf"{MARK}-([\w/-]+)", text)) - known - offered
                    if found and not room.session.state.table.ended:
                        wrong.append((path, room.session.state.table.phase, found))
            said = stream.content.read_nowait(-1).decode()
        assert wrong == []
        assert len(seen_in) >= 5
        assert known
        assert MARK not in said

    at_tables(tell, store)


def _next_card(room: Any) -> set[str]:
    options = room.view(FACILITATOR)["options"]
    return {
        str(field["value"])
        for one in options
        for field in one.get("fields", ())
        if one["kind"] in ("draw_event_card", "skip_event_card") and "value" in field
    }
