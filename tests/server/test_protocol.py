"""docs/protocol.md: enough to write another client, and nothing on the wire that it does not describe."""

import asyncio
import json
import re
from pathlib import Path
from typing import Any

import aiohttp
from pydantic import BaseModel

from game.rules.actions import ACTIONS
from game.session.actions import SESSION_ACTIONS
from server.messages import MESSAGES, schemas
from server.settings import Settings
from tests.server.served import SOON, Hosted, story

DOCS = Path(__file__).parents[2] / "docs"
PROTOCOL = (DOCS / "protocol.md").read_text("utf-8")


def test_the_schemas_are_made_from_the_messages() -> None:
    kept = {path.name: path.read_text("utf-8") for path in (DOCS / "schema").glob("*.json")}
    assert kept == schemas(), "run: python tools/make_schemas.py"


def test_every_message_and_every_kind_of_action_is_documented() -> None:
    missing = [name for name in MESSAGES if f"schema/{name}.json" not in PROTOCOL]
    assert not missing
    definitions = json.loads(schemas()["actions.json"])["$defs"]
    assert definitions.keys() == ACTIONS.keys() | SESSION_ACTIONS.keys()


def test_the_limits_that_are_told_are_those_that_hold() -> None:
    settings = Settings()
    for name, value in re.findall(r"\| `OPGAVETAFEL_(\w+)` \| ([\d.,]+)", PROTOCOL):
        assert float(value.replace(",", "")) == float(getattr(settings, name.lower())), name


class Bare:
    """A client written from the document alone: a WebSocket, and frames of Socket.IO by hand."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.parts: dict[str, Any] = {}
        self.seq = 0
        self.number = 0

    async def hear(self) -> tuple[str, Any]:
        """Return the next thing that is said: an event or an acknowledgement; pings are answered."""
        async with asyncio.timeout(SOON):
            while True:
                text = (await self.socket.receive()).data
                if text == "2":
                    await self.socket.send_str("3")
                elif text.startswith("42"):
                    name, body = json.loads(text[2:])
                    held(name, body)
                    self.parts = body["parts"] if name == "view" else self.parts | body.get("parts", {})
                    self.seq = body.get("seq", self.seq)
                    return name, body
                elif text.startswith("43"):
                    return "ack", json.loads(text[text.index("[") :])[0]
                elif text.startswith("40"):
                    return "connected", None

    async def call(self, name: str, body: dict[str, Any]) -> dict[str, Any]:
        held(name, body)
        self.number += 1
        await self.socket.send_str(f"42{self.number}" + json.dumps([name, body]))
        while True:
            what, said = await self.hear()
            if what == "ack":
                return dict(said)


def held(name: str, body: dict[str, Any]) -> BaseModel:
    """Hold a message to what is documented of it."""
    return MESSAGES[name].model_validate_json(json.dumps(body), strict=True)


def test_a_client_made_from_the_document_alone_joins_acts_and_hears() -> None:
    async def tell(hosted: Hosted) -> None:
        _, found = await hosted.post("/api/look", code=hosted.opened.code)
        held("found", found)
        _, taken = await hosted.post("/api/take", code=hosted.opened.code, seat="noor")
        held("taken", taken)
        async with hosted.http.ws_connect(hosted.url + "/socket.io/?EIO=4&transport=websocket") as socket:
            client = Bare(socket)
            assert (await socket.receive()).data.startswith("0{")
            await socket.send_str("40")
            assert (await client.hear())[0] == "connected"
            held("joined", await client.call("join", {"token": taken["token"], "seq": 0}))
            while not client.parts:
                await client.hear()
            [option] = [one for one in client.parts["options"] if one["kind"] == "say_stance"]
            stance = next(one for one in option["fields"] if one["name"] == "stance")["ids"][0]
            order = {"id": "order-0001", "kind": "say_stance", "body": {"stance": stance},
                     "moment": client.parts["table"]["moment"]}  # fmt: skip
            answer = await client.call("act", order)
            held("accepted", answer)
            while client.seq < answer["accepted"]:
                await client.hear()
            assert client.parts["table"]["stance"] == stance
            held("refused", await client.call("act", order | {"id": "order-0002"}))
            assert await client.call("act", order) == answer

    story(tell)
