"""Time as a server goes by it: whether it was away for a while, and how fast its clocks go.

A laptop sleeps when its lid is closed, and comes back as if nothing was. What a table had left then is what
it has left after it. Whoever tries a whole evening in a minute has all clocks go faster.
"""

import time
from collections.abc import Callable
from typing import Final

from game.session.store import wall_clock

AWAY_SECONDS: Final = 5.0
"""A server that did nothing for so long was away: it looks every second."""


class Timing:
    """The clocks of one server.

    Attributes:
        away: How often it was away.
        away_ms: How long on its steady clock, in milliseconds; not every machine counts sleep on that.

    Args:
        speed: How many seconds go by in one.
        steady: Seconds that never go back.
        wall: Milliseconds since 1970 UTC, which people and programs may set.
    """

    def __init__(
        self,
        speed: int = 1,
        steady: Callable[[], float] = time.monotonic,
        wall: Callable[[], int] = wall_clock,
    ) -> None:
        self.away = 0
        self.away_ms = 0
        self._speed = speed
        self._steady = steady
        self._wall = wall
        self._begun = (steady(), wall())
        self._looked = self._begun

    def seconds(self) -> float:
        """Return seconds that never go back, from some beginning."""
        return self._steady() * self._speed

    def now(self) -> int:
        """Return the time in milliseconds since 1970 UTC."""
        begun = self._begun[1]
        return begun + (self._wall() - begun) * self._speed

    def clock(self, after: int = 0) -> Callable[[], int]:
        """Return a clock in milliseconds since 1970 UTC that never goes back, and begins at `after`."""
        start, begun = max(self.now(), after), self._steady()
        return lambda: start + int((self._steady() - begun) * self._speed * 1000)

    def real(self, milliseconds: int) -> float:
        """Return how many seconds somebody waits here for so many milliseconds on these clocks."""
        return milliseconds / 1000 / self._speed

    def look(self) -> None:
        """See whether it was away since it looked last: nothing ran, or the wall clock leapt."""
        steady, wall = self._steady(), self._wall()
        gone, leapt = steady - self._looked[0], (wall - self._looked[1]) / 1000
        self._looked = (steady, wall)
        if max(gone, leapt) > AWAY_SECONDS:
            self.away += 1
            self.away_ms += int(gone * 1000 * self._speed)
