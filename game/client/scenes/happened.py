"""What happened last, in one sentence, told from what changed in the parts everybody sees."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from game.client.scenes.seen import Seen


@dataclass(slots=True)
class Told:
    """Remembers what was on the table and the last thing worth a sentence: a key and the ids it speaks of."""

    before: dict[str, Any] = field(default_factory=dict)
    last: tuple[str, tuple[str, ...]] | None = None

    def follow(self, seen: Seen) -> str | None:
        """Compare with what was there; remember what is new, and forget it when the phase is over.

        Returns:
            The seat that was asked by name just now, who has the word; else None.
        """
        now = _watched(seen)
        before, self.before = self.before, now
        if not before:
            return None
        found = _change(before, now)
        if found is not None:
            self.last = found
        elif before["place"] != now["place"]:
            self.last = None
        return found[1][1] if found is not None and found[0] == "asked" else None

    @property
    def what(self) -> str:
        """The kind of the last thing that happened, "" for nothing."""
        return self.last[0] if self.last else ""

    def sentence(self, seen: Seen) -> str:
        """Return the last thing that happened in words, "" for nothing."""
        if self.last is None:
            return ""
        key, ids = self.last
        facts: dict[str, object] = (
            {"name": seen.name(ids[0])} if ids and ids[0] in seen.scenario.roles else {}
        )
        match key:
            case "told" | "recognised":
                facts["need"] = seen.need(ids[1].partition("/")[2])
                if key == "recognised":
                    facts["teller"] = seen.name(ids[1].partition("/")[0])
            case "asked" | "met":
                facts["other"] = seen.name(ids[1])
            case "instrument":
                facts["instrument"] = seen.instrument(ids[0])
            case "value":
                value = seen.scenario.roles[ids[0]].core_value
                facts["says"] = seen.said(value.says) if value else ""
            case "kept":
                facts |= {"n": int(ids[0]), "all": int(ids[1])}
            case "doer" | "owner" | "idea" | "taken_over" | "pledged":
                facts["task"] = seen.task(ids[1])
            case "stance":
                facts["stance"] = seen.texts(f"client.stance.{ids[0]}")
            case "plan":
                facts["number"] = int(ids[0])
            case "rule_proposed" | "rule_taken" | "rule_refused":
                facts["rule"] = seen.texts(f"rule.{ids[1]}")
            case "condition":
                facts["condition"] = seen.texts(f"comeback.{ids[1]}")
        return seen.texts(f"client.happened.{key}", **facts)


def _watched(seen: Seen) -> dict[str, Any]:
    table, time, frame = seen.part("table"), seen.part("time"), seen.part("frame")
    plan, meetings = seen.part("plan"), seen.part("meetings")
    seats = {seat: seen.part(f"seat:{seat}") for seat in table["seats"]}
    return {
        "place": (table["round"], table["phase"], table["step"]),
        "stance": table["stance"],
        "cards": [(card["role"], card["id"]) for card in seen.part("cards")],
        "hands": [(seat, card["id"]) for card in seen.part("cards") for seat in card["hands"]],
        "asks": [(seat, part["asks"]) for seat, part in seats.items() if part["asks"]],
        "instrument": [
            (what, str(index))
            for index, what in enumerate(time["slots_used"])
            if what in seen.scenario.instruments
        ],
        "choices": dict(frame["choices"]),
        "wording": frame["wording"] is not None,
        "ballots": [seat for seat, part in seats.items() if part["ballot_in"]],
        "plan": None if plan is None else (plan["number"], plan["adopted"]),
        "doer": [(part["doer"], id_) for id_, part in seen.table.parts("task:") if part and part["doer"]],
        "owner": [(part["owner"], id_) for id_, part in seen.table.parts("task:") if part and part["owner"]],
        "met": [tuple(pair) for pair in meetings["met"]],
        "note": time["note_written"],
        **_moves(seen),
        "report": time["report_booked"],
        "sealed": (seen.part("promises") or {}).get("sealed", False),
        "rule": _rule(seen.part("rule_change")),
        "skipped": bool((seen.part("event") or {}).get("skipped")),
        "condition": [
            (seat, part["stepped_back"]) for seat, part in seats.items() if part.get("stepped_back")
        ],
    }


def _moves(seen: Seen) -> dict[str, Any]:
    """Return what anybody started so far."""
    moves, values = seen.part("moves") or {}, seen.part("core_values") or {}
    pledges = (seen.part("pledges") or {}).get("made", ())
    held = [one["held"] for one in pledges if one["held"] is not None]
    return {
        "kept": [(str(sum(held)), str(len(held)))] if held else [],
        "pledged": [(one["seat"], one["task"], one["what"]) for one in pledges],
        "idea": [(one["seat"], task) for task, one in moves.get("ideas", {}).items()],
        "taken_over": list(moves.get("taken_over", {}).items()),
        "value": [(seat, one["task"]) for seat, one in values.items() if one["called"]],
    }


def _rule(part: dict[str, Any] | None) -> tuple[str, tuple[str, str]] | None:
    """Return how far the proposal of another rule is: proposed, taken or refused, by whom and which."""
    if part is None:
        return None
    became = "rule_taken" if part["taken"] else "rule_refused"
    return became if part["settled"] else "rule_proposed", (part["by"], part["rule"])


def _change(before: dict[str, Any], now: dict[str, Any]) -> tuple[str, tuple[str, ...]] | None:
    if now["stance"] and now["stance"] != before["stance"]:
        return "stance", (now["stance"],)
    for name, key in (
        ("kept", "kept"), ("idea", "idea"), ("taken_over", "taken_over"), ("value", "value"),
        ("pledged", "pledged"),
        ("cards", "told"), ("hands", "recognised"), ("asks", "asked"), ("doer", "doer"), ("owner", "owner"),
        ("met", "met"), ("instrument", "instrument"), ("condition", "condition"),
    ):  # fmt: skip
        new = [one for one in now[name] if one not in before[name]]
        if new:
            return key, new[-1]
    if now["rule"] and now["rule"] != before["rule"]:
        return now["rule"]  # type: ignore[no-any-return]
    for key in ("sealed", "note", "report", "wording", "skipped"):
        if now[key] and not before[key]:
            return key, ()
    if now["plan"] and now["plan"] != before["plan"]:
        return ("adopted" if now["plan"][1] else "plan"), (str(now["plan"][0]),)
    new_ballots = [seat for seat in now["ballots"] if seat not in before["ballots"]]
    if new_ballots:
        return "ballot", (new_ballots[-1],)
    chosen = [seat for seat in now["choices"] if now["choices"][seat] != before["choices"].get(seat)]
    return ("chose", (chosen[-1],)) if chosen else None
