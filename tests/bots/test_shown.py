"""A demo that is watched: the same log as one that is not, at the watcher's pace, held when they hold it."""

from game import resources
from game.bots.demo import Demo, begin_demo, how_it_went, play_demo
from game.bots.shown import ShownDemo
from game.session.memory import MemoryStore
from game.session.sessions import verify_session
from game.session.wire import Accepted, Line, Message, Order, Refused, View

FIRST = resources.scenarios() / "eerste-potje"
PACE = 1_000


class Watched:
    """A demo with somebody before it, who owns the clock."""

    def __init__(self, seed: int = 7) -> None:
        self.store = MemoryStore()
        self.now = 0
        self.stepper, bots = begin_demo(self.store, FIRST, seed)
        self.line = ShownDemo(self.stepper, bots, PACE, lambda: self.now)
        self.count = 0

    def look(self, milliseconds: int = PACE) -> list[Message]:
        self.now += milliseconds
        return self.line.poll()

    def order(self, kind: str) -> list[Message]:
        self.count += 1
        self.line.send(Order(f"mine{self.count}", "facilitator", kind, {}))
        return self.line.poll()

    def place(self) -> tuple[int, str]:
        table = self.stepper.session.state.table
        return table.round, table.phase

    def until_waiting(self) -> None:
        while self.look():
            pass

    def to_the_end(self) -> Demo:
        while not how_it_went(self.stepper).has_ended:
            self.until_waiting()
            self.order("advance")
        return how_it_went(self.stepper)


def test_watching_changes_nothing_in_the_log() -> None:
    assert Watched().to_the_end() == play_demo(*begin_demo(MemoryStore(), FIRST, 7))


def test_whoever_moved_says_why() -> None:
    watched = Watched()
    watched.look()
    assert watched.line.why is not None
    seat, reason = watched.line.why
    assert (seat, reason.key) == ("noor", "bot.reason.stance_together")


def test_a_watcher_in_a_hurry_sees_the_same() -> None:
    watched = Watched()
    while not how_it_went(watched.stepper).has_ended:
        watched.order("advance")
    assert how_it_went(watched.stepper) == Watched().to_the_end()


def test_a_watcher_first_gets_an_open_line_and_everybodys_view() -> None:
    names = [type(message) for message in Watched().line.poll()]
    assert names == [Line, *[View] * 5]


def test_one_thing_happens_at_a_time_and_each_is_looked_at() -> None:
    watched = Watched()
    watched.look(0)
    head = watched.stepper.session.state.head
    assert watched.look(PACE - 1) == []
    assert watched.look(1)
    assert watched.stepper.session.state.head > head
    assert watched.look(PACE - 1) == []


def test_what_was_carried_out_stands_there_until_whoever_watches_goes_on() -> None:
    watched = Watched()
    watched.until_waiting()
    assert watched.place() == (1, "carry_out")
    assert watched.look(60 * PACE) == []
    answer, *views = watched.order("advance")
    assert isinstance(answer, Accepted)
    assert views
    watched.until_waiting()
    assert watched.place() == (1, "reflect")


def test_a_demo_stands_still_while_it_is_paused() -> None:
    watched = Watched()
    watched.look()
    watched.order("pause")
    assert [watched.look() for _ in range(5)] == [[]] * 5
    watched.order("resume")
    assert watched.look()


def test_a_step_back_is_played_on_from_there() -> None:
    watched = Watched()
    watched.until_waiting()
    watched.order("step_back")
    watched.order("resume")
    played = watched.to_the_end()
    assert played.has_ended
    assert verify_session(watched.store, played.session, played.hash)["intact"]


def test_an_order_that_cannot_be_done_is_refused_and_the_demo_plays_on() -> None:
    watched = Watched()
    [refused] = [one for one in watched.order("resume") if isinstance(one, Refused)]
    assert refused.id == "mine1"
    assert watched.to_the_end().has_ended
