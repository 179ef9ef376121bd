"""Several tables as a server would tell of them, without one: every way somebody can be stands in them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest.mock import patch

from game.client.all_tables import AllTables
from game.client.app import App
from game.client.opening import Elsewhere, Play
from game.client.scenes.base import Overlay, Scene
from game.client.scenes.one_table import MoveOverlay, OneTableOverlay, SeatOverlay
from game.client.scenes.overview import OverviewScene
from game.client.scenes.session import SessionScene
from game.client.scenes.tables import AllAtOnceOverlay, Desk, RunSheetOverlay, TablesOverlay
from game.client.scenes.who_waits import SetOverlay, WhoWaitsOverlay
from game.scenario.model import Scenario

_FOR_A_DESK = {"code", "locked", "waiting", "sheet", "since_ms", "is_closed"}
_SEAT_OF_A_DESK = ("how", "is_warm")
_WAYS: list[dict[str, Any]] = [
    {"holder": "person", "is_here": True, "is_ready": False, "how": "here"},
    {"holder": "person", "is_here": True, "is_ready": True, "how": "here"},
    {"holder": "person", "is_here": False, "is_ready": False, "how": "away"},
    {"holder": "pair", "is_here": True, "is_ready": False, "how": "asked"},
    {"holder": "person", "is_here": True, "is_ready": False, "how": "quiet"},
    {"holder": "bot", "is_here": False, "is_ready": False, "how": "away"},
    {"holder": "empty", "is_here": False, "is_ready": False, "how": "away"},
    {"holder": "bot", "is_here": False, "is_ready": False, "how": "away", "is_warm": True},
]
_PLACES = [("explore", ""), ("dialogue", ""), ("divide", "fill_in"), ("carry_out", ""), ("reflect", "")]


class ToldLine:
    """A line that has told everything already; what is asked through it is kept."""

    def __init__(self, said: dict[str, Any]) -> None:
        self._said = [type("News", (), {"said": said})()]
        self.asked: list[Any] = []

    def news(self) -> list[Any]:
        said, self._said = self._said, []
        return said

    def poll(self) -> list[Any]:
        return []

    def send(self, order: Any) -> None:
        self.asked.append(order)

    def close(self) -> None:
        """Nothing to end."""


def told(scenario: Scenario, count: int, names: list[str], *, is_room: bool) -> AllTables:
    """Return tables of a scenario, each somewhere else; for a room without what is a facilitator's."""
    sessions = [f"tafel-{number}" for number in range(1, count + 1)]
    tables = {}
    for number, session in enumerate(sessions):
        phase, step = _PLACES[number % len(_PLACES)]
        ended = number == count - 1 and count > 3
        parts: dict[str, Any] = {
            "place": {
                "round": 1 + number % 2, "rounds": len(scenario.rounds), "phase": phase, "step": step,
                "ended": ended, "moment": 7,
            },
            "clock": {
                "beat": "ask", "paused": number == 2, "runs": False, "left_ms": 59_000 + 61_000 * number,
            },
            "state": {
                "lost": "", "waits": list(scenario.roles)[: number % 3], "is_held": False,
                "late": number, "line": number,
            },
        }  # fmt: skip
        for place, seat in enumerate(scenario.roles):
            way = _WAYS[(place + 3 * number) % len(_WAYS)]
            name = names[(place + number) % len(names)] if way["holder"] in ("person", "pair") else ""
            parts[f"seat:{seat}"] = {"is_warm": False, **way, "name": name}
        tables[session] = parts
    group: dict[str, Any] = {
        "tables": sessions, "projected": sessions[1], "code": "K3M7RT", "locked": sessions[:1],
        "is_closed": False, "gives_seats": False, "keeps_warm": 120, "bots_run": False, "fills_up": True,
        "waiting": [
            {"who": "ab" * 8, "name": names[0], "since_ms": 180_000},
            {"who": "cd" * 8, "name": "", "since_ms": 9},
        ],
        "since_ms": 17 * 60_000,
        "sheet": [
            {"round": 0, "what": "opening", "begins": 0, "minutes": 5},
            {"round": 1, "what": "ask", "begins": 5, "minutes": 8},
            {"round": 1, "what": "choose", "begins": 13, "minutes": 7},
            {"round": 1, "what": "look", "begins": 20, "minutes": 4},
            {"round": 0, "what": "debrief", "begins": 24, "minutes": 18},
        ],
    }  # fmt: skip
    if is_room:
        group = {"tables": sessions, "projected": ""}
        for parts in tables.values():
            parts["state"] = {"lost": ""}
            for name in [one for one in parts if one.startswith("seat:")]:
                parts[name] = {key: value for key, value in parts[name].items() if key not in _SEAT_OF_A_DESK}
    said = {"is_whole": True, "group": group, "tables": tables}
    found = AllTables(ToldLine(said), lambda: 0)  # type: ignore[arg-type]
    found.poll()
    return found


def desk(app: App, scenario: Scenario, count: int, names: list[str]) -> Desk:
    """Return what the facilitator's dialogs look at."""
    tables = told(scenario, count, names, is_room=False)
    return Desk(app, tables, lambda: scenario, "tafel-1", lambda *_: None)


DIALOGS: dict[str, Callable[[Desk], Overlay]] = {
    "tables": TablesOverlay,
    "tables-all": AllAtOnceOverlay,
    "tables-set": SetOverlay,
    "tables-sheet": RunSheetOverlay,
    "tables-waiting": WhoWaitsOverlay,
    "tables-one": lambda at: OneTableOverlay(at, "tafel-2"),
    "tables-seat": lambda at: SeatOverlay(at, "tafel-1", next(iter(at.scenario().roles))),
    "tables-move": lambda at: MoveOverlay(at, "tafel-1", next(iter(at.scenario().roles))),
}
"""Every dialog about several tables, by the name of its picture."""


def overview(app: App, scenario: Scenario, count: int, names: list[str]) -> Scene:
    """Return the screen for a room with all tables."""
    tables = told(scenario, count, names, is_room=True)
    place = Elsewhere("http://zaal.lan:8017", "tafel-1", "", "projector")
    line = _Nobody()
    play = Play(
        line, scenario, lambda: 0, line.close, frozenset(), is_host=False, elsewhere=place, tables=tables
    )
    return OverviewScene(app, play, "http://zaal.lan:8017", "K3M7RT")


class _Nobody:
    """A line at which nothing is said."""

    def send(self, order: Any) -> None:
        del order

    def poll(self) -> list[Any]:
        return []

    def close(self) -> None:
        """Nothing to end."""


def at_three() -> Any:
    """Return a patch that has it be a quarter past three on every picture."""
    return patch("game.client.scenes.tables.strftime", lambda _: "15:15")


def asked(scene: SessionScene, asks: str) -> SessionScene:
    """Return a session's screen at which the person is asked something."""
    scene.table.asks = asks
    scene.play.connection.here = lambda: None  # type: ignore[attr-defined]
    return scene
