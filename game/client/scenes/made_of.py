"""What a derived number is made of, in rows: support of trust and wishes, cohesion of trusts, and so on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.client.theme import Colour
from game.rules.support import answered

if TYPE_CHECKING:
    from game.client.scenes.seen import Seen


@dataclass(frozen=True, slots=True)
class Part:
    """A row: a sentence, or a word with a figure. With `opens` (what, of) it can be asked why in its turn."""

    text: str
    figure: str = ""
    opens: tuple[str, str] | None = None
    icon: str = ""
    tint: Colour | None = None
    style: str = "figure"
    colour: str = "ink"


def made_of(seen: Seen, what: str, of: str) -> list[Part] | None:
    """Return the rows of a derived number, or None: the number has causes of its own."""
    match what:
        case "support":
            return list(_support(seen, of))
        case "wishes":
            return list(_wishes(seen, of))
        case "table_support" | "lowest_support":
            return list(_supports(seen, what))
        case "cohesion":
            return list(_cohesion(seen))
    return None


def _support(seen: Seen, seat: str) -> Iterator[Part]:
    texts, part = seen.texts, seen.part(f"seat:{seat}")
    trust, wishes, tint = part["trust"], part["wishes"], seen.painter.theme.roles["petrol"]
    yield Part(texts("what.trust"), texts.number(trust), ("trust", seat), "handshake", tint)
    if wishes is None:
        yield Part(texts("why.support.no_needs", name=seen.name(seat)))
    else:
        yield Part(texts("what.wishes"), texts.number(wishes), ("wishes", seat), "heart", tint)
        yield Part(texts("why.support.mean", trust=trust, wishes=wishes))
    yield Part(texts("why.now"), texts.number(part["support"]), style="amount")


def _wishes(seen: Seen, seat: str) -> Iterator[Part]:
    texts, part = seen.texts, seen.part(f"seat:{seat}")
    yield Part(texts("why.wishes.how", name=seen.name(seat)))
    told = {card["need"] for card in seen.part("cards") or [] if card["role"] == seat}
    known = told if seen.part("pockets") is None else set(seen.scenario.needs)
    hidden = 0
    for need in seen.scenario.roles[seat].cards:
        if need not in seen.scenario.needs:
            continue
        if need not in known:
            hidden += 1
            continue
        task, halves = _best(seen, need)
        weight = seen.scenario.needs[need].weight
        key = "why.wishes.answered" if task else "why.wishes.open"
        said = texts(key, need=seen.need(need), task=seen.task(task) if task else "", weight=weight)
        percent = texts.tenths(5 * halves) if halves % 2 else texts.number(halves // 2)
        yield Part(said, f"{percent}\u00a0%")
    if hidden:
        yield Part(texts("why.wishes.hidden", n=hidden), colour="muted")
    yield Part(texts("why.now"), texts.number(part["wishes"] or 0), style="amount")


def _best(seen: Seen, need: str) -> tuple[str, int]:
    """Return the running or done task that answers a need best, and how far, in half percents."""
    best = ("", 0)
    for id_, part in seen.table.parts("task:"):
        if part["status"] not in ("running", "done") or not part["factors"]:
            continue
        how = seen.scenario.tasks[id_].answers.get(need)
        halves = answered(part["factors"]["level"], how == "full") if how else 0
        if halves > best[1]:
            best = (id_, halves)
    return best


def _supports(seen: Seen, what: str) -> Iterator[Part]:
    texts, outcome = seen.texts, seen.part("outcome")
    for seat in _with_trust(seen):
        figure = texts.number(seen.part(f"seat:{seat}")["support"])
        yield Part(seen.name(seat), figure, ("support", seat), "thumbs-up", seen.colour(seat))
    yield Part(texts("why.table_support.how" if what == "table_support" else "why.lowest_support.how"))
    yield Part(texts("why.now"), texts.number(outcome[what]), style="amount")


def _cohesion(seen: Seen) -> Iterator[Part]:
    texts, outcome = seen.texts, seen.part("outcome")
    trusts = {seat: seen.part(f"seat:{seat}")["trust"] for seat in _with_trust(seen)}
    for seat, trust in trusts.items():
        yield Part(seen.name(seat), texts.number(trust), ("trust", seat), "handshake", seen.colour(seat))
    if trusts:
        high, low = max(trusts.values()), min(trusts.values())
        yield Part(texts("why.cohesion.how", high=high, low=low))
    yield Part(texts("why.now"), texts.number(outcome["cohesion"]), style="amount")


def _with_trust(seen: Seen) -> list[str]:
    return [seat for seat in seen.seats if (seen.part(f"seat:{seat}") or {}).get("trust") is not None]
