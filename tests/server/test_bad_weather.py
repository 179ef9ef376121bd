"""A line that breaks, orders that come late, twice or in another order, going back while others act."""

import asyncio
import json
from typing import Any

import aiohttp

from game.session.memory import MemoryStore
from game.session.observing import Watcher
from game.session.recover import recover
from game.session.store import Store
from tests.server.served import Client, Hosted, story, until
from tests.server.test_attacks import is_cut, raw
from tests.server.test_pages import Browser
from tests.server.test_playing_together import FACILITATOR, a_move
from tests.session.stories import SEATS
from tests.session.test_shown import without_words

QUICK: dict[str, Any] = {"actions_per_second": 1000, "burst": 1000}


async def seated(hosted: Hosted) -> tuple[dict[str, Client], dict[str, str]]:
    """Return everybody with the facilitator, and their tokens."""
    tokens = {seat: await hosted.take(seat) for seat in SEATS} | {FACILITATOR: hosted.opened.token}
    return {actor: await hosted.join(token) for actor, token in tokens.items()}, tokens


async def all_see_what_is_stored(hosted: Hosted, store: Store, clients: dict[str, Client]) -> None:
    session = recover(store, hosted.opened.session)
    await asyncio.gather(*(one.until_seq(session.state.head) for one in clients.values()))
    for actor, client in clients.items():
        fresh = Watcher(actor if actor == FACILITATOR else f"seat:{actor}").view(session).parts
        assert without_words(client.parts) == json.loads(json.dumps(fresh)), actor


def test_whoever_drops_out_in_any_phase_comes_back_to_what_is_there() -> None:
    store, been = MemoryStore(), set[tuple[str, str]]()

    async def tell(hosted: Hosted) -> None:
        clients, tokens = await seated(hosted)
        gone: Client | None = None
        for turn in range(400):
            table = clients[FACILITATOR].parts["table"]
            if table["ended"]:
                break
            here = dict(clients)
            place = (table["phase"], table["step"])
            who = [*SEATS, FACILITATOR][len(been) % (len(SEATS) + 1)]
            if place not in been:
                been.add(place)
                gone = here.pop(who)
                await gone.close()
            client, kind, body = a_move(here, turn) or (clients[FACILITATOR], "advance", {})
            answer = await client.act(kind, f"turn-{turn:06}", **body)
            assert "accepted" in answer, (kind, answer)
            if gone is not None:
                clients[who] = await hosted.join(tokens[who], seq=gone.seq)
                clients[who].parts, gone = {**gone.parts, **clients[who].parts}, None
            await asyncio.gather(*(one.until_seq(answer["accepted"]) for one in clients.values()))
        assert clients[FACILITATOR].parts["table"]["ended"]
        await all_see_what_is_stored(hosted, store, clients)

    story(tell, store, **QUICK)
    assert {phase for phase, _ in been} == {"explore", "dialogue", "frame", "divide", "carry_out", "reflect"}


def test_going_back_while_others_act_leaves_everybody_at_the_same_point() -> None:
    store = MemoryStore()

    async def tell(hosted: Hosted) -> None:
        clients, _ = await seated(hosted)
        leader, answers = clients[FACILITATOR], dict[str, dict[str, Any]]()

        async def act(client: Client, kind: str, id_: str, **body: Any) -> None:
            moment = client.parts["table"]["moment"] if kind != "step_back" else None
            answers[id_] = await client.act(kind, id_, moment, **body)

        went_back = 0
        for turn in range(60):
            moves = [a_move({actor: client}, turn) for actor, client in clients.items()]
            under_way = [
                act(client, kind, f"turn-{turn:03}-{number}", **body)
                for number, (client, kind, body) in enumerate(one for one in moves if one)
            ]
            if turn % 4 == 3:
                under_way.insert(turn % 3, act(leader, "step_back", f"back-{turn:03}"))
            await asyncio.gather(*under_way)
            went_back += "accepted" in answers.get(f"back-{turn:03}", {})
            head = max(answer.get("accepted", 0) for answer in answers.values())
            await asyncio.gather(*(one.until_seq(head) for one in clients.values()))
        assert went_back >= 5
        assert {one["refused"] for one in answers.values() if "refused" in one} >= {"stale"}
        await all_see_what_is_stored(hosted, store, clients)
        kept = {one.id: json.loads(one.answer) for one in store.answered(hosted.opened.session)}
        for id_, answer in answers.items():
            assert kept[id_].get("accepted") == answer.get("accepted"), id_
            assert kept[id_].get("refused") == answer.get("refused"), id_

    story(tell, store, **QUICK)


def test_orders_count_once_each_however_often_late_or_crosswise_they_come() -> None:
    store = MemoryStore()

    async def tell(hosted: Hosted) -> None:
        clients, _ = await seated(hosted)
        noor, henk, nadia = clients["noor"], clients["henk"], clients["nadia"]
        await noor.until_seq(1)
        early = noor.parts["table"]["moment"]
        first = await noor.act("say_stance", "same-id-1", early, stance="co_produce")
        await henk.until_seq(first["accepted"])
        assert henk.parts["table"]["phase"] == "dialogue"
        crossed = await asyncio.gather(  # "ready" overtakes the card; both twice
            *(henk.act(kind, id_, **body) for kind, id_, body in _TWICE)
        )
        assert crossed[0] == crossed[2]
        assert crossed[1] == crossed[3]
        assert all("accepted" in one for one in crossed)
        theirs = await nadia.act("tell_card", "same-id-1", card="nadia/rust")
        assert theirs["accepted"] > crossed[1]["accepted"]  # decided as hers, not answered as noor's
        assert await noor.act("say_stance", "same-id-1", early, stance="co_produce") == first
        late = await noor.act("say_stance", "other-id-1", early, stance="decide")
        assert late["refused"] == "stale"
        kept = [one.id for one in store.answered(hosted.opened.session)]
        assert {id_: kept.count(id_) for id_ in ("card-id-1", "ready-id-1", "same-id-1")} == {
            "card-id-1": 1,
            "ready-id-1": 1,
            "same-id-1": 2,  # one of each seat
        }

    story(tell, store, **QUICK)


_TWICE: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("ready", "ready-id-1", {}),
    ("tell_card", "card-id-1", {"card": "henk/betekenis"}),
    ("ready", "ready-id-1", {}),
    ("tell_card", "card-id-1", {"card": "henk/betekenis"}),
)


def test_a_client_that_falls_silent_is_cut_while_others_play() -> None:
    async def tell(hosted: Hosted) -> None:
        token = await hosted.take("henk")
        silent = await raw(hosted, "40", "421" + json.dumps(["join", {"token": token}]))
        noor = await hosted.sit("noor")
        room = hosted.served.hall.rooms()[0]
        await until(lambda: "seat:henk" in [one.observer for one in room.listeners])
        assert "accepted" in await noor.act("say_stance", stance="co_produce")
        await is_cut(silent)  # it never answered a ping
        await until(lambda: [one.observer for one in room.listeners] == ["seat:noor"])
        assert noor.is_connected
        await silent.close()

    story(tell, ping_interval=1.5, ping_timeout=1)  # time enough to sit down on a busy machine


def test_a_page_that_reads_none_of_its_news_keeps_nobody_waiting_and_costs_little() -> None:
    async def tell(hosted: Hosted) -> None:
        henk = Browser(hosted)
        await henk.sit("henk")
        leader = await hosted.join(hosted.opened.token)
        async with (
            aiohttp.ClientSession(cookie_jar=henk.http.cookie_jar, read_bufsize=256) as http,
            http.get(f"{hosted.url}{henk.at}news?tab=slow") as deaf,
        ):
            assert deaf.connection is not None
            deaf.connection.transport.pause_reading()  # type: ignore[union-attr]
            room = hosted.served.hall.rooms()[0]
            await until(lambda: "seat:henk" in [one.observer for one in room.listeners])
            [page] = [one for one in room.listeners if one.observer == "seat:henk"]
            for turn in range(200):
                answer = await leader.act("pause" if turn % 2 == 0 else "resume")
                assert "accepted" in answer
                assert len(page._said) <= 2  # type: ignore[attr-defined]
            deaf.connection.transport.resume_reading()  # type: ignore[union-attr]

    story(tell, **QUICK)
