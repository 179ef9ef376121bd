"""Estimates: figures and their ends, compared with sums done by hand."""

import pytest

from game.balance import estimates


def test_a_mean_lies_in_the_middle_of_its_interval() -> None:
    found = estimates.mean([40, 50, 60])
    assert (found.figure, found.count) == (50, 3)
    assert found.half == pytest.approx(1.96 * 10 / 3**0.5)


def test_a_share_of_none_or_all_still_leaves_room_on_one_side() -> None:
    none, all_ = estimates.share(0, 100), estimates.share(100, 100)
    assert [none.figure, none.low, none.high] == pytest.approx([0, 0, 3.7], abs=0.01)
    assert [all_.figure, all_.low, all_.high] == pytest.approx([100, 96.3, 100], abs=0.01)


def test_luck_is_what_strategies_do_not_explain() -> None:
    assert estimates.luck([[10, 20, 30], [10, 20, 30]]).figure == 0
    assert estimates.luck([[10, 10], [30, 30]]).figure == 100
    # Means of columns 20 and 30, of all 25: by column 2 × 2 × 25 = 100, in all 100 + 100 + 0 + 0 + 100.
    assert estimates.luck([[15, 35], [25, 25]]).figure == pytest.approx(50)


@pytest.mark.parametrize("nothing", [estimates.mean, estimates.luck])
def test_nothing_has_no_figure(nothing: object) -> None:
    with pytest.raises(ValueError, match="no"):
        nothing([])  # type: ignore[operator]
    with pytest.raises(ValueError, match="no share"):
        estimates.share(0, 0)
