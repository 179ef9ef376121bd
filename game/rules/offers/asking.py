"""Offers while asking: the stance, goals, instruments, cards told, asked for and recognised."""

from game.rules.game import Instrument
from game.rules.offers.common import Offer, one_option
from game.rules.options import Fixed, OneOf, Option, Some
from game.rules.revealing import hidden, is_slow, looks_into_tasks, price
from game.rules.state import TableState, duties, findable, free_money, others, untold

_STANCE_SLOTS = {"decide": 0, "consult": 0, "advise": 0, "let_go": 0, "co_produce": 1}


def stance_slots(state: TableState, stance: str) -> int:
    """Return how many slots of the round a stance takes; none where none are left or played with."""
    return min(_STANCE_SLOTS[stance], state.slots_left)


def _say_stance(state: TableState, seat: str) -> list[Option]:
    open_duty = Some("open_duty", tuple(task.id for task in duties(state)))
    closed = "stance-said" if state.stance else ""
    return one_option(seat, "say_stance", OneOf("stance", state.game.stances), open_duty, closed=closed)


def _choose_goal(state: TableState, seat: str) -> list[Option]:
    more = tuple(goal for goal in state.game.goals if goal != state.game.main_goal)
    if state.round != 1 or not more:
        return []
    return one_option(seat, "choose_goal", OneOf("indicator", more), again=seat in state.goal_taps)


def _use_instrument(state: TableState, seat: str) -> list[Option]:
    found: list[Option] = []
    for instrument in state.game.instruments.values():
        if looks_into_tasks(instrument):
            found += _look_into(state, seat, instrument)
            continue
        closed = ""
        if instrument.slots > state.slots_left:
            closed = "no-slots"
        elif instrument.cost > free_money(state):
            closed = "no-money"
        elif instrument.finds and not findable(state, instrument):
            closed = "nothing-to-find"
        found += one_option(seat, "use_instrument", Fixed("instrument", instrument.id), closed=closed)
    return found


def _look_into(state: TableState, seat: str, instrument: Instrument) -> list[Option]:
    """Return the option to have a task looked into; one that only finds needs is about no task."""
    tasks = hidden(state, instrument)
    able = tuple(task for task in tasks if price(state, instrument, task) <= free_money(state))
    finds = bool(instrument.finds and findable(state, instrument))
    closed = ""
    if not tasks and not finds:
        closed = "nothing-to-reveal"
    elif is_slow(instrument) and state.round >= len(state.game.rounds):
        closed = "answer-too-late"
    elif instrument.slots > state.slots_left:
        closed = "no-slots"
    elif instrument.cost > free_money(state) or (tasks and not able):
        closed = "no-money"
    about = [OneOf("task", able or tasks)] if tasks else []
    return one_option(seat, "use_instrument", Fixed("instrument", instrument.id), *about, closed=closed)


def _ask_by_name(state: TableState, seat: str) -> list[Option]:
    of = OneOf("of", tuple(one for one in others(state, seat) if untold(state, one)))
    closed = "question-asked" if seat in state.questions_asked else ""
    return one_option(seat, "ask_by_name", of, closed=closed or ("" if state.turns_left else "no-turns"))


def _tell_card(state: TableState, seat: str) -> list[Option]:
    if not state.game.roles[seat].cards:
        return []
    asked = state.asked.get(seat, 0) > 0
    free = seat not in state.told_by_itself
    mine = untold(state, seat)
    trust = state.trust.get(seat, 100)
    may = tuple(card.id for card in mine if (asked or (free and not card.tell_from_trust)))
    may = tuple(id_ for id_ in may if state.game.cards[id_].tell_from_trust <= trust)
    closed = "" if state.turns_left else "no-turns"
    if not closed and mine and not may:
        closed = "not-asked" if not asked else "not-enough-trust"
    return one_option(seat, "tell_card", OneOf("card", may), closed=closed)


def _recognise(state: TableState, seat: str) -> list[Option]:
    cards = (state.game.cards[id_] for id_ in state.told)
    may = tuple(card.id for card in cards if card.role != seat and seat not in state.hands[card.id])
    closed = "" if state.hands_left[seat] else "no-hands"
    return one_option(seat, "recognise", OneOf("card", may), closed=closed)


OFFERS: tuple[Offer, ...] = (
    Offer("say_stance", _say_stance, by="director", during=("explore",)),
    Offer("choose_goal", _choose_goal, during=("explore",)),
    Offer("use_instrument", _use_instrument, by="director", during=("dialogue",), mechanic="instruments"),
    Offer("ask_by_name", _ask_by_name, during=("dialogue",)),
    Offer("tell_card", _tell_card, during=("dialogue",)),
    Offer("recognise", _recognise, during=("dialogue",), mechanic="recognise"),
)
