"""The bot `dialogue`: it asks, tells and listens, decides together, and comes back to what was told."""

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

from game.bots.bot import Choice
from game.bots.habits import answers_known, ballot_for, disputed_task
from game.bots.seen import Seen, fixed_fields
from game.bots.starting import Starting

_KEPT_SLOTS = 1
"""Slots an instrument leaves for what comes after it: a meeting, reporting back or a note."""

_SAFE_PATIENCE = 45
"""From this patience on the council keeps paying if no note is written and money is at work."""


class DialogueBot(Starting):
    """Works from what people say they need; every seat that plays it counts on the others to do the same."""

    ballot_key: ClassVar[str] = "bot.reason.ballot_told"
    challenge_key: ClassVar[str] = "bot.reason.challenge_told"

    def wanted(self, seen: Seen) -> list[str]:
        """Return the needs it works from: those told or found that nothing at work answers."""
        return seen.wanted

    def ranked(self, seen: Seen) -> list[str]:
        """Return the tasks on the table: those that answer a told need first, then the most per euro."""
        return ranked_by(seen, self.wanted(seen))

    # Asking. ------------------------------------------------------------------------------------------

    def stance(self, seen: Seen) -> Choice | None:
        """Make the plan together, if that can be promised."""
        return self._says_stance(seen, "co_produce", "bot.reason.stance_together") or super().stance(seen)

    def goal(self, seen: Seen) -> Choice | None:
        """Tap a goal by chance: they are all worth having."""
        goals = seen.ids("choose_goal", "indicator")
        drawn = [goals[self.draw("goal", len(goals))]] if goals else []
        return self._first("bot.reason.goal", "choose_goal", "indicator", drawn)

    def instrument(self, seen: Seen) -> Choice | None:
        """Use the instrument that lets most new needs be heard, as long as a slot is left after it."""
        gains = {}
        for option in seen.options_of("use_instrument"):
            id_ = fixed_fields(option)["instrument"]
            facts = seen.view["time"]["instruments"][id_]
            if seen.view["time"]["slots_left"] - facts["slots"] >= _KEPT_SLOTS:
                gains[id_] = _would_be_heard(seen, facts)
        best = max(gains, key=lambda id_: gains[id_], default=None)
        if best is None or gains[best] <= 0:
            return None
        used = {"instrument": best} | seen.looked_into(best)
        return self.because("bot.reason.instrument", ("use_instrument", used), instrument=best)

    def card(self, seen: Seen) -> Choice | None:
        """Tell the card that weighs most."""
        weights = seen.view["private"]["needs"]
        needs = {card["id"]: card["need"] for card in seen.view["private"]["cards"]}
        cards = sorted(seen.ids("tell_card", "card"), key=lambda id_: -weights.get(needs[id_], 0))
        if not cards:
            return None
        return self.because("bot.reason.tells", ("tell_card", {"card": cards[0]}), need=needs[cards[0]])

    def question(self, seen: Seen) -> Choice | None:
        """Ask who has most left to tell, as long as there is a turn to speak for the answer."""
        if seen.questions_waiting() >= seen.view["time"]["turns_left"]:
            return None
        left = {
            seat: seen.seat_part(seat)["cards_left"] - seen.seat_part(seat)["asked"]
            for seat in seen.ids("ask_by_name", "of")
        }
        most = max(left.values(), default=0)
        silent = [seat for seat, cards in left.items() if cards == most > 0]
        if not silent:
            return None
        asked = silent[self.draw("ask", len(silent))]
        return self.because("bot.reason.asks", ("ask_by_name", {"of": asked}), seat=asked)

    def hand(self, seen: Seen) -> Choice | None:
        """Put up a hand for the newest card."""
        rounds = {card["id"]: card["round"] for card in seen.view["cards"]}
        cards = sorted(seen.ids("recognise", "card"), key=lambda id_: -rounds[id_])
        if not cards:
            return None
        return self.because("bot.reason.recognises", ("recognise", {"card": cards[0]}), card=cards[0])

    # Choosing. ----------------------------------------------------------------------------------------

    def challenge(self, seen: Seen) -> Choice | None:
        """Choose the challenge that answers most of what was told and that nobody chose yet."""
        challenges = seen.ids("choose_challenge", "challenge")
        if not challenges:
            return None
        chosen = seen.view["frame"]["choices"].values()
        wanted = self.wanted(seen)
        heard = {id_: _answered_by(seen, id_, wanted) for id_ in challenges}
        new = [id_ for id_ in challenges if heard[id_] and id_ not in chosen]
        best = max(new or challenges, key=lambda id_: heard[id_])
        choice = ("choose_challenge", {"challenge": best})
        return self.because(self.challenge_key, choice, challenge=best)

    def wording(self, seen: Seen) -> Choice | None:
        """Put every need in the wording that has a hand; the sentence follows from the needs."""
        if not seen.option("write_wording"):
            return None
        return self.because("bot.reason.wording_all", ("write_wording", {"text": "", "drop": []}))

    def ballot(self, seen: Seen) -> Choice | None:
        """Pay what answers a told need first, the most per euro first."""
        if seen.keeps_ballot or not seen.option("cast_ballot"):
            return None
        choice = ballot_for(seen, self.ranked(seen))
        return self.because(self.ballot_key, choice) if choice else None

    def answer(self, seen: Seen) -> Choice | None:
        """Object once, when an own need was told and could have been paid; else stand behind the plan."""
        can_object = seen.option("answer_plan", answer="object") is not None
        is_first = can_object and seen.view["plan"]["number"] == 1  # each repair makes the next
        missed = self._missed(seen) if is_first else None
        if missed is not None:
            task, need = missed
            objection = {"answer": "object", "task": task, "need": need}
            return self.because("bot.reason.objects", ("answer_plan", objection), task=task, need=need)
        return self._answers(seen, "stand_behind", "bot.reason.stand_behind")

    def repair(self, seen: Seen) -> Choice | None:
        """Give a task that somebody misses its least; take out a task that somebody is against."""
        disputed = disputed_task(seen)
        if disputed is None or not seen.option("propose", task=disputed):
            return None
        minimum, pot = seen.least(disputed), seen.view["budget"]["to_divide"]
        if disputed in seen.view["plan"]["amounts"] or minimum > pot:
            return super().repair(seen)
        least = max(minimum, seen.view["budget"]["step"])
        return self.because(
            "bot.reason.repair_in", ("propose", {"task": disputed, "amount": least}), task=disputed
        )

    # Carrying. ----------------------------------------------------------------------------------------

    def claim(self, seen: Seen) -> Choice | None:
        """Do one thing and own what another does; carry more, or alone, only when nobody has room."""
        to_do, to_own = (seen.ids("claim", "task", part=part) for part in ("doer", "owner"))
        ranked = self.ranked(seen) if to_do or to_own else []
        doable = [id_ for id_ in ranked if id_ in to_do]
        ownable = [id_ for id_ in ranked if id_ in to_own]
        doers = {id_: seen.tasks[id_]["doer"] for id_ in ownable}
        has_room = seen.me["capacity_left"] > 0
        nobody_has = all(seen.seat_part(seat)["capacity_left"] <= 0 for seat in seen.table["seats"])
        if doable and (has_room or nobody_has):
            return self._take(doable[0], "doer", "bot.reason.claim_doer")
        of_others = [id_ for id_, doer in doers.items() if doer != self.seat]
        if of_others and has_room:
            of_others.sort(key=lambda id_: doers[id_] is None)
            return self._take(of_others[0], "owner", "bot.reason.claim_owner")
        mine = [id_ for id_, doer in doers.items() if doer == self.seat]
        if mine and nobody_has:
            return self._take(mine[0], "owner", "bot.reason.claim_alone")
        return None

    def meeting(self, seen: Seen) -> Choice | None:
        """Meet the owner of a linked task, if the slot is not needed more elsewhere."""
        partners = seen.ids("meet", "other")
        if not partners or seen.view["time"]["slots_left"] <= _needs_report(seen) + _needs_note(seen):
            return None
        asked = [one for one, other in seen.view["meetings"]["asked"] if other == self.seat]
        other = next((one for one in partners if one in asked), partners[0])
        return self.because("bot.reason.meets", ("meet", {"other": other}), seat=other)

    def forecast(self, seen: Seen) -> Choice | None:
        """Tap the task that answers most of what was told."""
        told = [card["need"] for card in seen.view["cards"]] + seen.view["chair"]["found"]
        tasks = sorted(seen.ids("make_forecast", "task"), key=lambda id_: -answers_known(seen, id_, told))
        return self._first("bot.reason.forecast", "make_forecast", "task", tasks)

    # Coming back to it. -------------------------------------------------------------------------------

    def report(self, seen: Seen) -> Choice | None:
        """Keep a slot to report back when a card is still open at the end of the round."""
        if not _is_last_phase(seen) or not seen.still_open or not seen.option("book_report"):
            return None
        return self.because("bot.reason.report", ("book_report", {}))

    def note(self, seen: Seen) -> Choice | None:
        """Write the council a note with the last slot, unless open cards need it more."""
        if not _is_last_phase(seen) or not seen.option("write_note"):
            return None
        must_report = seen.still_open and not seen.view["time"]["report_booked"]
        one_slot = seen.view["time"]["slots_left"] <= 1
        if must_report and one_slot and (len(seen.still_open) > 1 or not _needs_note(seen)):
            return None
        return self.because("bot.reason.note", ("write_note", {}))

    def reason_why(self, seen: Seen) -> Choice | None:
        """Say of the first open card why nothing was done with it."""
        cards = seen.ids("give_reason", "card")
        if not cards:
            return None
        needs = {card["id"]: card["need"] for card in seen.view["cards"]}
        given = {"card": cards[0], "reason": _why_open(seen, needs[cards[0]])}
        return self.because("bot.reason.explains", ("give_reason", given), card=cards[0])

    def judgement(self, seen: Seen) -> Choice | None:
        """Understand a reason that was given."""
        return self._understands(seen)

    def readiness(self, seen: Seen) -> Choice | None:
        """Be ready, but while people talk not before the director is."""
        director = seen.table["director"]
        talks = seen.table["phase"] in ("dialogue", "reflect")
        if talks and director and not seen.is_director and director not in seen.table["ready"]:
            return None
        return super().readiness(seen)

    # ---------------------------------------------------------------------------------------------------

    def _missed(self, seen: Seen) -> tuple[str, str] | None:
        """Return a task without money and the own told need it answers, which nothing else answers."""
        paid = seen.view["plan"]["amounts"]
        mine = [card["need"] for card in seen.view["cards"] if card["role"] == self.seat]
        for need in mine:
            if need not in seen.wanted or any(need in seen.tasks[task]["answers"] for task in paid):
                continue
            for task in seen.on_table:
                fits = seen.least(task) <= seen.view["budget"]["to_divide"]
                if fits and need in seen.tasks[task]["answers"] and not seen.tasks[task]["duty"]:
                    return task, need
        return None


def _would_be_heard(seen: Seen, facts: dict[str, int]) -> int:
    """Return how many needs more an instrument lets be heard."""
    unfound: int = seen.view["chair"]["left"]
    turns_short = max(0, seen.cards_waiting() - int(seen.view["time"]["turns_left"]))
    return min(facts["finds"], unfound) + min(facts["turns"], turns_short)


def _answered_by(seen: Seen, challenge: str, needs: Sequence[str]) -> int:
    """Return how much of what was told the tasks of a challenge answer that were not started yet."""
    tasks = seen.tasks.items()
    mine = [id_ for id_, task in tasks if task["challenge"] == challenge and task["status"] == "idle"]
    return sum(answers_known(seen, id_, needs) for id_ in mine)


def ranked_by(seen: Seen, wanted: Sequence[str]) -> list[str]:
    """Return the tasks on the table: those that answer these needs first, then the most per euro.

    One that asks more money counts for all that was told, as what it answers must go on.
    """
    told = [card["need"] for card in seen.view["cards"]] + seen.view["chair"]["found"]

    def place(id_: str) -> tuple[bool, Fraction]:
        heard = answers_known(seen, id_, told if seen.tasks[id_]["to_pay"] else wanted)
        return heard == 0, -Fraction(seen.effect(id_) * (2 + heard), int(seen.tasks[id_]["cost"]))

    return sorted(seen.on_table, key=place)


def _needs_report(seen: Seen) -> bool:
    """Return whether a card told this round stays open with what was funded."""
    paid = [id_ for id_, task in seen.tasks.items() if task["status"] in ("funded", "running", "done")]
    now = [card["need"] for card in seen.view["cards"] if card["round"] == seen.table["round"]]
    is_open = any(not any(need in seen.tasks[id_]["answers"] for id_ in paid) for need in now)
    return is_open and "report_back" in seen.table["mechanics"] and not seen.view["time"]["report_booked"]


def _needs_note(seen: Seen) -> bool:
    """Return whether the council sets money aside if it gets no note this round."""
    council = seen.view["council"]
    if council is None or seen.is_last_round or "note" not in seen.table["mechanics"]:
        return False
    return bool(council["patience"] < _SAFE_PATIENCE and not seen.view["time"]["note_written"])


def _is_last_phase(seen: Seen) -> bool:
    return bool(seen.table["phase"] == seen.table["phases"][-1])


def _why_open(seen: Seen, need: str) -> str:
    """Return the reason that fits best why no task answers a need."""
    answering: Sequence[str] = [id_ for id_, task in seen.tasks.items() if need in task["answers"]]
    statuses = {seen.tasks[id_]["status"] for id_ in answering}
    if not answering:
        return "not_ours"
    if "unclaimed" in statuses:
        return "no_doer"
    if "on_table" in statuses:
        return "no_money"
    return "other_choice" if seen.is_last_round else "later"
