"""Presence: who of a table is there, who is quiet while the table waits, and what to do about it.

First the person is asked, kindly and alone. Who stays quiet gets a mark that only the facilitator sees. Then,
if the facilitator set it, a bot keeps the seat warm until the person is back. Nobody is asked while they have
nothing to do: listening is not being idle.

It reads no clock: times are seconds that are passed in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from game.rules.offers import options
from game.rules.state import TableState
from game.session.actions import PAIR, PERSON

HERE, AWAY, ASKED, QUIET = "here", "away", "asked", "quiet"
"""How somebody is: connected; not connected; asked whether they are still there; quiet after that too."""

WARM: Final = "warm:"
"""What the id of an order begins with by which a bot keeps a seat warm; no client can send one."""

FREE: Final = frozenset(
    (
        *("bring_idea", "pledge", "take_over", "call_core_value", "propose", "change_plan", "meet"),
        *("propose_rule", "recognise", "ask_by_name", "use_instrument", "tell_card", "book_report"),
        *("write_note", "feel_trust", "withdraw"),
    )
)
"""Kinds of actions that a seat may do but that nobody waits for."""


def is_awaited(table: TableState, seat: str) -> bool:
    """Tell whether a table waits for a seat: it can do something that is due, and did not say it is ready."""
    if table.ended or seat in table.ready:
        return False
    return any(one.is_new and one.kind not in FREE for one in options(table, seat))


@dataclass(slots=True)
class _Seen:
    sign_at: float
    here: int = 0
    waits_since: float | None = None
    state: str = AWAY


@dataclass
class Presence:
    """Who of one table is there.

    Args:
        question_after: Seconds that the table waits for somebody before they are asked.
        mark_after: Seconds after the question before the facilitator sees a mark.
    """

    question_after: float
    mark_after: float
    _seats: dict[str, _Seen] = field(default_factory=dict)

    def sign(self, seat: str, now: float) -> None:
        """Note that somebody did something, or said that they are there."""
        seen = self._of(seat, now)
        seen.sign_at = now
        seen.state = HERE if seen.here else AWAY

    def came(self, seat: str, now: float) -> None:
        """Note that a screen of this seat is connected."""
        seen = self._of(seat, now)
        seen.here += 1
        if seen.state == AWAY:
            seen.state = HERE

    def went(self, seat: str, now: float) -> None:
        """Note that a screen of this seat is gone; its person may have others."""
        seen = self._of(seat, now)
        seen.here = max(0, seen.here - 1)
        if not seen.here and seen.state in (HERE, ASKED):
            seen.state = AWAY

    def was_away(self, seconds: float) -> None:
        """Take it that nobody was looked at for so long: that time counts for nobody."""
        for seen in self._seats.values():
            seen.sign_at += seconds
            seen.waits_since = None if seen.waits_since is None else seen.waits_since + seconds

    def state(self, seat: str) -> str:
        """Return how somebody is: `here`, `away`, `asked` or `quiet`."""
        return self._seats[seat].state if seat in self._seats else AWAY

    def is_here(self, seat: str) -> bool:
        """Tell whether a screen of this seat is connected."""
        return seat in self._seats and self._seats[seat].here > 0

    def look(
        self, holders: Mapping[str, str], awaited: Callable[[str], bool], now: float, *, is_paused: bool
    ) -> list[str]:
        """Bring everybody up to now, and return the seats whose state changed.

        Args:
            holders: Per seat who holds it.
            awaited: Whether the table waits for a seat.
            now: The time.
            is_paused: Whether the clock stands: then nobody is waited for.
        """
        changed = []
        for seat, holder in holders.items():
            seen = self._of(seat, now)
            if holder not in (PERSON, PAIR) or is_paused or not awaited(seat):
                seen.waits_since = None
                state = HERE if seen.here else AWAY
            else:
                seen.waits_since = now if seen.waits_since is None else seen.waits_since
                state = self._state_after(self.quiet_for(seat, now), bool(seen.here))
            if state != seen.state:
                seen.state = state
                changed.append(seat)
        return changed

    def quiet_for(self, seat: str, now: float) -> float:
        """Return for how many seconds the table has waited for a seat without a sign; 0 when it does not."""
        seen = self._seats.get(seat)
        if seen is None or seen.waits_since is None:
            return 0.0
        return now - max(seen.sign_at, seen.waits_since)

    def warm_after(self, keeps_warm: float) -> float:
        """Return after how many quiet seconds a bot keeps a seat."""
        return self.question_after + self.mark_after + keeps_warm

    def _state_after(self, quiet: float, is_here: bool) -> str:
        if quiet >= self.question_after + self.mark_after:
            return QUIET
        if quiet >= self.question_after and is_here:
            return ASKED
        return HERE if is_here else AWAY

    def _of(self, seat: str, now: float) -> _Seen:
        if seat not in self._seats:
            self._seats[seat] = _Seen(now)
        return self._seats[seat]
