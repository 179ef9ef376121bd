"""Movement in real time that ends by itself: while nothing moves, nothing is drawn.

Time is handed in, in milliseconds, so a test moves its own clock.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Curve = Callable[[float], float]


def ease_out(share: float) -> float:
    """Return how far along a movement is that starts fast and ends slowly (both 0 to 1)."""
    return 1 - (1 - share) ** 3


def ease_in_out(share: float) -> float:
    """Return how far along a movement is that starts and ends slowly (both 0 to 1)."""
    return 4 * share**3 if share < 0.5 else 1 - (2 - 2 * share) ** 3 / 2


@dataclass(slots=True)
class _Move:
    start: float
    target: float
    since: float
    lasts: float
    curve: Curve

    def at(self, now: float) -> float:
        if now >= self.since + self.lasts:
            return self.target
        share = max(0.0, (now - self.since) / self.lasts)
        return self.start + (self.target - self.start) * self.curve(share)


class Motion:
    """All values under way and all things to do later, by name."""

    def __init__(self, *, is_calm: bool = False) -> None:
        self.is_calm = is_calm
        self.now = 0.0
        self._moves: dict[str, _Move] = {}
        self._later: dict[str, tuple[float, Callable[[], None]]] = {}

    @property
    def is_moving(self) -> bool:
        """Whether a value is under way, so that the screen changes by itself."""
        return any(self.now < move.since + move.lasts for move in self._moves.values())

    def tick(self, now: float) -> bool:
        """Go on to `now`; return whether something moved and the screen is to be made again."""
        moved = self.is_moving
        self.now = now
        due = [name for name, (when, _) in self._later.items() if when <= now]
        for name in due:
            _, act = self._later.pop(name)
            act()
        return moved

    def value(
        self, name: str, target: float, lasts: float, *, first: float | None = None, curve: Curve = ease_out
    ) -> float:
        """Return where the value `name` is now on its way to `target`.

        A value seen for the first time starts at `first`, or stands at its target. When the target
        changes, the value goes there from where it is, in `lasts` milliseconds. With a calm picture it
        is there at once.
        """
        move = self._moves.get(name)
        if self.is_calm or lasts <= 0:
            self._moves[name] = _Move(target, target, self.now, 0, curve)
            return target
        if move is None:
            start = target if first is None else first
            move = _Move(start, target, self.now, lasts if start != target else 0, curve)
            self._moves[name] = move
        elif move.target != target:
            move = _Move(move.at(self.now), target, self.now, lasts, curve)
            self._moves[name] = move
        return move.at(self.now)

    def later(self, name: str, delay: float, act: Callable[[], None]) -> None:
        """Do something after `delay` milliseconds, instead of what waited under the same name."""
        self._later[name] = (self.now + delay, act)

    def cancel(self, name: str) -> None:
        """Forget what waited under this name."""
        self._later.pop(name, None)

    def forget(self, prefix: str = "") -> None:
        """Forget values whose name starts with `prefix`; seen again, they start anew."""
        for name in [name for name in self._moves if name.startswith(prefix)]:
            del self._moves[name]
