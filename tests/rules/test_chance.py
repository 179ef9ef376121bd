"""A draw that shifts would break every saved game and every what-if, so the draws are pinned down here."""

from collections import Counter
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.rules.chance import draw, shuffled

seeds = st.integers(-(2**64), 2**64)
texts = st.text(max_size=12)
rounds = st.integers(0, 9)


def test_draws_of_saved_games_stay_what_they_were() -> None:
    names = [("event", ""), ("event", "rain"), ("range", "rain"), ("range", "één café")]
    assert [draw(7, purpose, subject, 1, 1000) for purpose, subject in names] == [843, 471, 289, 536]
    assert [draw(7, "event", "", round_, 6) for round_ in range(8)] == [5, 5, 2, 5, 0, 2, 1, 4]
    assert shuffled(7, "pile", 1, ["a", "b", "c", "d", "e", "f"]) == ("c", "f", "d", "a", "e", "b")


@given(seeds, texts, texts, rounds, st.integers(1, 2**256))
def test_a_draw_names_one_of_its_sides_and_the_same_one_again(
    seed: int, purpose: str, subject: str, round_: int, sides: int
) -> None:
    drawn = draw(seed, purpose, subject, round_, sides)
    assert 0 <= drawn < sides
    assert draw(seed, purpose, subject, round_, sides) == drawn


@given(seeds, texts, texts, rounds)
def test_one_side_is_always_drawn(seed: int, purpose: str, subject: str, round_: int) -> None:
    assert draw(seed, purpose, subject, round_, 1) == 0


@pytest.mark.parametrize("sides", [0, -3, 2**256 + 1])
def test_a_draw_refuses_sides_it_cannot_draw_from(sides: int) -> None:
    with pytest.raises(ValueError, match="sides"):
        draw(1, "event", "", 1, sides)


@given(
    st.tuples(seeds, texts, texts, rounds),
    st.tuples(seeds, texts, texts, rounds),
)
def test_two_names_never_share_their_luck(
    one: tuple[int, str, str, int], other: tuple[int, str, str, int]
) -> None:
    assert (draw(*one, 2**256) == draw(*other, 2**256)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("ab", "c"), ("a", "bc")),
        (("a 1:b", "c"), ("a", "1:b 1:c")),
        (("", "a"), ("a", "")),
        (("a:b", ""), ("a", "b")),
    ],
)
def test_names_that_look_alike_when_glued_together_differ(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert draw(1, *one, 1, 2**256) != draw(1, *other, 1, 2**256)


@pytest.mark.parametrize("sides", [2, 3, 5, 6, 7, 10, 100])
def test_every_side_is_drawn_about_as_often(sides: int) -> None:
    times = 400 * sides
    counts = Counter(draw(seed, "event", "", 1, sides) for seed in range(times))
    chi_squared = sum((counts[side] - 400) ** 2 / 400 for side in range(sides))
    degrees = sides - 1
    assert chi_squared < degrees + 4 * (2 * degrees) ** 0.5 + 8  # far in the tail: once in thousands of seeds
    assert len(counts) == sides


def test_draws_under_neighbouring_names_say_nothing_about_each_other() -> None:
    names = [("event", "a", 1), ("event", "a", 2), ("event", "b", 1), ("other", "a", 1)]
    for one, other in permutations(names, 2):
        pairs = Counter(
            (draw(seed, *one, 4), draw(seed, *other, 4)) for seed in range(1600)
        )  # 16 pairs, 100 each
        assert len(pairs) == 16
        assert sum((count - 100) ** 2 / 100 for count in pairs.values()) < 45  # 15 degrees: once in 10,000


@given(seeds, texts, rounds, st.lists(texts, max_size=8))
def test_an_order_holds_every_item_and_only_those(
    seed: int, purpose: str, round_: int, items: list[str]
) -> None:
    assert sorted(shuffled(seed, purpose, round_, items)) == sorted(items)


@given(seeds, texts, rounds, st.lists(texts, min_size=1, max_size=8, unique=True), st.data())
def test_leaving_an_item_out_leaves_the_order_of_the_others(
    seed: int, purpose: str, round_: int, items: list[str], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(items))
    with_all = shuffled(seed, purpose, round_, items)
    without = shuffled(seed, purpose, round_, [item for item in items if item != gone])
    assert without == tuple(item for item in with_all if item != gone)


@given(seeds, texts, rounds, st.lists(texts, max_size=8))
def test_an_order_does_not_depend_on_how_the_items_came(
    seed: int, purpose: str, round_: int, items: list[str]
) -> None:
    assert shuffled(seed, purpose, round_, items) == shuffled(seed, purpose, round_, sorted(items))


def test_every_order_comes_about_as_often() -> None:
    counts = Counter(shuffled(seed, "pile", 1, ["a", "b", "c"]) for seed in range(2400))
    assert set(counts) == set(permutations("abc"))
    assert sum((count - 400) ** 2 / 400 for count in counts.values()) < 26  # 5 degrees: once in 10,000
