"""Offers while dividing: ballots, answers to the plan, repairs and changes of it."""

from collections.abc import Iterable
from dataclasses import replace

from game.rules.actions import REASONS, Given
from game.rules.choose import Ballot, Ballots, Lot
from game.rules.events import Amounts
from game.rules.offers.common import Offer, one_option
from game.rules.options import Field, Fixed, Number, OneOf, Option, Ranking, Shares, Ticks
from game.rules.paying_again import price_now
from game.rules.pledges import pledged
from game.rules.state import TableState, has, rule_now, voters

REPAIRS = 3
"""How often the director may repair a plan that is answered."""

ANSWERS = ("stand_behind", "live_with", "object")
"""The three levels of an answer."""

_CHANGEABLE = ("advise", "let_go", "co_produce")
"""Stances under which the director can still change the plan that stands, against its promise."""

ANSWERED_RULES = ("consent", "consensus")
"""Rules under which everybody answers the plan."""


def lots(state: TableState) -> tuple[Lot, ...]:
    """Return what the ballots are about: the tasks on the table that are not paid as a duty.

    What is pledged to a task counts for its minimum, so the plan need not give that.
    """
    tasks = [price_now(state, id_) for id_ in state.on_table if is_lot(state, id_)]
    return (
        tuple([Lot(one.task, one.cost, _least(state, one)) for one in tasks])
        if state.pledges
        else tuple(tasks)
    )


def is_lot(state: TableState, task: str) -> bool:
    """Return whether ballots are about a task on the table: it is not paid or put off as a duty."""
    return task not in state.duty_paid and task not in state.duty_postponed


def _least(state: TableState, one: Lot) -> int:
    return max(0, one.minimum - pledged(state.pledges, one.task))


def _cast_ballot(state: TableState, seat: str) -> list[Option]:
    consults = director_is_asked(state, seat)
    if seat not in voters(state) and not consults:
        return []
    closed = ""
    if state.step == "reveal" and not consults:
        closed = "ballot-changed" if seat in state.changed else "" if seat in state.ballots else "no-ballot"
    again = (state.step == "fill_in" or consults) and seat in state.ballots
    return one_option(seat, "cast_ballot", _given(state), closed=closed, again=again)


def _given(state: TableState) -> Field:
    """Return what a ballot may hold, in the form of this table."""
    table = lots(state)
    tasks = tuple(lot.task for lot in table)
    match state.game.ballot:
        case "points":
            caps = tuple((lot.task, points_for(state, lot.cost)) for lot in table)
            return Shares("given", caps, state.game.points)
        case "amounts":
            caps = tuple((lot.task, min(lot.cost, state.to_divide)) for lot in table)
            return Shares("given", caps, state.to_divide, state.game.step)
        case "approval":
            return Ticks("given", tasks)
        case "ranking":
            return Ranking("given", tasks)


def director_is_asked(state: TableState, seat: str) -> bool:
    """Return whether it is the director's turn to give a ballot, which all others lie open for."""
    return state.stance == "consult" and seat == state.game.director and state.step == "reveal"


def points_for(state: TableState, cost: int) -> int:
    """Return the most points a task can use: the fewest whose share of the pot covers its cost."""
    if state.to_divide <= 0:
        return 0
    return min(state.game.points, -(-cost * state.game.points // state.to_divide))


def ballots_of(state: TableState, given: Iterable[Ballot]) -> Ballots:
    """Return these ballots in the form of this table."""
    return Ballots(state.game.ballot, tuple(given), state.game.points)


def ballot_in_euros(state: TableState, given: Given) -> Amounts:
    """Return the euros that a ballot stands for; amounts stay what they are."""
    [amounts] = ballots_of(state, [dict(given)]).amounts(lots(state), state.to_divide, state.game.step)
    return tuple(amounts.items())


def _answer_plan(state: TableState, seat: str) -> list[Option]:
    if state.plan is None:
        return []
    again = seat in state.plan.answers
    told = tuple(dict.fromkeys(state.game.cards[card].need for card in state.told))
    found = one_option(seat, "answer_plan", Fixed("answer", "stand_behind"), again=again)
    found += one_option(seat, "answer_plan", Fixed("answer", "live_with"), again=again)
    tasks, needs = OneOf("task", tuple(lot.task for lot in lots(state))), OneOf("need", told)
    found += one_option(seat, "answer_plan", Fixed("answer", "object"), tasks, needs, again=again)
    if has(state, "core_values") and state.game.roles[seat].core_value:
        found += one_option(seat, "answer_plan", Fixed("answer", "object"), tasks, again=again)
    return found


def _propose(state: TableState, seat: str) -> list[Option]:
    if state.plan is None:
        return []
    answered = len(state.plan.answers) == len(state.game.seats)
    closed = "" if answered else "answers-missing"
    closed = closed or ("" if objections(state) else "no-objection")
    closed = closed or ("" if state.repairs < REPAIRS else "no-repairs")
    return _amount_options(state, seat, "propose", closed)


def objections(state: TableState) -> tuple[str, ...]:
    """Return the seats that object to the plan on the table."""
    answers = state.plan.answers if state.plan else {}
    return tuple(seat for seat, (answer, _, _) in answers.items() if answer == "object")


def _change_plan(state: TableState, seat: str) -> list[Option]:
    if state.stance not in _CHANGEABLE or state.plan is None:
        return []
    closed = "plan-changed" if state.promise_broken else ""
    found = _amount_options(state, seat, "change_plan", closed)
    if state.stance == "advise":
        found += [replace(one, fields=(*one.fields, OneOf("reason", REASONS))) for one in found]
    return found


def _amount_options(state: TableState, seat: str, kind: str, closed: str) -> list[Option]:
    """Return an option per task: nothing, or from its minimum up to its cost or the whole pot."""
    found: list[Option] = []
    for lot in lots(state):
        low, high = max(lot.minimum, state.game.step), min(lot.cost, state.to_divide)
        amount = Number("amount", low, high, state.game.step, also=(0,))
        found += one_option(seat, kind, Fixed("task", lot.task), amount, closed=closed)
    return found


def round_has_settle(state: TableState) -> bool:
    """Return whether the plan must be answered by all, as the rule says, unless the director decides."""
    return rule_now(state) in ANSWERED_RULES


OFFERS: tuple[Offer, ...] = (
    Offer("cast_ballot", _cast_ballot, during=("fill_in", "reveal")),
    Offer("answer_plan", _answer_plan, during=("settle",)),
    Offer("propose", _propose, by="director", during=("settle",)),
    Offer("change_plan", _change_plan, by="director", during=("claim",)),
)
