"""Settle: carrying out, the end of a round and the end of the table, with the cause of every change.

Source of every amount: the scenario's `figures`. Indicators are in tenths of a point, else whole points.
"""

from collections.abc import Iterator

from game.rules import resolve
from game.rules import support as support_of
from game.rules.event_cards import next_event_card
from game.rules.events import (
    Cause,
    Change,
    EnvelopeCounted,
    Event,
    EventCardDrawn,
    Foreseen,
    OverAsked,
    RoundSettled,
    TableEnded,
    TaskLanded,
    TaskStarted,
    TaskStopped,
    TaskUnclaimed,
)
from game.rules.game import Task, in_tenths
from game.rules.offers.carrying import capacity_left
from game.rules.promises import found_at_the_end, judge_promise, judge_talk
from game.rules.revealing import drawn
from game.rules.state import (
    TableState,
    funded,
    has,
    have_met,
    is_used,
    known_needs,
    lowest_support,
    others,
    owner_of,
    supports_with,
)
from game.rules.tally import Tally
from game.scenario import model

NOBODY_FALLS = 40
"""Support that no role may be under for the table to succeed."""

_LOW_SUPPORT = 50
_ROUNDS_WITHOUT_OWNER = 2


def draw_event_card(state: TableState) -> list[Event]:
    """Return the event card that is next, with all it does; nothing when there is none."""
    id_ = next_event_card(state)
    if not id_:
        return []
    tally, cut, grant = Tally(state), 0, 0
    cause = Cause("event_card", (id_,))
    for effect in state.game.event_cards[id_].effects:
        match effect:
            case model.AddEffect(add=indicator):
                tally.add("indicator", indicator, drawn(state, id_, indicator, *in_tenths(effect.by)), cause)
            case model.TrustEffect(trust=who, by=by):
                for seat in _named(state, who):
                    tally.add("trust", seat, by, cause)
            case model.PatienceEffect(by=by):
                tally.add("patience", state.game.director, by, cause)
            case model.CutEffect(percent=percent):
                cut = percent
            case model.GrantEffect(amount=amount):
                grant = amount
    return [EventCardDrawn(id_, tuple(tally.changes), cut, grant)]


def _named(state: TableState, who: str) -> tuple[str, ...]:
    roles = state.game.roles
    kinds = {"residents": ("resident",), "partners": ("partner",), "everyone": ("resident", "partner")}
    return tuple(seat for seat in state.trust if seat == who or roles[seat].kind in kinds.get(who, ()))


def start_tasks(state: TableState) -> list[Event]:
    """Return who carries too much, and every funded task that starts, or stays behind without a doer."""
    figures = state.game.figures
    events: list[Event] = []
    waiting = {id_: paid for id_, paid in funded(state).items() if id_ not in state.running}
    for seat in state.game.seats if state.doers or state.owners else ():
        claims = seat in state.doers.values() or seat in state.owners.values()
        if claims and capacity_left(state, seat) < 0 and seat not in state.over_asked:
            tally = Tally(state)
            tally.add("trust", seat, figures.over_asked, Cause("over_asked"))
            less = Change("capacity", seat, -1, Cause("over_asked"))
            events.append(
                OverAsked(seat, (*tally.changes, less) if state.capacity[seat] else (*tally.changes,))
            )
    for id_, paid in waiting.items():
        if id_ in state.unclaimed:
            continue
        if id_ in state.doers:
            events.append(_started(state, id_, paid))
        else:
            back = (Change("money", "pot", paid, Cause("no_doer", (id_,))),) if id_ in state.duty_paid else ()
            events.append(TaskUnclaimed(id_, back))
    return events


def _started(state: TableState, id_: str, paid: int) -> TaskStarted:
    task, doer, owner = state.game.tasks[id_], state.doers[id_], state.owners.get(id_)
    pledged = state.pledged.get(id_, {})
    shared = paid - sum(pledged.values())
    spent = [Change("money", "pot", -shared, Cause("task", (id_,)))] if shared else []
    own = [Change("purse", seat, -euros, Cause("pledge", (id_,))) for seat, euros in pledged.items()]
    fit, carry, cross = factors_now(state, task, doer, owner)
    let_go = state.stance == "let_go" and id_ not in state.duty_paid
    later = task.after_rounds + (id_ in state.opened_duty) + let_go
    return TaskStarted(
        task=id_,
        paid=paid,
        doer=doer,
        owner=owner,
        level=resolve.level(task.curve, paid, task.cost),
        fit=fit,
        carry=carry,
        cross=cross,
        lands=state.round + later,
        changes=() if id_ in state.duty_paid else (*spent, *own),
    )


def factors_now(state: TableState, task: Task, doer: str, owner: str | None) -> tuple[int, int, int]:
    """Return the fit, carry and cross of a task as they are now, in percent."""
    met = len(list(_met_across(state, task, owner)))
    return (
        _fit(state, task),
        resolve.carry(_carried_by(state, doer, owner), _low_support(state)),
        resolve.cross(met, state.game.figures.cross_percent),
    )


def _fit(state: TableState, task: Task) -> int:
    known = known_needs(state)
    weights = {
        need: state.game.weights[need] * (2 if full else 1)
        for need, full in task.answers.items()
        if need in state.game.weights
    }
    told = sum(weight for need, weight in weights.items() if need in known)
    worded = any(need in state.wording_needs for need in weights)
    figures = state.game.figures
    return resolve.fit(figures.fit_floor, told, sum(weights.values()), worded, figures.wording_bonus)


def _carried_by(state: TableState, doer: str, owner: str | None) -> resolve.Carried:
    if owner is None:
        return "no_owner"
    roles = state.game.roles
    return "one_party" if roles[doer].party == roles[owner].party else "two_parties"


def _low_support(state: TableState) -> bool:
    return state.support_before is not None and state.support_before < _LOW_SUPPORT


def _met_across(state: TableState, task: Task, mine: str | None) -> Iterator[str]:
    """Yield the linked tasks of another domain that start or run and whose owner met this one's owner."""
    for other in task.links:
        theirs = owner_of(state, other)
        starts = other in funded(state) and other in state.doers
        runs = other in state.running and state.running[other].status == "running"
        if state.game.tasks[other].domain == task.domain or not (starts or runs):
            continue
        if mine and theirs and mine != theirs and have_met(state, mine, theirs):
            yield other


def land_next(state: TableState, after_end: bool) -> list[Event]:
    """Return the next effect that arrives: of a running task that is due, or of any once all is over."""
    for id_, run in state.running.items():
        if run.status == "running" and (after_end or run.lands <= state.round):
            return [_landed(state, id_, after_end)]
    return []


def _landed(state: TableState, id_: str, after_end: bool) -> TaskLanded:
    run, tally = state.running[id_], Tally(state)
    more = state.more.get(id_)
    first = more.before if more and more.before else (run.level, run.fit, run.carry, run.cross)
    factors = resolve.Factors(*first)
    for indicator, low, high in state.game.tasks[id_].effects:
        effect = resolve.effect(drawn(state, id_, indicator, low, high), factors)
        tally.add("indicator", indicator, effect.amount, Cause("task", (id_,), effect.steps))
    return TaskLanded(id_, after_end, tuple(tally.changes))


def settle_round(state: TableState) -> list[Event]:
    """Return tasks that stop without an owner, and once they have, the round's trust and patience."""
    stopped = [
        id_
        for id_, run in state.running.items()
        if run.status == "running"
        and not run.owner
        and state.round - run.started + 1 >= _ROUNDS_WITHOUT_OWNER
    ]
    if stopped:
        return [TaskStopped(id_) for id_ in stopped]
    told = [
        card for card, round_ in state.told.items() if card not in state.settled and round_ <= state.round
    ]
    used = tuple(card for card in told if is_used(state, card))
    still_open = tuple(card for card in told if card not in used)
    recognised = tuple(_newly_recognised(state))
    tally = Tally(state)
    for card in recognised:
        role = state.game.cards[card].role
        tally.add("trust", role, state.game.figures.recognised, Cause("recognised", (card,)))
    for card in still_open:
        _report(state, tally, card)
    judge_promise(state, tally, still_open)
    judge_talk(state, tally)
    for card in used:
        tally.add("trust", state.game.cards[card].role, state.game.figures.used, Cause("used", (card,)))
    _patience(state, tally)
    trust = {of: value for (what, of), value in tally.values.items() if what == "trust"}
    supports = supports_with(state, trust)
    settled = RoundSettled(
        round=state.round,
        used=used,
        open=still_open,
        recognised=recognised,
        support=support_of.table_support(list(supports.values())) if trust else 100,
        supports=tuple(supports.items()),
        changes=tuple(tally.changes),
    )
    return [*found_at_the_end(state, still_open), settled]


def _newly_recognised(state: TableState) -> Iterator[str]:
    """Yield the cards that at least half of the other seats, rounded up, put up a hand for."""
    for card, hands in state.hands.items():
        needed = -(-len(others(state, state.game.cards[card].role)) // 2)
        if card not in state.recognised and len(hands) >= max(1, needed):
            yield card


def _report(state: TableState, tally: Tally, card: str) -> None:
    """Add what an open card does to its teller: a reason understood or not, or no word at all."""
    figures, role = state.game.figures, state.game.cards[card].role
    if card not in state.reasons:
        tally.add("trust", role, figures.no_report, Cause("no_report", (card,)))
    elif card in state.judged:
        understood = state.judged[card]
        amount = figures.understood if understood else figures.not_understood
        kind = "understood" if understood else "not_understood"
        tally.add("trust", role, amount, Cause(kind, (card, state.reasons[card][1])))


def _patience(state: TableState, tally: Tally) -> None:
    figures, director = state.game.figures, state.game.director
    at_work = sum(
        run.paid - run.pledged
        for run in state.running.values()
        if run.status == "running" or run.started == state.round
    )
    at_work += sum(
        euros for task, euros in state.paid_again.items() if state.running[task].status != "running"
    )
    task_money = state.to_divide + sum(state.duty_paid.values())
    busy = 2 * at_work >= task_money
    tally.add(
        "patience",
        director,
        figures.at_work if busy else figures.not_at_work,
        Cause("at_work" if busy else "not_at_work"),
    )
    if has(state, "note"):
        written = state.note_written
        tally.add(
            "patience",
            director,
            figures.note if written else figures.no_note,
            Cause("note" if written else "no_note"),
        )


def foresee(state: TableState) -> Iterator[Foreseen]:
    """Yield what each task of the envelope would have brought on this seed.

    Nothing is told then, the first seat that may do it does it, the director owns it, nobody met, and a task
    under its minimum does not start.
    """
    director = state.game.director
    for id_, paid in (state.envelope or {}).items():
        task = state.game.tasks[id_]
        doer = next((seat for seat in state.game.seats if seat in task.doers), None)
        if doer is None or paid < task.minimum:
            continue
        level = resolve.level(task.curve, paid, task.cost)
        carry = resolve.carry(_carried_by(state, doer, director), low_support=False)
        factors = resolve.Factors(level, state.game.figures.fit_floor, carry, 100)
        effects = tuple(
            (indicator, resolve.effect(drawn(state, id_, indicator, low, high), factors).amount)
            for indicator, low, high in task.effects
        )
        yield Foreseen(id_, paid, doer, level, factors.fit, carry, effects)


def end_table(state: TableState) -> list[Event]:
    """Return the next effect still under way, or the end: whether goals are reached and nobody fell off.

    `result` is for analysis only: the mean of the progress to the goals and the lowest support, half up.
    """
    landing = land_next(state, after_end=True)
    if landing:
        return landing
    if state.envelope is not None and state.foreseen is None:
        return [EnvelopeCounted(tuple(foresee(state)))]
    game, lowest = state.game, lowest_support(state)
    goals = [(game.indicators[goal], state.indicators[goal], game.goals[goal]) for goal in state.goals]
    reached = all(support_of.is_reached(*goal) for goal in goals)
    result = support_of.result(goals, lowest) if goals else lowest
    supports = tuple(supports_with(state, state.trust).items())
    return [TableEnded(reached and lowest >= NOBODY_FALLS, result, supports)]
