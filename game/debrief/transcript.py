"""Transcript: what happened at a table, a line per event, in the reader's language.

It is made from the log alone, so a stored session reads the same wherever and whenever it is opened. What a
change did stands under its event, with its cause.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from game.debrief.causes import told
from game.debrief.moves import told_of_core_value, told_of_pledge, under_pledges, with_idea
from game.debrief.names import Names
from game.debrief.revealing import told_of_instrument
from game.i18n import Texts
from game.rules import events
from game.rules.events import Amounts
from game.scenario.model import Scenario, Text, in_language
from game.session import events as sessions
from game.session.actions import BOT
from game.session.log import Happened

_UNDER = "    "
_SEATS = ("seat", "of", "other", "doer", "owner")


def transcript(
    log: Iterable[Happened], scenario: Scenario, texts: Texts, typed: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Yield the lines of a session, without line ends.

    Args:
        log: Its events, in order.
        scenario: Where names and cards come from.
        texts: The reader's language.
        typed: What people typed, by id; what is not in it is left out.
    """
    teller = _Teller(scenario, texts, typed or {})
    for happened in log:
        yield from teller.lines(happened)


class _Teller:
    def __init__(self, scenario: Scenario, texts: Texts, typed: Mapping[str, str]) -> None:
        self.scenario, self.texts, self.typed = scenario, texts, typed
        self.names = Names(scenario, texts)
        self.round = 0

    def lines(self, happened: Happened) -> Iterator[str]:
        """Yield the line of an event and, under it, what it changed."""
        event = happened.event
        if isinstance(event, events.IdeaBroughtIn):
            self.scenario = with_idea(self.scenario, event, self.typed)
            self.names = Names(self.scenario, self.texts)
        if isinstance(event, events.RoundStarted):
            self.round = event.round
            yield ""
        yield self._line(happened.kind, event)
        if isinstance(event, events.BallotsRevealed):
            for seat, amounts in event.amounts:
                facts = {"seat": self.names.name("seat", seat), "amounts": self._amounts(amounts)}
                yield _UNDER + self.texts("event.ballot_of", **facts)
        if isinstance(event, events.PledgesSettled):
            yield from (_UNDER + line for line in under_pledges(event, self.names))
        for tie in getattr(event, "ties", ()):
            facts = {
                "tasks": self.names.listing("task", tie.tasks),
                "first": self.names.name("task", tie.first),
            }
            yield _UNDER + self.texts(f"event.tie.{tie.by}", **facts)
        for change in getattr(event, "changes", ()):
            said = told(change, self.scenario, self.texts, self.round).text
            if change.of in self.scenario.roles and change.what != "patience":
                said = self.texts("event.change_of_seat", seat=self.names.name("seat", change.of), text=said)
            yield _UNDER + said

    def _line(self, kind: str, event: Any) -> str:
        key, facts = self._told(event)
        scalars = {name: getattr(event, name) for name in event.__dataclass_fields__}
        seats = {name: self.names.name("seat", scalars[name] or "") for name in _SEATS if name in scalars}
        return self.texts(key or f"event.{kind}", **(self.names.facts(scalars) | seats | facts))

    def _told(self, event: Any) -> tuple[str, dict[str, Any]]:
        """Return the key of an event's line when it is not that of its kind, and facts beside its fields."""
        match event:
            case sessions.SessionOpened(tables=tables):
                return "", {"title": self._said(self.scenario.title), "seed": tables[0][1]}
            case sessions.SeatTaken(holder=holder):
                return "", {"holder": self._holder(holder)}
            case sessions.PollAnswered(again=True):
                return "event.poll_answered_again", {}
            case sessions.AgreementMade(text=text):
                typed = self.typed.get(text)
                return ("", {"text": typed}) if typed else ("event.agreement_made_unread", {})
            case events.EnvelopeSealed(amounts=amounts):
                return "", {"amounts": self._amounts(amounts)}
            case events.StanceSaid(seat=""):
                return "event.stance_said_by_nobody", {}
            case events.GoalsSet(goals):
                return "", {"goals": self.names.listing("indicator", goals)}
            case events.InstrumentUsed() | events.AnswerAwaited() | events.EffectRevealed():
                return told_of_instrument(event, self.names)
            case events.CardTold(card=card, asked=asked):
                role, need = card.split("/")
                says = self._said(self.scenario.roles[role].cards[need].says)
                key = "event.card_told_asked" if asked else ""
                return key, {"says": says, "need": self.names.name("need", need)}
            case events.EventCardDrawn(card=card):
                drawn = self.scenario.event_cards[card]
                return "", {"card": self._said(drawn.name), "says": self._said(drawn.says)}
            case events.EventCardSkipped(card=card):
                return "", {"card": self._said(self.scenario.event_cards[card].name)}
            case events.WordingWritten(needs=needs, text=text):
                return self._wording(needs, text)
            case events.TasksLaid(tasks=tasks):
                key = "" if tasks else "event.tasks_laid_none"
                return key, {"tasks": self.names.listing("task", tasks)}
            case events.ReasonJudged(understood=understood):
                return ("event.reason_understood" if understood else "event.reason_not_understood"), {}
            case events.TaskStarted(owner=None):
                return "event.task_started_unowned", {}
            case events.MoreLanded(why=why):
                return f"event.more_landed.{why}", {}
            case events.TaskLanded(after_end=True):
                return "event.task_landed_after_end", {}
            case events.RoundSettled(supports=supports):
                return "", {"supports": self._supports(supports)}
            case events.TableEnded(succeeded=succeeded, supports=supports):
                key = "event.table_ended.succeeded" if succeeded else "event.table_ended.failed"
                return key, {"supports": self._supports(supports)}
            case _:
                return self._told_of_dividing(event)

    def _told_of_dividing(self, event: Any) -> tuple[str, dict[str, Any]]:
        match event:
            case events.StepStarted(step="fill_in"):
                return "event.step_started_with_pot", {}
            case events.BallotCast(again=True, amounts=amounts):
                return "event.ballot_changed", {"amounts": self._amounts(amounts)}
            case events.BallotsRevealed(spreads=spreads) if spreads:
                return "event.ballots_spread", {"tasks": self.names.listing("task", spreads)}
            case events.PlanAnswered(answer="object", need=None):
                return "event.plan_objected_value", {}
            case events.CoreValueCalled() | events.CoreValueHonoured() | events.CoreValueKept():
                return told_of_core_value(event, self.names)
            case events.PledgeMade():
                return told_of_pledge(event, self.names)
            case events.PlanAnswered(answer="object"):
                return "event.plan_objected", {}
            case events.PlanAdopted(how=how, amounts=amounts):
                return f"event.plan_adopted.{how}", {"amounts": self._amounts(amounts)}
            case events.PlanChanged(amounts=amounts, reason=reason) if reason:
                return "event.plan_changed_with_reason", {"amounts": self._amounts(amounts)}
            case events.PlanMade(amounts=amounts) | events.PlanChanged(amounts=amounts):
                return "", {"amounts": self._amounts(amounts)}
            case events.BallotCast(amounts=amounts) if amounts:
                return "event.ballot_open", {"amounts": self._amounts(amounts)}
            case events.RuleSettled(taken=taken):
                return f"event.rule_settled.{'taken' if taken else 'refused'}", {}
            case events.ConditionNamed(condition=condition):
                return "", {"comeback": self.names.name("comeback", condition)}
            case events.Claimed(part=part):
                return f"event.claimed.{part}", {}
        return "", {}

    def _said(self, text: Text) -> str:
        return in_language(text, self.texts.language, self.scenario.language)

    def _holder(self, holder: str) -> str:
        if holder.startswith(BOT):
            name = holder.removeprefix(BOT)
            key = f"bot.name.{name}"
            return self.texts("holder.bot", bot=self.texts(key) if key in self.texts else name)
        return self.texts(f"holder.{holder}")

    def _wording(self, needs: tuple[str, ...], text: str) -> tuple[str, dict[str, Any]]:
        if text in self.typed:
            return "event.wording_written", {"text": self.typed[text]}
        if not needs:
            return "event.wording_empty", {}
        named = self.texts(
            "event.wording_from_needs", needs=self.texts.listing([self._quoted(one) for one in needs])
        )
        return "event.wording_written", {"text": named}

    def _quoted(self, need: str) -> str:
        """Return what a need is called, between quotes: it begins with a capital, also within a sentence."""
        return self.texts("event.need_named", need=self.names.name("need", need))

    def _amounts(self, amounts: Amounts) -> str:
        if not amounts:
            return self.texts("event.nothing")
        return ", ".join(
            self.texts("event.amount", task=self.names.name("task", task), amount=amount)
            for task, amount in amounts
        )

    def _supports(self, supports: tuple[tuple[str, int], ...]) -> str:
        return ", ".join(f"{self.names.name('seat', seat)} {value}" for seat, value in supports)
