"""Places on the screen are plain arithmetic: they fill their box, keep their gaps and never overlap."""

from hypothesis import given
from hypothesis import strategies as st

from game.client.widgets.layout import Box, columns, flow, grid, page_of, rows, stack

lengths = st.integers(1, 40).map(lambda n: n * 50.0)


@given(width=lengths, height=lengths, across=st.integers(1, 5), down=st.integers(1, 5))
def test_a_grid_fills_its_box_without_overlap(width: float, height: float, across: int, down: int) -> None:
    box = Box(30, 40, width, height)
    cells = grid(box, across, down, 8)
    assert len(cells) == across * down
    for index, cell in enumerate(cells):
        assert not any(cell.touches(other) for other in cells[index + 1 :] if cell.w and cell.h)
    assert abs(cells[-1].right - box.right) < 1e-6
    assert abs(cells[-1].bottom - box.bottom) < 1e-6


@given(count=st.integers(0, 30), per_page=st.integers(1, 9), page=st.integers(-3, 40))
def test_every_item_is_on_one_page_and_no_page_is_out_of_bounds(count: int, per_page: int, page: int) -> None:
    shown, at, pages = page_of(count, per_page, page)
    assert 0 <= at < pages
    assert len(shown) <= per_page
    assert [item for p in range(pages) for item in page_of(count, per_page, p)[0]] == list(range(count))
    assert not count or len(shown) > 0


def test_a_cut_leaves_the_rest_beside_it() -> None:
    left, rest = Box(0, 0, 100, 50).cut_left(30, gap=10)
    assert (left, rest) == (Box(0, 0, 30, 50), Box(40, 0, 60, 50))
    top, under = Box(0, 0, 100, 50).cut_top(20, gap=5)
    assert (top, under) == (Box(0, 0, 100, 20), Box(0, 25, 100, 25))


def test_a_cut_larger_than_the_box_takes_all_of_it() -> None:
    bottom, rest = Box(0, 0, 100, 50).cut_bottom(90, gap=10)
    assert bottom == Box(0, 0, 100, 50)
    assert rest.h == 0


def test_a_full_line_flows_on_to_the_next() -> None:
    placed = flow(Box(0, 0, 100, 0), [60, 30, 40], 20, 10)
    assert [(box.x, box.y) for box in placed] == [(0, 0), (70, 0), (0, 30)]


def test_a_stack_may_stick_out_and_rows_and_columns_share_alike() -> None:
    assert stack(Box(0, 0, 10, 10), 30, 5, 2)[1] == Box(0, 35, 10, 30)
    assert {row.h for row in rows(Box(0, 0, 10, 100), 4, 4)} == {22}
    assert {column.w for column in columns(Box(0, 0, 100, 10), 4, 4)} == {22}
