"""A client in another language, made from docs/protocol.md alone, plays a whole session."""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from game.scenario.load import find
from game.session.scenario import played_from
from tests.server import node
from tests.server.served import Hosted, story

SCHEMAS = Path(__file__).parents[2] / "docs" / "schema"


async def play(hosted: Hosted) -> dict[str, Any]:
    """Let the client play, and return what it says at the end."""
    opened = hosted.opened
    child = await asyncio.create_subprocess_exec(
        *(str(shutil.which("node")), str(node.FOLDER / "client.mjs")),
        *(hosted.url + "/", opened.code, opened.token, str(SCHEMAS)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        async with asyncio.timeout(90):
            said, wrong = await child.communicate()
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()
    assert child.returncode == 0, wrong.decode()
    return dict(json.loads(said.decode().splitlines()[-1]))


@pytest.mark.slow
def test_a_client_in_node_plays_a_whole_session_and_every_message_is_as_documented() -> None:
    node.modules()
    ends: list[dict[str, Any]] = []

    async def tell(hosted: Hosted) -> None:
        hosted.opened = await hosted.served.hall.open_played(played_from(find("eerste-potje")), seed=7)
        ends.append(await play(hosted))
        room = await hosted.served.hall.room(hosted.opened.session)
        assert room.session.state.table.ended

    story(tell, actions_per_second=1000, burst=1000)
    [end] = ends
    assert end["ended"]
    assert end["seats"] == 3
    assert end["refused"] == {}
    assert end["accepted"] > 30
    assert {"joined", "accepted", "view", "patch", "found", "taken", "refused"} <= end["counted"].keys()
