"""The real window at a session elsewhere, with hands of its own: `-m tests.bench.at_the_window URL KEY`.

It tells what was accepted and when the line was lost and came back, a line each, until the session has ended.
"""

import json
import sys
import time
from collections.abc import Mapping
from typing import Any

from game.client.app import App
from game.client.scenes.joining import enter
from game.client.scenes.session import SessionScene
from game.client.settings import Settings
from game.client.window import Window
from game.rules.chance import draw
from game.session.wire import Accepted, Line
from tests.session.stories import drawn

_EVERY_MS = 400.0


def main(url: str, key: str) -> None:
    """Play the seat of a key until the end."""
    app = App(Window("Opgavetafel", is_windowed=True, size=(1280, 720)), Settings("nl", 100, True))
    try:
        enter(app, url, key)
        scene = app.scene
        assert isinstance(scene, SessionScene)
        _tell(scene)
        acted, turn, frames = 0.0, 0, app.frames_drawn
        done: set[str] = set()
        while not (scene.table.is_here and scene.table.part("table")["ended"]):
            now = time.monotonic() * 1000
            app.turn(now)
            if scene.table.is_here and now - acted > _EVERY_MS and scene.table.line.state != "lost":
                acted, turn = now, turn + 1
                _act(scene, turn, done)
            time.sleep(0.02)
        app.turn(time.monotonic() * 1000)
        print(f"ended {app.frames_drawn - frames}", flush=True)  # noqa: T201 - what it is for
    finally:
        app.close()


def _tell(scene: SessionScene) -> None:
    """Have what arrives told before the scene takes it in."""
    connection, poll = scene.play.connection, scene.play.connection.poll

    def told() -> list[Any]:
        messages = poll()
        for one in messages:
            if isinstance(one, Accepted):
                print(f"accepted {one.id} {one.seq}", flush=True)  # noqa: T201
            elif isinstance(one, Line):
                print(f"line {one.state}", flush=True)  # noqa: T201
        return messages

    connection.poll = told  # type: ignore[method-assign]


def _act(scene: SessionScene, turn: int, done: set[str]) -> None:
    """Do one of the things that are offered and were not done at this moment, so that others go on too."""
    assert scene.play.mine is not None
    [seat] = scene.play.mine
    moment = scene.table.part("table")["moment"]

    def mark(option: Mapping[str, Any]) -> str:
        fixed = [one["value"] for one in option["fields"] if one["type"] == "fixed"]
        return json.dumps([moment, option["kind"], fixed])

    offered: list[Mapping[str, Any]] = [
        one
        for one in scene.table.options(seat)
        if "closed" not in one and one["kind"] != "withdraw" and mark(one) not in done
    ]
    if not offered:
        return

    def chance(what: str, sides: int) -> int:
        return draw(13, what, "window", turn, sides)

    option = offered[chance("option", len(offered))]
    done.add(mark(option))
    scene.table.order(seat, option["kind"], **{one["name"]: drawn(one, chance) for one in option["fields"]})


if __name__ == "__main__":
    main(*sys.argv[1:])
