"""Upkeep and topping up: what is paid on a task that started before, and what that brings.

Paid upkeep lands its part of the effect again, with the factors of this round; unpaid the task stops, and
what landed stays. Topping up lands what the effect is more than it was, with the factors of this round, and
never less than nothing. Doer and owner stay who they are.
"""

from math import prod

from game.rules import resolve
from game.rules.events import Cause, Change, Changes, Event, MoreLanded, ToppedUp, UpkeepPaid, UpkeepUnpaid
from game.rules.paying_again import UPKEEP, to_pay
from game.rules.revealing import drawn
from game.rules.settle import factors_now
from game.rules.state import TableState, funded
from game.rules.tally import Tally


def pay_again(state: TableState) -> list[Event]:
    """Return what the plan pays on tasks that started before, and yearly tasks that stop unpaid."""
    paid, events = funded(state), list[Event]()
    for id_ in state.on_table:
        due = to_pay(state, id_)
        if due is None:
            continue
        if paid.get(id_):
            events.append(_paid(state, id_, due.kind, paid[id_]))
        elif due.kind == UPKEEP:
            events.append(UpkeepUnpaid(id_))
    return events


def _paid(state: TableState, id_: str, kind: str, paid: int) -> Event:
    task, run = state.game.tasks[id_], state.running[id_]
    fit, carry, cross = factors_now(state, task, run.doer, run.owner)
    changes = _money(state, id_, kind, paid)
    if kind == UPKEEP:
        return UpkeepPaid(id_, paid, resolve.percent(paid, task.cost), fit, carry, cross, changes)
    level = resolve.level(task.curve, run.paid + paid, task.cost)
    return ToppedUp(id_, paid, level, fit, carry, cross, changes)


def _money(state: TableState, id_: str, kind: str, paid: int) -> Changes:
    pledged = state.pledged.get(id_, {})
    shared = paid - sum(pledged.values())
    spent = [Change("money", "pot", -shared, Cause(kind, (id_,)))] if shared else []
    return (*spent, *(Change("purse", seat, -own, Cause("pledge", (id_,))) for seat, own in pledged.items()))


def land_more(state: TableState, after_end: bool) -> list[Event]:
    """Return what was paid again and can arrive: on a task that has landed."""
    for id_ in state.more:
        if state.running[id_].status == "done":
            return [_landed(state, id_, after_end)]
    return []


def _landed(state: TableState, id_: str, after_end: bool) -> MoreLanded:
    more, tally = state.more[id_], Tally(state)
    now = resolve.Factors(*more.factors)
    before = resolve.Factors(*more.before) if more.before else None
    for indicator, low, high in state.game.tasks[id_].effects:
        base = drawn(state, id_, indicator, low, high)
        effect = resolve.effect(base, now, more.share)
        if before is not None:
            effect = _difference(base, effect, resolve.effect(base, before))
        tally.add("indicator", indicator, effect.amount, Cause(more.kind, (id_,), effect.steps))
    counted = max(more.factors, more.before, key=prod) if more.before else ()
    return MoreLanded(id_, more.kind, after_end, counted, tuple(tally.changes))


def _difference(base: int, now: resolve.Effect, before: resolve.Effect) -> resolve.Effect:
    """Return what an effect is more than it was; nothing when it would be less."""
    if (now.amount - before.amount) * base <= 0:
        return resolve.Effect(0, ())
    was = dict(before.steps)
    steps = tuple((name, amount - was[name]) for name, amount in now.steps if name != "base")
    return resolve.Effect(now.amount - before.amount, steps)
