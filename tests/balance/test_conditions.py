"""The conditions are fixed: each threshold stands here once more, and a figure is what its words say."""

from game.balance.conditions import CONDITIONS
from game.bots.cast import BOTS

THRESHOLDS = {
    "asking": ("a", ">=", 5, 3),
    "sharing": ("a", ">=", 5, 3),
    "supply": ("a", "<=", 85, 95),
    "first_round": ("b", ">", 0, None),
    "talking": ("c", ">", 0, None),
    "thinking": ("d", ">", 0, 0),
    "no_best": ("d", ">=", 1, 1),
    "seat": ("e", ">=", 1, 1),
    "rarest": ("f", ">=", 5, None),
    "commonest": ("f", "<=", 95, None),
    "lure_avoided": ("f", "<", 40, None),
    "lure_taken": ("f", ">", 60, None),
    "lures": ("f", "<=", 2, 2),
    "luck": ("g", "<", 25, 25),
    "all_told": ("i", "<", 2, 2),
}


def test_every_threshold_is_the_one_that_was_agreed() -> None:
    found = {one.name: (one.letter, one.sense, one.threshold, one.two_rounds) for one in CONDITIONS}
    assert found == THRESHOLDS


def test_every_strategy_in_a_condition_is_a_bot_or_the_mixed_table() -> None:
    for condition in CONDITIONS:
        assert {*condition.plus, *condition.minus} <= {*BOTS, "mixed"}


def test_who_thinks_ahead_must_be_above_every_fixed_strategy_with_its_whole_interval() -> None:
    [thinking] = [one for one in CONDITIONS if one.name == "thinking"]
    assert thinking.surely
    assert thinking.plus == ("planner",)
    assert set(thinking.minus) == set(BOTS) - {"planner"}
