"""Flaws planted in a copy of any scenario, written into the text itself, line by line.

Each line that must be pointed at ends in a comment that says by which kind of finding. So what is expected
comes from the file, and not from the program that must find it.
"""

import re
from collections.abc import Callable
from pathlib import Path

from game import resources
from game.scenario.load import load
from game.scenario.model import Scenario

FOLDERS = sorted(one.parent for one in resources.scenarios().glob("*/scenario.yaml"))

_MARK = "  # planted: "

Lines = list[str]
Plant = Callable[[Lines, Scenario], Lines]


def planted(folder: Path, plants: tuple[Plant, ...], into: Path) -> set[tuple[str, int]]:
    """Write a copy of a scenario with these flaws, and return what must be found in it: (kind, line)."""
    scenario = load(folder).scenario
    assert scenario is not None
    lines = (folder / "scenario.yaml").read_text("utf-8").split("\n")
    for plant in plants:
        lines = plant(lines, scenario)
    into.mkdir(parents=True, exist_ok=True)
    (into / "scenario.yaml").write_text("\n".join(lines), "utf-8")
    marked = [(line.partition(_MARK)[2], number) for number, line in enumerate(lines, 1) if _MARK in line]
    assert marked
    return set(marked)


def free_task_that_fixes_everything(lines: Lines, scenario: Scenario) -> Lines:
    """Add a task that brings all there is to bring for one step of money."""
    answers = ", ".join(f"{need}: full" for need in scenario.needs)
    return _under(
        lines,
        "tasks",
        f"  alles-in-een:{_MARK}task_fixes_everything",
        "    name: Alles in één",
        f"    challenge: {next(iter(scenario.challenges))}",
        f"    domain: {next(iter(scenario.domains))}",
        f"    cost: {scenario.budget.step}",
        f"    answers: {{{answers}}}",
        f"    effects: [{{add: {next(iter(scenario.indicators))}, by: 70}}]",
    )


def event_that_cannot_happen(lines: Lines, scenario: Scenario) -> Lines:
    """Add an event card that asks in the first round for what no round brings."""
    main = next(iter(scenario.indicators))
    return _under(
        lines,
        "event_cards",
        "  nooit:",
        "    name: Nooit",
        "    says: Dit hoort niemand ooit.",
        f"    when: round == 1 and {main} >= 90{_MARK}event_cannot_happen",
        "    effects: [{patience: council, by: -5}]",
    )


def goal_everybody_reaches(lines: Lines, scenario: Scenario) -> Lines:
    """Put the main goal one point above where the table begins."""
    name, main = next(iter(scenario.indicators.items()))
    place = _place(lines, f"  {name}:", _place(lines, "indicators:"))
    while not re.search(r"\bgoal: *\d+", lines[place]):
        place += 1
    goal = re.sub(r"\bgoal: *\d+", f"goal: {main.start + 1}", lines[place])
    return [*lines[:place], f"{goal}{_MARK}goal_everybody_reaches", *lines[place + 1 :]]


def roles_whose_ballot_never_counts(lines: Lines, scenario: Scenario) -> Lines:
    """Let the director decide, whatever the others say: no other ballot counts."""
    return _stance(lines, scenario, "decide", ("resident", "partner"))


def director_whose_ballot_never_counts(lines: Lines, scenario: Scenario) -> Lines:
    """Let the director always let go: only the others give a ballot."""
    return _stance(lines, scenario, "let_go", ("director",))


def _stance(lines: Lines, scenario: Scenario, stance: str, kinds: tuple[str, ...]) -> Lines:
    lines = [line for line in lines if not line.startswith("stances:")]
    roles = _place(lines, "roles:")
    for id_, role in scenario.roles.items():
        if role.kind in kinds:
            place = _place(lines, f"  {id_}:", roles)
            lines[place] += f"{_MARK}ballot_never_counts"
    return [*lines[:roles], f"stances: [{stance}]", *lines[roles:]]


def _under(lines: Lines, section: str, *block: str) -> Lines:
    place = _place(lines, f"{section}:") + 1
    return [*lines[:place], *block, *lines[place:]]


def _place(lines: Lines, start: str, after: int = 0) -> int:
    return next(place for place in range(after, len(lines)) if lines[place].startswith(start))
