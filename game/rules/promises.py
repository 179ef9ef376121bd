"""Promises: what a stance promises, when it is broken, and what a table does about its trust and its rule.

| stance | gives a ballot | what binds | broken when |
| --- | --- | --- | --- |
| `decide` | the director | its amounts | never |
| `consult` | all, then the director | its amounts | decided before we came |
| `advise` | all | the rule | changed without a reason |
| `let_go` | residents and partners | the rule, a round later | the director changes it |
| `co_produce` | all | the rule | the director changes it |

Decided before we came: the tasks on the table that got money are those of the sealed plan, and a card stays
open. Each teller with an open card loses more then; that takes the place of what breaking a promise costs.
"""

from collections.abc import Collection

from game.rules.events import CameBack, Cause, DecidedBefore, Event, NothingLanded, RuleSettled, SteppedBack
from game.rules.state import TableState, has
from game.rules.tally import Tally

STEPS_BACK_UNDER, COMES_BACK_AT = 30, 35
"""Trust under which a seat steps back, and from which it is back."""

PROMISING = ("consult", "advise", "let_go", "co_produce")


def is_decided_before(state: TableState, still_open: Collection[str]) -> bool:
    """Return whether the plan that stands funds the same tasks as the one that was sealed before any card.

    Only tasks on the table count, and amounts do not matter. Nothing was decided before if no card is open.
    """
    sealed = state.sealed.get(state.round)
    if sealed is None or state.stance not in PROMISING or not still_open:
        return False
    plan = state.plan.amounts if state.plan and state.plan.adopted else {}
    got = {task for task in state.on_table if plan.get(task)}
    return bool(got) and got == {task for task in state.on_table if sealed.get(task)}


def judge_promise(state: TableState, tally: Tally, still_open: Collection[str]) -> None:
    """Add what the stance's promise does to each trust: kept, broken, or decided before we came."""
    if state.stance not in PROMISING:
        return
    before = is_decided_before(state, still_open)
    deceived = {state.game.cards[card].role for card in still_open} if before else set()
    is_kept = not state.promise_broken and not (before and state.stance == "consult")
    figures = state.game.figures
    for seat in state.trust:
        if seat in deceived:
            tally.add("trust", seat, figures.decided_before, Cause("decided_before", (state.stance,)))
        elif state.promise_broken:
            tally.add("trust", seat, figures.broken, Cause("promise_broken", (state.stance,)))
        elif is_kept and seat in state.ballots:
            kept = getattr(figures, f"kept_{state.stance}")
            tally.add("trust", seat, kept, Cause("promise_kept", (state.stance,)))


def rounds_without_landing(state: TableState) -> int:
    """Return in how many rounds in a row, up to this one, no task landed."""
    return 0 if state.landed_now else state.nothing_landed + 1


def judge_talk(state: TableState, tally: Tally) -> None:
    """Take trust for talk without delivery: for each dialogue table, from the second empty round on."""
    if has(state, "delivery") and rounds_without_landing(state) >= 2:
        for seat in state.trust if state.dialogue_tables else ():
            amount = state.game.figures.no_delivery * state.dialogue_tables
            tally.add("trust", seat, amount, Cause("no_delivery"))


def found_at_the_end(state: TableState, still_open: Collection[str]) -> list[Event]:
    """Return what a settlement finds beside trust, of the mechanics that look for it."""
    found: list[Event] = []
    if is_decided_before(state, still_open):
        found.append(DecidedBefore(state.round))
    if has(state, "delivery") and rounds_without_landing(state) != state.nothing_landed:
        found.append(NothingLanded(rounds_without_landing(state)))
    return found


def steps_back_and_forth(state: TableState) -> list[Event]:
    """Return which seats step back now, and which come back."""
    if not has(state, "step_back"):
        return []
    found: list[Event] = []
    for seat, trust in state.trust.items():
        if seat in state.stepped_back and trust >= COMES_BACK_AT:
            found.append(CameBack(seat))
        elif seat not in state.stepped_back and trust < STEPS_BACK_UNDER:
            found.append(SteppedBack(seat))
    return found


def settle_rule(state: TableState, is_over: bool) -> list[Event]:
    """Return what became of a proposed rule once all answered, or when the time for it is over.

    It is taken when everybody answered and nobody objects.
    """
    if not state.rule_proposed or state.rule_is_settled:
        return []
    answered = len(state.rule_answers) == len(state.game.seats)
    if not answered and not is_over:
        return []
    taken = answered and "object" not in state.rule_answers.values()
    return [RuleSettled(state.rule_proposed, taken)]
