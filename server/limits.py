"""How much is too much: actions of one seat, failed tries of one address. Both count on a clock passed in."""

from collections import deque
from dataclasses import dataclass, field

_MINUTE = 60.0


@dataclass(slots=True)
class Bucket:
    """Lets `burst` through at once, and `rate` a second on the long run; times in seconds."""

    rate: float
    burst: float
    at: float = 0.0
    left: float = field(init=False)

    def __post_init__(self) -> None:
        self.left = self.burst

    def takes(self, now: float) -> bool:
        """Take one, and tell whether there was room for it."""
        self.left = min(self.burst, self.left + (now - self.at) * self.rate)
        self.at = now
        if self.left < 1:
            return False
        self.left -= 1
        return True


@dataclass(slots=True)
class Tries:
    """Failed tries of the last minute: so many per address, so many in all. What succeeds counts for nothing.

    A town hall shares one address, so only guessing is slowed down, not joining.
    """

    per_address: int
    in_all: int
    _all: deque[float] = field(default_factory=deque)
    _of: dict[str, deque[float]] = field(default_factory=dict)

    def are_too_many(self, address: str, now: float) -> bool:
        """Tell whether an address has to wait before it may try again."""
        self._forget(now)
        return len(self._all) >= self.in_all or len(self._of.get(address, ())) >= self.per_address

    def failed(self, address: str, now: float) -> None:
        """Count a try that failed."""
        self._all.append(now)
        self._of.setdefault(address, deque()).append(now)

    def _forget(self, now: float) -> None:
        while self._all and self._all[0] <= now - _MINUTE:
            self._all.popleft()
        for address, times in list(self._of.items()):
            while times and times[0] <= now - _MINUTE:
                times.popleft()
            if not times:
                del self._of[address]
