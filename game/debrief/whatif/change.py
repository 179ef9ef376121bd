"""Changes: what is otherwise in a what-if, from its moment on: the rule, the stance, an amount, the cut."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from game.i18n import Mendable
from game.rules import choose
from game.rules.actions import AnswerRule, ProposeRule, SayStance
from game.rules.events import Cause, Event, PlanAdopted, RoundStarted, StepStarted
from game.rules.game import Game
from game.rules.keeping import pledges_settled
from game.rules.offers.dividing import ANSWERED_RULES, lots
from game.rules.state import TableState

RULES: Final = ("director", "majority", "average", "equal_shares", *ANSWERED_RULES)
"""The decision rules that a table can play by."""

_MOST_CUT: Final = 90
WHAT_IF: Final = "what_if"


@dataclass(frozen=True)
class Change:
    """What is otherwise; a field that is empty is as it was played.

    Attributes:
        rule: The decision rule of every round from the moment on, whatever the table took.
        stance: What the director says in every round from the moment on.
        amounts: Euros that tasks get in the first plan that stands after the moment.
        cut: Percent less that comes in at the first start of a round after the moment; 0 for no cut.
    """

    rule: str = ""
    stance: str = ""
    amounts: Mapping[str, int] = field(default_factory=dict)
    cut: int | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is otherwise."""
        return bool(self.rule or self.stance or self.amounts or self.cut is not None)

    def described(self) -> dict[str, Any]:
        """Return it as JSON, without what is as it was played."""
        made = {"rule": self.rule, "stance": self.stance, "amounts": dict(self.amounts)}
        cut = {} if self.cut is None else {"cut": self.cut}
        return {name: value for name, value in made.items() if value} | cut


def read_change(game: Game, rule: str, stance: str, amounts: list[str], cut: int | None) -> Change:
    """Return what a call asks for.

    Args:
        game: What was played.
        rule: A rule, or nothing.
        stance: A stance, or nothing.
        amounts: Pairs `TASK=EUROS`.
        cut: Percent, or None.

    Raises:
        Mendable: There is no such rule, stance or task, or it is no amount.
    """
    if rule and rule not in RULES:
        raise Mendable("whatif.no_rule", asked=rule, known=", ".join(RULES))
    if stance and stance not in game.stances:
        raise Mendable("whatif.no_stance", asked=stance, known=", ".join(game.stances))
    if cut is not None and not 0 <= cut <= _MOST_CUT:
        raise Mendable("whatif.no_cut", asked=cut, most=_MOST_CUT)
    given: dict[str, int] = {}
    for pair in amounts:
        task, _, euros = pair.partition("=")
        if task not in game.tasks:
            raise Mendable("whatif.no_task", asked=task, known=", ".join(game.tasks))
        if not euros.isdecimal() or len(euros) > 9:
            raise Mendable("whatif.no_amount", asked=pair)
        given[task] = int(euros)
    return Change(rule, stance, given, cut)


class Changing:
    """A change at work at one table: it is asked before every order and after every consequence.

    Args:
        change: What is otherwise.
        table: The table at the moment.
    """

    def __init__(self, change: Change, table: TableState) -> None:
        self._change = change
        self._amounts = dict(change.amounts)
        self._cut = change.cut
        if change.rule:
            table.rule_taken, table.rule_from_next = change.rule, ""
        if self._cut is not None:
            table.cut_percent, table.cut_by = self._cut, ""

    def order(self, action: Any) -> Any | None:
        """Return the order as it is given now; None when it no longer is."""
        if self._change.rule and isinstance(action, ProposeRule | AnswerRule):
            return None
        if self._change.stance and isinstance(action, SayStance):
            return replace(action, stance=self._change.stance)
        return action

    def consequences(self, table: TableState, group: list[Event]) -> list[Event]:
        """Return what follows by itself now, given what the rules say follows.

        Raises:
            Mendable: A task cannot get what it was to get.
        """
        for place, event in enumerate(group):
            if isinstance(event, RoundStarted) and self._cut is not None:
                self._cut = None
                return [*group[:place], _of_the_what_if(event), *group[place + 1 :]]
            if isinstance(event, PlanAdopted) and self._amounts:
                rest = [one for one in group[place + 1 :] if isinstance(one, StepStarted)]
                return [*group[:place], *self._adopted(table, event), *rest]
        return group

    def _adopted(self, table: TableState, event: PlanAdopted) -> list[Event]:
        on_table, pot = lots(table), table.to_divide
        made = choose.Division(event.amounts, event.saved)
        for task, euros in self._amounts.items():
            try:
                made = choose.moved(made, on_table, task, euros, pot, table.game.step)
            except ValueError as fault:
                raise _cannot(table, task, euros) from fault
        self._amounts = {}
        adopted = replace(event, amounts=made.amounts, saved=made.saved)
        return [adopted, *pledges_settled(table, made.amounts, made.saved)]


def _of_the_what_if(event: RoundStarted) -> RoundStarted:
    """Return the start of a round in which a cut that no card brought says where it came from."""
    changes = tuple(
        replace(one, cause=Cause(WHAT_IF)) if one.cause == Cause("event_card", ("",)) else one
        for one in event.changes
    )
    return replace(event, changes=changes)


def _cannot(table: TableState, task: str, euros: int) -> Mendable:
    """Return why a task cannot get an amount."""
    lot = next((one for one in lots(table) if one.task == task), None)
    facts = {"task": task, "round": table.round}
    if lot is None:
        known = ", ".join(one.task for one in lots(table))
        return Mendable("whatif.not_on_table", **facts, known=known)
    most = min(lot.cost, table.to_divide)
    return Mendable("whatif.not_so_much", **facts, euros=euros, least=lot.minimum, most=most)
