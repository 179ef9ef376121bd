"""Paying again in the window: what there is to pay lies on the board with its own price."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from game.client.scenes.session import SessionScene
from tests.client.playing import KeyboardHands, MouseHands, go_round, where
from tests.client.staged import outside_of
from tests.mechanics.played import case, laid_over
from tests.pilot import Pilot, a_pilot, a_play

S = "schuldhulp"


def in_round_two(
    tmp_path: Path,
    name: str,
    coins: int,
    language: str = "nl",
    scale: int = 100,
    size: tuple[int, int] = (1920, 1080),
) -> Iterator[Pilot]:
    """Give a pilot at the ballots of the second round, after schuldhulp got so many coins in the first."""
    scenario = laid_over(case(name).scenario, {"phases": ["explore", "divide", "carry_out"]})
    (tmp_path / "scenario.yaml").write_text(yaml.safe_dump(scenario, allow_unicode=True, sort_keys=False))
    with a_pilot(size, calm=True, language=language, text_scale=scale) as pilot:
        pilot.app.go(SessionScene(pilot.app, a_play(tmp_path, clock=pilot.clock)))
        pilot.settle()
        hands = MouseHands(pilot)
        go_round(pilot, hands)
        decide(pilot, hands)
        ballot(pilot, coins)
        for seat, part in (("joris", "doer"), ("noor", "owner")):
            hands.choose(seat)
            hands.press(f"divide.{S}")
            hands.press(f"claim.{part}")
        while where(pilot)[0] == 1:
            hands.press("primary")
        if pilot.is_there("round_end.close"):
            hands.press("round_end.close")
        decide(pilot, hands)
        yield pilot


def decide(pilot: Pilot, hands: MouseHands) -> None:
    hands.choose("noor")
    hands.press("stance.decide")
    assert where(pilot)[1:] == ("divide", "fill_in")


def ballot(pilot: Pilot, coins: int) -> None:
    """Let the director put so many coins on schuldhulp, with the keyboard, and go on to the claims."""
    hands = KeyboardHands(pilot)
    hands.press("primary")
    hands.press("curtain.open")
    for _ in range(coins):
        hands.press(f"ballot.{S}")
    hands.press("secret.done")
    while where(pilot)[2] in ("fill_in", "reveal", "settle"):
        hands.press("primary")


@pytest.fixture(params=[("nl", 100), ("en", 150)], ids=["nl-100", "en-150"])
def yearly(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Pilot]:
    yield from in_round_two(tmp_path, "upkeep", 12, *request.param)


def test_a_yearly_task_asks_its_upkeep_on_the_ballot_and_goes_on(yearly: Pilot) -> None:
    hands = MouseHands(yearly)
    hands.press("primary")
    hands.press("curtain.open")
    assert list(outside_of(yearly.app)) == []
    for _ in range(8):  # it takes no more than its upkeep, six coins
        hands.press(f"ballot.{S}")
    hands.press("secret.done")
    while where(yearly)[2] in ("fill_in", "reveal"):
        hands.press("primary")
    assert yearly.session.table.part("plan")["amounts"] == {S: 30_000}
    assert list(outside_of(yearly.app)) == []
    while where(yearly)[1] == "divide":
        hands.press("primary")
    assert yearly.session.table.part("indicators")["leefwereld"]["value"] == 408
    while yearly.is_there("carry_out.back") or not yearly.is_there("carry_out.large"):
        hands.press("primary")
    assert list(outside_of(yearly.app)) == []


def test_what_began_with_too_little_can_be_topped_up(tmp_path: Path) -> None:
    for pilot in in_round_two(tmp_path, "topping_up", 6):
        ballot(pilot, 6)
        while where(pilot)[1] == "divide":
            pilot.click("primary")
        assert pilot.session.table.part("indicators")["leefwereld"]["value"] == 365
