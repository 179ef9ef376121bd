"""Movement ends by itself, goes on from where it is, and is not there with a calm picture."""

from hypothesis import given
from hypothesis import strategies as st

from game.client.motion import Motion, ease_in_out, ease_out


@given(st.floats(0, 1))
def test_curves_start_at_the_start_end_at_the_end_and_stay_between(share: float) -> None:
    for curve in (ease_out, ease_in_out):
        assert curve(0) == 0
        assert curve(1) == 1
        assert -1e-9 <= curve(share) <= 1 + 1e-9


def test_a_value_goes_to_its_new_target_and_then_nothing_moves() -> None:
    motion = Motion()
    assert motion.value("bar", 10, 600) == 10
    assert not motion.is_moving
    motion.value("bar", 20, 600)
    assert motion.tick(300)
    assert 10 < motion.value("bar", 20, 600) < 20
    assert motion.tick(600)
    assert motion.value("bar", 20, 600) == 20
    assert not motion.tick(700)


def test_a_new_target_halfway_starts_from_where_the_value_is() -> None:
    motion = Motion()
    motion.value("bar", 0, 100)
    motion.value("bar", 100, 100)
    motion.tick(50)
    halfway = motion.value("bar", 100, 100)
    assert motion.value("bar", 0, 100) == halfway


def test_a_value_seen_first_can_start_elsewhere() -> None:
    motion = Motion()
    assert motion.value("card", 1, 500, first=0) == 0
    assert motion.is_moving


def test_a_calm_picture_does_not_move() -> None:
    motion = Motion(is_calm=True)
    motion.value("bar", 0, 600)
    assert motion.value("bar", 50, 600) == 50
    assert not motion.is_moving


def test_what_waits_is_done_once_and_can_be_cancelled() -> None:
    motion, done = Motion(), list[str]()
    motion.later("a", 100, lambda: done.append("a"))
    motion.later("b", 100, lambda: done.append("b"))
    motion.cancel("b")
    motion.tick(99)
    assert done == []
    motion.tick(100)
    motion.tick(200)
    assert done == ["a"]
