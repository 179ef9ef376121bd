"""Tables that fill the screen to its edges, or hardly at all: names, words and sums at their limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from game.client.app import App
from game.client.opening import Play
from game.client.scenes.base import Scene
from game.client.scenes.debrief.steps import AT, steps
from game.client.scenes.event_card import EventCardOverlay
from game.client.scenes.going_back import GoingBackOverlay
from game.client.scenes.handing_over import HandingOverOverlay
from game.client.scenes.help import HelpOverlay
from game.client.scenes.menu import MenuOverlay
from game.client.scenes.session import SessionScene
from game.client.scenes.settings import SettingsOverlay
from game.client.scenes.why import WhyOverlay
from game.debrief.pages import Kind
from game.scenario.model import Scenario
from tests.client.mockups import FILE, StillTable, clock, people
from tests.client.played import PlayedTable

FORTY = "Wilhelmina Alexandra van den Broekhoeven"
COMPOUND = "Arbeidsongeschiktheidsverzekering voor ondernemers"
DEAR = 12_500_000
_ANSWER = "Mensen die mantelzorgondersteuning nodig hebben"


def crowded() -> Scenario:
    """Return twelve seats, names of forty letters, twelve tasks of 12.5 million, and long compound words."""
    data = yaml.safe_load(FILE.read_text("utf-8"))
    data |= {"id": "vol", "title": "Levensloopbestendige woonzorgvoorzieningen in Noordoostpolder"}
    data["budget"] |= {"per_round": 60_000_000, "step": 500_000}
    data["seats"] = {"min": 12, "max": 12}
    data["rule"] = "average"
    roles = list(data["roles"].items())
    for number in range(5):
        id_, role = roles[number]
        data["roles"][f"{id_}-{number}"] = dict(role)
    for role in data["roles"].values():
        role |= {"name": FORTY, "who": "Mantelzorgondersteuningscoördinator bij de gemeente"}
    director = data["roles"].pop("noor")
    data["roles"]["noor"] = director
    for need in data["needs"].values():
        need["name"] = _ANSWER
    for number, (id_, task) in enumerate(list(data["tasks"].items())):
        for one in (id_, f"{id_}-{number}"):
            data["tasks"][one] = dict(task) | {"name": COMPOUND, "cost": DEAR, "minimum": 5_000_000}
    for instrument in data["instruments"].values():
        instrument["cost"] = 1_000_000
    effects = [{"trust": "everyone", "by": -5}, {"cut": "budget", "percent": 10}]
    data["event_cards"] = {"storm": {"name": COMPOUND, "says": f"{_ANSWER}. {_ANSWER}.", "effects": effects}}
    return Scenario.model_validate(data)


def small() -> Scenario:
    """Return the least there can be: three seats and one task a challenge."""
    data = yaml.safe_load(FILE.read_text("utf-8"))
    data["seats"] = {"min": 3, "max": 3}
    for role in ("henk", "aylin", "marloes", "willem"):
        del data["roles"][role]
    for task in ("buurtkamer", "werkplaats", "inloop", "binnentuin"):
        del data["tasks"][task]
    kept = {need for role in data["roles"].values() for need in role.get("cards", {})} | {"alleen"}
    data["needs"] = {id_: need for id_, need in data["needs"].items() if id_ in kept}
    for task in data["tasks"].values():
        task["answers"] = {need: how for need, how in task["answers"].items() if need in kept}
    return Scenario.model_validate(data)


def table(make: Callable[[], Scenario], phase: str, round_: int = 1) -> tuple[StillTable, Scenario]:
    """Return a table that was played up to a phase, or to its end, and then left alone."""
    scenario = make()
    played = PlayedTable(scenario).play_until(phase, round_)
    return StillTable(played.state, clock=clock(59, 360, "choose"), people=people(scenario)), scenario


def scene(at: tuple[StillTable, Scenario], app: App, *, page: Kind | None = None) -> SessionScene:
    """Return the session's screen of a table, at a page of the debrief if there is one."""
    line, scenario = at
    line.tell()
    session = SessionScene(app, Play(line, scenario, lambda: 0, line.close))
    session.table.session = "lindewijk"
    session.poll()
    session.privacy.stop()
    if page is not None:
        found = steps(session._seen())
        session.staged[AT] = next((one.name, "") for one in found if one.kind == page)
    return session


def overlaid(make: Callable[[App, SessionScene], Any], at: tuple[StillTable, Scenario], app: App) -> Scene:
    """Return the session's screen with a dialog over it."""
    session = scene(at, app)
    app.go(session)
    app.lay_over(make(app, session))
    return session


OVERLAYS: dict[str, Callable[[App, SessionScene], Any]] = {
    "menu": lambda app, session: MenuOverlay(app, session.table, lambda: None, session._seen),
    "back": lambda _, session: GoingBackOverlay(session._seen),
    "hand": lambda _, session: HandingOverOverlay(session._seen),
    "event_card": lambda app, session: EventCardOverlay(app, session._seen(), "storm"),
    "settings": lambda app, _: SettingsOverlay(app),
    "help": lambda app, _: HelpOverlay(app),
    "why": lambda app, session: WhyOverlay(app, session._seen(), "trust", "fatima"),
}
PAGES: tuple[Kind, ...] = ("money", "lines", "rules", "ended", "overview", "questions")
