"""What the pictures of a session are called: round, phase, step, and what is special about the moment."""

from __future__ import annotations

from collections.abc import Sequence

from game.i18n import Texts
from game.scenario.model import Scenario, in_language


class Names:
    """Names in the language of the screen; a moment without a word of its own goes by its code."""

    def __init__(self, texts: Texts, scenario: Scenario) -> None:
        self._texts = texts
        self._scenario = scenario

    def of(self, round_: int, phase: str, step: str, words: Sequence[str]) -> str:
        """Return the name of a moment in a round: `ronde 1 verdelen omdraaien`; words replace the step."""
        said = [self._texts("gallery.round", round=round_)] if round_ else []
        said += [self._word(f"phase.{phase}")] if phase else []
        said += [self._word(f"step.{step}")] if step and not words else []
        return " ".join([*said, *(self._special(word) for word in words)])

    def of_debrief(self, kind: str) -> str:
        """Return the name of a page of the debrief: `terugblik geld`."""
        return f"{self._texts('gallery.debrief')} {self._word(f'gallery.debrief.{kind}')}"

    def _special(self, word: str) -> str:
        if word in self._scenario.roles:
            name = self._scenario.roles[word].name
            return in_language(name, self._texts.language, self._scenario.language)
        return self._word(f"gallery.{word}")

    def _word(self, key: str) -> str:
        return self._texts(key) if key in self._texts else key.rpartition(".")[2].replace("_", " ")
