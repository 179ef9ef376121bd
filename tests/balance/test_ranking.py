"""The ranking of settings, and what each thing is worth, tried on outcomes that are known."""

from itertools import pairwise

import pytest

from game import resources
from game.balance.forbidding import STRATEGIES, forbid, things
from game.balance.nearest import shortfall
from game.balance.outcomes import bands_of
from game.balance.playing import Plays
from game.balance.ranking import effects_of, path_of, rank, value_at
from game.balance.settings import SETTINGS
from game.scenario.conditions import parse
from game.session.scenario import Played, played_from

ALL = list(SETTINGS.values())


@pytest.fixture(scope="module")
def played() -> Played:
    return played_from(resources.scenarios() / "eerste-potje")


def test_along_a_path_each_setting_moves_once(played: Played) -> None:
    for number in range(20):
        path = path_of(ALL, played.game, number)
        moved = [
            [place for place in range(len(ALL)) if before[place] != after[place]]
            for before, after in pairwise(path)
        ]
        assert sorted(moved) == [[place] for place in range(len(ALL))]
        for point in path:
            for setting, value in zip(ALL, point, strict=True):
                assert setting.lowest(played.game) <= value <= setting.highest(played.game)


def test_the_effect_of_a_setting_is_what_its_whole_range_changes(played: Played) -> None:
    game = played.game
    pot = list(SETTINGS).index("per_round")
    paths = [path_of(ALL, game, number) for number in range(8)]
    effects = effects_of(ALL, game, paths, lambda point: point[pot] / 1000)
    width = (SETTINGS["per_round"].highest(game) - SETTINGS["per_round"].lowest(game)) / 1000
    assert effects[pot] == pytest.approx([width] * 8)
    assert all(effect == 0 for place, one in enumerate(effects) if place != pot for effect in one)


def test_a_pot_moves_in_the_steps_of_its_money(played: Played) -> None:
    values = {value_at(SETTINGS["per_round"], played.game, place / 30) for place in range(31)}
    assert all(value % played.game.step == 0 for value in values)
    assert (min(values), max(values)) == (50_000, 70_000)


def test_settings_are_ranked_and_things_are_forbidden_by_real_plays(played: Played) -> None:
    planned: list[int] = []
    with Plays(played, 1, None, lambda _: None).working() as plays:
        ranked = rank(plays, [1], 1, planned.append)
        worth = forbid(plays, [1], planned.append)
    sizes = [one.size for one in ranked]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > 0
    assert [(one.kind, one.id) for one in worth] == things(played.game)
    assert all(set(one.worth) == set(STRATEGIES) for one in worth)
    assert ("task", "brandveilig") not in things(played.game)
    assert any(estimate.figure for one in worth for estimate in one.worth.values())
    assert sum(planned) == sum(map(len, plays.by_line.values()))


def test_bands_hold_nine_in_ten_and_half(played: Played) -> None:
    found = bands_of(list(range(101)))
    assert (found["low"], found["quarter"], found["middle"]) == (5, 25, 50)
    assert (found["three_quarters"], found["high"], found["mean"]) == (75, 95, 50)


@pytest.mark.parametrize(
    ("condition", "off"),
    [
        ("leefwereld < 50", 0),
        ("leefwereld >= 50", 200),
        ("leefwereld >= 50 or trust.nadia > 40", 0),
        ("leefwereld >= 50 and trust.nadia > 40", 200),
        ("round == 2", 1_000),
    ],
)
def test_how_far_a_condition_is_off_is_told_in_points_and_a_round_is_far(condition: str, off: int) -> None:
    values = {"leefwereld": 300, "trust.nadia": 450, "round": 10}
    assert shortfall(parse(condition).test, values) == off
