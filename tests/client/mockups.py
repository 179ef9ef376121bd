"""What the pictures of the design show, as tables and a shelf that the product's own scenes draw.

The numbers are set by hand where playing would not give exactly these. `SCENES` says what there is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch
from zlib import crc32

import pygame
import yaml

from game.client import opening
from game.client.app import App
from game.client.opening import Play
from game.client.scenes import start
from game.client.scenes.base import Scene
from game.client.scenes.debrief.steps import AT, steps
from game.client.scenes.inviting import Invitation
from game.client.scenes.projector import ProjectorScene
from game.client.scenes.seating import Sitting
from game.client.scenes.session import SessionScene
from game.client.scenes.start import StartScene
from game.client.settings import Settings
from game.client.shelf import OnShelf
from game.client.window import Window
from game.rules.events import Cause, Change
from game.rules.game import compile_scenario
from game.rules.state import Moment, Plan, Running, TableState, new_table
from game.rules.views import observers, view
from game.scenario.model import Scenario
from game.session.wire import Accepted, Line, Message, Order, View
from tests.pilot import GOLDEN

FILE = Path(__file__).parents[1] / "cases" / "mockups" / "lindewijk.yaml"
SUPPORT = {"fatima": 60, "henk": 40, "aylin": 70, "joris": 80, "marloes": 70, "willem": 30}
SUPPORT_BEFORE = {"fatima": 50, "henk": 40, "aylin": 60, "joris": 80, "marloes": 60, "willem": 40}
TRUST = {"fatima": 70, "henk": 50, "aylin": 60, "joris": 70, "marloes": 80, "willem": 40}
PAID = {"schuldhulp": 40, "buurtkamer": 40, "werkplaats": 20, "opvang": 30, "inloop": 10}
"""Thousands of euros that lie on the tasks of the board."""

PARTNERS = {
    "schuldhulp": ("joris", "fatima"),
    "buurtkamer": ("marloes", "henk"),
    "werkplaats": ("willem", "aylin"),
    "opvang": ("fatima", "willem"),
    "inloop": ("marloes", None),
}
HANDS = {
    "fatima/rust": ("henk", "aylin", "joris", "marloes", "willem"),
    "henk/betekenis": ("fatima", "aylin", "marloes", "noor"),
    "joris/beeld": ("fatima", "henk", "aylin", "marloes", "willem", "noor"),
    "aylin/stap": ("fatima", "joris", "willem"),
}
SPENT = (
    {"schuldhulp": 60, "buurtkamer": 20, "werkplaats": 30, "opvang": 40, "inloop": 10},
    {"schuldhulp": 50, "buurtkamer": 40, "werkplaats": 20, "opvang": 30, "inloop": 30},
    {"schuldhulp": 40, "buurtkamer": 40, "werkplaats": 40, "opvang": 50, "inloop": 40},
    {"schuldhulp": 60, "buurtkamer": 30, "werkplaats": 50, "opvang": 40, "inloop": 40},
)
"""Thousands of euros that went to each task in each of the four rounds."""

BEGAN = {"fatima": 30, "henk": 40, "aylin": 50, "joris": 60, "marloes": 60, "willem": 50}
ENDED = {"fatima": 80, "henk": 60, "aylin": 80, "joris": 80, "marloes": 90, "willem": 30}
REACHED = {"schulden": 520, "werk": 240, "opvang": 450, "bezoek": 640}
OTHER_RULES = {
    "average": {"schuldhulp": 60, "buurtkamer": 40, "werkplaats": 50, "opvang": 50, "inloop": 40},
    "majority": {"schuldhulp": 60, "opvang": 50, "werkplaats": 50, "buurtkamer": 40, "binnentuin": 20},
    "equal_shares": {"schuldhulp": 60, "werkplaats": 50, "inloop": 40, "opvang": 50, "binnentuin": 20},
}


def lindewijk() -> Scenario:
    """Return the scenario of the pictures."""
    return Scenario.model_validate(yaml.safe_load(FILE.read_text("utf-8")))


class StillTable:
    """A connection to a table that nobody plays on: orders are taken and change nothing."""

    def __init__(self, state: TableState, **parts: Any) -> None:
        self.state = state
        self.parts = parts
        self._out: list[Message] = [Line("open")]
        self.tell()

    def tell(self) -> None:
        """Send everybody's view again, with the parts that were set by hand."""
        for one in observers(self.state):
            parts = view(self.state, one)
            for name, part in self.parts.items():
                parts[name] = {**parts[name], **part} if isinstance(parts.get(name), dict) else part  # type: ignore[dict-item]
            self._out.append(View(one, 1, parts))

    def send(self, order: Order) -> None:
        self._out.append(Accepted(order.id, 1))

    def poll(self) -> list[Message]:
        arrived, self._out = self._out, []
        return arrived

    def close(self) -> None:
        pass


def clock(left_seconds: int, limit_seconds: int, beat: str) -> dict[str, Any]:
    """Return a clock that stands still while it does not say so, so that pictures do not differ."""
    return {
        "beat": beat,
        "limit_seconds": limit_seconds,
        "due_ms": None,
        "left_ms": left_seconds * 1000,
        "paused": False,
        "began_ms": 0,
    }


def people(scenario: Scenario) -> dict[str, Any]:
    return {seat: {"holder": "person", "name": None} for seat in scenario.roles}


def _round_two(scenario: Scenario) -> TableState:
    state = new_table(compile_scenario(scenario), "tafel", 7)
    state.round, state.stance, state.money, state.pot = 2, "co_produce", 240_000, 240_000
    state.trust = dict(TRUST)
    state.patience = 60
    state.told = dict.fromkeys(HANDS, 2)
    state.hands = {card: list(seats) for card, seats in HANDS.items()}
    state.challenges = ("eerder", "naast-je")
    state.on_table = tuple(scenario.tasks)
    return state


def _still(state: TableState, scenario: Scenario, time: dict[str, Any], **parts: Any) -> StillTable:
    """Return the table with support as in the pictures, and as it was a round before."""
    seats = {f"seat:{seat}": {"support": value} for seat, value in SUPPORT.items()}
    state.history = [Moment(1, False, dict(state.indicators), dict(TRUST), dict(SUPPORT_BEFORE), 60, 0)]
    return StillTable(state, clock=time, people=people(scenario), **seats, **parts)


def _run(state: TableState, task: str, status: Any = "running") -> None:
    doer, owner = PARTNERS[task]
    paid = PAID[task] * 1000
    state.running[task] = Running(paid, doer or "", owner, 100, 100, 100, 100, 1, 2, status)


def board() -> tuple[StillTable, Scenario]:
    """Return the second round while it is divided: a plan that all but one agree with."""
    scenario = lindewijk()
    state = _round_two(scenario)
    state.phase, state.step, state.beat = "divide", "settle", "choose"
    state.to_divide, state.money = 100_000, 100_000
    for task in PAID:
        _run(state, task, "done" if task == "buurtkamer" else "running")
    answers: dict[str, tuple[str, str | None, str | None]] = {
        seat: ("stand_behind", None, None) for seat in state.game.seats if seat != "henk"
    }
    state.plan = Plan(1, "consensus", {"werkplaats": 20_000}, 80_000, (), answers)
    return _still(state, scenario, clock(222, 360, "choose"), options=[]), scenario


def dialogue() -> tuple[StillTable, Scenario]:
    """Return the second round while cards are told: four lie open, two are covered."""
    scenario = lindewijk()
    state = _round_two(scenario)
    state.phase, state.beat = "dialogue", "ask"
    state.told = dict.fromkeys(reversed(HANDS), 2)  # the newest lies first, so they lie as in the picture
    state.slots_left, state.turns_left = 2, 3
    state.hands_left = dict.fromkeys(state.game.seats, 3)
    return _still(state, scenario, clock(375, 900, "ask")), scenario


def debrief() -> tuple[StillTable, Scenario]:
    """Return the end of the fourth round, at the page with all pictures together."""
    scenario = lindewijk()
    state = _round_two(scenario)
    state.round, state.phase, state.step, state.ended, state.succeeded = 4, "reflect", "", True, False
    state.goals = ("schulden", "werk", "opvang", "bezoek")
    state.indicators = dict(REACHED)
    state.told = dict.fromkeys(state.game.cards, 1)
    state.hands = {card: list(HANDS.get(card, ())) for card in state.game.cards}
    state.found = {"alleen": 1}
    for number, spent in enumerate(SPENT, start=1):
        changes = [Change("money", "", sum(spent.values()) * 1000, Cause("round_money"))]
        changes += [
            Change("money", "", -euros * 1000, Cause("task", (task,))) for task, euros in spent.items()
        ]
        state.causes[number] = changes
        at = {seat: BEGAN[seat] + (ENDED[seat] - BEGAN[seat]) * number // 4 for seat in BEGAN}
        state.history.append(Moment(number, False, dict(REACHED), dict(at), dict(at), 60, 0))
    state.settled_round = 4
    counted = tuple(
        (rule, tuple((task, euros * 1000) for task, euros in amounts.items()))
        for rule, amounts in OTHER_RULES.items()
    )
    amounts = {task: euros * 1000 for task, euros in SPENT[3].items()}
    state.to_divide, state.money = 240_000, 0
    state.plan = Plan(1, "consensus", amounts, 0, counted, adopted=True)
    begun = {f"seat:{seat}": {"trust_start": value, "wishes": None} for seat, value in BEGAN.items()}
    table = StillTable(state, clock=clock(900, 900, "debrief"), people=people(scenario), **begun)
    return table, scenario


def shelf() -> tuple[list[OnShelf], list[Any]]:
    """Return three scenarios, each with its own title, theme, faces, players and minutes."""

    def another(id_: str, **said: Any) -> OnShelf:
        data = yaml.safe_load(FILE.read_text("utf-8"))
        faces, colours = said.pop("faces"), said.pop("colours")
        for role, face, colour in zip(data["roles"].values(), faces, colours, strict=False):
            role["face"], role["colour"] = face, colour
        data |= {"id": id_, **said}
        data["domains"][data["theme"]] = (
            said["domain"] if "domain" in said else data["domains"][data["theme"]]
        )
        data.pop("domain", None)
        return OnShelf(Path(id_), Scenario.model_validate(data))

    oosterveen = another(
        "oosterveen",
        title="Langer thuis in Oosterveen",
        about="Een vergrijzend dorp wil samen oud worden. Wie draagt welke taak?",
        theme="zorg",
        domain={"name": "Zorg en wonen", "colour": "framboos", "icon": "heart-handshake"},
        faces=("grey-glasses", "grey-bun", "bob"),
        colours=("blauw", "bordeaux", "groen"),
        seats={"min": 5, "max": 8},
        minutes=60,
    )
    haven = another(
        "haven",
        title="Opgroeien in Nieuwe Haven",
        about="Jongeren missen een plek. De partners missen elkaar.",
        theme="jeugd",
        domain={"name": "Jeugd", "colour": "indigo", "icon": "school"},
        faces=("twists", "long", "bald-goatee"),
        colours=("framboos", "oranje", "blauw"),
        seats={"min": 6, "max": 10},
        minutes=90,
    )
    here = another(
        "lindewijk",
        faces=("headscarf", "beard", "long"),
        colours=("blauw", "indigo", "oranje"),
    )
    return [here, oosterveen, haven], []


def _start(app: App) -> Scene:
    scene = StartScene(app)
    names = ("Saskia", "Tom", "Mehmet", "Inge", "Wim", "", "")
    scene.sittings["lindewijk"] = {
        seat: Sitting("person" if name else "bot", name)
        for seat, name in zip(scene.shelf[0].scenario.roles, names, strict=True)
    }
    scene.invitation = Invitation("opgavetafel.local", "BRUG", modules())
    return scene


def modules(count: int = 29) -> tuple[tuple[bool, ...], ...]:
    """Return rows that look like a code to scan; it leads nowhere."""

    def is_dark(x: int, y: int) -> bool:
        for left, top in ((0, 0), (count - 7, 0), (0, count - 7)):
            if -1 <= x - left <= 7 and -1 <= y - top <= 7:
                away = max(abs(x - left - 3), abs(y - top - 3))
                return away <= 1 or away == 3
        return crc32(f"{x * y} {x - y} {x}".encode()) % 17 < 8

    return tuple(tuple(is_dark(x, y) for x in range(count)) for y in range(count))


def _session(
    make: Callable[[], tuple[StillTable, Scenario]],
    acting: str,
    told: tuple[str, tuple[str, ...]] | None = None,
) -> Callable[[App], Scene]:
    def scene(app: App) -> Scene:
        line, scenario = make()
        session = SessionScene(app, Play(line, scenario, lambda: 0, line.close))
        session.table.session = "lindewijk"
        session.poll()
        session.privacy.stop()
        session.acting, session.told.last = acting, told
        return session

    return scene


def _for_the_room(make: Callable[[], tuple[StillTable, Scenario]]) -> Callable[[App], Scene]:
    def scene(app: App) -> Scene:
        line, scenario = make()
        room = ProjectorScene(app, Play(line, scenario, lambda: 0, line.close, frozenset(), is_host=False))
        room.poll()
        room.privacy.stop()
        return room

    return scene


def _looking_back(app: App) -> Scene:
    scene = _session(debrief, "noor")(app)
    assert isinstance(scene, SessionScene)
    found = steps(scene._seen())
    scene.staged[AT] = next((one.name, "") for one in found if one.kind == "overview")
    return scene


SCENES: dict[str, Callable[[App], Scene]] = {
    "start": _start,
    "board": _session(board, "marloes", ("plan", ("1",))),
    "dialogue": _for_the_room(dialogue),
    "debrief": _looking_back,
}
"""What there is to see, by name."""


@contextmanager
def shown(
    name: str, size: tuple[int, int] = (1920, 1080), *, language: str = "nl", text_scale: int = 100
) -> Iterator[App]:
    """Give a window nobody sees with one of these scenes in it, all movement over."""
    with (
        patch.dict("os.environ", SDL_VIDEODRIVER="dummy"),
        patch.object(start, "shelf", shelf),
        patch.object(opening, "unfinished", lambda _: None),
    ):
        app = App(Window("test", is_windowed=True, size=size), Settings(language, text_scale, is_calm=True))
        try:
            app.go(SCENES[name](app))
            for now in (0, 1000, 2000, 3000):
                app.turn(now)
            yield app
        finally:
            app.close()


def picture(name: str, **how: Any) -> pygame.Surface:
    """Return one of the scenes as it stands on the screen."""
    with shown(name, **how) as app:
        return app.window.surface.copy()


KEPT = [(name, language, scale) for name in SCENES for language, scale in (("nl", 100), ("en", 150))]
"""Of which scenes, in which language and text scale, a picture is kept."""


def main() -> None:
    """Make the kept pictures anew."""
    for name, language, scale in KEPT:
        made = picture(name, size=(1280, 720), language=language, text_scale=scale)
        pygame.image.save(made, GOLDEN / f"{name}-{language}-{scale}.png")


if __name__ == "__main__":
    main()
