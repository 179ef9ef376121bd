"""The bots `fair_share` and `greedy`: both decide together, one evenly, one for what counts at once."""

from collections.abc import Sequence
from fractions import Fraction

from game.bots.bot import Choice
from game.bots.dialogue import DialogueBot
from game.bots.habits import ballot_of
from game.bots.seen import Seen

_ANSWERED = {"full": 100, "partly": 50}


class FairShareBot(DialogueBot):
    """Gives every task on the table the same, and carries when it carries least."""

    def instrument(self, _seen: Seen) -> Choice | None:
        """Use no instrument: that money is for all tasks."""
        return None

    def ballot(self, seen: Seen) -> Choice | None:
        """Pay as many tasks as their minima allow, the cheapest first, and share the rest evenly."""
        if seen.keeps_ballot or not seen.option("cast_ballot"):
            return None
        choice = ballot_of(seen, evenly(seen, seen.on_table))
        return self.because("bot.reason.ballot_even", choice) if choice else None

    def rule(self, seen: Seen) -> Choice | None:
        """Propose that every seat has an equal share of the money to spend."""
        return self._proposes(seen, "equal_shares", "bot.reason.rule_even")

    def claim(self, seen: Seen) -> Choice | None:
        """Take nothing on before those who carry less."""
        most = max(seen.seat_part(seat)["capacity_left"] for seat in seen.table["seats"])
        return super().claim(seen) if seen.me["capacity_left"] >= min(most, 1) else None


class GreedyBot(DialogueBot):
    """Buys what lifts `result` most at once: steps to the goals, and the support of who has least."""

    ballot_key = "bot.reason.ballot_now"

    def instrument(self, _seen: Seen) -> Choice | None:
        """Use no instrument: it brings nothing by itself."""
        return None

    def question(self, _seen: Seen) -> Choice | None:
        """Ask nothing: an answer is a debt."""
        return None

    def ranked(self, seen: Seen) -> list[str]:
        """Return the tasks on the table, the most result per euro first."""
        return sorted(seen.on_table, key=lambda id_: -Fraction(gain(seen, id_), seen.cost(id_)))


def evenly(seen: Seen, wanted: Sequence[str]) -> dict[str, int]:
    """Return what tasks get when the pot is shared evenly, in euros: at least their minimum, or nothing."""
    pot, step = seen.view["budget"]["to_divide"], seen.view["budget"]["step"]
    tasks = [id_ for id_ in wanted if seen.can_be_paid(id_)]
    euros: dict[str, int] = {}
    for id_ in sorted(tasks, key=lambda id_: seen.least(id_)):
        least = max(step, seen.least(id_))
        if sum(euros.values()) + least <= pot:
            euros[id_] = least
    while True:
        short = [id_ for id_, paid in euros.items() if paid + step <= seen.cost(id_)]
        if not short or sum(euros.values()) + step > pot:
            return euros
        euros[min(short, key=lambda id_: euros[id_])] += step


def gain(seen: Seen, task: str) -> int:
    """Return about how much a task lifts `result`, in ten thousandths of a point."""
    progress = 0
    goals = seen.table["goals"]
    for indicator in goals:
        one = seen.view["indicators"][indicator]
        low, high = seen.tasks[task]["effects"].get(indicator, (0, 0))
        way = abs(one["goal"] - one["start"]) or 1
        left = abs(one["goal"] - one["value"])
        brought = (low + high) // 2 if one["goal"] >= one["start"] else -(low + high) // 2
        progress += 1_000_000 * min(brought, left) // way // max(1, len(goals))
    return (progress + 10_000 * _lifted(seen, task)) // 2


def _lifted(seen: Seen, task: str) -> int:
    """Return how much a task lifts the support of the seat that has least, in points."""
    supports = {
        seat: part["support"]
        for seat in seen.table["seats"]
        if (part := seen.seat_part(seat))["support"] is not None and part["wishes"] is not None
    }
    lowest = min(supports, key=lambda seat: supports[seat], default=None)
    needs = [card["need"] for card in seen.view["cards"] if card["role"] == lowest]
    told = [need for need in dict.fromkeys(needs) if need in seen.wanted]
    answers = seen.tasks[task]["answers"]
    cards = len(needs) + (seen.seat_part(lowest)["cards_left"] if lowest else 0)
    return sum(_ANSWERED[answers[need]] for need in told if need in answers) // (2 * max(1, cards))
