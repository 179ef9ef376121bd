"""A small scenario that begins with a poll and a first minute, and ends with an envelope and agreements."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from game import resources
from game.client.scenes.session import SessionScene
from tests.pilot import Pilot, a_pilot, a_play

POLL = {
    "question": {"nl": "Waar staat jouw organisatie nu?", "en": "Where does your organisation stand now?"},
    "low": {"nl": "Boven de samenleving", "en": "Above society"},
    "high": {"nl": "Midden in de samenleving", "en": "In the middle of society"},
}
OPENING = {
    "tasks": [
        *("schuldhulp-thuis", "budgetmaatjes", "bijdrageregeling"),
        *("huiskamer", "eettafel", "vast-beheer"),
    ],
    "seconds": 60,
}


def small(**changes: Any) -> dict[str, Any]:
    """Return the first scenario with a poll, an opening and other changes; None leaves something out."""
    text = (resources.scenarios() / "eerste-potje" / "scenario.yaml").read_text("utf-8")
    data: dict[str, Any] = yaml.safe_load(text) | {"poll": POLL, "opening": OPENING} | changes
    return {key: value for key, value in data.items() if value is not None}


@contextmanager
def an_opened(
    folder: Path,
    data: Mapping[str, Any] | None = None,
    *,
    size: tuple[int, int] = (1920, 1080),
    language: str = "nl",
    text_scale: int = 100,
    holders: Mapping[str, tuple[str, str]] | None = None,
) -> Iterator[Pilot]:
    """Give a pilot before a session that has just begun; its scenario is written to `folder`."""
    text = yaml.safe_dump(dict(data or small()), allow_unicode=True, sort_keys=False)
    (folder / "scenario.yaml").write_text(text, encoding="utf-8")
    with a_pilot(size, language=language, text_scale=text_scale, calm=True) as pilot:
        pilot.app.go(SessionScene(pilot.app, a_play(folder, holders, clock=pilot.clock)))
        pilot.settle()
        yield pilot
