"""A small scenario with every stance and all that is promised, and a pilot who plays it by mouse."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from game.client.scenes.debrief.steps import steps
from game.client.scenes.debrief.steps import where as at
from game.scenario.model import Scenario
from tests.client.opened import an_opened, small
from tests.client.playing import SEATS, MouseHands, go_round, tasks_on, where
from tests.pilot import Pilot

STANCES = ("decide", "consult", "advise", "let_go", "co_produce")
MECHANICS = ("sealed_plan", "change_rule", "step_back", "felt_trust")
TASK = "schuldhulp-thuis"


def promising_data(**changes: Any) -> dict[str, Any]:
    """Return the first scenario with five stances and the mechanics of promises; Joris trusts nobody."""
    data = small(opening=None, poll=None, stances=list(STANCES)) | changes
    data["mechanics"] = [*data["mechanics"], *(one for one in MECHANICS if one not in data["mechanics"])]
    data["roles"]["joris"]["trust"] = 12
    return data


def promising_scenario() -> Scenario:
    """Return the same, read."""
    return Scenario.model_validate(promising_data())


@contextmanager
def a_promising(
    folder: Path,
    *,
    size: tuple[int, int] = (1920, 1080),
    language: str = "nl",
    text_scale: int = 100,
    **changes: Any,
) -> Iterator[Pilot]:
    """Give a pilot in the first exploring, all briefs read."""
    data = promising_data(**changes)
    with an_opened(folder, data, size=size, language=language, text_scale=text_scale) as pilot:
        go_round(pilot, MouseHands(pilot))
        yield pilot


def seal(pilot: Pilot, *tasks: str) -> None:
    """Let the director seal a point on each of these."""
    hands = MouseHands(pilot)
    hands.press("primary")
    hands.press("curtain.open")
    for task in tasks:
        hands.press(f"sealed.{task}")
    hands.press("secret.done")


def to_fill_in(pilot: Pilot, stance: str) -> None:
    """Play on to the ballots under a stance, with one card told."""
    hands = MouseHands(pilot)
    hands.choose("noor")
    hands.press(f"stance.{stance}")
    seal(pilot, TASK)
    hands.choose("nadia")
    hands.press("tell.1")
    hands.press("primary")
    for seat in SEATS:
        hands.choose(seat)
        hands.press("challenge.rondkomen")
    assert where(pilot)[1:] == ("divide", "fill_in")


def to_reveal(pilot: Pilot, stance: str) -> None:
    """Play on until the ballots lie open, all on one task."""
    hands = MouseHands(pilot)
    to_fill_in(pilot, stance)
    hands.press("primary")
    go_round(pilot, hands, lambda: vote(pilot))


def vote(pilot: Pilot) -> None:
    """Give all that one task can take."""
    for _ in range(3):
        MouseHands(pilot).press(f"ballot.{TASK}")


def to_claim(pilot: Pilot, stance: str) -> None:
    """Play on until the plan stands."""
    hands = MouseHands(pilot)
    to_reveal(pilot, stance)
    while where(pilot)[2] != "claim":
        hands.press("primary")
        if pilot.is_there("ballot.cast"):
            vote(pilot)
            hands.press("ballot.cast")


def to_reflect(pilot: Pilot, stance: str) -> None:
    """Play on until the round is looked back on."""
    to_claim(pilot, stance)
    go_on_until(pilot, "reflect")


def go_on_until(pilot: Pilot, phase: str) -> None:
    """Press what goes on, with forecasts, until a phase is there or the table has ended."""
    hands = MouseHands(pilot)
    for _ in range(60):
        if where(pilot)[1] == phase or pilot.session.table.part("table")["ended"]:
            return
        if pilot.is_there("round_end.close"):
            hands.press("round_end.close")
        elif pilot.is_there("curtain.open"):
            go_round(pilot, hands, lambda: hands.press(private_tasks(pilot)[0]))
        else:
            hands.press("primary")
    raise AssertionError(f"{phase} never comes; it is {where(pilot)}")


def private_tasks(pilot: Pilot) -> list[str]:
    """Return the keys of the tasks behind the curtain: of a ballot or of a forecast."""
    return tasks_on(pilot, "ballot") or tasks_on(pilot, "forecast")


def to_step(pilot: Pilot, kind: str) -> None:
    """Turn the pages of the debrief up to one."""
    for _ in range(60):
        seen = pilot.session._seen()
        found = steps(seen)
        if found[at(seen, found)].kind == kind:
            return
        pilot.click("debrief.on")
    raise AssertionError(f"there is no page {kind}")
