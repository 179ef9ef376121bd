"""A scenario as a card that can be chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.looks.start import ScenarioLook, draw_scenario
from game.client.people import portrait
from game.client.shelf import OnShelf
from game.client.theme import theme
from game.client.widgets.base import Act
from game.client.widgets.layout import Box
from game.client.widgets.press import Press
from game.scenario.model import Domain, Scenario, in_language

if TYPE_CHECKING:
    from game.client.app import App


def scenario_card(app: App, box: Box, one: OnShelf, is_chosen: bool, act: Act) -> Press:
    """Return the card of a scenario."""
    texts, scenario = app.texts, one.scenario
    domain = _theme_of(scenario)
    look = ScenarioLook(
        title=in_language(scenario.title, texts.language, scenario.language),
        domain=in_language(domain.name, texts.language, scenario.language),
        icon=domain.icon,
        colour=theme().roles[domain.colour],
        summary=in_language(scenario.about, texts.language, scenario.language),
        faces=[portrait(role) for role in scenario.roles.values()][:3],
        players=texts("client.players", low=scenario.seats.min, high=scenario.seats.max),
        minutes=texts("client.minutes", minutes=scenario.minutes),
        chosen_word=texts("client.chosen") if is_chosen else "",
    )
    return Press(
        key=f"scenario.{scenario.id}",
        box=box,
        name=look.title,
        says=look.chosen_word,
        hint=look.summary,
        act=act,
        draw=draw_scenario,
        shows=look,
        is_chosen=is_chosen,
        radius=theme().radius.card,
        group="scenarios",
        kind="card",
    )


def _theme_of(scenario: Scenario) -> Domain:
    return scenario.domains.get(scenario.theme) or next(iter(scenario.domains.values()))
