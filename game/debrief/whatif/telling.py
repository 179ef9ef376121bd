"""Telling: a what-if in sentences, out of nothing but its JSON and the names of the scenario."""

from collections.abc import Callable, Mapping
from typing import Any

from game.debrief.causes import plain, signed, told, value_label
from game.debrief.names import Names
from game.i18n import Texts
from game.scenario.model import Scenario

_BECAME = ("kept", "fitted", "left_out", "by_bots")

Found = Mapping[str, Any]
"""What `game.debrief.whatif.counted.count` returns, or a part of it."""


class Telling:
    """Words for one what-if.

    Args:
        found: What was counted.
        scenario: What was played.
        texts: The reader's language.
    """

    def __init__(self, found: Found, scenario: Scenario, texts: Texts) -> None:
        self.found, self.scenario, self.texts = found, scenario, texts
        self.names = Names(scenario, texts)

    def title(self) -> str:
        """Return the question: `Wat als de beslisregel ‘Gelijke delen’ was, vanaf ronde 2?`"""
        change, texts = self.found["change"], self.texts
        said = [texts("whatif.hand")] if self._is_by_hand else []
        if "rule" in change:
            said.append(texts("whatif.rule", rule=self.names.name("rule", change["rule"])))
        if "stance" in change:
            said.append(texts("whatif.stance", stance=self.names.name("stance", change["stance"])))
        for task, euros in change.get("amounts", {}).items():
            said.append(texts("whatif.amount", task=self.names.name("task", task), amount=euros))
        if "cut" in change:
            key = "whatif.cut" if change["cut"] else "whatif.no_cut_made"
            said.append(texts(key, percent=change["cut"]))
        asked = texts.listing(said) if said else texts("whatif.nothing")
        return texts("whatif.title", change=asked, moment=self.moment())

    def moment(self) -> str:
        """Return where it leaves what was played: `ronde 2, Verdelen`."""
        place = self.found["from"]
        if not place["phase"]:
            return self.texts("whatif.from_round", round=place["round"])
        phase = self.names.name("phase", place["phase"])
        step = self.names.name("step", place["step"])
        where = f"{phase}, {step}" if step else phase
        return self.texts("whatif.from_phase", round=place["round"], phase=where)

    @property
    def _is_by_hand(self) -> bool:
        return bool(self.found["by"] == "hand")

    def side(self, side: str) -> str:
        """Return what a side is called, `played` or `counted`: what was counted, or played on a copy."""
        if side == "counted" and self._is_by_hand:
            return self.texts("whatif.on_copy")
        return self.texts("whatif.played") if side == "played" else self.texts("whatif.counted")

    def how(self) -> str:
        """Return how it was carried on, and that it was not played."""
        moves, texts = self.found["moves"], self.texts
        if self._is_by_hand:
            return texts("whatif.by_hand")
        if self.found["by"] == "bots":
            return texts("whatif.by_bots", n=moves["by_bots"])
        said = [texts(f"whatif.moves.{one}", n=moves[one]) for one in _BECAME if moves[one]]
        return texts("whatif.by_ballots", moves=texts.listing(said)) if said else texts("whatif.no_moves")

    def differing(self) -> list[Found]:
        """Return the values that came out otherwise."""
        return [one for one in self.found["values"] if one["difference"]]

    def label(self, value: Found) -> str:
        """Return what a value is called."""
        return value_label(value["what"], value["of"], self.scenario, self.texts)

    def amount(self, value: Found, key: str) -> str:
        """Return a value as the reader writes it."""
        return plain(value["what"], value[key], self.texts)

    def difference(self, value: Found) -> str:
        """Return a difference as the reader writes it, with its sign."""
        return signed(value["what"], value["difference"], self.texts)

    def largest(self) -> str:
        """Return the sentence that says what differs most; of money only when nothing else differs."""
        if self.found["same"]:
            return self.texts("whatif.same")
        found = self.differing()
        if not found:
            return self.texts("whatif.same_values")
        most = max(found, key=lambda one: (one["what"] != "money", _points(one)))
        key = "whatif.more" if most["difference"] > 0 else "whatif.less"
        facts = {"played": self.amount(most, "played"), "counted": self.amount(most, "counted")}
        difference = self.difference(most).lstrip("+-−")
        said = self.texts(key, value=self.label(most), difference=difference, **facts)
        if self.found["succeeded"]["played"] == self.found["succeeded"]["counted"]:
            return said
        ended = "whatif.would_succeed" if self.found["succeeded"]["counted"] else "whatif.would_fail"
        return f"{said} {self.texts(ended)}"

    def causes(self, value: Found, side: str) -> list[str]:
        """Return what moved a value after the moment, as sentences; `side` is `played` or `counted`."""
        lines = [
            self.texts(
                "whatif.cause",
                round=one["round"],
                why=told(one, self.scenario, self.texts, one["round"], of_others=True).text,
            )
            for one in value["causes"][side]
        ]
        return lines or [self.texts("whatif.no_cause")]

    def band_of(self, value: Found) -> Found | None:
        """Return the band of a value, if there is one."""
        band = self.found["band"] or {"values": []}
        same = (one for one in band["values"] if (one["what"], one["of"]) == (value["what"], value["of"]))
        return next(same, None)

    def spread(self, value: Found) -> str:
        """Return how far the difference goes with other luck: `van −2,0 tot +4,1; hoger in 140 van 200`."""
        band = self.band_of(value)
        if band is None:
            return "–"
        low, _, high = (signed(value["what"], one, self.texts) for one in band["difference"])
        if low == high:
            return self.texts("whatif.spread_same", difference=low)
        games = band["higher"] + band["equal"] + band["lower"]
        facts = {"low": low, "high": high, "higher": band["higher"], "lower": band["lower"], "n": games}
        return self.texts("whatif.spread", **facts)

    def about_band(self) -> str:
        """Return what the band is; nothing when there is none."""
        band = self.found["band"]
        return self.texts("whatif.band", n=band["games"], seed=band["seed"]) if band else ""


def teller(scenario: Scenario) -> Callable[[Found, Texts], list[str]]:
    """Return what tells a what-if of a scenario as lines for a terminal."""

    def tell(found: Found, texts: Texts) -> list[str]:
        said = Telling(found, scenario, texts)
        lines = [said.title(), said.how(), said.largest()]
        for value in said.differing():
            facts = {"played": said.amount(value, "played"), "counted": said.amount(value, "counted")}
            difference = said.difference(value)
            lines.append("  " + texts("whatif.line", value=said.label(value), difference=difference, **facts))
            if found["band"]:
                lines.append("    " + said.spread(value))
        about = said.about_band()
        return [*lines, *([about] if about else [])]

    return tell


def _points(value: Found) -> int:
    """Return how large a difference is, in tenths of a point; money in thousands of euros."""
    size = abs(value["difference"])
    if value["what"] == "money":
        return int(size // 100)
    return int(size if value["what"] == "indicator" else 10 * size)
