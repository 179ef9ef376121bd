"""Causes: every number can be asked why, and answers with plain sentences that add up to it.

`told` makes a sentence of one change, as it stands in a view's part `causes:N`. `why` lists all changes of
one value, round by round; start and lines together are exactly the value that the view shows.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from game.debrief.names import Names
from game.i18n import Texts
from game.rules.events import Change
from game.scenario.model import Scenario

Parts: TypeAlias = Mapping[str, Any]
"""A view: part name → JSON; the projector's is enough."""

ChangeJson: TypeAlias = Mapping[str, Any]
"""One change: what, of, amount, cause {kind, ids, factors}."""

_IDS: dict[str, tuple[str, ...]] = {
    "task": ("task",),
    "duty": ("task",),
    "upkeep": ("task",),
    "topping_up": ("task",),
    "duty_unpaid": ("task",),
    "no_doer": ("task",),
    "instrument": ("instrument",),
    "event_card": ("event_card",),
    "recognised": ("card",),
    "used": ("card",),
    "no_report": ("card",),
    "understood": ("card", "reason"),
    "not_understood": ("card", "reason"),
    "promise_kept": ("stance",),
    "pledge": ("task",),
    "promise_broken": ("stance",),
    "decided_before": ("stance",),
}
"""What the ids of a cause name, per kind; the other kinds have none that a sentence needs."""


@dataclass(frozen=True, slots=True)
class Step:
    """One factor of a task's effect: its name in the rules, its words, and what it changed."""

    name: str
    text: str
    amount: int
    amount_text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A change in words.

    Attributes:
        text: All of it: `Vertrouwen -6: je vertelde ‘Rust’ in ronde 1; er kwam geen antwoord.`
        label: What changed: `Vertrouwen`.
        amount: By how much, in the unit of the value (tenths of a point, points or euros).
        amount_text: The same as the reader writes it, with its sign.
        why: The reason alone: `je vertelde ‘Rust’ in ronde 1; er kwam geen antwoord.`
        steps: How a task's effect came about, factor by factor, without those that changed nothing; they
            add up to the amount.
    """

    text: str
    label: str
    amount: int
    amount_text: str
    why: str
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True)
class RoundLines:
    """The changes of one round, in the order in which they came."""

    round: int
    title: str
    lines: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why a value is what it is: `start` plus the amounts of all lines is exactly `end`.

    Attributes:
        label: What it is, and whose: `Vertrouwen van Nadia`.
        start: Where it began, in the unit of the value.
        start_text: The same as the reader writes it.
        rounds: The rounds in which it changed.
        end: Where it is now.
        end_text: The same as the reader writes it.
    """

    label: str
    start: int
    start_text: str
    rounds: tuple[RoundLines, ...]
    end: int
    end_text: str


def told(
    change: ChangeJson | Change,
    scenario: Scenario,
    texts: Texts,
    round_: int = 0,
    parts: Parts | None = None,
    *,
    of_others: bool = False,
) -> Sentence:
    """Return a change in words.

    Args:
        change: A change out of a part `causes:N`, or as an event holds it.
        scenario: Where the names come from.
        texts: The reader's language.
        round_: The round N; sentences that name a round need it.
        parts: The view, if there is one: then a task's sentence knows who carried it.
        of_others: Whether it tells others of a seat, as a report does, instead of telling the seat itself.
    """
    if isinstance(change, Change):
        change = _as_json(change)
    names = Names(scenario, texts)
    what, of, amount, cause = change["what"], change["of"], change["amount"], change["cause"]
    label = names.name("indicator", of) if what == "indicator" else texts(f"what.{what}")
    written = signed(what, amount, texts)
    why = _why(change, names, round_, of_others)
    steps = tuple(_steps(cause, names, parts or {})) if cause["factors"] else ()
    text = texts("cause.sentence", label=label, amount=written, why=why)
    return Sentence(text, label, amount, written, why, steps)


def why(
    parts: Parts, what: str, of: str, scenario: Scenario, texts: Texts, *, of_others: bool = False
) -> Why:
    """Return why a value is what it is.

    Args:
        parts: A view of the table.
        what: `indicator`, `trust`, `patience`, `money`, `set_aside`, `capacity` or
            `purse`.
        of: The indicator or seat; for money and set_aside `pot`, for patience the director or "".
        scenario: Where the names come from.
        texts: The reader's language.
        of_others: Whether it tells others of a seat, instead of telling the seat itself.

    Raises:
        KeyError: There is no such value.
    """
    start, end = _start_and_end(parts, what, of)
    rounds = []
    for number in rounds_of(parts):
        mine = [change for change in parts[f"causes:{number}"] if _is(change, what, of)]
        if mine:
            lines = tuple(
                told(change, scenario, texts, number, parts, of_others=of_others) for change in mine
            )
            rounds.append(RoundLines(number, texts("cause.round", round=number), lines))
    if what == "capacity":  # a view says what it is now, not what it was at the start
        start = end - sum(line.amount for one in rounds for line in one.lines)
    label = value_label(what, of, scenario, texts)
    return Why(label, start, plain(what, start, texts), tuple(rounds), end, plain(what, end, texts))


def value_label(what: str, of: str, scenario: Scenario, texts: Texts) -> str:
    """Return what a value is called, and whose it is: `Vertrouwen van Nadia`."""
    names = Names(scenario, texts)
    if what == "indicator":
        return names.name("indicator", of)
    if what in ("trust", "support", "wishes", "capacity", "purse"):
        return texts("what.of_seat", what=texts(f"what.{what}"), seat=names.name("seat", of))
    return texts(f"what.{what}")


def rounds_of(parts: Parts) -> list[int]:
    """Return the rounds in which something changed, in order."""
    start = "causes:"
    return sorted(int(name[len(start) :]) for name in parts if name.startswith(start))


def changes(parts: Parts, what: str, kind: str = "") -> Iterator[tuple[int, ChangeJson]]:
    """Yield the changes of a sort of value, all or those of one kind of cause, each with its round."""
    for number in rounds_of(parts):
        for change in parts[f"causes:{number}"]:
            if change["what"] == what and kind in ("", change["cause"]["kind"]):
                yield number, change


def is_one_party(scenario: Scenario, one: str, other: str) -> bool:
    """Tell whether two seats act for the same party; a role without a party acts for itself."""
    roles = scenario.roles
    first, second = ((roles[seat].party if seat in roles else None) or seat for seat in (one, other))
    return first == second


def plain(what: str, value: int, texts: Texts) -> str:
    """Return a value as the reader writes it: tenths as points, money as euros."""
    if what == "indicator":
        return texts.tenths(value)
    return texts.euros(value) if what in ("money", "set_aside", "purse") else texts.number(value)


def signed(what: str, amount: int, texts: Texts) -> str:
    """Return a change as the reader writes it, with its sign."""
    if what == "indicator":
        return texts.signed_tenths(amount)
    if what in ("money", "set_aside", "purse"):
        sign = texts.signed(amount)[0] if amount else ""
        return sign + texts.euros(abs(amount))
    return texts.signed(amount)


def _as_json(change: Change) -> ChangeJson:
    cause = {"kind": change.cause.kind, "ids": change.cause.ids, "factors": change.cause.factors}
    return {"what": change.what, "of": change.of, "amount": change.amount, "cause": cause}


def _is(change: ChangeJson, what: str, of: str) -> bool:
    return bool(change["what"] == what and (change["of"] == of or what == "patience"))


def _start_and_end(parts: Parts, what: str, of: str) -> tuple[int, int]:
    match what:
        case "indicator":
            return parts["indicators"][of]["start"], parts["indicators"][of]["value"]
        case "trust":
            return parts[f"seat:{of}"]["trust_start"], parts[f"seat:{of}"]["trust"]
        case "patience":
            return parts["council"]["patience_start"], parts["council"]["patience"]
        case "money" | "set_aside":
            return 0, parts["budget"][what]
        case "purse":
            purse = parts["pledges"]["purses"][of]
            return purse["start"], purse["now"]
        case "capacity":
            return 0, parts[f"seat:{of}"]["capacity"]
    raise KeyError(f"{what!r} has no causes of its own")


def _why(change: ChangeJson, names: Names, round_: int, of_others: bool) -> str:
    what, cause = change["what"], change["cause"]
    kind, ids = cause["kind"], cause["ids"]
    if kind == "clipped":
        return names.texts("cause.clipped_low" if change["amount"] > 0 else "cause.clipped_high")
    facts = dict(zip(_IDS.get(kind, ()), ids, strict=False))
    if kind == "event_card" and what == "money":
        kind = "event_card_less" if change["amount"] < 0 else "event_card_more"
    key = f"cause.{what}.{kind}"
    if of_others and f"{key}.of_others" in names.texts:
        return names.texts(f"{key}.of_others", **names.facts(facts), round=round_)
    return names.texts(key, **names.facts(facts), round=round_)


def _steps(cause: Mapping[str, Any], names: Names, parts: Parts) -> list[Step]:
    """Return the factors that changed something; the first, what the task can bring, always."""
    task, steps = cause["ids"][0], []
    for name, amount in cause["factors"]:
        if amount or name == "base":
            text = _factor(name, task, names, parts.get(f"task:{task}"))
            steps.append(Step(name, text, amount, names.texts.signed_tenths(amount)))
    return steps


def _factor(name: str, task: str, names: Names, part: Any) -> str:
    """Return what a factor stands for, as exactly as is known here."""
    texts, known = names.texts, names.scenario.tasks.get(task)
    if name == "fit" and known is not None and not known.answers:
        return texts("factor.fit_nobody")
    if name == "carry" and part and part["factors"]:
        return _carried(names, part)
    return texts(f"factor.{name}")


def _carried(names: Names, part: Mapping[str, Any]) -> str:
    """Return what weakened the carrying of a task: nobody owned it, one party did all, low support."""
    texts, reasons, full = names.texts, [], 100
    if part["owner"] is None:
        reasons, full = [texts("factor.carry_no_owner")], 80
    elif is_one_party(names.scenario, part["doer"], part["owner"]):
        reasons, full = [texts("factor.carry_alone")], 90
    if part["factors"]["carry"] < full:
        reasons.append(texts("factor.carry_low_support"))
    return texts.listing(reasons)
