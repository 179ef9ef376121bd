"""Names: what the ids of a play are called, in the reader's language, as the scenario says."""

from collections.abc import Mapping, Sequence
from typing import Any

from game.i18n import Texts
from game.scenario.model import Scenario, in_language

_NAMED = {
    "task": "tasks",
    "need": "needs",
    "instrument": "instruments",
    "challenge": "challenges",
    "indicator": "indicators",
    "event_card": "event_cards",
    "domain": "domains",
}
_WORDS = frozenset(
    {"stance", "reason", "rule", "phase", "beat", "step", "answer", "part", "kind", "status", "comeback"}
)


class Names:
    """The names of one scenario in one language. An id that the scenario does not have is its own name."""

    def __init__(self, scenario: Scenario, texts: Texts) -> None:
        self.scenario = scenario
        self.texts = texts

    def name(self, kind: str, id_: str) -> str:
        """Return what something is called.

        Args:
            kind: `task`, `need`, `instrument`, `challenge`, `indicator`, `event_card`, `domain`, `seat`,
                `card` (by its need); or a word of the game: `stance`, `reason`, `rule`, `phase`, ….
            id_: Its id.
        """
        if kind in _WORDS:
            return self._word(kind, id_) if id_ else ""
        if kind == "seat":
            role = self.scenario.roles.get(id_)
            return role.name if role else id_
        if kind == "card":
            return self.name("need", id_.partition("/")[2])
        found = getattr(self.scenario, _NAMED[kind]).get(id_)
        return in_language(found.name, self.texts.language, self.scenario.language) if found else id_

    def _word(self, kind: str, id_: str) -> str:
        """Return a word of the game itself; spelled out, so that a text without a reader is found."""
        match kind:
            case "stance":
                return self.texts(f"stance.{id_}")
            case "reason":
                return self.texts(f"reason.{id_}")
            case "rule":
                return self.texts(f"rule.{id_}")
            case "phase":
                return self.texts(f"phase.{id_}")
            case "beat":
                return self.texts(f"beat.{id_}")
            case "step":
                return self.texts(f"step.{id_}")
            case "answer":
                return self.texts(f"answer.{id_}")
            case "part":
                return self.texts(f"part.{id_}")
            case "comeback":
                return self.texts(f"comeback.{id_}")
            case "kind":
                return self.texts(f"kind.{id_}")
            case _:
                return self.texts(f"status.{id_}")

    def facts(self, facts: Mapping[str, Any]) -> dict[str, Any]:
        """Return facts with names for ids, by the fact's own name; what is no id stays as it is."""
        known = (*_NAMED, *_WORDS, "seat", "card")
        return {
            key: self.name(key, value) if key in known and isinstance(value, str) else value
            for key, value in facts.items()
        }

    def listing(self, kind: str, ids: Sequence[str]) -> str:
        """Return names as one enumeration: `Nadia, Bram en Els`."""
        return self.texts.listing([self.name(kind, id_) for id_ in ids])
