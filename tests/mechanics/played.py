"""One mechanic at a time: a small table that uses it and one that does not, played from a file.

A file in `tests/cases/mechanics/` says what it changes in the worked example's scenario, what is done with
the mechanic and without it, and what differs at the end. What is done is a list:

    - {noor: say_stance, stance: decide}      a seat's order and its fields; texts and mappings as they read
    - {facilitator: advance}                  the facilitator's order
    - until: claim                            "Verder" until this phase, step or round is there
    - {until: dialogue, round: 2}
    - to_the_end                              "Verder" until the table has ended

Its transcript ends in the answer to "why?" of every value that changed, in both languages.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from game.debrief.causes import rounds_of, why
from game.debrief.moves import as_played
from game.debrief.transcript import transcript
from game.i18n import Texts
from game.scenario.load import load_bytes
from game.session.log import live, unlinked
from game.session.memory import MemoryStore
from game.session.scenario import MAIN, played
from game.session.session import FACILITATOR
from game.session.stepper import Stepper
from game.session.wire import Refused
from tests.builders import worked_example

CASES = Path(__file__).parents[1] / "cases" / "mechanics"
KEPT = Path(__file__).parents[1] / "cases" / "transcripts"
SEED = 7
_ENDLESS = 80


@dataclass(frozen=True)
class Case:
    """A mechanic's file, read."""

    name: str
    scenario: dict[str, Any]
    used: list[Any]
    unused: list[Any]
    differs: dict[str, list[Any]]


def names() -> list[str]:
    """Return the mechanics that have a file, in order."""
    return sorted(file.stem for file in CASES.glob("*.yaml"))


@cache
def case(name: str) -> Case:
    """Return the file of a mechanic; `scenario` is laid over the worked example, key by key."""
    read = yaml.safe_load((CASES / f"{name}.yaml").read_text("utf-8"))
    scenario = laid_over(worked_example(id=f"met-{name.replace('_', '-')}"), read["scenario"])
    return Case(name, scenario, read["used"], read["unused"], read["differs"])


def laid_over(base: dict[str, Any], changes: Mapping[Any, Any]) -> dict[str, Any]:
    """Return the base with the changes in it: mappings key by key, the rest anew; null takes a key away."""
    out = deepcopy(base)
    for key, value in changes.items():
        if value is None:
            out.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(out.get(key), dict):
            out[key] = laid_over(out[key], value)
        else:
            out[key] = deepcopy(value)
    return out


def playing(name: str, is_used: bool = True) -> Stepper:
    """Return a session of the mechanic's table, played as its file says; it may not be over yet."""
    found = case(name)
    text = yaml.safe_dump(found.scenario, allow_unicode=True, sort_keys=False).encode()
    problems = [one.headline for one in load_bytes(text, MAIN).problems if one.severity == "error"]
    assert not problems, problems
    stepper = Stepper.begin(MemoryStore(), name, played({MAIN: text}), SEED)
    for line in found.used if is_used else found.unused:
        _do(stepper, line)
    return stepper


def _do(stepper: Stepper, line: Any) -> None:
    if line == "to_the_end":
        _advance(stepper, "ended", 0)
    elif "until" in line:
        _advance(stepper, line["until"], line.get("round", 0))
    else:
        actor, kind = next(iter(line.items()))
        body = {name: _listed(value) for name, value in list(line.items())[1:]}
        _order(stepper, actor, kind, body)


def _listed(value: Any) -> Any:
    """Return amounts by task as the wire has them: a list of pairs."""
    return [list(pair) for pair in value.items()] if isinstance(value, dict) else value


def _advance(stepper: Stepper, place: str, round_: int) -> None:
    for _ in range(_ENDLESS):
        table = stepper.session.state.table
        if place in (table.phase, table.step) and round_ in (0, table.round):
            return
        _order(stepper, FACILITATOR, "advance", {})
    raise AssertionError(f"{place!r} does not come")


def _order(stepper: Stepper, actor: str, kind: str, body: Mapping[str, Any]) -> None:
    who = actor if actor == FACILITATOR else f"seat:{actor}"
    reply = stepper.order(who, kind, **body)
    assert not isinstance(reply, Refused), f"{actor} {kind} {dict(body)}: {reply.code} {dict(reply.facts)}"


def value_at(parts: Mapping[str, Any], path: str) -> Any:
    """Return a value of a view by its path: `seat:nadia.trust`, `indicators.leefwereld.value`."""
    found: Any = parts
    for step in path.split("."):
        found = found[int(step)] if isinstance(found, list) else found[step]
    return found


def told(name: str, language: str) -> str:
    """Return the transcript of a mechanic's table, and why every value that changed is what it is."""
    stepper = playing(name)
    texts, scenario = Texts(language), stepper.session.played.scenario
    log = live(unlinked(link) for link in stepper.store.links(stepper.name))
    typed = stepper.session.texts
    lines = [*transcript(log, scenario, texts, typed), "", *_whys(stepper, texts)]
    return "\n".join(lines) + "\n"


def _whys(stepper: Stepper, texts: Texts) -> Iterator[str]:
    parts = stepper.parts("projector")
    scenario = as_played(stepper.session.played.scenario, parts)
    changed = [(one["what"], one["of"]) for number in rounds_of(parts) for one in parts[f"causes:{number}"]]
    for what, of in dict.fromkeys(changed):
        answer = why(parts, what, of, scenario, texts)
        yield f"{answer.label}: {answer.start_text} → {answer.end_text}"
        for one in answer.rounds:
            yield f"    {one.title}"
            yield from (f"        {line.text}" for line in one.lines)


def kept(name: str, language: str) -> Path:
    """Return the file that holds a mechanic's transcript."""
    return KEPT / f"mechanic-{name}.{language}.txt"
