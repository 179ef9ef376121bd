"""Offers around promises: the sealed plan, another rule for later, coming back, and how trust feels."""

from game.rules.offers.common import Offer, one_option
from game.rules.offers.dividing import ANSWERS
from game.rules.options import Fixed, Number, OneOf, Option, Shares
from game.rules.state import TableState, buyable, round_rule

SEALED_POINTS = 5
"""Points of the plan that the director seals."""

TABLE_RULES = ("majority", "average", "equal_shares", "consent", "consensus")
"""Rules that a seat can propose for the rounds to come."""

COME_BACK_WHEN = ("hear_back", "answer_need", "more_say", "less_work")
"""What a seat that stepped back can name as its one condition; words for the table, not counted."""

FELT_STEP = 10


def _seal_plan(state: TableState, seat: str) -> list[Option]:
    asked = (task for task in state.game.tasks.values() if not task.duty or task.id in state.opened_duty)
    tasks = (task for task in asked if buyable(state, task))
    given = Shares("given", tuple((task.id, SEALED_POINTS) for task in tasks), SEALED_POINTS)
    closed = "" if state.stance else "stance-missing"
    return one_option(seat, "seal_plan", given, closed=closed, again=state.round in state.sealed)


def _propose_rule(state: TableState, seat: str) -> list[Option]:
    if state.round >= len(state.game.rounds):
        return []
    rules = OneOf("rule", tuple(rule for rule in TABLE_RULES if rule != round_rule(state)))
    closed = "rule-proposed" if state.rule_proposed else ""
    return one_option(seat, "propose_rule", rules, closed=closed)


def _answer_rule(state: TableState, seat: str) -> list[Option]:
    if not state.rule_proposed or state.rule_is_settled:
        return []
    again = seat in state.rule_answers
    found: list[Option] = []
    for answer in ANSWERS:
        found += one_option(seat, "answer_rule", Fixed("answer", answer), again=again)
    return found


def _name_condition(state: TableState, seat: str) -> list[Option]:
    if seat not in state.stepped_back:
        return []
    again = bool(state.stepped_back[seat])
    return one_option(seat, "name_condition", OneOf("condition", COME_BACK_WHEN), again=again)


def _feel_trust(state: TableState, seat: str) -> list[Option]:
    if seat not in state.trust:
        return []
    again = seat in state.felt.get(state.round, {})
    return one_option(seat, "feel_trust", Number("value", 0, 100, FELT_STEP), again=again)


OFFERS: tuple[Offer, ...] = (
    Offer("seal_plan", _seal_plan, by="director", during=("explore",), mechanic="sealed_plan"),
    Offer("propose_rule", _propose_rule, during=("reflect",), mechanic="change_rule"),
    Offer("answer_rule", _answer_rule, during=("reflect",), mechanic="change_rule"),
    Offer("name_condition", _name_condition, mechanic="step_back"),
    Offer("feel_trust", _feel_trust, during=("reflect",), mechanic="felt_trust"),
)
