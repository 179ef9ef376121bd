"""Inputs are the same in pixels, in our own words and in a recording."""

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.client.input import (
    Composing,
    Held,
    Input,
    Key,
    Pointer,
    Typed,
    Wheel,
    events,
    from_lines,
    read,
    to_line,
)

coordinates = st.integers(0, 1079).map(float)
inputs: st.SearchStrategy[Input] = st.one_of(
    st.builds(
        Key,
        st.sampled_from(
            ["tab", "enter", "space", "escape", "left", "page down", "f1", "f11", "a", "7", "+", "-"]
        ),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(Typed, st.text(min_size=1)),
    st.builds(Composing, st.text(), st.integers(0, 5)),
    st.builds(Pointer, st.sampled_from(["move", "press", "release"]), coordinates, coordinates),
    st.builds(Wheel, st.just(0.0), st.sampled_from([-90.0, 90.0])),
)


@given(inputs)
def test_a_recorded_input_is_read_back_as_it_was(did: Input) -> None:
    assert list(from_lines([to_line(did)])) == [did]


@given(inputs)
def test_what_the_pilot_posts_is_read_as_what_it_meant(did: Input) -> None:
    event, *_ = events(did, 1.0)
    assert read(event, 1.0) == did


def test_a_pointer_is_in_units_whatever_the_window() -> None:
    event = pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(640, 360), button=1)
    assert read(event, 1280 / 1920) == Pointer("press", 960, 540)


def test_other_buttons_and_other_events_mean_nothing() -> None:
    assert read(pygame.event.Event(pygame.MOUSEBUTTONDOWN, pos=(1, 1), button=3), 1) is None
    assert read(pygame.event.Event(pygame.KEYUP, key=pygame.K_a, mod=0, unicode="a"), 1) is None


def test_plus_is_plus_on_every_keyboard() -> None:
    shifted = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_EQUALS, mod=pygame.KMOD_LSHIFT, unicode="+")
    keypad = pygame.event.Event(pygame.KEYDOWN, key=pygame.K_KP_PLUS, mod=0, unicode="")
    assert read(shifted, 1) == Key("+", shift=True)
    assert read(keypad, 1) == Key("+")


def test_remarks_in_a_recording_are_passed_over_and_nonsense_names_its_line() -> None:
    assert list(from_lines(["# a remark", "", '{"kind": "typed", "text": "ë"}'])) == [Typed("ë")]
    with pytest.raises(ValueError, match="line 2 is no input"):
        list(from_lines(['{"kind": "typed", "text": "ë"}', '{"kind": "sung"}']))


def a_key(kind: int, key: int) -> pygame.event.Event:
    return pygame.event.Event(kind, key=key, mod=0, unicode="")


def test_a_key_that_is_held_down_presses_once_and_goes_on_only_while_it_is_really_down(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    down: set[int] = set()
    enter, left, held = pygame.K_RETURN, pygame.K_LEFT, Held()
    monkeypatch.setattr(pygame.key, "get_pressed", lambda: {key: key in down for key in (enter, left)})
    down |= {enter, left}
    assert held.counts(a_key(pygame.KEYDOWN, enter))
    assert not held.counts(a_key(pygame.KEYDOWN, enter)), "a second button would be pressed"
    assert held.counts(a_key(pygame.KEYDOWN, left))
    assert held.counts(a_key(pygame.KEYDOWN, left))
    down.clear()  # it went up during a long frame, and pygame repeated it all the same
    assert not held.counts(a_key(pygame.KEYDOWN, left))
    for key in (enter, left):
        held.counts(a_key(pygame.KEYUP, key))
        assert held.counts(a_key(pygame.KEYDOWN, key))
    held.counts(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    assert held.counts(a_key(pygame.KEYDOWN, enter))
