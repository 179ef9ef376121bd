"""The programme of a session before it is played: what comes when, in minutes from the beginning.

It follows the parts of a knowledge session: explore, play, future. A part that a scenario has nothing for is
not there; what is needed here is written in the scenario, so it takes no time of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from game.client.scenes.base import Overlay
from game.client.scenes.column import Column
from game.client.scenes.listing import FootButton, list_dialog
from game.client.widgets.base import Widget
from game.scenario.model import Beats, Round, Scenario, in_language

if TYPE_CHECKING:
    from game.client.app import App
    from game.i18n import Texts

_BEGIN = 5
"""Minutes in which people come in, read who they are and, where there is one, make the first plan."""


Whole = Literal["explore", "play", "future", ""]
"""The parts of a knowledge session; coming in belongs to none where a scenario asks nothing before play."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the programme: from which minute to which, what it is, what is done in it, of which whole."""

    first: int
    last: int
    title: str
    about: str
    of: Whole


def programme(scenario: Scenario, texts: Texts) -> list[Part]:
    """Return the parts in order: they follow each other, and the last ends with the session."""
    found: list[Part] = []
    now = 0
    for minutes, title, about, of in _lengths(scenario, texts):
        found.append(Part(now, now + minutes, title, about, of))
        now += minutes
    return found


def _lengths(scenario: Scenario, texts: Texts) -> Iterator[tuple[int, str, str, Whole]]:
    """Yield the minutes of each part; looking back gets what is left, and a quarter at least."""
    rounds = {number: _beats(scenario, one) for number, one in scenario.rounds.items()}
    played = sum(beats.ask + beats.choose + beats.look for beats in rounds.values())
    quarter = -(-scenario.minutes // 4)
    begin = max(0, min(_BEGIN, scenario.minutes - played - quarter))
    asks = [key for key, has in (("poll", scenario.poll), ("opening", scenario.opening)) if has]
    about = " ".join(texts(f"programme.begin.{key}") for key in (*asks, "about"))
    yield begin, texts("programme.begin"), about, "explore" if asks else ""
    for number, one in scenario.rounds.items():
        name = in_language(one.name, texts.language, scenario.language)
        beats = rounds[number]
        title = texts("programme.round", n=number, name=name)
        said = texts("programme.beats", ask=beats.ask, choose=beats.choose, look=beats.look)
        yield beats.ask + beats.choose + beats.look, title, said, "play"
    back = max(quarter, scenario.minutes - begin - played)
    forecasts = any("forecast" in one.new for one in scenario.rounds.values())
    asks = [key for key, has in (("forecast", forecasts), ("poll", scenario.poll)) if has]
    about = " ".join(texts(f"programme.back.{key}") for key in ("about", *asks, "agree"))
    yield back, texts("programme.back"), about, "future"


def _beats(scenario: Scenario, round_: Round) -> Beats:
    """Return the minutes of a round's beats; what a round does not say is the scenario's."""
    own = round_.beats.model_dump(exclude_unset=True) if round_.beats else {}
    return scenario.beats.model_copy(update=own)


class ProgrammeOverlay(Overlay):
    """The dialog with the programme of a scenario."""

    def __init__(self, app: App, scenario: Scenario) -> None:
        super().__init__(app)
        self.scenario = scenario

    def build(self) -> Widget:
        texts = self.app.texts
        close = FootButton("close", texts("client.close"), self.close, "check", kind="primary")
        return list_dialog(self, "programme", texts("programme.title"), self._fill, [close])

    def _fill(self, column: Column) -> None:
        texts = self.app.texts
        title = in_language(self.scenario.title, texts.language, self.scenario.language)
        said = texts("programme.of", title=title, n=self.scenario.minutes)
        column.text("of", said, colour="muted")
        whole: Whole = ""
        for index, part in enumerate(programme(self.scenario, texts)):
            column.gap(16)
            if part.of != whole:
                whole = part.of
                column.gap(8)
                column.text(f"whole.{whole}", texts(f"programme.whole.{whole}"), style="title")
                column.gap(4)
            when = texts("programme.part", first=part.first, last=part.last, title=part.title)
            column.text(f"{index}.when", when, style="strong")
            column.text(f"{index}.about", part.about, colour="muted")
