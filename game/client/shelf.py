"""The shelf: which scenarios can be chosen on the start screen, and what is wrong with those that cannot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game import resources
from game.scenario.model import Scenario


@dataclass(frozen=True, slots=True)
class OnShelf:
    """A scenario in its folder."""

    folder: Path
    scenario: Scenario


def shelf() -> list[OnShelf]:
    """Return the scenarios that came with the game and can be played, the shortest first."""
    found = [one for file in resources.scenarios().glob("*/scenario.yaml") if (one := read(file.parent))]
    return sorted(found, key=lambda one: (one.scenario.minutes, one.scenario.id))


def read(folder: Path) -> OnShelf | None:
    """Return the scenario in a folder, or None when it cannot be played."""
    from game.scenario.load import load

    scenario = load(folder).scenario
    return OnShelf(folder, scenario) if scenario is not None else None
