"""The bot `planner`: it plays as `dialogue`, but looks ahead before it chooses a challenge and divides.

It tries about 80 broad choices for this round over imagined tables (`game.bots.ahead`) and leaves the choice
of `dialogue` only for one that is clearly better on average.
"""

from collections.abc import Mapping
from typing import ClassVar, Final

from game.bots.ahead import Effort, best_pair, best_plan, seen_by_all
from game.bots.bot import Choice
from game.bots.dialogue import DialogueBot
from game.bots.habits import ballot_of
from game.bots.seen import Seen, field_of
from game.rules.rounding import largest_remainder

LEAST_GAIN: Final = 0.5
"""How much better in `result`, on average, a plan must be to leave that of `dialogue` for it."""

_ADDS_UP = ("average", "consent", "consensus")
"""Rules under which the plan is what all ballots are on average."""

_TURNS_A_ROUND = 3
"""Turns to speak that a round is thought to bring by itself."""


class PlannerBot(DialogueBot):
    """Looks ahead over tables imagined from its own view, never the true one."""

    effort: ClassVar[Effort] = Effort()

    def instrument(self, seen: Seen) -> Choice | None:
        """Use an instrument only when some cards would never be told without it."""
        rounds_left = seen.table["rounds"] - seen.table["round"]
        turns = seen.view["time"]["turns_left"] + rounds_left * _TURNS_A_ROUND
        if not rounds_left or seen.cards_waiting() <= turns:
            return None
        return super().instrument(seen)

    def note(self, seen: Seen) -> Choice | None:
        """Write the note at once when money is set aside: so it comes free before it is divided."""
        if seen.view["budget"]["set_aside"] and seen.option("write_note"):
            return self.because("bot.reason.note", ("write_note", {}))
        return super().note(seen)

    def challenge(self, seen: Seen) -> Choice | None:
        """Choose of the two challenges that bring most together the one that fewer chose so far."""
        challenges = seen.ids("choose_challenge", "challenge")
        if len(challenges) < 3:
            return super().challenge(seen)
        pair = best_pair(seen_by_all(seen.view), tuple(challenges), self.effort)
        chosen = list(seen.view["frame"]["choices"].values())
        mine = min(pair, key=chosen.count)
        choice = ("choose_challenge", {"challenge": mine})
        return self.because("bot.reason.challenge_ahead", choice, challenge=mine)

    def ballot(self, seen: Seen) -> Choice | None:
        """Give the plan that brings most on imagined tables; that of `dialogue` when it is about as good."""
        as_dialogue = super().ballot(seen)
        if as_dialogue is None:
            return None
        plan, gained = best_plan(seen_by_all(seen.view), self.effort)
        choice = _part_of(seen, dict(plan)) if gained > LEAST_GAIN else None
        return self.because("bot.reason.ballot_ahead", choice) if choice else as_dialogue


def _part_of(seen: Seen, plan: Mapping[str, int]) -> Choice | None:
    """Return this seat's part of a plan that all who give a ballot make together.

    A ballot has few points, so alone it can hardly say what a plan says. The points of all ballots are dealt
    out by turns, task by task.
    """
    voters: list[str] = seen.view["ballots"]["voters"]
    option = seen.option("cast_ballot")
    adds_up = seen.view["budget"]["ballot"] == "points" and seen.table["rule"] in _ADDS_UP
    if option is None or not adds_up or seen.seat not in voters:
        return ballot_of(seen, plan)
    field = field_of(option, "given")
    saved = seen.view["budget"]["to_divide"] - sum(plan.values())
    points = largest_remainder(field["total"] * len(voters), [*plan.values(), saved])
    dealt = [task for task, count in zip(plan, points, strict=False) for _ in range(count)]
    mine = dealt[voters.index(seen.seat) :: len(voters)]
    given = {task: min(mine.count(task), most) for task, most in field["caps"].items()}
    return "cast_ballot", {"given": [[task, count] for task, count in given.items() if count]}
