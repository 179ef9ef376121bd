"""The shelf: which scenarios can be chosen on the start screen, and what is wrong with those that cannot."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from game import resources
from game.i18n import Mendable
from game.scenario.model import Scenario


@dataclass(frozen=True, slots=True)
class OnShelf:
    """A scenario in its folder."""

    folder: Path
    scenario: Scenario


@dataclass(frozen=True, slots=True)
class Broken:
    """A scenario that cannot be played: what its folder is called, its number of errors, what to tell."""

    name: str
    errors: int
    trouble: Mendable


def shelf() -> tuple[list[OnShelf], list[Broken]]:
    """Return the scenarios that came with the game, the shortest first, and those that cannot be played."""
    read_ = [read(file.parent) for file in sorted(resources.scenarios().glob("*/scenario.yaml"))]
    whole = [one for one in read_ if isinstance(one, OnShelf)]
    broken = [one for one in read_ if isinstance(one, Broken)]
    return sorted(whole, key=lambda one: (one.scenario.minutes, one.scenario.id)), broken


def read(path: Path) -> OnShelf | Broken:
    """Return the scenario in a folder (or its file), or what is known of one that cannot be played."""
    from game.scenario.load import load

    found = load(path)
    folder = path if path.is_dir() else path.parent
    if found.scenario is not None:
        return OnShelf(folder, found.scenario)
    from game.session.scenario import unplayable

    errors = sum(problem.severity == "error" for problem in found.problems)
    return Broken(folder.name, errors, unplayable(found))
