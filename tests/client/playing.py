"""A whole session of the first scenario played by the pilot: by mouse alone, or by keyboard alone.

Both do the same: tell, ask, recognise, use an instrument, co-produce, divide, claim, forecast, look back. The
hands are given, so one story serves both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from game.client.input import Pointer
from game.client.looks.scale import place_of
from game.client.paint import Rect
from game.client.widgets.base import Widget
from tests.pilot import Pilot

SEATS = ("nadia", "joris", "noor")


class Hands(Protocol):
    """One way to press things."""

    def press(self, key: str) -> None:
        """Press what has this key."""

    def choose(self, seat: str) -> None:
        """Let a seat act."""

    def write(self, key: str, text: str) -> None:
        """Type a text in the field with this key."""

    def place(self, key: str, number: int) -> None:
        """Stand at a place, 0 to 10, on the line with this key."""


class MouseHands:
    """Presses by clicking; only texts come from the keyboard."""

    def __init__(self, pilot: Pilot) -> None:
        self.pilot = pilot

    def press(self, key: str) -> None:
        self.pilot.click(key)

    def choose(self, seat: str) -> None:
        self.pilot.click(f"seat.{seat}")

    def write(self, key: str, text: str) -> None:
        self.pilot.click(key)
        self.pilot.type(text)

    def place(self, key: str, number: int) -> None:
        self.pilot.reveal(self.pilot.widget(key))
        line = self.pilot.widget(key).at
        x, y = place_of(Rect(line), number), line.centre[1]
        self.pilot.do(Pointer("move", x, y), Pointer("press", x, y), Pointer("release", x, y))


class KeyboardHands:
    """Presses by Tab, arrows and Enter; chooses seats by their number."""

    def __init__(self, pilot: Pilot) -> None:
        self.pilot = pilot

    def press(self, key: str) -> None:
        self.reach(key)
        self.pilot.key("enter")

    def choose(self, seat: str) -> None:
        seats = self.pilot.session.table.part("table")["seats"]
        if self.pilot.app.stage.focused is not None and self.pilot.app.stage.focused.takes_text:
            self.pilot.key("tab")
        self.pilot.key(str(seats.index(seat) + 1))

    def write(self, key: str, text: str) -> None:
        self.reach(key)
        self.pilot.type(text)

    def place(self, key: str, number: int) -> None:
        self.reach(key)
        self.pilot.key("home", *["right"] * number)

    def reach(self, key: str) -> None:
        """Go to a widget by Tab from group to group and by arrows inside its group."""
        pilot = self.pilot
        wanted = pilot.widget(key)
        for _ in range(80):
            focused = pilot.app.stage.focused
            if focused is not None and focused.key == key:
                return
            if focused is not None and wanted.group and focused.group == wanted.group:
                before = focused.key
                pilot.key(_towards(focused, wanted))
                now = pilot.app.stage.focused
                if now is not None and now.key == before:
                    pilot.key(_aside(focused, wanted))
            else:
                pilot.key("tab")
            wanted = pilot.widget(key)
        raise AssertionError(f"the keyboard does not reach {key!r}")


def _towards(now: Widget, wanted: Widget) -> str:
    dx, dy = wanted.at.centre[0] - now.at.centre[0], wanted.at.centre[1] - now.at.centre[1]
    if abs(dx) > abs(dy):
        return "right" if dx > 0 else "left"
    return "down" if dy > 0 else "up"


def _aside(now: Widget, wanted: Widget) -> str:
    dx, dy = wanted.at.centre[0] - now.at.centre[0], wanted.at.centre[1] - now.at.centre[1]
    if abs(dx) > abs(dy):
        return "down" if dy > 0 else "up"
    return "right" if dx > 0 else "left"


def where(pilot: Pilot) -> tuple[int, str, str]:
    """Return round, phase and step of the table."""
    table = pilot.session.table.part("table")
    return table["round"], table["phase"], table["step"]


def start(pilot: Pilot, hands: Hands) -> None:
    """Let three pairs sit down and begin the first scenario."""
    for seat in SEATS:
        if isinstance(hands, KeyboardHands):
            hands.reach(f"holder.{seat}")
            pilot.key("right")
        else:
            widget = pilot.widget(f"holder.{seat}")
            _click_part(pilot, widget, 0.5)
        hands.write(f"name.{seat}", f"Zoë en Ré ({seat[0]})")
    hands.press("start")


def sit_down(pilot: Pilot, hands: Hands, seats: Sequence[str], scenario: str, names: Sequence[str]) -> None:
    """Choose a scenario, let somebody sit down on every seat, and begin."""
    hands.press(f"scenario.{scenario}")
    for seat, name in zip(seats, names, strict=True):
        hands.write(f"name.{seat}", name)
    hands.press("start")


def open_keys(pilot: Pilot, prefix: str) -> list[str]:
    """Return the keys of what can be pressed on the screen."""
    return [key for key in pilot.keys(prefix) if pilot.can(key) and pilot.widget(key).takes_pointer]


def tasks_on(pilot: Pilot, board: str) -> list[str]:
    """Return the keys of the tasks on a board."""
    return [key for key in pilot.keys(f"{board}.") if pilot.widget(key).role == "task"]


def to_the_ballots(
    pilot: Pilot, hands: Hands, challenges: Sequence[str] = ("rondkomen", "rondkomen", "rondkomen")
) -> None:
    """Go on in the first scenario from the briefs to filling in: made together, with one card told."""
    go_round(pilot, hands)
    hands.press("stance.co_produce")
    hands.choose("nadia")
    hands.press("tell.1")
    hands.press("primary")
    for seat, challenge in zip(SEATS, challenges, strict=True):
        hands.choose(seat)
        hands.press(f"challenge.{challenge}")
    assert where(pilot) == (1, "divide", "fill_in")


def _click_part(pilot: Pilot, widget: Widget, share: float) -> None:
    x, y = widget.at.x + widget.at.w * share, widget.at.centre[1]
    pilot.do(Pointer("move", x, y), Pointer("press", x, y), Pointer("release", x, y))


def go_round(pilot: Pilot, hands: Hands, each: Callable[[], None] = lambda: None) -> None:
    """Let what is private go round all seats."""
    while pilot.is_there("curtain.open"):
        hands.press("curtain.open")
        each()
        hands.press("secret.done")


def play_round(pilot: Pilot, hands: Hands) -> None:
    """Play one round from the stance to the last look."""
    round_ = where(pilot)[0]
    hands.choose("noor")
    hands.press("stance.co_produce")
    _talk(pilot, hands)
    if where(pilot)[1] == "dialogue":
        hands.press("primary")
    _frame(pilot, hands)
    _divide(pilot, hands)
    while where(pilot)[:2] == (round_, "carry_out"):
        hands.press("primary")
    if pilot.can("reflect.book_report"):
        hands.press("reflect.book_report")
    while where(pilot)[:2] == (round_, "reflect"):
        hands.press("primary")
    if pilot.is_there("round_end.close"):
        hands.press("round_end.close")


def _talk(pilot: Pilot, hands: Hands) -> None:
    for asker, teller in (("joris", "nadia"), ("nadia", "joris")):
        hands.choose(teller)
        _first(pilot, hands, "tell.")
        hands.choose(asker)
        _first(pilot, hands, "card.")
        if pilot.can(f"ask.{teller}"):
            hands.press(f"ask.{teller}")
            _first(pilot, hands, "tell.")
        if where(pilot)[1] != "dialogue":
            return
    hands.choose("noor")
    _first(pilot, hands, "instrument.")


def _first(pilot: Pilot, hands: Hands, prefix: str) -> None:
    """Press the first open thing of a kind."""
    open_ = open_keys(pilot, prefix)
    if open_:
        hands.press(open_[0])


def _frame(pilot: Pilot, hands: Hands) -> None:
    challenges = [key for key in pilot.keys("challenge.") if pilot.can(key) and pilot.widget(key).can_focus]
    for index, seat in enumerate(SEATS):
        hands.choose(seat)
        hands.press(challenges[index % 2])
    hands.choose("noor")
    if pilot.can("wording.text"):
        hands.write("wording.text", "Hoe zorgen we samen voor wie ’s avonds alléén is?")
        hands.press("wording.write")
    if where(pilot)[1] == "frame":
        hands.press("primary")


def _divide(pilot: Pilot, hands: Hands) -> None:
    hands.press("primary")
    go_round(pilot, hands, lambda: _vote(pilot, hands))
    hands.press("primary")
    _claim(pilot, hands)
    hands.press("primary")
    if where(pilot)[2] == "forecast":
        hands.press("primary")
        go_round(pilot, hands, lambda: _forecast(pilot, hands))


def _vote(pilot: Pilot, hands: Hands) -> None:
    tasks = tasks_on(pilot, "ballot")
    for index in (0, 0, 3, 3, 1):
        hands.press(tasks[index % len(tasks)])


def _claim(pilot: Pilot, hands: Hands) -> None:
    for task in tasks_on(pilot, "divide"):
        for seat in ("joris", "nadia", "noor"):
            hands.choose(seat)
            hands.press(task)
            claims = [key for key in ("claim.doer", "claim.owner") if pilot.can(key)]
            hands.press(claims[0] if claims else "task.done")
    hands.choose("noor")
    if pilot.can("tool.write_note"):
        hands.press("tool.write_note")


def _forecast(pilot: Pilot, hands: Hands) -> None:
    hands.press(tasks_on(pilot, "forecast")[0])


def play_whole(pilot: Pilot, hands: Hands) -> None:
    """Play both rounds, and turn every page of the debrief."""
    start(pilot, hands)
    go_round(pilot, hands)
    for _ in (1, 2):
        play_round(pilot, hands)
    for _ in range(60):
        if not pilot.can("debrief.on"):
            break
        hands.press("debrief.on")
