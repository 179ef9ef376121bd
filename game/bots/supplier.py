"""The bot `supplier`: what is there already comes first, and the director decides."""

from fractions import Fraction

from game.bots.bot import Choice
from game.bots.habits import Habitual, ballot_for
from game.bots.seen import Seen


class SupplierBot(Habitual):
    """Works from existing schemes: asks nothing, tells nothing, and keeps the council content."""

    def stance(self, seen: Seen) -> Choice | None:
        """Let the director decide."""
        return self._says_stance(seen, "decide", "bot.reason.stance_decide") or super().stance(seen)

    def challenge(self, seen: Seen) -> Choice | None:
        """Choose the challenge with most on the shelf that nobody chose yet."""
        challenges = seen.ids("choose_challenge", "challenge")
        if not challenges:
            return None
        chosen = seen.view["frame"]["choices"].values()
        new = [challenge for challenge in challenges if challenge not in chosen]
        best = max(new or challenges, key=lambda challenge: _on_the_shelf(seen, challenge))
        choice = ("choose_challenge", {"challenge": best})
        return self.because("bot.reason.challenge_shelf", choice, challenge=best)

    def ballot(self, seen: Seen) -> Choice | None:
        """Pay existing schemes first, the most effect per euro first."""
        if seen.keeps_ballot or not seen.option("cast_ballot"):
            return None
        wanted = sorted(
            seen.on_table, key=lambda id_: (not seen.tasks[id_]["existing"], -_per_euro(seen, id_))
        )
        choice = ballot_for(seen, wanted)
        return self.because("bot.reason.ballot_shelf", choice) if choice else None

    def answer(self, seen: Seen) -> Choice | None:
        """Stand behind every plan."""
        return self._answers(seen, "stand_behind", "bot.reason.stand_behind")

    def claim(self, seen: Seen) -> Choice | None:
        """Do what it can do; own what another does, or what only another can do."""
        if seen.me["capacity_left"] <= 0:
            return None
        doable = seen.ids("claim", "task", part="doer")
        if doable:
            return self._take(doable[0], "doer", "bot.reason.claim_doer")
        ownable = [id_ for id_ in seen.ids("claim", "task", part="owner") if self._is_for_another(seen, id_)]
        return self._take(ownable[0], "owner", "bot.reason.claim_owner") if ownable else None

    def forecast(self, seen: Seen) -> Choice | None:
        """Tap the task that brings most on paper."""
        tasks = seen.ids("make_forecast", "task")
        best = sorted(tasks, key=lambda id_: -seen.effect(id_))
        return self._first("bot.reason.forecast", "make_forecast", "task", best)

    def note(self, seen: Seen) -> Choice | None:
        """Write the council its note."""
        return self.because("bot.reason.note", ("write_note", {})) if seen.option("write_note") else None

    def judgement(self, seen: Seen) -> Choice | None:
        """Understand every reason."""
        return self._understands(seen)

    def _is_for_another(self, seen: Seen, task: str) -> bool:
        return bool(seen.tasks[task]["doer"] != self.seat)


def _on_the_shelf(seen: Seen, challenge: str) -> int:
    """Return what a challenge's existing schemes may bring that were not started yet."""
    tasks = seen.tasks.items()
    return sum(
        seen.effect(id_)
        for id_, task in tasks
        if task["challenge"] == challenge and task["existing"] and task["status"] == "idle"
    )


def _per_euro(seen: Seen, task: str) -> Fraction:
    return Fraction(seen.effect(task), seen.cost(task))
