"""Habits: how bots that play on purpose are built, and the habits that they share.

A bot of this sort has a method per kind of action, each of which returns what it wants to do, or None. It is
asked for the first that applies, in the order in which a person would think of them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from game.bots.bot import Choice, Draw, Reason, View
from game.bots.seen import Seen, field_of
from game.rules.choose import Lot, points_to_amounts
from game.rules.rounding import largest_remainder

_ANSWERED = {"full": 2, "partly": 1}


class Habitual:
    """A bot with habits; those here are the least a table needs to go on: it says nothing and is ready."""

    habits: ClassVar[tuple[str, ...]] = (
        *(
            "stance",
            "seal",
            "goal",
            "instrument",
            "card",
            "question",
            "hand",
            "challenge",
            "idea",
            "wording",
            "pledge",
            "ballot",
        ),
        *(
            "core_value",
            "take_over",
            "repair",
            "answer",
            "claim",
            "meeting",
            "forecast",
            "note",
            "report",
            "reason_why",
            "judgement",
        ),
        *("felt", "rule", "rule_answer", "comeback", "readiness"),
    )

    def __init__(self, seat: str) -> None:
        self.seat = seat
        self.reason: Reason | None = None
        self.draw: Draw = _no_chance

    def choose(self, view: View, draw: Draw) -> Choice | None:
        """Return what the first habit that applies wants to do."""
        seen = Seen(view, self.seat)
        self.draw = draw
        if not seen.options:
            return None
        for habit in self.habits:
            choice: Choice | None = getattr(self, habit)(seen)
            if choice is not None:
                return choice
        return None

    def because(self, key: str, choice: Choice, **facts: str) -> Choice:
        """Return the choice and keep why it is made."""
        self.reason = Reason(key, facts)
        return choice

    # The least a table waits for. ---------------------------------------------------------------------

    def stance(self, seen: Seen) -> Choice | None:
        """Say the first stance there is: the one that asks least of the others."""
        stances = seen.ids("say_stance", "stance")
        return self._says_stance(seen, stances[0], "bot.reason.stance_alone") if stances else None

    def seal(self, seen: Seen) -> Choice | None:
        """Seal the plan of whoever asks nobody: a point for each of what lies on the shelf, then the rest."""
        option = seen.option("seal_plan")
        if option is None:
            return None
        given = field_of(option, "given")
        order = sorted(given["caps"], key=lambda task: not seen.tasks[task]["existing"])[: given["total"]]
        plan = [[task, 1] for task in given["caps"] if task in order]
        return self.because("bot.reason.seal", ("seal_plan", {"given": plan}))

    def felt(self, seen: Seen) -> Choice | None:
        """Feel the trust there is, to the nearest step."""
        option = seen.option("feel_trust")
        if option is None:
            return None
        step = field_of(option, "value")["step"]
        value = (seen.me["trust"] + step // 2) // step * step
        return self.because("bot.reason.felt", ("feel_trust", {"value": min(100, value)}))

    def rule_answer(self, seen: Seen) -> Choice | None:
        """Live with another rule."""
        if not seen.option("answer_rule", answer="live_with"):
            return None
        return self.because("bot.reason.live_with", ("answer_rule", {"answer": "live_with"}))

    def comeback(self, seen: Seen) -> Choice | None:
        """Ask to hear back."""
        conditions = seen.ids("name_condition", "condition")
        return self._first("bot.reason.comeback", "name_condition", "condition", conditions)

    def goal(self, seen: Seen) -> Choice | None:
        """Tap the first goal there is."""
        goals = seen.ids("choose_goal", "indicator")
        return self._first("bot.reason.goal", "choose_goal", "indicator", goals)

    def instrument(self, _seen: Seen) -> Choice | None:
        """Use no instrument."""
        return None

    def idea(self, _seen: Seen) -> Choice | None:
        """Bring in nothing new."""
        return None

    def pledge(self, _seen: Seen) -> Choice | None:
        """Promise nothing of one's own."""
        return None

    def core_value(self, _seen: Seen) -> Choice | None:
        """Call no core value."""
        return None

    def take_over(self, _seen: Seen) -> Choice | None:
        """Take nothing over."""
        return None

    def rule(self, _seen: Seen) -> Choice | None:
        """Keep the rule there is."""
        return None

    def card(self, _seen: Seen) -> Choice | None:
        """Tell nothing."""
        return None

    def question(self, _seen: Seen) -> Choice | None:
        """Ask nothing."""
        return None

    def hand(self, _seen: Seen) -> Choice | None:
        """Put up no hand."""
        return None

    def challenge(self, seen: Seen) -> Choice | None:
        """Choose the first challenge."""
        challenges = seen.ids("choose_challenge", "challenge")
        return self._first("bot.reason.challenge_first", "choose_challenge", "challenge", challenges)

    def wording(self, seen: Seen) -> Choice | None:
        """Leave every need out of the wording."""
        option = seen.option("write_wording")
        if option is None:
            return None
        empty = {"text": "", "drop": field_of(option, "drop")["ids"]}
        return self.because("bot.reason.wording_empty", ("write_wording", empty))

    def ballot(self, seen: Seen) -> Choice | None:
        """Keep everything back."""
        if seen.keeps_ballot or not seen.option("cast_ballot"):
            return None
        return self.because("bot.reason.ballot_empty", ("cast_ballot", {"given": []}))

    def repair(self, seen: Seen) -> Choice | None:
        """Take the money from the first task that somebody objects to."""
        disputed = disputed_task(seen)
        if disputed is None or not seen.option("propose", task=disputed):
            return None
        proposed = {"task": disputed, "amount": 0}
        return self.because("bot.reason.repair_out", ("propose", proposed), task=disputed)

    def answer(self, seen: Seen) -> Choice | None:
        """Live with every plan."""
        return self._answers(seen, "live_with", "bot.reason.live_with")

    def claim(self, _seen: Seen) -> Choice | None:
        """Take nothing on."""
        return None

    def meeting(self, _seen: Seen) -> Choice | None:
        """Meet nobody."""
        return None

    def forecast(self, seen: Seen) -> Choice | None:
        """Tap the first task."""
        return self._first("bot.reason.forecast", "make_forecast", "task", seen.ids("make_forecast", "task"))

    def note(self, _seen: Seen) -> Choice | None:
        """Write no note."""
        return None

    def report(self, _seen: Seen) -> Choice | None:
        """Report nothing back."""
        return None

    def reason_why(self, _seen: Seen) -> Choice | None:
        """Give no reason for an open card."""
        return None

    def judgement(self, _seen: Seen) -> Choice | None:
        """Answer no reason."""
        return None

    def readiness(self, seen: Seen) -> Choice | None:
        """Be ready."""
        return self.because("bot.reason.ready", ("ready", {})) if seen.option("ready") else None

    def _take(self, task: str, part: str, key: str) -> Choice:
        return self.because(key, ("claim", {"task": task, "part": part}), task=task)

    def _says_stance(self, seen: Seen, stance: str, key: str) -> Choice | None:
        """Say this stance; None when it cannot be said."""
        if stance not in seen.ids("say_stance", "stance"):
            return None
        return self.because(key, ("say_stance", {"stance": stance, "open_duty": []}))

    def _understands(self, seen: Seen) -> Choice | None:
        """Understand the first reason that was given for a card of one's own."""
        cards = seen.ids("judge_reason", "card", understood=True)
        if not cards:
            return None
        judged = {"card": cards[0], "understood": True}
        return self.because("bot.reason.understands", ("judge_reason", judged), card=cards[0])

    def _answers(self, seen: Seen, answer: str, key: str) -> Choice | None:
        """Answer a plan so; None when no answer is asked for."""
        if not seen.option("answer_plan", answer=answer):
            return None
        return self.because(key, ("answer_plan", {"answer": answer}))

    def _first(self, key: str, kind: str, field: str, ids: Sequence[str]) -> Choice | None:
        return self.because(key, (kind, {field: ids[0]}), **{field: ids[0]}) if ids else None


def disputed_task(seen: Seen) -> str | None:
    """Return the first task that a seat objects to, in seat order; None when nobody does."""
    plan = seen.view["plan"]
    answers: Mapping[str, Any] = plan["answers"] if plan else {}
    objecting = (answers[seat] for seat in seen.table["seats"] if seat in answers)
    return next((one["task"] for one in objecting if one["answer"] == "object"), None)


def answers_known(seen: Seen, task: str, needs: Sequence[str]) -> int:
    """Return how much of these needs a task answers: 2 for each in full, 1 for each partly."""
    answers = seen.tasks[task]["answers"]
    return sum(_ANSWERED[answers[need]] for need in needs if need in answers)


def ballot_for(seen: Seen, wanted: Sequence[str]) -> Choice | None:
    """Return a ballot that pays tasks in this order, each in full as long as the money lasts.

    The last one gets what is left if that is at least its minimum; a ranking is just this order. None when no
    ballot is asked for.
    """
    left, euros = seen.view["budget"]["to_divide"], dict[str, int]()
    for task in wanted:
        cost, minimum = seen.cost(task), seen.least(task)
        if min(cost, left) >= minimum and seen.can_be_paid(task):
            euros[task] = min(cost, left)
            left -= euros[task]
    return ballot_of(seen, euros, wanted)


def ballot_of(seen: Seen, wanted: Mapping[str, int], order: Sequence[str] = ()) -> Choice | None:
    """Return a ballot that gives tasks these euros, as near as its form allows; None when none is asked.

    A ranking is `order`, by default those that get most first.
    """
    option = seen.option("cast_ballot")
    if option is None:
        return None
    field = field_of(option, "given")
    budget = seen.view["budget"]
    tasks: list[str] = field["ids"] if "ids" in field else list(field["caps"])
    if budget["ballot"] == "ranking":
        ranked = [task for task in order or sorted(wanted, key=lambda id_: -wanted[id_]) if task in tasks]
        return "cast_ballot", {"given": [[task, ranked.index(task) + 1] for task in tasks if task in ranked]}
    euros = {task: wanted.get(task, 0) for task in tasks}
    left = budget["to_divide"] - sum(euros.values())
    if budget["ballot"] == "approval":
        given = {task: 1 for task, amount in euros.items() if amount}
    elif budget["ballot"] == "amounts":
        step, caps = field["step"], field["caps"]
        given = {
            task: amount if amount == caps[task] else amount // step * step for task, amount in euros.items()
        }
    else:
        given = _in_points(seen, field, euros, left)
    return "cast_ballot", {"given": [[task, amount] for task, amount in given.items() if amount]}


def _in_points(seen: Seen, field: dict[str, Any], euros: Mapping[str, int], left: int) -> dict[str, int]:
    """Return points for these euros: in proportion, or the dearest first when a task would get too little."""
    budget, caps, total = seen.view["budget"], field["caps"], field["total"]
    pot = budget["to_divide"]
    if not pot:
        return {}
    points = largest_remainder(total, [*euros.values(), left])
    given = {task: min(share, caps[task]) for task, share in zip(euros, points, strict=False)}
    lots = [Lot(task, seen.cost(task), seen.least(task)) for task in caps]
    paid = points_to_amounts(given, total, pot, budget["step"], lots)
    if all(paid.get(lot.task, 0) >= lot.minimum for lot in lots if euros[lot.task]):
        return given
    given = dict.fromkeys(caps, 0)
    for task in sorted(caps, key=lambda id_: -euros[id_]):
        if euros[task]:
            given[task] = min(caps[task], total - sum(given.values()))
    return given


def _no_chance(subject: str, _sides: int) -> int:
    raise RuntimeError(f"{subject!r} was drawn before the bot's turn")
