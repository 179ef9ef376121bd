"""What many watchers are shown is what each would see alone, however much of it they missed."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from game.session.memory import MemoryStore
from game.session.observing import Watcher, observers
from game.session.scenario import Played
from game.session.session import FACILITATOR
from game.session.shown import Shown
from game.session.stepper import Stepper
from game.session.wire import Order
from game.session.words import OWN_WORDS, WORDS
from tests.session.stories import a_random_order, a_stepper, two_rounds


class Screen:
    """Somebody who looks now and then, and keeps what they heard."""

    def __init__(self) -> None:
        self.seq = 0
        self.parts: dict[str, Any] = {}

    def look(self, shown: Shown, observer: str) -> None:
        news = shown.news(observer, self.seq)
        if news is not None:
            parts = json.loads(news.parts)
            self.parts = parts if news.is_whole else self.parts | parts
            self.seq = news.seq


def without_words(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in parts.items() if name not in (WORDS, OWN_WORDS)}


def step(stepper: Stepper, shown: Shown, order: Order) -> None:
    stepper.now += 1000
    batch = stepper.session.step([order], stepper.now)
    stepper.store.append(stepper.name, batch.entry)
    if batch.anew:
        shown.begin(stepper.session)
    elif batch.happened:
        shown.update(stepper.session, batch.touched)


@settings(max_examples=5)
@given(seed=st.integers(0, 1000), looks=st.lists(st.integers(0, 2**6 - 1), min_size=50, max_size=50))
def test_who_looks_now_and_then_sees_what_a_fresh_view_shows(seed: int, looks: list[int]) -> None:
    stepper = a_stepper(MemoryStore(), two_rounds(), seed)
    everybody = observers(stepper.session)
    shown = Shown(watched=set(everybody))
    shown.begin(stepper.session)
    screens = {observer: Screen() for observer in everybody}
    for turn, mask in enumerate(looks):
        move = a_random_order(stepper, seed, turn)
        if turn % 17 == 16:
            move = (FACILITATOR, "step_back", {})
        if move is None:
            break
        step(stepper, shown, Order(f"n{turn}", move[0], move[1], move[2]))
        for place, observer in enumerate(everybody):
            if mask >> place & 1:
                screens[observer].look(shown, observer)
    for observer, screen in screens.items():
        screen.look(shown, observer)
        fresh = Watcher(observer).view(stepper.session).parts
        assert without_words(screen.parts) == json.loads(json.dumps(fresh)), observer


def a_shown(scenario: Played | None = None, *watched: str) -> tuple[Stepper, Shown]:
    stepper = a_stepper(MemoryStore(), scenario)
    shown = Shown(watched=set(watched))
    shown.begin(stepper.session)
    return stepper, shown


def test_who_saw_the_last_record_hears_nothing() -> None:
    _, shown = a_shown(None, "projector")
    assert shown.news("projector", shown.seq) is None


def test_a_part_that_reads_as_before_is_not_sent_again() -> None:
    stepper, shown = a_shown(None, "seat:henk")
    before = shown.seq
    step(stepper, shown, Order("n1", "seat:noor", "say_stance", {"stance": "co_produce"}))
    news = shown.news("seat:henk", before)
    assert news is not None
    assert not news.is_whole
    assert {"table", "options"} <= json.loads(news.parts).keys()
    assert "private" not in json.loads(news.parts)


def test_who_comes_from_further_than_the_log_goes_gets_everything() -> None:
    _, shown = a_shown(None, "projector")
    news = shown.news("projector", shown.seq + 5)
    assert news is not None
    assert news.is_whole


def test_what_is_common_is_written_once_for_all_who_saw_the_same() -> None:
    stepper, shown = a_shown(None, "seat:henk", "seat:nadia")
    before = shown.seq
    step(stepper, shown, Order("n1", "seat:noor", "say_stance", {"stance": "co_produce"}))
    assert shown._common_since(before, False) is shown._common_since(before, False)


def test_who_begins_to_look_later_sees_its_own_parts_and_nobody_elses() -> None:
    stepper, shown = a_shown(None, "seat:henk")
    shown.watch(stepper.session, "seat:nadia")
    news = shown.news("seat:nadia", 0)
    assert news is not None
    fresh = Watcher("seat:nadia").view(stepper.session).parts
    assert without_words(json.loads(news.parts)) == json.loads(json.dumps(fresh))
    shown.unwatch("seat:henk")
    assert "private" not in json.loads(shown.news("seat:henk", 0).parts)  # type: ignore[union-attr]
