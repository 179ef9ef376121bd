"""Measures: what the debrief draws, read from nothing but a view of the table.

Everything here is ids and whole numbers, except a mark's sentence; names come from the scenario through
`game.debrief.names`. The projector's view is enough; cards in pockets are there after the end only.

  money(parts)                    → one `MoneyRound` per round: what each task and instrument cost, what was
                                    saved. In a chart: a bar per round, a segment per `Spent`, `saved` on top.
  lines(parts, scenario, texts)   → one `SeatLine` per resident and partner: trust and support at the start
                                    and after each round, and the moments that moved its trust most. In a
                                    chart: `trust[0]` stands at the start, `trust[n]` at the end of round n.
  heard(parts, scenario)          → how much was heard of what each kind of people needs: residents,
                                    partners, the empty chair.
  pockets(parts)                  → one `Pocket` per card that was never told and per need of the empty chair
                                    that was never found, with the tasks that would have answered it.

The sentences of the debrief are in `game.debrief.story`, its questions in `game.debrief.questions`.
"""

from dataclasses import dataclass
from typing import Any, Literal

from game.debrief.causes import Parts, Sentence, rounds_of, told
from game.i18n import Texts
from game.rules.rounding import half_up
from game.rules.support import support
from game.scenario.model import Scenario

_MARKS_A_ROUND = 1


@dataclass(frozen=True, slots=True)
class Spent:
    """Money that went somewhere in a round.

    Attributes:
        what: `task`, `duty` (a task paid because it must) or `instrument`.
        id: The task or the instrument.
        euros: How much, above 0.
    """

    what: Literal["task", "duty", "instrument"]
    id: str
    euros: int


@dataclass(frozen=True, slots=True)
class MoneyRound:
    """Where the money of a round went: `pot` = all that was spent + `saved`.

    Attributes:
        round: Which round, from 1.
        pot: What there was to spend in all, in euros: what was saved before, what came in, what the council
            set aside (less) or freed (more).
        spent: In the order in which it was paid.
        saved: What was left in the pot at the end of the round; the next round begins with it.
        set_aside: What the council keeps at the end of the round; it is no part of the pot.
    """

    round: int
    pot: int
    spent: tuple[Spent, ...]
    saved: int
    set_aside: int

    @property
    def to_tasks(self) -> int:
        """What went to tasks, duty tasks too, in euros."""
        return sum(one.euros for one in self.spent if one.what != "instrument")


@dataclass(frozen=True, slots=True)
class Mark:
    """A moment that moved a seat's trust: the largest change of its round, up or down."""

    round: int
    amount: int
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class SeatLine:
    """Trust and support of a seat, 0–100: at the start, then after each round that was settled.

    Attributes:
        seat: The resident or partner.
        trust: Number 0 is the start, number n the end of round n.
        support: Likewise.
        marks: The moments to mark on the trust line, in order; at most one a round.
        felt: Trust by feeling, in step with `trust`; None where a seat did not say. Empty when none did.
    """

    seat: str
    trust: tuple[int, ...]
    support: tuple[int, ...]
    marks: tuple[Mark, ...]
    felt: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Pocket:
    """A need that stayed unheard.

    Attributes:
        seat: Whose card it is; None for the empty chair.
        need: The need.
        card: The card's id; None for the empty chair.
        tasks: The tasks that would have answered it, those in full first.
    """

    seat: str | None
    need: str
    card: str | None
    tasks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heard:
    """How much of what a kind of people needs was told or found, by weight.

    Attributes:
        kind: `resident`, `partner` or `chair`.
        known: The weight of the needs that were heard.
        weight: The weight of all their needs, above 0.
    """

    kind: str
    known: int
    weight: int

    @property
    def percent(self) -> int:
        """What part was heard, in whole percent, half up."""
        return half_up(100 * self.known, self.weight)


def money(parts: Parts) -> tuple[MoneyRound, ...]:
    """Return where the money went, one entry per round that was settled."""
    settled = _settled(parts)
    pot, aside, rounds = 0, 0, []
    for moment in settled:
        number = moment["round"]
        changes = [one for one in parts[f"causes:{number}"] if one["what"] in ("money", "set_aside")]
        spent: dict[tuple[Any, str], int] = {}
        for change in changes:
            cause, euros = change["cause"], -change["amount"]
            if change["what"] == "set_aside":
                aside -= euros
            elif cause["kind"] in ("upkeep", "topping_up"):
                spent["task", cause["ids"][0]] = spent.get(("task", cause["ids"][0]), 0) + euros
            elif cause["kind"] in ("task", "duty", "instrument"):
                key = (cause["kind"], cause["ids"][0])
                spent[key] = spent.get(key, 0) + euros
            elif cause["kind"] == "no_doer":  # a duty that nobody did gives its money back
                spent["duty", cause["ids"][0]] = spent.get(("duty", cause["ids"][0]), 0) + euros
            else:
                pot -= euros
        paid = tuple(Spent(what, id_, euros) for (what, id_), euros in spent.items() if euros > 0)
        rounds.append(MoneyRound(number, pot, paid, moment["saved"], aside))
        pot = moment["saved"]
    return tuple(rounds)


def lines(parts: Parts, scenario: Scenario, texts: Texts, *, of_others: bool = False) -> tuple[SeatLine, ...]:
    """Return the trust and support line of every resident and partner, in seat order.

    `of_others`: whether its marks tell others of a seat, instead of telling the seat itself.
    """
    settled = _settled(parts)
    found = []
    for seat in parts["table"]["seats"]:
        part = parts[f"seat:{seat}"]
        if part["trust_start"] is None:
            continue
        start = support(part["trust_start"], None if part["wishes"] is None else 0)
        trust = (part["trust_start"], *(moment["trust"][seat] for moment in settled))
        supports = (start, *(moment["support"][seat] for moment in settled))
        felt = [moment.get("felt", {}).get(seat) for moment in settled]
        said = (None, *felt) if any(value is not None for value in felt) else ()
        marks = _marks(parts, seat, scenario, texts, of_others)
        found.append(SeatLine(seat, trust, supports, marks, said))
    return tuple(found)


def pockets(parts: Parts) -> tuple[Pocket, ...]:
    """Return what stayed unheard: cards in seat order, then the empty chair; nothing before the end."""
    held = parts["pockets"]
    if held is None:
        return ()
    cards = [Pocket(one["role"], one["need"], one["id"], tuple(one["tasks"])) for one in held["cards"]]
    chair = [Pocket(None, one["need"], None, tuple(one["tasks"])) for one in held["chair"]]
    return (*cards, *chair)


def heard(parts: Parts, scenario: Scenario) -> tuple[Heard, ...]:
    """Return how much was heard of what residents, partners and the empty chair need, those that have needs.

    A need on the cards of two roles counts for each.
    """
    known = {card["need"] for card in parts["cards"]} | set(parts["chair"]["found"])
    held: dict[str, list[str]] = {"resident": [], "partner": [], "chair": []}
    for role in scenario.roles.values():
        if role.kind in held:
            held[role.kind] += [need for need in role.cards if need in scenario.needs]
    held["chair"] = [id_ for id_, need in scenario.needs.items() if need.chair is not None]
    found = []
    for kind, needs in held.items():
        weights = [(scenario.needs[need].weight, need in known) for need in needs]
        if weights:
            told = sum(weight for weight, is_known in weights if is_known)
            found.append(Heard(kind, told, sum(weight for weight, _ in weights)))
    return tuple(found)


def _settled(parts: Parts) -> list[dict[str, Any]]:
    return [moment for moment in parts["history"] if not moment["ended"]]


def _marks(parts: Parts, seat: str, scenario: Scenario, texts: Texts, of_others: bool) -> tuple[Mark, ...]:
    """Return the largest change of a seat's trust per round; of equal ones the first."""
    marks = []
    for number in rounds_of(parts):
        mine = [one for one in parts[f"causes:{number}"] if one["what"] == "trust" and one["of"] == seat]
        mine = [one for one in mine if one["cause"]["kind"] != "clipped"]
        largest = sorted(mine, key=lambda one: -abs(one["amount"]))[:_MARKS_A_ROUND]
        for one in largest:
            said = told(one, scenario, texts, number, parts, of_others=of_others)
            marks.append(Mark(number, one["amount"], said))
    return tuple(marks)
