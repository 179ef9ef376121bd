"""Starting: what a bot that works from needs begins by itself, where a scenario lets it.

It brings in an idea for a need that nobody asks money for, gives of its own money to what was asked for,
calls its core value when nobody thought of it, takes over what it could not do otherwise, and proposes to
decide with consent when it was passed over.
"""

from collections.abc import Sequence

from game.bots.bot import Choice
from game.bots.habits import Habitual, answers_known
from game.bots.seen import Option, Seen, field_of, fixed_fields

_FREELY = ("what", "task", "amount")
_IF_THE_PLAN = (*_FREELY, "when", "least")


class Starting(Habitual):
    """Starts something when a told need would otherwise be left."""

    def ranked(self, seen: Seen) -> list[str]:
        """Return the tasks on the table, the one it wants most first."""
        return seen.on_table

    def wanted(self, seen: Seen) -> list[str]:
        """Return the needs it works from."""
        return seen.wanted

    def idea(self, seen: Seen) -> Choice | None:
        """Bring in an idea for a need, own or of nobody here, that no task on the table answers in full."""
        options = list(seen.options_of("bring_idea")) if seen.table["step"] == "fill_in" else []
        if not options:
            return None
        of_nobody = [need for need in self.wanted(seen) if need in seen.view["chair"]["found"]]
        asked = [seen.tasks[task]["answers"] for task in seen.on_table]
        for need in (*seen.missed, *of_nobody):
            if any(answers.get(need) == "full" for answers in asked):
                continue
            templates = [one for one in options if need in field_of(one, "need")["ids"]]
            if templates:
                option = templates[self.draw("template", len(templates))]
                template = fixed_fields(option)["template"]
                size = field_of(option, "cost_class")["ids"][0]
                idea = {"template": template, "cost_class": size, "need": need, "name": ""}
                return self.because("bot.reason.idea", ("bring_idea", idea), need=need)
        return None

    def pledge(self, seen: Seen) -> Choice | None:
        """Give own money to what it wants most of what was asked for; at first only if the pot does too."""
        if any(one["seat"] == self.seat for one in seen.view.get("pledges", {}).get("made", ())):
            return None
        found = {_names(option): option for option in seen.options_of("pledge", what="money")}
        option = found.get(_IF_THE_PLAN) or found.get(_FREELY)
        if option is None:
            return None
        may, amount = field_of(option, "task")["ids"], field_of(option, "amount")
        for task in self.ranked(seen):
            euros = min(amount["high"], seen.cost(task)) // amount["step"] * amount["step"]
            if task not in may or euros < amount["low"] or not answers_known(seen, task, self.wanted(seen)):
                continue
            given = {"task": task, "what": "money", "amount": euros}
            if _names(option) == _FREELY:
                return self.because("bot.reason.pledges", ("pledge", given), task=task)
            least = field_of(option, "least")
            asked = max(least["low"], min(least["high"], seen.least(task)) // least["step"] * least["step"])
            given |= {"when": "plan", "least": asked}
            return self.because("bot.reason.pledges_if", ("pledge", given), task=task)
        return None

    def core_value(self, seen: Seen) -> Choice | None:
        """Call the core value when ballots lie open and none gives money to what answers an own need."""
        if not seen.option("call_core_value") or seen.table["step"] != "reveal":
            return None
        given = seen.view["ballots"]["amounts"] or {}
        paid = [task for amounts in given.values() for task, euros in amounts.items() if euros]
        mine = [card["need"] for card in seen.view["private"]["cards"]]
        if any(answers_any(seen, paid, need) for need in mine):
            return None
        return self.because("bot.reason.core_value", ("call_core_value", {}))

    def take_over(self, seen: Seen) -> Choice | None:
        """Take over what answers an own told need and has nobody yet, if it could not do it otherwise."""
        if seen.me["capacity_left"] <= 0:
            return None
        may_do = seen.ids("claim", "task", part="doer")
        for task in seen.ids("take_over", "task"):
            facts = seen.tasks[task]
            is_free = facts["doer"] is None and facts["owner"] is None and task not in may_do
            if is_free and any(need in facts["answers"] for need in seen.missed):
                return self.because("bot.reason.takes_over", ("take_over", {"task": task}), task=task)
        return None

    def rule(self, seen: Seen) -> Choice | None:
        """Propose consent when an own told need was passed over."""
        return self._proposes(seen, "consent", "bot.reason.rule_consent") if seen.missed else None

    def rule_answer(self, seen: Seen) -> Choice | None:
        """Stand behind another rule: who proposes it was not heard under this one."""
        if not seen.option("answer_rule", answer="stand_behind"):
            return None
        return self.because("bot.reason.stand_behind_rule", ("answer_rule", {"answer": "stand_behind"}))

    def _proposes(self, seen: Seen, rule: str, key: str) -> Choice | None:
        if rule not in seen.ids("propose_rule", "rule"):
            return None
        return self.because(key, ("propose_rule", {"rule": rule}))


def _names(option: Option) -> tuple[str, ...]:
    return tuple(field["name"] for field in option["fields"])


def answers_any(seen: Seen, tasks: Sequence[str], need: str) -> bool:
    """Return whether one of these tasks is known to answer a need."""
    return any(need in seen.tasks[task]["answers"] for task in tasks)
