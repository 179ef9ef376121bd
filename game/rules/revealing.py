"""Revealing: what a task really brings, known before it has landed.

Its effect lies in a range; what it really is, is drawn once per seed. Nobody knows that until something
reveals it: an expert pool at once, an expert by experience or a pilot at the start of the next round, a card
that tells the truth about it, or time, when the task has landed.
"""

from game.rules.chance import draw, shuffled
from game.rules.events import AnswerAwaited, EffectRevealed, Event
from game.rules.game import Instrument, Task
from game.rules.rounding import half_up
from game.rules.state import TableState, findable

PILOT_PERCENT = 10
"""What a pilot costs beside its own cost, in percent of the price of the task that is tried."""

_AT_ONCE = ("expert_pool",)
_NEXT_ROUND = ("expert_by_experience", "pilot")


def drawn(state: TableState, id_: str, indicator: str, low: int, high: int) -> int:
    """Return what a task or card really has in it on this seed, the same in every round, in tenths.

    The range is in tenths too; a whole number of points is drawn from it.
    """
    points = draw(state.seed, "effect", f"{id_}/{indicator}", 0, high // 10 - low // 10 + 1)
    return low + 10 * points


def looks_into_tasks(instrument: Instrument) -> bool:
    """Return whether an instrument reveals what a task really brings."""
    return instrument.kind in _AT_ONCE or is_slow(instrument)


def is_slow(instrument: Instrument) -> bool:
    """Return whether what an instrument brings is known at the start of the next round only."""
    return instrument.kind in _NEXT_ROUND


def hidden(state: TableState, instrument: Instrument) -> tuple[str, ...]:
    """Return the tasks an instrument can look into, in scenario order.

    Those are tasks that did not start, that it knows something about, and of which nobody knows yet, or is
    finding out, what they really bring.
    """
    awaited = {one.task for one in state.awaited}
    return tuple(
        task.id
        for task in state.game.tasks.values()
        if _is_hidden(state, task)
        and task.id not in awaited
        and (not instrument.knows or task.domain in instrument.knows)
    )


def _is_hidden(state: TableState, task: Task) -> bool:
    is_range = any(low < high for _, low, high in task.effects)
    return is_range and task.id not in state.running and task.id not in state.revealed


def price(state: TableState, instrument: Instrument, task: str | None) -> int:
    """Return what it costs to use an instrument, in euros: a pilot costs a part of the task's price too."""
    if instrument.kind != "pilot" or not task:
        return instrument.cost
    return instrument.cost + half_up(PILOT_PERCENT * state.game.tasks[task].cost, 100)


def heaviest(state: TableState, instrument: Instrument) -> tuple[str, ...]:
    """Return the needs an instrument finds: the heaviest in its reach, of equal ones by a named draw."""
    may = shuffled(state.seed, f"find:{instrument.id}", state.round, findable(state, instrument))
    return tuple(sorted(may, key=lambda need: -state.game.weights[need])[: instrument.finds])


def looked_into(state: TableState, instrument: Instrument, task: str | None) -> list[Event]:
    """Return what comes of an instrument beside what it brings at once: an answer, or one to wait for."""
    if is_slow(instrument):
        return [AnswerAwaited(instrument.id, task or "", state.round + 1)]
    if not task or not looks_into_tasks(instrument):
        return []
    return [EffectRevealed(instrument.kind, instrument.id, task, _real(state, task), ())]


def arrived(state: TableState) -> list[Event]:
    """Return the next answer that was waited for and is due."""
    for one in state.awaited:
        if one.round <= state.round:
            instrument = state.game.instruments[one.instrument]
            needs = heaviest(state, instrument)
            real = _real(state, one.task) if one.task else ()
            return [EffectRevealed(instrument.kind, instrument.id, one.task, real, needs)]
    return []


def told_by_card(state: TableState, card: str) -> list[Event]:
    """Return what a told card reveals of a task; nothing when that is known, or has no range."""
    task = state.game.tasks.get(state.game.cards[card].reveals or "")
    if task is None or not _is_hidden(state, task):
        return []
    return [EffectRevealed("card", card, task.id, _real(state, task.id), ())]


def _real(state: TableState, task: str) -> tuple[tuple[str, int], ...]:
    effects = state.game.tasks[task].effects
    return tuple((indicator, drawn(state, task, indicator, low, high)) for indicator, low, high in effects)
